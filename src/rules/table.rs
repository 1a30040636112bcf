//! Facts in a compact form that opens without parsing: records decoded on demand, names in a finite-state transducer.
//!
//! Layout, all numbers little-endian `u32`: the magic, then for each of the sections below a count, `count + 1` offsets
//! and the records (postcard); last the transducer from folded phrases to posting numbers, one from ids to rows, and
//! how the phrases begin.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::facts::Facts;
use super::first_words;
use super::lazy_rows::LazyRows;
use super::lexicon::Lexicon;
use super::model::{
    Entity, EntityId, Fluent, Meaning, Office, OfficeId, Pack, PackId, Person, PersonId, Tenure, TenureId, TitleId,
};
use super::normalise::fold;
use crate::text::{FirstWord, first_word};
use crate::time::Day;

const MAGIC: &[u8; 8] = b"factln\x00\x08";

/// Sections in the order of the layout.
#[derive(Clone, Copy)]
enum Part {
    Packs,
    Entities,
    Persons,
    Offices,
    Tenures,
    Titles,
    Postings,
    Lexicon,
    Ids,
    Doors,
    Fluents,
    Titled,
}
const PARTS: usize = 12;

/// Bytes that a table reads: built in, or made at run time.
#[derive(Clone)]
enum Store {
    Static(&'static [u8]),
    Shared(Arc<[u8]>),
}

/// A part of a store.
#[derive(Clone)]
struct Slice {
    store: Store,
    from: usize,
    to: usize,
}

impl AsRef<[u8]> for Slice {
    fn as_ref(&self) -> &[u8] {
        let all: &[u8] = match &self.store {
            Store::Static(bytes) => bytes,
            Store::Shared(bytes) => bytes,
        };
        all.get(self.from..self.to).unwrap_or_default()
    }
}

/// Facts, ready to be looked up. Cheap to clone.
#[derive(Clone)]
pub struct Table {
    parts: [Slice; PARTS],
    lexicon: Lexicon<Slice>,
    ids: fst::Map<Slice>,
    rows: Arc<Rows>,
}

struct Rows {
    entities: LazyRows<Entity>,
    persons: LazyRows<Person>,
    offices: LazyRows<Office>,
    tenures: LazyRows<Tenure>,
    titles: LazyRows<(String, Vec<OfficeId>)>,
}

impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Table")
            .field("persons", &self.count(Part::Persons))
            .field("tenures", &self.count(Part::Tenures))
            .finish_non_exhaustive()
    }
}

fn number(bytes: &[u8], at: usize) -> Option<usize> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?) as usize)
}

fn count(parts: &[Slice; PARTS], part: Part) -> u32 {
    number(parts[part as usize].as_ref(), 0).unwrap_or(0) as u32
}

impl Table {
    /// Opens bytes that are part of the program.
    ///
    /// # Errors
    /// Returns an error message if the bytes are not a table.
    pub fn open_static(bytes: &'static [u8]) -> Result<Self, String> {
        Self::open(&Store::Static(bytes), bytes)
    }

    /// Makes a table of facts.
    pub fn of(facts: &Facts) -> Self {
        let bytes: Arc<[u8]> = encode(facts).into();
        Self::open(&Store::Shared(Arc::clone(&bytes)), &bytes).expect("what `encode` writes opens")
    }

    fn open(store: &Store, bytes: &[u8]) -> Result<Self, String> {
        if bytes.get(..8) != Some(MAGIC) {
            return Err("not a fact table of this version".to_owned());
        }
        let mut at = 8;
        let mut parts = Vec::with_capacity(PARTS);
        for _ in 0..PARTS {
            let len = number(bytes, at).ok_or("the fact table is cut short")?;
            let (from, to) = (at + 4, at + 4 + len);
            if to > bytes.len() {
                return Err("the fact table is cut short".to_owned());
            }
            parts.push(Slice { store: store.clone(), from, to });
            at = to;
        }
        let parts: [Slice; PARTS] = parts.try_into().map_err(|_| "parts are missing".to_owned())?;
        let open = |part: Part| fst::Map::new(parts[part as usize].clone()).map_err(|error| error.to_string());
        let (lexicon, ids) = (open(Part::Lexicon)?, open(Part::Ids)?);
        let rows = Rows {
            entities: LazyRows::new(count(&parts, Part::Entities)),
            persons: LazyRows::new(count(&parts, Part::Persons)),
            offices: LazyRows::new(count(&parts, Part::Offices)),
            tenures: LazyRows::new(count(&parts, Part::Tenures)),
            titles: LazyRows::new(count(&parts, Part::Titles)),
        };
        Ok(Self { parts, lexicon: Lexicon::new(lexicon), ids, rows: Arc::new(rows) })
    }

