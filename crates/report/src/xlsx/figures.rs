//! The cells that a plan has in every sheet with a row for each plan.

use yaodian_core::Status;
use yaodian_core::report::ObligationCounts;

use super::cells::Cell;
use super::sheet::Row;
use crate::safe;

/// The figures of a plan, and why it has none.
pub(super) const COLUMNS: [(&str, f64); 8] = [
    ("覆盖率", 11.0),
    ("含豁免", 11.0),
    ("要求数", 9.0),
    ("已覆盖", 9.0),
    ("弱化", 9.0),
    ("冲突", 9.0),
    ("缺失", 9.0),
    ("未能核对的原因", 40.0),
];

/// The row of a plan: what it is, then its figures.
pub(super) fn checked(plan: impl IntoIterator<Item = Cell>, counts: &ObligationCounts, waived: usize) -> Row {
    let required = counts.required();
    let shares = [counts.covered, counts.covered + waived].map(|covered| Cell::Share(covered, required));
    let counts = Status::ALL.map(|status| Cell::Count(counts.of(status)));
    let cells = plan.into_iter().chain(shares).chain([Cell::Count(required)]).chain(counts);
    Row { cells: cells.chain([Cell::Empty]).collect(), strong: false }
}

/// The row of one that could not be checked, in as many columns as `plan` says.
pub(super) fn failed(plan: impl IntoIterator<Item = Cell>, message: &str) -> Row {
    let none = COLUMNS[1..].iter().map(|_| Cell::Empty);
    let cells = plan.into_iter().chain(none).chain([Cell::Text(safe::lines(message))]);
    Row { cells: cells.collect(), strong: false }
}
