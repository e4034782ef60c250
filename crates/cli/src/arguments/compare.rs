//! Arguments of `yaodian compare`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{INPUTS, Look, OPTIONS, Reviewed};
use crate::percent::Percent;

/// How it is called.
pub const USAGE: &str = "yaodian compare <计划、文件夹或通配符>... --notice <通知> [选项]";

/// Arguments of `compare`.
#[derive(Debug, Args)]
pub struct Compare {
    /// 要比较的计划：文件、文件夹或通配符 (plans: files, folders, globs)
    #[arg(required = true, value_name = "计划", help_heading = INPUTS, display_order = 0)]
    pub plans: Vec<PathBuf>,
    /// What they are checked against.
    #[command(flatten)]
    pub against: Reviewed,
    /// 各计划都可能抄用的文本，不算雷同，可以有多份 (texts that anybody may have copied; they are no copying)
    #[arg(long, value_name = "文件", help_heading = INPUTS, display_order = 5)]
    pub boilerplate: Vec<PathBuf>,
    /// 输出格式 (output format)
    #[arg(long, value_enum, value_name = "格式", default_value_t = CompareFormat::Terminal, help_heading = OPTIONS)]
    pub format: CompareFormat,
    /// 写到哪个文件；不写为标准输出 (where to write; standard output if left out)
    #[arg(short, long, value_name = "文件", help_heading = OPTIONS)]
    pub output: Option<PathBuf>,
    /// 写入 xlsx 的核对日期，如 2026-11-24；不写为今天 (date of the check in a workbook; today if left out)
    #[arg(long, value_name = "日期", help_heading = OPTIONS)]
    pub date: Option<jiff::civil::Date>,
    /// 有计划的覆盖率（含豁免）低于此百分比时，退出码为 1 (exit 1 if any plan covers less, waived included)
    #[arg(long, value_name = "百分比", help_heading = OPTIONS)]
    pub fail_under: Option<Percent>,
    /// How it is to look.
    #[command(flatten)]
    pub look: Look,
}

/// Formats of `compare`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CompareFormat {
    /// 终端 (for people)
    Terminal,
    /// Markdown
    Markdown,
    /// 网页，可以排序、点击 (a page to sort and click)
    Html,
    /// Excel、WPS 工作底稿 (a workbook)
    Xlsx,
    /// 要点 × 计划 (points by plans)
    Csv,
    /// 完整的结果 (everything)
    Json,
}
