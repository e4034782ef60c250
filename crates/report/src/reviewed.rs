//! What reviewers decided, in words that every work paper shows.

use yaodian_core::Report;
use yaodian_core::report::{Waiver, WaiverSource};

/// The title above [`lines`].
pub(crate) const TITLE: &str = "审核意见";

/// That something is waived, why, and who says so.
pub(crate) fn waiver(waiver: &Waiver) -> String {
    let by = match waiver.source {
        WaiverSource::Review => [waiver.who.as_str(), &waiver.when].join("，"),
        WaiverSource::Inline | WaiverSource::Baseline => waiver.source.label().to_owned(),
    };
    if waiver.why.is_empty() {
        format!("已豁免（{by}）")
    } else {
        format!("已豁免：{}（{by}）", waiver.why)
    }
}

/// The coverage with what is waived, where something is.
pub(crate) fn coverage(report: &Report) -> Option<String> {
    let (waived, counts) = (report.waived(), &report.summary.obligations);
    (waived > 0).then(|| {
        let percent = crate::percent(counts.covered + waived, counts.required());
        format!("豁免{waived}项，计入后覆盖率 {percent}")
    })
}

/// Notes and sign-offs, and the waivers that do not hold any more.
pub(crate) fn lines(report: &Report) -> Vec<String> {
    let Some(review) = &report.review else { return Vec::new() };
    let notes = review.notes.iter().map(|note| {
        let about = if note.about.is_empty() { String::new() } else { format!("{}：", note.about) };
        format!("{about}{}（{}，{}）", note.text, note.who, note.when)
    });
    let signed = review.signed.iter().map(|it| {
        let stands = if it.stands { "已签署" } else { "签署之后计划已改动" };
        let text = if it.text.is_empty() { String::new() } else { format!("：{}", it.text) };
        format!("{stands}{text}（{}，{}）", it.who, it.when)
    });
    let lapsed = review.reopened.iter().chain(&review.unused).map(|it| it.message());
    notes.chain(signed).chain(lapsed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn a_waiver_says_why_and_who() {
        let report = sample::waived();
        let own = report.obligations().find_map(|one| one.waiver.as_ref());
        assert_eq!(own.map(waiver).as_deref(), Some("已豁免：本市没有<这项>职责（张三，2020-03-01）"));
        assert_eq!(coverage(&report).as_deref(), Some("豁免1项，计入后覆盖率 66.6%"));
        assert_eq!(coverage(&sample::report()), None);
        let baseline = Waiver { source: WaiverSource::Baseline, ..Waiver::default() };
        assert_eq!(waiver(&baseline), "已豁免（基线）");
    }

    #[test]
    fn notes_and_what_no_longer_holds_are_told() {
        let lines = lines(&sample::waived());
        assert_eq!(lines[0], "3.2：请再核（李四，2020-03-02）");
        assert!(lines[1].starts_with("9.9：") && lines[1].contains("可以删去"), "{lines:?}");
    }
}
