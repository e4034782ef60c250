//! `yaodian check --watch`: the check, again and again, whenever one of its files changes.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{
    DebounceEventResult, DebouncedEvent, Debouncer, RecommendedCache, new_debouncer,
};

use crate::arguments::Check;
use crate::config::Config;
use crate::exit::Exit;
use crate::{check, input, output};

/// An editor writes a file in several steps; they are one change.
const REST: Duration = Duration::from_millis(200);

/// Empties the screen and what was scrolled off it, and goes to the top.
const CLEAR: &[u8] = b"\x1b[2J\x1b[3J\x1b[H";

/// Checks, waits for a change, checks again; ends only by Ctrl-C, or if files cannot be watched.
pub fn run(wanted: &Check) -> Result<Exit> {
    let mut files = inputs(wanted)?;
    if files.iter().any(|file| input::is_stdin(file)) {
        bail!("--watch 不能用于标准输入，请给出文件名 (standard input cannot be watched; name a file)");
    }
    // Before the first check, so that no change is missed while it runs.
    let mut watch = Watch::start(&files)?;
    loop {
        if io::stdout().is_terminal() {
            output::write(CLEAR)?;
        }
        // A file that cannot be read now may be readable after the next change.
        if let Err(error) = check::run(wanted) {
            output::complain(&error);
        }
        output::say("等待文件改动，按 Ctrl-C 结束 (waiting for changes; Ctrl-C ends)");
        watch.wait()?;
        // The settings may name other files now; while they are broken, the old ones are watched.
        if let Some(now) = inputs(wanted).ok().filter(|now| *now != files) {
            watch = Watch::start(&now)?;
            files = now;
        }
    }
}

/// Whatever the result depends on.
fn inputs(wanted: &Check) -> Result<Vec<PathBuf>> {
    let config = Config::of(&wanted.settings)?;
    Ok(config.plan_files()?.into_iter().chain(config.files().cloned()).collect())
}

/// Files under watch.
struct Watch {
    files: BTreeSet<PathBuf>,
    events: Receiver<DebounceEventResult>,
    /// Ends the watch when it is dropped.
    _watcher: Debouncer<RecommendedWatcher, RecommendedCache>,
}

impl Watch {
    fn start(files: &[PathBuf]) -> Result<Self> {
        let advice = "无法监视文件改动，请不用 --watch (files cannot be watched; do without --watch)";
        let (send, events) = mpsc::channel();
        let mut watcher = new_debouncer(REST, None, send).context(advice)?;
        let files: BTreeSet<PathBuf> = files.iter().flat_map(|file| names(file)).collect();
        // Folders, not files: many editors write a new file and move it to the place of the old one.
        let folders: BTreeSet<&Path> = files.iter().filter_map(|file| file.parent()).collect();
        for folder in folders {
            watcher
                .watch(folder, RecursiveMode::NonRecursive)
                .with_context(|| format!("{}：{advice}", folder.display()))?;
        }
        Ok(Self { files, events, _watcher: watcher })
    }

    /// Waits until one of the files has changed.
    fn wait(&self) -> Result<()> {
        loop {
            match self.events.recv().context("对文件改动的监视中断了 (the watch has ended)")? {
                Ok(events) if events.iter().any(|event| self.is_change(event)) => return Ok(()),
                Ok(_) => {}
                // Events were lost, so that anything may have changed.
                Err(errors) => {
                    for error in errors {
                        output::complain(&error.into());
                    }
                    return Ok(());
                }
            }
        }
    }

    fn is_change(&self, event: &DebouncedEvent) -> bool {
        // The check itself reads the files.
        let change = !event.kind.is_access();
        change && (event.need_rescan() || event.paths.iter().any(|path| self.files.contains(path)))
    }
}

/// The paths under which changes of a file are reported: that of its name, and that of what a link leads to.
fn names(file: &Path) -> Vec<PathBuf> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let named = fs::canonicalize(folder).ok().zip(file.file_name()).map(|(folder, name)| folder.join(name));
    named.into_iter().chain(fs::canonicalize(file)).collect()
}
