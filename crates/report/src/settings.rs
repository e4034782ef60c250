//! How a report came about, as every work paper says at its end: inputs, date, program, what was left out, and what its
//! words mean.

use yaodian_core::report::ObligationReport;
use yaodian_core::{Report, Status};

/// How a report came about. The caller says so: a renderer knows neither the date nor the program.
#[derive(Debug, Clone, Copy, Default)]
pub struct Settings<'a> {
    /// What the user calls the notice or the requirements file.
    pub notice: &'a str,
    /// Date of the check as 2026-11-24, if it is to be shown.
    pub date: Option<&'a str>,
    /// Version of the program.
    pub version: &'a str,
    /// The statuses whose obligations are listed one by one; empty for all obligations, required or not. Figures are
    /// always of all.
    pub only: &'a [Status],
    /// What else was asked for, as the user wrote it: a name and its value each.
    pub options: &'a [(&'a str, String)],
}

impl Settings<'_> {
    /// Whether an obligation is listed.
    pub(crate) fn lists(&self, one: &ObligationReport) -> bool {
        self.only.is_empty() || one.required && self.only.contains(&one.status)
    }

    /// Which obligations are listed, in words.
    pub(crate) fn listed(&self) -> String {
        if self.only.is_empty() {
            return "全部要求".to_owned();
        }
        let named = Status::ALL.into_iter().filter(|status| self.only.contains(status));
        named.map(Status::label).collect::<Vec<_>>().join("、")
    }
}

/// What is told of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fact {
    /// Words, some of them out of documents.
    Text(String),
    /// A number.
    Count(usize),
}

/// What there is to be told of the reports, in order, each with its name.
pub(crate) fn facts<'a>(reports: &'a [Report], settings: &Settings<'a>) -> Vec<(&'a str, Fact)> {
    let text = |name: &'a str, value: &str| (name, Fact::Text(value.to_owned()));
    let mut facts = vec![text("通知文件", settings.notice)];
    if let Some(report) = reports.first() {
        let notice = &report.notice;
        facts.push(text("通知标题", &notice.title));
        facts.extend(notice.issuer.iter().map(|issuer| text("发文机关", issuer)));
        facts.extend(notice.date.iter().map(|date| text("成文日期", date)));
        facts.push(("要点数", Fact::Count(notice.points)));
        facts.push(("要求数", Fact::Count(notice.obligations)));
    }
    for report in reports {
        facts.push(text("计划文件", &report.plan.name));
        facts.push(text("计划标题", &report.plan.title));
        facts.push(("计划字数", Fact::Count(report.plan.chars)));
    }
    facts.extend(settings.date.map(|date| text("核对日期", date)));
    facts.push(text("程序版本", settings.version));
    facts.extend(reports.first().map(|report| text("报告格式", &report.schema)));
    facts.push(("列出范围", Fact::Text(settings.listed())));
    facts.extend(settings.options.iter().map(|(name, value)| text(name, value)));
    facts
}

/// What a status means.
pub(crate) fn meaning(status: Status) -> &'static str {
    match status {
        Status::Covered => "计划对这项要求作出了相应安排",
        Status::Weakened => "有安排，但比通知要求的弱、少、晚，或缺一部分",
        Status::Conflicting => "计划的说法与通知相反，或与事实不符",
        Status::Missing => "计划没有作出相应安排",
    }
}

/// What it means that an obligation is not required.
pub(crate) const NOT_REQUIRED: &str = "上级自己的职责，不计入覆盖率";

/// Other words of the papers, and what they mean.
pub(crate) const TERMS: [(&str, &str); 2] =
    [("得分", "这项要求已被落实的估计概率，0 到 1"), ("覆盖率", "已覆盖的要求 ÷ 要求落实的要求，只舍不入")];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn what_is_listed_is_said_and_what_is_not_required_has_no_status() {
        let report = sample::report();
        let settings = Settings { only: &[Status::Missing, Status::Weakened], ..Settings::default() };
        let listed: Vec<&str> =
            report.obligations().filter(|one| settings.lists(one)).map(|one| one.id.as_str()).collect();
        assert_eq!(listed, ["1.2", "2.1"]);
        let reports = [report];
        let said = |settings: &Settings<'_>| {
            facts(&reports, settings).into_iter().find(|(name, _)| *name == "列出范围").map(|(_, fact)| fact)
        };
        assert_eq!(said(&settings), Some(Fact::Text("弱化、缺失".to_owned())));
        assert_eq!(said(&Settings::default()), Some(Fact::Text("全部要求".to_owned())));
        assert!(reports[0].obligations().all(|one| Settings::default().lists(one)));
    }
}
