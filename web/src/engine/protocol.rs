//! What goes over the line between page and worker. A message is an array of bytes that are moved and not copied: its
//! head as JSON (in the bytes that it is written in and read from: a string of JavaScript would be recoded twice), and
//! the file that a task is about.

use js_sys::{Array, Uint8Array};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};
use yaodian_core::{Copying, Report, Requirements, Review};

/// What the worker says when it can take tasks.
pub const READY: &str = "ready";

/// A task with the number that its answer will bear.
#[derive(Debug, Serialize, Deserialize)]
pub struct Job {
    /// Counted up by the page.
    pub id: u64,
    /// What to do.
    pub task: Task,
}

/// What the worker can do.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Task {
    /// Read the file that comes along as a notice.
    ReadNotice {
        /// What the user calls it.
        name: String,
    },
    /// Check plans against this from now on.
    Use(Box<Requirements>),
    /// Check the file that comes along.
    Check {
        /// What the user calls it.
        name: String,
        /// Whether its text is wanted as well.
        with_text: bool,
    },
    /// Check the Word file that comes along, and put what is found into a copy of it as comments.
    Annotate {
        /// What the user calls it.
        name: String,
        /// What reviewers accepted.
        review: Box<Review>,
    },
    /// Look for copying among the plans that come along, one behind the other.
    Copying {
        /// What the user calls each, and how many bytes of what comes along are its.
        plans: Vec<(String, usize)>,
    },
    /// Fall over, as a fault in the engine would. The browser tests ask for it.
    Trap,
}

/// What comes back.
#[derive(Debug, Serialize, Deserialize)]
pub enum Answer {
    /// Of [`Task::ReadNotice`].
    Notice {
        /// What the notice asks for.
        requirements: Box<Requirements>,
    },
    /// Of [`Task::Use`].
    Done,
    /// Of [`Task::Check`].
    Checked {
        /// The result.
        report: Box<Report>,
        /// The text that its spans count in, if it was wanted.
        text: Option<String>,
    },
    /// Of [`Task::Annotate`]: the copy comes along.
    Annotated,
    /// Of [`Task::Copying`].
    Copied {
        /// What the plans share; by number, in the order asked for.
        copying: Box<Copying>,
    },
}

/// An answer with the number of its task; an error is a sentence for the user.
#[derive(Debug, Serialize, Deserialize)]
pub struct Reply {
    /// That of the [`Job`].
    pub id: u64,
    /// The outcome.
    pub outcome: Result<Answer, String>,
}

/// Makes a message, and the list of what is moved with it; `None` where the head has no JSON form.
pub fn pack(head: &impl Serialize, body: Option<&[u8]>) -> Option<(Array, Array)> {
    let head = serde_json::to_vec(head).ok()?;
    let (message, moved) = (Array::new(), Array::new());
    for bytes in [Some(&*head), body].into_iter().flatten() {
        let bytes = Uint8Array::from(bytes);
        moved.push(&bytes.buffer());
        message.push(&bytes);
    }
    Some((message, moved))
}

/// Takes a message apart; `None` if it is of another form.
pub fn unpack<T: DeserializeOwned>(message: &JsValue) -> Option<(T, Vec<u8>)> {
    let message = message.dyn_ref::<Array>()?;
    let bytes = |part| message.get(part).dyn_ref::<Uint8Array>().map(Uint8Array::to_vec);
    Some((serde_json::from_slice(&bytes(0)?).ok()?, bytes(1).unwrap_or_default()))
}
