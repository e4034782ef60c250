//! The tables of the page: plans side by side, a plan's coverage, and how the paper came about.

use std::fmt::Write as _;

use yaodian_core::report::ObligationCounts;
use yaodian_core::{Report, Status};

use crate::coverage::{self, Level, Line};
use crate::json::PlanError;
use crate::markup::escape;
use crate::settings::{Fact, NOT_REQUIRED, Settings, TERMS, facts, meaning};
use crate::{figures, signs};

/// Titles of the figures in a row.
const FIGURES: [&str; 6] = ["覆盖率", "要求数", "已覆盖", "弱化", "冲突", "缺失"];

/// The plans side by side, and those that could not be checked.
pub(super) fn overview(out: &mut String, reports: &[Report], errors: &[PlanError]) {
    let notice = reports.first().map(|report| report.notice.title.as_str()).unwrap_or_default();
    let _ =
        writeln!(out, "<header><p class=\"yd-kicker\">要点核对报告</p><h1>{}</h1></header>", escape(notice));
    begin(out, &["计划"]);
    for report in reports {
        let counts = &report.summary.obligations;
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\">{}</th>{}</tr>",
            escape(&report.plan.name),
            figures_of(counts)
        );
    }
    out.push_str("</tbody></table></div>\n");
    if !errors.is_empty() {
        out.push_str("<h2>未能核对的计划</h2><ul class=\"yd-warnings\">");
        for error in errors {
            let _ = write!(out, "<li>{}：{}</li>", escape(&error.name), escape(&error.message));
        }
        out.push_str("</ul>\n");
    }
}

/// The coverage of a plan, by section and point.
pub(super) fn coverage(out: &mut String, report: &Report) {
    out.push_str("<h2>覆盖情况</h2>\n");
    begin(out, &["要点", "状态"]);
    coverage::lines(report).iter().for_each(|line| row(out, line));
    out.push_str("</tbody></table></div>\n");
}

fn begin(out: &mut String, first: &[&str]) {
    out.push_str("<div class=\"yd-table\" tabindex=\"0\"><table><thead><tr>");
    for title in first.iter().chain(&FIGURES) {
        let _ = write!(out, "<th scope=\"col\">{title}</th>");
    }
    out.push_str("</tr></thead><tbody>\n");
}

fn row(out: &mut String, line: &Line) {
    let (class, name) = match line.level {
        Level::Whole => ("yd-sum", line.level.label()),
        Level::Section => ("yd-sum", line.section.as_str()),
        Level::Point => ("", line.point.as_str()),
    };
    let status = match line.status {
        Some(_) if line.counts.required() == 0 => {
            format!("{} {}", signs::NOT_REQUIRED, signs::NOT_REQUIRED_LABEL)
        }
        Some(status) => format!("{} {}", signs::point(status), status.label()),
        None => String::new(),
    };
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    let figures = figures_of(&line.counts);
    let _ =
        writeln!(out, "<tr{class}><th scope=\"row\">{}</th><td>{status}</td>{figures}</tr>", escape(name));
}

fn figures_of(counts: &ObligationCounts) -> String {
    let required = counts.required();
    let mut out = format!("<td>{}</td><td>{required}</td>", figures::percent(counts.covered, required));
    for status in Status::ALL {
        let _ = write!(out, "<td>{}</td>", counts.of(status));
    }
    out
}

/// How the paper came about, and what its words mean.
pub(super) fn settings(out: &mut String, reports: &[Report], settings: &Settings<'_>) {
    out.push_str("<section class=\"yd-settings\"><h2>核对设置</h2>\n<dl>");
    let mut pair = |name: &str, value: &str| {
        let _ = write!(out, "<div><dt>{}</dt><dd>{}</dd></div>", escape(name), escape(value));
    };
    for (name, fact) in facts(reports, settings) {
        match fact {
            Fact::Text(text) => pair(name, &text),
            Fact::Count(count) => pair(name, &figures::thousands(count)),
        }
    }
    for status in Status::ALL {
        pair(&format!("{} {}", signs::status(status), status.label()), meaning(status));
    }
    pair(&format!("{} {}", signs::NOT_REQUIRED, signs::NOT_REQUIRED_LABEL), NOT_REQUIRED);
    TERMS.into_iter().for_each(|(term, meaning)| pair(term, meaning));
    out.push_str("</dl></section>\n");
}
