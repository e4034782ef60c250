//! What the page knows: the notice, the plan, the compared plans, and what is looked at.

mod action;
mod document;
mod judged;
pub mod settings;
pub mod store;

use std::rc::Rc;

use serde::{Deserialize, Serialize};
use yaodian_core::{Report, Requirements, Review};

pub use action::{Action, Answers};
pub use document::{Compared, Copied, File, Outcome, Plan, Shared};
pub use judged::Judged;

/// The three views.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum View {
    /// 核对.
    #[default]
    Check,
    /// 要点.
    Requirements,
    /// 比较.
    Compare,
}

/// Everything; changed by [`Action`]s only.
#[derive(Clone, PartialEq, Default)]
pub struct Session {
    /// Which view is open.
    pub view: View,
    /// What plans are checked against, as read or edited.
    pub requirements: Option<Shared<Requirements>>,
    /// The file the requirements were read from.
    pub notice: Option<File>,
    /// The plan that is checked and written.
    pub plan: Option<Plan>,
    /// Its report, if one came.
    pub judged: Option<Judged>,
    /// Revision of the plan that the report is of.
    pub reported: u32,
    /// A plan that was given before there was a notice.
    pub waiting: Option<File>,
    /// Why the plan as it stands cannot be checked; a sentence for the user.
    pub uncheckable: Option<Rc<str>>,
    /// The obligation looked at.
    pub selected: Option<Rc<str>>,
    /// What reviewers accepted, of this plan and of others.
    pub review: Shared<Review>,
    /// Plans side by side.
    pub compared: Vec<Compared>,
    /// What they share with each other, once they have been looked at for that.
    pub copied: Option<Copied>,
    /// The id that the next of them gets; none is given twice.
    pub next_id: u32,
    /// Something went wrong; a sentence for the user.
    pub trouble: Option<Rc<str>>,
    /// Whether what was kept from the last visit has been looked for.
    pub restored: bool,
}

impl Session {
    /// Whether the report is of the plan as it stands now.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.plan.as_ref().is_some_and(|plan| plan.revision == self.reported) && self.judged.is_some()
    }

    /// The compared plans that could be checked; `None` as long as some wait, or where there are not two of them.
    #[must_use]
    pub fn comparable(&self) -> Option<Vec<&Compared>> {
        if self.compared.iter().any(|one| one.outcome == Outcome::Waiting) {
            return None;
        }
        let checked = self.compared.iter().filter(|one| matches!(one.outcome, Outcome::Checked(_)));
        Some(checked.collect::<Vec<_>>()).filter(|checked| checked.len() > 1)
    }

    /// The report, with what was accepted of it.
    #[must_use]
    pub fn report(&self) -> Option<Shared<Report>> {
        self.judged.as_ref().map(|judged| judged.report.clone())
    }
}
