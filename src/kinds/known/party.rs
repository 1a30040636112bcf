//! Kind `party`: "Sen. Jane Roe, R-Vt.", "the Republican governor Jane Roe", "Jane Roe, a Democrat from Ohio", held against the
//! parties and the seats of people who are known by their full names.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::{behind, days, fact, finding, own_sentence, place};
use crate::findings::Finding;
use crate::kinds::{Draft, Found, Kind, Run};
use crate::language::cues::Cues;
use crate::language::phrases::{Phrase, Phrases};
use crate::rules::{
    Check, EntityId, KindSpec, Meaning, Office, OptionSort, OptionSpec, PARTY, PersonId, Table, Tenure, Words,
};
use crate::time::Days;

const PLACEHOLDERS: &[&str] = &["name", "said", "known"];

const LETTERS: OptionSpec = OptionSpec { name: "letters", sort: OptionSort::Groups };
const ALONE: OptionSpec = OptionSpec { name: "alone", sort: OptionSort::Texts };
const STATES: OptionSpec = OptionSpec { name: "states", sort: OptionSort::Groups };
const OF_STATE: OptionSpec = OptionSpec { name: "of-state", sort: OptionSort::Flag };
const SEATS: OptionSpec = OptionSpec { name: "seats", sort: OptionSort::Texts };
const SENATOR: OptionSpec = OptionSpec { name: "senator", sort: OptionSort::Texts };
const TITLES: OptionSpec = OptionSpec { name: "titles", sort: OptionSort::Texts };
const ARTICLE: OptionSpec = OptionSpec { name: "article", sort: OptionSort::Texts };
const AFTER: OptionSpec = OptionSpec { name: "after", sort: OptionSort::Texts };
const NOT_BEFORE: OptionSpec = OptionSpec { name: "not-before", sort: OptionSort::Texts };
const LENIENT: OptionSpec = OptionSpec { name: "lenient", sort: OptionSort::Groups };
const EXCEPT: OptionSpec = OptionSpec { name: "except", sort: OptionSort::Texts };

pub(in crate::kinds) const KIND: Kind = Kind {
    spec: KindSpec {
        name: "party",
        messages: &[("message", PLACEHOLDERS), ("label.pair", PLACEHOLDERS)],
        required: &["message"],
        options: &[
            LETTERS, ALONE, STATES, OF_STATE, SEATS, SENATOR, TITLES, ARTICLE, AFTER, NOT_BEFORE, LENIENT, EXCEPT,
        ],
    },
    prepare,
};

/// Days by which a draft may miss the day on which somebody changed parties.
const GRACE: i32 = 365;

/// Most words of a name.
const WORDS: usize = 5;

fn prepare(check: &Check, _: &Words, _: &Cues) -> Box<dyn Run> {
    Box::new(Party { except: Phrases::new(check.texts(EXCEPT)), parties: OnceLock::new() })
}

#[derive(Debug)]
struct Party {
    except: Phrases,
    parties: OnceLock<Parties>,
}

/// The words of all parties, and the ids of those that each means.
#[derive(Debug)]
struct Parties {
    phrases: Phrases,
    called: BTreeMap<String, Vec<String>>,
}

/// Somebody with what is said of them.
struct Portrait {
    person: PersonId,
    name: (usize, usize),
    /// What is said: where it stands.
    said: (usize, usize),
    sort: Sort,
}

enum Sort {
    /// Of a party, by its word or by the office that its letter stands for.
    Party(Vec<String>),
    /// Senator of a state.
    State(EntityId),
}

impl Run for Party {
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Found {
        let mut found = Found::default();
        let letters = check.groups(LETTERS);
        let mut all: Vec<Portrait> =
            beside_names(draft.analysis.prose()).filter_map(|from| letter(check, draft, letters, from)).collect();
        if !check.flag(OF_STATE) {
            let parties = self.parties.get_or_init(|| Parties::new(draft.table));
            all.extend(draft.analysis.phrases(&parties.phrases).filter_map(|word| parties.word(check, draft, word)));
        }
        for said in &all {
            found.read += 1;
            if own_sentence(draft, said.name.0, &self.except).is_some() {
                found.findings.extend(judge(check, draft, said));
            }
        }
        found
    }
}

