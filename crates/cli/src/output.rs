//! Standard output and standard error.

use std::fs;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::Path;

use anstream::{AutoStream, ColorChoice};
use anyhow::{Context, Result, bail};
use yaodian_report::{Style, safe};

use crate::arguments::{Colour, Look};

/// The style for standard output, or for the file that is written instead.
pub fn style(look: &Look, file: Option<&Path>) -> Style {
    let stdout = io::stdout();
    let colour = match look.color {
        Colour::Always => true,
        Colour::Never => false,
        // Knows NO_COLOR, CLICOLOR, CLICOLOR_FORCE and whether this is a terminal.
        Colour::Auto => file.is_none() && AutoStream::choice(&stdout) != ColorChoice::Never,
    };
    let shown = file.is_none() && stdout.is_terminal();
    let terminal = || shown.then(|| terminal_size::terminal_size_of(&stdout)).flatten();
    let width = look.width.map(usize::from).or_else(|| terminal().map(|(width, _)| usize::from(width.0)));
    Style::new(colour, width.unwrap_or(Style::DEFAULT_WIDTH))
}

/// Writes to standard output. A reader that went away (`| head`) is no error.
pub fn write(bytes: &[u8]) -> Result<()> {
    // Colours are decided on before; the stream only translates them for old Windows consoles.
    let mut stdout = AutoStream::new(io::stdout().lock(), ColorChoice::Always);
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => done.context("无法写到标准输出 (cannot write to standard output)"),
    }
}

/// Writes to a file, or to standard output if none is named.
pub fn deliver(bytes: &[u8], file: Option<&Path>) -> Result<()> {
    match file {
        Some(path) => fs::write(path, bytes)
            .with_context(|| format!("{}：无法写入 (cannot be written)", path.display())),
        None => write(bytes),
    }
}

/// Refuses to show a format that is no text on a terminal.
pub fn refuse_terminal(format: &str, file: Option<&Path>) -> Result<()> {
    if file.is_none() && io::stdout().is_terminal() {
        bail!(
            "{format} 不是文本，不能显示在终端上，请用 --output 写到文件 ({format} is not text; write it to a file with --output)"
        );
    }
    Ok(())
}

/// Says on standard error what went wrong. Names and messages may hold anything, so they are made safe.
pub fn complain(error: &anyhow::Error) {
    let _ = writeln!(io::stderr(), "错误：{}", safe::lines(&format!("{error:#}")));
}

/// Says something on standard error that is no error of the tool.
pub fn say(message: &str) {
    let _ = writeln!(io::stderr(), "{}", safe::lines(message));
}
