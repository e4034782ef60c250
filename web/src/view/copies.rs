//! Which plans share wording of their own, and the passages beside each other.

use std::cmp::Reverse;
use std::rc::Rc;

use yaodian_core::copying::{Leftover, Likeness, Pair, Passage};
use yew::prelude::*;

use super::compare::Column;
use crate::i18n::{Value, Words, use_words};
use crate::state::Copied;

/// So many passages of a pair are shown; the rest is counted.
const SHOWN: usize = 20;

/// Properties of [`Copies`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The plans.
    pub columns: Rc<[Column]>,
    /// What they share.
    pub copied: Copied,
}

impl Props {
    /// What the plan of a number is called.
    fn name(&self, number: usize) -> Rc<str> {
        let id = self.copied.ids.get(number);
        let column = self.columns.iter().find(|column| Some(&column.id) == id);
        column.map(|column| Rc::clone(&column.name)).unwrap_or_default()
    }
}

/// The pairs, the closest first.
#[component]
pub fn Copies(props: &Props) -> Html {
    let words = use_words();
    let copying = &props.copied.copying;
    let clusters = copying.clusters.iter().filter(|cluster| cluster.plans.len() > 2).map(|cluster| {
        let names: Vec<Rc<str>> = cluster.plans.iter().map(|plan| props.name(*plan)).collect();
        html! { <p>{ words.with("copies-cluster", &[("names", Value::Text(&names.join("、")))]) }</p> }
    });
    html! {
        <section class="copies">
            <h2>{ words.get("copies") }</h2>
            <p class="hint">{ words.get(if copying.pairs.is_empty() { "copies-none" } else { "copies-hint" }) }</p>
            { for clusters }
            { for copying.pairs.iter().map(|pair| self::pair(&words, props, pair)) }
        </section>
    }
}

fn pair(words: &Words, props: &Props, pair: &Pair) -> Html {
    let names = pair.plans.map(|plan| props.name(plan));
    let [first, second] = pair.share.map(|share| format!("{:.0}%", share * 100.0));
    // What says most comes first: the longest of what is the same to the letter.
    let mut passages: Vec<&Passage> = pair.passages.iter().collect();
    passages.sort_by_key(|passage| (passage.likeness as u8, Reverse(passage.places[0].text.len())));
    let rest = passages.len().saturating_sub(SHOWN);
    html! {
        <details class="pair" key={format!("{}-{}", pair.plans[0], pair.plans[1])}>
            <summary><strong>{ &*names[0] }</strong><span class="share">{ first }</span>
                <span aria-hidden="true">{ "↔" }</span><strong>{ &*names[1] }</strong><span class="share">{ second }</span></summary>
            <p class="hint">{ summary(words, pair) }</p>
            { for leftovers(words, &names, pair) }
            <ul>{ for passages.into_iter().take(SHOWN).map(|passage| self::passage(words, &names, passage)) }</ul>
            if rest > 0 { <p class="hint">{ words.with("copies-rest", &[("count", Value::Count(rest))]) }</p> }
        </details>
    }
}

/// How much is the same, and how alike it is.
fn summary(words: &Words, pair: &Pair) -> AttrValue {
    if pair.identical {
        return words.get("copies-identical");
    }
    let of = |likeness| pair.passages.iter().filter(|passage| passage.likeness == likeness).count();
    words.with(
        "copies-counts",
        &[
            ("count", Value::Count(pair.passages.len())),
            ("verbatim", Value::Count(of(Likeness::Verbatim))),
            ("renamed", Value::Count(of(Likeness::Renamed))),
            ("reworded", Value::Count(of(Likeness::Reworded))),
        ],
    )
}

/// Names of the one's place that stand in the other.
fn leftovers<'a>(
    words: &'a Words,
    names: &'a [Rc<str>; 2],
    pair: &'a Pair,
) -> impl Iterator<Item = Html> + 'a {
    // Each once, however often it stands there.
    let said = |number: usize, left: &Leftover| {
        pair.leftovers[..number].iter().any(|it| it.plan == left.plan && it.name == left.name)
    };
    let all = pair.leftovers.iter().enumerate();
    all.filter(move |(number, left)| !said(*number, left)).map(|(_, left)| {
        let own = usize::from(left.plan == pair.plans[1]);
        let arguments = [
            ("plan", Value::Text(&names[own])),
            ("other", Value::Text(&names[1 - own])),
            ("name", Value::Text(&left.name)),
        ];
        html! { <p class="hint">{ words.with("copies-leftover", &arguments) }</p> }
    })
}

fn passage(words: &Words, names: &[Rc<str>; 2], passage: &Passage) -> Html {
    let likeness = words.get(match passage.likeness {
        Likeness::Verbatim => "likeness-verbatim",
        Likeness::Renamed => "likeness-renamed",
        Likeness::Reworded => "likeness-reworded",
    });
    html! {
        <li>
            <p class="hint">{ likeness }</p>
            { for names.iter().zip(&passage.places).map(|(name, place)| html! {
                <div><p class="id">{ &**name }</p><blockquote lang="zh-CN">{ &place.text }</blockquote></div>
            }) }
        </li>
    }
}
