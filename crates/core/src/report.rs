//! The report: what every face of Yaodian shows. Its JSON form is `yaodian.report/1`.

mod kind;
mod reviewed;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::document::{Place, Span};
use crate::facet::FlagKind;
use crate::notice::{Reach, Warning};
use crate::plan::Modality;

pub use kind::{FindingKind, UnknownKind};
pub use reviewed::{Changed, Lapsed, Reviewed, Signed, Waiver, WaiverSource};

/// Name and version of the JSON form.
pub const SCHEMA: &str = "yaodian.report/1";

/// How a plan answers an obligation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// 已覆盖: the plan commits the prefecture or those below it to do this.
    Covered,
    /// 弱化: the commitment is there, but softer or less than asked.
    Weakened,
    /// 冲突: the plan states the opposite, or contradicts a fact.
    Conflicting,
    /// 缺失: nothing in the plan commits to it.
    Missing,
}

impl Status {
    /// Every status, in the order of the model's rows.
    pub const ALL: [Self; 4] = [Self::Covered, Self::Weakened, Self::Conflicting, Self::Missing];

    /// Its Chinese name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Covered => "已覆盖",
            Self::Weakened => "弱化",
            Self::Conflicting => "冲突",
            Self::Missing => "缺失",
        }
    }
}

/// How a plan answers a point as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PointStatus {
    /// Every required obligation is covered.
    Covered,
    /// Some are.
    Partial,
    /// None is answered at all.
    Missing,
}

impl PointStatus {
    /// Its Chinese name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Covered => "已覆盖",
            Self::Partial => "部分",
            Self::Missing => "缺失",
        }
    }
}

/// The result of checking one plan against one notice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// `yaodian.report/1`.
    pub schema: String,
    /// What the plan was checked against.
    pub notice: NoticeSummary,
    /// What was checked.
    pub plan: PlanSummary,
    /// The figures.
    pub summary: Summary,
    /// Every point of the notice, in order.
    pub points: Vec<PointReport>,
    /// What else a reviewer would point out in the plan, in order of place.
    #[serde(default)]
    pub observations: Vec<Observation>,
    /// Things to know that are no findings.
    pub warnings: Vec<Warning>,
    /// What reviewers decided, where a review file, a baseline or comments of the plan were heeded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Reviewed>,
}

impl Report {
    /// All obligations, in order.
    pub fn obligations(&self) -> impl Iterator<Item = &ObligationReport> {
        self.points.iter().flat_map(|point| &point.obligations)
    }

    /// The gaps among the required obligations, the least likely to be covered first.
    #[must_use]
    pub fn findings(&self) -> Vec<&ObligationReport> {
        let mut gaps: Vec<_> = self.obligations().filter(|it| it.is_gap()).collect();
        gaps.sort_by(|a, b| a.score.total_cmp(&b.score));
        gaps
    }

    /// How many gaps are waived: they count as covered for thresholds, and nowhere else.
    #[must_use]
    pub fn waived(&self) -> usize {
        self.obligations().filter(|it| it.is_gap() && it.waiver.is_some()).count()
    }
}

/// A notice in figures.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NoticeSummary {
    /// Title of the work points.
    pub title: String,
    /// The body that issued it.
    pub issuer: Option<String>,
    /// Date as written.
    pub date: Option<String>,
    /// Titles of its sections, in order.
    pub sections: Vec<String>,
    /// How many points it has.
    pub points: usize,
    /// How many obligations it has.
    pub obligations: usize,
}

/// A plan in figures.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlanSummary {
    /// What the user calls it.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Full name of the place whose plan it is, if it says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// How many characters it has, white space left out.
    pub chars: usize,
    /// The key of its text: another one means that the plan says something else.
    #[serde(default)]
    pub fingerprint: String,
}

/// The figures of a report.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    /// Obligations covered ÷ obligations required, 0 to 1.
    pub coverage: f64,
    /// Points by status.
    pub points: PointCounts,
    /// Obligations by status.
    pub obligations: ObligationCounts,
}

/// Points by status.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct PointCounts {
    pub covered: usize,
    pub partial: usize,
    pub missing: usize,
}

impl PointCounts {
    /// Counts one more.
    pub fn add(&mut self, status: PointStatus) {
        match status {
            PointStatus::Covered => self.covered += 1,
            PointStatus::Partial => self.partial += 1,
            PointStatus::Missing => self.missing += 1,
        }
    }
}

