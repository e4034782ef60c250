//! Names of styles that Word knows, in English and in Chinese: ids and numbers of styles say nothing.

/// The level of a heading style: `heading 1`, `标题 1`.
pub(crate) fn heading(name: &str) -> Option<u8> {
    number(name, ["heading", "标题"]).filter(|level| (1..=9).contains(level))
}

/// Whether it is the style of a line of a table of contents: `toc 1`, `目录 1`.
pub(crate) fn is_contents(name: &str) -> bool {
    number(name, ["toc", "目录"]).is_some()
}

fn number(name: &str, before: [&str; 2]) -> Option<u8> {
    let name = name.trim().to_lowercase();
    before.into_iter().find_map(|before| name.strip_prefix(before))?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_headings_and_contents() {
        assert_eq!(
            [
                heading("Heading 2"),
                heading(" 标题3"),
                heading("标题"),
                heading("heading 12"),
                heading("Title")
            ],
            [Some(2), Some(3), None, None, None]
        );
        assert!(is_contents("TOC 1") && is_contents("目录 2") && !is_contents("toc heading"));
    }
}
