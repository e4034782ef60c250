//! Expressions match what the regex crate says that they match.

#![allow(clippy::disallowed_methods)] // tests read fixtures

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use regex::Regex;
use yaodian_text::lexicon::LexiconData;
use yaodian_text::pattern::{Pattern, PatternError};

type Groups = Vec<Option<(usize, usize)>>;

/// Every match with its groups, by both.
fn both(source: &str, text: &str) -> (Vec<Groups>, Vec<Groups>) {
    let (own, theirs) = (Pattern::new(source).expect(source), Regex::new(source).expect(source));
    let own = own
        .captures_iter(text)
        .map(|found| found.iter().map(|group| group.map(|it| (it.start(), it.end()))).collect());
    let theirs = theirs
        .captures_iter(text)
        .map(|found| found.iter().map(|group| group.map(|it| (it.start(), it.end()))).collect());
    (own.collect(), theirs.collect())
}

/// An expression made of few characters, so that it often matches.
fn expression() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("a"),
        Just("食"),
        Just("ab"),
        Just("食品"),
        Just("."),
        Just("[a食]"),
        Just("[^b]"),
        Just("[一-龥]"),
        Just(r"\d"),
        Just("^"),
        Just("$"),
        Just(r"\b"),
        Just(r"\B"),
        Just("(?m:^)"),
        Just("(?i:A)"),
        Just("")
    ]
    .prop_map(str::to_owned);
    leaf.prop_recursive(4, 24, 4, |inner| {
        let times = prop_oneof![
            Just("*"),
            Just("+"),
            Just("?"),
            Just("*?"),
            Just("+?"),
            Just("??"),
            Just("{2}"),
            Just("{1,3}"),
            Just("{0,2}?"),
            Just("{2,}")
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(|parts| parts.concat()),
            prop::collection::vec(inner.clone(), 1..4).prop_map(|parts| format!("(?:{})", parts.join("|"))),
            inner.clone().prop_map(|part| format!("({part})")),
            (inner, times).prop_map(|(part, times)| format!("(?:{part}){times}")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn any_expression_matches_the_same(source in expression(), text in "[ab食品7 \n]{0,12}") {
        let (own, theirs) = both(&source, &text);
        prop_assert_eq!(own, theirs, "{} in {:?}", source, text);
        let own = Pattern::new(&source).expect("parsed above");
        let theirs = Regex::new(&source).expect("parsed above");
        prop_assert_eq!(own.is_match(&text), theirs.is_match(&text));
        prop_assert_eq!(own.find(&text).map(|it| it.range()), theirs.find(&text).map(|it| it.range()));
        prop_assert_eq!(
            own.find_iter(&text).map(|it| it.range()).collect::<Vec<_>>(),
            theirs.find_iter(&text).map(|it| it.range()).collect::<Vec<_>>()
        );
    }
}

#[test]
fn an_expression_of_the_lexicon_matches_the_same_in_every_sentence_of_the_fixtures() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut lexicon = LexiconData::default();
    let mut texts = String::new();
    for path in files(&root.join("lexicon")) {
        lexicon.append(toml::from_str(&fs::read_to_string(path).expect("readable")).expect("a lexicon file"));
    }
    for path in
        files(&root.join("../../fixtures/gold/cases")).iter().filter(|path| path.ends_with("plan.txt"))
    {
        texts.push_str(&fs::read_to_string(path).expect("readable"));
    }
    let groups = lexicon.groups.iter().flat_map(|group| &group.patterns);
    let markers = lexicon.markers.iter().flat_map(|marker| &marker.patterns);
    let (mut patterns, mut matches) = (0, 0);
    for source in groups.chain(markers) {
        let (own, theirs) = (Pattern::new(source).expect(source), Regex::new(source).expect(source));
        let own: Vec<_> = own.find_iter(&texts).map(|found| found.range()).collect();
        let theirs: Vec<_> = theirs.find_iter(&texts).map(|found| found.range()).collect();
        assert_eq!(own, theirs, "{source}");
        patterns += 1;
        matches += own.len();
    }
    assert!(patterns > 1000 && matches > 500, "{matches} matches of {patterns} patterns");
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { out.extend(files(&path)) } else { out.push(path) }
    }
    out.sort();
    out
}

#[test]
fn groups_are_found_by_name_and_number() {
    let pattern = Pattern::new("(?P<n>[0-9]+)(?:年)(?P<unit>月)?").expect("an expression");
    let found = pattern.captures_iter("共12年").next().expect("a match");
    assert_eq!((&found["n"], &found[1], &found["unit"]), ("12", "12", ""));
    assert!(found.name("unit").is_none() && found.name("other").is_none());
}

#[test]
fn what_may_be_empty_is_repeated_as_the_regex_crate_does() {
    for source in
        ["(?:(?:.)*?)*", "(?:a*?)*b?", "(a?)*?", "(?:(?:a|b*)*)+", "(?:^|a)*?b", "((a*)+)*", "(?:a??)+a"]
    {
        for text in ["", "食", "aab", "bba食a"] {
            let (own, theirs) = both(source, text);
            assert_eq!(own, theirs, "{source} in {text}");
        }
    }
}

#[test]
fn nested_repetitions_end() {
    let text = "局".repeat(5_000);
    let pattern = Pattern::new("^(?:[一-龥]{1,18}(?:局|局局)[、]*)+$").expect("an expression");
    assert!(pattern.is_match(&text));
    assert!(!pattern.is_match(&format!("{text}。")));
    assert!(!Pattern::new("(?:食*)*品").expect("an expression").is_match(&"食".repeat(3_000)));
}

#[test]
fn what_is_wrong_is_told() {
    assert!(matches!(Pattern::new("(食"), Err(PatternError::Syntax(_))));
    assert_eq!(Pattern::new("(?:(?:食品){1000}){1000}").map(|_| ()), Err(PatternError::TooLarge));
}
