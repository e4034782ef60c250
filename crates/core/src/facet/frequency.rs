//! How often: 每季度 = 三个月一次 = 按季 = 一季一开; 定期; 适时.

use std::ops::Range;
use std::sync::LazyLock;

use yaodian_text::pattern::{Captures, Marked, Pattern};

use super::number::{NUMBER, whole};
use super::words::Words;
use crate::data::any_of;

/// How often something is to happen.
#[derive(Debug, Clone, PartialEq)]
pub struct Frequency {
    /// Where it is said.
    pub range: Range<usize>,
    /// How it is said.
    pub rate: Rate,
    /// The words that alone say how often, if nothing else hangs on them: 每半年 in 每半年组织一次.
    pub period: Option<Range<usize>>,
}

/// A rate, from firm to loose.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Rate {
    /// So many times a year.
    PerYear(f64),
    /// 定期, 常态化: regularly, no rate given.
    Regular,
    /// 适时, 不定期, 视情: when need be.
    Occasional,
}

impl Rate {
    /// Whether a plan's rate is less than the one asked for.
    #[must_use]
    pub fn is_less_than(self, asked: Self) -> bool {
        match (self, asked) {
            (Self::PerYear(own), Self::PerYear(asked)) => own < asked * 0.95,
            (Self::Occasional, Self::PerYear(_) | Self::Regular) => true,
            // 定期 instead of 每季度 leaves the rate open.
            (Self::Regular, Self::PerYear(asked)) => asked > 1.0,
            // Once a year is hardly regular.
            (Self::PerYear(own), Self::Regular) => own < 1.5,
            _ => false,
        }
    }
}

pub(super) static EVERY: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::constant(&format!(
        r"(?:每逢|每个?|逢|按|逐|一)(?P<n>{N})?个?(?P<unit>季度|季|月|周|天|日|旬|半年|半个?月|年|双月|单月|学期)(?:度|末|初)?(?:[^，。；、]{{0,24}}?(?:不少于|至少|不低于|各|开展|组织|召开|专题研究|现场检查|公开|更新|发布|公布|听取|带队开展|检测|报送|调度|通报|查)?(?P<times>{N})(?:次|期|批|轮|遍|场|部|集|堂|节)(?P<more>以上)?)?",
        N = r"(?:[0-9]+|[一二三四五六七八九十两]+)"
    ))
});
pub(super) static PERIODIC: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::constant(
        r"(?P<unit>季度|季|月|周|旬|半年|双周)度?(?P<noun>调度|通报|报告|研判|例会|小结|晾晒|排名|点评|督查|汇总|更新|自查|报送)|(?P<reversed>[一两三四六]个月|一个季度|半个月|半年|一季度?|一月|一周|一星期|一个星期|七天|十天|两周)(?P<gap>[^，。；、]{0,8}?)(?:一|1)(?:次|轮|开|报|会|查|调度|通报|研判|更新|公布|回|趟|遍|期)|(?P<each>季季|月月|周周|天天|年年|一季一|一月一|一周一|一年一)",
    )
});
pub(super) static IN_A_YEAR: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::constant(&format!(
        r"(?:全年|年内|一年|今年|年度|本年)[^，。；]{{0,40}}?{NUMBER}(?:次|期|批|轮|遍|场|部)|(?P<halves>上[、、]?下?半年[、和及]?(?:下半年)?(?:各|分别)[^，。；]{{0,16}}?{NUMBER}(?:次|期|批|轮|遍|场)|上[、]?下?半年[、和及]?(?:下半年)?各|春秋(?:两季)?各)"
    ))
});
/// 每月第二、第四个周五, 每月5日、20日: as often as days are named.
pub(super) static ON_DAYS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::constant(
        r"每个?(?P<unit>季度|季|月|周|年)(?:第[^，。；、第]{1,4}(?:[、和及]第[^，。；、第]{1,4})+|\d{1,2}日(?:[、和及]\d{1,2}日)+)",
    )
});
/// Once, with nothing to say how often that comes round. 一次性 is no count.
static ONCE: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::constant(r"(?P<once>(?:一|1)(?:次|回|遍|轮|趟))(?:[^性以告办]|$)"));
pub(super) static MONTHS: LazyLock<Pattern> = LazyLock::new(|| {
    const MONTH: &str = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|底|末)?";
    Pattern::constant(&format!("(?:每年)?{MONTH}(?:[、和及]{MONTH})+"))
});
pub(super) static REGULAR: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::constant(r"不定期|定期|经常性|常态化|常年|动态(?:更新|调整|管理)|滚动(?:更新|推进)|随时|即时")
});
pub(super) static OCCASIONAL: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::constant(
        r"不定期|适时|视情(?:况)?|酌情|择机|择期|必要时|需要时|有必要的|根据(?:工作)?需要|根据情况|视工作需要|遇有[^，。]{0,8}时",
    )
});

