//! What the flavours of Markdown add to its syntax, taken out before it is parsed: fences of admonitions and containers
//! (`MyST`, Pandoc, Quarto, Docusaurus, `MkDocs`), and the labels of callouts.
//!
//! Syntax that is not prose becomes spaces, and the text inside an admonition moves to the margin, where it is ordinary
//! Markdown. [`Prepared::source`] leads back to the bytes of the file.

use std::borrow::Cow;
use std::ops::Range;

use crate::document::markdown_comments::Hidden;

/// Directives of `MyST` and Docutils whose contents are prose of the author.
const PROSE: [&str; 18] = [
    "admonition",
    "attention",
    "aside",
    "card",
    "caution",
    "danger",
    "dropdown",
    "error",
    "grid-item-card",
    "hint",
    "important",
    "margin",
    "note",
    "seealso",
    "sidebar",
    "tab-item",
    "tip",
    "warning",
];

/// A text that a parser of plain Markdown understands.
#[derive(Debug)]
pub(super) struct Prepared<'a> {
    pub(super) text: Cow<'a, str>,
    /// Where bytes were left out: the first byte after them here, and in the source.
    shifts: Vec<(usize, usize)>,
    /// The comments of MDX, in order.
    comments: Option<Vec<Hidden>>,
}

impl<'a> Prepared<'a> {
    pub(super) fn unchanged(text: &'a str) -> Self {
        Self { text: Cow::Borrowed(text), shifts: Vec::new(), comments: None }
    }

    /// The same, on its own, with comments.
    pub(super) fn into_owned(self, comments: Vec<Hidden>) -> Prepared<'static> {
        Prepared { text: Cow::Owned(self.text.into_owned()), shifts: self.shifts, comments: Some(comments) }
    }

    /// The comments that are taken out, if the text is MDX; `shift` is added to their bytes.
    pub(super) fn comments(&self, shift: usize) -> Option<Vec<Hidden>> {
        let below = |range: &Range<usize>| range.start + shift..range.end + shift;
        let hidden = |comment: &Hidden| Hidden {
            range: below(&comment.range),
            inner: below(&comment.inner),
            is_definition: false,
        };
        Some(self.comments.as_ref()?.iter().map(hidden).collect())
    }

    /// The byte of the source that a byte of the text comes from.
    pub(super) fn source(&self, at: usize) -> usize {
        match self.shifts.partition_point(|&(start, _)| start <= at).checked_sub(1) {
            Some(last) => at - self.shifts[last].0 + self.shifts[last].1,
            None => at,
        }
    }

    /// The bytes of the source that a stretch of the text comes from.
    pub(super) fn range(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.source(range.start);
        // The end of a line is not the start of the next one, which may have moved.
        let end = if range.is_empty() { start } else { self.source(range.end - 1) + 1 };
        start..end.max(start)
    }
}

/// Writes a prepared text line by line.
#[derive(Debug, Default)]
struct Lines {
    text: String,
    read: usize,
    shifts: Vec<(usize, usize)>,
    changed: bool,
}

impl Lines {
    /// Takes a line as it is.
    fn keep(&mut self, line: &str) {
        self.read += line.len();
        self.text.push_str(line);
    }

    /// Takes spaces in the place of a stretch of a line.
    fn blank(&mut self, line: &str, stretch: Range<usize>) {
        self.text.push_str(&line[..stretch.start]);
        self.text.push_str(&spaces(&line[stretch.clone()]));
        self.text.push_str(&line[stretch.end..]);
        self.read += line.len();
        self.changed = true;
    }

    /// Takes spaces in the place of a whole line.
    fn blank_line(&mut self, line: &str) {
        self.blank(line, 0..line.len());
    }

    /// Takes a line without some bytes at its start.
    fn outdent(&mut self, line: &str, width: usize) {
        let blank = line.len() - line.trim_start_matches([' ', '\t']).len();
        let width = width.min(blank);
        if width > 0 {
            self.read += width;
            self.shifts.push((self.text.len(), self.read));
            self.changed = true;
        }
        self.keep(&line[width..]);
    }

    fn finish(self, source: &str) -> Prepared<'_> {
        if self.changed {
            Prepared { text: Cow::Owned(self.text), shifts: self.shifts, comments: None }
        } else {
            Prepared::unchanged(source)
        }
    }
}

