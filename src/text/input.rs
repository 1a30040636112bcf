//! A text that people wrote, and places in it.

use std::cmp::Ordering;
use std::fmt;
use std::sync::{Arc, OnceLock};

use line_index::{LineIndex, TextSize};

use super::{Source, Span};

/// One text that findings point into: a file, or one field of one record of a JSON Lines file.
pub struct Input {
    /// Path as the user gave it, with `/` between its parts; `-` or the given name for standard input.
    pub path: Arc<str>,
    /// Number of the record: the 1-based line of a JSON Lines file, or the place in the list of a JSON file; `None` for an
    /// ordinary file.
    pub record: Option<u32>,
    /// First and last line of the record in its file, 1-based.
    pub record_lines: Option<(u32, u32)>,
    /// The `id` of the record, if it has one.
    pub document: Option<Arc<str>>,
    /// The part of a package from which the text was extracted, such as `word/footnotes.xml` of a DOCX; `None` for a
    /// text file. Its offsets are not bytes of the file.
    pub part: Option<Arc<str>>,
    /// Whether each line of a part is a paragraph.
    pub is_paragraphs: bool,
    /// Which field of the record the text is: `text` for an ordinary file.
    pub field: Arc<str>,
    /// Its place among the fields of the record.
    pub order: u16,
    /// The text, decoded; offsets count its bytes. An ordinary file's text keeps its byte order mark. Lines end with a
    /// line feed: see [`Input::ends_in_returns`].
    pub text: Arc<str>,
    /// Whether lines of the original end with a carriage return alone, as on old Macs. In `text` they end with a line
    /// feed, which has as many bytes.
    pub ends_in_returns: bool,
    /// The encoding of the file, unless it is UTF-8.
    pub encoded: Option<Encoded>,
    lines: OnceLock<LineIndex>,
}

/// The encoding that a text was decoded from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encoded {
    /// Its name, as the Encoding Standard has it.
    pub name: &'static str,
    /// Bytes of the text and of the file that are at the same place, from which on both count in step.
    pub offsets: Vec<(u32, u32)>,
}

/// A record of a file of many.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// Its number, from 1.
    pub number: u32,
    /// Its first and last line in the file, from 1.
    pub lines: (u32, u32),
    /// Its id, if it has one.
    pub id: Option<Arc<str>>,
}

/// A position as people and editors count: both 1-based, columns in Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Byte offset in the input's text, 0-based; in its file, if that is in another encoding than UTF-8.
    pub offset: u32,
    /// Line, 1-based.
    pub line: u32,
    /// Column in Unicode scalar values, 1-based.
    pub column: u32,
}

impl Input {
    /// An ordinary file's text.
    pub fn file(path: &str, text: impl Into<Arc<str>>) -> Arc<Self> {
        Arc::new(Self::new(path, text.into()))
    }

    /// The text of a file in another encoding than UTF-8.
    pub fn encoded(path: &str, text: impl Into<Arc<str>>, encoded: Encoded) -> Arc<Self> {
        Arc::new(Self { encoded: Some(encoded), ..Self::new(path, text.into()) })
    }

    /// One field of one record, and its place among the fields.
    pub fn field(path: &str, record: &Record, field: &str, order: u16, text: impl Into<Arc<str>>) -> Arc<Self> {
        Arc::new(Self {
            record: Some(record.number),
            record_lines: Some(record.lines),
            document: record.id.clone(),
            field: field.into(),
            order,
            ..Self::new(path, text.into())
        })
    }

    /// The text of one part of a package: one paragraph a line.
    pub fn part(path: &str, part: &str, text: impl Into<Arc<str>>) -> Arc<Self> {
        Arc::new(Self { part: Some(part.into()), is_paragraphs: true, ..Self::new(path, text.into()) })
    }

    /// The text of one part of a mail, decoded.
    pub fn decoded_part(path: &str, part: &str, text: impl Into<Arc<str>>) -> Arc<Self> {
        Arc::new(Self { part: Some(part.into()), ..Self::new(path, text.into()) })
    }

    fn new(path: &str, text: Arc<str>) -> Self {
        let (text, ends_in_returns) = with_line_feeds(text);
        Self {
            path: path.into(),
            record: None,
            record_lines: None,
            document: None,
            part: None,
            is_paragraphs: false,
            field: "text".into(),
            order: 0,
            text,
            ends_in_returns,
            encoded: None,
            lines: OnceLock::new(),
        }
    }

    /// The byte of the file that a byte of the text comes from. Both are the same unless the file is in another encoding
    /// than UTF-8.
    pub fn source_offset(&self, offset: u32) -> u32 {
        let offsets = self.encoded.as_ref().map_or(&[][..], |encoded| &encoded.offsets);
        match offsets.partition_point(|&(text, _)| text <= offset).checked_sub(1) {
            Some(last) => offset - offsets[last].0 + offsets[last].1,
            None => offset,
        }
    }

