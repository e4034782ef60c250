//! The one door for whoever develops Yaodian.

mod eval;
mod fit;
mod gold;
mod score;
mod splits;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Develop Yaodian.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Show how notices are cut into obligations, beside the labels
    Splits,
    /// Judge the labelled cases and print the figures
    Eval {
        /// Print every wrong verdict
        #[arg(long)]
        details: bool,
        /// Only cases whose name contains this
        #[arg(long)]
        only: Option<String>,
        /// The cases held out from fitting instead of the others
        #[arg(long)]
        holdout: bool,
    },
    /// Fit the model to the labelled cases; validate leaving out one plan, one notice
    Fit {
        /// Store the weights
        #[arg(long)]
        write: bool,
        /// Write the examples as JSON to this file and stop
        #[arg(long)]
        dump: Option<String>,
    },
}

fn main() -> Result<()> {
    match Arguments::parse().task {
        Task::Splits => splits::run(),
        Task::Eval { details, only, holdout } => eval::run(details, only.as_deref(), holdout),
        Task::Fit { write, dump } => fit::run(write, dump.as_deref()),
    }
}

/// The folder of the workspace.
fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}
