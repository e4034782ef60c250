//! Which files are plans: those named, or those that fit the patterns of the settings file; without what is excluded.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail};
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use walkdir::{DirEntry, WalkDir};

use super::Config;
use crate::{input, output};

/// Which plans are wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plans {
    /// Those on the command line.
    Named(Vec<PathBuf>),
    /// Those that fit patterns, from the folder of the settings file.
    Patterns(Vec<String>),
}

impl Config {
    /// The plans to check, in the order given, those of patterns in the order of their names.
    ///
    /// # Errors
    /// If none is named, a pattern fits nothing, or a folder cannot be read. Nothing is no error only where every plan named
    /// is excluded on purpose.
    pub fn plan_files(&self) -> Result<Vec<PathBuf>> {
        let excluded = Excluded::new(&self.exclude.value)?;
        match &self.plans.value {
            Plans::Named(paths) if paths.is_empty() => bail!(
                "缺少计划：请给出要核对的文件，或在 yaodian.toml 中写明 plans (no plans: name them, or set plans in yaodian.toml)"
            ),
            Plans::Named(paths) if self.force_exclude.value => {
                let (out, kept): (Vec<_>, Vec<_>) =
                    paths.iter().cloned().partition(|path| excluded.holds_for(&within(path, self.folder())));
                for path in out {
                    output::say(&format!("已排除：{} (excluded)", input::name(&path)));
                }
                Ok(kept)
            }
            Plans::Named(paths) => Ok(paths.clone()),
            Plans::Patterns(patterns) => {
                let mut all = BTreeSet::new();
                for pattern in patterns {
                    all.extend(fitting(pattern, self.folder(), &excluded)?);
                }
                Ok(all.into_iter().collect())
            }
        }
    }
}

/// The files that fit a pattern, none of them excluded.
fn fitting(pattern: &str, folder: &Path, excluded: &Excluded) -> Result<Vec<PathBuf>> {
    let glob = GlobBuilder::new(pattern).literal_separator(true).build();
    let glob = glob.with_context(|| format!("plans：“{pattern}”不是有效的模式 (not a valid pattern)"))?;
    let matcher = glob.compile_matcher();
    let root = folder.join(fixed(pattern));
    // A pattern may name a folder above; within what is walked, links are not followed.
    let top = if root.as_os_str().is_empty() { Path::new(".") } else { &root };
    let mut found = Vec::new();
    let mut fits = false;
    for entry in WalkDir::new(top).into_iter().filter_entry(|entry| !hidden(entry)) {
        let entry = match entry {
            Ok(entry) => entry,
            // What is not there fits nothing, which is said below.
            Err(error) if error.depth() == 0 => break,
            Err(error) => return Err(error).context("plans：有文件夹不能读 (a folder cannot be read)"),
        };
        let path = relative(entry.path(), folder);
        if entry.file_type().is_file() && matcher.is_match(&path) {
            fits = true;
            if !excluded.holds_for(&path) {
                found.push(folder.join(path));
            }
        }
    }
    if !fits {
        bail!(
            "plans：没有文件符合“{pattern}”，请检查模式；它从 {} 所在的文件夹算起 (no file fits this pattern, which counts from the folder of the settings file)",
            super::file::NAME
        );
    }
    Ok(found)
}

/// The folders before the first part of a pattern that has a wildcard.
fn fixed(pattern: &str) -> PathBuf {
    let parts: Vec<&str> = pattern.split('/').collect();
    let fixed = parts.iter().take_while(|part| !part.contains(['*', '?', '[', '{'])).count();
    // The last part is a file.
    parts[..fixed.min(parts.len() - 1)].iter().collect()
}

fn hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.')
}

/// A path that was reached from a folder, without the folder.
fn relative(path: &Path, folder: &Path) -> PathBuf {
    let path = path.strip_prefix(folder).unwrap_or(path);
    path.components().filter(|part| *part != Component::CurDir).collect()
}

/// A path as seen from a folder, wherever the process stands; the path itself if it does not lie there.
fn within(path: &Path, folder: &Path) -> PathBuf {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let inside = path.canonicalize().ok().zip(folder.canonicalize().ok());
    let inside = inside.and_then(|(path, folder)| path.strip_prefix(folder).ok().map(Path::to_owned));
    inside.unwrap_or_else(|| relative(path, Path::new("")))
}

/// What is excluded: a pattern holds for a file, and for everything in a folder it fits.
struct Excluded(GlobSet);

impl Excluded {
    fn new(patterns: &[String]) -> Result<Self> {
        let mut set = GlobSetBuilder::new();
        for pattern in patterns {
            let bare = pattern.trim_end_matches('/');
            let glob = GlobBuilder::new(bare).literal_separator(true).build();
            set.add(
                glob.with_context(|| format!("exclude：“{pattern}”不是有效的模式 (not a valid pattern)"))?,
            );
        }
        Ok(Self(set.build()?))
    }

    fn holds_for(&self, path: &Path) -> bool {
        path.ancestors().filter(|it| !it.as_os_str().is_empty()).any(|it| self.0.is_match(it))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_and_files_are_excluded() {
        let patterns = ["草稿/".to_owned(), "**/~$*".to_owned(), "2019/*.txt".to_owned()];
        let excluded = Excluded::new(&patterns).expect("patterns");
        let holds = |path: &str| excluded.holds_for(Path::new(path));
        assert!(holds("草稿/a.txt") && holds("草稿/b/c.txt") && holds("x/~$a.docx") && holds("2019/a.txt"));
        assert!(!holds("草稿.txt") && !holds("x/草稿/a.txt") && !holds("2019/b/a.txt"));
        assert!(Excluded::new(&["[".to_owned()]).is_err());
    }

    #[test]
    fn only_what_a_pattern_can_fit_is_walked() {
        assert_eq!(fixed("计划/2020/*.txt"), Path::new("计划/2020"));
        assert_eq!(fixed("a/b.txt"), Path::new("a"));
        assert_eq!(fixed("**/*.txt"), Path::new(""));
        assert_eq!(fixed("../x/{a,b}.txt"), Path::new("../x"));
    }
}
