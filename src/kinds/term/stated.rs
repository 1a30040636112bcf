//! What a sentence says of a term in office: "Jane Roe, mayor from 2005 to 2021", "has been mayor since 2005", "became mayor in 2005".

use crate::language::annotated::{Annotated, Hit};
use crate::language::cues::{Cues, ListId, ListSet};
use crate::language::tokens::TokenKind;
use crate::language::values::{DateValue, Value};
use crate::rules::{EntityId, Meaning, OfficeId, PersonId, Table, TenureId, TitleId};
use crate::text::{Prose, Span};
use crate::time::{Day, When};

/// A term that a sentence tells of.
#[derive(Debug)]
pub(super) struct Stated {
    pub(super) person: PersonId,
    /// Every tenure of the person in an office that may be meant, in order.
    pub(super) tenures: Vec<TenureId>,
    /// When it began, by the sentence.
    pub(super) from: Option<When>,
    /// When it ended.
    pub(super) until: Option<When>,
    /// Whether an election is told, which may have been one among several.
    pub(super) elected: bool,
    /// Which of all holders it makes the person: "the 44th president".
    pub(super) number: Option<u32>,
    /// From the name to the last year.
    pub(super) span: Span<Prose>,
    /// The office as written, where it is.
    pub(super) title: Option<Span<Prose>>,
}

/// The offices that a draft gives a person.
type Given<'a> = &'a dyn Fn(PersonId) -> Vec<OfficeId>;

/// The word lists that such a sentence is read by.
#[derive(Debug)]
pub(super) struct Lists {
    who: ListId,
    pub(super) link: ListId,
    pub(super) start: ListId,
    elected: ListId,
    pub(super) took: ListId,
    pub(super) taking: ListId,
    pub(super) becoming: ListId,
    held: ListId,
    left: ListId,
    end: ListId,
    since: ListId,
    until: ListId,
    opening: ListId,
    to: ListId,
    pub(super) on: ListId,
    further: ListId,
    pub(super) determiner: ListId,
    hypothetical: ListId,
    pub(super) goes_on: ListId,
    pub(super) coordination: ListId,
    pub(super) modifier: ListId,
    pub(super) ordinal: ListId,
    pub(super) guard: ListId,
    pub(super) clause: ListId,
}

/// When a term began, and when it ended.
type Term = (Option<When>, Option<When>);

/// Between the two years of a term.
const DASHES: [&str; 3] = ["-", "\u{2013}", "\u{2014}"];

/// An office that was read, and the token behind it.
pub(super) struct Office {
    pub(super) title: Option<(usize, usize)>,
    pub(super) offices: Vec<OfficeId>,
    pub(super) next: usize,
}

impl Lists {
    pub(super) fn new(cues: &Cues) -> Self {
        Self {
            who: cues.list("relative-pronoun"),
            link: cues.list("term-link"),
            start: cues.list("term-start"),
            elected: cues.list("term-elected"),
            took: cues.list("term-took"),
            taking: cues.list("term-taking"),
            becoming: cues.list("term-becoming"),
            held: cues.list("term-held"),
            left: cues.list("term-left"),
            end: cues.list("term-end"),
            since: cues.list("term-since"),
            until: cues.list("term-until"),
            opening: cues.list("span-opening"),
            to: cues.list("term-to"),
            on: cues.list("term-in"),
            further: cues.list("term-further"),
            determiner: cues.list("determiner"),
            hypothetical: cues.list("hypothetical"),
            goes_on: cues.list("term-goes-on"),
            coordination: cues.list("coordination"),
            modifier: cues.list("title-modifier"),
            ordinal: cues.list("ordinal-ending"),
            guard: cues.list("guard-preposition"),
            clause: cues.list("clause-opener"),
        }
    }

    /// Every such sentence has an item of one of these.
    pub(super) fn gate(&self) -> ListSet {
        let mut gate = ListSet::default();
        let begins = [self.since, self.opening, self.start, self.elected, self.took, self.taking, self.becoming];
        begins.into_iter().chain([self.until, self.left, self.end, self.ordinal]).for_each(|list| gate.add(list));
        gate
    }

    /// What a sentence says of terms.
    pub(super) fn stated(
        &self,
        table: &Table,
        view: &Annotated<'_>,
        values: &[Value],
        given: Given<'_>,
    ) -> Vec<Stated> {
        if view.any(self.hypothetical).is_some() {
            return Vec::new();
        }
        let reader = Reader { lists: self, table, view, values, given };
        let people = view.hits.iter().filter_map(|hit| Some((hit, one_person(hit, given)?)));
        people.filter_map(|(hit, person)| reader.around(hit, person)).collect()
    }
}

/// The one person that a name stands for; a surname stands for whom the draft names in full.
fn one_person(hit: &Hit, given: Given<'_>) -> Option<PersonId> {
    let full: Vec<PersonId> =
        hit.meanings.iter().filter_map(|m| if let Meaning::Name(id) = m { Some(*id) } else { None }).collect();
    match full.as_slice() {
        [person] => return Some(*person),
        [] => {}
        _ => return None,
    }
    let surname = hit.meanings.iter().filter_map(|m| if let Meaning::Surname(id) = m { Some(*id) } else { None });
    let mut known = surname.filter(|&id| !given(id).is_empty());
    known.next().filter(|_| known.next().is_none())
}

