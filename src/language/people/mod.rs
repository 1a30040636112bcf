//! The people, organisations and groups of a draft, and the referents of later mentions.
//!
//! Computed once per draft, on first use. `introduce` collects everybody named in full anywhere in the draft, `resolve`
//! goes through the draft in order and links surnames, titles, pronouns and nouns to them, `groups` reads counted
//! people. An ambiguous mention is [`Referent::Unclear`]; no other code guesses its referent.

mod groups;
mod introduce;
mod resolve;

#[cfg(test)]
mod tests;

use compact_str::CompactString;

use super::analysis::Analysis;
use super::cues::{Cues, ListId, ListSet};
use super::names::vocabulary::holds;
use super::pieces::{OfficeTitle, Piece};
use crate::rules::{EntityId, PersonId, Table, TitleId, Words};
use crate::text::{Prose, Span};

pub use groups::{Group, State};

/// Male or female, if the draft or the given name shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    /// A man.
    Male,
    /// A woman.
    Female,
}

/// A person named in the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The first given name, normalised; `None` if the draft gives only the surname.
    pub given: Option<CompactString>,
    /// The surname, folded.
    pub surname: CompactString,
    /// Those of the facts who may be meant.
    pub known: Vec<PersonId>,
    /// By a courtesy title, or by the given name.
    pub gender: Option<Gender>,
    /// The titles that the draft gives them.
    pub seats: Vec<Seat>,
    /// The first mention in full.
    pub introduced: Span<Prose>,
}

/// A title that the draft gives a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// The title, folded.
    pub title: String,
    /// The list of its role, if it has one: other words in it are the same title.
    pub list: Option<ListId>,
    /// Titles of the facts.
    pub titles: Vec<TitleId>,
    /// What it belongs to, normalised, if that is next to it.
    pub of: Option<String>,
    /// Those of the facts that this may mean.
    pub places: Vec<EntityId>,
    /// Whether it is marked as another time's, or another rank's.
    pub marked: bool,
    /// Its position.
    pub span: Span<Prose>,
}

/// An organisation that the draft names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Its name, normalised, as first given in full.
    pub name: String,
    /// Those of the facts that may be meant.
    pub known: Vec<EntityId>,
    /// The first mention.
    pub introduced: Span<Prose>,
}

/// Referent of a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Referent {
    /// A number of [`People::people`].
    Person(usize),
    /// A number of [`People::bodies`].
    Body(usize),
    /// A number of [`People::groups`].
    Group(usize),
    /// Several may be meant, or somebody whom the draft does not name.
    Unclear,
}

/// How a mention refers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// By the full name.
    Name,
    /// By the surname, the given name, or a part of the name of an organisation.
    Short,
    /// By the title: "the mayor".
    Title,
    /// "he", "her".
    Pronoun,
    /// "the company"; "the five who died".
    Noun,
}

/// A mention of a person or thing in the draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// Number of its sentence.
    pub sentence: usize,
    /// First token.
    pub from: usize,
    /// One past the last token.
    pub to: usize,
    /// The bytes.
    pub span: Span<Prose>,
    /// How it refers.
    pub how: How,
    /// Its referent.
    pub to_whom: Referent,
}

/// The people, organisations and groups of a draft.
#[derive(Debug, Default)]
pub struct People {
    /// Everybody who is named, in the order in which they first are.
    pub people: Vec<Person>,
    /// Organisations.
    pub bodies: Vec<Body>,
    /// Counted people.
    pub groups: Vec<Group>,
    /// Every mention, in order.
    pub mentions: Vec<Mention>,
}

/// The word lists that later mentions are read by.
#[derive(Debug)]
pub struct PeopleReader {
    male: Words3,
    female: Words3,
    object: ListId,
    kin_any: ListId,
    person_any: ListId,
    predicate: ListId,
    person_verb: ListId,
    /// What only people do, directly after a name.
    person_predicate: ListId,
    /// Verbs between a name and an age.
    age_verb: ListId,
    determiner: ListId,
    definite: ListId,
    guard: ListId,
    coordination: ListId,
    joiner: ListId,
    local: ListId,
    modifier: ListId,
    company: ListId,
    company_type: ListId,
    organisation: ListId,
    body_noun: ListId,
    courtesy: (ListId, ListId),
    nicknames: Vec<Vec<String>>,
    groups: groups::GroupLists,
    /// All lists whose items are looked at in order: pronouns, and nouns for people and organisations.
    nouns: ListSet,
}

/// The words for one gender.
#[derive(Debug)]
struct Words3 {
    pronoun: ListId,
    kin: ListId,
    person: ListId,
    names: String,
}

/// Lists of pronouns, and of nouns for people and organisations.
const NOUNS: [&str; 10] = [
    "pronoun-male",
    "pronoun-female",
    "kin-male",
    "kin-female",
    "kin-any",
    "person-male",
    "person-female",
    "person-any",
    "body-company",
    "body-noun",
];

