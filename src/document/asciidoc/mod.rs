//! A light reader for `AsciiDoc`: headings, paragraphs, items, quotes, cells and captions; listings, literals,
//! passthroughs, block macros and comments are left out.

mod inline;

use std::sync::Arc;

use super::builder::Builder;
use super::front_matter::{FrontMatter, leading_day};
use super::lines::{Line, Writer, lines};

use super::{BlockKind, DayFrom, Document, GivenDay};
use crate::text::{Input, Place, Span};

pub(super) fn read(input: &Arc<Input>, front: FrontMatter) -> Document {
    let mut builder = Builder::new(vec![Arc::clone(input)]);
    front.add_title(&mut builder);
    let lines = lines(&input.text, front.body);
    let writer = Writer { text: &input.text, builder, find: inline::find, references: true, notes: Vec::new() };
    let mut walk = Walk {
        lines: &lines,
        at: 0,
        writer,
        quote: None,
        attributes: String::new(),
        table: None,
        body: false,
        day: None,
        language: None,
    };
    walk.run();
    let Walk { mut writer, day, language, .. } = walk;
    for (start, end) in std::mem::take(&mut writer.notes) {
        writer.builder.open(BlockKind::Paragraph);
        writer.add(start, end);
    }
    let mut document = writer.builder.finish();
    if let Some((day, start, end)) = day {
        let place = Place { input: Arc::clone(input), span: Span::new(start, end) };
        document.days.push(GivenDay { day, from: DayFrom::FrontMatter, place: Some(place) });
    }
    front.finish(&mut document);
    document.language = document.language.or(language);
    document
}

struct Walk<'a> {
    lines: &'a [Line<'a>],
    at: usize,
    writer: Writer<'a>,
    /// The delimiter of the quotation that is open.
    quote: Option<&'a str>,
    /// The attribute line above the next block, lower case.
    attributes: String,
    /// The delimiter of the table that is open.
    table: Option<&'a str>,
    /// Whether the header is over.
    body: bool,
    day: Option<(crate::time::Day, usize, usize)>,
    language: Option<String>,
}

impl<'a> Walk<'a> {
    fn run(&mut self) {
        while let Some(&line) = self.lines.get(self.at) {
            self.at += 1;
            if line.is_blank() {
                self.body |= self.at > 1;
                self.attributes.clear();
            } else if !self.comment(line) && !self.delimited(line) && !self.header(line) {
                self.body |= !line.text.starts_with("= ");
                if self.table.is_some() { self.cells(line) } else { self.block(line) }
            }
        }
    }

    /// `// text` and `////` blocks.
    fn comment(&mut self, line: Line<'a>) -> bool {
        let Some(inner) = line.text.strip_prefix("//") else { return false };
        if is_delimiter(line.text, '/') {
            let end = self.skip_to(line.text);
            let inner = &self.writer.text[line.end()..end];
            self.writer.builder.comment(inner, line.end(), line.start..end, 0);
            return true;
        }
        if inner.starts_with('/') {
            return false;
        }
        self.writer.builder.comment(inner, line.start + 2, line.start..line.end(), 0);
        true
    }

    /// Skips the lines up to a delimiter. Returns the end of the block.
    fn skip_to(&mut self, delimiter: &str) -> usize {
        while let Some(line) = self.lines.get(self.at) {
            self.at += 1;
            if line.text == delimiter {
                return line.end();
            }
        }
        self.writer.text.len()
    }

    /// Blocks between two lines of the same marks.
    fn delimited(&mut self, line: Line<'a>) -> bool {
        let text = line.text;
        let code = ['-', '.', '+'].iter().any(|&mark| is_delimiter(text, mark)) || text.starts_with("```");
        if code {
            self.skip_to(if text.starts_with("```") { "```" } else { text });
            self.attributes.clear();
            return true;
        }
        if is_delimiter(text, '_') {
            self.quote = if self.quote.is_some() { None } else { Some(text) };
            return true;
        }
        if matches!(text, "|===" | ",===" | ":===" | "!===") {
            self.table = if self.table.take().is_some() {
                self.writer.builder.end_table();
                None
            } else {
                self.writer.builder.table();
                Some(text)
            };
            return true;
        }
        if is_delimiter(text, '*') || is_delimiter(text, '=') || text == "--" {
            // Sidebars, examples and open blocks contain ordinary blocks; the attributes show if one is a quotation or a listing.
            if text == "--" && self.is_code() {
                self.skip_to(text);
            }
            return true;
        }
        matches!(text, "'''" | "---" | "***" | "<<<" | "- - -" | "* * *")
    }

