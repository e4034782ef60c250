#![no_main]
//! Any bytes as a file of this kind.

use libfuzzer_sys::fuzz_target;
use yaodian_formats::{Kind, read_as};

fuzz_target!(|bytes: &[u8]| {
    let _ = read_as(Kind::Markdown, "a", bytes);
});
