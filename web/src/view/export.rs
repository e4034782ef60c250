//! The menu of what goes out: print, page, text, data, and the plan itself with comments.

use web_sys::HtmlElement;
use yaodian_core::Review;
use yaodian_report::{json, markdown};
use yew::prelude::*;

use crate::desk::{DOCX, Desk};
use crate::dom::files;
use crate::i18n::use_words;
use crate::state::{Plan, Shared};
use crate::work_paper::WorkPaper;

/// Properties of [`Export`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What goes out.
    pub paper: WorkPaper,
    /// What reviewers accepted of it.
    pub review: Shared<Review>,
    /// What it is of.
    pub plan: Plan,
}

/// The menu.
#[component]
pub fn Export(props: &Props) -> Html {
    let words = use_words();
    let desk = use_context::<Desk>();
    let menu = use_node_ref();
    let close = {
        let menu = menu.clone();
        move || {
            if let Some(menu) = menu.cast::<HtmlElement>() {
                let _ = menu.remove_attribute("open");
            }
        }
    };
    let item = |id: &'static str, key: &'static str, act: fn(&WorkPaper)| {
        let (paper, close) = (props.paper.clone(), close.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            close();
            act(&paper);
        });
        html! { <li><button type="button" {id} {onclick}>{ words.get(key) }</button></li> }
    };
    let annotate = {
        let (word, review, close) = (props.plan.word.clone(), props.review.clone(), close.clone());
        Callback::from(move |_: MouseEvent| {
            close();
            if let (Some(desk), Some(word)) = (&desk, word.clone()) {
                desk.annotate(word, &review);
            }
        })
    };
    // What the comments go into, where that is not what one sees.
    let note = match &props.plan.word {
        None => Some("export-annotated-needs-word"),
        Some(word) if *word != props.plan.file => Some("export-annotated-as-given"),
        Some(_) => None,
    };
    let onkeydown = {
        let close = close.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                close();
            }
        })
    };
    html! {
        <details class="menu" ref={menu} {onkeydown}>
            <summary class="button">{ words.get("export") }</summary>
            <ul>
                { item("export-print", "export-print", |_| { let _ = gloo_utils::window().print(); }) }
                <li><button type="button" id="export-annotated" disabled={props.plan.word.is_none()} onclick={annotate}
                        aria-describedby={note.map(|_| "export-annotated-note")}>{ words.get("export-annotated") }</button>
                    if let Some(note) = note { <p id="export-annotated-note" class="hint">{ words.get(note) }</p> }
                </li>
                { item("export-docx", "export-docx", |paper| {
                    files::download(&paper.file_name("docx"), DOCX, &*paper.docx().unwrap_or_default());
                }) }
                { item("export-html", "export-html", |paper| files::download(&paper.file_name("html"), "text/html", &*paper.page())) }
                { item("export-markdown", "export-markdown", |paper| {
                    files::download(&paper.file_name("md"), "text/markdown", &*markdown::render(&paper.report));
                }) }
                { item("export-json", "export-json", |paper| {
                    let json = json::report(&paper.report).unwrap_or_default();
                    files::download(&paper.file_name("json"), "application/json", &*json);
                }) }
            </ul>
        </details>
    }
}
