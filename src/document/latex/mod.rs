//! `LaTeX`, lightly: the prose between `\begin{document}` and `\end{document}`; headings, items, quotes, cells and captions;
//! mathematics, listings, definitions and comments are left out.

mod commands;

use super::lines::OBJECT;
use std::ops::Range;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization as _;

use super::builder::Builder;
use super::front_matter::{FrontMatter, leading_day};
use super::{BlockKind, DayFrom, Document, GivenDay};
use crate::text::{Input, Place, Span};
use commands::{Command, Environment, command, environment};

/// Deepest nesting of arguments that are read one within the other.
const DEPTH: usize = 48;
/// Longest formula, verbatim text or label, in bytes.
const REACH: usize = 5_000;

pub(super) fn read(input: &Arc<Input>, front: FrontMatter) -> Document {
    let mut builder = Builder::new(vec![Arc::clone(input)]);
    front.add_title(&mut builder);
    let text: &str = &input.text;
    let (begin, end) = ("\\begin{document}", "\\end{document}");
    let body = text.find(begin).map_or(front.body, |at| at + begin.len());
    let until = text[body..].find(end).map_or(text.len(), |at| body + at);
    let mut walk = Walk { text, builder, open: Vec::new(), notes: Vec::new(), depth: 0 };
    let day = walk.preamble(front.body, body);
    walk.run(body..until);
    walk.builder.close();
    walk.open.clear();
    for _ in 0..DEPTH {
        for note in std::mem::take(&mut walk.notes) {
            walk.builder.close();
            walk.run(note);
        }
    }
    let mut document = walk.builder.finish();
    if let Some((day, range)) = day {
        let place = Place { input: Arc::clone(input), span: Span::new(range.start, range.end) };
        document.days.push(GivenDay { day, from: DayFrom::FrontMatter, place: Some(place) });
    }
    front.finish(&mut document);
    document
}

struct Walk<'a> {
    text: &'a str,
    builder: Builder,
    /// Kinds of the open environments and of the arguments that are blocks.
    open: Vec<BlockKind>,
    notes: Vec<Range<usize>>,
    depth: usize,
}

