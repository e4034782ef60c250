//! Lists in an obligation (时间表、路线图、责任人), and which of their parts an answer leaves out.

use std::ops::Range;

use yaodian_text::normalise::is_han;
use yaodian_text::sentences::{clauses, items};

use crate::data::any_of;
use crate::facet::Facets;
use crate::matching::{Table, Target, Word};
use crate::wording::Wording;

/// Words that are this much alike are the same.
const SAME: f32 = 0.95;
/// A part of a list is there if one of its words finds a like from here on,
const LIKE: f32 = 0.6;
/// or if all of them together do from here on.
const ON_THE_WHOLE: f32 = 0.42;
/// Words between a list's first or last part and what the list hangs on cannot be told from the part: only so many count.
const NEAREST: usize = 2;

/// A list of an obligation.
#[derive(Debug)]
pub(super) struct List {
    /// Its parts that have words of their own, in order.
    pub items: Vec<Item>,
}

/// A part of a list.
#[derive(Debug)]
pub(super) struct Item {
    /// Its own words, those that no other part has, as numbers of the target's.
    words: Vec<usize>,
    /// These words as written.
    name: String,
    /// What it may be called for short: 住建 for 住房城乡建设.
    short: Vec<String>,
}

/// The lists of an obligation that have at least two parts with words of their own.
pub(super) fn of(text: &str, target: &Target, facets: &Facets) -> Vec<List> {
    let Some(places) = places(text, target) else { return Vec::new() };
    let whole = clauses(text, 0..text.len()).into_iter();
    let parts = whole.map(|clause| parts(text, clause, &places)).filter(|parts| parts.len() > 1);
    let counts = |parts: &[Range<usize>]| {
        !is_of_qualities(text, parts) && !is_of_ills(text, parts) && !is_shared_out(parts, facets)
    };
    parts.filter(|parts| counts(parts)).filter_map(|parts| list(&parts, target, &places, facets)).collect()
}

/// The parts of a clause joined by 、 and by 和 and its like outside words.
fn parts(text: &str, clause: Range<usize>, places: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for item in items(text, clause) {
        let mut start = item.start;
        for (at, word) in text[item.clone()].match_indices(&AND[..]).map(|(at, word)| (item.start + at, word))
        {
            let free = !places.iter().any(|place| place.start < at + word.len() && at < place.end);
            let between = places.iter().any(|place| place.start >= start && place.end <= at)
                && places.iter().any(|place| place.start >= at && place.end <= item.end);
            if free && between && at >= start {
                out.push(start..at);
                start = at + word.len();
            }
        }
        out.push(start..item.end);
    }
    out
}

/// Characters that join the parts of a list.
const AND: [char; 3] = ['和', '及', '与'];

/// How often something is joined to something in an answer, be it by a comma.
pub(super) fn joints(text: &str) -> usize {
    text.matches(['、', '，', '；']).count() + text.matches(AND).count()
}

fn list(parts: &[Range<usize>], target: &Target, places: &[Range<usize>], facets: &Facets) -> Option<List> {
    let last = parts.len() - 1;
    let of_part = |(number, part): (usize, &Range<usize>)| {
        let inside = (0..places.len()).filter(|word| {
            let place = &places[*word];
            place.start >= part.start && place.end <= part.end && !facets.cover(place)
        });
        match number {
            0 => nearest(inside.rev(), |word| part.end - places[word].end, places),
            number if number == last => nearest(inside, |word| places[word].start - part.start, places),
            _ => inside.collect(),
        }
    };
    let words: Vec<Vec<usize>> = parts.iter().enumerate().map(of_part).collect();
    let text = |word: usize| target.words[word].text.as_str();
    let item = |number: usize| {
        let others = || (0..words.len()).filter(|other| *other != number).flat_map(|other| &words[other]);
        let own: Vec<usize> = words[number]
            .iter()
            .copied()
            .filter(|word| {
                target.words[*word].characters.len() > 1 && !Wording::builtin().is_level(text(*word))
            })
            .filter(|word| !others().any(|other| text(*other) == text(*word)))
            .collect();
        Item {
            short: short(&words[number], target),
            name: own.iter().map(|word| text(*word)).collect(),
            words: own,
        }
    };
    let items: Vec<Item> = (0..words.len()).map(item).filter(|item| !item.words.is_empty()).collect();
    (items.len() > 1).then_some(List { items })
}

/// 事权清晰、权责明确、执行有力的机制: qualities of one thing, which every plan words in its own way.
fn is_of_qualities(text: &str, parts: &[Range<usize>]) -> bool {
    let length = |part: &Range<usize>| text[part.clone()].chars().count();
    let [_, middle @ .., last] = parts else { return false };
    !middle.is_empty()
        && middle.iter().all(|part| length(part) == 4)
        && text[last.clone()].chars().position(|character| character == '的') == Some(4)
}

