//! Validates linked facts: rows may be well-formed and still contradict each other.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::duplicates::{country, may_be_one};
use super::facts::Facts;
use super::model::{Office, Person, Row, Tenure};
use super::normalise::fold;
use crate::findings::Fault;
use crate::text::{Input, Place, Span};
use crate::time::{Day, Until};

/// Days by which a term may outlast its holder, since deaths may be reported late.
const MOURNING: i32 = 7;

/// Faults between rows, in the order of their places. A fault is placed at a row of `files`, the later one if both are
/// there, and mentions the other; rows outside `files` were validated before.
pub(crate) fn judge(facts: &Facts, files: &[Arc<Input>]) -> Vec<Fault> {
    let known =
        |input: &Arc<Input>| (input.path.strip_prefix("facts/").unwrap_or(&input.path).to_owned(), input.clone());
    let files = files.iter().map(known).collect();
    let mut judge = Validation { facts, files, faults: Vec::new() };
    for office in &facts.offices {
        judge.one_seat(office);
        judge.twice(office);
    }
    let mut seen = BTreeMap::new();
    for tenure in &facts.tenures {
        judge.lifespan(tenure);
        if let Some(first) = seen.insert((tenure.office, tenure.holder, tenure.term.from, tenure.acting), tenure.row) {
            judge.pair("fact-duplicate", [tenure.row, first], "the same tenure is listed twice".to_owned());
        }
    }
    judge.same_name();
    judge.two_states();
    judge.faults.sort_by(|a, b| a.place.cmp(&b.place));
    judge.faults
}

struct Validation<'a> {
    facts: &'a Facts,
    /// The available files by their paths below the facts.
    files: BTreeMap<String, Arc<Input>>,
    faults: Vec<Fault>,
}

/// A term with the days that are certainly in it.
struct Sure<'a> {
    row: &'a Tenure,
    from: Day,
    until: Day,
}

impl<'a> Validation<'a> {
    fn place(&self, row: Row) -> Option<Place> {
        let input = self.files.get(&self.facts.packs[row.pack.0 as usize].path)?;
        let range = input.line(row.line);
        Some(Place { input: Arc::clone(input), span: Span::new(range.start, range.end) })
    }

    /// Reports a fault at a row of the available files.
    fn fault(&mut self, code: &'static str, row: Row, message: String) {
        if let Some(place) = self.place(row) {
            self.faults.push(Fault::at(code, place, message));
        }
    }

    /// Reports a fault of two rows at the first of them in the available files, and mentions the other.
    fn pair(&mut self, code: &'static str, rows: [Row; 2], message: String) {
        let [one, other] = if self.place(rows[0]).is_some() { rows } else { [rows[1], rows[0]] };
        if let Some(place) = self.place(one) {
            let note = format!("the other row is {}:{}", self.facts.packs[other.pack.0 as usize].path, other.line);
            self.faults.push(Fault::at(code, place, message).note(note));
        }
    }

