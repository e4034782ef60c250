//! What plans are checked against, and what reviewers decided: arguments that several commands take.

use std::path::PathBuf;

use clap::Args;

use super::{INPUTS, Settings};

/// What plans are checked against. What is left out is taken from the environment or from `yaodian.toml`.
#[derive(Debug, Default, Clone, Args)]
pub struct Against {
    /// 上级通知；- 表示标准输入 (the notice; - is standard input)
    #[arg(long, value_name = "通知", help_heading = INPUTS, display_order = 1)]
    pub notice: Option<PathBuf>,
    /// 代替通知：用 yaodian requirements 生成、可以修改的要求文件 (a requirements file instead of the notice)
    #[arg(long, value_name = "要求.toml", help_heading = INPUTS, display_order = 2, conflicts_with = "notice")]
    pub requirements: Option<PathBuf>,
    /// 本单位自己的词库，可以有多份 (lexicon files of your own)
    #[arg(long, value_name = "词库.toml", help_heading = INPUTS, display_order = 3)]
    pub lexicon: Vec<PathBuf>,
}

/// The same, and what reviewers decided of the plans.
#[derive(Debug, Default, Clone, Args)]
pub struct Reviewed {
    /// What they are checked against.
    #[command(flatten)]
    pub against: Against,
    /// 审核意见，可以有多份；用 yaodian review 生成 (review files; yaodian review writes one)
    #[arg(long, value_name = "审核.toml", help_heading = INPUTS, display_order = 4)]
    pub review: Vec<PathBuf>,
}

impl Reviewed {
    /// The settings that these are.
    pub fn settings(&self) -> Settings {
        Settings {
            against: self.against.clone(),
            review: self.review.first().cloned(),
            ..Settings::default()
        }
    }
}
