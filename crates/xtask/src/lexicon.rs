//! The lexicon with something left out, from its files.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use yaodian_text::lexicon::{Lexicon, LexiconData, read_entries};

/// The program's lexicon without the groups that `leave_out` picks by their ids: what a group brings can be measured so.
pub fn without(leave_out: impl Fn(&str) -> bool) -> Result<Lexicon> {
    let mut data = LexiconData::default();
    for path in files(&crate::root().join("crates/text/lexicon"))? {
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        data.append(read_entries(&text).with_context(|| path.display().to_string())?);
    }
    data.groups.retain(|group| !leave_out(&group.id));
    Ok(Lexicon::from_data(&data)?)
}

/// Every file below a folder, in the order of their names.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() { out.extend(files(&path)?) } else { out.push(path) }
    }
    out.sort();
    Ok(out)
}
