//! The plan like a document: editable, checked while one types, with the passages that answer the notice highlighted.

use std::cell::{Cell, RefCell};
use std::ops::Range as Span;
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DomRect, Element, HtmlElement, InputEvent, Range};
use yaodian_core::report::ObligationReport;
use yaodian_core::{Report, Status};
use yew::prelude::*;

use super::marks;
use crate::desk::Desk;
use crate::dom::{highlight, paper, scroll};
use crate::i18n::use_words;
use crate::state::{Action, Plan, Shared};

/// From this many bytes on, text is read after a while of quiet and not with every key.
const LARGE: usize = 200_000;
/// That while, in milliseconds.
const QUIET: u32 = 700;
/// More pasted lines than this are put in at once instead of as if typed: undoing them letter by letter is no use.
const LINES: usize = 400;

/// Properties of [`Paper`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is shown and written.
    pub plan: Plan,
    /// The report, if one came.
    pub report: Option<Shared<Report>>,
    /// Whether the report is of the text as it stands.
    pub current: bool,
    /// The obligation looked at.
    pub selected: Option<Rc<str>>,
    /// Why the text cannot be checked.
    pub trouble: Option<Rc<str>>,
    /// A passage was chosen.
    pub on_select: Callback<Option<Rc<str>>>,
}

/// The document.
#[component]
pub fn Paper(props: &Props) -> Html {
    let words = use_words();
    let desk = use_context::<Desk>();

    use_effect_with(props.plan.epoch, {
        let plan = props.plan.clone();
        move |_| {
            if let Some(root) = paper::root() {
                paper::fill(&root, &plan.source, &plan.lines);
            }
        }
    });
    use_paint(props);
    use_follow(props);

    use_typing(&desk, props.plan.source.len() > LARGE);
    let onclick = {
        let pick = picker(props);
        Callback::from(move |_: MouseEvent| pick())
    };
    let onkeyup = {
        let pick = picker(props);
        Callback::from(move |event: KeyboardEvent| {
            if event.key().starts_with("Arrow") {
                pick();
            }
        })
    };
    html! {
        <section class="paper-frame" aria-label={words.get("pane-plan")}>
            <div class="paper-head">
                <p>{ words.get("edit-hint") }</p>
                <ul class="legend" aria-hidden="true">
                    { for Status::ALL.into_iter().take(3).map(|status| {
                        let look = marks::of_status(status);
                        html! { <li class={look.class}>{ look.sign }<span>{ words.get(look.key) }</span></li> }
                    }) }
                </ul>
            </div>
            if let Some(why) = &props.trouble { <p class="trouble" role="alert">{ &**why }</p> }
            <div class="sheet">
                <div id={paper::ID} class="paper" contenteditable="true" tabindex="0" spellcheck="false" role="textbox" aria-multiline="true"
                    aria-label={words.get("plan-text")} lang="zh-CN"
                    {onclick} {onkeyup} onpaste={paste(desk)} />
            </div>
        </section>
    }
}

/// Hears what is typed. With an input method the text is read when the composition is done: until then it is Latin
/// letters and no text.
#[hook]
fn use_typing(desk: &Option<Desk>, large: bool) {
    let is_large = use_mut_ref(|| large);
    is_large.replace(large);
    let desk = desk.clone();
    use_effect_with((), move |()| {
        let Some(root) = paper::root() else { return Box::new(|| ()) as Box<dyn FnOnce()> };
        let composing = Rc::new(Cell::new(false));
        let timer = Rc::new(RefCell::new(None::<Timeout>));
        let read = Rc::new(move || {
            let desk = desk.clone();
            let now = move || {
                if let (Some(desk), Some(root)) = (&desk, paper::root()) {
                    desk.act(Action::Typed(paper::read(&root)));
                }
            };
            if *is_large.borrow() {
                timer.replace(Some(Timeout::new(QUIET, now)));
            } else {
                now();
            }
        });
        let (begun, done) = (Rc::clone(&composing), Rc::clone(&composing));
        let (read, read_composed) = (Rc::clone(&read), read);
        let listeners = [
            EventListener::new(&root, "compositionstart", move |_| begun.set(true)),
            EventListener::new(&root, "compositionend", move |_| {
                done.set(false);
                read_composed();
            }),
            EventListener::new(&root, "input", move |_| {
                if !composing.get() {
                    read();
                }
            }),
            EventListener::new_with_options(
                &root,
                "beforeinput",
                EventListenerOptions::enable_prevent_default(),
                keep_plain,
            ),
        ];
        Box::new(move || drop(listeners))
    });
}

