//! What a reviewer would point out beside the verdicts, grouped by kind.

use yaodian_core::Report;
use yaodian_core::report::{Observation, ObservationKind};

use crate::decisions;
use crate::page::Page;
use crate::rich::Rich;

/// So many of a kind are shown; the rest is counted.
const SHOWN: usize = 5;
/// Columns of a kind's name with the gap behind it.
const LABEL: usize = 16;
/// The order in which kinds are shown: what must be mended comes first.
const ORDER: [ObservationKind; 8] = [
    ObservationKind::ForeignPlace,
    ObservationKind::Year,
    ObservationKind::UpperLevel,
    ObservationKind::Copied,
    ObservationKind::Blanket,
    ObservationKind::HeadingOnly,
    ObservationKind::Numbering,
    ObservationKind::Initiative,
];

/// The title above them.
pub const TITLE: &str = "另请注意";

/// The remarks of a report by kind, in the order in which they are shown; kinds without any are left out.
pub fn groups(report: &Report) -> impl Iterator<Item = (ObservationKind, Vec<&Observation>)> {
    let of = |kind| report.observations.iter().filter(move |it| it.kind == kind).collect::<Vec<_>>();
    ORDER.into_iter().map(move |kind| (kind, of(kind))).filter(|(_, own)| !own.is_empty())
}

/// What a remark says, and who accepted it as it is.
#[must_use]
pub fn message(observation: &Observation) -> String {
    match &observation.waiver {
        Some(waiver) => {
            format!("{}〔{}：{}〕", observation.message, decisions::WAIVED, decisions::waiver(waiver))
        }
        None => observation.message.clone(),
    }
}

/// Writes the remarks of a report for a terminal; nothing if there are none.
pub(crate) fn write(page: &mut Page, report: &Report) {
    if report.observations.is_empty() {
        return;
    }
    let (dim, plain, strong) = (page.style.dim(), page.style.plain(), page.style.strong());
    page.blank();
    page.line(&Rich::new("▍", dim).and(TITLE, strong));
    for (kind, own) in groups(report) {
        for (number, observation) in own.iter().take(SHOWN).enumerate() {
            let label = if number == 0 { kind.label() } else { "" };
            let head = Rich::new(" ", plain).and(label, dim);
            let gap = LABEL.saturating_sub(head.columns());
            page.hang(&head.gap(gap), &Rich::new(&message(observation), plain));
        }
        if own.len() > SHOWN {
            let rest = format!("……共{}处，其余见 JSON 报告", own.len());
            page.line(&Rich::default().gap(LABEL).and(&rest, dim));
        }
    }
}
