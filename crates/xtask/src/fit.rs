//! `cargo xtask fit`: fits the model's weights to the labelled cases and says how well it judges what it has not seen.

use std::collections::BTreeSet;

use anyhow::Result;
use rayon::prelude::*;
use yaodian_core::Status;
use yaodian_core::verdict::Judgement;
use yaodian_core::verdict::features::{Features, NAMES};
use yaodian_core::verdict::model::{Calibration, Model};

use yaodian_text::Segmenter;

use crate::calibrate::{self, Held};
use crate::eval::{self, Seen};
use crate::gold::{self, Case, GoldNotice};
use crate::score::{self, Row};
use crate::{boost, net, training};

/// How the model's forest grows.
const FOREST: boost::Settings =
    boost::Settings { rounds: 120, step: 0.06, leaves: 8, ridge: 5.0, least: 20.0, features: 0.3 };
/// How the model's network learns.
const NET: net::Settings =
    net::Settings { units: 64, rounds: 25, batch: 256, step: 0.004, ridge: 0.01, dropped: 0.3 };
/// Every so many-th obligation of a case is deleted from the notice's own text.
const COPIES: usize = 4;
/// An example made by deleting evidence counts for this much of a labelled one.
const MADE: f64 = 0.3;
/// And one made by moving it.
const MOVED: f64 = 0.6;
/// An example of a plan put together from training texts counts for this much of a labelled one.
const TRAINING: f64 = 0.3;

/// One labelled obligation as the model sees it. An obligation that the engine cuts in two gives two examples.
struct Example {
    features: Features,
    want: usize,
    case: usize,
    /// Row of the label; `None` for an example made by deleting the evidence.
    row: Option<usize>,
    /// How much it counts, 1 for one labelled by hand.
    weight: f64,
}

struct Data {
    examples: Vec<Example>,
    /// So many of the cases are labelled by hand; the others are put together from training texts.
    labelled: usize,
    cases: Vec<Case>,
    /// For each case, the rows of its labels with nothing judged yet.
    rows: Vec<Vec<Row>>,
}

fn data() -> Result<Data> {
    let mut data = Data { examples: Vec::new(), labelled: 0, cases: gold::cases()?, rows: Vec::new() };
    data.labelled = data.cases.len();
    data.cases.extend(training::cases()?);
    let lexicons = training::lexicons()?;
    let segmenters: Vec<(&str, Segmenter<'_>)> =
        lexicons.iter().map(|(subject, lexicon)| (subject.as_str(), Segmenter::new(lexicon))).collect();
    for (number, case) in data.cases.iter().enumerate() {
        let own = segmenters.iter().find(|(subject, _)| case.notice.name == *subject);
        let segmenter = own.map_or(Segmenter::builtin(), |(_, segmenter)| segmenter);
        let rows = score::rows(case, &eval::report_by(case, segmenter)?);
        let examples = eval::see_by(&case.notice, &case.plan, segmenter, |seen| {
            let labelled = rows.iter().enumerate();
            labelled
                .flat_map(|(row, wanted)| {
                    features_of(seen, &case.notice, &wanted.quote).map(move |features| Example {
                        features,
                        want: wanted.want as usize,
                        case: number,
                        row: Some(row),
                        weight: if number < data.labelled { 1.0 } else { TRAINING },
                    })
                })
                .collect::<Vec<_>>()
        })?;
        data.examples.extend(examples);
        data.rows.push(rows);
    }
    for number in 0..data.labelled {
        let made = without_evidence(&data.cases[number], number)?;
        data.examples.extend(made);
        let made = with_moved_answers(&data.cases[number], &data.rows[number], number)?;
        data.examples.extend(made);
        let other = (1..data.labelled)
            .map(|step| (number + step) % data.labelled)
            .find(|other| data.cases[*other].notice.name != data.cases[number].notice.name);
        if let Some(other) = other {
            let made = of_another_subject(&data.cases[number], &data.cases[other], number)?;
            data.examples.extend(made);
        }
    }
    Ok(data)
}

/// What the model sees of the engine's obligations that make up a labelled one.
fn features_of<'a>(
    seen: &'a Seen<'_>,
    notice: &GoldNotice,
    quote: &str,
) -> impl Iterator<Item = Features> + 'a {
    judgements_of(seen, notice, quote).map(|judgement| judgement.features)
}

fn judgements_of<'a>(
    seen: &'a Seen<'_>,
    notice: &GoldNotice,
    quote: &str,
) -> impl Iterator<Item = &'a Judgement> + 'a {
    let places = gold::places(&notice.text, quote);
    let obligations = seen.requirements.obligations().zip(&seen.judgements);
    obligations
        .filter(move |(own, _)| {
            places.iter().any(|place| gold::matches((own.span.start, own.span.end), *place))
        })
        .map(|(_, judgement)| judgement)
}

