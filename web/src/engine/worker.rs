//! The worker's end: takes a task, asks the engine, answers. It keeps nothing but what plans are checked against, and
//! the words for it.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};
use yaodian_core::{Checker, Requirements, notice};
use yaodian_text::{Lexicon, Segmenter};

use super::protocol::{self, Answer, Job, READY, Reply, Task};

/// Answers tasks for as long as the worker lives.
pub fn run(scope: &DedicatedWorkerGlobalScope) {
    let standard: Rc<RefCell<Option<Standard>>> = Rc::default();
    let replies = scope.clone();
    let listener = EventListener::new(scope, "message", move |event| {
        let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
        let Some((job, body)) = protocol::unpack::<Job>(&event.data()) else { return };
        let reply = Reply { id: job.id, outcome: answer(job.task, &body, &standard) };
        if let Some((message, _)) = protocol::pack(&reply, None) {
            let _ = replies.post_message(&message);
        }
    });
    listener.forget();
    let _ = scope.post_message(&JsValue::from_str(READY));
    // Loading words takes longest: done now, it does not wait for the first task.
    let _ = Segmenter::builtin();
}

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
            None => Segmenter::with(requirements.lexicon()).map_err(|error| error.to_string())?,
        };
        Ok(Self { checker: Checker::new(requirements, words), words })
    }
}

fn answer(task: Task, body: &[u8], standard: &RefCell<Option<Standard>>) -> Result<Answer, String> {
    match task {
        Task::ReadNotice { name } => {
            let document = yaodian_formats::read(&name, body).map_err(|error| error.to_string())?;
            let requirements =
                notice::read(&document, Lexicon::builtin()).map_err(|error| error.to_string())?;
            Ok(Answer::Notice { requirements: Box::new(requirements) })
        }
        Task::Use(requirements) => {
            let next = Standard::new(*requirements, standard.borrow().as_ref())?;
            standard.replace(Some(next));
            Ok(Answer::Done)
        }
        Task::Check { name, with_text } => {
            let standard = standard.borrow();
            let Standard { checker, .. } =
                standard.as_ref().ok_or("还没有通知，请先给出通知 (no notice yet)")?;
            let document = yaodian_formats::read(&name, body).map_err(|error| error.to_string())?;
            let report = checker.check(&document).map_err(|error| error.to_string())?;
            let text = with_text.then_some(document.source);
            Ok(Answer::Checked { report: Box::new(report), text })
        }
        Task::Trap => trap(),
    }
}

#[cfg(target_arch = "wasm32")]
fn trap() -> ! {
    core::arch::wasm32::unreachable()
}

#[cfg(not(target_arch = "wasm32"))]
fn trap() -> ! {
    std::process::abort()
}
