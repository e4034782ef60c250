//! Moving a province's wording down to the level of the plan: 全省→全市, 各市（州）→各县（区）, 《甘肃省…》→《天水市…》.
//!
//! The rules are data: `crates/core/data/transposition.toml`.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use memchr::memmem;
use serde::Deserialize;
use yaodian_text::Lexicon;
use yaodian_text::lexicon::{Place, PlaceLevel, Strength};
use yaodian_text::pattern::Pattern;

use crate::data::{self, any_of, begins_with};
use crate::plan::Plan;

/// A word that cites stands at most this many characters before what it cites.
const CITING_WITHIN: usize = 12;
/// Names of bodies have at most this many characters.
const BODY_NAME: usize = 14;
/// What a superior does stands within so many characters behind its name.
const SUPERIOR_ACTS_WITHIN: usize = 12;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rules {
    citing: Vec<String>,
    cited_by: Vec<String>,
    superior_acts: Vec<String>,
    removable: Vec<String>,
    lower_forms: Vec<String>,
    conjunctions: Vec<String>,
    no_level: String,
    full_names_end: String,
    without_counties: WithoutCounties,
    lower: BTreeMap<String, String>,
    #[serde(rename = "move")]
    moves: Vec<Move>,
    #[serde(rename = "pattern")]
    patterns: Vec<Wording>,
    #[serde(rename = "ending")]
    endings: Vec<Ending>,
    #[serde(rename = "example", default)]
    #[cfg_attr(not(test), allow(dead_code))]
    examples: Vec<Example>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WithoutCounties {
    lower: String,
    places: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Move {
    from: Vec<String>,
    to: String,
    #[serde(default)]
    cited: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wording {
    /// A regular expression.
    from: String,
    to: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ending {
    from: String,
    to: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), allow(dead_code))]
struct Example {
    place: String,
    notice: String,
    plan: String,
}

impl Rules {
    fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Rules> =
            LazyLock::new(|| data::read(include_str!("../../data/transposition.toml")));
        &BUILTIN
    }
}

/// See [`crate::unpack`].
pub(crate) fn unpack() {
    Searchers::builtin();
}

/// What the rules look for: made once, the same for every place.
struct Searchers {
    words: Option<AhoCorasick>,
    /// The rule that each of the words is of.
    rules: Vec<&'static Move>,
    /// Wording with gaps, and what it becomes.
    patterns: Vec<(Pattern, &'static str)>,
}

impl Searchers {
    fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Searchers> = LazyLock::new(|| {
            let rules = Rules::builtin();
            let words = rules.moves.iter().flat_map(|rule| rule.from.iter().map(move |from| (rule, from)));
            let patterns = rules.patterns.iter();
            Searchers {
                words: AhoCorasick::builder()
                    .match_kind(MatchKind::LeftmostLongest)
                    .build(words.clone().map(|(_, from)| from))
                    .ok(),
                rules: words.map(|(rule, _)| rule).collect(),
                patterns: patterns.map(|entry| (Pattern::constant(&entry.from), entry.to.as_str())).collect(),
            }
        });
        &BUILTIN
    }
}

/// Words of condition that a sentence can do without.
pub(super) fn removable() -> &'static [String] {
    &Rules::builtin().removable
}

/// An obligation without the word that ties it to the one before it.
pub(super) fn without_conjunction(text: &str) -> &str {
    let rest = Rules::builtin().conjunctions.iter().find_map(|word| text.strip_prefix(word.as_str()));
    rest.unwrap_or(text)
}

/// Moves wording of the notice's level to that of one plan.
#[derive(Debug)]
pub struct Transposer<'a> {
    lexicon: &'a Lexicon,
    home: Place,
    /// 天水市
    place: String,
    /// 市, 州, 盟, 地区
    level: String,
    /// 县（市、区）
    lower: String,
}

/// A piece of the text that belongs to a level.
struct Change {
    range: Range<usize>,
    /// What takes its place; `None` if it stays.
    to: Option<String>,
}

impl<'a> Transposer<'a> {
    /// For a plan that says whose it is, if that is a prefecture's; nothing moves down to a province.
    #[must_use]
    pub fn of(plan: &Plan<'_>, lexicon: &'a Lexicon) -> Option<Self> {
        let home = plan.place.filter(|place| place.level == PlaceLevel::Prefecture)?;
        Some(Self::new(home, lexicon, lower_in(plan.document.text())))
    }

