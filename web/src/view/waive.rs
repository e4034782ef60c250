//! Accepting a gap as it is: who does, and why. What was accepted is shown with both, and can be taken back.

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yaodian_core::report::{ObligationReport, Waiver, WaiverSource};
use yaodian_core::review::{Fingerprint, Signature};
use yaodian_core::{Report, Review};
use yew::prelude::*;

use crate::desk::Desk;
use crate::i18n::{Value, Words, use_words};
use crate::state::{Action, Shared, settings};
use crate::work_paper::today;

/// Properties of [`Waive`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The report it is about.
    pub report: Shared<Report>,
    /// Number of the obligation.
    pub id: AttrValue,
    /// What was accepted so far.
    pub review: Shared<Review>,
    /// Whether the report is of the plan as it stands.
    pub current: bool,
}

/// The form, or what it came to; nothing where there is nothing to accept.
#[component]
pub fn Waive(props: &Props) -> Html {
    let words = use_words();
    let desk = use_context::<Desk>();
    let (who, why) = (use_node_ref(), use_node_ref());
    let found = found(&props.report, &props.id);
    // The name is put in when the form comes up, and then left alone: it may be written over.
    let asked = found.map(|(_, one)| one.waiver.is_none());
    use_effect_with((props.id.clone(), asked), {
        let who = who.clone();
        move |_| {
            if let Some(input) = who.cast::<HtmlInputElement>() {
                input.set_value(&settings::reviewer());
            }
        }
    });
    let Some((fingerprint, one)) = found else { return html! {} };
    let plan = props.report.plan.name.clone();
    let change = {
        let (desk, review) = (desk, props.review.clone());
        move |change: &dyn Fn(&mut Review)| {
            let mut changed = (*review).clone();
            change(&mut changed);
            if let Some(desk) = &desk {
                desk.act(Action::Reviewed(changed));
            }
        }
    };
    if let Some(waiver) = &one.waiver {
        let id = one.id.clone();
        let take_back = Callback::from(move |_: MouseEvent| {
            change(&|review| review.withdraw(&plan, &id, fingerprint));
        });
        return html! {
            <section class="waiver">
                <h3>{ words.get("waived") }</h3>
                <blockquote lang="zh-CN">{ &waiver.why }</blockquote>
                <p class="hint">{ signed(&words, waiver) }</p>
                // What stands in the plan itself, or in a baseline, is taken back there.
                if waiver.source == WaiverSource::Review {
                    <p><button type="button" id="unwaive" class="button" onclick={take_back}>{ words.get("waive-undo") }</button></p>
                }
            </section>
        };
    }
    let onsubmit = {
        let (who, why, report) = (who.clone(), why.clone(), props.report.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let value = |text: Option<String>| text.unwrap_or_default().trim().to_owned();
            let who = value(who.cast::<HtmlInputElement>().map(|input| input.value()));
            let why = value(why.cast::<HtmlTextAreaElement>().map(|area| area.value()));
            if who.is_empty() || why.is_empty() {
                return;
            }
            settings::set_reviewer(&who);
            let by = Signature { who, when: today() };
            change(&|review| {
                // The finding is the one that is shown, and nothing is empty.
                let _ = review.accept(&report, fingerprint, &by, &why);
            });
        })
    };
    html! {
        <details class="waiver" key={props.id.to_string()}>
            <summary>{ words.get("waive") }</summary>
            <p class="hint" id="waive-hint">{ words.get("waive-hint") }</p>
            <form {onsubmit} aria-describedby="waive-hint">
                <label><span>{ words.get("waive-why") }</span>
                    <textarea id="waive-why" ref={why} rows="2" required={true} lang="zh-CN" /></label>
                <label><span>{ words.get("waive-who") }</span>
                    <input type="text" id="waive-who" ref={who} required={true} autocomplete="name" /></label>
                <p><button type="submit" id="waive-yes" class="button" disabled={!props.current}>{ words.get("waive-yes") }</button></p>
            </form>
        </details>
    }
}

/// The obligation, if it is a gap, and its key.
fn found<'a>(report: &'a Report, id: &str) -> Option<(Fingerprint, &'a ObligationReport)> {
    let mut all =
        report.points.iter().flat_map(|point| point.obligations.iter().map(move |one| (point, one)));
    let (point, one) = all.find(|(_, one)| one.id == id && one.is_gap())?;
    Some((Fingerprint::of_obligation(point, one), one))
}

/// Who accepted it, when, and where that is written.
fn signed(words: &Words, waiver: &Waiver) -> AttrValue {
    match waiver.source {
        WaiverSource::Review => {
            words.with("waived-by", &[("who", Value::Text(&waiver.who)), ("when", Value::Text(&waiver.when))])
        }
        WaiverSource::Inline => words.get("waived-inline"),
        WaiverSource::Baseline => words.get("waived-baseline"),
    }
}
