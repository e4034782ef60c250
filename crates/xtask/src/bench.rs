//! `cargo xtask bench`: how long the parts of a check take, medians of several runs in one process.

use std::time::{Duration, Instant};

use anyhow::Result;
use yaodian_core::matching::{Matching, Targets};
use yaodian_core::plan::Plan;
use yaodian_core::verdict::judge;
use yaodian_core::{Checker, Document, check, notice};
use yaodian_text::{Lexicon, Segmenter};

use crate::gold;

const RUNS: usize = 21;

/// Prints the medians.
pub fn run() -> Result<()> {
    let start = Instant::now();
    let lexicon = Lexicon::builtin();
    println!("lexicon           {:>9.2?}  once", start.elapsed());
    let start = Instant::now();
    let segmenter = Segmenter::builtin();
    println!("segmenter         {:>9.2?}  once", start.elapsed());
    let cases = gold::cases()?;
    let Some(case) = cases.iter().find(|case| case.name == "baiyin") else { return Ok(()) };
    let notice_document = Document::from_text("notice", &case.notice.text);
    let requirements = notice::read(&notice_document, lexicon)?;
    let document = Document::from_text("plan", &case.plan);
    println!(
        "plan of {} characters, {} obligations",
        case.plan.chars().count(),
        requirements.obligations().count()
    );
    let first = Instant::now();
    check(&requirements, &document, segmenter)?;
    println!("check, first      {:>9.2?}", first.elapsed());
    median("read notice", || notice::read(&notice_document, lexicon).is_ok());
    median("read document", || Document::from_text("plan", &case.plan).paragraphs.len() > 1);
    median("segment plan", || segmenter.tokens(document.text()).len() > 1);
    median("read plan", || Plan::read(&document, segmenter).clauses.len() > 1);
    let plan = Plan::read(&document, segmenter);
    let targets = Targets::new(&requirements, segmenter);
    median("match", || Matching::of(&targets, &plan).targets.len() > 1);
    let matching = Matching::of(&targets, &plan);
    median("judge", || judge(&requirements, &plan, &matching, lexicon, None).len() > 1);
    median("prepare notice", || {
        Checker::new(requirements.clone(), segmenter).requirements() == &requirements
    });
    let checker = Checker::new(requirements, segmenter);
    median("check, whole", || checker.check(&document).is_ok());
    Ok(())
}

fn median(name: &str, mut work: impl FnMut() -> bool) {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            assert!(work(), "{name} did nothing");
            start.elapsed()
        })
        .collect();
    times.sort();
    println!("{name:<17} {:>9.2?}", times[RUNS / 2]);
}
