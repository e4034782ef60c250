//! `cargo xtask unmatched`: what the lexicon does not know. For every sentence of the training texts that covers an
//! obligation, the words of both that find no counterpart; and how well similarity alone tells such sentences from
//! those that only sound alike. For whoever extends the lexicon.

use anyhow::{Context, Result};
use yaodian_core::Document;
use yaodian_core::matching::{Matching, window};
use yaodian_core::notice::{Obligation, Point, Requirements};
use yaodian_core::plan::Plan;
use yaodian_text::Segmenter;
use yaodian_text::lexicon::{Lexicon, LexiconData, read_entries};

use crate::lexicon;
use crate::score;
use crate::training::{self, Sample};

/// Prints the words without counterpart, or with `figures` only the figures of each subject.
///
/// `lexicons` are files to add, `without` prefixes of the ids of built-in groups to leave out.
pub fn run(subjects: &[String], lexicons: &[String], without: &[String], figures: bool) -> Result<()> {
    let mut own = LexiconData::default();
    for path in lexicons {
        let text = std::fs::read_to_string(path).with_context(|| path.clone())?;
        own.append(read_entries(&text).with_context(|| path.clone())?);
    }
    let lexicon = if without.is_empty() {
        Lexicon::with(own)?
    } else {
        lexicon::without(|id| without.iter().any(|prefix| id.starts_with(prefix.as_str())))?
    };
    let segmenter = Segmenter::new(&lexicon);
    for (name, samples) in training::samples()? {
        if !subjects.is_empty() && !subjects.contains(&name) {
            continue;
        }
        let mut covering = Vec::new();
        let mut others = Vec::new();
        for sample in &samples {
            for sentence in &sample.covered {
                let pair = Pair::new(&sample.text, sentence, &segmenter);
                if !figures {
                    pair.print(sample, sentence);
                }
                covering.push(pair.recall);
            }
            others.extend(
                sample
                    .distractors
                    .iter()
                    .map(|sentence| Pair::new(&sample.text, sentence, &segmenter).recall),
            );
        }
        let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len().max(1) as f64;
        println!(
            "# {name}: covering {:.3}, only sounding alike {:.3}, AUC {:.3}",
            mean(&covering),
            mean(&others),
            score::auc(&covering, &others)
        );
    }
    Ok(())
}

/// An obligation beside a sentence.
struct Pair {
    recall: f64,
    /// Words of the obligation without counterpart, the heaviest first.
    asked: Vec<String>,
    /// Words of the sentence without counterpart.
    said: Vec<String>,
}

impl Pair {
    fn new(obligation: &str, sentence: &str, segmenter: &Segmenter<'_>) -> Self {
        let recall = |asked: &str, said: &str| {
            let document = Document::from_text("sentence", said);
            let plan = Plan::read(&document, segmenter);
            let matching = Matching::new(&requirements(asked), &plan, segmenter);
            let (target, table) = (&matching.targets[0], &matching.tables[0]);
            let all = 0..plan.clauses.len();
            let left = window::unmatched(target, table, all.clone());
            let left: Vec<String> = left.into_iter().map(|word| target.words[word].text.clone()).collect();
            (f64::from(window::recall(target, table, all)), left)
        };
        let (recall_asked, asked) = recall(obligation, sentence);
        let (_, said) = recall(sentence, obligation);
        Self { recall: recall_asked, asked, said }
    }

    fn print(&self, sample: &Sample, sentence: &str) {
        println!(
            "{:.2}\t{}\t{sentence}\t{}\t{}",
            self.recall,
            sample.text,
            self.asked.join(" "),
            self.said.join(" ")
        );
    }
}

fn requirements(text: &str) -> Requirements {
    let obligation = Obligation {
        id: "1.1".to_owned(),
        text: text.to_owned(),
        context: text.to_owned(),
        span: yaodian_core::Span::default(),
        reach: yaodian_core::Reach::Counterpart,
        required: true,
    };
    let point = Point {
        id: "1".to_owned(),
        section: 0,
        title: String::new(),
        span: yaodian_core::Span::default(),
        obligations: vec![obligation],
    };
    Requirements { points: vec![point], ..Requirements::default() }
}
