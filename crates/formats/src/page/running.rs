//! Running heads, feet and page numbers: what stands at the edge of page after page.

use std::collections::HashMap;

use super::Piece;

/// The share of a page's height at its top and at its bottom in which such lines stand.
const EDGE: f32 = 0.13;
/// So many lines at an edge can be running ones.
const MOST: usize = 3;

/// Takes them out.
pub(super) fn remove(pages: &mut [Vec<Piece>], heights: &[f32]) {
    let mut counts: HashMap<(bool, String), usize> = HashMap::new();
    for (page, height) in pages.iter().zip(heights) {
        for (_, key) in candidates(page, *height) {
            *counts.entry(key).or_default() += 1;
        }
    }
    // On half of the pages; left and right pages may have different ones. A single page has none that could be known.
    let enough = (pages.len() / 3).max(2);
    for (page, height) in pages.iter_mut().zip(heights) {
        let drop: Vec<usize> = candidates(page, *height)
            .into_iter()
            .filter(|(index, key)| counts[key] >= enough || is_number(page, *index))
            .map(|(index, _)| index)
            .collect();
        let mut index = 0;
        page.retain(|_| {
            index += 1;
            !drop.contains(&(index - 1))
        });
    }
}

/// Lines at the edges: whether at the top, and their text with all digits made alike.
fn candidates(page: &[Piece], height: f32) -> Vec<(usize, (bool, String))> {
    let line = |(index, piece): (usize, &Piece)| match piece {
        Piece::Line(line) => Some((index, line.y, line.text.clone())),
        Piece::Table(_) => None,
    };
    let key = |text: String| -> String {
        text.chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| if c.is_ascii_digit() { '0' } else { c })
            .collect()
    };
    let top = page.iter().enumerate().take(MOST).map_while(line).filter(|(_, y, _)| *y <= height * EDGE);
    let bottom = page
        .iter()
        .enumerate()
        .rev()
        .take(MOST)
        .map_while(line)
        .filter(|(_, y, _)| *y >= height * (1.0 - EDGE));
    top.map(|(index, _, text)| (index, (true, key(text))))
        .chain(bottom.map(|(index, _, text)| (index, (false, key(text)))))
        .collect()
}

/// — 3 —, 第3页 共9页, 3: nothing else can stand alone at the edge of a page.
fn is_number(page: &[Piece], index: usize) -> bool {
    let Piece::Line(line) = &page[index] else { return false };
    let text: String = line.text.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = text.trim_matches(|c| "-—–－·•第页共/，,".contains(c));
    let inner = bare.replace(['页', '共', '第', '/', '，', ','], "");
    (1..=8).contains(&inner.len()) && inner.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::lines::Line;
    use super::*;

    fn line(text: &str, y: f32) -> Piece {
        Piece::Line(Line { text: text.to_owned(), y, x1: 10.0, size: 10.0, ..Line::default() })
    }

    #[test]
    fn running_heads_and_page_numbers_go() {
        let page = |number: u32| {
            vec![
                line("内部资料", 20.0),
                line(&format!("第{number}章要点"), 60.0),
                line("正文", 300.0),
                line(&format!("— {number} —"), 780.0),
            ]
        };
        let mut pages = vec![page(1), page(2), page(3)];
        pages[1][1] = line("督查", 60.0);
        remove(&mut pages, &[800.0; 3]);
        assert!(pages.iter().all(|page| page.len() <= 2 && !page.is_empty()));
        let mut single = vec![page(1)];
        remove(&mut single, &[800.0]);
        assert_eq!(single[0].len(), 3);
    }
}
