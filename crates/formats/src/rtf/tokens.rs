//! Control words, groups and bytes of text.

/// A piece of an RTF file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Open,
    Close,
    /// A control word with its number.
    Word(&'a str, Option<i32>),
    /// A control sign: `\~`, `\*`.
    Sign(u8),
    /// A byte of text, written as itself or as `\'hh`.
    Byte(u8),
}

/// Cuts a file into tokens.
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Leaves out bytes that are no RTF.
    pub(super) fn leave_out(&mut self, count: usize) {
        self.at = self.at.saturating_add(count);
    }

    fn control(&mut self) -> Token<'a> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let letters = rest.iter().take(32).take_while(|byte| byte.is_ascii_alphabetic()).count();
        if letters == 0 {
            self.at += 1;
            return match rest.first() {
                Some(b'\'') => {
                    let hex = rest.get(1..3).and_then(|hex| std::str::from_utf8(hex).ok());
                    self.at += 2;
                    Token::Byte(hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()).unwrap_or(b'?'))
                }
                Some(b'\r' | b'\n') => Token::Word("par", None),
                Some(b'\t') => Token::Word("tab", None),
                Some(sign @ (b'\\' | b'{' | b'}')) => Token::Byte(*sign),
                Some(sign) => Token::Sign(*sign),
                None => Token::Sign(b' '),
            };
        }
        let word = std::str::from_utf8(&rest[..letters]).unwrap_or_default();
        let after = &rest[letters..];
        let minus = usize::from(after.first() == Some(&b'-'));
        let digits = after[minus..].iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
        let number =
            if digits == 0 { "" } else { std::str::from_utf8(&after[..minus + digits]).unwrap_or_default() };
        let used = letters + number.len();
        // One blank after a word belongs to it.
        self.at += used + usize::from(rest.get(used) == Some(&b' '));
        let number =
            number.parse::<i64>().ok().map(|number| number.clamp(i32::MIN.into(), i32::MAX.into()) as i32);
        Token::Word(word, number)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            return Some(match byte {
                b'{' => Token::Open,
                b'}' => Token::Close,
                b'\\' => self.control(),
                b'\r' | b'\n' | 0 => continue,
                b'\t' => Token::Word("tab", None),
                byte => Token::Byte(byte),
            });
        }
    }
}
