//! Pairs of neighbouring Chinese characters: how much of one text another has as well.

use yaodian_text::normalise::is_han;

/// The pairs of a text, made ready for many texts to be compared with it.
#[derive(Debug)]
pub(super) struct Pairs {
    /// Each different pair, rising, with how often it stands there.
    pairs: Vec<(u64, u32)>,
    /// How many there are, each as often as it stands there.
    count: u32,
    /// A bit for each of them, at a place that some others share: most pairs of another text are not looked for any further.
    sieve: [u64; 4],
}

impl Pairs {
    pub(super) fn of(text: &str) -> Self {
        let mut all: Vec<u64> = pairs(text).collect();
        all.sort_unstable();
        let mut sieve = [0; 4];
        for pair in &all {
            let (place, bit) = place_of(*pair);
            sieve[place] |= bit;
        }
        let same = all.chunk_by(|a, b| a == b);
        Self {
            pairs: same.map(|same| (same[0], same.len() as u32)).collect(),
            count: all.len() as u32,
            sieve,
        }
    }

    /// Share of the pairs that `found` has as well; 0 if there are none.
    pub(super) fn share_in(&self, found: &str) -> f64 {
        if self.count == 0 {
            return 0.0;
        }
        let mut met = vec![false; self.pairs.len()];
        for pair in pairs(found) {
            let (place, bit) = place_of(pair);
            if self.sieve[place] & bit == 0 {
                continue;
            }
            if let Ok(place) = self.pairs.binary_search_by_key(&pair, |own| own.0) {
                met[place] = true;
            }
        }
        let met = self.pairs.iter().zip(met).filter(|(_, met)| *met).map(|(own, _)| own.1).sum::<u32>();
        f64::from(met) / f64::from(self.count)
    }
}

/// Where [`Pairs::sieve`] has the bit of a pair.
fn place_of(pair: u64) -> (usize, u64) {
    // Multiplied by a large odd number (Knuth's, from the golden section), pairs that are alike go far apart.
    let mixed = pair.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56;
    ((mixed >> 6) as usize, 1 << (mixed & 63))
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
