//! `yaodian`: checks plans against a notice from the command line. Arguments, files and exit codes; the judging is
//! done in `yaodian-core`, the showing in `yaodian-report`.

mod annotate;
mod arguments;
mod baseline;
mod batch;
mod check;
mod compare;
mod config;
mod diff;
mod discover;
mod examine;
mod exit;
mod explain;
mod generate;
mod input;
mod load;
mod locale;
mod lsp;
mod output;
mod percent;
mod render;
mod requirements;
mod review;
mod reviewer;
mod usage;
mod watch;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
use exit::Exit;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return usage::show(&error),
    };
    let done = match &arguments.command {
        Command::Check(wanted) if wanted.watch => watch::run(wanted),
        Command::Check(wanted) => check::run(wanted),
        Command::Report(wanted) => wanted.check().and_then(|wanted| check::run(&wanted)),
        Command::Batch(wanted) => batch::run(wanted),
        Command::Annotate(wanted) => annotate::run(wanted),
        Command::Compare(wanted) => compare::run(wanted),
        Command::Diff(wanted) => diff::run(wanted),
        Command::Review(wanted) => review::run(wanted),
        Command::Baseline(wanted) => baseline::run(wanted),
        Command::Explain(wanted) => explain::run(wanted),
        Command::Init(wanted) => config::init(wanted),
        Command::Config(wanted) => config::show(wanted),
        Command::Requirements(wanted) => requirements::run(wanted),
        Command::Lsp(wanted) => lsp::run(wanted),
        Command::Completions { shell } => generate::completions(*shell),
        Command::Man { command } => generate::man(command.as_deref()),
        Command::Schema { of } => generate::schema(*of),
    };
    match done {
        Ok(exit) => exit.into(),
        Err(error) => {
            output::complain(&error);
            Exit::Trouble.into()
        }
    }
}
