//! What changes the session, and how.

use std::rc::Rc;

use yaodian_core::{Report, Requirements, Review};
use yew::Reducible;

use super::{Compared, Copied, File, Judged, Outcome, Plan, Session, Shared, View};
use crate::text::Lines;

/// What came of checks of compared plans, by id: a report, or why there is none.
pub type Answers = Vec<(u32, Result<Report, Rc<str>>)>;

/// Something happened.
pub enum Action {
    /// What was kept from the last visit, or nothing.
    Restored(Box<Session>),
    /// Another view was chosen.
    Show(View),
    /// A notice was read.
    NoticeRead(File, Requirements),
    /// The requirements were changed by hand or loaded.
    Required(Requirements),
    /// A plan was opened, and checked against these requirements.
    PlanOpened(File, String, Report, Shared<Requirements>),
    /// A plan came before the notice.
    PlanWaits(File),
    /// That plan cannot be read.
    PlanRefused,
    /// The plan was typed into.
    Typed(String),
    /// The plan was changed by a button.
    Rewritten(String),
    /// A check came back, of this revision.
    Checked(u32, Report),
    /// The plan of this revision cannot be checked, and why.
    Uncheckable(u32, Rc<str>),
    /// Reviewers accepted something, or took it back.
    Reviewed(Review),
    /// A review file was read: what it says is added to what is there.
    ReviewRead(Review),
    /// An obligation was chosen, or none.
    Select(Option<Rc<str>>),
    /// Plans were added to compare.
    Compare(Vec<File>),
    /// Some of them, by id, were checked, or cannot be, and why.
    Compared(Answers),
    /// The plans of these ids were looked at for what they share.
    Copied(Copied),
    /// One of them was taken away.
    Uncompare(u32),
    /// Something went wrong, or the user has read it.
    Trouble(Option<Rc<str>>),
    /// Everything away.
    Clear,
}

impl Reducible for Session {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = Rc::unwrap_or_clone(self);
        match action {
            Action::Restored(session) => next = Session { restored: true, ..*session },
            Action::Show(view) => next.view = view,
            Action::NoticeRead(file, requirements) => {
                next.notice = Some(file);
                next.require(requirements);
            }
            Action::Required(requirements) => next.require(requirements),
            Action::PlanOpened(file, source, report, standard) => {
                let epoch = next.plan.as_ref().map_or(0, |plan| plan.epoch + 1);
                let revision = next.plan.as_ref().map_or(0, |plan| plan.revision + 1);
                let lines = Rc::new(Lines::new(&source));
                let word = file.as_word();
                next.plan = Some(Plan { file, word, source: source.into(), lines, revision, epoch });
                next.selected = None;
                next.waiting = None;
                next.take(revision, report);
                // The requirements may have changed on the way; then the plan is checked again.
                if let Some(plan) =
                    next.plan.as_mut().filter(|_| next.requirements.as_ref() != Some(&standard))
                {
                    plan.revision += 1;
                }
            }
            Action::PlanWaits(file) => next.waiting = Some(file),
            Action::PlanRefused => next.waiting = None,
            Action::Uncheckable(revision, why) => {
                if next.plan.as_ref().is_some_and(|plan| plan.revision == revision) {
                    next.uncheckable = Some(why);
                }
            }
            Action::Typed(source) => next.edit(source, 0),
            Action::Rewritten(source) => next.edit(source, 1),
            Action::Checked(revision, report) => {
                if next.plan.as_ref().is_some_and(|plan| plan.revision == revision) {
                    next.take(revision, report);
                }
            }
            Action::Select(id) => next.selected = id,
            Action::Compare(files) => {
                for file in files {
                    next.compared.push(Compared { id: next.next_id, file, outcome: Outcome::Waiting });
                    next.next_id += 1;
                }
                next.copied = None;
            }
            Action::Compared(answers) => {
                for (id, answer) in answers {
                    let outcome = match answer {
                        Ok(report) => Outcome::Checked(Judged::new(report, &next.review)),
                        Err(why) => Outcome::Failed(why),
                    };
                    next.come_of(id, outcome);
                }
            }
            Action::Reviewed(review) => next.review(review),
            Action::ReviewRead(read) => {
                let read = without_folders(read);
                let mut review = (*next.review).clone();
                add(&mut review.accepted, read.accepted);
                add(&mut review.notes, read.notes);
                add(&mut review.signed, read.signed);
                next.review(review);
            }
            Action::Uncompare(id) => {
                next.compared.retain(|one| one.id != id);
                next.copied = None;
            }
            Action::Copied(copied) => {
                let ids = next.comparable().map(|plans| plans.iter().map(|one| one.id).collect::<Vec<_>>());
                if ids.as_deref() == Some(&*copied.ids) {
                    next.copied = Some(copied);
                }
            }
            Action::Trouble(trouble) => next.trouble = trouble,
            Action::Clear => next = Session { restored: true, ..Session::default() },
        }
        Rc::new(next)
    }
}

