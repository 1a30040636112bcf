//! Which tenures a title, a place and a name may mean together.

use super::{Finder, Holders, Name, OfficeMention, Title};
use crate::rules::{EntityId, ORGANISATION, OfficeId, PersonId, Table, TenureId};

/// Tenures that may be meant; or the only office meant, complete, which the only person meant never held.
type Readings = (Vec<TenureId>, Option<(OfficeId, PersonId)>);

impl OfficeMention {
    /// Takes the place of the office from the rest of the draft, if it names exactly one whose office the person held:
    /// of offices that exist in many places, and of "its prime minister".
    pub fn settle(&mut self, table: &Table, named: &[EntityId]) {
        let office = |id: &TenureId| table.tenure(*id).office;
        let row = |id: &TenureId| table.office(office(id));
        let unsure = |id: &TenureId| row(id).local && !row(id).courtesy;
        if self.placed || !self.its && (self.owned || !self.tenures.iter().all(unsure)) {
            return;
        }
        let mut tenures = self.tenures.clone();
        tenures.retain(|id| named.contains(&row(id).of));
        if tenures.first().is_some_and(|first| tenures.iter().all(|id| office(id) == office(first))) {
            (self.placed, self.owned, self.tenures) = (true, false, tenures);
        }
    }
}

impl Finder<'_> {
    /// Tenures that the title, the place and the name may mean; or that one person never held the one office.
    pub(super) fn readings(&self, title: &Title<'_>, name: &Name) -> Option<Readings> {
        let mut tenures = Vec::new();
        for &person in &name.persons {
            for &id in &self.table.person(person).tenures {
                let office = self.table.office(self.table.tenure(id).office);
                let seated = match title.holders {
                    Holders::People => self.seated(office.of, title.places.as_deref()),
                    // The capital of a part is not the whole's.
                    Holders::Places => title.places.as_deref().is_none_or(|places| places.contains(&office.of)),
                };
                if seated && office.title_ids.contains(&title.id) {
                    tenures.push(id);
                }
            }
        }
        if !tenures.is_empty() {
            tenures.sort_unstable();
            tenures.dedup();
            return Some((tenures, None));
        }
        let (&[person], true) = (name.persons.as_slice(), name.full) else {
            return None;
        };
        let own = match (&title.places, title.holders) {
            // "NATO member" names its place itself.
            (Some(_), _) | (None, Holders::Places) => title.places.clone(),
            // "Secretary of State JD Vance": of the country whose offices the person had. "President" may be a club's.
            (None, Holders::People) => Some(self.own_places(person)).filter(|_| title.hit.to > title.hit.from + 1),
        };
        if own.is_none() && title.holders != Holders::Places {
            return None;
        }
        let of_place = |&id: &OfficeId| {
            let office = self.table.office(id);
            // Of a title that many have, the words do not say whose it is.
            let shared = title.places.is_none() && (office.courtesy || office.local);
            !shared && own.as_deref().is_none_or(|places| places.contains(&office.of))
        };
        let mut offices = self.table.offices_with(title.id).iter().copied().filter(of_place);
        let (Some(office), None) = (offices.next(), offices.next()) else {
            return None;
        };
        // Somebody with that surname holds it: most likely the same person under another first name.
        let surnames = &self.table.person(person).surnames;
        let office_row = self.table.office(office);
        let namesake = |&id: &TenureId| {
            let holder = self.table.person(self.table.tenure(id).holder);
            holder.surnames.iter().any(|surname| surnames.contains(surname))
        };
        if office_row.tenures.iter().any(namesake) {
            return None;
        }
        office_row.complete_from.map(|_| (Vec::new(), Some((office, person))))
    }

    /// The places where a person held offices.
    fn own_places(&self, person: PersonId) -> Vec<EntityId> {
        let tenures = self.table.person(person).tenures.iter();
        tenures.map(|&id| self.table.office(self.table.tenure(id).office).of).collect()
    }

    /// Returns `true` if an office's seat is one of the places, or belongs to one of them.
    pub(super) fn seated(&self, of: EntityId, places: Option<&[EntityId]>) -> bool {
        let Some(places) = places else { return true };
        places.iter().any(|&place| {
            let body = || self.table.entity(place);
            // "Treasury Secretary": a body of the whole. "Florida Attorney General": a part has its own offices.
            place == of
                || self.table.entity(of).within == Some(place)
                || body().within == Some(of) && body().kind == ORGANISATION
        })
    }
}
