//! Decides which pairs of words one letter apart are one name in two spellings, and how certainly.
//!
//! The strongest evidence is a full name: the same given name before both. Closed classes of pairs are ignored: given names,
//! demonyms, plurals, Roman numerals, masculine and feminine names, American and British spelling, two ordinary words, two
//! people.

use super::super::Draft;
use super::super::named::PersonSigns;
use super::pair::{Pair, SHORTEST, SHORTEST_KNOWN, SHORTEST_PART, common, given, known, place};
use super::{ALTERNATIONS, ALWAYS, ENDINGS, EXCEPT, in_heading};
use crate::findings::Severity;
use crate::kinds::variants;
use crate::language::analysis::Sentence;
use crate::language::cues::{Cues, ListId};
use crate::language::names::edit::Edit;
use crate::language::names::{KeyId, NameWord, Names};
use crate::rules::{Check, fold};
use crate::text::{Prose, Span};

/// How many sentences away a quotation may be said to be spoken or written.
const NEAR: usize = 2;

/// Commas of a sentence that is a row of names.
const ROW: usize = 5;

#[derive(Debug)]
pub(super) struct Near {
    /// The rarer word, or the later of equals.
    pub(super) odd: KeyId,
    pub(super) severity: Severity,
    /// The places of the name with the rarer word, and with the other.
    pub(super) odds: Vec<Span<Prose>>,
    pub(super) others: Vec<Span<Prose>>,
}

/// The closed classes, made ready.
#[derive(Debug)]
pub(super) struct Judge {
    alternations: Vec<(String, String)>,
    endings: Vec<(String, String)>,
    always: Vec<(String, String)>,
    except: Vec<Vec<String>>,
    opener: ListId,
    spoken: ListId,
    written: ListId,
    no_name: ListId,
    particle: ListId,
    signs: PersonSigns,
}

fn two(groups: &[Vec<String>]) -> Vec<(String, String)> {
    groups.iter().filter_map(|group| Some((group.first()?.clone(), group.get(1)?.clone()))).collect()
}

/// What is next to both words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shared {
    /// The same word before: "Jane Krueger", "Jane Kreuger".
    Before(KeyId),
    /// The same word after: "Micheal Holt", "Michael Holt".
    After(KeyId),
    /// Nothing.
    Nothing,
}

type Beside = fn(&Names, usize) -> Option<usize>;

impl Judge {
    pub(super) fn new(check: &Check, cues: &Cues) -> Self {
        Self {
            alternations: two(check.groups(ALTERNATIONS)),
            endings: two(check.groups(ENDINGS)),
            always: two(check.groups(ALWAYS)),
            except: check.groups(EXCEPT).to_vec(),
            opener: cues.list("opener"),
            spoken: cues.list("verb-spoken"),
            written: cues.list("word-of-writing"),
            no_name: cues.list("no-given-name"),
            particle: cues.list("name-particle"),
            signs: PersonSigns::new(cues),
        }
    }

    /// The finding for two words that are one edit apart, if any.
    pub(super) fn judge(&self, draft: &Draft<'_>, names: &Names, one: KeyId, other: KeyId) -> Option<Near> {
        let shared = self.shared(draft, names, one, other);
        let pair = Pair::new(draft, names, one, other)?;
        let text = |key: KeyId| names.keys[key].folded.as_str();
        let lone = shared == Shared::Nothing
            && [(one, other), (other, one)]
                .iter()
                .any(|&(odd, full)| self.lone_surname(draft, names, &pair, odd, full));
        let person = match shared {
            Shared::Before(word) => given(draft, text(word)),
            Shared::After(_) => one_given(&pair),
            Shared::Nothing if lone => true,
            // The cheapest test comes first, before lists and facts.
            Shared::Nothing if too_alike(&pair) => return None,
            Shared::Nothing => false,
        };
        if self.silent(&pair, person) {
            return None;
        }
        let severity = match shared {
            Shared::Before(word) => full_name(draft, &pair, text(word))?,
            Shared::After(word) => given_name(draft, &pair, text(word))?,
            Shared::Nothing if lone => Severity::Warning,
            Shared::Nothing => self.alone(draft, names, &pair)?,
        };
        if reported_as_variants(draft, &pair) {
            return None;
        }
        let foreign = self.spelt_by_others(draft, names, one) || self.spelt_by_others(draft, names, other);
        let severity = if foreign { Severity::Hint } else { severity };
        let (ones, others) = (places(names, one, shared), places(names, other, shared));
        let (odd, odds, others) = if ones.len() < others.len() { (one, ones, others) } else { (other, others, ones) };
        Some(Near { odd, severity, odds, others })
    }

