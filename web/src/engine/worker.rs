//! The worker's end: takes a task, asks the engine, answers. It keeps nothing but what plans are checked against, and
//! the words for it.

use std::cell::RefCell;
use std::fmt::Display;
use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};
use yaodian_core::copying::{self, Known};
use yaodian_core::{Checker, Copying, Document, Report, Requirements, Review, notice};
use yaodian_text::{Lexicon, Segmenter};

use super::protocol::{self, Answer, Job, READY, Reply, Task};

/// Answers tasks for as long as the worker lives.
pub fn run(scope: &DedicatedWorkerGlobalScope) {
    let standard: Rc<RefCell<Option<Standard>>> = Rc::default();
    let replies = scope.clone();
    let listener = EventListener::new(scope, "message", move |event| {
        let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
        let Some((job, body)) = protocol::unpack::<Job>(&event.data()) else { return };
        let (outcome, body) = match answer(job.task, &body, &standard) {
            Ok((answer, body)) => (Ok(answer), body),
            Err(why) => (Err(why), None),
        };
        if let Some((message, moved)) = protocol::pack(&Reply { id: job.id, outcome }, body.as_deref()) {
            let _ = replies.post_message_with_transfer(&message, &moved);
        }
    });
    listener.forget();
    let _ = scope.post_message(&JsValue::from_str(READY));
    // Loading words takes longest: done now, it does not wait for the first task.
    let _ = Segmenter::builtin();
}

const NO_NOTICE: &str = "还没有通知，请先给出通知 (no notice yet)";

/// What plans are checked against, and by which words.
struct Standard {
    checker: Checker<'static>,
    words: &'static Segmenter<'static>,
}

impl Standard {
    /// Loads the words anew only where there are synonyms. They live as long as the worker does: the page starts
    /// another one when the synonyms change.
    fn new(requirements: Requirements, before: Option<&Self>) -> Result<Self, String> {
        let same = before.filter(|before| before.checker.requirements().synonyms == requirements.synonyms);
        let words = match same {
            Some(before) => before.words,
            None => Segmenter::with(&requirements.lexicon()).map_err(said)?,
        };
        Ok(Self { checker: Checker::new(requirements, words), words })
    }
}

/// The answer, and the file that goes along with it, if one does.
fn answer(
    task: Task,
    body: &[u8],
    standard: &RefCell<Option<Standard>>,
) -> Result<(Answer, Option<Vec<u8>>), String> {
    let answer = match task {
        Task::ReadNotice { name } => {
            let document = yaodian_formats::read(&name, body).map_err(said)?;
            let requirements = notice::read(&document, Lexicon::builtin()).map_err(said)?;
            Answer::Notice { requirements: Box::new(requirements) }
        }
        Task::Use(requirements) => {
            let next = Standard::new(*requirements, standard.borrow().as_ref())?;
            standard.replace(Some(next));
            Answer::Done
        }
        Task::Check { name, with_text } => {
            let (document, report) = check(&name, body, standard)?;
            let text = with_text.then_some(document.source);
            Answer::Checked { report: Box::new(report), text }
        }
        Task::Annotate { name, review } => {
            let (document, mut report) = check(&name, body, standard)?;
            if *review != Review::default() {
                review.apply(&mut report);
            }
            let comments = yaodian_formats::comments(&report);
            let annotated = yaodian_formats::annotate(body, &document, &comments).map_err(said)?;
            return Ok((Answer::Annotated, Some(annotated)));
        }
        Task::Copying { plans } => Answer::Copied { copying: Box::new(copying(&plans, body, standard)?) },
        Task::Trap => trap(),
    };
    Ok((answer, None))
}

fn check(
    name: &str,
    body: &[u8],
    standard: &RefCell<Option<Standard>>,
) -> Result<(Document, Report), String> {
    let standard = standard.borrow();
    let Standard { checker, .. } = standard.as_ref().ok_or(NO_NOTICE)?;
    let document = yaodian_formats::read(name, body).map_err(said)?;
    let report = checker.check(&document).map_err(said)?;
    Ok((document, report))
}

fn copying(
    plans: &[(String, usize)],
    body: &[u8],
    standard: &RefCell<Option<Standard>>,
) -> Result<Copying, String> {
    let standard = standard.borrow();
    let Standard { checker, words } = standard.as_ref().ok_or(NO_NOTICE)?;
    let mut documents = Vec::new();
    let mut rest = body;
    for (name, length) in plans {
        let (own, others) = rest.split_at_checked(*length).unwrap_or((rest, &[]));
        documents.push(yaodian_formats::read(name, own).map_err(said)?);
        rest = others;
    }
    let known = Known::of(checker.requirements(), words.lexicon());
    Ok(copying::find(&documents.iter().collect::<Vec<_>>(), &known, words.lexicon()))
}

/// An error as a sentence for the user.
fn said(error: impl Display) -> String {
    error.to_string()
}

#[cfg(target_arch = "wasm32")]
fn trap() -> ! {
    core::arch::wasm32::unreachable()
}

#[cfg(not(target_arch = "wasm32"))]
fn trap() -> ! {
    std::process::abort()
}
