//! The head of the page: views, what goes out, language, theme, starting over.

use web_sys::{HtmlDialogElement, HtmlElement, HtmlSelectElement};
use yaodian_core::Report;
use yaodian_core::document::stem;
use yaodian_report::{html as page, json, markdown};
use yew::prelude::*;

use crate::desk::Desk;
use crate::dom::files;
use crate::i18n::{Language, use_words};
use crate::state::settings::Theme;
use crate::state::{Action, Shared, View};

/// Properties of [`Header`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The open view.
    pub view: View,
    /// What can go out.
    pub report: Option<Shared<Report>>,
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
                <Export report={props.report.clone()} />
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

#[derive(Properties, PartialEq)]
struct ExportProps {
    report: Option<Shared<Report>>,
}

/// What goes out: print, page, data, text.
#[component]
fn Export(props: &ExportProps) -> Html {
    let words = use_words();
    let menu = use_node_ref();
    let Some(report) = props.report.clone() else { return html! {} };
    let item = |id: &'static str, key: &'static str, act: fn(&Report)| {
        let (report, menu) = (report.clone(), menu.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            if let Some(menu) = menu.cast::<HtmlElement>() {
                let _ = menu.remove_attribute("open");
            }
            act(&report);
        });
        html! { <li><button type="button" {id} {onclick}>{ words.get(key) }</button></li> }
    };
    let onkeydown = {
        let menu = menu.clone();
        Callback::from(move |event: KeyboardEvent| {
            if let Some(menu) = menu.cast::<HtmlElement>().filter(|_| event.key() == "Escape") {
                let _ = menu.remove_attribute("open");
            }
        })
    };
    html! {
        <details class="menu" ref={menu.clone()} {onkeydown}>
            <summary class="button">{ words.get("export") }</summary>
            <ul>
                { item("export-print", "export-print", |_| { let _ = gloo_utils::window().print(); }) }
                { item("export-html", "export-html", |report| files::download(&name(report, "html"), "text/html", &page::page(report))) }
                { item("export-markdown", "export-markdown", |report| files::download(&name(report, "md"), "text/markdown", &markdown::render(report))) }
                { item("export-json", "export-json", |report| {
                    files::download(&name(report, "json"), "application/json", &json::report(report).unwrap_or_default());
                }) }
            </ul>
        </details>
    }
}

/// A file's name from the plan's.
fn name(report: &Report, extension: &str) -> String {
    format!("{}-要点核对.{extension}", stem(&report.plan.name))
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
