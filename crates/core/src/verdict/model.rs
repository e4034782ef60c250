//! The model: small decision trees and a small network over the named features, whose sums are turned into probabilities of
//! the statuses.
//!
//! A tree asks at most a handful of questions of the kind "is `score` above 0.43?" and adds its answer to the sum of one
//! status (gradient boosting, Friedman 2001). Written and read as text: one question or answer a line, `yes` first; the lines
//! of the network are those of [`Net`].

use std::fmt::Write as _;
use std::str::{FromStr, SplitWhitespace};
use std::sync::OnceLock;

use crate::report::Status;

use super::features::{self, Features, NAMES};
use super::net::Net;

static FOREST: &str = include_str!("../../data/model.txt");

/// Number of the feature that says how far the plan is about something else.
const FOREIGN: usize = features::place("foreign");

/// The fitted model.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Model {
    /// What each status starts from.
    pub base: [f64; 4],
    /// Trees, each with the status to whose sum it adds.
    pub trees: Vec<(Status, Tree)>,
    /// What sees slopes where the trees see steps.
    pub net: Net,
    /// How trees and network, summed, become probabilities.
    pub calibration: Calibration,
}

/// What makes probabilities of sums, fitted to plans that the model has not seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Calibration {
    /// The sums are multiplied by it.
    pub sharpness: f64,
    /// Added to the sum of `covered` then, so that a gap is said from the probability on that gives the best F1 of gaps: half.
    /// The probabilities of `covered` are so much too low for it.
    pub covered_bias: f64,
}

impl Calibration {
    /// Probabilities of covered, weakened, conflicting, missing from the sums of these features.
    #[must_use]
    pub fn shares(&self, sums: [f64; 4], features: &Features) -> [f64; 4] {
        let mut sums = sums.map(|sum| sum * self.sharpness);
        sums[Status::Covered as usize] += self.covered_bias;
        sums[Status::Missing as usize] += features[FOREIGN];
        softmax(sums)
    }
}

impl Default for Calibration {
    fn default() -> Self {
        Self { sharpness: 1.0, covered_bias: 0.0 }
    }
}

/// A decision tree: its questions and answers as they are written, a question followed by its tree for yes, then by that
/// for no.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tree {
    pub(super) nodes: Vec<Node>,
}

/// A question or an answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Node {
    /// Of a question, what its feature must be above for yes; of an answer, what is added to the sum.
    pub value: f64,
    /// Number of the feature in [`NAMES`].
    pub feature: u16,
    /// How many nodes further the tree for no begins; 0 for an answer.
    pub no: u16,
}

/// A model's text is not of its form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a model: {0}")]
pub struct ModelError(pub(super) String);

impl ModelError {
    pub(super) fn no_feature(name: &str) -> Self {
        Self(format!("no feature “{name}”; run cargo xtask fit --write"))
    }
}

impl Model {
    /// The model that comes with the program.
    ///
    /// # Panics
    /// If the file in the program is damaged, which the tests rule out.
    #[must_use]
    pub fn builtin() -> &'static Self {
        static BUILTIN: OnceLock<Model> = OnceLock::new();
        #[allow(clippy::expect_used)]
        BUILTIN.get_or_init(|| FOREST.parse().expect("model.txt is written by xtask fit"))
    }

    /// Probabilities of covered, weakened, conflicting, missing, the bias taken into account. Whoever asks about many
    /// obligations has a [`Forest`](super::forest::Forest).
    #[must_use]
    pub fn probabilities(&self, features: &Features) -> [f64; 4] {
        self.calibration.shares(self.sums(features), features)
    }

    /// What trees and network together say of the statuses.
    #[must_use]
    pub fn sums(&self, features: &Features) -> [f64; 4] {
        let mut sums = self.base;
        for (status, tree) in &self.trees {
            sums[*status as usize] += tree.answer(features);
        }
        let net = self.net.sums(features);
        std::array::from_fn(|status| sums[status] + net[status])
    }

    /// The status to report, given the probabilities: covered if that is likelier than any gap, else the likeliest gap.
    #[must_use]
    pub fn decide(probabilities: &[f64; 4]) -> Status {
        if probabilities[Status::Covered as usize] >= 0.5 {
            return Status::Covered;
        }
        let gaps = [Status::Weakened, Status::Conflicting, Status::Missing];
        let likelier =
            |a: &Status, b: &Status| probabilities[*a as usize].total_cmp(&probabilities[*b as usize]);
        gaps.into_iter().max_by(likelier).unwrap_or(Status::Missing)
    }

    /// As text; [`FromStr`] reads it.
    #[must_use]
    pub fn to_text(&self) -> String {
        let Calibration { sharpness, covered_bias } = self.calibration;
        let mut out = format!("sharpness {sharpness}\nbias {covered_bias}\nbase");
        write_numbers(&mut out, &self.base);
        for (status, tree) in &self.trees {
            let _ = writeln!(out, "tree {}", *status as usize);
            tree.write(&mut out);
        }
        self.net.write(&mut out);
        out
    }
}

