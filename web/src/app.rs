//! The page as a whole: starts the engine, brings back the last visit's work, and sees that plan and requirements are
//! checked whenever one of them has changed.

use std::cell::RefCell;
use std::collections::HashSet;
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::DragEvent;
use yew::prelude::*;

use crate::comparison_paper::ComparisonPaper;
use crate::desk::{Desk, Place, why};
use crate::dom::files;
use crate::engine::{Engine, EngineState, Lane, Task};
use crate::i18n::Words;
use crate::state::settings;
use crate::state::{Action, Answers, Compared, Copied, Outcome, Session, Shared, View, store};
use crate::view::{CheckView, CompareView, Header, Printable, PrintedReport, RequirementsView, Trouble};
use crate::work_paper::WorkPaper;

/// Milliseconds of quiet before work is kept.
const KEEP_AFTER: u32 = 600;

/// The page.
#[component]
pub fn App() -> Html {
    let session = use_reducer(Session::default);
    let state = use_state(|| EngineState::Idle);
    let language = use_state(settings::language);
    let theme = use_state(settings::theme);
    let words = use_memo(*language, |language| Words::new(*language));
    let engine = {
        let state = state.setter();
        use_memo((), |()| Engine::start(Callback::from(move |now| state.set(now))))
    };
    let desk = Desk { session: session.dispatcher(), engine: (*engine).clone() };

    use_effect_with((*language, *theme), |(language, theme)| {
        settings::set_language(*language);
        settings::set_theme(*theme);
    });
    use_restored(&desk);
    use_standard(&desk, &session);
    use_opening(&desk, &session);
    use_checks(&desk, &session);
    use_comparison(&desk, &session);
    use_copying(&desk, &session);
    use_kept(&session);
    use_trap(&desk);
    use_top(session.view);
    let on_language = use_callback(language.setter(), |value, language| language.set(value));
    let on_theme = use_callback(theme.setter(), |value, theme| theme.set(value));
    let notice = session.notice.as_ref().map(|file| Rc::clone(&file.name));
    let paper = session
        .report()
        .filter(|_| session.plan.is_some())
        .map(|report| WorkPaper { report, notice: notice.unwrap_or_default() });
    let comparison = ComparisonPaper::of(&session);
    let printable = match session.view {
        View::Compare => comparison.clone().map(Printable::Comparison),
        _ => paper.clone().map(Printable::Plan),
    };
    let dragged = use_drop(&desk, session.view, session.requirements.is_some());

    let view = match session.view {
        View::Check => {
            html! { <CheckView session={(*session).clone()} busy={*state == EngineState::Busy} /> }
        }
        View::Requirements => html! {
            <RequirementsView requirements={session.requirements.clone()} review={session.review.clone()} />
        },
        View::Compare => html! {
            <CompareView compared={session.compared.clone()} copied={session.copied.clone()} has_notice={session.requirements.is_some()} />
        },
    };
    html! {
        <ContextProvider<Words> context={(*words).clone()}>
            <ContextProvider<Desk> context={desk}>
                <Header
                    view={session.view}
                    {paper}
                    {comparison}
                    review={session.review.clone()}
                    plan={session.plan.clone()}
                    language={*language}
                    theme={*theme}
                    on_language={on_language}
                    on_theme={on_theme}
                />
                <Trouble message={session.trouble.clone()} broken={*state == EngineState::Broken} />
                <main id="main" tabindex="-1" class={classes!("view", dragged.then_some("dragged"))}>
                    if session.restored { { view } }
                </main>
                <PrintedReport paper={printable} />
            </ContextProvider<Desk>>
        </ContextProvider<Words>>
    }
}

/// Brings back what was kept.
#[hook]
fn use_restored(desk: &Desk) {
    let desk = desk.clone();
    use_effect_with((), move |()| {
        spawn_local(async move {
            let session = store::load().await;
            desk.act(Action::Restored(Box::new(session)));
        });
    });
}

/// Tells the engine of new requirements. Comes before what is checked against them.
#[hook]
fn use_standard(desk: &Desk, session: &UseReducerHandle<Session>) {
    let engine = desk.engine.clone();
    use_effect_with(session.requirements.clone(), move |requirements| {
        if let Some(requirements) = requirements {
            engine.set_standard(&requirements.0);
        }
    });
}

