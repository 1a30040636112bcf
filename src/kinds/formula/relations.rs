//! Relations between the people, places and offices of a match, according to the facts.

use std::cell::RefCell;

use super::value::Val;
use crate::findings::FactRef;
use crate::kinds::Draft;
use crate::language::known::Thing;
use crate::rules::{EntityId, Meaning, Office, OfficeId, PersonId, Row, Standing, Tenure};
use crate::time::{Day, Days, Until, Verdict, When};

/// Possible people, places and offices of a capture.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Things {
    pub(super) all: Vec<Thing>,
    /// Whether the sentence does not name them: the offices given to the person elsewhere in the draft.
    pub(super) implied: bool,
}

/// The facts with the day of the draft, and the rows that were looked at.
pub(super) struct Relations<'a> {
    pub(super) draft: &'a Draft<'a>,
    pub(super) rows: RefCell<Vec<FactRef>>,
}

/// The statement of a sentence about a term.
pub(super) struct Stated {
    pub(super) from: Option<When>,
    pub(super) until: Option<When>,
    /// Whether it is about an election, possibly one of several.
    pub(super) elected: bool,
    /// Tolerance in days for a date that is too early, and too late.
    pub(super) early: i32,
    pub(super) late: i32,
    /// Distance in days from every listed term beyond which another office with that title is meant.
    pub(super) near: i32,
}

impl Things {
    pub(super) fn offices(&self) -> impl Iterator<Item = OfficeId> {
        self.all.iter().filter_map(|thing| if let Thing::Office(id) = thing { Some(*id) } else { None })
    }

    pub(super) fn places(&self) -> impl Iterator<Item = EntityId> {
        self.all.iter().filter_map(|thing| if let Thing::Place(id) = thing { Some(*id) } else { None })
    }

    fn people(&self) -> impl Iterator<Item = PersonId> {
        self.all.iter().filter_map(|thing| if let Thing::Person(id) = thing { Some(*id) } else { None })
    }
}

impl From<Vec<Thing>> for Things {
    fn from(all: Vec<Thing>) -> Self {
        Self { all, implied: false }
    }
}

impl<'a> Relations<'a> {
    pub(super) fn new(draft: &'a Draft<'a>) -> Self {
        Self { draft, rows: RefCell::default() }
    }

    /// The people, places and offices of a value: its captures, or those of its words or id.
    pub(super) fn things(&self, value: &Val) -> Things {
        match value {
            Val::Known(things) => things.clone(),
            Val::Text(text) if self.draft.table.office_by_id(text).is_some() => {
                let office = self.draft.table.office_by_id(text);
                office.map(Thing::Office).into_iter().collect::<Vec<_>>().into()
            }
            Val::Text(text) => {
                let found = self.draft.table.longest(text, 0).filter(|(end, _)| *end == text.len());
                let thing = |meaning: &Meaning| match meaning {
                    Meaning::Name(id) => Some(Thing::Person(*id)),
                    Meaning::Place(id) | Meaning::Adjective(id) => Some(Thing::Place(*id)),
                    _ => None,
                };
                found.iter().flat_map(|(_, all)| all).filter_map(thing).collect::<Vec<_>>().into()
            }
            _ => Things::default(),
        }
    }

