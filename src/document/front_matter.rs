//! Front matter: a date, a title and a language at the top of a file, in YAML (`---`) or TOML (`+++`).
//!
//! Only top-level scalars of YAML are read.

use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use super::builder::Builder;
use super::ignore;
use super::{BlockKind, DayFrom, Document, GivenDay};
use crate::findings::Fault;
use crate::rules::toml_reader::hint;
use crate::text::{Input, Place, Span};
use crate::time::Day;

/// Keys for the day of the draft, best first.
const DATES: [&str; 9] = [
    "date",
    "published",
    "publishdate",
    "pubdate",
    "date_published",
    "datepublished",
    "updated",
    "lastmod",
    "last_modified",
];
const TITLES: [&str; 2] = ["title", "headline"];
const LANGUAGES: [&str; 2] = ["language", "lang"];
/// The key that says if present tense is now, and its value for drafts where it is not.
pub(super) const FRAME_KEY: &str = "frame";
pub(super) const NARRATIVE: &str = "narrative";

/// Flags and settings that may be taken for keys, and the keys that do the same.
const FLAGS: [(&str, &str); 3] = [("as-of", "date"), ("as_of", "date"), ("narrative", "frame: narrative")];

/// Keys that a project uses for what front matter says, tried before the usual ones: in lower case, best first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FrontKeys {
    /// Of the day of the draft.
    pub date: Vec<String>,
    /// Of its title.
    pub title: Vec<String>,
    /// Of its language.
    pub language: Vec<String>,
}

/// The contents of the front matter, and the start of the text.
#[derive(Debug)]
pub(super) struct FrontMatter {
    input: Arc<Input>,
    /// First byte of the text below it.
    pub(super) body: usize,
    title: Option<(String, std::ops::Range<usize>)>,
    language: Option<String>,
    narrative: bool,
    day: Option<(Day, std::ops::Range<usize>)>,
    /// Values of the key for ignoring rules, each with its bytes and those to remove with it.
    silences: Vec<(std::ops::Range<usize>, Option<std::ops::Range<usize>>)>,
    faults: Vec<Fault>,
}

/// A key, its value as text, and the bytes of the value.
type Entry = (String, String, std::ops::Range<usize>);

/// Reads the front matter of a file; a file without one begins at its first byte (after a byte order mark).
pub(super) fn read(input: &Arc<Input>, keys: &FrontKeys) -> FrontMatter {
    let text = &input.text;
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut front = FrontMatter::none(input, start);
    for (mark, entries) in [("---", yaml as fn(&str, usize, &mut FrontMatter) -> Vec<Entry>), ("+++", toml_entries)] {
        if let Some((inner, body)) = fenced(text, start, mark) {
            front.body = body;
            let found = entries(&text[inner.clone()], inner.start, &mut front);
            front.take(&found, keys);
        }
    }
    front
}

/// The bytes between two fence lines, and the first byte after them.
fn fenced(text: &str, start: usize, mark: &str) -> Option<(std::ops::Range<usize>, usize)> {
    let mut lines = text[start..].split_inclusive('\n');
    let first = lines.next()?;
    if first.trim_end() != mark {
        return None;
    }
    let inner = start + first.len();
    let mut at = inner;
    for line in lines {
        let end = line.trim_end();
        if end == mark || (mark == "---" && end == "...") {
            return Some((inner..at, at + line.len()));
        }
        at += line.len();
    }
    None
}