impl Parties {
    fn new(table: &Table) -> Self {
        let mut called: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for office in table.offices_of_sort(PARTY).into_iter().map(|id| table.office(id)) {
            for title in &office.titles {
                called.entry(title.clone()).or_default().push(office.id.clone());
            }
        }
        Self { phrases: Phrases::new(called.keys()), called }
    }
}

/// Where a letter behind a name may stand: behind ", ", " (" and " [".
fn beside_names(prose: &str) -> impl Iterator<Item = usize> {
    let bytes = prose.as_bytes();
    memchr::memchr3_iter(b',', b'(', b'[', bytes).filter_map(|mark| match bytes[mark] {
        b',' => (bytes.get(mark + 1) == Some(&b' ')).then_some(mark + 2),
        _ => bytes[..mark].ends_with(b" ").then_some(mark + 1),
    })
}

/// "Jane Roe, R-Vt.", "Jane Roe (D-Calif.)", "Sen. Jane Roe (R)".
fn letter(check: &Check, draft: &Draft<'_>, letters: &[Vec<String>], at: usize) -> Option<Portrait> {
    let (prose, table) = (draft.analysis.prose(), draft.table);
    let (row, rest) = letters.iter().find_map(|row| {
        let letter = row.first()?.as_str();
        let rest =
            (letter.as_bytes().first() == prose.as_bytes().get(at)).then(|| prose[at..].strip_prefix(letter))??;
        rest.starts_with(['-', '\u{2013}', ')', ']']).then_some((row, rest))
    })?;
    let letter_end = prose.len() - rest.len();
    let before = &prose[..at];
    let comma = before.strip_suffix(", ");
    let end = comma.unwrap_or(&before[..at - " (".len()]).len();
    let (from, person) = name_before(table, prose, end)?;
    let title = |list: OptionSpec| titled(prose, from, check.texts(list)).is_some();
    let state = rest.strip_prefix(['-', '\u{2013}']).and_then(|rest| state(check, table, rest));
    let said = |sort, to| Some(Portrait { person, name: (from, end), said: (at, to), sort });
    match state {
        Some((id, len)) if check.flag(OF_STATE) => {
            title(SENATOR).then_some(())?;
            said(Sort::State(id), letter_end + 1 + len)
        }
        Some((id, len)) => {
            seats(check, table, person).contains(&id).then_some(())?;
            said(Sort::Party(row[1..].to_vec()), letter_end + 1 + len)
        }
        None => {
            let alone = comma.is_none() && rest.starts_with([')', ']']);
            // "(R)" and "(L)" in a caption are the right and the left of its picture.
            let party = check.texts(ALONE).contains(&row[0]);
            (alone && party && title(TITLES) && !check.flag(OF_STATE)).then_some(())?;
            said(Sort::Party(row[1..].to_vec()), letter_end)
        }
    }
}

impl Parties {
    /// "Republican Gov. Jane Roe", "Jane Roe, a Democrat from Ohio", "Jane Roe, the Republican governor".
    fn word(&self, check: &Check, draft: &Draft<'_>, word: Phrase) -> Option<Portrait> {
        let (prose, table) = (draft.analysis.prose(), draft.table);
        let text = &prose[word.from..word.to];
        if !text.starts_with(char::is_uppercase) {
            return None;
        }
        let (name, person) = somebody(check, table, prose, word)?;
        let before = prose[..word.from].trim_end_matches(' ');
        if check.texts(NOT_BEFORE).iter().any(|not| ends_with_word(before, not)) {
            return None;
        }
        let sort = Sort::Party(self.called.get(text).cloned().unwrap_or_default());
        Some(Portrait { person, name, said: (word.from, word.to), sort })
    }
}

