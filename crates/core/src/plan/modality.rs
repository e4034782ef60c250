//! How far a clause commits anybody: a topical mention is not a commitment.

use std::ops::Range;
use std::sync::LazyLock;

use yaodian_text::lexicon::MarkerKind;
use yaodian_text::pattern::{Marked, Pattern, PatternSet};
use yaodian_text::{Lexicon, WordClass};

use super::Plan;
use crate::facet::deadline;

/// What a clause of a plan does.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Modality {
    /// Commits the prefecture or those below it.
    Commitment,
    /// Tells of what was done.
    Background,
    /// Tells of what others do.
    OthersDuty,
    /// A heading.
    Heading,
    /// The place of something not yet written.
    Placeholder,
    /// Only refers to another text.
    Citation,
}

/// A word that shows how far a clause commits anybody, or of whom and when it speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkHit {
    /// What it says.
    pub kind: MarkerKind,
    /// Where it stands in the normalised text.
    pub range: Range<usize>,
}

/// A superior body as the one who acts: 省局将…, 今年省委组织部每季度都会…, …由省局通报, …省里正在修订.
static OTHERS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::constant(
        r"(?:^|[，。；、：]|由|今年|目前|当前|近期|届时|据悉|据了解|指南|办法|标准|条例|方案|平台|系统|预案|目录|清单)(?:省|国家|国务院|自治区|中央|全国人大)(?:里|上|级|直|政府|委|局|厅|[[一-龥]]{1,14}?(?:局|厅|委|办|办公室|政府|部|总队|领导小组|专班|组|会|院|中心)|[^级道定示，。][一-龥]{0,12}?(?:馆|校|所|站|队|学院|集团))(?:、[^，。]{2,14}?)?(?:和[^，。]{2,12}?)?(?P<acts>(?:今年|明年|下半年|上半年|年内|年底前?|年初|年中|年终|关于[^，。]{2,30}?(?:正在|尚在|仍在)|近期|目前|即将|计划|预计|拟|还|也|都|已经|已|正在|正|将要|将|会|要来|要|统一|牵头|每[^，。]{1,4}|\d{1,2}月[^，。]{0,6}|对[^，。]{2,30}|今后|全年|先后|在全省)+[^，。的]{0,2}|确定|统一|通报|组织开展|出台|印发|命名|修订|制定|验收|公布)",
    )
});
/// The bodies of [`OTHERS`] have one of these in their names: few clauses do, and the expression is tried at every character.
const IN_EVERY_SUPERIOR: [char; 4] = ['省', '国', '治', '央'];
static PAST: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::constant(
        r"^(?:[^，。；对把将就按]{0,4}?)(?:去年|上年|上一年|过去一年|一年来|近年来|近几年|截至|前期|此前)",
    )
});
static DONE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::constant(
        r"(?:已|均已|已经|全部|均|先后|累计|共|成功|顺利|首次)[^，。；]{0,12}(?:了|完成|建成|到位|办结|换届|调整|明确|发放|兑付|参加|换|达到)|[^不]了(?:[^解]|$)|同比|比上年",
    )
});
static NOW: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::constant(
        r"今年|本年|在此基础上|下一步|现将|制定本|各县[^，。]{0,12}要|各级[^，。]{0,12}要|为做好|现提出|必须|务必|继续|其余|剩余|余下|尚未",
    )
});

/// What is looked for in every sentence.
static SET: LazyLock<PatternSet> =
    LazyLock::new(|| PatternSet::new(&[&deadline::YEAR, &GUIDING, &NOW, &STATISTIC, &TO_COME]));

/// Gives every clause its modality and its marks.
pub(super) fn assign(plan: &mut Plan<'_>, lexicon: &Lexicon) {
    let text = plan.document.text();
    let mut past_unit = usize::MAX;
    let mut past_before = false;
    for index in 0..plan.sentences.len() {
        let sentence = plan.sentences[index].clone();
        let own = &text[sentence.range.clone()];
        let marked = SET.mark(own);
        let heading = plan.units[sentence.unit].is_heading;
        let marks = lexicon.markers_in(own);
        let starts_past = starts_in_the_past(&marked, plan.year) || marks_past(own, &marks);
        // What follows a sentence about last year in the same paragraph is about last year until it says otherwise.
        if starts_past {
            past_unit = sentence.unit;
        } else if past_unit == sentence.unit && speaks_of_now(&marked, plan.year) {
            past_unit = usize::MAX;
        }
        // …6条，年底前全部办结；: what ； joins to a sentence about the past was due then.
        let joined = past_before && joins(text, &plan.sentences[index - 1].range, &sentence.range);
        let past = starts_past || (past_unit == sentence.unit && tells_results(&marked, joined));
        past_before = past;
        let hearsay =
            marks.iter().any(|hit| hit.kind == MarkerKind::Hearsay && hit.range.start <= HEARSAY_AT);
        let guiding = marked.is_match(&GUIDING) || (own.contains(FOLLOWED) && FOLLOWS.is_match(own));
        let mut others = false;
        for clause_index in sentence.clauses.clone() {
            let range = plan.clauses[clause_index].range.clone();
            let own_clause = &text[range.clone()];
            let local: Vec<MarkHit> = marks
                .iter()
                .map(|hit| MarkHit {
                    kind: hit.kind,
                    range: sentence.range.start + hit.range.start..sentence.range.start + hit.range.end,
                })
                .filter(|hit| hit.range.start < range.end && hit.range.end > range.start)
                .collect();
            others = (!plan.is_province_s() && acts_above(own_clause))
                || (others && !returns_home(own_clause, &local));
            // A title sentence with text behind it commits if it says what is to be done: 建立责任清单。
            let acts = || {
                let own = &plan.clauses[clause_index].tokens;
                plan.tokens[own.clone()].iter().any(|token| token.class == WordClass::Action)
            };
            let titles = plan.is_title(&plan.clauses[clause_index]) && (heading || !acts());
            let modality = if titles {
                Modality::Heading
            } else if local.iter().any(|hit| hit.kind == MarkerKind::Placeholder) {
                Modality::Placeholder
            } else if others || (hearsay && !returns_home(own_clause, &local)) {
                Modality::OthersDuty
            } else if guiding {
                Modality::Citation
            } else if past && !turns_to_now(&local, range.start) {
                Modality::Background
            } else {
                Modality::Commitment
            };
            let clause = &mut plan.clauses[clause_index];
            clause.modality = modality;
            clause.marks = local;
        }
    }
}

