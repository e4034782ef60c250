//! The table of points by plans.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlSelectElement};
use yaodian_core::notice::bare_title;
use yaodian_core::report::PointReport;
use yew::prelude::*;

use super::compare::Column;
use super::marks;
use crate::i18n::{Value, Words, use_words};

/// Properties of [`Matrix`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The plans.
    pub columns: Rc<[Column]>,
    /// The cell looked at: index of the point, id of the plan.
    pub chosen: Option<(usize, u32)>,
    /// Another cell was chosen.
    pub on_choose: Callback<(usize, u32)>,
    /// A plan is not wanted any more.
    pub on_remove: Callback<u32>,
}

/// Orders of plans and of points.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Given,
    Best,
    Worst,
}

/// The table with its two orders.
#[component]
pub fn Matrix(props: &Props) -> Html {
    let words = use_words();
    let (by_plan, by_point) = (use_state(|| Order::Best), use_state(|| Order::Given));
    // One stop of the tab key for the whole table; arrow keys go on from there.
    let stop = use_state(|| None::<(usize, u32)>);
    let Some(first) = props.columns.first() else { return html! {} };
    let mut columns: Vec<&Column> = props.columns.iter().collect();
    let coverage = |column: &Column| column.report.summary.coverage;
    match *by_plan {
        Order::Given => {}
        Order::Best => columns.sort_by(|a, b| coverage(b).total_cmp(&coverage(a))),
        Order::Worst => columns.sort_by(|a, b| coverage(a).total_cmp(&coverage(b))),
    }
    let answered = |point: usize| -> usize {
        props
            .columns
            .iter()
            .filter_map(|column| column.report.points.get(point))
            .map(|point| covered(point).0)
            .sum()
    };
    let mut points: Vec<(usize, &PointReport)> = first.report.points.iter().enumerate().collect();
    match *by_point {
        Order::Given => {}
        Order::Best => points.sort_by_key(|(index, point)| {
            std::cmp::Reverse(answered(*index) * 1000 / covered(point).1.max(1))
        }),
        Order::Worst => {
            points.sort_by_key(|(index, point)| answered(*index) * 1000 / covered(point).1.max(1))
        }
    }
    let known = |(point, id): (usize, u32)| {
        points.iter().any(|(index, _)| *index == point) && columns.iter().any(|column| column.id == id)
    };
    let first = points.first().zip(columns.first()).map(|((index, _), column)| (*index, column.id));
    let cells = Cells { at: stop.filter(|cell| known(*cell)).or(first), stop: stop.setter() };
    html! {
        <>
            <div class="row orders">
                { order(&words, "order-plans", &by_plan) }
                { order(&words, "order-points", &by_point) }
            </div>
            <div class="matrix-frame" tabindex="0" role="region" aria-label={words.get("matrix")}>
                <table class="matrix" onkeydown={Callback::from(|event: KeyboardEvent| walk(&event))}>
                    <caption class="off-screen">{ words.get("matrix") }</caption>
                    <thead>
                        <tr><th scope="col">{ words.get("point") }</th>
                            { for columns.iter().map(|column| head(&words, column, props)) }
                            <th scope="col">{ words.get("all-plans") }</th></tr>
                        <tr class="totals"><th scope="row">{ words.get("coverage") }</th>
                            { for columns.iter().map(|column| {
                                let counts = &column.report.summary.obligations;
                                html! { <td>{ marks::percent(counts.covered, counts.required()) }</td> }
                            }) }
                            <td /></tr>
                    </thead>
                    <tbody>{ for points.iter().map(|(index, point)| row(&words, *index, point, &columns, &cells, props)) }</tbody>
                </table>
            </div>
        </>
    }
}

/// Covered and required obligations of a point.
fn covered(point: &PointReport) -> (usize, usize) {
    let counts = point.counts();
    (counts.covered, counts.required())
}

fn order(words: &Words, key: &'static str, state: &UseStateHandle<Order>) -> Html {
    let onchange = {
        let state = state.setter();
        Callback::from(move |event: Event| {
            let value = event.target_dyn_into::<HtmlSelectElement>().map(|select| select.value());
            state.set(match value.as_deref() {
                Some("best") => Order::Best,
                Some("worst") => Order::Worst,
                _ => Order::Given,
            });
        })
    };
    html! {
        <label class="select"><span>{ words.get(key) }</span>
            <select id={key} {onchange}>
                <option value="given" selected={**state == Order::Given}>{ words.get("order-given") }</option>
                <option value="best" selected={**state == Order::Best}>{ words.get("order-best") }</option>
                <option value="worst" selected={**state == Order::Worst}>{ words.get("order-worst") }</option>
            </select></label>
    }
}

