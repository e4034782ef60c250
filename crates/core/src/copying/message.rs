//! What a pair shares, in one sentence.

use super::{Likeness, Pair};

/// `letters` is how many letters the passages have; `rare` is whether the pair is told for how rare its wording is only.
pub(super) fn message(pair: &Pair, letters: u32, rare: bool) -> String {
    if pair.identical {
        return "两份计划一字不差，只有空白和全角半角可能不同".to_owned();
    }
    let of = |likeness: Likeness| pair.passages.iter().filter(|passage| passage.likeness == likeness).count();
    let kinds: Vec<String> = [Likeness::Verbatim, Likeness::Renamed, Likeness::Reworded]
        .into_iter()
        .filter(|likeness| of(*likeness) > 0)
        .map(|likeness| format!("{}{}处", likeness.label(), of(likeness)))
        .collect();
    let [first, second] = pair.share.map(|share| (share * 100.0).round());
    let mut message = format!(
        "除去通知原文和各地通用的话，前一份有{first}%、后一份有{second}%的文字与对方相同或相近：\
         共{}处、约{letters}字，其中{}",
        pair.passages.len(),
        kinds.join("、"),
    );
    if rare {
        message.push_str("；占比不大，但两份共有的说法远比任意两份罕见");
    }
    for (plan, whose, other) in [(0, "前一份", "后一份"), (1, "后一份", "前一份")] {
        let left = || pair.leftovers.iter().filter(|it| it.plan == pair.plans[plan]);
        if let Some(first) = left().next() {
            message.push_str(&format!("；{whose}里留有{other}的地名“{}”{}处", first.name, left().count()));
        }
    }
    message
}
