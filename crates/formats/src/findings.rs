//! What a report finds, put into comments for the plan's own file.

use yaodian_core::document::Span;
use yaodian_core::report::ObligationReport;
use yaodian_core::{Report, Status};

use crate::docx::annotate::Comment;

/// A comment at every passage that falls short or contradicts, and one at the head of the document with the figures and
/// what is missing.
#[must_use]
pub fn comments(report: &Report) -> Vec<Comment> {
    let mut comments = vec![summary(report)];
    for obligation in report.points.iter().flat_map(|point| &point.obligations).filter(|own| own.required) {
        if let (Status::Weakened | Status::Conflicting, Some(evidence)) =
            (obligation.status, obligation.evidence.first())
        {
            let at = Some(Span { start: evidence.start, end: evidence.end });
            comments.push(Comment { at, lines: lines(obligation) });
        }
    }
    comments
}

fn label(status: Status) -> &'static str {
    match status {
        Status::Covered => "已覆盖",
        Status::Weakened => "弱化",
        Status::Conflicting => "冲突",
        Status::Missing => "缺失",
    }
}

fn lines(obligation: &ObligationReport) -> Vec<String> {
    let mut lines =
        vec![format!("{}：通知要求（{}）：{}", label(obligation.status), obligation.id, obligation.text)];
    lines.extend(obligation.reasons.iter().map(|reason| reason.message.clone()));
    lines
}

fn summary(report: &Report) -> Comment {
    let counts = &report.summary.obligations;
    let required = counts.covered + counts.weakened + counts.conflicting + counts.missing;
    let mut lines = vec![format!(
        "要点核对：通知要求{required}项，已覆盖{}项，弱化{}项，冲突{}项，缺失{}项。",
        counts.covered, counts.weakened, counts.conflicting, counts.missing
    )];
    lines.extend(report.warnings.iter().map(|warning| warning.message.clone()));
    for point in &report.points {
        let missing = |own: &&ObligationReport| own.required && own.status == Status::Missing;
        let missing: Vec<&ObligationReport> = point.obligations.iter().filter(missing).collect();
        if missing.is_empty() {
            continue;
        }
        lines.push(format!("缺失（第{}点 {}）：", point.id, point.title));
        lines.extend(missing.iter().map(|own| format!("· {}", own.text)));
    }
    Comment { at: None, lines }
}
