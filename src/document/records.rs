//! Records: one document a line of JSON Lines, or an item of a JSON list, with `text` and optional `id`, `title`, `date`,
//! `language`, `format`. Of a chat, the messages of the assistant are the text.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::builder::Builder;
use super::front_matter::{NARRATIVE, bad_date, leading_day};
use super::{BlockKind, DayFrom, Document, Format, GivenDay, markdown, plain};
use crate::findings::Fault;
use crate::text::{Input, Place, Record, Span, boundary};
use crate::time::Day;

/// Names of the fields of records, each a path such as `body.text` or `choices.0.message.content`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields {
    /// Of the text.
    pub text: Option<String>,
    /// Of the id.
    pub id: Option<String>,
    /// Of the date.
    pub date: Option<String>,
}

/// A record that is not read yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawRecord<'t> {
    number: u32,
    lines: (u32, u32),
    /// Its key, if the records are the values of an object.
    key: Option<String>,
    text: &'t str,
}

/// Why a record is not read.
#[derive(Debug, Clone)]
pub struct BadRecord {
    /// Whether it is JSON, but has no text.
    lacks_text: bool,
    /// The names of its fields.
    keys: Vec<String>,
    fault: Fault,
}

/// Keys of chats, of who speaks, and of what is said.
const CHATS: [(&str, &str, &str); 2] = [("messages", "role", "content"), ("conversations", "from", "value")];
/// Those whose messages are checked.
const ASSISTANTS: [&str; 5] = ["assistant", "model", "gpt", "ai", "bot"];
/// The code of the fault of a file none of whose records has a text.
pub const NO_TEXT: &str = "no-text";
/// Records of a file that are reported one by one; the rest is counted.
const SHOWN: usize = 5;
/// Names of fields that a fault lists.
const LISTED: usize = 8;

/// The non-blank lines of JSON Lines.
pub fn lines(text: &str) -> Vec<RawRecord<'_>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(number, text)| RawRecord { number, lines: (number, number), key: None, text }).collect()
}

/// The records of a JSON file: the items of a list, those of a list in an object, the values of an object, or the object
/// itself. A file with a record a line is JSON Lines by another name.
///
/// # Errors
/// A file that is not JSON is a fault with its place.
pub fn items<'t>(input: &'t Arc<Input>, fields: &Fields) -> Result<Vec<RawRecord<'t>>, Box<Fault>> {
    let text = &*input.text;
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let whole: &RawValue = match serde_json::from_str(&text[start..]) {
        Ok(whole) => whole,
        Err(_) if is_json_lines(&text[start..]) => return Ok(lines(text)),
        Err(error) => {
            let line = input.line(error.line() as u32);
            let at = boundary(text, (line.start + error.column().saturating_sub(1)).min(text.len()));
            let place = Place { input: Arc::clone(input), span: Span::new(at, at) };
            return Err(Box::new(Fault::at("bad-json", place, format!("is not JSON: {}", without_place(&error)))));
        }
    };
    let found: Vec<(Option<String>, &RawValue)> = match serde_json::from_str::<Value>(whole.get()) {
        Ok(Value::Object(object)) => members(whole, &object, fields),
        _ => serde_json::from_str::<Vec<&RawValue>>(whole.get())
            .unwrap_or_default()
            .into_iter()
            .map(|item| (None, item))
            .collect(),
    };
    let record = |(number, (key, raw)): (u32, (Option<String>, &'t RawValue))| {
        let from = raw.get().as_ptr() as usize - text.as_ptr() as usize;
        let line = |at: usize| input.line_of(at as u32);
        RawRecord { number, lines: (line(from), line(from + raw.get().len())), key, text: raw.get() }
    };
    Ok((1..).zip(found).map(record).collect())
}

/// The records of an object.
fn members<'t>(
    whole: &'t RawValue,
    object: &Map<String, Value>,
    fields: &Fields,
) -> Vec<(Option<String>, &'t RawValue)> {
    let is_record = |value: &Value| value.as_object().is_some_and(|object| texts(object, fields).is_ok());
    if texts(object, fields).is_ok() {
        return vec![(None, whole)];
    }
    let parts: BTreeMap<Cow<'t, str>, &RawValue> = serde_json::from_str(whole.get()).unwrap_or_default();
    let mut found: Vec<(Option<String>, &RawValue)> = Vec::new();
    for (key, raw) in parts {
        match object.get(&*key) {
            Some(Value::Array(items)) if items.iter().any(is_record) => {
                let items: Vec<&RawValue> = serde_json::from_str(raw.get()).unwrap_or_default();
                found.extend(items.into_iter().map(|item| (None, item)));
            }
            Some(value) if is_record(value) => found.push((Some(key.into_owned()), raw)),
            _ => {}
        }
    }
    found.sort_by_key(|(_, raw)| raw.get().as_ptr() as usize);
    if found.is_empty() { vec![(None, whole)] } else { found }
}

