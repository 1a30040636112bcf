//! A walk over a TOML table that gathers every fault with its place and goes on.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::model::CheckOption;
use crate::findings::Fault;
use crate::text::{Input, Place, Span};
use crate::time::{Day, When};

#[cfg(test)]
thread_local! {
    /// Keys that were read on this thread, by the header of their table: `keys` must describe them all.
    pub(super) static ASKED: std::cell::RefCell<BTreeMap<String, BTreeSet<&'static str>>> =
        const { std::cell::RefCell::new(BTreeMap::new()) };
}

/// Most faults that one file may show.
pub const MOST_FAULTS: usize = 50;

/// Faults of one file, and the file.
#[derive(Debug)]
pub struct Sink {
    /// The file.
    pub input: Arc<Input>,
    faults: Vec<Fault>,
}

impl Sink {
    /// No fault yet.
    pub fn new(input: &Arc<Input>) -> Self {
        Self { input: Arc::clone(input), faults: Vec::new() }
    }

    /// A place in the file.
    pub fn place(&self, range: std::ops::Range<usize>) -> Place {
        let end = range.end.min(self.input.text.len());
        Place { input: Arc::clone(&self.input), span: Span::new(range.start.min(end), end) }
    }

    /// Notes a fault at bytes of the file.
    pub fn fault(
        &mut self,
        code: &'static str,
        range: std::ops::Range<usize>,
        message: impl Into<String>,
    ) -> &mut Fault {
        let place = self.place(range);
        self.faults.push(Fault::at(code, place, message));
        self.faults.last_mut().expect("it was just pushed")
    }

    /// Returns `true` if there are more faults than are shown, so that similar names need not be searched for.
    pub fn is_full(&self) -> bool {
        self.faults.len() > MOST_FAULTS
    }

    /// Returns `true` if these bytes overlap a fault: after an error, the parser may return meaningless values.
    fn is_reported(&self, range: &std::ops::Range<usize>) -> bool {
        self.faults.iter().rev().take(MOST_FAULTS).filter_map(|fault| fault.place.as_ref()).any(|place| {
            let known = place.span.range();
            known.start < range.end && range.start < known.end
        })
    }

    /// 1-based line of a byte.
    pub fn line(&self, at: usize) -> u32 {
        self.input.position(at as u32).line
    }

    /// All faults in order of their places: at most [`MOST_FAULTS`], and one that counts the rest.
    pub fn finish(self) -> Vec<Fault> {
        self.finish_with(Vec::new())
    }

    /// The same, with faults that were found in the file otherwise.
    pub fn finish_with(mut self, more: Vec<Fault>) -> Vec<Fault> {
        self.faults.extend(more);
        self.faults.sort_by(|a, b| a.place.cmp(&b.place));
        if self.faults.len() > MOST_FAULTS {
            let rest = self.faults.len() - MOST_FAULTS;
            self.faults.truncate(MOST_FAULTS);
            let (are, s) = if rest == 1 { ("is", "") } else { ("are", "s") };
            self.faults.push(Fault::of_file(
                "more-faults",
                self.input.path.to_string(),
                format!("{rest} more fault{s} in this file {are} not shown"),
            ));
        }
        self.faults
    }
}

/// The most similar name, if it is similar enough.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(name, candidate), candidate))
        .filter(|&(distance, candidate)| distance <= 1 + name.len().min(candidate.len()) / 4)
        .min()
        .map(|(_, candidate)| candidate)
}

/// "did you mean `x`?", if there is a similar name.
pub fn hint<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    nearest(name, known).map(|near| format!("did you mean `{near}`?")).into_iter().collect()
}

/// Parses a file; every syntax error becomes a fault.
pub fn parse<'i>(text: &'i str, sink: &mut Sink) -> DeTable<'i> {
    // A byte order mark is allowed before TOML, and its bytes count in the file's offsets.
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let range = error.span().unwrap_or(0..0);
        let escape = text[..range.start.min(text.len())].ends_with(['\\', 'u', 'U', 'x']);
        let fault = sink.fault("syntax", range, error.message());
        if escape {
            fault.notes.push("a `\\` is written twice, or the text in single quotation marks".to_owned());
        }
    }
    table.into_inner()
}

/// One table of a file, with the keys that were read.
pub struct Section<'t> {
    table: &'t DeTable<'t>,
    /// Bytes of its header.
    pub range: std::ops::Range<usize>,
    asked: BTreeSet<&'static str>,
    taken: BTreeSet<String>,
}

