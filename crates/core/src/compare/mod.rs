//! Many plans against one notice: points by plans, who answers what best, what nobody answers, how often, how much and
//! by when each one says.
//!
//! Made of reports, so that whoever checks the plans may do so in parallel, one by one, or yesterday.

mod best;
mod builder;
mod difference;
mod label;
mod versions;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::copying::Copying;
use crate::document::Span;
use crate::notice::{Reach, Warning};
use crate::report::{
    self, Evidence, FacetKind, NoticeSummary, ObligationCounts, ObligationReport, Observation, PointCounts,
    PointStatus, Reason, Relation, Report, Reviewed, Status, Summary, Waiver,
};

pub use builder::Comparing;
pub use versions::{Change, ChangeCounts, ChangedObligation, ChangedRemark, Version, Versions, versions};

/// Name and version of the JSON form.
pub const SCHEMA: &str = "yaodian.comparison/1";

/// Compares the reports of several plans that were checked against the same notice; the columns keep their order.
///
/// # Errors
/// If there is no report, or one is of another notice than the first.
pub fn compare(reports: &[Report]) -> Result<Comparison, CompareError> {
    let mut comparing = Comparing::default();
    for report in reports {
        comparing.add(report)?;
    }
    comparing.finish()
}

/// Why reports cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CompareError {
    /// No report at all.
    #[error(
        "没有可比较的计划，请至少给出一份能读取的计划 (nothing to compare; give at least one plan that can be read)"
    )]
    NoPlans,
    /// A report was made with other requirements.
    #[error(
        "{name}：核对所用的通知与其他计划不同，请用同一份通知重新核对 \
         (checked against another notice than the others; check all plans against the same one)"
    )]
    OtherNotice {
        /// Name of the plan.
        name: String,
    },
}

/// Several plans side by side. Wherever a plan is meant by number, it is its index in `plans`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Comparison {
    /// `yaodian.comparison/1`.
    pub schema: String,
    /// What the plans were checked against.
    pub notice: NoticeSummary,
    /// The plans, in the order given.
    pub plans: Vec<ComparedPlan>,
    /// All plans taken together.
    pub coverage: Coverage,
    /// Points, in order of the notice.
    pub points: Vec<ComparedPoint>,
    /// What nobody answers.
    pub unanswered: Unanswered,
    /// How often, how much, by when: a row for each thing that is asked for, or that plans say differently.
    pub differences: Vec<Difference>,
    /// Who copied whom, if that was looked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copying: Option<Copying>,
    /// Plans that could not be checked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub failed: Vec<FailedPlan>,
}

impl Comparison {
    /// Indices of the plans by rank, those of the same rank in the order given.
    #[must_use]
    pub fn ranking(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.plans.len()).collect();
        order.sort_by_key(|plan| self.plans[*plan].rank);
        order
    }

    /// All obligations, in order.
    pub fn obligations(&self) -> impl Iterator<Item = &ComparedObligation> {
        self.points.iter().flat_map(|point| &point.obligations)
    }
}

/// Obligations covered and obligations required, of one plan or of many taken together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Coverage {
    /// Required obligations that are covered.
    pub covered: usize,
    /// Required obligations.
    pub required: usize,
    /// One ÷ the other, 0 to 1; 1 where nothing is required.
    pub share: f64,
}

impl Coverage {
    /// The coverage of so many obligations of so many.
    #[must_use]
    pub fn new(covered: usize, required: usize) -> Self {
        Self { covered, required, share: report::share(covered, required) }
    }
}

/// A plan of a comparison.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ComparedPlan {
    /// What the user calls it.
    pub name: String,
    /// A short name that no other plan of the comparison has: its place, its file's name, or its whole name.
    pub label: String,
    /// Its title.
    pub title: String,
    /// The place whose plan it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// How many characters it has, white space left out.
    pub chars: usize,
    /// Its place in the order of coverage, from 1. Plans of the same coverage have the same rank, and the next rank is
    /// left out: 1, 2, 2, 4.
    pub rank: usize,
    /// Whether another plan has the same rank.
    pub tied: bool,
    /// Its figures, as in its report.
    pub summary: Summary,
    /// Names of other places left in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub foreign: Vec<Observation>,
    /// Things to know that are no findings, those of the notice left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
    /// What reviewers decided of it, as in its report. Ranks and coverage go by the verdicts alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Reviewed>,
}

