//! The conversation with the editor: one loop over its messages, finished checks, and texts that have come to rest.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, after, never, select};
use lsp_server::{Connection, ErrorCode, Message, Notification, ProtocolError, Request, Response};
use lsp_types::notification::{self as on, Notification as _};
use lsp_types::request::{self as ask, Request as _};
use lsp_types::{
    DiagnosticSeverity, InitializeParams, MessageType, PositionEncodingKind, PublishDiagnosticsParams,
    ShowMessageParams, TextDocumentItem, Uri,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use yaodian_report::{Language, safe};

use crate::analysis::Analysis;
use crate::options::Options;
use crate::text::Text;
use crate::worker::{self, Done, Job, Outcome, Source};
use crate::{answer, uri, words};

/// A text is checked when nobody has typed for so long.
const REST: Duration = Duration::from_millis(250);

/// Why the conversation ended before its end.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The editor does not keep to the protocol.
    #[error("编辑器没有遵守语言服务器协议 (the editor does not keep to the protocol): {0}")]
    Protocol(String),
    /// The editor went away without `shutdown` and `exit`.
    #[error("编辑器没有告别就断开了 (the editor went away without shutdown and exit)")]
    Gone,
}

impl From<ProtocolError> for ServeError {
    fn from(error: ProtocolError) -> Self {
        if error.channel_is_disconnected() { Self::Gone } else { Self::Protocol(error.to_string()) }
    }
}

/// Serves an editor until it says that it is done.
///
/// # Errors
/// If the editor goes away without a word, or does not keep to the protocol.
#[allow(clippy::needless_pass_by_value)] // the connection must be closed when this ends
pub fn serve(connection: Connection, source: impl Source) -> Result<(), ServeError> {
    let (id, params) = connection.initialize_start()?;
    let params: InitializeParams =
        serde_json::from_value(params).map_err(|error| ServeError::Protocol(error.to_string()))?;
    let encoding = encoding(&params);
    connection.initialize_finish(
        id,
        json!({
            "capabilities": answer::capabilities(&encoding),
            "serverInfo": { "name": "yaodian", "version": env!("CARGO_PKG_VERSION") },
        }),
    )?;
    let (jobs, results) = worker::start(source);
    let mut server = Server::new(&connection, jobs, encoding, &params);
    server.set(params.initialization_options.as_ref().unwrap_or(&Value::Null));
    server.run(&connection.receiver, &results)
}

/// How positions count: as the editor likes best, UTF-16 where it does not say.
fn encoding(params: &InitializeParams) -> PositionEncodingKind {
    let known = [PositionEncodingKind::UTF8, PositionEncodingKind::UTF16, PositionEncodingKind::UTF32];
    let general = params.capabilities.general.as_ref();
    let liked = general.and_then(|general| general.position_encodings.as_ref());
    let first = liked.into_iter().flatten().find(|kind| known.contains(kind));
    first.cloned().unwrap_or(PositionEncodingKind::UTF16)
}

/// The folder that the editor has open.
fn root(params: &InitializeParams) -> Option<PathBuf> {
    let folder = params.workspace_folders.as_ref().and_then(|folders| folders.first());
    #[allow(deprecated)] // what editors sent before there were several folders
    let root = folder.map(|folder| &folder.uri).or(params.root_uri.as_ref());
    root.and_then(uri::path)
}

/// A document that the editor has open.
struct Open {
    uri: Uri,
    text: Text,
    /// When to check it, if it has changed.
    due: Option<Instant>,
    /// What was found in this very version.
    analysis: Option<Box<Analysis>>,
}

struct Server<'a> {
    editor: &'a Sender<Message>,
    jobs: Sender<Job>,
    /// Whether a check is under way. There is one at a time; texts that change meanwhile are checked as they are then.
    busy: bool,
    documents: BTreeMap<String, Open>,
    encoding: PositionEncodingKind,
    language: Language,
    root: Option<PathBuf>,
    options: Options,
    hover_in_markdown: bool,
    edits_have_versions: bool,
    /// What was said in a window of the editor, so that it is said once.
    said: Option<String>,
}

