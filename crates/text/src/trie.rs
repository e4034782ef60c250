//! Words in a trie over characters, kept in flat arrays, and the packed form in which it travels. Shared with `build.rs`.
//!
//! Packed, a trie takes half of what the sorted list of its words takes after compression: nodes come level by level,
//! siblings by rising codes of which only the steps are written, and frequent characters have small codes.

/// Words by their characters.
#[derive(Debug, Default)]
pub struct Trie {
    /// By code point.
    characters: Vec<Character>,
    /// By node, the code of its last character. Siblings are neighbours, with rising codes.
    labels: Vec<u16>,
    /// By node, twice the place of its first child, and one more if a word ends there. That of the next node ends its
    /// children; the last one is no node.
    children: Vec<u32>,
    /// At which nodes a word ends: a bit for each. Words are numbered in the order of these nodes.
    ends: Box<[Ends]>,
    /// How many words there are.
    len: usize,
    /// Nodes before this one are the root and its children.
    deep: u32,
    /// Which children the root's children have: a bit for each, at a place that some others share. Most characters follow
    /// no word's first one, and to see that here is faster than to search among its children.
    seconds: Box<[u64]>,
}

/// So many code points are there without those for rare characters.
const BASIC_PLANE: usize = 0x1_0000;

/// So many bits of [`Trie::seconds`] are there for each that is set.
const SPARE: usize = 8;

/// Of no more siblings one is looked for from the front.
const FEW: usize = 8;

/// A character; both are 0 of one that no word has. Words have fewer different ones than there are numbers.
#[derive(Debug, Default, Clone, Copy)]
struct Character {
    code: u16,
    /// The node of words that begin with it; 0 for none.
    root: u16,
}

/// Which of 64 nodes end a word.
#[derive(Debug, Default, Clone, Copy)]
struct Ends {
    nodes: u64,
    /// How many words end before them.
    before: u32,
}

