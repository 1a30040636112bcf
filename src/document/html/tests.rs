//! Pages written for the reader.

use super::*;
use crate::document::{Covers, DayFrom};

fn page(text: &str) -> Document {
    crate::document::read(crate::document::Format::Html, &Input::file("a.html", text))
}

fn blocks(document: &Document) -> Vec<(BlockKind, &str)> {
    document.blocks.iter().map(|block| (block.kind, document.text(block.span))).collect()
}

/// The source of the words of the prose.
fn source(document: &Document, words: &str) -> String {
    let at = document.prose.find(words).unwrap_or_else(|| panic!("{words:?} is read"));
    document.place(Span::new(at, at + words.len())).text().to_owned()
}

#[test]
fn blocks_and_what_is_no_prose() {
    let document = page(
        "<!DOCTYPE html><html lang=EN-gb><head><title>A title</title><style>p {}</style><script>var a = '<p>no</p>';</script></head>\
         <body><nav><ul><li>Home</li></ul></nav><h1>The <em>head</em></h1>\r\n<p>One\r\n  two <code>x = 1</code> three<br>four <q>five</q>\
         <p>Second <a href=x>link</a><sup><a class=\"footnote-ref\" href=\"#f\">1</a></sup> <del>gone</del>end.\
         <ul><li>first<li>second <p>more</p></ul><blockquote><p>quoted</p></blockquote>\
         <table><tr><td>a<td>b</table><figure><img alt=no><figcaption>seen</figcaption></figure><pre>code</pre><p hidden>no</p>tail",
    );
    let expected = [
        (BlockKind::Heading, "The head"),
        (BlockKind::Paragraph, "One two \u{fffc} three\nfour \u{201c}five\u{201d}"),
        (BlockKind::Paragraph, "Second link end."),
        (BlockKind::Item, "first"),
        (BlockKind::Item, "second "),
        (BlockKind::Item, "more"),
        (BlockKind::Quote, "quoted"),
        (BlockKind::Cell, "a"),
        (BlockKind::Cell, "b"),
        (BlockKind::Caption, "seen"),
        (BlockKind::Paragraph, "tail"),
    ];
    assert_eq!(blocks(&document), expected);
    assert_eq!(document.language.as_deref(), Some("en-gb"));
}

#[test]
fn words_map_back_to_all_their_bytes() {
    let document = page(
        "\u{feff}<p>Zo\u{eb} \u{1f600}\r\n AT&amp;T met Joe <b>Bi</b>den &#x2019;s aide, President\r\n   Holt.</p>",
    );
    assert_eq!(source(&document, "AT&T"), "AT&amp;T");
    assert_eq!(source(&document, "Biden \u{2019}s"), "Bi</b>den &#x2019;s");
    assert_eq!(source(&document, "President Holt."), "President\r\n   Holt.");
    assert_eq!(source(&document, "Zo\u{eb} \u{1f600}"), "Zo\u{eb} \u{1f600}");
}

#[test]
fn the_title_is_read_where_no_headline_is() {
    assert_eq!(
        blocks(&page("<title>Plan &amp; aim</title><p>One.")),
        [(BlockKind::Heading, "Plan & aim"), (BlockKind::Paragraph, "One.")]
    );
}

#[test]
fn other_pages_headlines_stand_outside_the_article() {
    let document =
        page("<header><h1>Head</h1><p>Most read</p></header><article><p>One.</p></article><aside><p>Other</p></aside>");
    assert_eq!(blocks(&document), [(BlockKind::Heading, "Head"), (BlockKind::Paragraph, "One.")]);
    let list = page("<article><p>One.</p></article><article><p>Two.</p></article><p>Three.</p>");
    assert_eq!(list.blocks.len(), 3);
}

#[test]
fn days_in_the_order_of_trust() {
    let text = "<meta property='article:modified_time' content='2025-09-25'><meta content=\"2025-09-23T10:00:00Z\" property=article:published_time>\
        <script type=\"application/ld+json\">{\"@graph\": [{\"@type\": \"Person\"}, {\"@type\": \"NewsArticle\", \"datePublished\": \"2025-09-22\"}]}</script>\
        <h1>Head</h1><time datetime=2025-09-21>Sunday</time><p>One. <time datetime=2025-09-20>Saturday</time></p>";
    let given: Vec<(String, DayFrom, String)> = page(text)
        .days
        .into_iter()
        .map(|g| (g.day.to_string(), g.from, g.place.expect("a place").text().to_owned()))
        .collect();
    let day = |day: &str, from, place: &str| (day.to_owned(), from, place.to_owned());
    assert_eq!(
        given,
        [
            day("2025-09-23", DayFrom::Metadata, "2025-09-23T10:00:00Z"),
            day("2025-09-22", DayFrom::Metadata, "2025-09-22"),
            day("2025-09-25", DayFrom::Metadata, "2025-09-25"),
            day("2025-09-21", DayFrom::Byline, "2025-09-21"),
        ]
    );
}

#[test]
fn comments_ask_for_silence() {
    let document = page("<p>One.</p><!-- factlint-ignore office-holder: old --><p>Two.</p>");
    let [ignore] = document.ignores.as_slice() else { panic!("one comment") };
    let [Covers::Stretch(covered)] = ignore.covers.as_slice() else { panic!("one stretch") };
    assert_eq!(covered.text(), "Two.");
    assert_eq!(ignore.place.text(), "<!-- factlint-ignore office-holder: old -->");
}

#[test]
fn a_page_nested_too_deep_is_told_and_read() {
    let document = page(&format!("{}<p>Deep.</p>{}", "<blockquote>".repeat(100_000), "</h1>".repeat(100_000)));
    assert_eq!(document.faults[0].code, "nesting-too-deep");
    assert_eq!(blocks(&document), [(BlockKind::Quote, "Deep.")]);
}
