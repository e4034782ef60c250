//! `yaodian batch`: any number of plans, a line of JSON for each.

mod line;
mod output;
mod progress;
mod source;

use std::collections::HashSet;
use std::fs;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use rayon::ThreadPoolBuilder;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use serde::Serialize;
use yaodian_core::copying::{Copies, Copying, Known, Prints};
use yaodian_core::review::fingerprint;

use crate::arguments::Batch;
use crate::exit::Exit;
use crate::reviewer::{self, Reviewer, Setup};
use crate::{input, output as console};
use line::{Compact, Line};
use output::{Done, Output};
use progress::Progress;
use source::{Plan, Source};

/// Plans that are in memory at a time, for each processor: enough that none has to wait for another.
const AT_A_TIME: usize = 64;
/// Name and version of the JSON form of `--copying`.
const COPYING_SCHEMA: &str = "yaodian.copying/1";

/// Checks plan after plan; one that cannot be read stops none of the others. What is in memory does not grow with their
/// number, but for the fingerprints that `--copying` needs.
pub fn run(wanted: &Batch) -> Result<Exit> {
    let setup = Setup::of(&wanted.against)?;
    setup.against()?;
    let others = || setup.files().chain(&wanted.boilerplate);
    input::at_most_one_stdin(wanted.inputs.iter().chain(others()))?;
    let mut source = Source::new(&wanted.inputs, &others().collect::<Vec<_>>())?;
    refuse_overwriting(wanted, &source.files().chain(others()).collect::<Vec<_>>())?;
    let work = Work::new(wanted, &setup)?;
    let done = match &wanted.output {
        Some(path) if wanted.resume => output::done(path, &work.key)?,
        _ => Done::default(),
    };
    let mut outcome = Outcome::default();
    let mut output = Output::open(wanted.output.as_deref(), wanted.resume)?;
    let progress = Progress::new(source.total);
    let jobs = wanted.jobs.map_or(0, NonZeroUsize::get);
    let pool =
        ThreadPoolBuilder::new().num_threads(jobs).build().context("线程启动失败 (cannot start threads)")?;
    let mut seen = HashSet::new();
    loop {
        let plans = next_plans(&mut source, pool.current_num_threads() * AT_A_TIME, &mut seen)?;
        if plans.is_empty() {
            break;
        }
        let results: Vec<Checked> =
            pool.install(|| plans.into_par_iter().map(|plan| work.on(plan, &done)).collect());
        for checked in results {
            outcome.count(&checked, wanted);
            if let Some(error) = &checked.error {
                progress.aside(|| console::complain(error));
            }
            if let Some(line) = &checked.line {
                output.write(line)?;
            }
            if let Some(prints) = checked.prints {
                outcome.ids.push(checked.id);
                outcome.copies.add(prints);
            }
            progress.step();
        }
        output.flush()?;
        if output.is_closed() {
            return Ok(Exit::Fine);
        }
    }
    progress.end();
    outcome.finish(wanted)
}

/// Refuses outputs that would overwrite what is read, or each other.
fn refuse_overwriting(wanted: &Batch, inputs: &[&PathBuf]) -> Result<()> {
    let outputs = [wanted.output.as_deref(), wanted.copying.as_deref()];
    for output in outputs.into_iter().flatten().filter(|output| output.exists()) {
        input::never_overwritten(Some(output), inputs.iter().copied())?;
    }
    if let [Some(one), Some(other)] = outputs
        && input::same_file(one, other)
    {
        bail!("--output 和 --copying 不能是同一个文件 (--output and --copying are the same file)");
    }
    Ok(())
}

/// The next plans of the source, as many as are to be in memory. A name that was there before is an error of its plan.
fn next_plans(source: &mut Source, count: usize, seen: &mut HashSet<String>) -> Result<Vec<Plan>> {
    let mut plans = Vec::with_capacity(count);
    while plans.len() < count {
        let Some(mut plan) = source.next()? else { break };
        if !seen.insert(plan.id.clone()) {
            plan.at =
                source::At::Nowhere(anyhow!("{}：这个编号前面已经有了 (this id was there before)", plan.id));
        }
        plans.push(plan);
    }
    Ok(plans)
}

/// What is the same for all plans.
struct Work {
    reviewer: Reviewer,
    /// The key of the requirements and of what reviewers decided, so that results of other ones are not taken for these.
    key: String,
    full: bool,
    /// What is nobody's own wording, where copies are looked for.
    known: Option<Known>,
}

/// A plan after it was checked.
struct Checked {
    id: String,
    /// The line to write; none for what is written already.
    line: Option<Line>,
    error: Option<anyhow::Error>,
    prints: Option<Prints>,
    /// Obligations covered, waived ones among them, and obligations required.
    answered: Option<[usize; 2]>,
}

