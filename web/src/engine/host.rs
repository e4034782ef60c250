//! The page's end of the line: one task at a time is with the worker, the others wait; of checks only the latest.
//! A worker that fell over is started anew, a few times; what it fell over is tried once more.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use futures_channel::oneshot;
use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{MessageEvent, Worker};
use yaodian_core::Requirements;
use yew::Callback;

use super::protocol::{self, Answer, Job, READY, Reply, Task};

/// More falls than this within [`WINDOW`], and the engine is given up until the user says otherwise.
const FALLS: usize = 3;
/// Milliseconds.
const WINDOW: f64 = 60_000.0;
/// A check that has run this long, in milliseconds, is stopped when a newer one comes.
const PATIENCE: f64 = 1_500.0;

/// Who waits for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// A check of the plan being written: a newer one makes it pointless.
    Latest,
    /// Every answer is wanted.
    Each,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EngineError {
    /// A newer check took its place, or the user stopped it.
    #[error("superseded")]
    Superseded,
    /// The worker fell over it twice.
    #[error("trapped")]
    Trapped,
    /// A sentence for the user.
    #[error("{0}")]
    Refused(String),
}

/// How the engine is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EngineState {
    /// Nothing to do.
    Idle,
    /// Busy with a task.
    Busy,
    /// Fell over too often.
    Broken,
}

/// An answer, and the file that came along with it; none where there was none.
type Answered = (Answer, Vec<u8>);

struct Waiting {
    job: Job,
    lane: Lane,
    body: Option<Rc<[u8]>>,
    answer: oneshot::Sender<Result<Answered, EngineError>>,
    /// Whether a worker fell over it before.
    suspect: bool,
}

struct Host {
    worker: Option<(Worker, [EventListener; 2])>,
    ready: bool,
    queue: VecDeque<Waiting>,
    current: Option<(Waiting, f64)>,
    standard: Option<Rc<Requirements>>,
    next: u64,
    falls: Vec<f64>,
    told: Option<EngineState>,
    tell: Callback<EngineState>,
}

/// The page's handle of the engine.
#[derive(Clone)]
pub struct Engine(Rc<RefCell<Host>>);

impl PartialEq for Engine {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Engine {
    /// Starts a worker. `tell` hears how the engine is.
    pub fn start(tell: Callback<EngineState>) -> Self {
        let engine = Self(Rc::new(RefCell::new(Host {
            worker: None,
            ready: false,
            queue: VecDeque::new(),
            current: None,
            standard: None,
            next: 0,
            falls: Vec::new(),
            told: None,
            tell,
        })));
        engine.spawn();
        engine
    }

    /// What plans are checked against from now on.
    pub fn set_standard(&self, requirements: &Rc<Requirements>) {
        let known = self.0.borrow_mut().standard.replace(Rc::clone(requirements));
        // A worker learns its words once: for others there is another worker.
        let same =
            known.map_or(requirements.synonyms.is_empty(), |known| known.synonyms == requirements.synonyms);
        if !same {
            return self.replace_worker();
        }
        // A task like others keeps its place in the queue: earlier checks are still against the earlier standard.
        drop(self.push(Lane::Each, Task::Use(Box::new((**requirements).clone())), None));
    }

    /// Asks; the file a task is about goes along, and one that is made of it comes back with the answer.
    pub async fn ask(&self, lane: Lane, task: Task, body: Option<Rc<[u8]>>) -> Result<Answered, EngineError> {
        self.push(lane, task, body).await.unwrap_or(Err(EngineError::Superseded))
    }

    /// Starts a worker in place of the one there is; what that one was at is done again.
    fn replace_worker(&self) {
        let mut host = self.0.borrow_mut();
        if let Some((waiting, _)) = host.current.take() {
            host.queue.push_front(waiting);
        }
        drop(host);
        self.spawn();
    }

    /// Stops the check that runs, and drops the one that waits.
    pub fn cancel(&self) {
        self.0.borrow_mut().queue.retain(|waiting| waiting.lane != Lane::Latest);
        let running = matches!(&self.0.borrow().current, Some((waiting, _)) if waiting.lane == Lane::Latest);
        if running {
            self.0.borrow_mut().current = None;
            self.spawn();
        }
    }

    /// Tries again after [`EngineState::Broken`].
    pub fn revive(&self) {
        self.0.borrow_mut().falls.clear();
        self.spawn();
    }

