//! Several plans side by side: the table under their reports.

use yaodian_core::{Report, Status};

use crate::page::Page;
use crate::signs;
use crate::style::Style;
use crate::table::{self, Row};
use crate::terminal::row;

/// A row for each plan, in the order given.
#[must_use]
pub fn render(reports: &[Report], style: Style) -> String {
    let mut page = Page::new(style);
    page.rule();
    let mut rows = vec![Row {
        title: (format!("{}份计划", reports.len()), style.strong()),
        cells: yaodian_core::Status::ALL
            .into_iter()
            .map(|status| (format!("{} {}", signs::status(status), status.label()), style.status(status)))
            .chain([("覆盖率".to_owned(), style.strong())])
            .collect(),
    }];
    rows.extend(reports.iter().map(|report| {
        let counts = &report.summary.obligations;
        let counts = Status::ALL.map(|status| counts.of(status));
        row(style, report.plan.name.clone(), counts, style.plain())
    }));
    table::write(&mut page, &rows);
    page.finish()
}
