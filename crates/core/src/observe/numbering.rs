//! Numbers skipped or used twice among the numbered paragraphs of the plan.

use std::collections::HashMap;

use yaodian_text::numbering::{Mark, Style, leading_mark};

use super::Seen;
use crate::report::{Observation, ObservationKind};

/// A leading number above this counts nothing: it is a year or part of an address.
const MOST: u32 = 99;

pub(super) fn find(seen: &Seen<'_>) -> Vec<Observation> {
    let text = seen.plan.document.text();
    let mut sequence = Sequence::default();
    let mut out = Vec::new();
    for paragraph in &seen.plan.document.paragraphs {
        let Some(mark) = leading_mark(&text[paragraph.clone()]).filter(|mark| mark.number <= MOST) else {
            continue;
        };
        if let Some(before) = sequence.slip(mark) {
            let what = if mark.number == before { "重号" } else { "跳号" };
            let words = &text[paragraph.start..paragraph.start + mark.len];
            let message = format!("编号“{}”前面一个是{before}，疑似{what}", words.trim());
            let at = paragraph.start..paragraph.start + mark.len;
            out.push(seen.observation(ObservationKind::Numbering, at, message));
        }
    }
    out
}

/// The numbers seen so far.
#[derive(Default)]
struct Sequence {
    /// Styles in force, outermost first, each with its last number.
    open: Vec<(Style, u32)>,
    /// The last number of each style anywhere: numbers may run on through the sections.
    last: HashMap<Style, u32>,
}

impl Sequence {
    /// Takes the next mark; the number before it if the two do not follow each other.
    fn slip(&mut self, mark: Mark) -> Option<u32> {
        let depth = self.open.iter().position(|(style, _)| *style == mark.style);
        let before = depth.map(|depth| self.open[depth].1);
        self.open.truncate(depth.unwrap_or(self.open.len()));
        self.open.push((mark.style, mark.number));
        let running = self.last.insert(mark.style, mark.number);
        let follows = |number: u32| number + 1 == mark.number;
        match before {
            // A new list may begin anywhere.
            _ if mark.number == 1 && before != Some(1) => None,
            Some(before) => (!follows(before)).then_some(before),
            None => running.filter(|running| !follows(*running)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slips(lines: &[&str]) -> Vec<u32> {
        let mut sequence = Sequence::default();
        lines.iter().filter_map(|line| sequence.slip(leading_mark(line)?)).collect()
    }

    #[test]
    fn finds_skipped_and_repeated_numbers() {
        assert_eq!(slips(&["一、甲", "二、乙", "四、丁"]), [2]);
        assert_eq!(slips(&["1.甲", "2.乙", "2.丙", "3.丁"]), [2]);
    }

    #[test]
    fn numbers_may_start_again_or_run_on_in_the_next_section() {
        assert!(slips(&["一、甲", "1.子", "2.丑", "二、乙", "1.寅", "2.卯"]).is_empty());
        assert!(slips(&["一、甲", "1.子", "2.丑", "二、乙", "3.寅", "4.卯"]).is_empty());
    }
}
