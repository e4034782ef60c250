//! `cargo xtask serve`: the folder on localhost, and a browser on it if there is one.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread::JoinHandle;

use anyhow::{Result, anyhow};
use tiny_http::{Header, Response};

use crate::setup::runs;

/// Programs that open an address in the user's browser.
const OPENERS: [&str; 3] = ["xdg-open", "open", "wslview"];

/// Builds what is missing, serves it and opens a browser. Ends when it is interrupted.
///
/// # Errors
/// If the build fails or the port is taken.
pub fn serve(port: u16, quiet: bool) -> Result<()> {
    if !super::is_fresh() {
        super::build(false)?;
    }
    let server = Server::start(super::dist_folder(), port)?;
    println!("要点  {}", server.address());
    println!("单文件版  {}", super::single_file().canonicalize()?.display());
    println!("按 Ctrl+C 结束 (Ctrl+C ends it)");
    if !quiet {
        open(&server.address());
    }
    server.wait();
    Ok(())
}

fn open(address: &str) {
    if let Some(opener) = OPENERS.iter().find(|opener| runs(opener)) {
        let _ = Command::new(opener).arg(address).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    }
}

/// A static file server on localhost; ends when dropped.
pub struct Server {
    http: Arc<tiny_http::Server>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Serves a folder; port 0 takes any that is free.
    ///
    /// # Errors
    /// If the port is taken.
    pub fn start(folder: PathBuf, port: u16) -> Result<Self> {
        let http = tiny_http::Server::http(("127.0.0.1", port))
            .map_err(|error| anyhow!("port {port} cannot be used: {error}; try --port 0"))?;
        let http = Arc::new(http);
        let shared = Arc::clone(&http);
        let thread = std::thread::spawn(move || {
            for request in shared.incoming_requests() {
                let response = answer(&folder, request.url());
                // A browser that went away is no trouble of ours.
                let _ = request.respond(response);
            }
        });
        Ok(Self { http, thread: Some(thread) })
    }

    /// Where the page is.
    pub fn address(&self) -> String {
        let port = self.http.server_addr().to_ip().map_or(0, |address| address.port());
        format!("http://localhost:{port}/")
    }

    fn wait(mut self) {
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.http.unblock();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn answer(folder: &Path, url: &str) -> Response<std::io::Cursor<Vec<u8>>> {
    let name = url.split(['?', '#']).next().unwrap_or_default().trim_start_matches('/');
    let name = if name.is_empty() { "index.html" } else { name };
    // The folder is flat: whatever has a separator in it is not of it.
    let plain = !name.contains(['/', '\\']) && !name.starts_with('.');
    match plain.then(|| fs::read(folder.join(name)).ok()).flatten() {
        Some(bytes) => {
            let response = Response::from_data(bytes);
            match Header::from_bytes("Content-Type", kind(name)) {
                Ok(header) => response.with_header(header),
                Err(()) => response,
            }
        }
        None => Response::from_data(b"404".to_vec()).with_status_code(404),
    }
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}
