//! All facts, linked: the input of tables and of validation.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;

use super::model::{
    Entity, EntityId, Fluent, Office, OfficeId, Pack, PackId, Person, PersonId, Row, Tenure, TenureId, TitleId,
};
use super::normalise::fold;
use super::raw_rows::{At, RawFacts, RawOffice, RawPerson, RawPlace, RawTenure, RawUntil};
use super::toml_reader::{Sink, hint};
use crate::time::{Term, Until};

/// Facts of any number of packs, linked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Packs.
    pub packs: Vec<Pack>,
    /// Declared fluents by id.
    pub fluents: Vec<(String, Fluent)>,
    /// Countries, organisations and similar places.
    pub entities: Vec<Entity>,
    /// People.
    pub persons: Vec<Person>,
    /// Offices.
    pub offices: Vec<Office>,
    /// Tenures.
    pub tenures: Vec<Tenure>,
    /// Titles, folded.
    pub titles: Vec<String>,
}

/// Ids to numbers.
#[derive(Default)]
struct Index {
    entities: BTreeMap<String, u32>,
    persons: BTreeMap<String, u32>,
    offices: BTreeMap<String, u32>,
    titles: BTreeMap<String, u32>,
    /// Places that hold offices: the index of the place, and of the person that represents it.
    members: BTreeMap<u32, u32>,
    /// Ids of faulty rows that are left out, so that references to them are not reported again.
    broken: BTreeSet<String>,
    /// The number of earlier rows of each type, which may be extended.
    base: [u32; 3],
}

impl Index {
    fn new(facts: &Facts) -> Self {
        let number = |ids: Vec<&String>| ids.into_iter().zip(0..).map(|(id, number)| (id.clone(), number)).collect();
        Self {
            entities: number(facts.entities.iter().map(|e| &e.id).collect()),
            persons: facts
                .persons
                .iter()
                .zip(0..)
                .filter(|(person, _)| person.place.is_none())
                .map(|(person, number)| (person.id.clone(), number))
                .collect(),
            offices: number(facts.offices.iter().map(|o| &o.id).collect()),
            titles: number(facts.titles.iter().collect()),
            members: facts.persons.iter().zip(0..).filter_map(|(p, number)| Some((p.place?.0, number))).collect(),
            broken: BTreeSet::new(),
            base: [facts.entities.len() as u32, facts.persons.len() as u32, facts.offices.len() as u32],
        }
    }

    /// Resolves an id; an unknown one is a fault.
    fn refer(
        &self,
        id: &Spanned<String>,
        of: fn(&Self) -> &BTreeMap<String, u32>,
        what: &str,
        sink: &mut Sink,
    ) -> Option<u32> {
        let (known, text) = (of(self), id.get_ref());
        let found = known.get(text).copied();
        if found.is_none() && !self.broken.contains(text) {
            let near = if sink.is_full() { Vec::new() } else { hint(text, known.keys().map(String::as_str)) };
            sink.fault("unknown-reference", id.span(), format!("there is no {what} with the id `{text}`")).notes = near;
        }
        found
    }
}

impl Facts {
    /// Adds the rows of some files. Rows that refer to nothing are faults and left out.
    pub(crate) fn add(&mut self, files: &mut [(RawFacts, Sink)]) {
        let mut index = Index::new(self);
        let first = self.packs.len() as u32;
        for ((raw, sink), number) in files.iter_mut().zip(first..) {
            let path = path_below_facts(&sink.input.path);
            let pack = &raw.pack;
            self.packs.push(Pack {
                id: pack.id.clone(),
                path,
                verified: pack.verified,
                sources: pack.sources.clone(),
                licence: pack.licence.clone(),
            });
            for fluent in std::mem::take(&mut raw.fluents) {
                let (id, fluent) = fluent.row;
                if self.fluents.iter().any(|(known, _)| known == id.get_ref()) {
                    duplicate(&id, "sort of dated fact", sink);
                } else {
                    self.fluents.push((id.into_inner(), fluent));
                }
            }
            for place in &raw.places {
                self.add_place(place, PackId(number), &mut index, sink);
            }
            for person in raw.persons.extract_if(.., |person| person.row.name.is_some()) {
                self.add_person(person, PackId(number), &mut index, sink);
            }
        }
        // A row without a name adds to a person, a place may be within one, of a later file.
        for ((raw, sink), number) in files.iter_mut().zip(first..) {
            for person in std::mem::take(&mut raw.persons) {
                self.add_person(person, PackId(number), &mut index, sink);
            }
        }
        for (raw, sink) in files.iter_mut() {
            for place in std::mem::take(&mut raw.places) {
                self.link_place(&place.row, &index, sink);
            }
        }
        for ((raw, sink), number) in files.iter_mut().zip(first..) {
            for office in std::mem::take(&mut raw.offices) {
                self.add_office(office, PackId(number), &mut index, sink);
            }
        }
        for ((raw, sink), number) in files.iter_mut().zip(first..) {
            for tenure in std::mem::take(&mut raw.tenures) {
                self.add_tenure(tenure, PackId(number), &mut index, sink);
            }
        }
        // Even a place that holds no office can be said to: "the Australian capital, Sydney".
        for place in 0..self.entities.len() as u32 {
            self.member(place, &mut index);
        }
        self.relink();
    }

