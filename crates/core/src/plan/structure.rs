//! Units of a plan: an item with the lines that belong to it (责任单位, 完成时限), and the headings above.

use std::ops::Range;
use std::sync::LazyLock;

use yaodian_text::numbering::{Style, leading_mark};
use yaodian_text::pattern::Pattern;
use yaodian_text::sentences::sentences;

use crate::document::{Document, Kind};
use crate::wording::Wording;

/// A title sentence at the start of a numbered paragraph has at most this many characters.
const TITLE_CHARACTERS: usize = 24;
/// A heading has at most this many characters.
const HEADING_CHARACTERS: usize = 36;
/// A paragraph that the file calls a heading is one up to this many characters: people also style whole paragraphs so.
const KNOWN_HEADING_CHARACTERS: usize = 60;

/// A paragraph, list item or table row with all that is said of it elsewhere.
#[derive(Debug, Clone, Default)]
pub struct Unit {
    /// What it says, without labels and numbers.
    pub parts: Vec<Range<usize>>,
    /// When and by whom: cells and lines that qualify the parts.
    pub qualifiers: Vec<Range<usize>>,
    /// Headings that govern it, outermost first.
    pub headings: Vec<Range<usize>>,
    /// Whether it is itself a heading.
    pub is_heading: bool,
    /// Its paragraph.
    pub range: Range<usize>,
}

static LABELLED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::constant(
        r"^(?:责任单位|牵头单位|配合单位|牵头部门|责任部门|责任领导|责任人|完成时限|完成时间|时限要求|时限|进度安排|牵头|配合)：",
    )
});
/// Brackets at the end that say who and when.
static BRACKET: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::constant(
        r"（(?:牵头|责任|配合|主办|承办|完成时限|完成时间|时限|实施单位)[^（）]*(?:（[^）]*）[^（）]*)*）$",
    )
});
/// A cell that only names bodies.
static WHO: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::constant(
        r"^(?:[一-龥（）]{1,18}(?:局|委|办|厅|部门|部|政府|办公室|单位|中心|支队|总队|大队|乡镇|街道|科|科室|会|院|县（区）|各县（市、区）|县区|公司|联社|银行|队|校|社|台|馆|所|站|园|区|市|县|党委|同上|妇联|组织|分局|行|署)[、，；和及 ]*(?:配合)?)+$",
    )
});
/// A cell that only says when: nothing but times, and words that stand beside them there. 周边排查 says more.
static WHEN: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::constant(
        r"^(?:\d|[一二三四五六七八九十两首末年月日号周天旬季半每各全本当上中下初底前后内起至到次、，；：和及或并（）()—～~/.\- ]|季度|星期|工作日|年度|年终|年末|期间|以前|之前|左右|节点|时间|时限|阶段|进度|持续|长期|常年|常态|贯穿|全程|即时|及时|立即|随时|适时|按时|按期|定期|不定期|视情|同上|推进|坚持|开展|实施|落实|完成|办结|报送|上报|启动|实现|达到|并|按|要求|计划|实际|根据|结合|需要|情况|化|第)+$",
    )
});

/// How deep a heading is: by the style of its number, and by what the file says.
#[derive(Debug, Clone, Copy)]
struct Level {
    style: Option<Style>,
    known: Option<u8>,
    /// Its depth in a list, if the file says that it is an item.
    item: Option<u8>,
}

impl Level {
    /// Whether a heading of this level ends the part that `other` governs. What the file says wins over the numbers.
    fn ends(self, other: Self) -> bool {
        match (self.known, other.known) {
            (Some(own), Some(other)) => own <= other,
            // 1. in a list below the heading 1. is no equal of it.
            (None, Some(other)) if self.item.is_some_and(|item| item > other) => false,
            _ => self.style.is_some() && self.style == other.style,
        }
    }
}

/// The headings above a paragraph, outermost first.
type Above = Vec<(Level, Range<usize>)>;

