//! 核对: the points on the left, the plan in the middle, what is chosen on the right.

use std::rc::Rc;

use yew::prelude::*;

use super::detail::Detail;
use super::overview::{Overview, Strip};
use super::paper::Paper;
use super::points::{self, Points};
use super::remarks::Remarks;
use super::start::Start;
use crate::desk::Desk;
use crate::i18n::use_words;
use crate::state::{Action, Session};

/// Properties of [`CheckView`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Everything.
    pub session: Session,
    /// Whether a check runs.
    pub busy: bool,
}

/// Which of the two a narrow screen shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pane {
    Points,
    Plan,
}

/// The view.
#[component]
pub fn CheckView(props: &Props) -> Html {
    let words = use_words();
    let desk = use_context::<Desk>();
    let pane = use_state(|| Pane::Points);
    let session = &props.session;
    // The same callbacks at every render: a list whose properties are equal is not drawn again.
    let select = use_callback(desk, |id: Option<Rc<str>>, desk: &Option<Desk>| {
        if let Some(desk) = desk {
            desk.act(Action::Select(id));
        }
    });
    let to_plan = use_callback(pane.setter(), |(), pane| pane.set(Pane::Plan));
    let (Some(plan), Some(_)) = (session.plan.clone(), &session.requirements) else {
        return html! { <Start session={session.clone()} /> };
    };
    let switch = |to: Pane, id: &'static str, key: &'static str| {
        let pane = pane.clone();
        let pressed = if *pane == to { "true" } else { "false" };
        let onclick = Callback::from(move |_: MouseEvent| pane.set(to));
        html! { <button type="button" {id} aria-pressed={pressed} {onclick}>{ words.get(key) }</button> }
    };
    let chosen = session.report().zip(session.selected.clone());
    let onkeydown = {
        let (select, selected) = (select.clone(), session.selected.clone());
        Callback::from(move |event: KeyboardEvent| {
            if let Some(id) = selected.as_deref().filter(|_| event.key() == "Escape") {
                points::focus_row(id);
                select.emit(None);
            }
        })
    };
    let remarks = session.report().filter(|report| !report.observations.is_empty()).map(|report| {
        html! { <Remarks {report} plan={plan.clone()} current={session.is_current()} on_plan={to_plan.clone()} /> }
    });
    let shown = if *pane == Pane::Points { "show-points" } else { "show-plan" };
    html! {
        <div class={classes!("check", shown, chosen.is_some().then_some("has-detail"))}>
            <Strip
                report={session.report()}
                name={Rc::clone(&plan.file.name)}
                busy={props.busy && !session.is_current()}
            />
            <div class="switch" role="group" aria-label={words.get("panes")}>
                { switch(Pane::Points, "pane-points", "pane-points") }
                { switch(Pane::Plan, "pane-plan", "pane-plan") }
            </div>
            <Points report={session.report()} selected={session.selected.clone()} on_select={select.clone()} remarks={remarks.clone()} />
            <Paper
                {plan}
                report={session.report()}
                current={session.is_current()}
                selected={session.selected.clone()}
                trouble={session.uncheckable.clone()}
                on_select={select.clone()}
            />
            <aside class="detail" aria-label={words.get("detail")} {onkeydown}>
                if let Some((report, id)) = chosen {
                    <Detail {report} {id} requirements={session.requirements.clone()} review={session.review.clone()} plan={session.plan.clone()} current={session.is_current()} on_close={select} on_plan={to_plan} />
                } else if let Some(report) = session.report() {
                    <Overview {report} {remarks} />
                }
            </aside>
        </div>
    }
}
