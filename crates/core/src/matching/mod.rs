//! Matching: which clauses of a plan might answer an obligation, and how well their words agree.

mod company;
mod contest;
mod index;
mod likeness;
mod lists;
mod purity;
mod sectors;
mod similarity;
mod standings;
mod table;
mod taken;
mod targets;
mod vocabulary;
pub mod window;

use std::sync::Arc;

use rustc_hash::FxHashMap;
use yaodian_text::{Segmenter, Token, WordClass};

use crate::facet::Facets;
use crate::notice::{self, Requirements};
use crate::plan::Plan;
use crate::wording::Wording;

pub use company::Company;
pub use contest::Contest;
pub use index::PlanIndex;
pub use likeness::Likeness;
use purity::Purity;
pub(crate) use sectors::Spoken;
pub use similarity::{Word, similarity};
use standings::Standings;
use table::Cells;
pub use table::Table;
use taken::Taken;
pub use targets::Targets;
pub use window::Window;

/// What is said of basis and of who is to be made to act counts for this much.
const ASIDE: f32 = 0.3;
/// What elaborates an obligation counts for half.
const ELABORATION: f32 = 0.5;
/// Bodies change with the level and count for less than what they are to do.
const BODY: f32 = 0.6;
/// What is to be done has many words; what it is to be done to, few.
const ACTION: f32 = 0.85;
/// Words of frequencies, amounts and deadlines are compared as facets; as words they hardly count.
const COMPARED: f32 = 0.15;
/// Plans that repeat no more than this share of the obligations word for word copy nothing.
const CONDENSED: f32 = 0.3;
/// An obligation is repeated if the window has this share of its words.
const COPIED: f32 = 0.95;
/// A notice speaks of its subject in so many more clauses than it has obligations.
const SPREAD: f32 = 3.0;
/// The obligations of a notice find windows of this mean share in a plan of its subject; in others of .36 to .48.
const OWN_MEAN: f32 = 0.5;
/// A tenth of them find windows of at least this share; in plans of other subjects of .55, seldom of .79.
const OWN_TENTH: f32 = 0.8;
/// Log odds for each unit that a plan lacks of the one and of the other.
const MEAN_ODDS: f32 = 40.0;
const TENTH_ODDS: f32 = 20.0;
/// How many windows are kept for each obligation.
const KEPT: usize = 6;

/// An obligation made ready for matching.
#[derive(Debug, Clone)]
pub struct Target {
    /// Its words that carry meaning, in order.
    pub words: Vec<Word>,
    /// Their numbers among the different words of the notice.
    pub numbers: Vec<u32>,
    /// How much each counts.
    pub weights: Vec<f32>,
    /// The three heaviest, the heaviest first.
    pub heaviest: Vec<usize>,
    /// Which of them are actions.
    pub actions: Vec<usize>,
    /// The last word: the head of the object in Chinese.
    pub head: Option<usize>,
    /// For each of them, whether it only lends weight to others.
    pub emphasis: Vec<bool>,
    /// Which of them name a thing that work makes: 清单, 机制.
    pub deliverables: Vec<usize>,
    /// The sectors of government work that it speaks of.
    sectors: sectors::Asked,
}

impl Target {
    /// Whether a window speaks of the same sectors.
    pub(crate) fn spoken<'a>(&'a self, plan: &'a Plan<'_>, window: &Window) -> Spoken<'a> {
        Spoken::of(&self.sectors, plan, window)
    }
}

/// The best stretches of a plan for one obligation.
#[derive(Debug, Clone, Default)]
pub struct Candidates {
    /// Windows, at most one a sentence: first the one that is judged, mostly the best by adjusted score, then the others by it.
    pub windows: Vec<Window>,
    /// The best window among those that commit nobody, by raw score.
    pub distractor: Option<Window>,
}

impl Candidates {
    /// Adds the best window of a sentence, in whatever order they come.
    fn add(&mut self, window: Window, commits: bool) {
        let better = |other: &Window| {
            other.raw.total_cmp(&window.raw).then(other.clauses.start.cmp(&window.clauses.start)).is_gt()
        };
        if !commits && !self.distractor.as_ref().is_some_and(better) {
            self.distractor = Some(window.clone());
        }
        let before = |other: &Window| {
            other.score.total_cmp(&window.score).then(window.clauses.start.cmp(&other.clauses.start)).is_gt()
        };
        let place = self.windows.partition_point(before);
        self.windows.insert(place, window);
        self.windows.truncate(KEPT);
    }
}

