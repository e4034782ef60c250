//! How the engine cuts notices into obligations, beside how the labellers did.

use anyhow::Result;
use yaodian_core::{Document, notice};
use yaodian_text::Lexicon;

use crate::gold;

/// Prints, for every labelled notice, the obligations not found, found in pieces, and found joined with another.
pub fn run() -> Result<()> {
    for gold in gold::notices()? {
        let document = Document::from_text(&gold.name, &gold.text);
        let requirements = notice::read(&document, Lexicon::builtin())?;
        let mine: Vec<_> = requirements.obligations().collect();
        println!(
            "== {}: {} sections, {} points, {} obligations (labelled {})",
            gold.name,
            requirements.sections.len(),
            requirements.points.len(),
            mine.len(),
            gold.obligations.len()
        );
        let mut used = vec![0; mine.len()];
        for wanted in &gold.obligations {
            let places = gold::places(&gold.text, &wanted.quote);
            let found: Vec<usize> = (0..mine.len())
                .filter(|index| {
                    places
                        .iter()
                        .any(|place| gold::matches((mine[*index].span.start, mine[*index].span.end), *place))
                })
                .collect();
            for index in &found {
                used[*index] += 1;
            }
            if found.len() != 1 {
                let texts: Vec<_> = found.iter().map(|index| mine[*index].text.as_str()).collect();
                println!(
                    "  {} {} ×{}: {} → {}",
                    wanted.id,
                    wanted.reach,
                    found.len(),
                    wanted.quote,
                    texts.join(" | ")
                );
            }
            for index in &found {
                let mine_reach = format!("{:?}", mine[*index].reach).to_lowercase();
                if mine_reach != wanted.reach && (mine_reach == "province" || wanted.reach == "province") {
                    println!(
                        "  {} reach {} read as {}: {}",
                        wanted.id, wanted.reach, mine_reach, wanted.quote
                    );
                }
            }
        }
        for (index, count) in used.iter().enumerate().filter(|(_, count)| **count != 1) {
            let what = if *count == 0 { "unlabelled" } else { "joined" };
            println!("  {what} {}: {}", mine[index].id, mine[index].text);
        }
    }
    Ok(())
}