/// Bold and the like have no place in the text; a line is a paragraph, however it was ended.
fn keep_plain(event: &Event) {
    let kind = event.dyn_ref::<InputEvent>().map(InputEvent::input_type).unwrap_or_default();
    if kind.starts_with("format") || kind == "insertFromDrop" {
        event.prevent_default();
    } else if kind == "insertLineBreak" {
        event.prevent_default();
        paper::insert("\n");
    }
}

/// Pastes text as text.
fn paste(desk: Option<Desk>) -> Callback<Event> {
    Callback::from(move |event: Event| {
        let Some(event) = event.dyn_ref::<ClipboardEvent>() else { return };
        event.prevent_default();
        let text =
            event.clipboard_data().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
        if text.lines().count() <= LINES {
            paper::insert(&text);
            return;
        }
        // So much is put at the end of the caret's line.
        let (Some(desk), Some(root)) = (&desk, paper::root()) else { return };
        let line = paper::caret(&root).map(|spot| spot.line);
        let mut lines: Vec<String> = paper::read(&root).split('\n').map(str::to_owned).collect();
        let at = line.map_or(lines.len(), |line| (line + 1).min(lines.len()));
        lines.splice(at..at, text.lines().map(str::to_owned));
        desk.act(Action::Rewritten(lines.join("\n")));
    })
}

/// Chooses the obligation that the passage at the caret answers; asked again at the same place, the next one.
fn picker(props: &Props) -> impl Fn() + use<> {
    let (plan, report, current) = (props.plan.clone(), props.report.clone(), props.current);
    let (selected, emit) = (props.selected.clone(), props.on_select.clone());
    move || {
        let Some(spot) = paper::root().and_then(|root| paper::caret(&root)) else { return };
        let Some(report) = report.as_ref().filter(|_| current) else { return };
        let byte = plan.lines.byte(&plan.source, spot);
        let here: Vec<&ObligationReport> = report
            .points
            .iter()
            .flat_map(|point| &point.obligations)
            .filter(|one| one.evidence.iter().any(|passage| (passage.start..=passage.end).contains(&byte)))
            .collect();
        let at = here.iter().position(|one| Some(&*one.id) == selected.as_deref());
        let next = at.map_or(0, |at| (at + 1) % here.len().max(1));
        if let Some(one) = here.get(next) {
            emit.emit(Some(one.id.as_str().into()));
        }
    }
}

/// Highlights passages and puts signs beside their paragraphs, when a report of the text as it stands has come.
#[hook]
fn use_paint(props: &Props) {
    let plan = props.plan.clone();
    let watched = (props.report.clone(), props.current, props.selected.clone(), props.plan.epoch);
    let signed = use_mut_ref(Vec::<HtmlElement>::new);
    use_effect_with(watched, move |(report, current, selected, _)| {
        let (Some(report), true, Some(root)) = (report, *current, paper::root()) else { return };
        paper::restyle(&root, &plan.source, &plan.lines);
        let ranges = |start: usize, end: usize| -> Vec<(usize, Range)> {
            let stretches = plan.lines.stretches(&plan.source, start..end);
            let made = stretches
                .into_iter()
                .filter_map(|(line, units)| Some((line, paper::range(&root, line, &units)?)));
            made.collect()
        };
        let mut signs: std::collections::BTreeMap<usize, Vec<&'static str>> =
            std::collections::BTreeMap::new();
        let mut shown: [Vec<Range>; 4] = Default::default();
        let (mut chosen, mut deciding) = (Vec::new(), Vec::new());
        for one in report.obligations().filter(|one| one.required) {
            let is_chosen = selected.as_deref() == Some(&*one.id);
            for passage in &one.evidence {
                for (line, range) in ranges(passage.start, passage.end) {
                    let sign = marks::of(one).sign;
                    let here = signs.entry(line).or_default();
                    if !here.contains(&sign) {
                        here.push(sign);
                    }
                    if is_chosen {
                        chosen.push(range.clone());
                    }
                    shown[one.status as usize].push(range);
                }
            }
            if is_chosen {
                deciding.extend(
                    one.reasons
                        .iter()
                        .filter_map(|reason| reason.span)
                        .flat_map(|span| ranges(span.start, span.end)),
                );
                if one.evidence.is_empty() {
                    chosen.extend(
                        one.candidates
                            .iter()
                            .take(1)
                            .flat_map(|near| ranges(near.passage.start, near.passage.end))
                            .map(|(_, range)| range),
                    );
                }
            }
        }
        for (status, ranges) in Status::ALL.into_iter().zip(&shown) {
            highlight::set(marks::of_status(status).class, ranges);
        }
        highlight::set("chosen", &chosen);
        highlight::set("deciding", &deciding.into_iter().map(|(_, range)| range).collect::<Vec<_>>());
        put_signs(&root, &signs, &mut signed.borrow_mut());
    });
}

