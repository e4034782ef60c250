//! A table of counts: a title column that takes the room left, and columns of numbers at the right.

use anstyle::Style as Ink;

use crate::page::Page;
use crate::rich::Rich;

/// One row: title, then a cell for each column, each with its ink.
pub(crate) struct Row {
    pub title: (String, Ink),
    pub cells: Vec<(String, Ink)>,
}

/// Writes rows under each other; columns are as wide as their widest cell, long titles are cut.
pub(crate) fn write(page: &mut Page, rows: &[Row]) {
    let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let cell = |row: &Row, column: usize| {
        row.cells.get(column).map_or_else(Rich::default, |(text, ink)| Rich::new(text, *ink))
    };
    let widths: Vec<usize> = (0..columns)
        .map(|column| rows.iter().map(|row| cell(row, column).columns()).max().unwrap_or(0))
        .collect();
    let gap = if page.style.width() < 72 { 1 } else { 3 };
    let numbers: usize = widths.iter().map(|width| width + gap).sum();
    let room = page.style.width().saturating_sub(numbers + 2).max(8);
    let widest = rows.iter().map(|row| Rich::new(&row.title.0, row.title.1).columns()).max().unwrap_or(0);
    let first = room.min(widest);
    for row in rows {
        let title = Rich::new(&row.title.0, row.title.1).cut(first);
        let pad = first - title.columns();
        let mut line = Rich::default().gap(2).join(&title).gap(pad);
        for (column, width) in widths.iter().enumerate() {
            let text = cell(row, column);
            line = line.gap(gap + width - text.columns()).join(&text);
        }
        page.line(&line);
    }
}
