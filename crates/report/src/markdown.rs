//! A report as Markdown: figures, then the gaps, then what is covered in a line each.

use std::fmt::Write as _;

use yaodian_core::notice::bare_title;
use yaodian_core::report::{ObligationReport, PointReport};
use yaodian_core::{Report, Status};

use crate::json::PlanError;
use crate::{decisions, figures, remarks, safe, signs};

/// GitHub takes comments of 65536 characters.
const COMMENT: usize = 65_000;

/// The report as Markdown with tables (GFM).
#[must_use]
pub fn render(report: &Report) -> String {
    render_with(report, true)
}

fn render_with(report: &Report, with_covered: bool) -> String {
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
        points.iter().for_each(|point| self::point(&mut out, point, with_covered));
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

/// Several reports, parted by rules, below a table of all and the plans that could not be checked. It fits into a comment:
/// where everything would be too long, what is covered is left out, and then the end, which is said.
#[must_use]
pub fn several(reports: &[Report], errors: &[PlanError]) -> String {
    let whole = |with_covered| {
        let texts: Vec<String> = reports.iter().map(|report| render_with(report, with_covered)).collect();
        table_of(reports, errors) + &texts.join("\n---\n\n")
    };
    let fits = |text: &String| text.chars().count() <= COMMENT;
    let all = whole(true);
    if fits(&all) {
        return all;
    }
    let gaps = format!("> 篇幅所限，已覆盖的要求没有列出。\n\n{}", whole(false));
    if fits(&gaps) { gaps } else { cut(&gaps) }
}

/// As many whole lines as fit.
fn cut(text: &str) -> String {
    let note = "\n> 篇幅所限，其余没有列出，请看完整的报告。\n";
    let mut room = COMMENT - note.chars().count();
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        let Some(left) = room.checked_sub(line.chars().count()) else { break };
        room = left;
        out.push_str(line);
    }
    out + note
}

/// A line for each plan if there are several, and for each that could not be checked.
fn table_of(reports: &[Report], errors: &[PlanError]) -> String {
    let mut out = String::new();
    if reports.len() > 1 {
        out.push_str(
            "| 计划 | 覆盖率 | ✓ 已覆盖 | ◐ 弱化 | ✗ 冲突 | ○ 缺失 |\n|---|---:|---:|---:|---:|---:|\n",
        );
        for report in reports {
            let counts = &report.summary.obligations;
            let _ = writeln!(
                out,
                "| {} | {} | {} | {} | {} | {} |",
                escape(&report.plan.name),
                figures::coverage(report),
                counts.covered,
                counts.weakened,
                counts.conflicting,
                counts.missing
            );
        }
        out.push('\n');
    }
    for error in errors {
        let _ = writeln!(out, "> **{}** 不能核对：{}\n", escape(&error.name), escape(&error.message));
    }
    out
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

fn point(out: &mut String, point: &PointReport, with_covered: bool) {
    let shown: Vec<_> = point.obligations.iter().filter(|one| with_covered || one.is_gap()).collect();
    if shown.is_empty() && !with_covered {
        return;
    }
    let title = bare_title(&point.title);
    let _ = write!(out, "\n### {} {}. {}\n\n", signs::point(point.status), escape(&point.id), escape(title));
    shown.into_iter().for_each(|one| obligation(out, one));
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
#[must_use]
pub fn escape(text: &str) -> String {
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
    fn several_plans_fit_into_a_comment() {
        let errors = [PlanError { name: "b".to_owned(), message: "文件是空的".to_owned() }];
        let two = several(&[sample::report(), sample::report()], &errors);
        assert!(two.starts_with("| 计划 |") && two.contains("> **b** 不能核对：文件是空的"), "{two}");
        assert!(two.contains("已覆盖** 1.1") && two.contains("\n---\n\n# 要点核对"), "{two}");
        let many = several(&vec![sample::report(); 150], &[]);
        assert!(many.starts_with("> 篇幅所限，已覆盖的") && !many.contains("已覆盖** 1.1"));
        assert!(many.contains("弱化** 1.2") && many.chars().count() <= COMMENT);
        let more = several(&vec![sample::report(); 400], &[]);
        assert!(more.ends_with("其余没有列出，请看完整的报告。\n") && more.chars().count() <= COMMENT);
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
