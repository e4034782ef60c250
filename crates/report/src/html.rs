//! The work paper as a page: for the browser, for print, for sending on. It needs no other file and runs no script.

mod tables;

use std::fmt::Write as _;

use yaodian_core::notice::bare_title;
use yaodian_core::report::{ObligationReport, PointReport, PointStatus, Reason};
use yaodian_core::{Report, Status};

use crate::json::PlanError;
use crate::markup::escape;
use crate::{Settings, deciding, decisions, figures, remarks, signs};

/// The style sheet of [`body`]; every rule is below `.yd-report`.
pub const STYLE: &str = include_str!("html.css");

/// A whole page: the work paper of the plans checked against one notice.
#[must_use]
pub fn page(reports: &[Report], errors: &[PlanError], settings: &Settings<'_>) -> String {
    let title = match reports {
        [report] => title(report),
        _ => reports.first().map(|report| report.notice.title.as_str()).unwrap_or_default(),
    };
    let policy = "default-src 'none'; style-src 'unsafe-inline'";
    whole(&format!("要点核对 · {title}"), policy, STYLE, &body(reports, errors, settings))
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

/// The work paper alone, to stand in another page: an overview if there are several plans, the report of each, and how
/// they came about.
#[must_use]
pub fn body(reports: &[Report], errors: &[PlanError], settings: &Settings<'_>) -> String {
    let mut out = String::new();
    out.push_str("<article class=\"yd-report\">\n");
    if reports.len() != 1 || !errors.is_empty() {
        tables::overview(&mut out, reports, errors);
    }
    for report in reports {
        out.push_str("<section class=\"yd-plan\">\n");
        head(&mut out, report);
        tables::coverage(&mut out, report);
        if !settings.only.is_empty() {
            let _ = writeln!(out, "<p class=\"yd-note\">以下只列：{}。</p>", settings.listed());
        }
        for points in report.points.chunk_by(|a, b| a.section == b.section) {
            section(&mut out, points, settings);
        }
        observations(&mut out, report);
        decided(&mut out, report);
        out.push_str("</section>\n");
    }
    tables::settings(&mut out, reports, settings);
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

/// The obligations of a section that are to be listed; nothing if there are none.
fn section(out: &mut String, points: &[PointReport], settings: &Settings<'_>) {
    let listed = |point: &PointReport| point.obligations.iter().any(|one| settings.lists(one));
    if !points.iter().any(listed) {
        return;
    }
    let name = points.first().map_or("", |point| point.section.as_str());
    out.push_str("<section>\n");
    if !name.is_empty() {
        let _ = writeln!(out, "<h2>{}</h2>", escape(name));
    }
    for point in points.iter().filter(|point| listed(point)) {
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
        point.obligations.iter().filter(|one| settings.lists(one)).for_each(|one| obligation(out, one));
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
        let place = evidence.place.map(|place| format!(" <cite>{}</cite>", escape(&place.to_string())));
        let quote = marked(&one.reasons, &evidence.text);
        let _ = write!(out, "<blockquote>{quote}{}</blockquote>", place.unwrap_or_default());
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    fn page_of(report: &Report) -> String {
        page(std::slice::from_ref(report), &[], &Settings::default())
    }

    #[test]
    fn nothing_of_a_document_becomes_markup() {
        let mut report = sample::report();
        report.plan.title = "<script>alert(1)</script>".to_owned();
        report.points[0].obligations[0].text = "\"><img src=x onerror=y>\u{202e}".to_owned();
        let page = page_of(&report);
        assert!(!page.contains("<script") && !page.contains("<img") && !page.contains('\u{202e}'));
    }

    #[test]
    fn shows_every_status_with_sign_and_word_and_marks_the_deciding_words() {
        let page = page_of(&sample::report());
        for shown in ["✓ 已覆盖", "◐ 弱化", "✗ 冲突", "○ 缺失", "· 不要求", "<mark>每季度</mark>", "50.0%"]
        {
            assert!(page.contains(shown), "{shown}");
        }
    }

    #[test]
    fn shows_what_reviewers_decided() {
        let page = page_of(&sample::reviewed());
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
        let page = page_of(&report);
        assert_eq!(page.matches("<p class=\"yd-suggestion\">每季度组织一次</p>").count(), 3);
        assert!(page.contains("<h3>兜底表述</h3><ul><li>“其余按省要点执行”是兜底表述</li></ul>"));
        report.observations.clear();
        assert!(!page_of(&report).contains("另请注意"));
    }

    #[test]
    fn a_work_paper_has_coverage_settings_and_only_what_is_asked_for() {
        let settings = Settings { notice: "通知<1>.txt", only: &[Status::Missing], ..Settings::default() };
        let page = page(&[sample::report()], &[], &settings);
        assert!(
            page.contains(
                "<tr class=\"yd-sum\"><th scope=\"row\">合计</th><td></td><td>50.0%</td><td>6</td>"
            )
        );
        assert!(page.contains("<dt>通知文件</dt><dd>通知&lt;1&gt;.txt</dd>"));
        assert!(page.contains("以下只列：缺失。") && page.contains("<dt>列出范围</dt><dd>缺失</dd>"));
        assert_eq!(page.matches("class=\"yd-asked\"").count(), 1);
    }

    #[test]
    fn several_plans_have_an_overview_and_those_that_failed_say_why() {
        let errors = [PlanError { name: "坏.pdf".to_owned(), message: "损坏<b>".to_owned() }];
        let page = page(&[sample::report(), sample::report()], &errors, &Settings::default());
        assert_eq!(page.matches("<section class=\"yd-plan\">").count(), 2);
        assert!(page.contains("坏.pdf") && page.contains("损坏&lt;b&gt;"));
        assert_eq!(page.matches("<dt>覆盖率</dt>").count(), 1);
    }
}
