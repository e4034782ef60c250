//! Arguments that override `yaodian.toml`: what is checked against what, and what fails.

use std::path::PathBuf;
use std::str::FromStr;

use anyhow::Result;
use clap::Args;
use yaodian_core::report::FindingKind;
use yaodian_report::Language;
use yaodian_report::severity::Severity;

use super::{Against, GATES, INPUTS};
use crate::config::layer::{self, FailOn, Layer, severities};
use crate::percent::Percent;

/// Settings on the command line.
#[derive(Debug, Default, Clone, Args)]
pub struct Settings {
    /// 要核对的计划，可以有多份；- 表示标准输入；不写则用 yaodian.toml 的 plans (plans to check; - is standard input)
    #[arg(value_name = "计划", help_heading = INPUTS, display_order = 0)]
    pub plans: Vec<PathBuf>,
    /// What they are checked against.
    #[command(flatten)]
    pub against: Against,
    /// 审核意见：接受了哪些问题、为什么 (the review file: findings accepted as they are)
    #[arg(long, value_name = "审核.toml", help_heading = INPUTS, display_order = 4)]
    pub review: Option<PathBuf>,
    /// 基线：以前就有的问题，由 yaodian baseline 生成 (the baseline: findings that were there before)
    #[arg(long, value_name = "基线.toml", help_heading = INPUTS, display_order = 5)]
    pub baseline: Option<PathBuf>,
    /// 不算计划的文件，如 "草稿/" (patterns of files that are no plans)
    #[arg(long, value_name = "模式", help_heading = INPUTS, display_order = 6)]
    pub exclude: Vec<String>,
    /// 点名的计划也按 exclude 排除 (exclude plans that are named as well)
    #[arg(long, help_heading = INPUTS, display_order = 7)]
    pub force_exclude: bool,
    /// 设置文件；不写则从当前文件夹向上找 yaodian.toml (the settings file; searched upwards if left out)
    #[arg(long, value_name = "yaodian.toml", help_heading = INPUTS, display_order = 8)]
    pub config: Option<PathBuf>,
    /// 不用设置文件 (use no settings file)
    #[arg(long, help_heading = INPUTS, display_order = 9, conflicts_with = "config")]
    pub no_config: bool,
    /// 有计划的覆盖率低于此百分比时，退出码为 1 (exit 1 if any plan covers less than this)
    #[arg(long, value_name = "百分比", help_heading = GATES)]
    pub fail_under: Option<Percent>,
    /// 有计划的任一部分低于此百分比时，退出码为 1 (the same for every section)
    #[arg(long, value_name = "百分比", help_heading = GATES)]
    pub fail_under_section: Option<Percent>,
    /// 有计划的任一要点低于此百分比时，退出码为 1 (the same for every point)
    #[arg(long, value_name = "百分比", help_heading = GATES)]
    pub fail_under_point: Option<Percent>,
    /// 有这个级别以上的问题时，退出码为 1：error、warning、note、never (exit 1 on open findings this grave)
    #[arg(long, value_name = "级别", help_heading = GATES)]
    pub fail_on: Option<FailOn>,
    /// 某种问题的级别，如 copied=off，可以有多个 (how grave a kind of finding is)
    #[arg(long, value_name = "种类=级别", help_heading = GATES)]
    pub severity: Vec<Level>,
    /// 基线中有已经改好的条目时，退出码为 1 (exit 1 on entries of the baseline that are no longer found)
    #[arg(long, help_heading = GATES)]
    pub strict_baseline: bool,
    /// 给程序看的报告的语言：zh-CN、zh-TW、en；不写则随系统 (language of reports for programs)
    #[arg(long, value_name = "语言", help_heading = super::OPTIONS)]
    pub lang: Option<Language>,
}

/// A kind of finding and how grave it is.
#[derive(Debug, Clone)]
pub struct Level {
    kind: FindingKind,
    severity: Severity,
}

impl FromStr for Level {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (kind, level) =
            text.split_once('=').ok_or("应为“种类=级别”，如 copied=off (kind=level, such as copied=off)")?;
        let own = severities([(kind, level)].into_iter()).map_err(|error| error.to_string())?;
        own.into_iter().next().map(|(kind, severity)| Self { kind, severity }).ok_or_else(String::new)
    }
}

impl Settings {
    /// What the flags say.
    pub fn layer(&self) -> Result<Layer> {
        let some = |paths: &[PathBuf]| (!paths.is_empty()).then(|| paths.to_vec());
        Ok(Layer {
            against: layer::Against::of(self.against.notice.clone(), self.against.requirements.clone())?,
            exclude: (!self.exclude.is_empty()).then(|| self.exclude.clone()),
            force_exclude: self.force_exclude.then_some(true),
            lexicon: some(&self.against.lexicon),
            review: self.review.clone(),
            baseline: self.baseline.clone(),
            strict_baseline: self.strict_baseline.then_some(true),
            overall: self.fail_under,
            section: self.fail_under_section,
            point: self.fail_under_point,
            fail_on: self.fail_on,
            severity: self.severity.iter().map(|level| (level.kind, level.severity)).collect(),
            lang: self.lang,
            ..Layer::default()
        })
    }
}
