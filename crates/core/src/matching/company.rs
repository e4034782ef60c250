//! The company that answers keep: what a notice asks for in one point, plans tend to answer in one place.
//!
//! A close answer needs no company. An answer in other words is likelier one if it stands among the answers to what is asked
//! beside it than elsewhere, where its words may only sound alike. To stand alone is no fault: a plan may answer anything
//! anywhere, and who mends a plan adds to its end what was left out; only where it parts two answers that stand together
//! does a window lose what these gain from each other. Nothing is paired by number or order: only whether two answers
//! share a sentence or a paragraph of the plan counts, not which comes first, and only within a point.
//!
//! Each point is a chain of its obligations: each is answered by one of its windows or by none, and how likely a
//! window is depends on the last one before it that was taken. Sums over all ways to choose are made in two passes, there and
//! back (forward-backward algorithm, Rabiner 1989).

use std::ops::Range;

use super::lists::Lists;
use super::{Candidates, Window};
use crate::plan::Plan;

/// A window of this score is as likely to be an answer as none …
const EVEN: f32 = 0.5;
/// … and e times as likely for each such part of it above.
const SHARP: f32 = 12.0;
/// Odds that an obligation is not answered, against those of a window of score [`EVEN`].
const NONE: f32 = 0.35;
/// Points of more obligations than this are gone through in parts: what is kept grows with the square.
const LONGEST: usize = 64;
/// Stretches up to so many clauses apart in a paragraph are near each other.
const NEAR: usize = 4;
/// How much likelier a window becomes by an answer to another obligation of its point that begins in the same clause, in
/// the same sentence, near it in the same paragraph, or elsewhere in it; by one in another paragraph, not at all. In the
/// labelled plans and the training texts neighbours are answered 10 to 70 times as often in such a place as
/// by chance; taken at that worth, company would outvote the words more often than it should (see [`LIKELY`]).
const CLAUSE: f32 = 4.0;
const SENTENCE: f32 = 6.0;
const CLOSE: f32 = 4.0;
const PARAGRAPH: f32 = 3.0;

/// A window at least this probable is judged before the one that words prefer …
const LIKELY: f32 = 0.5;
/// … if that one is less probable than this.
const UNLIKELY: f32 = 0.3;

/// For one obligation, what its point's other obligations say of its windows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Company {
    /// Probability that none of its windows answers it.
    pub unanswered: f32,
    /// For each window, by its place among the candidates, what speaks for it.
    pub windows: Vec<Support>,
}

/// What speaks for one window.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Support {
    /// Probability that it is the answer.
    pub probability: f32,
    /// Logarithm of how much likelier its place makes it: 0 if nothing stands beside it, less if it parts two answers that
    /// stand together.
    pub place: f32,
}

impl Company {
    /// What each obligation's company says. `points`: obligations that belong together.
    pub(super) fn all(points: &[Range<usize>], candidates: &[Candidates], plan: &Plan<'_>) -> Vec<Self> {
        let parts = points.iter().flat_map(|point| candidates[point.clone()].chunks(LONGEST));
        parts.flat_map(|part| Chain::new(part, plan).company()).collect()
    }

    /// The place of a window that company makes likely enough to be judged instead of the first, which words alone put there.
    pub(super) fn outvoting(&self) -> Option<usize> {
        let place = self.best()?;
        let [best, first] = [place, 0].map(|place| self.windows[place].probability);
        (best >= LIKELY && first < UNLIKELY).then_some(place)
    }

    /// The place of the likeliest window: the first of [`likeliest`](Self::likeliest).
    #[must_use]
    pub fn best(&self) -> Option<usize> {
        let probability = |place: &usize| self.windows[*place].probability;
        (0..self.windows.len()).rev().max_by(|a, b| probability(a).total_cmp(&probability(b)))
    }

    /// The windows by their places among the candidates, the likeliest first.
    #[must_use]
    pub fn likeliest(&self) -> Vec<usize> {
        let mut places: Vec<usize> = (0..self.windows.len()).collect();
        places.sort_by(|a, b| self.windows[*b].probability.total_cmp(&self.windows[*a].probability));
        places
    }
}

/// The obligations of one point.
struct Chain {
    /// For each, its windows: the number of the place where each begins and its odds.
    links: Vec<Vec<(usize, f32)>>,
    /// For each place, the places in its paragraph and how much likelier each of the two makes the other, less one.
    beside: Lists<(u32, f32)>,
}

/// Weights of the places where the last answer may stand; the last slot is that of no answer so far.
type Weights = Vec<f32>;

