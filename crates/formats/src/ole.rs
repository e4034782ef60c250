//! Compound files: stub.

use crate::kind::Kind;

pub(crate) const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

pub(crate) fn kind(_bytes: &[u8]) -> Kind {
    Kind::Ole
}
