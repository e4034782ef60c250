//! `yaodian annotate`.

use anyhow::Result;

use crate::arguments::Annotate;
use crate::exit::Exit;
use crate::reviewer::{Reviewer, Setup};
use crate::{input, output};

/// Checks a plan and writes a copy of its file with the findings as comments.
pub fn run(wanted: &Annotate) -> Result<Exit> {
    let setup = Setup::of(&wanted.against)?;
    let inputs = || std::iter::once(&wanted.plan).chain(setup.files());
    input::at_most_one_stdin(inputs())?;
    input::never_overwritten(Some(&wanted.output), inputs())?;
    let reviewer = Reviewer::new(&setup)?;
    let (document, bytes) = input::read_with_bytes(&wanted.plan)?;
    let comments = yaodian_formats::comments(&reviewer.judge(&document)?);
    let annotated = yaodian_formats::annotate(&bytes, &document, &comments)?;
    output::deliver(&annotated, Some(&wanted.output))?;
    output::say(&format!(
        "已写入 {}：{}条批注 ({} comments written)",
        wanted.output.display(),
        comments.len(),
        comments.len()
    ));
    Ok(Exit::Fine)
}
