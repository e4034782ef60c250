//! The report of one plan for a person at a terminal.

use yaodian_core::notice::bare_title;
use yaodian_core::report::{
    Evidence, ObligationCounts, ObligationReport, PlainReason, PointReport, Reason, ReasonKind,
};
use yaodian_core::{Report, Status};

use crate::figures::{self, bar, percent, thousands};
use crate::page::Page;
use crate::rich::Rich;
use crate::signs;
use crate::style::Style;
use crate::table::{self, Row};
use crate::{decisions, remarks};

/// Columns of the coverage bar where there is room for it.
const BAR: usize = 30;
/// A quote longer than this many characters is cut in its middle.
const QUOTE: usize = 110;
/// A passage less similar than this has nothing to do with the obligation and is not worth showing.
const RELATED: f64 = 0.2;

/// The whole report: head, warnings, points by section with their gaps, summary.
#[must_use]
pub fn render(report: &Report, style: Style) -> String {
    let mut page = Page::new(style);
    head(&mut page, report);
    warnings(&mut page, report);
    for points in report.points.chunk_by(|a, b| a.section == b.section) {
        section(&mut page, points);
    }
    remarks::write(&mut page, report);
    decided(&mut page, report);
    not_required(&mut page, report);
    summary(&mut page, report);
    page.finish()
}

fn head(page: &mut Page, report: &Report) {
    let (strong, dim, plain) = (page.style.strong(), page.style.dim(), page.style.plain());
    let (plan, notice, counts) = (&report.plan, &report.notice, &report.summary.obligations);
    page.hang(&Rich::new("要点核对  ", strong), &Rich::new(&plan.title, strong));
    page.rule();
    let chars = format!("（{}字）", thousands(plan.chars));
    page.hang(&Rich::new("计划      ", dim), &Rich::new(&plan.name, plain).and(&chars, dim));
    page.hang(&Rich::new("通知      ", dim), &Rich::new(&notice.title, plain));
    let origin: Vec<&str> =
        [&notice.issuer, &notice.date].into_iter().flatten().map(String::as_str).collect();
    let parts = figures::sections(notice.sections.iter().map(String::as_str));
    let size = format!("{parts}{}条要点、{}项要求", notice.points, notice.obligations);
    let origin = [origin.join("　"), size].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>();
    page.hang(&Rich::default().gap(10), &Rich::new(&origin.join(" · "), dim));
    let (filled, rest) = bar(counts.covered, counts.required(), BAR.min(page.style.width() / 3));
    let coverage = Rich::new("覆盖率    ", dim)
        .and(&filled, page.style.status(Status::Covered))
        .and(&rest, dim)
        .gap(2)
        .and(&figures::coverage(report), strong)
        .and(&format!("（{}/{}项）", counts.covered, counts.required()), dim);
    page.line(&coverage);
    page.hang(&Rich::default().gap(10), &tally(page.style, report));
}

/// How many obligations have each status, in one line.
pub(crate) fn tally(style: Style, report: &Report) -> Rich {
    let mut line = Rich::default();
    for (index, status) in Status::ALL.into_iter().enumerate() {
        let text =
            format!("{} {} {}", signs::status(status), status.label(), report.summary.obligations.of(status));
        line = line.gap(if index > 0 { 3 } else { 0 }).and(&text, style.status(status));
    }
    line
}

fn warnings(page: &mut Page, report: &Report) {
    if report.warnings.is_empty() {
        return;
    }
    page.blank();
    let (ink, plain) = (page.style.warning(), page.style.plain());
    for warning in &report.warnings {
        page.hang(&Rich::new("! 注意    ", ink), &Rich::new(&warning.message, plain));
    }
}

fn section(page: &mut Page, points: &[PointReport]) {
    let counts: ObligationCounts = points.iter().flat_map(|point| &point.obligations).collect();
    page.blank();
    let title = points.first().map(|point| point.section.as_str()).unwrap_or_default();
    if !title.is_empty() {
        let (strong, dim) = (page.style.strong(), page.style.dim());
        page.sides(&Rich::new("▍", dim), &Rich::new(title, strong), &Rich::new(&ratio(&counts), dim));
    }
    for point in points {
        self::point(page, point);
    }
}

/// Obligations covered of those required.
fn ratio(counts: &ObligationCounts) -> String {
    match counts.required() {
        0 => "—".to_owned(),
        required => format!("{}/{required}", counts.covered),
    }
}

fn point(page: &mut Page, point: &PointReport) {
    let style = page.style;
    let counts = point.counts();
    let asked = counts.required();
    let number = format!("{:>3}. ", point.id);
    let title = bare_title(&point.title);
    let (sign, label, ink) = if asked == 0 {
        (signs::NOT_REQUIRED, signs::NOT_REQUIRED_LABEL, style.dim())
    } else {
        (signs::point(point.status), point.status.label(), style.point(point.status))
    };
    let mark = Rich::new(&format!(" {sign} {label}"), ink);
    let pad = 9usize.saturating_sub(mark.columns());
    let head = mark.gap(pad).and(&number, if asked == 0 { style.dim() } else { style.plain() });
    let body = Rich::new(title, if asked == 0 { style.dim() } else { style.plain() });
    page.sides(&head, &body, &Rich::new(&ratio(&counts), style.dim()));
    for obligation in point.obligations.iter().filter(|obligation| obligation.is_gap()) {
        gap(page, obligation);
    }
}

