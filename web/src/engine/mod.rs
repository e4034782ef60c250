//! The engine in its worker: what is asked of it, how it answers, and the page's end of the line.

mod host;
mod protocol;
mod worker;

pub use host::{Engine, EngineError, EngineState, Lane};
pub use protocol::{Answer, Task};
pub use worker::run as run_worker;