/// A made example: an obligation that a plan does not answer.
fn missing(features: Features, case: usize) -> Example {
    Example { features, want: Status::Missing as usize, case, row: None, weight: MADE }
}

/// Examples of missing obligations: for each covered one, the plan without its evidence; for some, the notice without them.
fn without_evidence(case: &Case, number: usize) -> Result<Vec<Example>> {
    let mut examples = Vec::new();
    let covered = |label: &&gold::Label| label.status == "covered" && !label.evidence.is_empty();
    // The notice itself, without the obligation, is the plan that copies everything else.
    let itself = (0..case.labels.len()).step_by(COPIES).map(|at| (&case.labels[at], true));
    for (label, itself) in case.labels.iter().filter(covered).map(|label| (label, false)).chain(itself) {
        let Some(wanted) = case.notice.obligations.iter().find(|obligation| obligation.id == label.id) else {
            continue;
        };
        let plan = if itself {
            case.notice.text.replace(&wanted.quote, "")
        } else {
            take_out(&case.plan, &label.evidence).0
        };
        let made = eval::see(&case.notice, &plan, |seen| {
            features_of(seen, &case.notice, &wanted.quote)
                .map(|features| missing(features, number))
                .collect::<Vec<_>>()
        })?;
        examples.extend(made);
    }
    Ok(examples)
}

/// For each labelled obligation, the plan with its evidence at the end, where whoever mends a plan adds what was left out; of
/// one without evidence, with what sounds most like it there. An answer may stand anywhere, and so may what only sounds like one.
fn with_moved_answers(case: &Case, rows: &[Row], number: usize) -> Result<Vec<Example>> {
    let answers: Vec<Vec<String>> = eval::see(&case.notice, &case.plan, |seen| {
        let own = |row: &Row| {
            let evidence = row.label.evidence.clone();
            if evidence.is_empty() { closest_passage(seen, &case.notice, &row.quote) } else { evidence }
        };
        rows.iter().map(own).collect()
    })?;
    let mut examples = Vec::new();
    for (row, quotes) in rows.iter().zip(&answers) {
        let (rest, moved) = take_out(case.plan.trim_end(), quotes);
        if moved.is_empty() {
            continue;
        }
        let plan = format!("{rest}\n{}。\n", moved.join("；"));
        let made = eval::see(&case.notice, &plan, |seen| {
            let of = |features| Example {
                features,
                want: row.want as usize,
                case: number,
                row: None,
                weight: MOVED,
            };
            features_of(seen, &case.notice, &row.quote).map(of).collect::<Vec<_>>()
        })?;
        examples.extend(made);
    }
    Ok(examples)
}

/// A plan without some of its passages, and those that it had; of a passage that stands there several times the first goes, as
/// a label does not say which of them it means.
fn take_out<'a>(plan: &str, passages: &'a [String]) -> (String, Vec<&'a str>) {
    let (mut rest, mut taken) = (plan.to_owned(), Vec::new());
    for passage in passages.iter().filter(|passage| !passage.is_empty()) {
        if let Some(at) = rest.find(passage.as_str()) {
            rest.replace_range(at..at + passage.len(), "");
            taken.push(passage.as_str());
        }
    }
    (rest, taken)
}

/// What in a plan sounds most like a labelled obligation, as it is written there.
fn closest_passage(seen: &Seen<'_>, notice: &GoldNotice, quote: &str) -> Vec<String> {
    let window = judgements_of(seen, notice, quote).find_map(|judgement| judgement.window.as_ref());
    let passage = window.map(|window| {
        let document = seen.plan.document;
        document.quote(document.span(seen.plan.stretch(window.clauses.clone()))).to_owned()
    });
    passage.into_iter().collect()
}

/// Examples of missing obligations: the notice of one case against the plan of another subject.
fn of_another_subject(case: &Case, other: &Case, number: usize) -> Result<Vec<Example>> {
    eval::see(&case.notice, &other.plan, |seen| {
        seen.judgements.iter().map(|judgement| missing(judgement.features, number)).collect()
    })
}

