//! The sheets of best answers, of frequencies, quantities and deadlines, and of shared wording.

use yaodian_core::compare::{ComparedPoint, Said};
use yaodian_core::{Comparison, Status};

use super::super::XlsxError;
use super::super::cells::{Cell, Shade};
use super::super::sheet::{Column, Row, Sheet, columns};
use crate::comparison::walk::{self, Copied};
use crate::comparison::{labels, point_title, titles};
use crate::safe;

/// Writes who answers each point best, why, and with which words.
pub(super) fn best(sheet: &mut Sheet<'_>, comparison: &Comparison) -> Result<(), XlsxError> {
    const COLUMNS: [(&str, f64); 4] = [("要点", 40.0), ("计划", 22.0), ("为何", 40.0), ("计划原文", 80.0)];
    let rows = comparison.points.iter().map(|point| {
        let (plans, reason, words) = match &point.best {
            Some(best) => (
                labels(comparison, &best.plans),
                best.reason.clone(),
                best.plans.first().map(|plan| words(point, *plan)).unwrap_or_default(),
            ),
            None => Default::default(),
        };
        let cells = vec![
            Cell::Text(point_title(point)),
            Cell::document(&plans),
            Cell::document(&reason),
            Cell::Text(words),
        ];
        Row { cells, strong: false }
    });
    sheet.table(&columns(&COLUMNS), 1, rows)
}

/// What a plan says to a point, each passage once and on a line of its own.
fn words(point: &ComparedPoint, plan: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    for evidence in point.obligations.iter().flat_map(|one| &one.answers[plan].evidence) {
        let line = safe::line(&evidence.text);
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.join("\n")
}

/// Writes what the notice asks for and what each plan says, those that fall short in colour.
pub(super) fn differences(sheet: &mut Sheet<'_>, comparison: &Comparison) -> Result<(), XlsxError> {
    const COLUMNS: [(&str, f64); 4] = [("编号", 8.0), ("通知要求", 46.0), ("类别", 8.0), ("通知", 16.0)];
    let order = comparison.ranking();
    let names =
        order.iter().map(|plan| Column { title: safe::line(&comparison.plans[*plan].label), width: 14.0 });
    let rows = comparison.differences.iter().map(|difference| {
        let text = walk::text_of(comparison, difference);
        let first = [
            Cell::document(&difference.obligation),
            Cell::document(text),
            Cell::Text(difference.kind.label().to_owned()),
            Cell::document(walk::asked(difference)),
        ];
        let cells = order.iter().map(|plan| facet(&difference.said[*plan]));
        Row { cells: first.into_iter().chain(cells).collect(), strong: false }
    });
    let all: Vec<Column> = columns(&COLUMNS).into_iter().chain(names).collect();
    sheet.table(&all, 2, rows)
}

fn facet(own: &Said) -> Cell {
    let words = safe::line(&walk::facet(own));
    match walk::colour(own) {
        None => Cell::Status(Shade::NotRequired, words.into()),
        Some(Status::Weakened) => Cell::Status(Shade::Weak, words.into()),
        Some(_) => Cell::Text(words),
    }
}

/// Writes a row for each passage that two plans share.
pub(super) fn copying(sheet: &mut Sheet<'_>, comparison: &Comparison) -> Result<(), XlsxError> {
    const COLUMNS: [(&str, f64); 9] = [
        ("计划甲", 16.0),
        ("甲雷同占比", 12.0),
        ("计划乙", 16.0),
        ("乙雷同占比", 12.0),
        ("说明", 36.0),
        (titles::LEFT, 30.0),
        ("相似程度", 11.0),
        ("甲的文字", 60.0),
        ("乙的文字", 60.0),
    ];
    for cluster in walk::clusters(comparison) {
        sheet.note(&safe::line(&format!("一组：{cluster}")))?;
    }
    let mut pairs = walk::copied(comparison).peekable();
    if pairs.peek().is_none() {
        sheet.note(titles::NO_COPYING)?;
    }
    sheet.table(&columns(&COLUMNS), 1, pairs.flat_map(passages))
}

fn passages(own: Copied<'_>) -> Vec<Row> {
    let Copied { pair, names, left, .. } = own;
    let left: Vec<String> = left.into_iter().map(|(_, sentence)| safe::line(&sentence)).collect();
    let row = |rest: [Cell; 3]| {
        let [one, other] = names.map(Cell::document);
        let [share, others] = pair.share.map(|share| Cell::Share((share * 1000.0) as usize, 1000));
        let head = [one, share, other, others, Cell::document(&pair.message), Cell::Text(left.join("\n"))];
        Row { cells: head.into_iter().chain(rest).collect(), strong: false }
    };
    if pair.passages.is_empty() {
        // The same text without a word of its own.
        return vec![row([Cell::Empty, Cell::Empty, Cell::Empty])];
    }
    let passages = pair.passages.iter().map(|passage| {
        let [first, second] = passage.places.each_ref().map(|place| Cell::document(&place.text));
        row([Cell::Text(passage.likeness.label().to_owned()), first, second])
    });
    passages.collect()
}
