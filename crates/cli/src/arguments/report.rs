//! Arguments of `yaodian report`.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};

use super::{Check, CheckFormat, Colour, Look, OPTIONS, Outputs, Paper, Settings, Target};

/// How it is called.
pub const USAGE: &str = "yaodian report <计划>... --notice <通知> -o <底稿.docx>\n  yaodian report <计划>... --requirements <要求.toml> --format <格式> -o <底稿>";

/// Arguments of `report`.
#[derive(Debug, Args)]
pub struct Report {
    /// What is checked, and what fails.
    #[command(flatten)]
    pub settings: Settings,
    /// 底稿的格式；不写看文件名的后缀 (format of the work paper; by the ending of its name if left out)
    #[arg(long, value_enum, value_name = "格式", help_heading = OPTIONS)]
    pub format: Option<PaperFormat>,
    /// 写到哪个文件 (where to write)
    #[arg(short, long, value_name = "底稿", help_heading = OPTIONS)]
    pub output: PathBuf,
    /// What stands in it.
    #[command(flatten)]
    pub paper: Paper,
}

/// Formats of a work paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PaperFormat {
    /// Word、WPS (for Word)
    Docx,
    /// Excel、WPS (a workbook)
    Xlsx,
    /// 网页 (a page)
    Html,
}

impl Report {
    /// The check that gives this work paper: there is one way to it.
    ///
    /// # Errors
    /// If neither format nor ending says what to write.
    pub fn check(&self) -> Result<Check> {
        let format = match self.format.or_else(|| of_ending(&self.output)) {
            Some(PaperFormat::Docx) => CheckFormat::Docx,
            Some(PaperFormat::Xlsx) => CheckFormat::Xlsx,
            Some(PaperFormat::Html) => CheckFormat::Html,
            None => bail!(
                "{}：从文件名看不出格式，请用 .docx、.xlsx 或 .html 结尾，或写明 --format \
                 (the format is not clear from the name; end it in .docx, .xlsx or .html, or give --format)",
                self.output.display()
            ),
        };
        Ok(Check {
            settings: self.settings.clone(),
            outputs: Outputs(vec![Target { format, file: Some(self.output.clone()) }]),
            paper: self.paper.clone(),
            concise: false,
            watch: false,
            look: Look { color: Colour::Never, width: None },
        })
    }
}

fn of_ending(path: &Path) -> Option<PaperFormat> {
    PaperFormat::from_str(path.extension()?.to_str()?, true).ok()
}
