//! `cargo xtask spark`: the example that spreads a batch with PySpark, tested.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::program::Build;
use crate::setup::runs;
use crate::test::succeed;
use crate::{root, synth};

/// Of one version, so that the test means the same everywhere.
const PYSPARK: &str = "pyspark==4.0.5";
/// Enough for several partitions with something to do.
const PLANS: usize = 60;

fn folder() -> PathBuf {
    root().join(".toolchain/spark")
}

fn python() -> PathBuf {
    folder().join("bin/python")
}

/// Whether PySpark is set up, and there is a Java for it.
pub fn is_there() -> bool {
    python().exists() && folder().join("ready").exists() && runs("java")
}

/// Sets up PySpark in a folder of its own: some 450 MB to fetch.
///
/// # Errors
/// If Java or Python is missing, or PySpark cannot be fetched.
pub fn setup() -> Result<()> {
    if !runs("java") {
        bail!(
            "Spark needs Java 17 or later: install it, for example Debian's package openjdk-17-jre-headless"
        );
    }
    if is_there() {
        return Ok(());
    }
    succeed(Command::new("python3").args(["-m", "venv"]).arg(folder()))?;
    succeed(Command::new(python()).args(["-m", "pip", "install", "--quiet", PYSPARK]))?;
    // Written last: without it, what is there was broken off.
    Ok(std::fs::write(folder().join("ready"), PYSPARK)?)
}

/// Runs the test on made plans.
///
/// # Errors
/// If the set-up or the test fails.
pub fn test() -> Result<()> {
    setup()?;
    let program = Build::Shipped.build()?;
    let plans = root().join("target/spark");
    synth::run("food", PLANS, 1, &plans, false)?;
    succeed(
        Command::new(python())
            .arg(root().join("examples/spark/test.py"))
            .arg(program)
            .args([plans.join("plans.ndjson"), plans.join("notice.txt")]),
    )
}
