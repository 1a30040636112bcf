//! A light reader for `reStructuredText`: sections, paragraphs, items, quotes, cells and captions; literals, code,
//! mathematics, comments and directives without prose are left out.

mod inline;
mod table;

use std::sync::Arc;

use super::builder::Builder;
use super::front_matter::{FrontMatter, leading_day};
use super::lines::{Writer, lines};
use super::{BlockKind, DayFrom, Document, GivenDay};
use crate::text::{Input, Place, Span};

/// Maximum nesting of blocks; deeper ones are read as paragraphs.
const DEPTH: usize = 40;

/// A line of a body: where its text begins, how far it is indented (bytes), and the text.
#[derive(Debug, Clone, Copy)]
struct Line<'a> {
    start: usize,
    indent: usize,
    text: &'a str,
}

impl Line<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }

    fn is_blank(&self) -> bool {
        self.text.is_empty()
    }
}

/// Directives whose content is prose and whose argument is, those whose content alone is, and those whose content is a quotation.
const ARGUMENTS: [&str; 14] = [
    "note",
    "warning",
    "tip",
    "important",
    "caution",
    "danger",
    "attention",
    "error",
    "hint",
    "admonition",
    "seealso",
    "topic",
    "sidebar",
    "table",
];
const PROSE: [&str; 9] =
    ["container", "compound", "rst-class", "class", "only", "abstract", "dedication", "versionadded", "versionchanged"];
const QUOTES: [&str; 3] = ["epigraph", "highlights", "pull-quote"];

pub(super) fn read(input: &Arc<Input>, front: FrontMatter) -> Document {
    let mut builder = Builder::new(vec![Arc::clone(input)]);
    front.add_title(&mut builder);
    let body: Vec<Line<'_>> = lines(&input.text, front.body)
        .into_iter()
        .map(|line| {
            let text = line.text.trim_start();
            Line { start: line.end() - text.len(), indent: line.text.len() - text.len(), text }
        })
        .collect();
    let writer = Writer { text: &input.text, builder, find: inline::find, references: false, notes: Vec::new() };
    let mut walk = Walk { writer, top: true, day: None };
    walk.blocks(&body, 0, BlockKind::Paragraph, 0);
    let mut document = walk.writer.builder.finish();
    if let Some((day, start, end)) = walk.day {
        let place = Place { input: Arc::clone(input), span: Span::new(start, end) };
        document.days.push(GivenDay { day, from: DayFrom::FrontMatter, place: Some(place) });
    }
    front.finish(&mut document);
    document
}

struct Walk<'a> {
    writer: Writer<'a>,
    /// Whether nothing but titles has come: a list of fields here is the document's own.
    top: bool,
    day: Option<(crate::time::Day, usize, usize)>,
}