/// The units of a plan, in order.
pub(super) fn units(document: &Document) -> Vec<Unit> {
    let text = document.text();
    let mut units: Vec<Unit> = Vec::new();
    let mut headings = Above::new();
    let count = document.paragraphs.len();
    let title = title_of_the_file(document);
    for (index, range) in document.paragraphs.iter().enumerate() {
        let paragraph = &text[range.clone()];
        if LABELLED.is_match(paragraph)
            && let Some(unit) = units.last_mut()
        {
            unit.qualifiers.push(range.clone());
            continue;
        }
        let mark = leading_mark(paragraph);
        let start = range.start + mark.map_or(0, |mark| mark.len);
        let next = (index + 1 < count).then(|| &text[document.paragraphs[index + 1].clone()]);
        let known = known_level(document, index).filter(|_| title != Some(index));
        if mark.is_none() && known.is_none() && is_furniture(paragraph) {
            units.push(unit(range.clone(), &[], true, range));
            continue;
        }
        let item = match document.kind(index) {
            Kind::Item(item) => Some(item),
            _ => None,
        };
        let level = Level { style: mark.map(|mark| mark.style), known, item };
        let depth = headings.iter().position(|(other, _)| level.ends(*other));
        if known.is_some() || mark.is_some() && is_heading(&text[start..range.end], next) {
            headings.truncate(depth.unwrap_or(headings.len()));
            let above = headings.len();
            headings.push((level, start..range.end));
            units.push(unit(start..range.end, &headings[..above], true, range));
            continue;
        }
        headings.truncate(depth.unwrap_or(headings.len()));
        let mut unit = unit(start..range.end, &headings, false, range);
        if mark.is_some()
            && let Some(title) = inline_title(&text[start..range.end])
        {
            unit.headings.push(start..start + title);
        }
        if paragraph.contains('\t') {
            row(text, &mut unit);
        } else {
            brackets(text, &mut unit);
        }
        if let Some(layout) = document.layout.get(index) {
            inherit(text, &mut unit, &layout.inherited);
        }
        units.push(unit);
    }
    units
}

/// The level that the file gives a paragraph, if that can be a heading at all.
fn known_level(document: &Document, index: usize) -> Option<u8> {
    let Kind::Heading(level) = document.kind(index) else { return None };
    let own = document.text()[document.paragraphs[index].clone()].trim_end_matches('。');
    (own.chars().count() <= KNOWN_HEADING_CHARACTERS && !own.contains(['。', '；', '\t'])).then_some(level)
}

/// A heading without number above all others is the title of the whole and governs nothing.
fn title_of_the_file(document: &Document) -> Option<usize> {
    let mut levels =
        (0..document.paragraphs.len()).filter_map(|index| Some((index, known_level(document, index)?)));
    let (first, level) = levels.next()?;
    let unmarked = leading_mark(&document.text()[document.paragraphs[first].clone()]).is_none();
    (unmarked && levels.all(|(_, other)| other > level)).then_some(first)
}

fn unit(
    part: Range<usize>,
    headings: &[(Level, Range<usize>)],
    is_heading: bool,
    range: &Range<usize>,
) -> Unit {
    Unit {
        parts: vec![part],
        qualifiers: Vec::new(),
        headings: headings.iter().map(|(_, range)| range.clone()).collect(),
        is_heading,
        range: range.clone(),
    }
}

/// Title, addressees, issuer, date: short lines that say nothing of their own.
fn is_furniture(paragraph: &str) -> bool {
    let short = paragraph.chars().count() <= HEADING_CHARACTERS;
    let addressees = paragraph.ends_with('：') && (short || paragraph.contains('各'));
    let bare = short && !paragraph.contains(['\t', '，']) && !paragraph.ends_with(['。', '；', '！', '”']);
    addressees || bare
}

fn is_heading(body: &str, next: Option<&str>) -> bool {
    let ends = body.ends_with(['。', '；', '！', '：']);
    let followed = next.is_some_and(|next| !LABELLED.is_match(next));
    !body.contains('\t')
        && !ends
        && body.chars().count() <= HEADING_CHARACTERS
        && followed
        && !body.contains('，')
}

