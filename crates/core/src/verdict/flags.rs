//! Comparing the facets of an obligation with those of the clauses that answer it.

use std::ops::Range;

use yaodian_text::lexicon::{Lexicon, MarkerKind, Place};

use crate::facet::frequency::Rate;
use crate::facet::{Facets, Flag, FlagKind, NamedKind, amount, list, names};
use crate::matching::{Table, Target, Window};
use crate::notice::Obligation;
use crate::plan::{Plan, Unit};

/// Titles that share less than this are other documents.
const SAME_DOCUMENT: f64 = 0.62;
/// Titles that share less than this have nothing to do with each other.
const RELATED_DOCUMENT: f64 = 0.3;
/// An item of a list counts as answered from this similarity on.
const ITEM: f32 = 0.42;

/// What a comparison needs to know.
pub(super) struct Comparison<'a> {
    pub plan: &'a Plan<'a>,
    pub lexicon: &'a Lexicon,
    pub obligation: &'a Obligation,
    pub asked: &'a Facets,
    pub target: &'a Target,
    pub table: &'a Table,
    /// Places that the notice itself names.
    pub notice_places: &'a [Place],
    pub notice_year: u16,
    pub counts_are_shared: bool,
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
}

impl Comparison<'_> {
    pub(super) fn compare(&self, window: &Window) -> Outcome {
        let clauses = &self.plan.clauses[window.clauses.clone()];
        let Some((first, last)) = clauses.first().zip(clauses.last()) else { return Outcome::default() };
        let range = first.range.start..last.range.end;
        let sentence = &self.plan.sentences[first.sentence];
        let unit = &self.plan.units[sentence.unit];
        let mut outcome = Outcome::default();
        let scope = Scope::new(self.plan, range.clone(), sentence.range.clone(), unit);
        self.frequency(&scope, &mut outcome);
        self.amounts(&scope, &mut outcome);
        self.deadline(&scope, &mut outcome);
        self.years(&scope, &mut outcome);
        self.documents(&scope, &mut outcome);
        self.places(&scope, &mut outcome);
        self.lists(window, &mut outcome);
        self.marks(window, &mut outcome);
        outcome
    }

    fn frequency(&self, scope: &Scope<'_>, outcome: &mut Outcome) {
        let Some(asked) = self.asked.frequencies.first() else { return };
        let asked_words = &self.obligation.text[asked.range.clone()];
        let found = scope.find(|facets| &facets.frequencies, |frequency| &frequency.range);
        let Some((at, own)) =
            found.iter().find(|(_, own)| !own.rate.is_less_than(asked.rate)).or(found.first())
        else {
            if matches!(asked.rate, Rate::PerYear(_)) {
                outcome.silent += 1;
            }
            return;
        };
        if own.rate.is_less_than(asked.rate) {
            let words = self.plan.text(at.clone());
            outcome.flags.push(Flag {
                kind: FlagKind::Frequency,
                message: format!("通知要求“{asked_words}”，计划为“{words}”，频次降低"),
                range: Some(at.clone()),
            });
        } else {
            outcome.met += 1;
        }
    }

    fn amounts(&self, scope: &Scope<'_>, outcome: &mut Outcome) {
        for asked in &self.asked.amounts {
            // A province's total is shared out among prefectures; only what binds everybody compares.
            if !asked.binds_everybody() {
                continue;
            }
            let _ = self.counts_are_shared;
            let found = scope.find(|facets| &facets.amounts, |amount| &amount.range);
            let same: Vec<_> = found.iter().filter(|(_, own)| comparable(asked, own)).collect();
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
                    range: Some(at.clone()),
                });
            } else {
                outcome.met += 1;
            }
        }
    }

    fn deadline(&self, scope: &Scope<'_>, outcome: &mut Outcome) {
        let Some(asked) = self.asked.deadlines.last() else { return };
        let found = scope.find(|facets| &facets.deadlines, |deadline| &deadline.range);
        // 全年 and 年底 in a cell of a table say when it ends at the latest; a date in the clause comes first.
        let Some((at, own)) = found.iter().find(|(_, own)| own.key() <= asked.key()).or(found.first()) else {
            outcome.silent += 1;
            return;
        };
        if own.year > asked.year || own.key() > asked.key() {
            let asked_words = &self.obligation.text[asked.range.clone()];
            let words = self.plan.text(at.clone());
            let kind = if own.year > asked.year { FlagKind::LaterYear } else { FlagKind::Deadline };
            let how = if own.year > asked.year { "推迟到以后年度" } else { "时限推后" };
            outcome.flags.push(Flag {
                kind,
                message: format!("通知要求“{asked_words}”，计划为“{words}”，{how}"),
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
            && self.asked.deadlines.iter().all(|asked| asked.year <= self.notice_year)
            && !outcome.flags.iter().any(|flag| flag.kind == FlagKind::LaterYear)
        {
            let words = self.plan.text(scope.at(&own.range));
            outcome.flags.push(Flag {
                kind: FlagKind::LaterYear,
                message: format!("计划安排在“{words}”，晚于通知的年度"),
                range: Some(scope.at(&own.range)),
            });
        }
        let Some((asked, asked_range)) = self.asked.years.first() else { return };
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
            range: Some(at),
        });
    }

    fn documents(&self, scope: &Scope<'_>, outcome: &mut Outcome) {
        for kind in [NamedKind::Document, NamedKind::Quoted] {
            let own: Vec<_> = scope.window.names.iter().filter(|name| name.kind == kind).collect();
            for asked in self.asked.names.iter().filter(|name| name.kind == kind) {
                let asked_title = self.without_place(&asked.text);
                let best = own
                    .iter()
                    .map(|name| (names::likeness(&asked_title, &self.without_place(&name.text)), name))
                    .max_by(|a, b| a.0.total_cmp(&b.0));
                let Some((likeness, name)) = best else {
                    outcome.silent += 1;
                    continue;
                };
                if likeness >= SAME_DOCUMENT || names::likeness(&asked.text, &name.text) >= SAME_DOCUMENT {
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
                        range: Some(scope.at(&name.range)),
                    });
                }
            }
        }
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
        let out = out.trim_start_matches(['省', '市', '州', '县', '区']);
        out.chars().filter(|character| !character.is_ascii_digit()).collect()
    }

    fn places(&self, scope: &Scope<'_>, outcome: &mut Outcome) {
        let Some(home) = self.plan.place else { return };
        for (range, place) in self.lexicon.places().find(scope.text) {
            let own = place == home || (place.province == home.province && place.prefecture == 0);
            let asked = self.notice_places.contains(&place);
            if !own && !asked {
                let at = scope.at(&range);
                outcome.flags.push(Flag {
                    kind: FlagKind::Place,
                    message: format!("计划中出现了别处的地名“{}”，疑似照抄未改", self.plan.text(at.clone())),
                    range: Some(at),
                });
                return;
            }
        }
    }

    fn lists(&self, window: &Window, outcome: &mut Outcome) {
        let text = &self.obligation.text;
        let mut missing = Vec::new();
        let mut total = 0;
        for enumeration in list::parse(text) {
            if enumeration.items.len() < 2 {
                continue;
            }
            for item in &enumeration.items {
                let Some(score) = self.item_score(text, item, window) else { continue };
                total += 1;
                if score < ITEM {
                    missing.push(text[item.clone()].to_owned());
                }
            }
        }
        if total < 2 || missing.is_empty() {
            outcome.met += usize::from(total >= 2);
            return;
        }
        outcome.list_missing = missing.len() as f64 / total as f64;
        if missing.len() < total {
            outcome.flags.push(Flag {
                kind: FlagKind::List,
                message: format!("通知列举的“{}”在计划中没有对应", missing.join("、")),
                range: None,
            });
        }
    }

    /// How well the words of a list item are answered; `None` for items without words of their own.
    fn item_score(&self, text: &str, item: &Range<usize>, window: &Window) -> Option<f32> {
        let mut total = 0.0;
        let mut found = 0.0;
        let mut at = 0;
        for (number, word) in self.target.words.iter().enumerate() {
            let start = text[at..].find(&word.text)? + at;
            at = start + word.text.len();
            if start >= item.start && at <= item.end {
                total += self.target.weights[number];
                found += self.target.weights[number] * self.table.best(number, window.clauses.clone());
            }
        }
        (total > 0.0).then_some(found / total)
    }

    /// Words that do away with a commitment or soften it, unless the notice softens it as well.
    fn marks(&self, window: &Window, outcome: &mut Outcome) {
        let asked = self.lexicon.markers().find(&self.obligation.text);
        for clause in &self.plan.clauses[window.clauses.clone()] {
            for mark in &clause.marks {
                let words = self.plan.text(mark.range.clone());
                let (kind, what) = match mark.kind {
                    MarkerKind::Negated | MarkerKind::NoChange => (FlagKind::Negated, "明确不做"),
                    MarkerKind::Postponed => (FlagKind::Postponed, "推迟、搁置"),
                    MarkerKind::Hedged => (FlagKind::Hedged, "附了条件或只作探索"),
                    MarkerKind::ReducedScope => (FlagKind::ReducedScope, "只在局部做"),
                    _ => continue,
                };
                if asked.iter().any(|hit| hit.kind == mark.kind)
                    || outcome.flags.iter().any(|flag| flag.kind == kind)
                {
                    continue;
                }
                outcome.flags.push(Flag {
                    kind,
                    message: format!("计划写的是“{words}”，{what}"),
                    range: Some(mark.range.clone()),
                });
            }
        }
    }
}

