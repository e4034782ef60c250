//! Words in a trie over characters, kept in flat arrays, and the packed form in which it travels. Shared with `build.rs`.
//!
//! Packed, a trie takes half of what the sorted list of its words takes after compression: nodes come level by level,
//! siblings by rising codes of which only the steps are written, and frequent characters have small codes.

/// Words by their characters.
#[derive(Debug, Default)]
pub struct Trie {
    /// By code point, the code of a character; 0 for one that no word has.
    codes: Vec<u32>,
    /// By code, the node of words that begin with it; 0 for none.
    roots: Vec<u32>,
    /// Siblings are neighbours, with rising codes; the last one is no node, but ends the children of the one before.
    nodes: Vec<Node>,
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

/// The end of some characters that words begin with.
#[derive(Debug, Default, Clone, Copy)]
struct Node {
    /// Code of its last character.
    label: u32,
    /// Its first child; that of the node after it ends its children.
    children: u32,
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
        let mut trie = Self { codes: vec![0; BASIC_PLANE], ..Self::default() };
        let mut code = 0;
        for _ in 0..number(bytes) {
            let mut character = 0;
            for _ in 0..number(bytes) {
                character += number(bytes) as usize;
                code += 1;
                if trie.codes.len() <= character {
                    trie.codes.resize(character + 1, 0);
                }
                trie.codes[character] = code;
            }
        }
        let nodes = number(bytes) as usize;
        trie.nodes = vec![Node::default(); nodes + 1];
        let mut ends = vec![Ends::default(); nodes / 64 + 1];
        let mut child = 1;
        let blocks = trie.nodes[..nodes].chunks_mut(64).zip(&mut ends);
        for (block, ends) in blocks {
            ends.before = trie.len as u32;
            for (bit, node) in block.iter_mut().enumerate() {
                let shape = number(bytes);
                node.children = child;
                child += shape >> 1;
                ends.nodes |= u64::from(shape & 1) << bit;
            }
            trie.len += ends.nodes.count_ones() as usize;
        }
        trie.ends = ends.into();
        trie.nodes[nodes].children = child;
        for node in 0..nodes {
            let mut label = 0;
            for child in trie.own(node as u32) {
                label += number(bytes) + 1;
                trie.nodes[child].label = label;
            }
        }
        trie.roots = vec![0; code as usize + 1];
        for node in trie.own(0) {
            trie.roots[trie.nodes[node].label as usize] = node as u32;
        }
        trie.deep = trie.own(0).end as u32;
        let seconds = trie.own(0).flat_map(|node| trie.own(node as u32).map(move |child| (node, child)));
        let count = trie.nodes[trie.deep as usize].children - trie.deep;
        let mut bits = vec![0; (count as usize * SPARE / 64).next_power_of_two()];
        for (node, child) in seconds {
            let (place, bit) = place_of(node as u32, trie.nodes[child].label, bits.len());
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
        let mut characters = vec![' '; self.roots.len()];
        for (point, code) in (0..).zip(&self.codes) {
            characters[*code as usize] = char::from_u32(point).unwrap_or(' ');
        }
        let mut out = Vec::new();
        let mut open = vec![(0, String::new())];
        while let Some((node, word)) = open.pop() {
            open.extend(self.own(node).map(|child| {
                (child as u32, format!("{word}{}", characters[self.nodes[child].label as usize]))
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
        self.codes.get(character as usize).map_or(0, |code| self.roots[*code as usize])
    }

    /// The node that a character leads to from another one than the root.
    fn child(&self, node: u32, character: char) -> Option<u32> {
        let code = *self.codes.get(character as usize)?;
        if node < self.deep {
            let (place, bit) = place_of(node, code, self.seconds.len());
            if self.seconds[place] & bit == 0 {
                return None;
            }
        }
        let own = self.own(node);
        let place = self.nodes[own.clone()].binary_search_by_key(&code, |child| child.label).ok()?;
        Some((own.start + place) as u32)
    }

    /// The number of the word that ends at a node.
    fn word(&self, node: u32) -> Option<u32> {
        let ends = self.ends.get(node as usize / 64)?;
        let below = (1 << (node % 64)) - 1;
        (ends.nodes >> (node % 64) & 1 == 1).then(|| ends.before + (ends.nodes & below).count_ones())
    }

    fn own(&self, node: u32) -> std::ops::Range<usize> {
        let node = node as usize;
        self.nodes[node].children as usize..self.nodes[node + 1].children as usize
    }
}

/// Where [`Trie::seconds`] of so many numbers, a power of two, has the bit of a child.
fn place_of(node: u32, label: u32, len: usize) -> (usize, u64) {
    // Multiplied by large odd numbers (Knuth's, from the golden section), neighbours go far apart.
    let mixed = node.wrapping_mul(0x9e37_79b1) ^ label.wrapping_mul(0x85eb_ca6b);
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