/// Bytes of the title sentence that a numbered paragraph opens with: 8.组织督查。每季度…
fn inline_title(body: &str) -> Option<usize> {
    let cut = sentences(body);
    let first = cut.first().filter(|_| cut.len() > 1)?;
    let title = &body[first.clone()];
    let ends = body[first.end..].starts_with('。');
    (ends && title.chars().count() <= TITLE_CHARACTERS && !title.contains('，')).then_some(first.end)
}

/// Cells of a table row: those that say who or when qualify the others.
fn row(text: &str, unit: &mut Unit) {
    let part = unit.parts.remove(0);
    let mut at = part.start;
    for cell in text[part].split('\t') {
        let range = at..at + cell.len();
        at = range.end + 1;
        let cell = cell.trim();
        if cell.is_empty() || cell.chars().all(|c| c.is_ascii_digit()) {
            continue;
        }
        if qualifies(cell) && !unit.parts.is_empty() {
            unit.qualifiers.push(range);
        } else {
            unit.parts.push(range);
        }
    }
    // The first of several short cells names the task; it governs the others like a heading.
    if unit.parts.len() >= 2 && text[unit.parts[0].clone()].chars().count() <= 16 {
        unit.headings.push(unit.parts[0].clone());
    }
}

/// Whether a cell only says who or when.
fn qualifies(cell: &str) -> bool {
    // The bodies of a cell may stand in a line each.
    let cell = cell.replace('\n', "、");
    let names = || WHO.is_match(&cell) && !Wording::builtin().asks(&cell);
    cell.chars().count() <= 60 && (WHEN.is_match(&cell) || names())
}

/// Cells that reach down from a row above hold for this row as well: who and when qualify, a short task governs.
fn inherit(text: &str, unit: &mut Unit, cells: &[Range<usize>]) {
    for range in cells {
        let cell = text[range.clone()].trim();
        if cell.chars().all(|c| c.is_ascii_digit()) {
            continue;
        }
        if qualifies(cell) {
            unit.qualifiers.push(range.clone());
        } else if cell.chars().count() <= HEADING_CHARACTERS {
            unit.headings.push(range.clone());
        }
    }
}

fn brackets(text: &str, unit: &mut Unit) {
    let Some(part) = unit.parts.first().cloned() else { return };
    let body = text[part.clone()].trim_end_matches(['。', '；']);
    if let Some(found) = BRACKET.find(body) {
        unit.qualifiers.push(part.start + found.start()..part.start + found.end());
        unit.parts[0] = part.start..part.start + found.start();
    }
}

#[cfg(test)]
mod tests {
    use super::qualifies;

    #[test]
    fn cells_that_say_who_and_when_are_told_from_tasks() {
        let qualifiers = [
            "8月31日前",
            "6月、11月",
            "2024年12月底前完成",
            "每季度末月25日前报送",
            "全年持续推进",
            "长期坚持",
            "年底前",
            "第三季度",
            "—",
            "同上",
            "市住建局、市自然资源局",
            "市委宣传部、市委网信办",
            "宣传部",
            "各县（市、区）人民政府",
            "市食安办\n市教育局",
            "市建设局",
            "建设单位、监理单位",
            "宣传部门、网信部门",
        ];
        let tasks = [
            "农村危房和地质灾害点周边农房排查",
            "天然气管道占压整治",
            "每月检查一次",
            "推进校园食品安全",
            "及时报送信息，实现共享",
            "食品安全宣传周活动",
            "开展食品安全进校园",
            "召开食品安全工作会",
            "创建食品安全示范县",
            "整治校园周边五毛食品，净化校园",
            "组织召开动员会",
        ];
        for cell in qualifiers {
            assert!(qualifies(cell), "{cell}");
        }
        for cell in tasks {
            assert!(!qualifies(cell), "{cell}");
        }
    }
}
