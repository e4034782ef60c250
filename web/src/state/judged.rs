//! A report with what reviewers accepted of it.

use yaodian_core::{Report, Review};

use super::Shared;

/// A report as it was made, and as it is shown: with the waivers of the review in force.
#[derive(Clone, PartialEq)]
pub struct Judged {
    made: Shared<Report>,
    /// What is shown and what goes out.
    pub report: Shared<Report>,
}

impl Judged {
    /// A report as the engine gave it.
    pub fn new(made: Report, review: &Review) -> Self {
        let made = Shared::new(made);
        Self { report: made.clone(), made }.reviewed(review)
    }

    /// The same by another review.
    pub fn reviewed(&self, review: &Review) -> Self {
        let made = self.made.clone();
        // The usual case costs no copy.
        if *review == Review::default() {
            return Self { report: made.clone(), made };
        }
        let mut report = (*made).clone();
        review.apply(&mut report);
        Self { made, report: Shared::new(report) }
    }
}