pub(super) struct Reader<'a> {
    pub(super) lists: &'a Lists,
    table: &'a Table,
    pub(super) view: &'a Annotated<'a>,
    values: &'a [Value],
    pub(super) given: Given<'a>,
}

impl Reader<'_> {
    /// What is said around a name.
    fn around(&self, hit: &Hit, person: PersonId) -> Option<Stated> {
        self.behind(hit, person)
            .or_else(|| self.before(hit, person))
            .or_else(|| self.ahead(hit, person))
            .or_else(|| self.numbered(hit, person))
    }

    /// ", chancellor from 2005 to 2021", ", who has been chancellor since 2005", "became chancellor in 2005", "(chancellor, 2005–21)".
    fn behind(&self, hit: &Hit, person: PersonId) -> Option<Stated> {
        if self.view.is_mark(hit.to, "(") {
            let office = self.office(hit.to + 1)?;
            let (term, end) = self.two(office.next + usize::from(self.view.is_mark(office.next, ",")))?;
            return self.view.is_mark(end, ")").then(|| self.made(hit, person, &office, term, end + 1)).flatten();
        }
        let comma = usize::from(self.view.is_mark(hit.to, ","));
        let mut at = hit.to + comma;
        if comma == 1 {
            at = self.view.starts(self.lists.who, at).unwrap_or(at);
        }
        if let Some((term, end)) = self.in_office(at) {
            let office = Office { title: None, offices: (self.given)(person), next: end };
            return self.made(hit, person, &office, term, end);
        }
        if let Some((office, elected)) = self.begins(at) {
            let (from, end) = self.date(self.view.starts(self.lists.on, office.next)?)?;
            let made = self.made(hit, person, &office, (Some(from), None), end)?;
            return Some(Stated { elected, ..made });
        }
        if let Some(next) = self.view.starts(self.lists.end, at) {
            let office = self.office(next)?;
            let (until, end) = self.date(self.view.starts(self.lists.on, office.next)?)?;
            return self.made(hit, person, &office, (None, Some(until)), end);
        }
        let link = self.view.starts(self.lists.link, at);
        if link.is_none() && comma == 0 {
            return None;
        }
        let office = self.office(link.unwrap_or(at))?;
        let next = office.next + usize::from(self.view.is_mark(office.next, ","));
        let (term, end) = self
            .since(next)
            .or_else(|| self.until(next))
            .or_else(|| self.span(next))
            .or_else(|| self.bracketed(office.next))?;
        self.made(hit, person, &office, term, end)
    }

    /// "became chancellor", "was elected chancellor": the office, and whether an election is told.
    pub(super) fn begins(&self, at: usize) -> Option<(Office, bool)> {
        let start = self.view.starts(self.lists.start, at);
        let next = start.or_else(|| self.view.starts(self.lists.elected, at))?;
        Some((self.office(next)?, start.is_none()))
    }

    /// "took office in 2009", "left office in 2017", "has been in power since 2009": the office is the one that the draft gives elsewhere.
    fn in_office(&self, at: usize) -> Option<(Term, usize)> {
        if let Some(next) = self.view.starts(self.lists.took, at) {
            let (from, end) = self.date(self.view.starts(self.lists.on, next)?)?;
            return Some(((Some(from), None), end));
        }
        if let Some(next) = self.view.starts(self.lists.left, at) {
            let (until, end) = self.date(self.view.starts(self.lists.on, next)?)?;
            return Some(((None, Some(until)), end));
        }
        let link = self.view.starts(self.lists.link, at).unwrap_or(at);
        self.since(self.view.starts(self.lists.held, link)?)
    }

    /// "Chancellor Angela Merkel (2005-2021)".
    fn before(&self, hit: &Hit, person: PersonId) -> Option<Stated> {
        let title = self.view.hit_before(hit.from)?;
        let titles = titles(title);
        let place = self.view.hit_before(title.from).map(places).filter(|places| !places.is_empty());
        let office = Office {
            title: Some((title.from, title.to)),
            offices: self.offices(&titles, place.as_deref())?,
            next: hit.to,
        };
        let (term, end) = self.bracketed(hit.to)?;
        self.made(hit, person, &office, term, end)
    }

    /// "the German chancellor", "prime minister of Canada": nothing that is not known may stand before or behind.
    pub(super) fn office(&self, mut at: usize) -> Option<Office> {
        at = self.view.starts(self.lists.determiner, at).unwrap_or(at);
        let mut place = None;
        if let Some(hit) = self.view.hit_at(at).filter(|hit| titles(hit).is_empty() && !places(hit).is_empty()) {
            place = Some(places(hit));
            at = hit.to + usize::from(self.view.is_possessive(hit.to));
        }
        let title = self.view.hit_at(at).filter(|hit| !titles(hit).is_empty())?;
        let mut next = title.to;
        if self.view.starts(self.lists.further, next).is_some() {
            let article = self.view.starts(self.lists.determiner, next + 1).unwrap_or(next + 1);
            let behind = self.view.hit_at(article).filter(|hit| !places(hit).is_empty())?;
            place = Some(places(behind));
            next = behind.to;
        }
        Some(Office {
            title: Some((title.from, title.to)),
            offices: self.offices(&titles(title), place.as_deref())?,
            next,
        })
    }

    /// The offices of some titles, in a place where one is named; `None` where there is none.
    fn offices(&self, titles: &[TitleId], places: Option<&[EntityId]>) -> Option<Vec<OfficeId>> {
        let mut offices: Vec<OfficeId> =
            titles.iter().flat_map(|&title| self.table.offices_with(title)).copied().collect();
        if let Some(places) = places {
            offices.retain(|&office| places.contains(&self.table.office(office).of));
        }
        (!offices.is_empty()).then_some(offices)
    }

    /// "since 2005".
    fn since(&self, at: usize) -> Option<(Term, usize)> {
        let (from, end) = self.date(self.view.starts(self.lists.since, at)?)?;
        Some(((Some(from), None), end))
    }

    /// "until 2021".
    fn until(&self, at: usize) -> Option<(Term, usize)> {
        let (until, end) = self.date(self.view.starts(self.lists.until, at)?)?;
        Some(((None, Some(until)), end))
    }

    /// "from 2005 to 2021".
    fn span(&self, at: usize) -> Option<(Term, usize)> {
        self.two(self.view.starts(self.lists.opening, at)?)
    }

    /// "(2005-2021)".
    fn bracketed(&self, at: usize) -> Option<(Term, usize)> {
        let (term, end) = self.view.is_mark(at, "(").then(|| self.two(at + 1))??;
        self.view.is_mark(end, ")").then_some((term, end + 1))
    }

    /// "2005 to 2021", "2005-2021".
    fn two(&self, at: usize) -> Option<(Term, usize)> {
        let (from, behind) = self.date(at)?;
        let dash = DASHES.iter().any(|dash| self.view.is_mark(behind, dash)).then_some(behind + 1);
        let second = dash.or_else(|| self.view.starts(self.lists.to, behind))?;
        let (until, end) = self.date(second).or_else(|| self.short_year(from, second).filter(|_| dash.is_some()))?;
        (from.earliest <= until.latest).then_some(((Some(from), Some(until)), end))
    }

    /// "16" of "2010–16".
    fn short_year(&self, from: When, at: usize) -> Option<(When, usize)> {
        let token =
            self.view.tokens.get(at).filter(|token| token.kind == TokenKind::Number && token.span.len() == 2)?;
        let first = from.earliest.year();
        let year = first - first % 100 + token.lower.parse::<i16>().ok()?;
        Some((When::year(year).filter(|_| year > first)?, at + 1))
    }

    /// The days of a date with its year, and the token behind it.
    pub(super) fn date(&self, at: usize) -> Option<(When, usize)> {
        let start = self.view.tokens.get(at)?.span.start;
        let value = self.values.iter().find(|value| value.span.start == start && value.hedge.is_none())?;
        let DateValue::Date { year: Some(year), month, day, .. } = value.date()? else { return None };
        let when = match (month, day) {
            (Some(month), Some(day)) => When::exactly(Day::new(year, month, day)?),
            (Some(month), None) => When::month(year, month)?,
            _ => When::year(year)?,
        };
        let end = at + self.view.tokens[at..].iter().take_while(|token| token.span.start < value.span.end).count();
        Some((when, end))
    }

    pub(super) fn made(
        &self,
        hit: &Hit,
        person: PersonId,
        office: &Office,
        (from, until): Term,
        end: usize,
    ) -> Option<Stated> {
        // "president from 1993 to 2001 of the society": the office is another one.
        let goes_on = self.view.starts(self.lists.further, end).is_some()
            || self.view.tokens.get(end).is_some_and(|token| !token.spaced && token.kind == TokenKind::Word);
        let mut tenures: Vec<TenureId> =
            office.offices.iter().flat_map(|&office| &self.table.office(office).tenures).copied().collect();
        tenures.retain(|&id| self.table.tenure(id).holder == person);
        tenures.sort_by_key(|&id| self.table.tenure(id).term.from.earliest);
        let first = office.title.map_or(hit.from, |(title, _)| hit.from.min(title));
        (!goes_on && !tenures.is_empty()).then(|| Stated {
            person,
            tenures,
            from,
            until,
            elected: false,
            number: None,
            span: self.view.span_of(first, end),
            title: office.title.map(|(from, to)| self.view.span_of(from, to)),
        })
    }
}

pub(super) fn titles(hit: &Hit) -> Vec<TitleId> {
    hit.meanings.iter().filter_map(|m| if let Meaning::Title(id) = m { Some(*id) } else { None }).collect()
}

pub(super) fn places(hit: &Hit) -> Vec<EntityId> {
    let place = |m: &Meaning| if let Meaning::Place(id) | Meaning::Adjective(id) = m { Some(*id) } else { None };
    hit.meanings.iter().filter_map(place).collect()
}
