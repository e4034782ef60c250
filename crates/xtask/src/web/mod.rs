//! `cargo xtask web`: the page, as one self-contained file and as a folder for any static host.

mod dist;
mod fresh;
mod packed;
mod serve;
mod single;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256};

use crate::test::succeed;
use crate::wasm;

pub use fresh::is_fresh;
pub use serve::{Server, serve};

/// What a build is made of, before it is packed one way or the other.
struct Parts {
    /// Whether it is for trying things out.
    debug: bool,
    /// The program.
    program: Module,
    /// What unpacks the program in the one file.
    unpacker: Module,
    /// The style sheet.
    style: String,
    /// The icon, as SVG.
    icon: String,
}

/// A wasm and what wasm-bindgen wrote to go with it.
struct Module {
    wasm: Vec<u8>,
    glue: String,
}

/// Folder of the page's sources.
pub fn folder() -> PathBuf {
    crate::root().join("web")
}

/// The one file.
pub fn single_file() -> PathBuf {
    folder().join("yaodian.html")
}

/// The folder for a host.
pub fn dist_folder() -> PathBuf {
    folder().join("dist")
}

/// Builds the wasm and packs it both ways. `debug` is for trying things out: quicker to build, large and slow.
///
/// # Errors
/// If a build step fails.
pub fn build(debug: bool) -> Result<()> {
    wasm::setup()?;
    let parts = parts(debug)?;
    let file = single::pack(&parts)?;
    fs::write(single_file(), &file)?;
    dist::pack(&parts, &dist_folder())?;
    println!(
        "{}  {:.2} MB\n{}  wasm {:.2} MB",
        single_file().canonicalize()?.display(),
        megabytes(file.len()),
        dist_folder().canonicalize()?.display(),
        megabytes(parts.program.wasm.len())
    );
    Ok(())
}

fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

fn parts(debug: bool) -> Result<Parts> {
    let profile = if debug { "dev" } else { "web" };
    let mut cargo = wasm::wasm_cargo();
    cargo.args(["build", "--quiet", "-p", "yaodian-web", "-p", "yaodian-unpack"]);
    succeed(cargo.args(["--target", wasm::TARGET, "--profile", profile]))?;
    let built = target_folder().join(wasm::TARGET).join(if debug { "debug" } else { profile });
    Ok(Parts {
        debug,
        program: bind(&built.join("yaodian-web.wasm"), "wasm_bindgen", debug)?,
        unpacker: bind(&built.join("yaodian_unpack.wasm"), "unpacker", debug)?,
        style: style()?,
        icon: read(&folder().join("icon.svg"))?.trim().to_owned(),
    })
}

/// Binds a wasm to a variable of JavaScript's.
fn bind(wasm: &Path, variable: &str, debug: bool) -> Result<Module> {
    let bound = target_folder().join("bindgen");
    fs::create_dir_all(&bound)?;
    wasm_bindgen_cli_support::Bindgen::new()
        .input_path(wasm)
        .no_modules(true)?
        .no_modules_global(variable)?
        .typescript(false)
        .remove_name_section(!debug)
        .remove_producers_section(!debug)
        .out_name(variable)
        .generate(&bound)?;
    let file = |ending: &str| bound.join(format!("{variable}{ending}"));
    Ok(Module { wasm: fs::read(file("_bg.wasm"))?, glue: read(&file(".js"))? })
}

/// The style sheets in the order of their names, then those of the printed reports.
fn style() -> Result<String> {
    let mut sheets: Vec<PathBuf> =
        fs::read_dir(folder().join("style"))?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    sheets.retain(|path| path.extension().is_some_and(|extension| extension == "css"));
    sheets.sort();
    let reports = crate::root().join("crates/report/src");
    sheets.push(reports.join("html.css"));
    sheets.push(reports.join("comparison/html/comparison.css"));
    Ok(sheets.iter().map(|path| read(path)).collect::<Result<Vec<_>>>()?.join("\n"))
}

/// Where cargo builds.
pub fn target_folder() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| crate::root().join("target"), PathBuf::from)
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| path.display().to_string())
}

/// The page with its parts put in; a part holds none of the names of others.
fn page(replacements: &[(&str, &str)]) -> Result<String> {
    let shell = read(&folder().join("shell.html"))?;
    Ok(replacements.iter().fold(shell, |page, (name, text)| page.replace(name, text)))
}

/// What Content-Security-Policy calls an inline script or style.
fn policy_hash(text: &str) -> String {
    format!("'sha256-{}'", BASE64.encode(Sha256::digest(text.as_bytes())))
}

/// A few characters that change with the content.
fn short_hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

fn icon_address(icon: &str) -> String {
    format!("data:image/svg+xml;base64,{}", BASE64.encode(icon))
}