impl<'a> Walk<'a> {
    /// Reads the blocks of a body whose lines begin at an indent.
    fn blocks(&mut self, lines: &[Line<'a>], indent: usize, kind: BlockKind, depth: usize) {
        let mut at = 0;
        while let Some(&line) = lines.get(at) {
            at += match () {
                () if line.is_blank() => 1,
                () if line.indent > indent && depth < DEPTH => self.quoted(&lines[at..], indent, kind, depth),
                () => self.block(&lines[at..], indent.max(line.indent), kind, depth),
            };
        }
    }

    /// A stretch that is indented further: a quotation.
    fn quoted(&mut self, lines: &[Line<'a>], indent: usize, kind: BlockKind, depth: usize) -> usize {
        let count = deeper(lines, indent);
        let least =
            lines[..count].iter().filter(|line| !line.is_blank()).map(|line| line.indent).min().unwrap_or(indent);
        let kind = if matches!(kind, BlockKind::Paragraph | BlockKind::Item) { BlockKind::Quote } else { kind };
        self.blocks(&lines[..count], least, kind, depth + 1);
        count
    }

    /// One block; answers how many lines it took.
    fn block(&mut self, lines: &[Line<'a>], indent: usize, kind: BlockKind, depth: usize) -> usize {
        let line = lines[0];
        let next = lines.get(1).copied();
        if let Some(count) = self.section(lines) {
            return count;
        }
        if let Some(count) = table::table(self, lines) {
            self.top = false;
            return count;
        }
        if is_adornment(line.text) && line.text.len() >= 4 {
            return 1;
        }
        if line.text == ".." || line.text.starts_with(".. ") {
            return self.explicit(lines, kind, depth);
        }
        if let Some(width) = field(line.text) {
            return self.field(lines, width, kind, depth);
        }
        self.top = false;
        if line.text.starts_with(">>> ") {
            return lines.iter().take_while(|line| !line.is_blank()).count();
        }
        if let Some(width) = marker(line.text).filter(|_| depth < DEPTH) {
            self.writer
                .builder
                .item(depth, line.text.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '(' | '#')));
            return self.held(lines, width, BlockKind::Item, depth);
        }
        if let Some(next) = next.filter(|next| !next.is_blank() && next.indent > indent && depth < DEPTH) {
            // A term and its definition.
            self.paragraph(&lines[..1], if kind == BlockKind::Paragraph { BlockKind::Item } else { kind });
            let count = 1 + deeper(&lines[1..], indent);
            self.blocks(&lines[1..count], next.indent, BlockKind::Item, depth + 1);
            return count;
        }
        let same = |line: &&Line<'_>| !line.is_blank() && line.indent == indent;
        let count = lines.iter().take_while(same).count().max(1);
        let literal = self.paragraph(&lines[..count], kind);
        // "::" marks the indented text below as a literal.
        count + if literal { deeper(&lines[count..], indent) } else { 0 }
    }

    /// A title with a line of marks below it, or above and below.
    fn section(&mut self, lines: &[Line<'a>]) -> Option<usize> {
        let over = is_adornment(lines[0].text) && lines.len() > 2 && lines[2].text == lines[0].text;
        let title = lines.get(usize::from(over)).filter(|line| !line.is_blank())?;
        let under = lines.get(usize::from(over) + 1)?;
        let width = title.text.chars().count();
        let fits = is_adornment(under.text) && (under.text.len() >= width || under.text.len() >= 4);
        if !fits || !over && (is_adornment(title.text) || under.indent != title.indent) {
            return None;
        }
        self.writer.builder.open(BlockKind::Heading);
        self.writer.add(title.start, title.end());
        self.writer.builder.close();
        Some(usize::from(over) + 2)
    }

    /// A paragraph; whether it ends with "::".
    fn paragraph(&mut self, lines: &[Line<'a>], kind: BlockKind) -> bool {
        let (first, last) = (lines[0], lines[lines.len() - 1]);
        let literal = last.text.ends_with("::");
        let end = match () {
            () if literal && last.text.trim_end_matches(':').ends_with(' ') || last.text == "::" => {
                last.start + last.text.trim_end_matches(':').trim_end().len()
            }
            () if literal => last.end() - 1,
            () => last.end(),
        };
        self.writer.builder.open(kind);
        if first.text.starts_with("| ") {
            for line in lines {
                let text = line.text.trim_start_matches('|').trim_start();
                self.writer.add(line.end() - text.len(), line.end());
                self.writer.builder.swapped("\n", line.end()..line.end(), 0);
            }
        } else {
            self.writer.add(first.start, end.max(first.start));
        }
        self.writer.builder.close();
        literal
    }

    /// The content of a marker: an item, a note.
    fn held(&mut self, lines: &[Line<'a>], width: usize, kind: BlockKind, depth: usize) -> usize {
        let line = lines[0];
        let count = 1 + deeper(&lines[1..], line.indent);
        let text = &line.text[width..];
        let inner = text.trim_start();
        let first =
            Line { start: line.end() - inner.len(), indent: line.indent + line.text.len() - inner.len(), text: inner };
        let mut body = vec![first];
        body.extend_from_slice(&lines[1..count]);
        let below = body[1..].iter().filter(|line| !line.is_blank()).map(|line| line.indent).min();
        // The following lines need not be aligned with the first.
        body[0].indent = below.map_or(first.indent, |below| below.min(first.indent));
        let least = body[0].indent;
        self.blocks(&body, least, kind, depth + 1);
        count
    }

    /// `:name: body`.
    fn field(&mut self, lines: &[Line<'a>], width: usize, kind: BlockKind, depth: usize) -> usize {
        let line = lines[0];
        if !self.top {
            return if depth < DEPTH { self.held(lines, width, kind, depth) } else { 1 };
        }
        let value = line.text[width..].trim_start();
        let (start, end) = (line.end() - value.len(), line.end());
        if line.text[..width].trim_matches([':', ' ']).eq_ignore_ascii_case("date") {
            match leading_day(value) {
                Some(day) => self.day = self.day.take().or(Some((day, start, end))),
                None => drop(self.writer.builder.block(BlockKind::Paragraph, value, start, 0)),
            }
        }
        1 + deeper(&lines[1..], line.indent)
    }

    /// Directives, notes, targets, substitutions and comments.
    fn explicit(&mut self, lines: &[Line<'a>], kind: BlockKind, depth: usize) -> usize {
        let line = lines[0];
        let count = 1 + deeper(&lines[1..], line.indent);
        let inner = line.text[2..].trim_start();
        if inner.starts_with('_') || inner.starts_with('|') || depth >= DEPTH {
            return count;
        }
        if inner.starts_with('[')
            && let Some(end) = inner.find("] ").or_else(|| inner.strip_suffix(']').map(str::len))
        {
            let width = line.text.len() - inner.len() + end + 1;
            return self.held(lines, width, kind, depth);
        }
        if let Some((name, argument)) = inner.split_once("::")
            && !name.is_empty()
            && !name.contains(char::is_whitespace)
        {
            self.directive(name, argument.trim(), &lines[..count], depth);
            return count;
        }
        let end = lines[..count].iter().rev().find(|line| !line.is_blank()).map_or(line.end(), Line::end);
        let text = &self.writer.text[line.start + 2..end];
        self.writer.builder.comment(text, line.start + 2, line.start..end, 0);
        count
    }

    fn directive(&mut self, name: &str, argument: &str, lines: &[Line<'a>], depth: usize) {
        let quote = QUOTES.contains(&name);
        let kind = match name {
            _ if quote => BlockKind::Quote,
            "figure" => BlockKind::Caption,
            "list-table" => BlockKind::Cell,
            _ if PROSE.contains(&name) || ARGUMENTS.contains(&name) => BlockKind::Paragraph,
            _ => return,
        };
        if !argument.is_empty() && ARGUMENTS.contains(&name) {
            self.writer.builder.open(BlockKind::Paragraph);
            self.writer.add(lines[0].end() - argument.len(), lines[0].end());
            self.writer.builder.close();
        }
        let options = lines[1..].iter().take_while(|line| field(line.text).is_some()).count();
        let body = &lines[1 + options..];
        if let Some(first) = body.iter().find(|line| !line.is_blank()) {
            self.top = false;
            self.blocks(body, first.indent, kind, depth + 1);
        }
    }
}

/// How many lines are blank or indented further; blank ones at the end count.
fn deeper(lines: &[Line<'_>], indent: usize) -> usize {
    lines.iter().take_while(|line| line.is_blank() || line.indent > indent).count()
}

/// Two or more of one mark and nothing else.
fn is_adornment(text: &str) -> bool {
    let Some(mark) = text.chars().next().filter(char::is_ascii_punctuation) else { return false };
    text.len() >= 2 && text.chars().all(|c| c == mark) && text != "::" && text != ".."
}

/// `:name:`: its length.
fn field(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(':')?;
    let end = rest.find(':')?;
    let after = &rest[end + 1..];
    let fits = end > 0 && !rest.starts_with(' ') && (after.is_empty() || after.starts_with(' '));
    fits.then_some(end + 2)
}

/// The marker of an item, with the space after it.
fn marker(text: &str) -> Option<usize> {
    let mark = text.chars().next()?;
    let width = match mark {
        '*' | '+' | '-' | '\u{2022}' | '\u{2023}' => mark.len_utf8(),
        _ => {
            let open = usize::from(mark == '(');
            let number = text[open..].bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
            let word = &text[open..open + number];
            let digits = word.len() <= 4 && !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
            let close = &text[open + number..];
            let fits = (digits || word == "#" || word.len() == 1)
                && close.starts_with(if open > 0 { &[')'][..] } else { &['.', ')'] });
            fits.then_some(open + number + 1)?
        }
    };
    let after = &text[width..];
    after.starts_with(' ').then(|| width + (after.len() - after.trim_start().len()))
}

#[cfg(test)]
mod tests;
