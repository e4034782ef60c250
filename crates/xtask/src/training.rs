//! Labelled plans put together from the texts of `fixtures/training`: many more than anybody would label by hand.
//!
//! Each file holds a notice and, for every obligation, sentences that cover it, weaken it, contradict it or only sound like
//! it. A plan is made by choosing one for each, grouping and ordering them as an office would. Nothing is judged by these
//! plans; they only help to fit the model.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde::Deserialize;
use yaodian_text::Lexicon;

use crate::gold::{Case, GoldNotice, GoldObligation, Label};
use crate::lexicon;

/// Plans made from each file: one of each manner.
const MANNERS: [Manner; 4] = [Manner::Close, Manner::Mixed, Manner::Free, Manner::Table];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    pub title: String,
    pub province: String,
    pub city: String,
    year: u16,
    initiatives: Vec<String>,
    background: Vec<String>,
    #[serde(rename = "point")]
    pub points: Vec<Point>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    section: String,
    title: String,
    pub heading: String,
    #[serde(rename = "obligation")]
    pub obligations: Vec<Obligation>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Obligation {
    text: String,
    #[serde(default)]
    tail: String,
    covered: Vec<String>,
    /// Each with the deciding words.
    weakened: Vec<(String, String)>,
    #[serde(default)]
    conflicting: Vec<(String, String)>,
    distractor: Vec<String>,
}

/// How an office writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Near the notice's words, point by point.
    Close,
    /// Some near, some far; points merged.
    Mixed,
    /// Far from the notice's words, in another order.
    Free,
    /// Rows of a table.
    Table,
}

/// An obligation with the sentences that cover it and those that only sound alike.
pub struct Sample {
    pub text: String,
    pub covered: Vec<String>,
    pub distractors: Vec<String>,
}

/// The samples of every file, by its name.
pub fn samples() -> Result<Vec<(String, Vec<Sample>)>> {
    let of = |subject: Subject| {
        let obligations = subject.points.into_iter().flat_map(|point| point.obligations);
        obligations
            .map(|it| Sample { text: it.text, covered: it.covered, distractors: it.distractor })
            .collect()
    };
    Ok(subjects()?.into_iter().map(|(name, subject)| (name, of(subject))).collect())
}

/// For subjects whose texts were read when the lexicon was extended: the name of the notice, and the lexicon without the
/// groups that came of it. To a model fitted with these groups every new notice would look worse than it is.
pub fn lexicons() -> Result<Vec<(String, Lexicon)>> {
    let path = crate::root().join("fixtures/mined.toml");
    let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let mined: BTreeMap<String, Vec<String>> =
        toml::from_str(&text).with_context(|| path.display().to_string())?;
    let mut out = Vec::new();
    for (prefix, subjects) in mined {
        let start = format!("{prefix}-");
        for subject in subjects {
            let lexicon = lexicon::without(|id| id.starts_with(&start))?;
            out.push((notice_name(&subject), lexicon));
        }
    }
    Ok(out)
}

fn notice_name(subject: &str) -> String {
    format!("training-{subject}")
}

/// The plans made from every file of the folder, with their labels.
pub fn cases() -> Result<Vec<Case>> {
    let mut cases = Vec::new();
    for (name, subject) in subjects()? {
        let notice = subject.notice(&name);
        for (number, manner) in MANNERS.into_iter().enumerate() {
            let mut dice = Dice::new(&name, number as u64);
            cases.push(subject.plan(&name, &notice, manner, &mut dice));
        }
    }
    Ok(cases)
}

/// The subject of one file.
pub fn subject(name: &str) -> Result<Subject> {
    let mut all = subjects()?;
    let names: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
    let index = names.iter().position(|known| *known == name);
    let index = index
        .with_context(|| format!("no subject {name} in fixtures/training; there are {}", names.join(", ")))?;
    Ok(all.swap_remove(index).1)
}

fn subjects() -> Result<Vec<(String, Subject)>> {
    let folder = crate::root().join("fixtures/training");
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .with_context(|| folder.display().to_string())?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|ext| ext == "toml"))
        .collect();
    files.sort();
    let mut subjects = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        let subject: Subject = toml::from_str(&text).with_context(|| file.display().to_string())?;
        anyhow::ensure!(
            subject.title.contains(&subject.year.to_string()),
            "{}: the title is not of the year {}",
            file.display(),
            subject.year
        );
        let name = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        subjects.push((name, subject));
    }
    Ok(subjects)
}

impl Subject {
    /// The notice with its obligations.
    pub fn notice(&self, name: &str) -> GoldNotice {
        let mut text =
            format!("{}\n各市人民政府，省直有关部门：\n为做好全省有关工作，制定本要点。\n", self.title);
        let mut section = "";
        let mut obligations = Vec::new();
        for (index, point) in self.points.iter().enumerate() {
            if point.section != section {
                section = &point.section;
                text.push_str(&format!("{section}\n"));
            }
            let body: String = point
                .obligations
                .iter()
                .map(|obligation| format!("{}{}。", obligation.text, obligation.tail))
                .collect();
            text.push_str(&format!("{}.{}。{body}\n", index + 1, point.title));
            for (number, obligation) in point.obligations.iter().enumerate() {
                obligations.push(GoldObligation {
                    id: format!("{}.{}", index + 1, number + 1),
                    quote: obligation.text.clone(),
                    reach: "counterpart".to_owned(),
                });
            }
        }
        GoldNotice { name: notice_name(name), text, obligations }
    }

