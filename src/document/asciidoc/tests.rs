//! Drafts written for the reader.

use crate::document::testing::{blocks, comes_from, given_day, marks};
use crate::document::{BlockKind, Document, Format, read};
use crate::text::Input;

fn document(text: &str) -> Document {
    read(Format::AsciiDoc, &Input::file("a.adoc", text))
}

#[test]
fn blocks_and_what_is_no_prose() {
    let d = document(
        "= The *title*\nAn Author <a@b.c>\nv1.0, 2025-09-23: first\n:lang: en\n\n== Part\n\nOne `code` https://x.y[link] and\nanother. // no\n// comment\n\
         +last+ line.footnote:[A note.]\n\n* first\n* second _word_\n. third\n\nterm:: said\n\n[quote, Somebody]\n____\nquoted\n____\n\n[source,rust]\n----\nfn x() {}\n----\n\n\
         .Caption\n|===\n|a 2+|b\n|c\n|===\n\nimage::x.png[]\n\n  literal\n\n{empty}AT&amp;T \"`said`\" x.\n",
    );
    let expected = [
        (BlockKind::Heading, "The title"),
        (BlockKind::Heading, "Part"),
        (BlockKind::Paragraph, "One \u{fffc} link and another. // no last line."),
        (BlockKind::Item, "first"),
        (BlockKind::Item, "second word"),
        (BlockKind::Item, "third"),
        (BlockKind::Item, "term"),
        (BlockKind::Item, "said"),
        (BlockKind::Quote, "quoted"),
        (BlockKind::Caption, "Caption"),
        (BlockKind::Cell, "a"),
        (BlockKind::Cell, "b"),
        (BlockKind::Cell, "c"),
        (BlockKind::Paragraph, "AT&T \u{201c}said\u{201d} x."),
        (BlockKind::Paragraph, "A note."),
    ];
    assert_eq!(blocks(&d), expected);
    assert_eq!(given_day(&d), ("2025-09-23".to_owned(), Some("2025-09-23")));
}

#[test]
fn words_map_back_to_all_their_bytes() {
    let d =
        document("\u{feff}Zo\u{eb} \u{1f600} met Joe **Bi**den\r\nof AT&amp;T, and https://x.y[President Holt].\r\n");
    comes_from(&d, &[("Biden  of", "Bi**den\r\nof"), ("AT&T", "AT&amp;T"), ("President Holt.", "President Holt].")]);
}

#[test]
fn comments_ask_for_silence() {
    let d = document("One.\n\n// factlint-ignore office-holder: old\nTwo.\n\n////\nfactlint-ignore-file x\n////\n");
    assert_eq!(marks(&d)[0], "// factlint-ignore office-holder: old");
    assert_eq!(marks(&d).len(), 2);
}