    fn person(&self, tenure: &Tenure) -> &'a Person {
        &self.facts.persons[tenure.holder.0 as usize]
    }

    /// The rows of an office that certainly last at least a day, in order of their first days.
    fn sure(&self, office: &Office, wanted: fn(&Tenure) -> bool) -> Vec<Sure<'a>> {
        let rows = office.tenures.iter().map(|id| &self.facts.tenures[id.0 as usize]).filter(|row| wanted(row));
        let sure = rows.filter_map(|row| {
            let &(from, until) = row.term.certain().ranges().first()?;
            Some(Sure { row, from, until })
        });
        let mut rows: Vec<Sure<'_>> = sure.collect();
        rows.sort_by_key(|sure| sure.from);
        rows
    }

    /// Two holders of a one-seat office at once, and open terms whose successor is listed.
    fn one_seat(&mut self, office: &Office) {
        if office.seats != 1 {
            return;
        }
        let rows = self.sure(office, Tenure::contradicts);
        for (at, sure) in rows.iter().enumerate() {
            let is_open = matches!(sure.row.term.until, Until::Open { .. });
            let after = |later: &&Sure<'_>| {
                later.row.holder != sure.row.holder && later.row.term.from.earliest > sure.row.term.from.latest
            };
            if let Some(later) = rows[at + 1..].iter().find(after).filter(|_| is_open) {
                let (name, next) = (&self.person(sure.row).name, &self.person(later.row).name);
                let message = format!("{name} is listed as still in `{}`, but {next} follows", office.id);
                self.pair("fact-open-with-successor", [sure.row.row, later.row.row], message);
            }
        }
        let followed = |sure: &Sure<'_>, later: &Sure<'_>| {
            matches!(sure.row.term.until, Until::Open { .. })
                && later.row.term.from.earliest > sure.row.term.from.latest
        };
        self.overlaps(&rows, i64::from(office.grace.max(1)), |judge, earlier, later, days| {
            if earlier.row.holder != later.row.holder && !followed(earlier, later) {
                let (name, next) = (&judge.person(earlier.row).name, &judge.person(later.row).name);
                let message = format!("{name} and {next} both hold the single seat of `{}` for {days} days", office.id);
                judge.pair("fact-two-holders", [later.row.row, earlier.row.row], message);
                return true;
            }
            false
        });
    }

    /// One holder twice in an office at once.
    fn twice(&mut self, office: &Office) {
        let rows = self.sure(office, |_| true);
        let mut holders: BTreeMap<u32, Vec<Sure<'_>>> = BTreeMap::new();
        rows.into_iter().for_each(|sure| holders.entry(sure.row.holder.0).or_default().push(sure));
        for rows in holders.values().filter(|rows| rows.len() > 1) {
            self.overlaps(rows, i64::from(office.grace.max(1)), |judge, earlier, later, days| {
                if (earlier.row.term.from, earlier.row.acting) == (later.row.term.from, later.row.acting) {
                    return false;
                }
                let name = &judge.person(later.row).name;
                let message = format!("{name} holds `{}` twice for {days} days", office.id);
                judge.pair("fact-duplicate", [later.row.row, earlier.row.row], message);
                true
            });
        }
    }

    /// Calls `report` with pairs of rows that certainly overlap by more than some days, until it returns `true` for a row.
    fn overlaps(
        &mut self,
        rows: &[Sure<'a>],
        grace: i64,
        report: impl Fn(&mut Self, &Sure<'a>, &Sure<'a>, i64) -> bool,
    ) {
        let mut running: Vec<&Sure<'_>> = Vec::new();
        for later in rows {
            running.retain(|earlier| earlier.until.since(later.from) > grace);
            for earlier in &running {
                let days = earlier.until.min(later.until).since(later.from);
                if days > grace && report(self, earlier, later, days) {
                    break;
                }
            }
            running.push(later);
        }
    }

    /// One full name for two people in one office at the same time, or for two people about whom nothing else is known,
    /// who cannot be distinguished.
    fn same_name(&mut self) {
        let mut called: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (number, person) in self.facts.persons.iter().enumerate().filter(|(_, person)| person.place.is_none()) {
            for name in std::iter::once(&person.name).chain(&person.aliases) {
                let people = called.entry(fold(name)).or_default();
                if people.last() != Some(&number) {
                    people.push(number);
                }
            }
        }
        let mut report = BTreeSet::new();
        let mut shared: BTreeMap<(usize, usize), Vec<&str>> = BTreeMap::new();
        for (name, people) in called.iter().filter(|(name, people)| people.len() > 1 && name.contains(' ')) {
            for (at, &one) in people.iter().enumerate() {
                for &other in &people[at + 1..] {
                    let (first, second) = (&self.facts.persons[one], &self.facts.persons[other]);
                    let pair = [second.row, first.row];
                    for (named, called) in [(first, second), (second, first)] {
                        let is_alias = fold(&named.name) == *name && fold(&called.name) != *name;
                        if is_alias && !called.namesakes.contains(&named.id) {
                            let message = format!(
                                "`{name}` is an alias of `{}` and the name of `{}`, who is not among its `namesakes`",
                                called.id, named.id
                            );
                            self.pair("fact-alias-of-another", [called.row, named.row], message);
                        }
                    }
                    shared.entry((one, other)).or_default().push(name);
                    if self.together(one, other) && report.insert((one, other)) {
                        let message = format!("`{name}` is both `{}` and `{}` in one office", first.id, second.id);
                        self.pair("fact-ambiguous-name", pair, message);
                    } else if is_bare(first) && is_bare(second) && report.insert((one, other)) {
                        let message = format!(
                            "`{name}` is both `{}` and `{}`, which cannot be distinguished",
                            first.id, second.id
                        );
                        self.pair("fact-ambiguous-name", pair, message);
                    }
                }
            }
        }
        for ((one, other), names) in shared.iter().filter(|(pair, _)| !report.contains(pair)) {
            let (first, second) = (&self.facts.persons[*one], &self.facts.persons[*other]);
            if may_be_one(self.facts, [first, second], names) {
                let (name, first_id, id) = (names[0], &first.id, &second.id);
                let message = format!("`{name}` is both `{first_id}` and `{id}`, which may be one person");
                self.pair("fact-twin", [second.row, first.row], message);
            }
        }
    }

    /// Offices of two sovereign states are mostly those of two people under one id.
    fn two_states(&mut self) {
        for person in self.facts.persons.iter().filter(|person| !person.several_states && person.place.is_none()) {
            let tenures = person.tenures.iter().map(|id| &self.facts.tenures[id.0 as usize]);
            let offices = tenures.filter(|tenure| self.facts.offices[tenure.office.0 as usize].sort.filtered);
            let places = offices.map(|tenure| &self.facts.entities[country(self.facts, tenure).0 as usize]);
            let states: BTreeSet<&str> =
                places.filter(|place| place.kind == "country").map(|place| place.name.as_str()).collect();
            if states.len() > 1 {
                let states: Vec<&str> = states.into_iter().collect();
                let message = format!(
                    "{} holds offices of {}: two people, unless the row has `several-states = true`",
                    person.name,
                    states.join(" and ")
                );
                self.fault("fact-two-states", person.row, message);
            }
        }
    }

    /// Returns `true` if two people certainly held the same office at the same time.
    fn together(&self, one: usize, other: usize) -> bool {
        let rows =
            |person: usize| self.facts.persons[person].tenures.iter().map(|id| &self.facts.tenures[id.0 as usize]);
        rows(one).any(|mine| {
            let meets = |theirs: &Tenure| theirs.term.certain().meets(&mine.term.certain());
            // A party is not an office: namesakes may share one.
            self.facts.offices[mine.office.0 as usize].sort.filtered
                && rows(other).any(|theirs| theirs.office == mine.office && meets(theirs))
        })
    }

    fn lifespan(&mut self, tenure: &Tenure) {
        let (person, office) = (self.person(tenure), &self.facts.offices[tenure.office.0 as usize]);
        if person.born.is_some_and(|born| tenure.term.from.latest < born.earliest) {
            self.fault("fact-before-birth", tenure.row, format!("{} was not born yet", person.name));
        } else if person.born.is_some_and(|born| tenure.term.from.latest < birthday(born.earliest, office.least_age))
            && office.sort.filtered
        {
            let message =
                format!("{} was younger than {}, the `least-age` of `{}`", person.name, office.least_age, office.id);
            self.fault("fact-too-young", tenure.row, message);
        }
        let Some(died) = person.died else { return };
        let after = match tenure.term.until {
            Until::Left(when) => when.earliest > died.latest.plus(MOURNING),
            Until::Open { seen } | Until::Unknown { seen } => seen > died.latest,
        };
        if after {
            self.fault("fact-after-death", tenure.row, format!("{} had already died", person.name));
        }
    }
}

/// The day on which somebody born on a day reaches an age.
fn birthday(born: Day, years: i16) -> Day {
    let (year, month, day) = born.ymd();
    Day::new(year + years, month, day).unwrap_or(born.plus(365 * i32::from(years)))
}

/// Returns `true` if nothing but names is known of a person.
fn is_bare(person: &Person) -> bool {
    person.tenures.is_empty() && person.born.is_none() && person.died.is_none()
}
