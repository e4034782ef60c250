//! Settings in environment variables, `YAODIAN_…`.

use std::ffi::OsString;
use std::path::PathBuf;
use std::str::FromStr;

use anyhow::{Result, anyhow, bail};

use super::layer::{Against, Layer};

/// Every variable, with what it is for.
pub const VARIABLES: [(&str, &str); 13] = [
    ("YAODIAN_CONFIG", "--config"),
    ("YAODIAN_NOTICE", "--notice"),
    ("YAODIAN_REQUIREMENTS", "--requirements"),
    ("YAODIAN_LEXICON", "--lexicon"),
    ("YAODIAN_REVIEW", "--review"),
    ("YAODIAN_BASELINE", "--baseline"),
    ("YAODIAN_STRICT_BASELINE", "--strict-baseline"),
    ("YAODIAN_FORCE_EXCLUDE", "--force-exclude"),
    ("YAODIAN_FAIL_UNDER", "--fail-under"),
    ("YAODIAN_FAIL_UNDER_SECTION", "--fail-under-section"),
    ("YAODIAN_FAIL_UNDER_POINT", "--fail-under-point"),
    ("YAODIAN_FAIL_ON", "--fail-on"),
    ("YAODIAN_LANG", "--lang"),
];

/// The environment, or what stands for it.
pub struct Environment<F>(pub F);

impl<F: Fn(&str) -> Option<OsString>> Environment<F> {
    /// The settings file to use instead of the one that is found.
    pub fn config(&self) -> Option<PathBuf> {
        self.path("YAODIAN_CONFIG")
    }

    /// The settings.
    pub fn layer(&self) -> Result<Layer> {
        let lexicon = self.get("YAODIAN_LEXICON").map(|paths| std::env::split_paths(&paths).collect());
        Ok(Layer {
            against: Against::of(self.path("YAODIAN_NOTICE"), self.path("YAODIAN_REQUIREMENTS"))
                .map_err(|error| anyhow!("环境变量 (environment) YAODIAN_…：{error}"))?,
            lexicon,
            review: self.path("YAODIAN_REVIEW"),
            baseline: self.path("YAODIAN_BASELINE"),
            strict_baseline: self.switch("YAODIAN_STRICT_BASELINE")?,
            force_exclude: self.switch("YAODIAN_FORCE_EXCLUDE")?,
            overall: self.read("YAODIAN_FAIL_UNDER")?,
            section: self.read("YAODIAN_FAIL_UNDER_SECTION")?,
            point: self.read("YAODIAN_FAIL_UNDER_POINT")?,
            fail_on: self.read("YAODIAN_FAIL_ON")?,
            lang: self.read("YAODIAN_LANG")?,
            ..Layer::default()
        })
    }

    /// What a variable holds; an empty one is as good as none.
    fn get(&self, name: &str) -> Option<OsString> {
        debug_assert!(VARIABLES.iter().any(|(known, _)| *known == name), "{name} is not listed");
        (self.0)(name).filter(|value| !value.is_empty())
    }

    fn path(&self, name: &str) -> Option<PathBuf> {
        self.get(name).map(PathBuf::from)
    }

    fn read<T: FromStr<Err = String>>(&self, name: &str) -> Result<Option<T>> {
        let value = self.get(name).map(|value| value.to_string_lossy().into_owned());
        let read = value.map(|value| value.parse());
        read.transpose().map_err(|error: String| anyhow!("环境变量 (environment) {name}：{error}"))
    }

    fn switch(&self, name: &str) -> Result<Option<bool>> {
        Ok(match self.get(name).as_ref().map(|value| value.to_string_lossy().to_lowercase()).as_deref() {
            None => None,
            Some("1" | "true" | "yes" | "on") => Some(true),
            Some("0" | "false" | "no" | "off") => Some(false),
            Some(_) => bail!("环境变量 (environment) {name}：应为 1 或 0 (1 or 0)"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::layer::FailOn;
    use yaodian_report::Language;

    fn layer(pairs: &[(&str, &str)]) -> Result<Layer> {
        let get = |name: &str| pairs.iter().find(|(own, _)| *own == name).map(|(_, value)| value.into());
        Environment(get).layer()
    }

    #[test]
    fn variables_are_settings_and_empty_ones_are_none() {
        let read = layer(&[
            ("YAODIAN_FAIL_UNDER", "80"),
            ("YAODIAN_FAIL_ON", "never"),
            ("YAODIAN_LANG", "en"),
            ("YAODIAN_STRICT_BASELINE", "1"),
            ("YAODIAN_NOTICE", ""),
        ])
        .expect("read");
        let wanted = Layer {
            overall: "80".parse().ok(),
            fail_on: Some(FailOn::Never),
            lang: Some(Language::English),
            strict_baseline: Some(true),
            ..Layer::default()
        };
        assert_eq!(read, wanted);
    }

    #[test]
    fn a_bad_one_is_named() {
        for (name, value) in
            [("YAODIAN_FAIL_UNDER", "x"), ("YAODIAN_STRICT_BASELINE", "maybe"), ("YAODIAN_LANG", "fr")]
        {
            let error = layer(&[(name, value)]).expect_err("refused").to_string();
            assert!(error.contains(name), "{error}");
        }
        let both = layer(&[("YAODIAN_NOTICE", "a"), ("YAODIAN_REQUIREMENTS", "b")]);
        assert!(both.expect_err("refused").to_string().contains("不能同时"));
    }
}