impl<'a> Server<'a> {
    fn new(
        connection: &'a Connection,
        jobs: Sender<Job>,
        encoding: PositionEncodingKind,
        params: &InitializeParams,
    ) -> Self {
        Self {
            editor: &connection.sender,
            jobs,
            busy: false,
            documents: BTreeMap::new(),
            encoding,
            language: words::language(params.locale.as_deref()),
            root: root(params),
            options: Options::default(),
            hover_in_markdown: answer::hover_in_markdown(params),
            edits_have_versions: answer::edits_have_versions(params),
            said: None,
        }
    }

    fn run(&mut self, editor: &Receiver<Message>, results: &Receiver<Done>) -> Result<(), ServeError> {
        loop {
            let due = self.documents.values().filter_map(|open| open.due).min();
            let rest = due
                .filter(|_| !self.busy)
                .map_or_else(never, |due| after(due.saturating_duration_since(Instant::now())));
            select! {
                recv(editor) -> message => {
                    let Ok(message) = message else { return Err(ServeError::Gone) };
                    if self.hear(message, editor)? {
                        return Ok(());
                    }
                }
                recv(results) -> done => match done {
                    Ok(done) => self.show(done),
                    Err(_) => return Err(ServeError::Protocol("the checks have stopped".to_owned())),
                },
                recv(rest) -> _ => self.check(),
            }
        }
    }

    /// Takes a message; `true` after the last.
    fn hear(&mut self, message: Message, editor: &Receiver<Message>) -> Result<bool, ServeError> {
        match message {
            Message::Request(request) if request.method == ask::Shutdown::METHOD => {
                self.tell(Response::new_ok(request.id, ()));
                return farewell(editor).map(|()| true);
            }
            Message::Request(request) => {
                let response = self.answer(request);
                self.tell(response);
            }
            Message::Notification(note) if note.method == on::Exit::METHOD => return Err(ServeError::Gone),
            Message::Notification(note) => self.note(note),
            Message::Response(_) => {}
        }
        Ok(false)
    }

    fn answer(&self, request: Request) -> Response {
        let Request { id, method, params } = request;
        let result = match method.as_str() {
            ask::HoverRequest::METHOD => parse(params).map(|params| json!(self.hover(&params))),
            ask::CodeActionRequest::METHOD => parse(params).map(|params| json!(self.actions(&params))),
            _ => return Response::new_err(id, ErrorCode::MethodNotFound as i32, method),
        };
        match result {
            Ok(result) => Response::new_ok(id, result),
            Err(error) => Response::new_err(id, ErrorCode::InvalidParams as i32, error),
        }
    }

    fn hover(&self, params: &lsp_types::HoverParams) -> Option<lsp_types::Hover> {
        let place = &params.text_document_position_params;
        let open = self.documents.get(place.text_document.uri.as_str())?;
        answer::hover(open.analysis.as_ref()?, open.text.offset(place.position), self.hover_in_markdown)
    }

    fn actions(&self, params: &lsp_types::CodeActionParams) -> Vec<lsp_types::CodeActionOrCommand> {
        let open = self.documents.get(params.text_document.uri.as_str());
        let checked = open.and_then(|open| Some((open, open.analysis.as_ref()?)));
        checked.map_or_else(Vec::new, |(open, analysis)| {
            answer::actions((&open.uri, &open.text), analysis, params, self.edits_have_versions)
        })
    }

    fn note(&mut self, note: Notification) {
        let Notification { method, params } = note;
        // What cannot be read is of no use, and a notification has no answer that could say so.
        match method.as_str() {
            on::DidOpenTextDocument::METHOD => {
                if let Ok(params) = parse::<lsp_types::DidOpenTextDocumentParams>(params) {
                    self.open(params.text_document);
                }
            }
            on::DidChangeTextDocument::METHOD => {
                if let Ok(params) = parse::<lsp_types::DidChangeTextDocumentParams>(params) {
                    self.change(params);
                }
            }
            on::DidCloseTextDocument::METHOD => {
                if let Ok(params) = parse::<lsp_types::DidCloseTextDocumentParams>(params) {
                    self.documents.remove(params.text_document.uri.as_str());
                    self.publish(&params.text_document.uri, Vec::new(), None);
                }
            }
            // Notice, requirements or lexicon may be what was saved.
            on::DidSaveTextDocument::METHOD | on::DidChangeWatchedFiles::METHOD => self.check_all(),
            on::DidChangeConfiguration::METHOD => {
                if let Ok(params) = parse::<lsp_types::DidChangeConfigurationParams>(params) {
                    self.set(&params.settings);
                }
            }
            _ => {}
        }
    }

