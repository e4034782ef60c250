//! What the formats for builds are made of: the plans of a run, and what was found in each.

use yaodian_core::Report;
use yaodian_core::report::{FindingKind, Position, Reason, Waiver, WaiverSource};
use yaodian_core::review::{Finding, findings};

use crate::json::PlanError;
use crate::position::{Source, Stretch};
use crate::severity::{Severities, Severity};
use crate::{Language, explain, figures, safe, terminal};

/// A run over some plans.
#[derive(Debug, Clone, Copy)]
pub struct Run<'a> {
    /// A report for every plan that could be read, in order.
    pub reports: &'a [Report],
    /// The file of each report, in the same order.
    pub sources: &'a [Source],
    /// The plans that could not be read or checked, in order.
    pub errors: &'a [PlanError],
    /// The notice, if it was read from a file in this run: what it is called, and its file.
    pub notice: Option<(&'a str, &'a Source)>,
    /// How grave each kind is.
    pub severities: &'a Severities,
    /// Whether findings were held against a baseline.
    pub baseline: bool,
    /// The language of the sentences.
    pub language: Language,
    /// Version of the program.
    pub version: &'a str,
}

/// A finding, with everything that is said of it.
#[derive(Debug, Clone)]
pub struct Found<'a> {
    /// The finding.
    pub finding: Finding<'a>,
    /// Its kind.
    pub kind: FindingKind,
    /// How grave it is.
    pub severity: Severity,
    /// Where it stands in the plan, if that is known.
    pub stretch: Option<Stretch>,
    /// What a suggestion takes the place of, in a file that is text; empty where it is to be put in.
    pub mend: Option<Stretch>,
}

impl<'a> Run<'a> {
    /// The plans with their files, in order.
    pub fn plans(&self) -> impl Iterator<Item = (&'a Report, &'a Source)> {
        self.reports.iter().zip(self.sources)
    }

    /// Everything found in a plan, waived or not, in the order of the notice, remarks behind.
    pub fn found(&self, report: &'a Report, source: &'a Source) -> impl Iterator<Item = Found<'a>> {
        let severities = self.severities;
        findings(report).filter_map(move |finding| {
            let kind = finding.kind()?;
            let stretch = source.span_of(&finding).and_then(|span| source.stretch(span));
            let mend = mended(&finding).and_then(|position| source.mend(position));
            Some(Found { finding, kind, severity: severities.of(kind), stretch, mend })
        })
    }

    /// A sentence in the language of the run, safe to show on a line.
    pub fn say(&self, sentence: &str) -> String {
        safe::line(&self.language.sentence(sentence))
    }

    /// The coverage of a plan in a sentence.
    pub fn coverage(&self, report: &Report) -> String {
        let counts = &report.summary.obligations;
        let share = figures::coverage(report);
        self.say(&format!("覆盖率 {share}（{}/{}项）", counts.covered, counts.required()))
    }
}

impl Found<'_> {
    /// What is wrong: kind, number and obligation. A remark has its sentence only.
    #[must_use]
    pub fn title(&self, run: &Run<'_>) -> String {
        let name = explain::name(self.kind, run.language);
        match self.finding {
            Finding::Gap(_, gap) => format!("{name} {} {}", safe::line(&gap.id), safe::line(&gap.text)),
            Finding::Remark(_) => name.to_owned(),
        }
    }

    /// Why: the reasons, or the sentence of a remark.
    #[must_use]
    pub fn why(&self, run: &Run<'_>) -> String {
        let join = if run.language == Language::English { "; " } else { "；" };
        match self.finding {
            Finding::Gap(_, gap) => gap.reasons.iter().map(|it| told(it, run)).collect::<Vec<_>>().join(join),
            Finding::Remark(observation) => run.say(&observation.message),
        }
    }

    /// What the plan says, quoted; nothing where nothing answers.
    #[must_use]
    pub fn quotes(&self) -> Vec<String> {
        match self.finding {
            Finding::Gap(_, gap) => gap.evidence.iter().map(|it| safe::line(&it.text)).collect(),
            Finding::Remark(_) => Vec::new(),
        }
    }

    /// What to write instead, or what to add.
    #[must_use]
    pub fn suggestion(&self) -> Option<String> {
        match self.finding {
            Finding::Gap(_, gap) => gap.suggestion.as_ref().map(|it| safe::line(&it.text)),
            Finding::Remark(observation) => observation.instead.as_ref().map(|it| safe::line(it)),
        }
    }

    /// Who accepted it and why, in a sentence.
    #[must_use]
    pub fn waived(&self, run: &Run<'_>) -> Option<String> {
        self.finding.waiver().map(|waiver| run.say(&format!("豁免：{}", signed(waiver))))
    }

    /// The page and paragraph, for files that have no lines.
    #[must_use]
    pub fn paragraph(&self) -> Option<String> {
        match self.stretch {
            Some(Stretch::Paragraph(place)) => Some(place.to_string()),
            _ => None,
        }
    }

    /// Everything in a paragraph: kind and obligation, why, and the suggestion.
    #[must_use]
    pub fn message(&self, run: &Run<'_>) -> String {
        let colon = if run.language == Language::English { ": " } else { "：" };
        let place = self.paragraph().map(|place| format!("[{place}] ")).unwrap_or_default();
        format!("{place}{}{colon}{}", self.title(run), self.why(run))
    }
}