/// Top-level scalars: `key: value`, quoted or not, comments away.
fn yaml(text: &str, source: usize, front: &mut FrontMatter) -> Vec<Entry> {
    let mut found = Vec::new();
    let mut at = source;
    let mut silencing = false;
    for line in text.split_inclusive('\n') {
        if !line.starts_with([' ', '\t', '#', '-'])
            && let Some((key, rest)) = line.split_once(':')
        {
            silencing = key.trim() == ignore::KEY;
            front.near_key(key, at);
            let value_at = at + key.len() + 1 + (rest.len() - rest.trim_start().len());
            let (value, offset) = scalar(rest.trim());
            let is_empty = value.split(['[', ']', ',', '"', '\'', ' ']).all(str::is_empty);
            if silencing && is_empty && (!value.is_empty() || !has_items(text, at + line.len() - source)) {
                front.empty_ignore(at..at + key.len());
            } else if silencing && !value.is_empty() {
                front.silences.push((value_at + offset..value_at + offset + value.len(), Some(at..at + line.len())));
            } else if !value.is_empty() {
                let range = value_at + offset..value_at + offset + value.len();
                found.push((key.trim().to_ascii_lowercase(), value.to_owned(), range));
            }
        } else if silencing && let Some(item) = line.trim_start().strip_prefix("- ") {
            let item_at = at + line.len() - item.trim_start().len();
            let (value, offset) = scalar(item.trim());
            front.silences.push((item_at + offset..item_at + offset + value.len(), Some(at..at + line.len())));
        } else if let Some(key) = key_without_colon(line) {
            let fault = Fault::at("no-colon", front.place(at..at + key.len()), format!("no colon follows `{key}`"));
            front.faults.push(fault.note(format!("write `{key}: ...`")).warning());
        }
        at += line.len();
    }
    found
}

/// The key that a line begins with if no colon follows it.
fn key_without_colon(line: &str) -> Option<&str> {
    let key = line.split(' ').next()?;
    (line.contains(' ') && (key == ignore::KEY || DATES.contains(&key))).then_some(key)
}

/// Returns `true` if the line at a byte is an item of a list.
fn has_items(text: &str, at: usize) -> bool {
    text[at..].lines().find(|line| !line.trim().is_empty()).is_some_and(|line| line.trim_start().starts_with('-'))
}

/// A scalar without its quotes or comment, and the number of bytes before it.
fn scalar(raw: &str) -> (&str, usize) {
    for quote in ['"', '\''] {
        if let Some(inner) = raw.strip_prefix(quote) {
            return (inner.find(quote).map_or(inner, |end| &inner[..end]), 1);
        }
    }
    (raw.find(" #").map_or(raw, |end| raw[..end].trim_end()), 0)
}

fn toml_entries(text: &str, source: usize, front: &mut FrontMatter) -> Vec<Entry> {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let range = error.span().unwrap_or(0..0);
        let place = front.place(source + range.start..source + range.end);
        // `date = {{ .Date }}`: a template is filled in before anybody reads it as TOML.
        if !place.input.text.lines().nth(place.start().line as usize - 1).is_some_and(is_template) {
            front.faults.push(Fault::at("bad-front-matter", place, error.message()));
        }
    }
    for key in table.get_ref().keys() {
        front.near_key(key.get_ref(), source + key.span().start);
    }
    if let Some(value) = table.get_ref().get(ignore::KEY) {
        let items = match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => vec![value],
        };
        if items.is_empty() {
            front.empty_ignore(source + value.span().start..source + value.span().end);
        }
        for item in items.into_iter().filter(|item| matches!(item.get_ref(), DeValue::String(_))) {
            let range = source + item.span().start + 1..source + item.span().end - 1;
            front.silences.push((range, None));
        }
    }
    let entry = |(key, value): (&toml::Spanned<toml::de::DeString<'_>>, &toml::Spanned<DeValue<'_>>)| {
        let range = value.span();
        let (text, inset) = match value.get_ref() {
            DeValue::String(text) => (text.to_string(), usize::from(range.len() == text.len() + 2)),
            DeValue::Datetime(at) => (at.to_string(), 0),
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Array(_) | DeValue::Table(_) => {
                return None;
            }
        };
        Some((key.get_ref().to_ascii_lowercase(), text, source + range.start + inset..source + range.end - inset))
    };
    table.get_ref().iter().filter_map(entry).collect()
}

impl FrontMatter {
    /// No front matter: the text begins at a byte.
    pub(super) fn none(input: &Arc<Input>, body: usize) -> Self {
        let input = Arc::clone(input);
        Self {
            input,
            body,
            title: None,
            language: None,
            narrative: false,
            day: None,
            silences: Vec::new(),
            faults: Vec::new(),
        }
    }

    fn place(&self, range: std::ops::Range<usize>) -> Place {
        Place { input: Arc::clone(&self.input), span: Span::new(range.start, range.end) }
    }

