//! Inputs for codespan-reporting in which every sentence starts a line: a paragraph of prose is often one line of its
//! file, which is too much to show for a label. Line and column numbers remain those of the file.

use std::ops::Range;
use std::sync::Arc;

use codespan_reporting::files::{Error, Files};

use crate::text::Input;

/// Longest piece of a line that is shown whole, in bytes.
const WIDEST: usize = 140;
/// Maximum size in bytes of a piece without spaces.
const LONGEST: usize = 4 * WIDEST;

/// The inputs of one diagnostic.
pub(super) struct Shown {
    files: Vec<ShownFile>,
}

struct ShownFile {
    input: Arc<Input>,
    /// Ranges of labels, inside which no piece may start.
    whole: Vec<Range<usize>>,
    starts: Vec<usize>,
}

impl Shown {
    /// Of labels: each input once, in the order in which they come.
    pub(super) fn new<'a>(places: impl IntoIterator<Item = (&'a Arc<Input>, Range<usize>)>) -> Self {
        let mut files: Vec<ShownFile> = Vec::new();
        for (input, range) in places {
            match files.iter_mut().find(|file| Arc::ptr_eq(&file.input, input)) {
                Some(file) => file.whole.push(range),
                None => files.push(ShownFile { input: Arc::clone(input), whole: vec![range], starts: Vec::new() }),
            }
        }
        for file in &mut files {
            file.starts = starts(&file.input.text, &file.whole);
        }
        Self { files }
    }

    /// The number that codespan-reporting knows an input by.
    pub(super) fn id(&self, input: &Arc<Input>) -> usize {
        self.files.iter().position(|file| Arc::ptr_eq(&file.input, input)).unwrap_or(0)
    }

    fn file(&self, id: usize) -> Result<&ShownFile, Error> {
        self.files.get(id).ok_or(Error::FileMissing)
    }
}

/// Starts of the pieces: of every line, and of sentences and parts of long sentences on lines with a label.
fn starts(text: &str, whole: &[Range<usize>]) -> Vec<usize> {
    let mut found: Vec<usize> =
        std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1)).collect();
    let mut lines: Vec<Range<usize>> = Vec::new();
    for range in whole {
        let from = found[found.partition_point(|&start| start <= range.start) - 1];
        let after = found.partition_point(|&start| start < range.end.max(range.start + 1));
        let until = found.get(after).copied().unwrap_or(text.len());
        let line = from..until;
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    for line in lines {
        found.extend(pieces(text, line, whole));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Starts inside a line: after the end of a sentence, and after a space if a piece becomes too wide.
fn pieces(text: &str, line: Range<usize>, whole: &[Range<usize>]) -> Vec<usize> {
    let free = |at: usize| !whole.iter().any(|range| range.start < at && at < range.end);
    let mut found = Vec::new();
    let (mut start, mut previous, mut ended) = (line.start, ' ', false);
    for (offset, c) in text[line.clone()].char_indices() {
        let at = line.start + offset;
        let begins = previous == ' ' && c != ' ' && ((ended && !c.is_lowercase()) || at - start > WIDEST);
        if (begins || at - start > LONGEST) && free(at) {
            found.push(at);
            start = at;
        }
        match c {
            '.' | '!' | '?' => ended = true,
            ' ' | '"' | '\'' | ')' | ']' | '\u{201d}' | '\u{2019}' => {}
            _ => ended = false,
        }
        previous = c;
    }
    found
}

impl<'a> Files<'a> for Shown {
    type FileId = usize;
    type Name = String;
    type Source = &'a str;

    fn name(&'a self, id: usize) -> Result<String, Error> {
        let input = &self.file(id)?.input;
        if let Some(part) = &input.part {
            return Ok(format!("{}, {part}", input.path));
        }
        Ok(match (input.record, &input.document) {
            (Some(record), Some(document)) => format!("{}, record {record} ({document}), {}", input.path, input.field),
            (Some(record), None) => format!("{}, record {record}, {}", input.path, input.field),
            (None, _) => input.path.to_string(),
        })
    }

    fn source(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.file(id)?.input.text)
    }

    fn line_index(&'a self, id: usize, byte: usize) -> Result<usize, Error> {
        Ok(self.file(id)?.starts.partition_point(|&start| start <= byte) - 1)
    }

    fn line_range(&'a self, id: usize, line: usize) -> Result<Range<usize>, Error> {
        let file = self.file(id)?;
        let starts = &file.starts;
        let given = starts.get(line).copied().ok_or(Error::LineTooLarge { given: line, max: starts.len() })?;
        Ok(given..starts.get(line + 1).copied().unwrap_or(file.input.text.len()))
    }

    fn line_number(&'a self, id: usize, line: usize) -> Result<usize, Error> {
        let start = self.line_range(id, line)?.start;
        Ok(self.file(id)?.input.position(start as u32).line as usize)
    }

    fn column_number(&'a self, id: usize, _: usize, byte: usize) -> Result<usize, Error> {
        Ok(self.file(id)?.input.position(byte as u32).column as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, marked: &str) -> (Shown, usize) {
        let at = text.find(marked).expect("it is there");
        let input = Input::file("a.md", text);
        (Shown::new([(&input, at..at + marked.len())]), at)
    }

    #[test]
    fn a_sentence_start_is_a_line_start_and_numbers_stay() {
        let text = "Head\nOne is here. Two \u{201c}said.\u{201d} President Holt spoke. Four.\n";
        let (files, at) = shown(text, "President Holt");
        let line = files.line_index(0, at).expect("a line");
        let range = files.line_range(0, line).expect("a range");
        assert_eq!(&text[range], "President Holt spoke. ");
        assert_eq!(files.line_number(0, line).expect("a number"), 2);
        assert_eq!(files.column_number(0, line, at).expect("a number"), 26);
    }

    #[test]
    fn no_piece_begins_inside_a_label() {
        let text = "He met Sen. A. Holt. And left.";
        let (files, at) = shown(text, "Sen. A. Holt");
        let line = files.line_index(0, at).expect("a line");
        assert_eq!(&text[files.line_range(0, line).expect("a range")], "He met Sen. A. Holt. ");
    }

    #[test]
    fn a_long_sentence_is_cut_at_spaces() {
        let text = format!("{}President Holt{}", "word ".repeat(100), " word".repeat(100));
        let (files, at) = shown(&text, "President Holt");
        let line = files.line_index(0, at).expect("a line");
        let range = files.line_range(0, line).expect("a range");
        assert!(range.len() < WIDEST + 30, "{range:?}");
        assert!(range.start <= at && at + 14 <= range.end);
    }
}
