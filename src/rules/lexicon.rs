//! The longest phrase of a lexicon that begins somewhere in a text.

use std::sync::Arc;

use fst::raw::{Fst, Node, Output};

use super::lazy_rows::LazyRows;
use super::normalise::fold_char;
use crate::text::same;

/// Words whose look-up is kept.
const STARTS: u64 = 1 << 15;

/// Folded phrases, each with the number of its meanings. Cheap to clone.
#[derive(Clone)]
pub(super) struct Lexicon<D> {
    phrases: fst::Map<D>,
    /// Words and the phrases that start with them, by the hash of the word; of several words with one slot, the first
    /// that was looked up.
    starts: Arc<LazyRows<Known>>,
}

/// A word that was looked up: its hash, its lower case, and what begins with it.
type Known = (u64, Box<str>, Option<Start>);

/// The continuations of the phrases that start with a word.
#[derive(Clone, Copy, Default)]
struct Start {
    /// The node in the transducer at the end of the word, and the output so far.
    node: fst::raw::CompiledAddr,
    output: u64,
    /// The phrase that is this word alone.
    alone: Option<u32>,
    /// The ASCII bytes that may follow the word directly, and those that may follow it after a space.
    close: Bytes,
    spaced: Bytes,
}

/// A set of bytes of ASCII.
#[derive(Clone, Copy, Default)]
struct Bytes(u128);

impl Bytes {
    fn has(self, byte: u8) -> bool {
        self.0 >> byte & 1 == 1
    }
}

impl FromIterator<u8> for Bytes {
    fn from_iter<I: IntoIterator<Item = u8>>(bytes: I) -> Self {
        Self(bytes.into_iter().filter(u8::is_ascii).fold(0, |all, byte| all | 1 << byte))
    }
}

impl<D: AsRef<[u8]>> Lexicon<D> {
    pub(super) fn new(phrases: fst::Map<D>) -> Self {
        Self { phrases, starts: Arc::new(LazyRows::new(STARTS as u32)) }
    }

    /// The longest phrase that a text begins with, to the end of a word: its length in bytes, and its number.
    pub(super) fn longest(&self, text: &str) -> Option<(usize, u32)> {
        let fst = self.phrases.as_fst();
        walk(fst, text, (fst.root(), Output::zero()))
    }

    /// The same for a text that is split after its first word, with the hash of that word; no letter of another script
    /// follows it.
    pub(super) fn longest_of(&self, (word, rest): (&str, &str), hash: u64) -> Option<(usize, u32)> {
        let start = self.start(word, hash)?;
        let fst = self.phrases.as_fst();
        let walk = || walk(fst, rest, (fst.node(start.node), Output::new(start.output)));
        let longer = if start.may_go_on(rest.as_bytes()) { walk() } else { None };
        let (more, number) = longer.or(start.alone.map(|number| (0, number)))?;
        Some((word.len() + more, number))
    }

    fn start(&self, word: &str, hash: u64) -> Option<Start> {
        let make = || (hash, word.to_ascii_lowercase().into(), self.look_up(word));
        let (known_hash, known, start) = self.starts.row((hash % STARTS) as u32, make);
        let is_known = *known_hash == hash && (same(known, word) || known.eq_ignore_ascii_case(word));
        if is_known { *start } else { self.look_up(word) }
    }

    fn look_up(&self, word: &str) -> Option<Start> {
        let fst = self.phrases.as_fst();
        let mut state = (fst.root(), Output::zero());
        for byte in word.bytes() {
            state = after(fst, state, byte.to_ascii_lowercase())?;
        }
        let (node, output) = state;
        let behind = |node: Node<'_>| node.transitions().map(|to| to.inp).collect();
        Some(Start {
            node: node.addr(),
            output: output.value(),
            alone: node.is_final().then(|| output.cat(node.final_output()).value() as u32),
            close: behind(node),
            spaced: after(fst, state, b' ').map_or(Bytes::default(), |(node, _)| behind(node)),
        })
    }
}

impl Start {
    /// Returns `false` only if no phrase continues with the text after its first word.
    fn may_go_on(&self, rest: &[u8]) -> bool {
        match rest {
            [] => false,
            [b' ', byte, ..] if is_itself(*byte) => self.spaced.has(byte.to_ascii_lowercase()),
            [byte, ..] if is_itself(*byte) => self.close.has(byte.to_ascii_lowercase()),
            _ => true,
        }
    }
}

