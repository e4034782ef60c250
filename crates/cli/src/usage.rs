//! What is said to a wrong command line: a line in Chinese, then clap's own words.

use std::io::Write;
use std::process::ExitCode;

use clap::error::ErrorKind;

use crate::exit::Exit;

/// Prints help where it was asked for, an error otherwise.
pub fn show(error: &clap::Error) -> ExitCode {
    if let Some(what) = what(error.kind()) {
        let _ = writeln!(std::io::stderr(), "错误：{what}，运行 yaodian --help 查看用法");
    }
    // Whoever closed the pipe does not want to hear of it.
    let _ = error.print();
    if error.use_stderr() { Exit::Trouble.into() } else { Exit::Fine.into() }
}

/// What is wrong, in Chinese; nothing where help was asked for or is shown anyway.
fn what(kind: ErrorKind) -> Option<&'static str> {
    match kind {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => None,
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => Some("选项的值不对"),
        ErrorKind::UnknownArgument => Some("没有这个选项"),
        ErrorKind::InvalidSubcommand => Some("没有这个命令"),
        ErrorKind::MissingRequiredArgument | ErrorKind::MissingSubcommand => Some("缺少必需的参数"),
        ErrorKind::ArgumentConflict => Some("这些选项不能同时使用"),
        _ => Some("命令行不对"),
    }
}
