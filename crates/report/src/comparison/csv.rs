//! Plans side by side as CSV: rows are points and their obligations, a column for each plan.
//!
//! What a row is stands in its first cell, so that a script takes the rows it wants: 合计, 要点, 要求, and of each plan
//! 频次/数量/时限, 雷同, 残留地名, 外地地名, 审核意见.

use yaodian_core::Comparison;
use yaodian_core::compare::{ComparedObligation, ComparedPoint};

use crate::csv::{defused, table};
use crate::figures::percent;
use crate::{decisions, safe, signs};

use super::walk::{self, Copied};
use super::{decided, point_title, titles, verdict};

/// The columns before those of the plans.
const COLUMNS: [&str; 5] = ["类别", "编号", "部分", "内容", "覆盖率"];

/// The comparison; plans stand in the order given.
///
/// # Errors
/// None in practice: the table is written to memory.
pub fn render(comparison: &Comparison) -> csv::Result<String> {
    let names = comparison.plans.iter().map(|plan| defused(safe::line(&plan.label)));
    let head = COLUMNS.into_iter().map(str::to_owned).chain(names);
    let points = comparison.points.iter().flat_map(|point| {
        std::iter::once(self::point(point)).chain(point.obligations.iter().map(|one| obligation(point, one)))
    });
    let rows = whole(comparison).into_iter().chain(points).chain(differences(comparison));
    let rows = rows.chain(copied(comparison)).chain(foreign(comparison)).chain(notes(comparison));
    table(head.collect(), rows)
}

fn row(first: [String; 5], plans: impl IntoIterator<Item = String>) -> Vec<String> {
    first.into_iter().chain(plans).map(defused).collect()
}

fn whole(comparison: &Comparison) -> Vec<Vec<String>> {
    let first =
        |what: &str, share: String| ["合计".to_owned(), String::new(), String::new(), what.to_owned(), share];
    let coverage = &comparison.coverage;
    let plans = || comparison.plans.iter();
    let counts = |plan: &yaodian_core::compare::ComparedPlan| plan.summary.obligations.clone();
    let share = percent(coverage.covered, coverage.required);
    let covered = plans().map(|plan| percent(counts(plan).covered, counts(plan).required()));
    let with = plans().map(|plan| percent(counts(plan).covered + plan.waived(), counts(plan).required()));
    vec![
        row(first("文件", String::new()), plans().map(|plan| safe::line(&plan.name))),
        row(first("名次", String::new()), plans().map(|plan| plan.rank.to_string())),
        row(first("覆盖率", share), covered),
        row(first("覆盖率（含豁免）", String::new()), with),
    ]
}

fn point(point: &ComparedPoint) -> Vec<String> {
    let cells = point.cells.iter().map(|cell| {
        if cell.required == 0 { signs::NOT_REQUIRED_LABEL } else { cell.status.label() }.to_owned()
    });
    let share = percent(point.coverage.covered, point.coverage.required);
    let first =
        ["要点".to_owned(), safe::line(&point.id), safe::line(&point.section), point_title(point), share];
    row(first, cells)
}

fn obligation(point: &ComparedPoint, one: &ComparedObligation) -> Vec<String> {
    let share = percent(one.counts.covered, one.counts.required());
    let text = safe::line(&one.text);
    let first = ["要求".to_owned(), safe::line(&one.id), safe::line(&point.section), text, share];
    row(first, one.answers.iter().map(|answer| verdict(one, answer)))
}

fn differences(comparison: &Comparison) -> impl Iterator<Item = Vec<String>> {
    comparison.differences.iter().map(|own| {
        let words = own.said.iter().map(|said| safe::line(&walk::facet(said)));
        let (id, asked) = (safe::line(&own.obligation), safe::line(walk::asked(own)));
        row([own.kind.label().to_owned(), id, String::new(), asked, String::new()], words)
    })
}

