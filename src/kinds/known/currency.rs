//! Kind `currency`: "the Polish currency, the euro", held against the money of the country.

use std::sync::OnceLock;

use super::{behind, days, fact, finding, own_sentence, place, place_before};
use crate::findings::Finding;
use crate::kinds::{Draft, Found, Kind, Run};
use crate::language::cues::Cues;
use crate::language::phrases::{Phrase, Phrases};
use crate::rules::{CURRENCY, Check, EntityId, KindSpec, OfficeId, OptionSort, OptionSpec, Table, Tenure, Words};
use crate::time::Days;

const PLACEHOLDERS: &[&str] = &["place", "currency", "known"];

const NOUNS: OptionSpec = OptionSpec { name: "nouns", sort: OptionSort::Texts };
const BETWEEN: OptionSpec = OptionSpec { name: "between", sort: OptionSort::Texts };
const OF: OptionSpec = OptionSpec { name: "of", sort: OptionSort::Texts };
const EXCEPT: OptionSpec = OptionSpec { name: "except", sort: OptionSort::Texts };

pub(in crate::kinds) const KIND: Kind = Kind {
    spec: KindSpec {
        name: "currency",
        messages: &[("message", PLACEHOLDERS), ("label.pair", PLACEHOLDERS)],
        required: &["message"],
        options: &[NOUNS, BETWEEN, OF, EXCEPT],
    },
    prepare,
};

fn prepare(check: &Check, _: &Words, _: &Cues) -> Box<dyn Run> {
    let nouns = Phrases::new(check.texts(NOUNS));
    Box::new(Money { nouns, except: Phrases::new(check.texts(EXCEPT)), names: OnceLock::new() })
}

#[derive(Debug)]
struct Money {
    nouns: Phrases,
    except: Phrases,
    names: OnceLock<Names>,
}

/// What currencies are called, and which of them each name means.
#[derive(Debug)]
struct Names {
    phrases: Phrases,
    offices: Vec<OfficeId>,
}

impl Names {
    fn new(table: &Table) -> Self {
        let rows = table.offices_of_sort(CURRENCY).into_iter().map(|id| (id, table.office(id)));
        let (names, offices): (Vec<String>, Vec<OfficeId>) =
            rows.flat_map(|(id, office)| office.titles.iter().map(move |title| (title.clone(), id))).unzip();
        Self { phrases: Phrases::new(&names), offices }
    }

    /// The name at a byte: where it ends.
    fn at(&self, prose: &str, from: usize) -> Option<usize> {
        let mut window = (from + 30).min(prose.len());
        while !prose.is_char_boundary(window) {
            window -= 1;
        }
        let found = self.phrases.find(&prose[from..window]).next()?;
        (found.from == 0).then_some(from + found.to)
    }

    /// The currencies that have a name.
    fn called<'n>(&'n self, table: &'n Table, name: &'n str) -> impl Iterator<Item = OfficeId> + 'n {
        let named = move |id: &OfficeId| table.office(*id).titles.iter().any(|title| title.eq_ignore_ascii_case(name));
        self.offices.iter().copied().filter(named)
    }
}

/// A country and the money it is said to have.
struct Pair {
    places: Vec<EntityId>,
    /// With the noun.
    place: (usize, usize),
    money: (usize, usize),
}

impl Run for Money {
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Found {
        let mut found = Found::default();
        for noun in draft.analysis.phrases(&self.nouns) {
            let Some(pair) = self.pair(check, draft, noun) else { continue };
            found.read += 1;
            if own_sentence(draft, noun.from, &self.except).is_some() {
                found.findings.extend(self.judge(check, draft, &pair));
            }
        }
        found
    }
}

impl Money {
    fn names(&self, table: &Table) -> &Names {
        self.names.get_or_init(|| Names::new(table))
    }

    /// "Japan's currency, the won", "the won, Japan's currency", "the won, the currency of Japan".
    fn pair(&self, check: &Check, draft: &Draft<'_>, noun: Phrase) -> Option<Pair> {
        let (prose, table) = (draft.analysis.prose(), draft.table);
        if let Some((start, places)) = place_before(table, prose, noun.from) {
            let money = match behind(prose, noun.to, check.texts(BETWEEN)) {
                Some(from) => self.money(table, prose, from)?,
                // "the won, Japan's currency of choice" says something else.
                None if prose[noun.to..].starts_with([',', '.', ';', ')']) => self.before(table, prose, start)?,
                None => return None,
            };
            return Some(Pair { places, place: (start, noun.to), money });
        }
        let from = behind(prose, noun.to, check.texts(OF))?;
        let (to, places) = place(table, prose, from, None)?;
        Some(Pair { places, place: (noun.from, to), money: self.before(table, prose, noun.from)? })
    }

    /// The name of a currency at a byte, over an adjective: "the U.S. dollar".
    fn money(&self, table: &Table, prose: &str, from: usize) -> Option<(usize, usize)> {
        let adjective = place(table, prose, from, None).map(|(to, _)| to);
        let name = adjective.filter(|&to| prose[to..].starts_with(' ')).map_or(from, |to| to + 1);
        Some((name, self.names(table).at(prose, name)?))
    }

    /// "the won, ", and an article behind it: the name of a currency before a byte.
    fn before(&self, table: &Table, prose: &str, at: usize) -> Option<(usize, usize)> {
        let text = prose[..at].trim_end_matches(' ');
        let text = text.strip_suffix(" the").unwrap_or(text);
        let end = text.strip_suffix(',')?.len();
        let from = prose[..end].rfind(' ')? + 1;
        let names = self.names(table);
        // Of "convertible mark" the last word is a name too.
        (prose[..from].to_lowercase().ends_with("the ") && names.at(prose, from) == Some(end)).then_some((from, end))
    }

    fn judge(&self, check: &Check, draft: &Draft<'_>, pair: &Pair) -> Option<Finding> {
        let (prose, table) = (draft.analysis.prose(), draft.table);
        let said = &prose[pair.money.0..pair.money.1];
        let meant: Vec<OfficeId> = self.names(table).called(table, said).collect();
        let days = days(draft);
        let mut known: Vec<&Tenure> = Vec::new();
        for &place in &pair.places {
            let own = own(table, place);
            if own.is_empty() || own.iter().any(|tenure| meant.contains(&tenure.office) && may_hold(tenure, &days)) {
                return None;
            }
            known.extend(own);
        }
        // After the day through which the list is known right, a country may have other money.
        let current = known.iter().find(|tenure| tenure.term.certain().meets(&days))?;
        let name = table.office(current.office).titles.first()?.clone();
        let place = &table.entity(pair.places[0]).name;
        let values = [("place", place.as_str()), ("currency", said), ("known", name.as_str())];
        let (from, to) = (pair.place.0.min(pair.money.0), pair.place.1.max(pair.money.1));
        Some(Finding { facts: vec![fact(table, current.row)], ..finding(check, draft, (from, to), &values) })
    }
}

/// The currencies that a country is known to have had.
fn own(table: &Table, place: EntityId) -> Vec<&Tenure> {
    let Some(member) = table.member(place) else { return Vec::new() };
    let held = table.person(member).tenures.iter().map(|&id| table.tenure(id));
    held.filter(|tenure| table.office(tenure.office).fluent == CURRENCY).collect()
}

fn may_hold(tenure: &Tenure, days: &Days) -> bool {
    tenure.term.possible().meets(days)
}
