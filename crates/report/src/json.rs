//! JSON: `yaodian.report/1`, `yaodian.reports/1` for several plans, `yaodian.comparison/1` for plans side by side,
//! `yaodian.versions/1` for two versions of one plan, `yaodian.requirements/1`.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;
use yaodian_core::{Comparison, Report, Requirements, Versions};

use crate::safe;

/// Reports of several plans checked against one notice.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Reports<'a> {
    /// `yaodian.reports/1`.
    schema: &'static str,
    /// A report for every plan that could be read, in the order given.
    reports: &'a [Report],
    /// The plans that could not be, in the order given.
    errors: &'a [PlanError],
}

/// A plan that could not be checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlanError {
    /// What the user calls the plan.
    pub name: String,
    /// Why, and what to do about it.
    pub message: String,
}

#[derive(Serialize)]
struct Read<'a> {
    schema: &'static str,
    #[serde(flatten)]
    requirements: &'a Requirements,
}

/// One report.
///
/// # Errors
/// None in practice: every report has a JSON form.
pub fn report(report: &Report) -> serde_json::Result<String> {
    text(report)
}

/// The reports of several plans, and the plans that could not be checked.
///
/// # Errors
/// None in practice: every report has a JSON form.
pub fn reports(reports: &[Report], errors: &[PlanError]) -> serde_json::Result<String> {
    text(&Reports { schema: "yaodian.reports/1", reports, errors })
}

/// Plans side by side.
///
/// # Errors
/// None in practice: every comparison has a JSON form.
pub fn comparison(comparison: &Comparison) -> serde_json::Result<String> {
    text(comparison)
}

/// Two versions of a plan and what changed between them.
///
/// # Errors
/// None in practice: all versions have a JSON form.
pub fn versions(versions: &Versions) -> serde_json::Result<String> {
    text(versions)
}

/// What was read from a notice; the fields are those of the requirements file.
///
/// # Errors
/// None in practice: all requirements have a JSON form.
pub fn requirements(requirements: &Requirements) -> serde_json::Result<String> {
    text(&Read { schema: "yaodian.requirements/1", requirements })
}

/// The JSON Schema of [`report`].
///
/// # Errors
/// None in practice.
pub fn report_schema() -> serde_json::Result<String> {
    schema_of::<Report>()
}

/// The JSON Schema of [`reports`].
///
/// # Errors
/// None in practice.
pub fn reports_schema() -> serde_json::Result<String> {
    schema_of::<Reports<'_>>()
}

/// The JSON Schema of [`comparison`].
///
/// # Errors
/// None in practice.
pub fn comparison_schema() -> serde_json::Result<String> {
    schema_of::<Comparison>()
}

/// The JSON Schema of [`versions`].
///
/// # Errors
/// None in practice.
pub fn versions_schema() -> serde_json::Result<String> {
    schema_of::<Versions>()
}

fn schema_of<T: JsonSchema>() -> serde_json::Result<String> {
    text(&SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>())
}

pub(crate) fn text(value: &impl Serialize) -> serde_json::Result<String> {
    let json = serde_json::to_string_pretty(value)?;
    Ok(escape(&json) + "\n")
}

/// The value on one line.
pub(crate) fn line(value: &impl Serialize) -> serde_json::Result<String> {
    Ok(escape(&serde_json::to_string(value)?) + "\n")
}

/// Escapes what serde_json leaves as it is and a terminal might obey. Such characters stand in strings only.
fn escape(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for character in json.chars() {
        if character != '\n' && safe::is_harmful(character) {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(character);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn control_characters_are_escaped_and_come_back() {
        let mut given = sample::report();
        given.plan.title = "\u{1b}[2J\u{9b}2J\u{202e}题\u{e0041}".to_owned();
        let json = report(&given).expect("serialises");
        assert!(!json.chars().any(|c| c != '\n' && safe::is_harmful(c)));
        let back: Report = serde_json::from_str(&json).expect("parses");
        assert_eq!(back, given);
    }

    #[test]
    fn several_plans_are_one_object() {
        let errors = [PlanError { name: "b".to_owned(), message: "空".to_owned() }];
        let json = reports(&[sample::report()], &errors).expect("serialises");
        let value: serde_json::Value = serde_json::from_str(&json).expect("parses");
        assert_eq!(value["schema"], "yaodian.reports/1");
        assert_eq!(value["reports"][0]["schema"], "yaodian.report/1");
        assert_eq!(value["errors"][0]["name"], "b");
    }
}
