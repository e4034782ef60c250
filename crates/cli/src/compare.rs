//! `yaodian compare`.

use anyhow::Result;
use yaodian_core::{Comparison, Document, Report, copying};
use yaodian_report::comparison::{csv, html, markdown, terminal};
use yaodian_report::{Settings, json, xlsx};

use crate::arguments::{Compare, CompareFormat};
use crate::exit::Exit;
use crate::percent::Percent;
use crate::reviewer::{self, Reviewer, Setup};
use crate::{input, output};

/// Checks every plan and lays them side by side.
pub fn run(wanted: &Compare) -> Result<Exit> {
    if wanted.format == CompareFormat::Xlsx {
        output::refuse_terminal("xlsx", wanted.output.as_deref())?;
    }
    let setup = Setup::of(&wanted.against)?;
    let others: Vec<_> = setup.files().chain(&wanted.boilerplate).collect();
    let (files, mut failed) = reviewer::plans(&wanted.plans, &others);
    let inputs = || files.iter().chain(setup.files()).chain(&wanted.boilerplate);
    input::at_most_one_stdin(inputs())?;
    input::never_overwritten(wanted.output.as_deref(), inputs())?;
    let reviewer = Reviewer::new(&setup)?;
    let (checked, unreadable) = reviewer.check_all(&files);
    failed.extend(unreadable);
    let (documents, reports): (Vec<Document>, Vec<Report>) = checked.into_iter().unzip();
    let mut comparison = yaodian_core::compare(&reports)?;
    let known = reviewer::known(&setup, &reviewer.standard, &wanted.boilerplate)?;
    let documents: Vec<&Document> = documents.iter().collect();
    comparison.copying = Some(copying::find(&documents, &known, reviewer.standard.words.lexicon()));
    comparison.failed = failed;
    // Decided here, before anything is rendered, so that no format can change it.
    let exit = exit(wanted, &comparison, &reports);
    output::deliver(&render(wanted, &setup, &comparison, &reports)?, wanted.output.as_deref())?;
    Ok(exit)
}

fn exit(wanted: &Compare, comparison: &Comparison, reports: &[Report]) -> Exit {
    if !comparison.failed.is_empty() {
        Exit::Trouble
    } else if wanted.fail_under.is_some_and(|bar| reports.iter().any(|report| is_below(report, bar))) {
        Exit::Failed
    } else {
        Exit::Fine
    }
}

/// Whether a plan covers less than asked for; what is waived counts as covered.
fn is_below(report: &Report, bar: Percent) -> bool {
    let counts = &report.summary.obligations;
    bar.is_above(counts.covered + report.waived(), counts.required())
}

fn render(wanted: &Compare, setup: &Setup, comparison: &Comparison, reports: &[Report]) -> Result<Vec<u8>> {
    Ok(match wanted.format {
        CompareFormat::Terminal => {
            let style = output::style(&wanted.look, wanted.output.as_deref());
            terminal::render(comparison, style).into_bytes()
        }
        CompareFormat::Markdown => markdown::render(comparison).into_bytes(),
        CompareFormat::Html => html::page(comparison).into_bytes(),
        CompareFormat::Csv => csv::render(comparison)?.into_bytes(),
        CompareFormat::Json => json::comparison(comparison)?.into_bytes(),
        CompareFormat::Xlsx => workbook(wanted, setup, comparison, reports)?,
    })
}

/// The workbook, with the settings of this run.
fn workbook(wanted: &Compare, setup: &Setup, comparison: &Comparison, reports: &[Report]) -> Result<Vec<u8>> {
    let notice = input::name(setup.against()?.path());
    let date = wanted.date.unwrap_or_else(|| jiff::Zoned::now().date()).to_string();
    let named = |name, paths: &[std::path::PathBuf]| {
        paths.iter().map(|path| (name, input::name(path))).collect::<Vec<_>>()
    };
    let mut options = named("自带词库", setup.lexicon());
    options.extend(named("审核意见", &setup.review));
    options.extend(named("公用文本", &wanted.boilerplate));
    options.extend(wanted.fail_under.iter().map(|bar| ("覆盖率要求", bar.to_string())));
    let settings = Settings {
        notice: &notice,
        date: Some(&date),
        version: env!("CARGO_PKG_VERSION"),
        only: &[],
        options: &options,
    };
    Ok(xlsx::comparison(comparison, reports, &settings)?)
}
