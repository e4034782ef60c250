//! A report as a page: for the browser, for print, for sending on. It needs no other file and runs no script.

use std::fmt::Write as _;

use yaodian_core::notice::bare_title;
use yaodian_core::report::{ObligationReport, PointReport, PointStatus, Reason};
use yaodian_core::{Report, Status};

use crate::{deciding, decisions, figures, remarks, safe, signs};

/// The style sheet of [`body`]; every rule is below `.yd-report`.
pub const STYLE: &str = include_str!("html.css");

/// A whole page.
#[must_use]
pub fn page(report: &Report) -> String {
    pages(std::slice::from_ref(report))
}

/// A whole page with several reports, one below the other.
#[must_use]
pub fn pages(reports: &[Report]) -> String {
    let titles: Vec<&str> = reports.iter().map(title).collect();
    let policy = "default-src 'none'; style-src 'unsafe-inline'";
    let body: String = reports.iter().map(body).collect();
    whole(&format!("要点核对 · {}", titles.join("、")), policy, STYLE, &body)
}

/// A whole page of a title, a policy of what it may load and run, a style sheet and a body.
pub(crate) fn whole(title: &str, policy: &str, style: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
         <style>{style}</style>\n</head>\n<body class=\"yd-page\">\n{body}</body>\n</html>\n",
        escape(title)
    )
}

/// The report alone, to stand in another page.
#[must_use]
pub fn body(report: &Report) -> String {
    let mut out = String::new();
    out.push_str("<article class=\"yd-report\">\n");
    head(&mut out, report);
    for points in report.points.chunk_by(|a, b| a.section == b.section) {
        section(&mut out, points);
    }
    observations(&mut out, report);
    decided(&mut out, report);
    out.push_str("<footer><p>由“要点”在本机生成：按词表、规则和一个小模型判断，供审核参考，以人的判断为准。</p></footer>\n");
    out.push_str("</article>\n");
    out
}

fn title(report: &Report) -> &str {
    if report.plan.title.is_empty() { &report.plan.name } else { &report.plan.title }
}

