//! The pack that results are merged into: its rows, and edits of its text that preserve the rest.

use std::collections::BTreeMap;

use toml_edit::{ArrayOfTables, Document, DocumentMut, Item, Table, Value};

use crate::time::{Day, When};

/// A person or an office that the pack has a row of.
#[derive(Debug, Clone)]
pub(super) struct Known {
    /// The name, or the titles.
    pub(super) names: Vec<String>,
    /// The place of an office.
    pub(super) of: Option<String>,
    pub(super) wikidata: Option<String>,
    pub(super) born: Option<When>,
}

/// How a listed term ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Left(When),
    Open,
    Unknown,
}

/// A tenure of the pack.
#[derive(Debug, Clone)]
pub(super) struct Listed {
    /// Its place among the pack's tenures.
    pub(super) number: usize,
    pub(super) office: String,
    pub(super) holder: String,
    pub(super) from: When,
    pub(super) end: End,
    pub(super) seen: Option<Day>,
}

/// A pack as a document that can be changed.
pub(super) struct Pack {
    document: DocumentMut,
    pub(super) persons: BTreeMap<String, Known>,
    pub(super) offices: BTreeMap<String, Known>,
    pub(super) tenures: Vec<Listed>,
    pub(super) verified: Option<Day>,
}

impl Pack {
    /// Reads a pack.
    ///
    /// # Errors
    /// The bytes and the message of the first error of its syntax.
    pub(super) fn read(text: &str) -> Result<Self, (std::ops::Range<usize>, String)> {
        let document: DocumentMut = text
            .parse()
            .map_err(|error: toml_edit::TomlError| (error.span().unwrap_or(0..0), error.message().to_owned()))?;
        let (persons, offices) = (known(&document, "person", "name"), known(&document, "office", "titles"));
        let listed = |(number, table): (usize, &Table)| {
            let seen = table.get("seen").and_then(when).and_then(When::known);
            let end = match table.get("until") {
                None => End::Open,
                Some(item) => match when(item) {
                    Some(until) => End::Left(until),
                    // Nobody has looked for its end since that day.
                    None if seen.is_some() => End::Open,
                    None => End::Unknown,
                },
            };
            let (office, holder) = (text_of(table, "office")?, text_of(table, "holder")?);
            Some(Listed { number, office, holder, from: when(table.get("from")?)?, end, seen })
        };
        let tenures = rows(&document, "tenure").into_iter().flatten().enumerate().filter_map(listed).collect();
        let verified = document.get("pack").and_then(|pack| pack.get("verified")).and_then(when).and_then(When::known);
        Ok(Self { document, persons, offices, tenures, verified })
    }

    /// Sets a key of a row, at its end; other keys and comments stay.
    pub(super) fn set(&mut self, sort: &str, number: usize, key: &str, value: Value) {
        if let Some(table) = self.row(sort, number) {
            table.insert(key, Item::Value(value));
        }
    }

    /// Returns `true` if a row lacks a key.
    pub(super) fn lacks(&self, sort: &str, number: usize, key: &str) -> bool {
        rows(&self.document, sort).and_then(|rows| rows.get(number)).is_some_and(|table| !table.contains_key(key))
    }

    /// Takes a key of a row away.
    pub(super) fn unset(&mut self, sort: &str, number: usize, key: &str) {
        if let Some(table) = self.row(sort, number) {
            table.remove(key);
        }
    }

    fn row(&mut self, sort: &str, number: usize) -> Option<&mut Table> {
        self.document.get_mut(sort)?.as_array_of_tables_mut()?.get_mut(number)
    }

    /// The number of the person's row.
    pub(super) fn person_row(&self, id: &str) -> Option<usize> {
        rows(&self.document, "person")?.iter().position(|table| text_of(table, "id").as_deref() == Some(id))
    }

    /// The text, changes included.
    pub(super) fn text(&self) -> String {
        self.document.to_string()
    }
}

fn rows<'a>(document: &'a DocumentMut, sort: &str) -> Option<&'a ArrayOfTables> {
    document.get(sort)?.as_array_of_tables()
}

