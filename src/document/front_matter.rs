//! Front matter: a date, a title and a language at the top of a file, in YAML (`---`) or TOML (`+++`).
//!
//! Only top-level scalars of YAML are read.

use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use super::builder::Builder;
use super::ignore;
use super::{BlockKind, DayFrom, Document, GivenDay};
use crate::findings::Fault;
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
            if silencing && !value.is_empty() {
                front.silences.push((value_at + offset..value_at + offset + value.len(), Some(at..at + line.len())));
            } else if !value.is_empty() {
                let range = value_at + offset..value_at + offset + value.len();
                found.push((key.trim().to_ascii_lowercase(), value.to_owned(), range));
            }
        } else if silencing && let Some(item) = line.trim_start().strip_prefix("- ") {
            let item_at = at + line.len() - item.trim_start().len();
            let (value, offset) = scalar(item.trim());
            front.silences.push((item_at + offset..item_at + offset + value.len(), Some(at..at + line.len())));
        }
        at += line.len();
    }
    found
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
        self.narrative = get(&[], &[FRAME_KEY]).is_some_and(|(_, text, _)| text.eq_ignore_ascii_case(NARRATIVE));
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

    /// Warns of a key that is nearly that for ignoring rules; `at` is its first byte.
    fn near_key(&mut self, key: &str, at: usize) {
        let name = key.trim_matches(['"', '\'', ' ', '\t']);
        if ignore::is_near_key(name) {
            let start = at + key.find(name).unwrap_or(0);
            let message = format!("`{name}` is no key of front matter that factlint reads: use `{}`", ignore::KEY);
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
    let text = text.trim();
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
mod tests {
    use super::*;
    use crate::document::{Format, read_with};

    fn read_file(path: &str, text: &str) -> Document {
        read_with(Format::Plain, &Input::file(path, text), &FrontKeys::default())
    }

    #[test]
    fn yaml_gives_day_title_and_language_with_their_places() {
        let text = "---\ntitle: \"A \u{e9}t\u{e9}\"\ndate: 2025-09-23T10:00:00Z # noon\ntags:\n  - date: x\nlang: EN-gb\n---\nBody.\n";
        let document = read_file("a.md", text);
        let given = &document.days[0];
        assert_eq!((given.day.to_string().as_str(), given.from), ("2025-09-23", DayFrom::FrontMatter));
        assert_eq!(given.place.as_ref().map(Place::text), Some("2025-09-23T10:00:00Z"));
        assert_eq!(document.language.as_deref(), Some("en-gb"));
        assert_eq!(document.text(document.blocks[0].span), "A \u{e9}t\u{e9}");
        assert_eq!(document.place(document.blocks[0].span).text(), "A \u{e9}t\u{e9}");
        assert_eq!(document.text(document.blocks[1].span), "Body.");
    }

    #[test]
    fn toml_gives_the_same() {
        let document = read_file("a.md", "+++\ntitle = \"T\"\ndate = 2025-09-23\n+++\nBody.\n");
        let given = &document.days[0];
        assert_eq!(given.place.as_ref().map(Place::text), Some("2025-09-23"));
        assert_eq!(document.place(document.blocks[0].span).text(), "T");
    }

    #[test]
    fn a_project_has_keys_of_its_own() {
        let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
        let keys =
            FrontKeys { date: words(&["gone", "embargo"]), title: words(&["hed"]), language: words(&["sprache"]) };
        for text in [
            "---\ntitle: T\nHed: H\ndate: 2025-09-01\nembargo: 2025-09-23\nsprache: de\nlang: en\n---\nBody.\n",
            "+++\ntitle = \"T\"\nhed = \"H\"\ndate = 2025-09-01\nembargo = 2025-09-23\nsprache = \"de\"\n+++\nBody.\n",
        ] {
            let document = read_with(Format::Markdown, &Input::file("a.md", text), &keys);
            assert_eq!(document.days.iter().map(|given| given.day.to_string()).collect::<Vec<_>>(), ["2025-09-23"]);
            assert_eq!(document.place(document.blocks[0].span).text(), "H");
            assert_eq!(document.language.as_deref(), Some("de"));
        }
        let usual = read_with(Format::Plain, &Input::file("a.md", "---\ntitle: T\n---\nBody.\n"), &keys);
        assert_eq!(usual.text(usual.blocks[0].span), "T");
    }

    #[test]
    fn a_bad_date_is_a_warning_with_a_place() {
        let document = read_file("a.md", "---\ndate: soon\n---\nBody.\n");
        assert_eq!((document.faults[0].code, document.faults[0].is_error()), ("bad-date", false));
        assert_eq!(document.faults[0].place.as_ref().map(Place::text), Some("soon"));
        assert!(document.days.is_empty());
    }

    #[test]
    fn dates_are_read_as_people_and_programs_spell_them() {
        let day = |text| leading_day(text).map(|day| day.to_string());
        for text in [
            "2025-09-03T10:00:00Z",
            "2025-9-3T00:00:00.000Z",
            "2025/09/03",
            "2025.9.3",
            "September 3, 2025",
            "Sep 03 2025",
            "Sept. 3rd, 2025 10:00",
            "3 September 2025",
            "03-Sep-2025",
            "Wed, 03 Sep 2025 10:00:00 +0000",
            "Wed Sep 03 2025",
            "Wednesday, 3rd of September, 2025",
            "2025-Sep-03",
            "20250903",
            " 2025-09-03 10:00:00 +0200",
        ] {
            assert_eq!(day(text).as_deref(), Some("2025-09-03"), "{text}");
        }
        for text in ["23/09/2025", "09/23/2025", "23.09.2025", "23-9-2025"] {
            assert_eq!(day(text).as_deref(), Some("2025-09-23"), "{text}");
        }
        for text in [
            "soon",
            "20251301",
            "202509031",
            "2025",
            "September 2025",
            "03/09/2025",
            "2025-13-01",
            "2025-09-00",
            "Marchioness 3, 2025",
            "",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn booleans_and_templates_are_no_dates() {
        let read = |front: &str| read_file("a.md", &format!("---\n{front}\n---\nBody.\n"));
        for front in [
            "published: false",
            "date: {{ .Date }}",
            "date: <% now %>",
            "published: ~",
            "date: today",
            "date: \"`r Sys.Date()`\"",
        ] {
            let document = read(front);
            assert!(document.days.is_empty() && document.faults.is_empty(), "{front}");
        }
        let document = read("published: true\npubDate: 'Jul 08 2022'");
        assert_eq!(document.days[0].place.as_ref().map(Place::text), Some("Jul 08 2022"));
        let template = "+++\ntitle = '{{ .Name }}'\ndate = {{ .Date }}\n+++\nBody.\n";
        assert!(read_file("a.md", template).faults.is_empty());
        assert_eq!(read_file("a.md", "+++\ndate = soon\n+++\nBody.\n").faults[0].code, "bad-front-matter");
    }

    #[test]
    fn the_file_name_is_the_last_resort() {
        let day = |path| file_name_day(path).map(|day| day.to_string());
        assert_eq!(day("posts/2025-09-23-slug.md").as_deref(), Some("2025-09-23"));
        assert_eq!(day("2025/09/23/slug.md").as_deref(), Some("2025-09-23"));
        assert_eq!(day("posts/2025-09-234.md"), None);
        assert_eq!(day("posts/slug.md"), None);
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        let document = read_file("a.txt", "---\nnever closed\n");
        assert_eq!(document.blocks.len(), 1);
    }
}
