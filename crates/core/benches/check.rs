//! How long the parts of a check take: a plan of 4,000 characters against the 22 points of the Gansu notice, on one core.

#![allow(clippy::unwrap_used)] // a benchmark may stop

use criterion::{Criterion, criterion_group, criterion_main};
use yaodian_core::matching::{Matching, Targets};
use yaodian_core::plan::Plan;
use yaodian_core::verdict::judge;
use yaodian_core::{Checker, Document, notice};
use yaodian_text::lexicon::LexiconData;
use yaodian_text::{Lexicon, Segmenter};

const NOTICE: &str = include_str!("../../../fixtures/gold/notices/gansu-2020/notice.simplified.txt");
const PLAN: &str = include_str!("../../../fixtures/gold/cases/baiyin/plan.txt");

/// What is done once a run.
fn start(criterion: &mut Criterion) {
    criterion.bench_function("lexicon", |bench| bench.iter(|| Lexicon::with(LexiconData::default()).unwrap()));
    let lexicon = Lexicon::builtin();
    criterion.bench_function("segmenter, first plan", |bench| {
        bench.iter(|| Segmenter::new(lexicon).tokens(PLAN).len());
    });
    let segmenter = Segmenter::builtin();
    let document = Document::from_text("notice", NOTICE);
    criterion.bench_function("read notice", |bench| bench.iter(|| notice::read(&document, lexicon).unwrap()));
    let requirements = notice::read(&document, lexicon).unwrap();
    criterion.bench_function("prepare notice", |bench| {
        bench.iter(|| Checker::new(requirements.clone(), segmenter));
    });
}

/// What is done for every plan.
fn check(criterion: &mut Criterion) {
    let segmenter = Segmenter::builtin();
    let lexicon = segmenter.lexicon();
    let requirements = notice::read(&Document::from_text("notice", NOTICE), lexicon).unwrap();
    criterion.bench_function("read document", |bench| bench.iter(|| Document::from_text("plan", PLAN)));
    let document = Document::from_text("plan", PLAN);
    criterion.bench_function("segment plan", |bench| bench.iter(|| segmenter.tokens(document.text()).len()));
    criterion.bench_function("read plan", |bench| {
        bench.iter(|| Plan::read(&document, segmenter).clauses.len());
    });
    let plan = Plan::read(&document, segmenter);
    let targets = Targets::new(&requirements, segmenter);
    criterion.bench_function("match", |bench| bench.iter(|| Matching::of(&targets, &plan)));
    let matching = Matching::of(&targets, &plan);
    criterion.bench_function("judge, notice parsed anew", |bench| {
        bench.iter(|| judge(&requirements, &plan, &matching, lexicon, None).len());
    });
    let checker = Checker::new(requirements, segmenter);
    criterion.bench_function("check", |bench| bench.iter(|| checker.check(&document).unwrap()));
}

criterion_group!(benches, start, check);
criterion_main!(benches);
