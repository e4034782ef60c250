//! A comparison says what the reports say, in rows instead of columns.

#![allow(clippy::disallowed_methods)] // tests read fixtures

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use yaodian_core::compare::ComparedPlan;
use yaodian_core::report::{FacetKind, Relation};
use yaodian_core::review::{Review, Signature, findings};
use yaodian_core::{
    CompareError, Comparison, Document, Report, Requirements, Status, check, compare, notice,
};
use yaodian_text::{Lexicon, Segmenter};

fn fixture(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures").join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn requirements(path: &str) -> Requirements {
    notice::read(&Document::from_text(path, fixture(path)), Lexicon::builtin()).expect("a notice")
}

const PLANS: [&str; 5] = [
    "plans/wuwei.txt",
    "gold/cases/tianshui/plan.txt",
    "plans/zhangye.txt",
    "plans/qingyang.txt",
    // Once more: a tie.
    "plans/zhangye.txt",
];

fn reports() -> &'static [Report] {
    static REPORTS: LazyLock<Vec<Report>> = LazyLock::new(|| {
        let requirements = requirements("notices/gansu-2020.txt");
        let checked = |path: &&str| {
            let plan = Document::from_text(*path, fixture(path));
            check(&requirements, &plan, Segmenter::builtin()).expect("a plan")
        };
        PLANS.iter().map(checked).collect()
    });
    &REPORTS
}

fn comparison() -> Comparison {
    compare(reports()).expect("reports of one notice")
}

#[test]
fn every_figure_is_that_of_the_reports() {
    let comparison = comparison();
    for (number, report) in reports().iter().enumerate() {
        assert_eq!(comparison.plans[number].summary, report.summary);
        let (mut covered, mut required) = (0, 0);
        for (row, point) in comparison.points.iter().zip(&report.points) {
            assert_eq!((&row.id, row.cells[number].status), (&point.id, point.status));
            covered += row.cells[number].covered;
            required += row.cells[number].required;
            for (row, own) in row.obligations.iter().zip(&point.obligations) {
                let answer = &row.answers[number];
                assert_eq!((&row.id, answer.status, &answer.evidence), (&own.id, own.status, &own.evidence));
            }
        }
        let counts = &report.summary.obligations;
        assert_eq!((covered, required), (counts.covered, counts.required()));
    }
    let covered: usize = reports().iter().map(|report| report.summary.obligations.covered).sum();
    assert_eq!(comparison.coverage.covered, covered);
    assert_eq!(comparison.points.iter().map(|point| point.coverage.covered).sum::<usize>(), covered);
}

#[test]
fn plans_of_the_same_coverage_share_their_rank() {
    let comparison = comparison();
    let (first, second) = (&comparison.plans[2], &comparison.plans[4]);
    assert!(first.tied && second.tied && first.rank == second.rank);
    let mut ranks: Vec<usize> = comparison.plans.iter().map(|plan| plan.rank).collect();
    ranks.sort_unstable();
    // However many share a rank, the next one counts them all.
    let behind = |rank: &usize| 1 + ranks.iter().filter(|other| *other < rank).count();
    assert!(ranks.iter().all(|rank| *rank == behind(rank)), "{ranks:?}");
    let order = comparison.ranking();
    let coverage = |plan: usize| comparison.plans[plan].summary.coverage;
    assert!(order.windows(2).all(|pair| coverage(pair[0]) >= coverage(pair[1])), "{order:?}");
}

#[test]
fn what_nobody_answers_is_what_no_report_covers() {
    let comparison = comparison();
    for obligation in comparison.obligations().filter(|it| it.required) {
        let somebody = reports()
            .iter()
            .flat_map(Report::obligations)
            .any(|own| own.id == obligation.id && own.status == Status::Covered);
        assert_eq!(
            comparison.unanswered.obligations.contains(&obligation.id),
            !somebody,
            "{}",
            obligation.id
        );
    }
    assert!(!comparison.unanswered.obligations.is_empty(), "these plans leave much out");
}

