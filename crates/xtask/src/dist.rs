//! `cargo xtask dist`: what is released for one system, in one archive with its checksum beside it. The same input gives the
//! same archive.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use flate2::{Compression, GzBuilder};
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;

use crate::program::PROFILE;
use crate::setup::cargo;
use crate::test::succeed;
use crate::web;

/// Most bytes that the program may have.
const LIMIT: usize = 15_000_000;

/// Shells that completions are written for, with the names that they look for.
const COMPLETIONS: [(&str, &str); 5] = [
    ("bash", "yaodian.bash"),
    ("zsh", "_yaodian"),
    ("fish", "yaodian.fish"),
    ("powershell", "yaodian.ps1"),
    ("elvish", "yaodian.elv"),
];

/// Files that stand in the archive as they stand in the repository.
const FILES: [&str; 6] =
    ["README.md", "README.zh-CN.md", "CHANGELOG.md", "LICENSE", "LICENSE-APACHE", "LICENSE-MIT"];

/// A file of the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    /// Its path below the archive's folder.
    name: String,
    bytes: Vec<u8>,
    /// Whether it is a program.
    runs: bool,
}

/// Builds the program for a system and writes its archive and checksum to `target/dist`.
///
/// # Errors
/// If something cannot be built or written, or the program is too large.
pub fn run(target: Option<&str>) -> Result<()> {
    let host = host()?;
    let target = target.unwrap_or(&host);
    // Completions and man pages are printed by a program that runs here.
    let here = build(&host)?;
    let program = if target == host { here.clone() } else { build(target)? };
    let bytes = read(&program)?;
    if bytes.len() > LIMIT {
        bail!("the program has {} bytes, more than {LIMIT}", bytes.len());
    }
    if !page().is_file() {
        web::build(false)?;
    }
    let size = bytes.len();
    let name = format!("yaodian-{}-{target}", version());
    let windows = target.contains("windows");
    let ending = if windows { ".exe" } else { "" };
    let mut entries = vec![Entry { name: format!("yaodian{ending}"), bytes, runs: true }];
    entries.extend(beside(&here)?);
    let (archive, file) =
        if windows { (zipped(&name, &entries)?, "zip") } else { (tarred(&name, &entries)?, "tar.gz") };
    let folder = web::target_folder().join("dist");
    fs::create_dir_all(&folder)?;
    let path = folder.join(format!("{name}.{file}"));
    fs::write(&path, &archive)?;
    let sum = format!("{}  {name}.{file}\n", checksum(&archive));
    fs::write(folder.join(format!("{name}.{file}.sha256")), &sum)?;
    println!(
        "{}: {} files, {} KB; the program {} KB",
        path.display(),
        entries.len(),
        archive.len() >> 10,
        size >> 10
    );
    print!("{sum}");
    Ok(())
}

/// What goes beside the program, for any system.
fn beside(program: &Path) -> Result<Vec<Entry>> {
    let mut entries = vec![Entry { name: "yaodian.html".to_owned(), bytes: read(&page())?, runs: false }];
    for (shell, name) in COMPLETIONS {
        let bytes = ask(program, &["completions", shell])?;
        entries.push(Entry { name: format!("completions/{name}"), bytes, runs: false });
    }
    let main = ask(program, &["man"])?;
    for command in commands(&String::from_utf8_lossy(&main)) {
        let bytes = ask(program, &["man", &command])?;
        entries.push(Entry { name: format!("man/yaodian-{command}.1"), bytes, runs: false });
    }
    entries.push(Entry { name: "man/yaodian.1".to_owned(), bytes: main, runs: false });
    for name in FILES {
        entries.push(Entry { name: name.to_owned(), bytes: read(&crate::root().join(name))?, runs: false });
    }
    Ok(entries)
}

/// The commands that have a man page, from the list in the main one.
fn commands(page: &str) -> Vec<String> {
    let names = page.lines().filter_map(|line| line.strip_prefix("yaodian\\-")?.strip_suffix("(1)"));
    names.map(|name| name.replace("\\-", "-")).collect()
}

