//! Arguments of `yaodian report`.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};

use super::{Check, CheckFormat, Colour, INPUTS, Look, OPTIONS, Only};

/// How it is called.
pub const USAGE: &str = "yaodian report <计划>... --notice <通知> -o <底稿.docx>\n  yaodian report <计划>... --requirements <要求.toml> --format <格式> -o <底稿>";

/// Arguments of `report`.
#[derive(Debug, Args)]
pub struct Report {
    /// 要核对的计划，可以有多份；- 表示标准输入 (plans to check; - is standard input)
    #[arg(required = true, value_name = "计划", help_heading = INPUTS, display_order = 0)]
    pub plans: Vec<PathBuf>,
    /// 上级通知；- 表示标准输入 (the notice; - is standard input)
    #[arg(long, value_name = "通知", help_heading = INPUTS, display_order = 1, required_unless_present = "requirements")]
    pub notice: Option<PathBuf>,
    /// 代替通知：要求文件 (a requirements file instead of the notice)
    #[arg(long, value_name = "要求.toml", help_heading = INPUTS, display_order = 2, conflicts_with = "notice")]
    pub requirements: Option<PathBuf>,
    /// 本单位自己的词库，可以有多份 (lexicon files of your own)
    #[arg(long, value_name = "词库.toml", help_heading = INPUTS, display_order = 3)]
    pub lexicon: Vec<PathBuf>,
    /// 底稿的格式；不写看文件名的后缀 (format of the work paper; by the ending of its name if left out)
    #[arg(long, value_enum, value_name = "格式", help_heading = OPTIONS)]
    pub format: Option<PaperFormat>,
    /// 写到哪个文件 (where to write)
    #[arg(short, long, value_name = "底稿", help_heading = OPTIONS)]
    pub output: PathBuf,
    /// 底稿上的核对日期，如 2026-11-24；不写为今天 (date of the check; today if left out)
    #[arg(long, value_name = "日期", help_heading = OPTIONS)]
    pub date: Option<jiff::civil::Date>,
    /// 只逐项列出这些状态，用逗号隔开；不写为全部 (list only obligations of these statuses)
    #[arg(long, value_enum, value_name = "状态", value_delimiter = ',', help_heading = OPTIONS)]
    pub only: Vec<Only>,
}

/// Formats of a work paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PaperFormat {
    /// For Word and WPS.
    Docx,
    /// For Excel and WPS.
    Xlsx,
    /// A page.
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
            plans: self.plans.clone(),
            notice: self.notice.clone(),
            requirements: self.requirements.clone(),
            lexicon: self.lexicon.clone(),
            format,
            output: Some(self.output.clone()),
            date: self.date,
            only: self.only.clone(),
            fail_under: None,
            concise: false,
            look: Look { color: Colour::Never, width: None },
        })
    }
}

fn of_ending(path: &Path) -> Option<PaperFormat> {
    let ending = path.extension()?.to_str()?;
    PaperFormat::from_str(ending, true).ok()
}
