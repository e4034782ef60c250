//! The head of the page: views, what goes out, language, theme, starting over.

use web_sys::{HtmlDialogElement, HtmlSelectElement};
use yaodian_core::Review;
use yew::prelude::*;

use super::export::{Export, ExportComparison};
use crate::comparison_paper::ComparisonPaper;
use crate::desk::Desk;
use crate::i18n::{Language, use_words};
use crate::state::settings::Theme;
use crate::state::{Action, Plan, Shared, View};
use crate::work_paper::WorkPaper;

/// Properties of [`Header`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The open view.
    pub view: View,
    /// What can go out.
    pub paper: Option<WorkPaper>,
    /// What can go out of the plans beside each other.
    pub comparison: Option<ComparisonPaper>,
    /// What reviewers accepted of it.
    pub review: Shared<Review>,
    /// What it is of.
    pub plan: Option<Plan>,
    /// The language in use.
    pub language: Language,
    /// The theme in use.
    pub theme: Theme,
    /// Another language was chosen.
    pub on_language: Callback<Language>,
    /// Another theme was chosen.
    pub on_theme: Callback<Theme>,
}

/// The head of the page.
#[component]
pub fn Header(props: &Props) -> Html {
    let words = use_words();
    let desk = use_context::<Desk>();
    let tab = |view: View, id: &'static str, key: &'static str| {
        let desk = desk.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            if let Some(desk) = &desk {
                desk.act(Action::Show(view));
            }
        });
        let current = (props.view == view).then_some("page");
        html! { <button type="button" {id} class="tab" aria-current={current} {onclick}>{ words.get(key) }</button> }
    };
    let on_language = {
        let emit = props.on_language.clone();
        Callback::from(move |event: Event| {
            if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
                emit.emit(Language::of(&select.value()));
            }
        })
    };
    let on_theme = {
        let emit = props.on_theme.clone();
        Callback::from(move |event: Event| {
            if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
                emit.emit(Theme::of(&select.value()));
            }
        })
    };
    html! {
        <header class="top">
            <a class="skip" href="#main">{ words.get("skip") }</a>
            <p class="brand">
                <span class="seal" aria-hidden="true">{ "要" }</span>
                <strong>{ words.get("brand") }</strong>
                <small>{ words.get("brand-line") }</small>
            </p>
            <nav aria-label={words.get("views")}>
                { tab(View::Check, "tab-check", "view-check") }
                { tab(View::Requirements, "tab-requirements", "view-requirements") }
                { tab(View::Compare, "tab-compare", "view-compare") }
            </nav>
            <div class="tools">
                { export(props) }
                <label class="select">
                    <span class="off-screen">{ words.get("language") }</span>
                    <select id="language" onchange={on_language}>
                        { for Language::ALL.into_iter().map(|language| html! {
                            <option value={language.tag()} lang={language.tag()} selected={language == props.language}>{ language.name() }</option>
                        }) }
                    </select>
                </label>
                <label class="select">
                    <span class="off-screen">{ words.get("theme") }</span>
                    <select id="theme" onchange={on_theme}>
                        { for Theme::ALL.into_iter().map(|theme| html! {
                            <option value={theme.name()} selected={theme == props.theme}>{ words.get(match theme {
                                Theme::System => "theme-system",
                                Theme::Light => "theme-light",
                                Theme::Dark => "theme-dark",
                            }) }</option>
                        }) }
                    </select>
                </label>
                <ClearAll />
            </div>
        </header>
    }
}

/// What goes out of the open view.
fn export(props: &Props) -> Html {
    match (props.view, &props.comparison, props.paper.clone().zip(props.plan.clone())) {
        (View::Compare, Some(paper), _) => html! { <ExportComparison paper={paper.clone()} /> },
        (View::Check | View::Requirements, _, Some((paper, plan))) => {
            html! { <Export {paper} {plan} review={props.review.clone()} /> }
        }
        _ => html! {},
    }
}

/// The button that forgets everything, and the question before it.
#[component]
fn ClearAll() -> Html {
    let words = use_words();
    let desk = use_context::<Desk>();
    let dialog = use_node_ref();
    let show = |open: bool| {
        let dialog = dialog.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                if open {
                    let _ = dialog.show_modal();
                } else {
                    dialog.close();
                }
            }
        })
    };
    let clear = {
        let dialog = dialog.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(desk) = &desk {
                desk.clear();
            }
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                dialog.close();
            }
        })
    };
    html! {
        <>
            <button type="button" id="clear" class="button quiet" onclick={show(true)}>{ words.get("clear") }</button>
            <dialog ref={dialog.clone()} class="small" aria-labelledby="clear-title">
                <h2 id="clear-title">{ words.get("clear-title") }</h2>
                <p>{ words.get("clear-text") }</p>
                <div class="row end">
                    <button type="button" class="button quiet" onclick={show(false)}>{ words.get("cancel") }</button>
                    <button type="button" id="clear-yes" class="button danger" onclick={clear}>{ words.get("clear-yes") }</button>
                </div>
            </dialog>
        </>
    }
}
