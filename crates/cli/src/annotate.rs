//! `yaodian annotate`.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::arguments::{Annotate, Settings};
use crate::config::Config;
use crate::exit::Exit;
use crate::{input, load, output};

/// Checks a plan and writes a copy of its file with the findings as comments.
pub fn run(wanted: &Annotate) -> Result<Exit> {
    let config = Config::of(&Settings {
        notice: wanted.notice.clone(),
        requirements: wanted.requirements.clone(),
        ..Settings::default()
    })?;
    let against = config.against()?;
    input::at_most_one_stdin([&wanted.plan, against.path()].into_iter())?;
    if input::same_file(&wanted.plan, &wanted.output) {
        bail!(
            "{}：不能写回计划原件，请另给一个文件名 (the output would overwrite the plan; name another file)",
            wanted.output.display()
        );
    }
    let standard = load::standard(against, &config.lexicon.value)?;
    let (document, bytes) = input::read_with_bytes(&wanted.plan)?;
    let report = yaodian_core::check(&standard.requirements, &document, standard.words)?;
    let comments = yaodian_formats::comments(&report);
    let annotated = yaodian_formats::annotate(&bytes, &document, &comments)?;
    fs::write(&wanted.output, annotated)
        .with_context(|| format!("{}：无法写入 (cannot be written)", wanted.output.display()))?;
    output::say(&format!(
        "已写入 {}：{}条批注 ({} comments written)",
        wanted.output.display(),
        comments.len(),
        comments.len()
    ));
    Ok(Exit::Fine)
}
