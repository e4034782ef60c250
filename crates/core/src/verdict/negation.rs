//! 不 and 只 before what an obligation asks for: the opposite, or less; and 试, where the notice asks for no more.

use std::ops::Range;
use std::sync::OnceLock;

use serde::Deserialize;
use yaodian_text::WordClass;

use crate::matching::{Target, Word, similarity};
use crate::notice::Obligation;
use crate::plan::{Clause, Plan};

static DATA: &str = include_str!("../../data/negation.toml");

/// Words of `crates/core/data/negation.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    harmless: Vec<String>,
    not_now: Vec<String>,
    harmless_only: Vec<String>,
    trial: Vec<String>,
    beyond_trial: Vec<String>,
    tries: Vec<String>,
}

impl Words {
    #[allow(clippy::expect_used)]
    pub(super) fn builtin() -> &'static Self {
        static BUILTIN: OnceLock<Words> = OnceLock::new();
        BUILTIN.get_or_init(|| toml::from_str(DATA).expect("negation.toml is checked by the tests"))
    }
}

/// Whether a clause tries out what the obligation wants tried out.
pub(super) fn tries_as_asked(plan: &Plan<'_>, clause: &Clause, obligation: &Obligation) -> bool {
    let words = Words::builtin();
    let asked = without_titles(&obligation.text);
    let has = |text: &str, list: &[String]| list.iter().any(|word| text.contains(word.as_str()));
    has(&asked, &words.trial)
        && !has(&asked, &words.beyond_trial)
        && has(&without_titles(plan.text(clause.range.clone())), &words.tries)
}

/// A text without the titles of documents in it: 《行为规范（试行）》 tries out nothing.
fn without_titles(text: &str) -> String {
    let mut depth = 0;
    text.chars()
        .filter(|character| {
            depth += i32::from(*character == '《');
            let inside = depth > 0;
            depth -= i32::from(*character == '》' && inside);
            !inside
        })
        .collect()
}

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
    let words = Words::builtin();
    for (at, _) in text.match_indices('不') {
        let rest = &text[at + '不'.len_utf8()..];
        let rest = rest.strip_prefix('再').unwrap_or(rest);
        if words.harmless.iter().any(|word| rest.starts_with(word.as_str())) && !rest.starts_with("予") {
            continue;
        }
        let before = &text[..at];
        let from = clause.range.start + at;
        let near = before.char_indices().rev().take(8).last().map_or(at, |(start, _)| start);
        let now = words.not_now.iter().any(|word| before[near..].contains(word.as_str()));
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
            && !Words::builtin().harmless_only.iter().any(|word| {
                let from = text[..*at].char_indices().next_back().map_or(*at, |(start, _)| start);
                text[from..].starts_with(word.as_str()) || text[*at..].starts_with(word.as_str())
            })
    })?;
    let len: usize = text[at..].chars().take(6).map(char::len_utf8).sum();
    Some(clause.range.start + at..clause.range.start + at + len)
}

#[cfg(test)]
mod tests {
    use yaodian_text::Segmenter;

    use crate::document::Document;
    use crate::notice;
    use crate::verdict::check;

    /// Whether a reason given for the one answer of a plan holds any of some words.
    fn says(asked: &str, answer: &str, words: &[&str]) -> bool {
        let asked = format!("一、严格管理\n（一）管好现场。{asked}。");
        let document = Document::from_text("notice", &asked);
        let requirements = notice::read(&document, Segmenter::builtin().lexicon()).expect("a notice");
        let plan = Document::from_text("plan", format!("天水市工作计划\n一、管好现场\n{answer}。"));
        let report = check(&requirements, &plan, Segmenter::builtin()).expect("a plan");
        let mut reasons =
            report.points.iter().flat_map(|point| &point.obligations).flat_map(|it| &it.reasons);
        reasons.any(|reason| words.iter().any(|said| reason.message.contains(said)))
    }

    fn refuses(asked: &str, answer: &str) -> bool {
        says(asked, answer, &["与要求相反", "明确不做"])
    }

    #[test]
    fn trying_out_takes_something_away_unless_the_notice_asks_for_no_more() {
        let less = |asked: &str| {
            says(asked, "网格员制度先在两个镇试行", &["附了条件或只作探索", "只在局部做", "范围缩小"])
        };
        assert!(less("全面推行网格员制度"));
        assert!(!less("开展网格员制度试点"));
        assert!(less("扩大网格员制度试点"));
        assert!(less("推行《网格员制度（试行）》"));
    }

    #[test]
    fn what_somebody_is_spared_is_no_refusal() {
        assert!(!refuses("对企业开展联合检查", "对企业联合检查，部门不重复开展检查"));
        assert!(refuses("统筹安排涉企检查，减少入企检查次数", "今年不统筹安排涉企检查"));
        assert!(refuses("压缩企业开办时间", "今年不压缩企业开办时间"));
    }

    #[test]
    fn a_prohibition_is_no_refusal_of_one_and_a_refusal_is() {
        assert!(!refuses("严禁企业违规使用明火作业", "不许企业违规使用明火作业"));
        assert!(!refuses("组织企业办理动火作业审批", "企业办理动火作业审批处理不过来的增派人手"));
        // A letter of one byte before 只.
        assert!(!refuses("组织企业开展动火作业检查", "企业在平台A只开展动火作业检查"));
        assert!(refuses("组织企业开展动火作业检查", "今年不组织企业开展动火作业检查"));
    }
}
