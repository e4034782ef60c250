//! The toolchain for `wasm32-unknown-unknown`.
//!
//! Where rustup has the target, or may fetch it, rustup's is used. Elsewhere (rustup told not to download, or none there)
//! Debian's compiler builds the standard library once into `.toolchain/wasm`, a whole sysroot.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::setup::{apt_install, cargo};
use crate::test::succeed;

/// The target of everything the browser runs.
pub const TARGET: &str = "wasm32-unknown-unknown";
const HOST: &str = "x86_64-unknown-linux-gnu";
const SYSTEM_RUSTC: &str = "/usr/bin/rustc";
const SOURCES: &str = "/usr/lib/rustlib/src/rust/library";

fn own() -> PathBuf {
    crate::root().join(".toolchain/wasm")
}

/// A cargo that builds for [`TARGET`]; [`setup`] has to have run.
pub fn wasm_cargo() -> Command {
    let own = own().join("bin/cargo");
    if !own.exists() {
        return cargo();
    }
    let mut command = Command::new(own);
    command.current_dir(crate::root());
    // Set by the cargo that runs this program, and not meant for another.
    command.env_remove("CARGO").env_remove("RUSTUP_TOOLCHAIN").env_remove("RUSTC").env_remove("RUSTDOC");
    command
}

/// Whether [`TARGET`] can be built.
pub fn is_ready() -> bool {
    rustup_has_target() || stamp().is_some_and(|now| read(&own().join("stamp")) == now)
}

/// Makes [`TARGET`] buildable and says how.
///
/// # Errors
/// If none of the ways works.
pub fn setup() -> Result<String> {
    if rustup_has_target() {
        return Ok("target of the active toolchain".to_owned());
    }
    if is_ready() {
        return Ok("Debian's compiler, .toolchain/wasm".to_owned());
    }
    let downloads = std::env::var("RUSTUP_AUTO_INSTALL").map_or(true, |value| value != "0");
    let rustup = || Command::new("rustup").args(["target", "add", TARGET]).status();
    if downloads && rustup().is_ok_and(|status| status.success()) {
        return Ok("added by rustup".to_owned());
    }
    if !Path::new(SYSTEM_RUSTC).exists() || !Path::new(SOURCES).exists() || linker().is_none() {
        let lld = newest_lld_package()?;
        apt_install(&["rustc-web", "cargo-web", "rust-web-src", &lld])?;
    }
    build_sysroot()?;
    Ok("Debian's compiler, standard library built in .toolchain/wasm".to_owned())
}

fn rustup_has_target() -> bool {
    let asked = Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]).output();
    asked.is_ok_and(|output| Path::new(String::from_utf8_lossy(&output.stdout).trim()).is_dir())
}

/// What `.toolchain/wasm` was built with, so that a newer compiler builds it anew.
fn stamp() -> Option<String> {
    let output = Command::new(SYSTEM_RUSTC).arg("-vV").output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn build_sysroot() -> Result<()> {
    let own = own();
    let stamp = stamp().context("Debian's rustc cannot be run")?;
    let _ = fs::remove_dir_all(&own);
    let (bin, lib) = (own.join("bin"), own.join("lib/rustlib"));
    fs::create_dir_all(&bin)?;
    fs::create_dir_all(lib.join(TARGET).join("lib"))?;
    fs::create_dir_all(lib.join(HOST).join("bin"))?;

    let seed = own.join("seed");
    fs::create_dir_all(seed.join("src"))?;
    fs::write(seed.join("src/lib.rs"), "")?;
    fs::write(
        seed.join("Cargo.toml"),
        "[package]\nname = \"seed\"\nedition = \"2024\"\n[profile.release]\ncodegen-units = 1\npanic = \"abort\"\n[workspace]\n",
    )?;
    let mut build = Command::new("/usr/bin/cargo");
    build.current_dir(&seed).args(["build", "--quiet", "--release", "-Zbuild-std=std,panic_abort,test"]);
    build
        .args(["--target", TARGET])
        .env_remove("CARGO")
        .env_remove("RUSTUP_TOOLCHAIN")
        .env_remove("RUSTC_WRAPPER");
    build.env("RUSTC_BOOTSTRAP", "1").env("RUSTC", SYSTEM_RUSTC).env("RUSTFLAGS", "-Cembed-bitcode=yes");
    succeed(build.env("CARGO_TARGET_DIR", seed.join("target")))?;
    for entry in fs::read_dir(seed.join("target").join(TARGET).join("release/deps"))? {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name.ends_with(".rlib") && !name.starts_with("libseed-") {
            fs::copy(&path, lib.join(TARGET).join("lib").join(name))?;
        }
    }
    fs::remove_dir_all(&seed)?;

    symlink(format!("/usr/lib/rustlib/{HOST}/lib"), lib.join(HOST).join("lib"))?;
    // The generic driver and not wasm-ld: rustc runs it as `rust-lld -flavor wasm`.
    symlink(linker().context("no lld in /usr/bin")?, lib.join(HOST).join("bin/rust-lld"))?;
    // Wrappers and not links: a linked rustc takes /usr for its sysroot.
    let sysroot = own.canonicalize()?;
    for tool in ["rustc", "rustdoc"] {
        let text = format!("#!/bin/sh\nexec /usr/bin/{tool} --sysroot \"{}\" \"$@\"\n", sysroot.display());
        executable(&bin.join(tool), &text)?;
    }
    let bin_path = sysroot.join("bin");
    let text = format!(
        "#!/bin/sh\nRUSTC=\"{0}/rustc\" RUSTDOC=\"{0}/rustdoc\" exec /usr/bin/cargo \"$@\"\n",
        bin_path.display()
    );
    executable(&bin.join("cargo"), &text)?;
    fs::write(own.join("stamp"), stamp)?;
    Ok(())
}

fn executable(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text)?;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))?;
    Ok(())
}

/// The newest `/usr/bin/lld-NN`.
fn linker() -> Option<PathBuf> {
    let version = |path: &PathBuf| path.file_name()?.to_str()?.strip_prefix("lld-")?.parse::<u32>().ok();
    fs::read_dir("/usr/bin")
        .ok()?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| version(path).is_some())
        .max_by_key(version)
}

/// `lld-NN` with the highest number that apt knows: rustc-web's LLVM moves.
fn newest_lld_package() -> Result<String> {
    let output = Command::new("apt-cache").args(["search", "--names-only", "^lld-[0-9]+$"]).output()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let newest = text
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .max_by_key(|name| name.trim_start_matches("lld-").parse::<u32>().unwrap_or(0));
    match newest {
        Some(name) => Ok(name.to_owned()),
        None => bail!("apt knows no lld-NN: run apt-get update, or install LLVM's lld"),
    }
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_default()
}