/// A count within so many characters behind 全年 makes one expression with it.
const NEAR_YEAR: usize = 20;

/// All frequencies in `text`, in order of place.
#[must_use]
pub fn parse(text: &Marked<'_>) -> Vec<Frequency> {
    let mut out: Vec<Frequency> = Vec::new();
    let mut add = |range: Range<usize>, rate: Rate, period: Option<Range<usize>>| {
        if !out.iter().any(|known| super::overlaps(&known.range, &range)) {
            out.push(Frequency { range, rate, period });
        }
    };
    for found in text.find_iter(&MONTHS) {
        let count = found.as_str().matches('月').count();
        add(found.range(), Rate::PerYear(count as f64), None);
    }
    for found in text.captures_iter(&ON_DAYS) {
        let all = whole_match(&found);
        let days = &text.text()[all.clone()];
        let days = [days.matches('第').count(), days.matches('日').count()]
            .into_iter()
            .find(|count| *count > 0)
            .unwrap_or(1);
        if let Some(rate) = found.name("unit").and_then(|unit| unit_rate(unit.as_str())) {
            add(all, Rate::PerYear(rate * days as f64), None);
        }
    }
    for found in text.captures_iter(&EVERY) {
        if let Some(rate) = every(&found) {
            add(whole_match(&found), rate, period(&found));
        }
    }
    for found in text.captures_iter(&PERIODIC) {
        let unit = ["unit", "reversed", "each"]
            .iter()
            .find_map(|name| found.name(name))
            .map_or("", |unit| unit.as_str());
        let gap = found.name("gap").map_or("", |gap| gap.as_str());
        if let Some(rate) = reversed_rate(unit)
            && (found.name("reversed").is_none()
                || comes_round(&text.text()[..whole_match(&found).start], unit, gap))
        {
            add(whole_match(&found), Rate::PerYear(rate), None);
        }
    }
    for found in text.captures_iter(&IN_A_YEAR) {
        let halves = if found.name("halves").is_some() { 2.0 } else { 1.0 };
        let number = found.iter().skip(1).flatten().filter(|group| whole(group.as_str()).is_some()).last();
        let times = number.as_ref().and_then(|number| whole(number.as_str())).unwrap_or(1.0);
        let all = whole_match(&found);
        // Far from 全年 the count alone is the frequency: what stands between may be amounts.
        let start = number.map_or(all.start, |number| number.start());
        let near = text.text()[all.start..start].chars().count() <= NEAR_YEAR;
        add(if near { all } else { start..all.end }, Rate::PerYear(times * halves), None);
    }
    for found in text.find_iter(&OCCASIONAL) {
        add(found.range(), Rate::Occasional, Some(found.range()));
    }
    for found in text.find_iter(&REGULAR).filter(|found| found.as_str() != "不定期") {
        add(found.range(), Rate::Regular, Some(found.range()));
    }
    out.sort_by_key(|frequency| frequency.range.start);
    out
}