impl PeopleReader {
    /// Looks the lists up.
    pub fn new(words: &Words, cues: &Cues) -> Self {
        let of = |gender: &str| Words3 {
            pronoun: cues.list(&format!("pronoun-{gender}")),
            kin: cues.list(&format!("kin-{gender}")),
            person: cues.list(&format!("person-{gender}")),
            names: words.text.get(&format!("{gender}-names")).cloned().unwrap_or_default(),
        };
        let nicknames = words.text.get("nicknames").map_or("", String::as_str).split(';');
        let forms = |group: &str| group.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let mut nouns = ListSet::default();
        NOUNS.iter().for_each(|name| nouns.add(cues.list(name)));
        Self {
            male: of("male"),
            female: of("female"),
            nouns,
            object: cues.list("pronoun-object"),
            kin_any: cues.list("kin-any"),
            person_any: cues.list("person-any"),
            predicate: cues.list("predicate-link"),
            person_verb: cues.list("person-verb"),
            person_predicate: cues.list("person-predicate"),
            age_verb: cues.list("age-verb"),
            determiner: cues.list("determiner"),
            definite: cues.list("definite"),
            guard: cues.list("guard-preposition"),
            coordination: cues.list("coordination"),
            joiner: cues.list("joiner"),
            local: cues.list("title-local"),
            modifier: cues.list("title-modifier"),
            company: cues.list("body-company"),
            company_type: cues.list("company-type"),
            organisation: cues.list("organisation-type"),
            body_noun: cues.list("body-noun"),
            courtesy: (cues.list("courtesy-male"), cues.list("courtesy-female")),
            nicknames: nicknames.map(forms).filter(|group| group.len() > 1).collect(),
            groups: groups::GroupLists::new(cues),
        }
    }

    /// Returns `true` if two normalised given names may belong to one person: the same, a short form, or an initial.
    pub fn one_given_name(&self, one: &str, other: &str) -> bool {
        let (one, other) = (one.trim_end_matches('.'), other.trim_end_matches('.'));
        let both = |group: &Vec<String>| [one, other].iter().all(|name| group.iter().any(|item| item == name));
        one.starts_with(other) || other.starts_with(one) || self.nicknames.iter().any(both)
    }

    /// Returns `true` if one of two given names is a man's and the other a woman's.
    pub fn opposite(&self, one: &str, other: &str) -> bool {
        let genders = [self.gender_of_name(one), self.gender_of_name(other)];
        matches!(genders, [Some(one), Some(other)] if one != other)
    }

    /// Returns `true` if the items of a list are nouns for organisations: "company", "bank".
    pub fn is_body(&self, list: ListId) -> bool {
        list == self.company || list == self.body_noun
    }

    /// Whether a given name is a man's or a woman's, if it is not both.
    pub fn gender_of_name(&self, given: &str) -> Option<Gender> {
        match (holds(&self.male.names, given), holds(&self.female.names, given)) {
            (true, false) => Some(Gender::Male),
            (false, true) => Some(Gender::Female),
            _ => None,
        }
    }
}

impl People {
    pub(super) fn new(analysis: &Analysis<'_>, reader: &PeopleReader, table: &Table) -> Self {
        let mut people = Self::default();
        let named = people.introduce(analysis, reader, table);
        people.resolve(analysis, reader, table, named);
        people.count(analysis, &reader.groups);
        people.mentions.sort_by_key(|mention| (mention.sentence, mention.from, std::cmp::Reverse(mention.to)));
        people
    }

    /// The mention that starts at a token of a sentence.
    pub fn at(&self, sentence: usize, token: usize) -> Option<&Mention> {
        let first = self.mentions.partition_point(|mention| (mention.sentence, mention.from) < (sentence, token));
        self.mentions.get(first).filter(|mention| (mention.sentence, mention.from) == (sentence, token))
    }

    /// The person to whom the words at a place refer, if it is clear.
    pub fn person_at(&self, sentence: usize, token: usize) -> Option<usize> {
        match self.at(sentence, token)?.to_whom {
            Referent::Person(person) => Some(person),
            _ => None,
        }
    }

    /// The people of the facts to whom surnames and pronouns of a sentence refer, with their tokens `[from, to)`.
    pub fn referred(&self, sentence: usize) -> Vec<(usize, usize, PersonId)> {
        let first = self.mentions.partition_point(|mention| mention.sentence < sentence);
        let here = self.mentions[first..].iter().take_while(|mention| mention.sentence == sentence);
        let known = |mention: &Mention| match mention.to_whom {
            Referent::Person(whom) if matches!(mention.how, How::Short | How::Pronoun) => {
                let whom = &self.people[whom];
                let &[one] = whom.known.as_slice() else { return None };
                whom.given.is_some().then_some((mention.from, mention.to, one))
            }
            _ => None,
        };
        here.filter_map(known).collect()
    }

    /// The only one whom the draft names in full, among people of the facts who may be meant.
    pub fn named_in_full(&self, known: &[PersonId]) -> Option<PersonId> {
        let named = |id: &&PersonId| self.people.iter().any(|one| one.given.is_some() && one.known == [**id]);
        let mut all = known.iter().filter(named);
        all.next().copied().filter(|_| all.next().is_none())
    }
}

/// What a title belongs to, normalised with the name in the facts, if there is one.
pub fn owner(office: &OfficeTitle, pieces: &[Piece], prose: &str, table: &Table) -> Option<String> {
    let tokens = office.of?;
    if let &[place] = office.places.as_slice() {
        return Some(crate::rules::fold(&table.entity(place).name));
    }
    let piece = pieces.iter().find(|piece| (piece.from, piece.to) == tokens)?;
    Some(crate::rules::fold(piece.span.of(prose)))
}
