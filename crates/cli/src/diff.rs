//! `yaodian diff`.

use anyhow::Result;
use yaodian_report::json;
use yaodian_report::versions::{html, markdown, terminal};

use crate::arguments::{Diff, DiffFormat};
use crate::exit::Exit;
use crate::reviewer::{Reviewer, Setup};
use crate::{input, output};

/// Checks both versions of a plan and says what changed.
pub fn run(wanted: &Diff) -> Result<Exit> {
    let setup = Setup::of(&wanted.against)?;
    let inputs = || [&wanted.old, &wanted.new].into_iter().chain(setup.files());
    input::at_most_one_stdin(inputs())?;
    input::never_overwritten(wanted.output.as_deref(), inputs())?;
    let reviewer = Reviewer::new(&setup)?;
    let (old, new) = rayon::join(|| reviewer.check(&wanted.old), || reviewer.check(&wanted.new));
    let versions = yaodian_core::versions(&old?.1, &new?.1)?;
    // Decided here, before anything is rendered, so that no format can change it.
    let exit = if wanted.fail_on_worse && versions.is_worse() { Exit::Failed } else { Exit::Fine };
    let text = match wanted.format {
        DiffFormat::Terminal => {
            terminal::render(&versions, output::style(&wanted.look, wanted.output.as_deref()))
        }
        DiffFormat::Markdown => markdown::render(&versions),
        DiffFormat::Html => html::page(&versions),
        DiffFormat::Json => json::versions(&versions)?,
    };
    output::deliver(text.as_bytes(), wanted.output.as_deref())?;
    Ok(exit)
}
