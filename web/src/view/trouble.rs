//! What went wrong, with what to do about it, until it is put away.

use std::rc::Rc;

use yew::prelude::*;

use crate::desk::Desk;
use crate::i18n::use_words;
use crate::state::Action;

/// Properties of [`Trouble`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// A sentence for the user.
    pub message: Option<Rc<str>>,
    /// Whether the engine fell over too often.
    pub broken: bool,
}

/// A bar below the head; its place is always there for screen readers.
#[component]
pub fn Trouble(props: &Props) -> Html {
    let words = use_words();
    let desk = use_context::<Desk>();
    let dismiss = {
        let desk = desk.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(desk) = &desk {
                desk.act(Action::Trouble(None));
            }
        })
    };
    let revive = Callback::from(move |_: MouseEvent| {
        if let Some(desk) = &desk {
            desk.engine.revive();
        }
    });
    html! {
        <div role="alert" class="troubles">
            if props.broken {
                <p class="trouble"><span>{ words.get("engine-broken") }</span>
                    <button type="button" id="revive" class="button" onclick={revive}>{ words.get("engine-revive") }</button></p>
            }
            if let Some(message) = &props.message {
                <p class="trouble"><span>{ &**message }</span>
                    <button type="button" class="button" onclick={dismiss}>{ words.get("dismiss") }</button></p>
            }
        </div>
    }
}
