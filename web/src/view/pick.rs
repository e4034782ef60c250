//! Handing in a file: a button over a file input, and a dialog to paste text into.

use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlDialogElement, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::desk::{Desk, Place, pasted_name};
use crate::dom::files;
use crate::i18n::use_words;
use crate::state::File;

/// Properties of [`Pick`] and [`Paste`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What the file is for.
    pub place: Place,
    /// What stands on the button.
    pub label: AttrValue,
    /// Class of the button.
    #[prop_or("button")]
    pub class: &'static str,
    /// Id, for tests and labels.
    #[prop_or_default]
    pub id: Option<AttrValue>,
}

/// A button that opens the system's file dialog.
#[component]
pub fn Pick(props: &Props) -> Html {
    let desk = use_context::<Desk>();
    let place = props.place;
    let onchange = Callback::from(move |event: Event| {
        let (Some(desk), Some(input)) = (desk.clone(), event.target_dyn_into::<HtmlInputElement>()) else {
            return;
        };
        spawn_local(async move { desk.take(place, files::picked(input).await) });
    });
    html! {
        <label class={classes!(props.class, "pick")}>
            <input type="file" id={props.id.clone()} multiple={place == Place::Compare} {onchange} />
            <span>{ props.label.clone() }</span>
        </label>
    }
}

/// A button that opens a dialog to paste a text into.
#[component]
pub fn Paste(props: &Props) -> Html {
    let words = use_words();
    let desk = use_context::<Desk>();
    let (dialog, area) = (use_node_ref(), use_node_ref());
    let empty = use_state(|| true);
    let open = {
        let dialog = dialog.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                let _ = dialog.show_modal();
            }
        })
    };
    let close = {
        let dialog = dialog.clone();
        Callback::from(move |_: MouseEvent| close(&dialog))
    };
    let oninput = {
        let (empty, area) = (empty.clone(), area.clone());
        Callback::from(move |_: InputEvent| empty.set(value(&area).trim().is_empty()))
    };
    let take = {
        let (dialog, area, words, empty, place) =
            (dialog.clone(), area.clone(), words.clone(), empty.clone(), props.place);
        Callback::from(move |_: MouseEvent| {
            let text = value(&area);
            if let Some(desk) = desk.as_ref().filter(|_| !text.trim().is_empty()) {
                let file = File::new(pasted_name(&words, place), text.as_bytes());
                desk.take(place, vec![file]);
            }
            if let Some(area) = area.cast::<HtmlTextAreaElement>() {
                area.set_value("");
            }
            empty.set(true);
            self::close(&dialog);
        })
    };
    let id = format!("paste-{:?}", props.place).to_lowercase();
    html! {
        <>
            <button type="button" class={props.class} onclick={open}>{ props.label.clone() }</button>
            <dialog ref={dialog} aria-labelledby={id.clone()}>
                <h2 id={id.clone()}>{ props.label.clone() }</h2>
                <textarea ref={area} {oninput} rows="14" aria-labelledby={id} placeholder={words.get("paste-hint")} />
                <div class="row end">
                    <button type="button" class="button quiet" onclick={close}>{ words.get("cancel") }</button>
                    <button type="button" class="button primary" disabled={*empty} onclick={take}>{ words.get("paste-take") }</button>
                </div>
            </dialog>
        </>
    }
}

fn value(area: &NodeRef) -> String {
    area.cast::<HtmlTextAreaElement>().map(|area| area.value()).unwrap_or_default()
}

fn close(dialog: &NodeRef) {
    if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
        dialog.close();
    }
}
