//! Glyphs put into lines.

/// A piece of text drawn in one go.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Span {
    pub text: String,
    /// Where it begins and ends.
    pub x0: f32,
    pub x1: f32,
    /// Its baseline.
    pub y: f32,
    /// Size of its font.
    pub size: f32,
    /// Where each character begins; may be empty.
    pub starts: Vec<f32>,
}

/// A line of text.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Line {
    pub text: String,
    pub x0: f32,
    pub x1: f32,
    pub y: f32,
    pub size: f32,
}

/// Baselines closer than this share of the font size are one line.
const SAME_LINE: f32 = 0.45;
/// A gap of so many font sizes stands between columns.
const COLUMN_GAP: f32 = 1.8;
/// A gap of so many font sizes between Latin words is a blank.
const WORD_GAP: f32 = 0.2;

/// Sorts spans into lines, top to bottom, left to right.
pub(super) fn lines(mut spans: Vec<Span>) -> Vec<Line> {
    spans.retain(|span| !span.text.trim().is_empty() && span.x0.is_finite() && span.y.is_finite());
    spans.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Vec<Span>> = Vec::new();
    for span in spans {
        match rows.last_mut() {
            Some(row) if belongs(row, &span) => row.push(span),
            _ => rows.push(vec![span]),
        }
    }
    rows.into_iter().map(line).collect()
}

fn belongs(row: &[Span], span: &Span) -> bool {
    row.last().is_some_and(|last| (span.y - last.y).abs() <= SAME_LINE * span.size.min(last.size).max(0.1))
}

fn line(mut spans: Vec<Span>) -> Line {
    spans.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let size = spans.iter().map(|span| span.size).fold(0.0, f32::max);
    let mut out = Line { x0: spans[0].x0, y: spans[0].y, size, ..Line::default() };
    let mut end = spans[0].x0;
    for span in &spans {
        // The same text drawn twice in the same place is bold print.
        if span.x1 <= end && out.text.ends_with(span.text.trim()) {
            continue;
        }
        let gap = span.x0 - end;
        if gap > COLUMN_GAP * size && !out.text.is_empty() {
            out.text.push('\t');
        } else if gap > WORD_GAP * size && out.text.ends_with(|c: char| c.is_ascii_alphanumeric()) {
            out.text.push(' ');
        }
        out.text.push_str(&span.text);
        end = end.max(span.x1);
    }
    out.x1 = end;
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(crate) fn span(text: &str, x0: f32, y: f32) -> Span {
        let x1 = x0 + text.chars().count() as f32 * 10.0;
        Span { text: text.to_owned(), x0, x1, y, size: 10.0, starts: Vec::new() }
    }

    #[test]
    fn spans_become_lines() {
        let spans = vec![
            span("下一行", 0.0, 30.0),
            span("全", 20.0, 10.5),
            span("食品", 0.0, 10.0),
            span("3月", 80.0, 10.0),
        ];
        let texts: Vec<String> = lines(spans).into_iter().map(|line| line.text).collect();
        assert_eq!(texts, ["食品全\t3月", "下一行"]);
    }
}
