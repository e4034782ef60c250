//! Arguments of `yaodian check`.

use clap::{Args, ValueEnum};

use super::{Look, OPTIONS, Outputs, Settings};

/// How it is called.
pub const USAGE: &str = "yaodian check <计划>... --notice <通知> [选项]\n  yaodian check <计划>... --requirements <要求.toml> [选项]\n  yaodian check [选项]                                 (notice 和 plans 写在 yaodian.toml 里)";

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// What is checked, and what fails.
    #[command(flatten)]
    pub settings: Settings,
    /// Which reports are wanted.
    #[command(flatten)]
    pub outputs: Outputs,
    /// 写入 xlsx 的核对日期，如 2026-11-24；不写为今天 (date of the check in a workbook; today if left out)
    #[arg(long, value_name = "日期", help_heading = OPTIONS)]
    pub date: Option<jiff::civil::Date>,
    /// 只列问题，一行一项 (only gaps, one line each)
    #[arg(long, help_heading = OPTIONS)]
    pub concise: bool,
    /// How it is to look.
    #[command(flatten)]
    pub look: Look,
}

/// Formats of `check`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// 终端 (for people)
    Terminal,
    /// Markdown，可用作合并请求的评论 (a comment or a job summary)
    Markdown,
    /// 网页 (a page)
    Html,
    /// Excel、WPS 工作底稿 (a workbook)
    Xlsx,
    /// 每项要求一行 (a row for each obligation)
    Csv,
    /// 完整的报告 (the whole report)
    Json,
    /// 每个问题一行 JSON (a JSON object a line)
    Ndjson,
    /// SARIF 2.1.0，代码扫描用 (code scanning)
    Sarif,
    /// JUnit XML，测试结果 (test results)
    Junit,
    /// GitHub Actions 注解 (annotations)
    Github,
    /// GitLab Code Quality
    Gitlab,
}

impl CheckFormat {
    /// Whether it is no text, and nothing for a terminal.
    pub fn is_binary(self) -> bool {
        self == Self::Xlsx
    }
}
