//! The document as another program reads it: Yaodian's own reader, which knows nothing of this writer.

use proptest::prelude::*;
use yaodian_core::Status;
use yaodian_core::report::Waiver;

use super::*;
use crate::sample;

const SETTINGS: Settings<'static> =
    Settings { notice: "通知.txt", date: Some("2026-11-24"), version: "0.0.0", only: &[], options: &[] };

/// The text as read: a line a paragraph, the cells of a row parted by tabs.
fn read(bytes: &[u8]) -> Vec<String> {
    let document = yaodian_formats::read("底稿.docx", bytes).expect("a document");
    document.source.lines().map(str::to_owned).collect()
}

#[test]
fn one_plan_has_its_coverage_obligations_remarks_and_settings() {
    let lines = read(&render(&[sample::report()], &[], &SETTINGS).expect("a document"));
    assert_eq!(lines[..2], ["某市工作计划", "要点核对底稿"]);
    for line in [
        "应落实6项：已覆盖3项，弱化1项，冲突1项，缺失1项；覆盖率 50.0%。",
        "合计\t\t50.0%\t6\t3\t1\t1\t1",
        "1. 健全工作责任体系\t◐ 部分\t60.0%\t5\t3\t1\t1\t0",
        "通知文件\t通知.txt",
        "核对日期\t2026-11-24",
        "列出范围\t全部要求",
        "◐ 弱化\t有安排，但比通知要求的弱、少、晚，或缺一部分",
        "“其余按省要点执行”是兜底表述",
    ] {
        assert!(lines.iter().any(|own| own.trim_end() == line), "{line} is not in {lines:#?}");
    }
    let weakened = lines.iter().find(|line| line.starts_with("1.2\t")).expect("the obligation");
    let cells: Vec<&str> = weakened.split('\t').collect();
    assert_eq!(
        cells[1..6],
        [
            "每季度组织一次食品安全工作督查",
            "◐ 弱化",
            "每半年组织一次",
            "通知要求“每季度”，计划只是“每半年”",
            "每季度组织一次"
        ]
    );
    assert_eq!(
        lines.iter().filter(|line| line.starts_with("2.")).count(),
        4,
        "two titles and two obligations"
    );
}

#[test]
fn only_what_is_asked_for_is_listed_and_the_settings_say_so() {
    let settings = Settings { only: &[Status::Missing], ..SETTINGS };
    let lines = read(&render(&[sample::report()], &[], &settings).expect("a document"));
    assert!(!lines.iter().any(|line| line.starts_with("1.2\t")));
    assert!(lines.iter().any(|line| line.starts_with("2.1\t")));
    assert!(lines.contains(&"列出范围\t缺失".to_owned()));
}

#[test]
fn what_is_waived_says_why_and_asks_for_nothing_more() {
    let mut report = sample::report();
    let (who, when) = ("李明".to_owned(), "2020-03-01".to_owned());
    let waiver = Waiver { who, when, why: "每月已有<抽查>".to_owned(), ..Waiver::default() };
    report.points[0].obligations[1].waiver = Some(waiver);
    let lines = read(&render(&[report], &[], &SETTINGS).expect("a document"));
    let waived = lines.iter().find(|line| line.starts_with("1.2\t")).expect("the obligation");
    let cells: Vec<&str> = waived.split('\t').collect();
    assert!(cells[2].contains("弱化") && cells[2].contains("已豁免"), "{waived}");
    assert_eq!(cells[5], "每月已有<抽查>（李明 2020-03-01）");
    assert!(lines.contains(&"含豁免：66.6%（豁免1项）。".to_owned()));
}

#[test]
fn several_plans_have_an_overview_and_those_that_failed_say_why() {
    let errors = [PlanError { name: "坏.pdf".to_owned(), message: "损坏".to_owned() }];
    let lines = read(&render(&[sample::report(), sample::report()], &errors, &SETTINGS).expect("a document"));
    assert_eq!(lines.iter().filter(|line| line.starts_with("plan.txt\t50.0%")).count(), 2);
    assert!(lines.contains(&"坏.pdf\t损坏".to_owned()));
    assert_eq!(lines.iter().filter(|line| *line == "逐项核对").count(), 2);
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let once = || render(&[sample::report()], &[], &SETTINGS).expect("a document");
    assert_eq!(once(), once());
}

proptest! {
    #[test]
    fn any_text_can_be_written_and_read(hostile in any::<String>()) {
        let mut report = sample::report();
        report.points[0].obligations[1].text.clone_from(&hostile);
        report.points[0].obligations[1].evidence[0].text.clone_from(&hostile);
        report.plan.title.clone_from(&hostile);
        report.notice.title.clone_from(&hostile);
        let lines = read(&render(&[report], &[], &SETTINGS).expect("a document"));
        let shown = safe::line(&hostile).replace(['\u{fffe}', '\u{ffff}'], "�");
        let asked = lines.iter().find(|line| line.starts_with("1.2\t")).and_then(|line| line.split('\t').nth(1));
        prop_assert_eq!(asked.map(str::trim), Some(shown.trim()));
    }
}
