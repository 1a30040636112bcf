//! The people, places, offices with what they belong to, and titles of the facts in a sentence, as patterns capture them.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::analysis::Sentence;
use super::annotated::{Annotated, Hit, with_hits};
use super::cues::{Cues, ListId};
use super::patterns::{Line, Piece, SortSet};
use super::titled::{Meant, Titled};
use super::tokens::TokenKind;
use crate::rules::formula::Sort;
use crate::rules::{EntityId, Meaning, OfficeId, PersonId, Table, TitleId, Words};

/// A person, place or office of the facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// A person.
    Person(PersonId),
    /// A place.
    Place(EntityId),
    /// An office.
    Office(OfficeId),
}

/// Possible meanings of a range of tokens.
#[derive(Debug)]
struct KnownPiece {
    from: usize,
    to: usize,
    sorts: SortSet,
    things: Things,
}

/// The people, places and offices that a range of tokens may mean.
#[derive(Debug)]
enum Things {
    One(Thing),
    Places(Vec<EntityId>),
    /// Offices with one of these titles, of one of these places, or of any: listed when asked for, since many countries have a
    /// president.
    Offices(Vec<TitleId>, Vec<EntityId>),
}

/// A sentence with all that the facts know in it.
#[derive(Debug)]
pub struct Known {
    found: Vec<KnownPiece>,
    sorts: SortSet,
    line: OnceLock<Line>,
}

impl Known {
    /// The sorts of all of it.
    pub fn sorts(&self) -> SortSet {
        self.sorts
    }

    /// What patterns are matched with in its sentence.
    pub fn line(&self, sentence: &Sentence<'_>) -> &Line {
        let piece = |found: &KnownPiece| {
            let &KnownPiece { from, to, sorts, .. } = found;
            Piece { from, to, value: None, sorts, solid: false }
        };
        self.line.get_or_init(|| sentence.line().with(sentence.tokens(), self.found.iter().map(piece)))
    }

    /// The possible values of a capture of some types at tokens `[from, to)`.
    pub fn things(&self, table: &Table, from: usize, to: usize, sorts: SortSet) -> Vec<Thing> {
        let mut all = Vec::new();
        for found in self.found.iter().filter(|one| (one.from, one.to) == (from, to) && one.sorts.meets(sorts)) {
            match &found.things {
                Things::One(thing) => all.push(*thing),
                Things::Places(places) => all.extend(places.iter().copied().map(Thing::Place)),
                Things::Offices(titles, of) => all.extend(offices(table, titles, of).map(Thing::Office)),
            }
        }
        all
    }
}

/// The word lists that offices are read by, and the titles that patterns alone look for.
#[derive(Debug)]
pub struct KnownReader {
    determiner: ListId,
    further: ListId,
    sorts: Vec<String>,
    titled: OnceLock<Titled>,
}

impl KnownReader {
    /// Looks the lists up.
    pub fn new(words: &Words, cues: &Cues) -> Self {
        let (determiner, further) = (cues.list("determiner"), cues.list("term-further"));
        Self { determiner, further, sorts: words.titled.clone(), titled: OnceLock::new() }
    }

    /// Titles that patterns alone look for.
    pub fn titled(&self, table: &Table) -> &Titled {
        self.titled.get_or_init(|| Titled::new(table, &self.sorts))
    }

    /// Reads a sentence. A surname means a person whom the draft has introduced with an office, or one of those referred to.
    pub fn read(
        &self,
        sentence: &Sentence<'_>,
        table: &Table,
        introduced: &dyn Fn(PersonId) -> bool,
        referred: Vec<(usize, usize, PersonId)>,
    ) -> Known {
        let view = with_hits(sentence, Cow::Borrowed(sentence.hits(table)));
        let mut found = Vec::new();
        for hit in view.hits.iter() {
            found.extend(person(&view, hit, introduced));
            places(table, hit, &mut found);
            found.extend(self.office(&view, hit, table));
        }
        for (from, to, whom) in referred {
            if !found.iter().any(|known: &KnownPiece| known.from < to && from < known.to && known.sorts.meets(PERSON)) {
                found.push(KnownPiece { from, to, sorts: PERSON, things: Things::One(Thing::Person(whom)) });
            }
        }
        for (from, to, meant) in self.titled(table).find(sentence) {
            let (sorts, thing) = match meant {
                Meant::Office(sort, id) => (SortSet::titled(sort), Thing::Office(id)),
                Meant::Place(id) if table.entity(id).kind == STATE => (SortSet::one(Sort::State), Thing::Place(id)),
                Meant::Place(id) => (SortSet::one(Sort::Place), Thing::Place(id)),
            };
            found.push(KnownPiece { from, to, sorts, things: Things::One(thing) });
        }
        let sorts = found.iter().fold(SortSet::NONE, |all, found| all.with(found.sorts));
        Known { found, sorts, line: OnceLock::new() }
    }

