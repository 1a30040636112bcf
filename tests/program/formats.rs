//! Every format: one flawed draft, made into each by its own tools (`tests/formats/make.sh`), gives the same findings at the
//! right places; broken files of a format are told, and the others are still linted.
#![allow(clippy::disallowed_methods, reason = "a test reads drafts")]

use std::path::PathBuf;

use crate::common::Folder;

/// A finding without what differs by format: its severity, rule, and the letters of all its texts.
type Shape = (String, String, Vec<String>);

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/formats"))
}

/// The words of a source text, markup away.
fn words(text: &str) -> String {
    let mut words = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(end) = rest.starts_with('<').then(|| rest.find('>')).flatten() {
            rest = &rest[end + 1..];
        } else if let Some(command) = rest.strip_prefix('\\') {
            rest = command.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        } else {
            words.extend(Some(c).filter(|c| c.is_alphanumeric()));
            rest = &rest[c.len_utf8()..];
        }
    }
    words
}

fn places(finding: &serde_json::Value) -> impl Iterator<Item = &serde_json::Value> {
    std::iter::once(&finding["primary"]).chain(finding["related"].as_array().expect("related"))
}

fn findings(name: &str) -> (Vec<Shape>, Vec<serde_json::Value>) {
    let path = folder().join(name);
    let ran = Folder::new(&[]).run(&["check", path.to_str().expect("UTF-8"), "--format", "json"]);
    assert_eq!(ran.status, 1, "{name}: {}{}", ran.out, ran.err);
    let findings = ran.json()["findings"].as_array().expect("findings").clone();
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
    let shape = |finding: &serde_json::Value| {
        let texts = places(finding).map(|place| words(&text(&place["text"]))).collect();
        (text(&finding["severity"]), text(&finding["rule"]), texts)
    };
    (findings.iter().map(shape).collect(), findings)
}

fn made() -> Vec<String> {
    let entries = std::fs::read_dir(folder()).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = entries.map(|name| name.into_string().expect("UTF-8")).collect();
    names.retain(|name| ["html", "docx", "adoc", "rst", "tex"].iter().any(|end| name.ends_with(end)));
    names.sort();
    names
}

#[test]
fn a_draft_made_into_any_format_gives_the_same_findings() {
    let expected = findings("draft.md").0;
    assert_eq!(expected.len(), 5);
    let names = made();
    assert!(names.len() >= 10, "{names:?}");
    // A note that is written where it is called stands before what follows in the text, so other places are nearest to it.
    let first = |shapes: &[Shape]| {
        let mut all: Vec<Shape> =
            shapes.iter().map(|(s, r, texts)| (s.clone(), r.clone(), texts[..1].to_vec())).collect();
        all.sort();
        all
    };
    for name in names {
        let found = findings(&name).0;
        if [".adoc", ".tex"].iter().any(|end| name.ends_with(end)) {
            assert_eq!(first(&found), first(&expected), "{name}");
        } else {
            assert_eq!(found, expected, "{name}");
        }
    }
}

#[test]
fn places_are_bytes_of_the_file_or_characters_of_a_paragraph() {
    let mut seen = 0;
    for name in made() {
        let file = std::fs::read(folder().join(&name)).expect("a draft");
        for place in findings(&name).1.iter().flat_map(places) {
            let number = |value: &serde_json::Value| usize::try_from(value.as_u64().expect("a number")).expect("small");
            let text = place["text"].as_str().expect("a text");
            let (start, end) = (&place["start"], &place["end"]);
            seen += 1;
            if name.ends_with("docx") {
                assert!(place["part"].as_str().is_some_and(|part| part.starts_with("word/")), "{name}");
                assert_eq!(start["line"], end["line"], "{name}: a paragraph is a line");
                let columns = number(&end["column"]) - number(&start["column"]);
                assert_eq!(columns, text.chars().count(), "{name}");
                continue;
            }
            let at = number(&start["offset"]);
            assert_eq!(std::str::from_utf8(&file[at..number(&end["offset"])]), Ok(text), "{name}");
            let before = std::str::from_utf8(&file[..at]).expect("UTF-8");
            assert_eq!(number(&start["line"]), before.matches('\n').count() + 1, "{name}");
            let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
            assert_eq!(number(&start["column"]), column, "{name}");
        }
    }
    assert!(seen >= 100, "{seen} places");
}

#[test]
fn human_output_shows_the_sentence_of_a_part() {
    let path = folder().join("word.docx");
    let ran = Folder::new(&[]).run(&["check", path.to_str().expect("UTF-8")]);
    for said in [
        "word.docx, word/document.xml:18:104",
        "   │ The administration of President Joe Biden has not endorsed the proposal. ...",
        "= in word/document.xml, paragraph 18, character 104",
    ] {
        assert!(ran.out.contains(said), "{said:?} is not in\n{}", ran.out);
    }
    assert!(!ran.out.contains("Obama has agreed"), "a deletion is no prose");
}

#[test]
fn broken_packages_are_told_and_the_rest_is_linted() {
    let flawed = "The Biden administration has not endorsed it. President Trump will meet the senators on Friday.\n";
    let whole = std::fs::read(folder().join("word.docx")).expect("a draft");
    let broken = Folder::new(&[("good.md", flawed), ("text.docx", "no zip file")]);
    broken.write("~$good.docx", b"\x05Editor");
    broken.write("cut.docx", &whole[..whole.len() / 2]);
    broken.write("old.docx", &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    let ran = broken.run(&["check", ".", "--format", "short"]);
    for said in [
        "text.docx:1:1: error[bad-package] is not a DOCX file",
        "cut.docx:1:1: error[bad-package] is not a DOCX file",
        "old.docx:1:1: error[encrypted-package] is encrypted",
    ] {
        assert!(ran.err.contains(said), "{said:?} is not in\n{}", ran.err);
    }
    assert!(ran.out.contains("good.md:1:47: error[office-holder]"), "{}", ran.out);
    assert!(!ran.err.contains("~$good.docx"), "the mark of an open draft is no draft: {}", ran.err);
    assert_eq!(ran.status, 2);
}

#[test]
fn files_without_a_known_ending_are_told_by_their_first_bytes() {
    let page = "<!DOCTYPE html>\n<script>President Barack Obama has a dog.</script>\n\
                <p>The Biden administration has not endorsed it &amp; waits. President Trump will meet the senators on Friday.</p>";
    let record = "{\"text\": \"The Biden administration has not endorsed it. President Trump will meet the senators on Friday.\"}\n";
    let folder = Folder::new(&[("page", page), ("records.x", record)]);
    folder.write("word", &std::fs::read(self::folder().join("word.docx")).expect("a draft"));
    for (name, place) in [
        ("page", "page:3:62: error"),
        ("records.x", "records.x:1:1: error[office-holder] record 1, text 1:47: "),
        ("word", "word:1:1: error[office-holder] word/document.xml, paragraph 18, character 104: "),
    ] {
        let ran = folder.run(&["check", name, "--format", "short"]);
        assert!(ran.out.contains(place), "{place:?} is not in\n{}{}", ran.out, ran.err);
        assert!(!ran.out.contains("Obama"), "{}", ran.out);
    }
    let plain = folder.run(&["check", "records.x", "--format", "short", "--format-in", "plain"]);
    assert_eq!((plain.out.as_str(), plain.status), ("", 0), "a quotation in plain text");
    let stdin = folder.run_with(&["check", "-", "--format", "short", "--format-in", "html"], page);
    assert!(stdin.out.contains("-:3:62: error"), "{}{}", stdin.out, stdin.err);
}
