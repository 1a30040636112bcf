//! JSON Lines: one document a line, with `text` and optional `id`, `title`, `date`, `language`, `format`.

use std::sync::Arc;

use serde::Deserialize;

use super::builder::Builder;
use super::front_matter::{NARRATIVE, bad_date, leading_day};
use super::{BlockKind, DayFrom, Document, Format, GivenDay, markdown, plain};
use crate::findings::Fault;
use crate::text::{Input, Place, Span};

#[derive(Deserialize)]
struct Record {
    text: String,
    #[serde(default)]
    id: Option<serde_json::Value>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    date: Option<String>,
    #[serde(default, alias = "lang")]
    language: Option<String>,
    #[serde(default)]
    format: Option<String>,
    #[serde(default)]
    frame: Option<String>,
}

/// The non-blank lines, with their 1-based numbers.
pub fn lines(text: &str) -> impl Iterator<Item = (u32, &str)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty())
}

/// Reads one record.
///
/// # Errors
/// An invalid line is a fault with the file and the line.
pub fn record(path: &str, number: u32, line: &str) -> Result<Document, Box<Fault>> {
    let record: Record = serde_json::from_str(line).map_err(|error| {
        let column = error.column().saturating_sub(1).min(line.len());
        let input = Input::field(path, Some(number), None, "record", line);
        let place = Place { input, span: Span::new(floor(line, column), floor(line, column)) };
        Box::new(Fault::at("bad-record", place, format!("line {number} is not a record: {error}")))
    })?;
    Ok(document(path, number, record))
}

fn floor(line: &str, mut at: usize) -> usize {
    while !line.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn document(path: &str, number: u32, record: Record) -> Document {
    let id: Option<Arc<str>> = match record.id {
        None | Some(serde_json::Value::Null) => None,
        Some(serde_json::Value::String(id)) => Some(id.into()),
        Some(other) => Some(other.to_string().into()),
    };
    let title = record.title.filter(|title| !title.trim().is_empty());
    let field = |name, text: String| Input::field(path, Some(number), id.clone(), name, text);
    let mut inputs: Vec<Arc<Input>> = title.map(|title| field("title", title)).into_iter().collect();
    let text = inputs.len();
    inputs.push(field("text", record.text));
    let mut builder = Builder::new(inputs.clone());
    if text > 0 {
        builder.block(BlockKind::Heading, &inputs[0].text, 0, 0);
    }
    let read = if record.format.as_deref().and_then(Format::from_name) == Some(Format::Markdown) {
        markdown::body
    } else {
        plain::body
    };
    read(&mut builder, &inputs[text].text, 0, text as u16);
    let mut document = builder.finish();
    document.narrative = record.frame.is_some_and(|frame| frame.eq_ignore_ascii_case(NARRATIVE));
    document.language = record.language.map(|language| language.to_ascii_lowercase());
    day(&mut document, path, number, id.as_ref(), record.date.as_deref().unwrap_or_default());
    document
}

fn day(document: &mut Document, path: &str, number: u32, id: Option<&Arc<str>>, date: &str) {
    if date.trim().is_empty() {
        return;
    }
    let input = Input::field(path, Some(number), id.cloned(), "date", date);
    let place = Place { input, span: Span::new(0, date.len()) };
    match leading_day(date) {
        Some(day) => document.days.push(GivenDay { day, from: DayFrom::Record, place: Some(place) }),
        None => document.faults.push(bad_date("date", place)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_a_document_of_two_texts() {
        let line = r#"{"id": 7, "title": "Head \u00e9", "date": "2025-09-23", "text": "One.\n\nTwo \ud83d\ude00 three.", "more": []}"#;
        let d = record("a.jsonl", 3, line).expect("a record");
        assert_eq!(d.inputs[0].document.as_deref(), Some("7"));
        let found: Vec<(BlockKind, &str, &str)> =
            d.blocks.iter().map(|b| (b.kind, d.text(b.span), d.place(b.span).input.field)).collect();
        assert_eq!(
            found,
            [
                (BlockKind::Heading, "Head é", "title"),
                (BlockKind::Paragraph, "One.", "text"),
                (BlockKind::Paragraph, "Two 😀 three.", "text")
            ]
        );
        let place = d.place(d.blocks[2].span);
        assert_eq!((place.start().line, place.start().column, place.input.record), (3, 1, Some(3)));
        assert_eq!(d.days[0].from, DayFrom::Record);
    }

    #[test]
    fn a_broken_line_is_a_fault_with_its_line() {
        let text = "{\"text\": \"a\"}\n\nnot json\n{\"title\": \"x\"}\n";
        let read: Vec<(u32, bool)> =
            lines(text).map(|(number, line)| (number, record("a.jsonl", number, line).is_ok())).collect();
        assert_eq!(read, [(1, true), (3, false), (4, false)]);
        let fault = record("a.jsonl", 4, "{\"title\": \"x\"}").expect_err("no text");
        assert_eq!((fault.code, fault.message.contains("line 4")), ("bad-record", true));
    }
}
