//! Packs the files of `lexicon/` into one, and the segmenter's word list, so that the program parses neither at its start.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::{env, error::Error, fs};

#[allow(dead_code)]
#[path = "src/lexicon/anchor.rs"]
mod anchor;
#[allow(dead_code)]
#[path = "src/lexicon/data.rs"]
mod data;
#[allow(dead_code)]
#[path = "src/lexicon/pack.rs"]
mod pack;
#[path = "src/pattern"]
mod pattern {
    #[allow(dead_code)]
    pub mod expression;
}
#[allow(dead_code)]
#[path = "src/trie.rs"]
mod trie;

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let list = read(&root.join("dict/words.txt"))?;
    let words = words(&list)?;
    fs::write(out.join("dictionary.bin"), dictionary(&words))?;
    fs::write(out.join("lexicon.bin"), lexicon(&root.join("lexicon"), &words)?)?;
    Ok(())
}

/// The lexicon as the program reads it.
fn lexicon(folder: &Path, words: &HashMap<&str, u32>) -> Result<Vec<u8>, Box<dyn Error>> {
    println!("cargo:rerun-if-changed={}", folder.display());
    let mut all = data::LexiconData::default();
    for path in toml_files(folder)? {
        all.append(toml::from_str(&read(&path)?).map_err(|error| format!("{}: {error}", path.display()))?);
    }
    let patterns = all.groups.iter().flat_map(|group| &group.patterns);
    for source in patterns.chain(all.markers.iter().flat_map(|marker| &marker.patterns)) {
        pattern::expression::Expression::parse(source).map_err(|error| format!("{source}: {error}"))?;
    }
    let mut terms: Vec<&str> = all.terms().collect();
    terms.sort_unstable();
    terms.dedup();
    let own =
        terms.into_iter().filter(|term| pack::is_word_of_its_own(term, |word| words.contains_key(word)));
    Ok(pack::pack(&all, own.count() as u32)?)
}

/// The word list as the program reads it: the words, then their frequencies.
fn dictionary(words: &HashMap<&str, u32>) -> Vec<u8> {
    let (mut packed, order) = trie::pack(words.keys().copied());
    order.iter().for_each(|word| trie::write(words[word], &mut packed));
    packed
}

/// The lines of the word list: a word and its frequency.
fn words(list: &str) -> Result<HashMap<&str, u32>, Box<dyn Error>> {
    let mut words = HashMap::new();
    for (number, line) in list.lines().enumerate() {
        let entry = line.split_once(' ').and_then(|(word, count)| Some((word, count.parse().ok()?)));
        let (word, count) = entry.ok_or_else(|| format!("dict/words.txt, line {}: {line}", number + 1))?;
        words.insert(word, count);
    }
    Ok(words)
}

fn read(path: &Path) -> Result<String, Box<dyn Error>> {
    println!("cargo:rerun-if-changed={}", path.display());
    Ok(fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?)
}

fn toml_files(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.append(&mut toml_files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