fn head(words: &Words, column: &Column, props: &Props) -> Html {
    let id = column.id;
    let remove = props.on_remove.reform(move |_: MouseEvent| id);
    let label = words.with("remove-plan", &[("name", Value::Text(&column.name))]);
    html! {
        <th scope="col" key={id}><span class="plan-name">{ &*column.name }</span>
            <button type="button" class="link remove" aria-label={label} onclick={remove}>{ "×" }</button></th>
    }
}

/// The cell where the tab key stops.
struct Cells {
    at: Option<(usize, u32)>,
    stop: UseStateSetter<Option<(usize, u32)>>,
}

/// Arrow keys go from cell to cell.
fn walk(event: &KeyboardEvent) {
    let Some(cell) = event.target_dyn_into::<Element>().and_then(|from| from.closest("tbody td").ok()?)
    else {
        return;
    };
    let row = |row: Option<Element>| row?.children().item(u32::try_from(place(&cell)).ok()?);
    let own = cell.parent_element();
    let next = match event.key().as_str() {
        "ArrowRight" => cell.next_element_sibling(),
        "ArrowLeft" => cell.previous_element_sibling(),
        "ArrowDown" => row(own.and_then(|own| own.next_element_sibling())),
        "ArrowUp" => row(own.and_then(|own| own.previous_element_sibling())),
        _ => return,
    };
    event.prevent_default();
    let button = next.and_then(|cell| cell.query_selector("button").ok()?);
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        let _ = button.focus();
    }
}

/// Which of its row a cell is.
fn place(cell: &Element) -> usize {
    std::iter::successors(cell.previous_element_sibling(), Element::previous_element_sibling).count()
}

fn row(
    words: &Words,
    index: usize,
    point: &PointReport,
    columns: &[&Column],
    cells: &Cells,
    props: &Props,
) -> Html {
    let (mut all_covered, mut all) = (0, 0);
    let own: Html = columns
        .iter()
        .map(|column| {
            let Some(point) = column.report.points.get(index) else { return html! { <td /> } };
            let look = marks::of_point(point.status);
            let (covered, required) = covered(point);
            all_covered += covered;
            all += required;
            let waived = point.obligations.iter().filter(|one| one.is_gap() && one.waiver.is_some()).count();
            let id = column.id;
            let chosen = props.chosen == Some((index, id));
            let mut label = format!("{} · {} · {} {covered}/{required}", column.name, point.id, words.get(look.key));
            if waived > 0 {
                // What is seen stands in it as it is seen.
                label += &format!(" {}{waived} · {}", marks::WAIVED.sign, words.get(marks::WAIVED.key));
            }
            let onclick = props.on_choose.reform(move |_: MouseEvent| (index, id));
            let onfocus = {
                let stop = cells.stop.clone();
                Callback::from(move |_: FocusEvent| stop.set(Some((index, id))))
            };
            let tabindex = if cells.at == Some((index, id)) { "0" } else { "-1" };
            html! {
                <td key={id} class={classes!(look.class, shade(covered, required))}>
                    <button type="button" aria-label={label} aria-pressed={chosen.to_string()} {tabindex} {onclick} {onfocus}>
                        <span class="sign" aria-hidden="true">{ look.sign }</span>{ format!("{covered}/{required}") }
                        if waived > 0 { <small aria-hidden="true">{ format!(" {}{waived}", marks::WAIVED.sign) }</small> }</button></td>
            }
        })
        .collect();
    html! {
        <tr key={point.id.clone()}>
            <th scope="row">{ format!("{}. {}", point.id, bare_title(&point.title)) }</th>
            { own }
            <td class="all">{ marks::percent(all_covered, all) }</td>
        </tr>
    }
}

/// Four steps of colour, from nothing to all.
fn shade(covered: usize, required: usize) -> &'static str {
    match (covered * 3).checked_div(required) {
        Some(0) if covered == 0 => "shade-0",
        Some(0) => "shade-1",
        Some(1) => "shade-2",
        Some(2) => "shade-3",
        _ => "shade-4",
    }
}
