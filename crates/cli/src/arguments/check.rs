//! Arguments of `yaodian check`.

use clap::{Args, ValueEnum};
use yaodian_core::Status;

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
    /// What stands in a work paper.
    #[command(flatten)]
    pub paper: Paper,
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

/// What stands in a work paper.
#[derive(Debug, Clone, Default, Args)]
pub struct Paper {
    /// 写入底稿（docx、xlsx、html）的核对日期，如 2026-11-24；不写为今天 (date of the check in a work paper; today if left out)
    #[arg(long, value_name = "日期", help_heading = OPTIONS)]
    pub date: Option<jiff::civil::Date>,
    /// 底稿中只逐项列出这些状态，用逗号隔开；不写为全部 (list only obligations of these statuses in a work paper)
    #[arg(long, value_enum, value_name = "状态", value_delimiter = ',', help_heading = OPTIONS)]
    pub only: Vec<Only>,
}

/// Formats of `check`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// 终端 (for people)
    Terminal,
    /// Markdown，可用作合并请求的评论 (a comment or a job summary)
    Markdown,
    /// 网页底稿 (a work paper as a page)
    Html,
    /// Word、WPS 工作底稿 (a work paper for Word)
    Docx,
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
    /// Whether it is a work paper.
    pub fn is_work_paper(self) -> bool {
        matches!(self, Self::Docx | Self::Xlsx | Self::Html)
    }

    /// Whether it is no text, and nothing for a terminal.
    pub fn is_binary(self) -> bool {
        matches!(self, Self::Docx | Self::Xlsx)
    }
}

/// Statuses by which a work paper can be cut down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Only {
    /// 已覆盖
    #[value(alias = "已覆盖")]
    Covered,
    /// 弱化
    #[value(alias = "弱化")]
    Weakened,
    /// 冲突
    #[value(alias = "冲突")]
    Conflicting,
    /// 缺失
    #[value(alias = "缺失")]
    Missing,
    /// 弱化、冲突和缺失
    #[value(alias = "缺口")]
    Gaps,
}

impl Only {
    /// The statuses it stands for.
    pub fn statuses(self) -> &'static [Status] {
        match self {
            Self::Covered => &[Status::Covered],
            Self::Weakened => &[Status::Weakened],
            Self::Conflicting => &[Status::Conflicting],
            Self::Missing => &[Status::Missing],
            Self::Gaps => &[Status::Weakened, Status::Conflicting, Status::Missing],
        }
    }
}
