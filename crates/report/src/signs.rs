//! Signs and words of statuses: what is coloured also has a sign and a word.

use yaodian_core::report::PointStatus;
use yaodian_core::{Reach, Status};

pub(crate) fn status(status: Status) -> &'static str {
    match status {
        Status::Covered => "✓",
        Status::Weakened => "◐",
        Status::Conflicting => "✗",
        Status::Missing => "○",
    }
}

pub(crate) fn point(status: PointStatus) -> &'static str {
    match status {
        PointStatus::Covered => "✓",
        PointStatus::Partial => "◐",
        PointStatus::Missing => "○",
    }
}

/// Sign of what is shown but not asked for.
pub(crate) const NOT_REQUIRED: &str = "·";
/// Its word.
pub(crate) const NOT_REQUIRED_LABEL: &str = "不要求";

pub(crate) fn reach(reach: Reach) -> &'static str {
    match reach {
        Reach::Direct => "直接要求",
        Reach::Counterpart => "对应职责",
        Reach::Province => "上级职责",
    }
}
