//! HTML: headings, paragraphs, items, cells, quotes and captions; scripts, styles, navigation, forms and code are left out.

mod dates;
mod elements;

use std::ops::Range;
use std::sync::Arc;

use html5gum::emitters::default::{DefaultEmitter, StartTag};
use html5gum::{Span as Bytes, Token, Tokenizer};

use super::builder::Builder;
use super::entities::{self, Stretch};
use super::front_matter::FrontMatter;
use super::{BlockKind, Document};
use crate::findings::Fault;
use crate::text::{Input, Place, Span};
use dates::Dates;
use elements::{ElementRole, Kind, is_void, role};

/// Deepest nesting of lists, tables, quotations and their parts.
const NESTING: usize = 256;

pub(super) fn read(input: &Arc<Input>, front: FrontMatter) -> Document {
    let mut builder = Builder::new(vec![Arc::clone(input)]);
    front.add_title(&mut builder);
    let mut walk = Walk::new(&mut builder, &input.text, front.body);
    walk.run();
    let Walk { dates, language, too_deep, .. } = walk;
    let mut document = builder.finish();
    document.days.extend(dates.finish(input));
    front.finish(&mut document);
    document.language = document.language.or(language);
    if let Some(range) = too_deep {
        let place = Place { input: Arc::clone(input), span: Span::new(range.start, range.end) };
        let message = format!("is nested more than {NESTING} levels deep; deeper elements are read as text");
        document.faults.push(Fault::at("nesting-too-deep", place, message));
    }
    document
}

/// An open element that determines the kind of its text, or contains such elements.
struct Open {
    name: Vec<u8>,
    kind: Option<Kind>,
}

struct Walk<'a> {
    builder: &'a mut Builder,
    text: &'a str,
    base: usize,
    dates: Dates,
    language: Option<String>,
    open: Vec<Open>,
    /// How many elements of each kind are open, in the order of [`Kind`].
    depth: [usize; 5],
    /// The element that is being left out, and how many of its name are open.
    out: Option<(Vec<u8>, usize)>,
    /// Whether only text inside `main` or `article` counts, and how many of these are open.
    matter: Option<usize>,
    in_json_ld: bool,
    in_title: bool,
    title_is_prose: bool,
    paragraphs: usize,
    too_deep: Option<Range<usize>>,
}

impl<'a> Walk<'a> {
    fn new(builder: &'a mut Builder, text: &'a str, base: usize) -> Self {
        let page = text[base..].to_ascii_lowercase();
        let count = |tag: &str| memchr::memmem::find_iter(page.as_bytes(), tag.as_bytes()).take(2).count();
        // A page with a single main element has headlines of other pages around it. Several articles are a list of them.
        let matter = (count("<main") == 1 || count("<article") == 1).then_some(0);
        Self {
            builder,
            text,
            base,
            dates: Dates::default(),
            language: None,
            open: Vec::new(),
            depth: [0; 5],
            out: None,
            matter,
            in_json_ld: false,
            in_title: false,
            title_is_prose: count("<h1") == 0,
            paragraphs: 0,
            too_deep: None,
        }
    }

    fn run(&mut self) {
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        let text = &self.text[self.base..];
        for token in Tokenizer::new_with_emitter(text, emitter).flatten() {
            match token {
                Token::StartTag(tag) => self.start(&tag),
                Token::EndTag(tag) => self.end(&tag.name, self.range(tag.span)),
                Token::String(string) => self.string(&string.value, self.range(string.span)),
                Token::Comment(comment) => {
                    let range = self.range(comment.span);
                    let text = self.text.get(range.clone()).unwrap_or_default();
                    self.builder.html_comments(text, range.start, 0);
                }
                Token::Doctype(_) | Token::Error(_) => {}
            }
        }
    }

    fn range(&self, span: Bytes) -> Range<usize> {
        let start = (self.base + span.start).min(self.text.len());
        start..(self.base + span.end).clamp(start, self.text.len())
    }

    fn start(&mut self, tag: &StartTag<usize>) {
        let (name, range) = (&**tag.name, self.range(tag.span));
        if let Some((out, depth)) = &mut self.out {
            *depth += usize::from(out.as_slice() == name);
            return;
        }
        self.attributes(tag, range.clone());
        let role = role(name);
        if !is_void(name) && !tag.self_closing && (role == ElementRole::Out || is_hidden(tag)) {
            self.leave_out(tag);
            return;
        }
        match role {
            ElementRole::Out | ElementRole::Inline => {}
            ElementRole::Block => {
                self.break_block(name == b"p");
                self.position(name, tag);
            }
            ElementRole::Matter => {
                self.break_block(false);
                self.matter = self.matter.map(|open| open + 1);
            }
            ElementRole::Holder => {
                self.break_block(false);
                self.position(name, tag);
                self.push(name, None, range);
            }
            ElementRole::Kind(kind) => {
                self.break_block(false);
                self.close_open(kind);
                self.position(name, tag);
                self.push(name, Some(kind), range);
            }
            ElementRole::Object => {
                self.put("\u{fffc}", range);
                self.out = Some((name.to_vec(), 1));
            }
            ElementRole::Break => self.put("\n", range),
            ElementRole::Quotation => self.put("\u{201c}", range),
        }
    }

