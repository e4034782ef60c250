//! What a reviewer would point out beside the verdicts, grouped by kind.

use yaodian_core::Report;
use yaodian_core::report::{Observation, ObservationKind};

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

/// Writes the remarks of a report; nothing if there are none.
pub(crate) fn write(page: &mut Page, report: &Report) {
    if report.observations.is_empty() {
        return;
    }
    let (dim, plain, strong) = (page.style.dim(), page.style.plain(), page.style.strong());
    page.blank();
    page.line(&Rich::new("▍", dim).and("另请注意", strong));
    for kind in ORDER {
        let own: Vec<&Observation> = report.observations.iter().filter(|it| it.kind == kind).collect();
        for (number, observation) in own.iter().take(SHOWN).enumerate() {
            let label = if number == 0 { kind.label() } else { "" };
            let head = Rich::new(" ", plain).and(label, dim);
            let gap = LABEL.saturating_sub(head.columns());
            page.hang(&head.gap(gap), &Rich::new(&observation.message, plain));
        }
        if own.len() > SHOWN {
            let rest = format!("……共{}处，其余见 JSON 报告", own.len());
            page.line(&Rich::default().gap(LABEL).and(&rest, dim));
        }
    }
}
