//! Drafts written for the reader.

use crate::document::testing::{blocks, comes_from, given_day, marks};
use crate::document::{BlockKind, Document, Format, read};
use crate::text::Input;

fn document(text: &str) -> Document {
    read(Format::ReStructuredText, &Input::file("a.rst", text))
}

#[test]
fn blocks_and_what_is_no_prose() {
    let d = document(
        "=====\nTitle\n=====\n\n:Author: An Author\n:Date: 2025-09-23\n\nPart\n----\n\nOne ``code`` `link <http://x>`__ and *it*\nmore. [1]_\n\n\
         - first\n\n  goes on\n- **second**\n\n1. third\n\n    quoted\n\nSee::\n\n    literal\n\n.. code:: rust\n\n   fn x() {}\n\n.. note:: Take care.\n\n   Of this.\n\n\
         .. figure:: x.png\n   :alt: no\n\n   Seen.\n\n.. _target: http://x\n.. [1] A note\n   of two lines.\n.. [2]\n   Another.\n\n\
         +-----+------+\n| a   | b    |\n|     | more |\n+=====+======+\n| c   | d    |\n+-----+------+\n\n\
         ===  ====\nh1   h2\n===  ====\ne    f\ng    h i\n===  ====\n\nterm\n   said\n\nLast :math:`x` line_.\n",
    );
    let expected = [
        (BlockKind::Heading, "Title"),
        (BlockKind::Heading, "Part"),
        (BlockKind::Paragraph, "One \u{fffc} link and it more."),
        (BlockKind::Item, "first"),
        (BlockKind::Item, "goes on"),
        (BlockKind::Item, "second"),
        (BlockKind::Item, "third"),
        (BlockKind::Quote, "quoted"),
        (BlockKind::Paragraph, "See:"),
        (BlockKind::Paragraph, "Take care."),
        (BlockKind::Paragraph, "Of this."),
        (BlockKind::Caption, "Seen."),
        (BlockKind::Paragraph, "A note    of two lines."),
        (BlockKind::Paragraph, "Another."),
        (BlockKind::Cell, "a"),
        (BlockKind::Cell, "b more"),
        (BlockKind::Cell, "c"),
        (BlockKind::Cell, "d"),
        (BlockKind::Cell, "h1"),
        (BlockKind::Cell, "h2"),
        (BlockKind::Cell, "e"),
        (BlockKind::Cell, "f"),
        (BlockKind::Cell, "g"),
        (BlockKind::Cell, "h i"),
        (BlockKind::Item, "term"),
        (BlockKind::Item, "said"),
        (BlockKind::Paragraph, "Last \u{fffc} line."),
    ];
    assert_eq!(blocks(&d), expected);
    assert_eq!(given_day(&d), ("2025-09-23".to_owned(), Some("2025-09-23")));
}

#[test]
fn words_map_back_to_all_their_bytes() {
    let d = document("\u{feff}Zo\u{eb} \u{1f600} met Joe **Bi**\\ den\r\nof `President Holt`_.\r\n");
    comes_from(&d, &[("Biden  of", "Bi**\\ den\r\nof"), ("President Holt.", "President Holt`_.")]);
}

#[test]
fn comments_ask_for_silence() {
    let d = document("One.\n\n.. factlint-ignore office-holder: old\n\nTwo.\n");
    assert_eq!(marks(&d), [".. factlint-ignore office-holder: old"]);
    assert_eq!(d.blocks.len(), 2);
}

#[test]
fn deep_nesting_is_read() {
    let text: String = (0..3_000).flat_map(|depth| [" ".repeat(depth), "x\n\n".to_owned()]).collect();
    assert!(!document(&text).blocks.is_empty());
    let items = format!("{}x\n", "- ".repeat(20_000));
    assert!(!document(&items).blocks.is_empty());
}