/// Opens a plan that waits, once there is something to check it against. What is typed meanwhile opens nothing again.
#[hook]
fn use_opening(desk: &Desk, session: &UseReducerHandle<Session>) {
    let desk = desk.clone();
    let standard = session.requirements.clone();
    use_effect_with((session.waiting.clone(), standard.is_some()), move |(waiting, _)| {
        if let (Some(file), Some(standard)) = (waiting.clone(), standard) {
            spawn_local(async move { desk.open(file, standard).await });
        }
    });
}

/// Checks a plan that changed, or whose requirements did.
#[hook]
fn use_checks(desk: &Desk, session: &UseReducerHandle<Session>) {
    let desk = desk.clone();
    let current = session.is_current();
    let watched = (session.requirements.clone(), session.plan.clone());
    use_effect_with(watched, move |(requirements, plan)| {
        let Some(plan) = plan.clone().filter(|_| requirements.is_some() && !current) else { return };
        spawn_local(async move {
            match desk.check(Lane::Latest, &plan.file, false).await {
                Ok((report, _)) => desk.act(Action::Checked(plan.revision, report)),
                Err(error) => {
                    if let Some(why) = why(&error) {
                        desk.act(Action::Uncheckable(plan.revision, why.into()));
                    }
                }
            }
        });
    });
}

/// Checks the compared plans that have not been against the requirements in force.
#[hook]
fn use_comparison(desk: &Desk, session: &UseReducerHandle<Session>) {
    let desk = desk.clone();
    let asked = use_mut_ref(HashSet::<u32>::new);
    let standard = use_mut_ref(|| None);
    let came = use_mut_ref(Came::default);
    let watched = (session.requirements.clone(), session.compared.clone());
    use_effect_with(watched, move |(requirements, compared)| {
        if *standard.borrow() != *requirements {
            standard.replace(requirements.clone());
            asked.borrow_mut().clear();
            came.borrow_mut().answers.clear();
        }
        if requirements.is_none() {
            return;
        }
        for one in compared.iter().filter(|one| one.outcome == Outcome::Waiting) {
            if !asked.borrow_mut().insert(one.id) {
                continue;
            }
            let (desk, one, of, standard) =
                (desk.clone(), one.clone(), requirements.clone(), Rc::clone(&standard));
            let came = Rc::clone(&came);
            came.borrow_mut().waiting += 1;
            spawn_local(async move {
                let answer = desk.check(Lane::Each, &one.file, false).await;
                let mut came = came.borrow_mut();
                came.waiting -= 1;
                // An answer against requirements of before is none.
                if *standard.borrow() == of {
                    let report = answer.map(|(report, _)| report);
                    came.answers
                        .push((one.id, report.map_err(|error| why(&error).unwrap_or_default().into())));
                }
                if let Some(answers) = came.due() {
                    drop(came);
                    desk.act(Action::Compared(answers));
                }
            });
        }
    });
}

/// Milliseconds between two drawings of a table that is being filled: drawn with every plan, a long one would cost more
/// than the checks.
const DRAW_AFTER: f64 = 150.0;

/// Answers that have come and are not in the table yet.
#[derive(Default)]
struct Came {
    answers: Answers,
    /// Plans that are being checked.
    waiting: usize,
    /// When the table was drawn last.
    drawn: f64,
}

impl Came {
    /// The answers, if it is time to draw them: all are there, or some have waited long enough.
    fn due(&mut self) -> Option<Answers> {
        let now = js_sys::Date::now();
        if self.answers.is_empty() || (self.waiting > 0 && now - self.drawn < DRAW_AFTER) {
            return None;
        }
        self.drawn = now;
        Some(std::mem::take(&mut self.answers))
    }
}

