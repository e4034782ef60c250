//! Pairs of neighbouring Chinese characters: how much of one text another has as well.

use yaodian_text::normalise::is_han;

/// The pairs of a text, made ready for many texts to be compared with it.
#[derive(Debug)]
pub(super) struct Pairs {
    /// Each different pair, rising, with how often it stands there.
    pairs: Vec<(u64, u32)>,
}

impl Pairs {
    pub(super) fn of(text: &str) -> Self {
        let mut all: Vec<u64> = pairs(text).collect();
        all.sort_unstable();
        let same = all.chunk_by(|a, b| a == b);
        Self { pairs: same.map(|same| (same[0], same.len() as u32)).collect() }
    }

    /// Share of the pairs that `found` has as well; 0 if there are none.
    pub(super) fn share_in(&self, found: &str) -> f64 {
        let mut met = vec![false; self.pairs.len()];
        for pair in pairs(found) {
            if let Ok(place) = self.pairs.binary_search_by_key(&pair, |own| own.0) {
                met[place] = true;
            }
        }
        let count = |sum: u32, own: &(u64, u32)| sum + own.1;
        let all = self.pairs.iter().fold(0, count);
        let met = self.pairs.iter().zip(met).filter(|(_, met)| *met).map(|(own, _)| own).fold(0, count);
        if all == 0 { 0.0 } else { f64::from(met) / f64::from(all) }
    }
}

/// The pairs of a text in order, each as one number.
fn pairs(text: &str) -> impl Iterator<Item = u64> {
    let mut characters = text.chars().filter(|character| is_han(*character)).map(u64::from);
    let mut before = characters.next();
    std::iter::from_fn(move || {
        let own = characters.next()?;
        before.replace(own).map(|before| before << 32 | own)
    })
}

#[cfg(test)]
mod tests {
    use super::Pairs;

    #[test]
    fn every_pair_counts_as_often_as_it_stands_there() {
        let asked = Pairs::of("食品、食品安全");
        assert!((asked.share_in("食品") - 2.0 / 5.0).abs() < 1e-9, "食品 品食 食品 品安 安全");
        assert!((asked.share_in("食 品安全，食品") - 4.0 / 5.0).abs() < 1e-9);
        assert_eq!(asked.share_in(""), 0.0);
        assert_eq!(Pairs::of("食 A").share_in("食 A"), 0.0);
    }
}