impl Work {
    fn new(wanted: &Batch, setup: &Setup) -> Result<Self> {
        let reviewer = Reviewer::new(setup)?;
        let known = || reviewer::known(setup, &reviewer.standard, &wanted.boilerplate);
        let known = wanted.copying.is_some().then(known).transpose()?;
        let mut key = reviewer.standard.requirements.to_toml()?;
        for review in &reviewer.reviews {
            key.push_str(&review.to_toml()?);
        }
        Ok(Self { reviewer, key: fingerprint::text(&key), full: wanted.full, known })
    }

    fn on(&self, plan: Plan, done: &Done) -> Checked {
        let id = plan.id.clone();
        let is_done = done.contains(&id) && !plan.is_wrong();
        if is_done && self.known.is_none() {
            let answered = done.answered(&id);
            return Checked { id, line: None, error: None, prints: None, answered };
        }
        // The engine is not to panic; should it, on one plan of ten thousand, the others are not to be lost.
        let result = catch_unwind(AssertUnwindSafe(|| self.check(plan, is_done))).unwrap_or_else(|_| {
            Err(anyhow!("{id}：程序内部出错，请报告此文件 (internal error; please report this file)"))
        });
        match result {
            Ok((line, prints)) => {
                let counted = line.as_ref().and_then(|line| line.result.as_ref()).map(Compact::answered);
                let answered = counted.or_else(|| done.answered(&id));
                Checked { id, line, error: None, prints, answered }
            }
            Err(error) => {
                let line = Line {
                    id: id.clone(),
                    requirements: None,
                    error: Some(format!("{error:#}")),
                    result: None,
                    report: None,
                };
                Checked { id, line: Some(line), error: Some(error), prints: None, answered: None }
            }
        }
    }

    fn check(&self, plan: Plan, is_done: bool) -> Result<(Option<Line>, Option<Prints>)> {
        let id = plan.id.clone();
        let document = plan.read()?;
        let lexicon = self.reviewer.standard.words.lexicon();
        let prints = self.known.as_ref().map(|known| Prints::of(&document, known, lexicon));
        if is_done {
            return Ok((None, prints));
        }
        let report = self.reviewer.judge(&document)?;
        let line = Line {
            id,
            requirements: Some(self.key.clone()),
            error: None,
            result: Some(Compact::new(&report, &document)),
            report: if self.full { Some(serde_json::to_value(&report)?) } else { None },
        };
        Ok((Some(line), prints))
    }
}

/// What comes of a batch.
#[derive(Default)]
struct Outcome {
    checked: usize,
    kept: usize,
    failed: usize,
    below: usize,
    ids: Vec<String>,
    copies: Copies,
}

/// The JSON form of `--copying`. Plans are meant by their index in `plans`.
#[derive(Serialize)]
struct Told<'a> {
    schema: &'a str,
    plans: &'a [String],
    #[serde(flatten)]
    copying: &'a Copying,
}

impl Outcome {
    fn count(&mut self, checked: &Checked, wanted: &Batch) {
        match (&checked.error, &checked.line) {
            (Some(_), _) => self.failed += 1,
            (None, Some(_)) => self.checked += 1,
            (None, None) => self.kept += 1,
        }
        let below = |[covered, required]: [usize; 2]| {
            wanted.fail_under.is_some_and(|bar| bar.is_above(covered, required))
        };
        self.below += usize::from(checked.answered.is_some_and(below));
    }

    fn finish(self, wanted: &Batch) -> Result<Exit> {
        let mut said = format!("核对{}份", self.checked);
        if wanted.resume {
            said.push_str(&format!("，此前已核对{}份", self.kept));
        }
        said.push_str(&format!("，跳过{}份", self.failed));
        if let Some(bar) = wanted.fail_under {
            said.push_str(&format!("，{}份覆盖率低于{bar}", self.below));
        }
        if let Some(path) = &wanted.copying {
            let copying = self.copies.finish();
            said.push_str(&format!("，{}对雷同", copying.pairs.len()));
            tell(&copying, &self.ids, path)?;
        }
        console::say(&format!("{said} (checked, skipped …)"));
        Ok(if self.failed > 0 || self.checked + self.kept == 0 {
            Exit::Trouble
        } else if self.below > 0 {
            Exit::Failed
        } else {
            Exit::Fine
        })
    }
}

fn tell(copying: &Copying, plans: &[String], path: &Path) -> Result<()> {
    let json = serde_json::to_vec_pretty(&Told { schema: COPYING_SCHEMA, plans, copying })?;
    fs::write(path, json).with_context(|| format!("{}：无法写入 (cannot be written)", path.display()))
}
