//! The reports of a run in every format.

use anyhow::Result;
use yaodian_core::Status;
use yaodian_report::run::Run;
use yaodian_report::severity::Severities;
use yaodian_report::{
    Settings, concise, csv, docx, github, gitlab, html, json, junit, markdown, ndjson, overview, sarif,
    terminal, xlsx,
};

use crate::arguments::{Check, CheckFormat, Target};
use crate::config::{Config, Plans};
use crate::examine::Examined;
use crate::load::Standard;
use crate::{input, output};

/// Version of the program.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What reports are made of.
pub struct Rendering<'a> {
    /// The command line.
    pub wanted: &'a Check,
    /// The settings.
    pub config: &'a Config,
    /// What they were checked against.
    pub standard: &'a Standard,
    /// What came of it.
    pub examined: &'a Examined,
    /// How grave each kind of finding is.
    pub severities: &'a Severities,
}

impl Rendering<'_> {
    /// A report; none where there is nothing to show and a file without anything in it would look like a result.
    pub fn bytes(&self, target: &Target) -> Result<Option<Vec<u8>>> {
        let Examined { reports, errors, .. } = self.examined;
        let run = self.run();
        Ok(Some(match target.format {
            CheckFormat::Terminal => self.for_people(target).into_bytes(),
            CheckFormat::Json => self.for_programs()?.into_bytes(),
            CheckFormat::Csv
            | CheckFormat::Docx
            | CheckFormat::Xlsx
            | CheckFormat::Html
            | CheckFormat::Markdown
                if reports.is_empty() =>
            {
                return Ok(None);
            }
            CheckFormat::Csv => csv::render(reports)?.into_bytes(),
            CheckFormat::Docx | CheckFormat::Xlsx | CheckFormat::Html => self.work_paper(target.format)?,
            CheckFormat::Markdown => markdown::several(reports, errors).into_bytes(),
            CheckFormat::Ndjson => ndjson::render(&run)?.into_bytes(),
            CheckFormat::Sarif => sarif::render(&run)?.into_bytes(),
            CheckFormat::Junit => junit::render(&run)?.into_bytes(),
            CheckFormat::Github => github::render(&run).into_bytes(),
            CheckFormat::Gitlab => gitlab::render(&run)?.into_bytes(),
        }))
    }

    fn run(&self) -> Run<'_> {
        Run {
            reports: &self.examined.reports,
            sources: &self.examined.sources,
            errors: &self.examined.errors,
            notice: self.standard.notice.as_ref().map(|(name, source)| (name.as_str(), source)),
            severities: self.severities,
            baseline: self.config.baseline.is_some(),
            language: self.config.lang.value,
            version: VERSION,
        }
    }

    fn for_people(&self, target: &Target) -> String {
        let reports = &self.examined.reports;
        let style = output::style(&self.wanted.look, target.file.as_deref());
        let render = if self.wanted.concise { concise::render } else { terminal::render };
        let texts: Vec<String> = reports.iter().map(|report| render(report, style)).collect();
        let mut text = texts.join("\n\n");
        if reports.len() > 1 {
            text.push('\n');
            text.push_str(&overview::render(reports, style));
        }
        text
    }

    /// One plan named gives its report; several, and patterns whatever they fit, give one object with all of them.
    fn for_programs(&self) -> Result<String> {
        let Examined { reports, errors, .. } = self.examined;
        let one = matches!(&self.config.plans.value, Plans::Named(plans) if plans.len() == 1);
        Ok(match reports.as_slice() {
            [report] if one => json::report(report)?,
            [] if one => String::new(),
            _ => json::reports(reports, errors)?,
        })
    }

    /// The work paper, with the settings of this run.
    fn work_paper(&self, format: CheckFormat) -> Result<Vec<u8>> {
        let notice = self.config.against.as_ref().map(|against| input::name(against.value.path()));
        let date = self.wanted.paper.date.unwrap_or_else(|| jiff::Zoned::now().date()).to_string();
        let lexicons = self.config.lexicon.value.iter().map(|path| ("自带词库", input::name(path)));
        let bar = self.config.thresholds.overall.iter().map(|bar| ("覆盖率要求", bar.value.to_string()));
        let options: Vec<_> = lexicons.chain(bar).collect();
        let only: Vec<Status> =
            self.wanted.paper.only.iter().flat_map(|only| only.statuses()).copied().collect();
        let settings = Settings {
            notice: notice.as_deref().unwrap_or_default(),
            date: Some(&date),
            version: VERSION,
            only: &only,
            options: &options,
        };
        let Examined { reports, errors, .. } = self.examined;
        Ok(match format {
            CheckFormat::Docx => docx::render(reports, errors, &settings)?,
            CheckFormat::Xlsx => xlsx::render(reports, errors, &settings)?,
            _ => html::page(reports, errors, &settings).into_bytes(),
        })
    }
}
