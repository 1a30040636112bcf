//! Notebooks: the Markdown cells, each read as Markdown. Places are those of the strings in the `.ipynb` file.

use std::borrow::Cow;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::front_matter::{FrontKeys, file_name_day};
use super::joined::Joined;
use super::{DayFrom, Document, Format, GivenDay, OffsetMap, read_with};
use crate::findings::Fault;
use crate::text::{Input, Place, Span, boundary};

#[derive(Deserialize)]
struct Notebook<'t> {
    #[serde(borrow)]
    cells: Option<Vec<Cell<'t>>>,
}

#[derive(Deserialize)]
struct Cell<'t> {
    #[serde(borrow, default)]
    cell_type: Cow<'t, str>,
    #[serde(borrow)]
    source: Option<&'t RawValue>,
}

/// Reads a notebook. One that is not JSON has a fault and no text.
pub(super) fn read(input: &Arc<Input>, keys: &FrontKeys) -> Document {
    let text = &*input.text;
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut joined = Joined::new(input);
    let cells = match serde_json::from_str::<Notebook<'_>>(&text[start..]) {
        Ok(Notebook { cells: Some(cells) }) => cells,
        Ok(Notebook { cells: None }) => {
            let message = "has no cells: it is no notebook, or one of version 3";
            let fault = Fault::of_file("bad-notebook", &*input.path, message);
            joined.fault(fault.note("`jupyter nbconvert --to notebook --inplace` converts old notebooks"));
            Vec::new()
        }
        Err(error) => {
            let line = input.line(error.line() as u32);
            let at = boundary(text, line.start + error.column().saturating_sub(1));
            let place = Place { input: Arc::clone(input), span: Span::new(at, at) };
            joined.fault(Fault::at("bad-notebook", place, format!("is not a notebook: {error}")));
            Vec::new()
        }
    };
    for (number, cell) in cells.iter().enumerate() {
        // Quarto keeps front matter in a first cell of raw text.
        let is_read = cell.cell_type == "markdown" || cell.cell_type == "raw" && number == 0;
        let Some(source) = cell.source.filter(|_| is_read) else { continue };
        let (text, map) = unescaped(source.get(), source.get().as_ptr() as usize - text.as_ptr() as usize);
        if cell.cell_type == "raw" && !text.starts_with("---") {
            continue;
        }
        // Without a path, so that the date in a file's name is not that of every cell.
        let cell_input = Input::file("", text);
        let document = read_with(Format::Markdown, &cell_input, keys);
        joined.add(document, &map);
    }
    let mut document = joined.finish();
    if let Some(day) = file_name_day(&input.path) {
        document.days.push(GivenDay { day, from: DayFrom::FileName, place: None });
    }
    document
}

/// The text of a JSON string, or of a list of strings, and the map from it to the source.
fn unescaped(source: &str, start: usize) -> (String, OffsetMap) {
    let mut text = String::with_capacity(source.len());
    let mut map = OffsetMap::default();
    let bytes = source.as_bytes();
    let (mut at, mut inside) = (0, false);
    while at < bytes.len() {
        match bytes[at] {
            b'"' => {
                inside = !inside;
                at += 1;
            }
            b'\\' if inside => {
                let (c, length) = escape(&source[at..]);
                let from = text.len();
                text.push(c);
                map.swapped(Span::new(from, text.len()), Span::new(start + at, start + at + length), 0);
                at += length;
            }
            _ if inside => {
                let length = memchr::memchr2(b'"', b'\\', &bytes[at..]).unwrap_or(bytes.len() - at);
                map.same(text.len(), start + at, length, 0);
                text.push_str(&source[at..at + length]);
                at += length;
            }
            _ => at += 1,
        }
    }
    (text, map)
}

/// The character of an escape that a text begins with, and the length of the escape.
fn escape(text: &str) -> (char, usize) {
    let unit = |text: &str| u16::from_str_radix(text.strip_prefix("\\u")?.get(..4)?, 16).ok();
    match text.as_bytes().get(1) {
        Some(b'n') => ('\n', 2),
        Some(b't') => ('\t', 2),
        Some(b'r') => ('\r', 2),
        Some(b'b' | b'f') => (' ', 2),
        Some(b'u') => {
            let first = unit(text).unwrap_or(0xfffd);
            let second = text.get(6..).and_then(unit);
            let pair = char::decode_utf16([first].into_iter().chain(second)).next();
            match pair {
                Some(Ok(c)) => (c, 6 * c.len_utf16()),
                _ => ('\u{fffd}', 6),
            }
        }
        Some(&byte) if byte.is_ascii() => (char::from(byte), 2),
        _ => ('\\', 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, read};

    const FILE: &str = r##"{
 "cells": [
  {"cell_type": "raw", "metadata": {}, "source": ["---\n", "title: T\n", "date: 2025-09-23\n", "---"]},
  {"cell_type": "markdown", "source": ["# Head\n", "\n", "Zo\u00eb \ud83d\ude00 met \"Ann\" & **Bo**.\n", "<!-- factlint-ignore a -->\n", "\n", "- x\n", "- y"]},
  {"cell_type": "code", "source": ["# Not prose\n"]},
  {"cell_type": "markdown", "source": "One line.\n\n| a | b |\n|---|---|\n| c | d |"}
 ],
 "nbformat": 4
}
"##;

    #[test]
    fn markdown_cells_are_read_and_places_are_in_the_file() {
        let d = read(Format::Notebook, &Input::file("a.ipynb", FILE));
        let found: Vec<(BlockKind, &str)> = d.blocks.iter().map(|block| (block.kind, d.text(block.span))).collect();
        assert_eq!(
            found,
            [
                (BlockKind::Heading, "T"),
                (BlockKind::Heading, "Head"),
                (BlockKind::Paragraph, "Zo\u{eb} \u{1f600} met \"Ann\" & Bo."),
                (BlockKind::Item, "x"),
                (BlockKind::Item, "y"),
                (BlockKind::Paragraph, "One line."),
                (BlockKind::Cell, "a"),
                (BlockKind::Cell, "b"),
                (BlockKind::Cell, "c"),
                (BlockKind::Cell, "d"),
            ]
        );
        for (prose, source) in [
            ("Zo\u{eb}", "Zo\\u00eb"),
            ("Ann", "Ann"),
            ("\"Ann\" &", "\\\"Ann\\\" &"),
            ("One line", "One line"),
            ("d", "d"),
        ] {
            let at = d.prose.rfind(prose).expect("it is read");
            assert_eq!(d.place(Span::new(at, at + prose.len())).text(), source);
        }
        assert_eq!((d.lists.len(), d.tables.len()), (1, 1));
        assert_eq!(
            (d.days[0].day.to_string().as_str(), d.days[0].place.as_ref().map(Place::text)),
            ("2025-09-23", Some("2025-09-23"))
        );
        assert_eq!((d.ignores[0].list.text(), d.ignores[0].place.text()), ("a", "<!-- factlint-ignore a -->"));
        assert!(d.ignores[0].covers(&d.place(d.blocks[3].span)));
        assert!(!d.ignores[0].covers(&d.place(d.blocks[5].span)));
    }

    #[test]
    fn what_is_no_notebook_is_a_fault() {
        for text in ["", "{", "[]", "{\"cells\": 3}", "{}", "{\"worksheets\": []}"] {
            let d = read(Format::Notebook, &Input::file("a.ipynb", text));
            assert_eq!((d.faults.len(), d.faults[0].code, d.blocks.len()), (1, "bad-notebook", 0), "{text}");
        }
    }
}
