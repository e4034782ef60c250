//! Plans side by side: points by plans, ranks, what nobody answers, best answers, frequencies, quantities and
//! deadlines, shared wording. One renderer a file; what they share is here.

pub mod csv;
pub mod html;
pub mod markdown;
pub mod terminal;
pub(crate) mod walk;

use yaodian_core::Comparison;
use yaodian_core::compare::{Answer, ComparedObligation, ComparedPoint, Difference, FailedPlan, Said};
use yaodian_core::notice::bare_title;
use yaodian_core::report::Relation;
use yaodian_core::{Status, copying};

use crate::decisions::{self, Item};
use crate::{figures, safe, signs};

/// Titles of the parts, the same in every format.
pub(crate) mod titles {
    pub(crate) const RANKING: &str = "排名";
    pub(crate) const MATRIX: &str = "要点对照";
    pub(crate) const UNANSWERED: &str = "各计划都没有落实的";
    pub(crate) const BEST: &str = "最好的答复";
    pub(crate) const DIFFERENCES: &str = "频次、数量、时限";
    pub(crate) const COPYING: &str = "雷同";
    pub(crate) const LEFT: &str = "残留地名";
    pub(crate) const FOREIGN: &str = "外地地名";
    pub(crate) const NO_COPYING: &str = "除通知原文外，没有发现计划之间雷同";
    pub(crate) const FAILED: &str = "未能核对";
}

/// The number of a point and its title, without the stop at its end.
pub(crate) fn point_title(point: &ComparedPoint) -> String {
    format!("{}. {}", point.id, safe::line(bare_title(&point.title)))
}

/// The labels of some plans, in order.
pub(crate) fn labels(comparison: &Comparison, plans: &[usize]) -> String {
    let labels: Vec<&str> = plans.iter().map(|plan| comparison.plans[*plan].label.as_str()).collect();
    labels.join("、")
}

/// The sign of a plan's answer to a point.
pub(crate) fn sign(point: &ComparedPoint, plan: usize) -> &'static str {
    let cell = point.cells[plan];
    if cell.required == 0 { signs::NOT_REQUIRED } else { signs::point(cell.status) }
}

/// Whether a point asks for something that no plan answers.
pub(crate) fn nobody_answers(comparison: &Comparison, point: &ComparedPoint) -> bool {
    comparison.unanswered.points.contains(&point.id)
}

/// The obligations that no plan covers, with their points.
pub(crate) fn unanswered(
    comparison: &Comparison,
) -> impl Iterator<Item = (&ComparedPoint, &ComparedObligation)> {
    let ids = &comparison.unanswered.obligations;
    let all =
        comparison.points.iter().flat_map(|point| point.obligations.iter().map(move |one| (point, one)));
    all.filter(|(_, one)| ids.contains(&one.id))
}

/// How an answer is called: its status, and that it is accepted as it is.
pub(crate) fn verdict(one: &ComparedObligation, answer: &Answer) -> String {
    if !one.required {
        return signs::NOT_REQUIRED_LABEL.to_owned();
    }
    match answer.waiver {
        Some(_) if answer.status != Status::Covered => {
            format!("{}（{}）", answer.status.label(), decisions::WAIVED)
        }
        _ => answer.status.label().to_owned(),
    }
}

/// What a plan says of a frequency, quantity or deadline, or that it does not say.
pub(crate) fn said(said: &Said) -> &str {
    match (&said.words, said.status) {
        (Some(words), _) => words,
        (None, Status::Missing) => "未落实",
        (None, _) => Relation::Silent.label(),
    }
}

/// How it agrees with what is asked, where that is worth a word.
pub(crate) fn relation(said: &Said) -> Option<&'static str> {
    (said.relation == Relation::Short).then(|| said.relation.label())
}

/// The plans of a difference that say the same, in the order of the first.
pub(crate) fn groups(difference: &Difference) -> Vec<(&Said, Vec<usize>)> {
    let mut groups: Vec<(&Said, Vec<usize>)> = Vec::new();
    for (plan, own) in difference.said.iter().enumerate() {
        let same = |(known, _): &&mut (&Said, Vec<usize>)| {
            (said(known), known.relation) == (said(own), own.relation)
        };
        match groups.iter_mut().find(same) {
            Some((_, plans)) => plans.push(plan),
            None => groups.push((own, vec![plan])),
        }
    }
    groups
}

/// What was decided of a plan: its waived gaps, then sign-offs, notes and waivers that do not hold.
pub(crate) fn decided(comparison: &Comparison, plan: usize) -> Vec<Item> {
    let waived = comparison.obligations().filter(|one| one.required).filter_map(|one| {
        let answer = &one.answers[plan];
        let waiver = answer.waiver.as_ref().filter(|_| answer.status != Status::Covered)?;
        let text = format!("{} {}：{}", one.id, answer.status.label(), decisions::waiver(waiver));
        Some(Item { label: decisions::WAIVED, text })
    });
    let review = comparison.plans[plan].review.as_ref();
    waived.chain(review.map(decisions::items).unwrap_or_default()).collect()
}

/// An obligation by its number.
pub(crate) fn obligation<'a>(comparison: &'a Comparison, id: &str) -> Option<&'a ComparedObligation> {
    comparison.obligations().find(|it| it.id == id)
}

/// How much wording of their own two plans share, as each plan sees it.
pub(crate) fn shares(pair: &copying::Pair) -> [String; 2] {
    // As everywhere, only the whole is 100 %.
    pair.share.map(|share| figures::percent((share * 1000.0) as usize, 1000))
}

/// Which plan could not be checked, and why; messages of the program name their file already.
pub(crate) fn failure(failed: &FailedPlan) -> String {
    let FailedPlan { name, message } = failed;
    if message.starts_with(name.as_str()) { message.clone() } else { format!("{name}：{message}") }
}

/// How many plans and points there are, and what of them is covered.
pub(crate) fn size(comparison: &Comparison) -> String {
    let (notice, coverage) = (&comparison.notice, &comparison.coverage);
    format!(
        "{}份计划，{}条要点、{}项要求；合计覆盖率 {}（{}/{}项）",
        comparison.plans.len(),
        notice.points,
        notice.obligations,
        figures::percent(coverage.covered, coverage.required),
        coverage.covered,
        coverage.required
    )
}

#[cfg(test)]
pub(crate) mod sample;