/// Spaces in the place of a text, of the same length; line breaks stay.
pub(super) fn spaces(text: &str) -> String {
    text.bytes().map(|byte| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' }).collect()
}

/// A fence that is open: its sign, its length, and what is inside.
#[derive(Debug, Clone, Copy)]
struct Fence {
    sign: char,
    length: usize,
    inside: Inside,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// Code, which the parser knows as such.
    Code,
    /// Markdown.
    Prose,
    /// Neither is read.
    Hidden,
}

/// Takes the syntax of the flavours out of a text. `outdents` are the bytes that each line loses at its start; lines that
/// have none there lose nothing.
pub(super) fn prepare<'a>(text: &'a str, outdents: &[usize]) -> Prepared<'a> {
    // Few texts have any of it.
    let may = |mark: &str| memchr::memmem::find(text.as_bytes(), mark.as_bytes()).is_some();
    if outdents.is_empty() && ![":::", "```{", "~~~{", "!!!", "???", "[!"].iter().any(|mark| may(mark)) {
        return Prepared::unchanged(text);
    }
    let mut lines = Lines::default();
    let mut open: Vec<Fence> = Vec::new();
    // Of the admonitions of `MkDocs`: the columns that their text is indented by.
    let mut indented: Option<usize> = None;
    let mut options = false;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let trimmed = line.trim();
        let margin = line.len() - line.trim_start().len();
        let outdent = outdents.get(number).copied().unwrap_or(0);
        let top = open.last().copied();
        if let Some(fence) = top.filter(|fence| fence.inside != Inside::Prose) {
            if closes(trimmed, fence) {
                open.pop();
            }
            match fence.inside {
                Inside::Hidden => lines.blank_line(line),
                _ => lines.outdent(line, outdent.max(indented.unwrap_or(0))),
            }
            continue;
        }
        if options && is_option(trimmed) {
            lines.blank_line(line);
            continue;
        }
        options = false;
        if top.is_some_and(|fence| closes(trimmed, fence)) {
            open.pop();
            lines.blank_line(line);
        } else if let Some(fence) = opens(trimmed) {
            options = fence.inside != Inside::Code;
            match fence.inside {
                Inside::Code => lines.outdent(line, outdent.max(indented.unwrap_or(0))),
                _ => lines.blank_line(line),
            }
            open.push(fence);
        } else if trimmed.len() >= 3 && trimmed.bytes().all(|byte| byte == b':') {
            // It closes what was not seen to open.
            lines.blank_line(line);
        } else if is_block_admonition(trimmed) {
            indented = Some(margin + 4);
            lines.blank_line(line);
        } else if let Some(stretch) = callout(line) {
            lines.blank(line, stretch);
        } else if let Some(width) = indented.filter(|&width| trimmed.is_empty() || margin >= width) {
            lines.outdent(line, width);
        } else {
            indented = None;
            lines.outdent(line, outdent);
        }
    }
    lines.finish(text)
}

fn closes(line: &str, fence: Fence) -> bool {
    let length = line.chars().take_while(|&c| c == fence.sign).count();
    length >= fence.length && line[length * fence.sign.len_utf8()..].trim().is_empty()
}

/// The fence that a line opens. A container of colons that is not named is one of prose.
fn opens(line: &str) -> Option<Fence> {
    let sign = line.chars().next().filter(|c| ['`', '~', ':'].contains(c))?;
    let length = line.bytes().take_while(|&byte| byte == sign as u8).count();
    let info = line[length..].trim();
    if length < 3 || sign == '`' && info.contains('`') || sign == ':' && info.is_empty() {
        return None;
    }
    let directive = info.strip_prefix('{').and_then(|rest| rest.split_once('}')).map(|(name, _)| name);
    let is_prose = directive.is_some_and(|name| PROSE.contains(&name));
    let inside = match sign {
        // Pandoc's `::: {.class}` and Docusaurus's `:::note` hold prose, as do the directives above.
        ':' if is_prose || directive.is_none_or(|name| name.starts_with(['.', '#'])) => Inside::Prose,
        ':' => Inside::Hidden,
        _ if is_prose => Inside::Prose,
        _ => Inside::Code,
    };
    Some(Fence { sign, length, inside })
}

/// `:class: wide`, below the first line of a directive.
fn is_option(line: &str) -> bool {
    line.strip_prefix(':').and_then(|rest| rest.split_once(':')).is_some_and(|(name, _)| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    })
}

/// `!!! note "Title"` and `??? tip` of `MkDocs` and its extensions: the indented lines below are its text.
fn is_block_admonition(line: &str) -> bool {
    let rest = ["!!!", "???+", "???"].iter().find_map(|mark| line.strip_prefix(mark));
    let name = rest.and_then(|rest| rest.strip_prefix(' ')).map(str::trim_start);
    name.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_lowercase()))
}

/// The label of a callout that Markdown itself does not know: `> [!info]- Title`.
fn callout(line: &str) -> Option<Range<usize>> {
    let inner = line.trim_start_matches([' ', '>']);
    let from = line.len() - inner.len();
    let (name, rest) = inner.strip_prefix("[!")?.split_once(']')?;
    let alone = rest.trim().is_empty()
        && ["note", "tip", "important", "warning", "caution"].iter().any(|known| known.eq_ignore_ascii_case(name));
    let fold = usize::from(rest.starts_with(['-', '+']));
    (line[..from].contains('>') && !alone).then(|| from..from + "[!".len() + name.len() + "]".len() + fold)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_leads_back_to_the_source() {
        let text = "One.\n\n!!! note \"T\"\n\n    Two two.\n\n    Three.\n\nFour.\n";
        let prepared = prepare(text, &[]);
        for word in ["One", "Two", "two", "Three", "Four"] {
            let at = prepared.text.find(word).expect("it is there");
            assert_eq!(&text[prepared.range(&(at..at + word.len()))], word);
        }
        assert!(prepared.text.contains("\nTwo two.\n") && !prepared.text.contains("note"));
    }

    #[test]
    fn code_stays_code() {
        for text in ["```\n:::\n```\n", "~~~{.python}\nx\n~~~\n", "```{r}\nx <- 1\n```\n", "plain [!\n", "a ::: b\n"] {
            assert_eq!(prepare(text, &[]).text, text);
        }
    }
}
