//! The labelled cases of `fixtures/gold`: plans labelled by hand, obligation by obligation (see GUIDE.md there).

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

/// An obligation as the labellers cut it out of the notice.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldObligation {
    pub id: String,
    pub quote: String,
    pub reach: String,
}

/// The labels of one plan.
#[derive(Debug, Deserialize)]
pub struct Labels {
    pub notice: String,
    pub labels: Vec<Label>,
    /// Commitments of the prefecture's own.
    #[serde(default)]
    pub noise: Vec<String>,
}

/// What a reviewer says of one obligation.
#[derive(Debug, Clone, Deserialize)]
pub struct Label {
    pub id: String,
    pub status: String,
    #[serde(default)]
    pub evidence: Vec<String>,
    #[serde(default)]
    pub why: String,
}

/// A notice with the labellers' obligations.
#[derive(Debug, Clone)]
pub struct GoldNotice {
    pub name: String,
    pub text: String,
    pub obligations: Vec<GoldObligation>,
}

/// A labelled plan.
#[derive(Debug)]
pub struct Case {
    pub name: String,
    pub notice: GoldNotice,
    pub plan: String,
    pub labels: Vec<Label>,
    /// Commitments of the plan that answer no obligation.
    pub noise: Vec<String>,
    /// Whether the case came with the specification (`given`) or was written here (`own`).
    pub given: bool,
    /// Whether nothing may be fitted to it.
    pub holdout: bool,
}

/// Folder of the labelled cases.
#[must_use]
pub fn folder() -> PathBuf {
    crate::root().join("fixtures/gold")
}

/// Folder of plans on thirty more subjects, labelled less strictly and without evidence.
#[must_use]
pub fn clerks() -> PathBuf {
    crate::root().join("fixtures/clerks")
}

/// Every notice, by name.
pub fn notices() -> Result<Vec<GoldNotice>> {
    notices_in(&folder())
}

fn notices_in(folder: &Path) -> Result<Vec<GoldNotice>> {
    sorted(&folder.join("notices"))?.iter().map(|path| notice(path)).collect()
}

fn notice(path: &Path) -> Result<GoldNotice> {
    let file = path.join("obligations.json");
    let obligations = serde_json::from_str(&read(&file)?).with_context(|| file.display().to_string())?;
    Ok(GoldNotice { name: name(path), text: read(&path.join("notice.simplified.txt"))?, obligations })
}

/// The cases that may be fitted to and looked into, the given ones first.
pub fn cases() -> Result<Vec<Case>> {
    Ok(all_cases()?.into_iter().filter(|case| !case.holdout).collect())
}

/// Every case, the given ones first.
pub fn all_cases() -> Result<Vec<Case>> {
    cases_in(&folder())
}

/// The cases of a folder, those that came with the specification first.
pub fn cases_in(folder: &Path) -> Result<Vec<Case>> {
    let notices: HashMap<String, GoldNotice> =
        notices_in(folder)?.into_iter().map(|notice| (notice.name.clone(), notice)).collect();
    let sets: HashMap<String, Vec<String>> = toml::from_str(&read(&folder.join("sets.toml"))?)?;
    let given = sets.get("given").cloned().unwrap_or_default();
    let holdout = sets.get("holdout").cloned().unwrap_or_default();
    let held = |name: &str| {
        holdout.iter().any(|pattern| match pattern.strip_suffix('*') {
            Some(start) => name.starts_with(start),
            None => name == pattern,
        })
    };
    let mut cases = Vec::new();
    for path in sorted(&folder.join("cases"))? {
        let file = path.join("labels.json");
        let labels: Labels =
            serde_json::from_str(&read(&file)?).with_context(|| file.display().to_string())?;
        let notice = notices
            .get(&labels.notice)
            .with_context(|| format!("{}: no notice {}", file.display(), labels.notice))?;
        let name = name(&path);
        cases.push(Case {
            given: given.contains(&name),
            holdout: held(&name),
            name,
            notice: notice.clone(),
            plan: read(&path.join("plan.txt"))?,
            labels: labels.labels,
            noise: labels.noise,
        });
    }
    cases.sort_by_key(|case| !case.given);
    Ok(cases)
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .with_context(|| folder.display().to_string())?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<std::io::Result<_>>()?;
    paths.retain(|path| path.is_dir());
    paths.sort();
    Ok(paths)
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| path.display().to_string())
}

/// All places of `quote` in `text`, as byte ranges.
#[must_use]
pub fn places(text: &str, quote: &str) -> Vec<(usize, usize)> {
    if quote.is_empty() {
        return Vec::new();
    }
    let step = quote.chars().next().map_or(1, char::len_utf8);
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find(quote) {
        out.push((from + at, from + at + quote.len()));
        from += at + step;
    }
    out
}

/// Whether two ranges share at least half of the shorter one.
#[must_use]
pub fn matches(a: (usize, usize), b: (usize, usize)) -> bool {
    let shared = a.1.min(b.1) as i64 - a.0.max(b.0) as i64;
    shared > 0 && shared * 2 >= ((a.1 - a.0).min(b.1 - b.0)) as i64
}