    fn take(&mut self, entries: &[Entry], keys: &FrontKeys) {
        let get = |own: &[String], usual: &[&str]| {
            let mut names = own.iter().map(String::as_str).chain(usual.iter().copied());
            names.find_map(|key| entries.iter().find(|(name, ..)| name == key))
        };
        self.title = get(&keys.title, &TITLES).map(|(_, text, range)| (text.clone(), range.clone()));
        self.language = get(&keys.language, &LANGUAGES).map(|(_, text, _)| text.to_ascii_lowercase());
        let frame = get(&[], &[FRAME_KEY]);
        self.narrative = frame.is_some_and(|(_, text, _)| text.eq_ignore_ascii_case(NARRATIVE));
        if let Some((_, text, range)) = frame.filter(|_| !self.narrative)
            && let Some(note) = hint(&text.to_lowercase(), [NARRATIVE]).pop()
        {
            let fault =
                Fault::at("unknown-value", self.place(range.clone()), format!("`{text}` is no value of `{FRAME_KEY}`"));
            self.faults.push(fault.note(note).warning());
        }
        let dates: Vec<Entry> = entries.iter().filter(|(_, text, _)| may_be_date(text)).cloned().collect();
        let own = keys.date.iter().map(String::as_str);
        let mut keys = own.chain(DATES).filter_map(|key| dates.iter().find(|(name, ..)| name == key));
        if let Some((key, text, range)) = keys.next() {
            match leading_day(text) {
                Some(day) => self.day = Some((day, range.clone())),
                None => self.faults.push(bad_date(key, self.place(range.clone()))),
            }
        }
    }

    /// Adds the title as a heading, and the rules to ignore in the whole file.
    pub(super) fn add_title(&self, builder: &mut Builder) {
        for (value, whole) in &self.silences {
            builder.silence_file(&self.input.text[value.clone()], value.start, whole.clone(), 0);
        }
        let Some((title, range)) = &self.title else {
            return;
        };
        if self.input.text[range.clone()] == **title {
            builder.block(BlockKind::Heading, title, range.start, 0);
        } else {
            builder.open(BlockKind::Heading);
            builder.swapped(title, range.clone(), 0);
            builder.close();
        }
    }

    /// Warns of a list of rules to ignore that is empty.
    fn empty_ignore(&mut self, range: std::ops::Range<usize>) {
        let message = format!("`{}` lists no rules, so nothing is ignored", ignore::KEY);
        let fault = Fault::at("empty-list", self.place(range), message).warning();
        self.faults.push(fault.note(format!("list rules: `{}: [weekday]`", ignore::KEY)));
    }

    /// Warns of a key that is nearly that for ignoring rules, or named after a flag; `at` is its first byte.
    fn near_key(&mut self, key: &str, at: usize) {
        let name = key.trim_matches(['"', '\'', ' ', '\t']);
        let flag = FLAGS.iter().find(|(flag, _)| name.eq_ignore_ascii_case(flag)).map(|(_, key)| *key);
        if let Some(right) = flag.or_else(|| ignore::is_near_key(name).then_some(ignore::KEY)) {
            let start = at + key.find(name).unwrap_or(0);
            let message = format!("`{name}` is no key of front matter that factlint reads: use `{right}`");
            self.faults.push(Fault::at("unknown-key", self.place(start..start + name.len()), message).warning());
        }
    }

    /// Puts day, language and faults on the document.
    pub(super) fn finish(self, document: &mut Document) {
        if let Some((day, range)) = &self.day {
            let (day, place) = (*day, self.place(range.clone()));
            document.days.push(GivenDay { day, from: DayFrom::FrontMatter, place: Some(place) });
        }
        document.language = self.language;
        document.narrative |= self.narrative;
        document.faults.extend(self.faults);
        if let Some(day) = file_name_day(&self.input.path) {
            document.days.push(GivenDay { day, from: DayFrom::FileName, place: None });
        }
    }
}

/// The warning for an invalid date.
pub(super) fn bad_date(key: &str, place: Place) -> Fault {
    let message = format!("`{key}` is not a date: write it as 2025-01-20");
    Fault::at("bad-date", place, message).warning()
}

