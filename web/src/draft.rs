//! A draft for a gap, to copy or to put into the plan. For now it is the notice's own wording at the end of the plan: the
//! engine is to bring wording moved down a level, and the place it belongs to, which will take the place of this.

use yaodian_core::Status;
use yaodian_core::report::ObligationReport;

use crate::dom::paper;
use crate::state::{Plan, is_gap};
use crate::text::Spot;

/// What could be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// A sentence.
    pub text: String,
}

impl Draft {
    /// A draft for what is missing; what is there but weak is to be changed where it stands.
    pub fn of(one: &ObligationReport) -> Option<Self> {
        (is_gap(one) && one.status == Status::Missing)
            .then(|| Self { text: format!("{}。", one.text.trim_end_matches(['。', '；', '，'])) })
    }
}

/// Puts a text behind the plan's last line that is not empty, as if typed.
pub fn append(plan: &Plan, text: &str) {
    let Some(root) = paper::root() else { return };
    let last = plan.lines.ranges().enumerate().filter(|(_, range)| !range.is_empty()).last();
    let (line, range) = last.unwrap_or_default();
    let unit = plan.source.get(range).unwrap_or_default().encode_utf16().count();
    let spot = Spot { line, unit };
    paper::replace(&root, spot, spot, &format!("\n{text}"));
}