    /// Returns `true` if a word occurs only in the spelling of others: a mistake in a quoted letter is not a mistake of the
    /// draft. The writer is responsible for the spelling of speech.
    fn spelt_by_others(&self, draft: &Draft<'_>, names: &Names, key: KeyId) -> bool {
        let analysis = draft.analysis;
        names.of(key).iter().map(|&at| names.words[at]).all(|word| {
            let block = analysis.sentences[word.sentence].block;
            if !analysis.is_quoted(block, word.span) {
                return false;
            }
            let near = word.sentence.saturating_sub(NEAR)..=word.sentence + NEAR;
            let near = || near.clone().filter_map(|at| analysis.sentences.get(at)).filter(|other| other.block == block);
            let has = |list| near().flat_map(Sentence::cues).any(|cue| cue.list == list);
            let edited = near().any(|sentence| sentence.text().contains('['));
            edited || !has(self.spoken) || has(self.written)
        })
    }

    /// The closed classes that depend on the two words alone. Few apply to the names of a person.
    fn silent(&self, pair: &Pair<'_>, person: bool) -> bool {
        let (a, b) = (pair.one, pair.other);
        let roman = |word: &str| word.bytes().all(|byte| b"ivxlc".contains(&byte));
        let replaced = |a: &str, b: &str, x: &str, y: &str| {
            a.len().cmp(&b.len()) == x.len().cmp(&y.len()) && a.contains(x) && a.replace(x, y) == b
        };
        let swapped = |(x, y): &(String, String)| {
            let either = |a, b| replaced(a, b, x, y) || replaced(a, b, y, x);
            either(a, b) || either(b, a)
        };
        let ended = |(x, y): &(String, String)| {
            let ends = |a: &str, b: &str| {
                let stem = a.strip_suffix(x.as_str());
                stem.is_some() && b.strip_suffix(y.as_str()) == stem
            };
            ends(a, b) || ends(b, a)
        };
        let excepted = |group: &Vec<String>| [a, b].iter().all(|word| group.iter().any(|item| item == word));
        let spelling = || self.alternations.iter().any(swapped) || self.endings.iter().any(ended);
        roman(a) && roman(b)
            || self.except.iter().any(excepted)
            || self.always.iter().any(ended)
            || !person && spelling()
            || a.replace(' ', "") == b.replace(' ', "")
            || pair.part_len < SHORTEST_PART
            || (!person || pair.first || pair.last || pair.len < SHORTEST_KNOWN) && pair.both_known()
    }

    /// The word next to both.
    fn shared(&self, draft: &Draft<'_>, names: &Names, one: KeyId, other: KeyId) -> Shared {
        if let Some(word) = self.common_neighbour(draft, names, (one, other), Names::before) {
            return Shared::Before(word);
        }
        self.common_neighbour(draft, names, (one, other), Names::after).map_or(Shared::Nothing, Shared::After)
    }

    fn common_neighbour(&self, draft: &Draft<'_>, names: &Names, keys: (KeyId, KeyId), next: Beside) -> Option<KeyId> {
        let beside = |key: KeyId| -> Vec<KeyId> {
            let beside = names.of(key).iter().filter_map(|&at| next(names, at));
            beside
                .map(|at| names.words[at].key)
                .filter(|&key| self.could_be_name(draft, &names.keys[key].folded))
                .collect()
        };
        let theirs = beside(keys.1);
        let both: Vec<KeyId> = beside(keys.0).into_iter().filter(|key| theirs.contains(key)).collect();
        // Of several the one that is a given name.
        both.iter().copied().find(|&key| given(draft, &names.keys[key].folded)).or(both.first().copied())
    }

