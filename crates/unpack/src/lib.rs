//! Unpacks what the one-file page carries: lzip (LZMA with a checksum) written as text, a piece at a time, so that what
//! comes out can be compiled while the rest is still being unpacked.
//!
//! It is a wasm of its own beside the program's: small, as it has to be there before anything else. `cargo xtask web` packs
//! (`crates/xtask/src/web/packed.rs`), `web/loader-file.js` drives it.

use lzma_rust2::{Action, LzipStream, Status};
use wasm_bindgen::prelude::wasm_bindgen;

/// Bytes made room for at once; a piece of text makes a few times its own length.
const ROOM: usize = 1 << 16;

/// Why a text cannot be unpacked.
#[derive(Debug, thiserror::Error)]
pub enum UnpackError {
    /// It holds what is no digit of base 85, or is cut in the wrong place.
    #[error("内嵌的程序已损坏，请重新取得本页 (the program within is damaged; get this page anew): {0}")]
    Text(#[from] z85::DecodeError),
    /// The bytes are no lzip, end too early, or are not what their checksum says.
    #[error("内嵌的程序已损坏，请重新取得本页 (the program within is damaged; get this page anew): {0}")]
    Bytes(String),
}

/// A text being unpacked, its state between two pieces.
#[wasm_bindgen]
pub struct Unpacker(LzipStream);

impl Default for Unpacker {
    fn default() -> Self {
        Self(LzipStream::new(false))
    }
}

impl Unpacker {
    /// What the next piece of text holds; pieces are of whole groups of five digits, `last` marks the one that ends the text.
    ///
    /// # Errors
    /// If the text is not what the page was packed with.
    pub fn unpack(&mut self, text: &str, last: bool) -> Result<Vec<u8>, UnpackError> {
        let packed = z85::decode(text)?;
        let action = if last { Action::Finish } else { Action::Run };
        let (mut plain, mut taken) = (Vec::new(), 0);
        loop {
            let made = plain.len();
            plain.resize(made + ROOM, 0);
            let step = self.0.process(&packed[taken..], &mut plain[made..], action);
            let step = step.map_err(|error| UnpackError::Bytes(error.to_string()))?;
            taken += step.bytes_consumed;
            plain.truncate(made + step.bytes_produced);
            if step.status == Status::StreamEnd || step.bytes_produced < ROOM && taken == packed.len() {
                return Ok(plain);
            }
        }
    }
}

#[wasm_bindgen]
impl Unpacker {
    /// Before the first piece.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// [`Unpacker::unpack`] for JavaScript.
    ///
    /// # Errors
    /// As there.
    pub fn push(&mut self, text: &str, last: bool) -> Result<Vec<u8>, wasm_bindgen::JsError> {
        Ok(self.unpack(text, last)?)
    }
}
