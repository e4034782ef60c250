use super::super::super::read;
use super::*;
use std::collections::BTreeMap;
use std::path::Path;

fn fixture(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/formats").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut package = Package::open(bytes).unwrap();
    let names: Vec<String> = package.names().map(str::to_owned).collect();
    names.into_iter().map(|name| (name.clone(), package.bytes(&name).unwrap().unwrap())).collect()
}

fn at(document: &Document, text: &str) -> Comment {
    let start = document.source.find(text).unwrap_or_else(|| panic!("{text}"));
    let at = Some(Span { start, end: start + text.len() });
    Comment { at, lines: vec![format!("关于“{text}” <&>"), "第二段".to_owned()] }
}

/// What stands between the marks of comment `id` in the main part, tags left out.
fn marked(main: &str, id: u32) -> String {
    let start = main.find(&format!("<w:commentRangeStart w:id=\"{id}\"/>")).unwrap();
    let end = main.find(&format!("<w:commentRangeEnd w:id=\"{id}\"/>")).unwrap();
    let mut out = String::new();
    let mut tag = false;
    for character in main[start..end].chars() {
        match character {
            '<' => tag = true,
            '>' => tag = false,
            c if !tag => out.push(c),
            _ => {}
        }
    }
    out
}

#[test]
fn comments_stand_at_their_passages_and_nothing_else_changes() {
    for (name, passages) in [
        (
            "zhangye.docx",
            ["张掖市2020年", "二、强化考核督查", "通报问题、提出要求，全面整改", "引入第三方评价机制"],
        ),
        (
            "qingyang.docx",
            ["庆阳市2020年", "每季度召开市食安委全体会议", "②督促县（区）调整食安委成员单位", "每季度末"],
        ),
    ] {
        let bytes = fixture(name);
        let document = read(name, &bytes).unwrap();
        let mut comments: Vec<Comment> = passages.iter().map(|text| at(&document, text)).collect();
        comments.push(Comment { at: None, lines: vec!["总结".to_owned()] });
        let annotated = annotate(&bytes, &document, &comments).unwrap();
        let (before, after) = (parts(&bytes), parts(&annotated));
        let changed: Vec<&String> = after
            .iter()
            .filter(|(part, bytes)| before.get(*part) != Some(bytes))
            .map(|(part, _)| part)
            .collect();
        assert_eq!(
            changed,
            ["[Content_Types].xml", "word/_rels/document.xml.rels", "word/comments.xml", "word/document.xml"]
        );
        assert!(before.keys().all(|part| after.contains_key(part)));
        let main = String::from_utf8(after["word/document.xml"].clone()).unwrap();
        for (id, passage) in passages.iter().enumerate() {
            // An automatic number is not in the file.
            let shown = marked(&main, id as u32);
            assert!(passage.ends_with(&shown) && !shown.is_empty(), "{passage}: {shown}");
        }
        let again = read(name, &annotated).unwrap();
        assert_eq!(again.source, document.source);
        assert_eq!(again.layout, document.layout);
        // A second round goes on with the numbers, and changes only the two parts.
        let twice = annotate(&annotated, &again, &comments[..1]).unwrap();
        let third = parts(&twice);
        let changed: Vec<&String> = third
            .iter()
            .filter(|(part, bytes)| after.get(*part) != Some(bytes))
            .map(|(part, _)| part)
            .collect();
        assert_eq!(changed, ["word/comments.xml", "word/document.xml"]);
        assert!(String::from_utf8_lossy(&third["word/comments.xml"]).contains("w:id=\"5\""));
    }
}

#[test]
fn only_word_files_take_comments() {
    let bytes = fixture("zhangye.pdf");
    let document = read("a.pdf", &bytes).unwrap();
    let error = annotate(&bytes, &document, &[]).unwrap_err();
    assert!(error.to_string().contains("docx"), "{error}");
}
