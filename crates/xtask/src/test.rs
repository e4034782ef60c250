//! `cargo xtask test`: everything that has to pass, in one command.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::setup::cargo;
use crate::{dictionary, setup, spark};

/// Fewer tests than this mean that some were lost on the way. Raise it when tests are added.
const EXPECTED_TESTS: usize = 481;

/// The same for the tests of the page in a browser.
const EXPECTED_BROWSER_TESTS: usize = 31;

/// The same for the tests with other programs.
const EXPECTED_INTEGRATION_TESTS: usize = 39;

/// How a step that did not fail ended, with a note for the summary.
enum Outcome {
    Passed(String),
    Skipped(String),
}

type Step = fn() -> Result<Outcome>;

const STEPS: [(&str, Step); 10] = [
    ("set-up", set_up),
    ("format", format),
    ("clippy", clippy),
    ("dictionary", words),
    ("tests", tests),
    ("figures", figures),
    ("integrations", integrations),
    ("browser", browser),
    ("spark", spread),
    ("dependencies", dependencies),
];

/// Runs every step in turn and prints a summary.
///
/// # Errors
/// If a step fails; the steps behind it are not run.
pub fn run() -> Result<()> {
    let mut summary = Vec::new();
    for (name, step) in STEPS {
        println!("── {name}");
        let start = Instant::now();
        let outcome = step().with_context(|| format!("step “{name}” failed"))?;
        let seconds = start.elapsed().as_secs_f64();
        summary.push(match outcome {
            Outcome::Passed(note) => format!("✓ {name:<14}{seconds:>7.1} s  {note}"),
            Outcome::Skipped(why) => format!("– {name:<14}skipped: {why}"),
        });
    }
    println!("── summary");
    for line in summary {
        println!("{}", line.trim_end());
    }
    Ok(())
}

fn set_up() -> Result<Outcome> {
    setup::run(false, false)?;
    Ok(Outcome::Passed(String::new()))
}

fn format() -> Result<Outcome> {
    succeed(cargo().args(["fmt", "--all", "--check"]))?;
    Ok(Outcome::Passed(String::new()))
}

fn clippy() -> Result<Outcome> {
    succeed(cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    Ok(Outcome::Passed(String::new()))
}

fn words() -> Result<Outcome> {
    dictionary::run(true)?;
    Ok(Outcome::Passed(String::new()))
}

/// Runs all tests and counts them: tests that are not found fail nothing by themselves.
fn tests() -> Result<Outcome> {
    let mut ran = 0;
    follow(cargo().args(["test", "--workspace"]), |line| ran += passed(line).unwrap_or(0))?;
    if ran < EXPECTED_TESTS {
        bail!("only {ran} tests ran, expected at least {EXPECTED_TESTS} (a constant of xtask's test.rs)");
    }
    Ok(Outcome::Passed(format!("{ran} tests")))
}

/// The number in “test result: ok. 12 passed; …”.
fn passed(line: &str) -> Option<usize> {
    line.strip_prefix("test result: ok. ")?.split_once(" passed;")?.0.parse().ok()
}

/// The page in a real browser, built anew if a source is newer.
fn browser() -> Result<Outcome> {
    let passed = crate::browser::test("")?;
    if passed < EXPECTED_BROWSER_TESTS {
        bail!(
            "only {passed} tests ran, expected at least {EXPECTED_BROWSER_TESTS} (a constant of xtask's test.rs)"
        );
    }
    Ok(Outcome::Passed(format!("{passed} tests")))
}

/// The example that spreads a batch, where PySpark is.
fn spread() -> Result<Outcome> {
    if !spark::is_there() {
        return Ok(Outcome::Skipped("PySpark is not installed (cargo xtask setup --spark)".to_owned()));
    }
    spark::test()?;
    Ok(Outcome::Passed(String::new()))
}

/// The language server, the hook for pre-commit and the files for builds, each under the program it is made for.
fn integrations() -> Result<Outcome> {
    let passed = crate::integrations::test("")?;
    if passed < EXPECTED_INTEGRATION_TESTS {
        bail!(
            "only {passed} tests ran, expected at least {EXPECTED_INTEGRATION_TESTS} (a constant of xtask's test.rs)"
        );
    }
    Ok(Outcome::Passed(format!("{passed} tests")))
}

/// The figures of `cargo xtask eval`, held against the floors recorded for them.
fn figures() -> Result<Outcome> {
    Ok(Outcome::Passed(crate::eval::floors()?))
}

/// Licences, bans and sources from what is here; advisories where their database can be fetched.
fn dependencies() -> Result<Outcome> {
    if !setup::has_cargo_deny() {
        return Ok(Outcome::Skipped("cargo-deny is not installed (cargo xtask setup --deny)".to_owned()));
    }
    succeed(cargo().args(["deny", "check", "licenses", "bans", "sources"]))?;
    if succeed(cargo().args(["deny", "fetch", "db"])).is_err() {
        return Ok(Outcome::Passed("advisories skipped: their database cannot be reached".to_owned()));
    }
    succeed(cargo().args(["deny", "check", "advisories"]))?;
    Ok(Outcome::Passed("advisories as well".to_owned()))
}

/// Runs a command, its output shown.
pub fn succeed(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("{command:?} cannot be started"))?;
    if !status.success() {
        bail!("{command:?} ended with {status}");
    }
    Ok(())
}

/// Runs a command, its output shown, and every line of it given to `hear`.
///
/// # Errors
/// If the command cannot be started or fails.
pub fn follow(command: &mut Command, mut hear: impl FnMut(&str)) -> Result<()> {
    let child = command.stdout(Stdio::piped()).spawn();
    let mut child = child.with_context(|| format!("{command:?} cannot be started"))?;
    for line in child.stdout.take().into_iter().flat_map(|stdout| BufReader::new(stdout).lines()) {
        let line = line?;
        println!("{line}");
        hear(&line);
    }
    let status = child.wait()?;
    if !status.success() {
        bail!("{command:?} ended with {status}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::passed;

    #[test]
    fn counts_what_passed() {
        let line =
            "test result: ok. 12 passed; 0 failed; 3 ignored; 0 measured; 0 filtered out; finished in 0.52s";
        assert_eq!(passed(line), Some(12));
        assert_eq!(passed("test result: FAILED. 12 passed; 1 failed;"), None);
        assert_eq!(passed("test lexicon::tests::test_result ... ok"), None);
    }
}
