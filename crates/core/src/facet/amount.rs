//! How much: 不低于95%, 15个, 600家, 1小时内, 全部.

use std::ops::Range;
use std::sync::LazyLock;

use yaodian_text::pattern::{Marked, Pattern};

use super::number::whole;
use super::words::Words;
use crate::data::{any_of, begins_with, ends_with};

/// A number with its unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// Where it is said, with its bound and unit.
    pub range: Range<usize>,
    /// The number, as written: 95 for 95%, 1.5 for 1.5万亩 with unit 万亩.
    pub value: f64,
    /// 万 and 亿 taken into the value; lengths are in metres.
    pub scaled: f64,
    /// Unit without 万 and 亿: %, 家, 小时.
    pub unit: String,
    /// Which side of the number is good.
    pub bound: Bound,
    /// Whether it is asked of each of many (每个县至少2个), so that nobody can share it out.
    pub each: bool,
}

/// Which side of a number is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// At least so much.
    AtLeast,
    /// At most so much: a limit, or a time within which.
    AtMost,
}

impl Amount {
    /// Whether it counts time, so that more of it within which to act is less.
    fn is_duration(unit: &str) -> bool {
        matches!(unit, "小时" | "分钟") || Self::is_days(unit)
    }

    fn is_days(unit: &str) -> bool {
        matches!(unit, "日" | "天" | "个工作日" | "工作日")
    }

    fn is_length(unit: &str) -> bool {
        matches!(unit, "公里" | "千米" | "米")
    }

    /// Whether the two count the same: the same unit, or both time in days, or both lengths.
    #[must_use]
    pub fn compares_with(&self, other: &Self) -> bool {
        self.unit == other.unit
            || (Self::is_days(&self.unit) && Self::is_days(&other.unit))
            || (Self::is_length(&self.unit) && Self::is_length(&other.unit))
    }

    /// Whether a plan's amount falls short of the one asked.
    #[must_use]
    pub fn falls_short_of(&self, asked: &Self) -> bool {
        match asked.bound {
            Bound::AtLeast => self.scaled < asked.scaled * 0.999,
            Bound::AtMost => self.scaled > asked.scaled * 1.001,
        }
    }

    /// Whether everybody is bound by it: a share, a time, or a number asked of each.
    #[must_use]
    pub fn binds_everybody(&self) -> bool {
        self.unit == "%"
            || self.each
            || Self::is_duration(&self.unit)
            || matches!(self.unit.as_str(), "学时" | "周")
    }
}

pub(super) static AMOUNT: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::constant(
        r"(?P<before>(?:不少于|不低于|至少|不得少于|不得低于|最少|达到|高于|超过|不超过|不高于|不多于|控制在|压降至|压缩[至到]|缩短[至到]|降[至到]|低于|提前|稳定在|保持在|约|各)*)(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?|[一二三四五六七八九十两百]+)(?P<scale>万|亿|千)?余?(?P<unit>个百分点|%|个工作日|工作日|小时|分钟|学时|周|日|天|公里|千米|米|亩|蒸吨|吨|户|家|处|座|支|人次|人|名|件|所|辆|台|套|条|场|项|批|期|万元|元|个|次|部|只|头|起|平方米|株|张|门|类)(?P<after>以上|以内|之内|以下|内|及以上)?",
    )
});
static EACH: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::constant(
        r"每(?:个|家|所|村|县|市|乡|人|名|户|户家庭|件|支|座|处|批|单位|乡镇|镇)[^。；]{0,20}$|各(?:县|市|乡镇|设区市|区县)[^。；]{0,20}$|人均",
    )
});
/// A sum of money that is a rate: 奖励标准不低于5万元.
static RATE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::constant(r"(?:(?:奖励|奖金|补助|处罚|罚款)(?:标准|金额|限额)?|标准|限额)(?:为|达到|提高到)?$")
});
/// Who is asked stands first: each of them is asked for all that follows.
static OF_EACH: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::constant(
        r"^(?:各(?:县|市|州|区|地|乡镇|镇|单位|部门|级)|每(?:个|家|所|县|村|市|乡镇|校)|凡|所有|县级以上|[市州]县|县乡)",
    )
});
/// 八成, 九成五, 一半, 百分之九十五.
pub(super) static TENTHS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::constant(
        r"(?P<tens>[一二三四五六七八九])成(?P<ones>[一二三四五六七八九])?(?:以上)?|(?:过|超|一)半(?:以上)?|百分之(?P<percent>[0-9]+(?:\.[0-9]+)?|[一二三四五六七八九十百]+)(?P<after>以上|以内|以下|之内)?",
    )
});
/// Ways to say all of them, which answer 100 %.
pub(super) static ALL: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::constant(
        r"全部|全数|全员|一律|全覆盖|(?:一|半)[个家户辆台套件处座名项人村]?[都也]?不[能得]?[漏少落缺留剩]|[件个人户家村处座台辆套][件个人户家村处座台辆套](?:都|必|要|有|持|建|核|办|见|回)|应[一-龥]尽[一-龥]|无一[一-龥]{1,4}|百分百|清零|不留(?:空白|死角|尾巴)|悉数|逐一|逐[户家个件处座台辆村]|尽数|所有",
    )
});

