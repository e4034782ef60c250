//! Numbers as automatic numbering writes them: 一 甲 ① IV and the like.

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Numeral {
    /// 1, 2, 3
    #[default]
    Decimal,
    /// 01, 02, 03
    DecimalZero,
    /// １, ２, ３
    FullWidth,
    /// I, II, III
    UpperRoman,
    /// i, ii, iii
    LowerRoman,
    /// A, B, C
    UpperLetter,
    /// a, b, c
    LowerLetter,
    /// 一, 十, 二十一
    Chinese,
    /// 一, 一〇, 二一
    ChineseDigits,
    /// 壹, 贰, 叁
    Legal,
    /// 甲, 乙, 丙
    Stems,
    /// 子, 丑, 寅
    Branches,
    /// ①
    Circled,
    /// ⑴
    Parenthesised,
    /// ⒈
    FullStop,
    /// ㊀
    ChineseCircled,
    /// A bullet, or nothing.
    None,
}

impl Numeral {
    /// By the name that WordprocessingML has for it (ECMA-376, ST_NumberFormat).
    pub(crate) fn from_word(name: &str) -> Self {
        match name {
            "decimalZero" => Self::DecimalZero,
            "decimalFullWidth" | "decimalFullWidth2" => Self::FullWidth,
            "upperRoman" => Self::UpperRoman,
            "lowerRoman" => Self::LowerRoman,
            "upperLetter" => Self::UpperLetter,
            "lowerLetter" => Self::LowerLetter,
            "chineseCounting"
            | "chineseCountingThousand"
            | "japaneseCounting"
            | "taiwaneseCounting"
            | "taiwaneseCountingThousand"
            | "koreanCounting"
            | "koreanDigital2" => Self::Chinese,
            "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" | "koreanDigital" => {
                Self::ChineseDigits
            }
            "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => Self::Legal,
            "ideographTraditional" => Self::Stems,
            "ideographZodiac" | "ideographZodiacTraditional" => Self::Branches,
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Self::Circled,
            "decimalEnclosedParen" => Self::Parenthesised,
            "decimalEnclosedFullstop" => Self::FullStop,
            "ideographEnclosedCircle" => Self::ChineseCircled,
            "bullet" | "none" => Self::None,
            _ => Self::Decimal,
        }
    }

    /// By the number that binary Word files and RTF have for it ([MS-OSHARED] 2.2.1.3, MSONFC).
    pub(crate) fn from_code(code: u16) -> Self {
        match code {
            1 => Self::UpperRoman,
            2 => Self::LowerRoman,
            3 => Self::UpperLetter,
            4 => Self::LowerLetter,
            10 | 11 | 33 | 34 | 35 | 37 | 39 => Self::Chinese,
            36 | 16 | 12 => Self::ChineseDigits,
            14 | 19 => Self::FullWidth,
            15 | 38 => Self::Legal,
            18 | 28 | 29 => Self::Circled,
            22 => Self::DecimalZero,
            26 => Self::FullStop,
            27 => Self::Parenthesised,
            30 => Self::Stems,
            31 | 32 => Self::Branches,
            23 | 255 => Self::None,
            _ => Self::Decimal,
        }
    }

