//! The report as it is printed: the page of `yaodian-report`, seen by printers only.

use gloo_events::EventListener;
use web_sys::Element;
use yaodian_core::Report;
use yaodian_report::html as page;
use yew::prelude::*;

use crate::state::Shared;

/// Properties of [`PrintedReport`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is printed.
    pub report: Option<Shared<Report>>,
}

/// Filled when printing begins and emptied when it ends, past Yew: the printer does not wait for the next turn, and
/// rendered with every keystroke it would cost.
#[component]
pub fn PrintedReport(props: &Props) -> Html {
    let place = use_node_ref();
    use_effect_with(props.report.clone(), {
        let place = place.clone();
        move |report| {
            let window = gloo_utils::window();
            let fill = |event: &'static str, html: Box<dyn Fn() -> String>| {
                let place = place.clone();
                EventListener::new(&window, event, move |_| {
                    if let Some(element) = place.cast::<Element>() {
                        element.set_inner_html(&html());
                    }
                })
            };
            let report = report.clone();
            let body = move || report.as_ref().map(|report| page::body(report)).unwrap_or_default();
            let listeners = [fill("beforeprint", Box::new(body)), fill("afterprint", Box::new(String::new))];
            move || drop(listeners)
        }
    });
    html! { <div class="printed" aria-hidden="true" ref={place} /> }
}
