//! One point: what it asks for, and every plan's answers beside each other.

use std::rc::Rc;

use web_sys::HtmlElement;
use yaodian_core::notice::bare_title;
use yew::prelude::*;

use super::compare::Column;
use super::marks::{self, Badge};
use crate::dom::scroll;
use crate::i18n::use_words;

/// Properties of [`SideBySide`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The plans.
    pub columns: Rc<[Column]>,
    /// Index of the point, id of the plan.
    pub chosen: Option<(usize, u32)>,
}

/// The answers.
#[component]
pub fn SideBySide(props: &Props) -> Html {
    let words = use_words();
    let here = use_node_ref();
    use_effect_with(props.chosen, {
        let here = here.clone();
        move |chosen| {
            if let Some(element) = chosen.and_then(|_| here.cast::<HtmlElement>()) {
                scroll::reveal(&element);
            }
        }
    });
    let point = props.chosen.and_then(|(index, _)| props.columns.first()?.report.points.get(index));
    let (Some((index, chosen)), Some(point)) = (props.chosen, point) else {
        return html! { <p class="hint choose-cell">{ words.get("choose-cell") }</p> };
    };
    let mut columns: Vec<&Column> = props.columns.iter().collect();
    // The plan whose cell was chosen comes first.
    columns.sort_by_key(|column| column.id != chosen);
    html! {
        <section class="side-by-side" ref={here}>
            <h2>{ format!("{}. {}", point.id, bare_title(&point.title)) }</h2>
            { for point.obligations.iter().enumerate().map(|(number, asked)| html! {
                <article key={asked.id.clone()}>
                    <h3><span class="id">{ &asked.id }</span> { &asked.text }</h3>
                    <ul>{ for columns.iter().filter_map(|column| {
                        let one = column.report.points.get(index)?.obligations.get(number)?;
                        Some(html! {
                            <li key={column.id} class={classes!(marks::of(one).class, (column.id == chosen).then_some("chosen"))}>
                                <p class="row"><strong>{ &*column.name }</strong><Badge look={marks::of(one)} />
                                    if one.waiver.is_some() { <Badge look={marks::WAIVED} /> }</p>
                                if let Some(waiver) = &one.waiver { <p class="hint" lang="zh-CN">{ &waiver.why }</p> }
                                { for one.evidence.iter().map(|passage| html! {
                                    <blockquote>{ marks::marked(&one.reasons, &passage.text) }</blockquote> }) }
                                if one.evidence.is_empty() || one.status != yaodian_core::Status::Covered {
                                    { for one.reasons.iter().map(|reason| html! { <p class="hint">{ words.said(&reason.message) }</p> }) }
                                }
                            </li>
                        })
                    }) }</ul>
                </article>
            }) }
        </section>
    }
}
