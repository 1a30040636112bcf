//! Kind `changed-names`: a name of several words in which one word changes within the draft.
//!
//! People are compared in `people`: a given name that changes before one surname, a surname that changes after one given name,
//! and a surname alone that belongs to nobody but resembles that of the only candidate. Organisations and places are compared
//! in `bodies`: the word before or after their type changes. Differences of one letter are left to kind `near-names`.

mod bodies;
mod people;

use super::named::PersonSigns;
use super::{Draft, Kind, Messages, Outcome, Run};
use crate::document::BlockKind;
use crate::findings::{Confidence, Finding};
use crate::language::cues::{Cues, ListId};
use crate::language::names::vocabulary::holds;
use crate::language::names::{KeyId, Names};
use crate::language::tokens::{Token, TokenKind};
use crate::rules::{Check, KindSpec, Meaning, Words};
use crate::text::{Prose, Span};

const PLACEHOLDERS: &[&str] = &["odd", "other"];

pub(super) const KIND: Kind = Kind {
    spec: KindSpec {
        name: "changed-names",
        messages: &[
            ("message", PLACEHOLDERS),
            ("note.surname", PLACEHOLDERS),
            ("note.body", PLACEHOLDERS),
            ("label.odd", PLACEHOLDERS),
            ("label.other", PLACEHOLDERS),
        ],
        required: &["message", "note.surname", "note.body", "label.odd", "label.other"],
        options: &[],
    },
    prepare,
};

fn prepare(_: &Check, _: &Words, cues: &Cues) -> Box<dyn Run> {
    Box::new(ChangedNames {
        kin: ["kin-male", "kin-female", "kin-any"].map(|name| cues.list(name)),
        signs: PersonSigns::new(cues),
        opener: cues.list("opener"),
        no_given: cues.list("no-given-name"),
        courtesy: cues.list("courtesy"),
        organisation: cues.list("organisation-type"),
        place: cues.list("place-type"),
        apart: cues.list("name-apart"),
        saint: cues.list("saint"),
        opening: cues.list("surname-opening"),
        modifier: cues.list("title-modifier"),
        determiner: cues.list("determiner"),
        shared: cues.list("surname-of-many"),
        pet: cues.list("pet-name-ending"),
        clause: cues.list("clause-break"),
        relative: cues.list("relative-who"),
        ending: cues.list("word-ending"),
    })
}

#[derive(Debug)]
struct ChangedNames {
    /// Words for relatives.
    kin: [ListId; 3],
    signs: PersonSigns,
    opener: ListId,
    /// Titles and other words that are no given names.
    no_given: ListId,
    courtesy: ListId,
    organisation: ListId,
    place: ListId,
    /// Words that tell two bodies of one sort apart: "north", "upper", "boys".
    apart: ListId,
    /// "St": the name of a church, a school or a town follows.
    saint: ListId,
    /// "Mc": what many surnames begin with.
    opening: ListId,
    /// "Democrat": what describes a person before a surname.
    modifier: ListId,
    determiner: ListId,
    /// Surnames so common that two people of a draft may well share one.
    shared: ListId,
    /// Endings of short forms of given names: "ie", "y".
    pet: ListId,
    /// Words that begin a clause: "who", "when".
    clause: ListId,
    /// "who": what is said of a person.
    relative: ListId,
    /// Endings of ordinary words: "ing", "tion".
    ending: ListId,
}

/// The message for organisations and places, which are more often two than people are.
const BODY: &str = "note.body";

/// Two names of which one is probably wrong.
#[derive(Debug)]
struct Change {
    odd: Span<Prose>,
    other: Span<Prose>,
    /// The message that describes it.
    message: &'static str,
}

/// A draft while its names are compared.
#[derive(Debug, Clone, Copy)]
struct View<'a> {
    draft: &'a Draft<'a>,
    names: &'a Names,
    lists: &'a ChangedNames,
}

impl Run for ChangedNames {
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Outcome {
        let names = draft.analysis.names();
        let view = View { draft, names, lists: self };
        let mut changes: Vec<Change> = Vec::new();
        for key in 0..names.keys.len() {
            if names.of(key).len() > 1 {
                changes.extend(view.given_name(key));
                changes.extend(view.surname(key));
                changes.extend(view.body(key));
                changes.extend(view.saint(key));
            }
        }
        changes.extend(view.short_forms());
        changes.extend(view.lone_surnames());
        changes.sort_by_key(|change| (change.odd, change.other));
        changes.dedup_by_key(|change| change.odd);
        let findings = changes.iter().map(|change| describe(check, draft, change)).collect();
        Outcome { findings, read: names.words.len() }
    }
}

fn describe(check: &Check, draft: &Draft<'_>, change: &Change) -> Finding {
    let (odd, other) = (draft.one_line(change.odd), draft.one_line(change.other));
    let values = [("odd", odd.as_str()), ("other", other.as_str())];
    let messages = Messages::new(check, &values);
    Finding {
        message: messages.text(change.message),
        confidence: Confidence::Medium,
        related: vec![messages.conflict(draft, change.other, "label.other")],
        ..messages.at(draft, change.odd, "label.odd")
    }
    .known_by([odd.as_str(), other.as_str()])
}

