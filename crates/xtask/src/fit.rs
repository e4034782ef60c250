//! `cargo xtask fit`: fits the model's weights to the labelled cases and says how well it judges what it has not seen.

use anyhow::Result;
use yaodian_core::Status;
use yaodian_core::verdict::features::{Features, NAMES};
use yaodian_core::verdict::model::Model;

use crate::boost::{self, Settings};
use crate::eval::{self, Seen};
use crate::gold::{self, Case, GoldNotice};
use crate::score::{self, Row};
use crate::training;

/// How the model's forest grows.
const FOREST: Settings =
    Settings { rounds: 150, step: 0.06, leaves: 8, ridge: 5.0, least: 20.0, features: 0.3 };
/// Every so many-th obligation of a case is deleted from the notice's own text.
const COPIES: usize = 4;
/// An example made by deleting evidence counts for this much of a labelled one.
const MADE: f64 = 0.3;
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
    for (number, case) in data.cases.iter().enumerate() {
        let rows = score::rows(case, &eval::report(case)?);
        let examples = eval::see(&case.notice, &case.plan, |seen| {
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
    let places = gold::places(&notice.text, quote);
    let obligations = seen.requirements.obligations().zip(&seen.judgements);
    obligations
        .filter(move |(own, _)| {
            places.iter().any(|place| gold::matches((own.span.start, own.span.end), *place))
        })
        .map(|(_, judgement)| judgement.features)
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
            label.evidence.iter().fold(case.plan.clone(), |plan, quote| plan.replace(quote.as_str(), ""))
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
    let everything = |_: usize| true;
    let own_plan = validate(&data, |case, other| case != other);
    eval::summary("leave one plan out", &own_plan.concat());
    let own_notice =
        validate(&data, |case, other| data.cases[case].notice.name != data.cases[other].notice.name);
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
    let model = fit(&data, everything);
    if write {
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

/// For each case, its rows as judged by a model fitted to the cases that `may_use(case, other)` allows.
fn validate(data: &Data, may_use: impl Fn(usize, usize) -> bool) -> Vec<Vec<Row>> {
    (0..data.labelled)
        .map(|case| {
            let model = fit(data, |other| may_use(case, other));
            judged(data, case, &model)
        })
        .collect()
}

fn judged(data: &Data, case: usize, model: &Model) -> Vec<Row> {
    let mut rows = data.rows[case].clone();
    for (number, row) in rows.iter_mut().enumerate() {
        let mine = data.examples.iter().filter(|example| example.case == case && example.row == Some(number));
        let probabilities: Vec<[f64; 4]> =
            mine.map(|example| model.probabilities(&example.features)).collect();
        let statuses: Vec<Status> = probabilities.iter().map(Model::decide).collect();
        row.score = probabilities.iter().map(|p| p[0]).fold(1.0, f64::min);
        row.got = match statuses.first() {
            None => None,
            Some(_) if statuses.contains(&Status::Conflicting) => Some(Status::Conflicting),
            Some(first) if statuses.iter().all(|status| status == first) => Some(*first),
            Some(_) => Some(Status::Weakened),
        };
    }
    rows
}

fn fit(data: &Data, uses: impl Fn(usize) -> bool) -> Model {
    let examples: Vec<&Example> = data.examples.iter().filter(|example| uses(example.case)).collect();
    let rows: Vec<boost::Row<'_>> = examples
        .iter()
        .map(|example| boost::Row { features: &example.features, want: example.want, weight: example.weight })
        .collect();
    let mut model = boost::grow(&rows, FOREST);
    model.covered_bias = best_bias(&examples, &model);
    model
}

/// The bias at which the fitted cases give the best F1 for gaps.
fn best_bias(examples: &[&Example], model: &Model) -> f64 {
    let f1 = |bias: f64| {
        let trial = Model { covered_bias: bias, ..model.clone() };
        let said: Vec<(bool, bool)> = examples
            .iter()
            .filter(|example| example.weight >= 1.0)
            .map(|example| {
                let said = Model::decide(&trial.probabilities(&example.features));
                (said != Status::Covered, example.want != Status::Covered as usize)
            })
            .collect();
        let hits = said.iter().filter(|(s, g)| *s && *g).count() as f64;
        let total = said.iter().filter(|(s, _)| *s).count() + said.iter().filter(|(_, g)| *g).count();
        2.0 * hits / total.max(1) as f64
    };
    (-12..=24)
        .map(|step| f64::from(step) * 0.1)
        .fold((0.0, f1(0.0)), |best, bias| {
            let value = f1(bias);
            if value > best.1 + 1e-9 { (bias, value) } else { best }
        })
        .0
}
