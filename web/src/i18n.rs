//! The words of the page in three languages, from `locales/*.ftl` (Fluent). Sentences of the engine have theirs in
//! `yaodian-report`.

use std::rc::Rc;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;
use yew::{AttrValue, hook, use_context};

pub use yaodian_report::Language;

/// The words of a language, as Fluent.
fn source(language: Language) -> &'static str {
    match language {
        Language::Simplified => include_str!("../locales/zh-CN.ftl"),
        Language::Traditional => include_str!("../locales/zh-TW.ftl"),
        Language::English => include_str!("../locales/en.ftl"),
    }
}

/// The words of one language.
#[derive(Clone)]
pub struct Words {
    language: Language,
    bundle: Rc<FluentBundle<FluentResource>>,
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.language == other.language
    }
}

impl Words {
    /// Reads the words of a language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new(vec![tag]);
        // Marks of direction around every argument would stand in what people copy.
        bundle.set_use_isolating(false);
        // A file with a fault gives what it holds beside the fault; a test rules faults out.
        let resource =
            FluentResource::try_new(source(language).to_owned()).unwrap_or_else(|(resource, _)| resource);
        let _ = bundle.add_resource(resource);
        Self { language, bundle: Rc::new(bundle) }
    }

    /// The words of a key; the key itself where there are none, so that it is seen.
    #[must_use]
    pub fn get(&self, key: &str) -> AttrValue {
        self.format(key, None)
    }

    /// The words of a key with arguments put in.
    #[must_use]
    pub fn with(&self, key: &str, arguments: &[(&'static str, Value<'_>)]) -> AttrValue {
        let mut given = FluentArgs::new();
        for (name, value) in arguments {
            match value {
                Value::Text(text) => given.set(*name, *text),
                Value::Count(count) => given.set(*name, FluentValue::from(*count as f64)),
            }
        }
        self.format(key, Some(&given))
    }

    /// A sentence of the engine.
    #[must_use]
    pub fn said(&self, message: &str) -> AttrValue {
        AttrValue::from(self.language.sentence(message).into_owned())
    }

    fn format(&self, key: &str, arguments: Option<&FluentArgs<'_>>) -> AttrValue {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return AttrValue::from(key.to_owned());
        };
        AttrValue::from(self.bundle.format_pattern(pattern, arguments, &mut Vec::new()).into_owned())
    }
}

/// An argument.
#[derive(Debug, Clone, Copy)]
pub enum Value<'a> {
    /// Words.
    Text(&'a str),
    /// A number.
    Count(usize),
}

/// The words of the language in use.
#[hook]
pub fn use_words() -> Words {
    use_context().unwrap_or_else(|| Words::new(Language::default()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    /// Every message with the names of its arguments.
    fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
        let source = source(language);
        assert!(FluentResource::try_new(source.to_owned()).is_ok(), "{}", language.tag());
        let lines =
            source.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(" = "));
        lines
            .map(|(key, text)| {
                let arguments = text.split("{ $").skip(1).map(|part| {
                    part.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_owned()
                });
                (key.to_owned(), arguments.collect())
            })
            .collect()
    }

    #[test]
    fn every_language_has_every_message_with_the_same_arguments() {
        let simplified = messages(Language::Simplified);
        assert!(simplified.len() > 60, "{}", simplified.len());
        for language in [Language::Traditional, Language::English] {
            assert_eq!(messages(language), simplified, "{}", language.tag());
        }
    }

    #[test]
    fn every_key_in_the_code_has_words_and_every_message_is_used() {
        let known = messages(Language::Simplified);
        let mut code = String::new();
        read(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut code);
        for call in ["words.get(\"", "words.with(\"", "key: \""] {
            for key in code.split(call).skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(known.contains_key(key), "no words for {key}");
            }
        }
        for key in known.keys() {
            assert!(code.contains(&format!("\"{key}\"")), "{key} is used nowhere");
        }
    }

    fn read(folder: &std::path::Path, code: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                read(&path, code);
            } else {
                code.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
    }
}
