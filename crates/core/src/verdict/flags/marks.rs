//! Words of the window that do away with what is asked for, soften it, or do a part of it only.

use std::ops::Range;

use yaodian_text::WordClass;
use yaodian_text::lexicon::MarkerKind;

use super::super::negation;
use super::{Comparison, Outcome};
use crate::facet::{Flag, FlagKind, Mend};
use crate::matching::Window;
use crate::suggest::can_go;

impl Comparison<'_> {
    /// Words that do away with a commitment or soften it, unless the notice softens it as well.
    pub(super) fn marks(&self, window: &Window, outcome: &mut Outcome) {
        let mut add = |kind: FlagKind, range: &Range<usize>, what: &str| {
            if !outcome.flags.iter().any(|flag| flag.kind == kind) {
                let message = format!("计划写的是“{}”，{what}", self.plan.text(range.clone()));
                // A word of condition can simply go; whoever does nothing must write something else.
                let goes = kind == FlagKind::Hedged && can_go(self.plan.text(range.clone()));
                let mend = goes.then(|| Mend { range: range.clone(), text: String::new() });
                outcome.flags.push(Flag { kind, message, range: Some(range.clone()), mend });
            }
        };
        let own = &self.plan.clauses[window.clauses.clone()];
        let end = own.last().map_or(0, |clause| clause.range.end);
        let acts = own
            .iter()
            .flat_map(|clause| &self.plan.tokens[clause.tokens.clone()])
            .any(|token| token.class == WordClass::Action);
        for clause in &self.plan.clauses[self.reach(window)] {
            for mark in &clause.marks {
                let (kind, what) = match mark.kind {
                    MarkerKind::Negated | MarkerKind::NoChange => (FlagKind::Negated, "明确不做"),
                    MarkerKind::Postponed => (FlagKind::Postponed, "推迟、搁置"),
                    MarkerKind::Hedged => (FlagKind::Hedged, "附了条件或只作探索"),
                    MarkerKind::ReducedScope => (FlagKind::ReducedScope, "只在局部做"),
                    _ => continue,
                };
                // 鼓励… behind an answer is about something else, unless what stands before it only names the matter.
                let behind = clause.range.start >= end && kind == FlagKind::Hedged && acts;
                let tried = matches!(kind, FlagKind::Hedged | FlagKind::ReducedScope)
                    && negation::tries_as_asked(self.plan, clause, &self.asked.asks);
                let as_asked = tried
                    || negation::leaves_as_asked(
                        self.plan.text(mark.range.clone()),
                        mark.kind,
                        &self.asked.asks,
                    );
                if !behind && !as_asked && !self.asked.has(mark.kind) {
                    add(kind, &mark.range, what);
                }
            }
            if let Some(range) = negation::of(self.plan, clause, self.target, &self.asked.asks) {
                add(FlagKind::Negated, &range, "与要求相反");
            }
            if let Some(range) = negation::only(self.plan, clause, &self.asked.asks) {
                add(FlagKind::ReducedScope, &range, "范围缩小");
            }
        }
    }
}
