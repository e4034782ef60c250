//! Tables with borders: what stands in which cell.

use super::lines::{self, Span};
use super::{Piece, Rule, grid, paragraphs};
use grid::Grid;

/// A table of a page.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Table {
    pub top: f32,
    /// Edges of its columns.
    pub xs: Vec<f32>,
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Row {
    /// Its cells, from left to right.
    pub cells: Vec<Cell>,
}

/// A cell of a row.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Cell {
    pub column: usize,
    /// Goes on with the cell above it.
    pub continues: bool,
    pub paragraphs: Vec<String>,
}

/// The tables of a page, and the spans that stand in none.
pub(super) fn find(spans: Vec<Span>, rules: &[Rule]) -> (Vec<Table>, Vec<Span>) {
    let grids = grid::grids(rules);
    if grids.is_empty() {
        return (Vec::new(), spans);
    }
    let mut inside: Vec<Vec<Vec<Span>>> =
        grids.iter().map(|grid| vec![Vec::new(); grid.cells.len()]).collect();
    let mut rest = Vec::new();
    for span in spans {
        // The middle of a line of text lies above its baseline.
        let y = span.y - span.size * 0.3;
        let at = |span: &Span| {
            let x = f32::midpoint(span.x0, span.x1);
            grids.iter().enumerate().find_map(|(index, grid)| Some((index, grid.cell_at(x, y)?)))
        };
        let in_grid = grids.iter().find(|grid| grid.cell_at(span.x0 + span.size * 0.2, y).is_some());
        for part in in_grid.map_or_else(|| vec![span.clone()], |grid| cut(&span, grid)) {
            match at(&part) {
                Some((index, cell)) => inside[index][cell].push(part),
                None => rest.push(part),
            }
        }
    }
    let mut tables = Vec::new();
    for (grid, cells) in grids.iter().zip(inside) {
        if cells.iter().filter(|cell| !cell.is_empty()).count() < 2 {
            // A frame around text, or a drawing.
            rest.extend(cells.into_iter().flatten());
        } else {
            tables.push(table(grid, cells));
        }
    }
    (tables, rest)
}

/// A span drawn over several columns, cut at their edges.
fn cut(span: &Span, grid: &Grid) -> Vec<Span> {
    let crosses = grid.xs.iter().any(|x| span.x0 + span.size * 0.5 < *x && *x < span.x1 - span.size * 0.5);
    if !crosses || span.starts.len() != span.text.chars().count() {
        return vec![span.clone()];
    }
    let mut out: Vec<Span> = Vec::new();
    let mut column = usize::MAX;
    for (character, start) in span.text.chars().zip(&span.starts) {
        let own = grid.xs.partition_point(|edge| *edge <= start + span.size * 0.3);
        if own != column {
            out.push(Span { text: String::new(), x0: *start, starts: Vec::new(), ..span.clone() });
            column = own;
        }
        if let Some(last) = out.last_mut() {
            last.text.push(character);
            last.starts.push(*start);
            last.x1 = start + span.size;
        }
    }
    out
}

fn table(grid: &Grid, mut cells: Vec<Vec<Span>>) -> Table {
    let columns = grid.columns();
    let rows = (0..grid.rows()).map(|row| {
        let mut out = Row::default();
        for column in 0..columns {
            let place = row * columns + column;
            let first = grid.cells[place];
            let begins_above = first / columns < row;
            let begins_left = !begins_above && first != place;
            // A cell over several columns is met again in each of them.
            if begins_left || (begins_above && column > 0 && grid.cells[place - 1] == first) {
                continue;
            }
            let columns_of_cell =
                (column..columns).take_while(|other| grid.cells[row * columns + other] == first);
            let right = grid.xs[column + columns_of_cell.count().max(1)];
            let paragraphs = paragraphs::of_cell(lines::lines(std::mem::take(&mut cells[place])), right);
            out.cells.push(Cell { column, continues: begins_above, paragraphs });
        }
        out
    });
    Table { top: grid.ys[0], xs: grid.xs.clone(), rows: rows.collect() }
}

