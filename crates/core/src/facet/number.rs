//! Numbers in digits and in Chinese characters.

/// Reads a whole number written as 12, 1,200, 十二 or 两百 that fills `text`.
#[must_use]
pub fn whole(text: &str) -> Option<f64> {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return text.replace(',', "").parse().ok();
    }
    let (value, used) = yaodian_text::numbering::han_number(text)?;
    (used == text.len()).then_some(f64::from(value))
}

/// A regular expression for a number in either form, as one group.
pub const NUMBER: &str = r"([0-9][0-9,]*(?:\.[0-9]+)?|[一二三四五六七八九十两百]+)";

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn reads_digits_and_characters() {
        assert_eq!(whole("1,200"), Some(1200.0));
        assert_eq!(whole("十五"), Some(15.0));
        assert_eq!(whole("两百"), Some(200.0));
        assert_eq!(whole("98.5"), Some(98.5));
        assert_eq!(whole("一批"), None);
    }
}
