//! CSV: one row for each obligation, for spreadsheets and scripts.
//!
//! Starts with a byte order mark, without which Excel and WPS take the text for another encoding.

use csv::{Terminator, WriterBuilder};
use yaodian_core::Report;

use crate::rows::{self, COLUMNS, Row};
use crate::{decisions, safe};

/// A cell that starts with one of these is a formula to a spreadsheet, the wide ones too where Chinese or Japanese is set.
/// See OWASP, “CSV Injection”.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// The column of remarks, that of the plan's name before them.
const REMARKS: usize = 13;

/// Every obligation of every report, the name of its plan in the first column.
///
/// # Errors
/// None in practice: the table is written to memory.
pub fn render(reports: &[Report]) -> csv::Result<String> {
    let titles = ["计划"].into_iter().chain(COLUMNS).map(str::to_owned);
    let rows = reports.iter().flat_map(|report| {
        let name = safe::line(&report.plan.name);
        let own = name.clone();
        rows::of(report).map(move |(_, row)| cells(own.clone(), row)).chain(decided(name, report))
    });
    table(titles.collect(), rows)
}

/// A table with a row of titles, with no cell that a spreadsheet would run.
///
/// # Errors
/// None in practice: the table is written to memory.
pub(crate) fn table(titles: Vec<String>, rows: impl Iterator<Item = Vec<String>>) -> csv::Result<String> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    for row in std::iter::once(titles).chain(rows) {
        writer.write_record(row)?;
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    Ok(format!("\u{feff}{}", String::from_utf8_lossy(&bytes)))
}

/// A text that a spreadsheet shows and does not run: an apostrophe before what would be a formula.
pub(crate) fn defused(text: String) -> String {
    if text.starts_with(FORMULA) { format!("'{text}") } else { text }
}

fn cells(plan: String, row: Row) -> Vec<String> {
    let Row { id, section, point, asked, reach, required, status, score, .. } = row;
    let words = [reach, required, status].map(str::to_owned);
    [plan, id, section, point, asked]
        .into_iter()
        .map(defused)
        .chain(words)
        .chain([score.to_string()])
        .chain([row.quotes, row.places, row.reasons, row.suggestion, row.remarks, row.waiver].map(defused))
        .collect()
}

/// Rows for sign-offs, notes and waivers that do not hold: what they are stands in the place of a number.
fn decided(plan: String, report: &Report) -> impl Iterator<Item = Vec<String>> {
    decisions::of(report).into_iter().map(move |item| {
        let mut row = vec![String::new(); COLUMNS.len() + 1];
        row[0] = defused(plan.clone());
        row[1] = item.label.to_owned();
        row[REMARKS] = defused(safe::line(&item.text));
        row
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;
    use proptest::prelude::*;

    fn read(text: &str) -> Vec<csv::StringRecord> {
        let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
        csv::Reader::from_reader(text.as_bytes()).records().map(|row| row.expect("a row")).collect()
    }

    #[test]
    fn a_row_for_each_obligation() {
        let report = sample::report();
        let text = render(&[report.clone(), report.clone()]).expect("a table");
        assert!(text.starts_with("\u{feff}计划,编号,部分,要点,"), "{text}");
        let rows = read(&text);
        assert_eq!(rows.len(), 2 * report.obligations().count());
        assert_eq!(&rows[1][1], "1.2");
        assert_eq!(&rows[1][7], "弱化");
        assert_eq!(rows[1][8].parse::<f64>(), Ok(0.5));
        assert_eq!(&rows[6][7], "不要求");
    }

    #[test]
    fn what_reviewers_decided_is_in_it() {
        let report = sample::reviewed();
        let rows = read(&render(std::slice::from_ref(&report)).expect("a table"));
        assert_eq!(COLUMNS[REMARKS - 1], "备注");
        assert_eq!(&rows[1][14], "每月已有抽查（李明 2020-03-01）");
        assert_eq!(rows.len(), report.obligations().count() + 2);
        let decided = |row: &csv::StringRecord| (row[1].to_owned(), row[REMARKS].to_owned());
        assert_eq!(decided(&rows[7]), ("签署".to_owned(), "王芳 2020-03-02：同意".to_owned()));
        assert_eq!(
            decided(&rows[8]),
            ("批注".to_owned(), "2 请补推进会的时间（李明 2020-03-01）".to_owned())
        );
    }

    #[test]
    fn no_cell_is_a_formula() {
        for hostile in ["=1+1", "+1", "-1", "@SUM(A1)", "＝cmd|'/c calc'!A1"] {
            let mut report = sample::report();
            report.plan.name = hostile.to_owned();
            report.points[0].obligations[1].evidence[0].text = hostile.to_owned();
            let rows = read(&render(&[report]).expect("a table"));
            assert_eq!(rows[1][0], format!("'{hostile}"));
            assert_eq!(rows[1][9], format!("'{hostile}"));
        }
    }

    proptest! {
        #[test]
        fn any_text_stays_in_its_cell(text in any::<String>()) {
            let mut report = sample::report();
            report.points[0].obligations[0].text.clone_from(&text);
            let rows = read(&render(&[report]).expect("a table"));
            prop_assert!(rows.iter().all(|row| row.len() == COLUMNS.len() + 1));
            prop_assert!(!rows.iter().flat_map(|row| row.iter()).any(|cell| cell.starts_with(FORMULA)));
            prop_assert_eq!(&rows[0][4], defused(crate::safe::line(&text)));
        }
    }
}
