//! `cargo xtask bench`: how long a check takes: its parts in one process, by criterion, and the whole program from its start.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::setup::cargo;

/// So many times the program is started.
const RUNS: usize = 21;

/// Prints the figures of `crates/core/benches`, then the median of a cold check.
pub fn run() -> Result<()> {
    let run = |arguments: &[&str]| -> Result<()> {
        let done = cargo().args(arguments).current_dir(crate::root()).status().context("cargo cannot be started")?;
        ensure!(done.success(), "cargo {} failed", arguments.join(" "));
        Ok(())
    };
    run(&["bench", "--package", "yaodian-core", "--bench", "check"])?;
    run(&["build", "--release", "--package", "yaodian"])?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| crate::root().join("target"), Into::into);
    let program = target.join("release/yaodian");
    let fixtures = crate::root().join("fixtures");
    let cold = || -> Result<Duration> {
        let start = Instant::now();
        let done = Command::new(&program)
            .arg("check")
            .arg("--notice")
            .arg(fixtures.join("notices/gansu-2020.txt"))
            .arg(fixtures.join("plans/wuwei.txt"))
            .stdout(Stdio::null())
            .status()
            .with_context(|| program.display().to_string())?;
        ensure!(done.success(), "{} failed", program.display());
        Ok(start.elapsed())
    };
    let mut times = (0..RUNS).map(|_| cold()).collect::<Result<Vec<_>>>()?;
    times.sort();
    println!("the whole program, cold: {:.1?}, median of {RUNS}; the fastest {:.1?}", times[RUNS / 2], times[0]);
    Ok(())
}
