//! Arguments of `yaodian explain`.

use clap::Args;
use yaodian_core::report::FindingKind;
use yaodian_report::Language;

use super::{INPUTS, Look, OPTIONS};

/// How it is called.
pub const USAGE: &str = "yaodian explain [种类] [选项]";

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// 哪种问题，如 weakened；不写则列出全部 (which kind of finding; all are listed if left out)
    #[arg(value_name = "种类", help_heading = INPUTS)]
    pub kind: Option<FindingKind>,
    /// 语言：zh-CN、zh-TW、en；不写则随系统 (language; the system's if left out)
    #[arg(long, value_name = "语言", help_heading = OPTIONS)]
    pub lang: Option<Language>,
    /// How it is to look.
    #[command(flatten)]
    pub look: Look,
}
