//! A report as Markdown: figures, then the gaps, then what is covered in a line each.

use std::fmt::Write as _;

use yaodian_core::notice::bare_title;
use yaodian_core::report::{ObligationReport, PointReport};
use yaodian_core::{Report, Status};

use crate::{decisions, figures, remarks, safe, signs};

/// The report as Markdown with tables (GFM).
#[must_use]
pub fn render(report: &Report) -> String {
    let counts = &report.summary.obligations;
    let title = if report.plan.title.is_empty() { &report.plan.name } else { &report.plan.title };
    let mut out = format!("# 要点核对：{}\n\n", escape(title));
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "- 通知：{}\n- 计划：{}（{}字）\n- 覆盖率：**{}**（{}/{}项）\n{}\n",
        escape(&report.notice.title),
        escape(&report.plan.name),
        figures::thousands(report.plan.chars),
        figures::coverage(report),
        counts.covered,
        counts.required(),
        decisions::coverage(counts, report.waived())
            .map(|with| format!("- 含豁免：{with}\n"))
            .unwrap_or_default()
    );
    for warning in &report.warnings {
        let _ = writeln!(out, "> 注意：{}\n", escape(&warning.message));
    }
    out.push_str("| ✓ 已覆盖 | ◐ 弱化 | ✗ 冲突 | ○ 缺失 |\n|---:|---:|---:|---:|\n");
    let _ = writeln!(
        out,
        "| {} | {} | {} | {} |",
        counts.covered, counts.weakened, counts.conflicting, counts.missing
    );
    for points in report.points.chunk_by(|a, b| a.section == b.section) {
        if let Some(point) = points.first().filter(|point| !point.section.is_empty()) {
            let _ = write!(out, "\n## {}\n", escape(&point.section));
        }
        points.iter().for_each(|point| self::point(&mut out, point));
    }
    observations(&mut out, report);
    decided(&mut out, report);
    out
}

/// What reviewers decided beside the waivers, which stand at their gaps.
fn decided(out: &mut String, report: &Report) {
    let items = decisions::of(report);
    if !items.is_empty() {
        let _ = write!(out, "\n## {}\n\n", decisions::TITLE);
    }
    for item in items {
        let _ = writeln!(out, "- **{}** {}", item.label, escape(&item.text));
    }
}

/// What else a reviewer would point out, by kind.
fn observations(out: &mut String, report: &Report) {
    if report.observations.is_empty() {
        return;
    }
    let _ = write!(out, "\n## {}\n\n", remarks::TITLE);
    for (kind, own) in remarks::groups(report) {
        for one in own {
            let _ = writeln!(out, "- **{}** {}", kind.label(), escape(&remarks::message(one)));
        }
    }
}

fn point(out: &mut String, point: &PointReport) {
    let title = bare_title(&point.title);
    let _ = write!(out, "\n### {} {}. {}\n\n", signs::point(point.status), escape(&point.id), escape(title));
    point.obligations.iter().for_each(|one| obligation(out, one));
}

fn obligation(out: &mut String, one: &ObligationReport) {
    let (sign, label) = if one.required {
        (signs::status(one.status), one.status.label())
    } else {
        (signs::NOT_REQUIRED, signs::NOT_REQUIRED_LABEL)
    };
    let _ = writeln!(out, "- **{sign} {label}** {} {}", escape(&one.id), escape(&one.text));
    if !one.required || one.status == Status::Covered {
        return;
    }
    if let Some(waiver) = &one.waiver {
        let _ = writeln!(out, "  - {}：{}", decisions::WAIVED, escape(&decisions::waiver(waiver)));
    }
    for reason in &one.reasons {
        let _ = writeln!(out, "  - 为何：{}", escape(&reason.message));
    }
    for evidence in &one.evidence {
        let _ = writeln!(out, "  - 计划：“{}”", escape(&evidence.text));
    }
    if let Some(suggestion) = &one.suggestion {
        let _ = writeln!(out, "  - 建议：{}", escape(suggestion.text.trim()));
    }
}

/// A line of text that Markdown leaves as it is.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::new();
    for character in safe::line(text).chars() {
        if "\\`*_[]<>|#".contains(character) {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn gaps_have_reasons_and_nothing_becomes_markup() {
        let mut report = sample::report();
        report.plan.title = "a|b <i>*x*\n# y".to_owned();
        let text = render(&report);
        assert!(text.starts_with("# 要点核对：a\\|b \\<i\\>\\*x\\* \\# y\n"), "{text}");
        assert!(
            text.contains("- **◐ 弱化** 1.2 每季度") && text.contains("  - 为何：通知要求“每季度”"),
            "{text}"
        );
    }

    #[test]
    fn what_reviewers_decided_is_listed() {
        let text = render(&sample::reviewed());
        for line in [
            "- 含豁免：66.6%（豁免1项）",
            "  - 已豁免：每月已有抽查（李明 2020-03-01）",
            "- **签署** 王芳 2020-03-02：同意",
        ] {
            assert!(text.lines().any(|own| own == line), "{line} is not in\n{text}");
        }
    }

    #[test]
    fn gaps_have_suggestions_and_observations_stand_at_the_end() {
        let mut report = sample::report();
        report.observations[0].message = "“*其余*按省要点执行”是兜底表述".to_owned();
        let text = render(&report);
        assert!(text.contains("  - 建议：每季度组织一次\n"), "{text}");
        assert!(
            text.ends_with("\n## 另请注意\n\n- **兜底表述** “\\*其余\\*按省要点执行”是兜底表述\n"),
            "{text}"
        );
        report.observations.clear();
        assert!(!render(&report).contains("另请注意"));
    }
}
