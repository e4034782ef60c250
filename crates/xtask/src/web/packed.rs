//! Bytes as text that may stand in a page, as small as it gets: lzip (LZMA with a checksum) in base 85. `crates/unpack` makes bytes of it again.

use std::io::Write as _;

use anyhow::Result;
use lzma_rust2::{LzipOptions, LzipWriter, LzmaOptions};

/// How hard the packer tries, 0 to 9.
#[derive(Clone, Copy, Debug)]
pub(super) enum Effort {
    /// For trying things out.
    Little,
    /// What is given away.
    Great,
}

/// Packed, and written in the digits of Z85: four bytes are five of them, a quarter more where base 64 takes a third.
pub(super) fn text_of(bytes: &[u8], effort: Effort) -> Result<String> {
    let mut options = LzipOptions::with_preset(match effort {
        Effort::Little => 0,
        Effort::Great => 9,
    });
    if let Effort::Great = effort {
        options.lzma_options.nice_len = LzmaOptions::NICE_LEN_MAX;
    }
    // A window larger than what there is would be memory for nothing; lzip has a few sizes only, and the crate tells one that
    // it does not have as the next below, which is too small to unpack with.
    let whole = u32::try_from(bytes.len())?.next_power_of_two();
    options.lzma_options.dict_size = options.lzma_options.dict_size.min(whole);
    let mut packer = LzipWriter::new(Vec::new(), options);
    packer.write_all(bytes)?;
    Ok(z85::encode(packer.finish()?))
}

/// Bytes in so many parts one after the other, each of which packs to about the same size: that is what unpacking takes its
/// time for.
pub(super) fn cut(bytes: &[u8], parts: usize) -> Result<Vec<&[u8]>> {
    const GRAIN: usize = 1 << 16;
    let mut sizes = Vec::new();
    for grain in bytes.chunks(GRAIN) {
        sizes.push(text_of(grain, Effort::Little)?.len());
    }
    let whole: usize = sizes.iter().sum();
    let mut cuts = Vec::new();
    let (mut from, mut before) = (0, 0);
    for (at, size) in sizes.iter().enumerate() {
        before += size;
        if before * parts >= whole * (cuts.len() + 1) {
            let to = ((at + 1) * GRAIN).min(bytes.len());
            cuts.push(&bytes[from..to]);
            from = to;
        }
    }
    Ok(cuts)
}

#[cfg(test)]
mod tests {
    use yaodian_unpack::{UnpackError, Unpacker};

    use super::*;

    fn sample() -> Vec<u8> {
        let mut random = fastrand::Rng::with_seed(85);
        // Some that packs well, some that does not, no whole number of groups, and an end that was there at the beginning.
        let noise: Vec<u8> = std::iter::repeat_with(|| random.u8(..)).take(100_003).collect();
        [&noise, "督促各县（区）落实属地管理责任。".repeat(9_000).as_bytes(), &noise].concat()
    }

    fn unpacked(text: &str, step: usize) -> Result<Vec<u8>, UnpackError> {
        let mut unpacker = Unpacker::new();
        let mut plain = Vec::new();
        for from in (0..text.len()).step_by(step) {
            let to = (from + step).min(text.len());
            plain.extend(unpacker.unpack(&text[from..to], to == text.len())?);
        }
        Ok(plain)
    }

    #[test]
    fn what_is_packed_comes_out_again_in_pieces_of_any_size() {
        let bytes = sample();
        // With little effort the noise is not found again.
        for (effort, most) in [(Effort::Little, 260_000), (Effort::Great, 130_000)] {
            let text = text_of(&bytes, effort).unwrap();
            assert!(text.len() < most, "{} digits, {effort:?}", text.len());
            for step in [5, 40_960, text.len()] {
                assert!(unpacked(&text, step).unwrap() == bytes, "pieces of {step}, {effort:?}");
            }
        }
    }

    #[test]
    fn parts_are_of_about_the_same_size_when_packed() {
        let mut bytes = sample();
        // As a rule what packs well is not in the middle.
        bytes.rotate_left(100_003);
        let parts = cut(&bytes, 2).unwrap();
        assert!(parts.concat() == bytes && parts.len() == 2);
        let [first, second] = [0, 1].map(|part: usize| text_of(parts[part], Effort::Little).unwrap().len());
        assert!(parts[0].len() > 400_000 && first.abs_diff(second) < 100_000, "{first} {second}");
        assert_eq!(cut(&bytes[..10], 1).unwrap(), [&bytes[..10]]);
    }

    #[test]
    fn a_damaged_text_is_refused() {
        let text = text_of(&sample(), Effort::Little).unwrap();
        let cut = &text[..text.len() / 10 * 5];
        assert!(matches!(unpacked(cut, 40_960), Err(UnpackError::Bytes(_))));
        assert!(matches!(unpacked(&text.replacen('a', "~", 1), 40_960), Err(UnpackError::Text(_))));
        let broken = format!("{}00000{}", &text[..40_000], &text[40_005..]);
        assert!(matches!(unpacked(&broken, 40_960), Err(UnpackError::Bytes(_))));
    }
}
