//! What is compared of an obligation beside its words; parsed once for any number of plans.

use yaodian_text::Lexicon;
use yaodian_text::lexicon::{MarkerKind, Place};

use crate::facet::label::{self, Label};
use crate::facet::list::{self, Enumeration};
use crate::facet::{Facets, deadline};
use crate::notice::{Obligation, Requirements};

use super::pairs::Pairs;

/// An obligation as parsed; ranges are bytes of its text.
#[derive(Debug)]
pub(super) struct Asked {
    /// How often, how much, by when, by which documents.
    pub facets: Facets,
    /// The places that it names.
    pub places: Vec<Place>,
    /// The numbers that name.
    pub labels: Vec<Label>,
    /// What it lists.
    pub lists: Vec<Enumeration>,
    /// How far it asks for a commitment.
    pub marks: Vec<MarkerKind>,
    /// The pairs of its characters.
    pub pairs: Pairs,
    /// Those of its point's title.
    pub title: Pairs,
}

impl Asked {
    /// Parses every obligation of a notice of year `year`.
    pub(super) fn all(requirements: &Requirements, lexicon: &Lexicon, year: u16) -> Vec<Self> {
        let points = requirements.points.iter();
        let own = points.flat_map(|point| point.obligations.iter().map(|own| (own, point.title.as_str())));
        own.map(|(obligation, title)| Self::of(obligation, title, lexicon, year)).collect()
    }

    fn of(obligation: &Obligation, title: &str, lexicon: &Lexicon, year: u16) -> Self {
        let text = &obligation.text;
        Self {
            facets: Facets::parse(text, year),
            places: lexicon.places().find(text).into_iter().map(|(_, place)| place).collect(),
            labels: label::parse(text),
            lists: list::parse(text),
            marks: lexicon.markers_in(text).into_iter().map(|hit| hit.kind).collect(),
            pairs: Pairs::of(text),
            title: Pairs::of(title),
        }
    }
}

/// The year that a notice's title names.
pub(super) fn year(requirements: &Requirements) -> Option<u16> {
    deadline::years(&requirements.title).first().map(|(year, _)| *year)
}
