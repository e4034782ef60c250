//! Arguments of `yaodian annotate`.

use std::path::PathBuf;

use clap::Args;

use super::{INPUTS, OPTIONS, Reviewed};

/// How it is called.
pub const USAGE: &str = "yaodian annotate <计划.docx> --notice <通知> -o <批注后.docx>\n  yaodian annotate <计划.docx> --requirements <要求.toml> -o <批注后.docx>";

/// Arguments of `annotate`.
#[derive(Debug, Args)]
pub struct Annotate {
    /// 要批注的计划，Word 文档（docx） (the plan, a Word document)
    #[arg(value_name = "计划.docx", help_heading = INPUTS, display_order = 0)]
    pub plan: PathBuf,
    /// What it is checked against.
    #[command(flatten)]
    pub against: Reviewed,
    /// 写到哪个文件；计划原件不变 (where to write; the plan itself stays as it is)
    #[arg(short, long, value_name = "批注后.docx", help_heading = OPTIONS)]
    pub output: PathBuf,
}
