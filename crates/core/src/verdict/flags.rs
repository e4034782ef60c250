//! Comparing the facets of an obligation with those of the clauses that answer it.

use std::ops::Range;

use yaodian_text::WordClass;
use yaodian_text::lexicon::{Lexicon, MarkerKind, PlaceLevel};

use crate::facet::frequency::Rate;
use crate::facet::{Flag, FlagKind, Frequency, Mend, NamedKind, frequency, label, names};
use crate::matching::{Table, Target, Window};
use crate::notice::Obligation;
use crate::plan::Plan;
use crate::report::FacetReport;
use crate::suggest::{Transposer, can_go};
use crate::wording::Wording;

use super::asked::Asked;
use super::said::Said;
use super::scope::Scope;
use super::{lists, negation, stated};

/// Titles that share less than this are other documents.
const SAME_DOCUMENT: f64 = 0.62;
/// Titles that share less than this have nothing to do with each other.
const RELATED_DOCUMENT: f64 = 0.3;

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

    fn frequency(&self, window: &Window, scope: &Scope<'_>, outcome: &mut Outcome) {
        let asked = &self.asked.facets.frequencies;
        let found = || scope.find(|facets| &facets.frequencies, |frequency| &frequency.range);
        let Some(first) = self.asked.frequency() else {
            let prompt = self.asked.prompt.as_ref();
            if let Some(prompt) = prompt.filter(|_| self.marked(window, MarkerKind::Prompt).is_none()) {
                self.promptness(window, prompt, &found(), outcome);
            }
            return;
        };
        let found = found();
        let rated = matches!(first.rate, Rate::PerYear(_));
        if found.is_empty() {
            match self.once(window).filter(|_| Rate::PerYear(1.0).is_less_than(first.rate)) {
                Some(at) => outcome.flags.push(self.less_often(&first.range, at, None)),
                None => outcome.silent += usize::from(rated),
            }
            return;
        }
        // As many on both sides: they correspond in order. Otherwise one that meets the first rate is enough.
        let less = if asked.len() == found.len() {
            asked.iter().zip(&found).find(|(asked, (_, own))| own.rate.is_less_than(asked.rate))
        } else if found.iter().all(|(_, own)| own.rate.is_less_than(first.rate)) {
            // A rate decides before a word like 常态化.
            let rate =
                found.iter().find(|(_, own)| matches!(own.rate, Rate::PerYear(_))).unwrap_or(&found[0]);
            Some((first, rate))
        } else {
            None
        };
        let Some((asked, (at, own))) = less else {
            outcome.met += 1;
            return;
        };
        let mend = asked.period.clone().zip(own.period.clone()).map(|(asked, period)| Mend {
            range: at.start + period.start - own.range.start..at.start + period.end - own.range.start,
            text: self.obligation.text[asked].to_owned(),
        });
        outcome.flags.push(self.less_often(&asked.range, at.clone(), mend));
    }

    fn less_often(&self, asked: &Range<usize>, at: Range<usize>, mend: Option<Mend>) -> Flag {
        let (asked, words) = (&self.obligation.text[asked.clone()], self.plan.text(at.clone()));
        Flag {
            kind: FlagKind::Frequency,
            message: format!("通知要求“{asked}”，计划为“{words}”，频次降低"),
            mend,
            range: Some(at),
        }
    }

    /// Where the window, or what belongs to it, says that something is done once.
    fn once(&self, window: &Window) -> Option<Range<usize>> {
        let stretch = self.plan.stretch(self.reach(window));
        let once = frequency::once(self.plan.text(stretch.clone()))?;
        Some(stretch.start + once.start..stretch.start + once.end)
    }

    /// 及时 is not once or twice a year.
    fn promptness(
        &self,
        window: &Window,
        asked: &Range<usize>,
        found: &[(Range<usize>, Frequency)],
        outcome: &mut Outcome,
    ) {
        let seldom =
            |(_, own): &&(Range<usize>, Frequency)| matches!(own.rate, Rate::PerYear(rate) if rate < 2.5);
        let at = match found {
            [] => self.once(window),
            found => found.iter().all(|own| seldom(&own)).then(|| found[0].0.clone()),
        };
        if let Some(at) = at {
            outcome.flags.push(self.less_often(asked, at, None));
        }
    }

    /// Numbers that are part of a name: 十大行动, “12350”.
    fn labels(&self, scope: &Scope<'_>, outcome: &mut Outcome) {
        if self.asked.labels.is_empty() {
            return;
        }
        let own = label::parse(scope.text);
        for asked in &self.asked.labels {
            let mut same = own.iter().filter(|own| own.kind == asked.kind).peekable();
            let Some(first) = same.peek().map(|own| scope.at(&own.range)) else { continue };
            if same.any(|own| own.value == asked.value) {
                outcome.met += 1;
            } else {
                outcome.flags.push(Flag {
                    kind: FlagKind::Document,
                    message: format!(
                        "通知是“{}”，计划写成“{}”，数字不符",
                        &self.obligation.text[asked.range.clone()],
                        self.plan.text(first.clone())
                    ),
                    mend: mend(&first, &self.obligation.text[asked.range.clone()]),
                    range: Some(first),
                });
            }
        }
    }

    fn amounts(&self, scope: &Scope<'_>, outcome: &mut Outcome) {
        for asked in &self.asked.facets.amounts {
            // A province's total is shared out among prefectures; only what binds everybody compares.
            if !asked.binds_everybody() {
                continue;
            }
            let found = scope.find(|facets| &facets.amounts, |amount| &amount.range);
            let same: Vec<_> = found.iter().filter(|(_, own)| own.compares_with(asked)).collect();
            let Some((at, own)) = same
                .iter()
                .find(|(_, own)| !own.falls_short_of(asked))
                .or(same.first())
                .map(|found| (&found.0, &found.1))
            else {
                outcome.silent += 1;
                continue;
            };
            if own.falls_short_of(asked) {
                let asked_words = &self.obligation.text[asked.range.clone()];
                let words = self.plan.text(at.clone());
                outcome.flags.push(Flag {
                    kind: FlagKind::Quantity,
                    message: format!("通知要求“{asked_words}”，计划为“{words}”，标准降低"),
                    mend: mend(at, asked_words),
                    range: Some(at.clone()),
                });
            } else {
                outcome.met += 1;
            }
        }
    }

    fn deadline(&self, scope: &Scope<'_>, outcome: &mut Outcome) {
        let Some(asked) = self.asked.facets.deadlines.last() else { return };
        let found = scope.find(|facets| &facets.deadlines, |deadline| &deadline.range);
        // 全年 and 年底 in a cell of a table say when it ends at the latest; a date in the clause comes first.
        let Some((at, own)) = found.iter().find(|(_, own)| !own.is_after(asked)).or(found.first()) else {
            outcome.silent += 1;
            return;
        };
        if own.is_after(asked) {
            let asked_words = &self.obligation.text[asked.range.clone()];
            let words = self.plan.text(at.clone());
            let kind = if own.year > asked.year { FlagKind::LaterYear } else { FlagKind::Deadline };
            let how = if own.year > asked.year { "推迟到以后年度" } else { "时限推后" };
            outcome.flags.push(Flag {
                kind,
                message: format!("通知要求“{asked_words}”，计划为“{words}”，{how}"),
                mend: mend(at, asked_words),
                range: Some(at.clone()),
            });
        } else {
            outcome.met += 1;
        }
    }

    /// A year that the obligation does not name, where it names another.
    fn years(&self, scope: &Scope<'_>, outcome: &mut Outcome) {
        let later = scope.window.deadlines.iter().find(|own| self.plan.year > 0 && own.year > self.plan.year);
        if let Some(own) = later
            && self.asked.facets.deadlines.iter().all(|asked| asked.year <= self.notice_year)
            && !outcome.flags.iter().any(|flag| flag.kind == FlagKind::LaterYear)
        {
            let words = self.plan.text(scope.at(&own.range));
            outcome.flags.push(Flag {
                kind: FlagKind::LaterYear,
                message: format!("计划安排在“{words}”，晚于通知的年度"),
                mend: None,
                range: Some(scope.at(&own.range)),
            });
        }
        let Some((asked, asked_range)) = self.asked.facets.years.first() else { return };
        if scope.window.years.is_empty() || scope.window.years.iter().any(|(year, _)| year == asked) {
            return;
        }
        let (_, own) = &scope.window.years[0];
        let at = scope.at(own);
        outcome.flags.push(Flag {
            kind: FlagKind::Year,
            message: format!(
                "通知是“{}”，计划写成“{}”",
                &self.obligation.text[asked_range.clone()],
                self.plan.text(at.clone())
            ),
            mend: mend(&at, &self.obligation.text[asked_range.clone()]),
            range: Some(at),
        });
    }

    fn documents(&self, scope: &Scope<'_>, outcome: &mut Outcome) {
        for kind in [NamedKind::Document, NamedKind::Quoted] {
            let own: Vec<_> = scope.window.names.iter().filter(|name| name.kind == kind).collect();
            for (number, asked) in self.asked.facets.names.iter().filter(|name| name.kind == kind).enumerate()
            {
                // “三支一扶” may stand without its quotes.
                if kind == NamedKind::Quoted && scope.text.contains(asked.text.as_str()) {
                    outcome.met += 1;
                    continue;
                }
                let asked_title = self.without_place(&asked.text);
                let best = own
                    .iter()
                    .map(|name| (names::likeness(&asked_title, &self.without_place(&name.text)), name))
                    .max_by(|a, b| a.0.total_cmp(&b.0));
                let Some((likeness, name)) = best else {
                    outcome.silent += 1;
                    continue;
                };
                // “双随机” is what offices call “双随机、一公开”.
                let short = kind == NamedKind::Quoted && asked.text.starts_with(name.text.as_str());
                if short
                    || likeness >= SAME_DOCUMENT
                    || names::likeness(&asked.text, &name.text) >= SAME_DOCUMENT
                {
                    outcome.met += 1;
                } else if likeness >= RELATED_DOCUMENT {
                    let (left, right) =
                        if kind == NamedKind::Document { ("《", "》") } else { ("“", "”") };
                    outcome.flags.push(Flag {
                        kind: FlagKind::Document,
                        message: format!(
                            "通知是{left}{}{right}，计划写成{left}{}{right}，名称不符",
                            asked.text, name.text
                        ),
                        mend: mend(
                            &scope.at(&name.range),
                            &self.name_at_home(kind, number).unwrap_or_else(|| asked.text.clone()),
                        ),
                        range: Some(scope.at(&name.range)),
                    });
                }
            }
        }
    }

    /// The obligation's `number`-th name of a kind at the plan's own level.
    fn name_at_home(&self, kind: NamedKind, number: usize) -> Option<String> {
        let moved = self.transposer?.apply(&self.obligation.text);
        names::parse(&moved).into_iter().filter(|name| name.kind == kind).nth(number).map(|name| name.text)
    }

    /// 甘肃省食品安全…办法 → 食品安全…办法; the level and the year go as well.
    fn without_place(&self, title: &str) -> String {
        let mut out = String::new();
        let mut at = 0;
        for (range, _) in self.lexicon.places().find(title) {
            out.push_str(&title[at..range.start]);
            at = range.end;
        }
        out.push_str(&title[at..]);
        let out = Wording::builtin().without_level(&out);
        out.chars().filter(|character| !character.is_ascii_digit()).collect()
    }

    fn places(&self, scope: &Scope<'_>, outcome: &mut Outcome) {
        let Some(home) = self.plan.place else { return };
        if self.asked.has(MarkerKind::Elsewhere) {
            return;
        }
        for (range, place) in self.lexicon.places().find(scope.text) {
            let asked = self.asked.places.iter().any(|asked| {
                let partner = asked.level == PlaceLevel::Province && asked.province != home.province;
                *asked == place || (partner && asked.province == place.province)
            });
            if !self.plan.is_at_home(place) && !asked {
                let at = scope.at(&range);
                outcome.flags.push(Flag {
                    kind: FlagKind::Place,
                    message: format!("计划中出现了别处的地名“{}”，疑似照抄未改", self.plan.text(at.clone())),
                    mend: self.transposer.and_then(|it| mend(&at, it.place_like(self.plan.text(at.clone())))),
                    range: Some(at),
                });
                return;
            }
        }
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

    /// The window with those neighbours in its sentence that answer nothing else: what they say belongs to it.
    fn reach(&self, window: &Window) -> Range<usize> {
        let sentence = &self.plan.sentences[self.plan.clauses[window.clauses.start].sentence];
        let free = |clause: &usize| !self.claimed[*clause];
        let before = (sentence.clauses.start..window.clauses.start).rev().take_while(free).take(2).count();
        let after = (window.clauses.end..sentence.clauses.end).take_while(free).take(3).count();
        window.clauses.start - before..window.clauses.end + after
    }

    /// Words that do away with a commitment or soften it, unless the notice softens it as well.
    fn marks(&self, window: &Window, outcome: &mut Outcome) {
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

    /// Where the window first has a marker of a kind.
    fn marked(&self, window: &Window, kind: MarkerKind) -> Option<&Range<usize>> {
        let mut marks = self.plan.clauses[window.clauses.clone()].iter().flat_map(|clause| &clause.marks);
        marks.find(|mark| mark.kind == kind).map(|mark| &mark.range)
    }
}

#[allow(clippy::unnecessary_wraps)] // what a flag holds
fn mend(range: &Range<usize>, text: &str) -> Option<Mend> {
    Some(Mend { range: range.clone(), text: text.to_owned() })
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
