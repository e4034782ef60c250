//! The workbook as another program reads it.

use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx};

use super::*;
use crate::comparison::sample;

const SETTINGS: Settings<'static> =
    Settings { notice: "通知.txt", date: Some("2026-11-24"), version: "0.0.0", only: &[], options: &[] };

fn book(comparison: &Comparison, reports: &[Report]) -> Xlsx<Cursor<Vec<u8>>> {
    let bytes = render(comparison, reports, &SETTINGS).expect("a workbook");
    Xlsx::new(Cursor::new(bytes)).expect("a workbook")
}

fn sheet(name: &str) -> Range<Data> {
    book(&sample::comparison(), &sample::reports()).worksheet_range(name).expect("a sheet")
}

fn text(cell: &str) -> Data {
    Data::String(cell.to_owned())
}

#[test]
fn a_sheet_for_each_part_and_each_plan() {
    let names = book(&sample::comparison(), &sample::reports()).sheet_names();
    let shown = [
        "排名",
        "要点对照",
        "要点覆盖率",
        "最好的答复",
        "频次、数量、时限",
        "雷同",
        "某市",
        "甲市",
        "乙市",
        "另请注意",
        "审核意见",
        "核对设置",
    ];
    assert_eq!(names, shown);
}

#[test]
fn ranks_and_shares_are_numbers_in_the_order_of_ranks() {
    let ranks = sheet("排名");
    let rows: Vec<&[Data]> = ranks.rows().skip(3).collect();
    assert_eq!((&rows[0][0], &rows[0][1]), (&Data::Float(1.0), &text("甲市")));
    assert_eq!(rows[0][5], Data::Float(0.833));
    assert_eq!(
        (&rows[2][1], &rows[2][5], &rows[2][6]),
        (&text("乙市"), &Data::Float(0.5), &Data::Float(0.666))
    );
    assert_eq!((&rows[3][2], &rows[3][12]), (&text("坏.pdf"), &text("文件损坏")));
    let shares = sheet("要点覆盖率");
    let row = shares.rows().find(|row| row[1] == text("1")).expect("the first point");
    assert_eq!(row[3..], [0.733, 1.0, 1.0, 0.6, 0.6].map(Data::Float));
}

#[test]
fn the_matrix_says_in_words_what_it_colours() {
    let matrix = sheet("要点对照");
    let row = |id: &str| matrix.rows().find(|row| row[1] == text(id)).expect("a row")[5..].to_vec();
    assert_eq!(row("1"), ["已覆盖", "部分", "部分"].map(text));
    assert_eq!(row("1.2"), ["已覆盖", "弱化", "弱化（已豁免）"].map(text));
    assert_eq!(row("2.2"), ["不要求", "不要求", "不要求"].map(text));
    let facets = sheet("频次、数量、时限");
    let row = facets.rows().nth(1).expect("a row").to_vec();
    assert_eq!(row[2..], ["频次", "每季度", "每季度", "每半年（不足）", "每半年（不足）"].map(text));
}

#[test]
fn shared_wording_and_decisions_have_their_sheets() {
    let copied = sheet("雷同");
    let row = copied.rows().nth(1).expect("a passage").to_vec();
    assert_eq!((&row[1], &row[3], &row[6]), (&Data::Float(0.8), &Data::Float(0.75), &text("只换名称")));
    assert!(row[5].to_string().starts_with("乙市里留有甲市的地名“甲市”"), "{row:?}");
    let decided = sheet("审核意见");
    let rows: Vec<&[Data]> = decided.rows().skip(1).collect();
    assert_eq!(rows[0][1..], ["已豁免", "1.2", "每月已有抽查（李明 2020-03-01）"].map(text));
    assert_eq!((&rows[1][1], &rows[1][3]), (&text("签署"), &text("王芳 2020-03-02：同意")));
}

#[test]
fn nothing_is_a_formula() {
    for hostile in ["=1+1", "+1", "-1", "@A1", "{=1}", "＝1"] {
        let mut reports = sample::reports();
        for report in &mut reports {
            report.notice.title = hostile.to_owned();
            report.points[0].obligations[1].text = hostile.to_owned();
            report.points[0].obligations[1].facets[0].said = Some(format!("{hostile}{}", report.plan.name));
        }
        reports[0].plan.place = Some(hostile.to_owned());
        let comparison = yaodian_core::compare(&reports).expect("one notice");
        let mut book = book(&comparison, &reports);
        for name in book.sheet_names() {
            assert!(book.worksheet_formula(&name).expect("formulas").is_empty(), "{hostile} in {name}");
        }
        let facets = book.worksheet_range("频次、数量、时限").expect("a sheet");
        assert_eq!(facets[(1, 1)], text(hostile));
    }
}

#[test]
fn the_same_comparison_gives_the_same_bytes() {
    let once = || render(&sample::comparison(), &sample::reports(), &SETTINGS).expect("a workbook");
    assert_eq!(once(), once());
}
