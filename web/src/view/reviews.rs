//! What reviewers accepted, in all plans: listed, saved and read as the file that the command line reads.

use yaodian_core::Review;
use yaodian_core::review::Acceptance;
use yew::prelude::*;

use super::pick::Pick;
use crate::desk::{Desk, Place};
use crate::dom::files;
use crate::i18n::{Value, use_words};
use crate::state::{Action, Shared};

/// Properties of [`Reviews`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What was accepted.
    pub review: Shared<Review>,
}

/// The list.
#[component]
pub fn Reviews(props: &Props) -> Html {
    let words = use_words();
    let desk = use_context::<Desk>();
    let review = props.review.clone();
    let save = {
        let review = review.clone();
        Callback::from(move |_: MouseEvent| {
            files::download("审核意见.toml", "application/toml", &*review.to_toml().unwrap_or_default());
        })
    };
    let row = |one: &Acceptance| {
        let (desk, review, own) = (desk.clone(), review.clone(), one.clone());
        let take_back = Callback::from(move |_: MouseEvent| {
            let mut changed = (*review).clone();
            changed.accepted.retain(|other| *other != own);
            if let Some(desk) = &desk {
                desk.act(Action::Reviewed(changed));
            }
        });
        let label = words
            .with("waive-undo-of", &[("id", Value::Text(&one.finding)), ("plan", Value::Text(&one.plan))]);
        html! {
            <li class="accepted">
                <p class="row"><span class="id">{ &one.finding }</span><strong>{ &one.plan }</strong>
                    <span class="hint">{ words.with("waived-by", &[("who", Value::Text(&one.who)), ("when", Value::Text(&one.when))]) }</span>
                    <button type="button" class="link" aria-label={label} onclick={take_back}>{ words.get("waive-undo") }</button></p>
                <p lang="zh-CN">{ &one.why }</p>
                if !one.asked.is_empty() { <p class="hint" lang="zh-CN">{ &one.asked }</p> }
            </li>
        }
    };
    html! {
        <section class="reviews">
            <h2>{ words.get("waivers") }</h2>
            <p class="hint">{ words.get("waivers-hint") }</p>
            if review.accepted.is_empty() {
                <p class="empty">{ words.get("waivers-none") }</p>
            } else {
                <ul>{ for review.accepted.iter().map(row) }</ul>
            }
            <div class="row">
                <button type="button" id="save-review" class="button" disabled={*review == Review::default()} onclick={save}>{ words.get("save-review") }</button>
                <Pick place={Place::Notice} id="load-review" label={words.get("load-review")} />
            </div>
        </section>
    }
}
