//! Inputs for codespan-reporting in which every sentence starts a line: a paragraph of prose is often one line of its
//! file, which is too much to show for a label. "..." marks where a part of a line is left out. Line and column numbers remain those of the file.

use std::ops::Range;
use std::sync::Arc;

use codespan_reporting::files::{Error, Files};

use crate::text::Input;

/// Longest piece of a line that is shown whole, in bytes.
const WIDEST: usize = 140;
/// Maximum size in bytes of a piece without spaces.
const LONGEST: usize = 4 * WIDEST;

/// Marks a part of a line that is left out.
const CUT: &str = "...";

/// The inputs of one diagnostic.
pub(super) struct Shown {
    files: Vec<ShownFile>,
}

struct ShownFile {
    input: Arc<Input>,
    /// Ranges of labels, inside which no piece may start.
    whole: Vec<Range<usize>>,
    pieces: Vec<Piece>,
    /// The pieces, a line each, with [`CUT`] where one of a line is not shown.
    text: String,
}

/// A line of the source, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    /// Its bytes in the source, its line break included.
    source: Range<usize>,
    /// Its bytes in the text that is shown, without [`CUT`].
    shown: Range<usize>,
    /// Its line in the text that is shown, with [`CUT`] and the line break.
    line: Range<usize>,
}

impl Shown {
    /// Of labels: each input once, in the order in which they come.
    pub(super) fn new<'a>(places: impl IntoIterator<Item = (&'a Arc<Input>, Range<usize>)>) -> Self {
        let mut files: Vec<ShownFile> = Vec::new();
        for (input, range) in places {
            match files.iter_mut().find(|file| Arc::ptr_eq(&file.input, input)) {
                Some(file) => file.whole.push(range),
                None => files.push(ShownFile {
                    input: Arc::clone(input),
                    whole: vec![range],
                    pieces: Vec::new(),
                    text: String::new(),
                }),
            }
        }
        files.iter_mut().for_each(ShownFile::draw);
        Self { files }
    }

    /// The number that codespan-reporting knows an input by, and a range of it in the text that is shown.
    pub(super) fn range(&self, input: &Arc<Input>, range: Range<usize>) -> (usize, Range<usize>) {
        let id = self.files.iter().position(|file| Arc::ptr_eq(&file.input, input)).unwrap_or(0);
        let Some(file) = self.files.get(id) else { return (id, range) };
        let start = file.shown(range.start);
        // The end of a label at the end of a piece is not the start of the next.
        let end = if range.is_empty() { start } else { file.shown(range.end - 1) + 1 };
        (id, start..end.max(start))
    }

    fn file(&self, id: usize) -> Result<&ShownFile, Error> {
        self.files.get(id).ok_or(Error::FileMissing)
    }
}

impl ShownFile {
    /// Puts the pieces together.
    fn draw(&mut self) {
        let text = &self.input.text;
        let starts = starts(text, &self.whole);
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        let sources: Vec<Range<usize>> = starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect();
        let labelled = |piece: &Range<usize>| {
            let first = self.whole.iter().any(|range| piece.contains(&range.start));
            first || self.whole.iter().any(|range| range.start < piece.end && piece.start < range.end)
        };
        let labelled: Vec<bool> = sources.iter().map(labelled).collect();
        let is = |at: Option<usize>| at.and_then(|at| labelled.get(at)).copied().unwrap_or(false);
        // One line between two with labels is drawn as well.
        let drawn = |at: Option<usize>| {
            let Some(number) = at else { return false };
            is(at) || is(number.checked_sub(1)) && is(Some(number + 1))
        };
        // Lines far from any label are not drawn: a stretch of them is one empty line.
        let far = |number: usize| !(number.saturating_sub(2)..=number + 2).any(|near| is(Some(near)));
        for (number, source) in sources.into_iter().enumerate() {
            let from = self.text.len();
            if far(number) {
                if let Some(piece) = self.pieces.last_mut().filter(|_| number > 0 && far(number - 1)) {
                    piece.source.end = source.end;
                    continue;
                }
                self.text.push('\n');
                self.pieces.push(Piece { source, shown: from..from, line: from..from + 1 });
                continue;
            }
            let content = text[source.clone()].trim_end_matches(['\n', '\r']);
            let ends_line = content.len() < source.len() || source.end == text.len();
            let starts_line = source.start == 0 || text[..source.start].ends_with('\n');
            if !starts_line && drawn(Some(number)) && !drawn(number.checked_sub(1)) {
                self.text.push_str(CUT);
                self.text.push(' ');
            }
            let start = self.text.len();
            self.text.push_str(content);
            let end = self.text.len();
            if !ends_line && drawn(Some(number)) && !drawn(Some(number + 1)) {
                let spaced = if content.ends_with(' ') { "" } else { " " };
                self.text.push_str(spaced);
                self.text.push_str(CUT);
            }
            self.text.push('\n');
            self.pieces.push(Piece { source, shown: start..end, line: from..self.text.len() });
        }
    }

