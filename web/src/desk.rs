//! What the views may do: hand in files, start over, say something went wrong.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yaodian_core::document::stem;
use yaodian_core::{Copying, Report, Requirements, Review};
use yew::UseReducerDispatcher;

use crate::dom::files;
use crate::engine::{Answer, Engine, EngineError, Lane, Task};
use crate::example;
use crate::i18n::Words;
use crate::state::{Action, Compared, File, Session, Shared, View, settings, store};

/// What a review file has and a requirements file has not.
const REVIEW_MARKS: [&str; 4] = ["yaodian.review/", "[[accept]]", "[[note]]", "[[sign-off]]"];

/// What browsers call a Word document.
pub const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// What browsers call a workbook.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The views' way to the session and the engine.
#[derive(Clone, PartialEq)]
pub struct Desk {
    /// Changes the session.
    pub session: UseReducerDispatcher<Session>,
    /// Reads and checks.
    pub engine: Engine,
}

/// Where files were dropped or picked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The notice.
    Notice,
    /// The plan.
    Plan,
    /// Plans to compare.
    Compare,
    /// Wherever they fit, the view being this and a notice there or not.
    Anywhere(View, bool),
}

impl Desk {
    /// Changes the session.
    pub fn act(&self, action: Action) {
        self.session.dispatch(action);
    }

    /// Says what went wrong.
    pub fn complain(&self, why: &str) {
        self.act(Action::Trouble(Some(why.into())));
    }

    /// Takes files in.
    pub fn take(&self, place: Place, files: Vec<File>) {
        let Some(first) = files.first().cloned() else { return };
        match place {
            _ if first.name.ends_with(".toml") => self.load_toml(&first),
            Place::Notice | Place::Anywhere(View::Requirements, _) => self.read_notice(first),
            Place::Plan => self.act(Action::PlanWaits(first)),
            Place::Compare | Place::Anywhere(View::Compare, true) => self.act(Action::Compare(files)),
            Place::Anywhere(_, false) => {
                let notice = files.iter().position(|file| names_a_notice(&file.name)).unwrap_or(0);
                let mut files = files;
                self.read_notice(files.remove(notice));
                self.take_plans(files);
            }
            Place::Anywhere(View::Check, true) => self.take_plans(files),
        }
    }

    fn take_plans(&self, files: Vec<File>) {
        match files.len() {
            0 => {}
            1 => files.into_iter().for_each(|file| self.act(Action::PlanWaits(file))),
            _ => {
                self.act(Action::Compare(files));
                self.act(Action::Show(View::Compare));
            }
        }
    }

    /// Shows the built-in notice and plan.
    pub fn example(&self) {
        self.read_notice(example::notice());
        self.act(Action::PlanWaits(example::plan()));
    }

    /// Shows the built-in plans beside each other.
    pub fn example_comparison(&self, has_notice: bool) {
        if !has_notice {
            self.read_notice(example::notice());
        }
        self.act(Action::Compare(example::plans()));
    }

    /// Reads a notice.
    pub fn read_notice(&self, file: File) {
        let desk = self.clone();
        spawn_local(async move {
            let task = Task::ReadNotice { name: file.name.to_string() };
            match desk.engine.ask(Lane::Each, task, Some(Rc::clone(&file.bytes))).await {
                Ok((Answer::Notice { requirements }, _)) => desk.act(Action::NoticeRead(file, *requirements)),
                Ok(_) => {}
                Err(error) => desk.explain(&error),
            }
        });
    }