/// Tables that go on over the page: their heads are repeated, and a row may be torn apart.
pub(super) fn join_over_pages(pages: &mut [Vec<Piece>]) {
    let mut last: Option<(usize, usize)> = None;
    for page in 0..pages.len() {
        let goes_on = match (last, pages[page].first()) {
            (Some((at, index)), Some(Piece::Table(next))) => {
                matches!(&pages[at][index], Piece::Table(before) if same_columns(before, next))
                    .then_some((at, index))
            }
            _ => None,
        };
        if let Some((at, index)) = goes_on {
            let Piece::Table(next) = pages[page].remove(0) else { continue };
            if let Piece::Table(before) = &mut pages[at][index] {
                append(before, next);
            }
            // The table may fill this page as well.
            if pages[page].is_empty() {
                continue;
            }
        }
        last = match pages[page].last() {
            Some(Piece::Table(_)) => Some((page, pages[page].len() - 1)),
            _ => None,
        };
    }
}

fn same_columns(a: &Table, b: &Table) -> bool {
    a.xs.len() == b.xs.len() && a.xs.iter().zip(&b.xs).all(|(a, b)| (a - b).abs() < 4.0)
}

fn append(table: &mut Table, mut next: Table) {
    if next.rows.first().is_some_and(|row| table.rows.first() == Some(row)) {
        next.rows.remove(0);
    }
    if let (Some(before), Some(row)) = (table.rows.last_mut(), next.rows.first())
        && is_rest_of(row, before)
    {
        for (cell, rest) in before.cells.iter_mut().zip(next.rows.remove(0).cells) {
            for (number, paragraph) in rest.paragraphs.into_iter().enumerate() {
                match cell.paragraphs.last_mut() {
                    Some(last) if number == 0 && !ends(last) => last.push_str(&paragraph),
                    _ => cell.paragraphs.push(paragraph),
                }
            }
        }
    }
    table.rows.append(&mut next.rows);
}

fn ends(paragraph: &str) -> bool {
    paragraph.ends_with(['。', '！', '？'])
}

/// Whether the first row of a page is the rest of the last row of the page before: it has no number of its own, and a
/// sentence was left open.
fn is_rest_of(row: &Row, before: &Row) -> bool {
    let text = |cell: &Cell| !cell.paragraphs.is_empty();
    let same = row.cells.len() == before.cells.len();
    let unnumbered = row.cells.first().is_some_and(|cell| !text(cell));
    let open = row.cells.iter().zip(&before.cells).all(|(rest, before)| {
        // What is torn goes on where something stands already.
        !text(rest) || text(before)
    });
    let torn = row
        .cells
        .iter()
        .zip(&before.cells)
        .any(|(rest, before)| text(rest) && before.paragraphs.last().is_some_and(|last| !ends(last)));
    same && unnumbered && open && torn
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(texts: [&str; 3]) -> Row {
        let cell = |(column, text): (usize, &&str)| Cell {
            column,
            paragraphs: if text.is_empty() { Vec::new() } else { vec![(*text).to_owned()] },
            ..Cell::default()
        };
        Row { cells: texts.iter().enumerate().map(cell).collect() }
    }

    fn table(rows: &[[&str; 3]]) -> Piece {
        let xs = vec![0.0, 10.0, 50.0, 80.0];
        Piece::Table(Table { top: 0.0, xs, rows: rows.iter().map(|texts| row(*texts)).collect() })
    }

    #[test]
    fn a_row_torn_by_the_page_is_one_and_heads_are_not_repeated() {
        let mut pages = vec![
            vec![table(&[["序号", "任务", "时限"], ["1", "开展督", "6月"]])],
            vec![table(&[["序号", "任务", "时限"], ["", "查并通报", ""], ["2", "培训", "全年"]])],
        ];
        join_over_pages(&mut pages);
        assert!(pages[1].is_empty());
        let Piece::Table(joined) = &pages[0][0] else { panic!("a table") };
        assert_eq!(
            joined.rows,
            [row(["序号", "任务", "时限"]), row(["1", "开展督查并通报", "6月"]), row(["2", "培训", "全年"])]
        );
    }
}