    /// What a position counts in a part: "paragraph 3, character 14", "line 3, column 14".
    pub fn in_words(&self, at: Position) -> String {
        let [line, column] = if self.is_paragraphs { ["paragraph", "character"] } else { ["line", "column"] };
        format!("{line} {}, {column} {}", at.line, at.column)
    }

    /// Line and column of a byte offset; an offset past the end is the end.
    pub fn position(&self, offset: u32) -> Position {
        let mut at = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let lines = self.lines.get_or_init(|| LineIndex::new(&self.text));
        let found = lines.line_col(TextSize::new(at as u32));
        let start = at - found.col as usize;
        let mut column = self.text[start..at].chars().count() as u32 + 1;
        // A byte order mark does not count as a column.
        if start == 0 && at > 0 && self.text.starts_with('\u{feff}') {
            column -= 1;
        }
        Position { offset: self.source_offset(at as u32), line: found.line + 1, column }
    }

    /// The line of a byte offset, from 1.
    pub fn line_of(&self, offset: u32) -> u32 {
        let lines = self.lines.get_or_init(|| LineIndex::new(&self.text));
        lines.line_col(TextSize::new(offset.min(self.text.len() as u32))).line + 1
    }

    /// The bytes of a line, 1-based, without its end; the end of the text for a line past it.
    pub fn line(&self, number: u32) -> std::ops::Range<usize> {
        let lines = self.lines.get_or_init(|| LineIndex::new(&self.text));
        let Some(range) = lines.line(number.saturating_sub(1)) else {
            return self.text.len()..self.text.len();
        };
        let range: std::ops::Range<usize> = range.start().into()..range.end().into();
        let shown = self.text[range.clone()].trim_end_matches(['\r', '\n']).len();
        range.start..range.start + shown
    }
}

/// A text whose lines end with a line feed, and whether they ended with a carriage return alone.
fn with_line_feeds(text: Arc<str>) -> (Arc<str>, bool) {
    if text.contains('\n') || !text.contains('\r') {
        return (text, false);
    }
    (text.replace('\r', "\n").into(), true)
}

impl fmt::Debug for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Input")
            .field("path", &self.path)
            .field("record", &self.record)
            .field("part", &self.part)
            .field("field", &self.field)
            .finish_non_exhaustive()
    }
}

/// A span of one input.
#[derive(Clone, Debug)]
pub struct Place {
    /// The text that contains it.
    pub input: Arc<Input>,
    /// The bytes.
    pub span: Span<Source>,
}

impl Place {
    /// The text covered.
    pub fn text(&self) -> &str {
        self.span.of(&self.input.text)
    }

    /// Start position.
    pub fn start(&self) -> Position {
        self.input.position(self.span.start)
    }

    /// End position (one past the last character).
    pub fn end(&self) -> Position {
        self.input.position(self.span.end)
    }

    fn key(&self) -> (&str, Option<u32>, Option<&str>, u16, &str, u32, u32) {
        let input = &self.input;
        (&input.path, input.record, input.part.as_deref(), input.order, &input.field, self.span.start, self.span.end)
    }
}

impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}
impl Eq for Place {}
impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Place {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_scalar_values() {
        let input = Input::file("a.md", "one\nZoë 😀 met Merkel");
        let at = input.text.find("Merkel").expect("it is there") as u32;
        assert_eq!(input.position(at), Position { offset: at, line: 2, column: 11 });
    }

    #[test]
    fn a_byte_order_mark_is_no_column() {
        let input = Input::file("a.md", "\u{feff}one two");
        assert_eq!(input.position(7), Position { offset: 7, line: 1, column: 5 });
        assert_eq!(input.position(0).column, 1);
        assert_eq!(input.position(3).column, 1);
    }

    #[test]
    fn a_carriage_return_alone_ends_a_line() {
        let input = Input::file("a.md", "One\r\rTwo met");
        assert_eq!((&*input.text, input.ends_in_returns), ("One\n\nTwo met", true));
        assert_eq!(input.position(9), Position { offset: 9, line: 3, column: 5 });
        for text in ["One\r\nTwo", "One\rTwo\n", "One"] {
            assert!(!Input::file("a.md", text).ends_in_returns, "{text:?}");
        }
    }

    #[test]
    fn a_line_has_no_end() {
        let input = Input::file("a.md", "one\r\ntwo\n\nZoë");
        let lines: Vec<&str> = (1..=5).map(|number| &input.text[input.line(number)]).collect();
        assert_eq!(lines, ["one", "two", "", "Zoë", ""]);
    }

    #[test]
    fn an_offset_past_the_end_is_the_end() {
        let input = Input::file("a.md", "é");
        assert_eq!(input.position(99), Position { offset: 2, line: 1, column: 2 });
        assert_eq!(input.position(1), Position { offset: 0, line: 1, column: 1 });
    }
}
