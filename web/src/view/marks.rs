//! Signs, words and classes of statuses: nothing is told by colour alone. And text with marked words.

use yaodian_core::report::{ObligationReport, PointStatus, Reason};
use yaodian_core::{Reach, Status};
use yaodian_report::deciding;
use yew::prelude::*;

use crate::i18n::{Words, use_words};

/// How an obligation is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Class of the style sheet.
    pub class: &'static str,
    /// Sign.
    pub sign: &'static str,
    /// Key of its word.
    pub key: &'static str,
}

/// The look of a status.
pub fn of_status(status: Status) -> Look {
    match status {
        Status::Covered => Look { class: "covered", sign: "✓", key: "status-covered" },
        Status::Weakened => Look { class: "weakened", sign: "◐", key: "status-weakened" },
        Status::Conflicting => Look { class: "conflicting", sign: "✗", key: "status-conflicting" },
        Status::Missing => Look { class: "missing", sign: "○", key: "status-missing" },
    }
}

/// The look of what reviewers accepted as it is, beside its status.
pub const WAIVED: Look = Look { class: "waived", sign: "◇", key: "status-waived" };

/// The look of an obligation: what is not required has one of its own.
pub fn of(one: &ObligationReport) -> Look {
    if one.required {
        of_status(one.status)
    } else {
        Look { class: "unasked", sign: "·", key: "status-unasked" }
    }
}

/// The look of a point.
pub fn of_point(status: PointStatus) -> Look {
    match status {
        PointStatus::Covered => Look { class: "covered", sign: "✓", key: "status-covered" },
        PointStatus::Partial => Look { class: "weakened", sign: "◐", key: "status-partial" },
        PointStatus::Missing => Look { class: "missing", sign: "○", key: "status-missing" },
    }
}

/// The words of a reach.
pub fn reach(words: &Words, reach: Reach) -> AttrValue {
    words.get(match reach {
        Reach::Direct => "reach-direct",
        Reach::Counterpart => "reach-counterpart",
        Reach::Province => "reach-province",
    })
}

/// Properties of [`Badge`].
#[derive(Properties, PartialEq)]
pub struct BadgeProps {
    /// What it shows.
    pub look: Look,
}

/// Sign and word of a status.
#[component]
pub fn Badge(props: &BadgeProps) -> Html {
    let words = use_words();
    html! {
        <span class={classes!("badge", props.look.class)}>
            <span aria-hidden="true" class="sign">{ props.look.sign }</span>{ words.get(props.look.key) }
        </span>
    }
}

/// A text with its deciding words marked.
pub fn marked(reasons: &[Reason], text: &str) -> Html {
    let part = |(part, decides)| {
        if decides {
            html! { <mark>{ part }</mark> }
        } else {
            html! { { part } }
        }
    };
    deciding::parts(reasons, text).into_iter().map(part).collect()
}

/// A share in percent.
pub fn percent(part: usize, whole: usize) -> String {
    yaodian_report::percent(part, whole)
}
