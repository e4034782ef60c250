//! Arguments of `yaodian lsp`.

use clap::Args;

use super::Against;

/// How it is called.
pub const USAGE: &str = "yaodian lsp [--notice <通知> | --requirements <要求.toml>]";

/// What stands below the help.
pub const HELP: &str = "\
标准输入和输出由编辑器占用，这里的文件不能是 - (standard input is the editor's)。
编辑器也可以用 initializationOptions 指定 notice、requirements、lexicon；没有指定的看 yaodian.toml，其中的 severity、review、baseline 同样有效
(the editor may set them as well; yaodian.toml is heeded, with its severity, review and baseline)";

/// Arguments of `lsp`.
#[derive(Debug, Args)]
pub struct Lsp {
    /// What plans are checked against.
    #[command(flatten)]
    pub against: Against,
}
