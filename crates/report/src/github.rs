//! Annotations for GitHub Actions: workflow commands, which the runner takes from the log and shows beside the lines.

use crate::position::Stretch;
use crate::run::{Found, Run};
use crate::safe;
use crate::severity::Severity;

/// A command for every finding that is waived by nobody, the gravest first, as only the first few of a step are shown;
/// then the coverage of each plan, and the plans that could not be checked.
#[must_use]
pub fn render(run: &Run<'_>) -> String {
    let mut open: Vec<(&str, Found<'_>)> = run
        .plans()
        .flat_map(|(report, source)| {
            run.found(report, source).map(move |found| (report.plan.name.as_str(), found))
        })
        .filter(|(_, found)| found.finding.waiver().is_none())
        .collect();
    open.sort_by_key(|(_, found)| std::cmp::Reverse(found.severity));
    let mut out = String::new();
    for error in run.errors {
        let title = run.say("计划不能核对");
        out.push_str(&command("error", &[("file", &error.name), ("title", &title)], &error.message));
    }
    for (plan, found) in open {
        out.push_str(&annotation(run, plan, &found));
    }
    for report in run.reports {
        out.push_str(&command("notice", &[("title", &report.plan.name)], &run.coverage(report)));
    }
    out
}

fn annotation(run: &Run<'_>, plan: &str, found: &Found<'_>) -> String {
    let level = match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note | Severity::Off => "notice",
    };
    let title = found.title(run);
    let mut properties = vec![("file", plan.to_owned())];
    if let Some(Stretch::Lines(start, end)) = found.stretch {
        properties.extend([("line", start.line.to_string()), ("endLine", end.line.to_string())]);
        // Columns are heeded for what stands on one line only.
        if start.line == end.line {
            properties.extend([("col", start.column.to_string()), ("endColumn", end.column.to_string())]);
        }
    }
    properties.push(("title", title));
    let place = found.paragraph().map(|place| run.say(&format!("位置：{place}")));
    let suggestion = found.suggestion().map(|it| run.say(&format!("建议：{it}")));
    let lines: Vec<String> = [place, Some(found.why(run)), suggestion].into_iter().flatten().collect();
    let properties: Vec<(&str, &str)> =
        properties.iter().map(|(key, value)| (*key, value.as_str())).collect();
    command(level, &properties, &lines.join("\n"))
}

/// `::error file=…,title=…::message`.
fn command(level: &str, properties: &[(&str, &str)], message: &str) -> String {
    let properties: Vec<String> =
        properties.iter().map(|(key, value)| format!("{key}={}", property(value))).collect();
    format!("::{level} {}::{}\n", properties.join(","), data(message))
}

/// What the runner takes out of a message again: actions/toolkit, packages/core/src/command.ts.
fn data(text: &str) -> String {
    safe::lines(text).replace('%', "%25").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;
    use crate::run::tests::Sample;

    #[test]
    fn the_gravest_come_first_and_what_is_waived_does_not_come() {
        let mut sample = Sample::new();
        sample.reports[0].points[1].obligations[0].waiver = Some(Default::default());
        let text = render(&sample.run(Language::Simplified));
        let levels: Vec<&str> = text.lines().filter_map(|line| line.split(' ').next()).collect();
        assert_eq!(levels, ["::error", "::error", "::warning", "::warning", "::notice"]);
        assert!(text.starts_with("::error file=b.txt,title=计划不能核对::文件是空的\n"), "{text}");
        assert!(
            text.contains("file=计划/a b.txt,line=1,endLine=1,col=1,endColumn=2,title=冲突 1.4 "),
            "{text}"
        );
        assert!(text.ends_with("::notice title=计划/a b.txt::覆盖率 50.0%25（3/6项）\n"), "{text}");
    }

    #[test]
    fn a_document_cannot_give_commands() {
        let mut sample = Sample::new();
        let hostile = "a,b::c%0A\n::set-output name=x::y\r\n::error::z";
        sample.reports[0].plan.name = hostile.to_owned();
        sample.reports[0].points[0].obligations[1].text = hostile.to_owned();
        sample.reports[0].observations[0].message = hostile.to_owned();
        let text = render(&sample.run(Language::Simplified));
        assert_eq!(text.lines().count(), 6, "{text}");
        let starts = ["::error ", "::warning ", "::notice "];
        assert!(text.lines().all(|line| starts.iter().any(|start| line.starts_with(start))), "{text}");
        let properties = |line: &str| line.split("::").nth(1).map(str::to_owned);
        let escaped = |line: &str| properties(line).is_some_and(|it| it.contains("a%2Cb%3A%3Ac%250A%0A"));
        assert!(text.lines().filter(|line| escaped(line)).count() >= 5, "{text}");
    }
}