/// Values that are not meant as a date: flags, nothing, and what Quarto fills in.
const NO_DATES: [&str; 12] =
    ["true", "false", "yes", "no", "on", "off", "null", "~", "today", "now", "last-modified", "none"];

/// Returns `false` for values that are not meant as a date, such as `published: false` and template expressions.
fn may_be_date(text: &str) -> bool {
    !NO_DATES.iter().any(|word| text.eq_ignore_ascii_case(word)) && !is_template(text)
}

/// Tags of templates, and code of R Markdown in backticks.
fn is_template(text: &str) -> bool {
    ["{{", "{%", "<%", "`r ", "${"].iter().any(|mark| text.contains(mark))
}

/// Month names of RFC 2822 and of JavaScript's `Date`, in full or abbreviated: machine formats that do not depend on
/// the language of a draft.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The day that a date or a date with a time starts with: "2025-01-20", "2025/1/20", "January 20, 2025", "Mon, 20 Jan 2025".
/// "20/01/2025" is read and "02/01/2025" is not, which is in January for some and in February for others.
pub(super) fn leading_day(text: &str) -> Option<Day> {
    // "0025" is a typing mistake.
    written_day(text.trim()).filter(|day| day.year() >= 1000)
}

fn written_day(text: &str) -> Option<Day> {
    let numbers = text.split(['T', 't', ' ', ',']).next()?;
    let mark = ['-', '/', '.'].into_iter().find(|&mark| numbers.contains(mark));
    match mark.map(|mark| numbers.split(mark).collect::<Vec<_>>()).as_deref() {
        Some([year, month, day]) if year.len() == 4 => match number::<i8>(month) {
            Some(month) => Day::new(number(year)?, month, number(day)?),
            None => Day::new(number(year)?, month_named(month)?, number(day)?),
        },
        Some([first, second, year]) if year.len() == 4 && number::<i8>(second).is_some() => {
            match (number::<i8>(first)?, number::<i8>(second)?) {
                (day @ 13.., month) | (month, day @ 13..) => Day::new(number(year)?, month, day),
                (day, month) if day == month => Day::new(number(year)?, month, day),
                _ => None,
            }
        }
        None if numbers.len() == 8 && text.len() == 8 => {
            Day::new(number(numbers.get(..4)?)?, number(numbers.get(4..6)?)?, number(numbers.get(6..)?)?)
        }
        _ => named_month(text),
    }
}

/// A number of digits alone.
fn number<T: std::str::FromStr>(text: &str) -> Option<T> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())?
}

/// The number of a month by its name.
fn month_named(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    let is_it = |month: &str| word.len() >= 3 && month.starts_with(&word) || word == "sept" && month == MONTHS[8];
    MONTHS.iter().position(|month| is_it(month)).map(|at| at as i8 + 1)
}

/// A date with the name of its month.
fn named_month(text: &str) -> Option<Day> {
    let mut words = text.split([' ', ',', '-']).filter(|word| !word.is_empty() && !word.eq_ignore_ascii_case("of"));
    let month = month_named;
    let mut first = words.next()?;
    if month(first).is_none() && first.bytes().all(|b| b.is_ascii_alphabetic() || b == b'.') {
        // The day of the week.
        first = words.next()?;
    }
    let second = words.next()?;
    let (month, day) = month(first).map(|month| (month, second)).or_else(|| Some((month(second)?, first)))?;
    let day = ["st", "nd", "rd", "th"].iter().find_map(|end| day.strip_suffix(end)).unwrap_or(day);
    let year = words.next().filter(|year| year.len() == 4)?;
    Day::new(number(year)?, month, number(day)?)
}

/// `2025-09-23-slug.md`, or `2025/09/23/slug.md`.
pub(super) fn file_name_day(path: &str) -> Option<Day> {
    let mut parts = path.rsplit(['/', '\\']);
    let name = parts.next()?;
    let after = name.get(10..).unwrap_or_default();
    if let Some(day) = name.get(..10).and_then(Day::parse)
        && !after.starts_with(|c: char| c.is_alphanumeric())
    {
        return Some(day);
    }
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    Day::parse(&format!("{year}-{month}-{day}"))
}

#[cfg(test)]
mod tests;