    fn count(&self, part: Part) -> u32 {
        count(&self.parts, part)
    }

    fn record<T: DeserializeOwned>(&self, part: Part, row: u32) -> T {
        let bytes = self.parts[part as usize].as_ref();
        let count = self.count(part) as usize;
        let row = row as usize;
        assert!(row < count, "row {row} of {count}: numbers of rows come from the table itself");
        let base = 4 + (count + 1) * 4;
        let offset = |n: usize| number(bytes, 4 + n * 4).unwrap_or(0);
        let record = bytes.get(base + offset(row)..base + offset(row + 1)).unwrap_or_default();
        postcard::from_bytes(record).expect("a table holds what `encode` wrote")
    }

    /// A pack.
    pub fn pack(&self, id: PackId) -> Pack {
        self.record(Part::Packs, id.0)
    }
    /// A country, organisation or similar place.
    pub fn entity(&self, id: EntityId) -> &Entity {
        self.rows.entities.row(id.0, || self.record(Part::Entities, id.0))
    }
    /// A person.
    pub fn person(&self, id: PersonId) -> &Person {
        self.rows.persons.row(id.0, || self.record(Part::Persons, id.0))
    }
    /// An office.
    pub fn office(&self, id: OfficeId) -> &Office {
        self.rows.offices.row(id.0, || self.record(Part::Offices, id.0))
    }
    /// A tenure.
    pub fn tenure(&self, id: TenureId) -> &Tenure {
        self.rows.tenures.row(id.0, || self.record(Part::Tenures, id.0))
    }
    /// A title, folded, and the offices that have it.
    pub fn title(&self, id: TitleId) -> &(String, Vec<OfficeId>) {
        self.rows.titles.row(id.0, || self.record(Part::Titles, id.0))
    }
    /// The offices that have a title.
    pub fn offices_with(&self, id: TitleId) -> &[OfficeId] {
        &self.title(id).1
    }

    fn by_id(&self, sort: &str, id: &str) -> Option<u32> {
        self.ids.get(format!("{sort} {id}")).map(|row| row as u32)
    }
    /// The person with an id.
    pub fn person_by_id(&self, id: &str) -> Option<PersonId> {
        self.by_id("person", id).map(PersonId)
    }
    /// The office with an id.
    pub fn office_by_id(&self, id: &str) -> Option<OfficeId> {
        self.by_id("office", id).map(OfficeId)
    }
    /// The titles of the fluents that only patterns look for, with the rows of their offices, by fluent; the abbreviations of places
    /// have an empty name.
    pub fn titled(&self) -> impl Iterator<Item = (String, Vec<(String, u32)>)> {
        (0..self.count(Part::Titled)).map(|row| self.record(Part::Titled, row))
    }
    /// The country or organisation with an id.
    pub fn entity_by_id(&self, id: &str) -> Option<EntityId> {
        self.by_id("place", id).map(EntityId)
    }

    /// Every pack.
    pub fn packs(&self) -> impl Iterator<Item = Pack> {
        (0..self.count(Part::Packs)).map(|row| self.record(Part::Packs, row))
    }
    /// The last day on which any pack was verified.
    pub fn known_to(&self) -> Option<Day> {
        self.packs().map(|pack| pack.verified).max()
    }

    /// The person that represents a place in offices held by places.
    pub fn member(&self, place: EntityId) -> Option<PersonId> {
        self.by_id("member", &self.entity(place).id).map(PersonId)
    }

    /// How many packs, places, persons, offices and tenures there are.
    pub fn counts(&self) -> [u32; 5] {
        [Part::Packs, Part::Entities, Part::Persons, Part::Offices, Part::Tenures].map(|part| self.count(part))
    }

    /// Returns `false` only if no phrase of the lexicon starts with a word, given the hash of its [`first_word`], if
    /// ASCII follows it; `small` restricts the test to phrases that may start with a lower-case letter.
    pub fn may_start(&self, hash: u64, small: bool) -> bool {
        first_words::may_open(self.parts[Part::Doors as usize].as_ref(), hash, small)
    }

