//! Brackets whose letters are those of another name: "World Meteorological Organization (WHO)".
//!
//! Three signs count: the words have another acronym among the well-known ones, the acronym is well known and one of its words is
//! replaced, or one letter is that of no word.

use super::super::Draft;
use super::{Acronyms, Bracket, Expansion};
use crate::language::names::edit::one_edit;
use crate::rules::{Meaning, fold};
use crate::text::{Prose, Span};

/// Fewest words of a known name of which one is replaced.
const WORDS: usize = 3;
/// Letters by which two words are the same in two spellings: "organisation", "organization"; a shorter one may be an abbreviation.
const SPELT: usize = 5;

/// A well-known acronym.
#[derive(Debug)]
pub(super) struct Known {
    acronym: String,
    /// Each of its names, as it is written.
    names: Vec<String>,
    /// The words of each, folded, without small ones, the last first.
    words: Vec<Vec<String>>,
}

/// Words with brackets that do not fit.
#[derive(Debug)]
pub(super) struct Misnamed<'t> {
    pub(super) acronym: &'t str,
    pub(super) words: Span<Prose>,
    /// What the words, or the letters, are usually together with.
    pub(super) other: String,
    pub(super) message: &'static str,
}

/// A word before a bracket: its place, and its folded form.
type Word<'t> = (usize, &'t str, String);

impl Known {
    /// Reads groups of an acronym and its names.
    pub(super) fn all(groups: &[Vec<String>], small: impl Fn(&str) -> bool) -> Vec<Self> {
        let read = |group: &Vec<String>| {
            let (acronym, names) = group.split_first()?;
            let forms = |name: &String| content(super::words(name), &small).into_iter().map(|word| word.2).collect();
            let words = names.iter().map(forms).collect();
            Some(Self { acronym: acronym.clone(), names: names.to_vec(), words })
        };
        groups.iter().filter_map(read).collect()
    }

    pub(super) fn is(&self, acronym: &str) -> bool {
        self.acronym == acronym
    }
}

/// Words from the last to the first, folded and without a possessive ending, and without small ones.
fn content<'t>(
    words: impl DoubleEndedIterator<Item = (usize, &'t str)>,
    small: &impl Fn(&str) -> bool,
) -> Vec<Word<'t>> {
    let owner = |word: &'t str| word.split(['\'', '\u{2019}']).next().unwrap_or(word);
    words.rev().filter(|(_, word)| !small(word)).map(|(at, word)| (at, word, fold(owner(word)))).collect()
}

