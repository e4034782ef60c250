//! 另请注意: what else a reviewer would point out in the plan, by kind. A click goes to the passage.

use yaodian_core::report::{Observation, ObservationKind, Report};
use yaodian_report::{decisions, remarks};
use yew::prelude::*;

use super::{marks, paper};
use crate::i18n::{Value, Words, use_words};
use crate::state::{Plan, Shared};

/// A kind with more than this is folded at first.
const FEW: usize = 5;

/// Properties of [`Remarks`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What they are of.
    pub report: Shared<Report>,
    /// The plan.
    pub plan: Plan,
    /// Whether the report is of the plan as it stands.
    pub current: bool,
    /// The plan is to be seen.
    pub on_plan: Callback<()>,
}

/// The list; nothing where there is nothing to say.
#[component]
pub fn Remarks(props: &Props) -> Html {
    let words = use_words();
    let groups = remarks::groups(&props.report).map(|(kind, own)| {
        html! {
            <details key={name(kind)} class="remarks" open={own.len() <= FEW}>
                <summary>{ words.get(name(kind)) }<span class="count">{ own.len() }</span></summary>
                <ul>{ for own.iter().map(|one| remark(&words, props, one)) }</ul>
            </details>
        }
    });
    groups.collect()
}

fn remark(words: &Words, props: &Props, one: &Observation) -> Html {
    let told = html! {
        <>
            <span>{ words.said(&one.message) }</span>
            // The message of this kind has the words already.
            if let Some(text) = one.instead.as_deref().filter(|_| one.kind != ObservationKind::UpperLevel) {
                <span class="hint">{ words.with("remark-instead", &[("text", Value::Text(text))]) }</span>
            }
            if let Some(waiver) = &one.waiver {
                <span class="hint waived-remark"><b>{ words.get(marks::WAIVED.key) }</b>{ " " }<span lang="zh-CN">{ decisions::waiver(waiver) }</span></span>
            }
        </>
    };
    let Some(span) = one.span else { return html! { <li>{ told }</li> } };
    let onclick = {
        let (plan, see) = (props.plan.clone(), props.on_plan.clone());
        Callback::from(move |_: MouseEvent| {
            let plan = plan.clone();
            see.emit(());
            paper::when_shown(move || paper::point_at(&plan, span.start..span.end));
        })
    };
    html! { <li><button type="button" class="remark" disabled={!props.current} {onclick}>{ told }</button></li> }
}

fn name(kind: ObservationKind) -> &'static str {
    match kind {
        ObservationKind::Copied => "remark-copied",
        ObservationKind::UpperLevel => "remark-upper-level",
        ObservationKind::ForeignPlace => "remark-foreign-place",
        ObservationKind::Blanket => "remark-blanket",
        ObservationKind::HeadingOnly => "remark-heading-only",
        ObservationKind::Numbering => "remark-numbering",
        ObservationKind::Year => "remark-year",
        ObservationKind::Initiative => "remark-initiative",
    }
}