    /// "the German chancellor", "prime minister of Canada": from the start of the place or title to the end of either.
    /// A title of something unknown is not an office of the facts.
    fn office(&self, view: &Annotated<'_>, hit: &Hit, table: &Table) -> Option<KnownPiece> {
        let (mut of, mut title) = (Vec::new(), hit);
        if titles(hit).next().is_none() {
            of = entities(hit).collect();
            title = view.hit_at(hit.to + usize::from(view.is_possessive(hit.to))).filter(|_| !of.is_empty())?;
        }
        let mut to = title.to;
        if view.starts(self.further, to).is_some() {
            let article = view.starts(self.determiner, to + 1).unwrap_or(to + 1);
            let behind = view.hit_at(article)?;
            of = entities(behind).collect();
            if of.is_empty() {
                return None;
            }
            to = behind.to;
        }
        let titles: Vec<TitleId> = titles(title).collect();
        let exists = offices(table, &titles, &of).next().is_some();
        let found = |things| KnownPiece { from: hit.from, to, sorts: SortSet::one(Sort::Office), things };
        exists.then(|| found(Things::Offices(titles, of)))
    }
}

/// The offices of people with one of some titles, of one of some places, or of any.
fn offices<'a>(table: &'a Table, titles: &'a [TitleId], of: &'a [EntityId]) -> impl Iterator<Item = OfficeId> + 'a {
    let own = move |id: &OfficeId| {
        let office = table.office(*id);
        !office.sort.held_by_places && !office.sort.by_patterns && (of.is_empty() || of.contains(&office.of))
    };
    titles.iter().flat_map(|&id| table.offices_with(id)).copied().filter(own)
}

const PERSON: SortSet = SortSet::one(Sort::Person);
/// The kinds of places that patterns part.
const COUNTRY: &str = "country";
const STATE: &str = "state";
const CITY: &str = "city";
const ORGANISATIONS: [&str; 2] = ["organisation", "company"];

fn titles(hit: &Hit) -> impl Iterator<Item = TitleId> {
    hit.meanings.iter().filter_map(|meaning| if let Meaning::Title(id) = meaning { Some(*id) } else { None })
}

fn entities(hit: &Hit) -> impl Iterator<Item = EntityId> {
    hit.meanings.iter().filter_map(|meaning| match meaning {
        Meaning::Place(id) | Meaning::Adjective(id) => Some(*id),
        _ => None,
    })
}

/// The one person whose full name, or whose surname in this draft, a phrase is.
fn person(view: &Annotated<'_>, hit: &Hit, introduced: &dyn Fn(PersonId) -> bool) -> Option<KnownPiece> {
    let named = |full: bool| {
        hit.meanings.iter().filter_map(move |meaning| match meaning {
            Meaning::Name(id) if full => Some(*id),
            Meaning::Surname(id) if !full => Some(*id),
            _ => None,
        })
    };
    let mut people: Vec<PersonId> = named(true).collect();
    if people.is_empty() {
        people.extend(named(false).filter(|&id| introduced(id)));
    }
    let &[one] = people.as_slice() else { return None };
    // "Mike Johnson-Smith", "Jane Roe Holt": somebody else.
    let goes_on = view.tokens.get(hit.to).is_some_and(|next| {
        next.capital && next.kind == TokenKind::Word && next.spaced
            || next.kind == TokenKind::Mark && next.lower == "-" && !next.spaced
    });
    let &Hit { from, to, .. } = hit;
    (!goes_on).then(|| KnownPiece {
        from,
        to,
        sorts: SortSet::one(Sort::Person),
        things: Things::One(Thing::Person(one)),
    })
}

/// Adds the places that a phrase may mean.
fn places(table: &Table, hit: &Hit, found: &mut Vec<KnownPiece>) {
    let all: Vec<EntityId> = entities(hit).collect();
    if all.is_empty() {
        return;
    }
    let is = |id: &EntityId, kinds: &[&str]| kinds.contains(&table.entity(*id).kind.as_str());
    let noun = hit.meanings.iter().any(|meaning| matches!(meaning, Meaning::Place(_)));
    let adjective = hit.meanings.iter().any(|meaning| matches!(meaning, Meaning::Adjective(_)));
    let mut sorts = SortSet::one(Sort::Place);
    let mut also = |is: bool, sort: Sort| sorts = if is { sorts.with(SortSet::one(sort)) } else { sorts };
    if all.iter().all(|id| is(id, &[COUNTRY, STATE])) {
        also(noun, Sort::Country);
        also(adjective, Sort::Nationality);
    } else if all.iter().all(|id| is(id, &[CITY])) {
        also(true, Sort::City);
    } else if noun && all.iter().all(|id| is(id, &ORGANISATIONS)) {
        also(true, Sort::Organisation);
    }
    let &Hit { from, to, .. } = hit;
    let states: Vec<EntityId> = all.iter().copied().filter(|id| noun && is(id, &[STATE])).collect();
    found.push(KnownPiece { from, to, sorts, things: Things::Places(all) });
    if !states.is_empty() {
        found.push(KnownPiece { from, to, sorts: SortSet::one(Sort::State), things: Things::Places(states) });
    }
}