impl Tree {
    /// A tree that always adds the same.
    #[must_use]
    pub fn leaf(value: f64) -> Self {
        Self { nodes: vec![Node { value, feature: 0, no: 0 }] }
    }

    /// A tree that asks whether a feature, by its number in [`NAMES`], is above a threshold.
    #[must_use]
    pub fn question(feature: usize, above: f64, [yes, no]: [Self; 2]) -> Self {
        // Both are small: there are some dozens of features, and of leaves in a tree.
        let mut nodes = vec![Node { value: above, feature: feature as u16, no: yes.nodes.len() as u16 + 1 }];
        nodes.extend(yes.nodes);
        nodes.extend(no.nodes);
        Self { nodes }
    }

    /// What the tree adds for these features.
    #[must_use]
    pub fn answer(&self, features: &Features) -> f64 {
        let mut at = 0;
        loop {
            let node = self.nodes[at];
            if node.no == 0 {
                return node.value;
            }
            let no = features[usize::from(node.feature)] <= node.value;
            at += if no { usize::from(node.no) } else { 1 };
        }
    }

    fn write(&self, out: &mut String) {
        for node in &self.nodes {
            let what = if node.no == 0 { "=" } else { NAMES[usize::from(node.feature)] };
            let _ = writeln!(out, "{what} {}", node.value);
        }
    }

    fn read(words: &mut SplitWhitespace<'_>) -> Result<Self, ModelError> {
        let mut tree = Self::default();
        tree.read_node(words)?;
        Ok(tree)
    }

    fn read_node(&mut self, words: &mut SplitWhitespace<'_>) -> Result<(), ModelError> {
        let word = words.next().ok_or_else(|| ModelError("a tree ends too early".to_owned()))?;
        let value = number(words)?;
        let at = self.nodes.len();
        self.nodes.push(Node { value, feature: 0, no: 0 });
        if word != "=" {
            let feature = features::number(word).ok_or_else(|| ModelError::no_feature(word))?;
            let feature = small(feature)?;
            self.read_node(words)?;
            let no = small(self.nodes.len() - at)?;
            self.read_node(words)?;
            self.nodes[at] = Node { value, feature, no };
        }
        Ok(())
    }
}

impl FromStr for Model {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        let mut words = text.split_whitespace();
        let mut model = Self::default();
        while let Some(word) = words.next() {
            match word {
                "sharpness" => model.calibration.sharpness = number(&mut words)?,
                "bias" => model.calibration.covered_bias = number(&mut words)?,
                "base" => read_numbers(&mut model.base, &mut words)?,
                "input" | "unit" | "net" => model.net.read(word, &mut words)?,
                "tree" => {
                    let status = number(&mut words)? as usize;
                    let status = Status::ALL.get(status).copied();
                    let status = status.ok_or_else(|| ModelError("no such status".to_owned()))?;
                    model.trees.push((status, Tree::read(&mut words)?));
                }
                other => return Err(ModelError(format!("{other} stands where a tree should begin"))),
            }
        }
        Ok(model)
    }
}

