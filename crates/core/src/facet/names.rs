//! Named documents 《…》 and quoted names “…”.

use std::ops::Range;

/// A name between marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Where it stands, marks left out.
    pub range: Range<usize>,
    /// Between which marks.
    pub kind: NamedKind,
    /// The name.
    pub text: String,
}

/// Marks around a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamedKind {
    /// 《…》
    Document,
    /// “…”
    Quoted,
}

/// All names in `text`, in order; nested ones are part of the outer.
#[must_use]
pub fn parse(text: &str) -> Vec<Named> {
    let mut out = Vec::new();
    let mut open: Option<(usize, char, usize)> = None;
    for (at, character) in text.char_indices() {
        match (character, open) {
            ('《' | '“', None) => open = Some((at + character.len_utf8(), character, 1)),
            ('《', Some((start, '《', depth))) => open = Some((start, '《', depth + 1)),
            ('》', Some((start, '《', 1))) => {
                push(&mut out, text, start..at, NamedKind::Document);
                open = None;
            }
            ('》', Some((start, '《', depth))) => open = Some((start, '《', depth - 1)),
            ('”', Some((start, '“', _))) => {
                push(&mut out, text, start..at, NamedKind::Quoted);
                open = None;
            }
            ('。' | '\n', Some(_)) => open = None,
            _ => {}
        }
    }
    out
}

fn push(out: &mut Vec<Named>, text: &str, range: Range<usize>, kind: NamedKind) {
    if !range.is_empty() {
        out.push(Named { text: text[range.clone()].to_owned(), range, kind });
    }
}

/// Whether a document's title shares most of its characters with another's; both without their places.
#[must_use]
pub fn likeness(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let pairs = |name: &[char]| name.windows(2).map(|pair| (pair[0], pair[1])).collect::<Vec<_>>();
    let (a, mut b) = (pairs(&a), pairs(&b));
    let total = a.len() + b.len();
    let shared = a
        .iter()
        .filter(|pair| {
            b.iter().position(|other| other == *pair).is_some_and(|at| {
                b.swap_remove(at);
                true
            })
        })
        .count();
    if total == 0 { 0.0 } else { 2.0 * shared as f64 / total as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_names_and_nested_ones() {
        let names = parse("出台《落实《意见》的措施》，推广“陇上食安”平台");
        assert_eq!(
            names.iter().map(|name| name.text.as_str()).collect::<Vec<_>>(),
            ["落实《意见》的措施", "陇上食安"]
        );
    }

    #[test]
    fn likeness_is_one_for_equals_and_low_for_strangers() {
        assert!(likeness("食品安全事故应急预案", "食品安全事故应急预案") > 0.99);
        assert!(likeness("食品安全事故应急预案", "社会监督员管理办法") < 0.1);
    }
}
