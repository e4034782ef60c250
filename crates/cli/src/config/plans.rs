//! Which files are plans: those named, or those that fit the patterns of the settings file; without what is excluded.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use globset::GlobMatcher;

use super::Config;
use crate::{discover, input, output};

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
    let found = discover::fitting(pattern, folder).context("plans")?;
    if found.is_empty() {
        bail!(
            "plans：没有文件符合“{pattern}”，请检查模式；它从 {} 所在的文件夹算起 (no file fits this pattern, which counts from the folder of the settings file)",
            super::file::NAME
        );
    }
    Ok(found.into_iter().filter(|path| !excluded.holds_for(path)).map(|path| folder.join(path)).collect())
}

/// A path as seen from a folder, wherever the process stands; the path itself if it does not lie there.
fn within(path: &Path, folder: &Path) -> PathBuf {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let inside = path.canonicalize().ok().zip(folder.canonicalize().ok());
    let inside = inside.and_then(|(path, folder)| path.strip_prefix(folder).ok().map(Path::to_owned));
    inside.unwrap_or_else(|| discover::relative(path, Path::new("")))
}

/// What is excluded: a pattern holds for a file, and for everything in a folder it fits.
struct Excluded(Vec<GlobMatcher>);

impl Excluded {
    fn new(patterns: &[String]) -> Result<Self> {
        let matchers = patterns.iter().map(|pattern| discover::matcher(pattern.trim_end_matches('/')));
        Ok(Self(matchers.collect::<Result<_>>().context("exclude")?))
    }

    fn holds_for(&self, path: &Path) -> bool {
        let mut names = path.ancestors().filter(|it| !it.as_os_str().is_empty());
        names.any(|name| self.0.iter().any(|matcher| matcher.is_match(name)))
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
}
