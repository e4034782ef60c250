//! 不 and 只 before what an obligation asks for: the opposite, or less; and 试, where the notice asks for no more.

use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;
use yaodian_text::lexicon::MarkerKind;
use yaodian_text::normalise::is_han;
use yaodian_text::{Token, WordClass};

use crate::data::{self, any_of, begins_with, ends_with};
use crate::matching::{Target, Word, similarity};
use crate::plan::{Clause, Plan};
use crate::wording::Wording;

/// Words of `crates/core/data/negation.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    harmless: Vec<String>,
    flatly: Vec<String>,
    this_year: Vec<String>,
    measures: Vec<String>,
    cures: Vec<String>,
    at_end: Vec<String>,
    conducts: Vec<String>,
    prohibits: Vec<String>,
    whose: Vec<String>,
    outcomes: String,
    adverbs: String,
    restrains: Vec<String>,
    spares: Vec<String>,
    keeps: Vec<String>,
    softer: Vec<Softer>,
    harmless_only: Vec<String>,
    counts: String,
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
    /// Whether what is asked must begin a clause.
    #[serde(default)]
    leads: bool,
}

impl Words {
    pub(super) fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Words> =
            LazyLock::new(|| data::read(include_str!("../../data/negation.toml")));
        &BUILTIN
    }
}

/// What an obligation asks for that refusing, softening and trying out may answer.
#[derive(Debug)]
pub(super) struct Asks {
    /// That something be refused: 不得 asked for is answered by 不许; 不少于 only measures.
    to_refuse: bool,
    /// That something be left out or kept small: 严控, 免费, 一票否决.
    to_leave_out: bool,
    /// That things stay as they are.
    to_keep: bool,
    /// That something be tried out, and no more.
    to_try_out: bool,
    /// Something with 只 or 仅.
    only: bool,
    /// What softens an answer as far as is asked.
    softer: Vec<&'static Softer>,
}

impl Asks {
    pub(super) fn of(obligation: &str) -> Self {
        let words = Words::builtin();
        let asked = without_titles(obligation);
        let softer = |pair: &&Softer| {
            let leads =
                |word: &String| obligation.split('，').any(|clause| clause.starts_with(word.as_str()));
            if pair.leads { pair.asked.iter().any(leads) } else { any_of(obligation, &pair.asked) }
        };
        Self {
            to_refuse: obligation.split('不').skip(1).any(|rest| !begins_with(rest, &words.measures)),
            to_leave_out: any_of(&asked, &words.restrains) || any_of(&asked, &words.spares),
            to_keep: any_of(obligation, &words.keeps),
            to_try_out: any_of(&asked, &words.trial) && !any_of(&asked, &words.beyond_trial),
            only: obligation.contains(['只', '仅']),
            softer: words.softer.iter().filter(softer).collect(),
        }
    }
}

