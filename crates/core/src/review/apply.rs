//! Putting what was accepted into a report.

use crate::report::{Changed, Lapsed, Report, Reviewed, Signed, Waiver, WaiverSource, share};

use super::{Acceptance, Fingerprint, Review, findings, is_about, is_number};

impl Review {
    /// Marks what was accepted, and lists what no longer holds, the notes and the sign-offs of this plan.
    ///
    /// Nothing already waived is waived again. Verdicts, coverage and counts stay as they are.
    pub fn apply(&self, report: &mut Report) {
        let own: Vec<&Acceptance> =
            self.accepted.iter().filter(|it| is_about(&it.plan, &report.plan.name)).collect();
        let keys = if own.is_empty() { Vec::new() } else { keys(report) };
        let mut outcome = report.review.take().unwrap_or_default();
        for accepted in own {
            let waiver = Waiver {
                source: WaiverSource::Review,
                who: accepted.who.clone(),
                when: accepted.when.clone(),
                why: accepted.why.clone(),
            };
            if waive(report, &waiver, |number| keys[number].1 == accepted.fingerprint) {
                continue;
            }
            let lapsed = Lapsed {
                finding: accepted.finding.clone(),
                fingerprint: Some(accepted.fingerprint),
                waiver,
                changed: changed(&keys, accepted),
            };
            if lapsed.changed.is_some() { &mut outcome.reopened } else { &mut outcome.unused }.push(lapsed);
        }
        let name = &report.plan.name;
        outcome.notes.extend(self.notes.iter().filter(|it| is_about(&it.plan, name)).cloned());
        outcome.signed.extend(self.signed.iter().filter(|it| is_about(&it.plan, name)).map(|it| Signed {
            who: it.who.clone(),
            when: it.when.clone(),
            text: it.text.clone(),
            stands: it.fingerprint == report.plan.fingerprint,
        }));
        finish(report, outcome);
    }
}

/// Name and key of every finding, in order.
pub(super) fn keys(report: &Report) -> Vec<(String, Fingerprint)> {
    findings(report).map(|finding| (finding.id().to_owned(), finding.fingerprint())).collect()
}

/// Marks the findings for whose number, in the order of [`findings`], `fits` holds; whether there are any.
pub(super) fn waive(report: &mut Report, waiver: &Waiver, fits: impl Fn(usize) -> bool) -> bool {
    let gaps = report.points.iter_mut().flat_map(|point| &mut point.obligations).filter(|it| it.is_gap());
    let places = gaps
        .map(|gap| &mut gap.waiver)
        .chain(report.observations.iter_mut().map(|observation| &mut observation.waiver));
    let mut any = false;
    for (_, place) in places.enumerate().filter(|(number, _)| fits(*number)) {
        place.get_or_insert_with(|| waiver.clone());
        any = true;
    }
    any
}

/// Writes the outcome with its figures.
pub(super) fn finish(report: &mut Report, mut outcome: Reviewed) {
    outcome.waived = report.waived();
    outcome.remarks = report.observations.iter().filter(|it| it.waiver.is_some()).count();
    let counts = &report.summary.obligations;
    outcome.coverage_with_waivers = share(counts.covered + outcome.waived, counts.required());
    report.review = Some(outcome);
}

/// Which side of a gap is no longer what was accepted; `None` where there is no such gap any more.
fn changed(keys: &[(String, Fingerprint)], accepted: &Acceptance) -> Option<Changed> {
    let Fingerprint { asked, answered } = accepted.fingerprint;
    let mut gaps = keys.iter().filter(|(id, _)| is_number(id));
    if gaps.clone().any(|(_, own)| own.asked == asked) {
        return Some(Changed::Plan);
    }
    let (_, own) = gaps.find(|(id, _)| *id == accepted.finding)?;
    Some(if own.answered == answered { Changed::Notice } else { Changed::Both })
}
