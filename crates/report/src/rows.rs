//! Obligations as rows of a table, for the formats that are one: the workbook and CSV.

use yaodian_core::Report;
use yaodian_core::notice::bare_title;
use yaodian_core::report::{ObligationReport, PointReport};

use crate::{decisions, safe, signs, terminal};

/// What stands above the columns of a row, in order.
pub(crate) const COLUMNS: [&str; 14] = [
    "编号",
    "部分",
    "要点",
    "通知要求",
    "责任层级",
    "是否要求",
    "状态",
    "得分",
    "计划原文",
    "位置",
    "理由",
    "建议",
    "备注",
    "豁免",
];

/// An obligation and how a plan answers it, in words that are safe to show. Where there are several of a kind, each has a
/// line of its own.
pub(crate) struct Row {
    /// Point and number.
    pub id: String,
    /// Title of the section, empty for a notice without headings.
    pub section: String,
    /// Number and title of the point.
    pub point: String,
    /// What the notice asks.
    pub asked: String,
    /// Whom it binds.
    pub reach: &'static str,
    /// Whether the plan must answer it.
    pub required: &'static str,
    /// The status in words.
    pub status: &'static str,
    /// Estimated probability that it is covered, 0 to 1.
    pub score: f64,
    /// What the plan says.
    pub quotes: String,
    /// Where it says so; empty for a plain text.
    pub places: String,
    /// Why.
    pub reasons: String,
    /// What to write instead.
    pub suggestion: String,
    /// What else is to be noted of it, and the passage that comes closest where nothing answers it.
    pub remarks: String,
    /// Who accepted it as it is, and why.
    pub waiver: String,
}

/// A row for each obligation, with the obligation itself, in order of the notice.
pub(crate) fn of(report: &Report) -> impl Iterator<Item = (&ObligationReport, Row)> {
    report
        .points
        .iter()
        .flat_map(move |point| point.obligations.iter().map(move |one| (one, row(report, point, one))))
}

/// The number of a point and its title, without the stop at its end.
pub(crate) fn point_title(point: &PointReport) -> String {
    format!("{}. {}", point.id, safe::line(bare_title(&point.title)))
}

/// The word for the status of an obligation, whatever its colour.
pub(crate) fn status(one: &ObligationReport) -> &'static str {
    if one.required { one.status.label() } else { signs::NOT_REQUIRED_LABEL }
}

fn row(report: &Report, point: &PointReport, one: &ObligationReport) -> Row {
    Row {
        id: safe::line(&one.id),
        section: safe::line(&point.section),
        point: point_title(point),
        asked: safe::line(&one.text),
        reach: signs::reach(one.reach),
        required: if one.required { "是" } else { "否" },
        status: status(one),
        score: one.score,
        quotes: lines(one.evidence.iter().map(|evidence| safe::line(&evidence.text))),
        places: lines(
            one.evidence.iter().filter_map(|evidence| evidence.place).map(|place| place.to_string()),
        ),
        reasons: lines(one.reasons.iter().map(|reason| safe::line(terminal::why(reason)))),
        suggestion: one.suggestion.as_ref().map(|it| safe::line(&it.text)).unwrap_or_default(),
        remarks: remarks(report, one),
        waiver: one.waiver.as_ref().map(|it| safe::line(&decisions::waiver(it))).unwrap_or_default(),
    }
}

fn remarks(report: &Report, one: &ObligationReport) -> String {
    let closest =
        terminal::closest(one).map(|passage| format!("最接近的段落：“{}”", safe::line(&passage.text)));
    let own = report.observations.iter().filter(|it| it.obligation.as_ref() == Some(&one.id));
    let own = own.map(|it| format!("{}：{}", it.kind.label(), safe::line(&it.message)));
    lines(closest.into_iter().chain(own))
}

fn lines(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join("\n")
}