/// The guiding sentence of a plan repeats what everybody follows; it plans nothing.
static GUIDING: LazyLock<Pattern> = LazyLock::new(|| Pattern::constant(r"总体要求是|总体思路是|指导思想是"));
/// Few sentences name what [`FOLLOWS`] looks for.
const FOLLOWED: &str = "习近平";
/// Apart from [`GUIDING`], as it is tried at the start only.
static FOLLOWS: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::constant(r"^(?:[^，。]{0,20})以习近平新时代中国特色社会主义思想为指导"));

/// Hearsay is announced within this many bytes of the start of a sentence.
const HEARSAY_AT: usize = 12;

/// What was achieved or counted, without a word of what is to come; a day by which it was due is none in a sentence that
/// is `joined` to one about the past.
fn tells_results(sentence: &Marked<'_>, joined: bool) -> bool {
    let done = sentence.is_match(&DONE);
    (done || sentence.is_match(&STATISTIC))
        && !sentence.is_match(&TO_COME)
        && (joined && done || !sentence.is_match(&DUE_IN))
}

/// Whether only ； stands between two sentences.
fn joins(text: &str, before: &Range<usize>, own: &Range<usize>) -> bool {
    text[before.end..own.start].trim() == "；"
}

static STATISTIC: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::constant(r"为[\d.]+%|达[\d.]+|[\d.]+(?:万|%|余?(?:个|家|人次|户|起|件|批次))"));
static TO_COME: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::constant(r"要|将|必须|一律|确保|每季度|每月|每年|每周|不少于|不低于"));
static DUE_IN: LazyLock<Pattern> = LazyLock::new(|| Pattern::constant(r"底前|日前|月前|年内"));

/// Whether a superior body acts in the clause. 省委巡视反馈的问题 and 报省政府 only name one.
fn acts_above(clause: &str) -> bool {
    clause.contains(IN_EVERY_SUPERIOR)
        && OTHERS.captures_iter(clause).any(|found| {
            let Some(all) = found.get(0) else { return false };
            // What stands before 的 belongs to a noun: 省政府2019年考核指出的问题.
            let noun = clause[all.end()..]
                .chars()
                .take(16)
                .take_while(|c| !"，。；".contains(*c))
                .any(|c| c == '的')
                && !found["acts"].contains(['将', '会'])
                && !found["acts"].contains("正在");
            !noun
        })
}

fn starts_in_the_past(marked: &Marked<'_>, year: u16) -> bool {
    if marked.is_match(&PAST) {
        return true;
    }
    let sentence = marked.text();
    let Some((named, range)) = deadline::years_in(marked).into_iter().next() else { return false };
    let tail = &sentence[range.end..];
    // 2019年，全市… and 会宁县于2018年申报了… tell of the past; 梳理2019年工作 and 2019年度考核整改 do not.
    let before = &sentence[..range.start];
    // 2022年警示片披露的问题全部改到位 names what is put right this year.
    let names = NAMED.is_match(tail) && !RESULT.is_match(sentence) && !marked.is_match(&STATISTIC);
    let at_start =
        ["", "自", "在", "于", "从", "截至", "（"].contains(&before) && !tail.starts_with("度") && !names;
    let told = (sentence[..range.start].ends_with('于') || sentence[..range.start].ends_with('在'))
        && DONE.is_match(sentence);
    // 2019年底前完成 in a plan for 2020 tells of nothing done: it was due, and somebody copied the year.
    let due = DUE.is_match(tail) && !DONE.is_match(sentence);
    year > 0
        && named < year
        && !sentence[range].ends_with('度')
        && !due
        && (at_start && !tail.starts_with("到期") || told)
}