impl Chain {
    fn new(candidates: &[Candidates], plan: &Plan<'_>) -> Self {
        let begins = |window: &Window| window.clauses.start;
        let mut places: Vec<usize> =
            candidates.iter().flat_map(|own| own.windows.iter().map(begins)).collect();
        places.sort_unstable();
        places.dedup();
        let link = |window: &Window| {
            let place = places.partition_point(|known| *known < window.clauses.start);
            (place, libm::expf(SHARP * (window.score - EVEN)))
        };
        let links = candidates.iter().map(|own| own.windows.iter().map(link).collect()).collect();
        let unit = |place: &usize| plan.sentences[plan.clauses[*place].sentence].unit;
        let mut beside = Lists::with_room(places.len(), 2 * places.len());
        for paragraph in places.chunk_by(|a, b| unit(a) == unit(b)) {
            let first = beside.len() as u32;
            for own in paragraph {
                let gains = paragraph.iter().map(|other| together(plan, *own, *other) - 1.0);
                (first..).zip(gains).for_each(|gain| beside.push(gain));
                beside.end();
            }
        }
        Self { links, beside }
    }

    fn company(&self) -> Vec<Company> {
        let count = self.beside.len();
        // How likely each place is to hold the last answer before an obligation.
        let mut before: Vec<Weights> = Vec::with_capacity(self.links.len());
        let mut last = vec![0.0; count + 1];
        last[count] = 1.0;
        for link in &self.links {
            let mut next: Weights = last.iter().map(|weight| NONE * weight).collect();
            let anywhere: f32 = last.iter().sum();
            for (place, odds) in link {
                next[*place] += odds * self.reached(&last, anywhere, *place);
            }
            scale(&mut next);
            before.push(std::mem::replace(&mut last, next));
        }
        // How well what follows an obligation goes with each place of the last answer.
        let mut after = vec![1.0; count + 1];
        let mut out = Vec::with_capacity(self.links.len());
        for (link, before) in self.links.iter().zip(&before).rev() {
            out.push(self.weigh(link, before, &after));
            let mut next: Weights = after.iter().map(|weight| NONE * weight).collect();
            let mut everywhere = 0.0;
            for (place, odds) in link {
                let here = odds * after[*place];
                everywhere += here;
                self.beside.of(*place).iter().for_each(|(from, gain)| next[*from as usize] += here * gain);
            }
            next.iter_mut().for_each(|weight| *weight += everywhere);
            scale(&mut next);
            after = next;
        }
        out.reverse();
        out
    }

    fn weigh(&self, link: &[(usize, f32)], before: &Weights, after: &Weights) -> Company {
        let unmoved: f32 = before.iter().zip(after).map(|(a, b)| a * b).sum::<f32>().max(f32::MIN_POSITIVE);
        let anywhere: f32 = before.iter().sum();
        let support = |(place, _): &(usize, f32)| self.reached(before, anywhere, *place) * after[*place];
        let support: Vec<f32> = link.iter().map(support).collect();
        let chosen = |(own, (_, odds)): (&f32, &(usize, f32))| own * odds;
        let none = NONE * unmoved;
        let total = none + support.iter().zip(link).map(chosen).sum::<f32>();
        let windows = support.iter().zip(link).map(|own| Support {
            probability: chosen(own) / total,
            place: libm::logf((own.0 / unmoved).max(1e-9)),
        });
        Company { unanswered: none / total, windows: windows.collect() }
    }

    /// How likely a place becomes by where the last answer may stand; `anywhere` is the sum of `last`.
    fn reached(&self, last: &Weights, anywhere: f32, place: usize) -> f32 {
        let gains = self.beside.of(place).iter().map(|(from, gain)| last[*from as usize] * gain);
        anywhere + gains.sum::<f32>()
    }
}

/// How much likelier an answer that begins in one clause makes one that begins in another clause of the same paragraph.
fn together(plan: &Plan<'_>, a: usize, b: usize) -> f32 {
    if a == b {
        CLAUSE
    } else if plan.clauses[a].sentence == plan.clauses[b].sentence {
        SENTENCE
    } else if a.abs_diff(b) <= NEAR {
        CLOSE
    } else {
        PARAGRAPH
    }
}

/// Divides by the largest weight, so that long chains stay within what a number holds.
fn scale(weights: &mut Weights) {
    let largest = weights.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
    weights.iter_mut().for_each(|weight| *weight /= largest);
}

#[cfg(test)]
mod tests {
    use yaodian_text::{Lexicon, Segmenter};

    use crate::document::Document;
    use crate::matching::Matching;
    use crate::notice;
    use crate::plan::Plan;

    use super::{Company, Support};

    const NOTICE: &str = "2022年全省粮食工作要点\n各市人民政府：\n1.库存粮食。每季度开展库存粮食检查。建立粮情台账。\n\
                          2.粮食科技。举办粮食科技活动周。\n";