    fn open(&mut self, item: TextDocumentItem) {
        let text = Text::new(item.text, item.version, self.encoding.clone());
        let key = item.uri.as_str().to_owned();
        let open = Open { uri: item.uri, text, due: Some(Instant::now()), analysis: None };
        self.documents.insert(key, open);
    }

    fn change(&mut self, params: lsp_types::DidChangeTextDocumentParams) {
        let Some(open) = self.documents.get_mut(params.text_document.uri.as_str()) else { return };
        open.text.change(params.content_changes, params.text_document.version);
        open.analysis = None;
        open.due = Some(Instant::now() + REST);
    }

    /// Takes over what the editor sets; other settings mean other findings.
    fn set(&mut self, settings: &Value) {
        match Options::read(settings) {
            Ok(options) => self.options = options.below(self.root.as_deref()),
            Err(message) => self.say(MessageType::ERROR, message),
        }
        self.check_all();
    }

    fn check_all(&mut self) {
        self.documents.values_mut().for_each(|open| open.due = Some(Instant::now()));
    }

    /// Gives the text that has waited longest to the worker.
    fn check(&mut self) {
        let open = self.documents.values_mut().filter(|open| open.due.is_some()).min_by_key(|open| open.due);
        let Some(open) = open else { return };
        open.due = None;
        let job = Job {
            uri: open.uri.clone(),
            version: open.text.version(),
            text: open.text.as_str().to_owned(),
            options: self.options.clone(),
            language: self.language,
        };
        self.busy = self.jobs.send(job).is_ok();
    }

    /// Shows what a check found, unless the text has changed since.
    fn show(&mut self, done: Done) {
        self.busy = false;
        let Some(open) = self.documents.get_mut(done.uri.as_str()) else { return };
        if open.text.version() != done.version {
            return;
        }
        let (diagnostics, analysis) = match done.outcome {
            Outcome::Analysis(analysis) => (answer::diagnostics(&open.text, &analysis), Some(analysis)),
            Outcome::NoPlan => (Vec::new(), None),
            Outcome::NoNotice => {
                let advice = "要点：没有指定通知，请在编辑器设置 notice，或用 yaodian lsp --notice (no notice named: set \
                              “notice” in the editor, or start yaodian lsp --notice)";
                self.say(MessageType::WARNING, advice.to_owned());
                (Vec::new(), None)
            }
            Outcome::Trouble(message) => {
                let first = open.text.range(yaodian_core::Span::default());
                let message = safe::lines(&message);
                (vec![answer::diagnostic(first, DiagnosticSeverity::ERROR, "trouble", message)], None)
            }
        };
        if let Some(open) = self.documents.get_mut(done.uri.as_str()) {
            open.analysis = analysis;
        }
        self.publish(&done.uri, diagnostics, Some(done.version));
    }

    fn publish(&self, uri: &Uri, diagnostics: Vec<lsp_types::Diagnostic>, version: Option<i32>) {
        let params = PublishDiagnosticsParams { uri: uri.clone(), diagnostics, version };
        self.tell(Notification::new(on::PublishDiagnostics::METHOD.to_owned(), params));
    }

    /// Says something in a window, once.
    fn say(&mut self, typ: MessageType, message: String) {
        if self.said.as_ref() != Some(&message) {
            let params = ShowMessageParams { typ, message: message.clone() };
            self.tell(Notification::new(on::ShowMessage::METHOD.to_owned(), params));
            self.said = Some(message);
        }
    }

    /// An editor that is gone is noticed when its next message does not come.
    fn tell(&self, message: impl Into<Message>) {
        let _ = self.editor.send(message.into());
    }
}

/// After `shutdown` there is only `exit`; what an editor says in between is not heard any more.
fn farewell(editor: &Receiver<Message>) -> Result<(), ServeError> {
    let exit =
        |message: Message| matches!(message, Message::Notification(note) if note.method == on::Exit::METHOD);
    if editor.iter().any(exit) { Ok(()) } else { Err(ServeError::Gone) }
}

fn parse<T: DeserializeOwned>(params: Value) -> Result<T, String> {
    serde_json::from_value(params).map_err(|error| error.to_string())
}
