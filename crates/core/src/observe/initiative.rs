//! Commitments of the plan that answer no obligation of the notice: its own initiatives. What promises everything is a
//! remark of its own.

use yaodian_text::WordClass;
use yaodian_text::lexicon::MarkerKind;

use super::blanket::is_blanket;
use super::{Seen, Settings};
use crate::data::any_of;
use crate::matching::Window;
use crate::plan::{Clause, Sentence};
use crate::report::{Observation, ObservationKind, Status};

pub(super) fn find(seen: &Seen<'_>) -> Vec<Observation> {
    let mut answering = vec![false; seen.plan.clauses.len()];
    let mut closest = vec![0.0f32; seen.plan.clauses.len()];
    let statuses = seen.points.iter().flat_map(|point| &point.obligations).map(|it| it.status);
    for (candidates, status) in seen.matching.candidates.iter().zip(statuses) {
        if let Some(window) = candidates.windows.first().filter(|_| status != Status::Missing) {
            answering[window.clauses.clone()].fill(true);
        }
        for Window { clauses, raw, .. } in &candidates.windows {
            closest[clauses.clone()].iter_mut().for_each(|own| *own = own.max(*raw));
        }
    }
    let settings = Settings::builtin();
    let first = first_numbered(seen);
    let own = |sentence: &&Sentence| {
        let clauses = sentence.clauses.clone();
        let text = seen.plan.text(sentence.range.clone());
        sentence.unit >= first
            && seen.plan.commits(clauses.clone())
            && clauses.clone().all(|clause| !answering[clause])
            && clauses.into_iter().all(|clause| closest[clause] < settings.initiative_below)
            && text.chars().count() >= settings.initiative_from
            && !any_of(text, &settings.frame)
            && acts(seen, sentence)
            && !is_blanket(seen, sentence)
    };
    seen.plan
        .sentences
        .iter()
        .filter(own)
        .map(|sentence| {
            let words = seen.plan.text(sentence.range.clone());
            let message = format!("“{words}”没有找到它所对应的通知要求，应是本地自主安排");
            seen.observation(ObservationKind::Initiative, sentence.range.clone(), message)
        })
        .collect()
}

/// The first paragraph with a number: what stands before it is title and lead.
fn first_numbered(seen: &Seen<'_>) -> usize {
    let numbered = |unit: &crate::plan::Unit| {
        unit.parts.first().is_some_and(|part| part.start > unit.range.start) || !unit.headings.is_empty()
    };
    seen.plan.units.iter().position(numbered).unwrap_or(0)
}

/// Whether something is done: in a clause that does not say that it is left undone, put off or left as it is. What is not done is
/// an answer, if to nothing that the notice asks for, and no initiative.
fn acts(seen: &Seen<'_>, sentence: &Sentence) -> bool {
    let refusal = [MarkerKind::Negated, MarkerKind::Postponed, MarkerKind::NoChange];
    let is_done = |clause: &&Clause| !clause.marks.iter().any(|mark| refusal.contains(&mark.kind));
    seen.plan.clauses[sentence.clauses.clone()]
        .iter()
        .filter(is_done)
        .flat_map(|clause| &seen.plan.tokens[clause.tokens.clone()])
        .any(|token| token.class == WordClass::Action)
}

#[cfg(test)]
mod tests {
    use yaodian_text::{Lexicon, Segmenter};

    use crate::document::Document;
    use crate::notice;
    use crate::report::ObservationKind;

    /// Sentences of a plan that count as its own initiatives.
    fn own(sentences: &str) -> Vec<String> {
        let notice = "2022年全省粮食工作要点\n各市人民政府：\n1.库存粮食。每季度开展库存粮食检查。\n";
        let requirements = notice::read(&Document::from_text("notice", notice), Lexicon::builtin());
        let plan = format!("一、库存粮食\n每季度开展库存粮食检查。\n二、其他\n{sentences}\n");
        let plan = Document::from_text("plan", plan.as_str());
        let report = crate::check(&requirements.expect("a notice"), &plan, Segmenter::builtin());
        let observations = report.expect("a report").observations.into_iter();
        let own = observations.filter(|it| it.kind == ObservationKind::Initiative);
        own.filter_map(|it| Some(plan.quote(it.span?).to_owned())).collect()
    }

    #[test]
    fn what_nobody_asked_for_is_an_initiative() {
        let sentence = "在中学门口设立三个质检员岗亭，由学生轮流抽检零食";
        assert_eq!(own(sentence), [sentence]);
    }

    #[test]
    fn what_is_not_done_is_none_and_what_is_done_instead_is() {
        for (done, undone) in [
            ("受经费所限，学生岗亭抽检零食今年组织开展", "受经费所限，学生岗亭抽检零食今年暂不开展"),
            ("学生轮流抽检零食的工作逐周开展", "学生轮流抽检零食的工作推迟到明年开展"),
        ] {
            assert_eq!(own(&format!("{done}。")), [done]);
            assert_eq!(own(&format!("{undone}。")), [""; 0], "{undone}");
        }
        let instead = "建设食堂一码通平台，商户不再报送纸质材料";
        assert_eq!(own(&format!("{instead}。")), [instead]);
    }
}
