//! `yaodian baseline`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use yaodian_core::review;

use crate::arguments::Baseline;
use crate::config::Config;
use crate::config::layer::folder_of;
use crate::examine::{Accepted, baseline_file, name_from};
use crate::exit::Exit;
use crate::{examine, input, load, output};

/// Writes everything found today into the baseline, unless it is accepted otherwise.
///
/// What the file knows of plans that were not asked for stays, as long as those plans are there.
pub fn run(wanted: &Baseline) -> Result<Exit> {
    let config = Config::of(&wanted.settings)?;
    let against = config.against()?;
    let plans = config.plan_files()?;
    let target = target(wanted, &config)?;
    let baseline = config.baseline.as_ref().map(|file| &file.value);
    let inputs = || plans.iter().chain(config.files().filter(|file| Some(*file) != baseline));
    input::at_most_one_stdin(inputs())?;
    input::never_overwritten(Some(&target), inputs())?;
    let standard = load::standard(against, &config.lexicon.value)?;
    let accepted = Accepted::read(&config, false)?;
    let examined = examine::plans(&plans, &standard, &accepted, &config);
    if !examined.errors.is_empty() {
        bail!(
            "有计划不能核对，没有写基线：缺了它们，基线就不全 (not written, as some plans could not be checked)"
        );
    }
    let folder = folder_of(&target);
    let names: Vec<String> = plans.iter().map(|path| name_from(path, folder)).collect();
    let mut baseline = review::Baseline::of(names.iter().map(String::as_str).zip(&examined.reports));
    let found = baseline.len();
    if target.exists() {
        keep_others(&mut baseline, &baseline_file(&target)?, &names, folder);
    }
    let head = "# 由 yaodian baseline 生成：记下的问题不算新问题。(Written by yaodian baseline: what is known and does not fail.)\n";
    fs::write(&target, format!("{head}{}", baseline.to_toml()?))
        .with_context(|| format!("{}：无法写入 (cannot be written)", target.display()))?;
    output::say(&format!(
        "已写入 {}：{}份计划的{found}个问题 ({found} findings of {} plans written)",
        target.display(),
        plans.len(),
        plans.len()
    ));
    Ok(Exit::Fine)
}

fn target(wanted: &Baseline, config: &Config) -> Result<PathBuf> {
    let named = wanted.output.clone().or_else(|| config.baseline.as_ref().map(|file| file.value.clone()));
    match named {
        Some(file) => Ok(file),
        None => bail!(
            "缺少基线文件名：请用 --output <基线.toml> 给出，或在 yaodian.toml 中写明 baseline (no file: give --output, or set baseline in yaodian.toml)"
        ),
    }
}

/// Takes over what an older baseline knows of plans that are there and were not looked at now.
fn keep_others(baseline: &mut review::Baseline, old: &review::Baseline, now: &[String], folder: &Path) {
    let others = old.plans.iter().filter(|it| !now.contains(&it.plan) && folder.join(&it.plan).is_file());
    baseline.plans.extend(others.cloned());
    baseline.plans.sort_by(|a, b| a.plan.cmp(&b.plan));
}
