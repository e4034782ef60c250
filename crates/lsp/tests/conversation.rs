//! The server over a connection in memory: what the protocol asks for beside what an editor shows
//! (`tests/integrations/test_lsp.py` has that, with a client of its own make).

use std::path::Path;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use lsp_server::{Message, Notification, Request, Response};
use serde_json::{Value, json};
use yaodian_core::report::FindingKind;
use yaodian_core::review::{Acceptance, Baseline, findings};
use yaodian_core::{Document, Review, Status, notice};
use yaodian_lsp::{Accepted, Connection, Given, Options, ServeError, Source, Standard, Terms, serve};
use yaodian_report::severity::{Severities, Severity};
use yaodian_text::Segmenter;

const NOTICE: &str = "2020年工作要点\n一、任务\n1. 督查。每季度组织一次食品安全工作督查。\n2. 宣传。组织开展食品安全宣传周活动。\n";
const PLAN: &str = "天水市2020年工作计划\n一、每半年组织一次食品安全工作督查。\n";

/// The notice, whatever the editor sets; a plan called `panic` brings the check down.
struct Fixed {
    standard: Arc<Standard>,
    accepted: Arc<Accepted>,
    severities: Severities,
}

impl Fixed {
    fn new() -> Self {
        let words = Segmenter::builtin();
        let requirements =
            notice::read(&Document::from_text("notice", NOTICE), words.lexicon()).expect("a notice");
        Self {
            standard: Arc::new(Standard { requirements, words }),
            accepted: Arc::default(),
            severities: Severities::default(),
        }
    }
}

impl Source for Fixed {
    fn terms(&mut self, _: &Options, plan: Option<&Path>) -> Result<Given, String> {
        assert!(plan.is_none_or(|plan| !plan.ends_with("panic")), "on purpose");
        Ok(Given::Terms(Terms {
            standard: Arc::clone(&self.standard),
            accepted: Arc::clone(&self.accepted),
            known_as: "plan.txt".to_owned(),
            severities: self.severities.clone(),
        }))
    }
}

/// The editor's end.
struct Editor {
    connection: Connection,
    server: JoinHandle<Result<(), ServeError>>,
}

impl Editor {
    fn start() -> Self {
        Self::with(Fixed::new())
    }

    fn with(source: Fixed) -> Self {
        let (own, connection) = Connection::memory();
        let server = thread::spawn(move || serve(own, source));
        let editor = Self { connection, server };
        let answer = editor.ask("initialize", &json!({ "capabilities": {} }));
        let capabilities = &answer.response_result.expect("capabilities")["capabilities"];
        assert_eq!(capabilities["positionEncoding"], "utf-16");
        editor.note("initialized", &json!({}));
        editor
    }

    fn ask(&self, method: &str, params: &Value) -> Response {
        let request = Request::new(1.into(), method.to_owned(), params);
        self.connection.sender.send(request.into()).expect("sent");
        loop {
            if let Message::Response(response) = self.next() {
                return response;
            }
        }
    }

    fn note(&self, method: &str, params: &Value) {
        self.connection.sender.send(Notification::new(method.to_owned(), params).into()).expect("sent");
    }

    fn next(&self) -> Message {
        self.connection.receiver.recv_timeout(Duration::from_secs(60)).expect("a message")
    }

    fn open(&self, name: &str) -> Vec<Value> {
        let document = json!({ "uri": format!("file:///{name}"), "languageId": "plaintext", "version": 1, "text": PLAN });
        self.note("textDocument/didOpen", &json!({ "textDocument": document }));
        loop {
            if let Message::Notification(note) = self.next()
                && note.method == "textDocument/publishDiagnostics"
            {
                return note.params["diagnostics"].as_array().expect("a list").clone();
            }
        }
    }

    fn end(self) -> Result<(), ServeError> {
        drop(self.connection);
        self.server.join().expect("no panic")
    }
}

fn codes(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics.iter().filter_map(|one| one["code"].as_str()).collect()
}

#[test]
fn a_conversation_from_hello_to_farewell() {
    let editor = Editor::start();
    let found = editor.open("plan.txt");
    assert!(codes(&found).contains(&"weakened") && codes(&found).contains(&"missing"), "{found:#?}");
    assert!(editor.ask("shutdown", &Value::Null).response_result.is_ok());
    editor.note("exit", &Value::Null);
    assert!(editor.end().is_ok());
}

#[test]
fn an_editor_that_goes_away_is_noticed() {
    let editor = Editor::start();
    editor.open("plan.txt");
    assert!(matches!(editor.end(), Err(ServeError::Gone)));
    let editor = Editor::start();
    editor.note("exit", &Value::Null);
    assert!(matches!(editor.end(), Err(ServeError::Gone)), "exit without shutdown");
}

#[test]
fn what_cannot_be_answered_is_refused_and_the_server_goes_on() {
    let editor = Editor::start();
    let code = |response: Response| response.response_result.expect_err("an error").code;
    assert_eq!(code(editor.ask("textDocument/rename", &json!({}))), -32601);
    assert_eq!(code(editor.ask("textDocument/hover", &json!({ "position": 3 }))), -32602);
    editor.note("textDocument/didChange", &json!({ "nonsense": true }));
    let trouble = editor.open("panic");
    assert_eq!(codes(&trouble), ["trouble"]);
    assert!(codes(&editor.open("plan.txt")).contains(&"weakened"), "the next plan is checked all the same");
}

#[test]
fn severities_review_and_baseline_hold_in_the_editor() {
    let mut source = Fixed::new();
    let Standard { requirements, words } = &*source.standard;
    let plan = Document::from_text("/plan.txt", PLAN);
    let report = yaodian_core::check(requirements, &plan, words).expect("a report");
    let weakened = FindingKind::of(Status::Weakened).expect("a kind");
    let kind = source.severities.set(weakened, Severity::Note);
    assert!(kind.is_ok());
    let marked = |source: Fixed| {
        let found = Editor::with(source).open("plan.txt");
        let of = |one: &Value| (one["code"].as_str().map(str::to_owned), one["severity"].as_u64());
        found.iter().map(of).collect::<Vec<_>>()
    };
    let (half, gone) = (Some("weakened".to_owned()), Some("missing".to_owned()));
    let again = |accepted: Accepted| Fixed {
        standard: Arc::clone(&source.standard),
        accepted: Arc::new(accepted),
        severities: source.severities.clone(),
    };
    // 3 is information, 1 an error.
    let open = marked(again(Accepted::default()));
    assert!(open.contains(&(half.clone(), Some(3))) && open.contains(&(gone.clone(), Some(1))), "{open:?}");
    let finding = findings(&report).find(|it| it.kind() == Some(weakened)).expect("weakened");
    let accepted = Acceptance {
        plan: "plan.txt".to_owned(),
        finding: finding.id().to_owned(),
        fingerprint: finding.fingerprint(),
        who: "李明".to_owned(),
        when: "2020-03-01".to_owned(),
        why: "每月已有抽查".to_owned(),
        asked: String::new(),
        answered: String::new(),
    };
    let review = Review { accepted: vec![accepted], ..Review::default() };
    let reviewed = marked(again(Accepted { reviews: vec![review], baseline: None }));
    assert!(
        !reviewed.iter().any(|(code, _)| *code == half) && reviewed.iter().any(|(code, _)| *code == gone)
    );
    let baseline = Some(Baseline::of([("plan.txt", &report)]));
    let known = marked(again(Accepted { reviews: Vec::new(), baseline }));
    assert_eq!(known, [], "everything was known");
}
