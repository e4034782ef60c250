//! The facets of stretches of a plan, each stretch parsed once however many obligations are compared with it.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::facet::Facets;
use crate::plan::Plan;

/// The facets of a plan, as far as they were asked for.
#[derive(Debug)]
pub(super) struct Said<'a> {
    plan: &'a Plan<'a>,
    parsed: RefCell<FxHashMap<Range<usize>, Rc<Facets>>>,
}

impl<'a> Said<'a> {
    pub(super) fn new(plan: &'a Plan<'a>) -> Self {
        Self { plan, parsed: RefCell::default() }
    }

    /// The facets of a stretch; their ranges are bytes of it.
    pub(super) fn facets(&self, stretch: Range<usize>) -> Rc<Facets> {
        let mut parsed = self.parsed.borrow_mut();
        let parse = || Rc::new(Facets::parse(self.plan.text(stretch.clone()), self.plan.year));
        Rc::clone(parsed.entry(stretch.clone()).or_insert_with(parse))
    }
}
