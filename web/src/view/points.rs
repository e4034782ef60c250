//! The points of the notice by section, each with its obligations and how the plan answers them.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};
use yaodian_core::Report;
use yaodian_core::notice::bare_title;
use yaodian_core::report::{ObligationReport, PointReport};
use yew::prelude::*;

use super::marks;
use crate::dom::scroll;
use crate::i18n::{Value, use_words};
use crate::state::Shared;

/// Properties of [`Points`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The report, if one came.
    pub report: Option<Shared<Report>>,
    /// The obligation looked at.
    pub selected: Option<Rc<str>>,
    /// Another was chosen.
    pub on_select: Callback<Option<Rc<str>>>,
    /// What else is to be noted, if anything: shown here where there is no room beside the plan.
    pub remarks: Option<Html>,
}

/// The list with its filter and search.
#[component]
pub fn Points(props: &Props) -> Html {
    let words = use_words();
    let only_gaps = use_state(|| false);
    let query = use_state(String::new);
    let list = use_node_ref();
    use_reveal(&list, props.selected.clone());
    let Some(report) = &props.report else { return html! { <section class="points" /> } };
    let shown = |point: &PointReport, one: &ObligationReport| {
        (!*only_gaps || is_open(one))
            && (query.is_empty()
                || [&point.title, &one.text, &one.id].iter().any(|text| text.contains(&**query)))
    };
    let points: Vec<(&PointReport, Vec<&ObligationReport>)> = report
        .points
        .iter()
        .map(|point| (point, point.obligations.iter().filter(|one| shown(point, one)).collect::<Vec<_>>()))
        .filter(|(_, obligations)| !obligations.is_empty())
        .collect();
    let ids: Rc<[Rc<str>]> = points
        .iter()
        .flat_map(|(_, obligations)| obligations.iter().map(|one| one.id.as_str().into()))
        .collect();

    // One stop of the tab key for the whole list; arrow keys go on from there.
    let stop = props.selected.clone().filter(|id| ids.contains(id)).or_else(|| ids.first().cloned());
    let onkeydown = keys(&list, &ids, props);
    let ontoggle = {
        let only_gaps = only_gaps.clone();
        Callback::from(move |event: Event| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                only_gaps.set(input.checked());
            }
        })
    };
    let onsearch = {
        let query = query.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                query.set(input.value().trim().to_owned());
            }
        })
    };
    let gaps = report.obligations().filter(|one| is_open(one)).count();
    html! {
        <section class="points" aria-label={words.get("pane-points")}>
            <div class="filter">
                <label class="toggle"><input type="checkbox" id="only-gaps" checked={*only_gaps} onchange={ontoggle} />
                    <span>{ words.with("only-gaps", &[("count", Value::Count(gaps))]) }</span></label>
                <input type="search" id="search" placeholder={words.get("search")} aria-label={words.get("search")} oninput={onsearch} />
            </div>
            <div class="list" ref={list} {onkeydown}>
                if let Some(remarks) = props.remarks.clone() {
                    <details class="also">
                        <summary>{ words.get("remarks") }<span class="count">{ report.observations.len() }</span></summary>
                        { remarks }
                    </details>
                }
                { for points.chunk_by(|(a, _), (b, _)| a.section == b.section).map(|points| section(points, props, stop.as_deref())) }
                if points.is_empty() {
                    <p class="empty">{ words.get(if gaps == 0 && query.is_empty() { "no-gaps" } else { "nothing-found" }) }</p>
                }
            </div>
        </section>
    }
}

/// Whether something is left to do: a gap that nobody has accepted.
fn is_open(one: &ObligationReport) -> bool {
    one.is_gap() && one.waiver.is_none()
}

fn section(points: &[(&PointReport, Vec<&ObligationReport>)], props: &Props, stop: Option<&str>) -> Html {
    let name = points.first().map(|(point, _)| point.section.clone()).unwrap_or_default();
    html! {
        <section key={name.clone()}>
            if !name.is_empty() { <h2>{ name }</h2> }
            { for points.iter().map(|(point, obligations)| self::point(point, obligations, props, stop)) }
        </section>
    }
}

