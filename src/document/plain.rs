//! Plain text: paragraphs between blank lines, list items, a heading at the top.

use super::BlockKind;
use super::builder::Builder;
use super::ignore::html_comments;
use super::opening::opening;

/// Longest first line that may be a heading, in bytes.
const HEADING: usize = 120;
/// Longest mark of a wire, in bytes.
const MARK: usize = 40;
/// The words inside such a mark.
const WIRE_MARKS: [&str; 4] = ["more", "30", "end", "ends"];

/// Adds the paragraphs of a text from a byte on; `input` is the text's number.
pub(super) fn body(builder: &mut Builder, text: &str, from: usize, input: u16) {
    builder.shows_breaks();
    let mut paragraph: Option<(BlockKind, usize, usize)> = None;
    let mut at = from;
    let (mut first, mut top) = (true, true);
    let mut flush = |paragraph: &mut Option<(BlockKind, usize, usize)>, builder: &mut Builder, last: bool| {
        let Some((kind, start, end)) = paragraph.take() else {
            return;
        };
        let stretch = text[start..end].trim_end();
        let kind = if first && !last && kind == BlockKind::Paragraph && is_heading(stretch) {
            BlockKind::Heading
        } else {
            kind
        };
        first = false;
        match stretch.find("<!--") {
            Some(_) => with_comments(builder, kind, stretch, start, input),
            None => drop(builder.block(kind, stretch, start, input)),
        }
    };
    for line in text[from..].split_inclusive('\n') {
        let trimmed = line.trim();
        let mark = is_wire_mark(trimmed) || top && is_slug(trimmed);
        top &= trimmed.is_empty() || mark;
        let start = at + (line.len() - line.trim_start().len());
        if trimmed.is_empty() || mark {
            flush(&mut paragraph, builder, at + line.len() >= text.len());
        } else if trimmed.starts_with("<!--") && trimmed.ends_with("-->") {
            flush(&mut paragraph, builder, false);
            builder.html_comments(line, at, input);
        } else if let Some(mark) = item_mark(trimmed) {
            flush(&mut paragraph, builder, false);
            builder.item(start - at, trimmed.starts_with(|c: char| c.is_ascii_digit()));
            paragraph = Some((BlockKind::Item, start + mark, at + line.len()));
        } else {
            let (kind, start, _) = paragraph.unwrap_or((BlockKind::Paragraph, start, start));
            paragraph = Some((kind, start, at + line.len()));
        }
        at += line.len();
    }
    flush(&mut paragraph, builder, true);
}

/// Adds a paragraph with HTML comments in it. Ignore comments are no text.
fn with_comments(builder: &mut Builder, kind: BlockKind, text: &str, start: usize, input: u16) {
    builder.open(kind);
    let mut done = 0;
    for (inner, source, whole) in html_comments(text, start) {
        if opening(inner.trim_start()).is_some() {
            builder.same(&text[done..whole.start - start], start + done, input);
            done = whole.end - start;
            builder.comment(inner, source, whole.clone(), input);
            // The words around it stay apart.
            builder.swapped(" ", whole, input);
        }
    }
    builder.same(&text[done..], start + done, input);
    builder.close();
}

/// What wires put between pages and at the end: "(MORE)", "-more-", "-30-", "###", "^^^", a row of one mark.
fn is_wire_mark(line: &str) -> bool {
    if line.is_empty() || line.len() > MARK {
        return false;
    }
    let inner = line.trim_matches(['(', ')', '-', '_', '=', '*', '#', '^', '~', ' ', '\u{2014}', '\u{2013}', '\u{c}']);
    let marked = inner.len() < line.len();
    inner.is_empty() && line.len() >= 3 || marked && WIRE_MARKS.iter().any(|mark| inner.eq_ignore_ascii_case(mark))
}

/// The line at the top that names a story to a wire: "BC-EU--Border Force, 2nd Ld", "trump-warsaw-3rdlead".
fn is_slug(line: &str) -> bool {
    let word = !line.contains(char::is_whitespace) && line.len() <= MARK && line.matches('-').count() >= 2;
    let plain = line.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    let cycle = line.get(2..3) == Some("-") && line.bytes().take(2).all(|b| b.is_ascii_uppercase());
    line.len() <= HEADING && (word && plain || cycle && line.contains("--"))
}

