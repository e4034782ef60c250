//! Standard output and standard error.

use std::io::{self, ErrorKind, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use anyhow::{Context, Result};
use yaodian_report::{Style, safe};

use crate::arguments::{Colour, Look};

/// The style for standard output.
pub fn style(look: &Look) -> Style {
    let stdout = io::stdout();
    let colour = match look.color {
        Colour::Always => true,
        Colour::Never => false,
        // Knows NO_COLOR, CLICOLOR, CLICOLOR_FORCE and whether this is a terminal.
        Colour::Auto => AutoStream::choice(&stdout) != ColorChoice::Never,
    };
    let terminal = || stdout.is_terminal().then(|| terminal_size::terminal_size_of(&stdout)).flatten();
    let width = look.width.map(usize::from).or_else(|| terminal().map(|(width, _)| usize::from(width.0)));
    Style::new(colour, width.unwrap_or(Style::DEFAULT_WIDTH))
}

/// Writes to standard output. A reader that went away (`| head`) is no error.
pub fn write(text: &str) -> Result<()> {
    // Colours are decided on before; the stream only translates them for old Windows consoles.
    let mut stdout = AutoStream::new(io::stdout().lock(), ColorChoice::Always);
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => done.context("无法写到标准输出 (cannot write to standard output)"),
    }
}

/// Says on standard error what went wrong. Names and messages may hold anything, so they are made safe.
pub fn complain(error: &anyhow::Error) {
    let _ = writeln!(io::stderr(), "错误：{}", safe::lines(&format!("{error:#}")));
}

/// Says something on standard error that is no error of the tool.
pub fn say(message: &str) {
    let _ = writeln!(io::stderr(), "{}", safe::lines(message));
}
