//! Rich Text Format. Automatic numbers stand in the file as text (`\listtext`), put there for readers like this one.

mod flow;
mod tables;
mod tokens;

use yaodian_core::document::Block;

use crate::error::Fault;
use crate::{limits, xml};

/// Reads the body, text boxes in place, footnotes at the end.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Block>, Fault> {
    let mut flow = flow::Flow::default();
    let mut depth = 0usize;
    let mut tokens = tokens::Tokens::new(bytes);
    while let Some(token) = tokens.next() {
        match token {
            tokens::Token::Open => {
                depth += 1;
                if depth > limits::DEPTH {
                    return Err(xml::too_deep("RTF"));
                }
            }
            tokens::Token::Close => {
                if depth <= 1 {
                    // What follows the last bracket is no part of the document.
                    return Ok(flow.finish());
                }
                depth -= 1;
            }
            // Bytes of a picture, which are no RTF.
            tokens::Token::Word("bin", Some(length)) => tokens.leave_out(length.max(0) as usize),
            _ => {}
        }
        flow.take(&token);
    }
    Err(Fault::damaged(format!("RTF, {}", bytes.len()), "ends inside a group"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use yaodian_core::Document;
    use yaodian_core::document::Kind;

    fn document(text: &str) -> Document {
        Document::from_blocks("a", read(text.as_bytes()).unwrap())
    }

    #[test]
    fn reads_encodings_numbers_tables_and_deletions() {
        let text = r"{\rtf1\ansi\ansicpg936\uc1{\fonttbl{\f0\fcharset134 \'cb\'ce\'cc\'e5;}{\f1\fcharset0 Times;}}
{\stylesheet{\s1\outlinelevel0 heading 1;}}{\info{\title x}}{\header \'d2\'b3}
\pard\s1{\listtext\pard \'d2\'bb\'a1\'a2\tab}\f0\'c8\'ce\'ce\'f1\par
\pard\uc2\u20570 ??\u22909 ??{\v \'d2\'fe}{\deleted \'c9\'be}.{\footnote \pard \chftn \'d7\'a2}\par
\trowd\trhdr\cellx1\cellx2\pard\intbl \'d0\'f2\cell \'ce\'f1\cell\row
\trowd\clvmgf\cellx1\cellx2\pard\intbl \'d2\'bb\cell \'b6\'fe\cell\row
\trowd\clvmrg\cellx1\cellx2\pard\intbl\cell \'c8\'fd\cell\row
\pard \lquote a\rquote\par}";
        let document = document(text);
        assert_eq!(document.text(), "一、任务\n做好。\n序\t务\n一\t二\n三\n‘a’\n注");
        assert_eq!(document.kind(0), Kind::Heading(1));
        assert_eq!(document.kind(2), Kind::Row { header: true });
        assert_eq!(document.layout[4].inherited.len(), 1);
        assert_eq!(document.kind(6), Kind::Note);
    }

    #[test]
    fn torn_deep_and_odd_files_end() {
        for text in ["{\\rtf1 a", "{\\rtf1\\bin99999999999 a}", &"{".repeat(100_000), "{\\rtf1\\u-1\\'zz\\'"]
        {
            assert!(read(text.as_bytes()).is_err(), "{}", &text[..text.len().min(20)]);
        }
        assert!(read(b"{\\rtf1}").unwrap().is_empty());
    }
}
