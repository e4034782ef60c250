//! What packagers ask for: completions, man pages, JSON Schemas.

use anyhow::{Result, anyhow};
use clap::CommandFactory;
use clap_complete::Shell;
use yaodian_report::json;

use crate::arguments::{Arguments, SchemaOf};
use crate::exit::Exit;
use crate::output;

/// Prints the completion script of a shell.
pub fn completions(shell: Shell) -> Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "yaodian", &mut script);
    print(&script)
}

/// Prints the man page of the program, or of one of its commands.
pub fn man(command: Option<&str>) -> Result<Exit> {
    let mut whole = Arguments::command();
    whole.build();
    let page = match command {
        None => whole,
        Some(name) => whole
            .find_subcommand(name)
            .cloned()
            .ok_or_else(|| anyhow!("没有命令“{name}”，运行 yaodian --help 查看有哪些 (no such command)"))?,
    };
    let mut text = Vec::new();
    clap_mangen::Man::new(page).render(&mut text)?;
    print(&text)
}

/// Prints a JSON Schema; the committed files are in schemas/.
pub fn schema(of: SchemaOf) -> Result<Exit> {
    let text = match of {
        SchemaOf::Report => json::report_schema()?,
        SchemaOf::Reports => json::reports_schema()?,
        SchemaOf::Comparison => json::comparison_schema()?,
        SchemaOf::Versions => json::versions_schema()?,
    };
    print(text.as_bytes())
}

fn print(text: &[u8]) -> Result<Exit> {
    output::write(text)?;
    Ok(Exit::Fine)
}
