//! The bars that coverage is held against: of a plan, of every section and point, of single ones.

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use yaodian_core::report::ObligationReport;
use yaodian_core::toml_file::closest;
use yaodian_core::{Report, Requirements};
use yaodian_report::percent;

use super::Set;
use crate::percent::Percent;

/// The bars. What is waived counts as covered.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Thresholds {
    /// What a plan must cover.
    pub overall: Option<Set<Percent>>,
    /// What it must cover of every section.
    pub section: Option<Set<Percent>>,
    /// What it must cover of every point.
    pub point: Option<Set<Percent>>,
    /// What it must cover of single sections, by title, instead.
    pub sections: BTreeMap<String, Percent>,
    /// What it must cover of single points, by number, instead.
    pub points: BTreeMap<String, Percent>,
}

/// A bar that a plan does not reach.
#[derive(Debug, Clone, PartialEq)]
pub struct Below {
    /// The section or point; empty for the whole.
    pub part: String,
    /// The coverage with what is waived, in percent.
    pub coverage: String,
    /// The bar.
    pub bar: Percent,
}

impl Thresholds {
    /// Sees that the sections and points that are named are there.
    ///
    /// # Errors
    /// If one is not: a bar for nothing is always reached.
    pub fn fit(&self, requirements: &Requirements) -> Result<()> {
        let titles: Vec<&str> = requirements.sections.iter().map(|section| section.title.as_str()).collect();
        let numbers: Vec<&str> = requirements.points.iter().map(|point| point.id.as_str()).collect();
        let named = |names: &BTreeMap<String, Percent>, known: &[&str], what: &str| {
            let Some(name) = names.keys().find(|name| !known.contains(&name.as_str())) else { return Ok(()) };
            let meant = closest(name, known).map(|it| format!("，是不是“{it}”？")).unwrap_or_default();
            bail!("{what}：通知中没有“{name}”{meant}；有：{} (not in the notice)", known.join("、"))
        };
        named(&self.sections, &titles, "thresholds.sections")?;
        named(&self.points, &numbers, "thresholds.points")
    }

    /// The bars that a plan does not reach, the whole first, then in the order of the notice.
    pub fn below(&self, report: &Report) -> Vec<Below> {
        let mut below = Vec::new();
        let mut hold = |part: String, own: &[&ObligationReport], bar: Option<Percent>| {
            let required = own.iter().filter(|it| it.required).count();
            let covered = required - own.iter().filter(|it| it.is_open()).count();
            if let Some(bar) = bar.filter(|bar| bar.is_above(covered, required)) {
                below.push(Below { part, coverage: percent(covered, required), bar });
            }
        };
        let all: Vec<&ObligationReport> = report.obligations().collect();
        hold(String::new(), &all, value(&self.overall));
        for points in report.points.chunk_by(|a, b| a.section == b.section) {
            let Some(title) = points.first().map(|point| &point.section) else { continue };
            let own: Vec<&ObligationReport> = points.iter().flat_map(|point| &point.obligations).collect();
            let bar = self.sections.get(title).copied().or_else(|| value(&self.section));
            // A notice without headings is one section, of which the overall bar says all.
            hold(format!("“{title}”"), &own, bar.filter(|_| !title.is_empty()));
            for point in points {
                let own: Vec<&ObligationReport> = point.obligations.iter().collect();
                let bar = self.points.get(&point.id).copied().or_else(|| value(&self.point));
                hold(format!("第{}条", point.id), &own, bar);
            }
        }
        below
    }
}

fn value(set: &Option<Set<Percent>>) -> Option<Percent> {
    set.as_ref().map(|set| set.value)
}