/// A gap: what was asked, how it falls short and why, what the plan says.
fn gap(page: &mut Page, obligation: &ObligationReport) {
    let style = page.style;
    let (dim, plain) = (style.dim(), style.plain());
    let mark = format!("{} {}", signs::status(obligation.status), obligation.status.label());
    let indent = Rich::default().gap(9);
    let mark = indent.and(&mark, style.status(obligation.status)).gap(2);
    let head = mark.clone().and(&format!("{:<6}", obligation.id), dim);
    page.hang(&head, &Rich::new(&obligation.text, style.strong()));
    // The labels stand under the number, what they label under the obligation.
    let label = |text: &str| {
        let label = Rich::default().gap(mark.columns()).and(text, dim);
        let gap = head.columns() - label.columns();
        label.gap(gap)
    };
    if let Some(waiver) = &obligation.waiver {
        page.hang(&label("豁免"), &Rich::new(&decisions::waiver(waiver), style.strong()));
    }
    for (number, reason) in obligation.reasons.iter().enumerate() {
        page.hang(&label(if number == 0 { "为何" } else { "" }), &Rich::new(why(reason), plain));
    }
    for evidence in &obligation.evidence {
        page.hang(&label("计划"), &quote(evidence, style));
    }
    if let Some(passage) = closest(obligation) {
        page.hang(&label("最近"), &quote(passage, style));
    }
    if let Some(suggestion) = &obligation.suggestion {
        page.hang(&label("建议"), &Rich::new(suggestion.text.trim(), dim));
    }
}

/// What reviewers decided beside the waivers, which stand at their gaps.
fn decided(page: &mut Page, report: &Report) {
    let items = decisions::of(report);
    if items.is_empty() {
        return;
    }
    let (strong, dim, plain) = (page.style.strong(), page.style.dim(), page.style.plain());
    page.blank();
    page.line(&Rich::new("▍", dim).and(decisions::TITLE, strong));
    for item in items {
        let head = Rich::new(" ", plain).and(item.label, dim);
        let gap = 9usize.saturating_sub(head.columns());
        page.hang(&head.gap(gap), &Rich::new(&item.text, plain));
    }
}

/// A reason as shown under its obligation, which need not be said again.
pub(crate) fn why(reason: &Reason) -> &str {
    match reason.kind {
        ReasonKind::Plain(PlainReason::NoAnswer) => "计划中没有相应的安排",
        _ => &reason.message,
    }
}

/// The passage that comes closest to a missing obligation, unless a reason quotes it already.
pub(crate) fn closest(obligation: &ObligationReport) -> Option<&Evidence> {
    if !obligation.evidence.is_empty() || obligation.reasons.iter().any(quotes_the_closest) {
        return None;
    }
    let closest = obligation.candidates.first().filter(|candidate| candidate.similarity >= RELATED);
    closest.map(|candidate| &candidate.passage)
}

fn quotes_the_closest(reason: &Reason) -> bool {
    use PlainReason::{OnlyBackground, OnlyHeading, OnlyOthers, OtherSubject};
    matches!(reason.kind, ReasonKind::Plain(OnlyBackground | OnlyHeading | OnlyOthers | OtherSubject))
}

/// A passage, and where it stands if the file has pages or paragraphs.
fn quote(passage: &Evidence, style: Style) -> Rich {
    let text = passage.text.trim();
    let count = text.chars().count();
    let shown = if count <= QUOTE {
        text.to_owned()
    } else {
        let head: String = text.chars().take(QUOTE * 2 / 3).collect();
        let tail: String = text.chars().skip(count - QUOTE / 3).collect();
        format!("{head}……{tail}")
    };
    let quote = Rich::new(&format!("“{}”", shown.trim_end_matches(['，', ',', '。', '；'])), style.plain());
    match passage.place {
        Some(place) => quote.and(&format!("（{place}）"), style.dim()),
        None => quote,
    }
}

fn not_required(page: &mut Page, report: &Report) {
    let all = report.obligations();
    let shown: Vec<&ObligationReport> = all.filter(|obligation| !obligation.required).collect();
    if shown.is_empty() {
        return;
    }
    let style = page.style;
    page.blank();
    let title = format!("不作要求的{}项（上级自己的职责，只供参考）", shown.len());
    page.line(&Rich::new("▍", style.dim()).and(&title, style.dim()));
    for obligation in shown {
        let answered = if obligation.status == Status::Covered { "计划也有" } else { "" };
        let head = Rich::new(&format!(" {} ", signs::NOT_REQUIRED), style.dim());
        let head = head.and(&format!("{:<6}", obligation.id), style.dim());
        let text =
            Rich::new(&obligation.text, style.dim()).cut(style.width().saturating_sub(head.columns() + 10));
        page.sides(&head, &text, &Rich::new(answered, style.dim()));
    }
}

