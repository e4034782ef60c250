//! Leaving an obligation out of the reckoning, from the panel that shows it.

use yaodian_core::notice::Obligation;
use yew::prelude::*;

use crate::i18n::use_words;

/// Properties of [`Waive`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The obligation.
    pub asked: Obligation,
}

/// A place for the waiver.
#[component]
pub fn Waive(_props: &Props) -> Html {
    let _ = use_words();
    html! {}
}