/// Returns `true` for a byte that normalises to itself or its lower case.
fn is_itself(byte: u8) -> bool {
    byte.is_ascii_graphic() && byte != b'-'
}

type State<'f> = (Node<'f>, Output);

/// One byte further.
fn after<'f, D: AsRef<[u8]>>(fst: &'f Fst<D>, (node, output): State<'f>, byte: u8) -> Option<State<'f>> {
    let found = node.transition(node.find_input(byte)?);
    Some((fst.node(found.addr), output.cat(found.out)))
}

/// The longest way through a text from a node on to the end of a phrase that is the end of a word: its length in bytes, and its number.
fn walk<'f, D: AsRef<[u8]>>(fst: &'f Fst<D>, text: &str, (node, output): State<'f>) -> Option<(usize, u32)> {
    let mut state = Some((node, output));
    let mut best = None;
    let follow = |state: &mut Option<State<'f>>, byte| *state = state.and_then(|state| after(fst, state, byte));
    let mut chars = text.char_indices().peekable();
    let mut spaced = false;
    let mut breaks = 0;
    while let Some((at, c)) = chars.next() {
        breaks += usize::from(c == '\n');
        let mut space_only = true;
        if c.is_ascii_alphanumeric() {
            (space_only, spaced) = (false, false);
            follow(&mut state, c.to_ascii_lowercase() as u8);
        } else {
            fold_char(c, &mut |part| {
                if part == ' ' && spaced {
                    return;
                }
                space_only = part == ' ';
                spaced = part == ' ';
                let mut buffer = [0; 4];
                part.encode_utf8(&mut buffer).bytes().for_each(|byte| follow(&mut state, byte));
            });
        }
        if !space_only {
            breaks = 0;
        }
        // A blank line ends the walk.
        let Some((node, output)) = state.filter(|_| breaks <= 1) else { return best };
        let mut ends_word = || chars.peek().is_none_or(|&(_, next)| !next.is_alphanumeric() && !is_mark(next));
        if node.is_final() && !space_only && ends_word() {
            best = Some((at + c.len_utf8(), output.cat(node.final_output()).value() as u32));
        }
    }
    best
}

fn is_mark(c: char) -> bool {
    !c.is_ascii() && unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{first_word, hash};

    fn lexicon(phrases: &[&str]) -> Lexicon<Vec<u8>> {
        let numbered = phrases.iter().zip(0..).map(|(phrase, number)| (*phrase, number));
        Lexicon::new(fst::Map::from_iter(numbered).expect("phrases come in order"))
    }

    #[test]
    fn the_longest_phrase_is_found_from_the_text_and_from_its_first_word() {
        let lexicon =
            lexicon(&["al sisi", "ann", "ann lee", "ann lee ii", "anne", "o'neill", "u.s. senator", "zoe ann"]);
        for (text, found) in [
            ("Ann Lee said", Some((7, 2))),
            ("Ann  Lee", Some((8, 2))),
            ("Ann\nLee II", Some((10, 3))),
            ("Ann\n\nLee", Some((3, 1))),
            ("Ann-Lee", Some((7, 2))),
            ("Ann Leeds", Some((3, 1))),
            ("Ann, Lee", Some((3, 1))),
            ("ann", Some((3, 1))),
            ("Anna", None),
            ("Al-Sisi", Some((7, 0))),
            ("Al", None),
            ("Al (Sisi)", None),
            ("O'Neill", Some((7, 5))),
            ("O\u{2019}Neill", Some((9, 5))),
            ("U.S. Senator", Some((12, 6))),
            ("U.S.", None),
            ("Zo\u{eb} Ann", Some((8, 7))),
        ] {
            assert_eq!(lexicon.longest(text), found, "{text}");
            let word = first_word(text.as_bytes());
            let (first, rest) = text.split_at(word.len);
            if !rest.starts_with(|c: char| !c.is_ascii()) {
                assert_eq!(lexicon.longest_of((first, rest), word.hash), found, "{text}");
            }
        }
    }

    #[test]
    fn words_that_share_a_place_are_told_apart() {
        let lexicon = lexicon(&["republicans", "senators"]);
        // As if both had one hash.
        let one = hash("republicans");
        assert_eq!(lexicon.longest_of(("Republicans", ""), one), Some((11, 0)));
        assert_eq!(lexicon.longest_of(("Senators", ""), one), Some((8, 1)));
        assert_eq!(lexicon.longest_of(("Senators", ""), one + STARTS), Some((8, 1)));
    }
}
