//! Passages that two plans share: common fingerprints that follow each other in both, drawn together.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::prints::{Piece, Print, Prints};
use super::settings::Settings;
use super::{Excerpt, Likeness, Passage};

/// A hash that stands more often than this in one plan is no help in finding the place.
const REPEATED: usize = 8;

/// Where each fingerprint of a plan stands, to be asked for many other plans.
pub(super) struct Places<'a> {
    plan: &'a Prints,
    by_hash: HashMap<u64, Vec<u32>>,
}

/// What two plans share.
#[derive(Debug, Default)]
pub(super) struct Shared {
    /// In the order of the first plan.
    pub passages: Vec<Passage>,
    /// How much of the own wording of either lies in them, 0 to 1.
    pub share: [f64; 2],
    /// Own wording that lies in them, in signs of the plan that has less of it there.
    pub signs: u32,
    /// The same of the passage with most.
    pub longest: u32,
    /// Letters of all passages, as they stand in the first plan.
    pub letters: u32,
}

/// Fingerprints that are common wording of many plans.
pub(super) type Common = HashSet<u64>;

impl<'a> Places<'a> {
    pub(super) fn new(plan: &'a Prints) -> Self {
        let mut by_hash: HashMap<u64, Vec<u32>> = HashMap::with_capacity(plan.prints.len());
        for (index, print) in plan.prints.iter().enumerate() {
            by_hash.entry(print.hash).or_default().push(index as u32);
        }
        Self { plan, by_hash }
    }

    /// What this plan, as the first, shares with another.
    pub(super) fn shared(&self, other: &'a Prints, common: &Common) -> Shared {
        let mut chains = self.chains(other);
        chains.sort_by_key(|chain| (usize::MAX - chain.len(), chain[0]));
        let sides = [Side::new(self.plan, common), Side::new(other, common)];
        let mut covered = [vec![false; self.plan.prints.len()], vec![false; other.prints.len()]];
        let mut found: Vec<(Stretch, Likeness)> = Vec::new();
        for chain in chains {
            let own = sides[0].own_in(chain.iter().map(|pair| pair[0]));
            if own < Settings::builtin().prints_from {
                continue;
            }
            // What is told already by a longer passage is not told again.
            let new =
                chain.iter().filter(|pair| !covered[0][pair[0] as usize] && !covered[1][pair[1] as usize]);
            if new.count() * 2 < chain.len() {
                continue;
            }
            let drawing = Drawing { plans: [self.plan, other] };
            if let Some((stretch, likeness)) = drawing.passage(&chain) {
                for side in [0, 1] {
                    covered[side][stretch.prints[side].clone()].fill(true);
                }
                found.push((stretch, likeness));
            }
        }
        found.sort_by_key(|(stretch, _)| stretch.prints[0].start);
        sum_up(&found, &sides, &covered)
    }

    /// Runs of common fingerprints in the order of both plans, as pairs of indices.
    fn chains(&self, other: &Prints) -> Vec<Vec<[u32; 2]>> {
        let settings = Settings::builtin();
        let mut matches: Vec<[u32; 2]> = Vec::new();
        for (theirs, print) in other.prints.iter().enumerate() {
            let ours = self.by_hash.get(&print.hash).map_or(&[][..], Vec::as_slice);
            if ours.len() <= REPEATED {
                matches.extend(ours.iter().map(|ours| [*ours, theirs as u32]));
            }
        }
        matches.sort_unstable();
        let at = |pair: [u32; 2]| [self.plan.prints[pair[0] as usize].at, other.prints[pair[1] as usize].at];
        let mut done = Vec::new();
        let mut open: Vec<Vec<[u32; 2]>> = Vec::new();
        for pair in matches {
            let here = at(pair);
            let mut best: Option<(u32, usize)> = None;
            let mut index = 0;
            while index < open.len() {
                let last = at(open[index][open[index].len() - 1]);
                if here[0] - last[0] > settings.gap + settings.gram as u32 {
                    done.push(open.swap_remove(index));
                    continue;
                }
                let fits = here[0] > last[0]
                    && here[1] > last[1]
                    && here[1] - last[1] <= settings.gap + settings.gram as u32;
                let drift = (here[0] - last[0]).abs_diff(here[1].wrapping_sub(last[1]));
                if fits && drift <= settings.drift && best.is_none_or(|(least, _)| drift < least) {
                    best = Some((drift, index));
                }
                index += 1;
            }
            match best {
                Some((_, index)) => open[index].push(pair),
                None => open.push(vec![pair]),
            }
        }
        done.extend(open);
        done
    }
}

