//! A real browser for the tests of the page: Chromium, driven from node by playwright-core; axe-core looks at
//! accessibility. Both node packages are pinned by `web/tests/package-lock.json`.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::setup::{apt_install, runs};
use crate::test::succeed;

/// The names Chromium goes by.
const CHROMIUM: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Folder of the browser tests.
pub fn folder() -> PathBuf {
    crate::root().join("web/tests")
}

/// Installs what is missing and says what there is.
///
/// # Errors
/// If an installation fails.
pub fn setup() -> Result<String> {
    if !runs("node") || !runs("npm") {
        apt_install(&["nodejs", "npm"])?;
    }
    if chromium().is_none() {
        apt_install(&["chromium"])?;
    }
    // Without such a font the page is boxes, and a test of its looks would not notice.
    if !has_chinese_font() {
        apt_install(&["fonts-noto-cjk"])?;
    }
    let Some(chromium) = chromium() else { bail!("no Chromium: install it, or name it in CHROMIUM") };
    if !folder().join("node_modules/playwright-core").is_dir() {
        succeed(Command::new("npm").current_dir(folder()).args([
            "ci",
            "--no-audit",
            "--no-fund",
            "--silent",
        ]))?;
    }
    Ok(format!("{chromium}, playwright-core, axe-core"))
}

/// The browser: what CHROMIUM names, or the first found.
pub fn chromium() -> Option<String> {
    if let Ok(named) = std::env::var("CHROMIUM") {
        return Some(named);
    }
    CHROMIUM.iter().find(|name| runs(name)).map(|name| (*name).to_owned())
}

fn has_chinese_font() -> bool {
    let fonts = Command::new("fc-list").arg(":lang=zh-cn").output();
    // No fontconfig, no way to tell: Chromium brings it along, so this is another system.
    fonts.map_or(true, |output| !output.stdout.is_empty())
}
