//! What reviewers decided: findings they accept as they are, notes, sign-off. Kept in a TOML file beside the plans.
//!
//! [`Review::apply`] marks the findings of a report as waived: they are still shown, with who accepted them and why, and
//! count no longer as gaps for thresholds and exit codes. An acceptance holds for the words it was given for: when
//! the notice or the plan changes there, the finding is open again and the report says so. [`Baseline`] does the same
//! for everything that was found on a day, [`inline`] for what a plan says in comments of its own.

mod apply;
pub mod baseline;
pub mod fingerprint;
pub mod inline;
pub mod stubs;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::report::{FindingKind, ObligationReport, Observation, PointReport, Report, Waiver};
use crate::toml_file::{self, TomlError};

pub use baseline::Baseline;
pub use fingerprint::Fingerprint;

/// Name and version of the form of a review file.
pub const SCHEMA: &str = "yaodian.review/1";

/// A review file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Review {
    /// `yaodian.review/1`.
    #[serde(default = "current")]
    pub schema: String,
    /// Findings accepted as they are.
    #[serde(default, rename = "accept", skip_serializing_if = "Vec::is_empty")]
    pub accepted: Vec<Acceptance>,
    /// Notes.
    #[serde(default, rename = "note", skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// Who has signed plans off.
    #[serde(default, rename = "sign-off", skip_serializing_if = "Vec::is_empty")]
    pub signed: Vec<SignOff>,
}

fn current() -> String {
    SCHEMA.to_owned()
}

/// Who says something, and when.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Signature {
    /// A name.
    pub who: String,
    /// A day, as 2020-03-01.
    pub when: String,
}

/// A finding accepted as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Acceptance {
    /// File of the plan, as much of its path as tells it from others; every plan if left out.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub plan: String,
    /// Number of the obligation (3.2) or kind of the remark, for people; the fingerprint decides.
    pub finding: String,
    /// Both sides as they were when it was accepted.
    pub fingerprint: Fingerprint,
    /// Who accepted it.
    pub who: String,
    /// On which day, as 2020-03-01.
    pub when: String,
    /// Why.
    pub why: String,
    /// What was asked for, for people.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub asked: String,
    /// What the plan says, for people.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub answered: String,
}

/// A reviewer's note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Note {
    /// File of the plan; every plan if left out.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub plan: String,
    /// Number of the point or obligation it is about; the whole plan if left out.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// Who wrote it.
    pub who: String,
    /// On which day.
    pub when: String,
    /// What it says.
    pub text: String,
}

/// That somebody has signed a plan off, as it was then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SignOff {
    /// File of the plan; every plan if left out.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub plan: String,
    /// Who signed.
    pub who: String,
    /// On which day.
    pub when: String,
    /// What was signed: the key of the plan's text ([`crate::report::PlanSummary::fingerprint`]).
    pub fingerprint: String,
    /// Words to it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// What a finding is called when it is to be accepted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Finding<'a> {
    /// A gap: the obligation with its point.
    Gap(&'a PointReport, &'a ObligationReport),
    /// A remark.
    Remark(&'a Observation),
}

impl Finding<'_> {
    /// Number of the obligation, or kind of the remark.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Gap(_, obligation) => &obligation.id,
            Self::Remark(observation) => observation.kind.id(),
        }
    }

    /// What sort of finding it is; `None` only for an obligation that is covered, which is no finding.
    #[must_use]
    pub fn kind(&self) -> Option<FindingKind> {
        match self {
            Self::Gap(_, obligation) => FindingKind::of(obligation.status),
            Self::Remark(observation) => Some(FindingKind::Remark(observation.kind)),
        }
    }

    /// The key of both sides.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        match self {
            Self::Gap(point, obligation) => Fingerprint::of_obligation(point, obligation),
            Self::Remark(observation) => Fingerprint::of_observation(observation),
        }
    }

    /// Who accepted it and why, if anybody did.
    #[must_use]
    pub fn waiver(&self) -> Option<&Waiver> {
        match self {
            Self::Gap(_, obligation) => obligation.waiver.as_ref(),
            Self::Remark(observation) => observation.waiver.as_ref(),
        }
    }

    /// What was asked for and what the plan says; a remark's one sentence.
    fn sides(&self) -> (String, String) {
        match self {
            Self::Gap(_, obligation) => {
                let answers = obligation.evidence.iter().map(|evidence| evidence.text.trim());
                (obligation.text.clone(), answers.collect::<Vec<_>>().join("\n"))
            }
            Self::Remark(observation) => (String::new(), observation.message.clone()),
        }
    }
}

/// Every gap and every remark of a report, waived or not, in order.
pub fn findings(report: &Report) -> impl Iterator<Item = Finding<'_>> {
    let gaps = report.points.iter().flat_map(|point| {
        point.obligations.iter().filter(|it| it.is_gap()).map(move |it| Finding::Gap(point, it))
    });
    gaps.chain(report.observations.iter().map(Finding::Remark))
}

/// Why a review or baseline file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReviewError {
    /// It is not of its form.
    #[error(transparent)]
    Form(#[from] TomlError),
    /// It is of a form that this program does not know.
    #[error("schema：“{found}”不是这个版本认识的格式，应为“{known}” (unknown schema; expected {known})")]
    Schema {
        /// The form that it names.
        found: String,
        /// The form that this program knows.
        known: &'static str,
    },
    /// Nobody, or no reason, is named.
    #[error("{0}：who、when、why 都要写 (who, when and why must not be empty)")]
    Unsigned(String),
    /// Nothing in the report has this key.
    #[error("报告中没有这一项：{0} (no such finding in the report)")]
    NoFinding(String),
}

