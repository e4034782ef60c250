//! Figures in words.

use yaodian_core::Report;

/// A share in percent with one decimal, rounded down: only the whole reads 100%.
#[must_use]
pub fn percent(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "—".to_owned();
    }
    let tenths = part * 1000 / whole;
    if tenths == 1000 { "100%".to_owned() } else { format!("{}.{}%", tenths / 10, tenths % 10) }
}

/// The coverage of a report, in percent.
pub(crate) fn coverage(report: &Report) -> String {
    let counts = &report.summary.obligations;
    percent(counts.covered, counts.required())
}

/// How many sections there are, before the number of points; nothing for a notice without headings.
pub(crate) fn sections<'a>(titles: impl Iterator<Item = &'a str>) -> String {
    match titles.filter(|title| !title.is_empty()).count() {
        0 => String::new(),
        count => format!("{count}个部分、"),
    }
}

/// A bar that fills as the share does; full only when the share is whole, empty only when it is nothing.
pub(crate) fn bar(part: usize, whole: usize, columns: usize) -> (String, String) {
    let filled = (part * columns).checked_div(whole).unwrap_or(0);
    let filled = if part > 0 { filled.max(1) } else { 0 };
    ("█".repeat(filled), "░".repeat(columns - filled))
}

/// A number with a comma at each thousand.
pub(crate) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_rounds_down() {
        assert_eq!(percent(0, 3), "0.0%");
        assert_eq!(percent(2, 3), "66.6%");
        assert_eq!(percent(9_999, 10_000), "99.9%");
        assert_eq!(percent(3, 3), "100%");
        assert_eq!(percent(0, 0), "—");
    }

    #[test]
    fn bars_and_thousands() {
        assert_eq!(bar(1, 1000, 4), ("█".to_owned(), "░░░".to_owned()));
        assert_eq!(bar(999, 1000, 4).0, "███");
        assert_eq!(thousands(1_234_567), "1,234,567");
    }
}