/// Who stands beside the word of a party, and where.
fn somebody(check: &Check, table: &Table, prose: &str, word: Phrase) -> Option<((usize, usize), PersonId)> {
    let titles = check.texts(TITLES);
    let article = check.texts(ARTICLE).iter().find_map(|article| prose[..word.from].strip_suffix(article.as_str()));
    if let Some((from, person)) = article.and_then(|before| name_before(table, prose, before.len())) {
        let titled = || titles_behind(prose, word.to, titles) > word.to;
        let closes = behind(prose, word.to, check.texts(AFTER)).is_some() || titled();
        let end = article.map_or(from, str::len);
        return closes.then_some(((from, end), person));
    }
    let mut at = titles_behind(prose, word.to, titles);
    at += usize::from(at > word.to && prose[at..].starts_with(','));
    let from = prose[at..].strip_prefix(' ').map(|_| at + 1)?;
    let (to, person) = name(table, prose, from)?;
    Some(((from, to), person))
}

/// Whether a text ends in a whole word or mark.
fn ends_with_word(text: &str, word: &str) -> bool {
    let joined =
        || word.starts_with(char::is_alphanumeric) && text[..text.len() - word.len()].ends_with(char::is_alphanumeric);
    ends_with(text, word) && !joined()
}

/// Whether a text ends so; ASCII letters are compared without their case.
fn ends_with(text: &str, end: &str) -> bool {
    let at = text.len().checked_sub(end.len());
    at.and_then(|at| text.get(at..)).is_some_and(|last| last.eq_ignore_ascii_case(end))
}

/// The title that stands before a byte, with a space between; "state Sen." is none.
fn titled<'t>(prose: &str, at: usize, titles: &'t [String]) -> Option<&'t String> {
    let before = prose[..at].strip_suffix(' ')?;
    titles.iter().find(|title| {
        ends_with_word(before, title) && !ends_with(before[..before.len() - title.len()].trim_end_matches(' '), "state")
    })
}

/// Behind all titles that follow a byte.
fn titles_behind(prose: &str, from: usize, titles: &[String]) -> usize {
    let mut at = from;
    while let Some(rest) = prose[at..].strip_prefix(' ') {
        let fits = |title: &&String| {
            rest.get(..title.len()).is_some_and(|start| start.eq_ignore_ascii_case(title))
                && !rest[title.len()..].starts_with(char::is_alphanumeric)
        };
        match titles.iter().filter(fits).map(String::len).max() {
            Some(len) => at += 1 + len,
            None => break,
        }
    }
    at
}

/// The one person whose full name starts at a byte.
fn name(table: &Table, prose: &str, from: usize) -> Option<(usize, PersonId)> {
    let (to, meanings) = prose[from..].starts_with(char::is_uppercase).then(|| table.longest(prose, from))??;
    let mut people =
        meanings.iter().filter_map(|meaning| if let Meaning::Name(id) = meaning { Some(*id) } else { None });
    let one = people.next()?;
    // "Mike Johnson-Smith", "Jane Roe Holt": somebody else.
    let more = prose[to..].strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_uppercase));
    (people.next().is_none() && prose[from..to].contains(' ') && !prose[to..].starts_with('-') && !more)
        .then_some((to, one))
}

/// The one person whose full name ends at a byte.
fn name_before(table: &Table, prose: &str, end: usize) -> Option<(usize, PersonId)> {
    let starts = prose[..end].rmatch_indices([' ', '\n', '(']).map(|(at, _)| at + 1).chain(std::iter::once(0));
    let found = starts.take(WORDS).filter_map(|from| {
        let (to, person) = name(table, prose, from)?;
        (to == end).then_some((from, person))
    });
    found.min_by_key(|(from, _)| *from)
}

