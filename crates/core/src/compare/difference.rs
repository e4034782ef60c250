//! How often, how much, by when: what the notice asks and what each plan says.

use crate::report::{FacetKind, ObligationReport, Relation};

use super::{ComparedObligation, Difference, Said};

/// What the plans say of the facets of one obligation.
#[derive(Debug, Default)]
pub(super) struct Facets {
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    kind: FacetKind,
    asked: Option<String>,
    /// Plans that say something, in order: index, words, relation.
    said: Vec<(usize, String, Relation)>,
}

impl Facets {
    /// Adds what plan number `plan` says.
    pub(super) fn add(&mut self, plan: usize, obligation: &ObligationReport) {
        let mut taken = vec![false; self.rows.len()];
        for facet in &obligation.facets {
            let same = |(number, row): &(usize, &Row)| {
                !taken[*number] && row.kind == facet.kind && row.asked == facet.asked
            };
            let number = self.rows.iter().enumerate().find(same).map(|(number, _)| number);
            let number = number.unwrap_or_else(|| {
                self.rows.push(Row { kind: facet.kind, asked: facet.asked.clone(), said: Vec::new() });
                taken.push(false);
                self.rows.len() - 1
            });
            taken[number] = true;
            if let Some(words) = &facet.said {
                self.rows[number].said.push((plan, words.clone(), facet.relation));
            }
        }
    }

    /// How many facets plan number `plan` states without falling short.
    pub(super) fn stated_by(&self, plan: usize) -> usize {
        let states =
            |row: &&Row| row.said.iter().any(|(own, _, how)| *own == plan && *how != Relation::Short);
        self.rows.iter().filter(states).count()
    }

    /// The rows worth showing: whatever is asked for, and what nobody asked for if plans differ in it.
    pub(super) fn differences(self, obligation: &ComparedObligation) -> Vec<Difference> {
        let mut rows = self.rows;
        rows.sort_by_key(|row| (row.kind, row.asked.is_none()));
        let differs = |row: &Row| row.said.windows(2).any(|pair| pair[0].1 != pair[1].1);
        rows.into_iter()
            .filter(|row| obligation.required && (row.asked.is_some() || differs(row)))
            .map(|row| difference(row, obligation))
            .collect()
    }
}

fn difference(row: Row, obligation: &ComparedObligation) -> Difference {
    let mut said: Vec<Said> = obligation
        .answers
        .iter()
        .map(|answer| Said { words: None, relation: Relation::Silent, status: answer.status })
        .collect();
    for (plan, words, relation) in row.said {
        said[plan].words = Some(words);
        said[plan].relation = relation;
    }
    Difference { obligation: obligation.id.clone(), kind: row.kind, asked: row.asked, said }
}
