//! From the body of a point to its obligations: clauses that ask for something, with their lead-ins and lists,
//! without purpose tails.

use std::ops::Range;
use std::sync::LazyLock;

use yaodian_text::pattern::Pattern;
use yaodian_text::sentences::{clauses, sentences};

use super::PointText;
use crate::document::Document;
use crate::facet::Facets;
use crate::facet::words::Words;

/// One obligation as found in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The obligation itself: bytes of the normalised text.
    pub range: Range<usize>,
    /// The sentence it stands in.
    pub sentence: Range<usize>,
}

static RESPONSIBLE: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::constant(r"（(?:牵头|责任|配合|主办|承办|实施)[^）]*）"));

/// The obligations of a point, in order. A body without any makes its title the obligation.
pub(super) fn read(document: &Document, point: &PointText) -> Vec<Piece> {
    let text = document.text();
    let mut pieces = Vec::new();
    for body in &point.body {
        for sentence in sentences(&text[body.clone()]) {
            let sentence = body.start + sentence.start..body.start + sentence.end;
            read_sentence(text, without_responsible(text, sentence), &mut pieces);
        }
    }
    if pieces.is_empty() {
        pieces.push(Piece { range: point.title.clone(), sentence: point.title.clone() });
    }
    pieces
}

/// （牵头单位：…；责任单位：…） says who, not what.
fn without_responsible(text: &str, sentence: Range<usize>) -> Range<usize> {
    let own = &text[sentence.clone()];
    match RESPONSIBLE.find_iter(own).last() {
        Some(found) if found.end() + 3 >= own.len() => sentence.start..sentence.start + found.start(),
        _ => sentence,
    }
}

fn read_sentence(text: &str, sentence: Range<usize>, pieces: &mut Vec<Piece>) {
    let mut lead: Option<usize> = None;
    let mut inside = 0;
    for clause in clauses(text, sentence.clone()) {
        match role(&text[clause.clone()], inside > 0) {
            Role::LeadIn => lead = lead.or(Some(clause.start)),
            Role::Purpose => {}
            Role::Continues => match pieces.last_mut().filter(|_| inside > 0) {
                Some(piece) => piece.range.end = clause.end,
                None => lead = lead.or(Some(clause.start)),
            },
            Role::Obligation if inside > 0 && is_stub(text, pieces.last()) => {
                if let Some(piece) = pieces.last_mut() {
                    piece.range.end = clause.end;
                }
            }
            Role::Obligation => {
                let start = lead.take().unwrap_or(clause.start);
                pieces.push(Piece { range: start..clause.end, sentence: sentence.clone() });
                inside += 1;
            }
        }
    }
}

/// A clause of at most this many characters behind an obligation elaborates it.
const ELABORATION: usize = 7;
/// An obligation of at most this many characters is elaborated by the clause behind it.
const STUB: usize = 6;

fn is_stub(text: &str, piece: Option<&Piece>) -> bool {
    piece.is_some_and(|piece| text[piece.range.clone()].chars().count() <= STUB)
}

/// Bytes at the start of an obligation that give its basis (按照…部署，) and not what it asks for.
#[must_use]
pub fn basis(obligation: &str) -> usize {
    let parts = clauses(obligation, 0..obligation.len());
    let Some((_, rest)) = parts.split_last() else { return 0 };
    let basis = rest.iter().take_while(|part| BASIS.is_match(&obligation[(*part).clone()])).count();
    parts.get(basis).filter(|_| basis > 0).map_or(0, |part| part.start)
}

/// Where the short clauses at the end of an obligation begin that elaborate it (…，延伸监管触角); its length if none do.
#[must_use]
pub fn elaboration(obligation: &str) -> usize {
    let parts = clauses(obligation, 0..obligation.len());
    let short = |part: &&Range<usize>| obligation[(*part).clone()].chars().count() <= ELABORATION;
    let tail = parts.iter().rev().take_while(short).count();
    // A first clause of this kind is the obligation itself.
    if tail == 0 || tail == parts.len() { obligation.len() } else { parts[parts.len() - tail].start }
}

/// So many characters beside an amount, a rhythm or a deadline name nothing of their own: 全省不少于100场, 10月底前整改到位.
const MEASURED: usize = 4;

/// Whether the clause only says how much, how often or by when of what stands before it.
fn measures(clause: &str) -> bool {
    let facets = Facets::parse(clause, 0);
    let measured = |at: usize, character: char| facets.cover(&(at..at + character.len_utf8()));
    let named = clause.char_indices().filter(|(at, character)| !measured(*at, *character));
    let named: String = named.map(|(_, character)| character).collect();
    let rest =
        Words::builtin().extents.iter().fold(named.clone(), |rest, word| rest.replace(word.as_str(), ""));
    named.len() < clause.len() && rest.chars().count() <= MEASURED
}

static BASIS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::constant(
        r"^(?:根据|按照|依据|依照|结合|坚持|遵循|立足|会同|协调有关|在.{1,20}(?:基础上|框架下|前提下)$|.{0,14}基础上$)",
    )
});