#[test]
fn the_best_answer_covers_most_and_says_why() {
    let comparison = comparison();
    for point in &comparison.points {
        let most = point.cells.iter().map(|cell| cell.covered).max().unwrap_or_default();
        match &point.best {
            None => assert_eq!(most, 0, "{}", point.id),
            Some(best) => {
                assert!(!best.reason.is_empty());
                assert!(best.plans.iter().all(|plan| point.cells[*plan].covered == most), "{}", point.id);
            }
        }
    }
}

#[test]
fn frequencies_stand_side_by_side() {
    let comparison = comparison();
    let row = comparison
        .differences
        .iter()
        .find(|row| row.asked.as_deref() == Some("每季度") && row.said[0].relation == Relation::Short)
        .expect("wuwei does something less often");
    assert_eq!(row.kind, FacetKind::Frequency);
    assert!(row.said[0].words.as_deref().is_some_and(|words| words.starts_with("每半年")), "{row:?}");
    assert_eq!(row.said[0].status, Status::Weakened);
    assert_eq!(row.said.len(), PLANS.len());
    // A row without words on either side would say nothing.
    for row in &comparison.differences {
        assert!(row.asked.is_some() || row.said.iter().any(|said| said.words.is_some()), "{row:?}");
    }
}

#[test]
fn what_is_waived_is_told_and_changes_no_rank() {
    let before = comparison();
    let mut reports = reports().to_vec();
    let gap = reports[0].findings()[0].id.clone();
    let point = reports[0].points.iter().find(|it| it.obligations.iter().any(|own| own.id == gap));
    let point = point.expect("its point").id.clone();
    let key = findings(&reports[0]).find(|it| it.id() == gap).expect("a finding").fingerprint();
    let by = Signature { who: "李明".to_owned(), when: "2020-03-01".to_owned() };
    let mut review = Review::default();
    review.accept(&reports[0], key, &by, "本市没有这项职责").expect("a gap");
    reports.iter_mut().for_each(|report| review.apply(report));
    let after = compare(&reports).expect("reports of one notice");
    assert_eq!(after.plans.iter().map(ComparedPlan::waived).collect::<Vec<_>>(), [1, 0, 0, 0, 0]);
    let cell =
        |number: usize| after.points.iter().find(|it| it.id == point).map(|it| it.cells[number].waived);
    assert_eq!((cell(0), cell(1)), (Some(1), Some(0)));
    let answers = &after.obligations().find(|it| it.id == gap).expect("kept").answers;
    assert_eq!(answers[0].waiver.as_ref().map(|it| it.why.as_str()), Some("本市没有这项职责"));
    assert!(answers[1..].iter().all(|it| it.waiver.is_none()));
    let figures = |of: &Comparison| -> Vec<(usize, usize)> {
        of.plans.iter().map(|plan| (plan.rank, plan.summary.obligations.covered)).collect()
    };
    assert_eq!((figures(&after), after.coverage), (figures(&before), before.coverage));
}

#[test]
fn another_notice_and_no_plan_at_all_are_errors() {
    assert_eq!(compare(&[]), Err(CompareError::NoPlans));
    let other = requirements("notices/fire-articles.txt");
    let plan = Document::from_text("消防.txt", fixture("plans/wuwei.txt"));
    let report = check(&other, &plan, Segmenter::builtin()).expect("a plan");
    let error = compare(&[reports()[0].clone(), report]).expect_err("two notices");
    assert!(error.to_string().contains("消防.txt"), "{error}");
}

#[test]
fn it_survives_json() {
    let comparison = comparison();
    let json = serde_json::to_string(&comparison).expect("serialises");
    let back: Comparison = serde_json::from_str(&json).expect("parses");
    assert_eq!(back.points.len(), comparison.points.len());
    assert_eq!(back.differences, comparison.differences);
}
