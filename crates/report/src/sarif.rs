//! SARIF 2.1.0, for code scanning and for viewers of results: a rule for each kind of finding, with the words of
//! `yaodian explain`. Columns are code points.

use serde_json::{Map, Value, json};
use yaodian_core::report::{FindingKind, WaiverSource};
use yaodian_core::review::Finding;

use crate::explain;
use crate::position::{At, Stretch};
use crate::run::{Found, Run};
use crate::severity::Severity;
use crate::uri;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// Name and version of the keys in `partialFingerprints`.
const FINGERPRINT: &str = "yaodianFinding/v1";

/// One run with the results of every plan; plans that could not be read are notifications.
///
/// # Errors
/// None in practice: every run has a JSON form.
pub fn render(run: &Run<'_>) -> serde_json::Result<String> {
    let language = run.language.tag();
    let results: Vec<Value> = run
        .plans()
        .flat_map(|(report, source)| {
            run.found(report, source).map(move |found| result(run, &report.plan.name, &found))
        })
        .collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "yaodian",
                "version": run.version,
                "semanticVersion": run.version,
                "language": language,
                "rules": FindingKind::all().map(|kind| rule(run, kind)).collect::<Vec<_>>(),
            }},
            "language": language,
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": run.errors.is_empty(),
                "toolExecutionNotifications": run.errors.iter().map(|error| json!({
                    "level": "error",
                    "message": { "text": error.message },
                    "locations": [{ "physicalLocation": file(&error.name) }],
                })).collect::<Vec<_>>(),
            }],
            "results": results,
        }],
    });
    crate::json::text(&log)
}

