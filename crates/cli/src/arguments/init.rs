//! Arguments of `yaodian init`.

use std::path::PathBuf;

use clap::Args;

use super::INPUTS;

/// How it is called.
pub const USAGE: &str = "yaodian init [--notice <通知>] [--plans <模式>]...";

/// Arguments of `init`.
#[derive(Debug, Args)]
pub struct Init {
    /// 上级通知 (the notice)
    #[arg(long, value_name = "通知", help_heading = INPUTS)]
    pub notice: Option<PathBuf>,
    /// 哪些文件是计划，如 "计划/**/*.docx" (patterns of plans)
    #[arg(long, value_name = "模式", help_heading = INPUTS)]
    pub plans: Vec<String>,
}
