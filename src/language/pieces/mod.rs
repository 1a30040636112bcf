//! The typed pieces of a sentence: people, offices with whose they are, places, organisations, nationalities, parties and currencies.
//!
//! Computed once, on first use. `names` types the runs of capitalised words, `titles` reads the titles next to them and
//! joins the two.

mod links;
mod names;
mod titles;

pub(crate) use links::closes;
pub use links::{Beside, Link, Links, Named, Phrase};
pub(crate) use titles::people;

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use compact_str::CompactString;

use super::analysis::Sentence;
use super::annotated::{Annotated, with_hits};
use super::cues::{Cue, Cues, ListId, ListSet};
use super::names::runs::RunReader;
use super::titled::Meant;
use crate::rules::{EntityId, OfficeId, PersonId, Table, TitleId, Words};
use crate::text::{Prose, Span};

/// A piece of a sentence, at tokens `[from, to)`. Pieces may be nested, and one range may be several pieces:
/// "Washington" is a person and a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// First token.
    pub from: usize,
    /// One past the last token; a possessive ending is not part of it.
    pub to: usize,
    /// The same in bytes.
    pub span: Span<Prose>,
    /// Whether a possessive ending follows.
    pub possessive: bool,
    /// Its kind.
    pub kind: PieceKind,
}

/// Kind of a piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PieceKind {
    /// A person, known to the facts or not.
    Person(PersonName),
    /// A title, with the place or organisation that it belongs to.
    Office(OfficeTitle),
    /// A country, region or city: the places of the facts that the name may mean; empty if there are none.
    Place(Vec<EntityId>),
    /// A company, agency, school or similar, in the same way.
    Organisation(Vec<EntityId>),
    /// "Polish": the countries and organisations that the adjective may mean.
    Nationality(Vec<EntityId>),
    /// "Republican", "zloty": parties, currencies and other titles that only patterns search for.
    Titled(Vec<OfficeId>),
    /// Capitalised words whose type the sentence does not show.
    Name,
}

/// How a person is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonName {
    /// Those of the facts who may be meant: by the full name, or by a surname or one-word name.
    pub known: Vec<PersonId>,
    /// The first given name, folded.
    pub given: Option<CompactString>,
    /// The surname, normalised; the whole name if it is a single word.
    pub surname: CompactString,
    /// The token of a preceding courtesy title ("Mrs", "Sir").
    pub courtesy: Option<usize>,
}

/// A title in a sentence. The piece includes what it belongs to, but no determiner and markers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeTitle {
    /// Tokens of the title alone.
    pub title: (usize, usize),
    /// Titles of the facts; empty if they have no such office.
    pub titles: Vec<TitleId>,
    /// The word list that it is an item of: that of a role, or of local titles.
    pub list: Option<ListId>,
    /// Tokens of the place or organisation that it belongs to.
    pub of: Option<(usize, usize)>,
    /// Those of the facts that this may mean.
    pub places: Vec<EntityId>,
    /// Its relation to the person.
    pub beside: Beside,
    /// First token of the person who has it.
    pub person: Option<usize>,
    /// First token of the phrase, with its determiner and markers.
    pub phrase: usize,
    /// Whether "former", "acting", "deputy" or similar precedes it, or "-elect" follows.
    pub marked: bool,
    /// Whether a possessive pronoun precedes it: "her spokesman".
    pub owned: bool,
    /// Whether "the" precedes it.
    pub definite: bool,
}

impl Piece {
    /// The person, if it is one.
    pub fn person(&self) -> Option<&PersonName> {
        if let PieceKind::Person(person) = &self.kind { Some(person) } else { None }
    }

    /// The title, if it is one.
    pub fn office(&self) -> Option<&OfficeTitle> {
        if let PieceKind::Office(office) = &self.kind { Some(office) } else { None }
    }

    /// Places, organisations and nationalities of the facts that it may mean.
    pub fn entities(&self) -> &[EntityId] {
        match &self.kind {
            PieceKind::Place(ids) | PieceKind::Organisation(ids) | PieceKind::Nationality(ids) => ids,
            _ => &[],
        }
    }
}

impl OfficeTitle {
    /// The offices of the facts that the title may mean: all that have it, or those of the adjacent place and its bodies.
    pub fn offices(&self, table: &Table) -> Vec<OfficeId> {
        let all = self.titles.iter().flat_map(|&title| table.offices_with(title)).copied();
        let seated = |id: &OfficeId| {
            let of = table.office(*id).of;
            self.of.is_none() || self.places.iter().any(|&place| place == of || table.entity(of).within == Some(place))
        };
        all.filter(seated).collect()
    }
}

/// The word lists for reading pieces, and the words of the table that are not in its lexicon.
#[derive(Debug)]
pub struct PieceReader {
    runs: RunReader,
    given_names: String,
    /// Lists of titles: those of roles, and local ones.
    titles: ListSet,
    markers: ListSet,
    local: ListId,
    modifier: ListId,
    courtesy: ListId,
    suffix: ListId,
    particle: ListId,
    opener: ListId,
    weekday: ListId,
    organisation: ListId,
    place: ListId,
    body_link: ListId,
    link: ListId,
    seat_link: ListId,
    determiner: ListId,
    definite: ListId,
    owner: ListId,
    links: Links,
    elect: ListId,
    coordination: ListId,
    /// "by": who did something follows.
    agent: ListId,
    /// Nouns for what titles belong to: "the trust's chief executive".
    things: [ListId; 3],
}

