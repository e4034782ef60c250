//! What the editor sets: `initializationOptions`, and later `workspace/didChangeConfiguration`.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

/// The name under which editors send the settings of this server.
const SECTION: &str = "yaodian";

/// What plans are to be checked against. Paths are relative to the folder that the editor has open.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// The notice.
    pub notice: Option<PathBuf>,
    /// A requirements file instead of the notice.
    pub requirements: Option<PathBuf>,
    /// Lexicon files of the user.
    pub lexicon: Vec<PathBuf>,
}

impl Options {
    /// Reads what the editor sent: the settings themselves, or an object that holds them under `yaodian`.
    ///
    /// # Errors
    /// A sentence for the user, if a key is unknown or a value of the wrong kind.
    pub fn read(value: &Value) -> Result<Self, String> {
        let own = value.get(SECTION).unwrap_or(value);
        if own.is_null() {
            return Ok(Self::default());
        }
        Self::deserialize(own).map_err(|error| {
            format!("要点：编辑器给的设置不对，应为 notice、requirements、lexicon (wrong settings): {error}")
        })
    }

    /// The same with all paths below `root`, where they are not absolute.
    #[must_use]
    pub fn below(self, root: Option<&Path>) -> Self {
        let Some(root) = root else { return self };
        Self {
            notice: self.notice.map(|path| root.join(path)),
            requirements: self.requirements.map(|path| root.join(path)),
            lexicon: self.lexicon.iter().map(|path| root.join(path)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn settings_are_read_with_or_without_their_section() {
        let wanted = Options { notice: Some("a.txt".into()), ..Options::default() };
        assert_eq!(Options::read(&json!({ "notice": "a.txt" })), Ok(wanted.clone()));
        assert_eq!(Options::read(&json!({ "yaodian": { "notice": "a.txt" } })), Ok(wanted.clone()));
        assert_eq!(Options::read(&Value::Null), Ok(Options::default()));
        let below = wanted.below(Some(Path::new("/work"))).notice;
        assert_eq!(below.as_deref(), Some(Path::new("/work/a.txt")));
    }

    #[test]
    fn an_unknown_setting_is_named() {
        let error = Options::read(&json!({ "notce": "a.txt" })).expect_err("unknown");
        assert!(error.contains("`notce`") && error.contains("`notice`"), "{error}");
    }
}
