//! The lines of `batch`: plans in, results out.

use serde::{Deserialize, Serialize};
use yaodian_core::report::{ObligationCounts, PointCounts, Status};
use yaodian_core::{Document, Report};

/// A plan of a list.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    /// What the plan is called; its path if left out.
    #[serde(default)]
    pub id: Option<Id>,
    /// The plan itself …
    #[serde(default)]
    pub text: Option<String>,
    /// … or where it is.
    #[serde(default)]
    pub path: Option<String>,
}

/// Lists made by other programs call things by numbers.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Id {
    /// "甘肃-天水"
    Word(String),
    /// 17
    Number(serde_json::Number),
}

impl From<Id> for String {
    fn from(id: Id) -> Self {
        match id {
            Id::Word(word) => word,
            Id::Number(number) => number.to_string(),
        }
    }
}

/// The result of one plan. Which keys there are says how it ended: `error`, or all the others.
#[derive(Debug, Serialize, Deserialize)]
pub struct Line {
    /// What the plan is called.
    pub id: String,
    /// The key of what it was checked against.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requirements: Option<String>,
    /// Why it was skipped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// The figures of one that was not.
    #[serde(flatten, default, skip_serializing_if = "Option::is_none")]
    pub result: Option<Compact>,
    /// Its whole report, where that was wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<serde_json::Value>,
}

/// A report in short.
#[derive(Debug, Serialize, Deserialize)]
pub struct Compact {
    /// Title of the plan.
    pub title: String,
    /// The place whose plan it is.
    pub place: Option<String>,
    /// How many characters it has, white space left out.
    pub chars: usize,
    /// The key of its text.
    pub fingerprint: String,
    /// Obligations covered ÷ obligations required, 0 to 1.
    pub coverage: f64,
    /// Points by status.
    pub points: PointCounts,
    /// Obligations by status.
    pub obligations: ObligationCounts,
    /// How many gaps are waived: they count as covered for `--fail-under`, and nowhere else.
    #[serde(default)]
    pub waived: usize,
    /// Required obligations that are not covered, by their ids.
    pub gaps: Vec<Gap>,
    /// Names of other places that were left in it.
    pub foreign: Vec<String>,
}

/// A required obligation that is not covered.
#[derive(Debug, Serialize, Deserialize)]
pub struct Gap {
    /// The obligation.
    pub id: String,
    /// Weakened, conflicting or missing.
    pub status: Status,
    /// Estimated probability that it is covered, 0 to 1.
    pub score: f64,
}

impl Compact {
    /// The report of a plan in short.
    pub fn new(report: &Report, document: &Document) -> Self {
        use yaodian_core::report::ObservationKind::ForeignPlace;
        let gaps = report.obligations().filter(|it| it.is_gap());
        let foreign = report.observations.iter().filter(|it| it.kind == ForeignPlace);
        let mut foreign: Vec<String> =
            foreign.filter_map(|it| it.span).map(|span| document.quote(span).to_owned()).collect();
        foreign.sort();
        foreign.dedup();
        Self {
            title: report.plan.title.clone(),
            place: report.plan.place.clone(),
            chars: report.plan.chars,
            fingerprint: report.plan.fingerprint.clone(),
            coverage: report.summary.coverage,
            points: report.summary.points.clone(),
            obligations: report.summary.obligations.clone(),
            waived: report.waived(),
            gaps: gaps.map(|it| Gap { id: it.id.clone(), status: it.status, score: it.score }).collect(),
            foreign,
        }
    }

    /// Obligations covered, waived ones among them, and obligations required.
    pub fn answered(&self) -> [usize; 2] {
        [self.obligations.covered + self.waived, self.obligations.required()]
    }
}
