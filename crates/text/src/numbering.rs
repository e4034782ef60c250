//! Numbering styles of official documents: 一、 （一） 1. 1、 （1） ① 第一条 and the like.

/// How a number is written; the order of levels in one document is decided by who reads the outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Style {
    /// 第一章, 第一部分
    Chapter,
    /// 第一条
    Article,
    /// 一、
    Han,
    /// （一）
    HanInBrackets,
    /// 1. or 1、 or 1．
    Arabic,
    /// 1.2 or 1.2.3, with its depth
    Dotted(u8),
    /// （1） or 1）
    ArabicInBrackets,
    /// ① or ⑴
    Circled,
    /// 一是
    HanIs,
}

/// The mark that a paragraph begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// How it is written.
    pub style: Style,
    /// Its number, counted from 1.
    pub number: u32,
    /// Bytes of the text it takes, with its punctuation.
    pub len: usize,
}

/// Reads the numbering mark at the start of `text`, in either width of punctuation.
#[must_use]
pub fn leading_mark(text: &str) -> Option<Mark> {
    chapter(text).or_else(|| bracketed(text)).or_else(|| circled(text)).or_else(|| plain(text))
}

fn chapter(text: &str) -> Option<Mark> {
    let rest = text.strip_prefix('第')?;
    let (number, used) = any_number(rest)?;
    let after = &rest[used..];
    let (unit, style) = [("条", Style::Article), ("章", Style::Chapter), ("部分", Style::Chapter)]
        .into_iter()
        .find(|(unit, _)| after.starts_with(unit))?;
    let body = &after[unit.len()..];
    // 第一条措施 is a phrase, 第一条　措施 an article.
    let gap: usize =
        body.chars().take_while(|c| c.is_whitespace() || "，：:、".contains(*c)).map(char::len_utf8).sum();
    let article_body = !["款", "的", "规定"].iter().any(|phrase| body.starts_with(phrase));
    (gap > 0 || (style == Style::Article && article_body)).then(|| Mark {
        style,
        number,
        len: text.len() - body.len() + gap,
    })
}

fn bracketed(text: &str) -> Option<Mark> {
    let rest = text.strip_prefix(['（', '('])?;
    let (number, used) = any_number(rest)?;
    let style = if rest.starts_with(|c: char| c.is_ascii_digit()) {
        Style::ArabicInBrackets
    } else {
        Style::HanInBrackets
    };
    let close = rest[used..].chars().next().filter(|c| "）)".contains(*c))?;
    let len = text.len() - rest.len() + used + close.len_utf8();
    let gap = usize::from(text[len..].starts_with('、')) * '、'.len_utf8();
    Some(Mark { style, number, len: len + gap })
}

fn circled(text: &str) -> Option<Mark> {
    let first = text.chars().next()?;
    let number = match first {
        '①'..='⑳' => first as u32 - '①' as u32 + 1,
        '⑴'..='⒇' => first as u32 - '⑴' as u32 + 1,
        '⒈'..='⒛' => first as u32 - '⒈' as u32 + 1,
        '㈠'..='㈩' => first as u32 - '㈠' as u32 + 1,
        _ => return None,
    };
    Some(Mark { style: Style::Circled, number, len: first.len_utf8() })
}

fn plain(text: &str) -> Option<Mark> {
    let (number, used) = any_number(text)?;
    let rest = &text[used..];
    let next = rest.chars().next()?;
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return arabic(text, number, used, next);
    }
    match next {
        '、' | '．' => Some(Mark { style: Style::Han, number, len: used + next.len_utf8() }),
        '是' => {
            let gap = rest['是'.len_utf8()..]
                .chars()
                .next()
                .filter(|c| "：:，".contains(*c))
                .map_or(0, char::len_utf8);
            Some(Mark { style: Style::HanIs, number, len: used + next.len_utf8() + gap })
        }
        _ => None,
    }
}

fn arabic(text: &str, number: u32, used: usize, next: char) -> Option<Mark> {
    let rest = &text[used + next.len_utf8()..];
    match next {
        '、' | '．' | ')' | '）' | '\t' => {
            let style = if ")）".contains(next) { Style::ArabicInBrackets } else { Style::Arabic };
            (number < 1000).then_some(Mark { style, number, len: used + next.len_utf8() })
        }
        '.' | '。' => {
            let mut depth = 1;
            let mut number = number;
            let mut len = used + next.len_utf8();
            let mut rest = rest;
            while let Some((inner, digits)) = arabic_number(rest).filter(|_| !is_date(rest)) {
                let tail = rest[digits..].chars().next();
                depth += 1;
                number = inner;
                len += digits;
                rest = &rest[digits..];
                match tail {
                    Some('.') => {
                        len += 1;
                        rest = &rest[1..];
                    }
                    // 3.5亿 or 98.1% are amounts, not outline numbers.
                    Some(c) if "%万亿元倍个米吨分".contains(c) => return None,
                    _ => break,
                }
            }
            let style = if depth == 1 { Style::Arabic } else { Style::Dotted(depth) };
            (number < 1000).then_some(Mark { style, number, len })
        }
        _ => None,
    }
}

