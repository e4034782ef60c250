//! `cargo xtask dictionary`: cuts the segmenter's word list out of jieba-rs's dict.txt. The rule is also told in
//! `crates/text/dict/README.md`.

use std::path::PathBuf;
use std::process::Command;
use std::{fs, str};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::setup::cargo;

/// Longer words go; what the lexicon needs of them it has itself. In characters.
const LONGEST: usize = 5;
/// Tags of names of people and places.
const NAMES: [&str; 4] = ["nr", "nrt", "nrfg", "ns"];
/// Names rarer than this go.
const NAME_FREQUENCY: u64 = 300;
/// Words rarer than this go …
const FREQUENCY: u64 = 10;
/// … unless they have two characters and are not rarer than this.
const PAIR_FREQUENCY: u64 = 4;

/// The part of `cargo metadata` that is needed.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    manifest_path: PathBuf,
}

/// Writes the word list; with `check`, compares it with the one that is there.
///
/// # Errors
/// If the original is not found or not of the expected form, or the lists differ.
pub fn run(check: bool) -> Result<()> {
    let original = locate()?;
    let words = cut(&fs::read_to_string(&original).with_context(|| original.display().to_string())?)
        .with_context(|| original.display().to_string())?;
    let path = crate::root().join("crates/text/dict/words.txt");
    if check {
        let there = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        if there != words {
            bail!("crates/text/dict/words.txt differs from the rule's; `cargo xtask dictionary` writes it");
        }
    } else {
        fs::write(&path, &words).with_context(|| path.display().to_string())?;
    }
    let what = if check { "as the rule makes them" } else { "written" };
    println!("{} words, {what}", words.lines().count());
    Ok(())
}

/// The words that stay, in the order of the original: “word frequency” a line.
fn cut(original: &str) -> Result<String> {
    let mut words = String::new();
    for (number, line) in original.lines().enumerate() {
        let mut fields = line.split(' ');
        let (Some(word), Some(frequency)) = (fields.next(), fields.next()) else {
            bail!("line {}: no frequency: {line}", number + 1);
        };
        let count: u64 = frequency.parse().with_context(|| format!("line {}: {line}", number + 1))?;
        if stays(word, count, fields.next().unwrap_or_default()) {
            words.extend([word, " ", frequency, "\n"]);
        }
    }
    Ok(words)
}

/// The rule.
fn stays(word: &str, frequency: u64, tag: &str) -> bool {
    match word.chars().count() {
        1 => true,
        length if length > LONGEST => false,
        _ if NAMES.contains(&tag) && frequency < NAME_FREQUENCY => false,
        2 => frequency >= PAIR_FREQUENCY,
        _ => frequency >= FREQUENCY,
    }
}

/// The dict.txt of the jieba-rs that the workspace depends on.
fn locate() -> Result<PathBuf> {
    // Without a platform, cargo would fetch the packages that only other systems need.
    let rustc = Command::new("rustc").arg("-vV").output().context("rustc cannot be started")?;
    let host = str::from_utf8(&rustc.stdout)?
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .context("rustc -vV names no host")?;
    let output = cargo()
        .args(["metadata", "--format-version", "1", "--filter-platform", host])
        .output()
        .context("cargo metadata cannot be started")?;
    if !output.status.success() {
        bail!("cargo metadata failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    let metadata: Metadata = serde_json::from_slice(&output.stdout)?;
    let package = metadata.packages.iter().find(|package| package.name == "jieba-rs");
    let package = package.context("the workspace does not depend on jieba-rs")?;
    Ok(package.manifest_path.with_file_name("src").join("data/dict.txt"))
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn keeps_what_plans_are_made_of() {
        let original = "省 1 ns\n督查 4 v\n督查 3 v\n食安委 10 j\n食安委 9 j\n兰州 299 ns\n兰州 300 ns\n王小明 299 nr\n\
                        市场监督管 20 n\n市场监督管理 5000 n\n无标签 10\n";
        assert_eq!(cut(original).unwrap(), "省 1\n督查 4\n食安委 10\n兰州 300\n市场监督管 20\n无标签 10\n");
    }

    #[test]
    fn names_the_line_that_is_no_entry() {
        let error = format!("{:#}", cut("省 1 n\n督查\n").unwrap_err());
        assert!(error.contains("line 2"), "{error}");
        let error = format!("{:#}", cut("督查 many v\n").unwrap_err());
        assert!(error.contains("line 1"), "{error}");
    }
}