/// Everything that matching knows about one plan and one set of requirements.
#[derive(Debug)]
pub struct Matching {
    /// Obligations ready for matching, in order.
    pub targets: Arc<Vec<Target>>,
    /// For each obligation, its candidates.
    pub candidates: Vec<Candidates>,
    /// How far the plan copies the notice, 0 to 1.
    pub copied: f32,
    /// Log odds for `missing` that the plan as a whole gives every obligation: 0 unless it seems to be about something else.
    pub foreign: f32,
    /// For each obligation, word by clause: the similarity of the word to the closest word of the clause.
    pub tables: Vec<Table>,
    /// How obligations compete for clauses.
    pub contest: Contest,
    /// For each obligation, how its windows stand to the answers of its point's others.
    pub company: Vec<Company>,
    /// Similarities of the notice's words to the plan's.
    pub likeness: Likeness,
}

impl Matching {
    /// Matches every obligation with a plan.
    #[must_use]
    pub fn new(requirements: &Requirements, plan: &Plan<'_>, segmenter: &Segmenter<'_>) -> Self {
        Self::of(&Targets::new(requirements, segmenter), plan)
    }

    /// Matches what was made ready with a plan.
    #[must_use]
    pub fn of(asked: &Targets, plan: &Plan<'_>) -> Self {
        let index = PlanIndex::new(plan, &asked.rarity);
        let standings = Standings::new(plan);
        let targets = Arc::clone(&asked.all);
        let likeness = Likeness::new(&index, &asked.vocabulary);
        let cells = Cells::new(&index, &likeness);
        let (tables, shares) = cells.tables(asked);
        let (mut purity, mut room) = (Purity::new(&cells), window::Room::default());
        let taken = Taken::new(shares, &targets, &mut purity);
        let mut candidates: Vec<Candidates> = targets
            .iter()
            .zip(&tables)
            .enumerate()
            .map(|(obligation, (target, table))| {
                let (standings, taken, purity, room) = (&standings, &taken, &mut purity, &mut room);
                window::Search { target, table, plan, standings, taken, purity, room, obligation }
                    .candidates()
            })
            .collect();
        let foreign = foreign(&candidates);
        let copied = copied(&targets, &tables, &candidates);
        let contest = Contest::new(taken.into_shares());
        let mut company = Company::all(&asked.points, &candidates, plan);
        for (own, company) in candidates.iter_mut().zip(&mut company) {
            if let Some(place) = company.outvoting() {
                own.windows[..=place].rotate_right(1);
                company.windows[..=place].rotate_right(1);
            }
        }
        Self { targets, candidates, copied, foreign, tables, contest, company, likeness }
    }

    /// The windows for an obligation, the likeliest first: an answer in other words stands where the answers to what is
    /// asked beside it stand.
    pub fn likeliest(&self, number: usize) -> impl Iterator<Item = &Window> {
        let windows = &self.candidates[number].windows;
        self.company[number].likeliest().into_iter().map(|place| &windows[place])
    }

    /// The windows for an obligation as a reader goes through them: the one that was judged, then the others, the likeliest
    /// first.
    pub fn candidates_for_reading(&self, number: usize) -> impl Iterator<Item = &Window> {
        let judged = self.candidates[number].windows.first();
        judged.into_iter().chain(self.likeliest(number).filter(move |window| Some(*window) != judged))
    }

    /// How well obligation `other` matches the window, without regard to what the window commits to.
    #[must_use]
    pub fn score_on(&self, other: usize, window: &Window) -> f32 {
        let target = &self.targets[other];
        window::recall(target, &self.tables[other], window.clauses.clone())
    }
}

/// How telling a word is in this notice. What the plan says has no say in it: a paragraph more or less about something
/// else must not change what answers an obligation.
#[derive(Debug)]
pub struct Rarity {
    counts: FxHashMap<String, usize>,
    total: f32,
    /// The logarithm of one more than that.
    most: f32,
}

impl Rarity {
    fn new(texts: &[(&str, Vec<Token>)]) -> Self {
        let mut counts: FxHashMap<String, usize> = FxHashMap::default();
        for (text, tokens) in texts {
            let mut seen: Vec<&str> = tokens
                .iter()
                .filter(|token| token.weight > 0.0)
                .map(|token| &text[token.range.clone()])
                .collect();
            seen.sort_unstable();
            seen.dedup();
            for word in seen {
                *counts.entry(word.to_owned()).or_default() += 1;
            }
        }
        let total = SPREAD * texts.len() as f32;
        // libm and not the platform's: scores must be the same in the browser as on the command line.
        Self { counts, total, most: libm::logf(total + 1.0) }
    }

    /// Weight of a word: its rarity here, less so for words that are common everywhere.
    #[must_use]
    pub fn weight(&self, text: &str, general: f32) -> f32 {
        let count = self.counts.get(text).copied().unwrap_or(1).max(1) as f32;
        let here = libm::logf((self.total + 1.0) / (count + 0.5)) / self.most;
        here.clamp(0.0, 1.0) * (0.4 + 0.6 * general)
    }
}

