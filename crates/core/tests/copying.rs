//! Copies are found whatever is done to hide them; answers to the same notice are none.

#![allow(clippy::disallowed_methods)] // tests read fixtures

use std::fs;
use std::path::Path;

use yaodian_core::copying::{Copies, Copying, Known, Likeness, Pair, Prints, find};
use yaodian_core::{Document, notice};
use yaodian_text::Lexicon;

fn fixture(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures").join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Plans of different offices that answer the same notice.
const INDEPENDENT: [&str; 13] = [
    "plans/qingyang.txt",
    "plans/wuwei.txt",
    "plans/zhangye.txt",
    "gold/cases/baiyin/plan.txt",
    "gold/cases/dingxi/plan.txt",
    "gold/cases/gansu-2020-gannan/plan.txt",
    "gold/cases/gansu-2020-pingliang/plan.txt",
    "gold/cases/jiuquan/plan.txt",
    "gold/cases/linxia/plan.txt",
    "gold/cases/longnan/plan.txt",
    "gold/cases/tianshui/plan.txt",
    "gold/cases/safety-2021-pingxiang/plan.txt",
    "gold/cases/ecology-2023-wuhu/plan.txt",
];

fn known() -> Known {
    let lexicon = Lexicon::builtin();
    let notice = Document::from_text("通知", fixture("notices/gansu-2020.txt"));
    let mut known = Known::of(&notice::read(&notice, lexicon).expect("a notice"), lexicon);
    known.add(&notice, lexicon);
    known
}

fn copying(texts: &[&str]) -> Copying {
    let documents: Vec<Document> = texts
        .iter()
        .enumerate()
        .map(|(number, text)| Document::from_text(format!("{number}"), *text))
        .collect();
    find(&documents.iter().collect::<Vec<_>>(), &known(), Lexicon::builtin())
}

/// The independent plans and behind them others; what is found of the others.
fn among_others(others: &[&str]) -> Vec<Pair> {
    let plans = INDEPENDENT.map(fixture);
    let texts: Vec<&str> = plans.iter().map(String::as_str).chain(others.iter().copied()).collect();
    copying(&texts).pairs
}

const TIANSHUI: usize = 10;
const COPY: usize = INDEPENDENT.len();

/// Tianshui's plan as Linxia would hand it in.
fn moved() -> String {
    fixture("gold/cases/tianshui/plan.txt")
        .replace("天水市", "临夏州")
        .replace("天水", "临夏")
        .replace("全市", "全州")
        .replace("我市", "我州")
        .replace("市食安", "州食安")
        .replace("市政府", "州政府")
        .replace("县区", "县市")
        .replace("6月", "9月")
}

#[test]
fn plans_that_answer_the_same_notice_are_no_copies() {
    assert_eq!(among_others(&[]), []);
}

#[test]
fn a_plan_handed_in_twice_is_the_same_in_full() {
    let again = fixture("gold/cases/tianshui/plan.txt").replace('\n', "\n\n　");
    let pairs = among_others(&[&again]);
    assert_eq!(pairs.len(), 1, "{pairs:#?}");
    assert_eq!((pairs[0].plans, pairs[0].share), ([TIANSHUI, COPY], [1.0, 1.0]));
    assert!(pairs[0].identical);
    assert!((pairs[0].above_chance - 1.0).abs() < f64::EPSILON);
    assert!(pairs[0].passages.iter().all(|passage| passage.likeness == Likeness::Verbatim));
}

#[test]
fn plans_without_a_word_of_their_own_can_be_the_same() {
    let notice = fixture("notices/gansu-2020.txt");
    let pairs = copying(&[&notice, &notice]).pairs;
    assert_eq!(pairs.len(), 1);
    assert!(pairs[0].identical && pairs[0].share == [1.0, 1.0]);
}

#[test]
fn names_of_other_places_hide_nothing() {
    let copy = moved();
    let pairs = among_others(&[&copy]);
    assert_eq!(pairs.len(), 1, "{pairs:#?}");
    let pair = &pairs[0];
    assert_eq!(pair.plans, [TIANSHUI, COPY]);
    assert!(!pair.identical && pair.share.iter().all(|share| *share > 0.95), "{pair:#?}");
    assert!(pair.passages.iter().any(|passage| passage.likeness == Likeness::Renamed));
    assert!(pair.message.contains("只换名称"), "{}", pair.message);
    let original = fixture("gold/cases/tianshui/plan.txt");
    for passage in &pair.passages {
        let [one, other] = &passage.places;
        assert_eq!(one.text, original[one.start..one.end]);
        assert_eq!(other.text, copy[other.start..other.end]);
    }
}

#[test]
fn a_name_that_was_left_says_whose_text_it_was() {
    // The name of the head is changed, one further down is forgotten.
    let original = fixture("gold/cases/tianshui/plan.txt");
    let copy = moved().replace("制定《临夏州基层", "制定《天水市基层");
    let pairs = among_others(&[&copy]);
    let left = &pairs[0].leftovers;
    assert_eq!(left.len(), 1, "{left:?}");
    assert_eq!((left[0].plan, left[0].of, left[0].name.as_str()), (COPY, TIANSHUI, "天水市"));
    assert_eq!(&copy[left[0].start..left[0].end], "天水市");
    assert!(pairs[0].message.contains("后一份里留有前一份的地名“天水市”1处"), "{}", pairs[0].message);
    assert!(among_others(&[&original]).iter().all(|pair| pair.leftovers.is_empty()));
}

#[test]
fn the_order_of_paragraphs_hides_nothing() {
    let copy = moved();
    let mut paragraphs: Vec<&str> = copy.lines().collect();
    paragraphs.reverse();
    let pairs = among_others(&[&paragraphs.join("\n")]);
    assert_eq!(pairs.len(), 1, "{pairs:#?}");
    assert!(pairs[0].share.iter().all(|share| *share > 0.85), "{:?}", pairs[0].share);
    assert!(pairs[0].passages.len() > 5);
}

#[test]
fn another_word_in_five_hides_little() {
    let copy = moved();
    let mut out = String::new();
    // Every tenth character another one, within words as well: harder than words that mean the same.
    for (number, character) in copy.chars().enumerate() {
        let hidden = number % 10 == 3 && character > '\u{4e00}';
        out.push(if hidden { '甲' } else { character });
    }
    let pairs = among_others(&[&out]);
    assert_eq!(pairs.len(), 1, "{pairs:#?}");
    assert!(pairs[0].share.iter().all(|share| *share > 0.3), "{:?}", pairs[0].share);
    assert!(pairs[0].passages.iter().any(|passage| passage.likeness == Likeness::Reworded));
}

#[test]
fn a_copied_part_is_found_and_its_share_told() {
    let theirs = fixture("gold/cases/tianshui/plan.txt");
    let part: Vec<&str> = theirs.lines().filter(|line| line.chars().count() > 150).take(2).collect();
    let own = fixture("gold/cases/rural-2024-tongren/plan.txt");
    let pairs = among_others(&[&format!("{own}\n{}", part.join("\n"))]);
    assert_eq!(pairs.len(), 1, "{pairs:#?}");
    let copied: usize = part.iter().map(|line| line.chars().count()).sum();
    let whole = own.chars().count() + copied;
    let expected = copied as f64 / whole as f64;
    assert!((pairs[0].share[1] - expected).abs() < 0.08, "{} instead of {expected}", pairs[0].share[1]);
}

#[test]
fn many_copies_of_one_text_are_not_taken_for_common_wording() {
    let copies: Vec<String> =
        ["庆阳市", "白银市", "定西市", "平凉市", "金昌市", "武威市", "嘉峪关市", "酒泉市"]
            .iter()
            .map(|place| fixture("gold/cases/tianshui/plan.txt").replace("天水市", place))
            .collect();
    let plans = INDEPENDENT.map(fixture);
    let texts: Vec<&str> = plans.iter().chain(&copies).map(String::as_str).collect();
    let copying = copying(&texts);
    assert_eq!(copying.clusters.len(), 1, "{:?}", copying.clusters);
    let expected: Vec<usize> = [TIANSHUI].into_iter().chain(COPY..COPY + copies.len()).collect();
    assert_eq!((&copying.clusters[0].plans, copying.clusters[0].pairs), (&expected, 36));
}

#[test]
fn what_everybody_was_given_is_no_copy() {
    let given = "各县区要于每月25日前将进展情况报送办公室邮箱，逾期未报的在全市范围内通报批评，并与年度考核挂钩。\
                 坚持开门抓工作，畅通投诉举报渠道，充分发挥新闻媒体监督作用，营造人人关心、人人参与的浓厚氛围。";
    let plans = INDEPENDENT.map(|path| format!("{}\n{given}", fixture(path)));
    let texts: Vec<&str> = plans.iter().map(String::as_str).collect();
    assert_eq!(copying(&texts).pairs, []);
    // Two plans alone say nothing of what is common: it has to be named.
    assert_eq!(copying(&texts[..2]).pairs.len(), 1);
    let mut known = known();
    known.add(&Document::from_text("样板", given), Lexicon::builtin());
    let documents = texts[..2].iter().map(|text| Document::from_text("", *text)).collect::<Vec<_>>();
    assert_eq!(find(&documents.iter().collect::<Vec<_>>(), &known, Lexicon::builtin()).pairs, []);
}

#[test]
fn without_texts_the_same_is_found() {
    let (one, other) = (fixture("gold/cases/tianshui/plan.txt"), moved());
    let mut with = copying(&[&one, &other]);
    let mut copies = Copies::default();
    for text in [&one, &other] {
        copies.add(Prints::of(&Document::from_text("", text.as_str()), &known(), Lexicon::builtin()));
    }
    for passage in with.pairs.iter_mut().flat_map(|pair| &mut pair.passages) {
        passage.places.iter_mut().for_each(|place| place.text.clear());
    }
    assert_eq!(copies.finish(), with);
    assert_eq!(Copies::default().finish(), Copying::default());
}

/// Numbers that follow no rule to be seen, the same in every run.
fn numbers(seed: u64) -> impl Iterator<Item = u64> {
    std::iter::successors(Some(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1), |state| {
        Some(state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407))
    })
    .skip(2)
    .map(|state| state >> 33)
}