/// The state at the beginning of a text, and the length of what stands for it.
fn state(check: &Check, table: &Table, rest: &str) -> Option<(EntityId, usize)> {
    let rows = check.groups(STATES).iter();
    let named = rows.flat_map(|row| row[1..].iter().map(move |short| (&row[0], short)));
    let fits = |short: &str| {
        let after = rest.strip_prefix(short)?;
        (!after.starts_with(char::is_alphanumeric)).then_some(short.len())
    };
    let by_list = named.filter_map(|(id, short)| Some((id, fits(short)?))).max_by_key(|(_, len)| *len);
    if let Some((id, len)) = by_list {
        return Some((table.entity_by_id(id)?, len));
    }
    let (to, ids) = place(table, rest, 0, None)?;
    let id = ids.into_iter().find(|&id| table.entity(id).kind == "state")?;
    Some((id, to))
}

/// The states whose seats somebody has held.
fn seats(check: &Check, table: &Table, person: PersonId) -> Vec<EntityId> {
    let offices = table.person(person).tenures.iter().map(|&id| table.office(table.tenure(id).office));
    let seat = |office: &&Office| check.texts(SEATS).iter().any(|end| office.id.ends_with(end.as_str()));
    offices.filter(seat).map(|office| office.of).collect()
}

fn judge(check: &Check, draft: &Draft<'_>, said: &Portrait) -> Option<Finding> {
    let table = draft.table;
    let (known, row) = match &said.sort {
        Sort::Party(parties) => {
            let (tenure, office) = other_party(check, draft, said.person, parties)?;
            (office.titles.first()?, tenure.row)
        }
        Sort::State(state) => {
            let held = seats(check, table, said.person);
            let &seat = held.first()?;
            if held.contains(state) {
                return None;
            }
            let mut tenures = table.person(said.person).tenures.iter().map(|&id| table.tenure(id));
            let tenure = tenures.find(|tenure| table.office(tenure.office).of == seat)?;
            (&table.entity(seat).name, tenure.row)
        }
    };
    let prose = draft.analysis.prose();
    let text = |(from, to): (usize, usize)| &prose[from..to];
    let values = [("name", text(said.name)), ("said", text(said.said)), ("known", known.as_str())];
    let places = (said.name.0.min(said.said.0), said.name.1.max(said.said.1));
    Some(Finding { facts: vec![fact(table, row)], ..finding(check, draft, places, &values) })
}

/// The party that somebody is known to be of, where it is of the same country as one of those that are said, and none of them.
fn other_party<'a>(
    check: &Check,
    draft: &Draft<'a>,
    person: PersonId,
    said: &[String],
) -> Option<(&'a Tenure, &'a Office)> {
    let table = draft.table;
    let (days, wide) = {
        let days = days(draft);
        (days.clone(), days.widened(GRACE))
    };
    let held = table.person(person).tenures.iter().map(|&id| table.tenure(id));
    let held: Vec<(&Tenure, &Office)> = held
        .map(|tenure| (table.office(tenure.office), tenure))
        .filter(|(office, _)| office.fluent == PARTY)
        .map(|(office, tenure)| (tenure, office))
        .collect();
    let lenient = |own: &Office| {
        let rows = check.groups(LENIENT).iter();
        rows.filter(|row| row[0] == own.id).any(|row| row[1..].iter().any(|other| said.contains(other)))
    };
    let may = |(tenure, office): &(&Tenure, &Office), days: &Days| {
        said.contains(&office.id) && tenure.term.possible().meets(days) || lenient(office)
    };
    if held.iter().any(|own| may(own, &wide)) {
        return None;
    }
    let countries: Vec<EntityId> =
        said.iter().filter_map(|id| table.office_by_id(id)).map(|id| table.office(id).of).collect();
    held.into_iter().find(|(tenure, office)| {
        tenure.contradicts() && countries.contains(&office.of) && tenure.term.certain().meets(&days)
    })
}
