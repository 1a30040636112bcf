//! Kind `city`: "the Norwegian city of Gothenburg", held against where the city lies.

use super::{behind, fact, finding, own_sentence, place, place_before};
use crate::findings::Finding;
use crate::kinds::{Draft, Found, Kind, Run};
use crate::language::cues::Cues;
use crate::language::phrases::{Phrase, Phrases};
use crate::rules::{Check, EntityId, KindSpec, OptionSort, OptionSpec, Table, Words};

const PLACEHOLDERS: &[&str] = &["city", "place", "known"];

const NOUNS: OptionSpec = OptionSpec { name: "nouns", sort: OptionSort::Texts };
const BETWEEN: OptionSpec = OptionSpec { name: "between", sort: OptionSort::Texts };
const DISPUTED: OptionSpec = OptionSpec { name: "disputed", sort: OptionSort::Texts };
const EXCEPT: OptionSpec = OptionSpec { name: "except", sort: OptionSort::Texts };

pub(in crate::kinds) const KIND: Kind = Kind {
    spec: KindSpec {
        name: "city",
        messages: &[("message", PLACEHOLDERS), ("label.pair", PLACEHOLDERS)],
        required: &["message"],
        options: &[NOUNS, BETWEEN, DISPUTED, EXCEPT],
    },
    prepare,
};

fn prepare(check: &Check, _: &Words, _: &Cues) -> Box<dyn Run> {
    Box::new(City { nouns: Phrases::new(check.texts(NOUNS)), except: Phrases::new(check.texts(EXCEPT)) })
}

#[derive(Debug)]
struct City {
    nouns: Phrases,
    except: Phrases,
}

/// A city and the country or state it is put into, as they stand in the prose.
struct Pair {
    city: (usize, usize),
    /// With the noun.
    place: (usize, usize),
    cities: Vec<EntityId>,
    places: Vec<EntityId>,
}

impl Run for City {
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Found {
        let mut found = Found::default();
        for noun in draft.analysis.phrases(&self.nouns) {
            let Some(pair) = pair(check, draft, noun) else { continue };
            found.read += 1;
            if own_sentence(draft, noun.from, &self.except).is_some() {
                found.findings.extend(judge(check, draft, &pair));
            }
        }
        found
    }
}

/// "the Norwegian city of Gothenburg", "Gothenburg, a Norwegian city".
fn pair(check: &Check, draft: &Draft<'_>, noun: Phrase) -> Option<Pair> {
    let (prose, table) = (draft.analysis.prose(), draft.table);
    let (start, places) = place_before(table, prose, noun.from)?;
    let whole = (start, noun.to);
    let behind = behind(prose, noun.to, check.texts(BETWEEN));
    if let Some((from, (to, cities))) = behind.and_then(|from| Some((from, place(table, prose, from, None)?))) {
        return Some(Pair { city: (from, to), place: whole, cities, places });
    }
    let before = prose[..start].trim_end_matches(' ');
    let before =
        before.strip_suffix("the").or_else(|| before.strip_suffix("an")).or_else(|| before.strip_suffix('a'))?;
    let end = before.strip_suffix(' ')?.strip_suffix(',')?.len();
    let (from, cities) = place_before(table, prose, end)?;
    (prose[from..end].ends_with(char::is_alphabetic)).then_some(Pair {
        city: (from, end),
        place: whole,

        cities,
        places,
    })
}

fn judge(check: &Check, draft: &Draft<'_>, pair: &Pair) -> Option<Finding> {
    let (prose, table) = (draft.analysis.prose(), draft.table);
    let city = &prose[pair.city.0..pair.city.1];
    let is = |id: &EntityId, kinds: &[&str]| kinds.contains(&table.entity(*id).kind.as_str());
    let judged = pair.cities.iter().all(|id| is(id, &["city"]))
        && pair.places.iter().all(|id| is(id, &["country", "state"]))
        && !check.texts(DISPUTED).iter().any(|disputed| disputed == city);
    if !judged || pair.cities.iter().any(|&city| pair.places.iter().any(|&place| may_lie(table, city, place))) {
        return None;
    }
    let row = table.entity(pair.cities[0]);
    let known = &table.entity(row.within?).name;
    let place = &table.entity(pair.places[0]).name;
    let values = [("city", city), ("place", place.as_str()), ("known", known.as_str())];
    let (from, to) = (pair.city.0.min(pair.place.0), pair.city.1.max(pair.place.1));
    Some(Finding { facts: vec![fact(table, row.row)], ..finding(check, draft, (from, to), &values) })
}

/// Whether a city of that name may lie in a place: it lies in it, or in something that the place is a part of.
fn may_lie(table: &Table, city: EntityId, place: EntityId) -> bool {
    let row = table.entity(city);
    let above = |from: EntityId| std::iter::successors(Some(from), |&id| table.entity(id).within);
    let mut lies = row.within.iter().chain(&row.also_in);
    row.within.is_none() || lies.any(|&at| above(at).any(|id| id == place) || above(place).any(|id| id == at))
}
