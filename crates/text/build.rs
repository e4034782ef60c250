//! Packs the files of `lexicon/` into one, so that the program does not parse TOML at every start.

use std::path::{Path, PathBuf};
use std::{env, error::Error, fs};

#[allow(dead_code)]
#[path = "src/lexicon/anchor.rs"]
mod anchor;
#[allow(dead_code)]
#[path = "src/lexicon/data.rs"]
mod data;

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("lexicon");
    println!("cargo:rerun-if-changed={}", root.display());
    let mut all = data::LexiconData::default();
    for path in toml_files(&root)? {
        println!("cargo:rerun-if-changed={}", path.display());
        let text = fs::read_to_string(&path)?;
        let mut file: data::LexiconData =
            toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        // Notes and examples are for people and tests; they need not travel with the program.
        for group in &mut file.groups {
            group.note.clear();
            group.same.clear();
            group.not = None;
        }
        file.bodies.iter_mut().for_each(|body| body.note.clear());
        for marker in &mut file.markers {
            marker.note.clear();
            marker.hit.clear();
            marker.miss.clear();
        }
        all.append(file);
    }
    let anchors: Vec<Vec<Vec<String>>> = all.patterns().map(anchor::anchors).collect();
    let packed = postcard::to_allocvec(&(all, anchors))?;
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("lexicon.postcard"), packed)?;
    Ok(())
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
