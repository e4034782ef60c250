//! Sectors of government work: whether a passage speaks of what the obligation speaks of, or only says the same of something
//! else, as of water mains where gas mains are to be checked.

use std::ops::Range;

use yaodian_text::lexicon::{SectorHit, SectorSet};
use yaodian_text::{Lexicon, Token};

use super::Window;
use crate::notice::{Point, Requirements};
use crate::plan::{Modality, Plan};

/// What is spoken of on the side of the notice.
#[derive(Debug, Clone, Default)]
pub(super) struct Asked {
    /// Words of the obligation that tell a sector; ranges are bytes of its text.
    told: Vec<SectorHit>,
    /// All sectors that it tells, words inside longer ones counted.
    own: SectorSet,
    /// The sectors of all that its point and the notice's title say.
    point: SectorSet,
    /// The sectors of all that the notice says.
    notice: SectorSet,
}

impl Asked {
    /// What each obligation of a notice speaks of; `tokens`: the words of each.
    pub(super) fn all<'t>(
        requirements: &Requirements,
        tokens: impl Iterator<Item = &'t [Token]>,
        lexicon: &Lexicon,
    ) -> Vec<Self> {
        let subject = lexicon.sectors_by_chance_in(&requirements.title);
        let points: Vec<SectorSet> = requirements
            .points
            .iter()
            .map(|point| spoken_of(point, requirements, lexicon).union(subject))
            .collect();
        let notice = points.iter().copied().fold(SectorSet::default(), SectorSet::union);
        let of_points = requirements.points.iter().zip(points);
        let own = of_points.flat_map(|(point, all)| point.obligations.iter().map(move |own| (own, all)));
        own.zip(tokens)
            .map(|((obligation, point), tokens)| {
                let told = lexicon.sectors_in(&obligation.text, tokens);
                let all = lexicon.sectors_by_chance_in(&obligation.text);
                let own = if told.is_empty() { SectorSet::default() } else { all };
                Self { told, own, point, notice }
            })
            .collect()
    }
}

/// The sectors that a point and the section that it stands in speak of. Words by chance among them only let a plan speak of
/// more, so nothing is cut into words for it.
fn spoken_of(point: &Point, requirements: &Requirements, lexicon: &Lexicon) -> SectorSet {
    let section = requirements.sections.get(point.section).map(|section| &section.title);
    let contexts = point.obligations.chunk_by(|a, b| a.context == b.context).map(|same| &same[0].context);
    let texts = section.into_iter().chain([&point.title]).chain(contexts);
    let obligations = point.obligations.iter().map(|own| &own.text);
    texts
        .chain(obligations)
        .map(|text| lexicon.sectors_by_chance_in(text))
        .fold(SectorSet::default(), SectorSet::union)
}

/// What a window speaks of beside what an obligation does.
pub(crate) struct Spoken<'a> {
    asked: &'a Asked,
    plan: &'a Plan<'a>,
    clauses: Range<usize>,
    /// Words of the window that tell a sector.
    told: &'a [SectorHit],
    window: SectorSet,
    /// The same of its sentence, or the whole row that it stands in, then of each heading above it.
    around: Vec<&'a [SectorHit]>,
}

impl<'a> Spoken<'a> {
    pub(super) fn of(asked: &'a Asked, plan: &'a Plan<'_>, window: &Window) -> Self {
        let told = plan.sectors_in(plan.stretch(window.clauses.clone()));
        let sentence = &plan.sentences[plan.clauses[window.clauses.start].sentence];
        let unit = &plan.units[sentence.unit];
        let is_row = plan.text(unit.range.clone()).contains('\t');
        let beside = if is_row { &unit.range } else { &sentence.range };
        let around = std::iter::once(beside).chain(&unit.headings);
        let around = around.map(|range| plan.sectors_in(range.clone())).collect();
        Self { asked, plan, clauses: window.clauses.clone(), told, window: sectors(told), around }
    }

    /// Of how many other sectors, or groups of them that a word tells together, the window speaks: those of which the
    /// obligation's point does not.
    pub(crate) fn alien(&self) -> usize {
        alien([self.told], self.asked.point)
    }

    /// The same for its sentence and the headings above.
    pub(crate) fn alien_around(&self) -> usize {
        alien(self.around.iter().copied(), self.asked.point)
    }

    /// Of how many the window speaks of which the notice never does.
    pub(crate) fn alien_to_notice(&self) -> usize {
        alien([self.told], self.asked.notice)
    }

    /// Of how many the obligation speaks.
    pub(crate) fn asked(&self) -> usize {
        alien([self.asked.told.as_slice()], SectorSet::default())
    }

    /// The share of these of which the window speaks too; `None` if the obligation speaks of none.
    pub(crate) fn met(&self) -> Option<f64> {
        let asked = self.asked();
        let left = alien([self.asked.told.as_slice()], self.window);
        (asked > 0).then(|| (asked - left) as f64 / asked as f64)
    }

    /// Whether neither the window nor what stands around it speaks of any of these.
    pub(crate) fn lost(&self) -> bool {
        let around = self.around.iter().map(|told| sectors(told)).fold(self.window, SectorSet::union);
        !self.asked.own.is_empty() && self.asked.own.shared(around).is_empty()
    }

