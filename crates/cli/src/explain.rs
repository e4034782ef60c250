//! `yaodian explain`.

use anyhow::Result;
use yaodian_report::explain;

use crate::arguments::{Explain, Settings};
use crate::config::Config;
use crate::exit::Exit;
use crate::output;

/// Prints what a kind of finding is, or the kinds there are.
pub fn run(wanted: &Explain) -> Result<Exit> {
    let lang = Config::of(&Settings { lang: wanted.lang, ..Settings::default() })?.lang.value;
    let style = output::style(&wanted.look, None);
    let text = match wanted.kind {
        Some(kind) => explain::render(kind, lang, style),
        None => explain::list(lang, style),
    };
    output::write(text.as_bytes())?;
    Ok(Exit::Fine)
}