/// Obligations by status; those not required are counted apart only.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct ObligationCounts {
    pub covered: usize,
    pub weakened: usize,
    pub conflicting: usize,
    pub missing: usize,
    pub not_required: usize,
}

impl ObligationCounts {
    /// Counts one more.
    pub fn add(&mut self, one: &ObligationReport) {
        let count = match (one.required, one.status) {
            (false, _) => &mut self.not_required,
            (true, Status::Covered) => &mut self.covered,
            (true, Status::Weakened) => &mut self.weakened,
            (true, Status::Conflicting) => &mut self.conflicting,
            (true, Status::Missing) => &mut self.missing,
        };
        *count += 1;
    }

    /// Obligations covered ÷ obligations required.
    #[must_use]
    pub fn coverage(&self) -> f64 {
        share(self.covered, self.required())
    }

    /// How many obligations are required.
    #[must_use]
    pub fn required(&self) -> usize {
        self.covered + self.weakened + self.conflicting + self.missing
    }

    /// How many required obligations have a status.
    #[must_use]
    pub fn of(&self, status: Status) -> usize {
        match status {
            Status::Covered => self.covered,
            Status::Weakened => self.weakened,
            Status::Conflicting => self.conflicting,
            Status::Missing => self.missing,
        }
    }
}

impl<'a> FromIterator<&'a ObligationReport> for ObligationCounts {
    fn from_iter<I: IntoIterator<Item = &'a ObligationReport>>(obligations: I) -> Self {
        let mut counts = Self::default();
        obligations.into_iter().for_each(|one| counts.add(one));
        counts
    }
}

/// The share that so many obligations are of those required, 0 to 1; 1 where nothing is required.
#[must_use]
pub fn share(covered: usize, required: usize) -> f64 {
    if required == 0 { 1.0 } else { covered as f64 / required as f64 }
}

/// A point and how the plan answers it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PointReport {
    /// Its number in reading order.
    pub id: String,
    /// Title of its section.
    pub section: String,
    /// Its title.
    pub title: String,
    /// How the plan answers it.
    pub status: PointStatus,
    /// Where it stands in the notice: bytes of the file as given.
    pub span: Span,
    /// Its obligations.
    pub obligations: Vec<ObligationReport>,
}

impl PointReport {
    /// Its obligations by status.
    #[must_use]
    pub fn counts(&self) -> ObligationCounts {
        self.obligations.iter().collect()
    }
}

/// An obligation and how the plan answers it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ObligationReport {
    /// Point and number.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Where it stands in the notice: bytes of the file as given.
    pub span: Span,
    /// Whom it binds.
    pub reach: Reach,
    /// Whether the plan must answer it.
    pub required: bool,
    /// How the plan answers it.
    pub status: Status,
    /// Estimated probability that it is covered, 0 to 1.
    pub score: f64,
    /// What the plan says, best first; empty where it is missing.
    pub evidence: Vec<Evidence>,
    /// Why: one sentence each.
    pub reasons: Vec<Reason>,
    /// How often, how much, by when: what is asked and what the plan says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facets: Vec<FacetReport>,
    /// For gaps and doubtful ones: the passages that come closest: the one that was judged, then the likeliest others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<Candidate>,
    /// For gaps: what to write instead, or where to write what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<Suggestion>,
    /// For gaps: who accepted it as it is, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiver: Option<Waiver>,
}

impl ObligationReport {
    /// Whether the plan must answer it and does not, or not in full.
    #[must_use]
    pub fn is_gap(&self) -> bool {
        self.required && self.status != Status::Covered
    }

    /// Whether it is a gap that nobody accepted.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.is_gap() && self.waiver.is_none()
    }
}

/// One frequency, quantity or deadline on both sides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FacetReport {
    /// What it measures.
    pub kind: FacetKind,
    /// The words of the notice; none if only the plan says something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<String>,
    /// The words of the plan; none if it does not say, or does not answer at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<String>,
    /// How the two agree.
    pub relation: Relation,
}

/// What a facet measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FacetKind {
    /// 频次: how often.
    Frequency,
    /// 数量: how much.
    Quantity,
    /// 时限: by when.
    Deadline,
}

impl FacetKind {
    /// Its Chinese name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Frequency => "频次",
            Self::Quantity => "数量",
            Self::Deadline => "时限",
        }
    }
}