/// Looks at the compared plans for what they share, once all have been checked.
#[hook]
fn use_copying(desk: &Desk, session: &UseReducerHandle<Session>) {
    let desk = desk.clone();
    let plans: Option<Vec<Compared>> = session
        .comparable()
        .filter(|_| session.copied.is_none())
        .map(|plans| plans.into_iter().cloned().collect());
    let ids: Option<Rc<[u32]>> = plans.as_ref().map(|plans| plans.iter().map(|one| one.id).collect());
    use_effect_with((session.requirements.clone(), ids), move |(_, ids)| {
        let Some((plans, ids)) = plans.zip(ids.clone()) else { return };
        spawn_local(async move {
            // Where it cannot be done, the table is there all the same.
            if let Ok(copying) = desk.copying(&plans).await {
                desk.act(Action::Copied(Copied { ids, copying: Shared::new(copying) }));
            }
        });
    });
}

/// Keeps the session after a while of quiet.
#[hook]
fn use_kept(session: &UseReducerHandle<Session>) {
    let kept = use_mut_ref(|| Rc::new(Session::default()));
    let timer = use_mut_ref(|| None::<Timeout>);
    let now: Session = (**session).clone();
    let watched = (
        now.restored,
        now.view,
        now.requirements.clone(),
        now.notice.clone(),
        now.plan.clone(),
        now.compared.clone(),
        now.review.clone(),
    );
    use_effect_with(watched, move |(restored, ..)| {
        if !*restored {
            return;
        }
        let kept: Rc<RefCell<Rc<Session>>> = kept;
        let later = Timeout::new(KEEP_AFTER, move || {
            spawn_local(async move {
                let last = Rc::clone(&kept.borrow());
                // Where nothing can be kept (a private window), work goes on without.
                if store::save(&now, &last).await.is_ok() {
                    kept.replace(Rc::new(now));
                }
            });
        });
        timer.replace(Some(later));
    });
}

/// Another view begins at its top.
#[hook]
fn use_top(view: View) {
    use_effect_with(view, |_| {
        if let Some(main) = gloo_utils::document().get_element_by_id("main") {
            main.set_scroll_top(0);
        }
    });
}

/// The browser tests ask for a fall of the worker in this way.
#[hook]
fn use_trap(desk: &Desk) {
    let engine = desk.engine.clone();
    use_effect_with((), move |()| {
        let listener = EventListener::new(&gloo_utils::document(), "yaodian-trap", move |_| {
            let engine = engine.clone();
            spawn_local(async move {
                let _ = engine.ask(Lane::Each, Task::Trap, None).await;
            });
        });
        move || drop(listener)
    });
}

/// Takes files that are dropped anywhere; says whether some are over the page.
#[hook]
fn use_drop(desk: &Desk, view: View, has_notice: bool) -> bool {
    let over = use_state(|| false);
    let desk = desk.clone();
    let setter = over.setter();
    use_effect_with((view, has_notice), move |(view, has_notice)| {
        let place = Place::Anywhere(*view, *has_notice);
        let document = gloo_utils::document();
        let options = EventListenerOptions::enable_prevent_default();
        let listen = |name: &'static str, act: Box<dyn Fn(&DragEvent)>| {
            EventListener::new_with_options(&document, name, options, move |event| {
                if let Some(event) = event.dyn_ref::<DragEvent>().filter(|event| files::has_files(event)) {
                    event.prevent_default();
                    act(event);
                }
            })
        };
        let (enter, leave) = (setter.clone(), setter.clone());
        let listeners = [
            listen("dragover", Box::new(move |_| enter.set(true))),
            listen(
                "dragleave",
                Box::new(move |event| {
                    if event.related_target().is_none() {
                        leave.set(false);
                    }
                }),
            ),
            listen(
                "drop",
                Box::new(move |event| {
                    setter.set(false);
                    let place = place_of(event).unwrap_or(place);
                    let (desk, dropped) = (desk.clone(), files::dropped(event));
                    spawn_local(async move { desk.take(place, files::read(dropped).await) });
                }),
            ),
        ];
        move || drop(listeners)
    });
    *over
}

/// Where an element says that it takes a notice or a plan.
fn place_of(event: &DragEvent) -> Option<Place> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let zone = target.closest("[data-drop]").ok()??;
    match zone.get_attribute("data-drop")?.as_str() {
        "notice" => Some(Place::Notice),
        "plan" => Some(Place::Plan),
        "compare" => Some(Place::Compare),
        _ => None,
    }
}
