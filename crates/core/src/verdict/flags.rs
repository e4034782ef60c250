//! Comparing the facets of an obligation with those of the clauses that answer it.

mod marks;
mod measures;
mod names;

use std::ops::Range;

use yaodian_text::lexicon::{Lexicon, MarkerKind};

use super::asked::Asked;
use super::said::Said;
use super::scope::Scope;
use super::{lists, stated};
use crate::facet::{Flag, FlagKind, Mend};
use crate::matching::{Table, Target, Window};
use crate::notice::Obligation;
use crate::plan::Plan;
use crate::report::FacetReport;
use crate::suggest::Transposer;

/// What a comparison needs to know.
pub(super) struct Comparison<'a> {
    pub plan: &'a Plan<'a>,
    pub lexicon: &'a Lexicon,
    pub obligation: &'a Obligation,
    pub said: &'a Said<'a>,
    pub asked: &'a Asked,
    pub target: &'a Target,
    pub table: &'a Table,
    /// Clauses that answer obligations: others, beside the window.
    pub claimed: &'a [bool],
    pub notice_year: u16,
    /// Moves wording to the plan's level, where the plan says whose it is.
    pub transposer: Option<&'a Transposer<'a>>,
}

/// The flags of a window, and how many facets of the obligation it answers well.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub flags: Vec<Flag>,
    /// Facets of the obligation that the window meets.
    pub met: usize,
    /// Facets of the obligation on which the window is silent.
    pub silent: usize,
    /// Share of list items that are missing, 0 without a list.
    pub list_missing: f64,
    /// How often, how much, by when: both sides in words.
    pub facets: Vec<FacetReport>,
}

impl Comparison<'_> {
    pub(super) fn compare(&self, window: &Window) -> Outcome {
        let clauses = &self.plan.clauses[window.clauses.clone()];
        let Some((first, last)) = clauses.first().zip(clauses.last()) else { return Outcome::default() };
        let range = first.range.start..last.range.end;
        let sentence = &self.plan.sentences[first.sentence];
        let unit = &self.plan.units[sentence.unit];
        let mut outcome = Outcome::default();
        let scope = Scope::new(self.plan, self.said, range, sentence.range.clone(), unit);
        self.frequency(window, &scope, &mut outcome);
        self.amounts(&scope, &mut outcome);
        self.deadline(&scope, &mut outcome);
        self.years(&scope, &mut outcome);
        self.documents(&scope, &mut outcome);
        self.places(&scope, &mut outcome);
        self.labels(&scope, &mut outcome);
        self.lists(window, &scope, &mut outcome);
        self.levels(window, &mut outcome);
        self.marks(window, &mut outcome);
        outcome.facets = stated::of(self, &scope, &outcome.flags);
        outcome
    }

    /// Parts of lists that neither the window nor the rest of its sentences has anything of.
    fn lists(&self, window: &Window, scope: &Scope<'_>, outcome: &mut Outcome) {
        if self.asked.lists.is_empty() {
            return;
        }
        let sentence = |clause: usize| &self.plan.sentences[self.plan.clauses[clause].sentence];
        let clauses =
            sentence(window.clauses.start).clauses.start..sentence(window.clauses.end - 1).clauses.end;
        let text = self.plan.text(self.plan.stretch(clauses.clone()));
        let mut missing: Vec<&str> = Vec::new();
        for list in &self.asked.lists {
            let gone = list.missing(self.target, self.table, clauses.clone(), text);
            // As many parts in other words: nothing is left out.
            if gone.is_empty() || lists::joints(scope.text) + 1 >= list.items.len() {
                outcome.met += 1;
            } else {
                outcome.list_missing = outcome.list_missing.max(gone.len() as f64 / list.items.len() as f64);
                if gone.len() < list.items.len() {
                    missing.extend(gone);
                }
            }
        }
        if !missing.is_empty() {
            outcome.flags.push(Flag {
                kind: FlagKind::List,
                message: format!("通知列举的“{}”在计划中没有对应", missing.join("、")),
                mend: None,
                range: None,
            });
        }
    }

    /// 省、市、县、乡四级 and 市、县两级: a level below that the plan leaves out.
    fn levels(&self, window: &Window, outcome: &mut Outcome) {
        if !self.asked.has(MarkerKind::ToTownships) || self.marked(window, MarkerKind::Townships).is_some() {
            return;
        }
        if let Some(at) = self.marked(window, MarkerKind::TwoLevels) {
            outcome.flags.push(Flag {
                kind: FlagKind::List,
                message: format!("通知要求到乡（镇、街道）一级，计划只到“{}”", self.plan.text(at.clone())),
                mend: None,
                range: Some(at.clone()),
            });
        }
    }

    /// The window with those neighbours in its sentence that answer nothing else: what they say belongs to it.
    fn reach(&self, window: &Window) -> Range<usize> {
        let sentence = &self.plan.sentences[self.plan.clauses[window.clauses.start].sentence];
        let free = |clause: &usize| !self.claimed[*clause];
        let before = (sentence.clauses.start..window.clauses.start).rev().take_while(free).take(2).count();
        let after = (window.clauses.end..sentence.clauses.end).take_while(free).take(3).count();
        window.clauses.start - before..window.clauses.end + after
    }

    /// Where the window first has a marker of a kind.
    fn marked(&self, window: &Window, kind: MarkerKind) -> Option<&Range<usize>> {
        let mut marks = self.plan.clauses[window.clauses.clone()].iter().flat_map(|clause| &clause.marks);
        marks.find(|mark| mark.kind == kind).map(|mark| &mark.range)
    }
}

