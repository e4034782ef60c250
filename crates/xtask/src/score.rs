//! The figures by which judgements are compared with labels; the definitions are those of the labellers' evaluate.py.

use yaodian_core::{Report, Status};

use crate::gold::{self, Case, Label};

/// What a label wants and what the report says, for one obligation.
#[derive(Debug, Clone)]
pub struct Row {
    pub id: String,
    pub quote: String,
    pub want: Status,
    /// `None`: the report does not see the obligation at all.
    pub got: Option<Status>,
    /// Lowest score among the report's obligations that overlap the labelled one.
    pub score: f64,
    /// Whether evidence was labelled and shown, and if so whether the two overlap.
    pub hit: Option<bool>,
    /// Whether the labelled evidence overlaps one of the three best candidates or the evidence shown.
    pub in_top_three: Option<bool>,
    /// Kinds of flags raised.
    pub flags: Vec<String>,
    pub label: Label,
    pub said: String,
}

/// Status named in a labels file.
pub fn status(name: &str) -> Status {
    match name {
        "covered" => Status::Covered,
        "weakened" => Status::Weakened,
        "conflict" | "conflicting" => Status::Conflicting,
        _ => Status::Missing,
    }
}

/// One row for each labelled obligation whose reach is not the province's.
pub fn rows(case: &Case, report: &Report) -> Vec<Row> {
    let seen: Vec<_> = report.obligations().collect();
    let mut rows = Vec::new();
    for label in &case.labels {
        let Some(wanted) = case.notice.obligations.iter().find(|obligation| obligation.id == label.id) else {
            continue;
        };
        if wanted.reach == "province" {
            continue;
        }
        let places = gold::places(&case.notice.text, &wanted.quote);
        let mine: Vec<_> = seen
            .iter()
            .filter(|own| places.iter().any(|place| gold::matches((own.span.start, own.span.end), *place)))
            .collect();
        let evidence: Vec<(usize, usize)> =
            label.evidence.iter().flat_map(|quote| gold::places(&case.plan, quote)).collect();
        let shown: Vec<(usize, usize)> =
            mine.iter().flat_map(|own| &own.evidence).map(|passage| (passage.start, passage.end)).collect();
        let near: Vec<(usize, usize)> = mine
            .iter()
            .flat_map(|own| &own.candidates)
            .map(|candidate| (candidate.passage.start, candidate.passage.end))
            .chain(shown.iter().copied())
            .collect();
        let overlap = |passages: &[(usize, usize)]| {
            passages.iter().any(|a| evidence.iter().any(|b| a.1.min(b.1) > a.0.max(b.0)))
        };
        rows.push(Row {
            id: label.id.clone(),
            quote: wanted.quote.clone(),
            want: status(&label.status),
            got: combine(mine.iter().map(|own| own.status)),
            score: mine.iter().map(|own| own.score).fold(1.0, f64::min),
            hit: (!evidence.is_empty() && !shown.is_empty()).then(|| overlap(&shown)),
            in_top_three: (!evidence.is_empty() && !near.is_empty()).then(|| overlap(&near)),
            flags: mine
                .iter()
                .flat_map(|own| &own.reasons)
                .filter_map(|reason| match reason.kind {
                    yaodian_core::report::ReasonKind::Flag(kind) => Some(format!("{kind:?}")),
                    yaodian_core::report::ReasonKind::Plain(_) => None,
                })
                .collect(),
            label: label.clone(),
            said: mine
                .iter()
                .map(|own| {
                    let reasons: Vec<_> = own.reasons.iter().map(|reason| reason.message.as_str()).collect();
                    format!("{:.2} {}", own.score, reasons.join("；"))
                })
                .collect::<Vec<_>>()
                .join(" ‖ "),
        });
    }
    rows
}

fn combine(statuses: impl Iterator<Item = Status>) -> Option<Status> {
    let all: Vec<Status> = statuses.collect();
    let first = *all.first()?;
    if all.contains(&Status::Conflicting) {
        return Some(Status::Conflicting);
    }
    Some(if all.iter().all(|status| *status == first) { first } else { Status::Weakened })
}

