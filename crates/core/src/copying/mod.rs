//! Who copied whom: passages that plans share, the notice's own text taken out, whatever places and levels they name.

mod candidates;
mod copies;
mod fold;
mod leftovers;
mod message;
mod passages;
mod prints;
mod rarity;
mod settings;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use yaodian_text::Lexicon;

pub use copies::Copies;
pub use prints::{Known, Prints};

use crate::document::{Document, Span};

/// Who copied whom among some plans, with the words of every passage. For many, see [`Copies`], which needs no texts.
#[must_use]
pub fn find(documents: &[&Document], known: &Known, lexicon: &Lexicon) -> Copying {
    let mut copies = Copies::default();
    documents.iter().for_each(|document| copies.add(Prints::of(document, known, lexicon)));
    let mut copying = copies.finish();
    copying.quote(|plan| documents[plan]);
    copying
}

/// What plans share with each other. A plan is meant by its number: the order in which the plans were added.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Copying {
    /// Pairs that share more than answers to the same notice do, the closest first.
    pub pairs: Vec<Pair>,
    /// Plans that hang together by such pairs, the largest first.
    pub clusters: Vec<Cluster>,
}

impl Copying {
    /// Puts in the words of every passage. `document` gives the plan of a number.
    pub fn quote<'a>(&mut self, document: impl Fn(usize) -> &'a Document) {
        for pair in &mut self.pairs {
            for passage in &mut pair.passages {
                for (excerpt, plan) in passage.places.iter_mut().zip(pair.plans) {
                    let span = Span { start: excerpt.start, end: excerpt.end };
                    excerpt.text = document(plan).quote(span).to_owned();
                }
            }
        }
    }
}

/// Two plans that share wording of their own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Pair {
    /// The two plans, the smaller number first.
    pub plans: [usize; 2],
    /// How much of the wording of either's own stands in the other, 0 to 1; what they have from the notice does not count.
    pub share: [f64; 2],
    /// What `share` (the larger) is above chance: 0 is what any two of these plans share, 1 everything.
    pub above_chance: f64,
    /// Whether the texts are the same to the letter, white space and the width of signs aside.
    pub identical: bool,
    /// The passages, in the order of the first plan.
    pub passages: Vec<Passage>,
    /// Names of either's place that were left in the other.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub leftovers: Vec<Leftover>,
    /// One sentence in Chinese that says what is shared.
    pub message: String,
}

/// A passage that stands in both plans of a pair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Passage {
    /// Where it stands in either plan.
    pub places: [Excerpt; 2],
    /// How alike the two are.
    pub likeness: Likeness,
}

/// The name of one plan's place in the shared wording of another: a sign of who copied from whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Leftover {
    /// The plan it stands in.
    pub plan: usize,
    /// The plan whose place it is.
    pub of: usize,
    /// The name.
    pub name: String,
    /// First byte in the plan's file as given.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

/// A piece of a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Excerpt {
    /// First byte in the plan's file as given.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The words as written; empty as long as nobody has put them in.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// How alike two passages are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Likeness {
    /// 一字不差: word for word.
    Verbatim,
    /// 只换名称: but for places, levels and numbers.
    Renamed,
    /// 略有改写: some words are others.
    Reworded,
}

impl Likeness {
    /// Its Chinese name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Verbatim => "一字不差",
            Self::Renamed => "只换名称",
            Self::Reworded => "略有改写",
        }
    }
}

/// Plans that hang together by pairs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Cluster {
    /// The plans, in order.
    pub plans: Vec<usize>,
    /// How many of the pairs are among them.
    pub pairs: usize,
}