    fn office(&self, tenure: &Tenure) -> &'a Office {
        self.draft.table.office(tenure.office)
    }

    fn tenures(&self, person: PersonId) -> impl Iterator<Item = &'a Tenure> {
        let table = self.draft.table;
        table.person(person).tenures.iter().map(|&id| table.tenure(id))
    }

    fn cite(&self, tenure: &Tenure) {
        let fact = self.draft.fact(tenure);
        let mut rows = self.rows.borrow_mut();
        if !rows.contains(&fact) {
            rows.push(fact);
        }
    }

    /// People, and the people that represent places.
    fn holders(&self, things: &Things) -> Vec<PersonId> {
        let members = things.places().filter_map(|place| self.draft.table.member(place));
        things.people().chain(members).collect()
    }

    /// What some people or places hold of the fluents of some offices; `None` if nothing is known about one of them.
    fn held(&self, holders: &Things, offices: &Things) -> Option<Vec<&'a Tenure>> {
        let table = self.draft.table;
        let sort = |tenure: &&Tenure| offices.offices().any(|id| table.office(id).fluent == self.office(tenure).fluent);
        let each = self.holders(holders).into_iter().map(|person| {
            let own: Vec<&Tenure> = self.tenures(person).filter(sort).collect();
            (!own.is_empty()).then_some(own)
        });
        each.collect::<Option<Vec<_>>>().map(|all| all.concat())
    }

    /// Of those, the ones that exclude the others on some days: in the countries of the offices if people hold them. A place may be a
    /// member of several organisations.
    fn current(&self, holders: &Things, offices: &Things, days: &Days) -> Vec<&'a Tenure> {
        let table = self.draft.table;
        let same = |office: &Office| {
            office.sort.held_by_places && !is_membership(office)
                || offices.offices().any(|id| table.office(id).of == office.of)
        };
        let now =
            |tenure: &&Tenure| tenure.contradicts() && same(self.office(tenure)) && tenure.term.certain().meets(days);
        self.held(holders, offices).unwrap_or_default().into_iter().filter(now).collect()
    }

    /// The days on which something is said to be so.
    fn on(&self, day: Option<When>) -> Days {
        day.map_or_else(|| self.draft.days(), |when| Days::range(when.earliest, when.latest.plus(1)))
    }

    /// Whether they have one of the offices on a day, or on that of the draft.
    pub(super) fn holds(&self, holders: &Things, offices: &Things, grace: i32, day: Option<When>) -> Verdict {
        let (table, days) = (self.draft.table, self.on(day));
        if offices.offices().next().is_none() || self.holders(holders).is_empty() {
            return Verdict::CannotTell;
        }
        let held = self.held(holders, offices);
        let wide = days.widened(grace);
        let has =
            |tenure: &&Tenure| offices.offices().any(|id| id == tenure.office) && tenure.term.possible().meets(&wide);
        if held.iter().flatten().any(has) {
            return Verdict::Yes;
        }
        if let Some(other) = self.current(holders, offices, &days).first() {
            self.cite(other);
            return Verdict::No;
        }
        // If every holder is listed, anybody else is certainly not one.
        let (Some(&(first, _)), Some(&(_, last))) = (days.ranges().first(), days.ranges().last()) else {
            return Verdict::CannotTell;
        };
        let ever = |id: OfficeId| held.iter().flatten().any(|tenure| tenure.office == id);
        let dated = last < Day::MAX || offices.offices().all(|id| is_membership(table.office(id)));
        let listed = |id: OfficeId| {
            let office = table.office(id);
            let now = |tenure: &&Tenure| {
                tenure.contradicts() && [first, last.plus(-1)].iter().all(|&day| tenure.term.certain().contains(day))
            };
            let known = office.timeless || office.complete_from.is_some_and(|from| from <= first);
            if is_membership(office) {
                let verified = table.pack(office.row.pack).verified;
                // A draft without a day may be from any day, but who has never been a member is none on any of them.
                let never = last == Day::MAX && office.complete_from.is_some() && !ever(id);
                return (known && last <= verified || never).then(|| self.row(office.row));
            }
            let holder = office.tenures.iter().map(|&id| table.tenure(id)).find(now);
            holder.filter(|_| known && office.seats == 1).map(|tenure| self.draft.fact(tenure))
        };
        let holders: Option<Vec<FactRef>> = offices.offices().map(listed).collect();
        match holders {
            Some(holders) if dated => {
                self.rows.borrow_mut().extend(holders);
                Verdict::No
            }
            _ => Verdict::CannotTell,
        }
    }

    /// No if the facts say that they have one of the offices on every day that may be meant.
    pub(super) fn lacks(&self, holders: &Things, offices: &Things, day: Option<When>) -> Verdict {
        let days = self.on(day);
        let (Some(&(first, _)), Some(&(_, last))) = (days.ranges().first(), days.ranges().last()) else {
            return Verdict::CannotTell;
        };
        let whole = |tenure: &&&Tenure| {
            let certain = tenure.term.certain();
            tenure.contradicts() && certain.ranges().iter().any(|&(from, to)| from <= first && last <= to)
        };
        let listed = self.listed(holders, offices);
        let Some(tenure) = listed.iter().find(whole) else { return Verdict::CannotTell };
        self.cite(tenure);
        Verdict::No
    }

    /// Whether nobody has had one of some offices for a number of days before that of the draft.
    pub(super) fn ended(&self, offices: &Things, grace: i32) -> Verdict {
        let table = self.draft.table;
        let Some(&(first, _)) = self.draft.days().ranges().first() else { return Verdict::CannotTell };
        let past = |tenure: &&Tenure| matches!(tenure.term.until, Until::Left(when) if when.latest.plus(grace) < first);
        let rows = || offices.offices().flat_map(|id| &table.office(id).tenures).map(|&id| table.tenure(id));
        if rows().next().is_none() {
            return Verdict::CannotTell;
        }
        if !rows().all(|tenure| past(&tenure)) {
            return Verdict::No;
        }
        rows().for_each(|tenure| self.cite(tenure));
        Verdict::Yes
    }

    /// The offices of a fluent that belong to some places, or to the places of some offices.
    pub(super) fn of_fluent(&self, fluent: &str, places: &Things) -> Things {
        let table = self.draft.table;
        let owners = places.offices().map(|id| table.office(id).of);
        let all = places.places().chain(owners).flat_map(|id| &table.entity(id).of_places);
        all.filter(|&&id| table.office(id).fluent == fluent).map(|&id| Thing::Office(id)).collect::<Vec<_>>().into()
    }

    /// What they have instead.
    pub(super) fn in_its_place(&self, holders: &Things, offices: &Things) -> Things {
        self.current(holders, offices, &self.draft.days())
            .iter()
            .take(1)
            .map(|tenure| Thing::Office(tenure.office))
            .collect::<Vec<_>>()
            .into()
    }

    /// The certain holders of some offices on the day of the draft.
    pub(super) fn holder(&self, offices: &Things) -> Things {
        let (table, days) = (self.draft.table, self.draft.days());
        let tenures = offices.offices().flat_map(|id| &table.office(id).tenures).map(|&id| table.tenure(id));
        let holders = tenures.filter(|tenure| tenure.contradicts() && tenure.term.certain().meets(&days));
        let thing =
            |tenure: &Tenure| table.person(tenure.holder).place.map_or(Thing::Person(tenure.holder), Thing::Place);
        holders.map(thing).take(1).collect::<Vec<_>>().into()
    }

    /// The places, of the same kind as some others, of which a person has ever had an office.
    pub(super) fn service(&self, person: &Things, places: &Things) -> Vec<(EntityId, &'a Tenure)> {
        let table = self.draft.table;
        let kind = |id: EntityId| places.places().any(|place| table.entity(place).kind == table.entity(id).kind);
        let held =
            person.people().flat_map(|id| self.tenures(id)).filter(|tenure| !self.office(tenure).sort.by_patterns);
        held.map(|tenure| (self.office(tenure).of, tenure)).filter(|(of, _)| kind(*of)).collect()
    }

    /// Whether a person has ever had an office of a place.
    pub(super) fn served(&self, person: &Things, places: &Things) -> Verdict {
        let service = self.service(person, places);
        let Some((_, first)) = service.first() else { return Verdict::CannotTell };
        if service.iter().any(|(of, _)| places.places().any(|place| place == *of)) {
            return Verdict::Yes;
        }
        self.cite(first);
        Verdict::No
    }

    /// Whether a place is in another one, or in something that the other is a part of.
    pub(super) fn within(&self, inner: &Things, outer: &Things) -> Verdict {
        let table = self.draft.table;
        let above = |from: EntityId| std::iter::successors(Some(from), |&id| table.entity(id).within).take(8);
        let lies = |inner: EntityId, outer: EntityId| {
            let row = table.entity(inner);
            let mut lies = row.within.iter().chain(&row.also_in);
            row.within.is_none() || lies.any(|&at| above(at).any(|id| id == outer) || above(outer).any(|id| id == at))
        };
        let Some(first) = inner.places().next().filter(|_| outer.places().next().is_some()) else {
            return Verdict::CannotTell;
        };
        if inner.places().any(|inner| outer.places().any(|outer| lies(inner, outer))) {
            return Verdict::Yes;
        }
        self.rows.borrow_mut().push(self.row(table.entity(first).row));
        Verdict::No
    }

    fn row(&self, row: Row) -> FactRef {
        self.draft.row(row)
    }

    /// The places that contain a place.
    pub(super) fn around(&self, inner: &Things) -> Things {
        let within = inner.places().find_map(|id| self.draft.table.entity(id).within);
        within.map(Thing::Place).into_iter().collect::<Vec<_>>().into()
    }

    /// The offices that the draft gives a person by full name.
    pub(super) fn given(&self, person: &Things) -> Things {
        let offices = person.people().flat_map(|person| self.draft.offices_given(person));
        Things { all: offices.map(Thing::Office).collect(), implied: true }
    }

    /// The listed offices of a person, apart from those with a term of theirs whose beginning is not certain.
    pub(super) fn career(&self, person: &Things) -> Things {
        let terms: Vec<&Tenure> = person.people().flat_map(|id| self.tenures(id)).collect();
        let sure =
            |office: OfficeId| terms.iter().filter(|tenure| tenure.office == office).all(|tenure| is_sure(tenure));
        let mut offices: Vec<Thing> = Vec::new();
        for tenure in terms.iter().filter(|tenure| self.office(tenure).sort.filtered) {
            let office = Thing::Office(tenure.office);
            if !offices.contains(&office) && sure(tenure.office) {
                offices.push(office);
            }
        }
        Things { all: offices, implied: true }
    }

    /// The offices that two people have had.
    pub(super) fn shared(&self, one: &Things, other: &Things) -> Things {
        let (own, theirs) = (self.career(one), self.career(other));
        own.all.into_iter().filter(|office| theirs.all.contains(office)).collect::<Vec<_>>().into()
    }

    /// Those of some offices that belong to a place.
    pub(super) fn of(&self, offices: &Things, places: &Things) -> Things {
        let of = |id: &OfficeId| places.places().any(|place| place == self.draft.table.office(*id).of);
        Things { all: offices.offices().filter(of).map(Thing::Office).collect(), implied: offices.implied }
    }

    /// The listed terms of a person in some offices, in order.
    fn listed(&self, person: &Things, offices: &Things) -> Vec<&'a Tenure> {
        let (table, holders) = (self.draft.table, self.holders(person));
        let all = offices.offices().flat_map(|id| &table.office(id).tenures).map(|&id| table.tenure(id));
        let mut own: Vec<&Tenure> = all.filter(|tenure| holders.contains(&tenure.holder)).collect();
        own.sort_by_key(|tenure| tenure.term.from.earliest);
        own.dedup();
        own
    }

    /// Whether a stated term matches one of the list, or several consecutive ones.
    pub(super) fn term(&self, person: &Things, offices: &Things, term: &Stated) -> Verdict {
        let tenures = self.listed(person, offices);
        let backwards = matches!((term.from, term.until), (Some(from), Some(until)) if until.latest < from.earliest);
        if tenures.is_empty()
            || backwards
            || !tenures.iter().all(|tenure| is_sure(tenure))
            || offices.implied && self.of_another(person, term)
        {
            return Verdict::CannotTell;
        }
        let fits = |first: &Tenure, last: &Tenure| {
            term.from.is_none_or(|from| term.begins(first, from) || term.elected && term.sits(first, from))
                && term.until.is_none_or(|until| term.ends(last, until))
        };
        let mut runs =
            tenures.iter().enumerate().flat_map(|(at, first)| tenures[at..].iter().map(move |last| (first, last)));
        if runs.any(|(first, last)| fits(first, last)) {
            return Verdict::Yes;
        }
        let near = |tenure: &&Tenure| term.is_near(tenure) || offices.implied && term.ends_alike(tenure);
        if !tenures.iter().any(near) {
            return Verdict::CannotTell;
        }
        tenures.iter().for_each(|tenure| self.cite(tenure));
        Verdict::No
    }

    /// Whether "took office" fits an office of the person that the draft need not name.
    fn of_another(&self, person: &Things, term: &Stated) -> bool {
        let dated = |tenure: &&Tenure| self.office(tenure).sort.filtered || precise(tenure.term.from);
        let mut held = person.people().flat_map(|id| self.tenures(id)).filter(dated);
        held.any(|tenure| {
            term.from.is_none_or(|from| term.begins(tenure, from))
                && term.until.is_none_or(|until| term.ends(tenure, until))
        })
    }

    /// The days of the listed terms.
    pub(super) fn days(&self, person: &Things, offices: &Things) -> Days {
        Days::of(self.listed(person, offices).iter().flat_map(|tenure| tenure.term.possible().ranges().to_vec()))
    }

    /// The ordinal numbers of a person among all holders of an office; `None` if they are not all listed and counted.
    pub(super) fn numbers(&self, person: &Things, offices: &Things) -> Option<Vec<u32>> {
        let (table, tenures) = (self.draft.table, self.listed(person, offices));
        let office = tenures.first()?.office;
        if tenures.iter().any(|tenure| tenure.office != office || tenure.standing != Standing::Sourced) {
            return None;
        }
        let office = table.office(office);
        let all = office.tenures.iter().map(|&id| table.tenure(id)).filter(|tenure| !tenure.acting);
        let own = all.zip(office.numbered?..).filter(|(tenure, _)| tenures.contains(tenure));
        let numbers: Vec<u32> = own.map(|(_, number)| number).collect();
        tenures.iter().for_each(|tenure| self.cite(tenure));
        Some(numbers)
    }

    /// The name of the first of some things in the facts.
    pub(super) fn name(&self, things: &Things) -> Option<&'a str> {
        let table = self.draft.table;
        things.all.first().and_then(|thing| match *thing {
            Thing::Person(id) => Some(table.person(id).name.as_str()),
            Thing::Place(id) => Some(table.entity(id).name.as_str()),
            Thing::Office(id) => table.office(id).titles.first().map(String::as_str),
        })
    }

    /// Returns `true` if one of some things has an id.
    pub(super) fn is(&self, things: &Things, id: &str) -> bool {
        self.ids(things).contains(&id)
    }

    /// The ids of some things.
    pub(super) fn ids(&self, things: &Things) -> Vec<&'a str> {
        let table = self.draft.table;
        let id = |thing: &Thing| match *thing {
            Thing::Person(known) => table.person(known).id.as_str(),
            Thing::Place(known) => table.entity(known).id.as_str(),
            Thing::Office(known) => table.office(known).id.as_str(),
        };
        things.all.iter().map(id).collect()
    }
}

