//! The worker's end: takes a task, asks the engine, answers. It keeps nothing but what plans are checked against, what
//! they may be next, and the words for it.

use std::cell::{Cell, RefCell};
use std::fmt::Display;
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};
use yaodian_core::copying::{self, Known};
use yaodian_core::{Checker, Copying, Document, Report, Requirements, Review, notice};
use yaodian_text::{Lexicon, Segmenter};

use super::protocol::{self, Answer, Job, READY, Reply, Task};
use crate::example;

/// Answers tasks for as long as the worker lives.
pub fn run(scope: &DedicatedWorkerGlobalScope) {
    let state: Rc<State> = Rc::default();
    let own = Rc::clone(&state);
    let replies = scope.clone();
    let listener = EventListener::new(scope, "message", move |event| {
        let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
        let Some((job, body)) = protocol::unpack::<Job>(&event.data()) else { return };
        own.asked.set(true);
        let (outcome, body) = match answer(job.task, &body, &own) {
            Ok((answer, body)) => (Ok(answer), body),
            Err(why) => (Err(why), None),
        };
        let read = match &outcome {
            Ok(Answer::Notice { requirements }) => Some((**requirements).clone()),
            _ => None,
        };
        if let Some((message, moved)) = protocol::pack(&Reply { id: job.id, outcome }, body.as_deref()) {
            let _ = replies.post_message_with_transfer(&message, &moved);
        }
        // What was read will be asked for as soon as the page has it.
        if let Some(requirements) = read {
            own.prepare(requirements);
        }
    });
    listener.forget();
    let _ = scope.post_message(&JsValue::from_str(READY));
    // Loading words takes longest: done now, it does not wait for the first task.
    let _ = Segmenter::builtin();
    // A task that has come meanwhile is heard before this.
    Timeout::new(0, move || warm_up(&state)).forget();
}

/// Makes the notice of the example ready, unless there is something to do: whoever looks for a file meanwhile finds the
/// engine at its speed, and the example finds its notice.
fn warm_up(state: &State) {
    if state.asked.get() {
        return;
    }
    let file = example::notice();
    if let Ok(requirements) = read_notice(&file.name, &file.bytes) {
        state.prepare(requirements);
    }
}

const NO_NOTICE: &str = "还没有通知，请先给出通知 (no notice yet)";

/// What the worker keeps.
#[derive(Default)]
struct State {
    /// What plans are checked against.
    standard: RefCell<Option<Standard>>,
    /// What they will probably be checked against next.
    prepared: RefCell<Option<Standard>>,
    /// Whether a task has come.
    asked: Cell<bool>,
}

impl State {
    fn prepare(&self, requirements: Requirements) {
        let known = self.prepared.borrow().as_ref().is_some_and(|own| own.is_of(&requirements));
        if !known {
            let next = Standard::new(requirements, self.standard.borrow().as_ref());
            self.prepared.replace(next.ok());
        }
    }

    /// Checks plans against other requirements from now on.
    fn adopt(&self, requirements: Requirements) -> Result<(), String> {
        let next = match self.prepared.take().filter(|own| own.is_of(&requirements)) {
            Some(prepared) => prepared,
            None => Standard::new(requirements, self.standard.borrow().as_ref())?,
        };
        self.standard.replace(Some(next));
        Ok(())
    }
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
            None => Segmenter::with(&requirements.lexicon()).map_err(said)?,
        };
        Ok(Self { checker: Checker::new(requirements, words), words })
    }

    fn is_of(&self, requirements: &Requirements) -> bool {
        self.checker.requirements() == requirements
    }
}

/// The answer, and the file that goes along with it, if one does.
fn answer(task: Task, body: &[u8], state: &State) -> Result<(Answer, Option<Vec<u8>>), String> {
    let standard = &state.standard;
    let answer = match task {
        Task::ReadNotice { name } => Answer::Notice { requirements: Box::new(read_notice(&name, body)?) },
        Task::Use(requirements) => {
            state.adopt(*requirements)?;
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

fn read_notice(name: &str, body: &[u8]) -> Result<Requirements, String> {
    let document = yaodian_formats::read(name, body).map_err(said)?;
    notice::read(&document, Lexicon::builtin()).map_err(said)
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
