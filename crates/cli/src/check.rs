//! `yaodian check`.

use anyhow::{Result, bail};
use yaodian_core::report::WaiverSource;

use crate::arguments::{Check, CheckFormat, Target};
use crate::config::layer::FailOn;
use crate::config::{Below, Config};
use crate::examine::{Accepted, Examined, lapsed};
use crate::exit::Exit;
use crate::render::Rendering;
use crate::{examine, input, load, output};

/// Checks every plan and writes the reports.
pub fn run(wanted: &Check) -> Result<Exit> {
    let config = Config::of(&wanted.settings)?;
    let targets = &wanted.outputs.0;
    if !wanted.paper.only.is_empty() && !targets.iter().any(|target| target.format.is_work_paper()) {
        bail!(
            "--only 只用于底稿，请同时用 --format docx、xlsx 或 html (--only is for work papers: --format docx, xlsx or html)"
        );
    }
    for target in targets.iter().filter(|target| target.format.is_binary()) {
        let name = if target.format == CheckFormat::Docx { "docx" } else { "xlsx" };
        output::refuse_terminal(name, target.file.as_deref())?;
    }
    let against = config.against()?;
    let plans = config.plan_files()?;
    let inputs = || plans.iter().chain(config.files());
    input::at_most_one_stdin(inputs())?;
    for target in targets {
        input::never_overwritten(target.file.as_deref(), inputs())?;
    }
    let standard = load::standard(against, &config.lexicon.value)?;
    config.thresholds.fit(&standard.requirements)?;
    let accepted = Accepted::read(&config, true)?;
    let examined = examine::plans(&plans, &standard, &accepted, &config);
    // Decided here, before anything is rendered, so that no format can change it.
    let outcome = Outcome::of(&examined, &config);
    let rendering = Rendering {
        wanted,
        config: &config,
        standard: &standard,
        examined: &examined,
        severities: &config.severities(),
    };
    let written = targets.iter().map(|target| write(&rendering, target));
    // One file that cannot be written stops none of the others.
    let failed: Vec<anyhow::Error> = written.filter_map(Result::err).collect();
    failed.iter().for_each(output::complain);
    outcome.say();
    Ok(if failed.is_empty() { outcome.exit } else { Exit::Trouble })
}

fn write(rendering: &Rendering<'_>, target: &Target) -> Result<()> {
    match rendering.bytes(target)? {
        Some(bytes) => output::deliver(&bytes, target.file.as_deref()),
        None => Ok(()),
    }
}

/// How a run ends, and why.
struct Outcome {
    exit: Exit,
    /// What standard error is told, in order.
    messages: Vec<String>,
}

impl Outcome {
    fn of(examined: &Examined, config: &Config) -> Self {
        let severities = config.severities();
        let (mut fails, mut messages) = (false, Vec::new());
        for report in &examined.reports {
            let name = &report.plan.name;
            let below = config.thresholds.below(report);
            fails |= !below.is_empty();
            messages.extend(below.iter().map(|below| said_below(name, below)));
            if let FailOn::At(severity) = config.fail_on.value {
                let open = severities.open(report, severity);
                if open > 0 {
                    fails = true;
                    let new = if config.baseline.is_some() { "基线以外的" } else { "" };
                    messages.push(format!(
                        "不通过：{name}：有{open}个{new}{severity}以上的问题 (findings of --fail-on {severity})"
                    ));
                }
            }
            for stale in lapsed(report, |source| source == WaiverSource::Baseline) {
                fails |= config.strict_baseline.value;
                messages.push(format!(
                    "基线已过时：{name}：{}，可用 yaodian baseline 更新 (stale entry of the baseline)",
                    stale.finding
                ));
            }
            let rest = lapsed(report, |source| source != WaiverSource::Baseline);
            messages.extend(
                rest.iter().map(|it| format!("豁免：{name}：{} (a waiver that does not hold)", it.message())),
            );
        }
        let exit = match (examined.errors.is_empty(), fails) {
            (false, _) => Exit::Trouble,
            (true, true) => Exit::Failed,
            (true, false) => Exit::Fine,
        };
        Self { exit, messages }
    }

    fn say(&self) {
        self.messages.iter().for_each(|message| output::say(message));
    }
}

fn said_below(plan: &str, below: &Below) -> String {
    let Below { part, coverage, bar } = below;
    format!("未达标：{plan}：{part}覆盖率 {coverage}，要求 {bar} (coverage below --fail-under)")
}
