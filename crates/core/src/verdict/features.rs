//! What the model sees of an obligation and the window that is judged: named numbers, each with a meaning.

mod names;

use std::ops::Range;

pub(super) use names::place;
pub use names::{Features, NAMES, number};

use crate::facet::FlagKind;
use crate::matching::window;
use crate::matching::{Matching, Target, Window, exact_share};
use crate::notice::{Obligation, Reach};
use crate::plan::{Modality, Plan};

use super::asked::Asked;
use super::flags::Outcome;

/// What else is known when the features are made.
pub(super) struct Context<'a> {
    pub plan: &'a Plan<'a>,
    pub matching: &'a Matching,
    pub obligations: &'a [&'a Obligation],
    /// The obligation as parsed.
    pub asked: &'a Asked,
    /// The obligations of its point, by their places.
    pub point: Range<usize>,
    /// The place of the obligation in the list of obligations.
    pub number: usize,
    pub outcome: &'a Outcome,
}

impl Context<'_> {
    pub(super) fn features(&self, window: Option<&Window>) -> Features {
        let mut out = [0.0; NAMES.len()];
        let mut set = |feature: usize, value: f64| out[feature] = value;
        set(const { place("foreign") }, f64::from(self.matching.foreign));
        set(const { place("direct") }, f64::from(self.obligations[self.number].reach == Reach::Direct));
        let Some(window) = window else { return out };
        let score = f64::from(window.raw);
        set(const { place("score") }, score);
        set(const { place("score-squared") }, score * score);
        set(const { place("score-low") }, (0.45 - score).max(0.0));
        set(const { place("precision") }, f64::from(window.precision));
        let target = &self.matching.targets[self.number];
        let exact = exact_share(target, &self.matching.tables[self.number], window);
        set(const { place("exact-share") }, f64::from(exact));
        set(const { place("copied") }, f64::from(self.matching.copied));
        set(const { place("copied-x-inexact") }, f64::from(self.matching.copied * (1.0 - exact)));
        self.contest(window, &mut set);
        self.around(window, &mut set);
        self.words(window, &mut set);
        self.rivals(window, &mut set);
        self.company(&mut set);
        self.standing(window, &mut set);
        self.sectors(window, &mut set);
        self.facets(score, &mut set);
        out
    }

    /// How the obligation stands out among the others that the window might answer.
    fn contest(&self, window: &Window, set: &mut impl FnMut(usize, f64)) {
        let standing = self.matching.contest.standing(self.number, window.clauses.clone());
        set(const { place("among-obligations") }, f64::from(standing.among_obligations));
        set(const { place("above-obligations") }, f64::from(standing.above_obligations.min(12.0)));
    }

    /// How the window that is judged stands to the answers of its point's other obligations.
    fn company(&self, set: &mut impl FnMut(usize, f64)) {
        let company = &self.matching.company[self.number];
        set(const { place("unanswered") }, f64::from(company.unanswered));
        let Some(own) = company.windows.first() else { return };
        set(const { place("probable") }, f64::from(own.probability));
        set(const { place("company") }, f64::from(own.place));
        let places = company.windows.iter().map(|other| other.place);
        set(const { place("best-company") }, f64::from(places.fold(own.place, f32::max)));
        let likeliest = company.best().map(|place| &self.matching.candidates[self.number].windows[place]);
        set(const { place("probable-score") }, likeliest.map_or(0.0, |window| f64::from(window.score)));
    }

    /// What stands around the window: its sentence and unit, the answers to the obligation's neighbours, the headings.
    fn around(&self, window: &Window, set: &mut impl FnMut(usize, f64)) {
        let target = &self.matching.targets[self.number];
        let table = &self.matching.tables[self.number];
        let own = window::recall(target, table, window.clauses.clone());
        let sentence = &self.plan.sentences[self.plan.clauses[window.clauses.start].sentence];
        set(
            const { place("sentence-recall") },
            f64::from(window::recall(target, table, sentence.clauses.clone()) - own),
        );
        let unit = sentence.unit;
        let first = self.plan.sentences.partition_point(|sentence| sentence.unit < unit);
        let last = self.plan.sentences.partition_point(|sentence| sentence.unit <= unit);
        let clauses = self.plan.sentences[first].clauses.start..self.plan.sentences[last - 1].clauses.end;
        set(const { place("unit-recall") }, f64::from(window::recall(target, table, clauses) - own));
        set(
            const { place("context-gain") },
            f64::from((window.raw - window::PURE * window.precision) / window::ANSWERED - own),
        );
        let near = |other: usize| {
            self.point.contains(&other)
                && self.matching.candidates[other].windows.first().is_some_and(|theirs| {
                    theirs.raw > 0.4
                        && !overlaps(theirs, window)
                        && (theirs.clauses.start.abs_diff(window.clauses.end) <= 3
                            || window.clauses.start.abs_diff(theirs.clauses.end) <= 3)
                })
        };
        let before = self.number > 0 && near(self.number - 1);
        let after = self.number + 1 < self.obligations.len() && near(self.number + 1);
        set(const { place("order") }, f64::from(u8::from(before)) + f64::from(u8::from(after)));
        let headings: Vec<&str> =
            self.plan.units[unit].headings.iter().map(|range| self.plan.text(range.clone())).collect();
        set(const { place("title") }, self.asked.title.share_in(&headings.concat()));
    }

    /// How the single words agree.
    fn words(&self, window: &Window, set: &mut impl FnMut(usize, f64)) {
        let target = &self.matching.targets[self.number];
        let table = &self.matching.tables[self.number];
        let found = table.all_best(window.clauses.clone());
        let total: f32 = target.weights.iter().sum::<f32>().max(f32::EPSILON);
        let own: f32 = found.iter().zip(&target.weights).map(|(found, weight)| found * weight).sum();
        set(const { place("own-words") }, f64::from(own / total));
        set(
            const { place("unmatched-mass") },
            f64::from(
                target
                    .weights
                    .iter()
                    .zip(&found)
                    .filter(|(_, found)| **found < 0.4)
                    .map(|(weight, _)| weight)
                    .sum::<f32>(),
            ),
        );
        let action = target.actions.iter().map(|word| found[*word]).fold(0.0, f32::max);
        set(const { place("action") }, f64::from(action));
        let things = (0..target.words.len()).filter(|word| !target.actions.contains(word));
        let (met, all) = things.fold((0.0, 0.0f32), |sum, word| {
            (sum.0 + found[word] * target.weights[word], sum.1 + target.weights[word])
        });
        set(const { place("things") }, if all > 0.0 { f64::from(met / all) } else { 0.5 });
        let alike = (0..target.words.len()).filter(|word| (0.25..0.86).contains(&found[*word]));
        set(const { place("alike") }, f64::from(alike.map(|word| target.weights[word]).sum::<f32>() / total));
        let unmatched = (0..target.words.len()).filter(|word| found[*word] < 0.4);
        set(
            const { place("heaviest-unmatched") },
            f64::from(unmatched.map(|word| target.weights[word]).fold(0.0, f32::max)),
        );
        set(const { place("no-action") }, f64::from(u8::from(target.actions.is_empty())));
        set(const { place("head") }, target.head.map_or(0.0, |word| f64::from(found[word])));
        let heavy = &target.heaviest;
        let weakest = heavy.iter().map(|word| found[*word]).fold(1.0, f32::min);
        set(const { place("weakest-heavy") }, f64::from(weakest));
        let two: Vec<f32> = heavy.iter().take(2).map(|word| found[*word]).collect();
        set(const { place("two-heaviest") }, f64::from(two.iter().sum::<f32>() / two.len().max(1) as f32));
        set(const { place("heaviest") }, f64::from(two.first().copied().unwrap_or(0.5)));
        set(const { place("words") }, (target.words.len() as f64 / 10.0).min(2.0));
        let single = window.clauses.clone().map(|clause| window::recall(target, table, clause..clause + 1));
        set(const { place("best-clause") }, f64::from(single.fold(0.0, f32::max)));
        set(const { place("clauses") }, window.clauses.len() as f64);
        set(const { place("deliverable") }, deliverable(target, &found));
        let (substituted, other_body) = self.substitutions(window, &found, set);
        set(const { place("substituted") }, substituted);
        set(const { place("other-body") }, other_body);
        let text = self.plan.text(self.plan.stretch(window.clauses.clone()));
        set(const { place("length") }, (text.chars().count() as f64 / 50.0).min(2.0));
        set(const { place("bigrams") }, self.asked.pairs.share_in(text));
        set(const { place("alien") }, 1.0 - f64::from(window.precision).min(1.0));
    }

    /// Same head, other modifier: a word of the obligation and one of the window that stand before the same word and have
    /// nothing in common (燃气管道 and 供水管道); and bodies of the obligation replaced by others.
    fn substitutions(&self, window: &Window, found: &[f32], set: &mut impl FnMut(usize, f64)) -> (f64, f64) {
        let target = &self.matching.targets[self.number];
        let likeness = &self.matching.likeness;
        let token = |place: usize| &self.plan.tokens[place];
        let own: Vec<usize> = self.plan.clauses[window.clauses.clone()]
            .iter()
            .flat_map(|clause| clause.tokens.clone())
            .filter(|place| token(*place).weight > 0.0)
            .collect();
        let alien: Vec<bool> =
            likeness.to_closest(&target.numbers, &own).into_iter().map(|closest| closest < 0.35).collect();
        let heaviest_alien = own
            .iter()
            .zip(&alien)
            .filter(|(_, alien)| **alien)
            .map(|(place, _)| token(*place).weight)
            .fold(0.0, f32::max);
        let mut substituted: f32 = 0.0;
        for asked in 1..target.words.len() {
            if found[asked] < 0.8 || found[asked - 1] >= 0.4 || target.weights[asked - 1] < 0.25 {
                continue;
            }
            for place in 1..own.len() {
                if alien[place - 1] && likeness.of(target.numbers[asked], own[place]) > 0.8 {
                    substituted =
                        substituted.max(target.weights[asked - 1].min(token(own[place - 1]).weight));
                }
            }
        }
        set(const { place("alien-heaviest") }, f64::from(heaviest_alien));
        let lost = target.words.iter().zip(found).any(|(word, found)| word.is_body && *found < 0.5);
        let gained = own.iter().zip(&alien).any(|(place, alien)| token(*place).is_body && *alien);
        (f64::from(substituted), f64::from(u8::from(lost && gained)))
    }

    /// Other windows for this obligation, and other obligations for this window.
    fn rivals(&self, window: &Window, set: &mut impl FnMut(usize, f64)) {
        let candidates = &self.matching.candidates[self.number];
        let second = candidates.windows.get(1).map_or(0.0, |second| second.score);
        set(const { place("margin-second") }, f64::from(window.score - second));
        let own = self.matching.score_on(self.number, window);
        let mut best: f32 = 0.0;
        for other in 0..self.obligations.len() {
            // The window of an obligation that it serves better elsewhere is no rival here.
            let theirs = self.matching.candidates[other].windows.first();
            let here = theirs.is_some_and(|theirs| overlaps(theirs, window));
            if other != self.number && here {
                best = best.max(self.matching.score_on(other, window));
            }
        }
        set(const { place("margin-other") }, f64::from(own - best));
        set(const { place("beaten-by-other") }, f64::from(u8::from(best > own)));
        set(
            const { place("owned") },
            f64::from((best - 0.75).max(0.0) * f32::from(u8::from(best > own + 0.1))),
        );
        let unit = self.unit(window);
        let siblings = || self.point.clone().filter(|other| *other != self.number);
        let near = siblings()
            .filter(|other| {
                self.matching.candidates[*other].windows.first().is_some_and(|theirs| {
                    theirs.raw > 0.45 && self.unit(theirs).abs_diff(unit) <= 1 && !overlaps(theirs, window)
                })
            })
            .count();
        let all = siblings().count();
        set(const { place("siblings-near") }, if all == 0 { 0.4 } else { near as f64 / all as f64 });
    }

    fn unit(&self, window: &Window) -> usize {
        self.plan.sentences[self.plan.clauses[window.clauses.start].sentence].unit
    }

    /// What the window commits to.
    fn standing(&self, window: &Window, set: &mut impl FnMut(usize, f64)) {
        let target = &self.matching.targets[self.number];
        let table = &self.matching.tables[self.number];
        let found = |counts: &dyn Fn(Modality) -> bool| -> f32 {
            let clauses =
                || window.clauses.clone().filter(|clause| counts(self.plan.clauses[*clause].modality));
            let best = |word: usize| clauses().map(|clause| table.at(word, clause)).fold(0.0, f32::max);
            (0..target.words.len()).map(|word| target.weights[word] * best(word)).sum()
        };
        // How much of the answer there would be no more without what is said so.
        let owes = |modality| {
            let has =
                self.plan.clauses[window.clauses.clone()].iter().any(|clause| clause.modality == modality);
            if has {
                f64::from(1.0 - found(&|other| other != modality) / found(&|_| true).max(f32::EPSILON))
            } else {
                0.0
            }
        };
        set(const { place("background") }, owes(Modality::Background));
        set(const { place("others-duty") }, owes(Modality::OthersDuty));
        set(const { place("heading") }, owes(Modality::Heading).max(owes(Modality::Placeholder)));
        let distractor = self.matching.candidates[self.number].distractor.as_ref();
        let better = distractor
            .filter(|_| self.plan.commits(window.clauses.clone()))
            .map_or(0.0, |other| other.raw - window.raw);
        set(const { place("distractor-better") }, f64::from(better.max(0.0)));
    }

    /// Whether the window speaks of what the obligation speaks of.
    fn sectors(&self, window: &Window, set: &mut impl FnMut(usize, f64)) {
        let spoken = self.matching.targets[self.number].spoken(self.plan, window);
        set(const { place("alien-sectors") }, spoken.alien().min(3) as f64);
        set(const { place("alien-sectors-around") }, spoken.alien_around().min(4) as f64);
        set(const { place("alien-to-notice") }, spoken.alien_to_notice().min(3) as f64);
        set(const { place("sector-lost") }, f64::from(u8::from(spoken.lost())));
        set(const { place("sectors") }, spoken.asked().min(3) as f64);
        set(const { place("sectors-met") }, spoken.met().unwrap_or(0.5));
    }

    fn facets(&self, score: f64, set: &mut impl FnMut(usize, f64)) {
        let outcome = self.outcome;
        set(const { place("facets-met") }, outcome.met as f64);
        set(const { place("facets-silent") }, outcome.silent as f64);
        set(const { place("list-missing") }, outcome.list_missing);
        let has = |kind: FlagKind| f64::from(u8::from(outcome.flags.iter().any(|flag| flag.kind == kind)));
        let named = [
            (const { place("frequency") }, FlagKind::Frequency),
            (const { place("quantity") }, FlagKind::Quantity),
            (const { place("deadline") }, FlagKind::Deadline),
            (const { place("later-year") }, FlagKind::LaterYear),
            (const { place("year") }, FlagKind::Year),
            (const { place("document") }, FlagKind::Document),
            (const { place("place") }, FlagKind::Place),
            (const { place("list") }, FlagKind::List),
            (const { place("negated") }, FlagKind::Negated),
            (const { place("postponed") }, FlagKind::Postponed),
            (const { place("hedged") }, FlagKind::Hedged),
            (const { place("reduced-scope") }, FlagKind::ReducedScope),
        ];
        for (feature, kind) in named {
            set(feature, has(kind));
        }
        let weak = outcome.flags.iter().filter(|flag| !flag.kind.contradicts()).count();
        set(const { place("weak-flags") }, weak as f64);
        let hard = outcome.flags.iter().any(|flag| flag.kind != FlagKind::List);
        set(const { place("any-hard-flag") }, f64::from(u8::from(hard)));
        set(const { place("score-x-flag") }, score * f64::from(u8::from(hard)));
        set(const { place("score-x-negated") }, score * has(FlagKind::Negated).max(has(FlagKind::Postponed)));
    }
}

/// How far the thing to be made (清单, 机制, 平台 …) is missing from the window; 0 if the obligation names none.
fn deliverable(target: &Target, found: &[f32]) -> f64 {
    target.deliverables.iter().map(|word| 1.0 - f64::from(found[*word])).fold(0.0, f64::max)
}

fn overlaps(a: &Window, b: &Window) -> bool {
    a.clauses.start < b.clauses.end && b.clauses.start < a.clauses.end
}
