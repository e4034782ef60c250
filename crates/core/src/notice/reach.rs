//! Whom an obligation binds: the lower level by name, each level in its own field, or the province alone.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use yaodian_text::Lexicon;
use yaodian_text::lexicon::Place;
use yaodian_text::pattern::Pattern;

use super::Piece;

/// Whom an obligation binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    /// Set on the lower level by name: 督促各市（州）…
    Direct,
    /// The province's own duty, answered at the prefecture's own level.
    Counterpart,
    /// The province's alone: shown, never a gap unless the user says so.
    Province,
}

static LOWER: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::constant(
        r"各(?:设区)?市|各地|各县|各省辖市|各级|市（州）|县（市|县（区）|设区市|市县|县级|乡镇|各单位|每个(?:县|市|设区市|乡镇)|企业|督促|指导|推动各",
    )
});
static PROVINCE_ALONE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::constant(
        r"省级(?:示范|专业|督察|平台|财政|标准|预备|储备|环境应急)|(?:建设|建成|开发|搭建)(?:全省|省级)[^，。]{0,20}(?:平台|系统|数据库|中心|库)|省级[^，。]{0,8}示范|命名\d*个?省级|省级[^，。]{0,6}(?:城市|县)(?:验收|评估)",
    )
});
static MAKES: LazyLock<Pattern> = LazyLock::new(|| Pattern::constant(r"制定|修订|印发|出台|编印|编制|起草"));
/// Kinds of documents that a province makes for all; a prefecture has its own 预案, 方案 and 职责.
static FOR_ALL: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::constant(r"(?:标准|细则|规范|办法|指导意见|条例|导则|动态|评价(?:工作)?方案)$")
});

pub(super) fn of(text: &str, piece: &Piece, province: Option<Place>, lexicon: &Lexicon) -> Reach {
    let own = &text[piece.range.clone()];
    if PROVINCE_ALONE.is_match(own) || makes_the_province_s_document(own, province, lexicon) {
        return Reach::Province;
    }
    let before = &text[piece.sentence.start..piece.range.end];
    if LOWER.is_match(before) { Reach::Direct } else { Reach::Counterpart }
}

fn makes_the_province_s_document(own: &str, province: Option<Place>, lexicon: &Lexicon) -> bool {
    let Some(province) = province else { return false };
    MAKES.is_match(own)
        && own.split('《').skip(1).filter_map(|rest| rest.split('》').next()).any(|title| {
            FOR_ALL.is_match(title)
                && lexicon.places().find(title).iter().any(|(_, place)| place.province == province.province)
        })
}