    /// The longest phrase of the lexicon that starts at byte `at` of a text and ends at the end of a word: its end in
    /// bytes, and its meanings. A word must start at `at`.
    pub fn longest(&self, text: &str, at: usize) -> Option<(usize, Vec<Meaning>)> {
        let rest = text.get(at..)?;
        let FirstWord { hash, len, .. } = first_word(rest.as_bytes());
        if len > 0 && rest.as_bytes().get(len).is_none_or(u8::is_ascii) {
            return self.may_start(hash, false).then(|| self.longest_of(text, at..at + len, hash))?;
        }
        let (end, posting) = self.lexicon.longest(rest)?;
        Some((at + end, self.record(Part::Postings, posting)))
    }

    /// Like [`Self::longest`], given the bytes of the [`first_word`] and its hash, if no letter of another script follows it.
    pub fn longest_of(&self, text: &str, word: Range<usize>, hash: u64) -> Option<(usize, Vec<Meaning>)> {
        let rest = text.get(word.end..)?;
        let (end, posting) = self.lexicon.longest_of((text.get(word.clone())?, rest), hash)?;
        Some((word.start + end, self.record(Part::Postings, posting)))
    }

    /// The facts again, as they were before [`Table::of`].
    pub fn facts(&self) -> Facts {
        fn all<T: DeserializeOwned>(table: &Table, part: Part) -> Vec<T> {
            (0..table.count(part)).map(|row| table.record(part, row)).collect()
        }
        let titles: Vec<(String, Vec<OfficeId>)> = all(self, Part::Titles);
        Facts {
            packs: all(self, Part::Packs),
            fluents: all::<(String, Fluent)>(self, Part::Fluents),
            entities: all(self, Part::Entities),
            persons: all(self, Part::Persons),
            offices: all(self, Part::Offices),
            tenures: all(self, Part::Tenures),
            titles: titles.into_iter().map(|(title, _)| title).collect(),
        }
    }
}

/// Writes facts in the form that [`Table`] reads.
pub fn encode(facts: &Facts) -> Vec<u8> {
    let mut offices_of: Vec<Vec<OfficeId>> = vec![Vec::new(); facts.titles.len()];
    for (office, number) in facts.offices.iter().zip(0..) {
        for title in &office.title_ids {
            offices_of[title.0 as usize].push(OfficeId(number));
        }
    }
    let titles: Vec<(&String, Vec<OfficeId>)> = facts.titles.iter().zip(offices_of).collect();
    let lexicon = lexicon(facts);
    let postings: Vec<&Vec<Meaning>> = lexicon.values().collect();
    let small = small_surnames(facts);
    let may_be_small = |phrase: &str, meanings: &[Meaning]| {
        meanings.iter().any(|meaning| meaning.may_be_small()) || small.contains(phrase)
    };
    let mut out = MAGIC.to_vec();
    let parts: [Vec<u8>; PARTS] = [
        records(&facts.packs),
        records(&facts.entities),
        records(&facts.persons),
        records(&facts.offices),
        records(&facts.tenures),
        records(&titles),
        records(&postings),
        transducer(lexicon.keys().map(String::as_str).zip(0..)),
        ids(facts),
        first_words::word_filter(
            lexicon.iter().map(|(phrase, meanings)| (phrase.as_str(), may_be_small(phrase, meanings))),
        ),
        records(&facts.fluents),
        records(&titled(facts)),
    ];
    for part in parts {
        out.extend((part.len() as u32).to_le_bytes());
        out.extend(part);
    }
    out
}

fn records<T: Serialize>(rows: &[T]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut offsets = vec![0u32];
    for row in rows {
        bytes = postcard::to_extend(row, bytes).expect("rows hold plain data");
        offsets.push(bytes.len() as u32);
    }
    let mut out = (rows.len() as u32).to_le_bytes().to_vec();
    out.extend(offsets.iter().flat_map(|offset| offset.to_le_bytes()));
    out.extend(bytes);
    out
}

fn transducer<'a>(entries: impl Iterator<Item = (&'a str, u64)>) -> Vec<u8> {
    let mut builder = fst::MapBuilder::memory();
    for (key, value) in entries {
        builder.insert(key, value).expect("keys come in order, once each");
    }
    builder.into_inner().expect("memory can be written")
}

