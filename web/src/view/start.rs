//! Where everything begins: two places for two files, and an example.

use std::rc::Rc;

use yew::prelude::*;

use super::pick::{Paste, Pick};
use crate::desk::{Desk, Place};
use crate::i18n::{Value, use_words};
use crate::state::Session;

/// Properties of [`Start`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What has been given so far.
    pub session: Session,
}

/// The two steps.
#[component]
pub fn Start(props: &Props) -> Html {
    let words = use_words();
    let desk = use_context::<Desk>();
    let example = Callback::from(move |_: MouseEvent| {
        if let Some(desk) = &desk {
            desk.example();
        }
    });
    let notice = props.session.requirements.as_ref().map(|requirements| {
        let (points, obligations) = (requirements.points.len(), requirements.obligations().count());
        let figures = words.with(
            "notice-figures",
            &[("points", Value::Count(points)), ("obligations", Value::Count(obligations))],
        );
        (Rc::<str>::from(requirements.title.as_str()), figures)
    });
    let plan = props.session.waiting.as_ref().map(|file| (Rc::clone(&file.name), words.get("plan-waits")));
    html! {
        <div class="start">
            <h1>{ words.get("start-title") }</h1>
            <p class="lead">{ words.get("start-lead") }</p>
            <div class="steps">
                <Step number="1" title={words.get("step-notice")} hint={words.get("step-notice-hint")} place={Place::Notice} given={notice} />
                <Step number="2" title={words.get("step-plan")} hint={words.get("step-plan-hint")} place={Place::Plan} given={plan} />
            </div>
            <p class="example-line">
                <button type="button" id="example" class="button primary large" onclick={example}>{ words.get("example") }</button>
                <span>{ words.get("example-hint") }</span>
            </p>
            <ul class="promises">
                <li>{ words.get("promise-local") }</li>
                <li>{ words.get("promise-same") }</li>
                <li>{ words.get("promise-judge") }</li>
            </ul>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct StepProps {
    number: &'static str,
    title: AttrValue,
    hint: AttrValue,
    place: Place,
    given: Option<(Rc<str>, AttrValue)>,
}

#[component]
fn Step(props: &StepProps) -> Html {
    let words = use_words();
    let kind = if props.place == Place::Notice { "notice" } else { "plan" };
    html! {
        <section class={classes!("step", props.given.is_some().then_some("given"))} data-drop={kind}>
            <p class="number" aria-hidden="true">{ if props.given.is_some() { "✓" } else { props.number } }</p>
            <h2>{ props.title.clone() }</h2>
            if let Some((name, note)) = &props.given {
                <p class="given-name">{ &**name }</p>
                <p class="hint">{ note.clone() }</p>
            } else {
                <p class="hint">{ props.hint.clone() }</p>
            }
            <div class="row">
                <Pick place={props.place} id={format!("pick-{kind}")} label={words.get("pick")} />
                <Paste place={props.place} class="button quiet" label={words.get(if kind == "notice" { "paste-notice" } else { "paste-plan" })} />
            </div>
        </section>
    }
}
