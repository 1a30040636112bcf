//! Markdown: headings, paragraphs, items, quotes and cells; code, HTML, link targets and front matter are not prose.

mod mdx;
mod own_words;
mod prepare;

use std::collections::VecDeque;
use std::ops::Range;

use prepare::Prepared;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::BlockKind;
use super::builder::Builder;
use super::markdown_comments::{Hidden, hidden};

/// Adds the blocks of a text from a byte on; `input` is the text's number.
pub(super) fn body(builder: &mut Builder, text: &str, from: usize, input: u16) {
    walk(builder, text, &prepare::prepare(&text[from..], &[]), from, input);
}

/// The same, of MDX.
pub(super) fn mdx_body(builder: &mut Builder, text: &str, from: usize, input: u16) {
    walk(builder, text, &mdx::prepare(&text[from..]), from, input);
}

fn walk(builder: &mut Builder, text: &str, prepared: &Prepared<'_>, from: usize, input: u16) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    let mut walk = Walk {
        builder,
        text,
        prepared,
        from,
        input,
        event: 0..0,
        quotes: Vec::new(),
        items: 0,
        numbered: Vec::new(),
        head: false,
        code: 0,
        unread: 0,
        year: None,
        begun: false,
        hidden: prepared.comments(from).unwrap_or_else(|| hidden(text, from)).into(),
    };
    for (event, range) in Parser::new_ext(&prepared.text, options).into_offset_iter() {
        let source = prepared.range(&range);
        walk.event = range;
        walk.take(event, source.start + from..source.end + from);
    }
    walk.comments_until(text.len());
}

struct Walk<'a> {
    builder: &'a mut Builder,
    text: &'a str,
    prepared: &'a Prepared<'a>,
    from: usize,
    input: u16,
    /// Bytes of the prepared text of the current event.
    event: Range<usize>,
    /// Of the block quotations that are open, whether they quote somebody.
    quotes: Vec<bool>,
    items: usize,
    /// Of the lists that are open, whether they are numbered.
    numbered: Vec<bool>,
    /// Whether the row of a table is its head.
    head: bool,
    code: usize,
    /// Pictures and struck text: not read.
    unread: usize,
    /// The marker of an item that is a year, "2019.": to Markdown a number, to readers the head of an entry.
    year: Option<Range<usize>>,
    /// Whether there was a block that is no heading.
    begun: bool,
    /// Comments besides those of HTML that are still to come.
    hidden: VecDeque<Hidden>,
}

/// The bytes of a marker "2019. " at the start of an item, which is a year rather than an item number.
fn year_marker(item: &str) -> Option<usize> {
    let digits = item.bytes().take_while(u8::is_ascii_digit).count();
    let rest = item[digits..].strip_prefix('.')?;
    let text = rest.trim_start_matches(' ');
    (digits == 4 && rest.len() > text.len()).then_some(item.len() - text.len())
}

/// Longest title, in bytes.
const TITLE: usize = 160;

/// Returns `true` for one line that is bold as a whole and ends with no point or colon: a title, before the text.
fn is_title(paragraph: &str) -> bool {
    let text = paragraph.trim();
    let inside = ["**", "__"]
        .iter()
        .find_map(|mark| text.strip_prefix(mark)?.strip_suffix(mark).filter(|rest| !rest.contains(mark)));
    inside.is_some_and(|text| text.len() <= TITLE && !text.contains('\n') && !text.ends_with(['.', ':', ',', ';']))
}

/// The length of the fence of a block of code that goes on to the end of the text without another fence, and has lines.
fn open_fence(text: &str, range: &Range<usize>) -> Option<usize> {
    let block = text.get(range.clone()).filter(|_| text.get(range.end..).is_some_and(|rest| rest.trim().is_empty()))?;
    let sign = block.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
    let length = block.len() - block.trim_start_matches(sign).len();
    let last = block.lines().skip(1).filter(|line| !line.trim().is_empty()).last()?;
    let last = last.trim_matches(|c: char| c.is_whitespace() || c == '>');
    let is_fence = last.len() >= length && last.chars().all(|c| c == sign);
    (!is_fence).then_some(length)
}

