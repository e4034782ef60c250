//! What reviewers decided, in the sentences that every renderer shows.

use yaodian_core::Report;
use yaodian_core::report::{ObligationCounts, Reviewed, Waiver, WaiverSource};

use crate::figures::percent;

/// The title above what was decided of a plan.
pub const TITLE: &str = "审核意见";
/// What a finding that somebody accepted is called.
pub const WAIVED: &str = "已豁免";

/// A decision, a note or something to know of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it is, in a word or two.
    pub label: &'static str,
    /// What it says.
    pub text: String,
}

/// Why a finding is accepted, by whom and when; where it is written, if nobody is named.
#[must_use]
pub fn waiver(waiver: &Waiver) -> String {
    let by = [waiver.who.trim(), waiver.when.trim()].into_iter().filter(|it| !it.is_empty());
    let by: Vec<&str> = by.collect();
    let by = if by.is_empty() { waiver.source.label().to_owned() } else { by.join(" ") };
    match (waiver.why.trim(), waiver.source) {
        ("", WaiverSource::Baseline) => "基线中已有".to_owned(),
        ("", _) => by,
        (why, _) => format!("{why}（{by}）"),
    }
}

/// Sign-offs, notes, and waivers that no longer hold or waive nothing. What is waived stands at its finding.
#[must_use]
pub fn items(review: &Reviewed) -> Vec<Item> {
    let signed = review.signed.iter().map(|it| {
        let lapsed = if it.stands { "" } else { "（签署后计划已改动，须重新签署）" };
        let words = if it.text.trim().is_empty() { String::new() } else { format!("：{}", it.text.trim()) };
        Item { label: "签署", text: format!("{} {}{words}{lapsed}", it.who, it.when) }
    });
    let notes = review.notes.iter().map(|it| {
        let about = if it.about.is_empty() { String::new() } else { format!("{} ", it.about) };
        Item { label: "批注", text: format!("{about}{}（{} {}）", it.text.trim(), it.who, it.when) }
    });
    let reopened = review.reopened.iter().map(|it| Item { label: "须重审", text: it.message() });
    let unused = review.unused.iter().map(|it| Item { label: "未用到", text: it.message() });
    signed.chain(notes).chain(reopened).chain(unused).collect()
}

/// All of them for a report.
#[must_use]
pub fn of(report: &Report) -> Vec<Item> {
    report.review.as_ref().map(items).unwrap_or_default()
}

/// The coverage with what is waived counted as covered; nothing where nothing is waived.
#[must_use]
pub fn coverage(counts: &ObligationCounts, waived: usize) -> Option<String> {
    let with = counts.covered + waived;
    (waived > 0).then(|| format!("{}（豁免{waived}项）", percent(with, counts.required())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use yaodian_core::report::{Lapsed, Signed};
    use yaodian_core::review::Note;

    #[test]
    fn a_waiver_says_why_and_who_or_where() {
        let of = |source, who: &str, why: &str| {
            waiver(&Waiver { source, who: who.to_owned(), when: String::new(), why: why.to_owned() })
        };
        assert_eq!(of(WaiverSource::Review, "李明", "市里没有这项职责"), "市里没有这项职责（李明）");
        assert_eq!(of(WaiverSource::Inline, "", "省里已有"), "省里已有（计划内注释）");
        assert_eq!(of(WaiverSource::Baseline, "", ""), "基线中已有");
    }

    #[test]
    fn everything_decided_is_an_item() {
        let signed = |stands| Signed {
            who: "王芳".to_owned(),
            when: "2020-03-02".to_owned(),
            text: "同意".to_owned(),
            stands,
        };
        let review = Reviewed {
            signed: vec![signed(true), signed(false)],
            notes: vec![Note {
                plan: String::new(),
                about: "3.2".to_owned(),
                who: "李明".to_owned(),
                when: "2020-03-01".to_owned(),
                text: "请与教育局核对".to_owned(),
            }],
            unused: vec![Lapsed {
                finding: "9.9".to_owned(),
                fingerprint: None,
                waiver: Waiver::default(),
                changed: None,
            }],
            ..Reviewed::default()
        };
        let shown: Vec<String> =
            items(&review).iter().map(|it| format!("{}|{}", it.label, it.text)).collect();
        assert_eq!(shown[0], "签署|王芳 2020-03-02：同意");
        assert_eq!(shown[1], "签署|王芳 2020-03-02：同意（签署后计划已改动，须重新签署）");
        assert_eq!(shown[2], "批注|3.2 请与教育局核对（李明 2020-03-01）");
        assert!(shown[3].starts_with("未用到|9.9："), "{shown:?}");
    }

    #[test]
    fn both_figures_only_where_something_is_waived() {
        let counts = ObligationCounts { covered: 3, missing: 3, ..ObligationCounts::default() };
        assert_eq!(coverage(&counts, 0), None);
        assert_eq!(coverage(&counts, 1).as_deref(), Some("66.6%（豁免1项）"));
    }
}
