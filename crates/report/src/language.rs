//! What the engine says, in other languages: its Chinese sentence is the key, as with gettext, and `data/sentences.toml` has
//! the others. So the engine and its JSON know one language only, and a report made yesterday can be read in any.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::LazyLock;

use serde::Deserialize;

/// A language that findings are shown in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// 简体中文, which the engine speaks.
    #[default]
    Simplified,
    /// 繁體中文.
    Traditional,
    /// English.
    English,
}

impl Language {
    /// All.
    pub const ALL: [Self; 3] = [Self::Simplified, Self::Traditional, Self::English];

    /// Its BCP 47 tag.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Simplified => "zh-CN",
            Self::Traditional => "zh-TW",
            Self::English => "en",
        }
    }

    /// Its name in itself.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Simplified => "简体",
            Self::Traditional => "繁體",
            Self::English => "English",
        }
    }

    /// The language of a tag; the first where it is none of these.
    #[must_use]
    pub fn of(tag: &str) -> Self {
        Self::ALL.into_iter().find(|language| language.tag() == tag).unwrap_or_default()
    }

    /// A sentence of the engine in this language, the words it quotes as they are; a sentence that is not known stays
    /// Chinese.
    #[must_use]
    pub fn sentence(self, message: &str) -> Cow<'_, str> {
        if self == Self::Simplified {
            return Cow::Borrowed(message);
        }
        let known = SENTENCES.iter().filter_map(|sentence| Some((sentence, sentence.words(message)?)));
        // Of those that fit, the one that leaves least to the words.
        let best = known.min_by_key(|(_, words)| words.iter().map(|word| word.len()).sum::<usize>());
        let told = best.and_then(|(sentence, words)| Some(fill(sentence.forms.get(self.tag())?, &words)));
        told.map_or(Cow::Borrowed(message), Cow::Owned)
    }
}

impl FromStr for Language {
    type Err = String;

    fn from_str(tag: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(tag));
        found.ok_or_else(|| format!("“{tag}”应为 zh-CN、zh-TW 或 en (one of zh-CN, zh-TW, en)"))
    }
}

static SENTENCES: LazyLock<Vec<Sentence>> = LazyLock::new(|| {
    #[derive(Deserialize)]
    struct File {
        sentence: Vec<BTreeMap<String, String>>,
    }
    // A test reads the file; damaged, it would leave everything Chinese.
    let file: Option<File> = toml::from_str(include_str!("../data/sentences.toml")).ok();
    file.into_iter().flat_map(|file| file.sentence).map(|forms| Sentence { forms }).collect()
});

/// A sentence in every language, by tag.
struct Sentence {
    forms: BTreeMap<String, String>,
}

impl Sentence {
    /// The words that a Chinese message has in the places of this sentence; `None` if it is another.
    fn words<'a>(&self, message: &'a str) -> Option<Vec<&'a str>> {
        let mut pieces = pieces(self.forms.get(Language::Simplified.tag())?);
        let (_, last) = pieces.pop()?;
        let mut rest = message.strip_suffix(last)?;
        let mut words = Vec::new();
        for (number, (_, piece)) in pieces.iter().enumerate() {
            if number == 0 {
                rest = rest.strip_prefix(piece)?;
            } else {
                let (word, after) = rest.split_once(piece)?;
                words.push(word);
                rest = after;
            }
        }
        if pieces.is_empty() {
            return rest.is_empty().then_some(words);
        }
        words.push(rest);
        Some(words)
    }
}

/// What stands before, between and behind the places of a form, each with the number of the place before it.
fn pieces(form: &str) -> Vec<(Option<usize>, &str)> {
    let mut parts = form.split('{');
    let mut pieces = vec![(None, parts.next().unwrap_or_default())];
    for part in parts {
        let (number, piece) = part.split_once('}').unwrap_or(("", part));
        pieces.push((number.parse().ok(), piece));
    }
    pieces
}