    /// `lower` is what the plan calls the level below, if known.
    fn new(home: Place, lexicon: &'a Lexicon, lower: Option<&str>) -> Self {
        let rules = Rules::builtin();
        let place = lexicon.places().name(home).to_owned();
        let level =
            rules.lower.keys().filter(|level| place.ends_with(*level)).max_by_key(|level| level.len());
        let level = level.cloned().unwrap_or_else(|| "市".to_owned());
        let lower = if rules.without_counties.places.contains(&place) {
            rules.without_counties.lower.clone()
        } else {
            lower.map(str::to_owned).or_else(|| rules.lower.get(&level).cloned()).unwrap_or_default()
        };
        Self { lexicon, home, place, level, lower }
    }

    /// A rule's `to` with the names of this place.
    fn filled(&self, to: &str) -> String {
        to.replace("{level}", &self.level).replace("{lower}", &self.lower)
    }

    /// What the plan's place is called, in the form of `other`: 天水市 for 兰州市, 天水 for 兰州.
    #[must_use]
    pub fn place_like(&self, other: &str) -> &str {
        let is_full = other.ends_with(|end| Rules::builtin().full_names_end.contains(end));
        if is_full { &self.place } else { self.short_place() }
    }

    fn short_place(&self) -> &str {
        self.place.trim_end_matches('市')
    }

    /// `text` of the notice as the plan's office would say it.
    #[must_use]
    pub fn apply(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for change in self.changes(text) {
            let Some(to) = change.to else { continue };
            out.push_str(&text[at..change.range.start]);
            // 督促各 and 各县（市、区） share their 各.
            let doubled = out.ends_with('各') && to.starts_with('各');
            out.push_str(if doubled { to.trim_start_matches('各') } else { &to });
            at = change.range.end;
        }
        out.push_str(&text[at..]);
        out
    }

    /// The words of `text` that belong to the upper level and should have moved down, with what they become.
    #[must_use]
    pub fn leftovers(&self, text: &str) -> Vec<(Range<usize>, String)> {
        let acts = |range: &Range<usize>| {
            let after: String = text[range.end..].chars().take(SUPERIOR_ACTS_WITHIN).collect();
            any_of(&after, &Rules::builtin().superior_acts)
        };
        self.changes(text)
            .into_iter()
            .filter_map(|change| Some((change.range, change.to?)))
            .filter(|(range, _)| !acts(range))
            .collect()
    }

    /// What belongs to a level, in order of place, without overlaps: rules come first, then longer pieces.
    fn changes(&self, text: &str) -> Vec<Change> {
        let mut changes = self.by_pattern(text);
        let overlap = |known: &[Change], change: &Change| {
            known.iter().any(|own| own.range.start < change.range.end && change.range.start < own.range.end)
        };
        for change in self.by_rule(text).into_iter().chain(self.bodies(text)).chain(self.province_names(text))
        {
            if !overlap(&changes, &change) {
                changes.push(change);
            }
        }
        changes.sort_by_key(|change| change.range.start);
        changes
    }

    fn by_pattern(&self, text: &str) -> Vec<Change> {
        let found = Searchers::builtin().patterns.iter().flat_map(|(pattern, to)| {
            pattern
                .find_iter(text)
                .map(move |found| Change { range: found.range(), to: Some(self.filled(to)) })
        });
        found.collect()
    }

    fn by_rule(&self, text: &str) -> Vec<Change> {
        let searchers = Searchers::builtin();
        let Some(words) = &searchers.words else { return Vec::new() };
        words
            .find_iter(text)
            .map(|found| {
                let rule = searchers.rules[found.pattern().as_usize()];
                let stays = (rule.cited && is_cited(text, &found.range()))
                    || stands_in_cited_title(text, found.start());
                Change { range: found.range(), to: (!stays).then(|| self.filled(&rule.to)) }
            })
            .collect()
    }

    /// 甘肃省 where the province speaks of itself.
    fn province_names(&self, text: &str) -> Vec<Change> {
        let places = self.lexicon.places().find(text).into_iter();
        places
            .filter(|(range, place)| {
                place.level == PlaceLevel::Province
                    && place.province == self.home.province
                    && !stands_in_cited_title(text, range.start)
                    && !stands_in_quotes(text, range.start)
                    && !is_cited(text, range)
            })
            .map(|(range, _)| {
                let to = self.place_like(&text[range.clone()]).to_owned();
                Change { range, to: Some(to) }
            })
            .collect()
    }

