//! Places in a text: the engine counts bytes of the source, the page lines and UTF-16 units. The one becomes the other
//! here and nowhere else.

use std::ops::Range;

/// The lines of a source as the page shows them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lines {
    /// Bytes of the source, line ends left out.
    ranges: Vec<Range<usize>>,
}

/// A place on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// Line, from 0.
    pub line: usize,
    /// UTF-16 units from its start.
    pub unit: usize,
}

impl Lines {
    /// Finds the lines of a text; a byte order mark belongs to none.
    #[must_use]
    pub fn new(source: &str) -> Self {
        let mut ranges = Vec::new();
        let mut start = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        for line in source[start..].split('\n') {
            let end = start + line.len();
            ranges.push(start..start + line.trim_end_matches('\r').len());
            start = end + 1;
        }
        Self { ranges }
    }

    /// How many there are; never none.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ranges.len()
    }

    /// The bytes of each line.
    pub fn ranges(&self) -> impl Iterator<Item = Range<usize>> {
        self.ranges.iter().cloned()
    }

    /// Where a byte of the source is on the page.
    #[must_use]
    pub fn spot(&self, source: &str, byte: usize) -> Spot {
        let line = self.ranges.partition_point(|range| range.start <= byte).saturating_sub(1);
        let range = self.ranges.get(line).cloned().unwrap_or_default();
        let before = source.get(range.start..byte.clamp(range.start, range.end)).unwrap_or_default();
        Spot { line, unit: before.encode_utf16().count() }
    }

    /// The byte of the source that a place on the page stands for.
    #[must_use]
    pub fn byte(&self, source: &str, spot: Spot) -> usize {
        let Some(range) = self.ranges.get(spot.line) else { return source.len() };
        let line = source.get(range.clone()).unwrap_or_default();
        let mut units = 0;
        for (at, character) in line.char_indices() {
            if units >= spot.unit {
                return range.start + at;
            }
            units += character.len_utf16();
        }
        range.end
    }

    /// The stretch of each line that a span of the source covers: line, then UTF-16 units; empty ones left out.
    #[must_use]
    pub fn stretches(&self, source: &str, span: Range<usize>) -> Vec<(usize, Range<usize>)> {
        let (from, to) = (self.spot(source, span.start), self.spot(source, span.end));
        (from.line..=to.line)
            .filter_map(|line| {
                let range = self.ranges.get(line)?.clone();
                let start = if line == from.line { from.unit } else { 0 };
                let end = if line == to.line {
                    to.unit
                } else {
                    source.get(range).unwrap_or_default().encode_utf16().count()
                };
                (start < end).then_some((line, start..end))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\u{feff}一、总则\r\n𠮷林市a\n\n末行";

    #[test]
    fn bytes_become_units_and_come_back() {
        let lines = Lines::new(TEXT);
        assert_eq!(lines.len(), 4);
        for (byte, character) in TEXT.char_indices().filter(|(_, c)| !"\u{feff}\r\n".contains(*c)) {
            let spot = lines.spot(TEXT, byte);
            assert_eq!(lines.byte(TEXT, spot), byte, "{character}");
        }
        let a = TEXT.find('a').unwrap();
        assert_eq!(lines.spot(TEXT, a), Spot { line: 1, unit: 4 });
    }

    #[test]
    fn a_span_over_lines_is_a_stretch_in_each() {
        let lines = Lines::new(TEXT);
        let (from, to) = (TEXT.find('总').unwrap(), TEXT.find('行').unwrap());
        assert_eq!(lines.stretches(TEXT, from..to), [(0, 2..4), (1, 0..5), (3, 0..1)]);
    }

    #[test]
    fn places_beyond_the_end_are_the_end() {
        let lines = Lines::new("ab");
        assert_eq!(lines.byte("ab", Spot { line: 0, unit: 9 }), 2);
        assert_eq!(lines.byte("ab", Spot { line: 7, unit: 0 }), 2);
        assert_eq!(lines.spot("ab", 99), Spot { line: 0, unit: 2 });
    }
}
