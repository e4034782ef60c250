//! 不 and 只 before what an obligation asks for: the opposite, or less.

use std::ops::Range;

use yaodian_text::WordClass;

use crate::matching::{Target, Word, similarity};
use crate::notice::Obligation;
use crate::plan::{Clause, Plan};

/// What may follow 不 without saying that something is not done.
const HARMLESS: &[&str] = &[
    "断",
    "得",
    "少",
    "低于",
    "漏",
    "留",
    "折",
    "合格",
    "具备",
    "符合",
    "足",
    "良",
    "仅",
    "同",
    "定期",
    "定时",
    "到位",
    "力",
    "落实",
    "解决",
    "规范",
    "发生",
    "超过",
    "放过",
    "打招呼",
    "打折",
    "见",
    "限",
    "能",
    "要",
    "准",
    "敢",
    "想",
    "可",
    "含",
    "误",
    "拖",
    "等",
    "让",
    "推",
    "缺",
    "落",
    "便",
    "善",
    "明",
    "法",
    "当",
    "实",
    "彻底",
    "间断",
    "松",
    "降",
    "变",
    "高于",
    "晚于",
    "迟于",
    "大于",
    "小于",
    "出",
    "达标",
    "稳定",
    "安全",
    "清",
    "懂",
    "会",
    "齐",
    "满",
    "服",
    "愿",
    "遗",
    "走样",
    "反弹",
    "满意",
    "好",
    "对",
    "对称",
    "全",
    "科学",
    "作为",
    "担当",
    "均",
    "平衡",
    "完善",
    "健全",
    "正当",
    "文明",
    "动产",
    "良",
    "利",
    "过关",
    "予",
    "起",
    "了",
    "住",
    "上",
    "下",
    "完",
    "更新",
    "顺",
    "畅",
    "严",
    "深",
    "细",
    "准确",
    "及时",
    "如实",
    "配合",
    "改",
    "纠",
    "怕",
    "躲",
    "绕",
    "搞形式",
    "走过场",
    "以",
];
/// After these, 不 speaks of this year's work.
const NOT_NOW: &[&str] =
    &["今年", "本年度", "本年", "暂", "仍", "都", "均", "一律", "也", "现", "目前", "年内", "全年"];
/// 只 and 仅 in these say nothing about extent.
const HARMLESS_ONLY: &[&str] = &["只要", "只有", "只能", "不只", "仅供", "不仅", "只争", "只增", "船只"];

/// The words by which a clause says that what the obligation asks for is not done.
pub(super) fn of(
    plan: &Plan<'_>,
    clause: &Clause,
    target: &Target,
    obligation: &Obligation,
) -> Option<Range<usize>> {
    let text = plan.text(clause.range.clone());
    if obligation.text.contains('不') {
        return None;
    }
    for (at, _) in text.match_indices('不') {
        let rest = &text[at + '不'.len_utf8()..];
        let rest = rest.strip_prefix('再').unwrap_or(rest);
        if HARMLESS.iter().any(|word| rest.starts_with(word)) && !rest.starts_with("予") {
            continue;
        }
        let before = &text[..at];
        let from = clause.range.start + at;
        let near = before.char_indices().rev().take(8).last().map_or(at, |(start, _)| start);
        let now = NOT_NOW.iter().any(|word| before[near..].contains(word));
        if now || denies_action(plan, clause, from, target) {
            let len: usize = rest.chars().take(8).map(char::len_utf8).sum();
            return Some(from..clause.range.end.min(from + text.len() - at - rest.len() + len));
        }
    }
    None
}

/// Whether an action that the obligation asks for stands behind 不 in the same clause.
fn denies_action(plan: &Plan<'_>, clause: &Clause, from: usize, target: &Target) -> bool {
    plan.tokens[clause.tokens.clone()]
        .iter()
        .filter(|token| token.range.start >= from && token.class == WordClass::Action)
        .take(2)
        .any(|token| {
            let word = Word::new(plan.document.text(), token);
            target.actions.iter().any(|action| similarity(&target.words[*action], &word) > 0.8)
        })
}

/// The words by which a clause says that only a part is done.
pub(super) fn only(plan: &Plan<'_>, clause: &Clause, obligation: &Obligation) -> Option<Range<usize>> {
    let text = plan.text(clause.range.clone());
    if obligation.text.contains(['只', '仅']) {
        return None;
    }
    let at = text.match_indices(['只', '仅']).map(|(at, _)| at).find(|at| {
        let before = text[..*at].chars().next_back();
        let counted = before.is_some_and(|c| c.is_ascii_digit() || "一二三四五六七八九十两几".contains(c));
        !counted
            && !HARMLESS_ONLY
                .iter()
                .any(|word| text[at.saturating_sub(3)..].starts_with(word) || text[*at..].starts_with(word))
    })?;
    let len: usize = text[at..].chars().take(6).map(char::len_utf8).sum();
    Some(clause.range.start + at..clause.range.start + at + len)
}
