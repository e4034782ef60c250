//! Yaodian as a language server: while a plan is written, its gaps are marked, what the notice asks for is shown where the
//! pointer rests, and suggested wording is put in. For plans that are text or Markdown.
//!
//! The server knows no files but those that the editor has open: a [`Source`] gives what they are checked against.

mod analysis;
mod answer;
mod fix;
mod hover;
mod note;
mod options;
mod server;
mod text;
mod uri;
mod words;
mod worker;

pub use lsp_server::Connection;
pub use options::Options;
pub use server::{ServeError, serve};
pub use worker::{Accepted, Given, Source, Standard, Terms};

/// Serves an editor over standard input and output until it says that it is done.
///
/// # Errors
/// If the editor goes away without a word, or does not keep to the protocol.
pub fn serve_stdio(source: impl Source) -> Result<(), ServeError> {
    let (connection, threads) = Connection::stdio();
    let done = serve(connection, source);
    // Whatever went wrong was said by now; a reader that waits for an editor that is gone would wait for ever.
    if done.is_ok() {
        let _ = threads.join();
    }
    done
}
