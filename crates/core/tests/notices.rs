//! Sections, points and obligations of real and labelled notices.

#![allow(clippy::disallowed_methods)] // tests read fixtures

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use yaodian_core::{Document, NoticeError, Requirements, notice};
use yaodian_text::Lexicon;

#[derive(Deserialize)]
struct Labelled {
    point: usize,
    quote: String,
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures")
}

fn read(path: &Path) -> Requirements {
    let text = fs::read_to_string(path).expect("fixture");
    let document = Document::from_text(path.display().to_string(), text);
    notice::read(&document, Lexicon::builtin()).expect("a notice")
}

#[test]
fn the_source_notice_has_5_sections_and_22_points_though_its_body_stands_twice() {
    let notice = read(&fixtures().join("notices/gansu-2020.txt"));
    assert_eq!((notice.sections.len(), notice.points.len()), (5, 22));
    assert!(notice.warnings.iter().any(|warning| warning.kind == "repeated-body"));
    assert_eq!(notice.title, "2020年全省食品安全协调工作要点");
    assert_eq!(notice.issuer.as_deref(), Some("甘肃省市场监督管理局"));
    assert_eq!(notice.date.as_deref(), Some("2020年1月16日"));
    assert!(notice.addressees.as_deref().is_some_and(|to| to.starts_with("各市（州）市场监管局")));
    assert_eq!(notice.points[7].title, "组织食品安全工作督查");
}

#[test]
fn labelled_notices_have_exactly_the_labelled_points_and_every_labelled_obligation() {
    let mut folders: Vec<PathBuf> = fs::read_dir(fixtures().join("gold/notices"))
        .expect("gold")
        .map(|entry| entry.expect("entry").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    assert!(folders.len() >= 5);
    let (mut found, mut all) = (0, 0);
    for folder in folders {
        let path = folder.join("notice.simplified.txt");
        let source = fs::read_to_string(&path).expect("notice");
        let notice = read(&path);
        let labels = fs::read_to_string(folder.join("obligations.json")).expect("labels");
        let labels: Vec<Labelled> = serde_json::from_str(&labels).expect("labels");
        let points = labels.iter().map(|label| label.point).max().unwrap_or(0);
        assert_eq!(notice.points.len(), points, "{}", folder.display());
        for label in &labels {
            let at = source.find(&label.quote).expect("a quote is part of its notice");
            let (start, end) = (at, at + label.quote.len());
            let point = &notice.points[label.point - 1];
            assert!(
                point.span.start <= start && end <= point.span.end,
                "{} is not in its point",
                label.quote
            );
            let overlaps = point.obligations.iter().any(|own| {
                let shared = own.span.end.min(end) as i64 - own.span.start.max(start) as i64;
                shared > 0 && 2 * shared >= (own.span.end - own.span.start).min(end - start) as i64
            });
            found += usize::from(overlaps);
            all += 1;
        }
    }
    assert!(found as f64 >= 0.985 * all as f64, "{found} of {all} labelled obligations found");
}

#[test]
fn requirements_survive_being_written_and_read() {
    let notice = read(&fixtures().join("gold/notices/safety-2021/notice.simplified.txt"));
    let toml = notice.to_toml().expect("toml");
    assert_eq!(Requirements::from_toml(&toml).expect("the same"), notice);
    assert!(notice.counts_are_shared);
}

#[test]
fn other_numbering_styles() {
    let points = |text: &str| -> Vec<String> {
        let document = Document::from_text("x", text);
        let notice = notice::read(&document, Lexicon::builtin()).expect("a notice");
        notice.points.into_iter().map(|point| point.title).collect()
    };
    let articles =
        "某省工作规定\n第一条 建立台账制度。各地每月更新台账。\n第二条 开展排查。每季度开展1次隐患排查。\n";
    assert_eq!(points(articles), ["建立台账制度", "开展排查"]);
    let nested = "要点\n一、总体部署\n（一）压实责任\n1.健全清单。制定责任清单。\n2.严格考核。开展年度考核。\n（二）强化执法\n1.规范检查。编制检查计划。\n";
    assert_eq!(points(nested), ["健全清单", "严格考核", "规范检查"]);
    let running = "要点\n一、监管\n（一）抽检。每月组织抽检工作。\n（二）通报。及时通报抽检结果。\n二、宣传\n（三）培训。举办专题培训班。\n";
    assert_eq!(points(running), ["抽检", "通报", "培训"]);
}

#[test]
fn what_is_no_notice_is_an_error() {
    let document = |text: &str| Document::from_text("通知.txt", text);
    let read = |text: &str| notice::read(&document(text), Lexicon::builtin());
    assert!(matches!(read(" \n\n"), Err(NoticeError::Empty { .. })));
    let error = read("今天天气很好。\n明天也很好。\n").expect_err("no points");
    assert!(error.to_string().contains("通知.txt") && error.to_string().contains("numbered"));
}
