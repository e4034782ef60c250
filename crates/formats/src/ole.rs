//! Compound files ([MS-CFB]): streams by name, within bounds. Only what the root storage holds: embedded objects have
//! streams of the same names.

use crate::error::Fault;
use crate::kind::Kind;
use crate::limits;

/// The first bytes of a compound file.
pub(crate) const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// What a compound file holds.
pub(crate) fn kind(bytes: &[u8]) -> Kind {
    match Compound::open(bytes) {
        Ok(compound) if compound.has("WordDocument") => Kind::Doc,
        // Word and WPS put an encrypted docx into a compound file.
        Ok(compound) if compound.has("EncryptedPackage") => Kind::Docx,
        Ok(compound) if compound.has("CONTENTS") => Kind::Doc,
        Ok(_) => Kind::Ole,
        // A torn one: the names stand in its directory, in UTF-16.
        Err(_) => {
            let name: Vec<u8> = "WordDocument".encode_utf16().flat_map(u16::to_le_bytes).collect();
            if bytes.windows(name.len()).any(|window| window == name) { Kind::Doc } else { Kind::Ole }
        }
    }
}

/// Marks at the end of a chain of sectors.
const LAST: u32 = 0xffff_fffa;
/// Bytes of an entry of the directory.
const ENTRY: usize = 128;
/// Streams shorter than this stand in small sectors.
const SMALL_UP_TO: usize = 4096;

/// An open compound file.
pub(crate) struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    small_sector: usize,
    fat: Vec<u32>,
    small_fat: Vec<u32>,
    small: Vec<u8>,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    start: u32,
    size: usize,
}

impl<'a> Compound<'a> {
    /// Reads the tables and the directory.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        let torn = |what: &str| Fault::damaged("OLE", what);
        let shift =
            |at| u16_at(bytes, at).filter(|shift| (6..=16).contains(shift)).map(|shift| 1usize << shift);
        let (Some(sector), Some(small_sector)) = (shift(30), shift(32)) else {
            return Err(torn("its head is incomplete"));
        };
        let mut compound = Self {
            bytes,
            sector,
            small_sector,
            fat: Vec::new(),
            small_fat: Vec::new(),
            small: Vec::new(),
            entries: Vec::new(),
        };
        for at in compound.fat_sectors() {
            let table = compound.sector_at(at).unwrap_or_default();
            compound.fat.extend(words(table));
        }
        let directory = compound.chain(u32_at(bytes, 48).unwrap_or(LAST), usize::MAX);
        let (entries, root) =
            directory_entries(&directory).ok_or_else(|| torn("its directory cannot be found"))?;
        compound.entries = entries;
        let small_fat = compound.chain(u32_at(bytes, 60).unwrap_or(LAST), usize::MAX);
        compound.small_fat = words(&small_fat).collect();
        compound.small = compound.chain(root.start, root.size);
        Ok(compound)
    }

    /// Whether there is a stream of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name == name)
    }

    /// The bytes of a stream, as far as they are there.
    pub(crate) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.entries.iter().find(|entry| entry.name == name)?;
        let size = entry.size.min(limits::PART);
        if size >= SMALL_UP_TO {
            return Some(self.chain(entry.start, size));
        }
        Some(follow(&self.small_fat, entry.start, size, |at| {
            piece(&self.small, at as usize, self.small_sector)
        }))
    }

    /// The sectors that hold the table of sectors: the first in the head, the others in a chain of their own.
    fn fat_sectors(&self) -> Vec<u32> {
        let count = (u32_at(self.bytes, 44).unwrap_or(0) as usize).min(self.bytes.len() / self.sector + 1);
        let mut out: Vec<u32> = (0..109).filter_map(|index| u32_at(self.bytes, 76 + 4 * index)).collect();
        let mut at = u32_at(self.bytes, 68).unwrap_or(LAST);
        let words = self.sector / 4;
        while at < LAST && out.len() < count {
            let Some(table) = self.sector_at(at) else { break };
            out.extend((0..words - 1).filter_map(|index| u32_at(table, 4 * index)));
            at = u32_at(table, 4 * (words - 1)).unwrap_or(LAST);
        }
        out.retain(|at| *at < LAST);
        out.truncate(count);
        out
    }

    fn sector_at(&self, at: u32) -> Option<&'a [u8]> {
        // The head takes the place of the first.
        piece(self.bytes, (at as usize).checked_add(1)?, self.sector)
    }

    fn chain(&self, start: u32, size: usize) -> Vec<u8> {
        follow(&self.fat, start, size, |at| self.sector_at(at))
    }
}

/// A sector of `length` bytes. The last one may be cut short.
fn piece(bytes: &[u8], index: usize, length: usize) -> Option<&[u8]> {
    let from = index.checked_mul(length)?;
    bytes.get(from..from.saturating_add(length).min(bytes.len()))
}

/// What stands in a chain of sectors: at most `size` bytes, as far as they are there.
fn follow<'b>(table: &[u32], start: u32, size: usize, sector: impl Fn(u32) -> Option<&'b [u8]>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut at = start;
    // A chain cannot be longer than its table: a circle ends here.
    for _ in 0..table.len() {
        let Some(sector) = Some(at).filter(|at| *at < LAST && out.len() < size).and_then(&sector) else {
            break;
        };
        out.extend_from_slice(sector);
        at = table.get(at as usize).copied().unwrap_or(LAST);
    }
    out.truncate(size);
    out
}

/// Words of four bytes: a table of sectors.
fn words(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]]))
}

/// The streams of the root storage, and the root itself.
fn directory_entries(directory: &[u8]) -> Option<(Vec<Entry>, Entry)> {
    let entry = |index: usize| {
        let bytes = directory.get(index * ENTRY..(index + 1) * ENTRY)?;
        let units = usize::from(u16_at(bytes, 64)?.min(64)) / 2;
        let name: Vec<u16> =
            (0..units.saturating_sub(1)).filter_map(|unit| u16_at(bytes, 2 * unit)).collect();
        let name = String::from_utf16_lossy(&name);
        Some(Entry { name, start: u32_at(bytes, 116)?, size: u32_at(bytes, 120)? as usize })
    };
    let mut entries = Vec::new();
    let mut open = vec![u32_at(directory, 76)?];
    let count = directory.len() / ENTRY;
    let mut seen = vec![false; count];
    while let Some(at) = open.pop() {
        let index = at as usize;
        if index >= count || std::mem::replace(&mut seen[index], true) {
            continue;
        }
        entries.extend(entry(index));
        let bytes = &directory[index * ENTRY..];
        open.extend([u32_at(bytes, 68)?, u32_at(bytes, 72)?]);
    }
    Some((entries, entry(0)?))
}

/// Two bytes, low one first.
pub(crate) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes([two[0], two[1]]))
}

/// Four bytes, low one first.
pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}
