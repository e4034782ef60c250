//! Short names of plans for narrow columns.

use std::collections::HashMap;

use crate::document::stem;
use crate::report::PlanSummary;

/// A name for each plan that no other has: its place if nobody else has that, else its file's name, else its whole name.
pub(super) fn labels(plans: &[&PlanSummary]) -> Vec<String> {
    let places: Vec<&str> = plans.iter().map(|plan| plan.place.as_deref().unwrap_or_default()).collect();
    let stems: Vec<&str> = plans.iter().map(|plan| stem(&plan.name)).collect();
    let (by_place, by_stem) = (counts(&places), counts(&stems));
    let label = |index: usize| {
        if by_place[places[index]] == 1 && !places[index].is_empty() {
            places[index]
        } else if by_stem[stems[index]] == 1 {
            stems[index]
        } else {
            plans[index].name.as_str()
        }
    };
    let labels: Vec<&str> = (0..plans.len()).map(label).collect();
    let by_label = counts(&labels);
    // The same file given twice, or a file called like another's place.
    let numbered = |(index, label): (usize, &&str)| {
        if by_label[label] == 1 { (*label).to_owned() } else { format!("{label}#{}", index + 1) }
    };
    labels.iter().enumerate().map(numbered).collect()
}

fn counts<'a>(names: &[&'a str]) -> HashMap<&'a str, usize> {
    let mut counts = HashMap::new();
    for name in names {
        *counts.entry(*name).or_default() += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_name_that_tells_plans_apart() {
        let plan = |name: &str, place: Option<&str>| PlanSummary {
            name: name.to_owned(),
            place: place.map(str::to_owned),
            ..PlanSummary::default()
        };
        let plans = [
            plan("a/tianshui.docx", Some("天水市")),
            plan("a/baiyin.txt", Some("白银市")),
            plan("b/白银市-修改.txt", Some("白银市")),
            plan("c/plan.txt", None),
            plan("d/plan.txt", None),
            plan("d/plan.txt", None),
        ];
        let labels = labels(&plans.iter().collect::<Vec<_>>());
        assert_eq!(labels, ["天水市", "baiyin", "白银市-修改", "c/plan.txt", "d/plan.txt#5", "d/plan.txt#6"]);
    }
}