pub(super) fn number(words: &mut SplitWhitespace<'_>) -> Result<f64, ModelError> {
    let word = words.next().unwrap_or_default();
    word.parse().map_err(|_| ModelError(format!("“{word}” is no number")))
}

/// A number as a node holds it.
fn small(number: usize) -> Result<u16, ModelError> {
    u16::try_from(number).map_err(|_| ModelError("a tree is too large".to_owned()))
}

/// The rest of a line.
pub(super) fn write_numbers<'a>(out: &mut String, numbers: impl IntoIterator<Item = &'a f64>) {
    for number in numbers {
        let _ = write!(out, " {number}");
    }
    out.push('\n');
}

/// As many numbers as there are places.
pub(super) fn read_numbers(numbers: &mut [f64], words: &mut SplitWhitespace<'_>) -> Result<(), ModelError> {
    for own in numbers {
        *own = number(words)?;
    }
    Ok(())
}

/// Turns sums into probabilities.
#[must_use]
pub fn softmax(sums: [f64; 4]) -> [f64; 4] {
    let most = sums.iter().copied().fold(f64::MIN, f64::max);
    let powers = sums.map(|sum| libm::exp(sum - most));
    let total: f64 = powers.iter().sum();
    powers.map(|power| power / total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_that_comes_with_the_program_is_for_its_features() {
        assert!(Model::builtin().trees.len() > 50);
        let net = &Model::builtin().net;
        assert!(net.units.len() > 10 && net.inputs.len() > 50);
        for input in &net.inputs {
            assert_eq!(input.weights.len(), net.units.len());
            assert!(input.middle.is_finite() && input.weights.iter().all(|weight| weight.is_finite()));
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let text = "sharpness 1.5\nbias 0.2\nbase 0 1 2 3\ntree 1\nscore 0.5\n= 1\nhead 0.25\n= -1\n= 0.5\n\
            unit 0.5 2 0 0 -1\nunit 0 0 1 0 0\ninput score 0.5 0.25 1 -1\ninput head 0 1 0 0.5\nnet 0 -1 -2 0.5\n";
        let model: Model = text.parse().expect("a model");
        assert_eq!(model.to_text(), text);
        let mut features = [0.0; NAMES.len()];
        assert!((model.trees[0].1.answer(&features) - 0.5).abs() < 1e-12);
        features[super::features::number("score").expect("a feature")] = 0.6;
        assert!((model.trees[0].1.answer(&features) - 1.0).abs() < 1e-12);
        for wrong in [
            "tree 1\nnonsense 1\n",
            "input nonsense 0 1\n",
            "unit 0 1 2 3\n",
            "unit 0 1 2 3 4\ninput score 0 1\n",
            "input score 0 0\n",
            "input score 0 NaN\n",
            "input score 0 1\nunit 0 1 2 3 4\n",
            "net 0 1 2\n",
            "nonsense 1\n",
        ] {
            assert!(wrong.parse::<Model>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_tree_that_is_put_together_is_the_one_that_is_read() {
        let pair = |feature, values: [f64; 2]| Tree::question(feature, 0.5, values.map(Tree::leaf));
        let tree = Tree::question(1, 0.25, [pair(2, [1.0, 2.0]), pair(3, [3.0, 4.0])]);
        let model = Model { trees: vec![(Status::Weakened, tree)], ..Model::default() };
        assert_eq!(model.to_text().parse(), Ok(model));
    }

    #[test]
    fn covered_needs_half_of_the_probability_and_else_the_likeliest_gap_wins() {
        assert_eq!(Model::decide(&[0.5, 0.3, 0.1, 0.1]), Status::Covered);
        assert_eq!(Model::decide(&[0.4, 0.1, 0.35, 0.15]), Status::Conflicting);
    }
}
