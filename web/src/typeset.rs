//! How a line of an official document looks: title, heading, address, signature, or plain paragraph.

use yaodian_text::numbering::{Style, leading_mark};

/// A look; the style sheet knows it by its class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// A plain paragraph, indented.
    Plain,
    /// A title.
    Title,
    /// 一、 第一章
    Heading,
    /// （一）, short
    Subheading,
    /// 各县（区）…：
    Address,
    /// Who issued it, and when.
    Signature,
}

impl Look {
    /// Its class.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Title => "title",
            Self::Heading => "heading",
            Self::Subheading => "subheading",
            Self::Address => "address",
            Self::Signature => "signature",
        }
    }
}

/// Longer lines are no titles.
const TITLE: usize = 60;
/// Longer lines are no headings and no signatures.
const SHORT: usize = 32;
/// Titles stand among the first lines.
const TOP: usize = 20;

/// The look of every line.
#[must_use]
pub fn looks(lines: &[&str]) -> Vec<Look> {
    let mut looks: Vec<Look> = lines.iter().enumerate().map(|(number, line)| look(number, line)).collect();
    // Whoever signs stands above the date, and everybody below another who signs.
    for number in (1..lines.len()).rev() {
        if looks[number] == Look::Signature && looks[number - 1] == Look::Plain && is_bare(lines[number - 1])
        {
            looks[number - 1] = Look::Signature;
        }
    }
    looks
}

fn look(number: usize, line: &str) -> Look {
    let line = line.trim();
    if line.is_empty() {
        return Look::Plain;
    }
    if is_date(line) {
        return Look::Signature;
    }
    let characters = line.chars().take(TITLE + 1).count();
    let unfinished = !line.ends_with(['。', '；', ';', '：', ':', '，', ',']);
    match leading_mark(line).map(|mark| mark.style) {
        Some(Style::Chapter | Style::Han) if characters <= SHORT => Look::Heading,
        Some(Style::HanInBrackets) if characters <= SHORT => Look::Subheading,
        Some(_) => Look::Plain,
        None if line.ends_with(['：', ':']) && line.starts_with(['各', '市', '县']) => Look::Address,
        None if number < TOP && unfinished && characters <= TITLE && names_a_document(line) => Look::Title,
        None => Look::Plain,
    }
}

fn names_a_document(line: &str) -> bool {
    ["通知", "要点", "方案", "计划", "安排", "意见", "任务", "清单"]
        .iter()
        .any(|kind| line.ends_with(kind) || line.ends_with(&format!("{kind}》")))
}

fn is_bare(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty()
        && line.chars().count() <= SHORT
        && !line.contains(['，', '。', '；', '：', ',', ';', ':'])
        && leading_mark(line).is_none()
}

fn is_date(line: &str) -> bool {
    let digits = |part: &str| {
        !part.trim().is_empty()
            && part.trim().chars().all(|c| c.is_ascii_digit() || "〇零一二三四五六七八九十".contains(c))
    };
    let parts = line.split_once('年').and_then(|(year, rest)| {
        rest.split_once('月').and_then(|(month, rest)| rest.strip_suffix('日').map(|day| (year, month, day)))
    });
    parts.is_some_and(|(year, month, day)| digits(year) && digits(month) && digits(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_the_parts_of_an_official_document() {
        let lines = [
            "关于印发《2020年全市食品安全协调工作要点》的通知",
            "各县（区）市场监督管理局：",
            "现将《要点》印发给你们，请认真抓好落实。",
            "武威市市场监督管理局",
            "2020年3月6日",
            "一、落实责任",
            "（一）健全体系",
            "（二）厘清监管事权。完善市、县、乡三级监管部门的事权划分，建立事权清晰、协调有力的监管工作机制。",
        ];
        use Look::*;
        assert_eq!(looks(&lines), [Title, Address, Plain, Signature, Signature, Heading, Subheading, Plain]);
    }
}
