//! Why, in one plain sentence each, with the deciding words of both sides.

use std::collections::HashSet;

use crate::facet::{Flag, FlagKind};
use crate::matching::{Matching, Window, window};
use crate::notice::Obligation;
use crate::plan::{Modality, Plan};
use crate::report::{PlainReason, Reason, ReasonKind, Status};

use super::Judgement;

/// Quotes longer than this many characters are cut in the middle.
const QUOTE: usize = 40;
/// Below this similarity a passage is about something else.
const RELATED: f32 = 0.3;

pub(super) fn of(
    obligation: &Obligation,
    status: Status,
    judgement: &Judgement,
    plan: &Plan<'_>,
    matching: &Matching,
    number: usize,
) -> Vec<Reason> {
    match status {
        Status::Covered => vec![answered(judgement, plan)],
        Status::Weakened | Status::Conflicting => differences(status, judgement, plan, matching, number),
        Status::Missing => {
            // What is refused is better told than that it is missing only.
            let refused = judgement
                .flags
                .iter()
                .filter(|flag| matches!(flag.kind, FlagKind::Negated | FlagKind::Postponed));
            let missing = missing(obligation, plan, matching, number);
            std::iter::once(missing).chain(refused.map(|flag| flagged(flag, plan))).collect()
        }
    }
}

fn plain(kind: PlainReason, message: String) -> Reason {
    Reason { kind: ReasonKind::Plain(kind), message, span: None }
}

fn flagged(flag: &Flag, plan: &Plan<'_>) -> Reason {
    Reason {
        kind: ReasonKind::Flag(flag.kind),
        message: flag.message.clone(),
        span: flag.range.clone().map(|range| plan.document.span(range)),
    }
}

fn answered(judgement: &Judgement, plan: &Plan<'_>) -> Reason {
    let quote = judgement.window.as_ref().map(|window| quote(plan, window)).unwrap_or_default();
    plain(PlainReason::Answered, format!("计划以“{quote}”作了安排"))
}

fn differences(
    status: Status,
    judgement: &Judgement,
    plan: &Plan<'_>,
    matching: &Matching,
    number: usize,
) -> Vec<Reason> {
    let mut flags: Vec<_> = judgement.flags.iter().collect();
    flags.sort_by_key(|flag| flag.kind.contradicts() != (status == Status::Conflicting));
    let mut reasons: Vec<Reason> = flags.into_iter().map(|flag| flagged(flag, plan)).collect();
    if reasons.is_empty() {
        let left =
            judgement.window.as_ref().map(|window| unanswered(window, matching, number)).unwrap_or_default();
        let message = if left.is_empty() {
            "计划的表述比通知的要求轻".to_owned()
        } else {
            format!("计划只涉及一部分，没有说到“{}”", left.join("、"))
        };
        reasons.push(plain(PlainReason::Partly, message));
    }
    reasons
}

/// The heaviest words of the obligation that the window does not answer, in their order; those of emphasis if there are no others.
fn unanswered(window: &Window, matching: &Matching, number: usize) -> Vec<String> {
    let target = &matching.targets[number];
    let mut left = window::unmatched(target, &matching.tables[number], window.clauses.clone());
    keep_telling(&mut left, |word| target.emphasis[*word]);
    let text = |word: &usize| &target.words[*word].text;
    let mut seen = HashSet::new();
    left.retain(|word| seen.insert(text(word)));
    left.truncate(3);
    left.sort_unstable();
    left.iter().map(text).cloned().collect()
}

/// Leaves out the words that only lend weight, unless there are no others.
fn keep_telling<T>(words: &mut Vec<T>, is_emphasis: impl Fn(&T) -> bool) {
    if !words.iter().all(&is_emphasis) {
        words.retain(|word| !is_emphasis(word));
    }
}

fn missing(obligation: &Obligation, plan: &Plan<'_>, matching: &Matching, number: usize) -> Reason {
    let candidates = &matching.candidates[number];
    let nearest = candidates
        .windows
        .iter()
        .max_by(|a, b| a.raw.total_cmp(&b.raw).then(b.clauses.start.cmp(&a.clauses.start)));
    let distractor = candidates.distractor.as_ref().filter(|other| {
        nearest.is_none_or(|nearest| other.raw + 0.02 >= nearest.raw) && other.raw >= RELATED
    });
    let shown = distractor.or(nearest).filter(|window| window.raw >= RELATED);
    let Some(window) = shown else {
        return plain(PlainReason::NoAnswer, format!("计划中没有与“{}”相应的安排", cut(&obligation.text)));
    };
    let quote = quote(plan, window);
    let left = unanswered(window, matching, number);
    let modality = plan.clauses[window.clauses.start].modality;
    let exchanged = matching.targets[number].spoken(plan, window).exchanged(&obligation.text);
    if modality == Modality::Commitment
        && let Some((said, asked)) = exchanged
        && quote.contains(said)
    {
        let message = format!("最接近的是“{quote}”，但说的是“{said}”，没有说到“{asked}”");
        return plain(PlainReason::OtherSubject, message);
    }
    let (kind, why) = match modality {
        Modality::Background => (PlainReason::OnlyBackground, "说的是以往工作，不是今年的安排"),
        Modality::OthersDuty => (PlainReason::OnlyOthers, "说的是上级或别处的工作，不是本地的安排"),
        Modality::Heading | Modality::Placeholder => (PlainReason::OnlyHeading, "只有标题，没有具体安排"),
        Modality::Citation => (PlainReason::OnlyHeading, "是总体要求或引述，没有具体安排"),
        Modality::Commitment if !left.is_empty() => {
            let message = format!("最接近的是“{quote}”，但没有说到“{}”", left.join("、"));
            return plain(PlainReason::OtherSubject, message);
        }
        Modality::Commitment => (PlainReason::OtherSubject, "与要求的不是一回事"),
    };
    plain(kind, format!("最接近的是“{quote}”，但{why}"))
}

fn quote(plan: &Plan<'_>, window: &Window) -> String {
    cut(plan.text(plan.stretch(window.clauses.clone())))
}

fn cut(text: &str) -> String {
    let count = text.chars().count();
    if count <= QUOTE {
        return text.to_owned();
    }
    let head: String = text.chars().take(QUOTE / 2 + 4).collect();
    let tail: String = text.chars().skip(count - (QUOTE / 2 - 6)).collect();
    format!("{head}……{tail}")
}

#[cfg(test)]
mod tests {
    use super::keep_telling;
    use crate::verdict::trial::reasons;
    use crate::wording::Wording;

    #[test]
    fn a_passage_of_another_sector_is_told_by_the_words_of_both_sides() {
        let asked = "排查整治燃气管道占压隐患";
        assert_eq!(
            reasons(asked, "排查供水管道"),
            ["最接近的是“排查供水管道”，但说的是“供水”，没有说到“燃气”"]
        );
        // A body that has to do with it is no other sector, and what was done last year keeps its own reason.
        let told = |answer| reasons(asked, answer).concat();
        assert!(!told("市教育局牵头排查管道").contains("说的是“教育"), "{}", told("市教育局牵头排查管道"));
        assert!(told("去年排查了供水管道").contains("以往工作"), "{}", told("去年排查了供水管道"));
    }

    #[test]
    fn words_of_emphasis_are_named_only_where_there_are_no_others() {
        let told = |mut words: Vec<&'static str>| {
            keep_telling(&mut words, |word| Wording::builtin().is_emphasis(word));
            words
        };
        assert_eq!(told(vec!["落实", "台账", "健全"]), ["台账"]);
        assert_eq!(told(vec!["落实", "健全"]), ["落实", "健全"]);
    }
}
