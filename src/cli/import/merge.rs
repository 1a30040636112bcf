//! Merges results into a pack: adds new rows, closes open terms and adds missing values, but keeps what a person wrote.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::pack::{End, Known, Listed, Pack, date, quoted, with_blocks};
use super::rows::{Date, Row};
use crate::rules::{Meaning, Named, Table, fold};
use crate::time::{Day, When};

/// Days by which two first days may differ and still mean one term: election or oath.
const NEAR: i64 = 31;
/// Days by which an end that is only the successor's start may be off.
const SLACK: i32 = 7;

pub(super) struct Wanted<'a> {
    /// The day on which the query was run.
    pub(super) verified: Day,
    /// Id of a new pack.
    pub(super) id: &'a str,
    /// Id of the place to which the offices belong, if the results name none.
    pub(super) of: Option<&'a str>,
}

pub(super) struct Merged {
    pub(super) text: String,
    /// One line a change: `+` added, `~` filled or closed, `?` differs and is kept as it was.
    pub(super) changes: Vec<String>,
    /// Rows that could not be used, with why.
    pub(super) skipped: Vec<String>,
}

/// Merges rows into the text of a pack; an empty text is a new pack.
///
/// # Errors
/// The bytes and the message of a syntax error of the pack.
pub(super) fn merge(
    text: &str,
    rows: &[Row],
    table: &Table,
    wanted: &Wanted<'_>,
) -> Result<Merged, (std::ops::Range<usize>, String)> {
    let is_new = text.trim().is_empty();
    let head = format!(
        "[pack]\nid = {}\nverified = {}\nsources = [\"https://www.wikidata.org\"]\nlicence = \"CC0-1.0 (Wikidata).\"\n",
        quoted(wanted.id),
        wanted.verified
    );
    let text = if is_new { head.as_str() } else { text };
    let mut merge = Merge {
        pack: Pack::read(text)?,
        table,
        wanted,
        is_new,
        blocks: BTreeMap::new(),
        changes: Vec::new(),
        skipped: Vec::new(),
        used: Vec::new(),
    };
    let mut rows: Vec<&Row> = rows.iter().collect();
    rows.sort_by_key(|row| (row.start.when(), row.person_label.clone()));
    for row in &rows {
        if let Err(why) = merge.row(row, &rows) {
            merge.skipped.push(format!("{} ({}, {}): {why}", row.at, row.person_label, row.office_label));
        }
    }
    merge.unmatched(&rows);
    Ok(Merged { text: with_blocks(&merge.pack.text(), &merge.blocks), changes: merge.changes, skipped: merge.skipped })
}

struct Merge<'a> {
    pack: Pack,
    table: &'a Table,
    wanted: &'a Wanted<'a>,
    is_new: bool,
    /// Text to add after the last tenure of an office.
    blocks: BTreeMap<String, String>,
    changes: Vec<String>,
    skipped: Vec<String>,
    /// Tenures of the pack that correspond to a row.
    used: Vec<usize>,
}

