//! Reading a plan: sentences, clauses with their modality, the headings above them, the rows they stand in.

mod modality;
mod structure;

use std::ops::Range;

use yaodian_text::lexicon::{Place, PlaceLevel, SectorHit};
use yaodian_text::sentences::{clauses, sentences};
use yaodian_text::{Lexicon, Segmenter, Token};

use crate::document::Document;
use crate::facet::deadline;
use crate::wording::Wording;

pub use modality::{MarkHit, Modality};
pub use structure::Unit;

/// So many paragraphs make up the head of a document.
const HEAD: usize = 8;
/// A line of a title or a signature has at most this many characters.
const TITLE_LINE: usize = 50;

/// A plan as understood. Ranges are bytes of the document's normalised text.
#[derive(Debug)]
pub struct Plan<'a> {
    /// What it was read from.
    pub document: &'a Document,
    /// Its title.
    pub title: String,
    /// The prefecture whose plan it is, if it says so.
    pub place: Option<Place>,
    /// The year it plans for; 0 if it names none.
    pub year: u16,
    /// Paragraphs with what belongs to them.
    pub units: Vec<Unit>,
    /// Sentences, in order.
    pub sentences: Vec<Sentence>,
    /// Clauses, in order.
    pub clauses: Vec<Clause>,
    /// All words.
    pub tokens: Vec<Token>,
    /// Words that tell a sector of government work, in order.
    pub sectors: Vec<SectorHit>,
}

/// A sentence of a plan.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// Where it stands.
    pub range: Range<usize>,
    /// Its clauses: indices into [`Plan::clauses`].
    pub clauses: Range<usize>,
    /// The unit it belongs to: index into [`Plan::units`].
    pub unit: usize,
}

/// A commitment-sized piece of a plan.
#[derive(Debug, Clone)]
pub struct Clause {
    /// Where it stands.
    pub range: Range<usize>,
    /// Index of its sentence.
    pub sentence: usize,
    /// Its words: indices into [`Plan::tokens`].
    pub tokens: Range<usize>,
    /// How far it commits anybody.
    pub modality: Modality,
    /// Words that soften it or do away with it, with their places.
    pub marks: Vec<MarkHit>,
}

impl<'a> Plan<'a> {
    /// Reads a plan.
    #[must_use]
    pub fn read(document: &'a Document, segmenter: &Segmenter<'_>) -> Self {
        let text = document.text();
        let title = title(document);
        let year = year(document, &title);
        let place = own_place(document, segmenter.lexicon());
        let tokens = segmenter.tokens(text);
        let units = structure::units(document);
        let mut plan = Self {
            document,
            title,
            place,
            year,
            units: Vec::new(),
            sentences: Vec::new(),
            clauses: Vec::new(),
            sectors: segmenter.lexicon().sectors_in(text, &tokens),
            tokens,
        };
        for (index, unit) in units.iter().enumerate() {
            for part in &unit.parts {
                plan.read_part(text, part.clone(), index);
            }
        }
        plan.units = units;
        modality::assign(&mut plan, segmenter.lexicon());
        plan
    }

    /// Whether a clause stands in a heading: one of its own, or the title sentence that a paragraph opens with.
    #[must_use]
    pub fn is_title(&self, clause: &Clause) -> bool {
        let unit = &self.units[self.sentences[clause.sentence].unit];
        let inside =
            |above: &Range<usize>| above.start <= clause.range.start && clause.range.end <= above.end;
        unit.is_heading || unit.headings.iter().any(inside)
    }

    /// Whether every clause of a stretch commits somebody.
    #[must_use]
    pub fn commits(&self, clauses: Range<usize>) -> bool {
        self.clauses[clauses].iter().all(|clause| clause.modality == Modality::Commitment)
    }

