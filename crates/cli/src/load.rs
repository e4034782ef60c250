//! What plans are checked against: requirements, from a notice or from a requirements file, and the words for it.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use yaodian_core::{Requirements, notice, toml_file};
use yaodian_report::position::Source;
use yaodian_text::lexicon::LexiconData;
use yaodian_text::{Lexicon, Segmenter};

use crate::config::layer::Against;
use crate::input;

/// Reads what a notice asks for.
pub fn notice(path: &Path, lexicon: &Lexicon) -> Result<Requirements> {
    Ok(notice::read(&input::read(path)?, lexicon)?)
}

/// Reads a requirements file as written by `yaodian requirements --format toml`, perhaps edited.
pub fn file(path: &Path) -> Result<Requirements> {
    let text = input::read_text(path)?;
    let advice = "要求文件可用 yaodian requirements --format toml 重新生成 (not a valid requirements file)";
    Requirements::from_toml(&text).map_err(|error| anyhow!("{}：{error}；{advice}", input::name(path)))
}

/// What plans are checked against, and by which words.
pub struct Standard {
    /// What the notice asks for.
    pub requirements: Requirements,
    /// The built-in words, with those of the user's files and the synonyms of the requirements file.
    pub words: &'static Segmenter<'static>,
    /// The notice, if it was read: what it is called, and its file.
    pub notice: Option<(String, Source)>,
}

/// Reads the requirements from the notice or the requirements file, and the words to check by.
pub fn standard(against: &Against, lexicons: &[PathBuf]) -> Result<Standard> {
    // What does not need the lexicon is unpacked beside it, or else, where there is no thread to be had, when it is first needed.
    _ = std::thread::Builder::new().spawn(yaodian_core::unpack);
    let mut own = entries(lexicons)?;
    let standard = match against {
        Against::Requirements(path) => {
            let requirements = file(path)?;
            own.append(requirements.lexicon());
            Standard { requirements, words: Segmenter::with(&own)?, notice: None }
        }
        Against::Notice(path) => {
            let words = Segmenter::with(&own)?;
            let (document, source) = input::read_with_places(path)?;
            let requirements = notice::read(&document, words.lexicon())?;
            Standard { requirements, words, notice: Some((input::name(path), source)) }
        }
    };
    ask_for_something(&standard.requirements, against.path())?;
    Ok(standard)
}

/// The entries of the user's files.
fn entries(paths: &[PathBuf]) -> Result<LexiconData> {
    let mut own = LexiconData::default();
    for path in paths {
        let entries: LexiconData = toml_file::read(&input::read_text(path)?).map_err(|error| {
            let advice = "词库的格式见 README 的“词库”一节 (see the section on lexicon files in README.md)";
            anyhow!("{}：{error}；{advice}", input::name(path))
        })?;
        own.append(entries);
    }
    Ok(own)
}

/// Refuses requirements that any plan would fulfil: nothing asked is no success.
fn ask_for_something(requirements: &Requirements, path: &Path) -> Result<()> {
    if requirements.obligations().any(|obligation| obligation.required) {
        return Ok(());
    }
    bail!(
        "{}：没有一项是计划必须落实的要求，无从核对；请确认这是通知正文，或在要求文件中写明 \
         (nothing in it is required of a plan; make sure it is the notice, or edit the requirements file)",
        input::name(path)
    )
}
