//! `cargo xtask setup`: what the tests need beyond what `cargo` fetches by itself.

use std::process::Command;

use anyhow::{Result, bail};

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

/// Prints what is there and installs what was asked for.
///
/// # Errors
/// If a tool that the tests need is missing, or an installation fails.
pub fn run(deny: bool) -> Result<()> {
    if deny && !has_cargo_deny() {
        super::test::succeed(cargo().args(["install", "--locked", "cargo-deny"]))?;
    }
    let mut missing = Vec::new();
    for tool in &TOOLS {
        match (tool.version(), tool.remedy) {
            (Some(version), _) => println!("{:<14}{version}", tool.name),
            (None, Some(remedy)) => missing.push(format!("{} is missing: {remedy}", tool.name)),
            (None, None) => {
                println!("{:<14}not there; the tests do without it (cargo xtask setup --deny)", tool.name);
            }
        }
    }
    if !missing.is_empty() {
        bail!("{}", missing.join("\n"));
    }
    Ok(())
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

impl Tool {
    /// What the tool says of its version; `None` where it cannot be run.
    fn version(&self) -> Option<String> {
        let mut command = if self.arguments.is_empty() { Command::new(self.name) } else { cargo() };
        let output = command.args(self.arguments).arg("--version").output().ok()?;
        let said = String::from_utf8_lossy(&output.stdout);
        output.status.success().then(|| said.lines().next().unwrap_or_default().trim().to_owned())
    }
}
