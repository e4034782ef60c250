//! The folder for a static host: files named by their hash, and a service worker that keeps them.

use std::fs;
use std::path::Path;

use anyhow::Result;

use super::{Parts, folder, icon_address, page, read, short_hash};

/// Own files and nothing else.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; \
    img-src data: 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

/// Writes the folder anew.
pub(super) fn pack(parts: &Parts, to: &Path) -> Result<()> {
    let _ = fs::remove_dir_all(to);
    fs::create_dir_all(to)?;
    let mut files = vec!["./".to_owned()];
    let mut write = |stem: &str, extension: &str, bytes: &[u8]| -> Result<String> {
        let name = format!("{stem}-{}.{extension}", short_hash(bytes));
        fs::write(to.join(&name), bytes)?;
        files.push(name.clone());
        Ok(name)
    };
    let wasm = write("yaodian", "wasm", &parts.program.wasm)?;
    let boot = read(&folder().join("boot.js"))?;
    let worker = write("worker", "js", format!("{};{}", parts.program.glue, boot.trim()).as_bytes())?;
    let glue = write("glue", "js", parts.program.glue.as_bytes())?;
    let own =
        read(&folder().join("loader-dist.js"))?.replace("@WASM@", &wasm).replace("@WORKERFILE@", &worker);
    let loader = write("loader", "js", (read(&folder().join("loader.js"))? + &own).as_bytes())?;
    let style = write("style", "css", parts.style.as_bytes())?;
    let page = page(&[
        ("@CSP@", POLICY),
        ("@ICON@", &icon_address(&parts.icon)),
        ("@STYLE@", &format!("<link rel=\"stylesheet\" href=\"{style}\">")),
        ("@SCRIPTS@", &format!("<script src=\"{glue}\"></script>\n<script src=\"{loader}\"></script>")),
    ])?;
    fs::write(to.join("index.html"), &page)?;
    let version = format!("yaodian-{}", short_hash(page.as_bytes()));
    let keeper = read(&folder().join("sw.js"))?
        .replace("@VERSION@", &version)
        .replace("@FILES@", &serde_json::to_string(&files)?);
    fs::write(to.join("sw.js"), keeper)?;
    Ok(())
}
