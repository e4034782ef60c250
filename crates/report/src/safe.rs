//! Text from documents, made safe to show in a terminal.
//!
//! A plan may hold escape sequences that recolour, retitle or rewrite the terminal, and marks that turn the direction
//! of writing. They are shown, never obeyed.

use std::fmt::Write as _;

/// Whether a character acts on the terminal or hides or reorders what stands beside it.
#[must_use]
pub fn is_harmful(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
        )
}

/// The text on one line, with everything harmful made visible.
///
/// White space between Chinese characters that comes from line breaks is dropped, any other becomes one blank.
/// C0 controls become their pictures (␛), all others are written as their numbers (‹U+202E›).
#[must_use]
pub fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.trim().chars().peekable();
    while let Some(character) = characters.next() {
        if character.is_whitespace() {
            let mut broken = character == '\n';
            while let Some(next) = characters.next_if(|next| next.is_whitespace()) {
                broken |= next == '\n';
            }
            // Latin words need the blank that a line break stands for; Chinese ones do not.
            let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_graphic());
            if !broken || latin(out.chars().next_back()) && latin(characters.peek().copied()) {
                out.push(' ');
            }
        } else {
            push(&mut out, character);
        }
    }
    out
}

/// A text of several lines (a program's message), with everything harmful but line breaks made visible.
#[must_use]
pub fn lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if character == '\n' { out.push(character) } else { push(&mut out, character) }
    }
    out
}

fn push(out: &mut String, character: char) {
    match character {
        '\0'..='\u{1f}' => out.push(char::from_u32(0x2400 + u32::from(character)).unwrap_or('�')),
        '\u{7f}' => out.push('␡'),
        // A mark at the start of a file is no attack.
        '\u{feff}' => {}
        _ if is_harmful(character) => {
            let _ = write!(out, "‹U+{:04X}›", u32::from(character));
        }
        _ => out.push(character),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escapes_are_shown_and_not_obeyed() {
        assert_eq!(line("\u{1b}[31m建立\u{7}"), "␛[31m建立␇");
        assert_eq!(line("\u{9b}2J"), "‹U+009B›2J");
        assert_eq!(line("abc\u{202e}def"), "abc‹U+202E›def");
    }

    #[test]
    fn broken_lines_are_joined() {
        assert_eq!(line("建立\n  清单\t6月"), "建立清单 6月");
        assert_eq!(line("App\r\nStore"), "App Store");
    }

    proptest! {
        #[test]
        fn nothing_harmful_is_left(text in any::<String>()) {
            prop_assert!(!line(&text).chars().any(is_harmful));
            prop_assert!(!lines(&text).chars().any(|c| c != '\n' && is_harmful(c)));
        }
    }
}
