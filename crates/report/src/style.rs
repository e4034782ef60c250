//! How a report for people is to look: colours on or off, how wide.

use anstyle::{AnsiColor, Style as Ink};
use yaodian_core::Status;
use yaodian_core::report::PointStatus;

/// Narrower than this, the tables have no room.
const NARROWEST: usize = 50;
/// Wider than this, lines are hard to follow.
const WIDEST: usize = 120;

/// How a report for people is to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Whether to colour; every colour also has a sign and a word.
    colour: bool,
    /// Columns of a line.
    width: usize,
}

impl Style {
    /// A width that fits where it is not known: a file, a pipe.
    pub const DEFAULT_WIDTH: usize = 100;

    /// A style. The width, in columns, is kept between 50 and 120.
    #[must_use]
    pub fn new(colour: bool, width: usize) -> Self {
        Self { colour, width: width.clamp(NARROWEST, WIDEST) }
    }

    /// Columns of a line.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    fn ink(self, ink: Ink) -> Ink {
        if self.colour { ink } else { Ink::new() }
    }

    pub(crate) fn plain(self) -> Ink {
        Ink::new()
    }

    pub(crate) fn strong(self) -> Ink {
        self.ink(Ink::new().bold())
    }

    pub(crate) fn dim(self) -> Ink {
        self.ink(Ink::new().dimmed())
    }

    pub(crate) fn warning(self) -> Ink {
        self.ink(AnsiColor::Yellow.on_default())
    }

    pub(crate) fn status(self, status: Status) -> Ink {
        self.ink(match status {
            Status::Covered => AnsiColor::Green.on_default(),
            Status::Weakened => AnsiColor::Yellow.on_default(),
            Status::Conflicting => AnsiColor::Red.on_default().bold(),
            Status::Missing => AnsiColor::Magenta.on_default(),
        })
    }

    pub(crate) fn point(self, status: PointStatus) -> Ink {
        self.status(match status {
            PointStatus::Covered => Status::Covered,
            PointStatus::Partial => Status::Weakened,
            PointStatus::Missing => Status::Missing,
        })
    }
}

impl Default for Style {
    /// No colours, the width for files.
    fn default() -> Self {
        Self::new(false, Self::DEFAULT_WIDTH)
    }
}
