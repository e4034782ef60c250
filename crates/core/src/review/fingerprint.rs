//! What a finding is about, as a short key: the words of both sides without anything that does not change what they say.

use std::fmt::{self, Write as _};
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use yaodian_text::normalise::{is_han, normalise_str};
use yaodian_text::numbering::leading_mark;

use crate::report::{ObligationReport, Observation, PointReport};

/// Set before what is hashed, so that another way of making keys would give other keys.
const VERSION: &str = "yaodian.fingerprint/1";
/// Whether a character parts words and says nothing.
#[rustfmt::skip]
fn is_mark(character: char) -> bool {
    matches!(
        character,
        '，' | '。' | '、' | '；' | '：' | '！' | '？' | '“' | '”' | '‘' | '’' | '（' | '）' | '《' | '》' | '【' | '】' | '…' | '—' | '·'
        | ',' | ';' | ':' | '!' | '?' | '"' | '\'' | '(' | ')' | '[' | ']'
    )
}

/// The key of a finding: what was asked for and what the plan says to it.
///
/// Position, numbering, script, width, spaces and punctuation do not enter; a word that changes on either side changes
/// its half of the key. Written `asked-answered`, 16 hexadecimal digits each, `none` where the plan says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Fingerprint {
    /// The half of the notice: the point's title and the obligation; for a remark its kind.
    pub asked: u64,
    /// The half of the plan: the evidence, or the words remarked on; `None` where there is none.
    pub answered: Option<u64>,
}

impl Fingerprint {
    /// The key of what a plan says to an obligation.
    #[must_use]
    pub fn of_obligation(point: &PointReport, obligation: &ObligationReport) -> Self {
        let mut answer = String::new();
        for evidence in &obligation.evidence {
            answer.push_str(&content(&evidence.text));
            answer.push('\n');
        }
        Self {
            asked: key(&format!("{}\n{}", content(&point.title), content(&obligation.text))),
            answered: (!obligation.evidence.is_empty()).then(|| key(&answer)),
        }
    }

    /// The key of a remark: its kind and the words it quotes.
    #[must_use]
    pub fn of_observation(observation: &Observation) -> Self {
        Self {
            asked: key(observation.kind.id()),
            answered: Some(key(&content(&quoted(&observation.message)))),
        }
    }
}

/// The key of a whole text, as 16 hexadecimal digits. The text is normalised already: that of a document is, and it is
/// asked for at every check.
#[must_use]
pub fn text(normalised: &str) -> String {
    format!("{:016x}", key(&bare(normalised)))
}

/// What a text says: normalised, without the number before it, without marks and spaces.
fn content(text: &str) -> String {
    bare(normalise_str(text).text())
}

fn bare(text: &str) -> String {
    let text = &text[leading_mark(text).map_or(0, |mark| mark.len)..];
    let mut out = String::with_capacity(text.len());
    // What lies between two characters that are left out is taken over in one piece.
    let (mut from, mut before) = (0, None);
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        // 3.5 is not 35.
        let stop = || character == '.' && !(digit(before) && digit(characters.as_str().chars().next()));
        if is_han(character) || !(character.is_whitespace() || is_mark(character) || stop()) {
            before = Some(character);
        } else {
            out.push_str(&text[from..at]);
            from = at + character.len_utf8();
        }
    }
    out.push_str(&text[from..]);
    out
}

/// What a message quotes; the whole of it if it quotes nothing.
fn quoted(message: &str) -> String {
    let quotes = message.split('“').skip(1).filter_map(|part| part.split_once('”'));
    let words: Vec<&str> = quotes.map(|(words, _)| words).collect();
    if words.is_empty() { message.to_owned() } else { words.join("\n") }
}

fn key(content: &str) -> u64 {
    let mut hasher = Sha256::new();
    hasher.update(VERSION);
    hasher.update([0]);
    hasher.update(content);
    let bytes = hasher.finalize();
    bytes.iter().take(8).fold(0, |key, byte| key << 8 | u64::from(*byte))
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = format!("{:016x}-", self.asked);
        match self.answered {
            Some(answered) => write!(text, "{answered:016x}")?,
            None => text.push_str("none"),
        }
        formatter.pad(&text)
    }
}

/// Why a text is no fingerprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "指纹应为“16位十六进制-16位十六进制”或“16位十六进制-none”，请从报告中照抄 (a fingerprint is copied from a report)"
)]
pub struct BadFingerprint;

impl FromStr for Fingerprint {
    type Err = BadFingerprint;

    fn from_str(text: &str) -> Result<Self, BadFingerprint> {
        let half = |text: &str| {
            let plain = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
            plain.then(|| u64::from_str_radix(text, 16).ok()).flatten().ok_or(BadFingerprint)
        };
        let (asked, answered) = text.split_once('-').ok_or(BadFingerprint)?;
        let answered = if answered == "none" { None } else { Some(half(answered)?) };
        Ok(Self { asked: half(asked)?, answered })
    }
}

impl TryFrom<String> for Fingerprint {
    type Error = BadFingerprint;

    fn try_from(text: String) -> Result<Self, BadFingerprint> {
        text.parse()
    }
}

impl From<Fingerprint> for String {
    fn from(fingerprint: Fingerprint) -> Self {
        fingerprint.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn position_script_width_and_numbering_do_not_enter() {
        let same = ["（三）每季度开展食品安全督查，共3.5万次。", "5. 每季度開展食品安全\n督查,共３．５万次"];
        assert_eq!(content(same[0]), content(same[1]));
        assert_eq!(content(same[0]), "每季度开展食品安全督查共3.5万次");
    }

    #[test]
    fn words_and_figures_do() {
        for (one, other) in [("每季度督查", "每半年督查"), ("3.5万次", "35万次"), ("完成80%", "完成80")]
        {
            assert_ne!(content(one), content(other));
        }
    }

    #[test]
    fn the_key_of_a_text_stays_what_it_is() {
        // Stored in people's files: a change here needs another version.
        assert_eq!(text("每季度督查"), "574717dacb92d2c5");
    }

    proptest! {
        #[test]
        fn is_read_back_as_written(asked in any::<u64>(), answered in any::<Option<u64>>()) {
            let fingerprint = Fingerprint { asked, answered };
            prop_assert_eq!(fingerprint.to_string().parse(), Ok(fingerprint));
        }

        #[test]
        fn nothing_else_is_read(text in "[0-9a-g+-]{0,40}") {
            if let Ok(fingerprint) = text.parse::<Fingerprint>() {
                prop_assert_eq!(fingerprint.to_string(), text.to_lowercase());
            }
        }
    }
}