    /// `:name: value`, and the lines below the title.
    fn header(&mut self, line: Line<'a>) -> bool {
        if let Some(rest) = line.text.strip_prefix(':')
            && let Some((name, value)) = rest.split_once(':')
            && !name.is_empty()
            && !name.contains(' ')
        {
            let value_at = line.end() - value.trim_start().len();
            match name {
                "revdate" | "date" | "docdate" => self.date(value_at, line.end()),
                "lang" => self.language = Some(value.trim().to_ascii_lowercase()),
                _ => {}
            }
            return true;
        }
        let below_title =
            !self.body && self.at >= 2 && self.lines[..self.at - 1].iter().any(|l| l.text.starts_with("= "));
        if below_title && !line.text.starts_with(['=', '[', '.', '|', '*']) {
            // The author, or "v1.0, 2025-09-23: a remark".
            let last = line.text.split(':').next().unwrap_or_default();
            let value = last.rsplit_once(", ").map_or(last, |(_, date)| date).trim();
            let at = line.start + line.text.find(value).unwrap_or(0);
            if leading_day(value).is_some() {
                self.date(at, at + value.len());
            }
            return true;
        }
        false
    }

    /// A day as it is written in ISO; any other way of writing is left to the readers of prose.
    fn date(&mut self, start: usize, end: usize) {
        let text = self.writer.text;
        match leading_day(&text[start..end]) {
            Some(day) => self.day = self.day.take().or(Some((day, start, end))),
            None => drop(self.writer.builder.block(BlockKind::Paragraph, &text[start..end], start, 0)),
        }
    }

    fn is_code(&self) -> bool {
        [
            "source",
            "listing",
            "literal",
            "stem",
            "latexmath",
            "asciimath",
            "pass",
            "%hardbreaks,source",
            "plantuml",
            "mermaid",
            "ditaa",
        ]
        .iter()
        .any(|name| self.attributes.starts_with(name))
    }

    fn kind(&self, otherwise: BlockKind) -> BlockKind {
        let quoted =
            self.quote.is_some() || self.attributes.starts_with("quote") || self.attributes.starts_with("verse");
        if quoted { BlockKind::Quote } else { otherwise }
    }

    fn block(&mut self, line: Line<'a>) {
        let text = line.text;
        if text.starts_with('[') && text.ends_with(']') {
            self.attributes = text.trim_start_matches('[').to_ascii_lowercase();
            return;
        }
        if is_block_macro(text) {
            return;
        }
        if let Some(title) = title(text) {
            self.writer.builder.open(self.kind(BlockKind::Heading));
            self.writer.add(line.end() - title.len(), line.end());
            self.writer.builder.close();
            return;
        }
        if let Some(next) = self.lines.get(self.at)
            && is_underline(text, next.text)
        {
            self.at += 1;
            self.writer.builder.open(BlockKind::Heading);
            self.writer.add(line.start, line.end());
            self.writer.builder.close();
            return;
        }
        if let Some(rest) = text.strip_prefix('.').filter(|rest| !rest.starts_with(['.', ' '])) {
            self.writer.builder.open(BlockKind::Caption);
            self.writer.add(line.end() - rest.len(), line.end());
            self.writer.builder.close();
            return;
        }
        if text == "+" {
            return;
        }
        if let Some(marker) = item(text) {
            let mark = text[leading(text)..].split_whitespace().next().unwrap_or_default();
            self.writer.builder.item(mark.len(), !mark.starts_with(['*', '-', '\u{2022}']));
            self.paragraph(line, marker, BlockKind::Item);
        } else if let Some(end) = term(text) {
            self.writer.builder.open(self.kind(BlockKind::Item));
            self.writer.add(line.start + leading(text), line.start + end.0);
            self.writer.builder.close();
            if end.1 < text.len() {
                self.paragraph(line, end.1, BlockKind::Item);
            }
        } else if text.starts_with([' ', '\t']) {
            // A literal paragraph.
            while self.lines.get(self.at).is_some_and(|next| !next.is_blank()) {
                self.at += 1;
            }
        } else {
            self.paragraph(line, 0, BlockKind::Paragraph);
        }
    }

    /// A paragraph whose prose begins at a byte of its first line.
    fn paragraph(&mut self, first: Line<'a>, skip: usize, kind: BlockKind) {
        let code = self.is_code();
        let kind = self.kind(kind);
        self.writer.builder.open(kind);
        let (mut start, mut end) = (first.start + skip, first.end());
        while let Some(&next) = self.lines.get(self.at) {
            let text = next.text;
            if next.is_blank() || self.ends_paragraph(text, kind) {
                break;
            }
            self.at += 1;
            if let Some(inner) = text.strip_prefix("//").filter(|rest| !rest.starts_with('/')) {
                self.put(code, start, end);
                self.writer.builder.comment(inner, next.start + 2, next.start..next.end(), 0);
                (start, end) = (next.end(), next.end());
                continue;
            }
            end = next.end();
        }
        self.put(code, start, end);
        self.writer.builder.close();
        self.attributes.clear();
    }

    fn put(&mut self, code: bool, start: usize, end: usize) {
        if !code {
            self.writer.add(start, end);
        }
    }

    fn ends_paragraph(&self, text: &str, kind: BlockKind) -> bool {
        let block = ['-', '.', '+', '_', '=', '*', '/'].iter().any(|&mark| is_delimiter(text, mark))
            || matches!(text, "+" | "--" | "|===")
            || text.starts_with("```")
            || text.starts_with('[') && text.ends_with(']') && !text.contains("](");
        block || kind == BlockKind::Item && (item(text).is_some() || term(text).is_some())
    }

