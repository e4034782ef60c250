//! The part of a report that says what reviewers decided.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::review::{Fingerprint, Note};

/// Who accepted a finding as it is, and why.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Waiver {
    /// Where it is written.
    pub source: WaiverSource,
    /// Who accepted it; empty out of a comment or a baseline.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub who: String,
    /// On which day.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub when: String,
    /// Why; empty out of a baseline.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// Where a waiver is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WaiverSource {
    /// In a review file.
    #[default]
    Review,
    /// In a comment in the plan.
    Inline,
    /// In a baseline file: known since a day, accepted by nobody in particular.
    Baseline,
}

impl WaiverSource {
    /// Its Chinese name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Review => "审核意见",
            Self::Inline => "计划内注释",
            Self::Baseline => "基线",
        }
    }
}

/// What reviewers decided of a plan.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reviewed {
    /// Gaps that are waived.
    pub waived: usize,
    /// Remarks that are waived.
    pub remarks: usize,
    /// Obligations covered or waived ÷ obligations required, 0 to 1; `summary.coverage` is the share without waivers.
    pub coverage_with_waivers: f64,
    /// Waivers whose finding is open again, as the text changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reopened: Vec<Lapsed>,
    /// Waivers that waive nothing: what they were given for is no longer found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unused: Vec<Lapsed>,
    /// Notes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// Who has signed the plan off.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signed: Vec<Signed>,
}

/// A waiver that does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Lapsed {
    /// What it was given for: number of an obligation, or kind of a remark.
    pub finding: String,
    /// Both sides as they were then; none in a comment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<Fingerprint>,
    /// The waiver.
    pub waiver: Waiver,
    /// Which side changed; none where there is nothing to waive any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed: Option<Changed>,
}

/// Which side of a finding is no longer what was accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Changed {
    /// What the plan says.
    Plan,
    /// What the notice asks for.
    Notice,
    /// Both.
    Both,
}

impl Changed {
    /// In words.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Plan => "计划已改动",
            Self::Notice => "通知要求已改动",
            Self::Both => "通知和计划都已改动",
        }
    }
}

impl Lapsed {
    /// Why it does not hold, in a sentence.
    #[must_use]
    pub fn message(&self) -> String {
        let source = self.waiver.source.label();
        match self.changed {
            Some(changed) => {
                format!(
                    "{}：{}，{} {}的豁免（{}）不再有效",
                    self.finding,
                    changed.label(),
                    self.waiver.who,
                    self.waiver.when,
                    self.waiver.why
                )
            }
            None if self.waiver.source == WaiverSource::Inline && self.waiver.why.is_empty() => {
                format!("{}：{source}没有写理由，不起作用", self.finding)
            }
            None => format!("{}：{source}中的豁免已没有对应的问题，可以删去", self.finding),
        }
    }
}

/// A sign-off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Signed {
    /// Who signed.
    pub who: String,
    /// On which day.
    pub when: String,
    /// Words to it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Whether the plan still says what was signed.
    pub stands: bool,
}
