//! The words around what the engine says, in the editor's language.

use yaodian_core::Status;
use yaodian_core::report::ObservationKind;
use yaodian_report::Language;

/// The language for an editor's locale, such as `zh-cn`, `zh-Hant-HK` or `en-GB`.
pub fn language(locale: Option<&str>) -> Language {
    let locale = locale.unwrap_or_default().to_ascii_lowercase().replace('_', "-");
    let traditional = ["hant", "tw", "hk", "mo"];
    if locale.starts_with("en") {
        Language::English
    } else if locale.split('-').any(|part| traditional.contains(&part)) {
        Language::Traditional
    } else {
        Language::Simplified
    }
}

/// Words by language.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// What the notice asks for.
    pub asked: &'static str,
    /// Why the verdict is as it is.
    pub why: &'static str,
    /// The suggested wording.
    pub suggestion: &'static str,
    /// Title of an action that puts words into the place of others.
    pub replace: &'static str,
    /// Title of an action that puts in what is missing.
    pub insert: &'static str,
    /// The share of obligations that are covered.
    pub coverage: &'static str,
    /// Of a waiver in the plan that waives nothing.
    pub unused: &'static str,
    /// A status, in the order of [`Status::ALL`].
    statuses: [&'static str; 4],
    /// A kind of remark, in the order of [`ObservationKind::ALL`].
    remarks: [&'static str; 8],
}

impl Words {
    /// The words of a language.
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::Simplified => &SIMPLIFIED,
            Language::Traditional => &TRADITIONAL,
            Language::English => &ENGLISH,
        }
    }

    /// The name of a status.
    pub fn status(&self, status: Status) -> &'static str {
        Status::ALL.iter().zip(self.statuses).find(|(own, _)| **own == status).map_or("", |(_, word)| word)
    }

    /// The name of a kind of remark.
    pub fn remark(&self, kind: ObservationKind) -> &'static str {
        ObservationKind::ALL
            .iter()
            .zip(self.remarks)
            .find(|(own, _)| **own == kind)
            .map_or("", |(_, word)| word)
    }
}

static SIMPLIFIED: Words = Words {
    asked: "通知要求",
    why: "为何",
    suggestion: "建议",
    replace: "改为",
    insert: "补写",
    coverage: "覆盖率",
    unused: "这条注释没有免去任何问题：没有这一项，或没有写理由",
    statuses: ["已覆盖", "弱化", "冲突", "缺失"],
    remarks: [
        "照抄未改",
        "上级表述残留",
        "外地地名",
        "兜底表述",
        "只有标题",
        "编号差错",
        "年份差错",
        "自主工作",
    ],
};

static TRADITIONAL: Words = Words {
    asked: "通知要求",
    why: "為何",
    suggestion: "建議",
    replace: "改為",
    insert: "補寫",
    coverage: "覆蓋率",
    unused: "這條註釋沒有免去任何問題：沒有這一項，或沒有寫理由",
    statuses: ["已覆蓋", "弱化", "衝突", "缺失"],
    remarks: [
        "照抄未改",
        "上級表述殘留",
        "外地地名",
        "兜底表述",
        "只有標題",
        "編號差錯",
        "年份差錯",
        "自主工作",
    ],
};

static ENGLISH: Words = Words {
    asked: "The notice asks",
    why: "Why",
    suggestion: "Suggested",
    replace: "Change to",
    insert: "Add",
    coverage: "Coverage",
    unused: "This comment waives nothing: there is no such finding, or it gives no reason",
    statuses: ["covered", "weakened", "conflicting", "missing"],
    remarks: [
        "copied, not localised",
        "wording of the upper level",
        "another place's name",
        "blanket clause",
        "heading only",
        "numbering",
        "year",
        "own initiative",
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locale_gives_the_language() {
        let cases = [
            (None, Language::Simplified),
            (Some("zh-cn"), Language::Simplified),
            (Some("zh_TW"), Language::Traditional),
            (Some("zh-Hant-HK"), Language::Traditional),
            (Some("en-GB"), Language::English),
        ];
        for (locale, wanted) in cases {
            assert_eq!(language(locale), wanted, "{locale:?}");
        }
    }

    #[test]
    fn chinese_names_are_those_of_the_engine() {
        for status in Status::ALL {
            assert_eq!(SIMPLIFIED.status(status), status.label());
        }
        for kind in ObservationKind::ALL {
            assert_eq!(SIMPLIFIED.remark(kind), kind.label());
        }
    }
}