fn rule(run: &Run<'_>, kind: FindingKind) -> Value {
    let words = explain::of(kind, run.language);
    json!({
        "id": kind.id(),
        "name": explain::name(kind, run.language),
        "shortDescription": { "text": words.map(|it| it.what.as_str()).unwrap_or_default() },
        "fullDescription": { "text": words.map(|it| format!("{}\n{}", it.what, it.why)).unwrap_or_default() },
        "help": {
            "text": explain::text(kind, run.language),
            "markdown": explain::markdown(kind, run.language),
        },
        "defaultConfiguration": { "level": level(run.severities.of(kind)) },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Off => "none",
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn result(run: &Run<'_>, plan: &str, found: &Found<'_>) -> Value {
    let mut result = Map::new();
    let mut put = |key: &str, value: Value| result.insert(key.to_owned(), value);
    put("ruleId", found.kind.id().into());
    put("ruleIndex", FindingKind::all().position(|kind| kind == found.kind).into());
    put("level", level(found.severity).into());
    put("message", json!({ "text": message(run, found) }));
    put("locations", json!([location(plan, found.stretch)]));
    if let Some(asked) = asked(run, found) {
        put("relatedLocations", json!([asked]));
    }
    put("partialFingerprints", json!({ FINGERPRINT: found.finding.fingerprint().to_string() }));
    if run.baseline {
        let known = found.finding.waiver().is_some_and(|it| it.source == WaiverSource::Baseline);
        put("baselineState", if known { "unchanged" } else { "new" }.into());
    }
    if let Some(suppression) = suppression(run, found) {
        put("suppressions", json!([suppression]));
    }
    if let Some(fix) = fix(run, plan, found) {
        put("fixes", json!([fix]));
    }
    Value::Object(result)
}

fn message(run: &Run<'_>, found: &Found<'_>) -> String {
    let suggestion = found.suggestion().map(|it| run.say(&format!("建议：{it}")));
    [Some(found.message(run)), suggestion].into_iter().flatten().collect::<Vec<_>>().join("\n")
}

fn file(name: &str) -> Value {
    json!({ "artifactLocation": { "uri": uri::of(name) } })
}

fn location(name: &str, stretch: Option<Stretch>) -> Value {
    let mut physical = file(name);
    match stretch {
        Some(Stretch::Lines(start, end)) => {
            physical["region"] = region(start, end);
            json!({ "physicalLocation": physical })
        }
        Some(Stretch::Paragraph(place)) => {
            let name = place.to_string();
            let kind = if place.row.is_some() { "row" } else { "paragraph" };
            json!({
                "physicalLocation": physical,
                "logicalLocations": [{ "name": name, "fullyQualifiedName": name, "kind": kind }],
            })
        }
        None => json!({ "physicalLocation": physical }),
    }
}

fn region(start: At, end: At) -> Value {
    json!({
        "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column,
    })
}

/// Where the notice asks for it.
fn asked(run: &Run<'_>, found: &Found<'_>) -> Option<Value> {
    let (name, source) = run.notice?;
    let Finding::Gap(_, gap) = found.finding else { return None };
    let mut location = location(name, source.stretch(gap.span));
    location["message"] = json!({ "text": run.say("通知的要求") });
    Some(location)
}

fn suppression(run: &Run<'_>, found: &Found<'_>) -> Option<Value> {
    let waiver = found.finding.waiver()?;
    let kind = if waiver.source == WaiverSource::Inline { "inSource" } else { "external" };
    Some(json!({ "kind": kind, "status": "accepted", "justification": found.waived(run) }))
}

/// The suggestion as a change of the file.
fn fix(run: &Run<'_>, plan: &str, found: &Found<'_>) -> Option<Value> {
    let text = found.suggestion()?;
    let Some(Stretch::Lines(start, end)) = found.mend else { return None };
    let inserted = if start == end { format!("\n{text}") } else { text.clone() };
    Some(json!({
        "description": { "text": run.say(&format!("建议：{text}")) },
        "artifactChanges": [{
            "artifactLocation": { "uri": uri::of(plan) },
            "replacements": [{
                "deletedRegion": region(start, end),
                "insertedContent": { "text": inserted },
            }],
        }],
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;
    use crate::run::tests::Sample;
    use yaodian_core::report::Waiver;

    fn log(sample: &Sample, baseline: bool) -> Value {
        let run = Run { baseline, ..sample.run(Language::Simplified) };
        serde_json::from_str(&render(&run).expect("written")).expect("JSON")
    }

    #[test]
    fn rules_are_the_kinds_and_results_point_at_them() {
        let log = log(&Sample::new(), false);
        let run = &log["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
        assert_eq!(rules.len(), 11);
        let results = run["results"].as_array().expect("results");
        assert_eq!(results.len(), 4);
        for result in results {
            let index =
                result["ruleIndex"].as_u64().and_then(|it| usize::try_from(it).ok()).expect("an index");
            assert_eq!(rules[index]["id"], result["ruleId"]);
            assert!(result.get("baselineState").is_none());
        }
        assert_eq!(run["invocations"][0]["executionSuccessful"], false);
        let place = &results[0]["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "%E8%AE%A1%E5%88%92/a%20b.txt");
        let region = &place["region"];
        assert_eq!([&region["startLine"], &region["startColumn"], &region["endColumn"]], [1, 1, 2]);
    }

    #[test]
    fn what_is_known_or_accepted_is_suppressed() {
        let mut sample = Sample::new();
        let report = &mut sample.reports[0];
        report.points[0].obligations[1].waiver =
            Some(Waiver { source: WaiverSource::Baseline, ..Waiver::default() });
        report.observations[0].waiver =
            Some(Waiver {
                source: WaiverSource::Inline, why: "已另行发文".to_owned(), ..Waiver::default()
            });
        let log = log(&sample, true);
        let results = &log["runs"][0]["results"];
        assert_eq!([&results[0]["baselineState"], &results[1]["baselineState"]], ["unchanged", "new"]);
        assert_eq!(results[0]["suppressions"][0]["kind"], "external");
        assert_eq!(results[3]["suppressions"][0]["kind"], "inSource");
        assert_eq!(results[3]["suppressions"][0]["justification"], "豁免：已另行发文");
        assert!(results[1].get("suppressions").is_none());
    }

    #[test]
    fn an_insertion_is_a_fix_of_nothing_deleted() {
        let log = log(&Sample::new(), false);
        let replacement = &log["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"][0];
        let region = &replacement["deletedRegion"];
        assert_eq!(region["startColumn"], region["endColumn"]);
        assert_eq!(replacement["insertedContent"]["text"], "\n每季度组织一次");
    }
}