enum Role {
    /// Condition, basis, time or manner of what follows.
    LeadIn,
    /// What it is good for.
    Purpose,
    /// More of what went before: list items, scope, a follow-up that needs its neighbour.
    Continues,
    Obligation,
}

static LEAD_IN: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::constant(
        r"^(?:根据|按照|依据|依照|围绕|结合|针对|会同[^，]{1,10}(?:部门|单位|部|局|厅|委|办)$|以.{1,30}(?:为重点|为抓手|为主线|为契机|为导向|为引领|为统领)$|在.{1,20}(?:基础上|期间|框架下|前提下)$|坚持|遵循|聚焦|借助|利用|立足|(?:\d{1,2}月(?:\d{1,2}日|底|份|上旬|中旬|下旬)?(?:至\d{1,2}月底?)?|年底|年内|上半年|下半年|[一二三四]季度|每年|每季度|每月|全年)(?:之?前|底前|内)?$)|^.{1,14}基础上$|的$|^对.{2,40}(?:地区|单位|企业|对象|煤矿|场所|人员|问题|项目|地块|环节|领域)$|^(?:\d{4}年|未|拟|新).{2,30}(?:问题|地块|项目|对象)$|发生.{1,14}事[件故]$|等变化$|结合[^，]{0,8}实际$",
    )
});

static PURPOSE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::constant(
        r"^(?:切实|着力|著力|努力|全力|不断|持续|全面|有效|坚决|积极|充分|进一步|更好|整体|最大限度|自觉|共同|逐步|真正|牢牢)*(?:确保|保障|保证|提升|提高|增强|防止|防范|预防|促进|营造|激发|夯实|实现|形成|让|使|推进.{0,12}发展|带动|推动.{0,24}(?:发展|提升|见效|升级|落实|走深走实|方式|好转|建设|延伸)|打造|凝聚|消除|遏制|避免|解决|调动|发挥.{0,12}(?:战斗堡垒|示范|引领)|拓展|满足|维护|守牢|守住|兜牢|筑牢|补齐|打通|打响|打击(?:食品安全)?违法犯罪|掌握|摸清|靠实|严防|压减|巩固提升|接受|稳定社会|增进|拉近|拓宽|为.{1,40}(?:提供|奠定|打下|创造|贡献|作出|营造)|切实将|以.{1,12}(?:促|推|保|带|警|案)|做到(?:有|无|应|早|底数|心中)|降低.{0,8}(?:成本|负担|风险)|减轻.{0,12}负担|助力|服务.{0,8}(?:发展|大局)|保持.{0,14}(?:平稳|稳定)|帮助.{2,10}(?:走出|渡过|解决)|提振|释放.{0,10}(?:活力|潜力|红利)|厚植|擦亮|把.{1,12}化解|管好|传导|达到.{0,10}目的|不断|发现在基层|解决在基层|着力构建|努力构建)",
    )
});

/// 围绕主导产业优化专业布局 says what to do about it; 围绕主导产业 waits for that.
static ABOUT: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::constant(
        r"^(?:围绕|聚焦|针对).{3,20}?(?:优化|制定|编制|开展|组织|建立|完善|设立|推出|举办|开发|打造|培育|调整|实施|推进).{3,}[^的]$",
    )
});

/// 形成…报告 makes something and 实现…全覆盖 can be counted; 形成合力 is what something is good for.
static MADE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::constant(
        r"^形成.*(?:报告|方案|清单|台账|名单|目录|手册|汇编|意见|案例|一张图|一张表)$|^实现.*全覆盖$",
    )
});

static CONTINUES: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::constant(
        r"^(?:《|“|其中|包括|特别是|重点是|并附|以及|及其|含|等)|^(?:年度|重点|省政府|各项|主要)?[^督制建召组完做检查开展]{0,20}(?:等|等情况|情况)$|^对.{1,16}的$|^(?:每(?:季度|月|年|周|半年)(?:至少)?(?:更新|公布|公开)\d{1,2}[次期批条]?$|.{0,8}(?:标准|合格率|完好率)(?:不低于|保持在|达到)|配备|实行“|推送)",
    )
});

fn role(clause: &str, after_obligation: bool) -> Role {
    if after_obligation && (CONTINUES.is_match(clause) || measures(clause)) {
        return Role::Continues;
    }
    if PURPOSE.is_match(clause) && !MADE.is_match(clause) && (after_obligation || clause.chars().count() < 8)
    {
        return Role::Purpose;
    }
    if LEAD_IN.is_match(clause) && !ABOUT.is_match(clause) {
        return Role::LeadIn;
    }
    // Too short to ask for anything on its own: 立行立改, 及时兑现奖励.
    let length = clause.chars().count();
    let long_enough = if after_obligation { length > ELABORATION } else { length >= 5 };
    match (long_enough, after_obligation) {
        (true, _) => Role::Obligation,
        (false, true) => Role::Continues,
        (false, false) => Role::LeadIn,
    }
}
