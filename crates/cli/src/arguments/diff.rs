//! Arguments of `yaodian diff`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{INPUTS, Look, OPTIONS, Reviewed};

/// How it is called.
pub const USAGE: &str = "yaodian diff <原稿> <新稿> --notice <通知> [选项]";

/// Arguments of `diff`.
#[derive(Debug, Args)]
pub struct Diff {
    /// 原来的计划 (the plan as it was)
    #[arg(value_name = "原稿", help_heading = INPUTS, display_order = 0)]
    pub old: PathBuf,
    /// 修改后的计划 (the plan as it is now)
    #[arg(value_name = "新稿", help_heading = INPUTS, display_order = 0)]
    pub new: PathBuf,
    /// What they are checked against.
    #[command(flatten)]
    pub against: Reviewed,
    /// 输出格式 (output format)
    #[arg(long, value_enum, value_name = "格式", default_value_t = DiffFormat::Terminal, help_heading = OPTIONS)]
    pub format: DiffFormat,
    /// 写到哪个文件；不写为标准输出 (where to write; standard output if left out)
    #[arg(short, long, value_name = "文件", help_heading = OPTIONS)]
    pub output: Option<PathBuf>,
    /// 新稿有变差或新出的问题（豁免的除外）时，退出码为 1 (exit 1 if the new one is worse anywhere, what is waived aside)
    #[arg(long, help_heading = OPTIONS)]
    pub fail_on_worse: bool,
    /// How it is to look.
    #[command(flatten)]
    pub look: Look,
}

/// Formats of `diff`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// 终端 (for people)
    Terminal,
    /// Markdown
    Markdown,
    /// 网页 (a page)
    Html,
    /// 完整的结果 (everything)
    Json,
}
