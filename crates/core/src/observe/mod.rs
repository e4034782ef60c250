//! What a careful reviewer points out beside the verdicts: passages copied and not localised, leftovers of the upper
//! level, other places' names, blanket clauses, bare headings, slips of numbers and years, and the plan's own initiatives.
//!
//! Each kind is a file of its own; none changes a verdict.

mod blanket;
mod copied;
mod foreign;
mod heading;
mod initiative;
mod numbering;
mod upper;
mod year;

use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;
use yaodian_text::Lexicon;

use crate::data;
use crate::matching::Matching;
use crate::notice::Requirements;
use crate::plan::{Modality, Plan};
use crate::report::{Observation, ObservationKind, PointReport};
use crate::suggest::Transposer;

pub(crate) use copied::{NOT_LOCALISED, Stretches, not_localised};

/// Words and bounds of `crates/core/data/observations.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    copied_from: usize,
    heading_from: f32,
    initiative_below: f32,
    initiative_from: usize,
    elsewhere: Vec<String>,
    upward: Vec<String>,
    frame: Vec<String>,
    retrospect: Vec<String>,
    title_ends: String,
}

impl Settings {
    fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Settings> =
            LazyLock::new(|| data::read(include_str!("../../data/observations.toml")));
        &BUILTIN
    }
}

/// See [`crate::unpack`].
pub(crate) fn unpack() {
    Settings::builtin();
}

/// What there is to look at.
pub(crate) struct Seen<'a> {
    pub requirements: &'a Requirements,
    pub plan: &'a Plan<'a>,
    pub matching: &'a Matching,
    /// The verdicts.
    pub points: &'a [PointReport],
    pub lexicon: &'a Lexicon,
    pub transposer: Option<&'a Transposer<'a>>,
    /// The stretches of the notice by which copied passages are found.
    pub stretches: &'a Stretches,
}

/// Everything there is to point out, in order of place.
pub(crate) fn all(seen: &Seen<'_>) -> Vec<Observation> {
    let mut out = Vec::new();
    out.extend(copied::find(seen));
    out.extend(upper::find(seen));
    out.extend(foreign::find(seen));
    out.extend(blanket::find(seen));
    out.extend(heading::find(seen));
    out.extend(numbering::find(seen));
    out.extend(year::find(seen));
    out.extend(initiative::find(seen));
    out.sort_by_key(|observation| (observation.span.map(|span| span.start), observation.kind));
    out
}

impl Seen<'_> {
    fn observation(&self, kind: ObservationKind, range: Range<usize>, message: String) -> Observation {
        Observation {
            kind,
            message,
            span: Some(self.plan.document.span(range)),
            obligation: None,
            instead: None,
            waiver: None,
        }
    }

    /// Clauses that commit somebody, each with its text.
    fn commitments(&self) -> impl Iterator<Item = (Range<usize>, &str)> {
        self.plan
            .clauses
            .iter()
            .filter(|clause| clause.modality == Modality::Commitment)
            .map(|clause| (clause.range.clone(), self.plan.text(clause.range.clone())))
    }
}

#[cfg(test)]
mod tests {
    use super::Settings;

    #[test]
    fn the_data_file_is_of_its_form() {
        assert!(Settings::builtin().copied_from > 0);
    }
}
