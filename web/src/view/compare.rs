//! 比较: many plans at once. A table of points by plans, and under it the answers to the point that was chosen.

use std::rc::Rc;

use yaodian_core::document::stem;
use yaodian_core::{Report, Status};
use yew::prelude::*;

use super::copies::Copies;
use super::marks;
use super::matrix::Matrix;
use super::pick::Pick;
use super::side_by_side::SideBySide;
use crate::desk::{Desk, Place};
use crate::i18n::{Value, Words, use_words};
use crate::state::{Compared, Copied, Outcome, Shared};

/// Properties of [`CompareView`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The plans.
    pub compared: Vec<Compared>,
    /// What they share with each other.
    pub copied: Option<Copied>,
    /// Whether there is something to compare them by.
    pub has_notice: bool,
}

/// A plan that could be checked.
#[derive(Clone, PartialEq)]
pub struct Column {
    /// Of the session.
    pub id: u32,
    /// What it is called, without its ending.
    pub name: Rc<str>,
    /// Its report.
    pub report: Shared<Report>,
}

/// The view.
#[component]
pub fn CompareView(props: &Props) -> Html {
    let words = use_words();
    let desk = use_context::<Desk>();
    let chosen = use_state(|| None::<(usize, u32)>);
    let example = {
        let (desk, has_notice) = (desk.clone(), props.has_notice);
        Callback::from(move |_: MouseEvent| {
            if let Some(desk) = &desk {
                desk.example_comparison(has_notice);
            }
        })
    };
    if props.compared.is_empty() || !props.has_notice {
        let notice_first = !props.has_notice && !props.compared.is_empty();
        return html! {
            <div class="start" data-drop={if props.has_notice { "compare" } else { "notice" }}>
                <h1>{ words.get("compare-title") }</h1>
                <p class="lead">{ words.get(if props.has_notice { "compare-lead" } else { "compare-notice-first" }) }</p>
                <p class="example-line">
                    if props.has_notice {
                        <Pick place={Place::Compare} id="pick-compare" class="button primary large" label={words.get("pick-plans")} />
                    } else {
                        <Pick place={Place::Notice} id="pick-compare-notice" class="button primary large" label={words.get("step-notice")} />
                    }
                    if !notice_first {
                        <button type="button" id="example-compare" class="button large" onclick={example}>{ words.get("example-compare") }</button>
                    }
                </p>
            </div>
        };
    }
    let columns: Rc<[Column]> = props
        .compared
        .iter()
        .filter_map(|one| match &one.outcome {
            Outcome::Checked(judged) => {
                let name = stem(&one.file.name).into();
                Some(Column { id: one.id, name, report: judged.report.clone() })
            }
            _ => None,
        })
        .collect();
    let waiting = props.compared.iter().filter(|one| one.outcome == Outcome::Waiting).count();
    let failed = props.compared.iter().filter_map(|one| match &one.outcome {
        Outcome::Failed(why) => Some((one.id, Rc::clone(why))),
        _ => None,
    });
    let remove =
        desk.map(|desk| Callback::from(move |id: u32| desk.act(crate::state::Action::Uncompare(id))));
    let on_remove = remove.unwrap_or_default();
    let choose = {
        let chosen = chosen.setter();
        Callback::from(move |cell| chosen.set(Some(cell)))
    };
    html! {
        <div class="compare" data-drop="compare">
            <div class="row compare-head">
                <h1>{ words.with("compare-figures", &[("plans", Value::Count(columns.len()))]) }</h1>
                <Pick place={Place::Compare} id="pick-compare" label={words.get("add-plans")} />
                <p role="status" class={classes!("busy", (waiting > 0).then_some("on"))}>
                    if waiting > 0 { { words.with("compare-progress", &[
                        ("done", Value::Count(props.compared.len() - waiting)), ("all", Value::Count(props.compared.len()))]) } }
                </p>
            </div>
            { for failed.map(|(id, why)| html! {
                <p class="trouble" key={id}><span>{ &*why }</span>
                    <button type="button" class="button" onclick={on_remove.reform(move |_: MouseEvent| id)}>{ words.get("remove") }</button></p>
            }) }
            if !columns.is_empty() {
                { figures(&words, &columns) }
                <Matrix columns={Rc::clone(&columns)} chosen={*chosen} on_choose={choose} on_remove={on_remove.clone()} />
                <SideBySide columns={Rc::clone(&columns)} chosen={*chosen} />
                if let Some(copied) = props.copied.clone() { <Copies {columns} {copied} /> }
            }
        </div>
    }
}

/// All plans taken together; nothing where there is only one.
fn figures(words: &Words, columns: &[Column]) -> Html {
    let (mut covered, mut required, mut by_all, mut by_none) = (0, 0, 0, 0);
    let Some((first, others)) = columns.split_first().filter(|(_, others)| !others.is_empty()) else {
        return html! {};
    };
    let mut others: Vec<_> = others.iter().map(|column| column.report.obligations()).collect();
    for one in first.report.obligations() {
        let answers = others.iter_mut().filter_map(Iterator::next).chain([one]);
        let answered = answers.filter(|one| one.status == Status::Covered).count();
        if one.required {
            covered += answered;
            required += columns.len();
            by_all += usize::from(answered == columns.len());
            by_none += usize::from(answered == 0);
        }
    }
    let percent = marks::percent(covered, required);
    html! {
        <ul class="compare-figures">
            <li>{ words.with("compare-coverage", &[("percent", Value::Text(&percent))]) }</li>
            <li>{ words.with("compare-by-all", &[("count", Value::Count(by_all))]) }</li>
            <li>{ words.with("compare-by-none", &[("count", Value::Count(by_none))]) }</li>
        </ul>
    }
}