/// The same unit, or both shares of a whole.
fn comparable(asked: &amount::Amount, own: &amount::Amount) -> bool {
    let day = |unit: &str| matches!(unit, "日" | "天" | "个工作日" | "工作日");
    asked.unit == own.unit || (day(&asked.unit) && day(&own.unit))
}

/// The text that may hold the facets of an answer: the window, its sentence, the cells beside it.
struct Scope<'a> {
    text: &'a str,
    range: Range<usize>,
    window: Facets,
    others: Vec<(Range<usize>, Facets)>,
}

impl<'a> Scope<'a> {
    fn new(plan: &'a Plan<'_>, window: Range<usize>, sentence: Range<usize>, unit: &Unit) -> Self {
        let text = plan.text(window.clone());
        let outside = [sentence.start..window.start, window.end..sentence.end];
        let others = outside
            .into_iter()
            .chain(unit.qualifiers.iter().cloned())
            .filter(|range| range.start < range.end)
            .map(|range| (range.clone(), Facets::parse(plan.text(range), plan.year)))
            .collect();
        Self { text, window: Facets::parse(text, plan.year), range: window, others }
    }

    /// Where a range of the window stands in the plan.
    fn at(&self, range: &Range<usize>) -> Range<usize> {
        self.range.start + range.start..self.range.start + range.end
    }

    /// All facets of a kind with their places in the plan: those of the window first, if it has any.
    fn find<T: Clone>(
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