    /// 省教育厅 → 市教育局, 省食安委办 → 市食安委办.
    fn bodies(&self, text: &str) -> Vec<Change> {
        let (mut out, rules) = (Vec::new(), Rules::builtin());
        for (at, _) in text.match_indices('省') {
            if text[..at].ends_with(|before| rules.no_level.contains(before))
                || stands_in_cited_title(text, at)
            {
                continue;
            }
            let name = at + '省'.len_utf8();
            let Some(end) = self.body_end(text, name) else { continue };
            let body = &text[name..end];
            let ending = rules.endings.iter().find(|ending| body.ends_with(&ending.from));
            let body = ending.map_or_else(
                || body.to_owned(),
                |ending| format!("{}{}", body.trim_end_matches(ending.from.as_str()), ending.to),
            );
            out.push(Change { range: at..end, to: Some(format!("{}{body}", self.level)) });
        }
        out
    }

    /// Where the longest name of a body that begins at `from` ends.
    fn body_end(&self, text: &str, from: usize) -> Option<usize> {
        let ends: Vec<usize> = text[from..]
            .char_indices()
            .take(BODY_NAME)
            .map(|(offset, character)| from + offset + character.len_utf8())
            .collect();
        let is_body = |end: &&usize| {
            self.lexicon
                .concepts_of(&text[from..**end])
                .any(|own| own.strength() == Strength::Full && self.lexicon.concept(own.concept()).is_body)
        };
        let known = ends.iter().rev().find(is_body).copied();
        // A department that the lexicon does not know still ends in 厅.
        let named = ends.iter().skip(2).find(|end| text[from..**end].ends_with('厅')).copied();
        known.max(named.filter(|end| !text[from..*end].contains(['，', '、', '《', '和', '的'])))
    }
}

/// Whether a superior's own thing is only cited: 贯彻落实省委省政府…, 省委省政府决策部署.
fn is_cited(text: &str, range: &Range<usize>) -> bool {
    let rules = Rules::builtin();
    let before: String = {
        let clause = text[..range.start].rsplit(['，', '。', '；', '：']).next().unwrap_or_default();
        let skip = clause.chars().count().saturating_sub(CITING_WITHIN);
        clause.chars().skip(skip).collect()
    };
    any_of(&before, &rules.citing) || begins_with(&text[range.end..], &rules.cited_by)
}

/// Whether `at` lies in “…”: the name of a platform or a slogan stays.
fn stands_in_quotes(text: &str, at: usize) -> bool {
    text[..at].rfind('“').is_some_and(|open| !text[open..at].contains('”'))
}

/// Whether `at` lies in a 《…》 that is cited.
fn stands_in_cited_title(text: &str, at: usize) -> bool {
    let Some(open) = text[..at].rfind('《') else { return false };
    if text[open..at].contains('》') {
        return false;
    }
    let close = text[at..].find('》').map_or(text.len(), |close| at + close + '》'.len_utf8());
    is_cited(text, &(open..close))
}

/// What a plan calls the level below it: the form it uses most.
fn lower_in(text: &str) -> Option<&'static str> {
    let count = |form: &str| memmem::find_iter(text.as_bytes(), form).count();
    let counted = Rules::builtin().lower_forms.iter().map(|form| (count(form), form));
    counted.filter(|(count, _)| *count > 0).max_by_key(|(count, _)| *count).map(|(_, form)| form.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn transposer(place: &str) -> Transposer<'static> {
        let lexicon = Lexicon::builtin();
        let home = lexicon.places().find(place)[0].1;
        Transposer::new(home, lexicon, None)
    }

    #[test]
    fn the_examples_of_the_data_file_hold() {
        assert!(!Rules::builtin().examples.is_empty());
        for example in &Rules::builtin().examples {
            assert_eq!(transposer(&example.place).apply(&example.notice), example.plan);
        }
    }

    #[test]
    fn what_is_at_the_right_level_stays() {
        let transposer = transposer("天水市");
        for text in ["组织县（区）开展自查", "市食安委办每季度督查", "节省开支，跨省协作"]
        {
            assert_eq!(transposer.apply(text), text);
        }
    }

    #[test]
    fn the_plan_s_own_word_for_the_lower_level_is_used() {
        assert_eq!(lower_in("各县（区）要…各县（区）…县市区"), Some("县（区）"));
        assert_eq!(lower_in("没有"), None);
    }
}
