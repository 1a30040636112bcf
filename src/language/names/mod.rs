//! Capitalised words of a document, from which names of people, places and organisations are formed.

pub mod edit;
pub mod runs;
mod scan;
pub mod vocabulary;

use std::ops::Range;

use compact_str::CompactString;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::analysis::Analysis;
use crate::document::BlockKind;
use crate::rules::fold;
use crate::text::{Prose, Span};

/// Number of a folded word in [`Names::keys`].
pub type KeyId = usize;

/// A word with a capital, in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NameWord {
    /// The bytes, without a possessive ending.
    pub span: Span<Prose>,
    /// Its form without case, accents and hyphens.
    pub key: KeyId,
    /// Number of its sentence on the analysis.
    pub sentence: usize,
    /// Whether it continues a name: only a space, an initial or a particle ("van", "de") separates it from the previous word.
    pub linked: bool,
    /// Whether its capital is not significant: it starts a sentence or a quotation, or is in a heading.
    pub opens: bool,
}

/// A normalised word and its places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameKey {
    /// Lower case, no accents, hyphens as spaces.
    pub folded: CompactString,
    /// Its range in [`Names::places`].
    places: Range<usize>,
}

/// All words with a capital of a document, in order.
#[derive(Debug, Default)]
pub struct Names {
    /// In the order of the draft.
    pub words: Vec<NameWord>,
    /// Every normalised word, in the order of first occurrence.
    pub keys: Vec<NameKey>,
    /// Numbers of words, those of one key together.
    places: Vec<usize>,
}

/// Expected bytes of a draft per name, for allocation.
const BYTES_A_NAME: usize = 32;

impl Names {
    /// Reads a document.
    pub fn new(analysis: &Analysis<'_>) -> Self {
        let prose = analysis.prose();
        let room = prose.len() / BYTES_A_NAME;
        let mut names = Self { words: Vec::with_capacity(room), ..Self::default() };
        let mut raw: FxHashMap<&str, KeyId> = FxHashMap::with_capacity_and_hasher(room, FxBuildHasher);
        let mut folded: FxHashMap<CompactString, KeyId> = FxHashMap::with_capacity_and_hasher(room, FxBuildHasher);
        let mut found = Vec::new();
        let particles = analysis.cues().list("name-particle");
        let particle = |word: &str| analysis.cues().contains(particles, word);
        for (number, sentence) in analysis.sentences.iter().enumerate() {
            scan::capitals(sentence.text(), &particle, &mut found);
            let heading = analysis.blocks[sentence.block].kind == BlockKind::Heading;
            let base = sentence.span.start as usize;
            for word in found.drain(..) {
                let span = Span::new(base + word.from, base + word.to);
                let text = span.of(prose);
                let known = raw.get(text).copied();
                let key = known.unwrap_or_else(|| {
                    let form = form(text);
                    let next = folded.len();
                    let key = *folded.entry(form.clone()).or_insert(next);
                    if key == next {
                        names.keys.push(NameKey { folded: form, places: 0..0 });
                    }
                    raw.insert(text, key);
                    key
                });
                let opens = word.opens || heading;
                names.words.push(NameWord { span, key, sentence: number, linked: word.linked, opens });
            }
        }
        names.gather();
        names
    }

    /// Puts the words of each key together.
    fn gather(&mut self) {
        for word in &self.words {
            self.keys[word.key].places.end += 1;
        }
        let mut free = 0;
        for key in &mut self.keys {
            let count = key.places.end;
            key.places = free..free;
            free += count;
        }
        self.places = vec![0; self.words.len()];
        for (at, word) in self.words.iter().enumerate() {
            let end = &mut self.keys[word.key].places.end;
            self.places[*end] = at;
            *end += 1;
        }
    }

    /// Numbers of the words of a key, in the order of the draft.
    pub fn of(&self, key: KeyId) -> &[usize] {
        &self.places[self.keys[key].places.clone()]
    }

    /// The word that goes before in the same name, over initials: "George" for the last word of "George W. Bush".
    pub fn before(&self, at: usize) -> Option<usize> {
        let mut at = at;
        while self.words[at].linked {
            at -= 1;
            if self.folded(at).len() > 1 {
                return Some(at);
            }
        }
        None
    }

    /// The word that goes on the same name, over initials.
    pub fn after(&self, at: usize) -> Option<usize> {
        let mut at = at + 1;
        while self.words.get(at).is_some_and(|word| word.linked) {
            if self.folded(at).len() > 1 {
                return Some(at);
            }
            at += 1;
        }
        None
    }

    /// A word folded.
    pub fn folded(&self, at: usize) -> &str {
        &self.keys[self.words[at].key].folded
    }
}

/// A word as names are compared: most are plain, and need no table of letters.
fn form(text: &str) -> CompactString {
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        let mut lower = CompactString::new(text);
        lower.make_ascii_lowercase();
        return lower;
    }
    fold(text).into()
}