impl Merge<'_> {
    fn row(&mut self, row: &Row, all: &[&Row]) -> Result<(), String> {
        let end = ending(row, all);
        let from = match (row.start, end) {
            (Date::On(from), _) => from,
            (_, Ending::Left(until) | Ending::About(until)) => When::before(until.latest),
            _ => return Err("neither the first nor the last day is known".to_owned()),
        };
        if let Ending::Left(until) = end
            && until.latest < from.earliest
        {
            return Err(format!("it ends on {until}, before {from}"));
        }
        let office = self.office(row)?;
        let person = self.person(row, &office);
        let listed =
            self.pack.tenures.iter().filter(|listed| {
                listed.office == office && listed.holder == person && !self.used.contains(&listed.number)
            });
        let matched =
            listed.filter(|listed| is_one_term(listed, from, end)).min_by_key(|listed| gap(listed.from, from));
        match matched.cloned() {
            Some(listed) => self.known(&listed, row, from, end),
            None => self.add(row, &office, &person, from, end),
        }
        Ok(())
    }

    /// The id of the row's office; a new one gets a row.
    fn office(&mut self, row: &Row) -> Result<String, String> {
        let known = self.pack.offices.iter().find(|(_, known)| known.wikidata.as_ref() == Some(&row.office));
        if let Some((id, _)) = known {
            return Ok(id.clone());
        }
        let (title, place) = self.title_and_place(row)?;
        let same = |(id, known): &(&String, &Known)| {
            let titled = || known.names.iter().any(|known| fold(known) == fold(&title));
            let here = known.of.as_ref() == Some(&place);
            known.wikidata.is_none() && (**id == slug(&row.office_label) || here && titled())
        };
        if let Some(id) = self.pack.offices.iter().find(same).map(|(id, _)| id.clone()) {
            return Ok(id);
        }
        let id = slug(&row.office_label);
        let block = self.blocks.entry(id.clone()).or_default();
        let _ = write!(
            block,
            "\n[[office]]\nid = {}\nof = {}\ntitles = [{}]\nwikidata = {}\n",
            quoted(&id),
            quoted(&place),
            quoted(&title),
            quoted(&row.office)
        );
        self.changes.push(format!("+ office {id}: {title}, {place}"));
        let known = Known { names: vec![title], of: Some(place), wikidata: Some(row.office.clone()), born: None };
        self.pack.offices.insert(id.clone(), known);
        Ok(id)
    }

    /// "President of Poland" is the title "president" of the place that its last words name.
    fn title_and_place(&self, row: &Row) -> Result<(String, String), String> {
        let label = row.office_label.as_str();
        let starts = label.match_indices(' ').map(|(at, _)| at + 1);
        let named = starts.filter_map(|at| {
            let (end, meanings) = self.table.longest(label, at)?;
            let place = meanings.iter().find_map(|m| if let Meaning::Place(id) = m { Some(*id) } else { None })?;
            (end == label.len()).then_some((at, place))
        });
        if let Some((at, place)) = named.min_by_key(|&(at, _)| at) {
            // "of the" before the place belongs to neither.
            let words: Vec<&str> = label[..at].split_whitespace().collect();
            let kept = words.iter().rposition(|word| word.chars().count() > 3).map_or(0, |last| last + 1);
            if kept > 0 {
                return Ok((words[..kept].join(" ").to_lowercase(), self.table.entity(place).id.clone()));
            }
        }
        let labelled = row.place_label.as_deref().into_iter().flat_map(|label| self.table.named(label));
        let place = labelled
            .filter_map(|n| if let Named::Place(id) = n { Some(self.table.entity(id).id.clone()) } else { None });
        let place = place.chain(self.wanted.of.map(str::to_owned)).next();
        let place = place.ok_or("the results name no listed place; give one with --of")?;
        Ok((label.to_lowercase(), place))
    }

    /// The id of the row's person; a new one gets a row.
    fn person(&mut self, row: &Row, office: &str) -> String {
        let known = self.pack.persons.iter().find(|(_, known)| known.wikidata.as_ref() == Some(&row.person));
        if let Some(id) = known.map(|(id, _)| id.clone()) {
            self.fill(&id, row);
            return id;
        }
        let namesake = |known: &Known| {
            known.wikidata.is_none()
                && known.names.iter().any(|name| fold(name) == fold(&row.person_label))
                && may_be_one(known.born, row.born)
        };
        if let Some(id) = self.pack.persons.iter().find(|(_, known)| namesake(known)).map(|(id, _)| id.clone()) {
            self.fill(&id, row);
            return id;
        }
        if let Some(id) = self.listed_elsewhere(row) {
            return id;
        }
        let plain = slug(&row.person_label);
        let is_taken = self.pack.persons.contains_key(&plain) || self.table.person_by_id(&plain).is_some();
        let id = if is_taken { format!("{plain}-{}", row.person.to_lowercase()) } else { plain };
        let mut text = format!("\n[[person]]\nid = {}\nname = {}\n", quoted(&id), quoted(&row.person_label));
        if !row.aliases.is_empty() {
            let aliases: Vec<String> = row.aliases.iter().map(|alias| quoted(alias)).collect();
            let _ = writeln!(text, "aliases = [{}]", aliases.join(", "));
        }
        for (key, day) in [("born", row.born), ("died", row.died)] {
            if let Date::On(when) = day {
                let _ = writeln!(text, "{key} = {}", date(when));
            }
        }
        let _ = writeln!(text, "wikidata = {}", quoted(&row.person));
        self.blocks.entry(office.to_owned()).or_default().push_str(&text);
        self.changes.push(format!("+ person {id}: {}", row.person_label));
        let known = Known {
            names: vec![row.person_label.clone()],
            of: None,
            wikidata: Some(row.person.clone()),
            born: row.born.when(),
        };
        self.pack.persons.insert(id.clone(), known);
        id
    }

    /// The id of a person in another pack with the same full name and day of birth.
    fn listed_elsewhere(&self, row: &Row) -> Option<String> {
        let mut people = self.table.named(&row.person_label).into_iter().filter_map(|named| match named {
            Named::Person(id) => Some(self.table.person(id)),
            Named::Office(_) | Named::Place(_) => None,
        });
        let person =
            people.find(|person| person.place.is_none() && person.born.is_some() && person.born == row.born.when())?;
        Some(person.id.clone())
    }

    /// Puts a birth or a death into a person's row that has none.
    fn fill(&mut self, id: &str, row: &Row) {
        let Some(number) = self.pack.person_row(id) else { return };
        for (key, day) in [("born", row.born), ("died", row.died)] {
            if let Date::On(when) = day
                && self.pack.lacks("person", number, key)
            {
                self.pack.set("person", number, key, date(when));
                self.changes.push(format!("~ {}: {key} {when}", row.person_label));
            }
        }
    }

    /// A term that is in the pack: closes it, notes that it is still open, or reports differences.
    fn known(&mut self, listed: &Listed, row: &Row, from: When, end: Ending) {
        self.used.push(listed.number);
        let (office, name) = (&listed.office, &row.person_label);
        if gap(listed.from, from) > 0 && row.start != Date::Unknown {
            self.changes.push(format!("? {office}: {name} from {}, not {from}", listed.from));
        }
        match (listed.end, end) {
            (End::Open, Ending::Left(_) | Ending::About(_) | Ending::Unknown)
            | (End::Unknown, Ending::Left(_) | Ending::About(_)) => {
                self.pack.unset("tenure", listed.number, "seen");
                self.pack.set("tenure", listed.number, "until", end.value());
                self.changes.push(format!("~ {office}: {name} {}", end.words()));
            }
            (End::Open, Ending::Open) => {
                let verified = self.wanted.verified;
                self.pack.unset("tenure", listed.number, "until");
                if listed.seen.or(self.pack.verified).is_none_or(|seen| seen < verified) {
                    self.pack.set("tenure", listed.number, "seen", date(When::exactly(verified)));
                    self.changes.push(format!("~ {office}: {name} still there on {verified}"));
                }
            }
            (End::Left(until), Ending::Left(other)) if gap(until, other) > 0 => {
                self.changes.push(format!("? {office}: {name} until {until}, not {other}"));
            }
            (End::Left(until), Ending::Open) => {
                self.changes.push(format!("? {office}: {name} until {until}, not open"));
            }
            (End::Left(_) | End::Unknown, _) => {}
        }
    }

    fn add(&mut self, row: &Row, office: &str, person: &str, from: When, end: Ending) {
        let mut text = format!("\n[[tenure]]\noffice = {}\nholder = {}\n", quoted(office), quoted(person));
        let start = match row.start {
            Date::On(when) => date(when).to_string(),
            Date::Missing | Date::Unknown => format!("{{ before = {} }}", from.latest.plus(1)),
        };
        let _ = writeln!(text, "from = {start}");
        match end {
            // An open term of a new pack is known through the pack's own day.
            Ending::Open if self.is_new => {}
            Ending::Open => {
                let _ = writeln!(text, "seen = {}", self.wanted.verified);
            }
            Ending::Left(_) | Ending::About(_) | Ending::Unknown => {
                let _ = writeln!(text, "until = {}", end.value());
            }
        }
        let _ = writeln!(text, "source = {}", quoted(&format!("https://www.wikidata.org/wiki/{}", row.person)));
        self.blocks.entry(office.to_owned()).or_default().push_str(&text);
        self.changes
            .push(format!("+ {office}: {} from {from} {}", row.person_label, end.words()).trim_end().to_owned());
    }

    /// Reports terms of these offices that are not in the results.
    fn unmatched(&mut self, rows: &[&Row]) {
        if rows.is_empty() {
            return;
        }
        let offices: Vec<String> = rows.iter().filter_map(|row| self.office(row).ok()).collect();
        for listed in &self.pack.tenures {
            if offices.contains(&listed.office) && !self.used.contains(&listed.number) {
                let known = self.pack.persons.get(&listed.holder);
                let name = known.and_then(|known| known.names.first()).unwrap_or(&listed.holder);
                self.changes.push(format!("? {}: {name} from {} is only in the pack", listed.office, listed.from));
            }
        }
    }
}