    fn push(
        &self,
        lane: Lane,
        task: Task,
        body: Option<Rc<[u8]>>,
    ) -> oneshot::Receiver<Result<Answered, EngineError>> {
        let (answer, receiver) = oneshot::channel();
        let mut stale = false;
        {
            let mut host = self.0.borrow_mut();
            if lane == Lane::Latest {
                // Dropping the sender tells whoever waits.
                host.queue.retain(|waiting| waiting.lane != Lane::Latest);
                stale = matches!(&host.current, Some((current, since))
                    if current.lane == Lane::Latest && now() - since > PATIENCE);
            }
            host.next += 1;
            let job = Job { id: host.next, task };
            host.queue.push_back(Waiting { job, lane, body, answer, suspect: false });
        }
        if stale {
            self.0.borrow_mut().current = None;
            self.spawn();
        }
        self.pump();
        receiver
    }

    /// Puts a new worker in place of what is there.
    fn spawn(&self) {
        let old = self.0.borrow_mut().worker.take();
        if let Some((worker, _)) = old {
            worker.terminate();
        }
        self.0.borrow_mut().ready = false;
        let address = gloo_utils::document_element().get_attribute("data-worker").unwrap_or_default();
        let Ok(worker) = Worker::new(&address) else {
            return self.give_up();
        };
        let (heard, fell) = (self.clone(), self.clone());
        let listeners = [
            EventListener::new(&worker, "message", move |event| {
                if let Some(event) = event.dyn_ref::<MessageEvent>() {
                    heard.hear(&event.data());
                }
            }),
            EventListener::new(&worker, "error", move |_| fell.fall()),
        ];
        self.0.borrow_mut().worker = Some((worker, listeners));
        self.say();
    }

    fn hear(&self, message: &wasm_bindgen::JsValue) {
        if message.as_string().as_deref() == Some(READY) {
            self.0.borrow_mut().ready = true;
            // Every new worker has to be told what plans are checked against, before the tasks that wait.
            let mut host = self.0.borrow_mut();
            if let Some(standard) = host.standard.clone() {
                let (answer, _) = oneshot::channel();
                let task = Task::Use(Box::new((*standard).clone()));
                host.next += 1;
                let job = Job { id: host.next, task };
                host.queue.push_front(Waiting { job, lane: Lane::Each, body: None, answer, suspect: false });
            }
            drop(host);
            return self.pump();
        }
        // The worker is free: if a task waits, it gets it before this end reads the answer, so that both work at once.
        let current = self.0.borrow_mut().current.take();
        let more = !self.0.borrow().queue.is_empty();
        if more {
            self.pump();
        }
        let reply = protocol::unpack::<Reply>(message);
        if let (Some((reply, body)), Some((waiting, _))) = (reply, current)
            && waiting.job.id == reply.id
        {
            let outcome = reply.outcome.map(|answer| (answer, body));
            let _ = waiting.answer.send(outcome.map_err(EngineError::Refused));
        }
        if !more {
            self.pump();
        }
    }

    fn fall(&self) {
        let at_now = now();
        let current = self.0.borrow_mut().current.take();
        let often = {
            let mut host = self.0.borrow_mut();
            host.falls.retain(|at| at_now - at < WINDOW);
            host.falls.push(at_now);
            host.falls.len() > FALLS
        };
        match current {
            Some((mut waiting, _)) if !waiting.suspect && !often => {
                waiting.suspect = true;
                self.0.borrow_mut().queue.push_front(waiting);
            }
            Some((waiting, _)) => {
                let _ = waiting.answer.send(Err(EngineError::Trapped));
            }
            None => {}
        }
        if often { self.give_up() } else { self.spawn() }
    }

    fn give_up(&self) {
        let mut host = self.0.borrow_mut();
        if let Some((worker, _)) = host.worker.take() {
            worker.terminate();
        }
        let dropped: Vec<Waiting> = host.queue.drain(..).collect();
        drop(host);
        for waiting in dropped {
            let _ = waiting.answer.send(Err(EngineError::Trapped));
        }
        self.say();
    }

    /// Hands the worker the next task if it is free.
    fn pump(&self) {
        let mut host = self.0.borrow_mut();
        if !host.ready || host.current.is_some() {
            drop(host);
            return self.say();
        }
        if let Some(waiting) = host.queue.pop_front() {
            let packed = protocol::pack(&waiting.job, waiting.body.as_deref());
            if let (Some((message, moved)), Some((worker, _))) = (packed, &host.worker) {
                let _ = worker.post_message_with_transfer(&message, &moved);
                host.current = Some((waiting, now()));
            }
        }
        drop(host);
        self.say();
    }

    fn say(&self) {
        let mut host = self.0.borrow_mut();
        let state = if host.worker.is_none() {
            EngineState::Broken
        } else if host.current.is_some() || !host.queue.is_empty() {
            EngineState::Busy
        } else {
            EngineState::Idle
        };
        if host.told.replace(state) != Some(state) {
            let tell = host.tell.clone();
            drop(host);
            tell.emit(state);
        }
    }
}

/// Milliseconds since the epoch.
fn now() -> f64 {
    js_sys::Date::now()
}
