//! What was read from a notice, for a person at a terminal.

use yaodian_core::notice::{Point, bare_title};
use yaodian_core::{Reach, Requirements};

use crate::figures;
use crate::page::Page;
use crate::rich::Rich;
use crate::signs;
use crate::style::Style;

/// Head, warnings, and every point with its obligations and their reach.
#[must_use]
pub fn render(requirements: &Requirements, style: Style) -> String {
    let mut page = Page::new(style);
    head(&mut page, requirements);
    for points in requirements.points.chunk_by(|a, b| a.section == b.section) {
        page.blank();
        let section = points.first().and_then(|point| requirements.sections.get(point.section));
        if let Some(section) = section.filter(|section| !section.title.is_empty()) {
            page.hang(&Rich::new("▍", style.dim()), &Rich::new(&section.title, style.strong()));
        }
        for point in points {
            self::point(&mut page, point);
        }
    }
    page.blank();
    page.rule();
    summary(&mut page, requirements);
    page.finish()
}

fn head(page: &mut Page, requirements: &Requirements) {
    let style = page.style;
    page.hang(&Rich::new("通知要求  ", style.strong()), &Rich::new(&requirements.title, style.strong()));
    page.rule();
    let facts = [
        ("发文机关", &requirements.issuer),
        ("发文日期", &requirements.date),
        ("主送机关", &requirements.addressees),
    ];
    for (label, value) in facts {
        let missing = Rich::new("（未写明）", style.dim());
        let value = value.as_deref().map_or(missing, |value| Rich::new(value, style.plain()));
        page.hang(&Rich::new(label, style.dim()).gap(2), &value);
    }
    if requirements.counts_are_shared {
        let text = "通知中的全省性数量由各地分解承担，计划中的数量可以小于全省数";
        page.hang(&Rich::new("数量任务", style.dim()).gap(2), &Rich::new(text, style.plain()));
    }
    for warning in &requirements.warnings {
        page.hang(&Rich::new("! 注意    ", style.warning()), &Rich::new(&warning.message, style.plain()));
    }
}

fn point(page: &mut Page, point: &Point) {
    let style = page.style;
    let title = bare_title(&point.title);
    page.hang(&Rich::new(&format!("{:>4}. ", point.id), style.plain()), &Rich::new(title, style.strong()));
    for obligation in &point.obligations {
        let ink = if obligation.required { style.plain() } else { style.dim() };
        let head = Rich::default()
            .gap(6)
            .and(&format!("{:<5}", obligation.id), style.dim())
            .and(signs::reach(obligation.reach), style.dim())
            .gap(2);
        page.hang(&head, &Rich::new(&obligation.text, ink));
    }
}

fn summary(page: &mut Page, requirements: &Requirements) {
    let style = page.style;
    let of = |reach: Reach| requirements.obligations().filter(|obligation| obligation.reach == reach).count();
    let required = requirements.obligations().filter(|obligation| obligation.required).count();
    let line = format!(
        "{}{}条要点、{}项要求：直接要求{}项，对应职责{}项，上级职责{}项；其中须由计划回应的{required}项",
        figures::sections(requirements.sections.iter().map(|section| section.title.as_str())),
        requirements.points.len(),
        requirements.obligations().count(),
        of(Reach::Direct),
        of(Reach::Counterpart),
        of(Reach::Province),
    );
    page.hang(&Rich::new("合计      ", style.strong()), &Rich::new(&line, style.plain()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthStr;
    use yaodian_core::Span;
    use yaodian_core::notice::{Obligation, Section};

    #[test]
    fn shows_points_and_reach_within_the_width() {
        let obligation = Obligation {
            id: "1.1".to_owned(),
            text: "督促各市（州）制定贯彻落实的具体措施并建立党政领导干部食品安全责任清单".to_owned(),
            context: String::new(),
            span: Span::default(),
            reach: Reach::Direct,
            required: true,
        };
        let requirements = Requirements {
            title: "要点".to_owned(),
            sections: vec![Section { title: "落实责任".to_owned(), span: Span::default() }],
            points: vec![Point {
                id: "1".to_owned(),
                section: 0,
                title: "健全体系。".to_owned(),
                span: Span::default(),
                obligations: vec![obligation],
            }],
            ..Requirements::default()
        };
        let text = render(&requirements, Style::new(false, 50));
        assert!(text.contains("1. 健全体系\n") && text.contains("直接要求  督促各市（州）"), "{text}");
        assert!(text.lines().all(|line| line.width() <= 50), "{text}");
    }
}
