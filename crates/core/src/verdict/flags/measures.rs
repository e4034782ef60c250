//! How often, how much, by when and of which year: where the window says less, or later, than is asked.

use std::ops::Range;

use yaodian_text::lexicon::MarkerKind;

use super::super::scope::Scope;
use super::{Comparison, Outcome, mend};
use crate::facet::frequency::{self, Rate};
use crate::facet::{Flag, FlagKind, Frequency, Mend};
use crate::matching::Window;

impl Comparison<'_> {
    pub(super) fn frequency(&self, window: &Window, scope: &Scope<'_>, outcome: &mut Outcome) {
        let asked = &self.asked.facets.frequencies;
        let found = || scope.find(|facets| &facets.frequencies, |frequency| &frequency.range);
        let Some(first) = self.asked.frequency() else {
            let prompt = self.asked.prompt.as_ref();
            if let Some(prompt) = prompt.filter(|_| self.marked(window, MarkerKind::Prompt).is_none()) {
                self.promptness(window, prompt, &found(), outcome);
            }
            return;
        };
        let found = found();
        let rated = matches!(first.rate, Rate::PerYear(_));
        if found.is_empty() {
            match self.once(window).filter(|_| Rate::PerYear(1.0).is_less_than(first.rate)) {
                Some(at) => outcome.flags.push(self.less_often(&first.range, at, None)),
                None => outcome.silent += usize::from(rated),
            }
            return;
        }
        // As many on both sides: they correspond in order. Otherwise one that meets the first rate is enough.
        let less = if asked.len() == found.len() {
            asked.iter().zip(&found).find(|(asked, (_, own))| own.rate.is_less_than(asked.rate))
        } else if found.iter().all(|(_, own)| own.rate.is_less_than(first.rate)) {
            // A rate decides before a word like 常态化.
            let rate =
                found.iter().find(|(_, own)| matches!(own.rate, Rate::PerYear(_))).unwrap_or(&found[0]);
            Some((first, rate))
        } else {
            None
        };
        let Some((asked, (at, own))) = less else {
            outcome.met += 1;
            return;
        };
        let mend = asked.period.clone().zip(own.period.clone()).map(|(asked, period)| Mend {
            range: at.start + period.start - own.range.start..at.start + period.end - own.range.start,
            text: self.obligation.text[asked].to_owned(),
        });
        outcome.flags.push(self.less_often(&asked.range, at.clone(), mend));
    }

    fn less_often(&self, asked: &Range<usize>, at: Range<usize>, mend: Option<Mend>) -> Flag {
        let (asked, words) = (&self.obligation.text[asked.clone()], self.plan.text(at.clone()));
        Flag {
            kind: FlagKind::Frequency,
            message: format!("通知要求“{asked}”，计划为“{words}”，频次降低"),
            mend,
            range: Some(at),
        }
    }

    /// Where the window, or what belongs to it, says that something is done once.
    fn once(&self, window: &Window) -> Option<Range<usize>> {
        let stretch = self.plan.stretch(self.reach(window));
        let once = frequency::once(self.plan.text(stretch.clone()))?;
        Some(stretch.start + once.start..stretch.start + once.end)
    }

    /// 及时 is not once or twice a year.
    fn promptness(
        &self,
        window: &Window,
        asked: &Range<usize>,
        found: &[(Range<usize>, Frequency)],
        outcome: &mut Outcome,
    ) {
        let seldom =
            |(_, own): &&(Range<usize>, Frequency)| matches!(own.rate, Rate::PerYear(rate) if rate < 2.5);
        let at = match found {
            [] => self.once(window),
            found => found.iter().all(|own| seldom(&own)).then(|| found[0].0.clone()),
        };
        if let Some(at) = at {
            outcome.flags.push(self.less_often(asked, at, None));
        }
    }

    pub(super) fn amounts(&self, scope: &Scope<'_>, outcome: &mut Outcome) {
        for asked in &self.asked.facets.amounts {
            // A province's total is shared out among prefectures; only what binds everybody compares.
            if !asked.binds_everybody() {
                continue;
            }
            let found = scope.find(|facets| &facets.amounts, |amount| &amount.range);
            let same: Vec<_> = found.iter().filter(|(_, own)| own.compares_with(asked)).collect();
            let Some((at, own)) = same
                .iter()
                .find(|(_, own)| !own.falls_short_of(asked))
                .or(same.first())
                .map(|found| (&found.0, &found.1))
            else {
                outcome.silent += 1;
                continue;
            };
            if own.falls_short_of(asked) {
                let asked_words = &self.obligation.text[asked.range.clone()];
                let words = self.plan.text(at.clone());
                outcome.flags.push(Flag {
                    kind: FlagKind::Quantity,
                    message: format!("通知要求“{asked_words}”，计划为“{words}”，标准降低"),
                    mend: Some(mend(at, asked_words)),
                    range: Some(at.clone()),
                });
            } else {
                outcome.met += 1;
            }
        }
    }

    pub(super) fn deadline(&self, scope: &Scope<'_>, outcome: &mut Outcome) {
        let Some(asked) = self.asked.facets.deadlines.last() else { return };
        let found = scope.find(|facets| &facets.deadlines, |deadline| &deadline.range);
        // 全年 and 年底 in a cell of a table say when it ends at the latest; a date in the clause comes first.
        let Some((at, own)) = found.iter().find(|(_, own)| !own.is_after(asked)).or(found.first()) else {
            outcome.silent += 1;
            return;
        };
        if own.is_after(asked) {
            let asked_words = &self.obligation.text[asked.range.clone()];
            let words = self.plan.text(at.clone());
            let kind = if own.year > asked.year { FlagKind::LaterYear } else { FlagKind::Deadline };
            let how = if own.year > asked.year { "推迟到以后年度" } else { "时限推后" };
            outcome.flags.push(Flag {
                kind,
                message: format!("通知要求“{asked_words}”，计划为“{words}”，{how}"),
                mend: Some(mend(at, asked_words)),
                range: Some(at.clone()),
            });
        } else {
            outcome.met += 1;
        }
    }

    /// A year that the obligation does not name, where it names another.
    pub(super) fn years(&self, scope: &Scope<'_>, outcome: &mut Outcome) {
        let later = scope.window.deadlines.iter().find(|own| self.plan.year > 0 && own.year > self.plan.year);
        if let Some(own) = later
            && self.asked.facets.deadlines.iter().all(|asked| asked.year <= self.notice_year)
            && !outcome.flags.iter().any(|flag| flag.kind == FlagKind::LaterYear)
        {
            let words = self.plan.text(scope.at(&own.range));
            outcome.flags.push(Flag {
                kind: FlagKind::LaterYear,
                message: format!("计划安排在“{words}”，晚于通知的年度"),
                mend: None,
                range: Some(scope.at(&own.range)),
            });
        }
        let Some((asked, asked_range)) = self.asked.facets.years.first() else { return };
        if scope.window.years.is_empty() || scope.window.years.iter().any(|(year, _)| year == asked) {
            return;
        }
        let (_, own) = &scope.window.years[0];
        let at = scope.at(own);
        outcome.flags.push(Flag {
            kind: FlagKind::Year,
            message: format!(
                "通知是“{}”，计划写成“{}”",
                &self.obligation.text[asked_range.clone()],
                self.plan.text(at.clone())
            ),
            mend: Some(mend(&at, &self.obligation.text[asked_range.clone()])),
            range: Some(at),
        });
    }
}
