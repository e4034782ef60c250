//! Words around amounts, rhythms and dates: `crates/core/data/facets.toml`, which says what each list is.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::data;

/// The lists.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    pub limits: Vec<String>,
    pub least: Vec<String>,
    pub around: Vec<String>,
    pub totals: Vec<String>,
    pub periods: Vec<String>,
    pub no_count: String,
    pub extents: Vec<String>,
}

impl Words {
    pub(crate) fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Words> =
            LazyLock::new(|| data::read(include_str!("../../data/facets.toml")));
        &BUILTIN
    }
}

#[cfg(test)]
mod tests {
    use super::Words;
    use crate::data::any_of;

    #[test]
    fn each_least_is_an_exception_to_a_limit() {
        let words = Words::builtin();
        assert!(words.least.iter().all(|least| any_of(least, &words.limits)));
    }

    #[test]
    fn each_list_tells_texts_apart() {
        use crate::facet::{Amount, amount::Bound, amount::parse, frequency::once, mark};
        let first = |text: &str| -> Amount { parse(&mark(text)).into_iter().next().expect("an amount") };
        let words = Words::builtin();
        for limit in &words.limits {
            let (most, tenths) = (format!("{limit}5%"), format!("{limit}五成"));
            // 压缩 and 缩短 want 至 behind them before a number in digits.
            if first(&most).range.start == 0 {
                assert_eq!(first(&most).bound, Bound::AtMost, "{most}");
            }
            assert_eq!(first(&tenths).bound, Bound::AtMost, "{tenths}");
        }
        for least in &words.least {
            assert_eq!(first(&format!("{least}5%")).bound, Bound::AtLeast, "{least}");
        }
        for around in &words.around {
            assert!(first(&format!("5公里{around}")).each, "{around}");
        }
        for total in &words.totals {
            assert!(!first(&format!("各市新建公厕，{total}500座")).each, "{total}");
        }
        for period in &words.periods {
            assert_eq!(once(&format!("{period}里开展一次")), None, "{period}");
        }
        for sign in words.no_count.chars() {
            assert_eq!(once(&format!("企业{sign}一次检查")), None, "{sign}");
        }
        assert!(once("企业开展一次检查").is_some());
        assert!(first("各市新建公厕，不少于500座").each);
    }
}