/// A sentence that no other number gives.
fn sentence(number: u64) -> String {
    let signs = numbers(number).take(20).filter_map(|number| char::from_u32(0x4e00 + number as u32 % 3000));
    signs.chain(['。']).collect()
}

#[test]
fn wording_that_hardly_anybody_has_shows_a_copy_of_small_share() {
    // Everybody takes 30 of 200 sentences, and has 40 of his own. The last plan takes the first one's 30, and 4 of its own.
    let common = |plan: u64| numbers(plan).take(30).map(|number| number % 200);
    let own = |plan: u64| (0..40).map(move |n| 1000 + plan * 100 + n);
    let mut plans: Vec<Vec<u64>> = (0..200).map(|plan| common(plan).chain(own(plan)).collect()).collect();
    plans.push(common(0).chain(own(0).take(4)).chain(own(200).skip(4)).collect());
    plans[200].reverse();
    let texts: Vec<String> =
        plans.iter().map(|plan| plan.iter().map(|number| sentence(*number)).collect::<String>()).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let pairs = copying(&texts).pairs;
    let [pair] = &pairs[..] else { panic!("{} pairs", pairs.len()) };
    assert_eq!(pair.plans, [0, 200]);
    assert!(pair.above_chance < 0.15, "{}", pair.above_chance);
    assert!(pair.message.contains("罕见"), "{}", pair.message);
}