impl Trie {
    /// Unpacks what [`pack`] wrote from the front of `bytes`, which it shortens.
    pub fn unpack(bytes: &mut &[u8]) -> Self {
        // Zeros that nobody touches take no memory; a table that grows would be copied.
        let mut trie = Self { characters: vec![Character::default(); BASIC_PLANE], ..Self::default() };
        // By code, the code point.
        let mut points = vec![0];
        for _ in 0..number(bytes) {
            let mut character = 0;
            for _ in 0..number(bytes) {
                character += number(bytes) as usize;
                if trie.characters.len() <= character {
                    trie.characters.resize(character + 1, Character::default());
                }
                trie.characters[character].code = points.len() as u16;
                points.push(character);
            }
        }
        let nodes = number(bytes) as usize;
        trie.labels = vec![0; nodes];
        trie.children = vec![0; nodes + 1];
        let mut ends = vec![Ends::default(); nodes / 64 + 1];
        let mut child = 1;
        let blocks = trie.children[..nodes].chunks_mut(64).zip(&mut ends);
        for (block, ends) in blocks {
            ends.before = trie.len as u32;
            for (bit, own) in block.iter_mut().enumerate() {
                let shape = number(bytes);
                *own = child << 1 | shape & 1;
                child += shape >> 1;
                ends.nodes |= u64::from(shape & 1) << bit;
            }
            trie.len += ends.nodes.count_ones() as usize;
        }
        trie.ends = ends.into();
        trie.children[nodes] = child << 1;
        for node in 0..nodes {
            let mut label = 0;
            for child in trie.own(node as u32) {
                label += number(bytes) + 1;
                trie.labels[child] = label as u16;
            }
        }
        for node in trie.own(0) {
            trie.characters[points[usize::from(trie.labels[node])]].root = node as u16;
        }
        trie.deep = trie.own(0).end as u32;
        let seconds = trie.own(0).flat_map(|node| trie.own(node as u32).map(move |child| (node, child)));
        let count = (trie.children[trie.deep as usize] >> 1) - trie.deep;
        let mut bits = vec![0; (count as usize * SPARE / 64).next_power_of_two()];
        for (node, child) in seconds {
            let (place, bit) = place_of(node as u32, trie.labels[child], bits.len());
            bits[place] |= bit;
        }
        trie.seconds = bits.into();
        trie
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Every word, in no particular order.
    pub fn all(&self) -> Vec<String> {
        let mut characters = vec![' '; self.characters.len()];
        for (point, character) in (0..).zip(&self.characters) {
            characters[usize::from(character.code)] = char::from_u32(point).unwrap_or(' ');
        }
        let mut out = Vec::new();
        let mut open = vec![(0, String::new())];
        while let Some((node, word)) = open.pop() {
            open.extend(self.own(node).map(|child| {
                (child as u32, format!("{word}{}", characters[usize::from(self.labels[child])]))
            }));
            if self.word(node).is_some() {
                out.push(word);
            }
        }
        out
    }

    /// The number of a word.
    pub fn get(&self, word: &str) -> Option<u32> {
        let mut characters = word.chars();
        let first = characters.next().map(|first| self.root(first)).filter(|node| *node > 0)?;
        self.word(characters.try_fold(first, |node, character| self.child(node, character))?)
    }

    /// Tells `found` of every word at every place of `text`: where it starts, its length in bytes and its number. By rising
    /// places, the shorter ones first. One loop for whoever asks, so that the program holds it once.
    pub fn each_in(&self, text: &str, found: &mut dyn FnMut(usize, usize, u32)) {
        let mut starts = text.char_indices();
        while let Some((start, first)) = starts.next() {
            let mut node = self.root(first);
            if node == 0 {
                continue;
            }
            let mut rest = starts.clone();
            loop {
                if let Some(word) = self.word(node) {
                    found(start, rest.offset() - start, word);
                }
                let Some(next) = rest.next().and_then(|(_, character)| self.child(node, character)) else {
                    break;
                };
                node = next;
            }
        }
    }

    /// The node of the words that begin with a character; 0 if there are none.
    fn root(&self, character: char) -> u32 {
        self.characters.get(character as usize).map_or(0, |own| u32::from(own.root))
    }

    /// The node that a character leads to from another one than the root.
    fn child(&self, node: u32, character: char) -> Option<u32> {
        let code = self.characters.get(character as usize)?.code;
        if node < self.deep {
            let (place, bit) = place_of(node, code, self.seconds.len());
            if self.seconds[place] & bit == 0 {
                return None;
            }
        }
        let own = self.own(node);
        let labels = &self.labels[own.clone()];
        let place = if labels.len() <= FEW {
            labels.iter().position(|label| *label == code)?
        } else {
            labels.binary_search(&code).ok()?
        };
        Some((own.start + place) as u32)
    }

    /// The number of the word that ends at a node.
    fn word(&self, node: u32) -> Option<u32> {
        if self.children.get(node as usize)? & 1 == 0 {
            return None;
        }
        let ends = self.ends[node as usize / 64];
        let below = (1 << (node % 64)) - 1;
        Some(ends.before + (ends.nodes & below).count_ones())
    }

    fn own(&self, node: u32) -> std::ops::Range<usize> {
        let node = node as usize;
        (self.children[node] >> 1) as usize..(self.children[node + 1] >> 1) as usize
    }
}

/// Where [`Trie::seconds`] of so many numbers, a power of two, has the bit of a child.
fn place_of(node: u32, label: u16, len: usize) -> (usize, u64) {
    // Multiplied by large odd numbers (Knuth's, from the golden section), neighbours go far apart.
    let mixed = node.wrapping_mul(0x9e37_79b1) ^ u32::from(label).wrapping_mul(0x85eb_ca6b);
    let mixed = mixed ^ (mixed >> 15);
    ((mixed >> 6) as usize & (len - 1), 1 << (mixed & 63))
}

/// Packs words, and says in which order they are numbered from 0 on. The empty word is left out.
pub fn pack<'a>(words: impl IntoIterator<Item = &'a str>) -> (Vec<u8>, Vec<&'a str>) {
    let mut words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words.dedup();
    let alphabet = alphabet(&words);
    let mut out = Vec::new();
    write_alphabet(&alphabet, &mut out);
    let code: std::collections::HashMap<char, u32> = alphabet.into_iter().flatten().zip(1..).collect();
    let mut coded: Vec<(Vec<u32>, &str)> =
        words.iter().map(|word| (word.chars().map(|character| code[&character]).collect(), *word)).collect();
    coded.sort_unstable();
    let (mut shapes, mut labels, mut order) = (Vec::new(), Vec::new(), Vec::new());
    let mut level = vec![coded.as_slice()];
    let mut nodes = 0;
    for depth in 0.. {
        if level.is_empty() {
            break;
        }
        nodes += level.len();
        let mut below = Vec::new();
        for own in level {
            // A word that ends here comes before those that go on.
            let (ending, longer) =
                own.split_at(own.iter().take_while(|(codes, _)| codes.len() == depth).count());
            order.extend(ending.iter().map(|(_, word)| *word));
            let before = below.len();
            let mut next = 1;
            for child in longer.chunk_by(|a, b| a.0[depth] == b.0[depth]) {
                write(child[0].0[depth] - next, &mut labels);
                next = child[0].0[depth] + 1;
                below.push(child);
            }
            write(((below.len() - before) << 1 | ending.len()) as u32, &mut shapes);
        }
        level = below;
    }
    write(nodes as u32, &mut out);
    out.append(&mut shapes);
    out.append(&mut labels);
    (out, order)
}

