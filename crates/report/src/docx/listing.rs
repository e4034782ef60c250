//! Every obligation in a row: what is asked, what the plan says, why that is or is not enough, what could be written.

use yaodian_core::Report;
use yaodian_core::report::ObligationReport;

use super::markup::{Body, Cell};
use super::tables::{SUM, not_required, of_status};
use crate::rows::{self, Row};
use crate::settings::Settings;
use crate::{decisions, safe, signs};

/// Columns and their shares of the width; the last is for the one who goes through the list.
const COLUMNS: [(&str, u32); 7] = [
    ("编号", 42),
    ("通知要求", 230),
    ("状态", 72),
    ("计划原文", 230),
    ("理由", 190),
    ("建议", 190),
    ("复核意见", 76),
];

/// Writes the obligations that are to be listed, each point above its own.
pub(super) fn write(body: &mut Body, report: &Report, settings: &Settings<'_>) {
    let mut above = String::new();
    let rows = rows::of(report).filter(|(one, _)| settings.lists(one)).flat_map(|(one, row)| {
        let title = (row.point != above).then(|| {
            above.clone_from(&row.point);
            vec![Cell::text(&row.point).strong().on(SUM).over(COLUMNS.len())]
        });
        title.into_iter().chain([obligation(one, &row)]).collect::<Vec<_>>()
    });
    body.table(&COLUMNS, rows);
}

fn obligation(one: &ObligationReport, row: &Row) -> Vec<Cell> {
    let quotes = one.evidence.iter().map(|evidence| {
        let place = evidence.place.map(|place| format!("（{place}）")).unwrap_or_default();
        (evidence.text.as_str(), place)
    });
    let reasons = [row.reasons.as_str(), row.remarks.as_str()];
    let reasons = reasons.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n");
    vec![
        Cell::text(&row.id),
        Cell::quotes(&one.reasons, [(one.text.as_str(), String::new())].into_iter()),
        match &one.waiver {
            _ if !one.required => not_required(),
            Some(_) => {
                let status = format!("{} {}", signs::status(one.status), one.status.label());
                Cell::text(&format!("{status}（{}）", decisions::WAIVED))
            }
            None => of_status(one.status),
        },
        Cell::quotes(&one.reasons, quotes),
        Cell::text(&reasons),
        // What somebody accepted as it is asks for no other wording.
        match &one.waiver {
            Some(waiver) => Cell::text(&safe::line(&decisions::waiver(waiver))),
            None => Cell::text(if one.required { &row.suggestion } else { "" }),
        },
        Cell::text(""),
    ]
}