/// A row for each pair: how much of either plan stands in the other, in the columns of the two; behind it one with the
/// names of the other's place that they kept.
fn copied(comparison: &Comparison) -> impl Iterator<Item = Vec<String>> {
    let plans = comparison.plans.len();
    walk::copied(comparison).flat_map(move |own| {
        let Copied { pair, names, shares, left } = own;
        let shares = pair.plans.into_iter().zip(shares);
        let shared = remark(titles::COPYING, &pair.message, in_columns(plans, shares));
        let names =
            (!left.is_empty()).then(|| remark(titles::LEFT, &names.join("、"), in_columns(plans, left)));
        std::iter::once(shared).chain(names)
    })
}

/// Names of other places, in the columns of their plans.
fn foreign(comparison: &Comparison) -> Option<Vec<String>> {
    let all = walk::foreign(comparison);
    let any = !all.is_empty();
    any.then(|| remark(titles::FOREIGN, "", in_columns(comparison.plans.len(), all)))
}

/// Texts in the columns of their plans, each on a line of its own.
fn in_columns(plans: usize, texts: impl IntoIterator<Item = (usize, String)>) -> Vec<String> {
    let mut cells = vec![String::new(); plans];
    for (plan, text) in texts {
        if !cells[plan].is_empty() {
            cells[plan].push('\n');
        }
        cells[plan].push_str(&safe::line(&text));
    }
    cells
}

/// A row that is about no point.
fn remark(what: &str, text: &str, cells: Vec<String>) -> Vec<String> {
    row([what.to_owned(), String::new(), String::new(), safe::line(text), String::new()], cells)
}

/// Sign-offs, notes and waivers, in the columns of their plans.
fn notes(comparison: &Comparison) -> Option<Vec<String>> {
    let items = (0..comparison.plans.len()).flat_map(|plan| {
        let items = decided(comparison, plan).into_iter();
        items.map(move |item| (plan, format!("{}：{}", item.label, item.text)))
    });
    let cells = in_columns(comparison.plans.len(), items);
    cells.iter().any(|cell| !cell.is_empty()).then(|| remark(decisions::TITLE, "", cells))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comparison::sample;
    use proptest::prelude::*;

    fn read(text: &str) -> Vec<Vec<String>> {
        let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn a_column_for_each_plan_and_a_row_for_each_thing() {
        let rows = read(&render(&sample::comparison()).expect("a table"));
        assert_eq!(rows[0][5..], ["某市", "甲市", "乙市"]);
        let row = |what: &str, content: &str| {
            let own = rows.iter().find(|row| row[0] == what && row[3].starts_with(content));
            own.unwrap_or_else(|| panic!("{what} {content}: {rows:?}"))[4..].to_vec()
        };
        assert_eq!(row("合计", "覆盖率"), ["61.1%", "50.0%", "83.3%", "50.0%"]);
        assert_eq!(row("合计", "覆盖率（"), ["", "50.0%", "83.3%", "66.6%"]);
        assert_eq!(row("要点", "1. 健全"), ["73.3%", "部分", "已覆盖", "部分"]);
        assert_eq!(row("要求", "每季度"), ["33.3%", "弱化", "已覆盖", "弱化（已豁免）"]);
        assert_eq!(row("频次", "每季度"), ["", "每半年（不足）", "每季度", "每半年（不足）"]);
        assert_eq!(row("雷同", ""), ["", "", "80.0%", "75.0%"]);
        assert_eq!(
            row("残留地名", "甲市、乙市")[3],
            "乙市里留有甲市的地名“甲市”：“…三月至五月在辖区组织开展甲市食品百日行动”"
        );
        assert!(row("审核意见", "")[3].contains("签署：王芳 2020-03-02：同意"));
    }

    proptest! {
        #[test]
        fn no_text_becomes_a_formula_or_a_column(text in "[=+@\\-\t\"',a市\r\n]{1,12}") {
            let mut reports = sample::reports();
            reports[0].plan.place = Some(text.clone());
            for report in &mut reports {
                report.points[0].obligations[0].text.clone_from(&text);
            }
            let rows = read(&render(&yaodian_core::compare(&reports).expect("one notice")).expect("a table"));
            prop_assert!(rows.iter().all(|row| row.len() == 8));
            let formula = |cell: &String| cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
            prop_assert!(!rows.iter().flatten().any(formula));
        }
    }
}
