//! `cargo xtask scale`: the program itself over more and more plans: how long, how much memory, how many copies found.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use yaodian_core::copying::Copying;

use super::Synth;
use super::measure::Figures;
use crate::program::Build;
use crate::root;

/// How often the memory of the program is looked at.
const GLANCE: Duration = Duration::from_millis(20);

/// The JSON of `--copying`.
#[derive(Deserialize)]
struct Told {
    plans: Vec<String>,
    #[serde(flatten)]
    copying: Copying,
}

/// Runs `yaodian batch --copying` over each number of plans and prints a table in Markdown.
///
/// # Errors
/// If the program fails, or finds fewer copies than are aimed at.
pub fn run(subject: &str, counts: &[usize], seed: u64) -> Result<()> {
    let program = Build::Shipped.build()?;
    println!("| plans | time | plans a second | peak memory | pairs | recall | precision |");
    println!("|---:|---:|---:|---:|---:|---:|---:|");
    for plans in counts {
        let figures = measure(&program, subject, *plans, seed)?;
        ensure!(figures.are_as_aimed(), "below what is aimed at: recall and precision 0.99 each");
    }
    Ok(())
}

fn measure(program: &Path, subject: &str, plans: usize, seed: u64) -> Result<Figures> {
    let folder = root().join(format!("target/scale/{plans}"));
    super::write(subject, plans, seed, &folder, false)?;
    let copying = folder.join("copying.json");
    let mut program = Command::new(program);
    program.arg("batch").arg(folder.join("plans.ndjson"));
    program.arg("--notice").arg(folder.join("notice.txt")).arg("--copying").arg(&copying);
    program.arg("-o").arg(folder.join("results.ndjson")).stderr(Stdio::null());
    let start = Instant::now();
    let peak = peak(program.spawn().context("yaodian batch")?)?;
    let time = start.elapsed().as_secs_f64();
    let told: Told = serde_json::from_slice(&fs::read(&copying)?)?;
    let in_order = told.plans.iter().enumerate().all(|(number, id)| id.parse() == Ok(number));
    ensure!(in_order && told.plans.len() == plans, "some plans were skipped");
    let figures = Figures::of(&Synth::new(subject, plans, seed)?, &told.copying);
    let memory = peak.map_or("?".to_owned(), |kilobytes| format!("{} MB", kilobytes / 1024));
    println!(
        "| {plans} | {time:.1} s | {:.0} | {memory} | {} | {:.4} | {:.4} |",
        plans as f64 / time,
        told.copying.pairs.len(),
        figures.recall(),
        figures.precision()
    );
    Ok(figures)
}

/// Waits for a program; the most memory it had, in kilobytes, where the system tells (Linux).
fn peak(mut program: Child) -> Result<Option<u64>> {
    let status = format!("/proc/{}/status", program.id());
    let mut peak = None;
    loop {
        let now = fs::read_to_string(&status).ok();
        peak = now.and_then(|text| high_water(&text)).max(peak);
        if let Some(end) = program.try_wait()? {
            ensure!(end.success(), "yaodian batch: {end}");
            return Ok(peak);
        }
        sleep(GLANCE);
    }
}

fn high_water(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_high_water_mark_is_read_from_what_linux_says() {
        assert_eq!(high_water("Name:\tyaodian\nVmPeak:\t  99 kB\nVmHWM:\t   12345 kB\n"), Some(12345));
        assert_eq!(high_water("Name:\tyaodian\n"), None);
    }
}