/// Lists of words whose name begins so are the titles of one role each.
const ROLE: &str = "role-is-";

impl PieceReader {
    /// Looks the lists up.
    pub fn new(words: &Words, cues: &Cues) -> Self {
        let mut titles = ListSet::default();
        words.lists.keys().filter(|name| name.starts_with(ROLE)).for_each(|name| titles.add(cues.list(name)));
        titles.add(cues.list("title-local"));
        let mut markers = ListSet::default();
        words.lists.keys().filter(|name| name.starts_with("marker-")).for_each(|name| markers.add(cues.list(name)));
        markers.add(cues.list("other-rank"));
        Self {
            runs: RunReader::new(cues),
            given_names: words.text.get("given-names").cloned().unwrap_or_default(),
            titles,
            markers,
            local: cues.list("title-local"),
            modifier: cues.list("title-modifier"),
            courtesy: cues.list("courtesy"),
            suffix: cues.list("name-suffix"),
            particle: cues.list("name-particle"),
            opener: cues.list("opener"),
            weekday: cues.list("weekday"),
            organisation: cues.list("organisation-type"),
            place: cues.list("place-type"),
            body_link: cues.list("body-link"),
            link: cues.list("office-link"),
            seat_link: cues.list("seat-link"),
            determiner: cues.list("determiner"),
            definite: cues.list("definite"),
            owner: cues.list("owner-pronoun"),
            links: Links::new(cues),
            elect: cues.list("marker-elect"),
            coordination: cues.list("coordination"),
            agent: cues.list("agent-link"),
            things: ["body-noun", "body-company", "title-owner"].map(|name| cues.list(name)),
        }
    }

    /// The pieces of a sentence, in order; of those that begin at one token the longest first.
    pub fn read(&self, sentence: &Sentence<'_>, table: &Table) -> Vec<Piece> {
        let view = with_hits(sentence, Cow::Borrowed(sentence.hits(table)));
        let reading = Reading { reader: self, view: &view, table, prose: sentence.prose() };
        let titles = reading.titles();
        let mut pieces = reading.names(&titles);
        let offices: Vec<Piece> = titles.iter().filter_map(|title| reading.office(title, &pieces)).collect();
        // The place of a title is not a person.
        let owners: Vec<(usize, usize)> = offices.iter().filter_map(|piece| piece.office()?.of).collect();
        for piece in pieces.iter_mut().filter(|piece| owners.contains(&(piece.from, piece.to))) {
            if piece.person().is_some_and(|person| person.known.is_empty()) {
                piece.kind = PieceKind::Name;
            }
        }
        pieces.extend(offices);
        // The mark of "Mark Carney" is not a currency.
        let named = Self::titled(&view, sentence, table);
        let inside = |named: &Piece| {
            let around = |piece: &&Piece| {
                piece.from <= named.from && named.to <= piece.to && piece.to - piece.from > named.to - named.from
            };
            pieces
                .iter()
                .filter(around)
                .any(|piece| matches!(piece.kind, PieceKind::Person(_) | PieceKind::Organisation(_)))
        };
        let named: Vec<Piece> = named.into_iter().filter(|named| !inside(named)).collect();
        pieces.extend(named);
        pieces.sort_by_key(|piece| (piece.from, std::cmp::Reverse(piece.to)));
        pieces
    }

    /// Titles that patterns alone look for.
    fn titled(view: &Annotated<'_>, sentence: &Sentence<'_>, table: &Table) -> Vec<Piece> {
        let mut found: Vec<Piece> = Vec::new();
        for (from, to, meant) in sentence.titled(table).find(sentence) {
            let Meant::Office(_, office) = meant else { continue };
            match found.last_mut() {
                Some(Piece { to: end, kind: PieceKind::Titled(offices), from: start, .. }) if from < *end => {
                    if (from, to) == (*start, *end) {
                        offices.push(office);
                    }
                }
                _ => {
                    let (span, possessive) = (view.span_of(from, to), view.is_possessive(to));
                    found.push(Piece { from, to, span, possessive, kind: PieceKind::Titled(vec![office]) });
                }
            }
        }
        found
    }
}

/// One sentence while it is read.
struct Reading<'a> {
    reader: &'a PieceReader,
    view: &'a Annotated<'a>,
    table: &'a Table,
    prose: &'a str,
}

impl Reading<'_> {
    fn piece(&self, from: usize, to: usize, kind: PieceKind) -> Piece {
        let view = self.view;
        Piece { from, to, span: view.span_of(from, to), possessive: view.is_possessive(to), kind }
    }

    /// Returns `true` if an item of a list is at a token.
    fn is(&self, list: ListId, at: usize) -> bool {
        self.view.starts(list, at).is_some()
    }

    /// The start of the longest item of some lists that ends before a token.
    fn ends_any(&self, lists: &ListSet, at: usize) -> Option<usize> {
        let view = self.view;
        let first = view.cues.partition_point(|cue| cue.from() + view.widest < at);
        let near = view.cues[first..].iter().take_while(|cue| cue.from() < at);
        near.filter(|cue| cue.to() == at && lists.may_hold(cue.list)).map(Cue::from).min()
    }
}