impl<'t> Section<'t> {
    /// A table with the bytes of its header.
    pub fn new(table: &'t DeTable<'t>, range: std::ops::Range<usize>) -> Self {
        Self { table, range, asked: BTreeSet::new(), taken: BTreeSet::new() }
    }

    fn get(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.asked.insert(key);
        self.table.get(key)
    }

    /// Returns `true` if the key exists.
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Returns `true` if the key is missing and there is a similar one, which is reported once.
    pub fn is_misspelt(&self, key: &str) -> bool {
        !self.has(key) && self.table.keys().any(|known| nearest(known.get_ref(), [key]).is_some())
    }

    /// Reports a missing key, unless it is only misspelt.
    pub fn missing(&self, key: &'static str, message: &str, sink: &mut Sink) {
        if !self.is_misspelt(key) {
            sink.fault("missing-key", self.range.clone(), message);
        }
    }

    /// Reports every key that was not read.
    pub fn finish(self, sink: &mut Sink) {
        #[cfg(test)]
        ASKED.with_borrow_mut(|asked| {
            let header = sink.input.text.get(self.range.clone()).unwrap_or("").to_owned();
            asked.entry(header).or_default().extend(&self.asked);
        });
        for key in self.table.keys() {
            let name: &str = key.get_ref();
            if !self.asked.contains(name) && !self.taken.contains(name) {
                let notes = hint(name, self.asked.iter().copied());
                sink.fault("unknown-key", key.span(), format!("unknown key `{name}`")).notes = notes;
            }
        }
    }

    /// A string that is not empty.
    pub fn string(&mut self, key: &'static str, sink: &mut Sink) -> Option<Spanned<String>> {
        let value = self.get(key)?;
        string(value, &format!("`{key}`"), sink)
    }

    /// A string that must be there.
    pub fn required(&mut self, key: &'static str, sink: &mut Sink) -> Option<Spanned<String>> {
        if !self.has(key) {
            self.asked.insert(key);
            self.missing(key, &format!("`{key}` is missing"), sink);
            return None;
        }
        self.string(key, sink)
    }

    /// A list of strings; one string is a list of one.
    pub fn strings(&mut self, key: &'static str, sink: &mut Sink) -> Vec<Spanned<String>> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        listed(value, key, sink)
    }

    /// The same, spans away.
    pub fn plain_strings(&mut self, key: &'static str, sink: &mut Sink) -> Vec<String> {
        self.strings(key, sink).into_iter().map(Spanned::into_inner).collect()
    }

    /// A whole number within bounds.
    pub fn integer(
        &mut self,
        key: &'static str,
        bounds: std::ops::RangeInclusive<i64>,
        sink: &mut Sink,
    ) -> Option<i64> {
        let value = self.get(key)?;
        if let DeValue::Integer(number) = value.get_ref()
            && let Ok(number) = i64::from_str_radix(number.as_str(), number.radix())
            && bounds.contains(&number)
        {
            return Some(number);
        }
        sink.fault(
            "wrong-type",
            value.span(),
            format!("`{key}` must be a whole number from {} to {}", bounds.start(), bounds.end()),
        );
        None
    }

    /// A number, with or without a fraction.
    pub fn number(&mut self, key: &'static str, sink: &mut Sink) -> Option<f64> {
        let value = self.get(key)?;
        number(value, &format!("`{key}`"), sink)
    }

    /// `true` or `false`.
    pub fn boolean(&mut self, key: &'static str, sink: &mut Sink) -> Option<bool> {
        let value = self.get(key)?;
        if let DeValue::Boolean(answer) = value.get_ref() {
            return Some(*answer);
        }
        sink.fault("wrong-type", value.span(), format!("`{key}` must be true or false, not {}", kind(value.get_ref())));
        None
    }

    /// An exact day: a TOML date.
    pub fn day(&mut self, key: &'static str, sink: &mut Sink) -> Option<Day> {
        let value = self.get(key)?;
        let when = when(value, key, ONE_DAY, sink)?;
        let known = when.known();
        if known.is_none() {
            sink.fault("bad-date", value.span(), format!("`{key}` must be {ONE_DAY}"));
        }
        known
    }

    /// A day known exactly or approximately: a TOML date, "2021", "2021-05", 2021, `{ about = 2024-05-01, slack = 7 }`,
    /// or `{ before = 1993-01-01 }` for an unknown day before that date.
    pub fn when(&mut self, key: &'static str, sink: &mut Sink) -> Option<Spanned<When>> {
        let value = self.get(key)?;
        when(value, key, A_DATE, sink).map(|found| Spanned::new(value.span(), found))
    }