impl ComparedPlan {
    /// How many of its gaps are waived.
    #[must_use]
    pub fn waived(&self) -> usize {
        self.review.as_ref().map_or(0, |review| review.waived)
    }
}

/// A plan that could not be checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FailedPlan {
    /// What the user calls it.
    pub name: String,
    /// Why, and what to do about it.
    pub message: String,
}

/// A point and how the plans answer it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ComparedPoint {
    /// Its number in reading order.
    pub id: String,
    /// Title of its section.
    pub section: String,
    /// Its title.
    pub title: String,
    /// Its obligations over all plans.
    pub coverage: Coverage,
    /// How many plans have each status.
    pub counts: PointCounts,
    /// A cell for each plan.
    pub cells: Vec<Cell>,
    /// Who answers it best; nothing if nobody answers it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best: Option<Best>,
    /// Its obligations.
    pub obligations: Vec<ComparedObligation>,
}

/// How one plan answers one point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Cell {
    /// The point as a whole.
    pub status: PointStatus,
    /// Its required obligations that are covered.
    pub covered: usize,
    /// Its required obligations.
    pub required: usize,
    /// Its gaps that are waived.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub waived: usize,
}

/// Not worth a line of JSON.
fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// The best answer to a point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Best {
    /// The plan; several if nothing sets them apart.
    pub plans: Vec<usize>,
    /// Why, in a sentence.
    pub reason: String,
}

/// An obligation and how the plans answer it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ComparedObligation {
    /// Point and number.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Where it stands in the notice: bytes of the file as given.
    pub span: Span,
    /// Whom it binds.
    pub reach: Reach,
    /// Whether a plan must answer it.
    pub required: bool,
    /// How many plans have each status; for one that is not required, they are counted apart.
    pub counts: ObligationCounts,
    /// An answer for each plan.
    pub answers: Vec<Answer>,
}

/// How one plan answers one obligation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Answer {
    /// The verdict.
    pub status: Status,
    /// Estimated probability that it is covered, 0 to 1.
    pub score: f64,
    /// Whether it is the notice's own wording, not fitted to the place.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub copied: bool,
    /// What the plan says; empty where it is missing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// Why: one sentence each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    /// For gaps: who accepted it as it is, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiver: Option<Waiver>,
}

impl Answer {
    /// What a report says of an obligation; `copied` are the spans of the plan that are the notice's own wording.
    fn of(one: &ObligationReport, copied: &[Span]) -> Self {
        let is_copied = one
            .evidence
            .iter()
            .any(|evidence| copied.iter().any(|span| span.start < evidence.end && evidence.start < span.end));
        Self {
            status: one.status,
            score: one.score,
            copied: is_copied,
            evidence: one.evidence.clone(),
            reasons: one.reasons.clone(),
            waiver: one.waiver.clone(),
        }
    }
}

/// What nobody answers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Unanswered {
    /// Points of which no plan covers a single required obligation.
    pub points: Vec<String>,
    /// Required obligations that no plan covers.
    pub obligations: Vec<String>,
}

/// A frequency, quantity or deadline as the plans have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Difference {
    /// The obligation.
    pub obligation: String,
    /// What is measured.
    pub kind: FacetKind,
    /// The words of the notice; none if only plans say something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<String>,
    /// What each plan says.
    pub said: Vec<Said>,
}

/// What one plan says of a frequency, quantity or deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Said {
    /// Its words; none if it does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// How they agree with what is asked.
    pub relation: Relation,
    /// How the plan answers the obligation as a whole.
    pub status: Status,
}