    fn could_be_name(&self, draft: &Draft<'_>, word: &str) -> bool {
        let cues = draft.analysis.cues();
        ![self.opener, self.no_name, self.particle].iter().any(|&list| cues.contains(list, word))
    }

    /// "Jane Krueger", and later "Kreuger said": a surname that belongs to nobody in the draft, one letter from that of a person
    /// introduced in full.
    fn lone_surname(&self, draft: &Draft<'_>, names: &Names, pair: &Pair<'_>, odd: KeyId, full: KeyId) -> bool {
        let before = |key: KeyId| names.of(key).iter().filter_map(|&at| names.before(at));
        let new = |at: usize| {
            let word = names.folded(at);
            self.could_be_name(draft, word) && !common(draft, word) && !place(draft, word)
        };
        let person = || names.of(odd).iter().any(|&at| self.signs.may_show(draft, names, at));
        let listed = before(full).any(|at| given(draft, names.folded(at)));
        // A surname that the facts contain, or a given name that is in no list, needs a sentence that shows a person.
        let introduced = if listed { !pair.both_known() || person() } else { before(full).any(new) && person() };
        let alone = before(odd).all(|at| !self.could_be_name(draft, names.folded(at))) && lone(draft, names, odd);
        introduced
            && alone
            && (names.of(odd).len() <= names.of(full).len()
                || names.of(odd).iter().any(|&at| self.signs.shows(draft, names, at)))
            && (pair.len >= 5 || pair.len >= SHORTEST && pair.edit == Edit::Swapped)
            && !pair.first
            && !pair.last
            && !pair.shouted
            && !common(draft, &names.keys[full].folded)
            && !place(draft, &names.keys[full].folded)
    }

    /// No common word next to both: a surname alone and a full name, or a place.
    fn alone(&self, draft: &Draft<'_>, names: &Names, pair: &Pair<'_>) -> Option<Severity> {
        let (few, many) = pair.counts;
        let given = pair.given();
        if given.0 && given.1 {
            return None;
        }
        let named = |key: KeyId| {
            let mut before = names.of(key).iter().filter_map(|&at| names.before(at));
            before.any(|at| self.could_be_name(draft, names.folded(at)))
        };
        let proper = |key: KeyId| names.of(key).iter().any(|&at| !names.words[at].opens);
        let (one, other) = pair.keys;
        // Two full names are two people.
        if named(one) && named(other) {
            return None;
        }
        if !proper(one) || !proper(other) {
            // A surname of a headline, and the full name below it.
            let found = [(one, other), (other, one)].iter().any(|&(head, full)| headed(draft, names, head, full));
            let severity = if pair.edit == Edit::Swapped { Severity::Warning } else { Severity::Hint };
            return found.then_some(severity);
        }
        if pair.common() {
            return ordinary(pair);
        }
        let lopsided = few == 1 && many >= 3 && pair.len >= 7;
        let sure = !given.0 && !given.1 && (pair.edit == Edit::Swapped || lopsided);
        Some(if sure { Severity::Warning } else { Severity::Hint })
    }
}

/// Returns `true` if a word is part of a list of names: a team sheet has many surnames, some of them similar.
fn listed(draft: &Draft<'_>, names: &Names, at: usize) -> bool {
    let sentence = &draft.analysis.sentences[names.words[at].sentence];
    let commas = sentence.tokens().iter().filter(|token| token.lower == ",").count();
    commas >= ROW
}

/// Returns `true` if a word is a name on its own wherever it occurs: not a part of a longer name, a given name or an ordinary
/// word.
fn lone(draft: &Draft<'_>, names: &Names, key: KeyId) -> bool {
    let text = names.keys[key].folded.as_str();
    let titled = |at: usize| names.before(at).is_some();
    names.of(key).iter().all(|&at| names.after(at).is_none() && !listed(draft, names, at))
        && !text.contains('\'')
        && (!given(draft, text) || names.of(key).iter().all(|&at| titled(at)))
        && !place(draft, text)
        && !common(draft, text)
}

