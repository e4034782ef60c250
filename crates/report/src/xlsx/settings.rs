//! The sheet that says how the report came about.

use yaodian_core::{Report, Status};

use super::XlsxError;
use super::cells::{Cell, shade};
use super::sheet::{Row, Sheet, columns};
use crate::signs;

/// How a report came about. The caller says so: a renderer knows neither the date nor the program.
#[derive(Debug, Clone, Copy, Default)]
pub struct Settings<'a> {
    /// What the user calls the notice or the requirements file.
    pub notice: &'a str,
    /// Date of the check as 2026-11-24, if it is to be shown.
    pub date: Option<&'a str>,
    /// Version of the program.
    pub version: &'a str,
    /// What else was asked for, as the user wrote it: a name and its value each.
    pub options: &'a [(&'a str, String)],
}

const COLUMNS: [(&str, f64); 2] = [("项目", 22.0), ("内容", 90.0)];
/// What each status means, in the order of [`Status::ALL`].
const MEANINGS: [&str; 4] = [
    "计划对这项要求作出了相应安排",
    "有安排，但比通知要求的弱、少、晚，或缺一部分",
    "计划的说法与通知相反，或与事实不符",
    "计划没有作出相应安排",
];

/// Writes the sheet: notice, plans, date, version, then what the words for a status mean.
pub(super) fn write(
    sheet: &mut Sheet<'_>,
    reports: &[Report],
    settings: &Settings<'_>,
) -> Result<(), XlsxError> {
    let mut rows = vec![pair("通知文件", settings.notice)];
    if let Some(report) = reports.first() {
        let notice = &report.notice;
        rows.push(pair("通知标题", &notice.title));
        rows.extend(notice.issuer.iter().map(|issuer| pair("发文机关", issuer)));
        rows.extend(notice.date.iter().map(|date| pair("成文日期", date)));
        rows.push(count("要点数", notice.points));
        rows.push(count("要求数", notice.obligations));
    }
    for report in reports {
        rows.push(pair("计划文件", &report.plan.name));
        rows.push(pair("计划标题", &report.plan.title));
        rows.push(count("计划字数", report.plan.chars));
    }
    rows.extend(settings.date.map(|date| pair("核对日期", date)));
    rows.push(pair("程序版本", settings.version));
    rows.extend(reports.first().map(|report| pair("报告格式", &report.schema)));
    rows.extend(settings.options.iter().map(|(name, value)| pair(name, value)));
    for (status, meaning) in Status::ALL.into_iter().zip(MEANINGS) {
        let cells = vec![Cell::Status(shade(status), status.label().into()), Cell::document(meaning)];
        rows.push(Row { cells, strong: false });
    }
    let not_required = Cell::Status(super::cells::Shade::NotRequired, signs::NOT_REQUIRED_LABEL.into());
    rows.push(Row {
        cells: vec![not_required, Cell::document("上级自己的职责，不计入覆盖率")],
        strong: false,
    });
    rows.push(pair("得分", "这项要求已被落实的估计概率，0 到 1"));
    rows.push(pair("覆盖率", "已覆盖的要求 ÷ 要求落实的要求，只舍不入"));
    sheet.table(&columns(&COLUMNS), 1, rows)
}

fn pair(name: &str, value: &str) -> Row {
    Row { cells: vec![Cell::document(name), Cell::document(value)], strong: false }
}

fn count(name: &str, value: usize) -> Row {
    Row { cells: vec![Cell::document(name), Cell::Count(value)], strong: false }
}
