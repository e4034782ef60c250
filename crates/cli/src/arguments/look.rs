//! Arguments that every report for people takes.

use clap::{Args, ValueEnum};

use super::OPTIONS;

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
