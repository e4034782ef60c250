//! For the tests: a notice of one obligation and a plan of one answer.

use yaodian_text::Segmenter;

use crate::document::Document;
use crate::notice;
use crate::verdict::check;

/// The reasons that a report gives.
pub(super) fn reasons(asked: &str, answer: &str) -> Vec<String> {
    reasons_by(Segmenter::builtin(), asked, answer)
}

/// The reasons that a report gives by a segmenter's lexicon.
pub(super) fn reasons_by(segmenter: &Segmenter<'_>, asked: &str, answer: &str) -> Vec<String> {
    let notice = Document::from_text("notice", format!("一、严格管理\n（一）管好现场。{asked}。"));
    let requirements = notice::read(&notice, segmenter.lexicon()).expect("a notice");
    let plan = Document::from_text("plan", format!("天水市工作计划\n一、管好现场\n{answer}。"));
    let report = check(&requirements, &plan, segmenter).expect("a plan");
    let obligations = report.points.into_iter().flat_map(|point| point.obligations);
    obligations.flat_map(|obligation| obligation.reasons).map(|reason| reason.message).collect()
}