fn known(document: &DocumentMut, sort: &str, name: &str) -> BTreeMap<String, Known> {
    let one = |table: &Table| {
        let one = table.get(name).and_then(Item::as_str);
        let many = table.get(name).and_then(Item::as_array).into_iter().flatten().filter_map(|title| title.as_str());
        let known = Known {
            names: one.into_iter().chain(many).map(str::to_owned).collect(),
            of: text_of(table, "of"),
            wikidata: text_of(table, "wikidata"),
            born: table.get("born").and_then(when),
        };
        Some((text_of(table, "id")?, known))
    };
    rows(document, sort).into_iter().flatten().filter_map(one).collect()
}

fn text_of(table: &Table, key: &str) -> Option<String> {
    table.get(key)?.as_str().map(str::to_owned)
}

/// A date as packs write it.
fn when(item: &Item) -> Option<When> {
    if let Some(date) = item.as_datetime().and_then(|at| at.date) {
        return Day::new(date.year.cast_signed(), date.month.cast_signed(), date.day.cast_signed()).map(When::exactly);
    }
    if let Some(year) = item.as_integer() {
        return When::year(i16::try_from(year).ok()?);
    }
    if let Some(text) = item.as_str() {
        let mut parts = text.split('-');
        let year = parts.next()?.parse().ok()?;
        return match parts.next() {
            Some(month) => When::month(year, month.parse().ok()?),
            None => When::year(year),
        };
    }
    let table = item.as_table_like()?;
    let day = |key: &str| table.get(key).and_then(when).and_then(When::known);
    if let Some(before) = day("before") {
        return Some(When::before(before));
    }
    let slack = table.get("slack").and_then(Item::as_integer).unwrap_or(7);
    Some(When::about(day("about")?, i32::try_from(slack).ok()?))
}

/// A date as a value of a pack: a day, `"2021-05"` or `"2021"`.
pub(super) fn date(when: When) -> Value {
    let text = when.to_string();
    when.known().and_then(|_| text.parse::<toml_edit::Datetime>().ok()).map_or_else(|| Value::from(text), Value::from)
}

/// A string as a pack writes it, quoted.
pub(super) fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// Inserts rows after the last tenure of their office, or at the end.
pub(super) fn with_blocks(text: &str, blocks: &BTreeMap<String, String>) -> String {
    let ends = ends(text);
    let mut placed: Vec<(usize, &String)> =
        blocks.iter().map(|(office, block)| (ends.get(office).copied().unwrap_or(text.len()), block)).collect();
    placed.sort_by_key(|&(at, _)| std::cmp::Reverse(at));
    let mut out = text.to_owned();
    // At the very end blocks keep their order.
    let last = placed.iter().filter(|(at, _)| *at == text.len()).count();
    placed[..last].reverse();
    let mut tail = String::new();
    for (at, block) in placed {
        if at == text.len() {
            tail.push_str(block);
        } else {
            out.insert_str(at, block);
        }
    }
    if !tail.is_empty() && !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    out + &tail
}

/// The end of the last tenure of each office.
fn ends(text: &str) -> BTreeMap<String, usize> {
    let mut ends = BTreeMap::new();
    let Ok(document) = Document::parse(text) else { return ends };
    let tenures = document.get("tenure").and_then(Item::as_array_of_tables);
    for table in tenures.into_iter().flatten() {
        if let (Some(office), Some(header)) = (text_of(table, "office"), table.span()) {
            let end = end_of_row(text, header.start);
            let known = ends.entry(office).or_insert(end);
            *known = end.max(*known);
        }
    }
    ends
}

/// The end of the last line of a row: blank lines and comments before the next header belong to that header.
fn end_of_row(text: &str, header: usize) -> usize {
    let mut at = header;
    let mut end = header;
    for (number, line) in text[header..].split_inclusive('\n').enumerate() {
        let shown = line.trim();
        if number > 0 && shown.starts_with('[') {
            break;
        }
        at += line.len();
        if !shown.is_empty() && !shown.starts_with('#') {
            end = at;
        }
    }
    end
}