/// A batch of things that a year belongs to: …披露的问题, …交办事项.
static NAMED: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::constant(r"^[^，。；、\d年]{2,24}(?:问题|事项|意见|案件|线索|隐患)"));
/// Words that tell what came of something.
static RESULT: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::constant(r"[^不]了(?:[^解]|$)|已|累计|先后|共计|总共|同比|比上年|取得|明显|显著")
});

/// What makes of a year a day by which something is due.
static DUE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::constant(
        r"^(?:\d{1,2}月(?:\d{1,2}日)?(?:底|末|[上中下]旬)?|底|末)(?:之|以)?前(?:[^后一二三四五六七八九十两几\d半]|$)",
    )
});

fn marks_past(sentence: &str, marks: &[yaodian_text::lexicon::MarkerHit]) -> bool {
    let starts = |hit: &yaodian_text::lexicon::MarkerHit| sentence[..hit.range.start].chars().count() <= 6;
    marks.iter().any(|hit| hit.kind == MarkerKind::Background && starts(hit)) && DONE.is_match(sentence)
}

fn speaks_of_now(sentence: &Marked<'_>, year: u16) -> bool {
    sentence.is_match(&NOW) || deadline::years_in(sentence).iter().any(|(named, _)| *named >= year)
}

/// Whether a clause that begins at `start` begins with 今年 or the like.
fn turns_to_now(marks: &[MarkHit], start: usize) -> bool {
    marks.iter().any(|hit| hit.kind == MarkerKind::Now && hit.range.start == start)
}

/// A body of the plan's own level or below that acts: 州食安办要….
static OWN_BODY: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::constant(
        r"^(?:由)?(?:市|州|县|区|乡镇|街道|各[市县区乡镇])[^，。的]{0,14}?(?:局|办|委|部|院|中心|政府|领导小组|专班|队|办公室)(?:也|都|均|再|随即|同步|负责|牵头|会同|组织|及时|第一时间|要|应|须|必须|在|于|每|按|配合|跟着|随后)",
    )
});

/// After a clause about what the province does: 我市… speaks of oneself again.
fn returns_home(clause: &str, marks: &[MarkHit]) -> bool {
    marks.iter().any(|hit| hit.kind == MarkerKind::OwnLevel)
        || OWN_BODY.find_iter(clause).any(|found| !found.as_str().contains("总局"))
}

#[cfg(test)]
mod tests {
    use super::{DUE, Modality};
    use crate::document::Document;
    use crate::plan::Plan;
    use yaodian_text::Segmenter;

    /// What the clauses of a paragraph do, in a plan for 2020.
    fn modalities(text: &str) -> Vec<Modality> {
        let document = Document::from_text("plan", format!("天水市2020年工作计划\n一、工作安排\n{text}。"));
        let plan = Plan::read(&document, Segmenter::builtin());
        let first = plan.clauses.iter().position(|clause| {
            plan.text(clause.range.clone()).starts_with(text.split('，').next().unwrap_or(text))
        });
        plan.clauses[first.expect("the paragraph")..].iter().map(|clause| clause.modality).collect()
    }

    #[test]
    fn the_province_s_doings_are_told_from_one_s_own() {
        use Modality::{Commitment, OthersDuty};
        assert_eq!(modalities("省里年底将评出30个优秀案例"), [OthersDuty]);
        assert_eq!(modalities("省科技馆今年将免票开放"), [OthersDuty]);
        assert_eq!(modalities("省食安办关于基层规范化建设的指导意见目前正在起草"), [OthersDuty]);
        let own = "认真贯彻省委、省政府关于加强食品安全工作部署要求，建立健全食品安全责任制";
        assert_eq!(modalities(own), [Commitment, Commitment]);
        assert_eq!(modalities("省级示范市场监管所年内再创建5个"), [Commitment]);
        let both = modalities("省局将修订评价细则，市食安办要及时转发");
        assert_eq!(both, [OthersDuty, Commitment]);
    }

    #[test]
    fn reports_on_last_year_are_told_from_what_is_put_right_this_year() {
        use Modality::{Background, Commitment};
        for told in ["2019年印发食品安全责任清单", "2019年召开食安委全体会议4次", "2019年食品抽检合格率98.5%"]
        {
            assert_eq!(modalities(told), [Background], "{told}");
        }
        assert_eq!(modalities("2019年警示片披露问题全部改到位"), [Commitment]);
        assert_eq!(modalities("对去年已销号的隐患开展复查"), [Commitment]);
        let joined = modalities("2019年，全市形势平稳；市食安办提出整改意见6条，年底前全部办结");
        assert!(joined.iter().all(|modality| *modality == Background), "{joined:?}");
    }

    #[test]
    fn a_day_by_which_something_is_due_is_told_from_what_came_before() {
        for due in ["12月底前完成排查", "底前", "6月30日前，完成排查"] {
            assert!(DUE.is_match(due), "{due}");
        }
        for told in ["前三季度，全市抽检", "前5个月", "底前后", "12月，完成排查", "前半年"]
        {
            assert!(!DUE.is_match(told), "{told}");
        }
    }
}