/// Length of the marker of a list item: "* ", "- ", "• ", "1. ", "1) ". It is not part of the text.
fn item_mark(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let marks = ["* ", "- ", "\u{2022} ", "+ ", "\u{2013} "].iter().map(|mark| (0, mark));
    let numbered = [". ", ") "].iter().filter(|_| (1..=3).contains(&digits)).map(|mark| (digits, mark));
    let mark = marks.chain(numbered).find(|(at, mark)| line[*at..].starts_with(**mark));
    mark.map(|(at, mark)| line.len() - line[at + mark.len()..].trim_start().len())
}

/// Returns `true` for a short line without final punctuation that is not a dateline ("WARSAW (Agency) -").
fn is_heading(text: &str) -> bool {
    let closed = text.ends_with(['.', '!', '?', ':', ';', ',', '"', '\u{201d}', ')']);
    text.len() <= HEADING
        && !closed
        && !text.contains('\n')
        && ![" - ", " \u{2013} ", " \u{2014} "].iter().any(|dash| text.contains(dash))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, read};
    use crate::text::Input;

    fn blocks(text: &str) -> Vec<(BlockKind, String, u32)> {
        let document = read(Format::Plain, &Input::file("a.txt", text));
        document
            .blocks
            .iter()
            .map(|b| (b.kind, document.text(b.span).to_owned(), document.place(b.span).span.start))
            .collect()
    }

    #[test]
    fn paragraphs_items_and_a_heading() {
        let found =
            blocks("A heading\r\n\r\nOne line\r\nand more.\r\n\r\n* first\n- second\n1. third\n   and its end\n");
        let expected = [
            (BlockKind::Heading, "A heading", 0),
            (BlockKind::Paragraph, "One line  and more.", 13),
            (BlockKind::Item, "first", 38),
            (BlockKind::Item, "second", 46),
            (BlockKind::Item, "third    and its end", 56),
        ];
        assert_eq!(found, expected.map(|(kind, text, at)| (kind, text.to_owned(), at)));
    }

    #[test]
    fn a_byte_order_mark_is_no_prose_and_one_line_is_no_heading() {
        assert_eq!(blocks("\u{feff}Hello there"), [(BlockKind::Paragraph, "Hello there".to_owned(), 3)]);
    }

    #[test]
    fn comments_cover_the_next_paragraph() {
        let text = "One.\n\n<!-- factlint-ignore office-holder: quotes a letter -->\nTwo.\n\nThree.\n";
        let document = read(Format::Plain, &Input::file("a.txt", text));
        let [ignore] = document.ignores.as_slice() else { panic!("one comment") };
        assert_eq!(ignore.rules, ["office-holder"]);
        assert_eq!(ignore.reason.as_deref(), Some("quotes a letter"));
        assert!(ignore.covers(&document.place(document.blocks[1].span)));
        assert!(!ignore.covers(&document.place(document.blocks[2].span)));
        assert_eq!(ignore.place.span.start, 6);
    }

    #[test]
    fn marks_of_wires_are_no_prose() {
        let text = "BC-EU--Border Force, 2nd Ld\n\nWARSAW, Sept. 23, 2025 (Agency) - One.\n(MORE)\n\u{c}\nTwo\n- more -\nThree.\n\n-30-\n###\n";
        let found = blocks(text);
        let expected = ["WARSAW, Sept. 23, 2025 (Agency) - One.", "Two", "Three."];
        assert_eq!(found.iter().map(|(_, text, _)| text.as_str()).collect::<Vec<_>>(), expected);
        assert_eq!(found[1].2, text.find("Two").expect("it is there") as u32);
        let kept = "Trump-era rules\n\nOne.\n\n* * *\n\nMore is better - 30 of them.\n";
        assert_eq!(blocks(kept).len(), 3);
    }

    #[test]
    fn long_lines_and_many_lines_are_ordinary() {
        let long = "word ".repeat(400_000);
        assert_eq!(blocks(&long).len(), 1);
        let many = "a\n\n".repeat(300_000);
        assert_eq!(blocks(&many).len(), 300_000);
    }
}
