//! The smaller tables: plans side by side, coverage, how the paper came about.

use yaodian_core::report::{ObligationCounts, PointStatus};
use yaodian_core::{Report, Status};

use super::markup::{Body, Cell, Style};
use crate::coverage::{self, Level, Line};
use crate::json::PlanError;
use crate::settings::{Fact, NOT_REQUIRED, Settings, TERMS, facts, meaning};
use crate::{figures, safe, signs};

/// The colour behind a sum.
pub(super) const SUM: &str = "F3F6F8";

/// Figures and their shares of the width.
const FIGURES: [(&str, u32); 6] =
    [("覆盖率", 9), ("要求数", 8), ("已覆盖", 8), ("弱化", 7), ("冲突", 7), ("缺失", 7)];

/// The colour behind a status: what it means is said in words.
pub(super) fn shade(status: Status) -> &'static str {
    match status {
        Status::Covered => "E2F0E7",
        Status::Weakened => "FBEFD9",
        Status::Conflicting => "FBE3E1",
        Status::Missing => "E7E8F5",
    }
}

/// Plans side by side, then those that could not be checked.
pub(super) fn overview(body: &mut Body, reports: &[Report], errors: &[PlanError]) {
    let columns: Vec<_> = [("计划", 40)].into_iter().chain(FIGURES).collect();
    let rows = reports.iter().map(|report| {
        let mut cells = vec![Cell::text(&safe::line(&report.plan.name))];
        cells.extend(figures_of(&report.summary.obligations));
        cells
    });
    body.table(&columns, rows);
    if !errors.is_empty() {
        body.paragraph(Style::Heading1, "未能核对的计划");
        let rows = errors.iter().map(|error| {
            vec![Cell::text(&safe::line(&error.name)), Cell::text(&safe::lines(&error.message))]
        });
        body.table(&[("计划", 30), ("原因", 70)], rows);
    }
}

/// The coverage of a plan, by section and point.
pub(super) fn coverage(body: &mut Body, report: &Report) {
    let columns: Vec<_> = [("要点", 46), ("状态", 10)].into_iter().chain(FIGURES).collect();
    body.table(&columns, coverage::lines(report).iter().map(row));
}

fn row(line: &Line) -> Vec<Cell> {
    let name = match line.level {
        Level::Whole => line.level.label(),
        Level::Section => &line.section,
        Level::Point => &line.point,
    };
    let mut cells = vec![Cell::text(name), status(line)];
    cells.extend(figures_of(&line.counts));
    if line.level == Level::Point {
        cells
    } else {
        cells.into_iter().map(|cell| cell.strong().on(SUM)).collect()
    }
}

fn status(line: &Line) -> Cell {
    match line.status {
        None => Cell::text(""),
        Some(_) if line.counts.required() == 0 => not_required(),
        Some(status) => {
            let colour = match status {
                PointStatus::Covered => Status::Covered,
                PointStatus::Partial => Status::Weakened,
                PointStatus::Missing => Status::Missing,
            };
            Cell::text(&format!("{} {}", signs::point(status), status.label())).on(shade(colour))
        }
    }
}

fn figures_of(counts: &ObligationCounts) -> impl Iterator<Item = Cell> {
    let required = counts.required();
    let figures = [figures::percent(counts.covered, required), required.to_string()];
    figures
        .into_iter()
        .chain(Status::ALL.map(|status| counts.of(status).to_string()))
        .map(|figure| Cell::figure(&figure))
}

/// A status in words, with its sign, on its colour.
pub(super) fn of_status(status: Status) -> Cell {
    Cell::text(&format!("{} {}", signs::status(status), status.label())).on(shade(status))
}

/// What stands where nothing is required.
pub(super) fn not_required() -> Cell {
    Cell::text(&format!("{} {}", signs::NOT_REQUIRED, signs::NOT_REQUIRED_LABEL))
}

/// How the paper came about, and what its words mean.
pub(super) fn settings(body: &mut Body, reports: &[Report], settings: &Settings<'_>) {
    let facts = facts(reports, settings).into_iter().map(|(name, fact)| {
        let value = match fact {
            Fact::Text(text) => safe::line(&text),
            Fact::Count(count) => figures::thousands(count),
        };
        vec![Cell::text(&safe::line(name)), Cell::text(&value)]
    });
    let statuses = Status::ALL.into_iter().map(|status| vec![of_status(status), Cell::text(meaning(status))]);
    let not_required = [vec![not_required(), Cell::text(NOT_REQUIRED)]];
    let terms = TERMS.into_iter().map(|(term, meaning)| vec![Cell::text(term), Cell::text(meaning)]);
    body.table(&[("", 18), ("", 82)], facts.chain(statuses).chain(not_required).chain(terms));
}