    fn matched(notice: &str, plan: &str) -> Matching {
        let requirements = notice::read(&Document::from_text("notice", notice), Lexicon::builtin());
        let document = Document::from_text("plan", plan);
        let plan = Plan::read(&document, Segmenter::builtin());
        Matching::new(&requirements.expect("a notice"), &plan, Segmenter::builtin())
    }

    #[test]
    fn of_two_windows_in_the_same_words_the_one_beside_its_neighbours_answer_is_likelier() {
        let plan = "市局把粮情记进台账。\n每季度开展库存粮食检查。市局把粮情记进台账。\n";
        let matching = matched(NOTICE, plan);
        let (windows, company) = (&matching.candidates[1].windows, &matching.company[1].windows);
        assert_eq!(windows.len(), 2);
        assert!((windows[0].raw - windows[1].raw).abs() < 0.05, "{windows:?}");
        let beside = usize::from(windows[0].clauses.start < windows[1].clauses.start);
        assert!(company[beside].place > 1.0 && company[1 - beside].place.abs() < 1e-3, "{company:?}");
        assert!(company[beside].probability > 2.0 * company[1 - beside].probability, "{company:?}");
        assert_eq!(matching.likeliest(1).next().expect("a window"), &windows[beside]);
    }

    #[test]
    fn only_a_likely_window_is_judged_before_one_that_words_prefer_and_only_if_that_is_unlikely() {
        let outvoting = |probabilities: &[f32]| {
            let windows = probabilities.iter().map(|own| Support { probability: *own, place: 0.0 }).collect();
            Company { unanswered: 0.0, windows }.outvoting()
        };
        assert_eq!(outvoting(&[0.2, 0.1, 0.6]), Some(2));
        assert_eq!(outvoting(&[0.4, 0.1, 0.5]), None);
        assert_eq!(outvoting(&[0.2, 0.1, 0.4]), None);
        assert_eq!(outvoting(&[0.9, 0.1]), None);
        assert_eq!(outvoting(&[]), None);
        assert_eq!(outvoting(&[0.0, 0.5, 0.5]), Some(1));
        // The same words twice: elsewhere first, then beside the neighbour's answer, where they are judged.
        let matching =
            matched(NOTICE, "市局把粮情记进台账。\n每季度开展库存粮食检查。市局把粮情记进台账。\n");
        let (windows, company) = (&matching.candidates[1].windows, &matching.company[1].windows);
        assert!(windows[0].clauses.start > windows[1].clauses.start, "{windows:?}");
        assert!(windows[0].score <= windows[1].score, "words alone put the other first: {windows:?}");
        assert!(company[0].probability > company[1].probability, "{company:?}");
    }

    #[test]
    fn a_point_of_very_many_obligations_is_gone_through_in_parts() {
        let many: String = (0..150).map(|number| format!("开展第{number}号粮库检查。")).collect();
        let notice = format!("2022年全省粮食工作要点\n各市人民政府：\n1.库存粮食。{many}\n");
        let matching = matched(&notice, &many);
        assert!(matching.company.len() > 2 * super::LONGEST);
        assert_eq!(matching.company.len(), matching.candidates.len());
        for (company, own) in matching.company.iter().zip(&matching.candidates) {
            assert_eq!(company.windows.len(), own.windows.len());
        }
    }

    #[test]
    fn neither_order_nor_number_counts() {
        let lines =
            ["每季度开展库存粮食检查，把粮情记进台账。", "举办粮食科技活动周。", "食堂每天公布菜单。"];
        let turned: Vec<&str> = lines.into_iter().rev().collect();
        let (own, other) = (matched(NOTICE, &lines.join("\n")), matched(NOTICE, &turned.join("\n")));
        for (own, other) in own.company.iter().zip(&other.company) {
            assert!((own.unanswered - other.unanswered).abs() < 1e-4, "{own:?} {other:?}");
        }
    }

    #[test]
    fn probabilities_add_up() {
        let matching = matched(NOTICE, "每季度开展库存粮食检查，把粮情记进台账。\n举办粮食科技活动周。\n");
        assert_eq!(matching.company.len(), 3);
        for own in &matching.company {
            let sum = own.unanswered + own.windows.iter().map(|window| window.probability).sum::<f32>();
            assert!((sum - 1.0).abs() < 1e-4, "{own:?}");
        }
        // A point of one obligation has no company.
        assert!(matching.company[2].windows.iter().all(|window| window.place.abs() < 1e-6));
    }

    #[test]
    fn an_obligation_without_windows_is_unanswered() {
        let matching = matched(NOTICE, "食堂每天公布菜单。\n");
        let pairs = matching.company.iter().zip(&matching.candidates);
        let none = pairs.filter(|(_, own)| own.windows.is_empty());
        assert!(none.clone().count() > 0 && none.clone().all(|(own, _)| own.unanswered > 0.99));
    }
}
