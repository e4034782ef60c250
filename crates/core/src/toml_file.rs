//! TOML files that people write: an unknown key is an error, with the key that was probably meant.

use std::fmt;

use serde::de::DeserializeOwned;

/// Keys less alike than this (Jaro-Winkler, 0 to 1) are not taken for each other.
const ALIKE: f64 = 0.7;

/// Why a file cannot be used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TomlError {
    /// Line, from 1; 0 if the place is not known.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong, as the reader of TOML says it.
    pub message: String,
    /// The key that is not known.
    pub unknown: Option<String>,
    /// The key that was probably meant.
    pub meant: Option<String>,
}

/// Reads a file; the type says with `deny_unknown_fields` that it takes no other keys.
///
/// # Errors
/// If the text is no TOML or not of the type's form.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, TomlError> {
    // A mark at the start of the file is no character that anybody counts.
    let text = text.trim_start_matches('\u{feff}');
    toml::from_str(text).map_err(|error| explain(text, &error))
}

fn explain(text: &str, error: &toml::de::Error) -> TomlError {
    let before = error.span().and_then(|span| text.get(..span.start));
    let line = before.map_or(0, |before| before.matches('\n').count() + 1);
    let column =
        before.map_or(0, |before| before.rsplit('\n').next().unwrap_or_default().chars().count() + 1);
    let message = error.message().to_owned();
    let names = names(&message);
    let (unknown, meant) = match (message.starts_with("unknown field"), names.split_first()) {
        (true, Some((unknown, known))) => (Some((*unknown).to_owned()), closest(unknown, known)),
        _ => (None, None),
    };
    TomlError { line, column, unknown, meant, message }
}

/// What serde quotes in its messages: the key that is not known, then those that are.
fn names(message: &str) -> Vec<&str> {
    message.split('`').skip(1).step_by(2).collect()
}

/// The one of `known` that a name was probably meant to be.
#[must_use]
pub fn closest(name: &str, known: &[&str]) -> Option<String> {
    let alike =
        |other: &str| strsim::jaro_winkler(&name.to_lowercase().replace('_', "-"), &other.to_lowercase());
    let best = known.iter().map(|other| (alike(other), *other)).max_by(|a, b| a.0.total_cmp(&b.0));
    best.filter(|(likeness, _)| *likeness >= ALIKE).map(|(_, other)| other.to_owned())
}

impl fmt::Display for TomlError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(formatter, "第{}行第{}列：", self.line, self.column)?;
        }
        match (&self.unknown, &self.meant) {
            (Some(unknown), Some(meant)) => {
                write!(
                    formatter,
                    "没有“{unknown}”这个键，是不是“{meant}”？(unknown key; did you mean `{meant}`?)"
                )
            }
            (Some(unknown), None) => write!(formatter, "没有“{unknown}”这个键 ({})", self.message),
            _ => write!(formatter, "内容不对 ({})", self.message.trim_end()),
        }
    }
}

impl std::error::Error for TomlError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields, rename_all = "kebab-case")]
    #[allow(dead_code)]
    struct Sample {
        fail_under: Option<f64>,
        notice: Option<String>,
    }

    fn error(text: &str) -> String {
        read::<Sample>(text).map_err(|error| error.to_string()).expect_err("an error")
    }

    #[test]
    fn an_unknown_key_is_named_with_the_one_that_was_meant() {
        let said = error("\u{feff}# 设置\n notce = \"a\"\n");
        assert!(said.starts_with("第2行第2列：没有“notce”这个键，是不是“notice”？"), "{said}");
        assert!(error("fail_under = 3").contains("是不是“fail-under”"));
        let said = error("colour = 3");
        assert!(said.contains("“colour”") && said.contains("`notice`") && !said.contains("是不是"), "{said}");
    }

    #[test]
    fn other_faults_keep_the_reader_s_words_and_place() {
        let said = error("fail-under = \"x\"");
        assert!(said.starts_with("第1行第14列：内容不对 (invalid type"), "{said}");
    }
}
