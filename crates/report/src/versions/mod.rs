//! Two versions of a plan: what the new one fixed, what it broke, what is still open. One renderer a file; what they
//! share is here.

pub mod html;
pub mod markdown;
pub mod terminal;

use yaodian_core::Status;
use yaodian_core::compare::{Answer, Change, ChangedObligation, ChangedRemark, Version, Versions};

use crate::{decisions, figures, remarks, signs};

/// The order in which changes are shown: what wants work comes first.
pub(crate) const ORDER: [Change; 5] =
    [Change::Broken, Change::Worsened, Change::Open, Change::Improved, Change::Fixed];
/// What is said where both versions are one text.
pub(crate) const SAME: &str = "两个版本的文字相同，除标点、空白和编号外没有改动";

/// Signs beside the words of a change.
pub(crate) fn sign(change: Change) -> &'static str {
    match change {
        Change::Fixed => "+",
        Change::Improved => "↑",
        Change::Open => "=",
        Change::Worsened => "↓",
        Change::Broken => "-",
    }
}

/// The status that a change is coloured like.
pub(crate) fn like(change: Change) -> Status {
    match change {
        Change::Fixed | Change::Improved => Status::Covered,
        Change::Open => Status::Weakened,
        Change::Worsened | Change::Broken => Status::Conflicting,
    }
}

/// What becomes of a remark, in words.
pub(crate) fn of_remark(changed: &ChangedRemark) -> &'static str {
    match changed.change {
        Change::Fixed => "已消除",
        Change::Broken => "新出现",
        _ => "仍在",
    }
}

/// The remarks, those to mend first.
pub(crate) fn ordered(versions: &Versions) -> impl Iterator<Item = (&ChangedRemark, String)> {
    let of = |change| versions.remarks.iter().filter(move |it| it.change == change);
    ORDER
        .into_iter()
        .flat_map(of)
        .map(|it| (it, format!("{}：{}", it.remark.kind.label(), remarks::message(&it.remark))))
}

/// How many obligations each thing happened to, in the order of [`ORDER`].
pub(crate) fn tally(versions: &Versions) -> impl Iterator<Item = (Change, String)> {
    let text = |change: Change| {
        (change, format!("{} {} {}", sign(change), change.label(), versions.counts.of(change)))
    };
    ORDER.into_iter().map(text)
}

/// How an answer is called, with its sign and that it is accepted as it is.
pub(crate) fn verdict(answer: &Answer) -> String {
    let waived = match &answer.waiver {
        Some(_) if answer.status != Status::Covered => format!("（{}）", decisions::WAIVED),
        _ => String::new(),
    };
    format!("{} {}{waived}", signs::status(answer.status), answer.status.label())
}

/// What a version says, as one line of quotes.
pub(crate) fn quotes(answer: &Answer) -> String {
    let quotes: Vec<String> = answer.evidence.iter().map(|it| format!("“{}”", it.text.trim())).collect();
    quotes.join("……")
}

/// Why the new version still falls short: who accepted it, else the reasons.
pub(crate) fn why(changed: &ChangedObligation) -> Vec<String> {
    let waiver = changed.new.waiver.as_ref().filter(|_| changed.new.status != Status::Covered);
    let waiver = waiver.map(|it| format!("{}：{}", decisions::WAIVED, decisions::waiver(it)));
    let reasons = changed.new.reasons.iter().filter(|_| changed.new.status != Status::Covered);
    waiver.into_iter().chain(reasons.map(|it| crate::terminal::why(it).to_owned())).collect()
}

/// The coverage of a version with what it is made of, and with what is waived.
pub(crate) fn coverage(version: &Version) -> String {
    let counts = &version.summary.obligations;
    let waived = version.review.as_ref().map_or(0, |review| review.waived);
    let with = decisions::coverage(counts, waived).map(|with| format!("，含豁免 {with}")).unwrap_or_default();
    let share = figures::percent(counts.covered, counts.required());
    format!("{share}（{}/{}项）{with}", counts.covered, counts.required())
}

/// Both versions with what they are called here.
pub(crate) fn both(versions: &Versions) -> [(&'static str, &Version); 2] {
    [("原稿", &versions.old), ("新稿", &versions.new)]
}

#[cfg(test)]
pub(crate) mod sample {
    use yaodian_core::report::{ObservationKind, PointStatus};
    use yaodian_core::{Status, Versions};

    use crate::sample;

    /// From the sample report to one where 1.2 is mended, 1.1 broken, 2.1 weakened, 1.4 open and accepted; a remark goes,
    /// another comes.
    pub(crate) fn versions() -> Versions {
        let old = sample::report();
        let mut new = sample::reviewed();
        new.plan.name = "新稿.txt".to_owned();
        new.plan.fingerprint = "1".to_owned();
        let ones = &mut new.points[0].obligations;
        ones[3].waiver = ones[1].waiver.take();
        ones[1].status = Status::Covered;
        ones[1].evidence[0].text = "每季度组织一次".to_owned();
        ones[0].status = Status::Missing;
        new.points[1].obligations[0].status = Status::Weakened;
        new.points[1].status = PointStatus::Partial;
        new.summary.obligations.weakened = 1;
        new.observations[0].kind = ObservationKind::Year;
        new.observations[0].message = "“2019年”不是计划的年份".to_owned();
        yaodian_core::versions(&old, &new).expect("one notice")
    }
}