/// A review as it is about files without folders: the command line names plans by their paths, of which a browser knows
/// the last part only.
fn without_folders(mut review: Review) -> Review {
    let plans = review.accepted.iter_mut().map(|one| &mut one.plan);
    let plans = plans.chain(review.notes.iter_mut().map(|one| &mut one.plan));
    for plan in plans.chain(review.signed.iter_mut().map(|one| &mut one.plan)) {
        if let Some((_, name)) = plan.rsplit_once(['/', '\\']) {
            *plan = name.to_owned();
        }
    }
    review
}

/// Adds what is not there.
fn add<T: PartialEq>(all: &mut Vec<T>, new: Vec<T>) {
    for one in new {
        if !all.contains(&one) {
            all.push(one);
        }
    }
}

impl Session {
    fn require(&mut self, requirements: Requirements) {
        self.requirements = Some(Shared::new(requirements));
        // The reports are of other requirements; every plan is checked again.
        if let Some(plan) = &mut self.plan {
            plan.revision += 1;
        }
        self.compared.iter_mut().for_each(|one| one.outcome = Outcome::Waiting);
        self.copied = None;
    }

    fn come_of(&mut self, id: u32, outcome: Outcome) {
        if let Some(one) = self.compared.iter_mut().find(|one| one.id == id) {
            one.outcome = outcome;
        }
    }

    fn review(&mut self, review: Review) {
        self.judged = self.judged.as_ref().map(|judged| judged.reviewed(&review));
        for one in &mut self.compared {
            if let Outcome::Checked(judged) = &one.outcome {
                one.outcome = Outcome::Checked(judged.reviewed(&review));
            }
        }
        self.review = Shared::new(review);
    }

    fn edit(&mut self, source: String, epochs: u32) {
        let Some(plan) = &mut self.plan else { return };
        plan.file.bytes = source.as_bytes().into();
        plan.lines = Rc::new(Lines::new(&source));
        plan.source = source.into();
        plan.revision += 1;
        plan.epoch += epochs;
    }

