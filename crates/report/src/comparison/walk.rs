//! The tables of a comparison row by row: what every format shows, without how it shows it.

use yaodian_core::compare::{ComparedObligation, ComparedPlan, ComparedPoint, Difference, Said};
use yaodian_core::copying::{Leftover, Pair};
use yaodian_core::{Comparison, Status};

use super::{decided, labels, nobody_answers, obligation, relation, said, shares, unanswered};
use crate::decisions::Item;
use crate::figures::percent;
use crate::remarks;

/// So many characters are quoted on either side of a name that was left in.
const AROUND: usize = 12;

/// A plan with its figures.
pub(crate) struct Ranked<'a> {
    /// The plan.
    pub(crate) plan: &'a ComparedPlan,
    /// Its rank, and whether it shares it: 1, 并列2.
    pub(crate) rank: String,
    /// Its obligations by status, in the order of [`Status::ALL`].
    pub(crate) counts: [usize; 4],
    /// Its coverage.
    pub(crate) coverage: String,
    /// The same with what is waived; nothing if no plan has a waiver.
    pub(crate) with_waived: Option<String>,
}

/// The plans by rank.
pub(crate) fn ranked(comparison: &Comparison) -> Vec<Ranked<'_>> {
    let waived = comparison.plans.iter().any(|plan| plan.waived() > 0);
    let one = |index: usize| {
        let plan = &comparison.plans[index];
        let counts = &plan.summary.obligations;
        let tied = if plan.tied { "并列" } else { "" };
        Ranked {
            plan,
            rank: format!("{tied}{}", plan.rank),
            counts: Status::ALL.map(|status| counts.of(status)),
            coverage: percent(counts.covered, counts.required()),
            with_waived: waived.then(|| percent(counts.covered + plan.waived(), counts.required())),
        }
    };
    comparison.ranking().into_iter().map(one).collect()
}

/// A point with obligations that no plan covers.
pub(crate) struct Missed<'a> {
    /// The point.
    pub(crate) point: &'a ComparedPoint,
    /// 整条, if no plan covers anything of it.
    pub(crate) whole: &'static str,
    /// The obligations.
    pub(crate) obligations: Vec<&'a ComparedObligation>,
}

/// What nobody answers, point by point.
pub(crate) fn missed(comparison: &Comparison) -> Vec<Missed<'_>> {
    let all: Vec<_> = unanswered(comparison).collect();
    all.chunk_by(|one, other| one.0.id == other.0.id)
        .map(|own| Missed {
            point: own[0].0,
            whole: if nobody_answers(comparison, own[0].0) { "整条" } else { "" },
            obligations: own.iter().map(|(_, one)| *one).collect(),
        })
        .collect()
}

/// The points that somebody answers: who does it best, and why.
pub(crate) fn best(comparison: &Comparison) -> impl Iterator<Item = (&ComparedPoint, String, &str)> {
    comparison.points.iter().filter_map(|point| {
        let best = point.best.as_ref()?;
        Some((point, labels(comparison, &best.plans), best.reason.as_str()))
    })
}

/// The text of the obligation that a frequency, quantity or deadline belongs to.
pub(crate) fn text_of<'a>(comparison: &'a Comparison, difference: &Difference) -> &'a str {
    obligation(comparison, &difference.obligation).map_or("", |one| one.text.as_str())
}

/// What the notice says of it.
pub(crate) fn asked(difference: &Difference) -> &str {
    difference.asked.as_deref().unwrap_or("—")
}

/// What a plan says of it, and that it falls short.
pub(crate) fn facet(own: &Said) -> String {
    let short = relation(own).map(|word| format!("（{word}）")).unwrap_or_default();
    format!("{}{short}", said(own))
}

/// What that amounts to, for its colour.
pub(crate) fn colour(own: &Said) -> Option<Status> {
    own.words.as_ref()?;
    Some(if relation(own).is_some() { Status::Weakened } else { Status::Covered })
}

/// Plans that hang together by pairs; of two, their pair says it.
pub(crate) fn clusters(comparison: &Comparison) -> impl Iterator<Item = String> {
    let all = comparison.copying.iter().flat_map(|copying| &copying.clusters);
    all.filter(|cluster| cluster.plans.len() > 2).map(|cluster| labels(comparison, &cluster.plans))
}

/// Two plans that share wording.
pub(crate) struct Copied<'a> {
    /// The pair.
    pub(crate) pair: &'a Pair,
    /// What the two are called.
    pub(crate) names: [&'a str; 2],
    /// How much of either stands in the other.
    pub(crate) shares: [String; 2],
    /// Names of the other's place that either kept, each in a sentence, with the plan it stands in.
    pub(crate) left: Vec<(usize, String)>,
}