/// How what a plan says agrees with what is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// 达到: as asked, or more.
    Meets,
    /// 不足: less often, fewer or later; the verdict counts it against the plan.
    Short,
    /// 另定: something that is not measured by the notice: a share of the province's total, or nothing was asked.
    Own,
    /// 未写: the plan does not say.
    Silent,
}

impl Relation {
    /// Its Chinese name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Meets => "达到",
            Self::Short => "不足",
            Self::Own => "另定",
            Self::Silent => "未写",
        }
    }
}

/// Wording that would close a gap, ready to paste.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Suggestion {
    /// The wording: for a missing obligation a whole sentence at the plan's own level, for others the plan's sentence
    /// with the deciding words replaced.
    pub text: String,
    /// Where it goes.
    pub position: Position,
}

/// Where a suggestion goes in the plan, in bytes of the file as given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Position {
    /// In the place of this stretch.
    Replace(Span),
    /// Behind the paragraph that ends here.
    After(usize),
}

/// Something that a reviewer would point out and that is no verdict on an obligation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Observation {
    /// What sort of thing.
    pub kind: ObservationKind,
    /// One sentence in Chinese with the words in question.
    pub message: String,
    /// Where in the plan: bytes of the file as given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// The obligation concerned, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub obligation: Option<String>,
    /// What could stand there instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead: Option<String>,
    /// Who accepted it as it is, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiver: Option<Waiver>,
}

/// The kinds of observations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ObservationKind {
    /// 照抄未改: a passage that stands in the notice word for word.
    Copied,
    /// 上级表述残留: words of the upper level that were not moved down.
    UpperLevel,
    /// 外地地名: another place's name.
    ForeignPlace,
    /// 兜底表述: 其余按省要点执行 answers nothing.
    Blanket,
    /// 只有标题: an obligation that only a heading mentions.
    HeadingOnly,
    /// 编号差错: a number skipped or used twice.
    Numbering,
    /// 年份差错: a year that is not the plan's.
    Year,
    /// 自主工作: a commitment that answers no obligation.
    Initiative,
}

impl ObservationKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Copied,
        Self::UpperLevel,
        Self::ForeignPlace,
        Self::Blanket,
        Self::HeadingOnly,
        Self::Numbering,
        Self::Year,
        Self::Initiative,
    ];

    /// Its name in files and on the command line: that of the JSON form.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Copied => "copied",
            Self::UpperLevel => "upper-level",
            Self::ForeignPlace => "foreign-place",
            Self::Blanket => "blanket",
            Self::HeadingOnly => "heading-only",
            Self::Numbering => "numbering",
            Self::Year => "year",
            Self::Initiative => "initiative",
        }
    }

    /// Its Chinese name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Copied => "照抄未改",
            Self::UpperLevel => "上级表述残留",
            Self::ForeignPlace => "外地地名",
            Self::Blanket => "兜底表述",
            Self::HeadingOnly => "只有标题",
            Self::Numbering => "编号差错",
            Self::Year => "年份差错",
            Self::Initiative => "自主工作",
        }
    }
}

/// A passage of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// First byte in the plan's file as given.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The passage as written.
    pub text: String,
    /// Where it stands, in files that are more than text: page, paragraph, table and row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

/// Why a status was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reason {
    /// What sort of reason.
    pub kind: ReasonKind,
    /// One sentence in Chinese with the deciding words of both sides.
    pub message: String,
    /// The deciding words in the plan, if it has any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// The kinds of reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum ReasonKind {
    /// A difference of facets.
    Flag(FlagKind),
    /// Anything else.
    Plain(PlainReason),
}

/// Reasons that are no differences of facets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PlainReason {
    /// The plan says the same in other or the same words.
    Answered,
    /// Part of what is asked has no counterpart.
    Partly,
    /// Nothing comes close.
    NoAnswer,
    /// What comes close is about something else.
    OtherSubject,
    /// What comes close tells of the past.
    OnlyBackground,
    /// What comes close tells of what others do.
    OnlyOthers,
    /// What comes close is only a heading.
    OnlyHeading,
}

/// A passage that comes close to an obligation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Candidate {
    /// Where and what.
    #[serde(flatten)]
    pub passage: Evidence,
    /// How close, 0 to 1.
    pub similarity: f64,
    /// What the passage does.
    pub modality: Modality,
}
