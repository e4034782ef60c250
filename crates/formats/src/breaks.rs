//! Line breaks inside a paragraph: some only break the line (in a title), others stand where a new paragraph should.

use yaodian_core::document::{Block, Kind};
use yaodian_text::numbering::leading_mark;

/// Splits paragraphs at line breaks that end something or begin something; other breaks are taken out.
pub(crate) fn split(blocks: Vec<Block>) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        let single = !matches!(block.kind, Kind::Row { .. } | Kind::Heading(_));
        let breaks = block.cells.iter().flat_map(|cell| &cell.lines).any(|line| line.text.contains('\n'));
        if !single || !breaks {
            out.push(block);
            continue;
        }
        for line in block.cells.iter().flat_map(|cell| &cell.lines) {
            for text in pieces(&line.text) {
                let page = block.page;
                out.push(Block { page, ..Block::paragraph(block.kind, text, line.ordinal) });
            }
        }
    }
    out
}

fn pieces(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for line in text.split('\n') {
        match out.last_mut() {
            Some(before) if !stands_alone(before, line) => before.push_str(line),
            _ => out.push(line.to_owned()),
        }
    }
    out
}

fn stands_alone(before: &str, line: &str) -> bool {
    let ended = before.trim_end().ends_with(['。', '；', '：', '！', '？', ';', ':']);
    let line = line.trim_start();
    ended || before.trim().is_empty() || leading_mark(line).is_some() || is_labelled(line)
}

/// 责任单位：市食安办
fn is_labelled(line: &str) -> bool {
    line.char_indices().take(7).any(|(at, character)| at > 0 && matches!(character, '：' | ':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_in_titles_go_and_breaks_between_items_stay() {
        assert_eq!(pieces("关于印发食品安全\n工作要点的通知"), ["关于印发食品安全工作要点的通知"]);
        assert_eq!(pieces("一、任务\n1.宣传\n责任单位：办公室\n时限：全年").len(), 4);
        assert_eq!(pieces("做好宣传。\n做好培训"), ["做好宣传。", "做好培训"]);
    }
}
