//! PDF files whose Chinese fonts are only named: nothing in them says which code is which character.

#![allow(clippy::unwrap_used)] // tests

use std::fs;
use std::path::{Path, PathBuf};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures")
}

fn text(name: &str) -> String {
    let bytes = fs::read(fixtures().join("formats").join(name)).unwrap();
    yaodian_formats::read(name, &bytes).unwrap().source
}

#[test]
fn codes_of_each_encoding_are_read_as_their_characters() {
    for name in ["named-gbkeuc.pdf", "named-ucs2.pdf", "named-unigb.pdf"] {
        let text = text(name);
        let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
        let wanted = ["某某市防汛应急预案", "第一章 总则", "为做好防汛工作，保障人民群众生命财产安全。"];
        assert_eq!(lines, wanted, "{name}");
    }
}

#[test]
fn a_whole_plan_has_every_character_of_its_text() {
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let plan = fs::read_to_string(fixtures().join("plans/zhangye.txt")).unwrap();
    assert_eq!(bare(&text("zhangye.named.pdf")), bare(plan.trim_start_matches('\u{feff}')));
}
