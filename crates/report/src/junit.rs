//! JUnit XML: a suite for each plan, a case for each required obligation and each remark. A gap or remark that is a
//! warning or an error fails its case, a note does not; what is waived is skipped, with who accepted it and why.

use std::io;

use quick_xml::Writer;
use quick_xml::events::BytesText;
use yaodian_core::report::{ObligationReport, PointReport};
use yaodian_core::review::Finding;
use yaodian_core::{Report, Status};

use crate::json::PlanError;
use crate::position::Source;
use crate::run::{Found, Run};
use crate::severity::Severity;
use crate::{rows, safe};

/// How a case ended.
enum Outcome {
    Passed,
    /// Passed, with something to say.
    Noted(String),
    Skipped(String),
    Failed {
        kind: &'static str,
        message: String,
        text: String,
    },
    Error(String),
}

struct Case {
    /// What it belongs to.
    class: String,
    name: String,
    outcome: Outcome,
}

struct Suite {
    name: String,
    cases: Vec<Case>,
}

/// The suites of a run.
///
/// # Errors
/// None in practice: the document is written to memory.
pub fn render(run: &Run<'_>) -> io::Result<String> {
    let suites: Vec<Suite> = run
        .plans()
        .map(|(report, source)| suite(run, report, source))
        .chain(run.errors.iter().map(|error| unreadable(run, error)))
        .collect();
    let all: Vec<&Case> = suites.iter().flat_map(|suite| &suite.cases).collect();
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    let root = writer.create_element("testsuites").with_attribute(("name", "yaodian"));
    root.with_attributes(counts(&all).iter().map(|(key, count)| (*key, count.as_str())))
        .write_inner_content(|writer| suites.iter().try_for_each(|suite| write_suite(writer, suite)))?;
    let body = String::from_utf8_lossy(&writer.into_inner()).into_owned();
    Ok(format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{body}\n"))
}

fn suite(run: &Run<'_>, report: &Report, source: &Source) -> Suite {
    let found: Vec<Found<'_>> = run.found(report, source).collect();
    let gap = |own: &ObligationReport| {
        found.iter().find(|it| matches!(it.finding, Finding::Gap(_, gap) if std::ptr::eq(gap, own)))
    };
    let required = report
        .points
        .iter()
        .flat_map(|point| point.obligations.iter().filter(|own| own.required).map(move |own| (point, own)));
    let mut cases: Vec<Case> = required
        .map(|(point, own)| Case {
            class: class(point),
            name: format!("{} {}", own.id, safe::line(&own.text)),
            outcome: match gap(own) {
                Some(found) => outcome(run, found),
                None => {
                    debug_assert_eq!(own.status, Status::Covered, "everything else is found");
                    Outcome::Passed
                }
            },
        })
        .collect();
    let remarks = found.iter().filter(|it| matches!(it.finding, Finding::Remark(_)));
    cases.extend(remarks.map(|found| Case {
        class: run.say("另请注意"),
        name: found.message(run),
        outcome: outcome(run, found),
    }));
    Suite { name: report.plan.name.clone(), cases }
}

/// Section and point, as a class and its package are told apart by a dot.
fn class(point: &PointReport) -> String {
    let section = safe::line(&point.section);
    let point = rows::point_title(point);
    if section.is_empty() { point } else { format!("{section} / {point}") }
}

fn outcome(run: &Run<'_>, found: &Found<'_>) -> Outcome {
    if let Some(waived) = found.waived(run) {
        return Outcome::Skipped(waived);
    }
    let message = found.message(run);
    if found.severity < Severity::Warning {
        return Outcome::Noted(message);
    }
    let quotes = found.quotes();
    let quotes = quotes.iter().map(|quote| run.say(&format!("计划：{quote}")));
    let suggestion = found.suggestion().map(|it| run.say(&format!("建议：{it}")));
    let text = quotes.chain(suggestion).collect::<Vec<_>>().join("\n");
    Outcome::Failed { kind: found.kind.id(), message, text }
}

fn unreadable(run: &Run<'_>, error: &PlanError) -> Suite {
    let case = Case {
        class: error.name.clone(),
        name: run.say("计划不能核对"),
        outcome: Outcome::Error(error.message.clone()),
    };
    Suite { name: error.name.clone(), cases: vec![case] }
}

fn counts(cases: &[&Case]) -> [(&'static str, String); 4] {
    let count = |is: fn(&Outcome) -> bool| cases.iter().filter(|case| is(&case.outcome)).count().to_string();
    [
        ("tests", cases.len().to_string()),
        ("failures", count(|it| matches!(it, Outcome::Failed { .. }))),
        ("errors", count(|it| matches!(it, Outcome::Error(_)))),
        ("skipped", count(|it| matches!(it, Outcome::Skipped(_)))),
    ]
}

fn write_suite(writer: &mut Writer<Vec<u8>>, suite: &Suite) -> io::Result<()> {
    let cases: Vec<&Case> = suite.cases.iter().collect();
    let name = clean(&suite.name);
    writer
        .create_element("testsuite")
        .with_attribute(("name", name.as_str()))
        .with_attributes(counts(&cases).iter().map(|(key, count)| (*key, count.as_str())))
        .write_inner_content(|writer| cases.iter().try_for_each(|case| write_case(writer, &name, case)))?;
    Ok(())
}

fn write_case(writer: &mut Writer<Vec<u8>>, file: &str, case: &Case) -> io::Result<()> {
    let (class, name) = (clean(&case.class), clean(&case.name));
    let element = writer.create_element("testcase").with_attributes([
        ("name", name.as_str()),
        ("classname", class.as_str()),
        ("file", file),
    ]);
    match &case.outcome {
        Outcome::Passed => element.write_empty()?,
        Outcome::Noted(text) => element.write_inner_content(|writer| {
            writer.create_element("system-out").write_text_content(BytesText::new(&clean(text)))?;
            Ok(())
        })?,
        Outcome::Skipped(message) => element.write_inner_content(|writer| {
            let message = clean(message);
            writer.create_element("skipped").with_attribute(("message", message.as_str())).write_empty()?;
            Ok(())
        })?,
        Outcome::Failed { kind, message, text } => element.write_inner_content(|writer| {
            let message = clean(message);
            writer
                .create_element("failure")
                .with_attributes([("type", *kind), ("message", message.as_str())])
                .write_text_content(BytesText::new(&clean(text)))?;
            Ok(())
        })?,
        Outcome::Error(message) => element.write_inner_content(|writer| {
            let message = clean(message);
            writer
                .create_element("error")
                .with_attributes([("type", "unreadable"), ("message", message.as_str())])
                .write_empty()?;
            Ok(())
        })?,
    };
    Ok(())
}

/// Without characters that XML cannot hold, and on lines.
fn clean(text: &str) -> String {
    safe::lines(text).replace(['\u{fffe}', '\u{ffff}'], "�")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;
    use crate::run::tests::Sample;
    use proptest::prelude::*;
    use quick_xml::Reader;
    use quick_xml::XmlVersion;
    use quick_xml::events::Event;

    fn render_simplified(sample: &Sample) -> String {
        render(&sample.run(Language::Simplified)).expect("written")
    }

    #[test]
    fn cases_are_counted_by_how_they_end() {
        let mut sample = Sample::new();
        sample.reports[0].points[1].obligations[0].waiver = Some(Default::default());
        let text = render_simplified(&sample);
        // Six required, one remark; a plan that could not be read.
        assert!(
            text.contains(
                "<testsuites name=\"yaodian\" tests=\"8\" failures=\"3\" errors=\"1\" skipped=\"1\">"
            )
        );
        assert!(text.contains("<testsuite name=\"计划/a b.txt\" tests=\"7\" failures=\"3\""), "{text}");
        assert!(text.contains("<failure type=\"weakened\" message=\"弱化 1.2 "), "{text}");
        assert!(text.contains("classname=\"推动责任落实 / 1. 健全工作责任体系\""), "{text}");
        assert!(text.contains("<error type=\"unreadable\" message=\"文件是空的\"/>"), "{text}");
    }

    #[test]
    fn a_note_does_not_fail() {
        use yaodian_core::report::{FindingKind, ObservationKind};
        let mut sample = Sample::new();
        let blanket = FindingKind::Remark(ObservationKind::Blanket);
        sample.severities.set(blanket, Severity::Note).expect("a remark");
        let text = render_simplified(&sample);
        assert!(text.contains("failures=\"3\"") && text.contains("<system-out>兜底表述："), "{text}");
    }

    proptest! {
        #[test]
        fn any_text_stays_in_its_place(text in any::<String>()) {
            let mut sample = Sample::new();
            sample.reports[0].plan.name.clone_from(&text);
            sample.reports[0].points[0].obligations[1].text.clone_from(&text);
            sample.errors[0].message.clone_from(&text);
            let xml = render_simplified(&sample);
            let mut reader = Reader::from_str(&xml);
            let mut cases = 0;
            loop {
                match reader.read_event() {
                    Ok(Event::Eof) => break,
                    Ok(Event::Start(tag) | Event::Empty(tag)) => {
                        cases += usize::from(tag.name().as_ref() == "testcase");
                        for attribute in tag.attributes() {
                            let attribute = attribute.expect("an attribute");
                            prop_assert!(attribute.normalized_value(XmlVersion::Explicit1_0).is_ok());
                        }
                    }
                    Ok(_) => {}
                    Err(error) => return Err(TestCaseError::fail(error.to_string())),
                }
            }
            prop_assert_eq!(cases, 8);
        }
    }
}
