//! The sheets of best answers, of frequencies, quantities and deadlines, and of shared wording.

use yaodian_core::Comparison;
use yaodian_core::compare::{ComparedPoint, Said};
use yaodian_core::copying::{Copying, Pair};

use super::super::XlsxError;
use super::super::cells::{Cell, Shade};
use super::super::sheet::{Column, Row, Sheet, columns};
use crate::comparison::{labels, obligation, point_title, relation, said};
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
        let text = obligation(comparison, &difference.obligation).map_or("", |one| one.text.as_str());
        let first = [
            Cell::document(&difference.obligation),
            Cell::document(text),
            Cell::Text(difference.kind.label().to_owned()),
            Cell::document(difference.asked.as_deref().unwrap_or("—")),
        ];
        let cells = order.iter().map(|plan| facet(&difference.said[*plan]));
        Row { cells: first.into_iter().chain(cells).collect(), strong: false }
    });
    let all: Vec<Column> = columns(&COLUMNS).into_iter().chain(names).collect();
    sheet.table(&all, 2, rows)
}

fn facet(own: &Said) -> Cell {
    let words = safe::line(said(own));
    match (&own.words, relation(own)) {
        (None, _) => Cell::Status(Shade::NotRequired, words.into()),
        (_, Some(short)) => Cell::Status(Shade::Weak, format!("{words}（{short}）").into()),
        _ => Cell::Text(words),
    }
}

/// Writes a row for each passage that two plans share.
pub(super) fn copying(
    sheet: &mut Sheet<'_>,
    comparison: &Comparison,
    copying: &Copying,
) -> Result<(), XlsxError> {
    const COLUMNS: [(&str, f64); 8] = [
        ("计划甲", 16.0),
        ("甲雷同占比", 12.0),
        ("计划乙", 16.0),
        ("乙雷同占比", 12.0),
        ("说明", 36.0),
        ("相似程度", 11.0),
        ("甲的文字", 60.0),
        ("乙的文字", 60.0),
    ];
    for cluster in copying.clusters.iter().filter(|cluster| cluster.plans.len() > 2) {
        sheet.note(&safe::line(&format!("一组：{}", labels(comparison, &cluster.plans))))?;
    }
    let rows = copying.pairs.iter().flat_map(|pair| passages(comparison, pair));
    sheet.table(&columns(&COLUMNS), 1, rows)
}

fn passages<'a>(comparison: &'a Comparison, pair: &'a Pair) -> impl Iterator<Item = Row> + 'a {
    let head = move || {
        let [one, other] = pair.plans.map(|plan| Cell::document(&comparison.plans[plan].label));
        let [own, others] = pair.share.map(|share| Cell::Share((share * 1000.0) as usize, 1000));
        [one, own, other, others, Cell::document(&pair.message)]
    };
    pair.passages.iter().map(move |passage| {
        let [own, others] = passage.places.each_ref().map(|place| Cell::document(&place.text));
        let rest = [Cell::Text(passage.likeness.label().to_owned()), own, others];
        Row { cells: head().into_iter().chain(rest).collect(), strong: false }
    })
}