    /// A byte of the source in the text that is shown.
    fn shown(&self, byte: usize) -> usize {
        let number = self.pieces.partition_point(|piece| piece.source.start <= byte).saturating_sub(1);
        self.pieces
            .get(number)
            .map_or(byte, |piece| (piece.shown.start + byte - piece.source.start).min(piece.shown.end))
    }

    /// A byte of the text that is shown in the source.
    fn source(&self, byte: usize) -> usize {
        let number = self.pieces.partition_point(|piece| piece.line.start <= byte).saturating_sub(1);
        self.pieces.get(number).map_or(byte, |piece| {
            piece.source.start + byte.clamp(piece.shown.start, piece.shown.end) - piece.shown.start
        })
    }
}

/// A drawing in which the number of a line is only before the first of its pieces.
pub(super) fn numbered_once(drawing: &str) -> String {
    let mut text = String::with_capacity(drawing.len());
    let mut last = String::new();
    for line in drawing.split_inclusive('\n') {
        if line.contains('\u{250c}') {
            last.clear();
        }
        match line.find('\u{2502}').and_then(|end| gutter(&line[..end]).map(|number| (number, end))) {
            Some((number, end)) if line[number.clone()] == last => {
                text.push_str(&line[..number.start]);
                text.extend(std::iter::repeat_n(' ', number.len()));
                text.push_str(&line[number.end..end]);
                text.push_str(&line[end..]);
            }
            Some((number, _)) => {
                line[number].clone_into(&mut last);
                text.push_str(line);
            }
            None => text.push_str(line),
        }
    }
    text
}

