//! Web pages, and what Word saves as one.

mod flow;
mod tokens;

use yaodian_core::document::Block;

use crate::encoding;
use crate::error::Fault;

/// Whether bytes begin as a web page does; leading blanks and byte order mark taken off.
pub(crate) fn is_html(bytes: &[u8]) -> bool {
    let starts = |tag: &[u8]| bytes.get(..tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag));
    if [b"<!doctype html".as_slice(), b"<html", b"<head", b"<body", b"<meta"].into_iter().any(starts) {
        return true;
    }
    // XHTML and pages behind a comment.
    let head = &bytes[..bytes.len().min(1024)];
    (starts(b"<?xml") || starts(b"<!--"))
        && head.windows(5).any(|window| window.eq_ignore_ascii_case(b"<html"))
}

/// Reads what a page shows.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Block>, Fault> {
    let text = decode(bytes);
    let mut flow = flow::Flow::default();
    tokens::tokens(&text, &mut |token| flow.take(token));
    Ok(flow.finish())
}

/// The page's own word on its encoding is believed, unless a mark or the bytes themselves say otherwise.
fn decode(bytes: &[u8]) -> String {
    if std::str::from_utf8(bytes).is_err()
        && !bytes.starts_with(b"\xff\xfe")
        && !bytes.starts_with(b"\xfe\xff")
        && let Some(encoding) = declared(bytes)
    {
        return encoding.decode(bytes).0.into_owned();
    }
    let text = encoding::decode(bytes).unwrap_or_else(|| String::from_utf8_lossy(bytes).into_owned());
    text.trim_start_matches('\u{feff}').to_owned()
}

/// `charset=…` within the first kilobytes.
fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = &bytes[..bytes.len().min(4096)];
    let at = head.windows(8).position(|window| window.eq_ignore_ascii_case(b"charset="))? + 8;
    let rest = head[at..].trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let end = rest.iter().position(|byte| !(byte.is_ascii_alphanumeric() || b"-_".contains(byte)))?;
    // GBK pages hold characters of GB18030 as well.
    encoding_rs::Encoding::for_label(&rest[..end])
        .map(|encoding| if encoding == encoding_rs::GBK { encoding_rs::GB18030 } else { encoding })
}

#[cfg(test)]
mod tests {
    use super::*;
    use yaodian_core::Document;
    use yaodian_core::document::Kind;

    fn document(page: &str) -> Document {
        Document::from_blocks("a", read(page.as_bytes()).unwrap())
    }

    #[test]
    fn shows_what_a_page_shows() {
        let page = "<!DOCTYPE html><html><head><title>不显示</title><style>p{}</style></head><body>\
            <h2>一、任务</h2><p>做好&ldquo;宣传&rdquo;\n  工作&#12290;<br>第二行</p><script>x('<p>')</script>\
            <ol start=3 type=1><li>培训<li>督查<ul><li>通报</ul></ol><p hidden>隐藏</p><del>删去</del>\
            <table><tr><th>序号<th>任务</tr><tr><td rowspan=2>1<td>甲<tr><td>乙</table></body>";
        let document = document(page);
        assert_eq!(
            document.text(),
            "一、任务\n做好“宣传”工作。第二行\n3.培训\n4.督查\n通报\n序号\t任务\n1\t甲\n乙"
        );
        assert_eq!(document.kind(0), Kind::Heading(2));
        assert_eq!(document.kind(5), Kind::Row { header: true });
        assert_eq!(document.layout[7].inherited.len(), 1);
    }

    #[test]
    fn reads_pages_in_the_encoding_they_declare() {
        let page = "<html><meta charset=gbk><p>各县（区）食安办</p>";
        let bytes = encoding_rs::GB18030.encode(page).0;
        assert!(is_html(&bytes));
        assert_eq!(Document::from_blocks("a", read(&bytes).unwrap()).text(), "各县（区）食安办");
    }

    #[test]
    fn cells_that_reach_down_without_end_are_bounded() {
        let start = std::time::Instant::now();
        let wide = format!("<table><tr><td>甲{}", "<td rowspan=60000>".repeat(50_000));
        let blocks = read(format!("{wide}{}", "<tr>".repeat(100_000)).as_bytes()).unwrap();
        assert_eq!(blocks.iter().filter(|block| !block.cells.is_empty()).count(), 1);
        let blocks = read(format!("{wide}{}", "<tr><td>乙".repeat(50_000)).as_bytes()).unwrap();
        assert_eq!(blocks.len(), 50_001);
        let cells: usize = blocks.iter().map(|block| block.cells.len()).sum();
        assert!(cells < 300_000, "{cells}");
        assert!(start.elapsed() < std::time::Duration::from_secs(5), "{:?}", start.elapsed());
    }

    #[test]
    fn deep_and_torn_pages_end() {
        let start = std::time::Instant::now();
        for page in [
            "<div>".repeat(200_000),
            "<table><tr><td>".repeat(50_000),
            "<".repeat(200_000),
            "</".repeat(200_000),
            "<p a='".to_owned(),
            "<!--".to_owned(),
            "&#x110000;&".to_owned(),
        ] {
            let _ = read(page.as_bytes()).unwrap();
        }
        assert!(start.elapsed() < std::time::Duration::from_secs(5), "{:?}", start.elapsed());
    }
}
