//! Text of documents as text of HTML and XML.

use crate::safe;

/// The text with nothing in it that could be markup, or that XML has no way to write; line breaks are kept.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in safe::lines(text).chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => out.push('�'),
            _ => out.push(character),
        }
    }
    out
}
