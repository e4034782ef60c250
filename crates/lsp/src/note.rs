//! What is marked in the text: gaps, remarks, and waivers of the plan that waive nothing.

use lsp_types::DiagnosticSeverity;
use yaodian_core::report::{
    FindingKind, ObligationReport, Observation, ObservationKind, Position, WaiverSource,
};
use yaodian_core::{Report, Span};
use yaodian_report::severity::{Severities, Severity};
use yaodian_report::{Language, safe};

use crate::analysis;
use crate::fix::{self, Fix, Plan};
use crate::words::Words;

/// A mark in the text.
#[derive(Debug)]
pub struct Note {
    /// Number of the obligation, or the kind of the remark.
    pub id: String,
    /// Where: bytes of the editor's text.
    pub at: Span,
    /// How grave it is.
    pub severity: DiagnosticSeverity,
    /// The kind of the finding, as in the JSON of a report.
    pub code: &'static str,
    /// What is said of it.
    pub message: String,
    /// How to mend it.
    pub fix: Option<Fix>,
}

/// The code of a waiver that waives nothing.
const UNUSED_WAIVER: &str = "unused-waiver";

/// Everything to mark. What somebody accepted is not.
pub fn all(plan: Plan<'_>, report: &Report, language: Language, severities: &Severities) -> Vec<Note> {
    let teller = Teller { plan, language, severities, words: Words::of(language) };
    let gaps = report.obligations().filter(|own| own.is_open()).filter_map(|own| teller.gap(own));
    let remarks = report.observations.iter().filter(|it| it.waiver.is_none());
    let remarks = remarks.filter_map(|it| teller.remark(it));
    let mut notes: Vec<Note> = gaps.chain(remarks).collect();
    notes.extend(teller.unused(report));
    notes
}

struct Teller<'a> {
    plan: Plan<'a>,
    language: Language,
    severities: &'a Severities,
    words: &'static Words,
}

impl Teller<'_> {
    fn gap(&self, own: &ObligationReport) -> Option<Note> {
        let kind = FindingKind::of(own.status)?;
        let words = self.words;
        let mut message =
            format!("{} {}：{}", words.status(own.status), own.id, self.language.sentence(&own.text));
        for reason in &own.reasons {
            message.push('\n');
            message.push_str(&self.language.sentence(&reason.message));
        }
        let fix = own.suggestion.as_ref().and_then(|suggestion| match suggestion.position {
            Position::Replace(span) => {
                let edit = fix::replace(&self.plan, span, &suggestion.text)?;
                Some(Fix::new(words.replace, &suggestion.text, edit))
            }
            Position::After(end) => {
                let edit = fix::insert(&self.plan, end, &suggestion.text);
                Some(Fix::new(words.insert, &suggestion.text, edit))
            }
        });
        let at = self.plan.document.origin.in_file(analysis::place(self.plan.document, own));
        let (severity, message) = (self.severity(kind), safe::lines(&message));
        Some(Note { id: own.id.clone(), at, severity, code: kind.id(), message, fix })
    }

    /// How grave a kind is, as an editor shows it.
    fn severity(&self, kind: FindingKind) -> DiagnosticSeverity {
        match self.severities.of(kind) {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
            Severity::Note | Severity::Off => DiagnosticSeverity::INFORMATION,
        }
    }

    fn remark(&self, own: &Observation) -> Option<Note> {
        let kind = FindingKind::Remark(own.kind);
        // What an office does of its own accord is nothing to mend, unless somebody wants to hear of it.
        if own.kind == ObservationKind::Initiative && self.severities.of(kind) <= Severity::Note {
            return None;
        }
        let span = own.span?;
        let message = format!("{}：{}", self.words.remark(own.kind), self.language.sentence(&own.message));
        let fix = own.instead.as_ref().and_then(|text| {
            let edit = fix::replace(&self.plan, span, text)?;
            Some(Fix::new(self.words.replace, text, edit))
        });
        Some(Note {
            id: own.kind.id().to_owned(),
            at: self.plan.document.origin.in_file(span),
            severity: self.severity(kind),
            code: kind.id(),
            message: safe::lines(&message),
            fix,
        })
    }

    /// Waivers in comments of the plan that have no finding, or no reason.
    fn unused(&self, report: &Report) -> Vec<Note> {
        let unused = report.review.iter().flat_map(|review| &review.unused);
        let unused = unused.filter(|lapsed| lapsed.waiver.source == WaiverSource::Inline);
        let waivers = &self.plan.document.waivers;
        let mut notes: Vec<Note> = unused
            .flat_map(|lapsed| waivers.iter().filter(|it| it.finding == lapsed.finding))
            .map(|waiver| Note {
                id: waiver.finding.clone(),
                at: waiver.span,
                severity: DiagnosticSeverity::INFORMATION,
                code: UNUSED_WAIVER,
                message: format!("{} {}", self.words.unused, safe::line(&waiver.finding))
                    .trim_end()
                    .to_owned(),
                fix: None,
            })
            .collect();
        // The same finding named in two comments is looked up twice.
        notes.sort_by_key(|note| (note.at, note.id.clone()));
        notes.dedup_by(|a, b| a.at == b.at && a.id == b.id);
        notes
    }
}
