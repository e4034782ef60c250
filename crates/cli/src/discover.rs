//! Files that are meant by names of files, folders and globs.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};

/// The files that an argument means, in order of their names: itself, all files below a folder, what a glob matches.
/// Hidden files, and those that Word leaves beside an open document, are left out of folders and globs.
pub fn files(argument: &Path) -> Result<Vec<PathBuf>> {
    if argument.is_dir() {
        let mut found = Vec::new();
        below(argument, &mut found)?;
        if found.is_empty() {
            bail!("{}：文件夹里没有文件 (no files in this folder)", argument.display());
        }
        return Ok(found);
    }
    match argument.to_str().filter(|name| name.contains(['*', '?', '[']) && !argument.exists()) {
        Some(pattern) => matching(pattern),
        None => Ok(vec![argument.to_owned()]),
    }
}

/// The shell may not know `**`, or may not be there at all.
fn matching(pattern: &str) -> Result<Vec<PathBuf>> {
    let paths =
        glob::glob(pattern).map_err(|error| anyhow!("{pattern}：通配符写错了 (bad pattern): {error}"))?;
    let mut found = Vec::new();
    for path in paths {
        let path = path.with_context(|| format!("{pattern}：读取失败 (cannot be read)"))?;
        if path.is_file() && is_meant(&path) {
            found.push(path);
        }
    }
    if found.is_empty() {
        bail!("{pattern}：没有符合的文件，请检查路径 (no file matches; check the path)");
    }
    Ok(found)
}

fn below(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    let unreadable = || format!("{}：文件夹读取失败，请检查权限 (folder cannot be read)", folder.display());
    let entries = fs::read_dir(folder).with_context(unreadable)?;
    let mut entries = entries.collect::<Result<Vec<_>, _>>().with_context(unreadable)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        if !is_meant(&path) {
            continue;
        }
        // Links to folders are not followed: they may lead in a circle.
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            below(&path, found)?;
        } else if path.is_file() {
            found.push(path);
        }
    }
    Ok(())
}

fn is_meant(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    !name.starts_with('.') && !name.starts_with("~$")
}
