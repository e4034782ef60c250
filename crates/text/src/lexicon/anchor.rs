//! What a text must contain for a pattern to match at all. Shared with `build.rs`.
//!
//! Most of the lexicon's patterns match nothing in most texts. Looking for their literal parts first, all at once, leaves
//! a handful to compile and run.

use regex_syntax::hir::{Hir, HirKind};

/// A class of more characters than this is no literal.
const CLASS: usize = 12;
/// More alternatives than this are no help.
const ALTERNATIVES: usize = 64;

/// No pattern is held to more conditions than this.
const CONDITIONS: usize = 6;

/// Conditions on a text, all of which it must meet for `pattern` to match in it: of each, at least one string must occur.
/// None if nothing is known, or the pattern is none.
#[must_use]
pub fn anchors(pattern: &str) -> Vec<Vec<String>> {
    let mut conditions = regex_syntax::parse(pattern).map(|hir| required(&hir)).unwrap_or_default();
    // Long strings tell most; of equals the condition with fewer strings.
    conditions.sort_by_key(|strings| {
        let shortest = strings.iter().map(String::len).min().unwrap_or(0);
        (std::cmp::Reverse(shortest), strings.len())
    });
    conditions.dedup();
    conditions.truncate(CONDITIONS);
    conditions
}

fn required(hir: &Hir) -> Vec<Vec<String>> {
    match hir.kind() {
        HirKind::Literal(literal) => {
            String::from_utf8(literal.0.to_vec()).map(|text| vec![vec![text]]).unwrap_or_default()
        }
        HirKind::Class(regex_syntax::hir::Class::Unicode(class)) => {
            let count: usize =
                class.ranges().iter().map(|range| range.end() as usize - range.start() as usize + 1).sum();
            if count > CLASS {
                return Vec::new();
            }
            vec![
                class
                    .ranges()
                    .iter()
                    .flat_map(|range| range.start()..=range.end())
                    .map(String::from)
                    .collect(),
            ]
        }
        HirKind::Repetition(repetition) if repetition.min > 0 => required(&repetition.sub),
        HirKind::Capture(capture) => required(&capture.sub),
        HirKind::Concat(parts) => parts.iter().flat_map(required).collect(),
        // Each alternative contributes its most telling condition.
        HirKind::Alternation(parts) => {
            let mut all = Vec::new();
            for part in parts {
                let best =
                    required(part).into_iter().max_by_key(|strings| strings.iter().map(String::len).min());
                let Some(mut best) = best else { return Vec::new() };
                all.append(&mut best);
            }
            all.sort();
            all.dedup();
            if all.len() <= ALTERNATIVES { vec![all] } else { Vec::new() }
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::anchors;

    #[test]
    fn finds_what_must_be_there() {
        assert_eq!(anchors("由谁.{0,4}(办|干)"), [vec!["由谁"], vec!["办", "干"]]);
        assert_eq!(anchors("(今年|本年)不(再)?"), [vec!["今年", "本年"], vec!["不"]]);
        assert_eq!(anchors("去?看一?看"), [vec!["看"]]);
        assert!(anchors(".*").is_empty());
    }
}