/// All amounts in `text`, in order. Ways to say all of them stand for 100 %.
#[must_use]
pub fn parse(marked: &Marked<'_>) -> Vec<Amount> {
    let (text, words) = (marked.text(), Words::builtin());
    let mut out: Vec<Amount> = Vec::new();
    for found in marked.captures_iter(&AMOUNT) {
        let group = |name: &str| found.name(name).map_or("", |group| group.as_str());
        let Some(value) = whole(group("number")) else { continue };
        let (unit, before, after) = (group("unit"), group("before"), group("after"));
        let Some(all) = found.get(0) else { continue };
        // 一个, 一批, 一次, 一项 say that there is one of it, not how many; 第一批 numbers it.
        if text[..all.start()].ends_with(['第', '统', '同', '唯'])
            || (group("number") == "一" && !matches!(unit, "%" | "名"))
        {
            continue;
        }
        // 25日前 and 6月20日 are dates.
        if unit == "日"
            && !after.ends_with('内')
            && !before.contains("提前")
            && !text[all.end()..].starts_with('内')
            && before.is_empty()
        {
            continue;
        }
        let scale = match group("scale") {
            "万" => 1e4,
            "亿" => 1e8,
            "千" => 1e3,
            _ => 1.0,
        };
        let limit = any_of(before, &words.limits) && !any_of(before, &words.least);
        let within =
            Amount::is_duration(unit) && (after.ends_with('内') || text[all.end()..].starts_with("内"));
        // Within which distance something is done is said to everybody; how much is built is shared out.
        let around = Amount::is_length(unit)
            && (matches!(after, "以内" | "之内" | "内") || begins_with(&text[all.end()..], &words.around));
        // The wider the area the more is done.
        let bound = if around {
            Bound::AtLeast
        } else if limit || within || after == "以内" || after == "以下" {
            Bound::AtMost
        } else {
            Bound::AtLeast
        };
        let scale = if matches!(unit, "公里" | "千米") { scale * 1e3 } else { scale };
        let before = &text[..all.start()];
        // 各市新建公厕，全省共500座: what follows the last 各 counts.
        let last = before.rsplit(['各', '每']).next().unwrap_or(before);
        let of_each = (OF_EACH.is_match(before) || EACH.is_match(before)) && !any_of(last, &words.totals)
            || (unit.ends_with('元') && RATE.is_match(before));
        out.push(Amount {
            range: all.range(),
            value,
            scaled: value * scale,
            unit: unit.to_owned(),
            bound,
            each: around || of_each,
        });
    }
    for found in marked.captures_iter(&TENTHS) {
        let digit = |name: &str| found.name(name).and_then(|digit| whole(digit.as_str())).unwrap_or(0.0);
        let percent = found.name("percent").and_then(|percent| whole(percent.as_str()));
        let value = if let Some(percent) = percent {
            percent
        } else if found.get(0).is_some_and(|all| all.as_str().contains('半')) {
            50.0
        } else {
            digit("tens") * 10.0 + digit("ones")
        };
        let Some(all) = found.get(0) else { continue };
        let least = found.name("after").is_none_or(|after| after.as_str() == "以上");
        let bound = if least && !ends_with(&text[..all.start()], &words.limits) {
            Bound::AtLeast
        } else {
            Bound::AtMost
        };
        if !out.iter().any(|amount| super::overlaps(&amount.range, &all.range())) {
            out.push(Amount {
                range: all.range(),
                value,
                scaled: value,
                unit: "%".to_owned(),
                bound,
                each: false,
            });
        }
    }
    for found in marked.find_iter(&ALL) {
        // 占到全部解读的四成: what the share is taken of, not the share.
        let of_which = out.iter().any(|amount| {
            amount.unit == "%"
                && amount.range.start >= found.end()
                && text[found.end()..amount.range.start].contains('的')
                && !text[found.end()..amount.range.start].contains(['，', '。', '；', '：', '、'])
        });
        if !of_which && !out.iter().any(|amount| super::overlaps(&amount.range, &found.range())) {
            out.push(Amount {
                range: found.range(),
                value: 100.0,
                scaled: 100.0,
                unit: "%".to_owned(),
                bound: Bound::AtLeast,
                each: false,
            });
        }
    }
    out.sort_by_key(|amount| amount.range.start);
    out
}

