#![no_main]
//! Any bytes as any file, the kind found from them: packages and their parts included.

use libfuzzer_sys::fuzz_target;
use yaodian_formats::read;

fuzz_target!(|bytes: &[u8]| {
    let _ = read("a", bytes);
});
