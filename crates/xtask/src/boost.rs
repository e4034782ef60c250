//! Gradient boosting of small trees with a softmax loss, over histograms. The crates that train such models are
//! unmaintained, have no licence that we can use, or know two classes only; ours has what the fit needs and no more.

use yaodian_core::Status;
use yaodian_core::verdict::features::{Features, NAMES};
use yaodian_core::verdict::model::{Model, Tree, softmax};

/// One row to learn from.
pub struct Row<'a> {
    pub features: &'a Features,
    /// Number of its status.
    pub want: usize,
    pub weight: f64,
}

/// How the forest grows.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Rounds; each adds a tree for every status.
    pub rounds: usize,
    /// Share of a tree's answer that is taken.
    pub step: f64,
    /// Answers of a tree.
    pub leaves: usize,
    /// Penalty on large answers.
    pub ridge: f64,
    /// Weight that must stand behind an answer.
    pub least: f64,
    /// Share of the features that a tree may ask about.
    pub features: f64,
}

/// A feature is cut into at most so many bins.
const BINS: usize = 48;

/// Grows a forest.
pub fn grow(rows: &[Row<'_>], settings: Settings) -> Model {
    let binned = Binned::new(rows);
    let total: f64 = rows.iter().map(|row| row.weight).sum();
    let base = [0, 1, 2, 3].map(|status| {
        let own: f64 = rows.iter().filter(|row| row.want == status).map(|row| row.weight).sum();
        (own / total).max(1e-6).ln()
    });
    let mut model = Model { base: base.map(rounded), ..Model::default() };
    let mut sums: Vec<[f64; 4]> = vec![model.base; rows.len()];
    let mut dice = fastrand::Rng::with_seed(7);
    for _ in 0..settings.rounds {
        let shares: Vec<[f64; 4]> = sums.iter().map(|sums| softmax(*sums)).collect();
        for status in Status::ALL {
            let slopes: Vec<(f64, f64)> = rows
                .iter()
                .zip(&shares)
                .map(|(row, shares)| {
                    let share = shares[status as usize];
                    let wanted = f64::from(u8::from(row.want == status as usize));
                    (row.weight * (wanted - share), row.weight * (share * (1.0 - share)).max(1e-6))
                })
                .collect();
            let count = (NAMES.len() as f64 * settings.features).ceil() as usize;
            let asked = dice.choose_multiple(1..NAMES.len(), count);
            let tree = Grower { binned: &binned, slopes: &slopes, asked: &asked, settings }.tree();
            for (row, sums) in rows.iter().zip(&mut sums) {
                sums[status as usize] += tree.answer(row.features);
            }
            model.trees.push((status, tree));
        }
    }
    model
}

/// To four places, as a model is written: what is fitted is what is read.
pub fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

/// Features as numbers of bins.
struct Binned {
    /// For each feature, the upper edges of its bins but the last.
    edges: Vec<Vec<f64>>,
    /// For each row and feature, the bin.
    bins: Vec<[u8; NAMES.len()]>,
}

impl Binned {
    fn new(rows: &[Row<'_>]) -> Self {
        let edges: Vec<Vec<f64>> = (0..NAMES.len())
            .map(|feature| {
                let mut values: Vec<f64> = rows.iter().map(|row| row.features[feature]).collect();
                values.sort_by(f64::total_cmp);
                let mut edges: Vec<f64> =
                    (1..BINS).map(|bin| rounded(values[bin * (values.len() - 1) / BINS])).collect();
                values.dedup();
                // Few values, like those of yes and no, are cut between each two.
                if values.len() <= BINS {
                    edges = values.windows(2).map(|pair| rounded(f64::midpoint(pair[0], pair[1]))).collect();
                }
                edges.dedup();
                edges
            })
            .collect();
        let bins = rows
            .iter()
            .map(|row| {
                // Bins are fewer than 256.
                std::array::from_fn(|feature| {
                    edges[feature].partition_point(|edge| *edge < row.features[feature]) as u8
                })
            })
            .collect();
        Self { edges, bins }
    }
}

struct Grower<'a> {
    binned: &'a Binned,
    /// Slope and curvature of the loss of each row.
    slopes: &'a [(f64, f64)],
    asked: &'a [usize],
    settings: Settings,
}

/// Rows that share an answer so far, and the best question to part them by.
struct Leaf {
    rows: Vec<u32>,
    /// Index of its node.
    node: usize,
    question: Option<(f64, usize, usize)>,
}

enum Node {
    Answer(f64),
    Question { feature: usize, bin: usize, branches: [usize; 2] },
}

impl Grower<'_> {
    /// Parts the leaf that gains most, until there are enough.
    fn tree(&self) -> Tree {
        let all: Vec<u32> = (0..self.slopes.len() as u32).collect();
        let mut nodes = vec![Node::Answer(self.value(&all))];
        let mut leaves = vec![self.leaf(all, 0)];
        while leaves.len() < self.settings.leaves {
            let gain = |leaf: &Leaf| leaf.question.map_or(0.0, |question| question.0);
            let best = (0..leaves.len()).max_by(|a, b| gain(&leaves[*a]).total_cmp(&gain(&leaves[*b])));
            let Some(best) = best.filter(|best| gain(&leaves[*best]) > 1e-6) else { break };
            let leaf = leaves.swap_remove(best);
            let Some((_, feature, bin)) = leaf.question else { break };
            let (yes, no): (Vec<u32>, Vec<u32>) = leaf
                .rows
                .iter()
                .partition(|row| usize::from(self.binned.bins[**row as usize][feature]) > bin);
            let branches = [nodes.len(), nodes.len() + 1];
            nodes.push(Node::Answer(self.value(&yes)));
            nodes.push(Node::Answer(self.value(&no)));
            nodes[leaf.node] = Node::Question { feature, bin, branches };
            leaves.push(self.leaf(yes, branches[0]));
            leaves.push(self.leaf(no, branches[1]));
        }
        self.finished(&nodes, 0)
    }

    fn finished(&self, nodes: &[Node], at: usize) -> Tree {
        match &nodes[at] {
            Node::Answer(value) => Tree::leaf(rounded(*value)),
            Node::Question { feature, bin, branches } => Tree::question(
                *feature,
                self.binned.edges[*feature][*bin],
                branches.map(|branch| self.finished(nodes, branch)),
            ),
        }
    }

    fn value(&self, rows: &[u32]) -> f64 {
        let (slope, curve) = self.sum(rows);
        self.settings.step * slope / (curve + self.settings.ridge)
    }

    fn sum(&self, rows: &[u32]) -> (f64, f64) {
        rows.iter()
            .map(|row| self.slopes[*row as usize])
            .fold((0.0, 0.0), |sum, own| (sum.0 + own.0, sum.1 + own.1))
    }

    /// The leaf with the question that gains most: (gain, feature, last bin of no).
    fn leaf(&self, rows: Vec<u32>, node: usize) -> Leaf {
        let (slope, curve) = self.sum(&rows);
        let gain = |slope: f64, curve: f64| slope * slope / (curve + self.settings.ridge);
        let mut question: Option<(f64, usize, usize)> = None;
        for feature in self.asked {
            let mut bins = [(0.0, 0.0, 0usize); BINS + 1];
            for row in &rows {
                let bin = &mut bins[usize::from(self.binned.bins[*row as usize][*feature])];
                let own = self.slopes[*row as usize];
                *bin = (bin.0 + own.0, bin.1 + own.1, bin.2 + 1);
            }
            let mut low = (0.0, 0.0, 0usize);
            for (bin, own) in bins.iter().enumerate().take(self.binned.edges[*feature].len()) {
                low = (low.0 + own.0, low.1 + own.1, low.2 + own.2);
                let enough =
                    low.2 as f64 >= self.settings.least && (rows.len() - low.2) as f64 >= self.settings.least;
                let gained = gain(low.0, low.1) + gain(slope - low.0, curve - low.1) - gain(slope, curve);
                if enough && question.is_none_or(|known| gained > known.0) {
                    question = Some((gained, *feature, bin));
                }
            }
        }
        Leaf { rows, node, question }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn learns_what_two_features_say_together() {
        let mut dice = fastrand::Rng::with_seed(1);
        let made: Vec<(Features, usize)> = (0..400)
            .map(|_| {
                let mut features = [0.0; NAMES.len()];
                features[1] = dice.f64();
                features[2] = dice.f64();
                let want = usize::from((features[1] > 0.5) != (features[2] > 0.5));
                (features, want)
            })
            .collect();
        let rows: Vec<Row<'_>> =
            made.iter().map(|(features, want)| Row { features, want: *want, weight: 1.0 }).collect();
        let settings = Settings { rounds: 40, step: 0.2, leaves: 4, ridge: 1.0, least: 5.0, features: 1.0 };
        let model = grow(&rows, settings);
        let right = made.iter().filter(|(features, want)| {
            let shares = model.probabilities(features);
            usize::from(shares[1] > shares[0]) == *want
        });
        assert!(right.count() >= 380);
    }
}