/// Refuses a file of another form or of a later version.
fn is_version(found: &str, known: &'static str) -> Result<(), ReviewError> {
    if found == known {
        return Ok(());
    }
    Err(ReviewError::Schema { found: found.to_owned(), known })
}

impl Default for Review {
    fn default() -> Self {
        Self { schema: current(), accepted: Vec::new(), notes: Vec::new(), signed: Vec::new() }
    }
}

impl Review {
    /// Reads a review file.
    ///
    /// # Errors
    /// If it is not of the form, or an acceptance lacks its who, when or why.
    pub fn from_toml(text: &str) -> Result<Self, ReviewError> {
        let review: Self = toml_file::read(text)?;
        is_version(&review.schema, SCHEMA)?;
        match review
            .accepted
            .iter()
            .find(|it| [&it.who, &it.when, &it.why].iter().any(|it| it.trim().is_empty()))
        {
            Some(unsigned) => Err(ReviewError::Unsigned(unsigned.finding.clone())),
            None => Ok(review),
        }
    }

    /// As a file, for people to read and change.
    ///
    /// # Errors
    /// None in practice: every review has a TOML form.
    pub fn to_toml(&self) -> Result<String, toml::ser::Error> {
        toml::to_string_pretty(self)
    }

    /// Accepts the finding of a report that has this key. An older acceptance of the same finding gives way.
    ///
    /// # Errors
    /// If the report has no such finding, or who, when or why is empty.
    pub fn accept(
        &mut self,
        report: &Report,
        fingerprint: Fingerprint,
        by: &Signature,
        why: &str,
    ) -> Result<(), ReviewError> {
        let found = findings(report).find(|finding| finding.fingerprint() == fingerprint);
        let finding = found.ok_or_else(|| ReviewError::NoFinding(fingerprint.to_string()))?;
        if [&by.who, &by.when, why].iter().any(|it| it.trim().is_empty()) {
            return Err(ReviewError::Unsigned(finding.id().to_owned()));
        }
        let (asked, answered) = finding.sides();
        self.withdraw(&report.plan.name, finding.id(), fingerprint);
        self.accepted.push(Acceptance {
            plan: report.plan.name.clone(),
            finding: finding.id().to_owned(),
            fingerprint,
            who: by.who.clone(),
            when: by.when.clone(),
            why: why.to_owned(),
            asked,
            answered,
        });
        Ok(())
    }

    /// Takes back what was accepted of a plan's finding: what has this key, and for an obligation what has its number.
    pub fn withdraw(&mut self, plan: &str, finding: &str, fingerprint: Fingerprint) {
        // Several remarks are of one kind; an obligation has its number for itself.
        let same =
            |it: &Acceptance| it.fingerprint == fingerprint || is_number(finding) && it.finding == finding;
        self.accepted.retain(|it| it.plan != plan || !same(it));
    }

    /// Signs a plan off as it is now. What the same person signed of it before gives way.
    pub fn sign(&mut self, report: &Report, by: &Signature, text: &str) {
        let plan = &report.plan;
        self.signed.retain(|it| it.plan != plan.name || it.who != by.who);
        self.signed.push(SignOff {
            plan: plan.name.clone(),
            who: by.who.clone(),
            when: by.when.clone(),
            fingerprint: plan.fingerprint.clone(),
            text: text.to_owned(),
        });
    }
}

/// Whether a finding is called by the number of its obligation, and not by the kind of a remark.
fn is_number(finding: &str) -> bool {
    finding.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether what a file says of `plan` is about the plan called `name`: `a.txt` and `2020/a.txt` are about `plans/2020/a.txt`.
#[must_use]
pub fn is_about(plan: &str, name: &str) -> bool {
    let parts = |path: &str| -> Vec<String> {
        path.split(['/', '\\']).filter(|part| !part.is_empty() && *part != ".").map(str::to_owned).collect()
    };
    let (plan, name) = (parts(plan), parts(name));
    plan.is_empty() || name.ends_with(&plan)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_is_named_by_as_much_of_its_path_as_is_needed() {
        for plan in ["", "a.txt", "2020/a.txt", "./plans/2020/a.txt", "2020\\a.txt"] {
            assert!(is_about(plan, "plans/2020/a.txt"), "{plan}");
        }
        for plan in ["b.txt", "019/a.txt", "x/plans/2020/a.txt"] {
            assert!(!is_about(plan, "plans/2020/a.txt"), "{plan}");
        }
    }

    #[test]
    fn a_file_without_reason_or_with_unknown_keys_is_refused() {
        let entry = "[[accept]]\nfinding = \"1.2\"\nfingerprint = \"0000000000000001-none\"\nwho = \"甲\"\nwhen = \"2020-03-01\"\n";
        let said =
            |text: String| Review::from_toml(&text).map_err(|error| error.to_string()).expect_err("refused");
        assert!(said(format!("{entry}why = \" \"")).contains("1.2"));
        assert!(said(format!("{entry}whi = \"本地无此职责\"")).contains("是不是“why”"));
        assert!(said("schema = \"yaodian.review/9\"".to_owned()).contains("yaodian.review/1"));
        let review = Review::from_toml(&format!("{entry}why = \"本地无此职责\"")).expect("fine");
        assert_eq!(Review::from_toml(&review.to_toml().expect("written")), Ok(review));
    }
}
