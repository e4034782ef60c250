//! Markdown's words are found again in its file.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use yaodian_core::Span;
use yaodian_formats::{Kind, read_as};

/// Every visible character of the source is the file's at the place that the map gives, unless it was written another way
/// there (`&amp;`, `\*`) or is the number of an item.
fn assert_mapped(text: &str) -> usize {
    let Ok(document) = read_as(Kind::Markdown, "a.md", text.as_bytes()) else { return 0 };
    let mut exact = 0;
    let mut last = 0;
    for (start, character) in document.source.char_indices().filter(|(_, own)| !own.is_whitespace()) {
        let span = Span { start, end: start + character.len_utf8() };
        let file = document.origin.in_file(span);
        let found = text.get(file.start..file.end).expect("inside the text, between characters");
        assert!(file.start < file.end, "{character} of {text:?} has no place");
        assert!(last <= file.start, "in the order of the file");
        last = file.start;
        if document.origin.is_verbatim(span) {
            assert_eq!(found, character.to_string(), "{text:?}");
            exact += 1;
        }
    }
    exact
}

#[test]
fn fixtures_are_mapped_letter_by_letter() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/formats");
    for name in ["zhangye.md", "qingyang.md"] {
        let text = fs::read_to_string(folder.join(name)).expect(name);
        // Frames of tables and marks of headings and lists are no words.
        let visible = text.chars().filter(|own| !own.is_whitespace() && !"|#-*".contains(*own)).count();
        let exact = assert_mapped(&text);
        assert!(exact * 10 > visible * 9, "{name}: {exact} of {visible}");
    }
}

#[test]
fn waivers_and_a_byte_order_mark_shift_nothing() {
    let text = "\u{feff}# 计划\n\n<!-- yaodian-waive 1.1: 已有 -->一、**督查**\n";
    // A line that begins with a comment is HTML to Markdown, its stars included.
    assert_eq!(assert_mapped(text), "计划一、**督查**".chars().count());
    let document = read_as(Kind::Markdown, "a.md", text.as_bytes()).expect("readable");
    let waiver = document.waivers[0].span;
    assert!(text[waiver.start..waiver.end].starts_with("<!-- yaodian-waive"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_markdown_is_mapped(parts in prop::collection::vec(prop::sample::select(PARTS.to_vec()), 0..24)) {
        assert_mapped(&parts.concat());
    }
}

/// What Markdown is made of.
const PARTS: [&str; 30] = [
    "督查",
    "每季度 一次",
    "\n",
    "\n\n",
    "# ",
    "1. ",
    "3. ",
    "- ",
    "  ",
    "**",
    "*",
    "~~",
    "`",
    "``",
    "[一](b)",
    "![图](c)",
    "| 甲 | 乙 |\n|---|---|\n| 丙 |  丁  戊 |\n",
    "<br>",
    "&amp;",
    "\\*",
    "> ",
    "---",
    "===",
    "\n    ",
    "```\n",
    "[^1]",
    "[^1]: ",
    "<!-- x -->",
    "\r\n",
    "𠮷\u{200b}",
];