impl Walk<'_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        self.comments_until(range.start);
        if !matches!(event, Event::Start(_) | Event::End(_)) && self.is_hidden(&range) {
            return;
        }
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.code == 0 && self.unread == 0 => self.text(&text, range),
            Event::SoftBreak if self.builder.is_open() => self.builder.wrap(range, self.input),
            Event::HardBreak => self.hard_break(range),
            // A placeholder replaces code, so that the words around it are not joined.
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => self.add("\u{fffc}", range),
            Event::InlineHtml(html) => self.inline_html(&html, range),
            Event::Html(html) if html.starts_with("<br") => self.hard_break(range),
            Event::Html(_)
            | Event::Text(_)
            | Event::SoftBreak
            | Event::FootnoteReference(_)
            | Event::Rule
            | Event::TaskListMarker(_) => {}
        }
    }

    fn kind(&self, otherwise: BlockKind) -> BlockKind {
        if self.quotes.contains(&true) {
            BlockKind::Quote
        } else if self.items > 0 && otherwise == BlockKind::Paragraph {
            BlockKind::Item
        } else {
            otherwise
        }
    }

    /// Hands over the comments before a byte of the source.
    fn comments_until(&mut self, at: usize) {
        while let Some(hidden) = self.hidden.front().filter(|hidden| hidden.range.end <= at).cloned() {
            self.comment(&hidden);
            self.hidden.pop_front();
        }
    }

    fn comment(&mut self, hidden: &Hidden) {
        self.builder.comment(&self.text[hidden.inner.clone()], hidden.inner.start, hidden.range.clone(), self.input);
    }

    /// Returns `true` if bytes of the source are inside a comment that began before.
    fn is_hidden(&self, range: &Range<usize>) -> bool {
        let comment = self.hidden.front().filter(|hidden| !hidden.is_definition);
        comment.is_some_and(|hidden| hidden.range.start < range.start && range.end <= hidden.range.end)
    }

    /// Adds text without the comments in it.
    fn text(&mut self, text: &str, range: Range<usize>) {
        // Where syntax was taken out, the bytes differ from the source and their number does not.
        let piece = |from: usize, until: usize| text.get(from - range.start..until - range.start);
        let mut from = range.start;
        while let Some(hidden) = self.hidden.front().cloned() {
            let overlaps = hidden.range.start < range.end && from < hidden.range.end;
            if hidden.is_definition || !overlaps || text.len() != range.len() {
                break;
            }
            if from < hidden.range.start {
                self.add(piece(from, hidden.range.start).unwrap_or_default(), from..hidden.range.start);
            }
            from = hidden.range.end;
            if from > range.end {
                // The rest of it comes with the next events.
                return;
            }
            self.comment(&hidden);
            self.hidden.pop_front();
        }
        if from == range.start {
            self.add(text, range);
        } else if from < range.end {
            self.add(piece(from, range.end).unwrap_or_default(), from..range.end);
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        // What looks like a comment there is code or text.
        let is_text = matches!(tag, Tag::CodeBlock(_) | Tag::HtmlBlock);
        if is_text || matches!(tag, Tag::Paragraph | Tag::Heading { .. } | Tag::TableCell) {
            let inside = self.hidden.partition_point(|hidden| hidden.range.start < range.end);
            let found: Vec<Hidden> = self.hidden.drain(..inside).collect();
            let stays = |hidden: &Hidden| hidden.range.start < range.start || !is_text && !hidden.is_definition;
            found.into_iter().rev().filter(stays).for_each(|hidden| self.hidden.push_front(hidden));
        }
        match tag {
            Tag::Heading { .. } => self.builder.open(self.kind(BlockKind::Heading)),
            Tag::Paragraph => {
                let title = !self.begun && self.text.get(range.clone()).is_some_and(is_title);
                self.begun |= !title;
                self.builder.open(self.kind(if title { BlockKind::Heading } else { BlockKind::Paragraph }));
            }
            Tag::List(number) => self.numbered.push(number.is_some()),
            Tag::Item => {
                self.begun = true;
                self.builder.item(self.items, self.numbered.last() == Some(&true));
                self.items += 1;
                self.builder.open(self.kind(BlockKind::Item));
                let marker = self.text.get(range.clone()).and_then(year_marker);
                self.year = marker.map(|length| range.start..range.start + length);
            }
            Tag::Table(_) => {
                self.begun = true;
                self.builder.table();
            }
            Tag::TableHead | Tag::TableRow => {
                self.head = matches!(tag, Tag::TableHead);
                self.builder.row();
            }
            Tag::TableCell => {
                self.builder.cell(self.head);
                self.builder.open(self.kind(BlockKind::Cell));
            }
            // "[!NOTE]": the draft's own words, set off.
            Tag::BlockQuote(Some(_)) => self.builder.close(),
            Tag::BlockQuote(None) => {
                self.builder.close();
                self.quotes.push(!own_words::is_own(self.text.get(range).unwrap_or_default()));
            }
            Tag::CodeBlock(kind) => {
                self.code += 1;
                if matches!(kind, CodeBlockKind::Fenced(_))
                    && let Some(fence) = open_fence(self.text, &range)
                {
                    self.builder.unclosed_code(range.start..range.start + fence, self.input);
                }
            }
            Tag::Image { .. } | Tag::Strikethrough => self.unread += 1,
            // Its lines come one by one; a comment may run over many.
            Tag::HtmlBlock => {
                self.builder.close();
                let source = self.text.get(range.clone()).unwrap_or_default();
                self.builder.html_comments(source, range.start, self.input);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::TableCell | TagEnd::BlockQuote(Some(_)) => {
                self.builder.close();
            }
            TagEnd::List(_) => drop(self.numbered.pop()),
            TagEnd::Table => self.builder.end_table(),
            TagEnd::Item => {
                self.items = self.items.saturating_sub(1);
                self.builder.close();
            }
            TagEnd::BlockQuote(None) => {
                self.builder.close();
                self.quotes.pop();
            }
            TagEnd::CodeBlock => self.code = self.code.saturating_sub(1),
            TagEnd::Image | TagEnd::Strikethrough => self.unread = self.unread.saturating_sub(1),
            _ => {}
        }
    }

    fn inline_html(&mut self, html: &str, range: Range<usize>) {
        let source = self.text.get(range.clone()).unwrap_or(html);
        self.builder.html_comments(source, range.start, self.input);
        if html.starts_with("<br") {
            self.hard_break(range);
        }
    }

    fn hard_break(&mut self, range: Range<usize>) {
        if self.builder.is_open() {
            self.builder.swapped("\n", range, self.input);
        }
    }

    fn add(&mut self, text: &str, range: Range<usize>) {
        debug_assert!(range.start >= self.from);
        if !self.builder.is_open() {
            self.builder.open(self.kind(BlockKind::Paragraph));
        }
        if let Some(year) = self.year.take() {
            self.builder.same(&self.text[year.clone()], year.start, self.input);
        }
        let written = self.prepared.text.get(self.event.clone()).is_some_and(|event| event.contains(text));
        if range.len() == text.len() && (written || self.text.get(range.clone()) == Some(text)) {
            self.builder.same(text, range.start, self.input);
        } else {
            self.builder.swapped(text, range, self.input);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Format, read};
    use crate::text::Input;

    fn document(text: &str) -> Document {
        read(Format::Markdown, &Input::file("a.md", text))
    }

    #[test]
    fn blocks_and_what_is_no_prose() {
        let text = "# One *two*\n\nPara `code` [link](http://x/y \"t\")\nnext ~~gone~~.\n\n> quoted\n\n- item\n  more\n- **bo**ld\n\n| a | b |\n|---|---|\n| c | d |\n\n```\ncode\n```\n\n<div>html</div>\n\n![alt](x.png)\n";
        let d = document(text);
        let found: Vec<(BlockKind, &str)> = d.blocks.iter().map(|b| (b.kind, d.text(b.span))).collect();
        assert_eq!(
            found,
            [
                (BlockKind::Heading, "One two"),
                (BlockKind::Paragraph, "Para \u{fffc} link next ."),
                (BlockKind::Quote, "quoted"),
                (BlockKind::Item, "item more"),
                (BlockKind::Item, "bold"),
                (BlockKind::Cell, "a"),
                (BlockKind::Cell, "b"),
                (BlockKind::Cell, "c"),
                (BlockKind::Cell, "d"),
            ]
        );
    }

    #[test]
    fn an_alert_is_no_quotation() {
        let d = document("> [!WARNING]\n> It is old.\n\n> Quoted.\n");
        let found: Vec<_> = d.blocks.iter().map(|block| (block.kind, d.text(block.span))).collect();
        assert_eq!(found, [(BlockKind::Paragraph, "It is old."), (BlockKind::Quote, "Quoted.")]);
    }

    #[test]
    fn notes_and_admonitions_are_the_authors_own_words() {
        let kinds = |text: &str| {
            let d = document(text);
            d.blocks.iter().map(|block| (block.kind, d.text(block.span).trim().to_owned())).collect::<Vec<_>>()
        };
        let own = vec![(BlockKind::Paragraph, "It is old.".to_owned())];
        for text in [
            "> [!INFO]\n> It is old.\n",
            "> [!tip]-\n> It is old.\n",
            ":::note\nIt is old.\n:::\n",
            ":::tip[Title]\n\nIt is old.\n\n:::\n",
            "::: {.callout-note}\nIt is old.\n:::\n",
            ":::{note}\n:class: wide\nIt is old.\n:::\n",
            "::::{warning}\n:::{code-block} python\nx = 1\n:::\nIt is old.\n::::\n",
            "```{note}\n:name: x\nIt is old.\n```\n",
            "````{admonition} A title\n```python\nx = 1\n```\nIt is old.\n````\n",
            "!!! note \"Title\"\n\n    It is old.\n",
            "??? tip\n    It is old.\n",
        ] {
            assert_eq!(kinds(text), own, "{text}");
        }
        let quoted = vec![(BlockKind::Quote, "It is old.".to_owned())];
        for text in ["> It is old.\n", "> [!quote]\n> It is old.\n", ":::note\n> It is old.\n:::\n"] {
            assert_eq!(kinds(text), quoted, "{text}");
        }
        assert_eq!(kinds("> **Note:** It is old.\n\n> It is.\n")[0], (BlockKind::Paragraph, "Note: It is old.".into()));
        for text in ["```{code-block} python\nx = 1\n```\n", ":::{math}\nx\n:::\n", "```{r}\nx\n```\n"] {
            assert!(kinds(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn tags_of_templates_are_no_prose() {
        let d = document(
            "{{< figure src=\"x\" alt=\"Anna Holt\" >}}\n\n{% include x.html %}\n\nSee [x]({% link x %}) and {{ y }}.\n",
        );
        let found: Vec<&str> = d.blocks.iter().map(|block| d.text(block.span)).collect();
        assert_eq!(found, ["See [x](\u{fffc}         ) and \u{fffc}    ."]);
    }

    #[test]
    fn a_year_before_an_item_is_read() {
        let d = document("- 2019. The bridge falls.\n- 12. Not a year.\n\nText.\n\n2020. *It* opens.\n\n2021.\n");
        let found: Vec<&str> = d.blocks.iter().map(|block| d.text(block.span)).collect();
        assert_eq!(found, ["2019. The bridge falls.", "Not a year.", "Text.", "2020. It opens."]);
    }

    #[test]
    fn entities_and_emphasis_map_back_to_all_their_bytes() {
        let text = "\u{feff}AT&amp;T met Joe **Bi**den.\r\nZo\u{eb} \u{1f600} too.";
        let d = document(text);
        let at = d.prose.find("AT&T").expect("it is read");
        let place = d.place(crate::text::Span::new(at, at + 4));
        assert_eq!(place.text(), "AT&amp;T");
        let at = d.prose.find("Biden").expect("it is read");
        assert_eq!(d.place(crate::text::Span::new(at, at + 5)).text(), "Bi**den");
        let at = d.prose.find("too").expect("it is read");
        assert_eq!(d.place(crate::text::Span::new(at, at + 3)).text(), "too");
    }
}
