//! Judges linked facts: what each row says may be well formed, and they still cannot all be true.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::facts::Facts;
use super::fold::fold;
use super::model::{Office, Tenure};
use crate::findings::Fault;
use crate::text::{Input, Place, Span};
use crate::time::{Day, Days, Until};

/// Faults between rows. Places are looked up in `files` by path; rows of other files are named by path and line.
pub(crate) fn judge(facts: &Facts, files: &[Arc<Input>]) -> Vec<Fault> {
    let judge = Judge { facts, files };
    let mut faults = Vec::new();
    for office in &facts.offices {
        judge.one_seat(office, &mut faults);
    }
    let mut seen = BTreeSet::new();
    for tenure in &facts.tenures {
        judge.lifespan(tenure, &mut faults);
        if !seen.insert((tenure.office, tenure.holder, tenure.term.from, tenure.acting)) {
            judge.fault("fact-duplicate", tenure, "the same tenure is listed twice", &mut faults);
        }
    }
    judge.same_name(&mut faults);
    faults.sort_by(|a, b| (&a.path, &a.place).cmp(&(&b.path, &b.place)));
    faults
}

struct Judge<'a> {
    facts: &'a Facts,
    files: &'a [Arc<Input>],
}

impl Judge<'_> {
    /// A fault at a row, where the row stands in one of the files at hand.
    fn fault(&self, code: &'static str, tenure: &Tenure, message: impl Into<String>, faults: &mut Vec<Fault>) {
        let pack = &self.facts.packs[tenure.row.pack.0 as usize];
        let Some(input) =
            self.files.iter().find(|input| input.path.strip_prefix("facts/").unwrap_or(&input.path) == pack.path)
        else {
            return;
        };
        let start: usize = input.text.split_inclusive('\n').take(tenure.row.line as usize - 1).map(str::len).sum();
        let end = start + input.text[start..].lines().next().map_or(0, str::len);
        faults.push(Fault::at(code, Place { input: Arc::clone(input), span: Span::new(start, end) }, message));
    }

    fn name(&self, tenure: &Tenure) -> &str {
        &self.facts.persons[tenure.holder.0 as usize].name
    }

    /// Two holders of a one-seat office at once, and open terms whose successor is listed.
    fn one_seat(&self, office: &Office, faults: &mut Vec<Fault>) {
        if office.seats != 1 {
            return;
        }
        let rows: Vec<&Tenure> = office
            .tenures
            .iter()
            .map(|id| &self.facts.tenures[id.0 as usize])
            .filter(|row| row.contradicts())
            .collect();
        for (at, row) in rows.iter().enumerate() {
            for other in rows[at + 1..].iter().filter(|other| other.holder != row.holder) {
                if matches!(row.term.until, Until::Open { .. }) && other.term.from.earliest > row.term.from.latest {
                    let message = format!(
                        "{} is listed as still in `{}`, and {} follows",
                        self.name(row),
                        office.id,
                        self.name(other)
                    );
                    self.fault("fact-open-with-successor", row, message, faults);
                    continue;
                }
                let both = row.term.certain().intersection(&other.term.certain());
                if longest(&both) > i64::from(office.grace.max(1)) {
                    let message = format!(
                        "{} and {} both hold the one seat of `{}` for {} days",
                        self.name(row),
                        self.name(other),
                        office.id,
                        longest(&both)
                    );
                    self.fault("fact-two-holders", other, message, faults);
                }
            }
        }
    }

    /// One full name for two people in one office at once: no draft could tell them apart.
    fn same_name(&self, faults: &mut Vec<Fault>) {
        let mut called: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (number, person) in self.facts.persons.iter().enumerate().filter(|(_, person)| person.place.is_none()) {
            for name in std::iter::once(&person.name).chain(&person.aliases) {
                let people = called.entry(fold(name)).or_default();
                if people.last() != Some(&number) {
                    people.push(number);
                }
            }
        }
        for (name, people) in called.iter().filter(|(name, people)| people.len() > 1 && name.contains(' ')) {
            for (at, &one) in people.iter().enumerate() {
                for &other in &people[at + 1..] {
                    if let Some((mine, _)) = self.together(one, other) {
                        let names = [one, other].map(|number| self.facts.persons[number].id.as_str());
                        let message = format!("`{name}` is both `{}` and `{}` in one office", names[0], names[1]);
                        self.fault("fact-ambiguous-name", mine, message, faults);
                    }
                }
            }
        }
    }

    /// Rows of two people in the same office whose days overlap.
    fn together(&self, one: usize, other: usize) -> Option<(&Tenure, &Tenure)> {
        let rows =
            |person: usize| self.facts.persons[person].tenures.iter().map(|id| &self.facts.tenures[id.0 as usize]);
        rows(one).find_map(|mine| {
            let theirs = rows(other)
                .find(|theirs| theirs.office == mine.office && theirs.term.certain().meets(&mine.term.certain()))?;
            Some((mine, theirs))
        })
    }

    fn lifespan(&self, tenure: &Tenure, faults: &mut Vec<Fault>) {
        let person = &self.facts.persons[tenure.holder.0 as usize];
        if person.born.is_some_and(|born| tenure.term.from.latest < born.earliest) {
            self.fault("fact-before-birth", tenure, format!("{} was not born yet", person.name), faults);
        }
        let Some(died) = person.died else { return };
        let after = match tenure.term.until {
            Until::Left(when) => when.earliest > died.latest.plus(7),
            Until::Open { seen } => seen > died.latest,
            Until::Unknown => tenure.term.from.earliest > died.latest,
        };
        if after {
            self.fault("fact-after-death", tenure, format!("{} had died by then", person.name), faults);
        }
    }
}

fn longest(days: &Days) -> i64 {
    days.ranges()
        .iter()
        .map(|&(from, until)| if until == Day::MAX { i64::MAX } else { until.since(from) })
        .max()
        .unwrap_or(0)
}