/// Returns `true` if words without a common neighbour are too short, or differ where two different words are as likely as two
/// spellings.
fn too_alike(pair: &Pair<'_>) -> bool {
    let letters = pair.shouted && pair.edit == Edit::Swapped && pair.len >= 5;
    pair.last || pair.first || pair.len < SHORTEST_KNOWN && !letters
}

/// Returns `true` if one of the two is a known given name, and the other is not.
fn one_given(pair: &Pair<'_>) -> bool {
    let (one, other) = pair.given();
    one != other
}

/// Returns `true` if a word that occurs only in headings is one letter from a surname that follows a given name.
fn headed(draft: &Draft<'_>, names: &Names, head: KeyId, full: KeyId) -> bool {
    let words = |key: KeyId| names.of(key).iter().map(|&at| (at, names.words[at]));
    let below = |(at, word): (usize, NameWord)| {
        let before = names.before(at).map(|before| names.folded(before));
        !word.opens && before.is_some_and(|before| given(draft, before))
    };
    words(head).all(|(_, word)| in_heading(draft, word.sentence))
        && !common(draft, &names.keys[head].folded)
        && !known(draft, &names.keys[head].folded)
        && words(full).any(below)
}

/// Returns `true` if a check of spelling variants reports the two words.
fn reported_as_variants(draft: &Draft<'_>, pair: &Pair<'_>) -> bool {
    let groups = draft.checks.iter().filter(|check| check.kind == variants::NAME).flat_map(variants::groups);
    groups
        .into_iter()
        .any(|group| [pair.one, pair.other].iter().all(|word| group.iter().any(|item| fold(item) == *word)))
}

/// "The Lightning", and once "the Lighting": ordinary words, but never written small in the draft.
fn ordinary(pair: &Pair<'_>) -> Option<Severity> {
    let (few, many) = pair.counts;
    (few == 1 && many >= 4 && pair.len >= 7 && !pair.small() && !pair.first && !pair.last).then_some(Severity::Hint)
}

/// The same word before both.
fn full_name(draft: &Draft<'_>, pair: &Pair<'_>, before: &str) -> Option<Severity> {
    let person = given(draft, before);
    if pair.len < SHORTEST || !person && (pair.last || pair.given() == (true, true)) {
        return None;
    }
    if !person && pair.common() {
        return ordinary(pair);
    }
    let last = pair.last && !(person && pair.len >= 6 && !pair.common());
    let plain = pair.len >= 5 && !pair.first && !last && !pair.shouted;
    let name = person || pair.len >= 6 && !known(draft, before) && !common(draft, before);
    Some(if plain && name { Severity::Warning } else { Severity::Hint })
}

/// The same word after both: given names, or the first part of a place.
fn given_name(draft: &Draft<'_>, pair: &Pair<'_>, after: &str) -> Option<Severity> {
    if pair.common() || common(draft, after) {
        return None;
    }
    if pair.given() == (true, true) {
        return (!pair.first && !pair.last && pair.len >= SHORTEST).then_some(Severity::Hint);
    }
    let person = one_given(pair);
    if !person && (pair.last || pair.len < SHORTEST) {
        return None;
    }
    let sure = pair.len >= SHORTEST && !pair.first && !pair.last && (person || pair.len >= 5) && !place(draft, after);
    Some(if sure { Severity::Warning } else { Severity::Hint })
}

/// The places of a name, with the adjacent word that both share.
fn places(names: &Names, key: KeyId, shared: Shared) -> Vec<Span<Prose>> {
    let beside = |at: usize, next: Beside, word: KeyId| next(names, at).filter(|&next| names.words[next].key == word);
    let place = |&at: &usize| {
        let own = names.words[at].span;
        match shared {
            Shared::Before(word) => beside(at, Names::before, word).map(|before| names.words[before].span.join(own)),
            Shared::After(word) => beside(at, Names::after, word).map(|after| own.join(names.words[after].span)),
            Shared::Nothing => Some(own),
        }
    };
    names.of(key).iter().filter_map(place).collect()
}
