//! 不 and 只 before what an obligation asks for: the opposite, or less; and 试, where the notice asks for no more.

use std::ops::Range;
use std::sync::OnceLock;

use serde::Deserialize;
use yaodian_text::WordClass;
use yaodian_text::lexicon::MarkerKind;
use yaodian_text::normalise::is_han;

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
    this_year: Vec<String>,
    measures: Vec<String>,
    cures: Vec<String>,
    outcomes: String,
    adverbs: String,
    restrains: Vec<String>,
    spares: Vec<String>,
    keeps: Vec<String>,
    softer: Vec<Softer>,
    harmless_only: Vec<String>,
    trial: Vec<String>,
    beyond_trial: Vec<String>,
    tries: Vec<String>,
}

/// Words that soften an answer, and what they suffice for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Softer {
    said: Vec<String>,
    asked: Vec<String>,
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
    let words = Words::builtin();
    // 不得 asked for is answered by 不许, 严控 by 不予引进, 免费 by 不收钱; 不少于 only measures.
    let measures = |rest: &str| words.measures.iter().any(|word| rest.starts_with(word.as_str()));
    let refuses = obligation.text.split('不').skip(1).any(|rest| !measures(rest));
    // 今年不… refuses whatever is asked.
    let this_year = words.this_year.iter().any(|word| text.contains(word.as_str()));
    if refuses || is_cured(plan, clause, words) || (asks_to_leave_out(obligation) && !this_year) {
        return None;
    }
    // 不扫码不准开火, 不跑腿、不审批: on a condition, or what somebody is spared.
    if text.matches('不').count() > 1 && !this_year {
        return None;
    }
    for (at, _) in text.match_indices('不') {
        let rest = &text[at + '不'.len_utf8()..];
        let rest = rest.strip_prefix('再').unwrap_or(rest);
        if words.harmless.iter().any(|word| rest.starts_with(word.as_str())) && !rest.starts_with("予") {
            continue;
        }
        let before = &text[..at];
        if speaks_of_no_act(before, rest, words) || is_inside_word(plan, clause, clause.range.start + at) {
            continue;
        }
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

/// Whether an obligation asks that something be left out or kept small: 严控, 免费, 一票否决.
pub(super) fn asks_to_leave_out(obligation: &Obligation) -> bool {
    let words = Words::builtin();
    words.restrains.iter().chain(&words.spares).any(|word| obligation.text.contains(word.as_str()))
}

/// Whether words that keep things as they are, refuse or soften something do so as the obligation asks.
pub(super) fn leaves_as_asked(said: &str, kind: MarkerKind, obligation: &Obligation) -> bool {
    let words = Words::builtin();
    match kind {
        MarkerKind::NoChange => words.keeps.iter().any(|word| obligation.text.contains(word.as_str())),
        MarkerKind::Negated => {
            asks_to_leave_out(obligation) && !words.this_year.iter().any(|word| said.contains(word.as_str()))
        }
        MarkerKind::Hedged => words.softer.iter().any(|pair| {
            let has = |text: &str, list: &[String]| list.iter().any(|word| text.contains(word.as_str()));
            has(said, &pair.said) && has(&obligation.text, &pair.asked)
        }),
        _ => false,
    }
}

/// Whether 不 between these tells of no act: 不折不扣, 值不值, 完不成, 不开证的.
fn speaks_of_no_act(before: &str, rest: &str, words: &Words) -> bool {
    let (last, next) = (before.chars().next_back(), rest.chars().next());
    let manner = before.chars().rev().nth(1) == Some('不');
    let two = before.char_indices().nth_back(1).map(|(at, _)| &before[at..]);
    let question = last.is_some() && last == next || two.is_some_and(|verb| rest.starts_with(verb));
    let outcome = last.is_some_and(|last| is_han(last) && !words.adverbs.contains(last))
        && next.is_some_and(|next| words.outcomes.contains(next));
    // 不履行责任的，下达整改通知: whom, not what.
    let whom = rest.char_indices().take(WHOM).find(|(_, character)| *character == '的');
    let whom = whom.is_some_and(|(at, _)| at > 0)
        && !words.not_now.iter().any(|word| before.contains(word.as_str()));
    manner || question || outcome || whom
}

/// 不…的 says of whom within this many characters.
const WHOM: usize = 9;

/// 达不到, 完不成: 不 within a word.
fn is_inside_word(plan: &Plan<'_>, clause: &Clause, at: usize) -> bool {
    plan.tokens[clause.tokens.clone()].iter().any(|token| token.range.start < at && at < token.range.end)
}

/// Whether a clause tells of what is wrong, for its sentence to put right: 解决都不管的问题, or 生前不养…，集中开展专项整治.
fn is_cured(plan: &Plan<'_>, clause: &Clause, words: &Words) -> bool {
    let has = |text: &str, list: &[String]| list.iter().any(|word| text.contains(word.as_str()));
    let text = plan.text(clause.range.clone());
    if has(text, &words.not_now) && !text.contains("的问题") {
        return false;
    }
    let behind = plan.sentences[clause.sentence].range.end;
    let named =
        text.find('不').is_some_and(|at| has(&text[..at], &words.cures) && text[at..].contains("问题"));
    named || has(plan.text(clause.range.end..behind), &words.cures)
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
    if obligation.text.contains(['只', '仅']) || asks_to_leave_out(obligation) {
        return None;
    }
    let at = text.match_indices(['只', '仅']).map(|(at, _)| at).find(|at| {
        let before = text[..*at].chars().next_back();
        let counted = before.is_some_and(|c| c.is_ascii_digit() || "一二三四五六七八九十两几".contains(c));
        // 每只钢瓶 counts; 只挂名不在岗 tells of an ill; 只图利润的 says of whom.
        let counted = counted || before.is_some_and(|c| "每这那各".contains(c));
        let rest = &text[*at + '只'.len_utf8()..];
        let ill = rest.contains('不') || rest.chars().take(WHOM).skip(1).any(|character| character == '的');
        !counted
            && !ill
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
    fn what_is_to_be_put_right_and_manners_of_speaking_are_no_refusals() {
        assert!(!refuses("厘清企业检查职权", "厘清企业检查职权，解决都检查和都不检查企业的问题"));
        assert!(!refuses("整治企业不检查的行为", "对企业长期不检查设备的，集中整治"));
        assert!(!refuses("落实企业检查制度", "不折不扣落实企业检查制度"));
        // A number that the notice asks for says nothing about refusing.
        assert!(refuses("组织企业检查不少于2次", "今年不再组织企业检查"));
    }

    #[test]
    fn conditions_questions_and_outcomes_are_no_refusals() {
        assert!(!refuses("督促企业开展检查", "不开展检查的，下达整改通知"));
        assert!(!refuses("组织企业检查设备", "设备检查不检查，企业说了不算"));
        assert!(!refuses("督促企业检查到位", "企业检查不到的地方派人检查"));
        assert!(!refuses("组织企业检查后开工", "企业不检查不许开工"));
        assert!(!refuses("免费为企业检查", "检查企业不收费"));
        assert!(!refuses("严控入企检查", "一律不上门检查"));
        assert!(refuses("组织企业检查", "今年不检查企业"));
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
