//! Exit codes, the same in every format.

use std::process::ExitCode;

/// How a run ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: done.
    Fine,
    /// 1: a plan covers less than it must, or has findings that fail.
    Failed,
    /// 2: wrong usage, unreadable input, or an error of the tool.
    Trouble,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
