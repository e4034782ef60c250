//! Where the facets of an answer are looked for: the window first, then its sentence, then the cells beside it.

use std::ops::Range;
use std::rc::Rc;

use super::said::Said;
use crate::facet::Facets;
use crate::plan::{Plan, Unit};

/// The text that may hold the facets of an answer: the window, its sentence, the cells beside it.
pub(super) struct Scope<'a> {
    pub text: &'a str,
    range: Range<usize>,
    pub window: Rc<Facets>,
    others: Vec<(Range<usize>, Rc<Facets>)>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(
        plan: &'a Plan<'_>,
        said: &Said<'_>,
        window: Range<usize>,
        sentence: Range<usize>,
        unit: &Unit,
    ) -> Self {
        let text = plan.text(window.clone());
        let outside = [sentence.start..window.start, window.end..sentence.end];
        let others = outside
            .into_iter()
            .chain(unit.qualifiers.iter().cloned())
            .filter(|range| range.start < range.end)
            .map(|range| (range.clone(), said.facets(range)))
            .collect();
        Self { text, window: said.facets(window.clone()), range: window, others }
    }

    /// Where a range of the window stands in the plan.
    pub(super) fn at(&self, range: &Range<usize>) -> Range<usize> {
        self.range.start + range.start..self.range.start + range.end
    }

    /// All facets of a kind with their places in the plan: those of the window first, if it has any.
    pub(super) fn find<T: Clone>(
        &self,
        pick: impl Fn(&Facets) -> &Vec<T>,
        range: impl Fn(&T) -> &Range<usize>,
    ) -> Vec<(Range<usize>, T)> {
        let own: Vec<_> =
            pick(&self.window).iter().map(|facet| (self.at(range(facet)), facet.clone())).collect();
        if !own.is_empty() {
            return own;
        }
        self.others
            .iter()
            .flat_map(|(base, facets)| {
                pick(facets).iter().map(|facet| {
                    (base.start + range(facet).start..base.start + range(facet).end, facet.clone())
                })
            })
            .collect()
    }
}
