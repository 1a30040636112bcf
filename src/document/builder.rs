//! Puts prose, its map and its blocks together while a reader goes through its source.

use std::sync::Arc;

use super::ignore::{self, At, IgnoreMark};
use super::opening::{after_signs, opening};
use super::position::{Position, Positions};
use super::template::without_tags;
use super::wrapped::{Breaks, joined};
use super::{Block, BlockKind, Document, OffsetMap};
use crate::findings::Fault;
use crate::text::{Input, Place, Prose, Span};

/// What never ends, and hides the rest of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unclosed {
    Comment,
    Code,
}

/// A document in the making.
#[derive(Debug)]
pub(super) struct Builder {
    inputs: Vec<Arc<Input>>,
    prose: String,
    map: OffsetMap,
    blocks: Vec<Block>,
    open: Option<(BlockKind, usize, Position)>,
    positions: Positions,
    marks: Vec<IgnoreMark>,
    /// The meaning of a line break.
    breaks: Breaks,
    /// Where comments and code begin that never end: the index of an input and bytes of it.
    unclosed: Vec<(u16, std::ops::Range<usize>, Unclosed)>,
    /// Line breaks of the open block that stay, as bytes of prose.
    kept: Vec<usize>,
}

impl Builder {
    pub(super) fn new(inputs: Vec<Arc<Input>>) -> Self {
        let size = inputs.iter().map(|input| input.text.len() + 2).sum();
        Self {
            inputs,
            prose: String::with_capacity(size),
            map: OffsetMap::default(),
            blocks: Vec::new(),
            open: None,
            positions: Positions::default(),
            marks: Vec::new(),
            breaks: Breaks::Soft,
            unclosed: Vec::new(),
            kept: Vec::new(),
        }
    }

    /// Says that the format shows line breaks as they are.
    pub(super) fn shows_breaks(&mut self) {
        self.breaks = Breaks::Hard;
    }

    /// Adds a comment of the source, given its text without the comment syntax, the start of that text in the source,
    /// and the bytes of the whole comment. An ignore comment covers the open block, or else the next one.
    pub(super) fn comment(&mut self, inner: &str, source: usize, whole: std::ops::Range<usize>, input: u16) {
        let at = At { input, range: whole, after: self.prose.len(), inside: self.is_open(), on: None };
        self.marks.extend(ignore::mark(inner, source, at));
    }

    /// Adds a comment that is separate from the text it is attached to: the index of an input and bytes of it.
    pub(super) fn comment_on(&mut self, text: &str, source: usize, input: u16, on: (u16, std::ops::Range<usize>)) {
        let (range, inside) = (source..source + text.len(), self.is_open());
        let at = At { input, range, after: self.prose.len(), inside, on: Some(on) };
        self.marks.extend(ignore::mark(text, source, at));
    }

    /// Hands over every HTML comment in a piece of the source that begins at a byte.
    pub(super) fn html_comments(&mut self, text: &str, source: usize, input: u16) {
        let mut end = 0;
        for (inner, begin, whole) in ignore::html_comments(text, source) {
            end = whole.end - source;
            self.comment(inner, begin, whole, input);
        }
        // Browsers take these as comments as well.
        let is_closed =
            |rest: &str| ["<!-->", "<!--->"].iter().any(|empty| rest.starts_with(empty)) || rest.contains("--!>");
        if let Some(at) = text[end..].find("<!--").map(|at| end + at).filter(|&at| !is_closed(&text[at..])) {
            self.unclosed.push((input, source + at..source + at + "<!--".len(), Unclosed::Comment));
        }
    }

    /// Notes where a block of code begins that never ends, as bytes of the source.
    pub(super) fn unclosed_code(&mut self, range: std::ops::Range<usize>, input: u16) {
        self.unclosed.push((input, range, Unclosed::Code));
    }

    /// Adds the value of the front matter key that ignores rules in the whole file; `whole` is what may be removed with
    /// it, if known.
    pub(super) fn silence_file(
        &mut self,
        value: &str,
        source: usize,
        whole: Option<std::ops::Range<usize>>,
        input: u16,
    ) {
        let range = source..source + value.len();
        self.marks.push(ignore::value(value, source, At { input, range, after: 0, inside: false, on: None }, whole));
    }

    /// Starts a block; one that is open is closed.
    pub(super) fn open(&mut self, kind: BlockKind) {
        self.close();
        if !self.prose.is_empty() {
            self.prose.push_str("\n\n");
        }
        self.open = Some((kind, self.prose.len(), self.positions.of(kind)));
    }

    /// Starts a list item of some depth and ends the open block.
    pub(super) fn item(&mut self, depth: usize, ordered: bool) {
        self.close();
        self.positions.item(depth, ordered);
    }

    pub(super) fn table(&mut self) {
        self.close();
        self.positions.table();
    }

    /// Ends the table that is open.
    pub(super) fn end_table(&mut self) {
        self.close();
        self.positions.end_table();
    }