fn is_json_lines(text: &str) -> bool {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    serde_json::from_str::<Map<String, Value>>(first).is_ok()
}

/// Reads one record.
///
/// # Errors
/// One that is not JSON or has no text is a fault with the file and the line.
pub fn read(path: &str, raw: &RawRecord<'_>, fields: &Fields) -> Result<Document, Box<BadRecord>> {
    let RawRecord { number, lines, text, .. } = raw;
    let at = Record { number: *number, lines: *lines, id: None };
    let bad = |column: usize, message: String, keys: Option<Vec<String>>| {
        let column = boundary(text, column);
        let place = Place { input: Input::field(path, &at, "record", 0, *text), span: Span::new(column, column) };
        let fault = Fault::at("bad-record", place, message);
        Box::new(BadRecord { lacks_text: keys.is_some(), keys: keys.unwrap_or_default(), fault })
    };
    let named = if lines.0 == *number { format!("line {number}") } else { format!("record {number}") };
    let record: Map<String, Value> = serde_json::from_str(text).map_err(|error| {
        let mut bad =
            bad(error.column().saturating_sub(1), format!("{named} is not a record: {}", without_place(&error)), None);
        if text.trim_end().ends_with(',') {
            bad.fault.notes.push("JSON Lines have no commas between records: remove the one at the end".to_owned());
        }
        bad
    })?;
    let texts = texts(&record, fields)
        .map_err(|why| bad(0, format!("{named} is not a record: {why}"), Some(record.keys().cloned().collect())))?;
    Ok(document(path, raw, &record, texts, fields))
}

/// The records of a text that are not read yet. `format` is one of the formats of records.
pub fn raw<'t>(format: Format, input: &'t Arc<Input>, fields: &Fields) -> Result<Vec<RawRecord<'t>>, Box<Fault>> {
    if format == Format::Json {
        return items(input, fields);
    }
    // A list of records by the name of JSON Lines.
    let is_list = input.text.trim_start_matches('\u{feff}').trim_start().starts_with('[');
    let items = if is_list { items(input, fields).ok() } else { None };
    Ok(items.unwrap_or_else(|| lines(&input.text)))
}

/// Reads the records of a text one after the other.
pub fn documents(format: Format, input: &Arc<Input>, fields: &Fields, sink: &mut Vec<Fault>) -> Vec<Document> {
    let raw = raw(format, input, fields).unwrap_or_else(|fault| {
        sink.push(*fault);
        Vec::new()
    });
    let (mut found, mut bad) = (Vec::new(), Vec::new());
    for one in &raw {
        match read(&input.path, one, fields) {
            Ok(document) => found.push(document),
            Err(why) => bad.push(*why),
        }
    }
    sink.extend(faults(&input.path, bad, raw.len()));
    found
}

/// The faults of the records of a file: one for all if none can be read, otherwise some of them and the number of the rest.
pub fn faults(path: &str, bad: Vec<BadRecord>, all: usize) -> Vec<Fault> {
    let lacking = bad.iter().filter(|bad| bad.lacks_text).count();
    if all > 0 && lacking == all {
        let keys: Vec<String> = bad[0].keys.iter().take(LISTED).map(|key| format!("`{key}`")).collect();
        let message = format!("has no texts: {}", bad[0].fault.message.split_once(": ").map_or("", |(_, why)| why));
        let fault = Fault::of_file(NO_TEXT, path, message).note(format!("its records have {}", keys.join(", ")));
        return vec![fault.note("`--text-field` names the field that is the text: `--text-field body.text`")];
    }
    let rest: Vec<String> = bad.iter().skip(SHOWN).map(|bad| line_of(&bad.fault).to_string()).collect();
    let mut found: Vec<Fault> = bad.into_iter().take(SHOWN).map(|bad| bad.fault).collect();
    if let Some(last) = found.last_mut().filter(|_| !rest.is_empty()) {
        let listed = rest[..rest.len().min(LISTED)].join(", ");
        let more = if rest.len() > LISTED { ", ..." } else { "" };
        let number =
            if rest.len() == 1 { "one more record is".to_owned() } else { format!("{} more records are", rest.len()) };
        last.notes.push(format!("{number} not read: line {listed}{more}"));
    }
    found
}

