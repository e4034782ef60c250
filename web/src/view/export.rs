//! What goes out: print, page, text, data, workbook; of a plan also the plan itself with comments.

use yaodian_core::Review;
use yaodian_report::{json, markdown};
use yew::prelude::*;

use super::menu::Menu;
use crate::comparison_paper::ComparisonPaper;
use crate::desk::{DOCX, Desk, XLSX};
use crate::dom::files;
use crate::i18n::{Words, use_words};
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

/// The menu of a plan.
#[component]
pub fn Export(props: &Props) -> Html {
    let words = use_words();
    let desk = use_context::<Desk>();
    let item = |key: &'static str, act: fn(&WorkPaper)| item(&words, key, &props.paper, act);
    let annotate = {
        let (word, review) = (props.plan.word.clone(), props.review.clone());
        Callback::from(move |_: MouseEvent| {
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
    html! {
        <Menu label={words.get("export")}>
            { item("export-print", |_| print()) }
            <li><button type="button" id="export-annotated" disabled={props.plan.word.is_none()} onclick={annotate}
                    aria-describedby={note.map(|_| "export-annotated-note")}>{ words.get("export-annotated") }</button>
                if let Some(note) = note { <p id="export-annotated-note" class="hint">{ words.get(note) }</p> }
            </li>
            { item("export-docx", |paper| {
                files::download(&paper.file_name("docx"), DOCX, &*paper.docx().unwrap_or_default());
            }) }
            { item("export-xlsx", |paper| {
                files::download(&paper.file_name("xlsx"), XLSX, &*paper.xlsx().unwrap_or_default());
            }) }
            { item("export-html", |paper| files::download(&paper.file_name("html"), "text/html", &*paper.page())) }
            { item("export-markdown", |paper| {
                files::download(&paper.file_name("md"), "text/markdown", &*markdown::render(&paper.report));
            }) }
            { item("export-json", |paper| {
                let json = json::report(&paper.report).unwrap_or_default();
                files::download(&paper.file_name("json"), "application/json", &*json);
            }) }
        </Menu>
    }
}

/// Properties of [`ExportComparison`].
#[derive(Properties, PartialEq)]
pub struct ComparisonProps {
    /// What goes out.
    pub paper: ComparisonPaper,
}

/// The menu of plans beside each other.
#[component]
pub fn ExportComparison(props: &ComparisonProps) -> Html {
    let words = use_words();
    let item = |key: &'static str, act: fn(&ComparisonPaper)| item(&words, key, &props.paper, act);
    html! {
        <Menu label={words.get("export")}>
            { item("export-print", |_| print()) }
            { item("export-xlsx", |paper| files::download("计划比较.xlsx", XLSX, &*paper.xlsx().unwrap_or_default())) }
            { item("export-html", |paper| files::download("计划比较.html", "text/html", &*paper.page())) }
            { item("export-markdown", |paper| files::download("计划比较.md", "text/markdown", &*paper.markdown())) }
            { item("export-json", |paper| files::download("计划比较.json", "application/json", &*paper.json())) }
        </Menu>
    }
}

/// A command whose id is the key of its words.
fn item<T: Clone + 'static>(words: &Words, key: &'static str, paper: &T, act: fn(&T)) -> Html {
    let paper = paper.clone();
    let onclick = Callback::from(move |_: MouseEvent| act(&paper));
    html! { <li><button type="button" id={key} {onclick}>{ words.get(key) }</button></li> }
}

fn print() {
    let _ = gloo_utils::window().print();
}
