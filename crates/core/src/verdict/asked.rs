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

/// Words that ask for something to be done whenever there is cause.
const PROMPT: [&str; 2] = ["及时", "第一时间"];

/// Words that ask for something to be done with other places: 与广东省结对, 赴省外.
const ELSEWHERE: [&str; 6] = ["省外", "外省", "跨省", "东西部协作", "对口支援", "对口帮扶"];
/// Words that ask for something down to the townships.
const TOWNSHIPS: [&str; 3] = ["县、乡", "县乡", "县、镇"];

/// Whether a text says 及时 or the like.
pub(super) fn is_prompt(text: &str) -> bool {
    PROMPT.iter().any(|word| text.contains(word))
}

/// An obligation as parsed; ranges are bytes of its text.
#[derive(Debug)]
pub(super) struct Asked {
    /// How often, how much, by when, by which documents.
    pub facets: Facets,
    /// The places that it names.
    pub places: Vec<Place>,
    /// Whether other places are what it asks for.
    pub elsewhere: bool,
    /// Whether it asks for something down to the townships.
    pub townships: bool,
    /// The numbers that name.
    pub labels: Vec<Label>,
    /// What it lists.
    pub lists: Vec<List>,
    /// Where it asks for promptness: 及时.
    pub prompt: Option<Range<usize>>,
    /// How far it asks for a commitment.
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
        let prompt = PROMPT.iter().find_map(|word| text.find(word).map(|at| at..at + word.len()));
        Self {
            places: lexicon.places().find(text).into_iter().map(|(_, place)| place).collect(),
            elsewhere: ELSEWHERE.iter().any(|word| text.contains(word)),
            townships: TOWNSHIPS.iter().any(|list| text.contains(list)),
            labels: label::parse(text),
            lists: lists::of(text, target, &facets),
            prompt,
            facets,
            marks: lexicon.markers_in(text).into_iter().map(|hit| hit.kind).collect(),
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
