//! `yaodian check`.

use std::path::Path;

use anyhow::{Result, bail};
use yaodian_core::Report;
use yaodian_report::json::PlanError;
use yaodian_report::{concise, csv, json, overview, percent, terminal};

use crate::arguments::{Check, CheckFormat};
use crate::exit::Exit;
use crate::load::Standard;
use crate::percent::Percent;
use crate::{input, load, output, work_paper};

/// Checks every plan; one that cannot be read stops none of the others.
pub fn run(wanted: &Check) -> Result<Exit> {
    if wanted.format.is_binary() {
        output::refuse_terminal(work_paper::name(wanted.format), wanted.output.as_deref())?;
    }
    if !wanted.only.is_empty() && !wanted.format.is_work_paper() {
        bail!(
            "--only 只用于底稿，请同时用 --format docx、xlsx 或 html (--only is for work papers: --format docx, xlsx or html)"
        );
    }
    let inputs = || wanted.plans.iter().chain(&wanted.notice).chain(&wanted.requirements);
    input::at_most_one_stdin(inputs())?;
    input::never_overwritten(wanted.output.as_deref(), inputs())?;
    let standard = load::standard(wanted.notice.as_deref(), wanted.requirements.as_deref(), &wanted.lexicon)?;
    let (mut reports, mut errors) = (Vec::new(), Vec::new());
    for path in &wanted.plans {
        match check(&standard, path) {
            Ok(report) => reports.push(report),
            Err(error) => {
                output::complain(&error);
                errors.push(PlanError { name: input::name(path), message: format!("{error:#}") });
            }
        }
    }
    // Decided here, before anything is rendered, so that no format can change it.
    let exit = exit(&reports, &errors, wanted.fail_under);
    let bytes = match wanted.format {
        CheckFormat::Terminal => for_people(wanted, &reports).into_bytes(),
        CheckFormat::Json => for_programs(wanted, &reports, &errors)?.into_bytes(),
        // A table without a plan in it would look like a result.
        _ if reports.is_empty() => return Ok(exit),
        CheckFormat::Csv => csv::render(&reports)?.into_bytes(),
        CheckFormat::Docx | CheckFormat::Xlsx | CheckFormat::Html => {
            work_paper::render(wanted, &reports, &errors)?
        }
    };
    output::deliver(&bytes, wanted.output.as_deref())?;
    if let Some(bar) = wanted.fail_under {
        reports.iter().filter(|report| bar.is_above(report)).for_each(|report| say_below(report, bar));
    }
    Ok(exit)
}

fn check(standard: &Standard, path: &Path) -> Result<Report> {
    Ok(yaodian_core::check(&standard.requirements, &input::read(path)?, standard.words)?)
}

fn exit(reports: &[Report], errors: &[PlanError], bar: Option<Percent>) -> Exit {
    if !errors.is_empty() {
        Exit::Trouble
    } else if bar.is_some_and(|bar| reports.iter().any(|report| bar.is_above(report))) {
        Exit::BelowBar
    } else {
        Exit::Fine
    }
}

fn for_people(wanted: &Check, reports: &[Report]) -> String {
    let style = output::style(&wanted.look, wanted.output.as_deref());
    let render = if wanted.concise { concise::render } else { terminal::render };
    let texts: Vec<String> = reports.iter().map(|report| render(report, style)).collect();
    let mut text = texts.join("\n\n");
    if reports.len() > 1 {
        text.push('\n');
        text.push_str(&overview::render(reports, style));
    }
    text
}

/// One plan asked for gives its report, several give one object with all of them.
fn for_programs(wanted: &Check, reports: &[Report], errors: &[PlanError]) -> Result<String> {
    Ok(match (wanted.plans.len(), reports) {
        (1, [report]) => json::report(report)?,
        (1, _) => String::new(),
        _ => json::reports(reports, errors)?,
    })
}

fn say_below(report: &Report, bar: Percent) {
    let counts = &report.summary.obligations;
    let coverage = percent(counts.covered, counts.required());
    let name = &report.plan.name;
    output::say(&format!("未达标：{name}：覆盖率 {coverage}，要求 {bar} (coverage below --fail-under)"));
}