// Writing to a string cannot fail, so results of `write!` are dropped here and below.
fn head(out: &mut String, report: &Report) {
    let counts = &report.summary.obligations;
    let _ =
        writeln!(out, "<header><p class=\"yd-kicker\">要点核对报告</p><h1>{}</h1>", escape(title(report)));
    let issued: Vec<&str> =
        [&report.notice.issuer, &report.notice.date].into_iter().flatten().map(String::as_str).collect();
    let _ = writeln!(
        out,
        "<dl><div><dt>通知</dt><dd>{}{}</dd></div><div><dt>计划</dt><dd>{}（{}字）</dd></div></dl>",
        escape(&report.notice.title),
        if issued.is_empty() {
            String::new()
        } else {
            format!("<br><small>{}</small>", escape(&issued.join(" ")))
        },
        escape(&report.plan.name),
        figures::thousands(report.plan.chars)
    );
    let _ = writeln!(
        out,
        "<ul class=\"yd-figures\"><li class=\"yd-coverage\"><b>{}</b> 覆盖率{}</li>{}{}{}{}</ul>",
        figures::coverage(report),
        decisions::coverage(counts, report.waived())
            .map(|with| format!("，含豁免 {with}"))
            .unwrap_or_default(),
        figure(Status::Covered, counts.covered),
        figure(Status::Weakened, counts.weakened),
        figure(Status::Conflicting, counts.conflicting),
        figure(Status::Missing, counts.missing)
    );
    if !report.warnings.is_empty() {
        out.push_str("<ul class=\"yd-warnings\">");
        for warning in &report.warnings {
            let _ = write!(out, "<li>{}</li>", escape(&warning.message));
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</header>\n");
}

fn figure(status: Status, count: usize) -> String {
    format!(
        "<li class=\"yd-{}\"><b>{count}</b> {} {}</li>",
        class(status),
        signs::status(status),
        status.label()
    )
}

fn section(out: &mut String, points: &[PointReport]) {
    let name = points.first().map_or("", |point| point.section.as_str());
    out.push_str("<section>\n");
    if !name.is_empty() {
        let _ = writeln!(out, "<h2>{}</h2>", escape(name));
    }
    for point in points {
        let counts = point.counts();
        let (covered, required) = (counts.covered, counts.required());
        let _ = writeln!(
            out,
            "<h3><span>{}. {}</span> <small>{} {} · {covered}/{required}</small></h3>",
            escape(&point.id),
            escape(bare_title(&point.title)),
            signs::point(point.status),
            point.status.label()
        );
        out.push_str("<ol>\n");
        point.obligations.iter().for_each(|one| obligation(out, one));
        out.push_str("</ol>\n");
    }
    out.push_str("</section>\n");
}

fn obligation(out: &mut String, one: &ObligationReport) {
    let (class, sign, label) = if one.required {
        (class(one.status), signs::status(one.status), one.status.label())
    } else {
        ("none", signs::NOT_REQUIRED, signs::NOT_REQUIRED_LABEL)
    };
    let _ = write!(
        out,
        "<li class=\"yd-{class}\"><p class=\"yd-asked\"><span class=\"yd-badge\">{sign} {label}</span> \
         <span class=\"yd-id\">{}</span> {}</p>",
        escape(&one.id),
        marked(&one.reasons, &one.text)
    );
    if let Some(waiver) = one.waiver.as_ref().filter(|_| one.is_gap()) {
        let text = escape(&decisions::waiver(waiver));
        let _ = write!(out, "<p class=\"yd-waiver\">{}：{text}</p>", decisions::WAIVED);
    }
    if one.is_gap() {
        for reason in &one.reasons {
            let _ = write!(out, "<p class=\"yd-why\">{}</p>", escape(&reason.message));
        }
    }
    for evidence in &one.evidence {
        let _ = write!(out, "<blockquote>{}</blockquote>", marked(&one.reasons, &evidence.text));
    }
    if let Some(suggestion) = one.suggestion.as_ref().filter(|_| one.required) {
        let _ = write!(out, "<p class=\"yd-suggestion\">{}</p>", escape(suggestion.text.trim()));
    }
    out.push_str("</li>\n");
}

/// What reviewers decided beside the waivers, which stand at their gaps.
fn decided(out: &mut String, report: &Report) {
    let items = decisions::of(report);
    if items.is_empty() {
        return;
    }
    let _ = write!(out, "<section class=\"yd-remarks\"><h2>{}</h2><ul>", decisions::TITLE);
    for item in items {
        let _ = write!(out, "<li><b>{}</b> {}</li>", item.label, escape(&item.text));
    }
    out.push_str("</ul></section>\n");
}

/// What else a reviewer would point out, by kind.
fn observations(out: &mut String, report: &Report) {
    if report.observations.is_empty() {
        return;
    }
    let _ = writeln!(out, "<section class=\"yd-remarks\"><h2>{}</h2>", remarks::TITLE);
    for (kind, own) in remarks::groups(report) {
        let _ = write!(out, "<h3>{}</h3><ul>", kind.label());
        for one in own {
            let _ = write!(out, "<li>{}</li>", escape(&remarks::message(one)));
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</section>\n");
}

pub(crate) fn class(status: Status) -> &'static str {
    match status {
        Status::Covered => "covered",
        Status::Weakened => "weakened",
        Status::Conflicting => "conflicting",
        Status::Missing => "missing",
    }
}

/// The class of a point's status: that of the obligations most like it.
pub(crate) fn point_class(status: PointStatus) -> &'static str {
    class(match status {
        PointStatus::Covered => Status::Covered,
        PointStatus::Partial => Status::Weakened,
        PointStatus::Missing => Status::Missing,
    })
}

/// The text with its deciding words in `<mark>`.
pub(crate) fn marked(reasons: &[Reason], text: &str) -> String {
    let mut out = String::new();
    for (part, decides) in deciding::parts(reasons, text) {
        let part = escape(part);
        let _ = if decides { write!(out, "<mark>{part}</mark>") } else { write!(out, "{part}") };
    }
    out
}

/// Text of a document as text of a page.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in safe::lines(text).chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn nothing_of_a_document_becomes_markup() {
        let mut report = sample::report();
        report.plan.title = "<script>alert(1)</script>".to_owned();
        report.points[0].obligations[0].text = "\"><img src=x onerror=y>\u{202e}".to_owned();
        let page = page(&report);
        assert!(!page.contains("<script") && !page.contains("<img") && !page.contains('\u{202e}'));
    }

    #[test]
    fn shows_every_status_with_sign_and_word_and_marks_the_deciding_words() {
        let page = page(&sample::report());
        for shown in ["✓ 已覆盖", "◐ 弱化", "✗ 冲突", "○ 缺失", "· 不要求", "<mark>每季度</mark>", "50.0%"]
        {
            assert!(page.contains(shown), "{shown}");
        }
    }

    #[test]
    fn shows_what_reviewers_decided() {
        let page = page(&sample::reviewed());
        for shown in [
            "覆盖率，含豁免 66.6%（豁免1项）",
            "<p class=\"yd-waiver\">已豁免：每月已有抽查（李明 2020-03-01）</p>",
            "<li><b>签署</b> 王芳 2020-03-02：同意</li>",
        ] {
            assert!(page.contains(shown), "{shown}");
        }
    }

    #[test]
    fn shows_suggestions_for_gaps_and_observations_by_kind() {
        let mut report = sample::report();
        let page = page(&report);
        assert_eq!(page.matches("<p class=\"yd-suggestion\">每季度组织一次</p>").count(), 3);
        assert!(page.contains("<h3>兜底表述</h3><ul><li>“其余按省要点执行”是兜底表述</li></ul>"));
        report.observations.clear();
        assert!(!body(&report).contains("另请注意"));
    }
}
