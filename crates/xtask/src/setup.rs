//! `cargo xtask setup`: what the tests need beyond what `cargo` fetches by itself.

use std::process::Command;

use anyhow::{Result, bail};

use crate::test::succeed;
use crate::{browser, integrations, spark, wasm};

/// A tool that is looked for by asking its version.
struct Tool {
    name: &'static str,
    arguments: &'static [&'static str],
    /// What to do where it is missing; `None` if the tests do without it.
    remedy: Option<&'static str>,
}

const TOOLS: [Tool; 4] = [
    Tool { name: "rustc", arguments: &[], remedy: Some("install Rust: https://rustup.rs") },
    Tool {
        name: "cargo fmt",
        arguments: &["fmt"],
        remedy: Some("rustup component add rustfmt, or your system's package rustfmt"),
    },
    Tool {
        name: "cargo clippy",
        arguments: &["clippy"],
        remedy: Some("rustup component add clippy, or your system's package rust-clippy"),
    },
    Tool { name: "cargo deny", arguments: &["deny"], remedy: None },
];

/// Prints what is there and installs what the web page and its tests need and what was asked for.
///
/// # Errors
/// If a tool that the tests need is missing, or an installation fails.
pub fn run(deny: bool, wanted_spark: bool) -> Result<()> {
    if deny && !has_cargo_deny() {
        succeed(cargo().args(["install", "--locked", "cargo-deny"]))?;
    }
    let mut missing = Vec::new();
    for tool in &TOOLS {
        match (tool.version(), tool.remedy) {
            (Some(version), _) => say(tool.name, &version),
            (None, Some(remedy)) => missing.push(format!("{} is missing: {remedy}", tool.name)),
            (None, None) => say(tool.name, "not there; the tests do without it (cargo xtask setup --deny)"),
        }
    }
    if !missing.is_empty() {
        bail!("{}", missing.join("\n"));
    }
    say("wasm", &wasm::setup()?);
    say("browser", &browser::setup()?);
    if wanted_spark {
        spark::setup()?;
    }
    say(
        "spark",
        if spark::is_there() {
            "there"
        } else {
            "not there; the tests do without it (cargo xtask setup --spark)"
        },
    );
    say("integrations", &integrations::setup()?);
    Ok(())
}

fn say(what: &str, state: &str) {
    println!("{what:<14}{state}");
}

/// The cargo that started this program.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(super::root());
    command
}

/// Whether `cargo deny` can be run.
pub fn has_cargo_deny() -> bool {
    TOOLS.iter().any(|tool| tool.name == "cargo deny" && tool.version().is_some())
}

/// Whether a program can be started.
pub fn runs(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success())
}

/// Installs Debian packages, with sudo where this is not root.
///
/// # Errors
/// If this is no Debian, or apt fails.
pub fn apt_install(packages: &[&str]) -> Result<()> {
    if !runs("apt-get") {
        bail!("no apt-get here: install by hand what provides {}", packages.join(", "));
    }
    let root = Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.starts_with(b"0\n"));
    let apt = |arguments: &[&str]| {
        let mut command = Command::new(if root { "apt-get" } else { "sudo" });
        if !root {
            command.arg("apt-get");
        }
        succeed(command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    // Lists may be old and still do.
    let _ = apt(&["update", "-q"]);
    apt(&[&["install", "-y", "-q", "--no-install-recommends"], packages].concat())
}

impl Tool {
    /// What the tool says of its version; `None` where it cannot be run.
    fn version(&self) -> Option<String> {
        let mut command = if self.arguments.is_empty() { Command::new(self.name) } else { cargo() };
        let output = command.args(self.arguments).arg("--version").output().ok()?;
        let said = String::from_utf8_lossy(&output.stdout);
        output.status.success().then(|| said.lines().next().unwrap_or_default().trim().to_owned())
    }
}
