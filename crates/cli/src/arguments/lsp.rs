//! Arguments of `yaodian lsp`.

use std::path::PathBuf;

use clap::Args;

use super::INPUTS;

/// How it is called.
pub const USAGE: &str = "yaodian lsp [--notice <通知> | --requirements <要求.toml>]";

/// Arguments of `lsp`.
#[derive(Debug, Args)]
pub struct Lsp {
    /// 上级通知；编辑器也可以用 initializationOptions 指定 (the notice; an editor may name it as well)
    #[arg(long, value_name = "通知", help_heading = INPUTS, display_order = 1)]
    pub notice: Option<PathBuf>,
    /// 代替通知：要求文件 (a requirements file instead of the notice)
    #[arg(long, value_name = "要求.toml", help_heading = INPUTS, display_order = 2, conflicts_with = "notice")]
    pub requirements: Option<PathBuf>,
    /// 本单位自己的词库，可以有多份 (lexicon files of your own)
    #[arg(long, value_name = "词库.toml", help_heading = INPUTS, display_order = 3)]
    pub lexicon: Vec<PathBuf>,
}