/// How a row's term ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    Left(When),
    /// When the successor began.
    About(When),
    Open,
    Unknown,
}

impl Ending {
    fn value(self) -> toml_edit::Value {
        match self {
            Self::Left(when) => date(when),
            Self::About(when) => {
                let mut table = toml_edit::InlineTable::new();
                table.insert("about", date(When::exactly(when.earliest)));
                table.insert("slack", i64::from(SLACK).into());
                table.into()
            }
            Self::Open | Self::Unknown => toml_edit::Value::from("unknown"),
        }
    }

    fn words(self) -> String {
        match self {
            Self::Left(when) => format!("until {when}"),
            Self::About(when) => format!("until about {when}, when the successor began"),
            Self::Unknown => "until an unknown day".to_owned(),
            Self::Open => String::new(),
        }
    }
}

/// The end of a row; if there is none, the first day of the successor.
fn ending(row: &Row, all: &[&Row]) -> Ending {
    match row.end {
        Date::On(when) => return Ending::Left(when),
        Date::Unknown => return Ending::Unknown,
        Date::Missing => {}
    }
    let next = all.iter().filter(|other| other.office == row.office && Some(&other.person) == row.replaced_by.as_ref());
    let starts = next.filter_map(|other| other.start.when()).filter(|start| Some(*start) > row.start.when());
    starts.min().map_or(Ending::Open, Ending::About)
}

/// Returns `true` if a listed term and a row describe the same term: their first days are close, or one contains the other.
fn is_one_term(listed: &Listed, from: When, end: Ending) -> bool {
    if gap(listed.from, from) <= NEAR {
        return true;
    }
    let until = match listed.end {
        End::Left(until) => until.latest,
        End::Open | End::Unknown => Day::MAX,
    };
    let other = match end {
        Ending::Left(until) | Ending::About(until) => until.latest,
        Ending::Open | Ending::Unknown => Day::MAX,
    };
    listed.from.earliest < other && from.earliest < until
}

/// Days between two dates under their nearest readings.
fn gap(one: When, other: When) -> i64 {
    one.earliest.since(other.latest).max(other.earliest.since(one.latest)).max(0)
}

fn may_be_one(one: Option<When>, other: Date) -> bool {
    match (one, other) {
        (Some(one), Date::On(other)) => gap(one, other) == 0,
        _ => true,
    }
}

/// A name as an id: lower case, no accents, words joined by hyphens.
fn slug(name: &str) -> String {
    let folded = fold(name);
    let words = folded.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty());
    words.map(|word| word.replace('\'', "")).collect::<Vec<_>>().join("-")
}
