//! What says nothing new changes no verdict: over every labelled plan.

#![allow(clippy::disallowed_methods)] // tests read fixtures

use std::fs;
use std::path::{Path, PathBuf};

use ferrous_opencc::{OpenCC, config::BuiltinConfig};
use yaodian_core::{Document, Report, Requirements, Status, check, notice};
use yaodian_text::numbering::leading_mark;
use yaodian_text::{Lexicon, Segmenter};

/// A hard-wrapped line has so many columns.
const WRAP: usize = 76;

struct Case {
    name: String,
    requirements: Requirements,
    plan: String,
}

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/gold").join(path)
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn cases() -> Vec<Case> {
    let mut folders: Vec<PathBuf> =
        fs::read_dir(folder("cases")).expect("cases").map(|entry| entry.expect("a case").path()).collect();
    folders.sort();
    let cases: Vec<Case> = folders
        .iter()
        .map(|path| {
            let labels: serde_json::Value =
                serde_json::from_str(&read(&path.join("labels.json"))).expect("labels");
            let name = labels["notice"].as_str().expect("a notice");
            let text = read(&folder("notices").join(name).join("notice.simplified.txt"));
            Case {
                name: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
                requirements: notice::read(&Document::from_text(name, text), Lexicon::builtin())
                    .expect("a notice"),
                plan: read(&path.join("plan.txt")),
            }
        })
        .collect();
    assert!(cases.len() >= 20, "only {} cases", cases.len());
    cases
}

fn checked(case: &Case, plan: &str) -> Report {
    check(&case.requirements, &Document::from_text("plan", plan), Segmenter::builtin()).expect("a plan")
}

fn statuses(report: &Report) -> Vec<(String, Status)> {
    let obligations = report.points.iter().flat_map(|point| &point.obligations);
    obligations.map(|obligation| (obligation.id.clone(), obligation.status)).collect()
}

/// Verdicts that `change` changes, and all verdicts.
fn changes(change: impl Fn(&str) -> String) -> (Vec<String>, usize) {
    let mut changed = Vec::new();
    let mut all = 0;
    for case in cases() {
        let before = statuses(&checked(&case, &case.plan));
        let after = statuses(&checked(&case, &change(&case.plan)));
        all += before.len();
        let pairs = before.into_iter().zip(after).filter(|(a, b)| a != b);
        changed.extend(pairs.map(|(a, b)| format!("{} {} {:?} → {:?}", case.name, a.0, a.1, b.1)));
    }
    (changed, all)
}

#[test]
fn script_changes_nothing() {
    let converter = OpenCC::from_config(BuiltinConfig::S2t).expect("a converter");
    let (changed, all) = changes(|plan| converter.convert(plan));
    assert!(changed.is_empty(), "{} of {all}: {changed:#?}", changed.len());
}

#[test]
fn hard_wrapped_lines_change_nothing() {
    // As text copied from a PDF looks: paragraphs indented by two, table rows whole.
    let wrap = |line: &str| {
        if line.contains('\t') || line.trim().is_empty() {
            return line.to_owned();
        }
        let mut out = "　　".to_owned();
        let mut columns = 4;
        for character in line.trim().chars() {
            let width = if character.is_ascii() { 1 } else { 2 };
            // Marks hang at the end of a line and never begin one.
            if columns + width > WRAP && !"，。、；：！？”》）".contains(character) {
                out.push('\n');
                columns = 0;
            }
            out.push(character);
            columns += width;
        }
        out
    };
    let (changed, all) = changes(|plan| {
        let lines = plan.lines().filter(|line| !line.trim().is_empty()).count();
        // What is wrapped already stays as it is.
        let wrapped = Document::from_text("plan", plan).paragraphs.len() < lines;
        let long =
            plan.lines().filter(|line| !line.contains('\t') && line.chars().count() * 2 > WRAP).count();
        // A handful of long lines among the rows of a table does not show that they were wrapped.
        let unclear = long < 6;
        if wrapped || unclear {
            plan.to_owned()
        } else {
            plan.lines().map(wrap).collect::<Vec<_>>().join("\n")
        }
    });
    assert!(changed.is_empty(), "{} of {all}: {changed:#?}", changed.len());
}

/// Body paragraphs that follow each other change places; headings stay above what they govern.
#[test]
fn the_order_of_paragraphs_changes_nothing() {
    let shuffle = |plan: &str| {
        let lines: Vec<&str> = plan.lines().filter(|line| !line.trim().is_empty()).collect();
        let body = |line: &&str| line.chars().count() > 40 && leading_mark(line.trim()).is_none();
        let mut out: Vec<&str> = Vec::new();
        for run in lines.chunk_by(|a, b| body(a) && body(b)) {
            out.extend(run.iter().rev());
        }
        out.join("\n")
    };
    let (changed, all) = changes(shuffle);
    assert!(changed.is_empty(), "{} of {all}: {changed:#?}", changed.len());
}

#[test]
fn paragraphs_about_something_else_change_nothing() {
    // Short lines, so that they say nothing of how the plan is wrapped.
    let alien = "一、机关后勤\n1.会议室使用前两天登记，用后关灯关窗。\n2.公务用车统一加油，里程按车记录。\n\
                 3.早餐七点开餐，菜谱一周一换。";
    let (changed, all) = changes(|plan| format!("{plan}\n{alien}\n"));
    assert!(changed.is_empty(), "{} of {all}: {changed:#?}", changed.len());
}
