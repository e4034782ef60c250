//! `yaodian lsp`: gives the language server what plans are checked against, out of files.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use anyhow::Result;
use yaodian_lsp::{Given, Options, Source, Standard};

use crate::arguments::Lsp;
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
    options: Options,
    stamps: Vec<Stamp>,
    standard: Result<Arc<Standard>, String>,
}

/// A file and what changes when it is written: its time and length; nothing if it is not there.
type Stamp = (PathBuf, Option<(SystemTime, u64)>);

impl Source for Files {
    fn standard(&mut self, options: &Options, plan: Option<&Path>) -> Result<Given, String> {
        let options = self.in_force(options);
        let files: Vec<&PathBuf> =
            options.notice.iter().chain(&options.requirements).chain(&options.lexicon).collect();
        if options.notice.is_none() && options.requirements.is_none() {
            return Ok(Given::NoNotice);
        }
        if files.iter().any(|file| input::is_stdin(file)) {
            let advice = "标准输入由编辑器占用，请给出文件名 (standard input is the editor's; name a file)";
            return Err(advice.to_owned());
        }
        if plan.is_some_and(|plan| files.iter().any(|file| input::same_file(file, plan))) {
            return Ok(Given::NoPlan);
        }
        let stamps: Vec<Stamp> = files.into_iter().map(|file| stamp(file)).collect();
        let last = match self.last.take().filter(|last| last.options == options && last.stamps == stamps) {
            Some(last) => last,
            None => Last { standard: read(&options), options, stamps },
        };
        self.last.insert(last).standard.clone().map(Given::Standard)
    }
}

impl Files {
    /// What the editor sets, and what was given on the command line for the rest.
    fn in_force(&self, options: &Options) -> Options {
        let own = options.notice.is_some() || options.requirements.is_some();
        let from = if own { options } else { &self.flags };
        let lexicon = if options.lexicon.is_empty() { &self.flags.lexicon } else { &options.lexicon };
        Options {
            notice: from.notice.clone(),
            requirements: from.requirements.clone(),
            lexicon: lexicon.clone(),
        }
    }
}

fn read(options: &Options) -> Result<Arc<Standard>, String> {
    let standard =
        load::standard(options.notice.as_deref(), options.requirements.as_deref(), &options.lexicon)
            .map_err(|error| format!("{error:#}"))?;
    Ok(Arc::new(Standard { requirements: standard.requirements, words: standard.words }))
}

fn stamp(file: &Path) -> Stamp {
    let written = fs::metadata(file).ok().and_then(|about| Some((about.modified().ok()?, about.len())));
    (file.to_owned(), written)
}