/// What puts a flag right: the words at `range` exchanged for `text`.
fn mend(range: &Range<usize>, text: &str) -> Mend {
    Mend { range: range.clone(), text: text.to_owned() }
}

#[cfg(test)]
mod tests {
    use yaodian_text::Segmenter;
    use yaodian_text::lexicon::read_entries;

    use crate::verdict::trial::{reasons, reasons_by};

    fn says(asked: &str, answer: &str, words: &str) -> bool {
        reasons(asked, answer).iter().any(|reason| reason.contains(words))
    }

    #[test]
    fn what_is_to_be_done_promptly_is_not_done_once_a_year() {
        assert!(says("及时公布检查结果", "检查结果每年公布一次", "频次降低"));
        assert!(!says("及时公布检查结果", "检查结果及时公布，每年汇总一次", "频次降低"));
    }

    #[test]
    fn a_list_of_levels_may_not_end_above_the_townships() {
        let asked = "健全省、市、县、乡四级食品安全责任体系";
        assert!(says(asked, "健全市、县两级食品安全责任体系", "计划只到“市、县”"));
        assert!(!says(asked, "健全市、县、乡三级食品安全责任体系", "计划只到"));
        assert!(!says("健全食品安全责任体系", "健全市、县两级食品安全责任体系", "计划只到"));
    }

    #[test]
    fn other_places_belong_to_what_is_done_with_them() {
        let answer = "组织食品企业赴广州市开展产销对接活动";
        assert!(says("组织食品企业开展产销对接活动", answer, "别处的地名"));
        assert!(!says("组织食品企业赴省外开展产销对接活动", answer, "别处的地名"));
    }

    #[test]
    fn a_user_s_markers_count_like_the_program_s() {
        let own = "[[marker]]\nkind = \"prompt\"\nnote = \"随叫随到\"\nterms = [\"随叫随到\"]\n";
        let own = read_entries(own).expect("a lexicon file");
        let segmenter = Segmenter::with(&own).expect("a lexicon");
        let less = |segmenter: &Segmenter<'_>| {
            let reasons = reasons_by(segmenter, "公布检查结果随叫随到", "检查结果每年公布一次");
            reasons.iter().any(|reason| reason.contains("频次降低"))
        };
        assert!(less(segmenter) && !less(Segmenter::builtin()));
    }
}