/// Records of which one at least should have a field that is named.
const SEEN: usize = 200;

/// Warnings of a file without records, and of named fields that none of its first records has.
pub fn idle(path: &str, records: &[RawRecord<'_>], fields: &Fields) -> Vec<Fault> {
    if records.is_empty() {
        let fault = Fault::of_file("no-records", path, "has no records").warning();
        return vec![fault.note("a record is an object with its text, such as {\"text\": \"...\"}")];
    }
    let mut named = [&fields.id, &fields.date].into_iter().flatten().peekable();
    if named.peek().is_none() {
        return Vec::new();
    }
    let first = records.iter().take(SEEN).filter_map(|raw| serde_json::from_str::<Map<String, Value>>(raw.text).ok());
    let first: Vec<Map<String, Value>> = first.collect();
    let keys: Vec<String> =
        first.first().into_iter().flat_map(Map::keys).take(LISTED).map(|key| format!("`{key}`")).collect();
    let fault = |name: &String| {
        let fault = Fault::of_file("no-field", path, format!("no record has a field `{name}`")).warning();
        fault.note(format!("its records have {}", keys.join(", ")))
    };
    let is_absent = |name: &&String| !keys.is_empty() && first.iter().all(|record| lookup(record, name).is_none());
    named.filter(is_absent).map(fault).collect()
}

fn line_of(fault: &Fault) -> u32 {
    fault.place.as_ref().and_then(|place| place.input.record_lines).map_or(0, |(first, _)| first)
}

/// The message of an error without its line, which counts in the record.
fn without_place(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.split(" at line ").next().unwrap_or_default().to_owned()
}

/// The value of a field: by its whole name, or by a path of names and numbers.
fn lookup<'v>(record: &'v Map<String, Value>, path: &str) -> Option<&'v Value> {
    if let Some(value) = record.get(path) {
        return Some(value);
    }
    let mut names = path.split('.');
    let first = record.get(names.next()?)?;
    names.try_fold(first, |value, name| match value {
        Value::Object(object) => object.get(name),
        Value::Array(items) => items.get(name.parse::<usize>().ok()?),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    })
}

/// The texts of a record, with the names of their fields.
fn texts(record: &Map<String, Value>, fields: &Fields) -> Result<Vec<(String, String)>, String> {
    let name = fields.text.as_deref().unwrap_or("text");
    match lookup(record, name) {
        Some(Value::String(text)) => return Ok(vec![(name.to_owned(), text.clone())]),
        Some(Value::Array(items)) if !items.is_empty() && items.iter().all(Value::is_string) => {
            let item = |(number, item): (usize, &Value)| {
                (format!("{name}.{number}"), item.as_str().unwrap_or_default().to_owned())
            };
            return Ok(items.iter().enumerate().map(item).collect());
        }
        Some(_) => return Err(format!("`{name}` is not a string")),
        None if fields.text.is_some() => return Err(format!("there is no field `{name}`")),
        None => {}
    }
    for (chat, who, what) in CHATS {
        if let Some(Value::Array(messages)) = record.get(chat) {
            let found = messages_of(chat, messages, who, what);
            let none = || format!("`{chat}` has no message of an assistant");
            return if found.is_empty() { Err(none()) } else { Ok(found) };
        }
    }
    Err("there is no field `text`".to_owned())
}

/// What the assistant says in a chat.
fn messages_of(chat: &str, messages: &[Value], who: &str, what: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (number, message) in messages.iter().enumerate() {
        let speaker = message.get(who).and_then(Value::as_str).unwrap_or_default();
        if !ASSISTANTS.iter().any(|known| known.eq_ignore_ascii_case(speaker)) {
            continue;
        }
        let name = format!("{chat}.{number}.{what}");
        match message.get(what) {
            Some(Value::String(text)) => found.push((name, text.clone())),
            Some(Value::Array(parts)) => found.extend(parts.iter().enumerate().filter_map(|(part, value)| {
                Some((format!("{name}.{part}.text"), value.get("text")?.as_str()?.to_owned()))
            })),
            _ => {}
        }
    }
    found
}