impl<'a> View<'a> {
    fn text(self, key: KeyId) -> &'a str {
        &self.names.keys[key].folded
    }

    /// Returns `true` if a word belongs to a list.
    fn is(self, list: ListId, word: &str) -> bool {
        self.draft.analysis.cues().contains(list, word)
    }

    fn is_given(self, word: &str) -> bool {
        self.draft.words.text.get("given-names").is_some_and(|list| holds(list, word))
    }

    /// Returns `true` if the fact files contain both words or phrases as names.
    fn are_known(self, one: &str, other: &str) -> bool {
        let named = |meaning: &Meaning| !matches!(meaning, Meaning::Title(_) | Meaning::Status(_));
        [one, other].iter().all(|text| {
            let found = self.draft.table.longest(text, 0);
            found.is_some_and(|(end, all)| end == text.len() && all.iter().any(named))
        })
    }

    /// Returns `true` if a word is ordinary.
    fn is_common(self, word: &str) -> bool {
        self.draft.words.text.get("common-words").is_some_and(|list| holds(list, word))
    }

    /// Returns `true` if a word can be a part of a person's name.
    fn is_personal(self, word: &str) -> bool {
        let lists = self.lists;
        let nation = |meaning: &Meaning| matches!(meaning, Meaning::Adjective(_) | Meaning::Member(_));
        let people = || {
            let found = self.draft.table.longest(word, 0);
            found.is_some_and(|(end, all)| end == word.len() && all.iter().any(nation))
        };
        word.len() > 2
            && !people()
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '\''))
            && ![lists.opener, lists.no_given, lists.courtesy, lists.organisation, lists.place, lists.modifier]
                .iter()
                .any(|&list| self.is(list, word))
    }

    /// Returns `true` if a word is in running text of the draft or in a heading, outside tables and quoted blocks.
    fn is_read(self, at: usize) -> bool {
        let block = self.draft.analysis.sentences[self.names.words[at].sentence].block;
        !matches!(self.draft.analysis.blocks[block].kind, BlockKind::Cell | BlockKind::Quote)
    }

    /// Returns `true` if only the first letter of a word is a capital.
    fn is_plain(self, at: usize) -> bool {
        let text = self.draft.document.text(self.names.words[at].span);
        text.split('-').all(|part| !part.chars().skip(1).any(char::is_uppercase))
    }

    /// Returns `true` if a possessive ending follows a word.
    fn is_owner(self, at: usize) -> bool {
        let (tokens, from) = self.tokens(at);
        tokens.get(from + 1).is_some_and(|token| token.kind == TokenKind::Possessive)
    }

    /// The tokens of the sentence of a word, and the index of the word's first one.
    fn tokens(self, at: usize) -> (&'a [Token], usize) {
        let word = self.names.words[at];
        let tokens = self.draft.analysis.sentences[word.sentence].tokens();
        (tokens, tokens.partition_point(|token| token.span.start < word.span.start))
    }

    /// The places of a word in a name, each with the word before it in the same name.
    fn with_before(self, key: KeyId) -> impl Iterator<Item = (usize, usize)> + 'a {
        let read = self.names.of(key).iter().copied().filter(move |&at| self.is_read(at));
        read.filter_map(move |at| Some((self.names.before(at)?, at)))
    }

    /// The same with the word after it.
    fn with_after(self, key: KeyId) -> impl Iterator<Item = (usize, usize)> + 'a {
        let read = self.names.of(key).iter().copied().filter(move |&at| self.is_read(at));
        read.filter_map(move |at| Some((at, self.names.after(at)?)))
    }

    /// The only two different keys of a sequence, each with the places, the first one first; `None` if there are more or fewer.
    fn two(self, places: impl Iterator<Item = usize>) -> Option<[(KeyId, Vec<usize>); 2]> {
        self.each(places).try_into().ok()
    }

    /// The different keys of a sequence, each with its places.
    fn each(self, places: impl Iterator<Item = usize>) -> Vec<(KeyId, Vec<usize>)> {
        let mut found: Vec<(KeyId, Vec<usize>)> = Vec::new();
        for at in places {
            let key = self.names.words[at].key;
            match found.iter().position(|(other, _)| *other == key) {
                Some(number) => found[number].1.push(at),
                None => found.push((key, vec![at])),
            }
        }
        found
    }

    fn span(self, from: usize, to: usize) -> Span<Prose> {
        self.names.words[from].span.join(self.names.words[to].span)
    }

    fn sentence(self, at: usize) -> usize {
        self.names.words[at].sentence
    }
}

/// Length in bytes of the common beginning of two words.
fn common_prefix(one: &str, other: &str) -> usize {
    one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count()
}
