//! The one door for whoever develops Yaodian.

mod bench;
mod boost;
mod browser;
mod calibrate;
mod dictionary;
mod dist;
mod eval;
mod explain;
mod fit;
mod gold;
mod integrations;
mod lexicon;
mod net;
mod program;
#[cfg(test)]
mod purity;
mod same;
mod score;
mod setup;
mod spark;
mod splits;
mod synth;
mod test;
mod training;
mod unmatched;
mod wasm;
mod web;

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
    /// Check the tools that the tests need; install those of the web page (wasm, Chromium, node packages)
    Setup {
        /// Install cargo-deny if it is missing
        #[arg(long)]
        deny: bool,
        /// Install PySpark, for the example that spreads a batch
        #[arg(long)]
        spark: bool,
    },
    /// Build the web page: web/yaodian.html and web/dist/
    Web {
        /// Quicker to build, large and slow to run
        #[arg(long)]
        debug: bool,
    },
    /// Build the web page if needed, serve it on localhost and open a browser
    Serve {
        /// Port; 0 takes any that is free
        #[arg(long, default_value_t = 8020)]
        port: u16,
        /// Open no browser
        #[arg(long)]
        quiet: bool,
    },
    /// Run the tests of the web page in a browser
    Browser {
        /// Only tests whose name contains this
        #[arg(default_value = "")]
        only: String,
        /// Measure instead: the figures of docs/performance.md
        #[arg(long)]
        bench: bool,
    },
    /// Test the example that spreads a batch with PySpark; sets it up if it is not there
    Spark,
    /// Run the tests with other programs: a language client, pre-commit, checkers of workflow files
    Integrations {
        /// Only tests whose name contains this
        #[arg(default_value = "")]
        only: String,
    },
    /// Build the program and put it into an archive for a release, with the page, completions and man pages: target/dist
    Dist {
        /// The system it is for; this one if left out
        #[arg(long)]
        target: Option<String>,
    },
    /// Run everything that has to pass: set-up, format, clippy, tests, dependencies
    Test,
    /// Cut the segmenter's word list out of jieba-rs's
    Dictionary {
        /// Only say whether the list that is there is as the rule makes it
        #[arg(long)]
        check: bool,
    },
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
        #[arg(long, conflicts_with = "clerks")]
        holdout: bool,
        /// The plans of thirty more subjects (fixtures/clerks) instead of the others
        #[arg(long)]
        clerks: bool,
    },
    /// Show words of the training texts that the lexicon does not bring together
    Unmatched {
        /// Names of files in fixtures/training; all if none is given
        subjects: Vec<String>,
        /// Lexicon files to try
        #[arg(long)]
        lexicon: Vec<String>,
        /// Prefixes of the ids of groups to leave out
        #[arg(long, conflicts_with = "lexicon")]
        without: Vec<String>,
        /// Only the figures of each subject
        #[arg(long)]
        figures: bool,
    },
    /// Make plans that answer one notice, some of them copied from others
    Synth {
        /// How many
        #[arg(long, default_value_t = 1000)]
        plans: usize,
        /// Another seed, other plans
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Whose texts: a file of fixtures/training
        #[arg(long, default_value = "food")]
        subject: String,
        /// Where to write notice.txt, plans.ndjson, truth.json
        #[arg(long, default_value = "target/synth")]
        out: PathBuf,
        /// Write a file for each plan as well, in plans/
        #[arg(long)]
        files: bool,
        /// Write nothing; look for the copies and print how many are found
        #[arg(long)]
        measure: bool,
    },
    /// Run yaodian batch over more and more made plans: a table of time, peak memory, copies found
    Scale {
        /// How many, parted by commas
        #[arg(long, value_delimiter = ',', default_value = "1000,3000,10000")]
        plans: Vec<usize>,
        /// Another seed, other plans
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Whose texts: a file of fixtures/training
        #[arg(long, default_value = "food")]
        subject: String,
    },
    /// Time a check: its parts, warm, and the cold start of the program
    Bench,
    /// Write a report of every plan of the fixtures against every notice; two builds that judge alike write the same
    Same {
        /// Where to
        folder: PathBuf,
    },
    /// Show what the engine saw of the obligations of a case that contain some words
    Explain {
        /// Name of the case
        case: String,
        /// Words or id of the obligation
        words: String,
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
        Task::Setup { deny, spark } => setup::run(deny, spark),
        Task::Web { debug } => web::build(debug),
        Task::Serve { port, quiet } => web::serve(port, quiet),
        Task::Browser { bench: true, .. } => browser::bench(),
        Task::Browser { only, .. } => browser::test(&only).map(drop),
        Task::Spark => spark::test(),
        Task::Integrations { only } => integrations::test(&only).map(drop),
        Task::Dist { target } => dist::run(target.as_deref()),
        Task::Test => test::run(),
        Task::Dictionary { check } => dictionary::run(check),
        Task::Splits => splits::run(),
        Task::Eval { details, only, holdout, clerks } => {
            let set = match (holdout, clerks) {
                (_, true) => eval::Set::Clerks,
                (true, _) => eval::Set::Holdout,
                _ => eval::Set::Fitted,
            };
            eval::run(details, only.as_deref(), set)
        }
        Task::Unmatched { subjects, lexicon, without, figures } => {
            unmatched::run(&subjects, &lexicon, &without, figures)
        }
        Task::Synth { plans, seed, subject, measure: true, .. } => synth::measure(&subject, plans, seed),
        Task::Synth { plans, seed, subject, out, files, .. } => {
            synth::run(&subject, plans, seed, &out, files)
        }
        Task::Scale { plans, seed, subject } => synth::scale(&subject, &plans, seed),
        Task::Bench => bench::run(),
        Task::Same { folder } => same::run(&folder),
        Task::Explain { case, words } => explain::run(&case, &words),
        Task::Fit { write, dump } => fit::run(write, dump.as_deref()),
    }
}

/// The folder of the workspace.
fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}
