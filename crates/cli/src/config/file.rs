//! `yaodian.toml`: its form, and where it is looked for.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::{Result, anyhow};
use serde::Deserialize;
use yaodian_core::toml_file;

use super::layer::{Against, Layer, folder_of, severities};
use crate::input;
use crate::percent::Percent;

/// What the file is called.
pub const NAME: &str = "yaodian.toml";

/// The file as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    notice: Option<PathBuf>,
    requirements: Option<PathBuf>,
    plans: Option<Vec<String>>,
    exclude: Option<Vec<String>>,
    force_exclude: Option<bool>,
    lexicon: Option<Vec<PathBuf>>,
    review: Option<PathBuf>,
    baseline: Option<PathBuf>,
    strict_baseline: Option<bool>,
    fail_on: Option<String>,
    lang: Option<String>,
    #[serde(default)]
    thresholds: Thresholds,
    #[serde(default)]
    severity: BTreeMap<String, String>,
}

/// The bars of coverage, in percent.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Thresholds {
    overall: Option<Percent>,
    section: Option<Percent>,
    point: Option<Percent>,
    #[serde(default)]
    sections: BTreeMap<String, Percent>,
    #[serde(default)]
    points: BTreeMap<String, Percent>,
}

/// The nearest file in this folder or one above it.
pub fn find(folder: &Path) -> Option<PathBuf> {
    let above = folder.ancestors().position(|folder| folder.join(NAME).is_file())?;
    let up: PathBuf = std::iter::repeat_n("..", above).collect();
    Some(up.join(NAME))
}

/// Reads a file; paths in it are taken from its folder.
pub fn read(path: &Path) -> Result<Layer> {
    let text = input::read_text(path)?;
    layer(&text, folder_of(path)).map_err(|error| anyhow!("{}：{error:#}", input::name(path)))
}

pub(super) fn layer(text: &str, folder: &Path) -> Result<Layer> {
    let file: File = toml_file::read(text)?;
    let within = |path: PathBuf| folder.join(path);
    Ok(Layer {
        against: Against::of(file.notice.map(within), file.requirements.map(within))?,
        plans: file.plans,
        exclude: file.exclude,
        force_exclude: file.force_exclude,
        lexicon: file.lexicon.map(|paths| paths.into_iter().map(within).collect()),
        review: file.review.map(within),
        baseline: file.baseline.map(within),
        strict_baseline: file.strict_baseline,
        overall: file.thresholds.overall,
        section: file.thresholds.section,
        point: file.thresholds.point,
        sections: file.thresholds.sections,
        points: file.thresholds.points,
        fail_on: value("fail-on", file.fail_on.as_deref())?,
        severity: severities(file.severity.iter().map(|(kind, level)| (kind.as_str(), level.as_str())))
            .map_err(|error| anyhow!("severity：{error}"))?,
        lang: value("lang", file.lang.as_deref())?,
    })
}

/// What a key says, if it is there.
fn value<T: FromStr<Err = String>>(key: &str, text: Option<&str>) -> Result<Option<T>> {
    text.map(str::parse).transpose().map_err(|error: String| anyhow!("{key}：{error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use yaodian_core::report::{FindingKind, ObservationKind};
    use yaodian_report::severity::Severity;

    fn error(text: &str) -> String {
        layer(text, Path::new("")).map_err(|error| format!("{error:#}")).expect_err("refused")
    }

    #[test]
    fn paths_are_taken_from_the_folder_of_the_file() {
        let text = "notice = \"a/通知.txt\"\nlexicon = [\"l.toml\"]\nbaseline = \"/b.toml\"\nfail-on = \"error\"\n\
            [thresholds]\noverall = 80\npoints = { \"3\" = 100 }\n[severity]\ncopied = \"off\"\n";
        let layer = layer(text, Path::new("../..")).expect("read");
        assert_eq!(layer.against, Some(Against::Notice(PathBuf::from("../../a/通知.txt"))));
        assert_eq!(layer.lexicon, Some(vec![PathBuf::from("../../l.toml")]));
        assert_eq!(layer.baseline, Some(PathBuf::from("/b.toml")));
        assert_eq!(layer.points.get("3").map(ToString::to_string), Some("100%".to_owned()));
        let copied = FindingKind::Remark(ObservationKind::Copied);
        assert_eq!(layer.severity.get(&copied), Some(&Severity::Off));
    }

    #[test]
    fn what_is_not_known_is_refused_with_what_was_meant() {
        assert!(error("notce = \"a\"").contains("是不是“notice”"));
        assert!(error("[thresholds]\noveral = 3").contains("是不是“overall”"));
        assert!(error("[severity]\nmising = \"error\"").contains("是不是“missing”"));
        assert!(error("[severity]\ncopied = \"fatal\"").contains("“fatal”"));
        assert!(error("[severity]\nmissing = \"off\"").contains("豁免"));
        assert!(error("[thresholds]\noverall = 101").contains("0 到 100"));
        assert!(error("notice = \"a\"\nrequirements = \"b\"").contains("不能同时"));
        assert!(error("fail-on = \"errors\"").contains("fail-on"));
        assert!(error("lang = \"fr\"").contains("zh-TW"));
    }
}
