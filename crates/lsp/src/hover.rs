//! What is shown where the pointer rests: what the notice asks for, and how the plan answers it.

use std::fmt::Write as _;

use yaodian_core::Status;
use yaodian_core::notice::bare_title;
use yaodian_core::report::{ObligationReport, PointReport};
use yaodian_report::{markdown, percent, safe};

use crate::analysis::{self, Analysis};
use crate::words::Words;

/// So many obligations are told in full.
const SHOWN: usize = 4;

/// The text for a byte of the editor's text, in Markdown or without any marks; `None` where there is nothing to say.
pub fn at(analysis: &Analysis, at: usize, in_markdown: bool) -> Option<String> {
    let teller = Teller { analysis, words: Words::of(analysis.language), in_markdown };
    let found = analysis.obligations_at(at);
    let mut parts: Vec<String> = found.iter().take(SHOWN).map(|own| teller.obligation(own)).collect();
    if found.len() > SHOWN {
        let rest: Vec<&str> = found[SHOWN..].iter().map(|own| own.id.as_str()).collect();
        parts.push(format!("…… {}", rest.join("、")));
    }
    let title = analysis.document.origin.in_file(analysis::title(&analysis.document));
    if title.start <= at && at <= title.end {
        parts.insert(0, teller.figures());
    }
    let rule = if in_markdown { "\n\n---\n\n" } else { "\n\n" };
    (!parts.is_empty()).then(|| parts.join(rule))
}

struct Teller<'a> {
    analysis: &'a Analysis,
    words: &'static Words,
    in_markdown: bool,
}

impl Teller<'_> {
    fn obligation(&self, own: &ObligationReport) -> String {
        let words = self.words;
        let point = self
            .analysis
            .report
            .points
            .iter()
            .find(|point| point.obligations.iter().any(|it| it.id == own.id));
        let mut out = self.strong(&format!("{} {}", words.status(own.status), own.id));
        if let Some(point) = point {
            let _ = write!(out, " {}", self.text(&heading(point)));
        }
        let _ = write!(out, "\n\n{}：{}", words.asked, self.text(&own.text));
        if own.status == Status::Covered {
            return out;
        }
        for reason in &own.reasons {
            let sentence = self.analysis.language.sentence(&reason.message);
            let _ = write!(out, "\n\n{}：{}", words.why, self.text(&sentence));
        }
        if let Some(suggestion) = &own.suggestion {
            let _ = write!(out, "\n\n{}：{}", words.suggestion, self.text(&suggestion.text));
        }
        if let Some(waiver) = &own.waiver {
            let _ = write!(out, "\n\n{}：{}", waiver.source.label(), self.text(&waiver.why));
        }
        out
    }

    /// The coverage of the plan, and what there is to know of notice and plan.
    fn figures(&self) -> String {
        let report = &self.analysis.report;
        let counts = &report.summary.obligations;
        let coverage = format!("{} {}", self.words.coverage, percent(counts.covered, counts.required()));
        let mut out = format!("{}（{}/{}）", self.strong(&coverage), counts.covered, counts.required());
        let gaps = [Status::Weakened, Status::Conflicting, Status::Missing];
        for status in gaps.into_iter().filter(|status| counts.of(*status) > 0) {
            let _ = write!(out, " {} {}", self.words.status(status), counts.of(status));
        }
        for warning in &report.warnings {
            let _ = write!(out, "\n\n{}", self.text(&self.analysis.language.sentence(&warning.message)));
        }
        out
    }

    fn strong(&self, text: &str) -> String {
        if self.in_markdown { format!("**{}**", self.text(text)) } else { self.text(text) }
    }

    /// Words of a document, on one line, without any power over the editor.
    fn text(&self, text: &str) -> String {
        if self.in_markdown { markdown::escape(text) } else { safe::line(text) }
    }
}

/// 二、监督检查 › 3. 开展抽检
fn heading(point: &PointReport) -> String {
    let title = format!("{}. {}", point.id, bare_title(&point.title));
    if point.section.is_empty() { title } else { format!("{} › {title}", bare_title(&point.section)) }
}
