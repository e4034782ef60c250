//! The shapes of a lexicon file. Shared with `build.rs`, which packs all files of `lexicon/` into one.

use serde::{Deserialize, Serialize};

/// One lexicon file, or several put together: every kind of entry is optional in a file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LexiconData {
    /// Groups of expressions that a reviewer accepts for each other.
    #[serde(rename = "group")]
    pub groups: Vec<GroupData>,
    /// Bodies: institutions and posts, without level or place.
    #[serde(rename = "body")]
    pub bodies: Vec<BodyData>,
    /// Markers of how far a clause is a commitment, and of whom and when it speaks.
    #[serde(rename = "marker")]
    pub markers: Vec<MarkerData>,
    /// Province-level divisions with their prefectures.
    #[serde(rename = "province")]
    pub provinces: Vec<ProvinceData>,
    /// Sectors of government work with the words that tell them.
    #[serde(rename = "sector")]
    pub sectors: Vec<SectorData>,
}

impl LexiconData {
    /// Adds the entries of another file.
    pub fn append(&mut self, mut other: Self) {
        self.groups.append(&mut other.groups);
        self.bodies.append(&mut other.bodies);
        self.markers.append(&mut other.markers);
        self.provinces.append(&mut other.provinces);
        self.sectors.append(&mut other.sectors);
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Every term: those of the groups, the near ones among them, then the names of bodies.
    pub fn terms(&self) -> impl Iterator<Item = &str> {
        let groups = self.groups.iter().flat_map(|group| group.terms.iter().chain(&group.near));
        groups.chain(self.bodies.iter().flat_map(|body| &body.names)).map(String::as_str)
    }

    /// Every pattern: those of the groups, then those of the markers.
    pub fn patterns(&self) -> impl Iterator<Item = &str> {
        let groups = self.groups.iter().flat_map(|group| &group.patterns);
        groups.chain(self.markers.iter().flat_map(|marker| &marker.patterns)).map(String::as_str)
    }
}

/// What sort of thing a group's expressions name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GroupKind {
    /// Doing something: 督查, 印发.
    Action,
    /// A document, system, object, topic.
    Thing,
    /// People or bodies.
    Role,
    /// Manner, degree, state.
    Quality,
    /// Words that only say at which level something happens: 全省, 全市.
    Level,
    /// Words that carry no meaning of their own in a plan: 工作, 情况, 进一步.
    Filler,
}

/// Expressions that a careful reviewer would accept for each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupData {
    /// Kebab-case ASCII, unique over all files.
    pub id: String,
    /// What binds the group, in one line.
    pub note: String,
    /// What sort of thing the expressions name.
    pub kind: GroupKind,
    /// The expressions, simplified Chinese, level-free.
    pub terms: Vec<String>,
    /// Close expressions, accepted only when the rest agrees as well.
    #[serde(default)]
    pub near: Vec<String>,
    /// Regular expressions for wording with gaps.
    #[serde(default)]
    pub patterns: Vec<String>,
    /// Two phrases that mean the same, each with an expression of the group. Used by tests.
    #[serde(default)]
    pub same: Vec<String>,
    /// A phrase that looks related and must not be in the group. Used by tests.
    #[serde(default)]
    pub not: Option<String>,
}

/// An institution under all the names it goes by, level and place left out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BodyData {
    /// Kebab-case ASCII, unique over all files.
    pub id: String,
    /// Its full name.
    pub name: String,
    /// Every name and abbreviation, the full one included.
    pub names: Vec<String>,
    /// What it is, in one line.
    #[serde(default)]
    pub note: String,
}

/// Words by which a clause shows how far it commits anybody, and of whom and when it speaks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkerData {
    /// What the words say.
    pub kind: MarkerKind,
    /// What the entry catches, in one line.
    pub note: String,
    /// Plain strings.
    #[serde(default)]
    pub terms: Vec<String>,
    /// Regular expressions.
    #[serde(default)]
    pub patterns: Vec<String>,
    /// Sentences in which it fires. Used by tests.
    #[serde(default)]
    pub hit: Vec<String>,
    /// Sentences in which it does not fire. Used by tests.
    #[serde(default)]
    pub miss: Vec<String>,
}

/// The kinds of markers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MarkerKind {
    /// 暂不, 今年不再
    Negated,
    /// 推迟到明年
    Postponed,
    /// 沿用原办法
    NoChange,
    /// 视情, 适时, 条件成熟时
    Hedged,
    /// 先选两家试点, 其余另行研究
    ReducedScope,
    /// 去年, 截至, 累计
    Background,
    /// 省局将
    OthersDuty,
    /// 据悉
    Hearsay,
    /// 坚决打赢
    Slogan,
    /// 其余按省要点执行
    Blanket,
    /// （内容待补）
    Placeholder,
    /// 根据《…》要求
    Citation,
    /// 定期, 常态化
    Regular,
    /// 必须, 一律
    Must,
    /// 可以, 鼓励
    May,
    /// 及时, 第一时间: whenever there is cause
    Prompt,
    /// 省外, 对口支援: with other places
    Elsewhere,
    /// 我市, 各县: speaks of one's own place again
    OwnLevel,
    /// 今年, 下一步: speaks of what is to come
    Now,
    /// 县、乡: asks for something down to the townships
    ToTownships,
    /// 乡, 街道, 各级: names the townships, or all levels
    Townships,
    /// 市、县, 两级: names two levels
    TwoLevels,
}

/// A province-level division and its prefecture-level ones.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProvinceData {
    /// 甘肃省
    pub name: String,
    /// 甘肃
    pub short: String,
    /// 甘
    pub letter: String,
    /// Literary names: 陇原
    #[serde(default)]
    pub also: Vec<String>,
    /// Each with its full name first, then its short names.
    pub prefectures: Vec<Vec<String>>,
}

/// A sector of government work (行业领域), such as town gas or water supply.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectorData {
    /// Kebab-case ASCII. An id that is known already adds words to that sector.
    pub id: String,
    /// What it is called, for whoever reads the file.
    pub name: String,
    /// What belongs to it and what no longer does, in one line.
    #[serde(default)]
    pub note: String,
    /// Words that tell, by themselves, that a text speaks of it; simplified Chinese.
    #[serde(default)]
    pub words: Vec<String>,
    /// Departments and organisations whose names tell it, without level or place.
    #[serde(default)]
    pub bodies: Vec<String>,
    /// A sentence that tells it. Used by tests.
    #[serde(default)]
    pub same: Option<String>,
    /// A sentence that looks related and does not tell it. Used by tests.
    #[serde(default)]
    pub not: Option<String>,
}

impl SectorData {
    /// Everything that tells it, and whether it is a body.
    pub fn telling(&self) -> impl Iterator<Item = (&str, bool)> {
        let words = self.words.iter().map(|word| (word.as_str(), false));
        words.chain(self.bodies.iter().map(|body| (body.as_str(), true)))
    }
}
