//! The server over a connection in memory: what the protocol asks for beside what an editor shows
//! (`tests/integrations/test_lsp.py` has that, with a client of its own make).

use std::path::Path;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use lsp_server::{Message, Notification, Request, Response};
use serde_json::{Value, json};
use yaodian_core::{Document, notice};
use yaodian_lsp::{Connection, Given, Options, ServeError, Source, Standard, serve};
use yaodian_text::Segmenter;

const NOTICE: &str = "2020年工作要点\n一、任务\n1. 督查。每季度组织一次食品安全工作督查。\n2. 宣传。组织开展食品安全宣传周活动。\n";
const PLAN: &str = "天水市2020年工作计划\n一、每半年组织一次食品安全工作督查。\n";

/// The notice, whatever the editor sets; a plan called `panic` brings the check down.
struct Fixed(Arc<Standard>);

impl Source for Fixed {
    fn standard(&mut self, _: &Options, plan: Option<&Path>) -> Result<Given, String> {
        assert!(plan.is_none_or(|plan| !plan.ends_with("panic")), "on purpose");
        Ok(Given::Standard(Arc::clone(&self.0)))
    }
}

/// The editor's end.
struct Editor {
    connection: Connection,
    server: JoinHandle<Result<(), ServeError>>,
}

impl Editor {
    fn start() -> Self {
        let words = Segmenter::builtin();
        let notice = Document::from_text("notice", NOTICE);
        let requirements = notice::read(&notice, words.lexicon()).expect("a notice");
        let (own, connection) = Connection::memory();
        let server = thread::spawn(move || serve(own, Fixed(Arc::new(Standard { requirements, words }))));
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