    fn add_place(&mut self, at: &At<RawPlace>, pack: PackId, index: &mut Index, sink: &mut Sink) {
        let place = at.row.clone();
        let id = place.id.get_ref().clone();
        if let Some(&number) = index.entities.get(&id) {
            if number >= index.base[0] && place.name.is_some() {
                duplicate(&place.id, "place", sink);
                return;
            }
            let known = &mut self.entities[number as usize];
            known.aliases.extend(place.aliases);
            known.adjectives.extend(place.adjectives);
            known.abbreviations.extend(place.abbreviations);
            return;
        }
        let Some(name) = named(place.name, at.range.clone(), "place", sink) else {
            index.broken.insert(id);
            return;
        };
        index.entities.insert(id.clone(), self.entities.len() as u32);
        self.entities.push(Entity {
            id,
            name,
            aliases: place.aliases,
            adjectives: place.adjectives,
            abbreviations: place.abbreviations,
            kind: place.kind,
            within: None,
            also_in: Vec::new(),
            of_places: Vec::new(),
            row: Row { pack, line: at.line },
        });
    }

    /// Links a place to the places that contain it.
    fn link_place(&mut self, place: &RawPlace, index: &Index, sink: &mut Sink) {
        let mut lies = |id: &Spanned<String>| index.refer(id, |index| &index.entities, "place", sink).map(EntityId);
        let within = place.within.as_ref().and_then(&mut lies);
        let also_in: Vec<EntityId> = place.also_in.iter().filter_map(lies).collect();
        if let Some(&number) = index.entities.get(place.id.get_ref()) {
            let known = &mut self.entities[number as usize];
            known.within = known.within.or(within);
            known.also_in.extend(also_in);
        }
    }

    fn add_person(&mut self, at: At<RawPerson>, pack: PackId, index: &mut Index, sink: &mut Sink) {
        let person = at.row;
        let id = person.id.get_ref().clone();
        if let Some(&number) = index.persons.get(&id) {
            if number >= index.base[1] && person.name.is_some() {
                duplicate(&person.id, "person", sink);
                return;
            }
            let known = &mut self.persons[number as usize];
            known.aliases.extend(person.aliases);
            known.surnames.extend(person.surnames);
            known.namesakes.extend(person.namesakes);
            known.occupations.extend(person.occupations);
            known.several_states |= person.several_states;
            known.born = person.born.or(known.born);
            known.died = person.died.or(known.died);
            return;
        }
        let Some(name) = named(person.name, at.range, "person", sink) else {
            index.broken.insert(id);
            return;
        };
        index.persons.insert(id.clone(), self.persons.len() as u32);
        let surnames = if person.surnames.is_empty() { surnames(&name) } else { person.surnames };
        self.persons.push(Person {
            id,
            name,
            aliases: person.aliases,
            surnames,
            namesakes: person.namesakes,
            occupations: person.occupations,
            several_states: person.several_states,
            born: person.born,
            died: person.died,
            place: None,
            tenures: Vec::new(),
            row: Row { pack, line: at.line },
        });
    }