/// Whether a text begins with a month or a year: 2.3月底前 is what point 2 says, and no point 2.3.
fn is_date(text: &str) -> bool {
    let Some((number, digits)) = arabic_number(text) else { return false };
    let rest = &text[digits..];
    // 月饼, 月度 and 月报 are words of their own.
    let month = rest.strip_prefix('月').is_some_and(|rest| {
        let next = |own: char| "底末初上中下份前起至到，、。；".contains(own) || own.is_ascii_digit();
        rest.is_empty() || rest.starts_with(next)
    });
    (1..=12).contains(&number) && month || (1990..2100).contains(&number) && rest.starts_with('年')
}

fn arabic_number(text: &str) -> Option<(u32, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=4).contains(&digits).then(|| text[..digits].parse().ok().map(|number| (number, digits)))?
}

fn any_number(text: &str) -> Option<(u32, usize)> {
    arabic_number(text).or_else(|| han_number(text))
}

/// Reads a number written in Chinese characters (up to 999) at the start of `text`: its value and length in bytes.
#[must_use]
pub fn han_number(text: &str) -> Option<(u32, usize)> {
    let mut total = 0;
    let mut digit: Option<u32> = None;
    let mut len = 0;
    for character in text.chars() {
        match character {
            '零' | '〇' => digit = Some(digit.map_or(0, |d| d * 10)),
            '百' => total += digit.take().unwrap_or(1) * 100,
            '十' => total += digit.take().unwrap_or(1) * 10,
            _ => match han_digit(character) {
                Some(value) if digit.is_none_or(|d| d == 0) => digit = Some(value),
                _ => break,
            },
        }
        len += character.len_utf8();
    }
    (len > 0).then_some((total + digit.unwrap_or(0), len))
}

/// The value of one Chinese digit, 一 to 九 and 两.
#[must_use]
pub fn han_digit(character: char) -> Option<u32> {
    "一二三四五六七八九".chars().position(|digit| digit == character).map(|index| index as u32 + 1).or(
        match character {
            '两' => Some(2),
            _ => None,
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(Style, u32, &str)> {
        leading_mark(text).map(|mark| (mark.style, mark.number, &text[mark.len..]))
    }

    #[test]
    fn reads_every_style() {
        assert_eq!(read("一、健全体系"), Some((Style::Han, 1, "健全体系")));
        assert_eq!(read("（十六）通报"), Some((Style::HanInBrackets, 16, "通报")));
        assert_eq!(read("(二十一)通报"), Some((Style::HanInBrackets, 21, "通报")));
        assert_eq!(read("12.健全"), Some((Style::Arabic, 12, "健全")));
        assert_eq!(read("3、健全"), Some((Style::Arabic, 3, "健全")));
        assert_eq!(read("2.3 健全"), Some((Style::Dotted(2), 3, " 健全")));
        assert_eq!(read("2.3月底前完成"), Some((Style::Arabic, 2, "3月底前完成")));
        assert_eq!(read("2.2024年全市"), Some((Style::Arabic, 2, "2024年全市")));
        assert_eq!(read("2.3月度通报"), Some((Style::Dotted(2), 3, "月度通报")));
        assert_eq!(read("2.3月饼整治"), Some((Style::Dotted(2), 3, "月饼整治")));
        assert_eq!(read("（3）健全"), Some((Style::ArabicInBrackets, 3, "健全")));
        assert_eq!(read("③健全"), Some((Style::Circled, 3, "健全")));
        assert_eq!(read("第十二条　健全"), Some((Style::Article, 12, "健全")));
        assert_eq!(read("第十七条规范市场"), Some((Style::Article, 17, "规范市场")));
        assert_eq!(read("第三章 附则"), Some((Style::Chapter, 3, "附则")));
        assert_eq!(read("二是健全"), Some((Style::HanIs, 2, "健全")));
    }

    #[test]
    fn leaves_amounts_years_and_phrases_alone() {
        for text in [
            "2020年全省",
            "98.1%的企业",
            "一季一开",
            "5月份召开",
            "3.5万元",
            "一网统管",
            "第一时间报送",
            "（以下简称）",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