/// How far a plan seems to be about something else. Single phrases sound alike in plans of any subject (tasks are assigned,
/// people trained); a plan of the notice's own answers its obligations closely on the whole, in whatever words, or, where
/// it is but begun, some of them very closely.
fn foreign(candidates: &[Candidates]) -> f32 {
    let mut best: Vec<f32> =
        candidates.iter().map(|own| own.windows.first().map_or(0.0, |window| window.raw)).collect();
    best.sort_by(|a, b| b.total_cmp(a));
    let Some(tenth) = best.get((best.len().saturating_sub(1)) / 10) else { return 0.0 };
    let mean = best.iter().sum::<f32>() / best.len() as f32;
    let lacking = |own: f32, odds: f32, value: f32| odds * (own - value).max(0.0);
    lacking(OWN_MEAN, MEAN_ODDS, mean).min(lacking(OWN_TENTH, TENTH_ODDS, *tenth))
}

/// How far the plan copies the notice, from the share of the obligations that it repeats word for word.
fn copied(targets: &[Target], tables: &[Table], candidates: &[Candidates]) -> f32 {
    let repeated = targets.iter().zip(tables).zip(candidates).filter(|((target, table), candidates)| {
        candidates
            .windows
            .first()
            .is_some_and(|window| exact_share(target, table, window) > COPIED && window.precision > COPIED)
    });
    let share = repeated.count() as f32 / targets.len().max(1) as f32;
    // A plan that repeats a third of the notice condenses it; one that repeats most of it copies it.
    ((share - CONDENSED) / (1.0 - CONDENSED)).max(0.0)
}

/// Share of an obligation's weight that stands in a window word for word.
#[must_use]
pub fn exact_share(target: &Target, table: &Table, window: &Window) -> f32 {
    let total: f32 = target.weights.iter().sum::<f32>().max(f32::EPSILON);
    let best = table.all_best(window.clauses.clone());
    let exact = |(_, best): &(&f32, &f32)| **best > 0.99;
    target.weights.iter().zip(&best).filter(exact).map(|(weight, _)| weight).sum::<f32>() / total
}

/// The larger of two similarities: one instruction, where `f32::max` takes some more to look for what is no number.
fn larger(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

fn target(text: &str, tokens: &[Token], rarity: &Rarity) -> Target {
    let mut target = Target {
        words: Vec::new(),
        numbers: Vec::new(),
        weights: Vec::new(),
        heaviest: Vec::new(),
        actions: Vec::new(),
        head: None,
        emphasis: Vec::new(),
        deliverables: Vec::new(),
        sectors: sectors::Asked::default(),
    };
    let basis = notice::basis(text);
    let elaboration = notice::elaboration(text);
    let facets = Facets::parse(text, 0);
    let frame = frame(text, tokens, basis, &facets);
    for token in tokens.iter().filter(|token| token.weight > 0.0) {
        let word = Word::new(text, token);
        let single = word.characters.len() == 1;
        let weight = rarity.weight(&word.text, token.weight)
            * if single { 0.3 } else { 1.0 }
            * if token.range.start < basis { ASIDE } else { 1.0 }
            * if token.range.start >= elaboration { ELABORATION } else { 1.0 }
            * if frame.contains(&token.range.start) { ASIDE } else { 1.0 }
            * if word.is_body { BODY } else { 1.0 }
            * if token.class == WordClass::Action { ACTION } else { 1.0 }
            * if facets.cover(&token.range) { COMPARED } else { 1.0 };
        if token.class == WordClass::Action {
            target.actions.push(target.words.len());
        }
        if !single {
            target.head = Some(target.words.len());
        }
        if Wording::builtin().is_deliverable(&word.text) {
            target.deliverables.push(target.words.len());
        }
        target.emphasis.push(Wording::builtin().is_emphasis(&word.text));
        target.weights.push(weight);
        target.words.push(word);
    }
    let mut heaviest: Vec<usize> = (0..target.words.len()).collect();
    heaviest.sort_by(|a, b| target.weights[*b].total_cmp(&target.weights[*a]));
    heaviest.truncate(3);
    target.heaviest = heaviest;
    target
}

/// 督促各市（州）政府…, 每季度组织相关处室…: who is to be made to act, up to the first action after it, be it a light one.
fn frame(text: &str, tokens: &[Token], from: usize, facets: &Facets) -> std::ops::Range<usize> {
    let wording = Wording::builtin();
    let word = |token: &Token| &text[token.range.clone()];
    let mut own = tokens.iter().skip_while(|token| {
        token.range.start < from || token.class == WordClass::Number || facets.cover(&token.range)
    });
    let Some(first) = own.next().filter(|token| wording.causes(word(token))) else {
        return 0..0;
    };
    let end = own
        .take_while(|token| {
            !wording.is_light(word(token))
                && (token.class != WordClass::Action || wording.causes(word(token)))
        })
        .last()
        .map_or(first.range.end, |token| token.range.end);
    // Without an action behind it, 组织 or 指导 is the action itself, and what follows its object.
    if end + 6 >= text.len() { 0..0 } else { first.range.start..end }
}
