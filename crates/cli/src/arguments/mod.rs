//! The command line.

mod against;
mod annotate;
mod baseline;
mod batch;
mod check;
mod compare;
mod diff;
mod explain;
mod init;
mod look;
mod lsp;
mod outputs;
mod report;
mod requirements;
mod review;
mod schema;
mod settings;

use clap::{Parser, Subcommand};
use clap_complete::Shell;

pub use against::{Against, Reviewed};
pub use annotate::Annotate;
pub use baseline::Baseline;
pub use batch::Batch;
pub use check::{Check, CheckFormat, Paper};
pub use compare::{Compare, CompareFormat};
pub use diff::{Diff, DiffFormat};
pub use explain::Explain;
pub use init::Init;
pub use look::{Colour, Look};
pub use lsp::Lsp;
pub use outputs::{Outputs, Target};
pub use report::Report;
pub use requirements::{Requirements, RequirementsFormat};
pub use review::Review;
pub use schema::SchemaOf;
pub use settings::Settings;

/// The page of help, in the order people read it.
const TEMPLATE: &str = "{about-with-newline}\n用法 (usage):\n  {usage}\n\n{all-args}{after-help}\n";
const INPUTS: &str = "输入 (inputs)";
const GATES: &str = "不通过的条件 (what fails)";
const OPTIONS: &str = "选项 (options)";

const EXAMPLES: &str = "\
示例 (examples):
  yaodian check 计划.txt --notice 通知.txt
  yaodian check 计划/*.txt --notice 通知.txt --concise
  yaodian check 计划.txt --notice 通知.txt --fail-under 80 --format json > 报告.json
  yaodian check 计划.docx --notice 通知.pdf --format xlsx --output 底稿.xlsx
  yaodian check --format github --format sarif --output 结果.sarif
  yaodian report 计划.docx --notice 通知.pdf --only gaps -o 底稿.docx
  yaodian batch 各地计划/ --notice 通知.txt --copying 雷同.json -o 结果.ndjson
  yaodian annotate 计划.docx --notice 通知.pdf -o 计划-批注.docx
  yaodian compare 计划/ --notice 通知.txt --format xlsx -o 比较.xlsx
  yaodian diff 原稿.docx 新稿.docx --notice 通知.txt
  yaodian requirements 通知.txt --format toml > 要求.toml
  yaodian check 计划.txt --requirements 要求.toml

退出码 (exit codes):
  0  正常 (fine)
  1  覆盖率低于要求，或有 --fail-on 级别以上的问题 (coverage below a bar, or findings that fail)
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
    #[command(help_template = TEMPLATE, after_help = EXAMPLES, override_usage = check::USAGE)]
    Check(Check),
    /// 写核对底稿：Word、Excel 或网页 (write a work paper: Word, Excel or a page)
    #[command(help_template = TEMPLATE, override_usage = report::USAGE)]
    Report(Report),
    /// 核对成千上万份计划，一行一个结果 (check any number of plans, a line of JSON for each)
    #[command(help_template = TEMPLATE, after_help = batch::HELP, override_usage = batch::USAGE)]
    Batch(Batch),
    /// 把核对结果写成批注，放进 Word 计划 (write the findings as comments into a Word plan)
    #[command(help_template = TEMPLATE, override_usage = annotate::USAGE)]
    Annotate(Annotate),
    /// 比较多份计划：对照、排名、雷同 (plans side by side: matrix, ranks, who copied whom)
    #[command(help_template = TEMPLATE, override_usage = compare::USAGE)]
    Compare(Compare),
    /// 比较一份计划的两稿：改好了什么、改坏了什么 (what a returned plan fixed and broke)
    #[command(help_template = TEMPLATE, override_usage = diff::USAGE)]
    Diff(Diff),
    /// 生成审核意见文件，列出可以接受的问题 (write a review file to accept findings in)
    #[command(help_template = TEMPLATE, override_usage = review::USAGE)]
    Review(Review),
    /// 把现有的问题记为基线，以后只有新问题才算不通过 (accept today's findings, so that only new ones fail)
    #[command(help_template = TEMPLATE, override_usage = baseline::USAGE)]
    Baseline(Baseline),
    /// 解释一种问题：是什么、为什么、怎么改 (what a kind of finding is, why, and how to mend it)
    #[command(help_template = TEMPLATE, override_usage = explain::USAGE)]
    Explain(Explain),
    /// 生成设置文件 yaodian.toml (write a settings file)
    #[command(help_template = TEMPLATE, override_usage = init::USAGE)]
    Init(Init),
    /// 显示起作用的设置，各从哪里来 (show the settings in force and where they come from)
    #[command(help_template = TEMPLATE, override_usage = "yaodian config [选项]")]
    Config(Settings),
    /// 列出通知的要求 (show what was read from a notice)
    #[command(help_template = TEMPLATE, override_usage = requirements::USAGE)]
    Requirements(Requirements),
    /// 语言服务器：在编辑器里随写随核对 (language server: check in an editor while writing)
    #[command(help_template = TEMPLATE, override_usage = lsp::USAGE, after_help = lsp::HELP)]
    Lsp(Lsp),
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

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }
}
