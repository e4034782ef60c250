//! The lines of a plan's table of coverage: the whole, then each section with its points.

use yaodian_core::Report;
use yaodian_core::report::{ObligationCounts, PointStatus};

use crate::{rows, safe};

/// What a line is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    Whole,
    Section,
    Point,
}

impl Level {
    /// Its name.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Whole => "合计",
            Self::Section => "部分",
            Self::Point => "要点",
        }
    }
}

/// A line of the table, its texts safe to show.
pub(crate) struct Line {
    pub level: Level,
    /// Title of the section; empty in the line of the whole.
    pub section: String,
    /// Number and title of the point; empty in others' lines.
    pub point: String,
    /// Of the point; none in others' lines.
    pub status: Option<PointStatus>,
    pub counts: ObligationCounts,
}

/// The lines, in order. A notice without headings has none for sections.
pub(crate) fn lines(report: &Report) -> Vec<Line> {
    let sum = |level, section: &str, counts| Line {
        level,
        section: section.to_owned(),
        point: String::new(),
        status: None,
        counts,
    };
    let mut lines = vec![sum(Level::Whole, "", report.summary.obligations.clone())];
    for points in report.points.chunk_by(|a, b| a.section == b.section) {
        let section = points.first().map(|point| safe::line(&point.section)).unwrap_or_default();
        if !section.is_empty() {
            let counts = points.iter().flat_map(|point| &point.obligations).collect();
            lines.push(sum(Level::Section, &section, counts));
        }
        lines.extend(points.iter().map(|point| Line {
            level: Level::Point,
            section: section.clone(),
            point: rows::point_title(point),
            status: Some(point.status),
            counts: point.counts(),
        }));
    }
    lines
}
