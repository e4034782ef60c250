//! The figures of a report: a strip above everything, and an overview while nothing is chosen.

use std::rc::Rc;

use yaodian_core::{Report, Status};
use yew::prelude::*;

use super::marks;
use super::pick::{Paste, Pick};
use crate::desk::{Desk, Place};
use crate::i18n::{Value, Words, use_words};
use crate::state::Shared;

/// Properties of [`Strip`].
#[derive(Properties, PartialEq)]
pub struct StripProps {
    /// The report, if one came.
    pub report: Option<Shared<Report>>,
    /// The plan's name.
    pub name: Rc<str>,
    /// Whether a check of the plan runs.
    pub busy: bool,
}

/// Coverage, counts, and which files these are of.
#[component]
pub fn Strip(props: &StripProps) -> Html {
    let words = use_words();
    let desk = use_context::<Desk>();
    let stop = Callback::from(move |_: MouseEvent| {
        if let Some(desk) = &desk {
            desk.engine.cancel();
        }
    });
    let counts = props.report.as_ref().map(|report| report.summary.obligations.clone()).unwrap_or_default();
    let figure = |status: Status| {
        let look = marks::of_status(status);
        html! {
            <li class={look.class}><span class="sign" aria-hidden="true">{ look.sign }</span>
                <b>{ counts.of(status) }</b><span>{ words.get(look.key) }</span></li>
        }
    };
    html! {
        <section class="strip" aria-label={words.get("figures")}>
            <div class="coverage">
                <b id="coverage">{ marks::percent(counts.covered, counts.required()) }</b>
                <span>{ words.get("coverage") }</span>
                if let Some(waived) = props.report.as_ref().map(|report| report.waived()).filter(|waived| *waived > 0) {
                    <span id="coverage-waived" class="with-waivers">{ words.with("coverage-with-waivers", &[
                        ("percent", Value::Text(&marks::percent(counts.covered + waived, counts.required()))),
                        ("count", Value::Count(waived)),
                    ]) }</span>
                }
                <Bar counts={Status::ALL.map(|status| counts.of(status))} />
            </div>
            <ul class="counts">
                { for Status::ALL.into_iter().map(figure) }
            </ul>
            <div class="files">
                <p><span>{ words.get("plan") }</span><strong title={props.name.to_string()}>{ &*props.name }</strong>
                    <Pick place={Place::Plan} id="replace-plan" class="link" label={words.get("replace")} />
                    <Paste place={Place::Plan} class="link" label={words.get("paste-plan")} /></p>
                <p><span>{ words.get("notice") }</span>
                    <strong title={props.report.as_ref().map(|report| report.notice.title.clone())}>
                        { props.report.as_ref().map(|report| report.notice.title.clone()).unwrap_or_default() }</strong>
                    <Pick place={Place::Notice} id="replace-notice" class="link" label={words.get("replace")} /></p>
            </div>
            <p class={classes!("busy", props.busy.then_some("on"))} role="status">
                if props.busy { { words.get("checking") } <button type="button" class="link" onclick={stop}>{ words.get("stop") }</button> }
            </p>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct BarProps {
    counts: [usize; 4],
}

/// The counts as a bar of an SVG: its widths are attributes, which the policy allows, and not styles.
#[component]
fn Bar(props: &BarProps) -> Html {
    let whole = props.counts.iter().sum::<usize>().max(1) as f64;
    let mut from = 0.0;
    let parts = props.counts.iter().zip(Status::ALL).map(|(count, status)| {
        let (x, width) = (from, *count as f64 * 100.0 / whole);
        from += width;
        html! { <rect class={marks::of_status(status).class} x={x.to_string()} y="0" width={width.to_string()} height="8" /> }
    });
    html! { <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">{ for parts }</svg> }
}

/// Waivers that do not hold any more.
fn lapsed(words: &Words, report: &Report) -> Html {
    let Some(review) = &report.review else { return html! {} };
    let all: Vec<_> = review.reopened.iter().chain(&review.unused).collect();
    if all.is_empty() {
        return html! {};
    }
    html! {
        <>
            <h3>{ words.get("waivers-lapsed") }</h3>
            <ul class="warnings">{ for all.iter().map(|one| html! { <li>{ words.said(&one.message()) }</li> }) }</ul>
        </>
    }
}

/// What reviewers wrote of the plan, and who signed it off.
fn notes(words: &Words, report: &Report) -> Html {
    let Some(review) = report.review.as_ref().filter(|it| !it.notes.is_empty() || !it.signed.is_empty())
    else {
        return html! {};
    };
    let by = |key: &'static str, who: &str, when: &str| {
        html! { <span class="hint">{ words.with(key, &[("who", Value::Text(who)), ("when", Value::Text(when))]) }</span> }
    };
    html! {
        <>
            <h3>{ words.get("review-notes") }</h3>
            <ul class="notes">
                { for review.signed.iter().map(|one| html! {
                    <li>{ by("signed-by", &one.who, &one.when) }
                        if !one.stands { <b>{ words.get("signed-lapsed") }</b> }
                        <span lang="zh-CN">{ &one.text }</span></li> }) }
                { for review.notes.iter().map(|one| html! {
                    <li><span class="id">{ &one.about }</span><span lang="zh-CN">{ &one.text }</span>
                        { by("waived-by", &one.who, &one.when) }</li> }) }
            </ul>
        </>
    }
}

/// Properties of [`Overview`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What it is of.
    pub report: Shared<Report>,
    /// What else is to be noted, if anything.
    pub remarks: Option<Html>,
}

/// Sections with their figures, and what else is to be known.
#[component]
pub fn Overview(props: &Props) -> Html {
    let words = use_words();
    let report = &props.report;
    let sections = report.points.chunk_by(|a, b| a.section == b.section).map(|points| {
        let count = |status: Status| {
            points
                .iter()
                .flat_map(|point| &point.obligations)
                .filter(|one| one.required && one.status == status)
                .count()
        };
        let counts = Status::ALL.map(count);
        let whole: usize = counts.iter().sum();
        html! {
            <li>
                <p><span>{ points.first().map(|point| point.section.clone()) }</span>
                    <b>{ format!("{}/{whole}", counts[0]) }</b></p>
                <Bar {counts} />
            </li>
        }
    });
    html! {
        <div class="overview">
            <h2>{ words.get("overview") }</h2>
            <p class="hint">{ words.get("overview-hint") }</p>
            <ul class="sections">{ for sections }</ul>
            <p class="hint">{ words.with("points-figures", &[
                ("covered", Value::Count(report.summary.points.covered)),
                ("partial", Value::Count(report.summary.points.partial)),
                ("missing", Value::Count(report.summary.points.missing)),
            ]) }</p>
            if let Some(remarks) = props.remarks.clone() {
                <h3>{ words.get("remarks") }</h3>
                { remarks }
            }
            { notes(&words, report) }
            { lapsed(&words, report) }
            if !report.warnings.is_empty() {
                <h3>{ words.get("warnings") }</h3>
                <ul class="warnings">{ for report.warnings.iter().map(|warning| html! { <li>{ words.said(&warning.message) }</li> }) }</ul>
            }
        </div>
    }
}