    fn leave_out(&mut self, tag: &StartTag<usize>) {
        let name = &**tag.name;
        if !matches!(name, b"del" | b"s" | b"strike" | b"rt" | b"rp") && role(name) != ElementRole::Inline {
            self.builder.close();
        }
        let is_json = |value: &[u8]| value.trim_ascii().eq_ignore_ascii_case(b"application/ld+json");
        self.in_json_ld = name == b"script" && attribute(tag, b"type").is_some_and(is_json);
        self.in_title = name == b"title";
        self.out = Some((name.to_vec(), 1));
    }

    /// Reads attributes for days and the language.
    fn attributes(&mut self, tag: &StartTag<usize>, range: Range<usize>) {
        let name = &**tag.name;
        if name == b"html" {
            let language = attribute(tag, b"lang").and_then(|value| std::str::from_utf8(value).ok());
            self.language = language.filter(|value| !value.is_empty()).map(str::to_ascii_lowercase);
        }
        let key = attribute(tag, b"itemprop");
        if name == b"meta" {
            let key = attribute(tag, b"property").or(attribute(tag, b"name")).or(key);
            if let (Some(key), Some(value)) = (key, attribute(tag, b"content")) {
                self.dates.named(key, value, self.text, range);
            }
        } else if name == b"time"
            && self.matter != Some(0)
            && let Some(value) = attribute(tag, b"datetime")
        {
            if key.is_some() {
                self.dates.named(key.unwrap_or_default(), value, self.text, range);
            } else if attribute(tag, b"pubdate").is_some() {
                self.dates.named(b"datepublished", value, self.text, range);
            } else if self.paragraphs == 0 && self.open.is_empty() {
                self.dates.time(value, self.text, range);
            }
        }
    }

    fn end(&mut self, name: &[u8], range: Range<usize>) {
        if let Some((out, depth)) = &mut self.out {
            if out.as_slice() == name {
                *depth -= 1;
                if *depth == 0 {
                    (self.out, self.in_json_ld, self.in_title) = (None, false, false);
                }
            }
            return;
        }
        match role(name) {
            ElementRole::Block => self.break_block(false),
            ElementRole::Matter => {
                self.break_block(false);
                self.matter = self.matter.map(|open| open.saturating_sub(1));
            }
            ElementRole::Holder | ElementRole::Kind(_) => {
                self.break_block(false);
                if let Some(at) = self.open.iter().rposition(|open| open.name == name) {
                    if name == b"table" {
                        self.builder.end_table();
                    }
                    self.pop_to(at);
                }
            }
            ElementRole::Quotation => self.put("\u{201d}", range),
            ElementRole::Break => self.put("\n", range),
            ElementRole::Out | ElementRole::Object | ElementRole::Inline => {}
        }
    }

    /// Sets the position of a starting element in a list or table.
    fn position(&mut self, name: &[u8], tag: &StartTag<usize>) {
        match name {
            b"table" => self.builder.table(),
            b"tr" => self.builder.row(),
            b"td" | b"th" => {
                self.builder.cell(name == b"th");
                let spans = |name| attribute(tag, name).is_some_and(|value| value != b"1");
                if spans(b"colspan") || spans(b"rowspan") {
                    self.builder.spans();
                }
            }
            b"li" => {
                let list = self.open.iter().rev().find(|open| open.kind.is_none());
                self.builder.item(self.depth[Kind::Item as usize], list.is_some_and(|list| list.name == b"ol"));
            }
            _ => {}
        }
    }

    fn push(&mut self, name: &[u8], kind: Option<Kind>, range: Range<usize>) {
        if self.open.len() >= NESTING {
            self.too_deep.get_or_insert(range);
            return;
        }
        if let Some(kind) = kind {
            self.depth[kind as usize] += 1;
        }
        self.open.push(Open { name: name.to_vec(), kind });
    }

    fn pop_to(&mut self, at: usize) {
        for open in self.open.drain(at..) {
            if let Some(kind) = open.kind {
                self.depth[kind as usize] -= 1;
            }
        }
    }