    /// Reads a requirements file or a review file, as the command line writes and reads them.
    fn load_toml(&self, file: &File) {
        let text = String::from_utf8_lossy(&file.bytes);
        let text = text.trim_start_matches('\u{feff}');
        if REVIEW_MARKS.iter().any(|mark| text.contains(mark)) {
            match Review::from_toml(text) {
                Ok(review) => self.act(Action::ReviewRead(review)),
                Err(error) => self.complain(&format!(
                    "{}：审核文件的内容不对，请改正后再载入 (not a review file)：{error}",
                    file.name
                )),
            }
            return;
        }
        match Requirements::from_toml(text) {
            Ok(requirements) if requirements.obligations().next().is_some() => {
                self.act(Action::Required(requirements));
            }
            Ok(_) => self.complain(&format!("{}：要求文件中没有要求 (it asks for nothing)", file.name)),
            Err(error) => self.complain(&format!(
                "{}：要求文件的内容不对，请改正后再载入 (not a requirements file)：{error}",
                file.name
            )),
        }
    }

    /// Opens a plan and checks it against the requirements in force.
    pub async fn open(&self, file: File, standard: Shared<Requirements>) {
        match self.check(Lane::Each, &file, true).await {
            Ok((report, text)) => self.act(Action::PlanOpened(file, text, report, standard)),
            Err(error) => {
                self.act(Action::PlanRefused);
                self.explain(&error);
            }
        }
    }

    /// Checks a file; its text comes along if wanted.
    pub async fn check(
        &self,
        lane: Lane,
        file: &File,
        with_text: bool,
    ) -> Result<(Report, String), EngineError> {
        let task = Task::Check { name: file.name.to_string(), with_text };
        match self.engine.ask(lane, task, Some(Rc::clone(&file.bytes))).await? {
            (Answer::Checked { report, text }, _) => Ok((*report, text.unwrap_or_default())),
            _ => Err(EngineError::Superseded),
        }
    }

    /// Saves a copy of a Word plan with what is found in it as comments.
    pub fn annotate(&self, word: File, review: &Review) {
        let desk = self.clone();
        let task = Task::Annotate { name: word.name.to_string(), review: Box::new(review.clone()) };
        spawn_local(async move {
            match desk.engine.ask(Lane::Each, task, Some(Rc::clone(&word.bytes))).await {
                Ok((_, bytes)) => {
                    files::download(&format!("{}-批注.docx", stem(&word.name)), DOCX, bytes.as_slice());
                }
                Err(error) => desk.explain(&error),
            }
        });
    }

    /// Looks at plans for what they share with each other.
    pub async fn copying(&self, plans: &[Compared]) -> Result<Copying, EngineError> {
        let lengths = plans.iter().map(|one| (one.file.name.to_string(), one.file.bytes.len())).collect();
        let bytes: Vec<u8> = plans.iter().flat_map(|one| one.file.bytes.iter().copied()).collect();
        match self.engine.ask(Lane::Each, Task::Copying { plans: lengths }, Some(bytes.into())).await? {
            (Answer::Copied { copying }, _) => Ok(*copying),
            _ => Err(EngineError::Superseded),
        }
    }

    /// Says why there is no answer, if the user is to know.
    pub fn explain(&self, error: &EngineError) {
        if let Some(why) = why(error) {
            self.complain(&why);
        }
    }

    /// Forgets everything, here and in the browser's database.
    pub fn clear(&self) {
        self.engine.cancel();
        self.act(Action::Clear);
        settings::forget_reviewer();
        spawn_local(async {
            // Nothing could be kept, so there is nothing to forget.
            let _ = store::clear().await;
        });
    }
}

/// Why there is no answer, for the user; nothing where a newer check is on its way.
pub fn why(error: &EngineError) -> Option<String> {
    match error {
        EngineError::Superseded => None,
        EngineError::Trapped => Some(
            "核对时程序出错，已重新启动；请再试一次，若仍出错，请换一份文件或删去异常的内容 \
             (the engine failed on this file and was restarted; try again or try another file)"
                .to_owned(),
        ),
        EngineError::Refused(why) => Some(why.clone()),
    }
}

fn names_a_notice(name: &str) -> bool {
    ["通知", "全省", "notice", "省"].iter().any(|word| name.contains(word))
}

/// A name for something pasted.
pub fn pasted_name(words: &Words, place: Place) -> String {
    match place {
        Place::Notice => words.get("pasted-notice").to_string(),
        _ => words.get("pasted-plan").to_string(),
    }
}