    fn take(&mut self, revision: u32, report: Report) {
        let known =
            |id: &str| report.points.iter().any(|point| point.obligations.iter().any(|one| one.id == id));
        if self.selected.as_deref().is_some_and(|id| !known(id)) {
            self.selected = None;
        }
        self.uncheckable = None;
        self.judged = Some(Judged::new(report, &self.review));
        self.reported = revision;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use yaodian_core::review::Note;

    fn opened() -> Rc<Session> {
        let file = File::new("plan.txt", "一\n二".as_bytes());
        let session = Rc::new(Session::default()).reduce(Action::Required(Requirements::default()));
        let standard = session.requirements.clone().unwrap();
        session.reduce(Action::PlanOpened(file, "一\n二".to_owned(), empty(), standard))
    }

    fn empty() -> Report {
        named("plan.txt")
    }

    fn named(name: &str) -> Report {
        let text = "{\"schema\":\"\",\"notice\":{\"title\":\"\",\"sections\":[],\"points\":0,\"obligations\":0},\
            \"plan\":{\"name\":\"NAME\",\"title\":\"\",\"chars\":0},\"summary\":{\"coverage\":0,\"points\":{\"covered\":0,\
            \"partial\":0,\"missing\":0},\"obligations\":{\"covered\":0,\"weakened\":0,\"conflicting\":0,\"missing\":0,\
            \"not_required\":0}},\"points\":[],\"warnings\":[]}";
        serde_json::from_str(&text.replace("NAME", name)).unwrap()
    }

    #[test]
    fn a_report_of_an_older_text_is_dropped() {
        let session = opened();
        assert!(session.is_current());
        let typed = session.reduce(Action::Typed("一\n二三".to_owned()));
        assert!(!typed.is_current());
        let late = Rc::clone(&typed).reduce(Action::Checked(0, empty()));
        assert!(!late.is_current());
        assert!(late.reduce(Action::Checked(1, empty())).is_current());
    }

    #[test]
    fn a_report_against_requirements_of_before_is_not_current() {
        let session = opened();
        let standard = session.requirements.clone().unwrap();
        let changed = session.reduce(Action::Required(Requirements::default()));
        let file = File::new("b", "x".as_bytes());
        assert!(!changed.reduce(Action::PlanOpened(file, "x".to_owned(), empty(), standard)).is_current());
    }

    #[test]
    fn only_what_was_not_typed_is_shown_anew() {
        let epoch = |session: &Session| session.plan.as_ref().map(|plan| plan.epoch);
        let session = opened();
        let before = epoch(&session);
        let typed = session.reduce(Action::Typed("三".to_owned()));
        assert_eq!(epoch(&typed), before);
        assert_ne!(epoch(&typed.reduce(Action::Rewritten("四".to_owned()))), before);
    }

    #[test]
    fn other_requirements_ask_for_every_comparison_again() {
        let session = opened().reduce(Action::Compare(vec![File::new("a", "x".as_bytes())]));
        let session = session.reduce(Action::Compared(vec![(0, Ok(empty()))]));
        assert!(session.compared[0].outcome != Outcome::Waiting);
        let session = session.reduce(Action::Required(Requirements::default()));
        assert!(session.compared[0].outcome == Outcome::Waiting);
    }

    #[test]
    fn compared_plans_have_ids_of_their_own() {
        let file = || File::new("a", "x".as_bytes());
        let session = opened().reduce(Action::Compare(vec![file(), file()])).reduce(Action::Uncompare(1));
        let session = session.reduce(Action::Compare(vec![file()]));
        assert_eq!(session.compared.iter().map(|one| one.id).collect::<Vec<_>>(), [0, 2]);
    }

    #[test]
    fn a_review_that_is_read_is_added_once_and_marks_every_report() {
        let note = |who: &str| Note {
            plan: "2020/plan.txt".to_owned(),
            about: String::new(),
            who: who.to_owned(),
            when: "2020-03-01".to_owned(),
            text: "请再核".to_owned(),
        };
        let read = |who: &str| Action::ReviewRead(Review { notes: vec![note(who)], ..Review::default() });
        let session = opened().reduce(Action::Compare(vec![File::new("a", "x".as_bytes())]));
        let session = session.reduce(Action::Compared(vec![(0, Ok(named("a")))]));
        assert!(session.report().is_some_and(|report| report.review.is_none()));
        let session = session.reduce(read("甲")).reduce(read("乙")).reduce(read("甲"));
        let marked = |report: &Report| report.review.as_ref().map_or(0, |review| review.notes.len());
        assert_eq!(session.report().map(|report| marked(&report)), Some(2));
        let Outcome::Checked(judged) = &session.compared[0].outcome else { panic!("checked") };
        assert_eq!(marked(&judged.report), 0, "a note on another plan");
        assert!(session.reduce(Action::Reviewed(Review::default())).report().unwrap().review.is_none());
    }
}
