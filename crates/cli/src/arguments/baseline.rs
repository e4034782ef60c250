//! Arguments of `yaodian baseline`.

use std::path::PathBuf;

use clap::Args;

use super::{OPTIONS, Settings};

/// How it is called.
pub const USAGE: &str = "yaodian baseline [计划]... [选项]";

/// Arguments of `baseline`.
#[derive(Debug, Args)]
pub struct Baseline {
    /// What is checked.
    #[command(flatten)]
    pub settings: Settings,
    /// 写到哪个文件；不写为设置中的 baseline (where to write; the baseline of the settings if left out)
    #[arg(short, long, value_name = "文件", help_heading = OPTIONS)]
    pub output: Option<PathBuf>,
}
