//! The report as it is printed: the page of `yaodian-report`, seen by printers only.

use gloo_events::EventListener;
use web_sys::Element;
use yew::prelude::*;

use crate::work_paper::WorkPaper;

/// Properties of [`PrintedReport`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is printed.
    pub paper: Option<WorkPaper>,
}

/// Filled when printing begins and emptied when it ends, past Yew: the printer does not wait for the next turn, and
/// rendered with every keystroke it would cost.
#[component]
pub fn PrintedReport(props: &Props) -> Html {
    let place = use_node_ref();
    use_effect_with(props.paper.clone(), {
        let place = place.clone();
        move |paper| {
            let window = gloo_utils::window();
            let fill = |event: &'static str, html: Box<dyn Fn() -> String>| {
                let place = place.clone();
                EventListener::new(&window, event, move |_| {
                    if let Some(element) = place.cast::<Element>() {
                        element.set_inner_html(&html());
                    }
                })
            };
            let paper = paper.clone();
            let body = move || paper.as_ref().map(WorkPaper::body).unwrap_or_default();
            let listeners = [fill("beforeprint", Box::new(body)), fill("afterprint", Box::new(String::new))];
            move || drop(listeners)
        }
    });
    html! { <div class="printed" aria-hidden="true" ref={place} /> }
}
