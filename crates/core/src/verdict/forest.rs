//! The trees of the model made ready for many obligations at once.
//!
//! The trees ask few different questions, and all of them of every obligation. So each question is put once: its answer is a
//! mask, a bit for each of 64 obligations. Through a tree these obligations then go together, parted by the masks on their way,
//! and what is one step for one of them is one step for all.

use std::sync::OnceLock;

use super::features::{Features, NAMES};
use super::model::{Model, Tree};
use super::net::Layer;

/// Obligations that go through the trees together: the bits of a mask.
const TOGETHER: usize = 64;

/// A model, ready for many obligations.
#[derive(Debug)]
pub(super) struct Forest {
    model: Model,
    /// For each feature, what it must be above for yes, rising: the questions, numbered on from feature to feature.
    thresholds: Vec<Vec<f64>>,
    /// For each tree of the model, its nodes in their order.
    trees: Vec<Vec<Node>>,
    /// The network of the model.
    layer: Layer,
}

/// A node of a tree; its answer is that of the model.
#[derive(Debug, Clone, Copy)]
enum Node {
    /// What is added to the sum.
    Answer(f64),
    /// The number of the question, and how many nodes further the tree for no begins; that for yes is next.
    Question { number: u32, no: u32 },
}

impl Forest {
    /// The model that comes with the program.
    pub(super) fn builtin() -> &'static Self {
        static BUILTIN: OnceLock<Forest> = OnceLock::new();
        BUILTIN.get_or_init(|| Self::new(Model::builtin().clone()))
    }

    fn new(model: Model) -> Self {
        let mut thresholds = vec![Vec::new(); NAMES.len()];
        for node in model.trees.iter().flat_map(|(_, tree)| &tree.nodes).filter(|node| node.no > 0) {
            thresholds[usize::from(node.feature)].push(node.value);
        }
        let mut before = 0;
        let mut first = Vec::new();
        for own in &mut thresholds {
            own.sort_unstable_by(f64::total_cmp);
            own.dedup();
            first.push(before);
            before += own.len();
        }
        let ready = |tree: &Tree| {
            let node = |node: &super::model::Node| match node.no {
                0 => Node::Answer(node.value),
                no => {
                    let feature = usize::from(node.feature);
                    let place = thresholds[feature].partition_point(|threshold| *threshold < node.value);
                    Node::Question { number: (first[feature] + place) as u32, no: u32::from(no) }
                }
            };
            tree.nodes.iter().map(node).collect()
        };
        let trees = model.trees.iter().map(|(_, tree)| ready(tree)).collect();
        Self { trees, thresholds, layer: Layer::new(&model.net), model }
    }

    /// For each obligation what [`Model::probabilities`] says of it, but for the last digits.
    pub(super) fn probabilities(&self, all: &[&Features]) -> Vec<[f64; 4]> {
        all.chunks(TOGETHER).flat_map(|chunk| self.together(chunk)).collect()
    }

    fn together(&self, chunk: &[&Features]) -> Vec<[f64; 4]> {
        let masks = self.masks(chunk);
        let everybody = u64::MAX >> (TOGETHER - chunk.len());
        let mut sums = self.model.base.map(|base| [base; TOGETHER]);
        for ((status, _), tree) in self.model.trees.iter().zip(&self.trees) {
            let sums = &mut sums[*status as usize];
            fall(tree, &masks, everybody, &mut |mut here, answer| {
                while here != 0 {
                    sums[here.trailing_zeros() as usize % TOGETHER] += answer;
                    here &= here - 1;
                }
            });
        }
        let own = |(place, features): (usize, &&Features)| {
            let net = self.layer.sums(features);
            let sums = std::array::from_fn(|status| sums[status][place] + net[status]);
            self.model.calibration.shares(sums, features)
        };
        chunk.iter().enumerate().map(own).collect()
    }

    /// For each question, who says yes.
    fn masks(&self, chunk: &[&Features]) -> Vec<u64> {
        let mut masks = Vec::new();
        for (feature, thresholds) in self.thresholds.iter().enumerate() {
            let first = masks.len();
            masks.resize(first + thresholds.len(), 0);
            let own = &mut masks[first..];
            // Who is above a threshold is above all lower ones: noted at the highest, handed down from there.
            for (bit, features) in chunk.iter().enumerate() {
                let is_above = |threshold: &f64| features[feature] > *threshold;
                if let Some(highest) = thresholds.partition_point(is_above).checked_sub(1) {
                    own[highest] |= 1 << bit;
                }
            }
            for lower in (1..own.len()).rev() {
                own[lower - 1] |= own[lower];
            }
        }
        masks
    }
}

/// Lets some obligations fall through a tree; `add` is told who comes to an answer together.
fn fall(tree: &[Node], masks: &[u64], who: u64, add: &mut impl FnMut(u64, f64)) {
    if who == 0 {
        return;
    }
    match tree[0] {
        Node::Answer(answer) => add(who, answer),
        Node::Question { number, no } => {
            let yes = masks[number as usize];
            fall(&tree[1..], masks, who & yes, add);
            fall(&tree[no as usize..], masks, who & !yes, add);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Status;

    #[test]
    fn together_obligations_get_what_each_gets_alone() {
        let mut state = 1u32;
        let mut random = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f64::from(state >> 8) / f64::from(1 << 24)
        };
        let all: Vec<Features> = (0..150).map(|_| std::array::from_fn(|_| random() * 1.5 - 0.25)).collect();
        let together = Forest::builtin().probabilities(&all.iter().collect::<Vec<_>>());
        let alone: Vec<[f64; 4]> = all.iter().map(|own| Model::builtin().probabilities(own)).collect();
        let is_near = |(together, alone): (&[f64; 4], &[f64; 4])| {
            together.iter().zip(alone).all(|(together, alone)| (together - alone).abs() < 1e-12)
        };
        assert_eq!(together.len(), alone.len());
        assert!(together.iter().zip(&alone).all(is_near));
        assert!(Forest::builtin().probabilities(&[]).is_empty());
    }

    #[test]
    fn what_is_at_a_threshold_is_not_above_it() {
        let tree = Tree::question(3, 0.5, [1.0, 2.0].map(Tree::leaf));
        let forest = Forest::new(Model { trees: vec![(Status::Weakened, tree)], ..Model::default() });
        let mut features = [0.0; NAMES.len()];
        features[3] = 0.5;
        assert_eq!(forest.probabilities(&[&features]), [forest.model.probabilities(&features)]);
    }
}