    /// Begins a row of the table that is open.
    pub(super) fn row(&mut self) {
        self.close();
        self.positions.row();
    }

    /// Starts a cell of that row; `head` if the format marks it as part of a head.
    pub(super) fn cell(&mut self, head: bool) {
        self.close();
        self.positions.cell(head);
    }

    /// The current cell spans several rows or columns.
    pub(super) fn spans(&mut self) {
        self.positions.spans();
    }

    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Returns `true` if the open block is empty or ends with whitespace.
    pub(super) fn ends_with_space(&self) -> bool {
        let start = self.open.map_or(self.prose.len(), |(_, start, _)| start);
        self.prose[start..].chars().next_back().is_none_or(char::is_whitespace)
    }

    /// Ends the block; an empty one is dropped.
    pub(super) fn close(&mut self) {
        if let Some((kind, start, position)) = self.open.take()
            && !self.prose[start..].trim().is_empty()
        {
            let kept: Vec<usize> = self.kept.drain(..).filter_map(|at| at.checked_sub(start)).collect();
            if let Some(joined) = joined(&self.prose[start..], &kept, self.breaks) {
                self.prose.replace_range(start.., &joined);
            }
            if let Some(text) = without_tags(&self.prose[start..]) {
                self.prose.replace_range(start.., &text);
                if !text.contains(char::is_alphanumeric) {
                    return;
                }
            }
            self.blocks.push(Block { kind, span: Span::new(start, self.prose.len()), position });
        }
    }

    /// Adds source text unchanged.
    pub(super) fn same(&mut self, text: &str, source: usize, input: u16) {
        self.map.same(self.prose.len(), source, text.len(), input);
        self.prose.push_str(text);
    }

    /// Adds text that replaces other source bytes; a line break is a hard one.
    pub(super) fn swapped(&mut self, text: &str, source: std::ops::Range<usize>, input: u16) {
        if text == "\n" {
            self.kept.push(self.prose.len());
        }
        self.put(text, source, input);
    }

    /// Adds a line break that may only wrap a line.
    pub(super) fn wrap(&mut self, source: std::ops::Range<usize>, input: u16) {
        self.put("\n", source, input);
    }

    fn put(&mut self, text: &str, source: std::ops::Range<usize>, input: u16) {
        let start = self.prose.len();
        self.prose.push_str(text);
        self.map.swapped(Span::new(start, self.prose.len()), Span::new(source.start, source.end), input);
    }

    /// Adds a whole block of unchanged text.
    pub(super) fn block(&mut self, kind: BlockKind, text: &str, source: usize, input: u16) -> Span<Prose> {
        self.open(kind);
        let start = self.prose.len();
        self.same(text, source, input);
        let span = Span::new(start, self.prose.len());
        self.close();
        span
    }

    /// Finds marks that are written as comments of another format.
    fn text_marks(&mut self) {
        if memchr::memmem::find(self.prose.as_bytes(), b"lint").is_none() {
            return;
        }
        for block in &self.blocks {
            let text = block.span.of(&self.prose);
            let mut starts = after_signs(text);
            // The sign of a comment is that of a heading in Markdown.
            let is_heading = block.kind == BlockKind::Heading;
            if is_heading && opening(text).is_some_and(|opening| !text[opening.len..].trim().is_empty()) {
                starts.push(0);
            }
            for start in starts {
                let end = text[start..].find('\n').map_or(text.len(), |end| start + end);
                let first = block.span.start as usize;
                let (input, source) = self.map.to_source(Span::new(first + start, first + end));
                self.marks.extend(ignore::text_mark(&text[start..end], input as u16, source.range()));
            }
        }
    }

    pub(super) fn finish(mut self) -> Document {
        self.close();
        self.text_marks();
        let place = |block: &Block| {
            let (input, span) = self.map.to_source(block.span);
            Place { input: Arc::clone(&self.inputs[input]), span }
        };
        let unclosed = |(input, range, what): &(u16, std::ops::Range<usize>, Unclosed)| {
            let input = Arc::clone(&self.inputs[usize::from(*input)]);
            let (code, name) = match what {
                Unclosed::Comment => ("unclosed-comment", "comment"),
                Unclosed::Code => ("unclosed-code", "block of code"),
            };
            let end = match what {
                Unclosed::Comment => "`-->`".to_owned(),
                Unclosed::Code => format!("another {}", &input.text[range.clone()]),
            };
            let place = Place { input, span: Span::new(range.start, range.end) };
            let fault = Fault::at(code, place, format!("this {name} never ends, so the text after it is not read"));
            fault.note(format!("close it with {end}")).warning()
        };
        let faults = self.unclosed.iter().map(unclosed).collect();
        let ignores = ignore::settle(&self.marks, &self.inputs, &self.blocks, place);
        Document {
            inputs: self.inputs,
            prose: self.prose.into(),
            map: self.map,
            blocks: self.blocks,
            lists: self.positions.lists,
            tables: self.positions.tables,
            days: Vec::new(),
            language: None,
            narrative: false,
            ignores,
            faults,
        }
    }
}
