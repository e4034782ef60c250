//! A plan in the making: headings and sentences as one office writes them.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde::Deserialize;
use yaodian_text::lexicon::LexiconData;

use super::words::Words;
use crate::training::{Dice, Manner, Subject};

/// Own sentences for each sentence that answers the notice.
const OWN: f64 = 0.5;
/// An answer is begun or ended in the office's own way this often.
const ADORNED: f64 = 0.6;

/// What offices write of their own: `data/synth.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrases {
    own: Vec<String>,
    lead: Vec<String>,
    tail: Vec<String>,
    opening: Vec<String>,
    heading: Vec<String>,
    lists: BTreeMap<String, Vec<String>>,
}

/// What drafts are made from.
pub struct Desk {
    pub subject: Subject,
    pub words: Words,
    phrases: Phrases,
    /// Full and short names.
    cities: Vec<[String; 2]>,
}

/// A plan before it is written out.
#[derive(Debug, Clone)]
pub struct Draft {
    pub city: [String; 2],
    pub counties: Vec<String>,
    title: String,
    opening: String,
    /// Headings, each with its sentences.
    pub paragraphs: Vec<(String, Vec<String>)>,
    manner: Manner,
}

impl Desk {
    pub fn new(subject: Subject) -> Result<Self> {
        let phrases =
            toml::from_str(include_str!("../../data/synth.toml")).context("crates/xtask/data/synth.toml")?;
        let path = crate::root().join("crates/text/lexicon/places.toml");
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let places: LexiconData = yaodian_text::lexicon::read_entries(&text)?;
        let prefectures = places.provinces.into_iter().flat_map(|province| province.prefectures);
        let cities = prefectures.filter_map(|names| <[String; 2]>::try_from(names).ok()).collect();
        Ok(Self { subject, words: Words::new(), phrases, cities })
    }

    /// A city and names of counties that only this plan uses together.
    pub fn place(&self, dice: &mut Dice) -> ([String; 2], Vec<String>) {
        let city = self.cities[dice.below(self.cities.len())].clone();
        let mut counties = self.phrases.lists["县"].clone();
        dice.shuffle(&mut counties);
        counties.truncate(5);
        (city, counties)
    }

    /// What one office writes in answer to the notice.
    pub fn draft(&self, dice: &mut Dice) -> Draft {
        let (city, counties) = self.place(dice);
        let manner = [Manner::Close, Manner::Mixed, Manner::Free, Manner::Table][dice.below(4)];
        let paraphrase = 0.3 + 0.4 * dice.share();
        let mut office = Office { desk: self, city: &city, counties: &counties, paraphrase, dice };
        let mut paragraphs: Vec<(String, Vec<String>)> = Vec::new();
        for point in &self.subject.points {
            let mut sentences = Vec::new();
            for obligation in &point.obligations {
                let (_, sentence, _) = obligation.answer(manner, office.dice);
                sentences.extend(sentence.map(|sentence| office.answer(&sentence)));
                if office.dice.chance(OWN) {
                    sentences.push(office.of(&self.phrases.own));
                }
            }
            if office.dice.chance(0.3) && !paragraphs.is_empty() {
                if let Some(last) = paragraphs.last_mut() {
                    last.1.append(&mut sentences);
                }
            } else {
                let heading = if office.dice.chance(0.5) {
                    office.paraphrased(&point.heading)
                } else {
                    office.of(&self.phrases.heading)
                };
                paragraphs.push((heading, sentences));
            }
        }
        if manner != Manner::Close {
            office.dice.shuffle(&mut paragraphs);
            paragraphs.iter_mut().for_each(|(_, sentences)| office.dice.shuffle(sentences));
        }
        paragraphs.retain(|(_, sentences)| !sentences.is_empty());
        let opening = office.of(&self.phrases.opening);
        let title =
            format!("{}{}", city[0], self.subject.title.trim_start_matches(self.subject.province.as_str()));
        Draft { city, counties, title, opening, paragraphs, manner }
    }
}

impl Draft {
    /// The plan as a text.
    pub fn text(&self) -> String {
        let mut text = format!("{}\n{}\n", self.title, self.opening);
        for (index, (heading, sentences)) in self.paragraphs.iter().enumerate() {
            let number = index + 1;
            let body = sentences.join("。");
            match self.manner {
                Manner::Close => text.push_str(&format!("{number}.{heading}。{body}。\n")),
                Manner::Mixed => text.push_str(&format!("（{number}）{heading}\n{body}。\n")),
                Manner::Free => text.push_str(&format!("{body}。\n")),
                Manner::Table => {
                    for sentence in sentences {
                        text.push_str(&format!("{number}\t{heading}\t{sentence}\n"));
                    }
                }
            }
        }
        text
    }

    /// The sentences, and whatever else is text, through a function.
    pub fn change(&mut self, mut change: impl FnMut(&str) -> String) {
        self.title = change(&self.title);
        self.opening = change(&self.opening);
        for (heading, sentences) in &mut self.paragraphs {
            *heading = change(heading);
            sentences.iter_mut().for_each(|sentence| *sentence = change(sentence));
        }
    }
}

/// Who writes: a place and a way of saying things.
struct Office<'a> {
    desk: &'a Desk,
    city: &'a [String; 2],
    counties: &'a [String],
    paraphrase: f64,
    dice: &'a mut Dice,
}

impl Office<'_> {
    /// A sentence of the training texts in this office's words.
    fn answer(&mut self, sentence: &str) -> String {
        let subject = &self.desk.subject;
        let short = subject.city.trim_end_matches(['市', '州']);
        let localised = sentence.replace(&subject.city, &self.city[0]).replace(short, &self.city[1]);
        let mut pieces: Vec<String> = localised.split('，').map(|piece| self.paraphrased(piece)).collect();
        // The order of the pieces is a matter of taste; the first often says who, so that it stays.
        if pieces.len() > 2 && self.dice.chance(0.4) {
            self.dice.shuffle(&mut pieces[1..]);
        }
        let mut answer = pieces.join("，");
        if self.dice.chance(ADORNED) {
            answer.insert_str(0, &self.of(&self.desk.phrases.lead));
        }
        if self.dice.chance(ADORNED) {
            answer.push_str(&self.of(&self.desk.phrases.tail));
        }
        answer
    }

    fn paraphrased(&mut self, text: &str) -> String {
        self.desk.words.paraphrased(text, self.paraphrase, self.dice)
    }

    /// One of some phrases, the braces filled.
    fn of(&mut self, phrases: &[String]) -> String {
        let mut rest = phrases[self.dice.below(phrases.len())].as_str();
        let mut out = String::new();
        while let Some((before, after)) = rest.split_once('{') {
            let (name, behind) = after.split_once('}').unwrap_or((after, ""));
            out.push_str(before);
            out.push_str(&self.fill(name));
            rest = behind;
        }
        out + rest
    }

    fn fill(&mut self, name: &str) -> String {
        match name {
            "城" => self.city[1].clone(),
            "月" => (1 + self.dice.below(12)).to_string(),
            "数" => (2 + self.dice.below(58)).to_string(),
            "县" => self.counties[self.dice.below(self.counties.len())].clone(),
            _ => {
                let list = &self.desk.phrases.lists[name];
                list[self.dice.below(list.len())].clone()
            }
        }
    }
}
