//! Every entry of the lexicon keeps what its own examples promise.

#![allow(clippy::disallowed_methods)] // tests read fixtures

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use yaodian_text::lexicon::{Lexicon, LexiconData, MarkerKind, concept_numbers, read_entries};
use yaodian_text::{Segmenter, Token};

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).expect("lexicon folder") {
        let path = entry.expect("entry").path();
        if path.is_dir() { out.extend(files(&path)) } else { out.push(path) }
    }
    out.sort();
    out
}

fn entries() -> Vec<(String, LexiconData)> {
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicon"))
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).expect("readable");
            let data = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            (path.display().to_string(), data)
        })
        .collect()
}

#[test]
fn ids_are_unique_and_nothing_is_empty() {
    let mut seen: HashMap<String, String> = HashMap::new();
    let mut expressions = 0;
    for (file, data) in entries() {
        let groups = data.groups.iter().map(|group| (&group.id, &group.terms));
        for (id, terms) in groups.chain(data.bodies.iter().map(|body| (&body.id, &body.names))) {
            assert!(
                !terms.is_empty() && terms.iter().all(|term| !term.trim().is_empty()),
                "{file}: {id} has an empty term"
            );
            expressions += terms.len();
            if let Some(other) = seen.insert(id.clone(), file.clone()) {
                panic!("{id} stands in {other} and in {file}");
            }
        }
    }
    assert!(expressions > 15_000, "only {expressions} expressions");
}

