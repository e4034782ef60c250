//! `yaodian requirements`.

use anyhow::Result;
use yaodian_report::{json, requirements as for_people};
use yaodian_text::Lexicon;

use crate::arguments::{Requirements, RequirementsFormat};
use crate::exit::Exit;
use crate::{load, output};

/// Shows what was read from a notice.
pub fn run(wanted: &Requirements) -> Result<Exit> {
    let requirements = load::notice(&wanted.notice, Lexicon::builtin())?;
    let text = match wanted.format {
        RequirementsFormat::Terminal => for_people::render(&requirements, output::style(&wanted.look, None)),
        RequirementsFormat::Json => json::requirements(&requirements)?,
        RequirementsFormat::Toml => requirements.to_toml()?,
    };
    output::write(text.as_bytes())?;
    Ok(Exit::Fine)
}