/// Whether a stretch of time and 一次 some characters behind say how often: 半年去看一回 does, 半年内完成一次, 下半年开展一次,
/// 第一季度召开一次 and 十一月份开展一次 do not.
fn comes_round(before: &str, unit: &str, gap: &str) -> bool {
    let once = before.ends_with(['第', '十', '上', '下', '近', '前', '后', '用', '花'])
        || gap.starts_with(['份', '底', '末', '初', '内', '前', '时', '里', '间', '以', '后']);
    // 一季度 and 一月 are more often names: only with a verb of one character, as in 一季一开.
    let named = matches!(unit, "一季度" | "一季" | "一月" | "一周") && gap.chars().count() > 1;
    !once && !named
}

/// Where `text` says that something is done once, and nothing about how often: 秋收以后搞一次.
#[must_use]
pub fn once(text: &str) -> Option<Range<usize>> {
    // 一季度坐下来开一次: it does say how often, in a way that is not read.
    let words = Words::builtin();
    if any_of(text, &words.periods) || text.contains(['每', '逢']) || !parse(&super::mark(text)).is_empty()
    {
        return None;
    }
    ONCE.captures_iter(text)
        .filter_map(|found| Some(found.name("once")?.range()))
        .find(|range| !text[..range.start].ends_with(|before| words.no_count.contains(before)))
}

fn whole_match(found: &Captures<'_, '_>) -> Range<usize> {
    found.get(0).map_or(0..0, |all| all.range())
}

/// 每半年 of 每半年组织一次; nothing where it is to happen several times in a period.
fn period(found: &Captures<'_, '_>) -> Option<Range<usize>> {
    let once = found.name("times").and_then(|times| whole(times.as_str())).is_none_or(|times| times <= 1.0);
    let unit = found.name("unit")?;
    let start = found.get(0)?.start();
    once.then_some(start..unit.end())
}

fn every(found: &Captures<'_, '_>) -> Option<Rate> {
    let all = found.get(0)?.as_str();
    let unit = found.name("unit")?.as_str();
    let number = found.name("n").and_then(|n| whole(n.as_str()));
    // 一年来, 一月份, 按日期 are no frequencies; 一 counts only as 一季一…, which PERIODIC reads.
    if all.starts_with('一') || (all.starts_with('按') && unit == "日") {
        return None;
    }
    let per_year = unit_rate(unit)? / number.unwrap_or(1.0);
    let times = found.name("times").and_then(|times| whole(times.as_str())).unwrap_or(1.0);
    Some(Rate::PerYear(per_year * times.max(1.0)))
}

fn unit_rate(unit: &str) -> Option<f64> {
    Some(match unit {
        "季度" | "季" => 4.0,
        "月" => 12.0,
        "周" => 52.0,
        "天" | "日" => 365.0,
        "旬" => 36.0,
        "半年" | "学期" => 2.0,
        "半月" | "半个月" => 24.0,
        "年" => 1.0,
        "双月" | "单月" => 6.0,
        _ => return None,
    })
}

