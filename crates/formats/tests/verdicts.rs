//! The same plan gives the same verdicts in every format, obligation by obligation.

#![allow(clippy::unwrap_used)] // tests

use std::fs;
use std::path::{Path, PathBuf};

use yaodian_core::{Document, Report, Requirements, Status, check, notice};
use yaodian_text::{Lexicon, Segmenter};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures")
}

fn requirements() -> Requirements {
    let text = fs::read_to_string(fixtures().join("notices/gansu-2020.txt")).unwrap();
    notice::read(&Document::from_text("notice", text), Lexicon::builtin()).unwrap()
}

fn read(path: &Path) -> Result<Document, yaodian_formats::ReadError> {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    yaodian_formats::read(&name, &fs::read(path).unwrap())
}

fn statuses(report: &Report) -> Vec<(String, Status)> {
    let obligations = report.points.iter().flat_map(|point| &point.obligations);
    obligations.map(|obligation| (obligation.id.clone(), obligation.status)).collect()
}

/// Every fixture of a plan against its text; the formats that must be among them.
fn same_in_every_format(plan: &str) {
    let requirements = requirements();
    let checked = |document: &Document| check(&requirements, document, Segmenter::builtin()).unwrap();
    let text = read(&fixtures().join(format!("plans/{plan}.txt"))).unwrap();
    let wanted = statuses(&checked(&text));
    let mut files: Vec<PathBuf> =
        fs::read_dir(fixtures().join("formats")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.retain(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(plan)));
    let mut wrong = Vec::new();
    for path in &files {
        match read(path) {
            Err(error) => wrong.push(error.to_string()),
            Ok(document) => {
                let found = statuses(&checked(&document));
                let other = wanted.iter().zip(&found).filter(|(wanted, found)| wanted != found);
                wrong.extend(other.map(|(wanted, found)| {
                    format!("{}: {} is {:?}, not {:?}", path.display(), found.0, found.1, wanted.1)
                }));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for format in [
        "docx",
        "lo.docx",
        "doc",
        "wps",
        "rtf",
        "pdf",
        "ofd",
        "html",
        "gbk.html",
        "md",
        "gb18030.txt",
        "utf16.txt",
    ] {
        assert!(files.iter().any(|path| path.ends_with(format!("{plan}.{format}"))), "no {format} of {plan}");
    }
}

#[test]
fn a_plan_with_automatic_numbers_has_the_same_verdicts_in_every_format() {
    same_in_every_format("zhangye");
}

#[test]
fn a_plan_in_a_table_has_the_same_verdicts_in_every_format() {
    same_in_every_format("qingyang");
}