fn put_signs(
    root: &HtmlElement,
    signs: &std::collections::BTreeMap<usize, Vec<&'static str>>,
    signed: &mut Vec<HtmlElement>,
) {
    let now: Vec<(HtmlElement, String)> = signs
        .iter()
        .filter_map(|(line, signs)| Some((paper::paragraph(root, *line)?.dyn_into().ok()?, signs.concat())))
        .collect();
    for old in signed.iter().filter(|old| !now.iter().any(|(new, _)| new == *old)) {
        let _ = old.remove_attribute("data-signs");
    }
    for (element, signs) in &now {
        if element.get_attribute("data-signs").as_ref() != Some(signs) {
            let _ = element.set_attribute("data-signs", signs);
        }
    }
    *signed = now.into_iter().map(|(element, _)| element).collect();
}

/// Scrolls to what the chosen obligation is answered by, or to what comes closest.
#[hook]
fn use_follow(props: &Props) {
    let (plan, report) = (props.plan.clone(), props.report.clone());
    use_effect_with(props.selected.clone(), move |selected| {
        let (Some(id), Some(report)) = (selected.as_deref(), report) else { return };
        let Some(one) = report.obligations().find(|one| one.id == id) else {
            return;
        };
        let near = one.candidates.first().map(|near| &near.passage);
        let Some(passage) = one.evidence.first().or(near) else { return };
        let Some((frame, there)) = place_of(&plan, passage.start..passage.end) else { return };
        let own = frame.get_bounding_client_rect();
        // What is in sight stays where it is: no jump under the reader's eyes.
        if there.top() < own.top() + 40.0 || there.bottom() > own.bottom() - 40.0 {
            scroll::centre(&frame, there.top());
        }
    });
}

/// What scrolls the plan, and where in the window the first line of a passage is.
fn place_of(plan: &Plan, passage: Span<usize>) -> Option<(Element, DomRect)> {
    let root = paper::root()?;
    let (line, units) = plan.lines.stretches(&plan.source, passage).into_iter().next()?;
    let there = paper::range(&root, line, &units)?.get_bounding_client_rect();
    Some((scroll::frame_of(&root)?, there))
}

/// Scrolls to a passage.
pub fn go_to(plan: &Plan, passage: Span<usize>) {
    if let Some((frame, there)) = place_of(plan, passage) {
        scroll::centre(&frame, there.top());
    }
}

/// Scrolls to a passage and shows it as chosen, until something else is.
pub fn point_at(plan: &Plan, passage: Span<usize>) {
    let Some(root) = paper::root() else { return };
    let stretches = plan.lines.stretches(&plan.source, passage.clone());
    let ranges: Vec<Range> =
        stretches.iter().filter_map(|(line, units)| paper::range(&root, *line, units)).collect();
    highlight::set("chosen", &ranges);
    highlight::set("deciding", &[]);
    go_to(plan, passage);
}

/// Does something with the plan once the pane that was asked for is on the page.
pub fn when_shown(run: impl FnOnce() + 'static) {
    Timeout::new(0, run).forget();
}