fn summary(page: &mut Page, report: &Report) {
    let style = page.style;
    page.blank();
    page.rule();
    let strong = style.strong();
    let mut rows = vec![Row {
        title: ("小结".to_owned(), strong),
        cells: Status::ALL
            .into_iter()
            .map(|status| (format!("{} {}", signs::status(status), status.label()), style.status(status)))
            .chain([("覆盖率".to_owned(), strong)])
            .collect(),
    }];
    if report.notice.sections.iter().any(|title| !title.is_empty()) {
        for points in report.points.chunk_by(|a, b| a.section == b.section) {
            let obligations = || points.iter().flat_map(|point| &point.obligations);
            let title = points.first().map(|point| point.section.clone()).unwrap_or_default();
            let counts = Status::ALL.map(|status| {
                obligations().filter(|obligation| obligation.required && obligation.status == status).count()
            });
            rows.push(row(style, title, counts, style.plain()));
        }
    }
    let counts = Status::ALL.map(|status| report.summary.obligations.of(status));
    rows.push(row(style, "合计（项）".to_owned(), counts, strong));
    table::write(page, &rows);
    page.blank();
    let points = &report.summary.points;
    let none = report.points.iter().filter(|point| point.counts().required() == 0).count();
    let note = if none > 0 {
        format!("（其中{none}条只有上级职责，不作要求）")
    } else {
        String::new()
    };
    let line =
        format!("已覆盖{}条，部分{}条，缺失{}条{note}", points.covered, points.partial, points.missing);
    page.hang(&Rich::new("  要点    ", style.dim()), &Rich::new(&line, style.plain()));
    let counts = &report.summary.obligations;
    let of = format!("（{}项要求中已覆盖{}项）", counts.required(), counts.covered);
    let coverage = Rich::new(&figures::coverage(report), strong).and(&of, style.dim());
    page.hang(&Rich::new("  覆盖率  ", style.dim()), &coverage);
    if let Some(with) = decisions::coverage(counts, report.waived()) {
        page.hang(&Rich::new("  含豁免  ", style.dim()), &Rich::new(&with, style.plain()));
    }
}

/// A row of counts; noughts are dim so that the gaps stand out.
pub(crate) fn row(style: Style, title: String, counts: [usize; 4], ink: anstyle::Style) -> Row {
    let cell = |count: usize| (count.to_string(), if count == 0 { style.dim() } else { ink });
    let share = percent(counts[0], counts.iter().sum());
    Row { title: (title, ink), cells: counts.map(cell).into_iter().chain([(share, ink)]).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn every_status_has_a_sign_and_a_word_without_colours() {
        let text = render(&sample::report(), Style::default());
        for sign in ["✓ 已覆盖", "◐ 弱化", "○ 缺失", "✗ 冲突", "50.0%", "! 注意"] {
            assert!(text.contains(sign), "{sign} is not in\n{text}");
        }
        assert!(!text.contains('\u{1b}'));
    }

    #[test]
    fn what_is_waived_is_shown_with_both_figures() {
        let text = render(&sample::reviewed(), Style::default());
        for part in [
            "豁免  每月已有抽查（李明 2020-03-01）",
            "  覆盖率  50.0%（6项要求中已覆盖3项）\n  含豁免  66.6%（豁免1项）",
            "▍审核意见\n 签署    王芳 2020-03-02：同意\n 批注    2 请补推进会的时间（李明 2020-03-01）\n",
        ] {
            assert!(text.contains(part), "{part} is not in\n{text}");
        }
        assert!(!render(&sample::report(), Style::default()).contains("豁免"));
    }

    #[test]
    fn fits_its_width() {
        for width in [50, 60, 80, 120] {
            for line in render(&sample::reviewed(), Style::new(false, width)).lines() {
                assert!(line.width() <= width, "wider than {width}: {line}");
            }
        }
    }

    #[test]
    fn colours_only_wrap_what_is_there_without_them() {
        let coloured = render(&sample::report(), Style::new(true, 80));
        let plain = render(&sample::report(), Style::new(false, 80));
        let bare = coloured.split('\u{1b}').enumerate().map(|(index, piece)| {
            if index == 0 { piece } else { piece.split_once('m').map_or(piece, |(_, rest)| rest) }
        });
        let trimmed = |text: &str| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
        assert_eq!(trimmed(&bare.collect::<String>()), trimmed(&plain));
    }

    #[test]
    fn escapes_in_a_plan_are_not_obeyed() {
        let mut report = sample::report();
        report.points[0].obligations[1].evidence[0].text = "\u{1b}]0;改标题\u{7}每半年".to_owned();
        report.plan.name = "\u{1b}[2J.txt".to_owned();
        let text = render(&report, Style::default());
        assert!(!text.contains('\u{1b}') && text.contains("␛]0;") && text.contains("␛[2J.txt"));
    }
}
