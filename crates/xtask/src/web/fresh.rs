//! Whether what is built is newer than what it is built from.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

/// What the page is built from.
const SOURCES: [&str; 8] = [
    "Cargo.lock",
    "Cargo.toml",
    "crates",
    // What packs the page, the one part of xtask that it depends on.
    "crates/xtask/src/web",
    "web/src",
    "web/style",
    "web/locales",
    "fixtures",
];

/// Whether both builds exist and no source is newer.
pub fn is_fresh() -> bool {
    let built = [super::single_file(), super::dist_folder().join("sw.js")];
    let oldest = built.iter().map(|path| modified(path)).min().flatten();
    let shell = fs::read_dir(super::folder()).into_iter().flatten().flatten().map(|entry| entry.path());
    let loose = shell
        .filter(|path| path.is_file() && !path.ends_with("yaodian.html"))
        .filter_map(|path| modified(&path));
    let newest = SOURCES.iter().filter_map(|path| newest(&crate::root().join(path))).chain(loose).max();
    matches!((oldest, newest), (Some(oldest), Some(newest)) if oldest >= newest)
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).ok()?.modified().ok()
}

fn newest(path: &Path) -> Option<SystemTime> {
    // The tools and the program's command line are no part of the page.
    if path.ends_with("crates/xtask") || path.ends_with("crates/cli") {
        return None;
    }
    if !path.is_dir() {
        return modified(path);
    }
    fs::read_dir(path).ok()?.flatten().filter_map(|entry| newest(&entry.path())).max()
}
