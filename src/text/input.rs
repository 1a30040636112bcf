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
    /// 1-based line of a JSON Lines file; `None` for an ordinary file.
    pub record: Option<u32>,
    /// The `id` of the record, if it has one.
    pub document: Option<Arc<str>>,
    /// The part of a package from which the text was extracted, such as `word/footnotes.xml` of a DOCX; `None` for a
    /// text file. Each line of such a text is a paragraph of the part, and its offsets are not bytes of the file.
    pub part: Option<Arc<str>>,
    /// Which field of the record the text is: `text` for an ordinary file.
    pub field: &'static str,
    /// The text, decoded; offsets count its bytes. An ordinary file's text keeps its byte order mark.
    pub text: Arc<str>,
    lines: OnceLock<LineIndex>,
}

/// A position as people and editors count: both 1-based, columns in Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Byte offset in the input's text, 0-based.
    pub offset: u32,
    /// Line, 1-based.
    pub line: u32,
    /// Column in Unicode scalar values, 1-based.
    pub column: u32,
}

impl Input {
    /// An ordinary file's text.
    pub fn file(path: &str, text: impl Into<Arc<str>>) -> Arc<Self> {
        Self::field(path, None, None, "text", text)
    }

    /// One field of one record of a JSON Lines file.
    pub fn field(
        path: &str,
        record: Option<u32>,
        document: Option<Arc<str>>,
        field: &'static str,
        text: impl Into<Arc<str>>,
    ) -> Arc<Self> {
        let (path, text) = (path.into(), text.into());
        Arc::new(Self { path, record, document, part: None, field, text, lines: OnceLock::new() })
    }

    /// The text of one part of a package: one paragraph a line.
    pub fn part(path: &str, part: &str, text: impl Into<Arc<str>>) -> Arc<Self> {
        let (path, part, text) = (path.into(), Some(part.into()), text.into());
        Arc::new(Self { path, record: None, document: None, part, field: "text", text, lines: OnceLock::new() })
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
        Position { offset: at as u32, line: found.line + 1, column }
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

    fn key(&self) -> (&str, Option<u32>, Option<&str>, bool, u32, u32) {
        let input = &self.input;
        // A title precedes the text of its record.
        let below = input.field != "title";
        (&input.path, input.record, input.part.as_deref(), below, self.span.start, self.span.end)
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