/// Whether a clause tries out what the obligation wants tried out.
pub(super) fn tries_as_asked(plan: &Plan<'_>, clause: &Clause, asks: &Asks) -> bool {
    asks.to_try_out && any_of(&without_titles(plan.text(clause.range.clone())), &Words::builtin().tries)
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
pub(super) fn of(plan: &Plan<'_>, clause: &Clause, target: &Target, asks: &Asks) -> Option<Range<usize>> {
    let text = plan.text(clause.range.clone());
    let words = Words::builtin();
    if asks.to_refuse || !text.contains('不') || is_cured(plan, clause, words) {
        return None;
    }
    for (at, _) in text.match_indices('不') {
        let rest = &text[at + '不'.len_utf8()..];
        let rest = rest.strip_prefix('再').unwrap_or(rest);
        if begins_with(rest, &words.harmless) || words.at_end.iter().any(|word| word == rest) {
            continue;
        }
        // 严控 is answered by 不新增, 免费 by 不收钱, neither by 不组织.
        if asks.to_leave_out && !begins_with(rest, &words.conducts) && !begins_with(rest, &words.restrains) {
            continue;
        }
        let from = clause.range.start + at;
        let start = text[..at].char_indices().rev().take(NEAR).last().map_or(at, |(start, _)| start);
        let before = &text[start..at];
        let behind = rest.char_indices().nth(BEHIND).map_or(rest, |(end, _)| &rest[..end]);
        let flat = any_of(before, &words.flatly);
        if speaks_of_no_act(before, behind, flat, words) || is_outcome(plan, clause, from, words) {
            continue;
        }
        if flat || denies_action(plan, clause, from, target) {
            let len: usize = rest.chars().take(NEAR).map(char::len_utf8).sum();
            return Some(from..clause.range.end.min(from + text.len() - at - rest.len() + len));
        }
    }
    None
}

/// So many characters before 不 are looked at,
const NEAR: usize = 8;
/// and so many behind it.
const BEHIND: usize = 24;

/// Whether words that keep things as they are, refuse or soften something do so as the obligation asks.
pub(super) fn leaves_as_asked(said: &str, kind: MarkerKind, asks: &Asks) -> bool {
    let words = Words::builtin();
    match kind {
        MarkerKind::NoChange => asks.to_keep,
        // 不予引进 does what 一票否决 asks for, 今年不… and 不再组织 do not.
        MarkerKind::Negated => {
            asks.to_leave_out && !any_of(said, &words.this_year) && !any_of(said, &words.conducts)
        }
        MarkerKind::Hedged => asks.softer.iter().any(|pair| any_of(said, &pair.said)),
        _ => false,
    }
}

/// Whether 不 between these tells of no act: 不折不扣, 值不值, 不开证的, 不扫码不准开火. A word that refuses
/// flatly (今年不…) leaves only the first two.
fn speaks_of_no_act(before: &str, rest: &str, flatly: bool, words: &Words) -> bool {
    let last = before.chars().next_back();
    let manner = before.chars().rev().nth(1) == Some('不') || rest.chars().nth(1) == Some('不');
    let two = before.char_indices().nth_back(1).map(|(at, _)| &before[at..]);
    let question =
        last.is_some() && last == rest.chars().next() || two.is_some_and(|verb| rest.starts_with(verb));
    manner || question || (!flatly && (is_whom(rest, words) || any_of(rest, &words.prohibits)))
}

/// 不履行责任的，下达整改通知: says of whom, not what is done.
fn is_whom(rest: &str, words: &Words) -> bool {
    let near = rest.char_indices().take(WHOM).skip(1);
    let whose = |behind: &str| behind.is_empty() || begins_with(behind, &words.whose);
    near.filter(|(_, character)| *character == '的').any(|(at, _)| whose(&rest[at + '的'.len_utf8()..]))
}

/// 不…的 says of whom within this many characters.
const WHOM: usize = 10;

/// 达不到, 完不成, 找不到: 不 in a word, or a verb before it and its outcome behind.
fn is_outcome(plan: &Plan<'_>, clause: &Clause, at: usize, words: &Words) -> bool {
    let tokens = &plan.tokens[clause.tokens.clone()];
    let own = tokens.partition_point(|token| token.range.end <= at);
    let end = at + '不'.len_utf8();
    let text = |token: &Token| plan.text(token.range.clone());
    if tokens.get(own).is_some_and(|token| token.range.start < at && end < token.range.end) {
        return true;
    }
    // 不成立 is no outcome of the word before it: 成 must be a word of its own.
    let outcome = tokens.iter().skip(own).find(|token| token.range.end > end);
    let outcome = outcome.is_some_and(|token| {
        let behind = plan.text(end.max(token.range.start)..token.range.end);
        let mut characters = behind.chars();
        characters.next().is_some_and(|character| words.outcomes.contains(character))
            && characters.next().is_none()
    });
    let verb = own.checked_sub(1).map(|before| text(&tokens[before]));
    outcome
        && verb.is_some_and(|verb| verb.chars().all(is_han) && !verb.ends_with(|c| words.adverbs.contains(c)))
}

/// Whether a clause tells of what is wrong, for its sentence to put right: 解决都不管的问题, or 对长期不检查的，集中整治.
fn is_cured(plan: &Plan<'_>, clause: &Clause, words: &Words) -> bool {
    let text = plan.text(clause.range.clone());
    let ills = &Wording::builtin().ills;
    let named =
        text.find('不').is_some_and(|at| any_of(&text[..at], &words.cures) && any_of(&text[at..], ills));
    if named || any_of(text, &words.this_year) {
        return named;
    }
    // What is put right behind a comma is named as such, or is one of several.
    let object = text.starts_with(['对', '把', '将'])
        || text.ends_with('的')
        || ends_with(text, ills)
        || text.matches('、').count() > 1;
    let behind = plan.text(clause.range.end..plan.sentences[clause.sentence].range.end.max(clause.range.end));
    object && any_of(behind, &words.cures)
}

/// Whether an action that the obligation asks for stands behind 不 in the same clause.
fn denies_action(plan: &Plan<'_>, clause: &Clause, from: usize, target: &Target) -> bool {
    let tokens = &plan.tokens[clause.tokens.clone()];
    tokens[tokens.partition_point(|token| token.range.start < from)..]
        .iter()
        .filter(|token| token.class == WordClass::Action)
        .take(2)
        .any(|token| {
            let word = Word::new(plan.document.text(), token);
            target.actions.iter().any(|action| similarity(&target.words[*action], &word) > 0.8)
        })
}

/// The words by which a clause says that only a part is done.
pub(super) fn only(plan: &Plan<'_>, clause: &Clause, asks: &Asks) -> Option<Range<usize>> {
    let text = plan.text(clause.range.clone());
    if asks.only || asks.to_leave_out || !text.contains(['只', '仅']) {
        return None;
    }
    let words = Words::builtin();
    let at = text.match_indices(['只', '仅']).map(|(at, _)| at).find(|at| {
        let before = text[..*at].chars().next_back();
        // 每只钢瓶 counts; 只挂名不在岗 tells of an ill; 只图利润的 says of whom.
        let counted = before.is_some_and(|c| c.is_ascii_digit() || words.counts.contains(c));
        let rest = &text[*at + '只'.len_utf8()..];
        let ill = rest.chars().take(NEAR).any(|character| character == '不') || is_whom(rest, words);
        !counted
            && !ill
            && !words.harmless_only.iter().any(|word| {
                let from = text[..*at].char_indices().next_back().map_or(*at, |(start, _)| start);
                text[from..].starts_with(word.as_str()) || text[*at..].starts_with(word.as_str())
            })
    })?;
    let len: usize = text[at..].chars().take(6).map(char::len_utf8).sum();
    Some(clause.range.start + at..clause.range.start + at + len)
}

#[cfg(test)]
mod tests {
    use crate::verdict::trial::reasons;

    /// Whether a reason given for the one answer of a plan holds any of some words.
    fn says(asked: &str, answer: &str, words: &[&str]) -> bool {
        reasons(asked, answer).iter().any(|reason| words.iter().any(|said| reason.contains(said)))
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
    fn plain_refusals_are_found() {
        for (asked, answer) in [
            ("开展食品安全培训", "县级不开展食品安全培训"),
            ("开展应急演练", "市食安办不开展应急演练"),
            ("成立食品安全工作专班", "各县不成立食品安全工作专班"),
            ("开展假冒伪劣食品专项整治", "不再开展假冒伪劣食品专项整治"),
            ("严厉打击食品违法犯罪行为", "不再组织打击食品违法犯罪行为"),
            ("对企业开展免费培训", "今后不再组织企业免费培训"),
            ("开展集中培训", "不开展大规模的集中培训"),
            ("建立信息平台", "不建立统一的信息平台"),
            ("安排春季集中演练", "不安排春季集中演练，避免影响正常教学"),
            ("设立食安办", "各乡镇不设立食安办、不配备专职人员"),
            ("收集企业意见", "今年不收集企业意见"),
            ("压缩企业开办时间", "不压缩企业开办时间"),
        ] {
            assert!(refuses(asked, answer), "{asked} | {answer}");
        }
        assert!(!refuses("严控新增钢铁产能", "不新增钢铁产能"));
    }

    #[test]
    fn softening_counts_unless_the_notice_asks_for_no_more() {
        let softened = |asked: &str, answer: &str| says(asked, answer, &["附了条件或只作探索"]);
        assert!(!softened("及时公布检查结果", "检查结果尽快公布"));
        assert!(!softened("引导企业参加检查", "鼓励企业参加检查"));
        assert!(softened("强化经费支持，建立企业检查机制", "鼓励企业建立检查机制"));
        assert!(softened("公布检查结果", "检查结果尽快公布"));
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
