//! The features by name.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Names of the features. The first is no question for a tree: it is what the model adds for `missing`.
pub const NAMES: [&str; 76] = [
    "foreign",
    "score",
    "score-squared",
    "own-words",
    "precision",
    "margin-second",
    "margin-other",
    "beaten-by-other",
    "action",
    "no-action",
    "head",
    "weakest-heavy",
    "two-heaviest",
    "unmatched-mass",
    "bigrams",
    "siblings-near",
    "alien",
    "length",
    "words",
    "direct",
    "background",
    "others-duty",
    "heading",
    "distractor-better",
    "facets-met",
    "facets-silent",
    "list-missing",
    "score-x-flag",
    "frequency",
    "quantity",
    "deadline",
    "later-year",
    "year",
    "document",
    "place",
    "list",
    "negated",
    "postponed",
    "hedged",
    "reduced-scope",
    "any-hard-flag",
    "score-low",
    "exact-share",
    "score-x-negated",
    "substituted",
    "deliverable",
    "other-body",
    "weak-flags",
    "best-clause",
    "clauses",
    "owned",
    "heaviest",
    "copied",
    "copied-x-inexact",
    "among-obligations",
    "above-obligations",
    "things",
    "alike",
    "heaviest-unmatched",
    "sentence-recall",
    "unit-recall",
    "context-gain",
    "alien-heaviest",
    "order",
    "title",
    "unanswered",
    "probable",
    "company",
    "best-company",
    "probable-score",
    "alien-sectors",
    "alien-sectors-around",
    "alien-to-notice",
    "sector-lost",
    "sectors",
    "sectors-met",
];

/// Place of a feature in [`NAMES`], if there is one of that name.
#[must_use]
pub fn number(name: &str) -> Option<usize> {
    static NUMBERS: LazyLock<HashMap<&str, usize>> =
        LazyLock::new(|| NAMES.iter().copied().zip(0..).collect());
    NUMBERS.get(name).copied()
}

/// Place of a feature in [`NAMES`]; a name that is not there is an error of the compiler.
pub(in crate::verdict) const fn place(name: &str) -> usize {
    let mut number = 0;
    while !same(NAMES[number], name) {
        number += 1;
    }
    number
}

const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    at == a.len() && at == b.len()
}

/// One obligation as the model sees it.
pub type Features = [f64; NAMES.len()];
