//! A small comparison for the tests of the renderers: three plans, a pair that copied, a plan that could not be read.

use yaodian_core::compare::FailedPlan;
use yaodian_core::copying::{Cluster, Copying, Excerpt, Leftover, Likeness, Pair, Passage};
use yaodian_core::report::{FacetKind, FacetReport, PointStatus, Relation};
use yaodian_core::{Comparison, Report, Status, compare};

use crate::sample;

/// What a plan took over from another, with one name forgotten.
const KEPT: &str = "乙市从三月至五月在辖区组织开展甲市食品百日行动";

/// The sample report, one that answers everything of the first point, and one of which a gap is waived.
pub(crate) fn reports() -> [Report; 3] {
    let mut some = sample::report();
    let facet = |said: &str, relation| FacetReport {
        kind: FacetKind::Frequency,
        asked: Some("每季度".to_owned()),
        said: Some(said.to_owned()),
        relation,
    };
    some.points[0].obligations[1].facets = vec![facet("每半年", Relation::Short)];
    let mut full = some.clone();
    full.plan.name = "plans/甲市.txt".to_owned();
    full.plan.place = Some("甲市".to_owned());
    let point = &mut full.points[0];
    point.status = PointStatus::Covered;
    point.obligations.iter_mut().for_each(|one| one.status = Status::Covered);
    point.obligations[1].facets = vec![facet("每季度", Relation::Meets)];
    full.summary.obligations.covered = 5;
    full.summary.obligations.weakened = 0;
    full.summary.obligations.conflicting = 0;
    let mut waived = sample::reviewed();
    waived.points[0].obligations[1].facets.clone_from(&some.points[0].obligations[1].facets);
    waived.plan.name = "plans/乙市.txt".to_owned();
    waived.plan.place = Some("乙市".to_owned());
    [some, full, waived]
}

pub(crate) fn comparison() -> Comparison {
    let mut comparison = compare(&reports()).expect("one notice");
    let excerpt = |text: &str| Excerpt { start: 0, end: text.len(), text: text.to_owned() };
    comparison.copying = Some(Copying {
        pairs: vec![Pair {
            plans: [1, 2],
            share: [0.8, 0.75],
            above_chance: 0.7,
            identical: false,
            passages: vec![Passage {
                places: [excerpt("甲市开展百日行动"), excerpt(KEPT)],
                likeness: Likeness::Renamed,
            }],
            leftovers: KEPT
                .match_indices("甲市")
                .map(|(start, name)| Leftover {
                    plan: 2,
                    of: 1,
                    name: name.to_owned(),
                    start,
                    end: start + name.len(),
                })
                .collect(),
            message: "两份计划有1处文字相同".to_owned(),
        }],
        clusters: vec![Cluster { plans: vec![1, 2], pairs: 1 }],
    });
    comparison.failed = vec![FailedPlan { name: "坏.pdf".to_owned(), message: "文件损坏".to_owned() }];
    comparison
}