fn fill(form: &str, words: &[&str]) -> String {
    let filled = pieces(form).into_iter().flat_map(|(place, piece)| {
        let word = place.and_then(|place| words.get(place)).copied().unwrap_or_default();
        [word, piece]
    });
    filled.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;
    use walkdir::WalkDir;
    use yaodian_core::{Document, check, notice};
    use yaodian_text::{Lexicon, Segmenter};

    #[test]
    fn every_sentence_is_there_in_every_language_with_the_same_words() {
        assert!(SENTENCES.len() > 35);
        for sentence in SENTENCES.iter() {
            let places = |language: Language| -> BTreeSet<usize> {
                pieces(&sentence.forms[language.tag()]).into_iter().filter_map(|(place, _)| place).collect()
            };
            let own = places(Language::Simplified);
            assert_eq!(own, (0..own.len()).collect(), "{:?}", sentence.forms);
            assert!(
                Language::ALL.into_iter().all(|language| places(language) == own),
                "{:?}",
                sentence.forms
            );
        }
    }

    #[test]
    fn words_stay_as_the_documents_have_them() {
        let message = "通知要求“每季度”，计划为“每半年组织一次”，频次降低";
        let english = "The notice asks for “每季度”, the plan says “每半年组织一次”: less often";
        assert_eq!(Language::English.sentence(message), english);
        assert_eq!(Language::Traditional.sentence("计划的表述比通知的要求轻"), "計劃的表述比通知的要求輕");
        assert_eq!(Language::Simplified.sentence(message), message);
        assert_eq!(Language::English.sentence("没有这句话"), "没有这句话");
        // Quotation marks inside of the words do not end them.
        let nested = "最接近的是“落实“四个最严””，但没有说到“监管”";
        let told = "Closest comes “落实“四个最严””, but it says nothing of “监管”";
        assert_eq!(Language::English.sentence(nested), told);
    }

    #[test]
    fn whatever_is_said_of_the_fixtures_can_be_said_in_english() {
        let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures"));
        let read =
            |path: &str| Document::from_text(path, std::fs::read_to_string(folder.join(path)).unwrap());
        let requirements = notice::read(&read("notices/gansu-2020.txt"), Lexicon::builtin()).unwrap();
        let mut messages = BTreeSet::new();
        for plan in ["plans/wuwei.txt", "plans/qingyang.txt", "plans/zhangye.txt", "notices/gansu-2020.txt"] {
            let report = check(&requirements, &read(plan), Segmenter::builtin()).unwrap();
            messages.extend(report.obligations().flat_map(|one| &one.reasons).map(|it| it.message.clone()));
            messages.extend(report.observations.iter().map(|it| it.message.clone()));
            messages.extend(report.warnings.iter().map(|it| it.message.clone()));
        }
        assert!(messages.len() > 100, "{}", messages.len());
        for message in messages {
            assert_ne!(Language::English.sentence(&message), message);
        }
    }

    /// Sentences that no fixture brings about are found in the source: whatever quotes words of a document.
    #[test]
    fn every_sentence_of_the_source_is_known() {
        let mut seen = 0;
        for folder in ["verdict", "observe", "notice"] {
            let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../core/src")).join(folder);
            let files = WalkDir::new(folder).into_iter().map(Result::unwrap);
            for file in files.filter(|entry| entry.file_type().is_file()) {
                let code = std::fs::read_to_string(file.path()).unwrap();
                for literal in
                    code.split("format!(").skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"'))
                {
                    let form = literal.split('"').next().unwrap_or_default();
                    // What ends in a word of the code is put together of several sentences.
                    let chinese = form.chars().any(|character| ('一'..='龥').contains(&character));
                    if !chinese || !form.contains('“') || form.ends_with('}') {
                        continue;
                    }
                    let mut message = String::new();
                    for (number, piece) in pieces(form).into_iter().map(|(_, piece)| piece).enumerate() {
                        message.push_str(if number > 0 { "某" } else { "" });
                        message.push_str(piece);
                    }
                    seen += 1;
                    assert_ne!(Language::English.sentence(&message), message, "{form}");
                }
            }
        }
        assert!(seen > 15, "{seen}");
    }
}
