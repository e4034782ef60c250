//! `cargo xtask synth`: any number of plans that answer one notice, some of them copied from others, and who copied whom.

mod draft;
mod measure;
mod scale;
mod words;

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Serialize;

use crate::training::{self, Dice};
use draft::{Desk, Draft};

pub use measure::run as measure;
pub use scale::run as scale;

/// One plan in so many is a copy.
const COPIED: usize = 25;
/// A copyist takes from one of so many originals only, so that some are copied several times.
const ORIGINALS: usize = 60;
/// One copyist in so many takes the first plan of all, so that there is a large cluster.
const FAVOURITE: usize = 5;
/// Share of the words that a copyist changes.
const REWORDED: f64 = 0.2;

/// What a copyist does to hide what he took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Manner {
    /// Nothing at all.
    Identical,
    /// Names of city and counties are others.
    Swapped,
    /// Names, and the order of the paragraphs.
    Shuffled,
    /// Names, and a fifth of the words.
    Reworded,
    /// Names, words, order of paragraphs, and of the sentences in them.
    All,
    /// Names; half of the plan is the copyist's own.
    Half,
}

const MANNERS: [Manner; 6] =
    [Manner::Identical, Manner::Swapped, Manner::Shuffled, Manner::Reworded, Manner::All, Manner::Half];

/// A copy that was planted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Planted {
    pub original: usize,
    pub copy: usize,
    pub manner: Manner,
}

/// Plans by number; the same seed gives the same ones.
pub struct Synth {
    desk: Desk,
    seed: u64,
    plans: usize,
}

impl Synth {
    pub fn new(subject: &str, plans: usize, seed: u64) -> Result<Self> {
        Ok(Self { desk: Desk::new(training::subject(subject)?)?, seed, plans })
    }

    pub fn len(&self) -> usize {
        self.plans
    }

    /// The notice that the plans answer.
    pub fn notice(&self) -> String {
        self.desk.subject.notice("synth").text
    }

    /// Whom a plan was copied from, if it was. Originals come first in the list and are no copies.
    pub fn planted(&self, copy: usize) -> Option<Planted> {
        let number = copy / COPIED;
        (copy % COPIED == COPIED - 1).then(|| {
            let one_of = if number.is_multiple_of(FAVOURITE) { 1 } else { ORIGINALS.min(copy) };
            let mut original = self.dice("original", copy).below(one_of);
            original -= usize::from(original % COPIED == COPIED - 1);
            Planted { original, copy, manner: MANNERS[number % MANNERS.len()] }
        })
    }

    /// All copies.
    pub fn truth(&self) -> Vec<Planted> {
        (0..self.plans).filter_map(|plan| self.planted(plan)).collect()
    }

    /// The text of a plan.
    pub fn plan(&self, number: usize) -> String {
        self.draft(number).text()
    }

    fn draft(&self, number: usize) -> Draft {
        let Some(planted) = self.planted(number) else {
            return self.desk.draft(&mut self.dice("plan", number));
        };
        let mut dice = self.dice("copy", number);
        let original = self.draft(planted.original);
        let mut copy = original.clone();
        if planted.manner == Manner::Identical {
            return copy;
        }
        if matches!(planted.manner, Manner::Reworded | Manner::All) {
            copy.change(|text| self.desk.words.reworded(text, REWORDED, &mut dice));
        }
        let own = (planted.manner == Manner::Half).then(|| self.desk.draft(&mut dice));
        let (city, counties) = match &own {
            Some(own) => (own.city.clone(), own.counties.clone()),
            None => self.desk.place(&mut dice),
        };
        copy.change(|text| {
            let text = text.replace(&original.city[0], &city[0]).replace(&original.city[1], &city[1]);
            // By way of signs that no text has, as old and new counties may be the same.
            let names = || original.counties.iter().zip(&counties).enumerate();
            let marked =
                names().fold(text, |text, (n, (from, _))| text.replace(from, &format!("\u{1}{n}\u{2}")));
            names().fold(marked, |text, (n, (_, to))| text.replace(&format!("\u{1}{n}\u{2}"), to))
        });
        if matches!(planted.manner, Manner::Shuffled | Manner::All) {
            dice.shuffle(&mut copy.paragraphs);
        }
        if planted.manner == Manner::All {
            copy.paragraphs.iter_mut().for_each(|(_, sentences)| dice.shuffle(sentences));
        }
        match own {
            Some(mut own) => {
                own.paragraphs.truncate(own.paragraphs.len() / 2);
                let from = copy.paragraphs.len() / 2;
                own.paragraphs.extend(copy.paragraphs.drain(from..));
                own
            }
            None => copy,
        }
    }

    fn dice(&self, what: &str, number: usize) -> Dice {
        Dice::new(&format!("{what}-{}", self.seed), number as u64)
    }
}

/// Writes notice.txt, plans.ndjson and truth.json into a folder, and each plan as a file of plans/ if wanted.
pub fn run(subject: &str, plans: usize, seed: u64, folder: &Path, files: bool) -> Result<()> {
    let copies = write(subject, plans, seed, folder, files)?;
    println!("{plans} plans, {copies} of them copied, in {}", folder.display());
    Ok(())
}

/// The same without a word; how many are copies.
fn write(subject: &str, plans: usize, seed: u64, folder: &Path, files: bool) -> Result<usize> {
    let synth = Synth::new(subject, plans, seed)?;
    let plans_folder = folder.join("plans");
    fs::create_dir_all(if files { &plans_folder } else { folder })?;
    let write = |name: &str, text: &str| {
        fs::write(folder.join(name), text).with_context(|| folder.join(name).display().to_string())
    };
    write("notice.txt", &synth.notice())?;
    write("truth.json", &serde_json::to_string_pretty(&synth.truth())?)?;
    let mut lines = std::io::BufWriter::new(fs::File::create(folder.join("plans.ndjson"))?);
    for number in 0..plans {
        let (id, text) = (format!("{number:06}"), synth.plan(number));
        if files {
            fs::write(plans_folder.join(format!("{id}.txt")), &text)?;
        }
        serde_json::to_writer(&mut lines, &serde_json::json!({ "id": id, "text": text }))?;
        lines.write_all(b"\n")?;
    }
    lines.flush()?;
    Ok(synth.truth().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_plans() {
        let one = Synth::new("food", 60, 7).unwrap();
        let again = Synth::new("food", 60, 7).unwrap();
        let other = Synth::new("food", 60, 8).unwrap();
        assert!((0..60).all(|number| one.plan(number) == again.plan(number)));
        assert!((0..60).all(|number| one.plan(number) != other.plan(number)));
        assert!(one.truth().iter().all(|it| it.original < it.copy && one.planted(it.original).is_none()));
    }
}
