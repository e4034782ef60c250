//! One obligation: what is asked, what the plan says, why that is or is not enough, and what could be written.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yaodian_core::plan::Modality;
use yaodian_core::report::{ObligationReport, Position};
use yaodian_core::{Report, Requirements, Review, Status};
use yew::prelude::*;

use super::marks::{self, Badge};
use super::waive::Waive;
use super::{paper, points};
use crate::dom::files;
use crate::i18n::{Value, Words, use_words};
use crate::state::{Plan, Shared};
use crate::suggestion;

/// Properties of [`Detail`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The report it stands in.
    pub report: Shared<Report>,
    /// Id of the obligation.
    pub id: Rc<str>,
    /// What it stands in.
    pub requirements: Option<Shared<Requirements>>,
    /// What reviewers accepted.
    pub review: Shared<Review>,
    /// The plan.
    pub plan: Option<Plan>,
    /// Whether the report is of the plan as it stands.
    pub current: bool,
    /// The panel was closed.
    pub on_close: Callback<Option<Rc<str>>>,
    /// The plan is to be seen.
    pub on_plan: Callback<()>,
}

impl Props {
    fn one(&self) -> Option<&ObligationReport> {
        self.report.obligations().find(|one| one.id == *self.id)
    }
}

/// The panel.
#[component]
pub fn Detail(props: &Props) -> Html {
    let words = use_words();
    let Some(one) = props.one() else { return html! {} };
    let close = {
        let (close, id) = (props.on_close.clone(), Rc::clone(&props.id));
        Callback::from(move |_: MouseEvent| {
            points::focus_row(&id);
            close.emit(None);
        })
    };
    let see = {
        let (plan, see) = (props.plan.clone(), props.on_plan.clone());
        let answer = one.evidence.first().map(|passage| passage.start..passage.end);
        Callback::from(move |_: MouseEvent| {
            let (plan, answer) = (plan.clone(), answer.clone());
            see.emit(());
            paper::when_shown(move || {
                if let (Some(plan), Some(answer)) = (plan, answer) {
                    paper::go_to(&plan, answer);
                }
            });
        })
    };
    let asked =
        props.requirements.as_ref().and_then(|all| all.obligations().find(|asked| asked.id == one.id));
    let context = asked.map(|asked| asked.context.as_str()).filter(|context| *context != one.text);
    // What was judged is shown above as the plan's answer.
    let near: Vec<_> = one.candidates.iter().filter(|near| !one.evidence.contains(&near.passage)).collect();
    html! {
        <article>
            <header class="row">
                <Badge look={marks::of(one)} />
                if one.waiver.is_some() { <Badge look={marks::WAIVED} /> }
                <span class="id">{ &one.id }</span>
                <span class="reach">{ marks::reach(&words, one.reach) }</span>
                <button type="button" class="button quiet close" onclick={close} aria-label={words.get("close")}>{ "×" }</button>
            </header>
            <section class="quote asked">
                <h3>{ words.get("asked") }</h3>
                <blockquote lang="zh-CN">{ marks::marked(&one.reasons, &one.text) }</blockquote>
                if let Some(context) = context {
                    <details><summary>{ words.get("context") }</summary><p class="context" lang="zh-CN">{ context }</p></details>
                }
            </section>
            <section class="why">
                <h3>{ words.get("why") }</h3>
                <ul>{ for one.reasons.iter().map(|reason| html! { <li>{ words.said(&reason.message) }</li> }) }</ul>
            </section>
            if !one.evidence.is_empty() {
                <section class={classes!("quote", "answer", marks::of(one).class)}>
                    <h3>{ words.get("answer") }</h3>
                    { for one.evidence.iter().map(|passage| html! {
                        <blockquote lang="zh-CN">{ marks::marked(&one.reasons, &passage.text) }</blockquote>
                    }) }
                    <p class="see"><button type="button" class="link" onclick={see}>{ words.get("see-in-plan") }</button></p>
                </section>
            }
            { suggested(&words, props, one) }
            <Waive report={props.report.clone()} id={props.id.to_string()} review={props.review.clone()} current={props.current} />
            if one.status != Status::Covered && !near.is_empty() {
                <section class="near">
                    <h3>{ words.get("near") }</h3>
                    <ul>{ for near.iter().map(|near| html! {
                        <li><blockquote lang="zh-CN">{ &near.passage.text }</blockquote>
                            <p class="hint">{ modality(&words, near.modality) }</p></li>
                    }) }</ul>
                </section>
            }
            <p class="hint score">{ words.with("score", &[("percent", Value::Count((one.score * 100.0).round() as usize))]) }</p>
        </article>
    }
}

/// What could be written, with buttons to copy it and to put it where it belongs.
fn suggested(words: &Words, props: &Props, one: &ObligationReport) -> Html {
    let Some(own) = one.suggestion.clone() else { return html! {} };
    let (place, button) = match own.position {
        Position::Replace(_) => ("suggestion-replaces", "suggestion-replace"),
        Position::After(_) => ("suggestion-adds", "suggestion-insert"),
    };
    let text = own.text.trim().to_owned();
    let apply = {
        let (plan, see) = (props.plan.clone(), props.on_plan.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(plan) = &plan {
                let (plan, own) = (plan.clone(), own.clone());
                see.emit(());
                paper::when_shown(move || suggestion::apply(&plan, &own));
            }
        })
    };
    html! {
        <section class="suggestion">
            <h3>{ words.get("suggestion") }</h3>
            <blockquote lang="zh-CN">{ &text }</blockquote>
            <p class="hint">{ words.get(place) }</p>
            <div class="row">
                <CopyButton {text} />
                <button type="button" id="apply-suggestion" class="button" disabled={!props.current} onclick={apply}>{ words.get(button) }</button>
            </div>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct CopyProps {
    /// What is copied.
    text: String,
}

/// Copies a text and says so.
#[component]
fn CopyButton(props: &CopyProps) -> Html {
    let words = use_words();
    let copied = use_state(|| false);
    let onclick = {
        let (text, copied) = (props.text.clone(), copied.clone());
        Callback::from(move |_: MouseEvent| {
            let (text, copied) = (text.clone(), copied.clone());
            spawn_local(async move {
                copied.set(files::copy(text).await);
                gloo_timers::future::TimeoutFuture::new(2_000).await;
                copied.set(false);
            });
        })
    };
    html! {
        <button type="button" class="button" {onclick} aria-live="polite">{ words.get(if *copied { "copied" } else { "copy" }) }</button>
    }
}

fn modality(words: &Words, modality: Modality) -> AttrValue {
    words.get(match modality {
        Modality::Commitment => "modality-commitment",
        Modality::Background => "modality-background",
        Modality::OthersDuty => "modality-others",
        Modality::Heading => "modality-heading",
        Modality::Placeholder => "modality-placeholder",
        Modality::Citation => "modality-citation",
    })
}
