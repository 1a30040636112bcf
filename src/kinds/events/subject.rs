//! The person or thing that an event belongs to, as far as the words say it.

use crate::kinds::Draft;
use crate::language::analysis::Sentence;
use crate::language::clauses::{Clauses, VerbGroup};
use crate::language::cues::ListId;
use crate::language::people::Referent;
use crate::language::tokens::{Token, TokenKind};

/// Whose event it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Subject {
    /// A person of the draft.
    Person(usize),
    /// A thing or an organisation.
    Thing(Thing),
    /// "the company", "the house": a thing of the draft by a noun that many are called by.
    Vague(Thing),
    /// "we", "it": whatever the draft is about.
    Any,
    /// The words do not say.
    Unknown,
}

/// A thing, in lower case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Thing {
    /// The words of its name.
    names: Vec<String>,
    /// The heads of the noun phrases that it is called by.
    heads: Vec<String>,
    /// What sets it apart from others of its kind: "first", "old".
    apart: Option<String>,
    /// Whether its names say where or whose it is: "the Medina store".
    placed: bool,
}

/// How well two subjects agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// They are two.
    Other,
    /// They may be one.
    Maybe,
    /// They are one.
    Same,
}

/// The lists that subjects are read by.
#[derive(Debug)]
pub(super) struct SubjectLists {
    /// "company", "house", "site": nouns that many things are called by.
    pub(super) vague: ListId,
    /// "it", "who", "doors": words for whatever the draft is about.
    pub(super) any: ListId,
    /// "first", "second", "old".
    pub(super) apart: ListId,
    /// Words that end a noun phrase.
    pub(super) small: ListId,
    pub(super) person: [ListId; 4],
    /// "the", "its", "her".
    pub(super) determiner: ListId,
    /// "his", "her".
    pub(super) owner: ListId,
    pub(super) of: ListId,
    /// "couple".
    pub(super) pair: ListId,
    /// "and", between two people.
    pub(super) joint: ListId,
    /// "mother", "brother", "cousin".
    pub(super) kin: [ListId; 3],
}

/// Most tokens of a noun phrase.
const PHRASE: usize = 8;

/// A sentence with what its subjects are read from.
pub(super) struct Phrases<'a> {
    pub(super) lists: &'a SubjectLists,
    pub(super) draft: &'a Draft<'a>,
    pub(super) sentence: &'a Sentence<'a>,
    pub(super) number: usize,
    pub(super) clauses: &'a Clauses,
}