#[cfg(test)]
mod tests {
    use super::super::mark;
    use super::*;

    fn first(text: &str) -> (f64, String, Bound, bool) {
        let amount = parse(&mark(text)).into_iter().next().expect(text);
        (amount.scaled, amount.unit, amount.bound, amount.each)
    }

    #[test]
    fn reads_bounds_and_units() {
        assert_eq!(first("整改率不低于95%"), (95.0, "%".to_owned(), Bound::AtLeast, false));
        assert_eq!(first("逾期率控制在1%以内"), (1.0, "%".to_owned(), Bound::AtMost, false));
        assert_eq!(first("事发后1小时内上报"), (1.0, "小时".to_owned(), Bound::AtMost, false));
        assert_eq!(first("每个县至少建成2个示范小区"), (2.0, "个".to_owned(), Bound::AtLeast, true));
        assert_eq!(first("粮食种植432万亩"), (4_320_000.0, "亩".to_owned(), Bound::AtLeast, false));
        assert_eq!(first("人人持证上岗"), (100.0, "%".to_owned(), Bound::AtLeast, false));
        assert_eq!(first("要占到五成以上"), (50.0, "%".to_owned(), Bound::AtLeast, false));
        assert_eq!(first("百分之九十五以上要按时办完"), (95.0, "%".to_owned(), Bound::AtLeast, false));
        assert_eq!(first("提高到百分之一百"), (100.0, "%".to_owned(), Bound::AtLeast, false));
        assert_eq!(first("达到百分之百"), (100.0, "%".to_owned(), Bound::AtLeast, false));
        assert_eq!(first("控制在百分之三以内"), (3.0, "%".to_owned(), Bound::AtMost, false));
        assert_eq!(first("压缩至5个工作日"), (5.0, "个工作日".to_owned(), Bound::AtMost, false));
        assert_eq!(first("要超过九成五"), (95.0, "%".to_owned(), Bound::AtLeast, false));
        assert_eq!(first("一户不漏"), (100.0, "%".to_owned(), Bound::AtLeast, false));
    }

    #[test]
    fn a_share_is_told_from_what_it_is_a_share_of() {
        assert_eq!(first("今年要占到全部解读的四成以上"), (40.0, "%".to_owned(), Bound::AtLeast, false));
        assert_eq!(parse(&mark("全部建档，合格率达到98%")).len(), 2);
        assert_eq!(parse(&mark("县级监管平台全覆盖、重点企业接入率达到90%")).len(), 2);
    }

    #[test]
    fn what_is_asked_of_each_cannot_be_shared_out() {
        assert!(first("县级以上政府办公厅（室）明确专门机构，配备不少于2名专职人员").3);
        assert!(first("最高奖励标准不低于5万元").3);
        assert!(first("干流岸线1公里范围内的隐患").3);
        assert!(!first("各市新建公厕，全省共500座").3);
        assert!(!first("新建公路100公里").3);
        assert!(!first("新增标准化企业600家").3);
        assert!(!first("制定地方标准50项").3);
        assert!(!first("各类市场主体新增10万户").3);
        assert!(first("各县建设公共厕所不少于5座").3);
        let amount = |text| parse(&mark(text)).remove(0);
        assert!(amount("沿岸线500米以内").falls_short_of(&amount("岸线1公里范围内")));
    }

    #[test]
    fn one_of_a_thing_is_no_amount() {
        assert!(parse(&mark("建设一个机制，开展一批专项，第二批验收")).is_empty());
    }

    #[test]
    fn compares_with_direction() {
        let amount = |text| parse(&mark(text)).remove(0);
        assert!(amount("达到75%").falls_short_of(&amount("达到90%")));
        assert!(amount("2小时内").falls_short_of(&amount("1小时内")));
        assert!(!amount("全部完成").falls_short_of(&amount("达到100%")));
    }
}