fn ids(facts: &Facts) -> Vec<u8> {
    let places = facts.entities.iter().zip(0..).map(|(e, n)| (format!("place {}", e.id), n));
    let people = facts.persons.iter().zip(0..).filter(|(p, _)| p.place.is_none());
    let persons = people.map(|(p, n)| (format!("person {}", p.id), n));
    let offices = facts.offices.iter().zip(0..).map(|(o, n)| (format!("office {}", o.id), n));
    let members = facts.persons.iter().zip(0..).filter(|(p, _)| p.place.is_some());
    let members = members.map(|(p, n)| (format!("member {}", p.id), n));
    let all: BTreeMap<String, u64> = places.chain(persons).chain(offices).chain(members).collect();
    transducer(all.iter().map(|(id, &number)| (id.as_str(), number)))
}

/// The rows of [`Table::titled`], those of each sort in the order of ids.
fn titled(facts: &Facts) -> Vec<(String, Vec<(&str, u32)>)> {
    fn texts<'f>(mut rows: Vec<(&str, &'f [String], u32)>) -> Vec<(&'f str, u32)> {
        rows.sort_unstable();
        rows.iter().flat_map(|&(_, texts, row)| texts.iter().map(move |text| (text.as_str(), row))).collect()
    }
    let of_sort = |sort: String| {
        let offices = facts.offices.iter().zip(0..).filter(|(office, _)| office.fluent == sort);
        let rows = offices.map(|(office, row)| (office.id.as_str(), office.titles.as_slice(), row)).collect();
        (sort, texts(rows))
    };
    let places = facts.entities.iter().zip(0..);
    let short = places.map(|(place, row)| (place.id.as_str(), place.abbreviations.as_slice(), row)).collect();
    facts.titled().into_iter().map(of_sort).chain([(String::new(), texts(short))]).collect()
}

/// Surnames that are written with a small letter first, folded: "al-Maliki", "von der Leyen".
fn small_surnames(facts: &Facts) -> BTreeSet<String> {
    let surnames = facts.persons.iter().flat_map(|person| &person.surnames);
    surnames.filter(|surname| surname.starts_with(char::is_lowercase)).map(|surname| fold(surname)).collect()
}

/// Every phrase, folded, with its meanings.
fn lexicon(facts: &Facts) -> BTreeMap<String, Vec<Meaning>> {
    let mut phrases: BTreeMap<String, Vec<Meaning>> = BTreeMap::new();
    let mut add = |phrase: &str, meaning: Meaning| {
        let folded = fold(phrase);
        let meanings = phrases.entry(folded).or_default();
        if !meanings.contains(&meaning) {
            meanings.push(meaning);
        }
    };
    for (person, id) in facts.persons.iter().zip(0..).map(|(person, n)| (person, PersonId(n))) {
        let forms = std::iter::once(&person.name).chain(&person.aliases);
        for form in forms.filter(|_| person.place.is_none()) {
            let full = fold(form).contains(' ');
            add(form, if full { Meaning::Name(id) } else { Meaning::Surname(id) });
        }
        // Of somebody who has held nothing, a surname alone says too little.
        let surnames = person.surnames.iter().filter(|_| !person.tenures.is_empty());
        surnames.for_each(|surname| add(surname, Meaning::Surname(id)));
        if let Some(place) = person.place {
            let entity = &facts.entities[place.0 as usize];
            std::iter::once(&entity.name).chain(&entity.aliases).for_each(|name| add(name, Meaning::Member(id)));
        }
    }
    for (entity, id) in facts.entities.iter().zip(0..).map(|(entity, n)| (entity, EntityId(n))) {
        std::iter::once(&entity.name).chain(&entity.aliases).for_each(|name| add(name, Meaning::Place(id)));
        entity.adjectives.iter().for_each(|adjective| add(adjective, Meaning::Adjective(id)));
    }
    for office in facts.offices.iter().filter(|office| !office.sort.by_patterns) {
        let meaning = if office.sort.held_by_places { Meaning::Status } else { Meaning::Title };
        office.title_ids.iter().for_each(|&title| add(&facts.titles[title.0 as usize], meaning(title)));
    }
    phrases.remove("");
    phrases
}