/// An archive for Unix, with one folder in it.
fn tarred(folder: &str, entries: &[Entry]) -> Result<Vec<u8>> {
    let gzip = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    let mut tar = tar::Builder::new(gzip);
    for entry in entries {
        let mut header = tar::Header::new_gnu();
        header.set_size(entry.bytes.len() as u64);
        header.set_mode(if entry.runs { 0o755 } else { 0o644 });
        header.set_mtime(0);
        tar.append_data(&mut header, format!("{folder}/{}", entry.name), entry.bytes.as_slice())?;
    }
    Ok(tar.into_inner()?.finish()?)
}

/// An archive for Windows, with one folder in it.
fn zipped(folder: &str, entries: &[Entry]) -> Result<Vec<u8>> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for entry in entries {
        zip.start_file(format!("{folder}/{}", entry.name), SimpleFileOptions::default())?;
        zip.write_all(&entry.bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

fn checksum(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Builds the program for a system and says where it is.
fn build(target: &str) -> Result<PathBuf> {
    succeed(cargo().args([
        "build",
        "--locked",
        "--profile",
        PROFILE,
        "--package",
        "yaodian",
        "--target",
        target,
    ]))?;
    let ending = if target.contains("windows") { ".exe" } else { "" };
    Ok(web::target_folder().join(target).join(PROFILE).join(format!("yaodian{ending}")))
}

fn page() -> PathBuf {
    crate::root().join("web/yaodian.html")
}

/// What the program prints.
fn ask(program: &Path, arguments: &[&str]) -> Result<Vec<u8>> {
    let output =
        Command::new(program).args(arguments).output().with_context(|| program.display().to_string())?;
    if !output.status.success() {
        bail!("yaodian {} ended with {}", arguments.join(" "), output.status);
    }
    Ok(output.stdout)
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| path.display().to_string())
}

/// The system that this runs on, as rustc calls it.
fn host() -> Result<String> {
    let output = Command::new("rustc").arg("-vV").output().context("rustc cannot be started")?;
    let said = String::from_utf8_lossy(&output.stdout);
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc does not say what system this is")?.to_owned())
}

/// The version of the whole workspace, which this program has as well.
fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn entries() -> [Entry; 2] {
        let entry = |name: &str, runs| Entry { name: name.to_owned(), bytes: name.into(), runs };
        [entry("yaodian", true), entry("man/yaodian.1", false)]
    }

    #[test]
    fn archives_hold_one_folder_and_programs_run() {
        let packed = tarred("yaodian-1", &entries()).expect("packed");
        assert_eq!(
            packed,
            tarred("yaodian-1", &entries()).expect("packed"),
            "the same input, the same archive"
        );
        let mut tar = tar::Archive::new(flate2::read::GzDecoder::new(packed.as_slice()));
        let mut found = Vec::new();
        for entry in tar.entries().expect("entries") {
            let mut entry = entry.expect("an entry");
            let mut text = String::new();
            entry.read_to_string(&mut text).expect("text");
            let path = entry.path().expect("a path").display().to_string();
            found.push((path, entry.header().mode().expect("a mode"), text));
        }
        let wanted =
            [("yaodian-1/yaodian", 0o755, "yaodian"), ("yaodian-1/man/yaodian.1", 0o644, "man/yaodian.1")];
        assert_eq!(found, wanted.map(|(path, mode, text)| (path.to_owned(), mode, text.to_owned())));
        let zipped = zipped("yaodian-1", &entries()).expect("packed");
        let mut zip = zip::ZipArchive::new(Cursor::new(zipped)).expect("an archive");
        assert!(zip.by_name("yaodian-1/man/yaodian.1").is_ok() && zip.len() == 2);
    }

    #[test]
    fn commands_are_those_of_the_man_page() {
        let page = ".SH SUBCOMMANDS\n.TP\nyaodian\\-check(1)\n核对计划\n.TP\nyaodian\\-dry\\-run(1)\n";
        assert_eq!(commands(page), ["check", "dry-run"]);
    }

    #[test]
    fn checksums_are_those_of_sha256sum() {
        let sum = checksum(b"yaodian");
        assert_eq!(sum.len(), 64);
        assert_eq!(checksum(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
