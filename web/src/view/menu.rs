//! A button that opens a list of commands. It closes when one is given, when the escape key is pressed, and when the
//! user turns to something else.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlElement, Node};
use yew::prelude::*;

/// Properties of [`Menu`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What stands on the button.
    pub label: AttrValue,
    /// The commands, as `li`s.
    pub children: Html,
}

/// The button and its list.
#[component]
pub fn Menu(props: &Props) -> Html {
    let (menu, button) = (use_node_ref(), use_node_ref());
    let close = {
        let menu = menu.clone();
        move || {
            if let Some(menu) = menu.cast::<HtmlElement>() {
                let _ = menu.remove_attribute("open");
            }
        }
    };
    let leave = {
        let (menu, close) = (menu.clone(), close.clone());
        move |to: Option<EventTarget>| {
            let to = to.and_then(|to| to.dyn_into::<Node>().ok());
            if to.is_some() && !menu.cast::<Node>().is_some_and(|menu| menu.contains(to.as_ref())) {
                close();
            }
        }
    };
    use_effect_with((), {
        let leave = leave.clone();
        move |()| {
            let document = gloo_utils::document();
            let listener = EventListener::new(&document, "pointerdown", move |event| leave(event.target()));
            move || drop(listener)
        }
    });
    let onfocusout = Callback::from(move |event: FocusEvent| leave(event.related_target()));
    let onkeydown = {
        let (close, button) = (close.clone(), button.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                close();
                // What had the focus is hidden now.
                if let Some(button) = button.cast::<HtmlElement>() {
                    let _ = button.focus();
                }
            }
        })
    };
    let onclick = Callback::from(move |event: MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if target.is_some_and(|target| target.closest("button").ok().flatten().is_some()) {
            close();
        }
    });
    html! {
        <details class="menu" ref={menu} {onkeydown} {onfocusout}>
            <summary class="button" ref={button}>{ props.label.clone() }</summary>
            <ul {onclick}>{ props.children.clone() }</ul>
        </details>
    }
}
