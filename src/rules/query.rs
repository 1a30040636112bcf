//! Questions to the fact table: who held what when.

use super::model::{EntityId, Meaning, OfficeId, Pack, PersonId, Tenure};
use super::normalise::fold;
use super::table::Table;
use crate::time::{Day, Until, Verdict};

/// The meaning of a name in a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// A person, or a place that holds offices.
    Person(PersonId),
    /// An office, by its id.
    Office(OfficeId),
    /// A place: all its offices are meant.
    Place(EntityId),
}

impl Table {
    /// All meanings of a name or id: offices by id, people by id, name or surname, places by id or name.
    pub fn named(&self, name: &str) -> Vec<Named> {
        if let Some(office) = self.office_by_id(name) {
            return vec![Named::Office(office)];
        }
        if let Some(person) = self.person_by_id(name) {
            return vec![Named::Person(person)];
        }
        if let Some(place) = self.entity_by_id(name) {
            return vec![Named::Place(place)];
        }
        let meanings = self.longest(name, 0).filter(|&(end, _)| end == name.len()).map(|(_, found)| found);
        let meanings = meanings.unwrap_or_default();
        let any_full = meanings.iter().any(|meaning| matches!(meaning, Meaning::Name(_)));
        let mut found: Vec<Named> = meanings
            .iter()
            .filter_map(|meaning| match meaning {
                Meaning::Name(person) => Some(Named::Person(*person)),
                Meaning::Surname(person) => (!any_full).then_some(Named::Person(*person)),
                Meaning::Place(place) => Some(Named::Place(*place)),
                Meaning::Member(_) | Meaning::Adjective(_) | Meaning::Title(_) | Meaning::Status(_) => None,
            })
            .collect();
        found.dedup();
        found
    }

    /// The offices of a place.
    pub fn offices_of(&self, place: EntityId) -> Vec<OfficeId> {
        self.offices().filter(|&id| self.office(id).of == place).collect()
    }

    /// The offices whose title equals, or ends in, some words, optionally of a given place.
    pub fn offices_titled(&self, words: &str, of: Option<EntityId>) -> Vec<OfficeId> {
        let words = fold(words);
        let titled = |title: &String| {
            let title = fold(title);
            title == words || title.strip_suffix(words.as_str()).is_some_and(|before| before.ends_with(' '))
        };
        let wanted = |&id: &OfficeId| {
            let office = self.office(id);
            of.is_none_or(|of| office.of == of) && office.titles.iter().any(titled)
        };
        self.offices().filter(wanted).collect()
    }

    /// Every office.
    pub fn offices(&self) -> impl Iterator<Item = OfficeId> {
        (0..self.counts()[3]).map(OfficeId)
    }

    /// Every pack, the stalest first.
    pub fn packs_by_age(&self) -> Vec<Pack> {
        let mut packs: Vec<Pack> = self.packs().collect();
        packs.sort_by(|a, b| (a.verified, &a.id).cmp(&(b.verified, &b.id)));
        packs
    }

    /// The day through which a row is known right: its own, or its pack's.
    pub fn known_through(&self, tenure: &Tenure) -> Day {
        match tenure.term.until {
            Until::Open { seen } => seen,
            Until::Unknown { seen } if seen > tenure.term.from.latest => seen,
            Until::Left(_) | Until::Unknown { .. } => self.pack(tenure.row.pack).verified,
        }
    }
}

/// Returns `true` unless a row certainly does not apply on a day.
pub fn on(tenure: &Tenure, day: Option<Day>) -> bool {
    day.is_none_or(|day| tenure.term.holds(day, 0) != Verdict::No)
}
