//! What holds for any input: no panic, spans of the source on character boundaries, the same answer twice, and days that behave.

use std::sync::{Arc, LazyLock};

use bolero::check;
use factlint::document::records::{self, Fields};
use factlint::document::{self, Document, Format};
use factlint::engine::{Engine, Options};
use factlint::findings::Finding;
use factlint::text::{Input, Place};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(factlint::embedded::rules(), Options::default()));

/// Formats whose files are one text.
const TEXTS: [Format; 8] = [
    Format::Plain,
    Format::Markdown,
    Format::Mdx,
    Format::Html,
    Format::AsciiDoc,
    Format::ReStructuredText,
    Format::Latex,
    Format::Notebook,
];

/// An ignore comment.
const MARK: &str = "<!-- factlint-ignore office-holder: x -->";

/// Pieces that drafts are made of: what the readers, the recognisers and the cascade have to do with.
const PIECES: [&str; 52] = [
    "President Donald Trump",
    "the Biden administration",
    "The administration of President Joe Biden",
    "Poland's foreign minister, Radosław Sikorski,",
    "former President Barack Obama",
    "Queen Elizabeth II",
    "Angela Merkel, chancellor of Germany,",
    " said on Monday that ",
    " has not endorsed ",
    " is to meet ",
    " will speak",
    ". ",
    ", ",
    "\n",
    "\n\n",
    "\r\n",
    "\u{201c}",
    "\u{201d}",
    "\"",
    "'",
    "(",
    ")",
    "In 2018, ",
    "on 3 May 2024",
    "# ",
    "> ",
    "* ",
    "```\n",
    MARK,
    "{/* factlint ignore *x* */}",
    "[//]: # (factlint-ignore x)",
    "{# factlint-ignore x",
    "---\n",
    "date: 2025-01-20\n",
    "title: x\n",
    "&amp;",
    "&#8217;",
    "é",
    "😀",
    "\u{feff}",
    "\u{0}",
    "[a](b)",
    "U.S. ",
    ":::note\n",
    "```{tip}\n",
    ":::\n",
    "!!! note\n",
    "    ",
    "> [!INFO] ",
    "<A b={c}>\n",
    "</A>\n",
    "import ",
];

fn draft(choices: &[u8]) -> String {
    choices.iter().map(|&choice| PIECES[usize::from(choice) % PIECES.len()]).collect()
}

fn places(finding: &Finding) -> impl Iterator<Item = &Place> {
    let related = finding.related.iter().map(|related| &related.label.place);
    let edits = finding.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| &edit.place);
    std::iter::once(&finding.primary.place).chain(related).chain(edits)
}

fn holds(document: &Document) {
    for block in &document.blocks {
        let place = document.place(block.span);
        assert!(place.input.text.is_char_boundary(place.span.start as usize));
        assert!(place.input.text.is_char_boundary(place.span.end as usize));
    }
    let report = ENGINE.check(document);
    for finding in &report.findings {
        for place in places(finding) {
            assert!((place.span.end as usize) <= place.input.text.len());
            assert!(place.input.text.is_char_boundary(place.span.start as usize), "{place:?}");
            assert!(place.input.text.is_char_boundary(place.span.end as usize), "{place:?}");
        }
        assert!(!finding.primary.place.text().is_empty());
    }
    assert!(report.findings.is_sorted_by(|a, b| a.primary.place <= b.primary.place));
    assert_eq!(ENGINE.check(document).findings, report.findings);
}

#[test]
fn any_text_is_read() {
    check!().with_type::<String>().for_each(|text| {
        for format in TEXTS {
            holds(&document::read(format, &Input::file("draft", text.as_str())));
        }
    });
}

#[test]
fn drafts_of_pieces_are_read() {
    check!().with_type::<Vec<u8>>().for_each(|choices| {
        let text = draft(choices);
        for format in TEXTS {
            holds(&document::read(format, &Input::file("2025-01-20-draft.md", text.as_str())));
        }
    });
}

#[test]
fn prose_maps_back_to_the_same_words() {
    check!().with_type::<Vec<u8>>().for_each(|choices| {
        let text = draft(choices);
        let document = document::read(Format::Plain, &Input::file("draft", text.as_str()));
        for block in &document.blocks {
            let (shown, source) = (document.text(block.span), document.place(block.span));
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            // Ignore comments are no prose.
            let source = source.text().replace(MARK, " ");
            assert_eq!(words(shown), words(&source));
        }
    });
}

#[test]
fn any_line_is_a_record_or_a_fault() {
    check!().with_type::<String>().for_each(|line| {
        for raw in records::lines(line) {
            if let Ok(document) = records::read("a.jsonl", &raw, &Fields::default()) {
                holds(&document);
            }
        }
    });
    check!().with_type::<Vec<u8>>().for_each(|choices| {
        let line =
            serde_json::json!({"text": draft(choices), "title": draft(choices), "date": "2025-01-20"}).to_string();
        let raw = &records::lines(&line)[0];
        holds(&records::read("a.jsonl", raw, &Fields::default()).expect("a record"));
    });
}

#[test]
fn any_rule_file_is_read() {
    let base = factlint::rules::RuleSet::default();
    check!().with_type::<String>().for_each(|text| {
        let inputs = [Arc::clone(&Input::file("rules.toml", text.as_str()))];
        let (_, faults) = factlint::rules::extend(&base, &inputs, &factlint::engine::specs());
        let unread = !text.trim().is_empty() && faults.is_empty() && !text.trim_start().starts_with('#');
        assert!(
            !unread || text.contains("[pack]") || text.contains("language"),
            "{text:?} is silently read as nothing"
        );
    });
}