/// Fits, validates leaving out one plan and one notice at a time, and with `write` stores the weights.
pub fn run(write: bool, dump: Option<&str>) -> Result<()> {
    let data = data()?;
    if let Some(path) = dump {
        return dump_examples(&data, path);
    }
    let without_notice = held_out(&data, |case| &data.cases[case].notice.name);
    let plan = |case: usize| data.cases[case].name.as_str();
    let notice = |case: usize| data.cases[case].notice.name.as_str();
    // Whatever the model of a case has not seen, its calibration has not seen either.
    let calibrated = |uses: &dyn Fn(usize) -> bool| calibrate::calibrate(&held(&data, &without_notice, uses));
    let own_plan =
        judged(&data, &held_out(&data, plan), |case| calibrated(&|other| plan(other) != plan(case)));
    eval::summary("leave one plan out", &own_plan.concat());
    let own_notice =
        judged(&data, &without_notice, |case| calibrated(&|other| notice(other) != notice(case)));
    eval::summary("leave one notice out", &own_notice.concat());
    for given in [true, false] {
        let rows: Vec<Row> = own_notice
            .iter()
            .zip(&data.cases)
            .filter(|(_, case)| case.given == given)
            .flat_map(|(rows, _)| rows.clone())
            .collect();
        eval::summary(if given { "  of these, given" } else { "  of these, own" }, &rows);
    }
    if write {
        let model = Model { calibration: calibrated(&|_| true), ..fit(&data, |_| true) };
        let path = crate::root().join("crates/core/data/model.txt");
        std::fs::write(&path, model.to_text())?;
        println!("wrote {}", path.display());
    }
    Ok(())
}

fn dump_examples(data: &Data, path: &str) -> Result<()> {
    let rows: Vec<serde_json::Value> = data
        .examples
        .iter()
        .map(|example| {
            serde_json::json!({"x": example.features.to_vec(), "y": example.want, "case": data.cases[example.case].name,
                "notice": data.cases[example.case].notice.name, "labelled": example.case < data.labelled, "given": data.cases[example.case].given,
                "id": example.row.map(|row| data.rows[example.case][row].id.clone())})
        })
        .collect();
    std::fs::write(
        path,
        serde_json::to_string(&serde_json::json!({"names": NAMES.to_vec(), "rows": rows}))?,
    )?;
    Ok(())
}

/// For each example of a label, what a model says of it that was fitted without whatever is of one name with it: its plan or its
/// notice.
fn held_out<'a>(data: &'a Data, name: impl Fn(usize) -> &'a str + Sync) -> Vec<Option<[f64; 4]>> {
    let names: BTreeSet<&str> = (0..data.labelled).map(&name).collect();
    let without = |left_out: &&str| {
        let model = fit(data, |other| name(other) != *left_out);
        let of_it = |example: &Example| {
            (example.row.is_some() && example.case < data.labelled && name(example.case) == *left_out)
                .then(|| model.sums(&example.features))
        };
        data.examples.iter().map(of_it).collect::<Vec<_>>()
    };
    let parts: Vec<Vec<Option<[f64; 4]>>> = names.par_iter().map(without).collect();
    (0..data.examples.len()).map(|example| parts.iter().find_map(|part| part[example])).collect()
}

/// The examples of labels of these cases, with what was said of them.
fn held<'a>(data: &'a Data, said: &[Option<[f64; 4]>], uses: impl Fn(usize) -> bool) -> Vec<Held<'a>> {
    let of = |(example, sums): (&'a Example, &Option<[f64; 4]>)| {
        let is_covered = example.want == Status::Covered as usize;
        sums.map(|sums| Held { features: &example.features, sums, is_covered })
    };
    data.examples.iter().zip(said).filter(|(example, _)| uses(example.case)).filter_map(of).collect()
}

/// For each labelled case, its rows as what was said of its examples judges them.
fn judged(
    data: &Data,
    said: &[Option<[f64; 4]>],
    calibration: impl Fn(usize) -> Calibration,
) -> Vec<Vec<Row>> {
    let mut rows: Vec<Vec<Row>> = data.rows[..data.labelled].to_vec();
    for (case, rows) in rows.iter_mut().enumerate() {
        let calibration = calibration(case);
        for (number, row) in rows.iter_mut().enumerate() {
            let examples = data.examples.iter().zip(said);
            let mine = examples.filter(|(example, _)| example.case == case && example.row == Some(number));
            let probabilities: Vec<[f64; 4]> = mine
                .filter_map(|(example, sums)| Some(calibration.shares((*sums)?, &example.features)))
                .collect();
            let statuses: Vec<Status> = probabilities.iter().map(Model::decide).collect();
            row.score = probabilities.iter().map(|p| p[0]).fold(1.0, f64::min);
            row.got = match statuses.first() {
                None => None,
                Some(_) if statuses.contains(&Status::Conflicting) => Some(Status::Conflicting),
                Some(first) if statuses.iter().all(|status| status == first) => Some(*first),
                Some(_) => Some(Status::Weakened),
            };
        }
    }
    rows
}

/// A model of the examples of these cases, not calibrated yet.
fn fit(data: &Data, uses: impl Fn(usize) -> bool) -> Model {
    let examples: Vec<&Example> = data.examples.iter().filter(|example| uses(example.case)).collect();
    let rows: Vec<boost::Row<'_>> = examples
        .iter()
        .map(|example| boost::Row { features: &example.features, want: example.want, weight: example.weight })
        .collect();
    Model { net: net::train(&rows, NET), ..boost::grow(&rows, FOREST) }
}
