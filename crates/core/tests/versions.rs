//! What became of a plan that was returned: each way a verdict can go, on real reports.

use yaodian_core::compare::{Change, versions};
use yaodian_core::report::ObservationKind;
use yaodian_core::review::{Review, Signature, findings};
use yaodian_core::{CompareError, Document, Report, Versions, check, notice};
use yaodian_text::{Lexicon, Segmenter};

const NOTICE: &str = "2020年全省食品安全工作要点\n甘肃省市场监督管理局\n一、落实责任\n\
    1.加强督查。每季度组织一次食品安全工作督查。\n2.加强培训。组织开展食品安全监管人员业务培训。\n\
    3.加强宣传。举办食品安全宣传周活动。\n4.加强抽检。每月公布食品安全抽检结果。\n";
const LESS: &str = "每半年组织一次食品安全工作督查。\n";
const FULL: &str = "每季度组织一次食品安全工作督查。\n";
const TRAINING: &str = "组织开展食品安全监管人员业务培训。\n";
const WEEK: &str = "举办食品安全宣传周活动。\n";
const BLANKET: &str = "其余工作按照省要点执行。\n";

fn report_of(notice: &str, tasks: &[&str]) -> Report {
    let words = Segmenter::builtin();
    let requirements = notice::read(&Document::from_text("notice.txt", notice), Lexicon::builtin());
    let plan = format!("武威市2020年食品安全工作计划\n一、工作任务\n{}", tasks.concat());
    check(&requirements.expect("a notice"), &Document::from_text("plan.txt", plan), words).expect("a report")
}

fn report(tasks: &[&str]) -> Report {
    report_of(NOTICE, tasks)
}

fn between(old: &[&str], new: &[&str]) -> Versions {
    versions(&report(old), &report(new)).expect("one notice")
}

fn ids(of: &Versions, change: Change) -> Vec<&str> {
    of.of(change).map(|it| it.id.as_str()).collect()
}

#[test]
fn every_way_a_verdict_can_go() {
    let there = between(&[LESS, TRAINING], &[FULL, WEEK]);
    assert_eq!(ids(&there, Change::Fixed), ["1.1", "3.1"]);
    assert_eq!(ids(&there, Change::Broken), ["2.1"]);
    assert_eq!(ids(&there, Change::Open), ["4.1"]);
    let back = between(&[FULL, WEEK], &[LESS, TRAINING]);
    assert_eq!((ids(&back, Change::Broken), ids(&back, Change::Fixed)), (vec!["1.1", "3.1"], vec!["2.1"]));
    assert_eq!(ids(&between(&[TRAINING], &[LESS, TRAINING]), Change::Improved), ["1.1"]);
    assert_eq!(ids(&between(&[LESS, TRAINING], &[TRAINING]), Change::Worsened), ["1.1"]);
    for (versions, worse) in
        [(&there, true), (&back, true), (&between(&[TRAINING], &[FULL, TRAINING]), false)]
    {
        assert_eq!(versions.is_worse(), worse);
        let counts = versions.counts;
        let counted: usize = Change::ALL.into_iter().map(|change| counts.of(change)).sum();
        assert_eq!((counted, counted + counts.kept), (versions.obligations.len(), 4));
    }
}

#[test]
fn both_sides_are_quoted_and_the_same_text_changes_nothing() {
    let versions = between(&[LESS], &[FULL]);
    let fixed = versions.of(Change::Fixed).next().expect("1.1");
    assert!(fixed.old.evidence[0].text.contains("每半年") && fixed.new.evidence[0].text.contains("每季度"));
    assert!(fixed.reworded && fixed.suggestion.is_none() && !versions.same_text);
    let same = between(&[LESS, TRAINING], &[LESS, TRAINING]);
    assert!(same.same_text && !same.is_worse() && same.obligations.iter().all(|it| !it.reworded));
    assert_eq!((same.counts.kept, same.counts.open), (1, 3));
}

#[test]
fn remarks_go_and_come() {
    let blanket = |versions: &Versions| -> Vec<Change> {
        let all = versions.remarks.iter().filter(|it| it.remark.kind == ObservationKind::Blanket);
        all.map(|it| it.change).collect()
    };
    assert_eq!(blanket(&between(&[FULL, BLANKET], &[FULL])), [Change::Fixed]);
    assert_eq!(blanket(&between(&[FULL, BLANKET], &[LESS, BLANKET])), [Change::Open]);
    assert_eq!(blanket(&between(&[FULL], &[FULL, BLANKET])), [Change::Broken]);
}

#[test]
fn what_somebody_accepted_is_not_held_against_the_new_version() {
    let (old, mut new) = (report(&[FULL]), report(&[LESS]));
    let key = findings(&new).find(|it| it.id() == "1.1").expect("a gap").fingerprint();
    let by = Signature { who: "李明".to_owned(), when: "2020-03-01".to_owned() };
    let mut review = Review::default();
    review.accept(&new, key, &by, "每月已有抽查").expect("a gap");
    review.apply(&mut new);
    let versions = versions(&old, &new).expect("one notice");
    assert_eq!(ids(&versions, Change::Broken), ["1.1"]);
    assert!(!versions.is_worse() && versions.obligations[0].new.waiver.is_some());
}

#[test]
fn another_notice_is_an_error() {
    let other = report_of(&NOTICE.replace("每季度", "每月"), &[FULL]);
    assert_eq!(
        versions(&report(&[FULL]), &other),
        Err(CompareError::OtherNotice { name: "plan.txt".to_owned() })
    );
}
