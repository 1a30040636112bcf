//! Ignore comments to write into a draft: the comment syntax of its format, and the places for a comment on a block.

use std::sync::Arc;

use super::{Block, BlockKind, Document, Format};
use crate::findings::Edit;
use crate::text::{Place, Span};

/// A comment of a format; `None` if its files are not edited.
fn comment(format: Format, text: &str) -> Option<String> {
    // Nothing in a reason may end the comment.
    let text = text.replace("--", "\u{2013}").replace("*/", "* /");
    match format {
        Format::Mdx => Some(format!("{{/* {text} */}}")),
        Format::Markdown | Format::Html | Format::Plain => Some(format!("<!-- {text} -->")),
        Format::AsciiDoc => Some(format!("// {text}")),
        Format::ReStructuredText => Some(format!(".. {text}")),
        Format::Latex => Some(format!("% {text}")),
        Format::JsonLines | Format::Json | Format::Notebook | Format::Mail | Format::Docx => None,
    }
}

/// Edits that each may put an ignore comment on the block of a place, the most usual one first. `text` is that of the comment.
/// Whether one takes effect must be tried: a format may read the place as something else.
pub fn marking(format: Format, document: &Document, place: &Place, text: &str) -> Vec<Edit> {
    let input = &place.input;
    let Some(comment) = comment(format, text).filter(|_| input.record.is_none()) else {
        return Vec::new();
    };
    let Some((block, source)) = block_of(document, place) else { return Vec::new() };
    let at = |offset: usize, insert: String| Edit {
        place: Place { input: Arc::clone(input), span: Span::new(offset, offset) },
        insert,
    };
    let whole = &*input.text;
    let newline = if whole.contains("\r\n") { "\r\n" } else { "\n" };
    let line = start_of_line(whole, source.span.start as usize);
    let above = |line: usize, blank: bool| {
        let indent: String = whole[line..].chars().take_while(|c| *c == ' ' || *c == '\t').collect();
        let end = if blank { newline.repeat(2) } else { newline.to_owned() };
        at(line, format!("{indent}{comment}{end}"))
    };
    let inline = || at(source.span.end as usize, format!(" {comment}"));
    let opens_line = whole[line..source.span.start as usize].trim_matches(['#', ' ', '\t', '=', '\u{feff}']).is_empty();
    let plain = matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading) && opens_line;
    match format {
        Format::Markdown | Format::Mdx | Format::Plain if plain => {
            vec![above(line, comment.starts_with('{')), inline()]
        }
        Format::Markdown | Format::Mdx | Format::Plain => vec![inline()],
        Format::Html => vec![at(source.span.start as usize, format!("{comment} ")), inline()],
        Format::AsciiDoc => vec![above(line, false), above(start_of_part(whole, line), false)],
        Format::ReStructuredText => vec![above(line, true), above(start_of_part(whole, line), true)],
        Format::Latex => {
            vec![above(line, false), at(end_of_line(whole, source.span.end as usize), format!(" {comment}"))]
        }
        Format::JsonLines | Format::Json | Format::Notebook | Format::Mail | Format::Docx => Vec::new(),
    }
}

/// The block that contains a place, and its place in the source.
fn block_of<'d>(document: &'d Document, place: &Place) -> Option<(&'d Block, Place)> {
    let blocks = document.blocks.iter().map(|block| (block, document.place(block.span)));
    blocks
        .filter(|(_, source)| Arc::ptr_eq(&source.input, &place.input))
        .find(|(_, source)| source.span.overlaps(place.span))
}

fn start_of_line(text: &str, at: usize) -> usize {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    if start == 0 && text.starts_with('\u{feff}') { '\u{feff}'.len_utf8().min(at) } else { start }
}

fn end_of_line(text: &str, at: usize) -> usize {
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    if text[..end].ends_with('\r') { (end - 1).max(at) } else { end }
}

/// The start of the first line after a blank one above: of a table, or of the rule above a heading.
fn start_of_part(text: &str, line: usize) -> usize {
    let mut start = line;
    while let Some(above) = text[..start].strip_suffix('\n') {
        let from = above.rfind('\n').map_or(0, |end| end + 1);
        if above[from..].trim().is_empty() {
            break;
        }
        start = from;
    }
    start
}
