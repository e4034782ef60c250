//! Review files, baselines and waivers in the plan, on a real report.

use yaodian_core::report::{Changed, ObservationKind, WaiverSource};
use yaodian_core::review::{Baseline, Finding, Fingerprint, Review, ReviewError, Signature, findings, stubs};
use yaodian_core::{Document, Report, Requirements, check, notice};
use yaodian_text::{Lexicon, Segmenter};

const NOTICE: &str = "2020年全省食品安全工作要点\n甘肃省市场监督管理局\n一、落实责任\n\
    1.加强督查。每季度组织一次食品安全工作督查。\n2.加强培训。组织开展食品安全监管人员业务培训。\n\
    3.加强宣传。举办食品安全宣传周活动。\n";
const NAME: &str = "plans/wuwei.txt";
const PLAN: &str = "武威市2020年食品安全工作计划\n一、工作任务\n1.每半年组织一次食品安全工作督查。\n\
    2.组织开展食品安全监管人员业务培训。\n";

fn requirements(text: &str) -> Requirements {
    notice::read(&Document::from_text("notice.txt", text), Lexicon::builtin()).expect("a notice")
}

fn report_of(notice: &str, plan: &str) -> Report {
    let document = Document::from_text(NAME, plan);
    check(&requirements(notice), &document, Segmenter::builtin()).expect("a report")
}

fn report(plan: &str) -> Report {
    report_of(NOTICE, plan)
}

fn key(report: &Report, id: &str) -> Fingerprint {
    let finding = findings(report).find(|it| it.id() == id);
    finding.map(|it| it.fingerprint()).unwrap_or_else(|| panic!("no finding {id}"))
}

fn by() -> Signature {
    Signature { who: "李明".to_owned(), when: "2020-03-01".to_owned() }
}

/// A review that accepts one finding of the plan as it is.
fn accepting(id: &str) -> Review {
    let mut review = Review::default();
    let report = report(PLAN);
    review.accept(&report, key(&report, id), &by(), "市里每月已有抽查").expect("a finding");
    review
}

#[test]
fn the_sample_has_one_gap_of_each_sort() {
    let report = report(PLAN);
    let ids: Vec<&str> = report.findings().iter().map(|it| it.id.as_str()).collect();
    assert!(ids.contains(&"1.1") && ids.contains(&"3.1") && !ids.contains(&"2.1"), "{ids:?}");
}

#[test]
fn an_accepted_finding_is_shown_and_no_longer_counted() {
    let mut report = report(PLAN);
    let before = report.summary.clone();
    accepting("1.1").apply(&mut report);
    assert_eq!(report.summary, before, "verdicts and coverage stay");
    let waived = report.obligations().find(|it| it.id == "1.1").expect("kept");
    assert!(waived.is_gap() && !waived.is_open());
    assert_eq!(waived.waiver.as_ref().map(|it| it.who.as_str()), Some("李明"));
    let outcome = report.review.as_ref().expect("an outcome");
    assert_eq!((outcome.waived, report.waived()), (1, 1));
    assert!(outcome.coverage_with_waivers > before.coverage && outcome.reopened.is_empty());
}

#[test]
fn what_does_not_change_the_words_keeps_an_acceptance() {
    let moved = "武威市2020年食品安全工作計劃\n\n\n一、工作任務\n（一）組織開展食品安全監管人員業務培訓。\n\
        （二）每半年組織一次 食品安全工作督查。\n";
    let mut report = report(moved);
    accepting("1.1").apply(&mut report);
    assert_eq!(report.waived(), 1);
}

#[test]
fn a_changed_plan_reopens() {
    let mut report = report(&PLAN.replace("每半年", "每年"));
    accepting("1.1").apply(&mut report);
    assert_eq!(report.waived(), 0);
    let outcome = report.review.expect("an outcome");
    assert_eq!(outcome.reopened[0].changed, Some(Changed::Plan));
    assert!(outcome.reopened[0].message().contains("计划已改动"));
}

#[test]
fn a_changed_notice_reopens() {
    let mut report = report_of(&NOTICE.replace("每季度", "每月"), PLAN);
    accepting("1.1").apply(&mut report);
    assert_eq!(report.waived(), 0);
    assert_eq!(report.review.expect("an outcome").reopened[0].changed, Some(Changed::Notice));
}

#[test]
fn what_is_mended_makes_an_acceptance_unused() {
    let mut report = report(&PLAN.replace("每半年", "每季度"));
    accepting("1.1").apply(&mut report);
    let outcome = report.review.expect("an outcome");
    assert_eq!((outcome.reopened.len(), outcome.unused.len()), (0, 1));
}

#[test]
fn an_acceptance_is_of_its_own_plan_only() {
    let document = Document::from_text("plans/zhangye.txt", PLAN);
    let mut other = check(&requirements(NOTICE), &document, Segmenter::builtin()).expect("a report");
    accepting("1.1").apply(&mut other);
    assert_eq!((other.waived(), other.review.expect("an outcome").unused.len()), (0, 0));
}

#[test]
fn accepting_wants_a_finding_and_a_reason_and_is_not_doubled() {
    let report = report(PLAN);
    let mut review = accepting("1.1");
    let nothing = Fingerprint { asked: 1, answered: None };
    assert!(matches!(review.accept(&report, nothing, &by(), "x"), Err(ReviewError::NoFinding(_))));
    let own = key(&report, "1.1");
    assert!(matches!(review.accept(&report, own, &by(), " "), Err(ReviewError::Unsigned(_))));
    review.accept(&report, own, &by(), "又一次").expect("again");
    assert_eq!(review.accepted.len(), 1);
    review.withdraw(&report.plan.name, "1.1", own);
    assert!(review.accepted.is_empty());
}

