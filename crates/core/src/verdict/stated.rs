//! How often, how much and by when, side by side: the words of the notice and those of the plan, whether they differ or not.

use std::ops::Range;

use crate::facet::{Amount, Deadline, Facets, Flag, FlagKind, Frequency};
use crate::report::{FacetKind, FacetReport, Relation};

use super::flags::Comparison;
use super::scope::Scope;

/// The facets of an obligation and of the window that answers it. Whether the plan falls short is what `flags` say.
pub(super) fn of(comparison: &Comparison<'_>, scope: &Scope<'_>, flags: &[Flag]) -> Vec<FacetReport> {
    let both = Both { comparison, scope, flags };
    both.frequency().into_iter().chain(both.amounts()).chain(both.deadline()).collect()
}

/// What an obligation asks for, where nothing answers it.
pub(super) fn asked(text: &str, asked: &Facets) -> Vec<FacetReport> {
    let frequency = asked.frequencies.first().map(|it| (FacetKind::Frequency, &it.range));
    let amounts = asked.amounts.iter().map(|it| (FacetKind::Quantity, &it.range));
    let deadline = asked.deadlines.last().map(|it| (FacetKind::Deadline, &it.range));
    let all = frequency.into_iter().chain(amounts).chain(deadline);
    all.map(|(kind, range)| silent(kind, text[range.clone()].to_owned())).collect()
}

/// What remains of the facets of a window that turned out to be no answer.
pub(super) fn unanswered(facets: &[FacetReport]) -> Vec<FacetReport> {
    facets.iter().filter_map(|it| Some(silent(it.kind, it.asked.clone()?))).collect()
}

fn silent(kind: FacetKind, asked: String) -> FacetReport {
    FacetReport { kind, asked: Some(asked), said: None, relation: Relation::Silent }
}

struct Both<'a> {
    comparison: &'a Comparison<'a>,
    scope: &'a Scope<'a>,
    flags: &'a [Flag],
}

impl Both<'_> {
    fn frequency(&self) -> Option<FacetReport> {
        let found: Vec<(Range<usize>, Frequency)> =
            self.scope.find(|facets| &facets.frequencies, |frequency| &frequency.range);
        let own = self.comparison.asked;
        let asked = own.frequency().map(|it| &it.range).or(own
            .prompt
            .as_ref()
            .filter(|_| self.flags.iter().any(|flag| flag.kind == FlagKind::Frequency)));
        self.row(FacetKind::Frequency, asked, found.first().map(|(at, _)| at), &[FlagKind::Frequency])
    }

    fn deadline(&self) -> Option<FacetReport> {
        let asked = self.comparison.asked.facets.deadlines.last();
        let found: Vec<(Range<usize>, Deadline)> =
            self.scope.find(|facets| &facets.deadlines, |deadline| &deadline.range);
        let in_time = |own: &&(Range<usize>, Deadline)| asked.is_some_and(|asked| !own.1.is_after(asked));
        let said = found.iter().find(in_time).or(found.first()).map(|(at, _)| at);
        let flags = [FlagKind::Deadline, FlagKind::LaterYear];
        self.row(FacetKind::Deadline, asked.map(|it| &it.range), said, &flags)
    }

    /// A row for each amount asked; if none is, one for the first number of the answer.
    fn amounts(&self) -> Vec<FacetReport> {
        let found: Vec<(Range<usize>, Amount)> =
            self.scope.find(|facets| &facets.amounts, |amount| &amount.range);
        let asked = &self.comparison.asked.facets.amounts;
        if asked.is_empty() {
            // 全部 and 所有 measure nothing that was not asked about.
            let number =
                |at: &&Range<usize>| self.comparison.plan.text((*at).clone()).contains(char::is_numeric);
            let said = found.iter().map(|(at, _)| at).find(number);
            return said
                .map(|at| self.report(FacetKind::Quantity, None, Some(at), Relation::Own))
                .into_iter()
                .collect();
        }
        asked.iter().map(|asked| self.amount(asked, &found)).collect()
    }

    fn amount(&self, asked: &Amount, found: &[(Range<usize>, Amount)]) -> FacetReport {
        let same = || found.iter().filter(|(_, own)| own.compares_with(asked));
        let enough = same().find(|(_, own)| !own.falls_short_of(asked));
        let said = enough.or(same().next()).map(|(at, _)| at);
        let relation = match (said, enough) {
            (None, _) => Relation::Silent,
            (_, Some(_)) => Relation::Meets,
            _ if asked.binds_everybody() => Relation::Short,
            // A province's total is shared out among prefectures: a smaller number is a part of it.
            _ => Relation::Own,
        };
        self.report(FacetKind::Quantity, Some(&asked.range), said, relation)
    }

    /// Nothing if neither side says anything.
    fn row(
        &self,
        kind: FacetKind,
        asked: Option<&Range<usize>>,
        said: Option<&Range<usize>>,
        short: &[FlagKind],
    ) -> Option<FacetReport> {
        let flag = self.flags.iter().find(|flag| short.contains(&flag.kind));
        // A flag has the words that decided.
        let said = flag.and_then(|flag| flag.range.as_ref()).or(said);
        let relation = match (asked, said) {
            (None, None) => return None,
            (Some(_), None) => Relation::Silent,
            _ if flag.is_some() => Relation::Short,
            (None, Some(_)) => Relation::Own,
            (Some(_), Some(_)) => Relation::Meets,
        };
        Some(self.report(kind, asked, said, relation))
    }

    fn report(
        &self,
        kind: FacetKind,
        asked: Option<&Range<usize>>,
        said: Option<&Range<usize>>,
        relation: Relation,
    ) -> FacetReport {
        let Comparison { obligation, plan, .. } = self.comparison;
        let asked = asked.map(|range| obligation.text[range.clone()].to_owned());
        FacetReport { kind, asked, said: said.map(|range| plan.text(range.clone()).to_owned()), relation }
    }
}