fn document(
    path: &str,
    raw: &RawRecord<'_>,
    record: &Map<String, Value>,
    texts: Vec<(String, String)>,
    fields: &Fields,
) -> Document {
    let string = |name: &str| record.get(name).and_then(Value::as_str).filter(|text| !text.trim().is_empty());
    let id = match lookup(record, fields.id.as_deref().unwrap_or("id")) {
        None | Some(Value::Null) => raw.key.as_deref().map(Into::into),
        Some(Value::String(id)) => Some(id.as_str().into()),
        Some(other) => Some(other.to_string().into()),
    };
    let at = Record { number: raw.number, lines: raw.lines, id };
    let is_chat = texts.iter().any(|(name, _)| CHATS.iter().any(|(chat, ..)| name.starts_with(chat)));
    let title = string("title").map(|title| ("title".to_owned(), title.to_owned()));
    let has_title = title.is_some();
    let inputs: Vec<Arc<Input>> = title
        .into_iter()
        .chain(texts)
        .enumerate()
        .map(|(order, (name, text))| Input::field(path, &at, &name, order as u16, text))
        .collect();
    let mut builder = Builder::new(inputs.clone());
    let format = string("format").and_then(Format::from_name);
    let is_markdown = format.map_or(is_chat, |format| format == Format::Markdown);
    let read = if is_markdown { markdown::body } else { plain::body };
    for (number, input) in inputs.iter().enumerate() {
        if number == 0 && has_title {
            builder.block(BlockKind::Heading, &input.text, 0, 0);
        } else {
            read(&mut builder, &input.text, 0, number as u16);
        }
    }
    let mut document = builder.finish();
    document.narrative = string("frame").is_some_and(|frame| frame.eq_ignore_ascii_case(NARRATIVE));
    document.language = string("language").or_else(|| string("lang")).map(str::to_ascii_lowercase);
    let name = fields.date.as_deref().unwrap_or("date");
    if let Some(date) = lookup(record, name) {
        day(&mut document, path, &at, name, date);
    }
    document
}

fn day(document: &mut Document, path: &str, at: &Record, name: &str, date: &Value) {
    let (text, day) = match date {
        Value::String(text) if !text.trim().is_empty() => (text.clone(), leading_day(text)),
        Value::Number(number) => (number.to_string(), number.as_f64().and_then(day_of_seconds)),
        _ => return,
    };
    let input = Input::field(path, at, name, u16::MAX, text.as_str());
    let place = Place { input, span: Span::new(0, text.len()) };
    match day {
        Some(day) => document.days.push(GivenDay { day, from: DayFrom::Record, place: Some(place) }),
        None => document.faults.push(bad_date(name, place)),
    }
}

