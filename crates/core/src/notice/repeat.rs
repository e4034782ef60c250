//! A body that stands twice in the source (a web page saved with its print version) is one body.

use std::collections::HashMap;
use std::ops::Range;

use super::Warning;
use crate::document::Document;

/// Paragraphs shorter than this many bytes may well be said twice on purpose.
const LONG: usize = 60;
/// A body counts as repeated from this many long paragraphs on.
const ENOUGH: usize = 3;

/// The paragraphs without those of a repeated body; says so in a warning.
pub(super) fn without_repeated_body(document: &Document, warnings: &mut Vec<Warning>) -> Vec<Range<usize>> {
    let text = document.text();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let mut repeated = vec![false; document.paragraphs.len()];
    for (index, range) in document.paragraphs.iter().enumerate() {
        let paragraph = &text[range.clone()];
        match seen.get(paragraph) {
            Some(_) => repeated[index] = true,
            None => {
                seen.insert(paragraph, index);
            }
        }
    }
    let long = |index: &usize| repeated[*index] && document.paragraphs[*index].len() >= LONG;
    let count = (0..repeated.len()).filter(long).count();
    if count < ENOUGH {
        return document.paragraphs.clone();
    }
    warnings.push(Warning {
        kind: "repeated-body".to_owned(),
        message: format!("通知正文在文件中出现了两遍（{count}段重复），已按一遍计算"),
    });
    // Short paragraphs inside the repeated stretch go with it.
    let first = (0..repeated.len()).find(long).unwrap_or(0);
    let begin = (0..first).rev().take_while(|index| repeated[*index]).last().unwrap_or(first);
    document
        .paragraphs
        .iter()
        .enumerate()
        .filter(|(index, _)| *index < begin || !repeated[*index])
        .map(|(_, range)| range.clone())
        .collect()
}