impl Acronyms {
    /// What does not fit in a bracket; `explained` are the sound expansions of the draft.
    pub(super) fn misnamed<'t>(
        &self,
        draft: &Draft<'t>,
        bracket: &Bracket<'t>,
        explained: &[Expansion<'t>],
    ) -> Option<Misnamed<'t>> {
        let small = |word: &str| draft.analysis.cues().contains(self.small, &word.to_lowercase());
        let words = content(super::words(bracket.before), &small);
        let found = |count: usize, other: &str, message: &'static str| {
            let span = Span::new(bracket.base + words[count - 1].0, bracket.base + bracket.before.len());
            Some(Misnamed { acronym: bracket.letters, words: span, other: other.to_owned(), message })
        };
        let end = bracket.base + bracket.before.len();
        // "neonatal intensive care unit (NICU)": the letters are those of a longer name.
        let longer = |count: usize| {
            explained.iter().any(|one| one.fits && one.words.end as usize == end && one.folded.len() > count)
        };
        if let Some((count, acronym)) = self.of_another(bracket, &words).filter(|(count, _)| !longer(*count)) {
            return found(count, acronym, "note.another");
        }
        if let Some((count, name)) = self.replaced(bracket, &words) {
            return found(count, name, "note.known");
        }
        let count = self.one_letter(draft, bracket, &words, explained)?;
        found(count, "", "note.letter")
    }

    /// The words are a known name with another acronym: their number, and that acronym.
    fn of_another(&self, bracket: &Bracket<'_>, words: &[Word<'_>]) -> Option<(usize, &str)> {
        let named = |known: &Known| {
            let whole = |name: &&Vec<String>| name.len() <= words.len() && differing(name, words) == 0;
            known.words.iter().filter(whole).map(Vec::len).max()
        };
        let all = self.known.iter().filter_map(|known| Some((named(known)?, known)));
        let most = all.clone().map(|(count, _)| count).max()?;
        let mut longest = all.filter(|(count, _)| *count == most).map(|(_, known)| known);
        // "Pan American Health Organization": a longer name.
        let longer = words.get(most).is_some_and(|word| is_capital(word.1) && beside(bracket, words, most));
        let first = longest.next()?;
        let own = |known: &Known| known.acronym == bracket.letters;
        let listed = || self.known.iter().any(own) || one_edit(&first.acronym, bracket.letters).is_some();
        (!longer && !own(first) && !longest.any(own) && listed()).then_some((most, first.acronym.as_str()))
    }

    /// The letters are a well-known acronym, and one word of its name is another: the number of words, and the name.
    fn replaced(&self, bracket: &Bracket<'_>, words: &[Word<'_>]) -> Option<(usize, &str)> {
        let known = self.known.iter().filter(|known| known.acronym == bracket.letters);
        let mut names = known.flat_map(|known| known.names.iter().zip(&known.words));
        let fits = |name: &Vec<String>| name.len() <= words.len();
        if names.clone().any(|(_, name)| fits(name) && differing(name, words) == 0) {
            return None;
        }
        let one = |name: &Vec<String>| name.len() >= WORDS && fits(name) && differing(name, words) == 1;
        names.find(|(_, name)| one(name)).map(|(text, name)| (name.len(), text.as_str()))
    }

    /// As many words as letters, of which one begins with another letter and does not even contain the one in the bracket.
    fn one_letter(
        &self,
        draft: &Draft<'_>,
        bracket: &Bracket<'_>,
        words: &[Word<'_>],
        explained: &[Expansion<'_>],
    ) -> Option<usize> {
        let letters: Vec<char> = bracket.letters.to_lowercase().chars().rev().collect();
        let count = letters.len();
        let own = words.get(..count)?;
        let begins = |(word, letter): (&Word<'_>, &char)| word.2.starts_with(*letter);
        let wrong: Vec<usize> =
            own.iter().zip(&letters).enumerate().filter(|(_, pair)| !begins(*pair)).map(|(at, _)| at).collect();
        let &[at] = wrong.as_slice() else { return None };
        let strange = !own[at].2.contains(letters[at]) && at + 1 < count;
        let own_name = |known: &Known| {
            known.acronym == bracket.letters
                && known.words.iter().any(|name| name.len() == count && differing(name, words) == 0)
        };
        // "Tempur-Pedic International (TPX)": the sign of a share.
        let from = own[count - 1].0;
        let hyphen = bracket.before.get(from..).is_some_and(|text| text.contains('-'));
        if hyphen || self.known.iter().any(own_name) {
            return None;
        }
        let capitals = own.iter().all(|word| is_capital(word.1) && word.2.len() > 2)
            && words.get(count).is_none_or(|word| !is_capital(word.1) || !beside(bracket, words, count));
        let shared = |expansion: &Expansion<'_>| {
            let pairs = expansion.folded.iter().rev().zip(own);
            expansion.folded.len() == count && pairs.filter(|(one, other)| **one == other.2).count() * 2 >= count
        };
        let again = explained
            .iter()
            .any(|expansion| expansion.fits && expansion.acronym == bracket.letters && shared(expansion));
        // "Swiss People's Party (SVP)": the letters are those of another language.
        let foreign = || own.iter().any(|word| self.is_of_a_nation(draft, &word.2));
        (strange && (capitals && !foreign() || again)).then_some(count)
    }

    fn is_of_a_nation(&self, draft: &Draft<'_>, word: &str) -> bool {
        let of = |meaning: &Meaning| matches!(meaning, Meaning::Adjective(_) | Meaning::Place(_) | Meaning::Member(_));
        draft.table.longest(word, 0).is_some_and(|(end, all)| end == word.len() && all.iter().any(of))
    }
}

/// How many words of a known name are others in the text.
fn differing(name: &[String], words: &[Word<'_>]) -> usize {
    name.iter().zip(words).filter(|(one, other)| !is_same(one, &other.2)).count()
}

fn is_same(one: &str, other: &str) -> bool {
    let common = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let short = one.len().min(other.len());
    one == other || common >= SPELT || common > 2 && common == short || short >= SPELT && one_edit(one, other).is_some()
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Returns `true` if only small words and spaces are between a word and the one before it.
fn beside(bracket: &Bracket<'_>, words: &[Word<'_>], at: usize) -> bool {
    let (at, word) = (words[at].0 + words[at].1.len(), words[at - 1].0);
    bracket
        .before
        .get(at..word)
        .is_some_and(|between| between.bytes().all(|byte| byte == b' ' || byte == b'-' || byte.is_ascii_lowercase()))
}