impl Phrases<'_> {
    fn tokens(&self) -> &[Token] {
        self.sentence.tokens()
    }

    fn is(&self, list: ListId, at: usize) -> bool {
        self.tokens().get(at).is_some_and(|token| self.draft.analysis.cues().contains(list, &token.lower))
    }

    /// The subject of an event that a verb gives, with words up to a token ("went bankrupt"): what is opened, or who opens.
    pub(super) fn of_verb(&self, verb: &VerbGroup, to: usize) -> Subject {
        let object = (!verb.passive && verb.finite).then(|| self.object(verb.to.max(to)));
        if let Some(object) = object.as_ref().filter(|object| object.is_certain()) {
            return object.clone();
        }
        let own = match self.of_clause(self.clauses.clause_of(verb.head), 3) {
            Subject::Unknown if verb.finite => match self.ending(verb.from) {
                own if own.is_certain() => own,
                _ => Subject::Unknown,
            },
            own => own,
        };
        if own == Subject::Any { object.unwrap_or(own) } else { own }
    }

    /// The noun phrase from a token on, or what it is "of": "the doors of the museum".
    fn object(&self, from: usize) -> Subject {
        let object = self.phrase(from);
        let to = self.end(from);
        let of = (!object.is_certain() && to > from && self.is(self.lists.of, to)).then(|| self.phrase(to + 1));
        of.filter(Subject::is_certain).unwrap_or(object)
    }

    fn of_clause(&self, clause: usize, depth: usize) -> Subject {
        let Some(own) = self.clauses.clauses.get(clause).filter(|_| depth > 0) else { return Subject::Unknown };
        if let Some((from, to)) = own.subject
            && !(to == from + 1 && self.is_relative(from, own.attaches_to))
        {
            return self.within(from, to.max(from + 1));
        }
        if let Some(at) = own.attaches_to {
            return self.ending(at + 1);
        }
        own.parent.map_or(Subject::Unknown, |parent| self.of_clause(parent, depth - 1))
    }

    /// "which", "who": the subject of a relative clause, which attaches to a noun.
    fn is_relative(&self, at: usize, attaches: Option<usize>) -> bool {
        attaches.is_some_and(|noun| noun < at && at <= noun + 2)
    }

    /// The subject of an event that a noun gives: "the opening of the museum", "the museum's opening".
    pub(super) fn of_noun(&self, from: usize, to: usize) -> Subject {
        if self.is(self.lists.of, to) {
            return self.phrase(to + 1);
        }
        let owner = from.checked_sub(1).filter(|&at| self.tokens()[at].kind == TokenKind::Possessive);
        owner.map_or(Subject::Any, |at| self.ending(at))
    }

    /// The people that the whole of a subject names: one, or "she and Edmund", but not "her father's firm".
    pub(super) fn named(&self, from: usize, to: usize) -> Vec<usize> {
        let people = self.draft.analysis.people(self.draft.table);
        let (mut found, mut at) = (Vec::new(), from);
        while at < to.max(from + 1) {
            if !found.is_empty() && self.is(self.lists.joint, at) {
                at += 1;
            }
            let Some(mention) = people.at(self.number, at) else { return Vec::new() };
            let Subject::Person(one) = self.within(at, mention.to) else { return Vec::new() };
            found.push(one);
            at = mention.to.max(at + 1);
        }
        found
    }

    /// Where the noun phrase from a token on ends.
    fn end(&self, from: usize) -> usize {
        let tokens = self.tokens();
        let end = (from..tokens.len().min(from + PHRASE)).find(|&at| {
            let token = &tokens[at];
            let opens = at == from && self.is(self.lists.determiner, at);
            let word = matches!(token.kind, TokenKind::Word | TokenKind::Possessive);
            !opens && (!word || self.is(self.lists.small, at))
        });
        end.unwrap_or(tokens.len().min(from + PHRASE))
    }

    /// The noun phrase from a token on.
    fn phrase(&self, from: usize) -> Subject {
        let tokens = self.tokens();
        let to = self.end(from);
        // "closed six years ago": no object.
        let counted = tokens
            .get(from)
            .is_some_and(|token| self.sentence.values().iter().any(|value| value.span.overlaps(token.span)));
        if to == from || counted { Subject::Any } else { self.within(from, to) }
    }

    /// The noun phrase that ends before a token, with the name that it says more of: "Needle & Groove, the record shop".
    fn ending(&self, to: usize) -> Subject {
        let tokens = self.tokens();
        let word = |at: &usize| {
            let joint = tokens[*at].lower == "&";
            joint || tokens[*at].kind == TokenKind::Word && (tokens[*at].capital || !self.is(self.lists.small, *at))
        };
        let from = (to.saturating_sub(PHRASE)..to).rev().take_while(word).last().unwrap_or(to);
        if from == to {
            return Subject::Any;
        }
        let own = self.within(from, to);
        let opens = from.checked_sub(2).filter(|&at| tokens[at].lower == "," && self.is(self.lists.determiner, at + 1));
        match (own, opens) {
            (Subject::Thing(mut thing), Some(comma)) => {
                if let Subject::Thing(more) = self.ending(comma) {
                    // "the Kirkgate shop": where it is, not what it is called.
                    if !more.names.is_empty() && !tokens[to - 1].capital {
                        thing.names.clear();
                        thing.placed = false;
                    }
                    thing.names.extend(more.names);
                    thing.heads.extend(more.heads);
                }
                Subject::Thing(thing)
            }
            (own, _) => own,
        }
    }

    fn is_person_noun(&self, at: usize) -> bool {
        self.lists.person.iter().any(|&list| self.is(list, at))
    }

    /// The subject that the tokens of a noun phrase name.
    fn within(&self, from: usize, to: usize) -> Subject {
        let people = self.draft.analysis.people(self.draft.table);
        // Not "Varga & Sons".
        let kin = |at: usize| {
            let listed = self.lists.kin.iter().any(|&list| self.is(list, at));
            listed && !self.tokens()[at].capital && !self.is(self.lists.pair, at)
        };
        // "a builder's van": a van.
        let owner = (from..to).rev().find(|&at| self.tokens()[at].kind == TokenKind::Possessive);
        if let Some(at) = owner {
            let thing = at > from && !self.tokens()[at - 1].capital && !(from..to).any(kin) && at + 1 < to;
            let owned = thing.then(|| self.within(at + 1, to));
            return owned.filter(|owned| matches!(owned, Subject::Thing(_))).unwrap_or(Subject::Unknown);
        }
        // "his mother", "her father's firm".
        if (from..to).any(kin) || to > from + 1 && self.is(self.lists.owner, from) && self.is_person_noun(to - 1) {
            return Subject::Unknown;
        }
        let first = people.at(self.number, from).filter(|_| !(to > from + 1 && self.is(self.lists.owner, from)));
        let person = people.at(self.number, to - 1).or(first);
        if let Some(Referent::Person(one)) = person.map(|mention| mention.to_whom) {
            return Subject::Person(one);
        }
        let cues = self.draft.analysis.cues();
        let listed = |list: ListId, token: &Token| cues.contains(list, &token.lower);
        let tokens = &self.tokens()[from..to];
        // "the choir of the parish": the head precedes "of" and the first comma.
        let ends = |token: &&Token| {
            token.lower == "," || token.lower == "(" || !token.capital && listed(self.lists.small, token)
        };
        let head = tokens.iter().skip(1).position(|token| ends(&token)).map_or(tokens.len(), |head| head + 1);
        let (own, rest) = tokens.split_at(head);
        let names = own.iter().filter(|token| token.kind == TokenKind::Word && token.capital && token.lower.len() > 2);
        let names: Vec<String> = names
            .filter(|token| !listed(self.lists.determiner, token) && !listed(self.lists.small, token))
            .map(|token| token.lower.to_string())
            .collect();
        let mut heads: Vec<String> = Vec::new();
        let Some(last) = own.iter().rev().find(|token| token.kind == TokenKind::Word) else { return Subject::Any };
        let general = |token: &Token| {
            let person = self.lists.person.iter().any(|&list| listed(list, token));
            person || listed(self.lists.any, token) || listed(self.lists.determiner, token)
        };
        // "It closed": a capital says nothing at the head of a sentence.
        let plain = !last.capital || last.span == self.tokens()[0].span;
        if plain && general(last) {
            return Subject::Any;
        }
        let apart = own.iter().find(|token| !token.capital && listed(self.lists.apart, token));
        let apart = apart.map(|token| token.lower.to_string());
        if !last.capital && listed(self.lists.vague, last) {
            return Subject::Vague(Thing {
                names: Vec::new(),
                heads: vec![last.lower.to_string()],
                apart,
                placed: false,
            });
        }
        let placed = !names.is_empty() && !last.capital;
        if names.is_empty() || placed {
            heads.push(last.lower.to_string());
        }
        // ", the record shop": what it is.
        if rest.first().is_some_and(|token| token.lower == ",")
            && rest.get(1).is_some_and(|token| listed(self.lists.determiner, token))
        {
            let words =
                rest[2..].iter().take_while(|token| token.kind == TokenKind::Word && !listed(self.lists.small, token));
            heads.extend(words.last().map(|token| token.lower.to_string()));
        }
        Subject::Thing(Thing { names, heads, apart, placed })
    }
}

