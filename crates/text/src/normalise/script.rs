//! Which characters conversion to simplified script may change: it looks up every character, in dictionaries that few texts need.

use std::sync::atomic::{AtomicU64, Ordering};

use ferrous_opencc::OpenCC;

/// Characters that change only in certain words: 反覆 → 反复, but 覆盖. From OpenCC's phrases of traditional script, those
/// without any character that changes by itself.
const IN_COMPANY: [char; 6] = ['覆', '藉', '瞭', '沈', '衹', '牴'];

/// Characters from here on are rare enough to be converted without asking.
const RARE: u32 = 0x1_0000;
const WORDS: usize = (RARE / u64::BITS) as usize;

/// Characters that have been looked up, a bit each, and those among them that change.
static KNOWN: [AtomicU64; WORDS] = [const { AtomicU64::new(0) }; WORDS];
static CHANGING: [AtomicU64; WORDS] = [const { AtomicU64::new(0) }; WORDS];

/// Whether a text with this character may change. Each character is looked up once.
pub(super) fn may_change(character: char, converter: &OpenCC) -> bool {
    let point = character as u32;
    if point >= RARE {
        return true;
    }
    let (place, bit) = ((point / u64::BITS) as usize, 1 << (point % u64::BITS));
    // What is known is written last and read first: whoever sees that a character is known sees whether it changes.
    if KNOWN[place].load(Ordering::Acquire) & bit == 0 {
        let own = character.encode_utf8(&mut [0; 4]).to_owned();
        if IN_COMPANY.contains(&character) || converter.convert(&own) != own {
            CHANGING[place].fetch_or(bit, Ordering::Relaxed);
        }
        KNOWN[place].fetch_or(bit, Ordering::Release);
    }
    CHANGING[place].load(Ordering::Relaxed) & bit != 0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::simplify;

    /// What the library itself makes of a text.
    fn converted(text: &str) -> String {
        let converter = ferrous_opencc::OpenCC::from_config(ferrous_opencc::config::BuiltinConfig::T2s);
        converter.expect("a built-in configuration").convert(text)
    }

    #[test]
    fn words_of_characters_that_change_only_in_company_are_converted() {
        let words = ["反覆", "答覆", "藉口", "瞭解", "沈默", "衹得", "牴牾", "覆盖", "瞭望"];
        for word in words {
            assert_eq!(simplify(word), converted(word), "{word}");
        }
        assert_eq!(simplify("反覆瞭解"), "反复了解");
    }

    proptest! {
        #[test]
        fn nothing_is_converted_otherwise(text in "[\u{4e00}-\u{9fff}，。a-z\u{20000}-\u{20010}]{0,40}") {
            prop_assert_eq!(simplify(&text).into_owned(), converted(&text));
        }
    }
}
