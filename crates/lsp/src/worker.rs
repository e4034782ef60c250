//! Checks, on a thread of their own, so that the editor is answered while a long plan is read.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use crossbeam_channel::{Receiver, Sender, bounded, unbounded};
use lsp_types::Uri;
use yaodian_core::review::Baseline;
use yaodian_core::{Report, Requirements, Review};
use yaodian_formats::Kind;
use yaodian_report::Language;
use yaodian_report::severity::Severities;
use yaodian_text::Segmenter;

use crate::analysis::Analysis;
use crate::options::Options;
use crate::uri;

/// What plans are checked against.
#[derive(Debug)]
pub struct Standard {
    /// What the notice asks for.
    pub requirements: Requirements,
    /// The words to check by.
    pub words: &'static Segmenter<'static>,
}

/// What reviewers accepted of plans.
#[derive(Debug, Default)]
pub struct Accepted {
    /// Review files, in order.
    pub reviews: Vec<Review>,
    /// What was found before.
    pub baseline: Option<Baseline>,
}

/// What holds for a plan.
#[derive(Debug)]
pub struct Terms {
    /// What it is checked against.
    pub standard: Arc<Standard>,
    /// What of it was accepted.
    pub accepted: Arc<Accepted>,
    /// What the baseline calls it.
    pub known_as: String,
    /// How grave each kind of finding is; what is off is not shown.
    pub severities: Severities,
}

impl Terms {
    /// Puts what was accepted into the plan's report, and takes out what is off.
    fn apply(&self, report: &mut Report) {
        self.accepted.reviews.iter().for_each(|review| review.apply(report));
        if let Some(baseline) = &self.accepted.baseline {
            baseline.apply(report, &self.known_as);
        }
        self.severities.silence(report);
    }
}

/// What there is for a document.
pub enum Given {
    /// It is a plan, and this holds for it.
    Terms(Terms),
    /// Nobody named a notice.
    NoNotice,
    /// It is the notice itself or another input, and no plan.
    NoPlan,
}

/// Gives what a plan is checked against. Who implements it reads the files, and reads them again when they change.
pub trait Source: Send + 'static {
    /// What there is for the document of this path; it has none if it was never saved.
    ///
    /// # Errors
    /// A sentence for the user that names the file, the place and the remedy.
    fn terms(&mut self, options: &Options, plan: Option<&Path>) -> Result<Given, String>;
}

/// A text to be checked.
#[derive(Debug)]
pub struct Job {
    /// The document's address.
    pub uri: Uri,
    /// The editor's number for the text.
    pub version: i32,
    /// The text.
    pub text: String,
    /// What to check it against.
    pub options: Options,
    /// The language of what is shown.
    pub language: Language,
}

/// A text that was checked.
pub struct Done {
    /// The document's address.
    pub uri: Uri,
    /// The editor's number for the text.
    pub version: i32,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a check.
pub enum Outcome {
    /// What was found.
    Analysis(Box<Analysis>),
    /// Nobody named a notice.
    NoNotice,
    /// It is no plan.
    NoPlan,
    /// It cannot be checked: a sentence for the user.
    Trouble(String),
}

/// Starts the thread. It ends when the sender is dropped.
pub fn start(mut source: impl Source) -> (Sender<Job>, Receiver<Done>) {
    let (jobs, wanted) = bounded::<Job>(1);
    let (done, results) = unbounded();
    thread::spawn(move || {
        for job in wanted {
            // One text that the engine stumbles over must not silence the server for all others.
            let outcome = catch_unwind(AssertUnwindSafe(|| check(&mut source, &job)));
            let outcome = outcome.unwrap_or_else(|_| {
                Outcome::Trouble(
                    "核对时程序出错，请把这份计划报告给开发者 (internal error; please report it)".to_owned(),
                )
            });
            if done.send(Done { uri: job.uri, version: job.version, outcome }).is_err() {
                return;
            }
        }
    });
    (jobs, results)
}

fn check(source: &mut impl Source, job: &Job) -> Outcome {
    let path: Option<PathBuf> = uri::path(&job.uri);
    match source.terms(&job.options, path.as_deref()) {
        Ok(Given::Terms(terms)) => analyse(&terms, job).unwrap_or_else(Outcome::Trouble),
        Ok(Given::NoNotice) => Outcome::NoNotice,
        Ok(Given::NoPlan) => Outcome::NoPlan,
        Err(message) => Outcome::Trouble(message),
    }
}

fn analyse(terms: &Terms, job: &Job) -> Result<Outcome, String> {
    let name = uri::name(&job.uri);
    let bytes = job.text.as_bytes();
    let kind = yaodian_formats::detect(bytes);
    if !matches!(kind, Kind::Text | Kind::Markdown) {
        return Err(format!(
            "{name}：编辑器里只核对纯文本和 Markdown，这是{}，请用 yaodian check (only text and Markdown are checked here)",
            kind.label()
        ));
    }
    let document = yaodian_formats::read_as(kind, &name, bytes).map_err(|error| error.to_string())?;
    let Standard { requirements, words } = &*terms.standard;
    let mut report =
        yaodian_core::check(requirements, &document, words).map_err(|error| error.to_string())?;
    terms.apply(&mut report);
    let is_markdown = kind == Kind::Markdown;
    let analysis = Analysis::new(&job.text, document, report, is_markdown, job.language, &terms.severities);
    Ok(Outcome::Analysis(Box::new(analysis)))
}
