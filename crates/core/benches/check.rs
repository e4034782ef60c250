//! How long the parts of a check take: `cargo bench -p yaodian-core`. Everything is warm; `cargo xtask bench` adds the cold
//! start of the program.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use yaodian_core::matching::{Matching, Targets};
use yaodian_core::plan::Plan;
use yaodian_core::verdict::judge;
use yaodian_core::{Checker, Document, Requirements, notice};
use yaodian_text::{Lexicon, Segmenter};

/// A notice of 22 points.
const NOTICE: &str = include_str!("../../../fixtures/gold/notices/gansu-2020/notice.simplified.txt");
/// A plan of some 4,000 characters.
const PLAN: &str = include_str!("../../../fixtures/gold/cases/baiyin/plan.txt");

fn requirements() -> Requirements {
    notice::read(&Document::from_text("notice", NOTICE), Lexicon::builtin()).expect("the notice has points")
}

/// What a user waits for.
fn whole(criterion: &mut Criterion) {
    let segmenter = Segmenter::builtin();
    let (requirements, plan) = (requirements(), Document::from_text("plan", PLAN));
    let checker = Checker::new(requirements.clone(), segmenter);
    criterion.bench_function("check, warm", |bench| {
        bench.iter(|| checker.check(black_box(&plan)).expect("the plan has text"));
    });
    let document = Document::from_text("notice", NOTICE);
    criterion.bench_function("read notice", |bench| {
        bench
            .iter(|| notice::read(black_box(&document), segmenter.lexicon()).expect("the notice has points"));
    });
    criterion.bench_function("prepare notice", |bench| {
        bench.iter(|| Checker::new(black_box(&requirements).clone(), segmenter));
    });
}

/// What a check is made of.
fn parts(criterion: &mut Criterion) {
    let segmenter = Segmenter::builtin();
    let (requirements, document) = (requirements(), Document::from_text("plan", PLAN));
    criterion.bench_function("read document", |bench| {
        bench.iter(|| Document::from_text("plan", black_box(PLAN)));
    });
    criterion.bench_function("segment plan", |bench| {
        bench.iter(|| segmenter.tokens(black_box(document.text())));
    });
    criterion.bench_function("read plan", |bench| {
        bench.iter(|| Plan::read(black_box(&document), segmenter));
    });
    let (targets, plan) = (Targets::new(&requirements, segmenter), Plan::read(&document, segmenter));
    criterion.bench_function("match", |bench| {
        bench.iter(|| Matching::of(black_box(&targets), &plan));
    });
    let matching = Matching::of(&targets, &plan);
    criterion.bench_function("judge", |bench| {
        bench.iter(|| judge(&requirements, &plan, black_box(&matching), segmenter.lexicon(), None));
    });
}

criterion_group!(benches, whole, parts);
criterion_main!(benches);
