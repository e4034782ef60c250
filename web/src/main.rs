//! Yaodian in the browser. One wasm is page and worker: which of the two it is, the global object says.

mod app;
mod comparison_paper;
mod desk;
mod dom;
mod engine;
mod example;
mod i18n;
mod state;
mod suggestion;
mod text;
mod typeset;
mod view;
mod work_paper;

use wasm_bindgen::JsCast;
use web_sys::DedicatedWorkerGlobalScope;

fn main() {
    if let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() {
        engine::run_worker(&scope);
    } else if let Some(root) = gloo_utils::document().get_element_by_id("app") {
        // What stood there said that the page is opening.
        root.set_inner_html("");
        yew::Renderer::<app::App>::with_root(root).render();
    }
}
