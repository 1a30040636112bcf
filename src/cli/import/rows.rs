//! Results of a SPARQL query, as JSON or CSV, to rows of who held what when.
//!
//! The JSON format is <https://www.w3.org/TR/sparql11-results-json/>: `head.vars`, and `results.bindings` with one
//! object per row, in which each value has a `type` (`uri`, `literal`, `bnode`) and a `value`. CSV has the same columns
//! with values only; so does the plain JSON list that query.wikidata.org saves.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::findings::Fault;
use crate::rules::toml_reader::hint;
use crate::text::{Input, Place, Span};
use crate::time::{Day, When};

/// Every column that is read; the first five must be there.
pub(super) const COLUMNS: [&str; 15] = [
    "office",
    "officeLabel",
    "person",
    "personLabel",
    "start",
    "startPrecision",
    "end",
    "endPrecision",
    "replacedBy",
    "placeLabel",
    "aliases",
    "born",
    "bornPrecision",
    "died",
    "diedPrecision",
];
const REQUIRED: usize = 5;

/// Wikidata's precision of a time value: 9 is a year, 10 a month, 11 a day.
const YEAR: u8 = 9;
const MONTH: u8 = 10;
const DAY: u8 = 11;

/// A date of the results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Date {
    /// The statement has none.
    Missing,
    /// It exists, but is unknown, or is not in a year of this era.
    Unknown,
    /// A day, a month or a year.
    On(When),
}

impl Date {
    pub(super) fn when(self) -> Option<When> {
        if let Self::On(when) = self { Some(when) } else { None }
    }
}

/// One row: a person in an office.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Its position for messages: `row 3`.
    pub(super) at: String,
    pub(super) office: String,
    pub(super) office_label: String,
    pub(super) place_label: Option<String>,
    pub(super) person: String,
    pub(super) person_label: String,
    pub(super) aliases: Vec<String>,
    pub(super) start: Date,
    pub(super) end: Date,
    pub(super) replaced_by: Option<String>,
    pub(super) born: Date,
    pub(super) died: Date,
}

#[derive(Deserialize)]
struct Results {
    head: Head,
    results: Bindings,
}

#[derive(Deserialize)]
struct Head {
    vars: Vec<String>,
}

#[derive(Deserialize)]
struct Bindings {
    bindings: Vec<BTreeMap<String, Term>>,
}

#[derive(Deserialize)]
struct Term {
    #[serde(rename = "type")]
    sort: String,
    value: String,
}

/// A row as it was written: values by column.
type Values = BTreeMap<String, String>;

/// Reads a file of results; whatever cannot be read is a fault.
pub(super) fn read(input: &std::sync::Arc<Input>) -> (Vec<Row>, Vec<Fault>) {
    let text = input.text.trim_start_matches('\u{feff}');
    let parsed = match text.trim_start().chars().next() {
        Some('{') => json(text),
        Some('[') => list(text),
        _ => csv(text),
    };
    let (columns, values) = match parsed {
        Ok(parsed) => parsed,
        Err((line, message)) => {
            let range = input.line(line);
            let place = Place { input: std::sync::Arc::clone(input), span: Span::new(range.start, range.end) };
            return (Vec::new(), vec![Fault::at("bad-results", place, message)]);
        }
    };
    let mut faults = Vec::new();
    for column in COLUMNS[..REQUIRED].iter().filter(|column| !columns.iter().any(|known| known == *column)) {
        let mut fault =
            Fault::of_file("missing-column", &*input.path, format!("the results have no column `{column}`"));
        fault.notes = hint(column, columns.iter().map(String::as_str));
        faults.push(fault);
    }
    if !faults.is_empty() {
        return (Vec::new(), faults);
    }
    let mut rows = Vec::new();
    for (number, values) in values.iter().enumerate() {
        match row(number + 1, values) {
            Ok(row) => rows.push(row),
            Err(message) => {
                faults.push(Fault::of_file(super::SKIPPED, &*input.path, format!("row {}: {message}", number + 1)));
            }
        }
    }
    (joined(rows), faults)
}

