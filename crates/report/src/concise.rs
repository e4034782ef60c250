//! The short report for a person at a terminal: only the gaps, one line each.

use yaodian_core::Report;

use crate::rich::Rich;
use crate::signs;
use crate::style::Style;
use crate::{decisions, figures};
use crate::{page::Page, terminal};

/// A line for each gap, the surest first, those that are waived last; then the figures.
#[must_use]
pub fn render(report: &Report, style: Style) -> String {
    let mut page = Page::new(style);
    let (open, waived): (Vec<_>, Vec<_>) = report.findings().into_iter().partition(|it| it.is_open());
    for obligation in open.into_iter().chain(waived) {
        let mark = format!("{} {} ", signs::status(obligation.status), obligation.status.label());
        let head = Rich::new(&mark, style.status(obligation.status))
            .and(&format!("{:>5}  ", obligation.id), style.dim());
        let waived = obligation.waiver.as_ref().map(decisions::waiver);
        let waived = waived.map(|why| format!("{}：{why}", decisions::WAIVED));
        let reason = obligation.reasons.first().map(terminal::why).unwrap_or_default();
        let reason = waived.as_deref().unwrap_or(reason);
        // Half of the line for what is asked at most, the rest for why it is not there.
        let room = style.width().saturating_sub(head.columns());
        let text = Rich::new(&obligation.text, style.plain()).cut(room / 2);
        let line = head.join(&text).gap(2);
        let reason = Rich::new(reason, style.dim()).cut(style.width().saturating_sub(line.columns()));
        page.line(&line.join(&reason));
    }
    let counts = &report.summary.obligations;
    let coverage = Rich::new(&report.plan.name, style.plain())
        .and("  覆盖率 ", style.dim())
        .and(&figures::coverage(report), style.strong())
        .and(&format!("（{}/{}项）", counts.covered, counts.required()), style.dim());
    let with = decisions::coverage(counts, report.waived()).map(|with| format!("  含豁免 {with}"));
    page.hang(&Rich::default(), &coverage.and(&with.unwrap_or_default(), style.plain()));
    page.hang(&Rich::default(), &terminal::tally(style, report));
    page.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn one_line_for_each_gap() {
        let text = render(&sample::report(), Style::new(false, 60));
        assert_eq!(text.lines().filter(|line| line.starts_with(['◐', '✗', '○'])).count(), 3, "{text}");
        assert!(text.lines().all(|line| line.width() <= 60), "{text}");
    }

    #[test]
    fn what_is_waived_comes_last_and_says_so() {
        let text = render(&sample::reviewed(), Style::new(false, 100));
        let last = text.lines().rfind(|line| line.starts_with(['◐', '✗', '○']));
        assert!(
            last.is_some_and(|it| it.starts_with("◐ 弱化") && it.contains("已豁免：每月已有抽查")),
            "{text}"
        );
        assert!(text.contains("覆盖率 50.0%（3/6项）  含豁免 66.6%（豁免1项）"), "{text}");
    }
}