#[test]
fn both_examples_of_a_group_stand_for_it_and_the_counter_example_does_not() {
    let segmenter = Segmenter::builtin();
    let mut wrong = Vec::new();
    let mut checked = 0;
    let mut all = LexiconData::default();
    entries().into_iter().for_each(|(_, data)| all.append(data));
    let mut numbers = concept_numbers(&all).into_iter();
    for (file, data) in entries() {
        for (group, concept) in data.groups.iter().zip(numbers.by_ref()) {
            let stands = |token: &Token| {
                token.patterns.contains(&concept)
                    || token.concepts.iter().any(|found| found.concept() == concept)
            };
            for phrase in &group.same {
                checked += 1;
                if !segmenter.tokens(phrase).iter().any(stands) {
                    wrong.push(format!("{file}: {} does not see itself in {phrase}", group.id));
                }
            }
            // A near expression may stand in the counter-example: it is near, not the same.
            let is = |token: &Token| {
                token.patterns.contains(&concept)
                    || token.concepts.iter().any(|found| {
                        found.concept() == concept
                            && found.strength() == yaodian_text::lexicon::Strength::Full
                    })
            };
            if let Some(phrase) = group.not.as_ref().filter(|phrase| segmenter.tokens(phrase).iter().any(is))
            {
                wrong.push(format!("{file}: {} sees itself in its counter-example {phrase}", group.id));
            }
        }
    }
    assert!(checked > 4000, "only {checked} examples");
    assert!(wrong.is_empty(), "{} of {checked}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn markers_fire_where_they_should_and_nowhere_else() {
    let mut wrong = Vec::new();
    for (file, data) in entries() {
        for marker in &data.markers {
            let mut own = marker.clone();
            own.hit.clear();
            own.miss.clear();
            let alone = Lexicon::from_data(&LexiconData { markers: vec![own], ..LexiconData::default() })
                .expect("a marker");
            for sentence in &marker.hit {
                if alone.markers_in(sentence).is_empty() {
                    wrong.push(format!("{file}: “{}” misses {sentence}", marker.note));
                }
            }
            for sentence in &marker.miss {
                if !alone.markers_in(sentence).is_empty() {
                    wrong.push(format!("{file}: “{}” fires in {sentence}", marker.note));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_example_of_a_sector_tells_it_and_the_counter_example_does_not() {
    let mut wrong = Vec::new();
    let (mut sectors, mut words) = (0, 0);
    for (file, data) in entries() {
        for sector in data.sectors {
            (sectors, words) = (sectors + 1, words + sector.telling().count());
            let tells = |sentence: &str| told(Lexicon::builtin(), sentence).contains(&sector.id.as_str());
            if !sector.same.as_deref().is_some_and(tells) {
                wrong.push(format!("{file}: {} is not told by {:?}", sector.id, sector.same));
            }
            if sector.not.as_deref().is_none_or(tells) {
                wrong.push(format!("{file}: {} is told by {:?}", sector.id, sector.not));
            }
            let unheard = sector.telling().map(|(word, _)| word).filter(|word| !tells(word));
            wrong.extend(unheard.map(|word| format!("{file}: {} is not told by {word} alone", sector.id)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(sectors >= 120 && words >= 7000, "only {words} words of {sectors} sectors");
}

#[test]
fn a_sector_is_told_by_whole_words_or_the_ends_of_words_and_by_the_longest() {
    let told = |text| told(Lexicon::builtin(), text);
    assert_eq!(told("排查燃气管道占压隐患"), ["gas"]);
    assert_eq!(told("排查供水管道占压隐患"), ["water-supply"]);
    assert_eq!(told("开展检查，加强督促"), [""; 0]);
    // 高校 is no word of it.
    assert_eq!(told("高校"), ["vocational-higher"]);
    assert_eq!(told("提高校园周边巡查频次"), told("校园"));
    for (text, sector) in [
        ("发展旅游业", "tourism"),
        ("保障残疾人权益", "disability"),
        ("推广中医药", "tcm"),
        ("保护未成年人", "women-children"),
        ("抓招商引资", "investment"),
        ("检查危险化学品企业", "danger-chem"),
        ("关爱退役军人", "veterans"),
    ] {
        assert!(told(text).contains(&sector), "{text}: {:?}", told(text));
    }
}

#[test]
fn a_user_s_file_adds_words_to_a_sector_and_sectors_of_its_own() {
    let toml = "[[sector]]\nid = \"gas\"\nname = \"x\"\nwords = [\"甲乙丙\"]\n\
                [[sector]]\nid = \"own\"\nname = \"自己的\"\nwords = [\"丁戊己\"]\n";
    let lexicon = read_entries(toml).and_then(|own| Lexicon::with(&own)).expect("a lexicon file");
    assert_eq!(told(&lexicon, "甲乙丙、丁戊己和燃气"), ["gas", "own", "gas"]);
}

/// The ids of the sectors that a text tells.
fn told<'a>(lexicon: &'a Lexicon, text: &str) -> Vec<&'a str> {
    let tokens = Segmenter::builtin().tokens(text);
    lexicon.sectors_in(text, &tokens).iter().map(|hit| lexicon.sector_id(hit.sector)).collect()
}

#[test]
fn a_user_s_file_adds_to_the_lexicon_and_mistakes_are_told() {
    let toml = "[[group]]\nid = \"own\"\nnote = \"x\"\nkind = \"thing\"\nterms = [\"甲乙丙\", \"丁戊己\"]\n";
    let with = |toml: &str| read_entries(toml).and_then(|own| Lexicon::with(&own));
    let lexicon = with(toml).expect("a lexicon file");
    let concepts = |term: &str| lexicon.concepts_of(term).collect::<Vec<_>>();
    assert_eq!(concepts("甲乙丙"), concepts("丁戊己"));
    assert!(!concepts("甲乙丙").is_empty());
    assert!(with(&toml.replace("kind", "kindd")).is_err());
    let pattern = format!("{toml}patterns = [\"(\"]\n");
    assert!(with(&pattern).expect_err("a broken pattern").to_string().contains("bad pattern"));
}

#[test]
fn there_are_all_provinces_and_prefectures() {
    let places = entries().into_iter().flat_map(|(_, data)| data.provinces).collect::<Vec<_>>();
    assert_eq!(places.len(), 34);
    assert!(places.iter().map(|province| province.prefectures.len()).sum::<usize>() >= 333);
    let found = Lexicon::builtin().places().find("临夏州与兰州市协作");
    assert_eq!(found.len(), 2);
    assert_eq!(Lexicon::builtin().places().name(found[0].1), "临夏回族自治州");
    let hits = Lexicon::builtin().markers_in("今年暂不开展第三方评估");
    assert!(hits.iter().any(|hit| hit.kind == MarkerKind::Negated));
}