/// Precision, recall, F1.
#[derive(Debug, Clone, Copy, Default)]
pub struct Prf {
    pub precision: f64,
    pub recall: f64,
    pub f1: f64,
}

fn prf(hits: usize, said: usize, wanted: usize) -> Prf {
    let precision = hits as f64 / said.max(1) as f64;
    let recall = hits as f64 / wanted.max(1) as f64;
    let sum = precision + recall;
    Prf { precision, recall, f1: if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 } }
}

/// The figures over some rows.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    pub count: usize,
    pub gap: Prf,
    pub by_status: [Prf; 4],
    pub wanted: [usize; 4],
    pub macro_f1: f64,
    pub evidence_hit: f64,
    pub top_three: f64,
    pub found: f64,
    pub auc: f64,
    pub load95: f64,
}

impl Figures {
    /// A figure by its name in `floors.toml`.
    pub fn named(&self, name: &str) -> Option<f64> {
        Some(match name {
            "gap-f1" => self.gap.f1,
            "macro-f1" => self.macro_f1,
            "evidence-hit" => self.evidence_hit,
            "top-three" => self.top_three,
            "found" => self.found,
            "auc" => self.auc,
            _ => return None,
        })
    }
}

/// Computes the figures.
pub fn figures(rows: &[Row]) -> Figures {
    let gap = |status: Option<Status>| status.is_some_and(|status| status != Status::Covered);
    let both = rows.iter().filter(|row| gap(Some(row.want)) && gap(row.got)).count();
    let said = rows.iter().filter(|row| gap(row.got)).count();
    let wanted = rows.iter().filter(|row| gap(Some(row.want))).count();
    let by_status = Status::ALL.map(|status| {
        prf(
            rows.iter().filter(|row| row.want == status && row.got == Some(status)).count(),
            rows.iter().filter(|row| row.got == Some(status)).count(),
            rows.iter().filter(|row| row.want == status).count(),
        )
    });
    let share =
        |values: Vec<bool>| values.iter().filter(|value| **value).count() as f64 / values.len().max(1) as f64;
    let (auc, load95) = ranking(rows);
    Figures {
        count: rows.len(),
        gap: prf(both, said, wanted),
        by_status,
        wanted: Status::ALL.map(|status| rows.iter().filter(|row| row.want == status).count()),
        macro_f1: by_status.iter().map(|prf| prf.f1).sum::<f64>() / 4.0,
        evidence_hit: share(rows.iter().filter_map(|row| row.hit).collect()),
        top_three: share(rows.iter().filter_map(|row| row.in_top_three).collect()),
        found: share(rows.iter().map(|row| row.got.is_some()).collect()),
        auc,
        load95,
    }
}

/// Area under the curve of 1 − score for gaps, and the share to read, lowest score first, until 95 % of gaps are seen.
fn ranking(rows: &[Row]) -> (f64, f64) {
    let gap = |row: &&Row| row.want != Status::Covered;
    let gaps: Vec<f64> = rows.iter().filter(gap).map(|row| row.score).collect();
    let rest: Vec<f64> = rows.iter().filter(|row| !gap(row)).map(|row| row.score).collect();
    if gaps.is_empty() || rest.is_empty() {
        return (0.0, 1.0);
    }
    let mut order: Vec<(f64, bool)> =
        rows.iter().map(|row| (row.score, row.want != Status::Covered)).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let need = 0.95 * gaps.len() as f64;
    let mut seen = 0;
    let read = order.iter().position(|(_, gap)| {
        seen += usize::from(*gap);
        seen as f64 >= need
    });
    (auc(&rest, &gaps), read.map_or(1.0, |read| (read + 1) as f64 / rows.len() as f64))
}

/// Probability that one of `higher` is above one of `lower`; equals count for half.
pub fn auc(higher: &[f64], lower: &[f64]) -> f64 {
    let wins: f64 = lower
        .iter()
        .flat_map(|low| {
            higher.iter().map(move |high| {
                f64::from(u8::from(low < high)) + f64::from(u8::from((low - high).abs() < f64::EPSILON)) / 2.0
            })
        })
        .sum();
    wins / (higher.len() * lower.len()).max(1) as f64
}