impl Subject {
    /// Returns `true` for a person or a thing that the words name.
    fn is_certain(&self) -> bool {
        !matches!(self, Self::Any | Self::Vague(_))
    }

    /// How well two subjects agree.
    pub(super) fn fit(&self, other: &Self) -> Fit {
        let sure = |same: bool| if same { Fit::Same } else { Fit::Other };
        match (self, other) {
            (Self::Unknown, _) | (_, Self::Unknown) => Fit::Other,
            (Self::Vague(one), Self::Vague(other)) if one.heads == other.heads => sure(one.apart == other.apart),
            (Self::Any | Self::Vague(_), _) | (_, Self::Any | Self::Vague(_)) => Fit::Maybe,
            (Self::Person(one), Self::Person(other)) => sure(one == other),
            (Self::Thing(one), Self::Thing(other)) => one.fit(other),
            (Self::Person(_), _) | (_, Self::Person(_)) => Fit::Other,
        }
    }
}

impl Thing {
    /// How well two things agree: one name is part of the other, or one is called by a word of the other.
    fn fit(&self, other: &Self) -> Fit {
        let within = |few: &[String], many: &[String]| few.iter().all(|word| many.contains(word));
        let named = !self.names.is_empty() && !other.names.is_empty();
        let called = |thing: &Self, word: &String| thing.names.iter().chain(&thing.heads).any(|own| own == word);
        let one = if named {
            within(&self.names, &other.names) || within(&other.names, &self.names)
        } else {
            self.heads.iter().any(|head| called(other, head)) || other.heads.iter().any(|head| called(self, head))
        };
        // "the store" may be another one than "the Medina store", and "the Medina plant" is.
        let kind = |thing: &Self, other: &Self| !thing.placed || thing.heads.iter().any(|head| called(other, head));
        let sure = if named { kind(self, other) && kind(other, self) } else { !self.placed && !other.placed };
        match (one && self.apart == other.apart, sure) {
            (false, _) => Fit::Other,
            (true, false) => Fit::Maybe,
            (true, true) => Fit::Same,
        }
    }
}

/// Returns `true` for a word and its plural.
pub(super) fn is_form(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    long.strip_prefix(short).is_some_and(|rest| matches!(rest, "" | "s" | "es"))
}