    /// A row of a table: a cell after each bar.
    fn cells(&mut self, line: Line<'a>) {
        let mut starts: Vec<usize> = Vec::new();
        let bytes = line.text.as_bytes();
        for at in memchr::memchr_iter(b'|', bytes) {
            if at == 0 || bytes[at - 1] != b'\\' {
                starts.push(at);
            }
        }
        if starts.is_empty() {
            if self.writer.builder.is_open() {
                self.writer.add(line.start - 1, line.start);
            } else {
                self.writer.builder.open(BlockKind::Cell);
            }
            self.writer.add(line.start, line.end());
            return;
        }
        if line.text[..starts[0]].contains('+') {
            self.writer.builder.spans();
        }
        // A row is on one line, or its cells are on separate lines between blank lines.
        if starts.len() > 1
            || self.at < 2
            || self.lines[self.at - 2].is_blank()
            || self.lines[self.at - 2].text == "|==="
        {
            self.writer.builder.row();
        }
        for (number, &at) in starts.iter().enumerate() {
            let until = starts.get(number + 1).copied().unwrap_or(line.text.len());
            let cell = &line.text[at + 1..until];
            // "2+" and "a" before a bar say how the next cell is set.
            let set = cell.rsplit(' ').next().unwrap_or_default();
            let is_set = number + 1 < starts.len()
                && !set.is_empty()
                && set.len() <= 4
                && set.bytes().all(|b| b.is_ascii_digit() || b"+.*<^>aehlmds".contains(&b))
                && set.bytes().any(|b| !b.is_ascii_lowercase() || set.len() == 1);
            let cell = if is_set { &cell[..cell.len() - set.len()] } else { cell };
            let start = line.start + at + 1 + leading(cell);
            self.writer.builder.cell(false);
            if is_set && set.contains('+') {
                self.writer.builder.spans();
            }
            self.writer.builder.open(BlockKind::Cell);
            self.writer.add(start, start + cell.trim().len());
        }
    }
}

fn leading(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// Four or more of one mark.
fn is_delimiter(text: &str, mark: char) -> bool {
    text.len() >= 4 && text.chars().all(|c| c == mark)
}

/// `== Title`: the title.
fn title(text: &str) -> Option<&str> {
    let marks = text.bytes().take_while(|&b| b == b'=').count().max(text.bytes().take_while(|&b| b == b'#').count());
    let rest = text[marks..].strip_prefix(' ')?;
    ((1..=6).contains(&marks) && !rest.trim().is_empty()).then(|| rest.trim_start())
}

/// Returns `true` if the second line is the underline of the first.
fn is_underline(text: &str, next: &str) -> bool {
    let Some(mark) = next.chars().next().filter(|c| "=-~^+".contains(*c)) else { return false };
    let (width, length) = (text.chars().count(), next.chars().count());
    length >= 3
        && next.chars().all(|c| c == mark)
        && width.abs_diff(length) <= 1
        && text.chars().any(char::is_alphanumeric)
}

/// `image::x[]`, `include::x[]`, `ifdef::x[]`, `toc::[]`.
fn is_block_macro(text: &str) -> bool {
    let name = text.bytes().take_while(|b| b.is_ascii_lowercase() || *b == b'_').count();
    name > 0 && text[name..].starts_with("::") && text.ends_with(']') && !text[name + 2..].starts_with(' ')
}

/// Start of the prose of a list item.
fn item(text: &str) -> Option<usize> {
    let lead = leading(text);
    let rest = &text[lead..];
    let marker = match rest.chars().next()? {
        mark @ ('*' | '.' | '-' | '\u{2022}') => {
            let marks = rest.chars().take_while(|&c| c == mark).count() * mark.len_utf8();
            (mark != '-' || marks == mark.len_utf8()).then_some(marks)?
        }
        '<' => rest.find('>').filter(|&end| rest[1..end].bytes().all(|b| b.is_ascii_digit() || b == b'.'))? + 1,
        '0'..='9' => rest.bytes().take_while(u8::is_ascii_digit).count() + usize::from(rest.contains('.')),
        'a'..='z' | 'A'..='Z' if rest[1..].starts_with(['.', ')']) => 2,
        _ => return None,
    };
    let after = rest.get(marker..)?;
    let numbered = rest.starts_with(|c: char| c.is_ascii_digit());
    let dotted = !numbered || rest[..marker].ends_with('.');
    (after.starts_with([' ', '\t']) && dotted).then(|| lead + marker + leading(after))
}

/// `term:: text`: the end of the term, and the start of the text.
fn term(text: &str) -> Option<(usize, usize)> {
    let at = text.find("::").or_else(|| text.find(";;"))?;
    let marks = text[at..].bytes().take_while(|&b| b == b':' || b == b';').count();
    let after = &text[at + marks..];
    (at > 0 && (2..=4).contains(&marks) && (after.is_empty() || after.starts_with(' ')))
        .then(|| (at, at + marks + leading(after)))
}

#[cfg(test)]
mod tests;
