//! What was found, in the protocol's own forms.

use std::collections::HashMap;

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOptions, CodeActionOrCommand, CodeActionParams,
    CodeActionProviderCapability, Diagnostic, DiagnosticSeverity, DocumentChanges, Hover, HoverContents,
    HoverProviderCapability, InitializeParams, MarkupContent, MarkupKind, NumberOrString, OneOf,
    OptionalVersionedTextDocumentIdentifier, PositionEncodingKind, Range, SaveOptions, ServerCapabilities,
    TextDocumentEdit, TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions,
    TextDocumentSyncSaveOptions, TextEdit, Uri, WorkspaceEdit,
};
use serde_json::json;

use crate::analysis::Analysis;
use crate::fix::Fix;
use crate::hover;
use crate::note::Note;
use crate::text::Text;

/// Who speaks, beside each finding in the editor.
const SOURCE: &str = "yaodian";

/// What this server can do.
pub fn capabilities(encoding: &PositionEncodingKind) -> ServerCapabilities {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions { include_text: Some(false) })),
        ..TextDocumentSyncOptions::default()
    };
    let actions = CodeActionOptions {
        code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]),
        ..CodeActionOptions::default()
    };
    ServerCapabilities {
        position_encoding: Some(encoding.clone()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        code_action_provider: Some(CodeActionProviderCapability::Options(actions)),
        ..ServerCapabilities::default()
    }
}

/// Whether the editor shows Markdown where the pointer rests.
pub fn hover_in_markdown(params: &InitializeParams) -> bool {
    let document = params.capabilities.text_document.as_ref();
    let hover = document.and_then(|document| document.hover.as_ref());
    let formats = hover.and_then(|hover| hover.content_format.as_ref());
    formats.is_some_and(|formats| formats.contains(&MarkupKind::Markdown))
}

/// Whether the editor takes edits of a version of a text, and not only of whatever it has by then.
pub fn edits_have_versions(params: &InitializeParams) -> bool {
    let workspace = params.capabilities.workspace.as_ref();
    let edit = workspace.and_then(|workspace| workspace.workspace_edit.as_ref());
    edit.and_then(|edit| edit.document_changes).unwrap_or(false)
}

/// All marks of a text.
pub fn diagnostics(text: &Text, analysis: &Analysis) -> Vec<Diagnostic> {
    analysis.notes.iter().map(|note| marked(text, note)).collect()
}

fn marked(text: &Text, note: &Note) -> Diagnostic {
    Diagnostic {
        // Which finding it is, for whoever counts or filters them.
        data: Some(json!({ "finding": note.id })),
        ..diagnostic(text.range(note.at), note.severity, note.code, note.message.clone())
    }
}

/// A mark.
pub fn diagnostic(range: Range, severity: DiagnosticSeverity, code: &str, message: String) -> Diagnostic {
    Diagnostic {
        range,
        severity: Some(severity),
        code: Some(NumberOrString::String(code.to_owned())),
        source: Some(SOURCE.to_owned()),
        message,
        ..Diagnostic::default()
    }
}

/// What is shown where the pointer rests.
pub fn hover(analysis: &Analysis, at: usize, in_markdown: bool) -> Option<Hover> {
    let value = hover::at(analysis, at, in_markdown)?;
    let kind = if in_markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    Some(Hover { contents: HoverContents::Markup(MarkupContent { kind, value }), range: None })
}

/// How to mend what is marked in the range that the editor asks about.
pub fn actions(
    open: (&Uri, &Text),
    analysis: &Analysis,
    params: &CodeActionParams,
    with_version: bool,
) -> Vec<CodeActionOrCommand> {
    let only = params.context.only.as_ref();
    // A kind includes those below it; the empty one includes all.
    let wanted = |kind: &CodeActionKind| kind.as_str().is_empty() || *kind == CodeActionKind::QUICKFIX;
    if only.is_some_and(|only| !only.iter().any(wanted)) {
        return Vec::new();
    }
    let action = |(note, fix): (&Note, &Fix)| {
        CodeActionOrCommand::CodeAction(CodeAction {
            title: fix.title.clone(),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![marked(open.1, note)]),
            edit: Some(edit(open, fix, with_version)),
            ..CodeAction::default()
        })
    };
    analysis.fixes(open.1.span(params.range)).map(action).collect()
}

fn edit((uri, text): (&Uri, &Text), fix: &Fix, with_version: bool) -> WorkspaceEdit {
    let edit = TextEdit { range: text.range(fix.edit.at), new_text: fix.edit.text.clone() };
    if !with_version {
        #[allow(clippy::mutable_key_type)] // the protocol's own type
        let changes = HashMap::from([(uri.clone(), vec![edit])]);
        return WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() };
    }
    let change = TextDocumentEdit {
        // With the version, so that the editor never carries it out on another text.
        text_document: OptionalVersionedTextDocumentIdentifier {
            uri: uri.clone(),
            version: Some(text.version()),
        },
        edits: vec![OneOf::Left(edit)],
    };
    let changes = Some(DocumentChanges::Edits(vec![change]));
    WorkspaceEdit { document_changes: changes, ..WorkspaceEdit::default() }
}