    /// A number so written; nothing where this way of writing has no numbers.
    pub(crate) fn write(self, number: u32) -> String {
        let from = |first: char, last: u32| {
            (1..=last)
                .contains(&number)
                .then(|| char::from_u32(first as u32 + number - 1))
                .flatten()
                .map_or_else(|| number.to_string(), String::from)
        };
        let of = |row: &str, around: u32| {
            let index = number.saturating_sub(1) % around;
            row.chars().nth(index as usize).map(String::from).unwrap_or_default()
        };
        match self {
            Self::Decimal => number.to_string(),
            Self::DecimalZero => format!("{number:02}"),
            Self::FullWidth => digits(number, "０１２３４５６７８９"),
            Self::UpperRoman => roman(number),
            Self::LowerRoman => roman(number).to_lowercase(),
            Self::UpperLetter => letters(number, b'A'),
            Self::LowerLetter => letters(number, b'a'),
            Self::Chinese => chinese(number, "零一二三四五六七八九", ["", "十", "百", "千"], true),
            Self::ChineseDigits => digits(number, "〇一二三四五六七八九"),
            Self::Legal => chinese(number, "零壹贰叁肆伍陆柒捌玖", ["", "拾", "佰", "仟"], false),
            Self::Stems => of("甲乙丙丁戊己庚辛壬癸", 10),
            Self::Branches => of("子丑寅卯辰巳午未申酉戌亥", 12),
            Self::Circled => circled(number),
            Self::Parenthesised => from('⑴', 20),
            Self::FullStop => from('⒈', 20),
            Self::ChineseCircled => from('㊀', 10),
            Self::None => String::new(),
        }
    }
}

fn digits(number: u32, digits: &str) -> String {
    let digit = |character: char| character.to_digit(10).and_then(|digit| digits.chars().nth(digit as usize));
    number.to_string().chars().filter_map(digit).collect()
}

fn circled(number: u32) -> String {
    let character = match number {
        1..=20 => char::from_u32('①' as u32 + number - 1),
        21..=35 => char::from_u32('㉑' as u32 + number - 21),
        36..=50 => char::from_u32('㊱' as u32 + number - 36),
        _ => None,
    };
    character.map_or_else(|| number.to_string(), String::from)
}

fn letters(number: u32, first: u8) -> String {
    let Some(index) = number.checked_sub(1) else { return String::new() };
    // AA follows Z, then BB: the letter is repeated. Nobody counts past a few rounds.
    let letter = char::from(first + (index % 26) as u8);
    std::iter::repeat_n(letter, (index / 26 + 1).min(10) as usize).collect()
}

fn roman(number: u32) -> String {
    const STEPS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number > 9999 {
        return number.to_string();
    }
    let mut rest = number;
    let mut out = String::new();
    for (value, sign) in STEPS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}

/// 一百零五; `bare_ten` writes 十二 and not 一十二.
fn chinese(number: u32, digits: &str, units: [&str; 4], bare_ten: bool) -> String {
    if number == 0 || number > 9999 {
        return if number == 0 { digits.chars().take(1).collect() } else { number.to_string() };
    }
    let mut out = String::new();
    let mut gap = false;
    for (power, unit) in units.iter().enumerate().rev() {
        let digit = number / 10u32.pow(power as u32) % 10;
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.extend(digits.chars().next());
            gap = false;
        }
        if !(bare_ten && out.is_empty() && power == 1 && digit == 1) {
            out.extend(digits.chars().nth(digit as usize));
        }
        out.push_str(unit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_offices_do() {
        let cases = [
            (Numeral::Chinese, 1, "一"),
            (Numeral::Chinese, 10, "十"),
            (Numeral::Chinese, 12, "十二"),
            (Numeral::Chinese, 20, "二十"),
            (Numeral::Chinese, 105, "一百零五"),
            (Numeral::Chinese, 110, "一百一十"),
            (Numeral::ChineseDigits, 10, "一〇"),
            (Numeral::Legal, 12, "壹拾贰"),
            (Numeral::Circled, 3, "③"),
            (Numeral::Circled, 21, "㉑"),
            (Numeral::Parenthesised, 2, "⑵"),
            (Numeral::Stems, 2, "乙"),
            (Numeral::UpperRoman, 14, "XIV"),
            (Numeral::LowerLetter, 27, "aa"),
            (Numeral::FullWidth, 12, "１２"),
            (Numeral::None, 5, ""),
        ];
        for (numeral, number, written) in cases {
            assert_eq!(numeral.write(number), written, "{numeral:?} {number}");
        }
    }
}
