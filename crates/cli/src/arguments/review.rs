//! Arguments of `yaodian review`.

use std::path::PathBuf;

use clap::Args;

use super::{INPUTS, OPTIONS, Reviewed};

/// How it is called.
pub const USAGE: &str = "yaodian review <计划>... --notice <通知> -o <审核.toml>";

/// Arguments of `review`.
#[derive(Debug, Args)]
pub struct Review {
    /// 要审核的计划：文件、文件夹或通配符 (plans: files, folders, globs)
    #[arg(required = true, value_name = "计划", help_heading = INPUTS, display_order = 0)]
    pub plans: Vec<PathBuf>,
    /// What they are checked against, and what was decided before.
    #[command(flatten)]
    pub against: Reviewed,
    /// 写到哪个文件；不写为标准输出，已有的文件不覆盖 (where to write; never over a file that is there)
    #[arg(short, long, value_name = "审核.toml", help_heading = OPTIONS)]
    pub output: Option<PathBuf>,
}
