//! The command line.

mod batch;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

pub use batch::Batch;

use crate::percent::Percent;

/// The page of help, in the order people read it.
const TEMPLATE: &str = "{about-with-newline}\n用法 (usage):\n  {usage}\n\n{all-args}{after-help}\n";
const INPUTS: &str = "输入 (inputs)";
const OPTIONS: &str = "选项 (options)";

const CHECK_USAGE: &str = "yaodian check <计划>... --notice <通知> [选项]\n  yaodian check <计划>... --requirements <要求.toml> [选项]";

const ANNOTATE_USAGE: &str = "yaodian annotate <计划.docx> --notice <通知> -o <批注后.docx>\n  yaodian annotate <计划.docx> --requirements <要求.toml> -o <批注后.docx>";

const EXAMPLES: &str = "\
示例 (examples):
  yaodian check 计划.txt --notice 通知.txt
  yaodian check 计划/*.txt --notice 通知.txt --concise
  yaodian check 计划.txt --notice 通知.txt --fail-under 80 --format json > 报告.json
  yaodian check 计划.docx --notice 通知.pdf --format xlsx --output 底稿.xlsx
  yaodian annotate 计划.docx --notice 通知.pdf -o 计划-批注.docx
  yaodian requirements 通知.txt --format toml > 要求.toml
  yaodian check 计划.txt --requirements 要求.toml

退出码 (exit codes):
  0  正常 (fine)
  1  有计划的覆盖率低于 --fail-under (coverage below the bar)
  2  用法、输入或程序出错 (usage, input or tool error)";

/// 核对下级工作计划是否逐项落实了上级通知 (does a plan answer every point of the notice?)
#[derive(Debug, Parser)]
#[command(
    name = "yaodian", version, help_template = TEMPLATE, after_help = EXAMPLES, max_term_width = 100,
    disable_help_flag = true, disable_version_flag = true, disable_help_subcommand = true,
    subcommand_help_heading = "命令 (commands)", subcommand_value_name = "命令", arg_required_else_help = true
)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// 显示帮助 (print help)
    #[arg(short, long, global = true, action = clap::ArgAction::Help, help_heading = OPTIONS, display_order = 100)]
    #[allow(dead_code)] // clap acts on it
    help: Option<bool>,
    /// 显示版本 (print version)
    #[arg(short = 'V', long, action = clap::ArgAction::Version, help_heading = OPTIONS)]
    #[allow(dead_code)]
    version: Option<bool>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 核对计划 (check plans against a notice)
    #[command(help_template = TEMPLATE, after_help = EXAMPLES, override_usage = CHECK_USAGE)]
    Check(Check),
    /// 核对成千上万份计划，一行一个结果 (check any number of plans, a line of JSON for each)
    #[command(help_template = TEMPLATE, after_help = batch::HELP, override_usage = batch::USAGE)]
    Batch(Batch),
    /// 把核对结果写成批注，放进 Word 计划 (write the findings as comments into a Word plan)
    #[command(help_template = TEMPLATE, override_usage = ANNOTATE_USAGE)]
    Annotate(Annotate),
    /// 列出通知的要求 (show what was read from a notice)
    #[command(help_template = TEMPLATE, override_usage = "yaodian requirements <通知> [选项]")]
    Requirements(Requirements),
    /// 生成命令行补全脚本 (print a completion script)
    #[command(help_template = TEMPLATE)]
    Completions {
        /// 哪种 shell (which shell)
        #[arg(help_heading = INPUTS)]
        shell: Shell,
    },
    /// 生成 man 手册页 (print the man page)
    #[command(help_template = TEMPLATE)]
    Man {
        /// 哪个命令的手册页，不写为总页 (of which command; the main page if left out)
        #[arg(help_heading = INPUTS, value_name = "命令")]
        command: Option<String>,
    },
    /// 输出 JSON 报告的 JSON Schema (print the JSON Schema of the reports)
    #[command(help_template = TEMPLATE, hide = true)]
    Schema {
        /// 哪种 JSON (which JSON)
        #[arg(value_enum, default_value_t = SchemaOf::Report, help_heading = INPUTS)]
        of: SchemaOf,
    },
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// 要核对的计划，可以有多份；- 表示标准输入 (plans to check; - is standard input)
    #[arg(required = true, value_name = "计划", help_heading = INPUTS, display_order = 0)]
    pub plans: Vec<PathBuf>,
    /// 上级通知；- 表示标准输入 (the notice; - is standard input)
    #[arg(long, value_name = "通知", help_heading = INPUTS, display_order = 1, required_unless_present = "requirements")]
    pub notice: Option<PathBuf>,
    /// 代替通知：用 yaodian requirements 生成、可以修改的要求文件 (a requirements file instead of the notice)
    #[arg(long, value_name = "要求.toml", help_heading = INPUTS, display_order = 2, conflicts_with = "notice")]
    pub requirements: Option<PathBuf>,
    /// 本单位自己的词库，可以有多份 (lexicon files of your own)
    #[arg(long, value_name = "词库.toml", help_heading = INPUTS, display_order = 3)]
    pub lexicon: Vec<PathBuf>,
    /// 输出格式：给人看，或给程序用 (output format, for people or programs)
    #[arg(long, value_enum, value_name = "格式", default_value_t = CheckFormat::Terminal, help_heading = OPTIONS)]
    pub format: CheckFormat,
    /// 写到哪个文件；不写为标准输出 (where to write; standard output if left out)
    #[arg(short, long, value_name = "文件", help_heading = OPTIONS)]
    pub output: Option<PathBuf>,
    /// 写入 xlsx 的核对日期，如 2026-11-24；不写为今天 (date of the check in a workbook; today if left out)
    #[arg(long, value_name = "日期", help_heading = OPTIONS)]
    pub date: Option<jiff::civil::Date>,
    /// 有计划的覆盖率低于此百分比时，退出码为 1 (exit 1 if any plan covers less than this)
    #[arg(long, value_name = "百分比", help_heading = OPTIONS)]
    pub fail_under: Option<Percent>,
    /// 只列问题，一行一项 (only gaps, one line each)
    #[arg(long, help_heading = OPTIONS)]
    pub concise: bool,
    /// How it is to look.
    #[command(flatten)]
    pub look: Look,
}

/// Arguments of `annotate`.
#[derive(Debug, Args)]
pub struct Annotate {
    /// 要批注的计划，Word 文档（docx） (the plan, a Word document)
    #[arg(value_name = "计划.docx", help_heading = INPUTS, display_order = 0)]
    pub plan: PathBuf,
    /// 上级通知；- 表示标准输入 (the notice; - is standard input)
    #[arg(long, value_name = "通知", help_heading = INPUTS, display_order = 1, required_unless_present = "requirements")]
    pub notice: Option<PathBuf>,
    /// 代替通知：要求文件 (a requirements file instead of the notice)
    #[arg(long, value_name = "要求.toml", help_heading = INPUTS, display_order = 2, conflicts_with = "notice")]
    pub requirements: Option<PathBuf>,
    /// 写到哪个文件；计划原件不变 (where to write; the plan itself stays as it is)
    #[arg(short, long, value_name = "批注后.docx", help_heading = OPTIONS)]
    pub output: PathBuf,
}

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

/// How a report for people is to look.
#[derive(Debug, Args)]
pub struct Look {
    /// 何时用颜色；也遵从 NO_COLOR、CLICOLOR_FORCE (when to colour)
    #[arg(long, value_enum, value_name = "何时", default_value_t = Colour::Auto, help_heading = OPTIONS)]
    pub color: Colour,
    /// 每行列数；不写随终端，输出到文件时为 100 (columns of a line; the terminal's, or 100 in a file)
    #[arg(long, value_name = "列数", help_heading = OPTIONS)]
    pub width: Option<u16>,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless the environment says otherwise.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Formats of `check`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For people.
    Terminal,
    /// For programs.
    Json,
    /// A work paper for Excel and WPS.
    Xlsx,
    /// A row for each obligation.
    Csv,
}

impl CheckFormat {
    /// Whether it is no text, and nothing for a terminal.
    pub fn is_binary(self) -> bool {
        self == Self::Xlsx
    }
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

/// JSON forms that have a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// Of one plan.
    Report,
    /// Of several plans.
    Reports,
    /// Of plans side by side.
    Comparison,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }
}