    /// The words that tell that the window speaks of something else: the first such one of the plan, and the first of the obligation,
    /// whose text is `text`. No bodies, which may be named for having to do with it only, nor names of documents.
    pub(crate) fn exchanged<'t>(&self, text: &'t str) -> Option<(&'a str, &'t str)> {
        let asked = self.asked.told.iter().find(|hit| !hit.is_body).filter(|_| self.lost())?;
        let said = words(self.told).find(|word| {
            word.iter().any(|hit| !hit.is_body)
                && sectors(word).shared(self.asked.point).is_empty()
                && self.is_meant(&word[0].range)
        })?;
        Some((self.plan.text(said[0].range.clone()), text.get(asked.range.clone())?))
    }

    /// Whether a word of the window stands in a clause that commits somebody, and in no name of a document.
    fn is_meant(&self, word: &Range<usize>) -> bool {
        let clauses = &self.plan.clauses[self.clauses.clone()];
        let own = clauses.iter().find(|clause| word.start < clause.range.end);
        own.is_some_and(|clause| {
            let before = self.plan.text(clause.range.start.min(word.start)..word.start);
            let in_name = before.rfind('《') > before.rfind('》');
            clause.modality == Modality::Commitment && !in_name
        })
    }
}

/// The words that tell sectors, each as all that it tells.
fn words(told: &[SectorHit]) -> impl Iterator<Item = &[SectorHit]> {
    told.chunk_by(|a, b| a.range == b.range)
}

fn sectors(told: &[SectorHit]) -> SectorSet {
    told.iter().map(|hit| hit.sector).collect()
}

/// How many different things the words tell of which none is `known`.
fn alien<'a>(told: impl IntoIterator<Item = &'a [SectorHit]>, known: SectorSet) -> usize {
    let mut different: Vec<SectorSet> = Vec::new();
    for own in told.into_iter().flat_map(words).map(sectors) {
        if own.shared(known).is_empty() && !different.contains(&own) {
            different.push(own);
        }
    }
    different.len()
}

#[cfg(test)]
mod tests {
    use super::super::{Matching, Targets};
    use crate::document::Document;
    use crate::notice;
    use crate::plan::Plan;
    use yaodian_text::Segmenter;

    /// What `see` sees of the first obligation and the window that is judged.
    fn seen<T>(plan: &str, see: impl FnOnce(&super::Spoken<'_>, &str) -> T) -> T {
        let segmenter = Segmenter::builtin();
        let notice = "2024年消防安全工作要点\n一、排查隐患\n1.排查管道。排查燃气管道占压隐患，确保校园用气安全。\n2.查处酒驾。严查酒驾。\n";
        let notice = notice::read(&Document::from_text("notice", notice), segmenter.lexicon()).unwrap();
        let document = Document::from_text("plan", format!("天水市工作计划\n一、重点工作\n{plan}\n"));
        let plan = Plan::read(&document, segmenter);
        let matching = Matching::of(&Targets::new(&notice, segmenter), &plan);
        let window = &matching.candidates[0].windows[0];
        let text = &notice.obligations().next().unwrap().text;
        see(&matching.targets[0].spoken(&plan, window), text)
    }

    #[test]
    fn what_the_point_speaks_of_is_not_alien() {
        let counts = |plan| seen(plan, |spoken, _| (spoken.alien(), spoken.alien_to_notice(), spoken.lost()));
        assert_eq!(counts("排查燃气管道占压隐患。"), (0, 0, false));
        assert_eq!(counts("排查供水管道占压隐患。"), (1, 1, true));
        // The point speaks of schools, the notice of drink-driving.
        assert_eq!(counts("排查校园占压隐患。"), (0, 0, true));
        assert_eq!(counts("排查酒驾占压隐患。"), (1, 0, true));
    }

    #[test]
    fn the_words_of_both_sides_are_told_unless_the_sentence_or_a_heading_speaks_of_the_same() {
        let exchanged =
            |plan| seen(plan, |spoken, text| spoken.exchanged(text).map(|(a, b)| [a, b].map(str::to_owned)));
        assert_eq!(exchanged("排查供水管道占压隐患。"), Some(["供水".to_owned(), "燃气".to_owned()]));
        assert_eq!(exchanged("排查燃气管道占压隐患。"), None);
        assert_eq!(exchanged("（一）加强燃气管理\n排查供水管道占压隐患。"), None);
        // Nothing else is spoken of.
        assert_eq!(exchanged("排查管道占压隐患。"), None);
        // A body has to do with it, a document is named.
        assert_eq!(exchanged("市水务局排查管道占压隐患。"), None);
        assert_eq!(exchanged("依据《供水条例》排查管道占压隐患。"), None);
    }

    #[test]
    fn the_subject_of_the_notice_is_alien_to_none_of_its_points_and_a_row_is_one_place() {
        let alien = |plan| seen(plan, |spoken, _| (spoken.alien(), spoken.lost()));
        // The title speaks of fires.
        assert_eq!(alien("排查消防设施占压隐患。"), (0, true));
        assert_eq!(
            alien(
                "1\t管道\t排查管道占压隐患\t由燃气企业自查\t5月底前\n2\t防汛\t排查堤坝隐患\t由乡镇自查\t5月底前"
            ),
            (0, false)
        );
    }

    #[test]
    fn what_an_obligation_speaks_of_is_met_in_part() {
        assert_eq!(
            seen("排查燃气管道占压隐患。", |spoken, _| (spoken.asked(), spoken.met())),
            (1, Some(1.0))
        );
        assert_eq!(seen("排查供水管道占压隐患。", |spoken, _| spoken.met()), Some(0.0));
    }
}