/// The day (UTC) of a time in seconds or milliseconds since 1970.
fn day_of_seconds(number: f64) -> Option<Day> {
    let seconds = if number > 1e11 { number / 1_000.0 } else { number };
    // Smaller numbers are years, or count something else.
    let day = (seconds > 1e8).then(|| seconds / 86_400.0)?;
    Some(Day::new(1970, 1, 1)?.plus(day.floor() as i32))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str, fields: &Fields) -> Result<Document, Box<BadRecord>> {
        read("a.jsonl", &lines(text)[0], fields)
    }

    fn named(text: &str) -> Fields {
        Fields { text: Some(text.to_owned()), ..Fields::default() }
    }

    fn texts_of(document: &Document) -> Vec<(String, &str)> {
        let block = |block: &super::super::Block| {
            (document.place(block.span).input.field.to_string(), document.text(block.span))
        };
        document.blocks.iter().map(block).collect()
    }

    #[test]
    fn a_record_is_a_document_of_two_texts() {
        let line = r#"{"id": 7, "title": "Head \u00e9", "date": "2025-09-23", "text": "One.\n\nTwo \ud83d\ude00 three.", "more": []}"#;
        let d = one(&format!("\n\n{line}"), &Fields::default()).expect("a record");
        assert_eq!(d.inputs[0].document.as_deref(), Some("7"));
        let found = texts_of(&d);
        let expected = [("title", "Head é"), ("text", "One."), ("text", "Two 😀 three.")];
        assert_eq!(found, expected.map(|(field, text)| (field.to_owned(), text)));
        assert_eq!(d.blocks[0].kind, BlockKind::Heading);
        let place = d.place(d.blocks[2].span);
        assert_eq!((place.start().line, place.start().column, place.input.record), (3, 1, Some(3)));
        assert_eq!(d.days[0].from, DayFrom::Record);
    }

    #[test]
    fn fields_have_names() {
        let line = r#"{"uid": "x", "body": {"parts": [{"md": "One."}]}, "a.b": "Two.", "when": {"at": 1758585600}, "list": ["P.", "Q."]}"#;
        let fields = Fields { id: Some("uid".into()), date: Some("when.at".into()), ..named("body.parts.0.md") };
        let d = one(line, &fields).expect("a record");
        assert_eq!(texts_of(&d), [("body.parts.0.md".to_owned(), "One.")]);
        assert_eq!(d.inputs[0].document.as_deref(), Some("x"));
        assert_eq!(d.days[0].day.to_string(), "2025-09-23");
        assert_eq!(texts_of(&one(line, &named("a.b")).expect("a record"))[0].1, "Two.");
        assert_eq!(texts_of(&one(line, &named("list")).expect("a record"))[1], ("list.1".to_owned(), "Q."));
        for (field, why) in [("body", "not a string"), ("gone", "no field `gone`"), ("body.parts.7.md", "no field")] {
            assert!(one(line, &named(field)).expect_err("no text").fault.message.contains(why), "{field}");
        }
    }

    #[test]
    fn of_a_chat_the_assistant_is_checked() {
        let chat = r#"{"messages": [{"role": "user", "content": "Hi."}, {"role": "assistant", "content": "**One.**"}, {"role": "assistant", "content": [{"type": "text", "text": "Two."}]}]}"#;
        let found = one(chat, &Fields::default()).expect("a record");
        let expected = [("messages.1.content", "One."), ("messages.2.content.0.text", "Two.")];
        assert_eq!(texts_of(&found), expected.map(|(field, text)| (field.to_owned(), text)));
        let shared = r#"{"conversations": [{"from": "human", "value": "Hi."}, {"from": "gpt", "value": "One."}]}"#;
        assert_eq!(texts_of(&one(shared, &Fields::default()).expect("a record"))[0].1, "One.");
        let none = r#"{"messages": [{"role": "user", "content": "Hi."}]}"#;
        assert!(
            one(none, &Fields::default()).expect_err("nobody").fault.message.contains("no message of an assistant")
        );
    }

    #[test]
    fn json_files_hold_records_in_many_shapes() {
        let shapes = |text: &str| {
            let input = Input::file("a.json", text);
            let found = items(&input, &Fields::default()).expect("JSON");
            found.iter().map(|raw| (raw.number, raw.lines, raw.key.clone())).collect::<Vec<_>>()
        };
        assert_eq!(shapes("[\n{\"text\": \"a\"},\n{\n\"text\": \"b\"\n}\n]"), [(1, (2, 2), None), (2, (3, 5), None)]);
        assert_eq!(shapes("{\"text\": \"a\"}"), [(1, (1, 1), None)]);
        assert_eq!(shapes("{\"n\": 1,\n\"articles\": [{\"text\": \"a\"},\n{\"text\": \"b\"}]}").len(), 2);
        let keyed = shapes("{\"z\": {\"text\": \"a\"},\n\"b\": {\"text\": \"b\"}}");
        assert_eq!(keyed, [(1, (1, 1), Some("z".to_owned())), (2, (2, 2), Some("b".to_owned()))]);
        assert_eq!(shapes("{\"text\": \"a\"}\n{\"text\": \"b\"}\n").len(), 2);
        assert_eq!(
            items(&Input::file("a.json", "[1,\n 2"), &Fields::default()).expect_err("not JSON").code,
            "bad-json"
        );
    }

    #[test]
    fn faults_of_a_file_are_few() {
        let bad = |text: &str| -> Vec<Fault> {
            let all = lines(text);
            let bad =
                all.iter().filter_map(|raw| read("a.jsonl", raw, &Fields::default()).err().map(|bad| *bad)).collect();
            faults("a.jsonl", bad, all.len())
        };
        let one = "{\"text\": \"a\"}\n\nnot json\n{\"title\": \"x\"}\n";
        assert_eq!(bad(one).iter().map(line_of).collect::<Vec<_>>(), [3, 4]);
        let foreign = bad(&"{\"name\": \"x\", \"price\": 3}\n".repeat(157));
        assert_eq!(foreign.len(), 1);
        assert_eq!(
            (foreign[0].code, foreign[0].message.as_str()),
            ("no-text", "has no texts: there is no field `text`")
        );
        assert!(foreign[0].notes[0].contains("`name`, `price`") && foreign[0].notes[1].contains("--text-field"));
        let mixed = bad(&format!("{{\"text\": \"a\"}}\n{}", "{\n".repeat(30)));
        assert_eq!(mixed.len(), 5);
        assert!(mixed[4].notes[0].starts_with("25 more records are not read: line 7, 8,"), "{:?}", mixed[4].notes);
    }
}
