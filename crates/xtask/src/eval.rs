//! `cargo xtask eval`: how the engine judges the labelled cases.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use yaodian_core::matching::Matching;
use yaodian_core::plan::Plan;
use yaodian_core::report::ObservationKind;
use yaodian_core::verdict::{Judgement, judge};
use yaodian_core::{Document, Report, Requirements, Status, check, notice};
use yaodian_text::Segmenter;

use crate::gold::{self, Case, GoldNotice};
use crate::score::{self, Figures, Row};

/// The report on a case, by the engine as it is.
pub fn report(case: &Case) -> Result<Report> {
    report_by(case, Segmenter::builtin())
}

/// The report on a case with another lexicon.
pub fn report_by(case: &Case, segmenter: &Segmenter<'_>) -> Result<Report> {
    let notice = Document::from_text(&case.notice.name, &case.notice.text);
    let plan = Document::from_text(&case.name, &case.plan);
    let requirements = notice::read(&notice, segmenter.lexicon())?;
    Ok(check(&requirements, &plan, segmenter)?)
}

/// What the engine saw of one plan before it put its verdicts into words.
pub struct Seen<'a> {
    pub requirements: &'a Requirements,
    pub plan: &'a Plan<'a>,
    pub matching: &'a Matching,
    pub judgements: Vec<Judgement>,
}

