//! `yaodian lsp`: gives the language server what plans are checked against, out of files.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use anyhow::Result;
use yaodian_lsp::{Accepted, Given, Options, Source, Standard, Terms};

use crate::arguments::{Against, Lsp, Settings};
use crate::config::{Config, Plans, file, layer};
use crate::exit::Exit;
use crate::{examine, input, load};

/// Serves an editor over standard input and output.
pub fn run(wanted: &Lsp) -> Result<Exit> {
    yaodian_lsp::serve_stdio(Files { flags: wanted.against.clone(), last: None })?;
    Ok(Exit::Fine)
}

/// Files, read again when they change.
struct Files {
    flags: Against,
    last: Option<Last>,
}

/// What was read last.
struct Last {
    against: layer::Against,
    stamps: Vec<Stamp>,
    read: Result<Read, String>,
}

/// What was read of the files.
#[derive(Clone)]
struct Read {
    standard: Arc<Standard>,
    accepted: Arc<Accepted>,
}

/// A file and what changes when it is written: its time and length; nothing if it is not there.
type Stamp = (PathBuf, Option<(SystemTime, u64)>);

impl Source for Files {
    fn terms(&mut self, options: &Options, plan: Option<&Path>) -> Result<Given, String> {
        let config = Config::of(&self.settings(options, plan)).map_err(|error| format!("{error:#}"))?;
        let Some(against) = config.against.as_ref().map(|against| &against.value) else {
            return Ok(Given::NoNotice);
        };
        if config.files().any(|file| input::is_stdin(file)) {
            let advice = "标准输入由编辑器占用，请给出文件名 (standard input is the editor's; name a file)";
            return Err(advice.to_owned());
        }
        if plan.is_some_and(|plan| is_no_plan(&config, plan)) {
            return Ok(Given::NoPlan);
        }
        let stamps: Vec<Stamp> = config.files().map(|file| stamp(file)).collect();
        let last = match self.last.take().filter(|last| last.against == *against && last.stamps == stamps) {
            Some(last) => last,
            None => Last { read: read(against, &config), against: against.clone(), stamps },
        };
        let Read { standard, accepted } = self.last.insert(last).read.clone()?;
        let known_as = plan.zip(config.baseline.as_ref());
        let known_as =
            known_as.map(|(plan, baseline)| examine::name_from(plan, layer::folder_of(&baseline.value)));
        let (known_as, severities) = (known_as.unwrap_or_default(), config.severities());
        Ok(Given::Terms(Terms { standard, accepted, known_as, severities }))
    }
}

impl Files {
    /// What the editor sets, and what was given on the command line for the rest; below both, the settings file nearest to
    /// the plan.
    fn settings(&self, options: &Options, plan: Option<&Path>) -> Settings {
        let own = options.notice.is_some() || options.requirements.is_some();
        let (notice, requirements) = if own {
            (&options.notice, &options.requirements)
        } else {
            (&self.flags.notice, &self.flags.requirements)
        };
        let lexicon = if options.lexicon.is_empty() { &self.flags.lexicon } else { &options.lexicon };
        let config = plan.and_then(nearest);
        Settings {
            against: Against {
                notice: notice.clone(),
                requirements: requirements.clone(),
                lexicon: lexicon.clone(),
            },
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

fn read(against: &layer::Against, config: &Config) -> Result<Read, String> {
    let told = |error: anyhow::Error| format!("{error:#}");
    let standard = load::standard(against, &config.lexicon.value).map_err(told)?;
    let reviews = config.review.iter().map(|file| examine::review(&file.value));
    let baseline = config.baseline.as_ref().map(|file| examine::baseline_file(&file.value));
    let accepted = Accepted {
        reviews: reviews.collect::<Result<_>>().map_err(told)?,
        baseline: baseline.transpose().map_err(told)?,
    };
    let standard = Standard { requirements: standard.requirements, words: standard.words };
    Ok(Read { standard: Arc::new(standard), accepted: Arc::new(accepted) })
}

fn stamp(file: &Path) -> Stamp {
    let written = fs::metadata(file).ok().and_then(|about| Some((about.modified().ok()?, about.len())));
    (file.to_owned(), written)
}
