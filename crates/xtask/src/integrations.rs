//! Tests with the programs of others: a language client, pre-commit, checkers of workflow files. They are Python's and
//! node's, pinned in `tests/integrations`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::program::Build;
use crate::setup::{apt_install, runs};
use crate::test::{follow, succeed};

/// Python's own name differs from system to system.
const PYTHON: [&str; 2] = ["python3", "python"];

/// Installs what is missing and says what there is.
///
/// # Errors
/// If an installation fails.
pub fn setup() -> Result<String> {
    let environment = environment();
    let wanted = fs::read_to_string(folder().join("requirements.txt"))?;
    let installed = environment.join("requirements.txt");
    if fs::read_to_string(&installed).is_ok_and(|installed| installed == wanted) {
        return Ok(said(&wanted));
    }
    if python().is_none() {
        apt_install(&["python3"])?;
    }
    let Some(python) = python() else { bail!("no Python: install Python 3.10 or newer") };
    // Debian has the module that makes environments in a package of its own.
    let make = || succeed(Command::new(python).args(["-m", "venv"]).arg(&environment));
    if make().is_err() {
        apt_install(&["python3-venv"])?;
        make()?;
    }
    let mut pip = Command::new(program("python"));
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"]);
    succeed(pip.arg(folder().join("requirements.txt")))?;
    if !runs("node") || !runs("npm") {
        apt_install(&["nodejs", "npm"])?;
    }
    succeed(Command::new("npm").current_dir(folder()).args(["ci", "--no-audit", "--no-fund", "--silent"]))?;
    fs::write(installed, &wanted)?;
    Ok(said(&wanted))
}

/// The packages without their versions.
fn said(requirements: &str) -> String {
    let names = requirements.lines().filter_map(|line| Some(line.split_once("==")?.0));
    names.chain(["actionlint"]).collect::<Vec<_>>().join(", ")
}

/// Runs the tests whose names contain `only`; says how many passed.
///
/// # Errors
/// If the program cannot be built, or a test fails.
pub fn test(only: &str) -> Result<usize> {
    setup()?;
    let yaodian = Build::Debug.build()?;
    let mut command = Command::new(program("python"));
    command.current_dir(folder()).args(["-m", "pytest", "--color=no", "-k", only]);
    // pre-commit and the checkers are called by name.
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths([bin()].into_iter().chain(std::env::split_paths(&path)))?;
    command.env("PATH", path).env("YAODIAN", yaodian.canonicalize()?);
    let mut passed = None;
    follow(&mut command, |line| passed = self::passed(line).or(passed))?;
    passed.context("pytest did not say how many tests passed")
}

/// The number in “12 passed in 3.45s”, with or without “1 skipped, ” and the like before it.
fn passed(line: &str) -> Option<usize> {
    let (before, _) = line.split_once(" passed")?;
    before.rsplit(' ').next()?.parse().ok()
}

fn folder() -> PathBuf {
    crate::root().join("tests/integrations")
}

/// Python's packages, apart from those of the system.
fn environment() -> PathBuf {
    crate::root().join(".toolchain/python")
}

fn bin() -> PathBuf {
    environment().join(if cfg!(windows) { "Scripts" } else { "bin" })
}

fn program(name: &str) -> PathBuf {
    bin().join(Path::new(name).with_extension(std::env::consts::EXE_EXTENSION))
}

fn python() -> Option<&'static str> {
    PYTHON.into_iter().find(|name| runs(name))
}

#[cfg(test)]
mod tests {
    use super::passed;

    #[test]
    fn counts_what_passed() {
        assert_eq!(passed("12 passed in 3.45s"), Some(12));
        assert_eq!(passed("1 skipped, 12 passed in 3.45s"), Some(12));
        assert_eq!(passed("1 failed in 0.10s"), None);
    }
}
