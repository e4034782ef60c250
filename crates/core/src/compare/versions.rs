//! Two versions of a plan against one notice: what the new one fixed, what it broke, what is still open.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::notice::Reach;
use crate::report::{
    NoticeSummary, ObligationReport, Observation, ObservationKind, PlanSummary, PointReport, Report,
    Reviewed, Status, Suggestion, Summary,
};
use crate::review::Fingerprint;

use super::builder::copied;
use super::{Answer, CompareError};

/// Name and version of the JSON form.
const SCHEMA: &str = "yaodian.versions/1";

/// Two versions of a plan and what changed between them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Versions {
    /// `yaodian.versions/1`.
    pub schema: String,
    /// What both were checked against.
    pub notice: NoticeSummary,
    /// The version before.
    pub old: Version,
    /// The version now.
    pub new: Version,
    /// Whether both say the same, signs, spaces and numbering aside.
    pub same_text: bool,
    /// Required obligations by what became of them.
    pub counts: ChangeCounts,
    /// Required obligations that are a gap in either version, in order of the notice.
    pub obligations: Vec<ChangedObligation>,
    /// What else is pointed out in either version: those of the old that are gone, then those of the new.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<ChangedRemark>,
}

impl Versions {
    /// The obligations that one thing happened to, in order of the notice.
    pub fn of(&self, change: Change) -> impl Iterator<Item = &ChangedObligation> {
        self.obligations.iter().filter(move |it| it.change == change)
    }

    /// Whether the new version is worse than the old one anywhere: what nobody accepted counts.
    #[must_use]
    pub fn is_worse(&self) -> bool {
        let worse = |it: &ChangedObligation| matches!(it.change, Change::Broken | Change::Worsened);
        self.obligations.iter().any(|it| worse(it) && it.new.waiver.is_none())
    }
}

/// One version of a plan in figures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Version {
    /// The plan.
    pub plan: PlanSummary,
    /// Its figures, as in its report.
    pub summary: Summary,
    /// What reviewers decided of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Reviewed>,
}

/// What became of something between two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// A gap then, covered now; a remark that no longer applies.
    Fixed,
    /// A gap still, but less of one: weakened instead of missing or conflicting.
    Improved,
    /// A gap then and now, no better and no worse; a remark that still applies.
    Open,
    /// More of a gap: missing or conflicting instead of weakened.
    Worsened,
    /// Covered then, a gap now; a remark that did not apply before.
    Broken,
}

impl Change {
    /// Every one, the best first.
    pub const ALL: [Self; 5] = [Self::Fixed, Self::Improved, Self::Open, Self::Worsened, Self::Broken];

    /// Its Chinese name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Fixed => "已改正",
            Self::Improved => "有改进",
            Self::Open => "仍未解决",
            Self::Worsened => "变差",
            Self::Broken => "新出问题",
        }
    }

    /// What becomes of a required obligation; `None` if it was and is covered.
    fn of(old: Status, new: Status) -> Option<Self> {
        // Neither of saying the opposite and saying nothing is better than the other.
        let depth = |status| match status {
            Status::Covered => 0,
            Status::Weakened => 1,
            Status::Conflicting | Status::Missing => 2,
        };
        match (depth(old), depth(new)) {
            (0, 0) => None,
            (_, 0) => Some(Self::Fixed),
            (0, _) => Some(Self::Broken),
            (old, new) if new < old => Some(Self::Improved),
            (old, new) if new > old => Some(Self::Worsened),
            _ => Some(Self::Open),
        }
    }
}

/// Required obligations by what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct ChangeCounts {
    /// Covered in both.
    pub kept: usize,
    pub fixed: usize,
    pub improved: usize,
    pub open: usize,
    pub worsened: usize,
    pub broken: usize,
}

impl ChangeCounts {
    /// How many of one kind.
    #[must_use]
    pub fn of(&self, change: Change) -> usize {
        match change {
            Change::Fixed => self.fixed,
            Change::Improved => self.improved,
            Change::Open => self.open,
            Change::Worsened => self.worsened,
            Change::Broken => self.broken,
        }
    }

