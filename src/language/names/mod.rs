//! Words that begin with a capital, found once a document: what names of people, places and organisations are made of.
//!
//! May name: `text`, `rules`, `document`, and its neighbours in `language`.

pub mod edit;
mod scan;
pub mod vocabulary;

use rustc_hash::FxHashMap;

use super::sheet::Sheet;
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
    /// What it is when case, accents and hyphens do not count.
    pub key: KeyId,
    /// Number of its sentence on the sheet.
    pub sentence: usize,
    /// Whether it goes on a name: nothing but a space, an initial or a particle ("van", "de") stands between it and the word before.
    pub linked: bool,
    /// Whether its capital says nothing: it opens a sentence or a quotation, or stands in a heading.
    pub opens: bool,
}

/// A folded word and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameKey {
    /// Lower case, no accents, hyphens as spaces.
    pub folded: String,
    /// Numbers of its words in [`Names::words`], in the order of the draft.
    pub words: Vec<usize>,
}

/// All words with a capital of a document, in order.
#[derive(Debug, Default)]
pub struct Names {
    /// In the order of the draft.
    pub words: Vec<NameWord>,
    /// Every folded word, in the order in which they first stand.
    pub keys: Vec<NameKey>,
}

impl Names {
    /// Reads a document.
    pub fn new(sheet: &Sheet<'_>) -> Self {
        let prose = sheet.prose();
        let mut names = Self::default();
        let mut raw: FxHashMap<&str, KeyId> = FxHashMap::default();
        let mut folded: FxHashMap<String, KeyId> = FxHashMap::default();
        let mut found = Vec::new();
        let particles = sheet.cues().list("name-particle");
        let particle = |word: &str| sheet.cues().contains(particles, word);
        for (number, sentence) in sheet.sentences.iter().enumerate() {
            scan::capitals(sentence.text(), &particle, &mut found);
            let heading = sheet.blocks[sentence.block].kind == BlockKind::Heading;
            let base = sentence.span.start as usize;
            for word in found.drain(..) {
                let span = Span::new(base + word.from, base + word.to);
                let text = span.of(prose);
                let key = *raw.entry(text).or_insert_with(|| {
                    let form = fold(text);
                    let next = folded.len();
                    let key = *folded.entry(form.clone()).or_insert(next);
                    if key == next {
                        names.keys.push(NameKey { folded: form, words: Vec::new() });
                    }
                    key
                });
                names.keys[key].words.push(names.words.len());
                let opens = word.opens || heading;
                names.words.push(NameWord { span, key, sentence: number, linked: word.linked, opens });
            }
        }
        names
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
