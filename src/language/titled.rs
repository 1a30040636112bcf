//! Titles that patterns alone look for ("Republican", "zloty"), and abbreviations of places ("Vt."): most of these words mean something
//! else in most drafts.

use rustc_hash::FxHashMap;

use super::analysis::Sentence;
use super::tokens::tokens;
use crate::rules::{EntityId, OfficeId, Table};
use crate::text::{Bloom, Span};

/// What such a text means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meant {
    /// An office of the fluent with this index.
    Office(u8, OfficeId),
    /// A place.
    Place(EntityId),
}

/// The texts, by the hash of their first tokens.
#[derive(Debug, Default)]
pub struct Titled {
    by_first: FxHashMap<u64, Vec<Entry>>,
    /// The same hashes: most tokens of a draft are none of them.
    opens: Bloom<64>,
}

#[derive(Debug)]
struct Entry {
    text: String,
    /// How many tokens it has.
    tokens: usize,
    /// Whether it has no capital: then its case does not count.
    small: bool,
    meant: Meant,
}

impl Titled {
    /// Prepares the titles of some fluents, and all abbreviations.
    pub fn new(table: &Table, sorts: &[String]) -> Self {
        let mut all = Self::default();
        for (sort, texts) in table.titled() {
            let number = sorts.iter().position(|known| *known == sort);
            for (text, row) in texts {
                match number {
                    Some(number) => all.add(text, Meant::Office(number as u8, OfficeId(row))),
                    None if sort.is_empty() => all.add(text, Meant::Place(EntityId(row))),
                    None => {}
                }
            }
        }
        all.by_first.values_mut().for_each(|entries| entries.sort_by_key(|entry| std::cmp::Reverse(entry.tokens)));
        all
    }

    fn add(&mut self, text: String, meant: Meant) {
        let tokens = tokens(&text, Span::new(0, text.len()));
        let Some(first) = tokens.first() else { return };
        let small = !text.contains(char::is_uppercase);
        self.opens.add(first.hash);
        self.by_first.entry(first.hash).or_default().push(Entry { text, tokens: tokens.len(), small, meant });
    }

    /// Those that occur in a sentence, at tokens `[from, to)`, in order; of those that start at one token, the longest first.
    pub fn find<'s>(&'s self, sentence: &'s Sentence<'_>) -> impl Iterator<Item = (usize, usize, Meant)> + 's {
        let (tokens, prose) = (sentence.tokens(), sentence.prose());
        let opens = tokens.iter().enumerate().filter(|(_, token)| self.opens.may_hold(token.hash));
        opens.flat_map(move |(from, token)| {
            let stands = move |entry: &&Entry| {
                let Some(last) = tokens.get(from + entry.tokens - 1) else { return false };
                let text = token.span.join(last.span).of(prose);
                text == entry.text || entry.small && text.to_lowercase() == entry.text
            };
            let entries = self.by_first.get(&token.hash).map_or(&[][..], Vec::as_slice);
            entries.iter().filter(stands).map(move |entry| (from, from + entry.tokens, entry.meant))
        })
    }
}