    fn plan(&self, name: &str, notice: &GoldNotice, manner: Manner, dice: &mut Dice) -> Case {
        let mut labels = Vec::new();
        // Paragraphs: a heading and the sentences under it.
        let mut paragraphs: Vec<(String, Vec<String>)> = Vec::new();
        for (index, point) in self.points.iter().enumerate() {
            let mut sentences = Vec::new();
            for (number, obligation) in point.obligations.iter().enumerate() {
                let (status, sentence, evidence) = obligation.answer(manner, dice);
                labels.push(Label {
                    id: format!("{}.{}", index + 1, number + 1),
                    status: status.to_owned(),
                    evidence: evidence.into_iter().collect(),
                    why: String::new(),
                });
                sentences.extend(sentence);
            }
            let merged = manner != Manner::Close && dice.chance(0.3) && !paragraphs.is_empty();
            match paragraphs.last_mut().filter(|_| merged) {
                Some((_, last)) => last.append(&mut sentences),
                None => paragraphs.push((point.heading.clone(), sentences)),
            }
        }
        for sentence in &self.initiatives {
            let at = dice.below(paragraphs.len());
            paragraphs[at].1.push(sentence.clone());
        }
        if manner != Manner::Close {
            dice.shuffle(&mut paragraphs);
            for (_, sentences) in &mut paragraphs {
                dice.shuffle(sentences);
            }
        }
        paragraphs.retain(|(_, sentences)| !sentences.is_empty() || dice.chance(0.3));
        let plan = self.text(&paragraphs, manner, dice);
        Case {
            name: format!("training-{name}-{manner:?}").to_lowercase(),
            notice: notice.clone(),
            plan,
            labels,
            noise: self.initiatives.clone(),
            given: false,
            holdout: false,
        }
    }

    fn text(&self, paragraphs: &[(String, Vec<String>)], manner: Manner, dice: &mut Dice) -> String {
        const NUMBERS: [&str; 12] =
            ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
        let subject = self.title.trim_start_matches(self.province.as_str());
        let mut text = format!("{}{subject}\n为落实省里安排，结合我市实际，制定本计划。\n", self.city);
        if dice.chance(0.6) {
            text.push_str(&format!("{}。\n", self.background.join("。")));
        }
        for (number, (heading, sentences)) in paragraphs.iter().enumerate() {
            if number % 5 == 0 && manner != Manner::Table {
                let part = NUMBERS[(number / 5).min(11)];
                text.push_str(&format!("{part}、重点任务之{part}\n"));
            }
            let body = sentences.join("。");
            match manner {
                Manner::Close => text.push_str(&format!("{}.{heading}。{body}。\n", number + 1)),
                Manner::Mixed => text.push_str(&format!("（{}）{heading}\n{body}。\n", number + 1)),
                Manner::Free => text.push_str(&format!("{body}。\n")),
                Manner::Table => {
                    for sentence in sentences {
                        text.push_str(&format!("{}\t{heading}\t{sentence}\t市直有关部门\n", number + 1));
                    }
                }
            }
        }
        text
    }
}

impl Obligation {
    /// A status, what the plan says, and the words that decide it.
    pub fn answer(&self, manner: Manner, dice: &mut Dice) -> (&'static str, Option<String>, Option<String>) {
        let roll = dice.share();
        if roll < 0.13 {
            let (sentence, words) = &self.weakened[dice.below(self.weakened.len())];
            let words = if words.is_empty() { sentence } else { words };
            return ("weakened", Some(sentence.clone()), Some(words.clone()));
        }
        if roll < 0.21 && !self.conflicting.is_empty() {
            let (sentence, words) = &self.conflicting[dice.below(self.conflicting.len())];
            return ("conflict", Some(sentence.clone()), Some(words.clone()));
        }
        if roll < 0.43 {
            let mention =
                dice.chance(0.55).then(|| self.distractor[dice.below(self.distractor.len())].clone());
            return ("missing", mention, None);
        }
        let nearest = match manner {
            Manner::Close => dice.below(3),
            Manner::Mixed => dice.below(4),
            Manner::Free => 1 + dice.below(3),
            Manner::Table => 1 + dice.below(3),
        };
        let sentence = self.covered[nearest.min(self.covered.len() - 1)].clone();
        ("covered", Some(sentence.clone()), Some(sentence))
    }
}

/// Numbers that are the same on every run.
pub struct Dice(u64);

impl Dice {
    pub fn new(name: &str, number: u64) -> Self {
        let seed = name.bytes().fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(seed ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    /// SplitMix64 (Steele, Lea and Flood 2014).
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    pub fn chance(&mut self, share: f64) -> bool {
        self.share() < share
    }

    pub fn below(&mut self, count: usize) -> usize {
        (self.next() % count.max(1) as u64) as usize
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}
