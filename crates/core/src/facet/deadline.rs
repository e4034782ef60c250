//! By when: 6月底前, 年底前, 上半年, 三季度, 2021年6月底; and years that stand for something else.

use std::ops::Range;
use std::sync::LazyLock;

use yaodian_text::pattern::{Captures, Marked, Pattern};

use super::number::whole;

/// A day by which something is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// Where it is said.
    pub range: Range<usize>,
    /// Year; 0 if neither said nor known from the document.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day, 1 to 31; 31 for the last of any month, and where only the month is said.
    pub day: u8,
    /// The earliest day that may be meant: 11 for 中旬.
    pub earliest: u8,
}

impl Deadline {
    /// Orders deadlines; both sides must come from documents of known years or of none.
    #[must_use]
    pub fn key(&self) -> (u16, u8, u8) {
        (self.year, self.month, self.day)
    }

    /// Whether it is later than what was asked, however it is read: 12月中旬 is not later than 12月15日.
    #[must_use]
    pub fn is_after(&self, asked: &Self) -> bool {
        (self.year, self.month, self.earliest) > asked.key()
    }
}

/// The last day of a month at the earliest.
fn last_day(month: u8) -> u8 {
    match month {
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

pub(super) static DATE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::constant(
        r"(?:(?P<year>\d{4})年|(?P<next>明年|次年|翌年|来年))?(?:(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月(?:(?P<day>\d{1,2})日|(?P<part>上旬|中旬|下旬|底|末|初|份)?)(?:之?前|以前|前后)?(?P<sep>[、至])?|(?P<half>上半年|下半年)|第?(?P<quarter>[一二三四1-4])季度(?:末|底)?|(?P<end>年底|年末|年内|年终))",
    )
});
pub(crate) static YEAR: LazyLock<Pattern> = LazyLock::new(|| Pattern::constant(r"(\d{4})年?度?"));

/// All deadlines in `text`, in order; `year` is the document's own year, 0 if unknown.
#[must_use]
pub fn parse(text: &Marked<'_>, year: u16) -> Vec<Deadline> {
    text.captures_iter(&DATE).filter_map(|found| deadline(text.text(), &found, year)).collect()
}

fn deadline(text: &str, found: &Captures<'_, '_>, own_year: u16) -> Option<Deadline> {
    let all = found.get(0)?;
    let named = |name: &str| found.name(name).map(|group| group.as_str());
    let year = match (named("year"), named("next")) {
        (Some(year), _) => year.parse().ok()?,
        (None, Some(_)) if own_year > 0 => own_year + 1,
        _ => own_year,
    };
    let (month, earliest, day) = if let Some(month) = named("month") {
        // 一月一报 and 每月, 按月 are frequencies: the character before decides.
        if text[..all.start()].ends_with(['每', '按', '逐', '个']) {
            return None;
        }
        let month = whole(month).filter(|month| (1.0..=12.0).contains(month))? as u8;
        let (earliest, day) = match (named("day"), named("part")) {
            (Some(day), _) => {
                let day: u8 = day.parse().ok()?;
                let day = if day >= last_day(month) { 31 } else { day };
                (day, day)
            }
            (None, Some("上旬")) => (1, 10),
            (None, Some("中旬")) => (11, 20),
            (None, Some("下旬")) => (21, 31),
            (None, Some("初")) => (1, 5),
            _ => (31, 31),
        };
        (month, earliest, day)
    } else if let Some(half) = named("half") {
        (if half == "上半年" { 6 } else { 12 }, 31, 31)
    } else if let Some(quarter) = named("quarter") {
        if text[..all.start()].ends_with('每') {
            return None;
        }
        (whole(quarter).filter(|quarter| (1.0..=4.0).contains(quarter))? as u8 * 3, 31, 31)
    } else {
        named("end")?;
        (12, 31, 31)
    };
    Some(Deadline { range: all.range(), year, month, day, earliest })
}

/// Four-digit years from 1990 to 2099, with their places.
#[must_use]
pub fn years(text: &str) -> Vec<(u16, Range<usize>)> {
    YEAR.captures_iter(text).filter_map(|found| named_year(text, &found)).collect()
}

/// The same of a text that was looked through.
#[must_use]
pub fn years_in(text: &Marked<'_>) -> Vec<(u16, Range<usize>)> {
    text.captures_iter(&YEAR).filter_map(|found| named_year(text.text(), &found)).collect()
}

fn named_year(text: &str, found: &Captures<'_, '_>) -> Option<(u16, Range<usize>)> {
    let year: u16 = found[1].parse().ok()?;
    let range = found.get(0)?.range();
    let digit_before = text[..range.start].ends_with(|c: char| c.is_ascii_digit());
    let is_year = text[found.get(1)?.end()..].starts_with(['年', '度']);
    (is_year && !digit_before && (1990..2100).contains(&year)).then_some((year, range))
}

#[cfg(test)]
mod tests {
    use super::super::mark;
    use super::*;

    fn keys(text: &str) -> Vec<(u16, u8, u8)> {
        parse(&mark(text), 2020).iter().map(Deadline::key).collect()
    }

    #[test]
    fn reads_many_forms() {
        assert_eq!(keys("6月底前完成"), [(2020, 6, 31)]);
        assert_eq!(keys("12月10日前报送"), [(2020, 12, 10)]);
        assert_eq!(keys("2021年6月底"), [(2021, 6, 31)]);
        assert_eq!(keys("年底前建成"), [(2020, 12, 31)]);
        assert_eq!(keys("上半年开一次"), [(2020, 6, 31)]);
        assert_eq!(keys("第三季度"), [(2020, 9, 31)]);
        assert_eq!(keys("推迟到明年6月"), [(2021, 6, 31)]);
        assert_eq!(keys("每月调度、每季度通报"), []);
    }

    #[test]
    fn compares_however_a_day_is_said() {
        let day = |text: &str| parse(&mark(text), 2020).remove(0);
        let late = |own: &str, asked: &str| day(own).is_after(&day(asked));
        assert!(!late("11月底前", "11月30日前"));
        assert!(!late("12月中旬前", "12月15日前"));
        assert!(!late("6月20日前", "6月中旬前"));
        assert!(late("6月下旬", "6月20日前"));
        assert!(late("6月底前", "6月20日前"));
    }

    #[test]
    fn finds_years() {
        assert_eq!(years("《2019年全省食品安全状况报告》").first().map(|year| year.0), Some(2019));
        assert!(years("培训2019人次").is_empty());
    }
}