    /// Ends an item, cell or heading that the page leaves open before the next.
    fn close_open(&mut self, kind: Kind) {
        if matches!(kind, Kind::Quote | Kind::Caption) {
            return;
        }
        let last = self.open.iter().rposition(|open| open.kind.is_none() || open.kind == Some(kind));
        if let Some(at) = last.filter(|&at| self.open[at].kind.is_some()) {
            self.pop_to(at);
        }
    }

    fn break_block(&mut self, paragraph: bool) {
        self.builder.close();
        if paragraph && let Some(at) = self.open.iter().rposition(|open| open.kind == Some(Kind::Heading)) {
            self.pop_to(at);
        }
    }

    fn kind(&self) -> BlockKind {
        let is = |kind: Kind| self.depth[kind as usize] > 0;
        match () {
            () if is(Kind::Quote) => BlockKind::Quote,
            () if is(Kind::Heading) => BlockKind::Heading,
            () if is(Kind::Caption) => BlockKind::Caption,
            () if is(Kind::Cell) => BlockKind::Cell,
            () if is(Kind::Item) => BlockKind::Item,
            () => BlockKind::Paragraph,
        }
    }

    fn string(&mut self, value: &[u8], range: Range<usize>) {
        if self.in_json_ld {
            self.dates.json_ld(&String::from_utf8_lossy(value), range.start);
            return;
        }
        let title = self.in_title && self.title_is_prose;
        if !title && (self.out.is_some() || !self.is_matter()) {
            return;
        }
        let text = self.text;
        let Some(written) = text.get(range.clone()) else { return };
        if title {
            self.builder.open(BlockKind::Heading);
        }
        entities::each(written, |stretch| match stretch {
            Stretch::Same(text, at) => self.words(text, range.start + at),
            Stretch::Read(read, at, end) => self.swap(read, range.start + at..range.start + end),
        });
        if title {
            self.builder.close();
        }
    }

    /// Returns `true` if text counts here; a headline counts everywhere.
    fn is_matter(&self) -> bool {
        self.matter != Some(0) || self.open.iter().any(|open| open.name == b"h1")
    }

    /// Adds text with every run of white space made one space.
    fn words(&mut self, text: &str, source: usize) {
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let word = rest.bytes().position(|b| b.is_ascii_whitespace()).unwrap_or(rest.len());
            let space = rest[word..].bytes().take_while(u8::is_ascii_whitespace).count();
            let single = space == 1 && rest.as_bytes()[word] == b' ';
            let same = word + usize::from(single);
            if word > 0 || self.builder.is_open() && !self.builder.ends_with_space() {
                self.open_block();
                if word > 0 || single {
                    self.builder.same(&rest[..same], source + at, 0);
                }
                if space > 0 && !single {
                    self.builder.swapped(" ", source + at + word..source + at + word + space, 0);
                }
            }
            at += word + space;
        }
    }

    fn put(&mut self, text: &str, range: Range<usize>) {
        if self.out.is_none() && self.is_matter() {
            self.swap(text, range);
        }
    }

    /// Adds text that replaces other bytes, regardless of context.
    fn swap(&mut self, text: &str, range: Range<usize>) {
        if self.builder.is_open() || !text.trim().is_empty() {
            self.open_block();
            self.builder.swapped(text, range, 0);
        }
    }

    fn open_block(&mut self) {
        if !self.builder.is_open() {
            let kind = self.kind();
            self.paragraphs += usize::from(kind == BlockKind::Paragraph && self.depth == [0; 5]);
            self.builder.open(kind);
        }
    }
}

fn attribute<'t>(tag: &'t StartTag<usize>, name: &[u8]) -> Option<&'t [u8]> {
    tag.attributes.get(name).map(|value| value.as_slice())
}

/// Returns `true` if an element is hidden, or is a footnote reference or backlink.
fn is_hidden(tag: &StartTag<usize>) -> bool {
    let has = |name: &[u8], fits: &dyn Fn(&str) -> bool| {
        attribute(tag, name).is_some_and(|value| {
            let value = String::from_utf8_lossy(value).to_ascii_lowercase();
            value.split_ascii_whitespace().any(fits)
        })
    };
    let of_note = |class: &str| class.contains("footnote") || class.contains("noteref") || class == "reference";
    let styled = attribute(tag, b"style").is_some_and(|style| {
        let style: Vec<u8> = style.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
        memchr::memmem::find(&style.to_ascii_lowercase(), b"display:none").is_some()
    });
    let note = matches!(&**tag.name, b"a" | b"sup")
        && (has(b"role", &|role| matches!(role, "doc-noteref" | "doc-backlink")) || has(b"class", &of_note));
    attribute(tag, b"hidden").is_some() || styled || note
}

#[cfg(test)]
mod tests;
