//! The grid of a table from its rules.

use super::Rule;

/// Rules closer than this are one, and ends closer than this meet. In units of a page of usual size (points).
const NEAR: f32 = 3.0;
/// Shorter rules are parts of drawings.
const SHORTEST: f32 = 6.0;
/// More rules than this on a page are a drawing.
const MOST: usize = 6000;

/// A table's grid: edges of columns and rows, and which cells are one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Grid {
    pub xs: Vec<f32>,
    pub ys: Vec<f32>,
    /// For each place (row by row): the first place of the cell that covers it.
    pub cells: Vec<usize>,
}

impl Grid {
    pub(super) fn columns(&self) -> usize {
        self.xs.len() - 1
    }

    pub(super) fn rows(&self) -> usize {
        self.ys.len() - 1
    }

    /// The cell at a point: its first place.
    pub(super) fn cell_at(&self, x: f32, y: f32) -> Option<usize> {
        let column = self.xs.partition_point(|edge| *edge <= x).checked_sub(1)?;
        let row = self.ys.partition_point(|edge| *edge <= y).checked_sub(1)?;
        (column < self.columns() && row < self.rows()).then(|| self.cells[row * self.columns() + column])
    }
}

/// The grids of a page, each of at least two cells.
pub(super) fn grids(rules: &[Rule]) -> Vec<Grid> {
    let long = |rule: &&Rule| (rule.x1 - rule.x0).abs().max((rule.y1 - rule.y0).abs()) >= SHORTEST;
    let rules: Vec<Rule> = rules.iter().filter(long).map(straight).collect();
    if rules.len() > MOST {
        return Vec::new();
    }
    groups(&rules).iter().filter_map(|group| grid(group)).collect()
}

fn straight(rule: &Rule) -> Rule {
    let (x0, x1) = (rule.x0.min(rule.x1), rule.x0.max(rule.x1));
    let (y0, y1) = (rule.y0.min(rule.y1), rule.y0.max(rule.y1));
    if rule.is_horizontal() {
        let y = f32::midpoint(y0, y1);
        Rule { x0, x1, y0: y, y1: y }
    } else {
        let x = f32::midpoint(x0, x1);
        Rule { x0: x, x1: x, y0, y1 }
    }
}

/// Rules that touch each other, directly or over others.
fn groups(rules: &[Rule]) -> Vec<Vec<Rule>> {
    let mut group: Vec<usize> = (0..rules.len()).collect();
    let root = |group: &[usize], mut index: usize| {
        while group[index] != index {
            index = group[index];
        }
        index
    };
    for one in 0..rules.len() {
        for other in one + 1..rules.len() {
            if touch(&rules[one], &rules[other]) {
                let (a, b) = (root(&group, one), root(&group, other));
                group[a.max(b)] = a.min(b);
            }
        }
    }
    let mut out: Vec<(usize, Vec<Rule>)> = Vec::new();
    for (index, rule) in rules.iter().enumerate() {
        let own = root(&group, index);
        match out.iter_mut().find(|(known, _)| *known == own) {
            Some((_, members)) => members.push(*rule),
            None => out.push((own, vec![*rule])),
        }
    }
    out.into_iter().map(|(_, members)| members).collect()
}

fn touch(a: &Rule, b: &Rule) -> bool {
    a.x0 <= b.x1 + NEAR && b.x0 <= a.x1 + NEAR && a.y0 <= b.y1 + NEAR && b.y0 <= a.y1 + NEAR
}

fn grid(rules: &[Rule]) -> Option<Grid> {
    let (horizontal, vertical): (Vec<&Rule>, Vec<&Rule>) =
        rules.iter().partition(|rule| rule.is_horizontal());
    let xs = edges(vertical.iter().map(|rule| rule.x0));
    let ys = edges(horizontal.iter().map(|rule| rule.y0));
    if xs.len() < 2 || ys.len() < 2 || (xs.len() - 1) * (ys.len() - 1) < 2 {
        return None;
    }
    let (columns, rows) = (xs.len() - 1, ys.len() - 1);
    let mut cells: Vec<usize> = (0..columns * rows).collect();
    // Places without a rule between them are one cell.
    for row in 0..rows {
        for column in 0..columns {
            let place = row * columns + column;
            let (x, y) = (f32::midpoint(xs[column], xs[column + 1]), f32::midpoint(ys[row], ys[row + 1]));
            let left_open = column > 0
                && !vertical.iter().any(|rule| near(rule.x0, xs[column]) && covers(rule.y0, rule.y1, y));
            if left_open {
                cells[place] = cells[place - 1];
                continue;
            }
            let above_open = row > 0
                && !horizontal.iter().any(|rule| near(rule.y0, ys[row]) && covers(rule.x0, rule.x1, x));
            if above_open {
                cells[place] = cells[place - columns];
            }
        }
    }
    Some(Grid { xs, ys, cells })
}

fn near(a: f32, b: f32) -> bool {
    (a - b).abs() <= NEAR
}

fn covers(from: f32, to: f32, at: f32) -> bool {
    from - NEAR <= at && at <= to + NEAR
}

fn edges(positions: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut positions: Vec<f32> = positions.collect();
    positions.sort_by(f32::total_cmp);
    let mut out: Vec<f32> = Vec::new();
    for position in positions {
        if out.last().is_none_or(|last| position - last > NEAR) {
            out.push(position);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(x0: f32, y0: f32, x1: f32, y1: f32) -> Rule {
        Rule { x0, y0, x1, y1 }
    }

    #[test]
    fn merged_cells_are_one() {
        // Two columns, two rows, the left cell over both rows.
        let rules = [
            rule(0.0, 0.0, 100.0, 0.0),
            rule(50.0, 20.0, 100.0, 20.0),
            rule(0.0, 40.0, 100.0, 40.0),
            rule(0.0, 0.0, 0.0, 40.0),
            rule(50.0, 0.0, 50.0, 40.0),
            rule(100.0, 0.0, 100.0, 40.0),
            rule(0.0, 500.0, 100.0, 500.0),
        ];
        let grids = grids(&rules);
        assert_eq!(grids.len(), 1);
        assert_eq!(grids[0].cells, [0, 1, 0, 3]);
        assert_eq!(grids[0].cell_at(10.0, 30.0), Some(0));
        assert_eq!(grids[0].cell_at(60.0, 30.0), Some(3));
        assert_eq!(grids[0].cell_at(60.0, 60.0), None);
    }
}