/// One of two plans.
struct Side<'a> {
    plan: &'a Prints,
    /// For each fingerprint whether it is the plan's own wording, and not common either.
    own: Vec<bool>,
}

impl<'a> Side<'a> {
    fn new(plan: &'a Prints, common: &Common) -> Self {
        let own = plan.prints.iter().map(|print| print.own && !common.contains(&print.hash)).collect();
        Self { plan, own }
    }

    fn own_in(&self, prints: impl Iterator<Item = u32>) -> usize {
        prints.filter(|print| self.own[*print as usize]).count()
    }

    /// How many signs of own wording there are in some fingerprints: those that each of them adds to the one before.
    fn signs(&self, prints: Range<usize>) -> u32 {
        let length = Settings::builtin().gram as u32;
        let mut to = 0;
        let mut sum = 0;
        for index in prints {
            let print = &self.plan.prints[index];
            if self.own[index] {
                sum += (print.at + length).saturating_sub(to.max(print.at));
                to = print.at + length;
            }
        }
        sum
    }
}

/// A passage in the making: the fingerprints of either side.
#[derive(Debug, Clone)]
struct Stretch {
    prints: [Range<usize>; 2],
    places: [Excerpt; 2],
    letters: u32,
}

fn sum_up(found: &[(Stretch, Likeness)], sides: &[Side<'_>; 2], covered: &[Vec<bool>; 2]) -> Shared {
    let share = [0, 1].map(|side| {
        let own = || sides[side].own.iter().zip(&covered[side]).filter(|(own, _)| **own);
        let all = own().count();
        if all == 0 { 0.0 } else { own().filter(|(_, covered)| **covered).count() as f64 / all as f64 }
    });
    let signs: Vec<u32> = found
        .iter()
        .map(|(stretch, _)| {
            sides[0].signs(stretch.prints[0].clone()).min(sides[1].signs(stretch.prints[1].clone()))
        })
        .collect();
    Shared {
        passages: found
            .iter()
            .map(|(stretch, likeness)| Passage { places: stretch.places.clone(), likeness: *likeness })
            .collect(),
        share,
        signs: signs.iter().sum(),
        longest: signs.iter().copied().max().unwrap_or_default(),
        letters: found.iter().map(|(stretch, _)| stretch.letters).sum(),
    }
}

/// Draws passages from chains.
struct Drawing<'a> {
    plans: [&'a Prints; 2],
}

impl Drawing<'_> {
    /// The passage of a chain, unless it is too short or has too little in common.
    fn passage(&self, chain: &[[u32; 2]]) -> Option<(Stretch, Likeness)> {
        let settings = Settings::builtin();
        let (first, last) = (chain.first()?, chain.last()?);
        let print = |pair: &[u32; 2], side: usize| &self.plans[side].prints[pair[side] as usize];
        let mut ends = [0, 1].map(|side| {
            let (from, to) = (print(first, side), print(last, side));
            Ends { from: from.at, to: to.at + settings.gram as u32, start: from.start, end: to.end }
        });
        let length = ends.iter().map(|ends| ends.to - ends.from).min().unwrap_or_default();
        let inside = |side: usize| (last[side] - first[side] + 1) as usize;
        let dense = chain.len() as f64 >= settings.density * inside(0).max(inside(1)) as f64;
        if length < settings.passage_from || chain.len() < settings.prints_from || !dense {
            return None;
        }
        let mut likeness = self.likeness(chain);
        self.extend(&mut ends, &mut likeness);
        let prints = [0, 1].map(|side| {
            let plan = &self.plans[side].prints;
            let from = plan.partition_point(|print| print.at < ends[side].from);
            let to = plan.partition_point(|print| print.at + settings.gram as u32 <= ends[side].to);
            from..to.max(from)
        });
        let places = [0, 1].map(|side| Excerpt {
            start: ends[side].start as usize,
            end: ends[side].end as usize,
            text: String::new(),
        });
        Some((Stretch { prints, places, letters: ends[0].to - ends[0].from }, likeness))
    }

    /// Fingerprints lie so close that where all are common, and equally far apart, all signs between are the same.
    fn likeness(&self, chain: &[[u32; 2]]) -> Likeness {
        let print =
            |pair: &[u32; 2], side: usize| -> &Print { &self.plans[side].prints[pair[side] as usize] };
        let gapless = chain.windows(2).all(|two| {
            let (one, next) = (&two[0], &two[1]);
            next[0] == one[0] + 1
                && next[1] == one[1] + 1
                && print(next, 0).at - print(one, 0).at == print(next, 1).at - print(one, 1).at
        });
        let exact = || chain.iter().all(|pair| print(pair, 0).exact == print(pair, 1).exact);
        match gapless {
            false => Likeness::Reworded,
            true if exact() => Likeness::Verbatim,
            true => Likeness::Renamed,
        }
    }

    /// Moves the ends outward: over pieces that are the same on both sides, and, where words are others anyway, to
    /// the end of a piece close by.
    fn extend(&self, ends: &mut [Ends; 2], likeness: &mut Likeness) {
        let settings = Settings::builtin();
        let mut pieces =
            [0, 1].map(|side| self.plans[side].pieces.partition_point(|piece| piece.to <= ends[side].from));
        let at = |side: usize, index: usize| -> Option<&Piece> { self.plans[side].pieces.get(index) };
        while let (Some(one), Some(other)) = (at(0, pieces[0]), at(1, pieces[1])) {
            let same = one.hash == other.hash;
            let close = [(0, one), (1, other)].iter().all(|(side, piece)| {
                piece.at <= ends[*side].from && ends[*side].from - piece.at <= settings.edge
            });
            if !(same || close && *likeness == Likeness::Reworded) {
                break;
            }
            for (side, piece) in [(0, one), (1, other)] {
                if piece.at < ends[side].from {
                    (ends[side].from, ends[side].start) = (piece.at, piece.start);
                }
            }
            note(likeness, one, other);
            if !same || pieces.contains(&0) {
                break;
            }
            pieces = pieces.map(|index| index - 1);
        }
        let mut pieces =
            [0, 1].map(|side| self.plans[side].pieces.partition_point(|piece| piece.to < ends[side].to));
        while let (Some(one), Some(other)) = (at(0, pieces[0]), at(1, pieces[1])) {
            let same = one.hash == other.hash;
            let close = [(0, one), (1, other)].iter().all(|(side, piece)| {
                piece.to >= ends[*side].to && piece.to - ends[*side].to <= settings.edge
            });
            if !(same || close && *likeness == Likeness::Reworded) {
                break;
            }
            for (side, piece) in [(0, one), (1, other)] {
                if piece.to > ends[side].to {
                    (ends[side].to, ends[side].end) = (piece.to, piece.end);
                }
            }
            note(likeness, one, other);
            if !same {
                break;
            }
            pieces = pieces.map(|index| index + 1);
        }
    }
}

/// Pieces with other names make a passage that is word for word one that is not.
fn note(likeness: &mut Likeness, one: &Piece, other: &Piece) {
    if *likeness == Likeness::Verbatim && one.exact != other.exact {
        *likeness = Likeness::Renamed;
    }
}

/// The ends of a passage in one plan: signs and bytes.
#[derive(Debug, Clone, Copy)]
struct Ends {
    from: u32,
    to: u32,
    start: u32,
    end: u32,
}
