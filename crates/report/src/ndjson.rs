//! NDJSON: an object a line, for scripts that read as it comes. `yaodian.ndjson/1`.
//!
//! `{"type": "plan", …}` before the findings of each plan, `{"type": "finding", …}` for each of them, waived or not, and
//! `{"type": "error", …}` for each plan that could not be checked.

use serde_json::{Value, json};

use crate::position::{At, Stretch};
use crate::run::{Found, Run};

/// Every plan, finding and error of a run.
///
/// # Errors
/// None in practice: every run has a JSON form.
pub fn render(run: &Run<'_>) -> serde_json::Result<String> {
    let mut out = String::new();
    for (report, source) in run.plans() {
        out.push_str(&crate::json::line(&json!({
            "type": "plan",
            "schema": "yaodian.ndjson/1",
            "plan": report.plan.name,
            "title": report.plan.title,
            "notice": report.notice.title,
            "coverage": report.summary.coverage,
            "obligations": report.summary.obligations,
            "waived": report.waived(),
        }))?);
        for found in run.found(report, source) {
            out.push_str(&crate::json::line(&finding(run, &report.plan.name, &found))?);
        }
    }
    for error in run.errors {
        out.push_str(&crate::json::line(
            &json!({ "type": "error", "plan": error.name, "message": error.message }),
        )?);
    }
    Ok(out)
}

fn finding(run: &Run<'_>, plan: &str, found: &Found<'_>) -> Value {
    let mut value = json!({
        "type": "finding",
        "plan": plan,
        "kind": found.kind.id(),
        "severity": found.severity,
        "finding": found.finding.id(),
        "message": found.message(run),
        "quotes": found.quotes(),
        "suggestion": found.suggestion(),
        "fingerprint": found.finding.fingerprint(),
        "waiver": found.finding.waiver(),
    });
    match found.stretch {
        Some(Stretch::Lines(start, end)) => {
            let at = |at: At| json!({ "line": at.line, "column": at.column });
            value["start"] = at(start);
            value["end"] = at(end);
        }
        Some(Stretch::Paragraph(place)) => value["place"] = json!(place),
        None => {}
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;
    use crate::run::tests::Sample;

    #[test]
    fn every_line_is_an_object_that_says_what_it_is() {
        let mut sample = Sample::new();
        sample.reports[0].plan.title = "a\nb\u{1b}".to_owned();
        let text = render(&sample.run(Language::Simplified)).expect("written");
        let values: Vec<Value> =
            text.lines().map(|line| serde_json::from_str(line).expect("an object")).collect();
        let types: Vec<&str> = values.iter().filter_map(|it| it["type"].as_str()).collect();
        assert_eq!(types, ["plan", "finding", "finding", "finding", "finding", "error"]);
        assert_eq!((&values[0]["title"], text.contains('\u{1b}')), (&json!("a\nb\u{1b}"), false));
        assert_eq!(values[1]["start"], json!({ "line": 1, "column": 1 }));
        assert_eq!(values[3]["kind"], "missing");
    }
}
