//! GitLab Code Quality: one list of findings, shown beside the lines of a merge request. GitLab takes a subset of the format
//! of Code Climate.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::position::Stretch;
use crate::run::{Found, Run};
use crate::severity::Severity;

/// A list of the findings that are waived by nobody, and of the plans that could not be checked.
///
/// # Errors
/// None in practice: every run has a JSON form.
pub fn render(run: &Run<'_>) -> serde_json::Result<String> {
    let mut seen = BTreeMap::new();
    let mut issues: Vec<Value> = run
        .errors
        .iter()
        .map(|error| issue("unreadable", &error.name, 1, "blocker", &error.message, &error.name))
        .collect();
    for (report, source) in run.plans() {
        let plan = &report.plan.name;
        for found in run.found(report, source).filter(|it| it.finding.waiver().is_none()) {
            // Two remarks may be of the same words; GitLab takes what has one key for one finding.
            let key = format!("{plan}:{}:{}", found.kind.id(), found.finding.fingerprint());
            let times: &mut usize = seen.entry(key.clone()).or_default();
            *times += 1;
            let key = if *times > 1 { format!("{key}:{times}") } else { key };
            issues.push(issue(
                found.kind.id(),
                plan,
                line(&found),
                severity(found.severity),
                &found.message(run),
                &key,
            ));
        }
    }
    crate::json::text(&issues)
}

fn issue(kind: &str, path: &str, line: usize, severity: &str, message: &str, key: &str) -> Value {
    json!({
        "description": message,
        "check_name": kind,
        "fingerprint": key,
        "severity": severity,
        "location": { "path": path, "lines": { "begin": line } },
    })
}

/// A line is demanded; a file without lines has the place in the message.
fn line(found: &Found<'_>) -> usize {
    match found.stretch {
        Some(Stretch::Lines(start, _)) => start.line,
        _ => 1,
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Off | Severity::Note => "info",
        Severity::Warning => "minor",
        Severity::Error => "major",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;
    use crate::run::tests::Sample;
    use std::collections::BTreeSet;

    fn issues(sample: &Sample) -> Vec<Value> {
        serde_json::from_str(&render(&sample.run(Language::English)).expect("written")).expect("JSON")
    }

    #[test]
    fn every_issue_has_what_gitlab_demands() {
        let issues = issues(&Sample::new());
        let severities: Vec<&str> = issues.iter().filter_map(|it| it["severity"].as_str()).collect();
        assert_eq!(severities, ["blocker", "minor", "major", "major", "minor"]);
        for issue in &issues {
            assert!(issue["description"].as_str().is_some_and(|it| !it.is_empty()));
            assert!(issue["location"]["lines"]["begin"].as_u64().is_some_and(|it| it >= 1));
        }
        assert_eq!(issues[1]["location"]["path"], "计划/a b.txt");
    }

    #[test]
    fn no_two_have_one_key() {
        let mut sample = Sample::new();
        let again = sample.reports[0].observations[0].clone();
        sample.reports[0].observations.push(again);
        let issues = issues(&sample);
        let keys: BTreeSet<&str> = issues.iter().filter_map(|it| it["fingerprint"].as_str()).collect();
        assert_eq!((keys.len(), issues.len()), (6, 6));
    }
}
