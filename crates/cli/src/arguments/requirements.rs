//! Arguments of `yaodian requirements`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{INPUTS, Look, OPTIONS};

/// How it is called.
pub const USAGE: &str = "yaodian requirements <通知> [选项]";

/// Arguments of `requirements`.
#[derive(Debug, Args)]
pub struct Requirements {
    /// 上级通知；- 表示标准输入 (the notice; - is standard input)
    #[arg(value_name = "通知", help_heading = INPUTS)]
    pub notice: PathBuf,
    /// 输出格式；toml 是可以修改后用来核对的要求文件 (output format; toml is to edit and to check against)
    #[arg(long, value_enum, value_name = "格式", default_value_t = RequirementsFormat::Terminal, help_heading = OPTIONS)]
    pub format: RequirementsFormat,
    /// How it is to look.
    #[command(flatten)]
    pub look: Look,
}

/// Formats of `requirements`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RequirementsFormat {
    /// For people.
    Terminal,
    /// For programs.
    Json,
    /// To edit and to check against.
    Toml,
}
