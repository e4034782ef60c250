//! What stands in a cell.

use std::borrow::Cow;

use yaodian_core::Status;
use yaodian_core::report::{ObligationReport, PointStatus};

use crate::{rows, signs};

/// So many characters may a cell have.
const LONGEST: usize = 32_767;
/// What stands at the end of a text that was cut.
const CUT: &str = "……（过长，已截断）";

/// The colour of a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Shade {
    Good,
    Weak,
    Bad,
    Missing,
    NotRequired,
}

/// What stands in a cell.
#[derive(Debug)]
pub(super) enum Cell {
    Empty,
    /// Made safe by the one who gives it; line breaks are kept.
    Text(String),
    /// A status, or words that fare like one, in its colour.
    Status(Shade, Cow<'static, str>),
    /// 0 to 1, shown with three decimals.
    Score(f64),
    Count(usize),
    /// A share in percent, rounded down as everywhere; a dash of nothing.
    Share(usize, usize),
}

impl Cell {
    /// A text from a document.
    pub(super) fn document(text: &str) -> Self {
        Self::Text(crate::safe::line(text))
    }

    /// The status of an obligation.
    pub(super) fn status(one: &ObligationReport) -> Self {
        let shade = if one.required { shade(one.status) } else { Shade::NotRequired };
        Self::Status(shade, rows::status(one).into())
    }

    /// The status of a point of which so many obligations are required.
    pub(super) fn point(status: PointStatus, required: usize) -> Self {
        if required == 0 {
            return Self::Status(Shade::NotRequired, signs::NOT_REQUIRED_LABEL.into());
        }
        let shade = match status {
            PointStatus::Covered => Shade::Good,
            PointStatus::Partial => Shade::Weak,
            PointStatus::Missing => Shade::Missing,
        };
        Self::Status(shade, status.label().into())
    }
}

/// The colour of a status.
pub(super) fn shade(status: Status) -> Shade {
    match status {
        Status::Covered => Shade::Good,
        Status::Weakened => Shade::Weak,
        Status::Conflicting => Shade::Bad,
        Status::Missing => Shade::Missing,
    }
}

/// A text as a cell may hold it: not too long, without what XML has no way to write.
pub(super) fn fit(text: &str) -> String {
    let mut units: usize = text.chars().map(char::len_utf16).sum();
    let whole = units <= LONGEST;
    units = 0;
    let room = if whole { LONGEST } else { LONGEST - CUT.chars().count() };
    let kept = text.chars().take_while(|character| {
        units += character.len_utf16();
        units <= room
    });
    let mut out: String = kept.map(|c| if matches!(c, '\u{fffe}' | '\u{ffff}') { '�' } else { c }).collect();
    if !whole {
        out.push_str(CUT);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_and_say_so() {
        assert_eq!(fit(&"长".repeat(LONGEST)), "长".repeat(LONGEST));
        let cut = fit(&"𠮷".repeat(LONGEST));
        assert!(cut.ends_with(CUT));
        assert!((LONGEST - 1..=LONGEST).contains(&cut.encode_utf16().count()));
        assert_eq!(fit("a\u{ffff}b"), "a�b");
    }
}
