//! The report as it is printed: the page of `yaodian-report`, seen by printers only.

use gloo_events::EventListener;
use web_sys::Element;
use yew::prelude::*;

use crate::comparison_paper::ComparisonPaper;
use crate::work_paper::WorkPaper;

/// What the open view prints.
#[derive(Clone, PartialEq)]
pub enum Printable {
    /// The plan.
    Plan(WorkPaper),
    /// The plans beside each other.
    Comparison(ComparisonPaper),
}

impl Printable {
    fn body(&self) -> String {
        match self {
            Self::Plan(paper) => paper.body(),
            Self::Comparison(paper) => paper.body(),
        }
    }
}

/// Properties of [`PrintedReport`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is printed.
    pub paper: Option<Printable>,
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
                        unfold(&element);
                    }
                })
            };
            let paper = paper.clone();
            let body = move || paper.as_ref().map(Printable::body).unwrap_or_default();
            let listeners = [fill("beforeprint", Box::new(body)), fill("afterprint", Box::new(String::new))];
            move || drop(listeners)
        }
    });
    html! { <div class="printed" aria-hidden="true" ref={place} /> }
}

/// What is folded would not be printed.
fn unfold(element: &Element) {
    while let Ok(Some(folded)) = element.query_selector("details:not([open])") {
        if folded.set_attribute("open", "").is_err() {
            return;
        }
    }
}
