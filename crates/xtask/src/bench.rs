//! `cargo xtask bench`: how long a check takes. The parts, warm, are criterion's; a cold start is the whole program.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::program::Build;
use crate::setup::cargo;
use crate::test::succeed;

/// So many cold starts; the one in the middle is said.
const STARTS: usize = 21;

/// Prints the figures.
///
/// # Errors
/// If something cannot be built, or the program fails.
pub fn run() -> Result<()> {
    succeed(cargo().args(["bench", "--package", "yaodian-core", "--bench", "check"]))?;
    let gold = crate::gold::folder();
    let mut check = Command::new(Build::Shipped.build()?);
    check.args(["check", "--format", "json", "--notice"]);
    check.arg(gold.join("notices/gansu-2020/notice.simplified.txt"));
    check.arg(gold.join("cases/baiyin/plan.txt")).stdout(Stdio::null());
    let mut times = (0..STARTS).map(|_| start(&mut check)).collect::<Result<Vec<Duration>>>()?;
    times.sort();
    println!(
        "cold `yaodian check`, the whole process: median of {STARTS} {:.1?}, fastest {:.1?}",
        times[STARTS / 2],
        times[0]
    );
    Ok(())
}

/// How long the program takes. It ends with 1 where a plan has gaps.
fn start(check: &mut Command) -> Result<Duration> {
    let start = Instant::now();
    let status = check.status()?;
    match status.code() {
        Some(0 | 1) => Ok(start.elapsed()),
        _ => bail!("yaodian check: {status}"),
    }
}
