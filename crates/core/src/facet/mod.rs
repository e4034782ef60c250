//! Facets: what similarity of words does not see. Parsed on both sides by the same code, compared with direction.

pub mod amount;
pub mod deadline;
pub mod frequency;
pub mod label;
pub mod names;
pub mod number;
pub(crate) mod words;

use std::ops::Range;
use std::sync::LazyLock;

use yaodian_text::pattern::{Marked, PatternSet};

pub use amount::Amount;
pub use deadline::Deadline;
pub use frequency::Frequency;
pub use names::{Named, NamedKind};

/// A text with the places where facets may begin.
pub(crate) fn mark(text: &str) -> Marked<'_> {
    static SET: LazyLock<PatternSet> = LazyLock::new(|| {
        PatternSet::new(&[
            &amount::AMOUNT,
            &amount::TENTHS,
            &amount::ALL,
            &deadline::DATE,
            &deadline::YEAR,
            &frequency::MONTHS,
            &frequency::ON_DAYS,
            &frequency::EVERY,
            &frequency::PERIODIC,
            &frequency::IN_A_YEAR,
            &frequency::OCCASIONAL,
            &frequency::REGULAR,
        ])
    });
    SET.mark(text)
}

/// All facets of a stretch of normalised text; ranges are bytes of the text parsed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facets {
    /// How often.
    pub frequencies: Vec<Frequency>,
    /// How much.
    pub amounts: Vec<Amount>,
    /// By when.
    pub deadlines: Vec<Deadline>,
    /// Years that are no deadlines, with their places.
    pub years: Vec<(u16, Range<usize>)>,
    /// 《…》 and “…”.
    pub names: Vec<Named>,
}

impl Facets {
    /// Parses a text of a document of year `year` (0 if unknown).
    #[must_use]
    pub fn parse(text: &str, year: u16) -> Self {
        let marked = mark(text);
        let names = names::parse(text);
        let deadlines = deadline::parse(&marked, year);
        let frequencies = frequency::parse(&marked);
        let mut amounts = amount::parse(&marked);
        // 每季度1次 is a frequency, 6月 a date: neither is an amount.
        amounts.retain(|amount| {
            !frequencies.iter().any(|frequency| overlaps(&frequency.range, &amount.range))
                && !deadlines.iter().any(|deadline| overlaps(&deadline.range, &amount.range))
        });
        let years = deadline::years_in(&marked)
            .into_iter()
            .filter(|(_, range)| !deadlines.iter().any(|deadline| overlaps(&deadline.range, range)))
            .collect();
        Self { frequencies, amounts, deadlines, years, names }
    }
}

impl Facets {
    /// Whether a range lies in a frequency, an amount or a deadline.
    #[must_use]
    pub fn cover(&self, range: &Range<usize>) -> bool {
        self.frequencies.iter().any(|facet| overlaps(&facet.range, range))
            || self.amounts.iter().any(|facet| overlaps(&facet.range, range))
            || self.deadlines.iter().any(|facet| overlaps(&facet.range, range))
    }
}

/// Whether two ranges share a byte.
#[must_use]
pub fn overlaps(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// The kinds of differences that facets can show. A flag always has its words on both sides.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum FlagKind {
    /// Less often than asked, or only when need be.
    Frequency,
    /// Smaller than asked.
    Quantity,
    /// Later in the same year.
    Deadline,
    /// A later year.
    LaterYear,
    /// Another year than the one asked about.
    Year,
    /// Another document's name.
    Document,
    /// Another place's name.
    Place,
    /// Parts of a list left out.
    List,
    /// Not to be done.
    Negated,
    /// Put off.
    Postponed,
    /// Only if circumstances allow.
    Hedged,
    /// Only for a part.
    ReducedScope,
}

impl FlagKind {
    /// Whether the difference contradicts the notice instead of falling short of it.
    #[must_use]
    pub fn contradicts(self) -> bool {
        matches!(
            self,
            Self::LaterYear | Self::Year | Self::Document | Self::Place | Self::Negated | Self::Postponed
        )
    }

    /// Every kind, in a fixed order.
    pub const ALL: [Self; 12] = [
        Self::Frequency,
        Self::Quantity,
        Self::Deadline,
        Self::LaterYear,
        Self::Year,
        Self::Document,
        Self::Place,
        Self::List,
        Self::Negated,
        Self::Postponed,
        Self::Hedged,
        Self::ReducedScope,
    ];
}

/// One difference between an obligation and the clause that answers it.
#[derive(Debug, Clone, PartialEq)]
pub struct Flag {
    /// What sort of difference.
    pub kind: FlagKind,
    /// One sentence in Chinese with the deciding words of both sides.
    pub message: String,
    /// The deciding words of the plan: bytes of its normalised text. Empty if the plan is silent.
    pub range: Option<Range<usize>>,
    /// The words to replace, if that puts it right.
    pub mend: Option<Mend>,
}

/// Words of the plan and what should stand in their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// Bytes of the plan's normalised text.
    pub range: Range<usize>,
    /// What should stand there; empty to leave the words out.
    pub text: String,
}
