//! What the engine saw of one obligation: words, weights, windows, features.

use anyhow::{Context, Result};
use yaodian_core::verdict::features::NAMES;
use yaodian_core::verdict::model::Model;

use crate::eval::{self, Seen};
use crate::gold;

/// Prints it for the obligations of the case whose text contains `words`.
pub fn run(case: &str, words: &str) -> Result<()> {
    let case = gold::cases()?.into_iter().find(|known| known.name == case).context("no such case")?;
    eval::see(&case.notice, &case.plan, |seen| print(seen, words))
}

fn print(seen: &Seen<'_>, words: &str) {
    let Seen { requirements, plan, matching, judgements } = seen;
    for (number, obligation) in requirements.obligations().enumerate() {
        if !obligation.text.contains(words) && obligation.id != words {
            continue;
        }
        println!("{} {:?} {}", obligation.id, obligation.reach, obligation.text);
        let target = &matching.targets[number];
        for window in matching.candidates[number].windows.iter().take(3) {
            let clauses = &plan.clauses[window.clauses.clone()];
            let text = plan.text(clauses[0].range.start..clauses[clauses.len() - 1].range.end);
            println!(
                "  raw {:.3} score {:.3} precision {:.3} {:?} {text}",
                window.raw, window.score, window.precision, clauses[0].modality
            );
            let words: Vec<String> = (0..target.words.len())
                .map(|word| {
                    format!(
                        "{}·{:.2}={:.2}",
                        target.words[word].text,
                        target.weights[word],
                        matching.tables[number].best(word, window.clauses.clone())
                    )
                })
                .collect();
            println!("    {}", words.join(" "));
            let tokens: Vec<&str> = clauses
                .iter()
                .flat_map(|clause| &plan.tokens[clause.tokens.clone()])
                .map(|token| plan.text(token.range.clone()))
                .collect();
            println!("    {}", tokens.join("/"));
        }
        let judgement = &judgements[number];
        let features: Vec<String> = NAMES
            .iter()
            .zip(&judgement.features)
            .filter(|(_, value)| **value != 0.0)
            .map(|(name, value)| format!("{name} {value:.2}"))
            .collect();
        println!("  {}", features.join(", "));
        println!("  probabilities {:.3?}", Model::builtin().probabilities(&judgement.features));
        for flag in &judgement.flags {
            println!("  {:?} {}", flag.kind, flag.message);
        }
    }
}