    fn add(&mut self, change: Option<Change>) {
        let count = match change {
            None => &mut self.kept,
            Some(Change::Fixed) => &mut self.fixed,
            Some(Change::Improved) => &mut self.improved,
            Some(Change::Open) => &mut self.open,
            Some(Change::Worsened) => &mut self.worsened,
            Some(Change::Broken) => &mut self.broken,
        };
        *count += 1;
    }
}

/// An obligation that is a gap in either version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ChangedObligation {
    /// Point and number.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Title of its section.
    pub section: String,
    /// Number of its point.
    pub point: String,
    /// Title of its point.
    pub title: String,
    /// Whom it binds.
    pub reach: Reach,
    /// What became of it.
    pub change: Change,
    /// Whether the new version answers it in other words.
    pub reworded: bool,
    /// How the old version answers it.
    pub old: Answer,
    /// How the new version answers it.
    pub new: Answer,
    /// What to write in the new version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<Suggestion>,
}

/// A remark that applies to either version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ChangedRemark {
    /// What became of it: fixed, open or broken.
    pub change: Change,
    /// The remark; on the old version where it is fixed, else on the new one.
    pub remark: Observation,
}

/// Compares two versions of a plan by their reports.
///
/// # Errors
/// If the new one was checked against another notice than the old one.
pub fn versions(old: &Report, new: &Report) -> Result<Versions, CompareError> {
    let asked = |report: &Report| -> Vec<(String, String, bool)> {
        report.obligations().map(|it| (it.id.clone(), it.text.clone(), it.required)).collect()
    };
    if asked(old) != asked(new) {
        return Err(CompareError::OtherNotice { name: new.plan.name.clone() });
    }
    let copied = (copied(old), copied(new));
    let mut counts = ChangeCounts::default();
    let mut obligations = Vec::new();
    let points = new.points.iter().flat_map(|point| point.obligations.iter().map(move |one| (point, one)));
    for (before, (point, now)) in old.obligations().zip(points).filter(|(before, _)| before.required) {
        let change = Change::of(before.status, now.status);
        counts.add(change);
        let answers = || (Answer::of(before, &copied.0), Answer::of(now, &copied.1));
        obligations.extend(change.map(|change| changed(change, point, now, answers())));
    }
    Ok(Versions {
        schema: SCHEMA.to_owned(),
        notice: new.notice.clone(),
        same_text: old.plan.fingerprint == new.plan.fingerprint,
        old: version(old),
        new: version(new),
        counts,
        obligations,
        remarks: remarks(old, new),
    })
}

fn version(report: &Report) -> Version {
    Version { plan: report.plan.clone(), summary: report.summary.clone(), review: report.review.clone() }
}

fn changed(
    change: Change,
    point: &PointReport,
    now: &ObligationReport,
    (old, new): (Answer, Answer),
) -> ChangedObligation {
    let words = |answer: &Answer| -> Vec<String> {
        answer.evidence.iter().map(|evidence| evidence.text.trim().to_owned()).collect()
    };
    ChangedObligation {
        id: now.id.clone(),
        text: now.text.clone(),
        section: point.section.clone(),
        point: point.id.clone(),
        title: point.title.clone(),
        reach: now.reach,
        change,
        reworded: words(&old) != words(&new),
        old,
        new,
        suggestion: now.suggestion.clone().filter(|_| now.is_gap()),
    }
}

/// Remarks paired by their kind and the words they quote.
fn remarks(old: &Report, new: &Report) -> Vec<ChangedRemark> {
    // Work of the plan's own is told of, and is nothing to mend.
    let faults = |report: &Report| -> Vec<(Fingerprint, Observation)> {
        let all = report.observations.iter().filter(|it| it.kind != ObservationKind::Initiative);
        all.map(|it| (Fingerprint::of_observation(it), it.clone())).collect()
    };
    let mut before = faults(old);
    let now: Vec<ChangedRemark> = faults(new)
        .into_iter()
        .map(|(key, remark)| {
            // Each remark of the old version is met by one of the new.
            let known = before.iter().position(|(own, _)| *own == key).map(|at| before.remove(at));
            ChangedRemark { change: if known.is_some() { Change::Open } else { Change::Broken }, remark }
        })
        .collect();
    let gone = before.into_iter().map(|(_, remark)| ChangedRemark { change: Change::Fixed, remark });
    gone.chain(now).collect()
}
