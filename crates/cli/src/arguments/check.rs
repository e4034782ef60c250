//! Arguments of `yaodian check`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{INPUTS, Look, OPTIONS};
use crate::percent::Percent;

/// How it is called.
pub const USAGE: &str = "yaodian check <计划>... --notice <通知> [选项]\n  yaodian check <计划>... --requirements <要求.toml> [选项]";

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// 要核对的计划，可以有多份；- 表示标准输入 (plans to check; - is standard input)
    #[arg(required = true, value_name = "计划", help_heading = INPUTS, display_order = 0)]
    pub plans: Vec<PathBuf>,
    /// 上级通知；- 表示标准输入 (the notice; - is standard input)
    #[arg(long, value_name = "通知", help_heading = INPUTS, display_order = 1, required_unless_present = "requirements")]
    pub notice: Option<PathBuf>,
    /// 代替通知：用 yaodian requirements 生成、可以修改的要求文件 (a requirements file instead of the notice)
    #[arg(long, value_name = "要求.toml", help_heading = INPUTS, display_order = 2, conflicts_with = "notice")]
    pub requirements: Option<PathBuf>,
    /// 本单位自己的词库，可以有多份 (lexicon files of your own)
    #[arg(long, value_name = "词库.toml", help_heading = INPUTS, display_order = 3)]
    pub lexicon: Vec<PathBuf>,
    /// 输出格式：给人看，或给程序用 (output format, for people or programs)
    #[arg(long, value_enum, value_name = "格式", default_value_t = CheckFormat::Terminal, help_heading = OPTIONS)]
    pub format: CheckFormat,
    /// 写到哪个文件；不写为标准输出 (where to write; standard output if left out)
    #[arg(short, long, value_name = "文件", help_heading = OPTIONS)]
    pub output: Option<PathBuf>,
    /// 写入 xlsx 的核对日期，如 2026-11-24；不写为今天 (date of the check in a workbook; today if left out)
    #[arg(long, value_name = "日期", help_heading = OPTIONS)]
    pub date: Option<jiff::civil::Date>,
    /// 有计划的覆盖率低于此百分比时，退出码为 1 (exit 1 if any plan covers less than this)
    #[arg(long, value_name = "百分比", help_heading = OPTIONS)]
    pub fail_under: Option<Percent>,
    /// 只列问题，一行一项 (only gaps, one line each)
    #[arg(long, help_heading = OPTIONS)]
    pub concise: bool,
    /// 一直运行，计划、通知等文件有改动就重新核对，按 Ctrl-C 结束 (check again whenever a file changes)
    #[arg(long, help_heading = OPTIONS)]
    pub watch: bool,
    /// How it is to look.
    #[command(flatten)]
    pub look: Look,
}

/// Formats of `check`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For people.
    Terminal,
    /// For programs.
    Json,
    /// A work paper for Excel and WPS.
    Xlsx,
    /// A row for each obligation.
    Csv,
}

impl CheckFormat {
    /// Whether it is no text, and nothing for a terminal.
    pub fn is_binary(self) -> bool {
        self == Self::Xlsx
    }
}