/// The bytes of the number in what precedes a line of source, colors left out; `None` if there is no number.
fn gutter(before: &str) -> Option<Range<usize>> {
    let (mut number, mut escaped) = (None::<Range<usize>>, false);
    for (at, c) in before.char_indices() {
        match c {
            '\u{1b}' => escaped = true,
            'm' if escaped => escaped = false,
            _ if escaped => {}
            '0'..='9' => number = Some(number.map_or(at, |number| number.start)..at + 1),
            ' ' => {}
            _ => return None,
        }
    }
    number
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
        Ok(&self.file(id)?.text)
    }

    fn line_index(&'a self, id: usize, byte: usize) -> Result<usize, Error> {
        Ok(self.file(id)?.pieces.partition_point(|piece| piece.line.start <= byte).saturating_sub(1))
    }

    fn line_range(&'a self, id: usize, line: usize) -> Result<Range<usize>, Error> {
        let pieces = &self.file(id)?.pieces;
        let piece = pieces.get(line).ok_or(Error::LineTooLarge { given: line, max: pieces.len() })?;
        Ok(piece.line.clone())
    }

    fn line_number(&'a self, id: usize, line: usize) -> Result<usize, Error> {
        let file = self.file(id)?;
        let start = file.source(self.line_range(id, line)?.start);
        Ok(file.input.position(start as u32).line as usize)
    }

    fn column_number(&'a self, id: usize, _: usize, byte: usize) -> Result<usize, Error> {
        let file = self.file(id)?;
        Ok(file.input.position(file.source(byte) as u32).column as usize)
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

    /// The line with a label, its number and the column of the label.
    fn line<'s>(files: &'s Shown, marked: &str) -> (&'s str, usize, usize) {
        let file = &files.files[0];
        let at = file.shown(file.input.text.find(marked).expect("it is there"));
        let line = files.line_index(0, at).expect("a line");
        let range = files.line_range(0, line).expect("a range");
        let number = files.line_number(0, line).expect("a number");
        (&file.text[range], number, files.column_number(0, line, at).expect("a number"))
    }

    #[test]
    fn a_sentence_is_a_line_and_numbers_stay() {
        let text = "Head\nOne is here. Two \u{201c}said.\u{201d} President Holt spoke. Four.\n";
        let (files, _) = shown(text, "President Holt");
        assert_eq!(line(&files, "President Holt"), ("... President Holt spoke. ...\n", 2, 26));
        // What begins or ends its line is not cut there.
        let (files, _) = shown("President Holt spoke. Four.\n", "President Holt");
        assert_eq!(line(&files, "President Holt"), ("President Holt spoke. ...\n", 1, 1));
        let (files, _) = shown("One. Two. President Holt spoke.", "President Holt");
        assert_eq!(line(&files, "President Holt"), ("... President Holt spoke.\n", 1, 11));
        let (files, _) = shown("One.\r\nPresident Holt spoke.\r\n", "President Holt");
        assert_eq!(line(&files, "President Holt"), ("President Holt spoke.\n", 2, 1));
    }

    #[test]
    fn neighbours_that_are_drawn_are_not_cut() {
        let input = Input::file("a.md", "One. Holt spoke. Two. Moss sang. Three. Four. Reed left. Five.");
        let label = |word: &str| {
            let at = input.text.find(word).expect("it is there");
            (&input, at..at + word.len())
        };
        let files = Shown::new([label("Holt"), label("Moss"), label("Reed")]);
        let lines: Vec<&str> = files.files[0].text.lines().collect();
        assert_eq!(
            lines,
            [
                "One. ",
                "... Holt spoke. ",
                "Two. ",
                "Moss sang. ...",
                "Three. ",
                "Four. ",
                "... Reed left. ...",
                "Five."
            ]
        );
    }

    #[test]
    fn ranges_are_those_of_the_source() {
        let text = "One. \u{1f600} President Holt spoke. Four.";
        let (files, at) = shown(text, "President Holt");
        let (id, range) = files.range(&files.files[0].input, at..at + 14);
        assert_eq!((id, &files.files[0].text[range]), (0, "President Holt"));
        let whole = files.range(&files.files[0].input, text.len()..text.len()).1;
        assert!(whole.is_empty() && whole.end <= files.files[0].text.len());
    }

    #[test]
    fn a_number_is_given_once() {
        let drawing = "x\n   \u{250c}\u{2500} a.md:1:1\n   \u{2502}\n12 \u{2502} a\n   \u{2502} ^ 3\n12 \u{2502} b 12\n13 \u{2502} c\n\n   \u{250c}\u{2500} b.md\n13 \u{2502} d\n";
        let once = numbered_once(drawing);
        assert_eq!(once, drawing.replace("12 \u{2502} b", "   \u{2502} b"));
        let colored = "\u{1b}[36m12\u{1b}[0m \u{1b}[36m\u{2502}\u{1b}[0m a\n";
        assert_eq!(
            numbered_once(&colored.repeat(2)),
            format!("{colored}{}", colored.replace("m12\u{1b}", "m  \u{1b}"))
        );
    }

    #[test]
    fn no_piece_begins_inside_a_label() {
        let text = "He met Sen. A. Holt. And left.";
        let (files, at) = shown(text, "Sen. A. Holt");
        assert!(at > 0);
        assert_eq!(line(&files, "Sen. A. Holt").0, "He met Sen. A. Holt. ...\n");
    }

    #[test]
    fn a_long_sentence_is_cut_at_spaces() {
        let text = format!("{}President Holt{}", "word ".repeat(100), " word".repeat(100));
        let (files, _) = shown(&text, "President Holt");
        let (drawn, ..) = line(&files, "President Holt");
        assert!(drawn.len() < WIDEST + 40 && drawn.contains("President Holt"), "{drawn}");
        assert!(drawn.starts_with("... ") && drawn.ends_with(" ...\n"), "{drawn}");
    }
}