    /// Returns `true` if the value is this string, such as `until = "unknown"`.
    pub fn is_word(&mut self, key: &'static str, word: &str) -> bool {
        matches!(self.get(key).map(Spanned::get_ref), Some(DeValue::String(text)) if text == word)
    }

    /// The bytes of a value.
    pub fn range_of(&self, key: &str) -> std::ops::Range<usize> {
        self.table.get(key).map_or(self.range.clone(), Spanned::span)
    }

    /// A value of any option type; the inner value is `None` for other types.
    pub fn any(&mut self, key: &'static str) -> Option<(Option<CheckOption>, std::ops::Range<usize>)> {
        let value = self.get(key)?;
        Some((option(value.get_ref()), value.span()))
    }

    /// All remaining keys with a value of an option type. They count as read.
    pub fn rest(&mut self) -> BTreeMap<String, CheckOption> {
        let mut found = BTreeMap::new();
        for (key, value) in self.table {
            let name: &str = key.get_ref();
            if !self.asked.contains(name)
                && let Some(value) = option(value.get_ref())
            {
                found.insert(name.to_owned(), value);
                self.taken.insert(name.to_owned());
            }
        }
        found
    }

    /// A table below this one.
    pub fn section(&mut self, key: &'static str, sink: &mut Sink) -> Option<Section<'t>> {
        let value = self.get(key)?;
        if let DeValue::Table(table) = value.get_ref() {
            return Some(Section::new(table, value.span()));
        }
        sink.fault("wrong-type", value.span(), format!("`{key}` must be a table, not {}", kind(value.get_ref())));
        None
    }

    /// An array of tables below this one, in the order of the file.
    pub fn sections(&mut self, key: &'static str, sink: &mut Sink) -> Vec<Section<'t>> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let DeValue::Array(items) = value.get_ref() else {
            sink.fault("wrong-type", value.span(), format!("`{key}` must be written `[[{key}]]`"));
            return Vec::new();
        };
        let mut found = Vec::new();
        for item in items {
            if let DeValue::Table(table) = item.get_ref() {
                found.push(Section::new(table, item.span()));
            } else {
                sink.fault("wrong-type", item.span(), format!("every `{key}` must be a table"));
            }
        }
        found
    }

    /// Every key with its string; other values are faults.
    pub fn all_strings(self, sink: &mut Sink) -> Vec<(Spanned<String>, Spanned<String>)> {
        let mut found = Vec::new();
        for (key, value) in self.table {
            let name: &DeString<'_> = key.get_ref();
            if let Some(text) = string(value, &format!("`{name}`"), sink) {
                found.push((Spanned::new(key.span(), name.to_string()), text));
            }
        }
        found
    }

    /// Every key with its number; other values are faults.
    pub fn all_numbers(self, sink: &mut Sink) -> std::collections::BTreeMap<String, f64> {
        let read = |(key, value): (&Spanned<DeString<'_>>, &Spanned<DeValue<'_>>)| {
            Some((key.get_ref().to_string(), number(value, &format!("`{}`", key.get_ref()), sink)?))
        };
        self.table.iter().filter_map(read).collect()
    }

    /// Every key with its list of strings; one string is a list of one, other values are faults.
    pub fn all_lists(self, sink: &mut Sink) -> Vec<(Spanned<String>, Vec<Spanned<String>>)> {
        let list = |(key, value): (&'t Spanned<DeString<'t>>, &'t Spanned<DeValue<'t>>)| {
            let name = key.get_ref().to_string();
            let words = listed(value, &name, sink);
            (Spanned::new(key.span(), name), words)
        };
        self.table.iter().map(list).collect()
    }

    /// Every key with its table; other values are faults.
    pub fn all_sections(self, sink: &mut Sink) -> Vec<(Spanned<String>, Section<'t>)> {
        let mut found = Vec::new();
        for (key, value) in self.table {
            let name = Spanned::new(key.span(), key.get_ref().to_string());
            if let DeValue::Table(table) = value.get_ref() {
                found.push((name, Section::new(table, value.span())));
            } else {
                sink.fault("wrong-type", value.span(), format!("`{}` must be a table", name.get_ref()));
            }
        }
        found
    }

    /// The keys of this table.
    pub fn keys(&self) -> Vec<String> {
        self.table.keys().map(|key| key.get_ref().to_string()).collect()
    }
}

/// A value that a check's further key may have.
fn option(value: &DeValue<'_>) -> Option<CheckOption> {
    match value {
        DeValue::String(text) => Some(CheckOption::Text(text.to_string())),
        DeValue::Boolean(answer) => Some(CheckOption::Flag(*answer)),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok().map(CheckOption::Number),
        DeValue::Array(items) => {
            let items: Vec<CheckOption> = items.iter().map(|item| option(item.get_ref())).collect::<Option<_>>()?;
            let text = |item: &CheckOption| if let CheckOption::Text(text) = item { Some(text.clone()) } else { None };
            let texts =
                |item: &CheckOption| if let CheckOption::Texts(texts) = item { Some(texts.clone()) } else { None };
            let flat: Option<Vec<String>> = items.iter().map(text).collect();
            flat.map(CheckOption::Texts)
                .or_else(|| items.iter().map(texts).collect::<Option<_>>().map(CheckOption::Groups))
        }
        DeValue::Float(_) | DeValue::Datetime(_) | DeValue::Table(_) => None,
    }
}

fn listed(value: &Spanned<DeValue<'_>>, key: &str, sink: &mut Sink) -> Vec<Spanned<String>> {
    match value.get_ref() {
        DeValue::Array(items) => {
            items.iter().filter_map(|item| string(item, &format!("an item of `{key}`"), sink)).collect()
        }
        _ => string(value, &format!("`{key}`"), sink).into_iter().collect(),
    }
}

fn string(value: &Spanned<DeValue<'_>>, what: &str, sink: &mut Sink) -> Option<Spanned<String>> {
    match value.get_ref() {
        DeValue::String(text) if text.trim().is_empty() => {
            sink.fault("empty", value.span(), format!("{what} is empty"));
            None
        }
        DeValue::String(text) => Some(Spanned::new(value.span(), text.to_string())),
        other => {
            sink.fault("wrong-type", value.span(), format!("{what} must be a string, not {}", kind(other)));
            None
        }
    }
}

fn number(value: &Spanned<DeValue<'_>>, what: &str, sink: &mut Sink) -> Option<f64> {
    let found = match value.get_ref() {
        DeValue::Integer(number) if number.radix() == 10 => number.as_str().parse().ok(),
        DeValue::Float(number) => number.as_str().parse::<f64>().ok().filter(|n| n.is_finite()),
        _ => None,
    };
    if found.is_none() {
        sink.fault("wrong-type", value.span(), format!("{what} must be a number, not {}", kind(value.get_ref())));
    }
    found
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "a number",
        DeValue::Float(_) => "a number with a fraction",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// What a day may be written as, and a date that may be known approximately.
const ONE_DAY: &str = "one day, as 2025-01-20";
const A_DATE: &str = "a date: 2025-01-20, \"2025-01\", \"2025\" or { about = 2025-01-20, slack = 7 }";

fn when(value: &Spanned<DeValue<'_>>, key: &str, expected: &str, sink: &mut Sink) -> Option<When> {
    let found = match value.get_ref() {
        DeValue::Datetime(at) if at.time.is_none() => at
            .date
            .and_then(|d| Day::new(d.year.cast_signed(), d.month.cast_signed(), d.day.cast_signed()))
            .map(When::exactly),
        DeValue::Integer(year) => year.as_str().parse().ok().and_then(When::year),
        DeValue::String(text) if Day::parse(text).is_some() => {
            sink.fault("quoted-date", value.span(), format!("`{key}` must be a date without quotes: {text}"));
            return None;
        }
        DeValue::String(text) => partial(text),
        DeValue::Table(table) => return about(table, value.span(), key, sink),
        DeValue::Datetime(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Array(_) => None,
    };
    if found.is_none() && !sink.is_reported(&value.span()) {
        sink.fault("bad-date", value.span(), format!("`{key}` must be {expected}"));
    }
    found
}

/// "2021" or "2021-05".
fn partial(text: &str) -> Option<When> {
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    match text.split_once('-') {
        Some((year, month)) if digits(year) && digits(month) && month.len() == 2 => {
            When::month(year.parse().ok()?, month.parse().ok()?)
        }
        None if digits(text) && text.len() == 4 => When::year(text.parse().ok()?),
        _ => None,
    }
}

fn about(table: &DeTable<'_>, range: std::ops::Range<usize>, key: &str, sink: &mut Sink) -> Option<When> {
    let mut section = Section::new(table, range.clone());
    if section.has("before") {
        let day = section.day("before", sink);
        section.finish(sink);
        return day.map(When::before);
    }
    let day = section.day("about", sink);
    let slack = section.integer("slack", 0..=3660, sink);
    section.finish(sink);
    if day.is_none() {
        sink.fault("bad-date", range, format!("`{key}` needs `about`, a date"));
    }
    Some(When::about(day?, slack.unwrap_or(7) as i32))
}