    fn add_office(&mut self, at: At<RawOffice>, pack: PackId, index: &mut Index, sink: &mut Sink) {
        let office = at.row;
        let id = office.id.get_ref().clone();
        let titles: Vec<TitleId> = office.titles.iter().map(|title| self.title(title, index)).collect();
        if let Some(&number) = index.offices.get(&id) {
            if number >= index.base[2] && office.of.is_some() {
                duplicate(&office.id, "office", sink);
                return;
            }
            let known = &mut self.offices[number as usize];
            known.titles.extend(office.titles);
            known.title_ids.extend(titles);
            known.metonyms.extend(office.metonyms);
            return;
        }
        let Some(of) = office.of else {
            sink.fault("missing-key", at.range, "`of` is missing: the place to which the office belongs");
            index.broken.insert(id);
            return;
        };
        if office.titles.is_empty() {
            sink.fault("missing-key", at.range, "`titles` is missing: the titles of the holder");
            index.broken.insert(id);
            return;
        }
        let Some(of) = index.refer(&of, |index| &index.entities, "place", sink) else {
            index.broken.insert(id);
            return;
        };
        let (number, sort) = (self.offices.len() as u32, self.fluent(&office.fluent));
        if sort.held_by_places {
            self.entities[of as usize].of_places.push(OfficeId(number));
        }
        index.offices.insert(id.clone(), number);
        self.offices.push(Office {
            id,
            of: EntityId(of),
            titles: office.titles,
            title_ids: titles,
            metonyms: office.metonyms,
            sort,
            fluent: office.fluent,
            seats: office.seats,
            complete_from: office.complete_from,
            grace: office.grace,
            least_age: office.least_age,
            courtesy: office.courtesy,
            local: office.local,
            timeless: office.timeless,
            wikidata: office.wikidata,
            numbered: office.numbered,
            tenures: Vec::new(),
            row: Row { pack, line: at.line },
        });
    }

    /// The declaration of a fluent.
    fn fluent(&self, id: &str) -> Fluent {
        let declared = self.fluents.iter().find(|(known, _)| known == id);
        declared.map_or_else(|| Fluent::undeclared(id), |(_, fluent)| *fluent)
    }

    /// The fluents whose titles only patterns search for.
    pub fn titled(&self) -> Vec<String> {
        self.fluents.iter().filter(|(_, fluent)| fluent.by_patterns).map(|(id, _)| id.clone()).collect()
    }

    fn title(&mut self, title: &str, index: &mut Index) -> TitleId {
        let folded = fold(title);
        let next = self.titles.len() as u32;
        let number = *index.titles.entry(folded.clone()).or_insert(next);
        if number == next {
            self.titles.push(folded);
        }
        TitleId(number)
    }

    /// The person that represents a place.
    fn member(&mut self, place: u32, index: &mut Index) -> u32 {
        let next = self.persons.len() as u32;
        let number = *index.members.entry(place).or_insert(next);
        if number == next {
            let Entity { id, name, row, .. } = self.entities[place as usize].clone();
            self.persons.push(Person {
                id,
                name,
                aliases: Vec::new(),
                surnames: Vec::new(),
                namesakes: Vec::new(),
                occupations: Vec::new(),
                several_states: false,
                born: None,
                died: None,
                place: Some(EntityId(place)),
                tenures: Vec::new(),
                row,
            });
        }
        number
    }

    fn add_tenure(&mut self, at: At<RawTenure>, pack: PackId, index: &mut Index, sink: &mut Sink) {
        let tenure = at.row;
        let office = index.refer(&tenure.office, |index| &index.offices, "office", sink);
        let holder = match office {
            Some(number) if self.offices[number as usize].sort.held_by_places => index
                .refer(&tenure.holder, |index| &index.entities, "place", sink)
                .map(|place| self.member(place, index)),
            _ => index.refer(&tenure.holder, |index| &index.persons, "person", sink),
        };
        let (Some(office), Some(holder)) = (office, holder) else {
            return;
        };
        let verified = self.packs[pack.0 as usize].verified;
        let until = match tenure.until {
            RawUntil::Left(when) => Until::Left(when),
            RawUntil::Open(seen) => Until::Open { seen: seen.unwrap_or(verified) },
            RawUntil::Unknown(seen) => Until::Unknown { seen: seen.unwrap_or(tenure.from.earliest) },
        };
        self.tenures.push(Tenure {
            office: OfficeId(office),
            holder: PersonId(holder),
            elected: tenure.elected,
            term: Term { from: tenure.from, until },
            acting: tenure.acting,
            standing: tenure.standing,
            source: tenure.source,
            row: Row { pack, line: at.line },
        });
    }

    /// Rebuilds the lists of tenures of people and offices.
    pub(crate) fn relink(&mut self) {
        self.persons.iter_mut().for_each(|person| person.tenures.clear());
        self.offices.iter_mut().for_each(|office| office.tenures.clear());
        let mut order: Vec<u32> = (0..self.tenures.len() as u32).collect();
        order.sort_by_key(|&number| self.tenures[number as usize].term.from);
        for number in order {
            let tenure = &self.tenures[number as usize];
            self.persons[tenure.holder.0 as usize].tenures.push(TenureId(number));
            self.offices[tenure.office.0 as usize].tenures.push(TenureId(number));
        }
    }