/// Judges a plan against a labelled notice and hands what was seen to `use_it`.
pub fn see<T>(gold: &GoldNotice, plan: &str, use_it: impl FnOnce(&Seen<'_>) -> T) -> Result<T> {
    see_by(gold, plan, Segmenter::builtin(), use_it)
}

/// [`see`] with another lexicon.
pub fn see_by<T>(
    gold: &GoldNotice,
    plan: &str,
    segmenter: &Segmenter<'_>,
    use_it: impl FnOnce(&Seen<'_>) -> T,
) -> Result<T> {
    let requirements = notice::read(&Document::from_text(&gold.name, &gold.text), segmenter.lexicon())?;
    let document = Document::from_text("plan", plan);
    let plan = Plan::read(&document, segmenter);
    let matching = Matching::new(&requirements, &plan, segmenter);
    let judgements = judge(&requirements, &plan, &matching, segmenter.lexicon(), None);
    Ok(use_it(&Seen { requirements: &requirements, plan: &plan, matching: &matching, judgements }))
}

/// Which labelled cases are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Set {
    /// Those that may be fitted to and looked into.
    Fitted,
    /// Those held out of both.
    Holdout,
    /// The plans of thirty more subjects (`fixtures/clerks`).
    Clerks,
}

impl Set {
    fn cases(self) -> Result<Vec<Case>> {
        match self {
            Self::Clerks => gold::cases_in(&gold::clerks()),
            Self::Fitted => gold::cases(),
            Self::Holdout => Ok(gold::all_cases()?.into_iter().filter(|case| case.holdout).collect()),
        }
    }
}

/// Prints the figures, per case and in all; with `details`, every wrong verdict.
pub fn run(details: bool, only: Option<&str>, set: Set) -> Result<()> {
    let mut all: Vec<(bool, Vec<Row>)> = Vec::new();
    let mut initiatives = Initiatives::default();
    let chosen = |case: &&Case| only.is_none_or(|only| case.name.contains(only));
    for case in set.cases()?.iter().filter(chosen) {
        let report = report(case)?;
        initiatives.add(case, &report);
        let rows = score::rows(case, &report);
        if details {
            wrong(&case.name, &rows);
        }
        print(&case.name, &score::figures(&rows));
        all.push((case.given, rows));
    }
    let of = |given: bool| -> Vec<Row> {
        all.iter().filter(|(is, _)| *is == given).flat_map(|(_, rows)| rows.clone()).collect()
    };
    for (name, rows) in [("GIVEN", of(true)), ("OWN", of(false)), ("ALL", [of(true), of(false)].concat())] {
        if !rows.is_empty() {
            summary(name, &rows);
        }
    }
    initiatives.print();
    Ok(())
}

/// How well the plan's own initiatives are told from answers.
#[derive(Default)]
struct Initiatives {
    labelled: usize,
    found: usize,
    said: usize,
    /// Said of what a label gives as evidence.
    wrong: usize,
}

impl Initiatives {
    fn add(&mut self, case: &Case, report: &Report) {
        let said: Vec<(usize, usize)> = report
            .observations
            .iter()
            .filter(|observation| observation.kind == ObservationKind::Initiative)
            .filter_map(|observation| observation.span.map(|span| (span.start, span.end)))
            .collect();
        let meets = |quote: &str| {
            let places = gold::places(&case.plan, quote);
            said.iter().any(|own| places.iter().any(|place| gold::matches(*own, *place)))
        };
        self.labelled += case.noise.len();
        self.found += case.noise.iter().filter(|quote| meets(quote)).count();
        self.said += said.len();
        let evidence: Vec<(usize, usize)> = case
            .labels
            .iter()
            .flat_map(|label| &label.evidence)
            .flat_map(|quote| gold::places(&case.plan, quote))
            .collect();
        self.wrong +=
            said.iter().filter(|own| evidence.iter().any(|place| gold::matches(**own, *place))).count();
    }

    fn print(&self) {
        println!(
            "own initiatives: {}/{} of the labelled found; {} said, {} of them answer something",
            self.found, self.labelled, self.said, self.wrong
        );
    }
}

/// Fails if a figure over the given or the own cases has fallen below the floor recorded for it.
pub fn floors() -> Result<String> {
    let path = gold::folder().join("floors.toml");
    let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let floors: BTreeMap<String, BTreeMap<String, f64>> = toml::from_str(&text)?;
    let mut rows: BTreeMap<&str, Vec<Row>> = BTreeMap::new();
    for case in &gold::cases()? {
        let set = if case.given { "given" } else { "own" };
        rows.entry(set).or_default().extend(score::rows(case, &report(case)?));
    }
    let mut fallen = Vec::new();
    let mut checked = 0;
    for (set, floors) in &floors {
        let figures = score::figures(rows.get(set.as_str()).with_context(|| format!("no cases are {set}"))?);
        for (name, floor) in floors {
            let value =
                figures.named(name).with_context(|| format!("{}: no figure {name}", path.display()))?;
            checked += 1;
            if value < *floor {
                fallen.push(format!("{set} {name} is {value:.3}, floor {floor:.3}"));
            }
        }
    }
    if !fallen.is_empty() {
        bail!("figures have fallen: {}", fallen.join("; "));
    }
    Ok(format!("{checked} figures at or above their floors"))
}

fn wrong(name: &str, rows: &[Row]) {
    for row in rows.iter().filter(|row| row.in_top_three == Some(false)) {
        println!(
            "{name} {} evidence not among the best | {} | {}",
            row.id,
            row.quote,
            row.label.evidence.join(" / ")
        );
    }
    for row in rows.iter().filter(|row| row.got != Some(row.want)) {
        let got = row.got.map_or("unseen".to_owned(), |got| format!("{got:?}"));
        println!(
            "{name} {} want {:?} got {got} | {} | gold: {} {} | said: {}",
            row.id,
            row.want,
            row.quote,
            row.label.evidence.join(" / "),
            row.label.why,
            row.said
        );
    }
}

fn print(name: &str, figures: &Figures) {
    println!(
        "{name:<28} n {:>4}  gap P {:.3} R {:.3} F1 {:.3}  macro-F1 {:.3}",
        figures.count, figures.gap.precision, figures.gap.recall, figures.gap.f1, figures.macro_f1
    );
}

/// Prints all figures of some rows.
pub fn summary(name: &str, rows: &[Row]) {
    let figures = score::figures(rows);
    print(name, &figures);
    println!(
        "   evidence hit {:.3}  top three {:.3}  found {:.3}  AUC {:.3}  load95 {:.3}",
        figures.evidence_hit, figures.top_three, figures.found, figures.auc, figures.load95
    );
    for (index, status) in Status::ALL.into_iter().enumerate() {
        let prf = figures.by_status[index];
        println!(
            "   {:<12} P {:.3} R {:.3} F1 {:.3} n {}",
            format!("{status:?}").to_lowercase(),
            prf.precision,
            prf.recall,
            prf.f1,
            figures.wanted[index]
        );
    }
    let mut kinds: Vec<&String> = rows.iter().flat_map(|row| &row.flags).collect();
    kinds.sort();
    kinds.dedup();
    for kind in kinds {
        let with: Vec<&Row> = rows.iter().filter(|row| row.flags.contains(kind)).collect();
        let right = with.iter().filter(|row| row.want != Status::Covered).count();
        println!("   flag {kind:<14} {right}/{} gaps", with.len());
    }
}