fn reversed_rate(unit: &str) -> Option<f64> {
    Some(match unit {
        "两个月" => 6.0,
        "三个月" => 4.0,
        "四个月" => 3.0,
        "六个月" => 2.0,
        "一个月" => 12.0,
        "一个季度" => 4.0,
        "双周" | "两周" => 26.0,
        "一星期" | "一个星期" | "七天" => 52.0,
        "十天" => 36.0,
        other => {
            let unit = other.trim_start_matches('一').trim_end_matches('一');
            let mut characters = unit.chars();
            match (characters.next(), characters.next()) {
                (Some('季'), _) => 4.0,
                (Some('月'), _) => 12.0,
                (Some('周'), _) => 52.0,
                (Some('天'), _) => 365.0,
                (Some('年'), _) => 1.0,
                _ => unit_rate(unit)?,
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::mark;
    use super::*;

    fn rate(text: &str) -> Option<Rate> {
        parse(&mark(text)).first().map(|frequency| frequency.rate)
    }

    #[test]
    fn many_ways_to_say_four_times_a_year() {
        for text in [
            "每季度组织督查",
            "三个月开一次",
            "按季召开",
            "一季一开",
            "每三个月走一轮",
            "全年不少于4次",
            "季季有研究",
            "3月、6月、9月、12月",
            "每季度末召开",
            "全年各听取4次以上",
            "每个季度查一遍",
            "三个月通报一次",
            "每年三月、六月、九月、十二月各练一回",
        ] {
            assert_eq!(rate(text), Some(Rate::PerYear(4.0)), "{text}");
        }
    }

    #[test]
    fn once_is_told_from_how_often() {
        assert_eq!(once("统一放在秋收以后搞一次").map(|range| range.len()), Some("一次".len()));
        for text in ["每季度搞一次", "一季一次", "一次性补助", "群众只跑一次", "第一次全会", "全年不少于1次"]
        {
            assert_eq!(once(text), None, "{text}");
        }
    }

    #[test]
    fn a_time_within_which_something_is_done_is_no_rate() {
        for text in [
            "十一月份开展一次",
            "一月底前组织一次",
            "第一季度召开一次",
            "下半年集中开展一次",
            "三个月内完成一次",
            "用一个月时间集中开展一次",
        ] {
            assert_eq!(rate(text), None, "{text}");
        }
        assert!(once("对校园周边春季开展一次检查").is_some());
        assert_eq!(once("实行一次告知、一次办结"), None);
    }

    #[test]
    fn named_days_are_counted() {
        assert_eq!(rate("每月第二、第四个周五晚同步设卡"), Some(Rate::PerYear(24.0)));
        assert_eq!(rate("每月5日、15日和25日报送"), Some(Rate::PerYear(36.0)));
        assert_eq!(
            rate("全年邀请人大代表、政协委员、专家学者、市民代表列席政府常务会议不少于4次"),
            Some(Rate::PerYear(4.0))
        );
    }

    #[test]
    fn other_rates() {
        for (text, expected) in [
            ("每半年组织一轮", 2.0),
            ("一个月对一次账", 12.0),
            ("一个月起码到河边走一回", 12.0),
            ("春秋各一回", 2.0),
            ("每学期开展一次检查", 2.0),
            ("每学期不少于两次", 4.0),
            ("每月第一个周日、第三个周日", 24.0),
            ("上、下半年各召开1次", 2.0),
            ("上半年、下半年各开展一次", 2.0),
            ("每两个月召集一次", 6.0),
            ("逢单月召开", 6.0),
            ("每月组织不少于2次夜查", 24.0),
            ("实行月调度", 12.0),
            ("每旬到矿查1次", 36.0),
            ("6月、12月各一次", 2.0),
            ("每年至少组织2次", 2.0),
            ("按月通报", 12.0),
            ("每半月开展1次", 24.0),
            ("半个月开展一次", 24.0),
            ("双周调度", 26.0),
        ] {
            assert_eq!(rate(text), Some(Rate::PerYear(expected)), "{text}");
        }
        assert_eq!(rate("定期召开"), Some(Rate::Regular));
        assert_eq!(rate("不定期开展"), Some(Rate::Occasional));
        assert_eq!(rate("视情召开"), Some(Rate::Occasional));
        assert_eq!(rate("一年来全市"), None);
    }

    #[test]
    fn compares_with_direction() {
        assert!(Rate::PerYear(2.0).is_less_than(Rate::PerYear(4.0)));
        assert!(!Rate::PerYear(12.0).is_less_than(Rate::PerYear(4.0)));
        assert!(Rate::Occasional.is_less_than(Rate::Regular));
        assert!(!Rate::PerYear(6.0).is_less_than(Rate::Regular));
    }
}