    fn read_part(&mut self, text: &str, part: Range<usize>, unit: usize) {
        for sentence in sentences(&text[part.clone()]) {
            let range = part.start + sentence.start..part.start + sentence.end;
            let first = self.clauses.len();
            for clause in clauses(text, range.clone()) {
                let from = self.tokens.partition_point(|token| token.range.end <= clause.start);
                let to = self.tokens.partition_point(|token| token.range.start < clause.end);
                self.clauses.push(Clause {
                    range: clause,
                    sentence: self.sentences.len(),
                    tokens: from..to,
                    modality: Modality::Commitment,
                    marks: Vec::new(),
                });
            }
            if self.clauses.len() > first {
                self.sentences.push(Sentence { range, clauses: first..self.clauses.len(), unit });
            }
        }
    }

    /// Whether it is a province's: then nobody but the state stands above it.
    #[must_use]
    pub fn is_province_s(&self) -> bool {
        self.place.is_some_and(|place| place.level == PlaceLevel::Province)
    }

    /// Whether a place is the plan's own prefecture or its province; `false` if the plan does not say whose it is.
    #[must_use]
    pub fn is_at_home(&self, place: Place) -> bool {
        self.place
            .is_some_and(|home| place == home || (place.province == home.province && place.prefecture == 0))
    }

    /// From the first of some neighbouring clauses to the end of the last; empty for none.
    #[must_use]
    pub fn stretch(&self, clauses: Range<usize>) -> Range<usize> {
        let clauses = &self.clauses[clauses];
        match (clauses.first(), clauses.last()) {
            (Some(first), Some(last)) => first.range.start..last.range.end,
            _ => 0..0,
        }
    }

    /// Words that tell a sector, of those that begin in a range.
    #[must_use]
    pub fn sectors_in(&self, range: Range<usize>) -> &[SectorHit] {
        let before = |end: usize| self.sectors.partition_point(|hit| hit.range.start < end);
        &self.sectors[before(range.start)..before(range.end)]
    }

    /// The text of a range.
    #[must_use]
    pub fn text(&self, range: Range<usize>) -> &str {
        &self.document.text()[range]
    }
}

fn title(document: &Document) -> String {
    let lines = document.paragraphs.iter().take(8).map(|range| &document.text()[range.clone()]);
    let named = lines.clone().find_map(|line| {
        let title = line.split_once('《')?.1.split_once('》')?.0;
        (line.contains("关于印发") || line.contains("印发")).then(|| title.to_owned())
    });
    let is_title = |line: &&str| line.chars().count() <= 50 && Wording::builtin().is_title(line);
    let first = document.paragraphs.first().map(|range| document.text()[range.clone()].to_owned());
    named.or_else(|| lines.clone().find(is_title).map(str::to_owned)).or(first).unwrap_or_default()
}

/// The year of the title, else the one named most often.
fn year(document: &Document, title: &str) -> u16 {
    if let Some((year, _)) = deadline::years(title).first() {
        return *year;
    }
    let mut counts: Vec<(u16, usize)> = Vec::new();
    for (year, _) in deadline::years(document.text()) {
        match counts.iter_mut().find(|(known, _)| *known == year) {
            Some((_, count)) => *count += 1,
            None => counts.push((year, 1)),
        }
    }
    counts.into_iter().max_by_key(|(year, count)| (*count, *year)).map_or(0, |(year, _)| year)
}

/// The place whose plan it is: the one named most in the short lines of the head (title, issuer), the first of equals;
/// addressees and running text come after these.
pub(crate) fn own_place(document: &Document, lexicon: &Lexicon) -> Option<Place> {
    let places = lexicon.places();
    let head: Vec<&str> =
        document.paragraphs.iter().take(HEAD).map(|range| &document.text()[range.clone()]).collect();
    let is_title = |line: &&&str| line.chars().count() <= TITLE_LINE && !line.ends_with('：');
    let of = |lines: Vec<&str>| -> Vec<Place> {
        lines.into_iter().flat_map(|line| places.find(line)).map(|(_, place)| place).collect()
    };
    let titles = of(head.iter().filter(is_title).copied().collect());
    let named = if titles.is_empty() { of(head) } else { titles };
    let most = named.iter().map(|place| named.iter().filter(|other| *other == place).count()).max()?;
    named.iter().find(|place| named.iter().filter(|other| other == place).count() == most).copied()
}
