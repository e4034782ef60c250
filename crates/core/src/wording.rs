//! Words that the engine knows by themselves: `crates/core/data/wording.toml`, which says what each list is.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::data::{self, ends_with};

/// The lists.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wording {
    causes: Vec<String>,
    light: Vec<String>,
    deliverables: Vec<String>,
    emphasis: Vec<String>,
    tasks: Vec<String>,
    bodies: String,
    titles: Vec<String>,
    /// What is wrong is called so.
    pub(crate) ills: Vec<String>,
    levels: String,
    level_words: String,
}

impl Wording {
    pub(crate) fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Wording> =
            LazyLock::new(|| data::read(include_str!("../data/wording.toml")));
        &BUILTIN
    }

    /// Whether a word makes somebody act.
    pub(crate) fn causes(&self, word: &str) -> bool {
        has(&self.causes, word)
    }

    /// Whether a word is an action that does not say yet what is done.
    pub(crate) fn is_light(&self, word: &str) -> bool {
        has(&self.light, word)
    }

    /// Whether a word names a thing that work makes.
    pub(crate) fn is_deliverable(&self, word: &str) -> bool {
        ends_with(word, &self.deliverables)
    }

    /// Whether a word only lends weight to others.
    pub(crate) fn is_emphasis(&self, word: &str) -> bool {
        has(&self.emphasis, word)
    }

    /// Whether a cell of a table begins as one that asks for something.
    pub(crate) fn asks(&self, cell: &str) -> bool {
        let mut behind = self.tasks.iter().filter_map(|task| cell.strip_prefix(task.as_str()));
        behind.any(|rest| !rest.starts_with(|sign| self.bodies.contains(sign)))
    }

    /// Whether a line ends as titles of documents do.
    pub(crate) fn is_title(&self, line: &str) -> bool {
        ends_with(line, &self.titles)
    }

    /// The name of a document without the level before it.
    pub(crate) fn without_level<'a>(&self, name: &'a str) -> &'a str {
        name.trim_start_matches(|sign| self.levels.contains(sign))
    }

    /// Whether a word only names levels and their offices.
    pub(crate) fn is_level(&self, word: &str) -> bool {
        word.chars().all(|sign| self.level_words.contains(sign))
    }
}

fn has(list: &[String], word: &str) -> bool {
    list.iter().any(|own| own == word)
}

#[cfg(test)]
mod tests {
    use super::Wording;

    #[test]
    fn the_lists_tell_words_apart() {
        let wording = Wording::builtin();
        assert!(wording.causes("督促") && !wording.causes("开展"));
        assert!(wording.is_light("开展") && !wording.is_light("检查"));
        assert!(wording.is_deliverable("责任清单") && !wording.is_deliverable("清单式"));
        assert!(wording.is_emphasis("健全") && !wording.is_emphasis("培训"));
        assert!(wording.is_title("2020年食品安全工作要点") && !wording.is_title("天水市人民政府"));
        assert_eq!(wording.without_level("省食品安全办法"), "食品安全办法");
        assert!(wording.is_level("各县区") && !wording.is_level("县级医院"));
    }
}