/// Pairs of plans, the closest first.
pub(crate) fn copied(comparison: &Comparison) -> impl Iterator<Item = Copied<'_>> {
    let pairs = comparison.copying.iter().flat_map(|copying| &copying.pairs);
    pairs.map(|pair| Copied {
        pair,
        names: pair.plans.map(|plan| comparison.plans[plan].label.as_str()),
        shares: shares(pair),
        left: left(comparison, pair),
    })
}

fn left(comparison: &Comparison, pair: &Pair) -> Vec<(usize, String)> {
    let label = |plan: usize| comparison.plans[plan].label.as_str();
    let mut told: Vec<(usize, String)> = Vec::new();
    for own in &pair.leftovers {
        let quoted = words_around(pair, own).map(|words| format!("：“{words}”")).unwrap_or_default();
        let sentence = format!("{}里留有{}的地名“{}”{quoted}", label(own.plan), label(own.of), own.name);
        if !told.iter().any(|(_, known)| *known == sentence) {
            told.push((own.plan, sentence));
        }
    }
    told
}

/// The words around a name, as far as the passage that it stands in goes.
fn words_around(pair: &Pair, own: &Leftover) -> Option<String> {
    let side = pair.plans.iter().position(|plan| *plan == own.plan)?;
    let places = pair.passages.iter().map(|passage| &passage.places[side]);
    let place = places.into_iter().find(|place| place.start <= own.start && own.end <= place.end)?;
    let (from, to) = (own.start - place.start, own.end - place.start);
    let (before, name, after) = (place.text.get(..from)?, place.text.get(from..to)?, place.text.get(to..)?);
    let first = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let cut = |whole: bool| if whole { "" } else { "…" };
    let rest: String = after.chars().take(AROUND).collect();
    Some(format!("{}{}{name}{rest}{}", cut(first == 0), &before[first..], cut(rest.len() == after.len())))
}

/// Names of other places in plans, whoever they may have been copied from: the plan's index and what is to be said of it,
/// each thing once.
pub(crate) fn foreign(comparison: &Comparison) -> Vec<(usize, String)> {
    let mut told: Vec<(usize, String, usize)> = Vec::new();
    for (index, plan) in comparison.plans.iter().enumerate() {
        for message in plan.foreign.iter().map(remarks::message) {
            match told.iter_mut().rev().take_while(|it| it.0 == index).find(|it| it.1 == message) {
                Some(known) => known.2 += 1,
                None => told.push((index, message, 1)),
            }
        }
    }
    let often = |count: usize| if count > 1 { format!("（{count}处）") } else { String::new() };
    told.into_iter().map(|(index, message, count)| (index, format!("{message}{}", often(count)))).collect()
}

/// What was decided of plans, of those of which anything was.
pub(crate) fn reviewed(comparison: &Comparison) -> Vec<(&ComparedPlan, Vec<Item>)> {
    let all = comparison.plans.iter().enumerate().map(|(index, plan)| (plan, decided(comparison, index)));
    all.filter(|(_, items)| !items.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comparison::sample;
    use yaodian_core::report::{Observation, ObservationKind};

    #[test]
    fn a_name_left_in_is_quoted_with_the_words_around_it() {
        let comparison = sample::comparison();
        let left: Vec<_> = copied(&comparison).flat_map(|copied| copied.left).collect();
        assert_eq!(
            left,
            [(2, "乙市里留有甲市的地名“甲市”：“…三月至五月在辖区组织开展甲市食品百日行动”".to_owned())]
        );
    }

    #[test]
    fn the_same_remark_of_a_plan_is_told_once_with_its_count() {
        let mut comparison = sample::comparison();
        let remark = Observation {
            kind: ObservationKind::ForeignPlace,
            message: "出现了别处的地名“云岭”".to_owned(),
            span: None,
            obligation: None,
            instead: None,
            waiver: None,
        };
        comparison.plans.iter_mut().for_each(|plan| plan.foreign.clear());
        comparison.plans[1].foreign = vec![remark.clone(), remark.clone()];
        comparison.plans[2].foreign = vec![remark.clone()];
        let told = foreign(&comparison);
        assert_eq!(told, [(1, format!("{}（2处）", remark.message)), (2, remark.message)]);
    }

    #[test]
    fn ranks_have_a_figure_with_waivers_only_where_there_are_any() {
        let comparison = sample::comparison();
        let all = ranked(&comparison);
        let rows: Vec<_> = all.iter().map(|it| (it.plan.label.as_str(), it.rank.clone())).collect();
        assert_eq!(
            rows,
            [("甲市", "1".to_owned()), ("某市", "并列2".to_owned()), ("乙市", "并列2".to_owned())]
        );
        assert!(all.iter().all(|it| it.with_waived.is_some()));
        let without = yaodian_core::compare(&sample::reports()[..2]).expect("one notice");
        assert!(ranked(&without).iter().all(|it| it.with_waived.is_none()));
    }
}