fn point(point: &PointReport, obligations: &[&ObligationReport], props: &Props, stop: Option<&str>) -> Html {
    let look = marks::of_point(point.status);
    let counts = point.counts();
    html! {
        <div class="point" key={point.id.clone()}>
            <h3 class={look.class}>
                <span class="sign" aria-hidden="true">{ look.sign }</span>
                <span class="title">{ format!("{}. {}", point.id, bare_title(&point.title)) }</span>
                <span class="count">{ format!("{}/{}", counts.covered, counts.required()) }</span>
            </h3>
            <ul>{ for obligations.iter().map(|one| row(one, props, stop)) }</ul>
        </div>
    }
}

fn row(one: &ObligationReport, props: &Props, stop: Option<&str>) -> Html {
    let id: Rc<str> = one.id.as_str().into();
    let selected = props.selected.as_deref() == Some(&*one.id);
    html! {
        <li key={one.id.clone()}><Row
            look={marks::of(one)} waived={one.waiver.is_some()} text={one.text.clone()} {id} {selected}
            is_stop={stop == Some(&*one.id)} on_select={props.on_select.clone()} /></li>
    }
}

#[derive(Properties, PartialEq)]
struct RowProps {
    look: marks::Look,
    waived: bool,
    text: String,
    id: Rc<str>,
    selected: bool,
    /// Whether the tab key stops here.
    is_stop: bool,
    on_select: Callback<Option<Rc<str>>>,
}

#[component]
fn Row(props: &RowProps) -> Html {
    let words = use_words();
    let onclick = {
        let (emit, id) = (props.on_select.clone(), Rc::clone(&props.id));
        Callback::from(move |_: MouseEvent| emit.emit(Some(Rc::clone(&id))))
    };
    html! {
        <button type="button" class={classes!("row-button", props.look.class)} data-id={props.id.to_string()}
            tabindex={if props.is_stop { "0" } else { "-1" }} aria-current={props.selected.then_some("true")} {onclick}>
            <span class="sign" aria-hidden="true">{ props.look.sign }</span>
            <span class="off-screen">{ words.get(props.look.key) }</span>
            <span class="text">{ &props.text }</span>
            if props.waived { <span class="waived-mark">{ words.get(marks::WAIVED.key) }</span> }
        </button>
    }
}

/// Keeps the chosen row in sight.
#[hook]
fn use_reveal(list: &NodeRef, selected: Option<Rc<str>>) {
    let list = list.clone();
    use_effect_with(selected, move |selected| {
        if let Some(row) = selected.as_ref().and_then(|id| row_of(&list, id)) {
            scroll::reveal(&row);
        }
    });
}

fn row_of(list: &NodeRef, id: &str) -> Option<HtmlElement> {
    let list = list.cast::<HtmlElement>()?;
    list.query_selector(&format!("[data-id=\"{id}\"]")).ok()??.dyn_into().ok()
}

/// Puts the focus on the row of an obligation: where whoever closes its panel came from.
pub fn focus_row(id: &str) {
    let row = gloo_utils::document().query_selector(&format!(".row-button[data-id=\"{id}\"]"));
    if let Some(row) = row.ok().flatten().and_then(|row| row.dyn_into::<HtmlElement>().ok()) {
        let _ = row.focus();
    }
}

/// Arrow keys go from row to row; the escape key puts the chosen one away.
fn keys(list: &NodeRef, ids: &Rc<[Rc<str>]>, props: &Props) -> Callback<KeyboardEvent> {
    let (list, ids) = (list.clone(), Rc::clone(ids));
    let emit = props.on_select.clone();
    Callback::from(move |event: KeyboardEvent| {
        let row = event.target_dyn_into::<HtmlElement>().and_then(|row| row.get_attribute("data-id"));
        let Some(at) = ids.iter().position(|id| Some(&**id) == row.as_deref()) else { return };
        let next = match event.key().as_str() {
            "Escape" => return emit.emit(None),
            "ArrowDown" => at + 1,
            "ArrowUp" => at.saturating_sub(1),
            "Home" => 0,
            "End" => ids.len().saturating_sub(1),
            _ => return,
        };
        event.prevent_default();
        let Some(id) = ids.get(next.min(ids.len().saturating_sub(1))) else { return };
        emit.emit(Some(Rc::clone(id)));
        if let Some(row) = row_of(&list, id) {
            let _ = row.focus();
        }
    })
}
