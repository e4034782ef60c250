//! Years that are not the plan's: last year's number in a title, a heading or a deadline.

use super::{Seen, Settings};
use crate::data::any_of;
use crate::facet::{deadline, mark};
use crate::report::{Observation, ObservationKind};

/// The title stands within so many paragraphs of the start.
const HEAD: usize = 6;

pub(super) fn find(seen: &Seen<'_>) -> Vec<Observation> {
    let year = seen.plan.year;
    if year == 0 {
        return Vec::new();
    }
    let mut out = headings(seen, year);
    // Of the days that are looked for, each names its year.
    for (clause, text) in seen.commitments().filter(|(_, text)| text.contains('年')) {
        for due in deadline::parse(&mark(text), year) {
            let words = &text[due.range.clone()];
            if due.year > 0
                && due.year < year
                && words.starts_with(|c: char| c.is_ascii_digit())
                && words.contains('年')
            {
                let message = format!("时限“{words}”早于计划的年度{year}年，疑似沿用旧稿");
                let at = clause.start + due.range.start..clause.start + due.range.end;
                out.push(seen.observation(ObservationKind::Year, at, message));
            }
        }
    }
    out
}

fn headings(seen: &Seen<'_>, year: u16) -> Vec<Observation> {
    let mut out = Vec::new();
    for (number, unit) in seen.plan.units.iter().enumerate().filter(|(_, unit)| unit.is_heading) {
        let text = seen.plan.text(unit.range.clone());
        let settings = Settings::builtin();
        let is_title = number < HEAD && text.ends_with(|end| settings.title_ends.contains(end));
        let numbered = unit.parts.first().is_some_and(|part| part.start > unit.range.start);
        if !(is_title || numbered) || any_of(text, &settings.retrospect) {
            continue;
        }
        for (named, range) in deadline::years(text) {
            if named != year && named + 1 >= year && named <= year + 1 {
                let message = format!("标题写的是{named}年，计划的年度是{year}年，请核对");
                let at = unit.range.start + range.start..unit.range.start + range.end;
                out.push(seen.observation(ObservationKind::Year, at, message));
            }
        }
    }
    out
}
