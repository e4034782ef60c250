//! A copyist forgets one name: that of the other plan's place, left in what both share.

use yaodian_text::Lexicon;
use yaodian_text::lexicon::{Place, PlaceLevel};

use super::prints::Prints;
use super::{Leftover, Passage};
use crate::document::Document;
use crate::plan::own_place;

/// Whose plan it is, and which other prefectures it names.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    home: Option<Place>,
    others: Vec<(Place, Leftover)>,
}

impl Names {
    pub(super) fn of(document: &Document, lexicon: &Lexicon) -> Self {
        let home = own_place(document, lexicon);
        let found = lexicon.places().find(document.text()).into_iter();
        let others = found.filter(|(_, place)| Some(*place) != home && place.level == PlaceLevel::Prefecture);
        let others = others
            .map(|(range, place)| {
                let name = document.text()[range.clone()].to_owned();
                let span = document.span(range);
                (place, Leftover { plan: 0, of: 0, name, start: span.start, end: span.end })
            })
            .collect();
        Self { home, others }
    }
}

/// Names of either plan's place that stand in the other one, inside what they share.
pub(super) fn leftovers(plans: &[Prints], pair: [usize; 2], passages: &[Passage]) -> Vec<Leftover> {
    let mut out = Vec::new();
    for side in [0, 1] {
        let (plan, of) = (pair[side], pair[1 - side]);
        let Some(theirs) = plans[of].names.home else { continue };
        let shared = |leftover: &Leftover| {
            let places = passages.iter().map(|passage| &passage.places[side]);
            places.into_iter().any(|place| place.start <= leftover.start && leftover.end <= place.end)
        };
        let named = plans[plan].names.others.iter().filter(|(place, _)| *place == theirs);
        out.extend(named.filter(|(_, leftover)| shared(leftover)).map(|(_, leftover)| Leftover {
            plan,
            of,
            ..leftover.clone()
        }));
    }
    out
}
