//! Names of documents, numbers that name and places: where the window has others than are asked for.

use yaodian_text::lexicon::{MarkerKind, PlaceLevel};

use super::super::scope::Scope;
use super::{Comparison, Outcome, mend};
use crate::facet::{Flag, FlagKind, NamedKind, label, names};
use crate::wording::Wording;

/// Titles that share less than this are other documents.
const SAME_DOCUMENT: f64 = 0.62;
/// Titles that share less than this have nothing to do with each other.
const RELATED_DOCUMENT: f64 = 0.3;

impl Comparison<'_> {
    /// Numbers that are part of a name: 十大行动, “12350”.
    pub(super) fn labels(&self, scope: &Scope<'_>, outcome: &mut Outcome) {
        if self.asked.labels.is_empty() {
            return;
        }
        let own = label::parse(scope.text);
        for asked in &self.asked.labels {
            let mut same = own.iter().filter(|own| own.kind == asked.kind).peekable();
            let Some(first) = same.peek().map(|own| scope.at(&own.range)) else { continue };
            if same.any(|own| own.value == asked.value) {
                outcome.met += 1;
            } else {
                outcome.flags.push(Flag {
                    kind: FlagKind::Document,
                    message: format!(
                        "通知是“{}”，计划写成“{}”，数字不符",
                        &self.obligation.text[asked.range.clone()],
                        self.plan.text(first.clone())
                    ),
                    mend: Some(mend(&first, &self.obligation.text[asked.range.clone()])),
                    range: Some(first),
                });
            }
        }
    }

    pub(super) fn documents(&self, scope: &Scope<'_>, outcome: &mut Outcome) {
        for kind in [NamedKind::Document, NamedKind::Quoted] {
            let own: Vec<_> = scope.window.names.iter().filter(|name| name.kind == kind).collect();
            for (number, asked) in self.asked.facets.names.iter().filter(|name| name.kind == kind).enumerate()
            {
                // “三支一扶” may stand without its quotes.
                if kind == NamedKind::Quoted && scope.text.contains(asked.text.as_str()) {
                    outcome.met += 1;
                    continue;
                }
                let asked_title = self.without_place(&asked.text);
                let best = own
                    .iter()
                    .map(|name| (names::likeness(&asked_title, &self.without_place(&name.text)), name))
                    .max_by(|a, b| a.0.total_cmp(&b.0));
                let Some((likeness, name)) = best else {
                    outcome.silent += 1;
                    continue;
                };
                // “双随机” is what offices call “双随机、一公开”.
                let short = kind == NamedKind::Quoted && asked.text.starts_with(name.text.as_str());
                if short
                    || likeness >= SAME_DOCUMENT
                    || names::likeness(&asked.text, &name.text) >= SAME_DOCUMENT
                {
                    outcome.met += 1;
                } else if likeness >= RELATED_DOCUMENT {
                    let (left, right) =
                        if kind == NamedKind::Document { ("《", "》") } else { ("“", "”") };
                    outcome.flags.push(Flag {
                        kind: FlagKind::Document,
                        message: format!(
                            "通知是{left}{}{right}，计划写成{left}{}{right}，名称不符",
                            asked.text, name.text
                        ),
                        mend: Some(mend(
                            &scope.at(&name.range),
                            &self.name_at_home(kind, number).unwrap_or_else(|| asked.text.clone()),
                        )),
                        range: Some(scope.at(&name.range)),
                    });
                }
            }
        }
    }

    /// The obligation's `number`-th name of a kind at the plan's own level.
    fn name_at_home(&self, kind: NamedKind, number: usize) -> Option<String> {
        let moved = self.transposer?.apply(&self.obligation.text);
        names::parse(&moved).into_iter().filter(|name| name.kind == kind).nth(number).map(|name| name.text)
    }

    /// 甘肃省食品安全…办法 → 食品安全…办法; the level and the year go as well.
    fn without_place(&self, title: &str) -> String {
        let mut out = String::new();
        let mut at = 0;
        for (range, _) in self.lexicon.places().find(title) {
            out.push_str(&title[at..range.start]);
            at = range.end;
        }
        out.push_str(&title[at..]);
        let out = Wording::builtin().without_level(&out);
        out.chars().filter(|character| !character.is_ascii_digit()).collect()
    }

    pub(super) fn places(&self, scope: &Scope<'_>, outcome: &mut Outcome) {
        let Some(home) = self.plan.place else { return };
        if self.asked.has(MarkerKind::Elsewhere) {
            return;
        }
        for (range, place) in self.lexicon.places().find(scope.text) {
            let asked = self.asked.places.iter().any(|asked| {
                let partner = asked.level == PlaceLevel::Province && asked.province != home.province;
                *asked == place || (partner && asked.province == place.province)
            });
            if !self.plan.is_at_home(place) && !asked {
                let at = scope.at(&range);
                outcome.flags.push(Flag {
                    kind: FlagKind::Place,
                    message: format!("计划中出现了别处的地名“{}”，疑似照抄未改", self.plan.text(at.clone())),
                    mend: self.transposer.map(|it| mend(&at, it.place_like(self.plan.text(at.clone())))),
                    range: Some(at),
                });
                return;
            }
        }
    }
}
