//! Files that are meant by names of files, folders and patterns.

use std::path::{Component, Path, PathBuf, is_separator};

use anyhow::{Context, Result, bail};
use globset::{GlobBuilder, GlobMatcher};
use walkdir::{DirEntry, WalkDir};

/// What makes a name a pattern.
const WILDCARDS: [char; 4] = ['*', '?', '[', '{'];

/// The files that an argument means, in order of their names: itself, all files below a folder, what a pattern fits.
/// Hidden files, and those that Word leaves beside an open document, are left out of folders and patterns.
pub fn files(argument: &Path) -> Result<Vec<PathBuf>> {
    if argument.is_dir() {
        let found = walk(argument)?;
        if found.is_empty() {
            bail!("{}：文件夹里没有文件 (no files in this folder)", argument.display());
        }
        return Ok(found);
    }
    // The shell may not know `**`, or may not be there at all.
    match argument.to_str().filter(|name| name.contains(WILDCARDS) && !argument.exists()) {
        Some(pattern) => {
            let found = fitting(pattern, Path::new(""))?;
            if found.is_empty() {
                bail!("{pattern}：没有符合的文件，请检查路径 (no file matches; check the path)");
            }
            Ok(found)
        }
        None => Ok(vec![argument.to_owned()]),
    }
}

/// Files that are no plans where a folder or pattern holds them as well.
pub struct Others(Vec<PathBuf>);

impl Others {
    /// These, however they are named elsewhere. Those that are not there are nobody's.
    pub fn new(paths: &[&PathBuf]) -> Self {
        Self(paths.iter().filter_map(|path| path.canonicalize().ok()).collect())
    }

    fn have(&self, file: &Path) -> bool {
        file.canonicalize().is_ok_and(|file| self.0.contains(&file))
    }
}

/// The [`files`] that an argument means, but for `others`. What is named by itself is meant, were it the notice.
pub fn plans(argument: &Path, others: &Others) -> Result<Vec<PathBuf>> {
    let mut found = files(argument)?;
    if found != [argument] {
        found.retain(|file| !others.have(file));
    }
    Ok(found)
}

/// The files that fit a pattern, as seen from a folder, in order of their names.
pub fn fitting(pattern: &str, folder: &Path) -> Result<Vec<PathBuf>> {
    let matcher = matcher(pattern)?;
    let root = folder.join(fixed(pattern));
    if !root.as_os_str().is_empty() && !root.is_dir() {
        // What is not there fits nothing, which the caller says.
        return Ok(Vec::new());
    }
    let found = walk(&root)?.into_iter().map(|path| relative(&path, folder));
    Ok(found.filter(|path| matcher.is_match(path)).collect())
}

/// A pattern made ready: `*` and `?` stay within a folder, `**` does not.
pub fn matcher(pattern: &str) -> Result<GlobMatcher> {
    let glob = GlobBuilder::new(&slashed(pattern)).literal_separator(true).build();
    let glob = glob.with_context(|| format!("“{pattern}”不是有效的模式 (not a valid pattern)"))?;
    Ok(glob.compile_matcher())
}

/// All files below a folder. Links to folders are not followed: they may lead in a circle.
fn walk(folder: &Path) -> Result<Vec<PathBuf>> {
    let top = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let mut found = Vec::new();
    for entry in WalkDir::new(top).sort_by_file_name().into_iter().filter_entry(is_meant) {
        let entry = entry.with_context(|| {
            format!("{}：文件夹读取失败，请检查权限 (folder cannot be read)", folder.display())
        })?;
        if entry.path().is_file() {
            found.push(entry.into_path());
        }
    }
    Ok(found)
}

fn is_meant(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    entry.depth() == 0 || !name.starts_with('.') && !name.starts_with("~$")
}

/// The folders before the first part of a pattern that has a wildcard. The last part is a file.
fn fixed(pattern: &str) -> PathBuf {
    let (path, has_wildcard) =
        (Path::new(pattern), |part: &Component<'_>| part.as_os_str().to_string_lossy().contains(WILDCARDS));
    let folders = path.parent().unwrap_or(Path::new("")).components();
    folders.take_while(|part| !has_wildcard(part)).filter(|part| *part != Component::CurDir).collect()
}

/// A pattern as patterns are written everywhere: folders parted by `/`, without `./` before them.
fn slashed(pattern: &str) -> String {
    let parted: String = pattern.chars().map(|it| if is_separator(it) { '/' } else { it }).collect();
    parted.trim_start_matches("./").to_owned()
}

/// A path that was reached from a folder, without the folder.
pub fn relative(path: &Path, folder: &Path) -> PathBuf {
    let path = path.strip_prefix(folder).unwrap_or(path);
    path.components().filter(|part| *part != Component::CurDir).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_pattern_can_fit_is_walked() {
        assert_eq!(fixed("计划/2020/*.txt"), Path::new("计划/2020"));
        assert_eq!(fixed("a/b.txt"), Path::new("a"));
        assert_eq!(fixed("**/*.txt"), Path::new(""));
        assert_eq!(fixed("../x/{a,b}.txt"), Path::new("../x"));
        assert_eq!(fixed("./x/*.txt"), Path::new("x"));
        assert_eq!(fixed("/data/计划/**/*"), Path::new("/data/计划"));
    }

    #[test]
    fn a_pattern_fits_from_wherever_it_starts() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let names = |pattern: &str, folder: &Path| {
            let found = fitting(pattern, folder).expect("a pattern");
            found.iter().map(|path| path.display().to_string()).collect::<Vec<_>>()
        };
        assert_eq!(names("src/disc?ver.rs", here), ["src/discover.rs"]);
        assert_eq!(names("./src/**/{discover,layer}.rs", here), ["src/config/layer.rs", "src/discover.rs"]);
        let whole = here.join("src/disc*.rs").display().to_string();
        assert_eq!(names(&whole, Path::new("")), [here.join("src/discover.rs").display().to_string()]);
        assert!(names("src/*/gone/*.rs", here).is_empty() && names("nowhere/*.rs", here).is_empty());
        assert!(fitting("src/[", here).is_err());
    }
}
