//! Putting suggested wording where it belongs in the plan, as if typed: the browser's own undo takes it back.

use yaodian_core::report::{Position, Suggestion};

use crate::dom::paper;
use crate::state::Plan;
use crate::text::{Lines, Spot};

/// Puts a suggestion into the plan; the report it is of must be of the plan as it stands.
pub fn apply(plan: &Plan, suggestion: &Suggestion) {
    let Some(root) = paper::root() else { return };
    let (from, to, text) = edit(&plan.lines, &plan.source, suggestion);
    paper::replace(&root, from, to, &text);
}

/// What is replaced, and by what. What is added is a line of its own.
fn edit(lines: &Lines, source: &str, suggestion: &Suggestion) -> (Spot, Spot, String) {
    let text = suggestion.text.trim_end();
    match suggestion.position {
        Position::Replace(span) => {
            (lines.spot(source, span.start), lines.spot(source, span.end), text.to_owned())
        }
        Position::After(byte) => {
            let Spot { line, .. } = lines.spot(source, byte);
            let range = lines.ranges().nth(line).unwrap_or_default();
            let end = lines.spot(source, range.end);
            let text = if range.is_empty() { text.to_owned() } else { format!("\n{text}") };
            (end, end, text)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use yaodian_core::Span;

    const PLAN: &str = "\u{feff}一、总则\r\n每半年督查。\n\n某市";

    fn edited(position: Position) -> (Spot, Spot, String) {
        edit(&Lines::new(PLAN), PLAN, &Suggestion { text: "每季度督查。".to_owned(), position })
    }

    #[test]
    fn what_is_added_is_a_line_of_its_own() {
        for byte in [PLAN.find("\r\n").unwrap(), 0] {
            let end = Spot { line: 0, unit: 4 };
            assert_eq!(edited(Position::After(byte)), (end, end, "\n每季度督查。".to_owned()));
        }
        let empty = Spot { line: 2, unit: 0 };
        let byte = PLAN.find("\n某").unwrap();
        assert_eq!(edited(Position::After(byte)), (empty, empty, "每季度督查。".to_owned()));
    }

    #[test]
    fn what_is_replaced_is_the_stretch() {
        let start = PLAN.find("每半年").unwrap();
        let span = Span { start, end: start + "每半年督查。".len() };
        let (from, to, text) = edited(Position::Replace(span));
        assert_eq!((from, to), (Spot { line: 1, unit: 0 }, Spot { line: 1, unit: 6 }));
        assert_eq!(text, "每季度督查。");
    }
}