/// Where a suggestion goes.
fn mended(finding: &Finding<'_>) -> Option<Position> {
    match finding {
        Finding::Gap(_, gap) => gap.suggestion.as_ref().map(|it| it.position),
        Finding::Remark(remark) => remark.instead.as_ref().and(remark.span).map(Position::Replace),
    }
}

fn told(reason: &Reason, run: &Run<'_>) -> String {
    run.say(terminal::why(reason))
}

/// What a waiver says: who, when, why; a baseline says only that it is one.
fn signed(waiver: &Waiver) -> String {
    let parts = [&waiver.who, &waiver.when, &waiver.why].map(String::as_str);
    let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    match waiver.source {
        WaiverSource::Baseline => WaiverSource::Baseline.label().to_owned(),
        _ => said.join(" "),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::sample;
    use yaodian_core::Document;

    const TEXT: &str = "甲乙丙\n丁每半年\n";

    /// The sample report, of a plain text, and a plan that cannot be read.
    pub(crate) struct Sample {
        pub reports: Vec<Report>,
        pub sources: Vec<Source>,
        pub errors: Vec<PlanError>,
        pub severities: Severities,
    }

    impl Sample {
        pub(crate) fn new() -> Self {
            let mut report = sample::report();
            report.plan.name = "计划/a b.txt".to_owned();
            let error = PlanError { name: "b.txt".to_owned(), message: "文件是空的".to_owned() };
            Self {
                reports: vec![report],
                sources: vec![Source::new(Document::from_text("a", TEXT), Some(TEXT.to_owned()))],
                errors: vec![error],
                severities: Severities::default(),
            }
        }

        pub(crate) fn run(&self, language: Language) -> Run<'_> {
            Run {
                reports: &self.reports,
                sources: &self.sources,
                errors: &self.errors,
                notice: None,
                severities: &self.severities,
                baseline: false,
                language,
                version: "1.2.3",
            }
        }
    }

    #[test]
    fn sentences_are_in_the_language_of_the_run_and_words_are_not() {
        let sample = Sample::new();
        let message = |language| {
            let run = sample.run(language);
            let found: Vec<_> = run.found(&sample.reports[0], &sample.sources[0]).collect();
            found[0].message(&run)
        };
        assert_eq!(
            message(Language::Simplified),
            "弱化 1.2 每季度组织一次食品安全工作督查：通知要求“每季度”，计划只是“每半年”"
        );
        assert!(message(Language::English).starts_with("Weakened 1.2 每季度组织一次食品安全工作督查: "));
        let run = sample.run(Language::English);
        assert_eq!(run.coverage(&sample.reports[0]), "Coverage 50.0% (3/6)");
    }

    #[test]
    fn a_waiver_says_who_and_why_and_a_baseline_that_it_is_one() {
        let mut sample = Sample::new();
        let mut waiver =
            Waiver { who: "李明".to_owned(), why: "市里已有".to_owned(), ..Waiver::default() };
        sample.reports[0].observations[0].waiver = Some(waiver.clone());
        waiver.source = WaiverSource::Baseline;
        sample.reports[0].points[1].obligations[0].waiver = Some(waiver);
        let run = sample.run(Language::Simplified);
        let said: Vec<_> =
            run.found(&sample.reports[0], &sample.sources[0]).filter_map(|it| it.waived(&run)).collect();
        assert_eq!(said, ["豁免：基线", "豁免：李明 市里已有"]);
    }
}