/// What is to be put right is an open list: 低价发包、长期拖欠租金等问题.
fn is_of_ills(text: &str, parts: &[Range<usize>]) -> bool {
    let last = parts.last().map_or("", |last| &text[last.clone()]);
    last.split_once('等').is_some_and(|(_, kind)| any_of(kind, &Wording::builtin().ills))
}

/// 40家钢铁、水泥、焦化企业: a number for many places, of which each has what it has.
fn is_shared_out(parts: &[Range<usize>], facets: &Facets) -> bool {
    facets.amounts.iter().any(|amount| {
        !amount.binds_everybody() && amount.range.end <= parts[0].end && amount.range.start >= parts[0].start
    })
}

/// Words that stand next to each other from one side on, in the order of the text.
fn nearest(
    words: impl Iterator<Item = usize>,
    gap: impl Fn(usize) -> usize,
    places: &[Range<usize>],
) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    for word in words.take(NEAREST) {
        let joined = match out.last() {
            None => gap(word) <= '的'.len_utf8(),
            Some(before) => {
                places[word].end == places[*before].start || places[*before].end == places[word].start
            }
        };
        if !joined {
            break;
        }
        out.push(word);
    }
    out.sort_unstable();
    out
}

/// The first characters of two words of a name, as they stand for it: 住建, 工信.
fn short(words: &[usize], target: &Target) -> Vec<String> {
    let initials: Vec<char> = words
        .iter()
        .filter_map(|word| target.words[*word].characters.first().copied())
        .filter(|c| is_han(*c))
        .collect();
    (0..initials.len())
        .flat_map(|first| (first + 1..initials.len()).map(move |second| (first, second)))
        .map(|(first, second)| [initials[first], initials[second]].iter().collect())
        .collect()
}

impl List {
    /// The parts that some clauses, `text` in letters, have nothing of. Of an answer that names none of the parts in the
    /// notice's own words it cannot be told which of them it leaves out.
    pub(super) fn missing(
        &self,
        target: &Target,
        table: &Table,
        clauses: Range<usize>,
        text: &str,
    ) -> Vec<&str> {
        let same = |item: &Item| item.words.iter().any(|word| table.best(*word, clauses.clone()) >= SAME);
        if !self.items.iter().any(same) {
            return Vec::new();
        }
        let gone = |item: &&Item| !item.is_in(target, table, clauses.clone(), text);
        self.items.iter().filter(gone).map(|item| item.name.as_str()).collect()
    }
}

impl Item {
    fn is_in(&self, target: &Target, table: &Table, clauses: Range<usize>, text: &str) -> bool {
        let found = |word: usize| table.best(word, clauses.clone());
        if self.words.iter().any(|word| found(*word) >= LIKE)
            || self.short.iter().any(|short| text.contains(short.as_str()))
        {
            return true;
        }
        let sum = |of: &dyn Fn(usize) -> f32| {
            self.words.iter().map(|word| target.weights[*word] * of(*word)).sum::<f32>()
        };
        sum(&found) >= ON_THE_WHOLE * sum(&|_| 1.0)
    }
}

/// Where the obligation's words stand in its text.
fn places(text: &str, target: &Target) -> Option<Vec<Range<usize>>> {
    let mut at = 0;
    let place = |word: &Word| {
        let start = text[at..].find(&word.text)? + at;
        at = start + word.text.len();
        Some(start..at)
    };
    target.words.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use crate::verdict::trial::reasons;

    /// What a report says of a list's parts.
    fn left_out(asked: &str, answer: &str) -> Option<String> {
        reasons(asked, answer).into_iter().find(|reason| reason.contains("列举"))
    }

    #[test]
    fn parts_that_an_answer_leaves_out_are_named() {
        let message =
            left_out("推进安全宣传进企业、进农村、进社区、进学校、进家庭", "推进安全宣传进企业、进学校");
        let message = message.expect("parts are gone");
        assert!(message.contains("农村") && !message.contains("企业"), "{message}");
        let message =
            left_out("重点检查属地管理责任、监管责任、主体责任落实情况", "重点检查主体责任落实情况");
        assert!(message.expect("two are gone").contains("监管"));
    }

    #[test]
    fn other_words_short_names_and_qualities_leave_nothing_out() {
        for (asked, answer) in [
            ("教育、医保、住房城乡建设等部门每月比对数据", "教育、医保、住建部门每月比对数据"),
            ("建立事权清晰、权责明确、执行有力的监管机制", "建立权责明确的监管机制"),
            ("完善政策、经办、信息、监督防控体系", "完善政策、经办、系统、稽核防控体系"),
        ] {
            assert_eq!(left_out(asked, answer), None, "{asked} | {answer}");
        }
    }
}
