//! The best answer to a point: the one to show the others.

use crate::report::Status;

use super::difference::Facets;
use super::{Best, ComparedPoint};

/// What sets answers apart, in order: more is better everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Merit {
    covered: usize,
    weakened: usize,
    /// Obligations that are not contradicted.
    unopposed: usize,
    /// Covered in words of its own: the notice's text pasted is nothing to learn from.
    own_words: usize,
    /// Frequencies, quantities and deadlines stated.
    stated: usize,
}

/// The best answer to a point, if anybody covers any of it. `facets` are those of its obligations, in order.
pub(super) fn of(point: &ComparedPoint, facets: &[Facets]) -> Option<Best> {
    let required = point.cells.first().map_or(0, |cell| cell.required);
    let merits: Vec<Merit> = (0..point.cells.len()).map(|plan| merit(point, facets, plan)).collect();
    let best = *merits.iter().max()?;
    if best.covered == 0 {
        return None;
    }
    let plans: Vec<usize> = (0..merits.len()).filter(|plan| merits[*plan] == best).collect();
    Some(Best { reason: reason(required, &best, &merits, &plans), plans })
}

fn merit(point: &ComparedPoint, facets: &[Facets], plan: usize) -> Merit {
    let answers = || point.obligations.iter().filter(|it| it.required).map(|it| &it.answers[plan]);
    let count = |status: Status| answers().filter(|answer| answer.status == status).count();
    let covered = count(Status::Covered);
    Merit {
        covered,
        weakened: count(Status::Weakened),
        unopposed: answers().count() - count(Status::Conflicting),
        own_words: answers().filter(|it| it.status == Status::Covered && !it.copied).count(),
        stated: facets.iter().map(|facets| facets.stated_by(plan)).sum(),
    }
}

/// What the best has and the rest has not, said only as far as it decided.
fn reason(required: usize, best: &Merit, merits: &[Merit], plans: &[usize]) -> String {
    let mut parts = vec![if best.covered == required {
        format!("{required}项要求全部覆盖")
    } else if best.weakened > 0 {
        format!("{required}项要求覆盖{}项、部分落实{}项，为各计划中最多", best.covered, best.weakened)
    } else {
        format!("{required}项要求覆盖{}项，为各计划中最多", best.covered)
    }];
    let rivals = |same: &dyn Fn(&Merit) -> bool| merits.iter().filter(|it| *it != best && same(it)).count();
    let as_much = |it: &Merit| (it.covered, it.weakened) == (best.covered, best.weakened);
    if rivals(&|it| as_much(it) && it.unopposed < best.unopposed) > 0 {
        parts.push("没有冲突".to_owned());
    }
    if rivals(&|it| as_much(it) && it.unopposed == best.unopposed && it.own_words < best.own_words) > 0 {
        parts.push("不是照抄通知原文".to_owned());
    }
    let up_to_words =
        |it: &Merit| as_much(it) && (it.unopposed, it.own_words) == (best.unopposed, best.own_words);
    if rivals(&up_to_words) > 0 {
        parts.push(format!("写明频次、数量或时限{}处，最为具体", best.stated));
    }
    if plans.len() > 1 {
        parts.push(format!("{}份计划并列", plans.len()));
    }
    parts.join("；")
}