/// Columns and rows, or a line and an error message.
type Parsed = Result<(Vec<String>, Vec<Values>), (u32, String)>;

fn json(text: &str) -> Parsed {
    let results: Results = serde_json::from_str(text)
        .map_err(|error| (error.line() as u32, format!("not SPARQL results in JSON: {error}")))?;
    let marked = |term: Term| if term.sort == "bnode" { format!("_:{}", term.value) } else { term.value };
    let plain = |binding: BTreeMap<String, Term>| binding.into_iter().map(|(key, term)| (key, marked(term))).collect();
    Ok((results.head.vars, results.results.bindings.into_iter().map(plain).collect()))
}

fn list(text: &str) -> Parsed {
    let rows: Vec<Values> = serde_json::from_str(text)
        .map_err(|error| (error.line() as u32, format!("not a JSON list of rows: {error}")))?;
    // A row has only the columns that are filled; an empty list lacks none.
    let mut columns: Vec<String> = rows.iter().flat_map(Values::keys).cloned().collect();
    columns.sort();
    columns.dedup();
    if rows.is_empty() {
        columns = COLUMNS.map(str::to_owned).to_vec();
    }
    Ok((columns, rows))
}

fn csv(text: &str) -> Parsed {
    let wrong = |error: &csv::Error| {
        let line = error.position().map_or(1, |position| position.line() as u32);
        (line, format!("not a table of comma-separated values: {error}"))
    };
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let columns: Vec<String> =
        reader.headers().map_err(|error| wrong(&error))?.iter().map(|name| name.trim().to_owned()).collect();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| wrong(&error))?;
        let filled = columns.iter().cloned().zip(record.iter().map(str::to_owned));
        rows.push(filled.filter(|(_, value)| !value.trim().is_empty()).collect());
    }
    Ok((columns, rows))
}

fn row(number: usize, values: &Values) -> Result<Row, String> {
    let text = |column: &str| values.get(column).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
    let item = |column: &str| text(column).and_then(|value| item(&value).map(str::to_owned));
    let office = item("office").ok_or("`office` is not a Wikidata item")?;
    let person = item("person").ok_or("`person` is unknown, or not a Wikidata item")?;
    let label = |column: &str, of: &str| {
        let named = text(column).filter(|label| !is_item(label));
        named.ok_or_else(|| format!("{of} has no label in English"))
    };
    let (office_label, person_label) = (label("officeLabel", &office)?, label("personLabel", &person)?);
    let date = |column: &str| date(text(column).as_deref(), text(&format!("{column}Precision")).as_deref());
    let named = fold(&person_label);
    let aliases: Vec<String> = text("aliases")
        .unwrap_or_default()
        .split('|')
        .map(str::trim)
        // A single word is a surname or a nickname, which is too ambiguous.
        .filter(|alias| alias.contains(' ') && fold(alias) != named)
        .map(str::to_owned)
        .collect();
    Ok(Row {
        at: format!("row {number}"),
        office,
        office_label,
        place_label: text("placeLabel").filter(|label| !is_item(label)),
        person,
        person_label,
        aliases,
        start: date("start")?,
        end: date("end")?,
        replaced_by: item("replacedBy"),
        born: date("born")?,
        died: date("died")?,
    })
}

fn fold(name: &str) -> String {
    crate::rules::fold(name)
}

/// `Q76` of `http://www.wikidata.org/entity/Q76`, or of itself.
fn item(value: &str) -> Option<&str> {
    let id = value.rsplit('/').next()?;
    is_item(id).then_some(id)
}

/// Returns `true` for an item id, which is the label of an item without a label.
fn is_item(text: &str) -> bool {
    text.strip_prefix('Q').is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}

