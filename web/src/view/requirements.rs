//! 要点: the notice as it was read, to be set right by hand.

use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yaodian_core::notice::{Obligation, Point, Synonyms, bare_title};
use yaodian_core::{Reach, Requirements, Review};
use yew::prelude::*;

use super::marks;
use super::pick::{Paste, Pick};
use super::reviews::Reviews;
use crate::desk::{Desk, Place};
use crate::dom::files;
use crate::i18n::{Value, Words, use_words};
use crate::state::{Action, Shared};

/// Properties of [`RequirementsView`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What plans are checked against.
    pub requirements: Option<Shared<Requirements>>,
    /// What reviewers accepted.
    pub review: Shared<Review>,
}

/// A change to the requirements.
type Change = Callback<Box<dyn FnOnce(&mut Requirements)>>;

/// The view.
#[component]
pub fn RequirementsView(props: &Props) -> Html {
    let words = use_words();
    let desk = use_context::<Desk>();
    let Some(requirements) = props.requirements.clone() else {
        return html! {
            <div class="start" data-drop="notice">
                <h1>{ words.get("requirements-title") }</h1>
                <p class="lead">{ words.get("requirements-lead") }</p>
                <p class="example-line">
                    <Pick place={Place::Notice} id="pick-requirements" class="button primary large" label={words.get("pick-notice")} />
                    <Paste place={Place::Notice} class="button large" label={words.get("paste-notice")} />
                </p>
            </div>
        };
    };
    let change: Change = {
        let requirements = requirements.clone();
        Callback::from(move |change: Box<dyn FnOnce(&mut Requirements)>| {
            let mut changed = (*requirements.0).clone();
            change(&mut changed);
            if let Some(desk) = &desk {
                desk.act(Action::Required(changed));
            }
        })
    };
    let save = {
        let requirements = requirements.clone();
        Callback::from(move |_: MouseEvent| {
            files::download("要点.toml", "application/toml", &*requirements.to_toml().unwrap_or_default());
        })
    };
    let required = requirements.obligations().filter(|one| one.required).count();
    html! {
        <div class="requirements" data-drop="notice">
            <header>
                <h1>{ &requirements.title }</h1>
                <p class="hint issued" lang="zh-CN">
                    { for [&requirements.issuer, &requirements.date].into_iter().flatten().map(|part| html! { <span>{ part }</span> }) }</p>
                <p>{ words.with("requirements-figures", &[
                    ("points", Value::Count(requirements.points.len())),
                    ("obligations", Value::Count(requirements.obligations().count())),
                    ("required", Value::Count(required)),
                ]) }</p>
                <div class="row">
                    <button type="button" id="save-toml" class="button" onclick={save}>{ words.get("save-toml") }</button>
                    <Pick place={Place::Notice} id="load-toml" label={words.get("load-toml")} />
                </div>
                <p class="hint">{ words.get("requirements-hint") }</p>
                if !requirements.warnings.is_empty() {
                    <ul class="warnings">{ for requirements.warnings.iter().map(|warning| html! { <li>{ words.said(&warning.message) }</li> }) }</ul>
                }
            </header>
            { for requirements.points.chunk_by(|a, b| a.section == b.section).map(|points| html! {
                <section key={points.first().map_or(0, |point| point.section)}>
                    <h2>{ points.first().and_then(|point| requirements.sections.get(point.section)).map(|section| section.title.clone()) }</h2>
                    { for points.iter().map(|point| self::point(&words, point, &change)) }
                </section>
            }) }
            { synonyms(&words, &requirements, &change) }
            <Reviews review={props.review.clone()} />
        </div>
    }
}

/// Words that mean the same, a line each.
fn synonyms(words: &Words, requirements: &Requirements, change: &Change) -> Html {
    let text: Vec<String> = requirements.synonyms.iter().map(|own| own.terms.join("、")).collect();
    let onchange = change.reform(|event: Event| {
        let text = event.target_dyn_into::<HtmlTextAreaElement>().map(|area| area.value());
        let text = text.unwrap_or_default();
        Box::new(move |all: &mut Requirements| {
            all.synonyms = text.lines().filter_map(Synonyms::from_line).collect();
        }) as Box<dyn FnOnce(&mut Requirements)>
    });
    html! {
        <section class="synonyms">
            <h2><label for="synonyms">{ words.get("synonyms") }</label></h2>
            <p class="hint" id="synonyms-hint">{ words.get("synonyms-hint") }</p>
            <textarea id="synonyms" rows="4" lang="zh-CN" aria-describedby="synonyms-hint"
                placeholder={words.get("synonyms-example")} value={text.join("\n")} {onchange} />
        </section>
    }
}

fn point(words: &Words, point: &Point, change: &Change) -> Html {
    html! {
        <div class="point" key={point.id.clone()}>
            <h3>{ format!("{}. {}", point.id, bare_title(&point.title)) }</h3>
            <ul>{ for point.obligations.iter().map(|one| obligation(words, one, change)) }</ul>
        </div>
    }
}

fn obligation(words: &Words, one: &Obligation, change: &Change) -> Html {
    let edit = |act: fn(&mut Obligation, String)| {
        let (change, id) = (change.clone(), one.id.clone());
        move |value: String| {
            let id = id.clone();
            change.emit(Box::new(move |all: &mut Requirements| {
                let mut obligations = all.points.iter_mut().flat_map(|point| &mut point.obligations);
                if let Some(one) = obligations.find(|one| one.id == id) {
                    act(one, value);
                }
            }));
        }
    };
    let require = edit(|one, value| one.required = value == "true");
    let on_require = Callback::from(move |event: Event| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            require(input.checked().to_string());
        }
    });
    let set_reach = edit(|one, value| {
        one.reach = match value.as_str() {
            "direct" => Reach::Direct,
            "province" => Reach::Province,
            _ => Reach::Counterpart,
        };
        // The province's own is asked of nobody else, unless the user says so.
        one.required = one.reach != Reach::Province;
    });
    let on_reach = Callback::from(move |event: Event| {
        if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
            set_reach(select.value());
        }
    });
    let options =
        [(Reach::Direct, "direct"), (Reach::Counterpart, "counterpart"), (Reach::Province, "province")];
    html! {
        <li key={one.id.clone()} class={classes!("asked-row", (!one.required).then_some("off"))}>
            <span class="id">{ &one.id }</span>
            <p lang="zh-CN">{ &one.text }</p>
            <label class="select"><span class="off-screen">{ words.with("reach-of", &[("id", Value::Text(&one.id))]) }</span>
                <select onchange={on_reach}>{ for options.into_iter().map(|(reach, value)| html! {
                    <option {value} selected={one.reach == reach}>{ marks::reach(words, reach) }</option> }) }</select></label>
            <label class="toggle"><input type="checkbox" checked={one.required} onchange={on_require} data-require={one.id.clone()} />
                <span>{ words.get("required") }</span></label>
        </li>
    }
}
