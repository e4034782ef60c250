//! The work paper as a Word document: coverage, every obligation with both quotes, reason and suggestion, remarks, and
//! how it came about. A4 across, for Word, WPS and LibreOffice.
//!
//! What is in the document is written once, in a fixed form, so that no model of the format is needed: `markup` writes
//! paragraphs and tables, `package` the parts around them.

mod listing;
mod markup;
mod package;
mod tables;

use yaodian_core::Report;
use yaodian_core::report::Observation;

use crate::json::PlanError;
use crate::settings::Settings;
use crate::{decisions, figures, remarks, safe};
use markup::{Body, Style};
pub use package::DocxError;

/// The document of the plans checked against one notice, as the bytes of a file.
///
/// # Errors
/// None in practice: nothing is written but memory.
pub fn render(
    reports: &[Report],
    errors: &[PlanError],
    settings: &Settings<'_>,
) -> Result<Vec<u8>, DocxError> {
    let mut body = Body::default();
    if reports.len() != 1 || !errors.is_empty() {
        let notice = reports.first().map(|report| report.notice.title.as_str()).unwrap_or_default();
        body.paragraph(Style::Title, "要点核对底稿");
        body.paragraph(Style::Subtitle, &safe::line(notice));
        tables::overview(&mut body, reports, errors);
        body.page_break();
    }
    for (number, report) in reports.iter().enumerate() {
        if number > 0 {
            body.page_break();
        }
        plan(&mut body, report, settings);
    }
    body.paragraph(Style::Heading1, "核对设置");
    tables::settings(&mut body, reports, settings);
    body.paragraph(
        Style::Note,
        "由“要点”在本机生成：按词表、规则和一个小模型判断，供审核参考，以人的判断为准。",
    );
    package::pack(&body.finish(), settings)
}

fn plan(body: &mut Body, report: &Report, settings: &Settings<'_>) {
    let (plan, counts) = (&report.plan, &report.summary.obligations);
    let title = if plan.title.is_empty() { &plan.name } else { &plan.title };
    body.paragraph(Style::Title, &safe::line(title));
    body.paragraph(Style::Subtitle, "要点核对底稿");
    body.paragraph(Style::Body, &format!("通知：{}", safe::line(&report.notice.title)));
    body.paragraph(
        Style::Body,
        &format!("计划：{}（{}字）", safe::line(&plan.name), figures::thousands(plan.chars)),
    );
    body.paragraph(
        Style::Body,
        &format!(
            "应落实{}项：已覆盖{}项，弱化{}项，冲突{}项，缺失{}项；覆盖率 {}。",
            counts.required(),
            counts.covered,
            counts.weakened,
            counts.conflicting,
            counts.missing,
            figures::coverage(report)
        ),
    );
    if let Some(with) = decisions::coverage(counts, report.waived()) {
        body.paragraph(Style::Body, &format!("含豁免：{with}。"));
    }
    for warning in &report.warnings {
        body.paragraph(Style::Note, &format!("注意：{}", safe::line(&warning.message)));
    }
    body.paragraph(Style::Heading1, "覆盖情况");
    tables::coverage(body, report);
    body.paragraph(Style::Heading1, "逐项核对");
    if !settings.only.is_empty() {
        body.paragraph(Style::Note, &format!("只列：{}。", settings.listed()));
    }
    listing::write(body, report, settings);
    if !report.observations.is_empty() {
        body.paragraph(Style::Heading1, remarks::TITLE);
        for (kind, own) in remarks::groups(report) {
            body.paragraph(Style::Heading2, kind.label());
            own.into_iter().for_each(|one| remark(body, one));
        }
    }
    let decided = decisions::of(report);
    if !decided.is_empty() {
        body.paragraph(Style::Heading1, decisions::TITLE);
        for item in decided {
            body.paragraph(Style::Item, &format!("{}：{}", item.label, safe::line(&item.text)));
        }
    }
}

fn remark(body: &mut Body, one: &Observation) {
    let waived =
        one.waiver.as_ref().map(|it| format!("（{}：{}）", decisions::WAIVED, decisions::waiver(it)));
    body.paragraph(Style::Item, &safe::line(&format!("{}{}", one.message, waived.unwrap_or_default())));
}

#[cfg(test)]
mod tests;
