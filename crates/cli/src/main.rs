//! `yaodian`: checks plans against a notice from the command line. Arguments, files and exit codes; the judging is
//! done in `yaodian-core`, the showing in `yaodian-report`.

mod annotate;
mod arguments;
mod check;
mod compare;
mod diff;
mod discover;
mod exit;
mod generate;
mod input;
mod load;
mod output;
mod percent;
mod requirements;
mod review;
mod reviewer;
mod usage;

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
        Command::Check(wanted) => check::run(wanted),
        Command::Annotate(wanted) => annotate::run(wanted),
        Command::Compare(wanted) => compare::run(wanted),
        Command::Diff(wanted) => diff::run(wanted),
        Command::Review(wanted) => review::run(wanted),
        Command::Requirements(wanted) => requirements::run(wanted),
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