impl Stated {
    /// Returns `true` if a listed term is close enough to the stated one to be the same.
    fn is_near(&self, tenure: &Tenure) -> bool {
        let near = |listed: When, term: When| {
            let near = i64::from(self.near);
            term.earliest.since(listed.latest) <= near && listed.earliest.since(term.latest) <= near
        };
        match (self.from, self.until, tenure.term.until) {
            (Some(from), ..) => near(tenure.term.from, from),
            (None, Some(until), Until::Left(when)) => near(when, until),
            (None, Some(until), _) => tenure.term.from.latest <= until.earliest,
            (None, None, _) => false,
        }
    }

    /// Returns `true` if both ends are stated and the later one is that of a listed term.
    fn ends_alike(&self, tenure: &Tenure) -> bool {
        let Until::Left(_) = tenure.term.until else { return false };
        self.from.is_some() && self.until.is_some_and(|until| self.ends(tenure, until))
    }

    fn begins(&self, tenure: &Tenure, term: When) -> bool {
        let elected = tenure.elected.is_some_and(|day| day.earliest <= term.latest && term.earliest <= day.latest);
        elected || self.touches(tenure.term.from, term)
    }

    /// Returns `true` if an election may have been held on a day for a term that had begun, or for one that begins within a year.
    fn sits(&self, tenure: &Tenure, term: When) -> bool {
        let before_the_end = match tenure.term.until {
            Until::Left(when) => term.earliest.plus(-self.late) <= when.latest,
            Until::Open { .. } | Until::Unknown { .. } => true,
        };
        before_the_end && tenure.term.from.earliest <= term.latest.plus(365)
    }

    fn ends(&self, tenure: &Tenure, term: When) -> bool {
        match tenure.term.until {
            Until::Left(when) => !precise(when) || self.touches(when, term),
            Until::Open { seen } | Until::Unknown { seen } => seen <= term.latest,
        }
    }

    /// Returns `true` if a listed day may be the stated one, allowing for the time between an election and taking office.
    fn touches(&self, listed: When, term: When) -> bool {
        term.earliest.plus(-self.late) <= listed.latest && listed.earliest <= term.latest.plus(self.early)
    }
}

/// Returns `true` for an office of which a place may hold several: not a capital, a name or a currency.
fn is_membership(office: &Office) -> bool {
    office.sort.held_by_places && office.seats > 1 && !office.sort.by_patterns
}

/// Returns `true` if the beginning of a term is known, and from where.
fn is_sure(tenure: &Tenure) -> bool {
    tenure.standing == Standing::Sourced && precise(tenure.term.from)
}

/// Returns `true` if a day is known precisely enough to compare a year with it.
fn precise(when: When) -> bool {
    when.latest.since(when.earliest) <= 200
}