impl Walk<'_> {
    /// Title, date and comments above the document.
    fn preamble(&mut self, from: usize, until: usize) -> Option<(crate::time::Day, Range<usize>)> {
        let text = self.text;
        let mut day = None;
        for (at, _) in text[from..until].match_indices('%') {
            let at = from + at;
            if text[..at].ends_with('\n') || at == from {
                self.comment(at);
            }
        }
        for name in ["\\title", "\\date"] {
            let Some(at) = text[from..until].find(&format!("{name}{{")).map(|at| from + at + name.len()) else {
                continue;
            };
            let inner = self.inner(at, until);
            if name == "\\title" {
                self.block(BlockKind::Heading, inner);
            } else if let Some(found) = leading_day(text[inner.clone()].trim()) {
                let start = inner.start + (text[inner.clone()].len() - text[inner.clone()].trim_start().len());
                day = Some((found, start..start + text[inner].trim().len()));
            } else {
                // Any other way of writing a date is left to the readers of prose.
                self.block(BlockKind::Paragraph, inner);
            }
        }
        day
    }

    /// Hands over a comment; answers the byte after it, with the line break and the space that it swallows.
    fn comment(&mut self, at: usize) -> usize {
        let end = memchr::memchr(b'\n', &self.text.as_bytes()[at..]).map_or(self.text.len(), |found| at + found);
        let inner = self.text[at + 1..end].trim_end_matches('\r');
        self.builder.comment(inner, at + 1, at..at + 1 + inner.len(), 0);
        let next = &self.text[(end + 1).min(self.text.len())..];
        let spaces = next.len() - next.trim_start_matches([' ', '\t']).len();
        (end + 1 + spaces).min(self.text.len())
    }

    /// The inside of a group whose brace opens at a byte. One that is not closed goes to the end.
    fn inner(&self, open: usize, until: usize) -> Range<usize> {
        let end = self.group(open, until);
        // A brace that a backslash makes a character closes nothing.
        let closed = end < until || self.text[..end].ends_with('}') && end > open + 1;
        open + 1..if closed { end - 1 } else { end }
    }

    /// The end of a group in braces that starts at a byte.
    fn group(&self, open: usize, until: usize) -> usize {
        let bytes = self.text.as_bytes();
        let (mut depth, mut at) = (0_usize, open);
        while at < until {
            match bytes[at] {
                b'\\' => at += 1,
                b'{' => depth += 1,
                b'}' if depth <= 1 => return at + 1,
                b'}' => depth -= 1,
                _ => {}
            }
            at += 1;
        }
        until
    }

    /// How far a construct that begins at a byte may go: marks that never close cost no more.
    fn reach(&self, at: usize, until: usize) -> usize {
        let mut end = (at + REACH).min(until);
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        end
    }

    /// The byte after optional arguments and white space that follow.
    fn options(&self, mut at: usize, until: usize) -> usize {
        loop {
            let rest = &self.text[at..until];
            let space = rest.len() - rest.trim_start_matches([' ', '\t']).len();
            if !rest[space..].starts_with('[') {
                return at;
            }
            let Some(end) = rest[space..].bytes().take(2_000).position(|b| b == b']') else { return at };
            at += space + end + 1;
        }
    }

    /// The inside of the next argument in braces, and the byte after it.
    fn argument(&self, at: usize, until: usize) -> Option<(Range<usize>, usize)> {
        let rest = &self.text[at..until];
        let space = rest.len() - rest.trim_start().len();
        if !rest[space..].starts_with('{') || rest[..space].matches('\n').count() > 1 {
            return None;
        }
        let end = self.group(at + space, until);
        Some((self.inner(at + space, until), end))
    }

    fn skip(&self, mut at: usize, until: usize, count: usize) -> usize {
        for _ in 0..count {
            let Some((_, end)) = self.argument(at, until) else { break };
            at = self.options(end, until);
        }
        at
    }

    /// Reads a stretch of the source.
    fn run(&mut self, range: Range<usize>) {
        let (mut at, until) = (range.start, range.end);
        let mut from = at;
        while at < until {
            let stop = self.text.as_bytes()[at..until].iter().position(|b| {
                matches!(b, b'\\' | b'%' | b'{' | b'}' | b'$' | b'~' | b'&' | b'`' | b'\'' | b'-' | b'\n')
            });
            let Some(stop) = stop.map(|found| at + found) else { break };
            let next = self.sign(stop, until, from);
            if next.1 {
                from = next.0;
            }
            at = next.0;
        }
        self.same(from, until);
    }

    /// Handles a special character: returns the byte after it, and `true` if it was more than ordinary text since `from`.
    fn sign(&mut self, at: usize, until: usize, from: usize) -> (usize, bool) {
        let rest = &self.text[at..until];
        let read = |walk: &mut Self, read: &str, len: usize| {
            walk.same(from, at);
            walk.read(read, at..at + len);
            (at + len, true)
        };
        match rest.as_bytes()[0] {
            b'\n' => {
                let blank = rest[1..].find(|c: char| c != ' ' && c != '\t' && c != '\r').unwrap_or(rest.len() - 1);
                if !rest[1 + blank..].starts_with('\n') {
                    return (at + 1, false);
                }
                self.same(from, at);
                self.builder.close();
                (at + 1 + blank, true)
            }
            b'%' => {
                self.same(from, at);
                (self.comment(at).min(until), true)
            }
            b'{' | b'}' => {
                self.same(from, at);
                (at + 1, true)
            }
            b'$' => {
                let mark = if rest.starts_with("$$") { "$$" } else { "$" };
                let first = at + mark.len();
                let end = self.text[first..self.reach(first, until)].find(mark);
                let len = end.map_or(1, |end| end + 2 * mark.len());
                read(self, OBJECT, len)
            }
            b'~' => read(self, "\u{a0}", 1),
            b'&' => {
                self.same(from, at);
                if self.open.last() == Some(&BlockKind::Cell) {
                    self.builder.cell(false);
                } else {
                    self.read(OBJECT, at..at + 1);
                }
                (at + 1, true)
            }
            b'`' if rest.starts_with("``") => read(self, "\u{201c}", 2),
            b'`' => read(self, "\u{2018}", 1),
            b'\'' if rest.starts_with("''") => read(self, "\u{201d}", 2),
            b'-' if rest.starts_with("---") => read(self, "\u{2014}", 3),
            b'-' if rest.starts_with("--") => read(self, "\u{2013}", 2),
            b'\\' => {
                self.same(from, at);
                (self.command(at, until).min(until).max(at + 1), true)
            }
            _ => (at + 1, false),
        }
    }

    /// A command that begins at a byte; answers the byte after it and its arguments.
    fn command(&mut self, at: usize, until: usize) -> usize {
        let rest = &self.text[at + 1..until];
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let len = if letters > 0 { letters } else { rest.chars().next().map_or(0, char::len_utf8) };
        let name = &rest[..len];
        let mut next = at + 1 + len;
        if letters > 0 && self.text[next..until].starts_with('*') {
            next += 1;
        }
        match name {
            "begin" => return self.begin(next, until),
            "end" => {
                let Some((_, after)) = self.argument(next, until) else { return next };
                self.builder.close();
                if self.open.pop() == Some(BlockKind::Cell) && self.open.last() != Some(&BlockKind::Cell) {
                    self.builder.end_table();
                }
                return after;
            }
            "(" | "[" => {
                let close = if name == "(" { "\\)" } else { "\\]" };
                let end = self.text[next..self.reach(next, until)].find(close).map_or(next, |end| next + end + 2);
                self.read(OBJECT, at..end);
                return end;
            }
            "\\" => {
                if self.open.last() == Some(&BlockKind::Cell) {
                    self.builder.row();
                    self.builder.cell(false);
                } else {
                    self.read("\n", at..next);
                }
                return self.options(next, until);
            }
            _ => {}
        }
        self.meaning(command(name), at, next, until)
    }

    fn meaning(&mut self, meaning: Command, at: usize, next: usize, until: usize) -> usize {
        let after = self.options(next, until);
        match meaning {
            Command::Block(kind) => {
                let Some((inner, end)) = self.argument(after, until) else { return next };
                self.block(kind, inner);
                end
            }
            Command::Note => {
                let Some((inner, end)) = self.argument(after, until) else { return next };
                self.notes.push(inner);
                end
            }
            Command::Span(count) => {
                self.builder.spans();
                self.skip(after, until, count)
            }
            Command::Drop(count) => self.skip(after, until, count),
            Command::Object(count) => {
                let end = self.skip(after, until, count);
                self.read(OBJECT, at..end);
                end
            }
            Command::Keep(kept, dropped) => {
                let mut end = after;
                for _ in 0..kept {
                    let Some((inner, next)) = self.argument(end, until) else { break };
                    self.inside(inner);
                    end = next;
                }
                self.skip(end, until, dropped)
            }
            Command::Quoted(open, close) => {
                let Some((inner, end)) = self.argument(after, until) else { return next };
                self.read(open, at..inner.start);
                self.inside(inner.clone());
                self.read(close, inner.end..end);
                end
            }
            Command::Read(read) => {
                let spaces = self.after_word(next, until);
                self.read(read, at..next);
                spaces
            }
            Command::Define => self.define(next, until),
            Command::Break => {
                self.builder.close();
                next
            }
            Command::Item => {
                self.builder.item(self.open.len(), false);
                if self.text[next..until].trim_start().starts_with('[') {
                    let open = next + self.text[next..until].find('[').unwrap_or(0) + 1;
                    let close = self.text[open..self.reach(open, until)].find(']').map_or(open, |end| open + end);
                    self.inside(open..close);
                    return (close + 1).min(until);
                }
                next
            }
            Command::Verb => {
                let Some(mark) = self.text[next..until].chars().next() else { return next };
                let close = if mark == '{' { '}' } else { mark };
                let first = next + mark.len_utf8();
                let end = self.text[first..self.reach(first, until)]
                    .find(close)
                    .map_or(next, |end| first + end + close.len_utf8());
                self.read(OBJECT, at..end);
                end
            }
            Command::Accent(mark) => self.accent(mark, at, next, until),
            // The argument of an unknown command is prose; white space after its name is not.
            Command::Inline => {
                if self.text[after..until].starts_with('{') {
                    after
                } else {
                    self.after_word(next, until)
                }
            }
        }
    }

    /// The white space that a command of letters swallows, and `{}` that keeps it.
    fn after_word(&self, at: usize, until: usize) -> usize {
        let rest = &self.text[at..until];
        if rest.starts_with("{}") {
            return at + 2;
        }
        let word = self.text[..at].ends_with(|c: char| c.is_ascii_alphabetic());
        let spaces = rest.bytes().take_while(|b| matches!(b, b' ' | b'\t')).count();
        if word { at + spaces } else { at }
    }

    fn accent(&mut self, mark: char, at: usize, next: usize, until: usize) -> usize {
        let rest = &self.text[next..until];
        let skip = rest.len() - rest.trim_start_matches([' ', '{', '\\']).len();
        let Some(letter) = rest[skip..].chars().next().filter(|c| c.is_alphabetic() && skip <= 3) else { return next };
        let close = usize::from(rest[..skip].contains('{') && rest[skip + letter.len_utf8()..].starts_with('}'));
        let end = next + skip + letter.len_utf8() + close;
        let read: String = [letter, mark].into_iter().nfc().collect();
        self.read(&read, at..end);
        end
    }

    /// `\newcommand{\x}[1]{...}`, `\def\x#1{...}`, `\let\x\y`.
    fn define(&self, next: usize, until: usize) -> usize {
        let word = |at: usize| {
            let rest = self.text[at..until].strip_prefix('\\').filter(|rest| rest.starts_with(char::is_alphabetic))?;
            let len = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'#' | b'@')).count();
            Some(at + 1 + len)
        };
        let group = |at: usize| self.text[at..until].starts_with('{').then(|| self.group(at, until));
        let name = group(next).or_else(|| word(next)).unwrap_or(next);
        let at = self.options(name, until);
        let first = group(at).or_else(|| word(at)).unwrap_or(at);
        group(first).unwrap_or(first)
    }

    fn begin(&mut self, next: usize, until: usize) -> usize {
        let Some((inner, after)) = self.argument(next, until) else { return next };
        let name = &self.text[inner];
        self.builder.close();
        match environment(name) {
            Environment::Out => {
                let end = format!("\\end{{{name}}}");
                self.text[after..until].find(&end).map_or(until, |at| after + at + end.len())
            }
            Environment::Kind(kind, count) => {
                let quoted = self.open.contains(&BlockKind::Quote);
                if kind == BlockKind::Cell && !quoted {
                    self.builder.table();
                    self.builder.row();
                    self.builder.cell(false);
                }
                self.open.push(if quoted { BlockKind::Quote } else { kind });
                self.skip(self.options(after, until), until, count)
            }
            Environment::Plain(count) => {
                self.open.push(self.open.last().copied().unwrap_or(BlockKind::Paragraph));
                self.skip(self.options(after, until), until, count)
            }
        }
    }

    fn block(&mut self, kind: BlockKind, inner: Range<usize>) {
        self.builder.close();
        self.open.push(kind);
        self.inside(inner);
        self.open.pop();
        self.builder.close();
    }

    /// Reads an argument.
    fn inside(&mut self, inner: Range<usize>) {
        if self.depth < DEPTH {
            self.depth += 1;
            self.run(inner);
            self.depth -= 1;
        } else {
            self.same(inner.start, inner.end);
        }
    }

    fn open_block(&mut self) {
        if !self.builder.is_open() {
            self.builder.open(self.open.last().copied().unwrap_or(BlockKind::Paragraph));
        }
    }

    fn same(&mut self, from: usize, until: usize) {
        let Some(stretch) = self.text.get(from..until) else { return };
        if self.builder.is_open() {
            self.builder.same(stretch, from, 0);
        } else if !stretch.trim().is_empty() {
            self.open_block();
            let text = stretch.trim_start();
            self.builder.same(text, until - text.len(), 0);
        }
    }

    fn read(&mut self, read: &str, range: Range<usize>) {
        if self.builder.is_open() || !read.trim().is_empty() {
            self.open_block();
            self.builder.swapped(read, range, 0);
        }
    }
}

#[cfg(test)]
mod tests;
