//! `cargo xtask same`: the reports that must stay as they are when only speed or size changes. Written to a folder by two
//! builds, they are compared with `diff -r`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use yaodian_core::{Document, check, notice};
use yaodian_text::{Lexicon, Segmenter};

use crate::gold;

/// Writes a report of every plan of the fixtures, labelled or not, against every notice.
pub fn run(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let texts = |kind: &str| texts(&crate::root().join("fixtures").join(kind));
    let mut notices = texts("notices")?;
    notices.extend(gold::notices()?.into_iter().map(|notice| (notice.name, notice.text)));
    let mut plans = texts("plans")?;
    plans.extend(gold::all_cases()?.into_iter().map(|case| (case.name, case.plan)));
    for (name, text) in &notices {
        let requirements = notice::read(&Document::from_text(name, text), Lexicon::builtin())?;
        for (plan, text) in &plans {
            let report = check(&requirements, &Document::from_text(plan, text), Segmenter::builtin())?;
            let path = folder.join(format!("{name}--{plan}.json"));
            fs::write(&path, serde_json::to_string_pretty(&report)?)
                .with_context(|| path.display().to_string())?;
        }
    }
    println!("{} reports in {}", notices.len() * plans.len(), folder.display());
    Ok(())
}

/// The texts of a folder by their names without `.txt`.
fn texts(folder: &Path) -> Result<Vec<(String, String)>> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        out.push((name, fs::read_to_string(&path).with_context(|| path.display().to_string())?));
    }
    Ok(out)
}