/// The characters of words, those that are about twice as frequent as the next ones first, else by code points.
fn alphabet(words: &[&str]) -> Vec<Vec<char>> {
    let mut counts = std::collections::BTreeMap::new();
    for character in words.iter().flat_map(|word| word.chars()) {
        *counts.entry(character).or_insert(0u32) += 1;
    }
    let mut out = vec![Vec::new(); 32];
    for (character, count) in counts {
        out[count.leading_zeros() as usize].push(character);
    }
    out
}

fn write_alphabet(alphabet: &[Vec<char>], out: &mut Vec<u8>) {
    write(alphabet.len() as u32, out);
    for characters in alphabet {
        write(characters.len() as u32, out);
        let mut last = 0;
        for character in characters {
            write(*character as u32 - last, out);
            last = *character as u32;
        }
    }
}

/// Writes a number, seven bits a byte, the low ones first.
pub fn write(mut number: u32, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Reads a number that [`write`] wrote from the front of `bytes`, which it shortens; 0 at the end.
pub fn number(bytes: &mut &[u8]) -> u32 {
    // Nearly all are of one byte.
    if let [byte @ 0..0x80, rest @ ..] = *bytes {
        *bytes = rest;
        return u32::from(*byte);
    }
    let mut number = 0;
    for shift in (0..32).step_by(7) {
        let Some((byte, rest)) = bytes.split_first() else { break };
        *bytes = rest;
        number |= u32::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            break;
        }
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn trie(words: &[&str]) -> (Trie, Vec<String>) {
        let (bytes, order) = pack(words.iter().copied());
        let mut rest = bytes.as_slice();
        let trie = Trie::unpack(&mut rest);
        assert!(rest.is_empty());
        (trie, order.into_iter().map(str::to_owned).collect())
    }

    #[test]
    fn finds_every_word_at_every_place() {
        let (trie, order) = trie(&["食品安全", "食品", "安全", "安", "𠮷"]);
        assert_eq!(trie.len(), 5);
        let mut found = Vec::new();
        trie.each_in("查食品安全𠮷", &mut |at, len, word| {
            assert_eq!(order[word as usize].len(), len);
            found.push((at, order[word as usize].as_str()));
        });
        assert_eq!(found, [(3, "食品"), (3, "食品安全"), (9, "安"), (9, "安全"), (15, "𠮷")]);
        assert_eq!(trie.get("食"), None);
        assert_eq!(trie.get(""), None);
    }

    #[test]
    fn without_words_nothing_is_found() {
        trie(&[]).0.each_in("食品", &mut |_, _, _| panic!("no word is there"));
        assert_eq!(Trie::default().get("食品"), None);
    }

    proptest! {
        #[test]
        fn words_are_numbered_in_their_order(words in prop::collection::btree_set("[a-d食品]{1,5}", 0..60)) {
            let (trie, order) = trie(&words.iter().map(String::as_str).collect::<Vec<_>>());
            prop_assert_eq!(order.len(), words.len());
            for (number, word) in order.iter().enumerate() {
                prop_assert!(words.contains(word));
                prop_assert_eq!(trie.get(word), Some(number as u32));
                prop_assert!(trie.all().contains(word));
                let longer = format!("{word}a");
                prop_assert_eq!(trie.get(&longer).is_some(), words.contains(&longer));
            }
        }

        #[test]
        fn numbers_are_read_back(numbers in prop::collection::vec(any::<u32>(), 0..20)) {
            let mut bytes = Vec::new();
            numbers.iter().for_each(|it| write(*it, &mut bytes));
            let mut rest = bytes.as_slice();
            prop_assert_eq!(numbers.iter().map(|_| number(&mut rest)).collect::<Vec<_>>(), numbers);
            prop_assert!(rest.is_empty());
        }
    }
}
