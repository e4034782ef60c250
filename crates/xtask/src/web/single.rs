//! The one file: everything inline, the wasm gzipped as text, scripts and style named by hash in the policy.

use std::io::Write as _;
use std::num::NonZeroU64;

use anyhow::{Result, bail};
use flate2::Compression;
use flate2::write::GzEncoder;

use super::{Parts, folder, icon_address, page, policy_hash, read};

/// More take longer and gain next to nothing.
const ROUNDS: NonZeroU64 = NonZeroU64::MIN.saturating_add(4);

/// Packs everything into one page that runs by double click.
pub(super) fn pack(parts: &Parts) -> Result<String> {
    let wasm = text_of(&gzip(&parts.wasm, parts.debug)?);
    let boot = read(&folder().join("boot.js"))?;
    let own = read(&folder().join("loader-file.js"))?.replace("@BOOT@", boot.trim());
    let loader = read(&folder().join("loader.js"))? + &own;
    if parts.glue.contains("</script") || loader.contains("</script") || parts.style.contains("</style") {
        bail!("a script or style would end before its time");
    }
    // connect-src falls to 'none': the page can ask nothing of anybody.
    let policy = format!(
        "default-src 'none'; script-src {} {} 'wasm-unsafe-eval'; worker-src blob:; style-src {}; img-src data:; \
         base-uri 'none'; form-action 'none'",
        policy_hash(&parts.glue),
        policy_hash(&loader),
        policy_hash(&parts.style)
    );
    let scripts = format!(
        "<script type=\"application/gzip+base85\" id=\"wasm\">{wasm}</script>\n<script id=\"glue\">{}</script>\n\
         <script>{loader}</script>",
        parts.glue
    );
    page(&[
        ("@CSP@", &policy),
        ("@ICON@", &icon_address(&parts.icon)),
        ("@STYLE@", &format!("<style>{}</style>", parts.style)),
        ("@SCRIPTS@", &scripts),
    ])
}

/// Packed as small as it gets, which takes a while; a page for trying things out is packed at once.
fn gzip(bytes: &[u8], quickly: bool) -> Result<Vec<u8>> {
    if quickly {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
        gzip.write_all(bytes)?;
        return Ok(gzip.finish()?);
    }
    let options = zopfli::Options { iteration_count: ROUNDS, ..zopfli::Options::default() };
    let mut packed = Vec::new();
    zopfli::compress(options, zopfli::Format::Gzip, bytes, &mut packed)?;
    Ok(packed)
}

/// Bytes as text that may stand in a page: four bytes are five digits of base 85, a quarter more where base 64 takes a
/// third. The digits are the 85 characters from `(` on, but for `<`, which could end a script: `}` stands for it. What is
/// missing of the last four bytes is nought; gzip knows its own end, but browsers want nothing behind it, so the length
/// comes first. `loader-file.js` reads it.
fn text_of(bytes: &[u8]) -> String {
    let mut text = format!("{};", bytes.len());
    for four in bytes.chunks(4) {
        let mut padded = [0; 4];
        padded[..four.len()].copy_from_slice(four);
        let number = u32::from_be_bytes(padded);
        for place in (0..5).rev() {
            // Below 85, so it fits.
            let digit = (number / 85_u32.pow(place) % 85) as u8 + b'(';
            text.push(char::from(if digit == b'<' { b'}' } else { digit }));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_digits_of_base_85_without_what_ends_a_script() {
        assert_eq!(text_of(&[0; 4]), "4;(((((");
        // 20 is the digit that would be `<`
        assert_eq!(text_of(&[0, 0, 0, 20]), "4;((((}");
        let all: Vec<u8> = (0..=255).cycle().take(4_001).collect();
        let text = text_of(&all);
        assert!(!text.contains('<') && text.starts_with("4001;"));
        let digits: Vec<u64> =
            text.bytes().skip(5).map(|c| u64::from(if c == b'}' { b'<' } else { c } - b'(')).collect();
        let back: Vec<u8> = digits
            .chunks(5)
            .flat_map(|five| (five.iter().fold(0, |number, digit| number * 85 + digit) as u32).to_be_bytes())
            .take(4_001)
            .collect();
        assert_eq!(back, all);
    }
}
