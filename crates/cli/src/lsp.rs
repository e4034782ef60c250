//! `yaodian lsp`: gives the language server what plans are checked against, out of files.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use anyhow::Result;
use yaodian_lsp::{Given, Options, Source, Standard};

use crate::arguments::{Lsp, Settings};
use crate::config::layer::Against;
use crate::config::{Config, Plans, file};
use crate::exit::Exit;
use crate::{input, load};

/// Serves an editor over standard input and output.
pub fn run(wanted: &Lsp) -> Result<Exit> {
    let flags = Options {
        notice: wanted.notice.clone(),
        requirements: wanted.requirements.clone(),
        lexicon: wanted.lexicon.clone(),
    };
    yaodian_lsp::serve_stdio(Files { flags, last: None })?;
    Ok(Exit::Fine)
}

/// Files, read again when they change.
struct Files {
    flags: Options,
    last: Option<Last>,
}

/// What was read last.
struct Last {
    against: Against,
    stamps: Vec<Stamp>,
    standard: Result<Arc<Standard>, String>,
}

/// A file and what changes when it is written: its time and length; nothing if it is not there.
type Stamp = (PathBuf, Option<(SystemTime, u64)>);

impl Source for Files {
    fn standard(&mut self, options: &Options, plan: Option<&Path>) -> Result<Given, String> {
        let config = Config::of(&self.settings(options, plan)).map_err(|error| format!("{error:#}"))?;
        let Some(against) = config.against.as_ref().map(|against| &against.value) else {
            return Ok(Given::NoNotice);
        };
        let files: Vec<&PathBuf> = std::iter::once(against.path()).chain(&config.lexicon.value).collect();
        if files.iter().any(|file| input::is_stdin(file)) {
            let advice = "标准输入由编辑器占用，请给出文件名 (standard input is the editor's; name a file)";
            return Err(advice.to_owned());
        }
        if plan.is_some_and(|plan| is_no_plan(&config, plan)) {
            return Ok(Given::NoPlan);
        }
        let stamps: Vec<Stamp> = files.into_iter().map(|file| stamp(file)).collect();
        let last = match self.last.take().filter(|last| last.against == *against && last.stamps == stamps) {
            Some(last) => last,
            None => Last { standard: read(against, &config.lexicon.value), against: against.clone(), stamps },
        };
        self.last.insert(last).standard.clone().map(Given::Standard)
    }
}

impl Files {
    /// What the editor sets, and what was given on the command line for the rest; below both, the settings file nearest to
    /// the plan.
    fn settings(&self, options: &Options, plan: Option<&Path>) -> Settings {
        let own = options.notice.is_some() || options.requirements.is_some();
        let from = if own { options } else { &self.flags };
        let lexicon = if options.lexicon.is_empty() { &self.flags.lexicon } else { &options.lexicon };
        let config = plan.and_then(nearest);
        Settings {
            notice: from.notice.clone(),
            requirements: from.requirements.clone(),
            lexicon: lexicon.clone(),
            no_config: config.is_none(),
            config,
            ..Settings::default()
        }
    }
}

/// The settings file in the folder of a plan, or in the nearest above it that has one.
fn nearest(plan: &Path) -> Option<PathBuf> {
    plan.ancestors().skip(1).map(|folder| folder.join(file::NAME)).find(|path| path.is_file())
}

/// Whether a document is one of the inputs, or none of the plans that the settings file names.
fn is_no_plan(config: &Config, document: &Path) -> bool {
    let is = |file: &PathBuf| input::same_file(file, document);
    let others = matches!(config.plans.value, Plans::Patterns(_));
    config.files().any(is) || others && !config.plan_files().is_ok_and(|plans| plans.iter().any(is))
}

fn read(against: &Against, lexicon: &[PathBuf]) -> Result<Arc<Standard>, String> {
    let standard = load::standard(against, lexicon).map_err(|error| format!("{error:#}"))?;
    Ok(Arc::new(Standard { requirements: standard.requirements, words: standard.words }))
}

fn stamp(file: &Path) -> Stamp {
    let written = fs::metadata(file).ok().and_then(|about| Some((about.modified().ok()?, about.len())));
    (file.to_owned(), written)
}
