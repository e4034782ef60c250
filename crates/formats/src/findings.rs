//! What a report finds, put into comments for the plan's own file.

use yaodian_core::document::Span;
use yaodian_core::report::{ObligationReport, ObservationKind};
use yaodian_core::{Report, Status};

use crate::docx::annotate::Comment;

/// A comment at every passage that falls short or contradicts or is copied from the notice, and one at the head of the
/// document with the figures and what is missing; each with the wording suggested. What reviewers accepted is counted only.
#[must_use]
pub fn comments(report: &Report) -> Vec<Comment> {
    let mut comments = vec![summary(report)];
    for obligation in report.obligations().filter(|own| own.required && own.waiver.is_none()) {
        if let (Status::Weakened | Status::Conflicting, Some(evidence)) =
            (obligation.status, obligation.evidence.first())
        {
            let at = Some(Span { start: evidence.start, end: evidence.end });
            comments.push(Comment { at, lines: lines(obligation) });
        }
    }
    let copied =
        report.observations.iter().filter(|it| it.kind == ObservationKind::Copied && it.waiver.is_none());
    comments.extend(copied.filter(|it| it.span.is_some()).map(|observation| Comment {
        at: observation.span,
        lines: vec![one_line(&format!("{}：{}", observation.kind.label(), observation.message))],
    }));
    comments
}

fn lines(obligation: &ObligationReport) -> Vec<String> {
    let mut lines =
        vec![format!("{}：通知要求（{}）：{}", obligation.status.label(), obligation.id, obligation.text)];
    lines.extend(obligation.reasons.iter().map(|reason| reason.message.clone()));
    lines.extend(suggestion(obligation));
    lines
}

/// The suggested wording, if there is any.
fn suggestion(obligation: &ObligationReport) -> Option<String> {
    let text = one_line(&obligation.suggestion.as_ref()?.text);
    (!text.is_empty()).then(|| format!("建议：{text}"))
}

/// What is taken from a table or a broken line has tabs and line breaks, which a paragraph of a comment has not.
fn one_line(text: &str) -> String {
    text.split(['\n', '\r', '\t'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn summary(report: &Report) -> Comment {
    let counts = &report.summary.obligations;
    let required = counts.covered + counts.weakened + counts.conflicting + counts.missing;
    let mut lines = vec![format!(
        "要点核对：通知要求{required}项，已覆盖{}项，弱化{}项，冲突{}项，缺失{}项。",
        counts.covered, counts.weakened, counts.conflicting, counts.missing
    )];
    if report.waived() > 0 {
        lines.push(format!("其中{}项已豁免，不再列出。", report.waived()));
    }
    lines.extend(report.warnings.iter().map(|warning| warning.message.clone()));
    for point in &report.points {
        let missing =
            |own: &&ObligationReport| own.required && own.status == Status::Missing && own.waiver.is_none();
        let missing: Vec<&ObligationReport> = point.obligations.iter().filter(missing).collect();
        if missing.is_empty() {
            continue;
        }
        lines.push(format!("缺失（第{}点 {}）：", point.id, point.title));
        for own in missing {
            lines.push(format!("· {}", own.text));
            lines.extend(suggestion(own));
        }
    }
    Comment { at: None, lines }
}

#[cfg(test)]
mod tests {
    use super::*;
    use yaodian_core::notice::Reach;
    use yaodian_core::report::{
        Evidence, Observation, PointReport, PointStatus, Position, Report, Suggestion,
    };

    fn obligation(status: Status, text: &str, instead: &str) -> ObligationReport {
        let evidence = Evidence { start: 3, end: 9, text: "计划".to_owned(), place: None };
        ObligationReport {
            id: "1.1".to_owned(),
            text: text.to_owned(),
            span: Span::default(),
            reach: Reach::Direct,
            required: true,
            status,
            score: 0.1,
            evidence: if status == Status::Missing { Vec::new() } else { vec![evidence] },
            reasons: Vec::new(),
            facets: Vec::new(),
            candidates: Vec::new(),
            suggestion: Some(Suggestion { text: instead.to_owned(), position: Position::After(9) }),
            waiver: None,
        }
    }

    #[test]
    fn comments_carry_the_suggested_wording_and_what_is_copied() {
        let obligations = vec![
            obligation(Status::Weakened, "每季度会商", "每季度\t会商"),
            obligation(Status::Missing, "召开推进会", "召开全市推进会。"),
        ];
        let copied = Observation {
            kind: ObservationKind::Copied,
            message: "“甲”与通知原文一字不差".to_owned(),
            span: Some(Span { start: 12, end: 15 }),
            obligation: None,
            instead: None,
            waiver: None,
        };
        let other = Observation { kind: ObservationKind::Numbering, ..copied.clone() };
        let report = Report {
            schema: String::new(),
            notice: Default::default(),
            plan: Default::default(),
            summary: Default::default(),
            points: vec![PointReport {
                id: "1".to_owned(),
                section: String::new(),
                title: "会议".to_owned(),
                status: PointStatus::Missing,
                span: Span::default(),
                obligations,
            }],
            observations: vec![other, copied],
            warnings: Vec::new(),
            review: None,
        };
        let comments = comments(&report);
        assert_eq!(comments.len(), 3);
        assert_eq!(comments[0].at, None);
        assert_eq!(
            comments[0].lines[1..],
            ["缺失（第1点 会议）：", "· 召开推进会", "建议：召开全市推进会。"]
        );
        assert_eq!(comments[1].lines, ["弱化：通知要求（1.1）：每季度会商", "建议：每季度 会商"]);
        assert_eq!(comments[2].at, Some(Span { start: 12, end: 15 }));
        assert_eq!(comments[2].lines, ["照抄未改：“甲”与通知原文一字不差"]);
    }
}
