//! Arguments of `batch`.

use std::path::PathBuf;

use clap::Args;

use super::{INPUTS, OPTIONS, Reviewed};
use crate::percent::Percent;

pub const USAGE: &str = "yaodian batch <计划、文件夹、通配符或清单.ndjson>... --notice <通知> -o <结果.ndjson> [选项]\n  yaodian batch - --notice <通知> < 清单.ndjson > 结果.ndjson";

pub const HELP: &str = "\
清单和结果都是 NDJSON：一行一个 JSON 对象 (a JSON object a line)
  清单 (in)   {\"id\": \"甘肃-天水\", \"text\": \"计划全文\"}  或  {\"id\": \"甘肃-天水\", \"path\": \"计划/天水.docx\"}
  结果 (out)  {\"id\": \"甘肃-天水\", \"coverage\": 0.87, …}  读不了的 (unreadable)：{\"id\": …, \"error\": \"原因\"}
  不写 id 时以 path 为编号；文件和文件夹里的计划以路径为编号 (without id, the path is it)

退出码 (exit codes):
  0  全部核对完 (all checked)
  1  有计划的覆盖率低于 --fail-under (coverage below the bar)
  2  有计划读不了，已跳过；或者用法、程序出错 (some were skipped, or wrong usage)";

/// Arguments of `batch`.
#[derive(Debug, Args)]
pub struct Batch {
    /// 计划文件、文件夹、通配符，或 .ndjson 清单；- 为标准输入的清单 (files, folders, globs, or lists of plans; - is a list)
    #[arg(required = true, value_name = "输入", help_heading = INPUTS, display_order = 0)]
    pub inputs: Vec<PathBuf>,
    /// What they are checked against.
    #[command(flatten)]
    pub against: Reviewed,
    /// 发给各地的样板等，其中的话不算抄袭，可以有多份 (texts that everybody was given: no copies)
    #[arg(long, value_name = "样板", help_heading = INPUTS, display_order = 5, requires = "copying")]
    pub boilerplate: Vec<PathBuf>,
    /// 写到哪个文件；不写为标准输出 (where to write; standard output if left out)
    #[arg(short, long, value_name = "结果.ndjson", help_heading = OPTIONS)]
    pub output: Option<PathBuf>,
    /// 每行给出完整报告，而不只是数字和问题 (whole reports instead of figures and gaps)
    #[arg(long, help_heading = OPTIONS)]
    pub full: bool,
    /// 查找互相抄袭的计划，写到这个文件 (look for plans copied from each other; write them here)
    #[arg(long, value_name = "雷同.json", help_heading = OPTIONS)]
    pub copying: Option<PathBuf>,
    /// 接着做：结果文件里已有的不再核对，读不了的再试一次 (go on: skip what the output has, try failed ones again)
    #[arg(long, requires = "output", help_heading = OPTIONS)]
    pub resume: bool,
    /// 同时核对几份；不写为处理器的个数 (how many at a time; as many as processors if left out)
    #[arg(short, long, value_name = "个数", help_heading = OPTIONS)]
    pub jobs: Option<std::num::NonZeroUsize>,
    /// 有计划的覆盖率低于此百分比时，退出码为 1 (exit 1 if any plan covers less than this)
    #[arg(long, value_name = "百分比", help_heading = OPTIONS)]
    pub fail_under: Option<Percent>,
}
