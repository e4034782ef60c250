//! What is compared of an obligation beside its words; parsed once for any number of plans.

use std::ops::Range;

use memchr::memmem;
use yaodian_text::Lexicon;
use yaodian_text::lexicon::{MarkerKind, Place};

use crate::facet::frequency::Rate;
use crate::facet::label::{self, Label};
use crate::facet::{Facets, Frequency, deadline};
use crate::matching::Target;
use crate::notice::{Obligation, Requirements};

use super::lists::{self, List};
use super::negation::Asks;
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
    pub lists: Vec<List>,
    /// Where it asks for promptness: 及时.
    pub prompt: Option<Range<usize>>,
    /// How far it asks for a commitment, of whom and when.
    pub marks: Vec<MarkerKind>,
    /// What refusing, softening and trying out may answer.
    pub asks: Asks,
    /// The searcher for its own words.
    pub words: memmem::Finder<'static>,
    /// The pairs of its characters.
    pub pairs: Pairs,
    /// Those of its point's title.
    pub title: Pairs,
}

impl Asked {
    /// How often it is asked for: the first rate, or else the first word like 定期.
    pub(super) fn frequency(&self) -> Option<&Frequency> {
        let all = &self.facets.frequencies;
        all.iter().find(|asked| matches!(asked.rate, Rate::PerYear(_))).or(all.first())
    }

    /// Whether a word of it is a marker of this kind.
    pub(super) fn has(&self, kind: MarkerKind) -> bool {
        self.marks.contains(&kind)
    }

    /// Parses every obligation of a notice of year `year`.
    pub(super) fn all(
        requirements: &Requirements,
        targets: &[Target],
        lexicon: &Lexicon,
        year: u16,
    ) -> Vec<Self> {
        let points = requirements.points.iter();
        let own = points.flat_map(|point| point.obligations.iter().map(|own| (own, point.title.as_str())));
        own.zip(targets)
            .map(|((obligation, title), target)| Self::of(obligation, title, target, lexicon, year))
            .collect()
    }

    fn of(obligation: &Obligation, title: &str, target: &Target, lexicon: &Lexicon, year: u16) -> Self {
        let text = &obligation.text;
        let facets = Facets::parse(text, year);
        let marks = lexicon.markers_in(text);
        Self {
            places: lexicon.places().find(text).into_iter().map(|(_, place)| place).collect(),
            labels: label::parse(text),
            lists: lists::of(text, target, &facets),
            prompt: marks.iter().find(|hit| hit.kind == MarkerKind::Prompt).map(|hit| hit.range.clone()),
            facets,
            marks: marks.into_iter().map(|hit| hit.kind).collect(),
            asks: Asks::of(text),
            words: memmem::Finder::new(text).into_owned(),
            pairs: Pairs::of(text),
            title: Pairs::of(title),
        }
    }
}

/// The year that a notice's title names.
pub(super) fn year(requirements: &Requirements) -> Option<u16> {
    deadline::years(&requirements.title).first().map(|(year, _)| *year)
}