#[test]
fn a_sign_off_stands_as_long_as_the_text_does() {
    let mut review = Review::default();
    review.sign(&report(PLAN), &by(), "同意印发");
    let stands = |plan: &str| {
        let mut report = report(plan);
        review.apply(&mut report);
        report.review.expect("an outcome").signed[0].stands
    };
    assert!(stands(PLAN) && stands(&PLAN.replace("\n", "\r\n\r\n")));
    assert!(!stands(&PLAN.replace("业务培训", "培训")));
}

#[test]
fn a_baseline_knows_today_s_findings_and_no_others() {
    let baseline = Baseline::of([(NAME, &report(PLAN))]);
    let baseline = Baseline::from_toml(&baseline.to_toml().expect("written")).expect("read");
    let mut same = report(PLAN);
    baseline.apply(&mut same, NAME);
    assert!(findings(&same).all(|it| it.waiver().is_some_and(|it| it.source == WaiverSource::Baseline)));
    assert_eq!(Baseline::of([(NAME, &same)]), baseline, "taken again, it is the same");
    let mut worse = report(&PLAN.replace("2.组织开展食品安全监管人员业务培训。", ""));
    baseline.apply(&mut worse, NAME);
    let open: Vec<&str> =
        worse.findings().into_iter().filter(|it| it.is_open()).map(|it| it.id.as_str()).collect();
    assert_eq!(open, ["2.1"]);
    let mut better = report(&format!("{PLAN}3.举办食品安全宣传周活动。\n"));
    baseline.apply(&mut better, NAME);
    let unused = better.review.expect("an outcome").unused;
    assert!(unused.iter().any(|it| it.finding == "3.1"), "{unused:?}");
}

#[test]
fn a_comment_in_the_plan_waives_is_no_text_and_is_reported_when_unused() {
    let comments = "<!-- yaodian-waive 3.1: 宣传由县区自行组织 -->\n<!-- yaodian-waive 2.1、9.9: 没有 -->\n\
        <!-- yaodian-waive 1.1 -->\n";
    let plan = PLAN.replace("一、工作任务\n", &format!("一、工作任务\n{comments}"));
    let document = Document::from_text("wuwei.txt", plan.as_str());
    assert!(!document.text().contains("yaodian") && !document.text().contains("宣传由县区"));
    let own = check(&requirements(NOTICE), &document, Segmenter::builtin()).expect("a report");
    let plain = report(PLAN);
    assert_eq!((own.plan.chars, own.summary.clone()), (plain.plan.chars, plain.summary));
    assert_eq!(own.waived(), 1);
    let unused: Vec<String> =
        own.review.expect("an outcome").unused.into_iter().map(|it| it.finding).collect();
    assert_eq!(unused, ["2.1", "9.9", "1.1"]);
}

#[test]
fn remarks_are_accepted_by_their_words() {
    let plan = format!("{PLAN}四、其余工作按照省要点执行。\n");
    let mut first = report(&plan);
    let remark = findings(&first)
        .find(|it| matches!(it, Finding::Remark(own) if own.kind == ObservationKind::Blanket));
    let key = remark.expect("a blanket clause").fingerprint();
    let about = first.observations.iter().filter(|it| it.message.contains("其余工作"));
    assert_eq!(about.count(), 1, "promises everything, and is no initiative of the plan's own");
    let mut review = Review::default();
    review.accept(&first, key, &by(), "已另行发文").expect("a finding");
    review.apply(&mut first);
    assert_eq!(first.review.expect("an outcome").remarks, 1);
}

#[test]
fn stubs_accept_nothing_until_somebody_fills_them_in() {
    let plan = format!("{PLAN}四、其余工作按照省要点执行。\n");
    let mut first = report(&plan);
    accepting("1.1").apply(&mut first);
    let decided = accepting("1.1");
    let file = stubs::write(&decided, [&first]).expect("written");
    assert_eq!(Review::from_toml(&file).expect("a review file"), decided);
    let open: Vec<Fingerprint> =
        findings(&first).filter(|it| it.waiver().is_none()).map(|it| it.fingerprint()).collect();
    assert!(open.len() > 1, "{open:?}");
    // As somebody would who accepts all of it.
    let (head, rest) = file.split_once("# ---- plans/wuwei.txt ----").expect("the plan");
    let mut filled = String::from(head);
    for line in rest.lines() {
        let entry = line.strip_prefix("# ").filter(|it| it.starts_with("[[") || it.contains(" = "));
        let entry = entry.unwrap_or_default().replace("who = \"\"", "who = \"李明\"");
        let entry =
            entry.replace("when = \"\"", "when = \"2020-03-01\"").replace("why = \"\"", "why = \"另有安排\"");
        filled.push_str(&entry);
        filled.push('\n');
    }
    let review = Review::from_toml(&filled).expect("a review file");
    assert_eq!(review.accepted.len(), 1 + open.len());
    let mut second = report(&plan);
    review.apply(&mut second);
    assert!(findings(&second).all(|it| it.waiver().is_some()));
    assert!(second.review.expect("an outcome").signed[0].stands);
}
