//! Words that whoever checks takes for each other: an office's own abbreviation, the local name of a campaign.

use serde::{Deserialize, Serialize};
use yaodian_text::lexicon::{GroupData, GroupKind, LexiconData};
use yaodian_text::normalise::normalise_str;

use super::Requirements;

/// Words that stand for each other in this notice and the plans that answer it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Synonyms {
    /// The words, two or more; fewer say nothing.
    pub terms: Vec<String>,
}

impl Synonyms {
    /// Reads a line as people write it: words with 、，, ; = or blanks between them; `None` if there are not two.
    #[must_use]
    pub fn from_line(line: &str) -> Option<Self> {
        let mut terms: Vec<String> = Vec::new();
        for term in line.split(|mark: char| mark.is_whitespace() || "、，,；;=＝".contains(mark)) {
            if !term.is_empty() && !terms.iter().any(|known| known == term) {
                terms.push(term.to_owned());
            }
        }
        (terms.len() > 1).then_some(Self { terms })
    }
}

impl Requirements {
    /// The synonyms as groups of a lexicon, to be added to the one in use.
    #[must_use]
    pub fn lexicon(&self) -> LexiconData {
        let groups = self.synonyms.iter().enumerate().filter_map(|(number, own)| {
            let terms: Vec<String> =
                own.terms.iter().map(|term| normalise_str(term.trim()).text().to_owned()).collect();
            let terms: Vec<String> = terms.into_iter().filter(|term| !term.is_empty()).collect();
            (terms.len() > 1).then(|| GroupData {
                id: format!("requirements-synonym-{}", number + 1),
                note: "要点文件中的同义词".to_owned(),
                kind: GroupKind::Thing,
                terms,
                near: Vec::new(),
                patterns: Vec::new(),
                same: Vec::new(),
                not: None,
            })
        });
        LexiconData { groups: groups.collect(), ..LexiconData::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice;
    use crate::{Document, Status, check};
    use yaodian_text::{Lexicon, Segmenter};

    #[test]
    fn a_line_is_words_with_marks_between_them() {
        let words = |line: &str| Synonyms::from_line(line).map(|own| own.terms.join("|"));
        assert_eq!(words(" 食安办、  市食安办，食药办 "), Some("食安办|市食安办|食药办".to_owned()));
        assert_eq!(words("甲=乙"), Some("甲|乙".to_owned()));
        assert_eq!(words("只有一个"), None);
        assert_eq!(words("甲、甲"), None);
    }

    #[test]
    fn a_word_of_the_office_answers_once_it_is_said_what_it_means() {
        let plan = format!(
            "{}\n（十七）编制凉都包保台账，逐级压实包保人员的责任。",
            include_str!("../../../../fixtures/plans/wuwei.txt")
        );
        let document = |text: &str| Document::from_text("n", text);
        let notice = document(include_str!("../../../../fixtures/notices/gansu-2020.txt"));
        let mut requirements = notice::read(&notice, Lexicon::builtin()).unwrap();
        let statuses = |requirements: &Requirements, segmenter: &Segmenter<'_>| -> Vec<(String, Status)> {
            let report = check(requirements, &document(&plan), segmenter).unwrap();
            report.obligations().map(|one| (one.id.clone(), one.status)).collect()
        };
        let before = statuses(&requirements, Segmenter::builtin());
        requirements.synonyms =
            Synonyms::from_line("党政领导干部食品安全责任清单、凉都包保台账").into_iter().collect();
        let again = Requirements::from_toml(&requirements.to_toml().unwrap()).unwrap();
        assert_eq!(again, requirements);
        let lexicon = Lexicon::with(&again.lexicon()).unwrap();
        let mut after = statuses(&again, &Segmenter::new(&lexicon));
        assert_eq!(after[1], ("1.2".to_owned(), Status::Covered));
        after[1].1 = Status::Missing;
        assert_eq!(after, before);
    }
}
