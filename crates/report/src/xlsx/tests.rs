//! The workbook as another program reads it.

use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx};
use proptest::prelude::*;
use yaodian_core::Status;

use super::*;
use crate::sample;

const SETTINGS: Settings<'static> =
    Settings { notice: "通知.txt", date: Some("2026-11-24"), version: "0.0.0", only: &[], options: &[] };

fn open(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).expect("a workbook")
}

fn sheet(bytes: Vec<u8>, name: &str) -> Range<Data> {
    open(bytes).worksheet_range(name).expect("a sheet")
}

fn text(cell: &str) -> Data {
    Data::String(cell.to_owned())
}

#[test]
fn one_plan_has_its_coverage_obligations_remarks_and_settings() {
    let bytes = render(&[sample::report()], &[], &SETTINGS).expect("a workbook");
    let book = open(bytes.clone());
    assert_eq!(book.sheet_names(), ["覆盖情况", "逐项核对", "另请注意", "核对设置"]);
    let coverage = sheet(bytes.clone(), "覆盖情况");
    let whole = coverage.rows().find(|row| row[0] == text("合计")).expect("the whole");
    assert_eq!(whole[4..10], [0.5, 6.0, 3.0, 1.0, 1.0, 1.0].map(Data::Float));
    assert_eq!(coverage.rows().filter(|row| row[0] == text("要点")).count(), 2);
    let settings = sheet(bytes, "核对设置");
    for (name, value) in [("通知文件", "通知.txt"), ("核对日期", "2026-11-24"), ("程序版本", "0.0.0")]
    {
        assert!(settings.rows().any(|row| row == [text(name), text(value)]), "{name}");
    }
}

#[test]
fn obligations_have_words_for_colours_and_numbers_for_scores() {
    let report = sample::report();
    let sheet = sheet(render(std::slice::from_ref(&report), &[], &SETTINGS).expect("a workbook"), "逐项核对");
    let rows: Vec<&[Data]> = sheet.rows().collect();
    assert_eq!(rows.len(), 1 + report.obligations().count());
    assert_eq!((&rows[2][0], &rows[2][6], &rows[2][7]), (&text("1.2"), &text("弱化"), &Data::Float(0.5)));
    assert_eq!((&rows[2][8], &rows[2][11]), (&text("每半年组织一次"), &text("每季度组织一次")));
    assert_eq!(rows[6][12], text("最接近的段落：“召开座谈会”"));
    assert_eq!(rows[7][6], text("不要求"));
}

#[test]
fn only_what_is_asked_for_is_listed_and_the_settings_say_so() {
    let settings = Settings { only: &[Status::Missing], ..SETTINGS };
    let bytes = render(&[sample::report()], &[], &settings).expect("a workbook");
    let ids: Vec<Data> = sheet(bytes.clone(), "逐项核对").rows().skip(1).map(|row| row[0].clone()).collect();
    assert_eq!(ids, [text("2.1")]);
    assert!(sheet(bytes.clone(), "核对设置").rows().any(|row| row == [text("列出范围"), text("缺失")]));
    assert_eq!(sheet(bytes, "覆盖情况").rows().filter(|row| row[0] == text("要点")).count(), 2);
}

#[test]
fn what_reviewers_decided_has_a_sheet_and_a_figure() {
    let bytes = render(&[sample::reviewed()], &[], &SETTINGS).expect("a workbook");
    let decided = sheet(bytes.clone(), "审核意见");
    let rows: Vec<&[Data]> = decided.rows().skip(1).collect();
    assert_eq!(rows[0][1..], ["已豁免", "1.2", "每月已有抽查（李明 2020-03-01）"].map(text));
    assert_eq!((rows.len(), &rows[1][1], &rows[2][1]), (3, &text("签署"), &text("批注")));
    let coverage = sheet(bytes.clone(), "覆盖情况");
    assert!(
        coverage.rows().any(|row| row[0].to_string().ends_with("含豁免 66.6%（豁免1项）")),
        "{coverage:?}"
    );
    assert_eq!(sheet(bytes, "逐项核对")[(2, 13)], text("每月已有抽查（李明 2020-03-01）"));
}

#[test]
fn several_plans_have_an_overview_and_a_sheet_each() {
    let errors = [PlanError { name: "坏.pdf".to_owned(), message: "损坏".to_owned() }];
    let bytes = render(&[sample::report(), sample::report()], &errors, &SETTINGS).expect("a workbook");
    assert_eq!(open(bytes.clone()).sheet_names()[..3], ["总览", "plan", "plan(2)"]);
    let overview = sheet(bytes, "总览");
    assert_eq!((overview[(1, 3)].clone(), overview[(3, 10)].clone()), (Data::Float(0.5), text("损坏")));
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let once = || render(&[sample::report()], &[], &Settings::default()).expect("a workbook");
    assert_eq!(once(), once());
}

#[test]
fn nothing_is_a_formula() {
    for hostile in ["=1+1", "=HYPERLINK(\"x\")", "+1", "-1", "@A1", "{=1}", "_x003D_1", "file:///etc", "＝1"]
    {
        let mut report = sample::report();
        report.plan.title = hostile.to_owned();
        report.plan.name = hostile.to_owned();
        report.notice.title = format!("&{hostile}");
        report.points[0].obligations[1].text = hostile.to_owned();
        let bytes = render(&[report], &[], &SETTINGS).expect("a workbook");
        let mut book = open(bytes.clone());
        for name in book.sheet_names() {
            assert!(book.worksheet_formula(&name).expect("formulas").is_empty(), "{hostile} in {name}");
        }
        assert_eq!(sheet(bytes, "逐项核对")[(2, 3)], text(hostile));
    }
}

proptest! {
    #[test]
    fn any_text_can_be_written_and_read(hostile in any::<String>()) {
        let mut report = sample::report();
        report.points[0].obligations[0].text.clone_from(&hostile);
        report.notice.title.clone_from(&hostile);
        report.plan.name.clone_from(&hostile);
        let bytes = render(&[report], &[], &SETTINGS).expect("a workbook");
        let shown = crate::safe::line(&hostile).replace(['\u{fffe}', '\u{ffff}'], "�");
        let read = sheet(bytes, "逐项核对");
        let read = match &read[(1, 3)] { Data::String(text) => text.as_str(), _ => "" };
        prop_assert_eq!(read.trim(), shown.trim());
    }
}