/// `2021-01-20T00:00:00Z` with a precision. Without one, the first of January means the whole year, as Wikidata writes
/// years that way.
fn date(value: Option<&str>, precision: Option<&str>) -> Result<Date, String> {
    let Some(value) = value else {
        return Ok(Date::Missing);
    };
    // A date that exists but is unknown is a blank node, or an address for one. Days BC are not listed.
    let is_blank = value.strip_prefix('t').is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_digit()));
    if is_blank || value.starts_with("_:") || value.starts_with("http") || value.starts_with('-') {
        return Ok(Date::Unknown);
    }
    let day = value.trim_start_matches('+').split('T').next().unwrap_or(value);
    let bad = || format!("`{value}` is not a date");
    let mut parts = day.split('-').map(str::parse::<i16>);
    let mut part = || parts.next().transpose().map_err(|_| bad());
    let (year, month, number) = (part()?.ok_or_else(bad)?, part()?.unwrap_or(0), part()?.unwrap_or(0));
    let precision = match precision {
        Some(precision) => precision.parse::<u8>().map_err(|_| format!("`{precision}` is not a precision"))?,
        None if month <= 1 && number <= 1 => YEAR,
        None if number == 0 => MONTH,
        None => DAY,
    };
    let (month, number) = (month as i8, number as i8);
    let when = match precision {
        DAY.. => Day::new(year, month, number).map(When::exactly),
        MONTH => When::month(year, month),
        YEAR => When::year(year),
        // A decade or a century says nothing that a draft could be held to.
        _ => return Ok(Date::Unknown),
    };
    when.map(Date::On).ok_or_else(bad)
}

/// Rows of one term as one: a query answers a row for each of several successors.
fn joined(rows: Vec<Row>) -> Vec<Row> {
    let mut joined: Vec<Row> = Vec::new();
    for row in rows {
        let same = |known: &&mut Row| {
            (&known.office, &known.person, known.start, known.end) == (&row.office, &row.person, row.start, row.end)
        };
        match joined.iter_mut().rev().find(same) {
            Some(known) => {
                let fresh: Vec<String> =
                    row.aliases.into_iter().filter(|alias| !known.aliases.contains(alias)).collect();
                known.aliases.extend(fresh);
                known.replaced_by = known.replaced_by.take().or(row.replaced_by);
            }
            None => joined.push(row),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str) -> Date {
        Date::On(When::exactly(Day::parse(text).expect("a day")))
    }

    #[test]
    fn dates_have_a_precision() {
        let read = |value, precision| date(Some(value), precision).expect("a date");
        assert_eq!(read("2021-01-20T00:00:00Z", Some("11")), on("2021-01-20"));
        assert_eq!(read("2021-01-20T00:00:00Z", None), on("2021-01-20"));
        assert_eq!(read("2021-05-01T00:00:00Z", Some("10")), Date::On(When::month(2021, 5).expect("a month")));
        assert_eq!(read("2021-01-01T00:00:00Z", Some("9")), Date::On(When::year(2021).expect("a year")));
        assert_eq!(read("2021-01-01T00:00:00Z", None), Date::On(When::year(2021).expect("a year")));
        assert_eq!(read("2021-01-01T00:00:00Z", Some("11")), on("2021-01-01"));
        assert_eq!(read("+2021-03-04T00:00:00Z", None), on("2021-03-04"));
    }

    #[test]
    fn what_nobody_knows_is_unknown() {
        let read = |value, precision| date(Some(value), precision).expect("a date");
        assert_eq!(read("_:t1514691780", None), Date::Unknown);
        assert_eq!(read("t1514691780", None), Date::Unknown);
        assert_eq!(read("http://www.wikidata.org/.well-known/genid/9d5ac8ce4a1d2f", None), Date::Unknown);
        assert_eq!(read("-0044-03-15T00:00:00Z", Some("11")), Date::Unknown);
        assert_eq!(read("1900-01-01T00:00:00Z", Some("7")), Date::Unknown);
        assert_eq!(date(None, None), Ok(Date::Missing));
        assert!(date(Some("soon"), None).is_err());
        assert!(date(Some("2021-02-30T00:00:00Z"), Some("11")).is_err());
    }

    #[test]
    fn items_are_numbers() {
        assert_eq!(item("http://www.wikidata.org/entity/Q76"), Some("Q76"));
        assert_eq!(item("Q76"), Some("Q76"));
        assert_eq!(item("_:t12"), None);
        assert_eq!(item("Quebec"), None);
    }
}