    /// Only the tenures of the packs named.
    #[must_use]
    pub fn only_packs(mut self, packs: &[String]) -> Self {
        let kept: Vec<bool> = self.packs.iter().map(|pack| packs.contains(&pack.id)).collect();
        self.tenures.retain(|tenure| kept[tenure.row.pack.0 as usize]);
        self.relink();
        self
    }
}

/// `facts/united-states/executive.toml` is shown as `united-states/executive.toml`; other paths stay.
fn path_below_facts(path: &str) -> String {
    path.strip_prefix("facts/").unwrap_or(path).to_owned()
}

/// The last word of a name without suffixes such as "Jr." and "III".
fn surname(name: &str) -> &str {
    const SUFFIXES: [&str; 6] = ["Jr.", "Jr", "Sr.", "Sr", "II", "III"];
    let mut words: Vec<&str> = name.split_whitespace().collect();
    while words.len() > 1 && (SUFFIXES.contains(&words[words.len() - 1]) || words[words.len() - 1] == "IV") {
        // "Charles III" is a regnal name, not a surname with a suffix.
        if words.len() == 2 {
            return name;
        }
        words.pop();
    }
    words.last().map_or(name, |word| word.trim_end_matches(','))
}

/// The surname of a name; "al-Maliki" is called "Maliki" too.
fn surnames(name: &str) -> Vec<String> {
    let whole = surname(name);
    let small = |part: &str| part.chars().all(char::is_lowercase);
    let bare = whole.split_once('-').filter(|(part, rest)| small(part) && rest.starts_with(char::is_uppercase));
    std::iter::once(whole).chain(bare.map(|(_, rest)| rest)).map(str::to_owned).collect()
}

fn duplicate(id: &Spanned<String>, what: &str, sink: &mut Sink) {
    sink.fault("duplicate-id", id.span(), format!("another {what} already has the id `{}`", id.get_ref()));
}

fn named(name: Option<String>, range: std::ops::Range<usize>, what: &str, sink: &mut Sink) -> Option<String> {
    if name.is_none() {
        sink.fault("missing-key", range, format!("`name` is missing, and there is no other {what} with this id"));
    }
    name
}

#[cfg(test)]
mod tests {

    use std::sync::Arc;

    use super::{surname, surnames};
    use crate::rules::{Facts, Meaning, Table, read};
    use crate::text::Input;

    fn file(name: &str, rows: &str) -> Arc<Input> {
        let pack = format!("[pack]\nid = \"{name}\"\nverified = 2026-01-01\n");
        Input::file(&format!("facts/{name}.toml"), format!("{rows}\n{pack}"))
    }

    #[test]
    fn a_row_without_a_name_adds_to_a_person_of_a_later_file() {
        let first = file("a", r#"person = [{ id = "ann-lee", occupations = ["music"], died = 2020-01-01 }]"#);
        let second = file("b", r#"person = [{ id = "ann-lee", name = "Ann Lee", born = 1950-01-01 }]"#);
        let read = read(Facts::default(), &[first, second], &[]);
        assert_eq!(read.faults, []);
        let person = &read.facts.persons[0];
        assert_eq!(person.occupations, ["music"]);
        assert!(person.born.is_some() && person.died.is_some());
        // She has held nothing: the surname alone means nobody.
        let table = Table::of(&read.facts);
        assert!(matches!(table.longest("Ann Lee", 0), Some((7, all)) if matches!(all[..], [Meaning::Name(_)])));
        assert_eq!(table.longest("Lee", 0), None);
    }

    #[test]
    fn surnames_leave_suffixes_and_regnal_names() {
        assert_eq!(surname("Joe Biden"), "Biden");
        assert_eq!(surname("Robert F. Kennedy Jr."), "Kennedy");
        assert_eq!(surname("Charles III"), "Charles III");
        assert_eq!(surname("Francis"), "Francis");
    }

    #[test]
    fn a_small_article_before_a_surname_may_be_left_out() {
        assert_eq!(surnames("Nouri al-Maliki"), ["al-Maliki", "Maliki"]);
        assert_eq!(surnames("Ana Smith-Jones"), ["Smith-Jones"]);
        assert_eq!(surnames("Charles de Gaulle"), ["Gaulle"]);
    }
}
