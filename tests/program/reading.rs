//! What is read, and how: front matter as people write it, notes of the author, line ends, encodings, languages, and the
//! formats that are texts inside other files. The drafts are in `tests/reading`, with others of their kind here.
#![allow(clippy::disallowed_methods, reason = "a test reads drafts")]

use crate::common::{Folder, Ran};

/// A slip that every reader that reads it reports.
const SLIP: &str = "The gate opens on Wednesday, Sept. 23, 2025.";

fn file(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/reading/{name}", env!("CARGO_MANIFEST_DIR"))).expect("a draft")
}

/// Checks one file; answers the rules and places that it reports.
fn checked(name: &str, bytes: &[u8]) -> (Ran, Vec<String>) {
    let folder = Folder::new(&[]);
    folder.write(name, bytes);
    let ran = folder.run(&["check", name, "--format", "short", "--select", "weekday,percent-change"]);
    let found = ran.out.lines().map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect();
    (ran, found)
}

fn reports(name: &str, text: &[u8], expected: &[&str]) {
    let (ran, found) = checked(name, text);
    assert_eq!(found, expected, "{name}: {}{}", ran.out, ran.err);
}

#[test]
fn front_matter_dates_as_people_write_them_are_no_faults() {
    for (name, day) in [
        ("fault-astro-pubdate.md", Some("2022-07-08")),
        ("fault-hugo-archetype.md", None),
        ("fault-hugo-slash-date.md", Some("2025-09-23")),
        ("fault-jekyll-published-false.md", None),
        ("fault-one-digit-month.md", Some("2023-02-07")),
    ] {
        day_is(name, &file(name), day);
    }
    for (date, day) in [
        ("date: 23rd of September, 2025", Some("2025-09-23")),
        ("date: 20250923", Some("2025-09-23")),
        ("date: 23.09.2025", Some("2025-09-23")),
        ("lastmod: 2025-Sep-23 10:00:00 -0700", Some("2025-09-23")),
        ("date: last-modified", None),
        ("date: \"`r Sys.Date()`\"", None),
        ("published: yes\ndate: Tue Sep 23 2025 10:00:00 GMT+0200", Some("2025-09-23")),
    ] {
        day_is("a.md", format!("---\n{date}\n---\n\nThe hall is open.\n").as_bytes(), day);
    }
}

fn day_is(name: &str, bytes: &[u8], day: Option<&str>) {
    let folder = Folder::new(&[]);
    folder.write("a.md", bytes);
    let ran = folder.run(&["check", "a.md", "--format", "json"]);
    let json = ran.json();
    assert_eq!(ran.status, 0, "{name}");
    assert_eq!(json["faults"].as_array().map(Vec::len), Some(0), "{name}: {json}");
    assert_eq!(json["documents"][0]["day"].as_str(), day, "{name}");
}

#[test]
fn a_date_that_may_be_two_is_a_warning() {
    let folder = Folder::new(&[("a.md", "---\ndate: 02/03/2025\n---\n\nThe hall is open.\n")]);
    let ran = folder.run(&["check", "--format", "short"]);
    assert!(ran.status == 0 && ran.err.starts_with("a.md:2:7: warning[bad-date]"), "{}", ran.err);
}

#[test]
fn notes_of_the_author_are_checked() {
    reports("a.md", &file("fn-github-alert.md"), &["a.md:2:40: error[percent-change]", "a.md:2:63: error[weekday]"]);
    for (name, text, place) in [
        ("a.md", format!("> [!INFO]\n> {SLIP}\n"), "2:21"),
        ("a.md", format!("> **Warning:** {SLIP}\n"), "1:34"),
        ("a.md", format!(":::tip[Gate]\n{SLIP}\n:::\n"), "2:19"),
        ("a.md", format!("```{{admonition}} Gate\n:class: wide\n\n{SLIP}\n```\n"), "4:19"),
        ("a.qmd", format!("::: {{.callout-note}}\n## Gate\n\n{SLIP}\n:::\n"), "4:19"),
        ("a.md", format!("!!! note \"Gate\"\n\n    {SLIP}\n"), "3:23"),
        ("a.rst", format!(".. note::\n\n   {SLIP}\n"), "3:22"),
        ("a.adoc", format!("NOTE: {SLIP}\n"), "1:25"),
    ] {
        reports(name, text.as_bytes(), &[&format!("{name}:{place}: error[weekday]")]);
    }
    for text in
        [format!("> {SLIP}\n"), format!("> [!quote] Jane Holt\n> {SLIP}\n"), format!("> **Jane Holt:** {SLIP}\n")]
    {
        reports("a.md", text.as_bytes(), &[]);
    }
}

#[test]
fn a_carriage_return_alone_ends_a_line() {
    reports("a.md", &file("fn-cr-only.md"), &["a.md:4:6: error[weekday]"]);
    let text = format!("Title\r\r- One\r- {SLIP}\r\r<!-- factlint-ignore weekday -->\r{SLIP}\r");
    reports("a.md", text.as_bytes(), &["a.md:4:21: error[weekday]"]);
    reports("a.txt", format!("Title\r\r{SLIP}\r").as_bytes(), &["a.txt:3:19: error[weekday]"]);
    let folder = Folder::new(&[("a.md", "---\rdate: 2025-09-23\r---\rPresident Biden has a dog.\r")]);
    folder.run(&["check", "a.md", "--unsafe-fixes"]);
    let text = std::fs::read_to_string(folder.path().join("a.md")).expect("a draft");
    assert_eq!(text, "---\rdate: 2025-09-23\r---\rFormer President Biden has a dog.\r");
}

#[test]
fn declared_encodings_are_read() {
    let latin = |text: &str| text.chars().map(|c| c as u8).collect::<Vec<u8>>();
    let slip = format!("Zürich. {SLIP}");
    for (name, text, place) in [
        ("a.html", format!("<meta charset=\"iso-8859-1\">\n<p>{slip}</p>\n"), "2:30"),
        ("a.html", format!("<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?>\n<p>{slip}</p>\n"), "2:30"),
        ("a.tex", format!("\\usepackage[latin1]{{inputenc}}\n\n{slip}\n"), "3:27"),
        ("a.adoc", format!(":encoding: latin1\n\n{slip}\n"), "3:27"),
        ("a.txt", format!("-*- coding: latin-1 -*-\n\n{slip}\n"), "3:27"),
    ] {
        reports(name, &latin(&text), &[&format!("{name}:{place}: error[weekday]")]);
    }
    let wide: Vec<u8> = format!("\u{feff}{slip}\n").encode_utf16().flat_map(u16::to_le_bytes).collect();
    reports("a.txt", &wide, &["a.txt:1:27: error[weekday]"]);
    // Offsets are those of the file.
    let folder = Folder::new(&[]);
    folder.write("a.txt", &wide);
    let json = folder.run(&["check", "a.txt", "--format", "json"]).json();
    assert_eq!(json["findings"][0]["primary"]["start"]["offset"], 2 * 27);
}

#[test]
fn fixes_keep_the_encoding() {
    let text = "<meta charset=latin1><meta name=date content=2025-09-23>\n<p>Zürich. President Biden has a dog.</p>\n";
    let folder = Folder::new(&[]);
    folder.write("a.html", &text.chars().map(|c| c as u8).collect::<Vec<u8>>());
    let ran = folder.run(&["check", "a.html", "--unsafe-fixes"]);
    let bytes = std::fs::read(folder.path().join("a.html")).expect("a draft");
    let now: String = bytes.iter().map(|&byte| char::from(byte)).collect();
    assert_eq!(now, text.replace("President", "Former President"), "{}", ran.err);
}

#[test]
fn an_undeclared_encoding_is_a_fault_with_advice() {
    let text = b"Der B\xfcrgermeister kam sp\xe4t nach Z\xfcrich.\n";
    for (name, advice) in [("a.md", "iconv -f windows-1252 -t UTF-8 a.md"), ("b.html", "`<meta charset=")] {
        let (ran, _) = checked(name, text);
        assert_eq!(ran.status, 2);
        for words in ["byte 0xfc at line 1, column 6", "looks like windows-1252 (\"B\u{fc}rgermeister\")", advice] {
            assert!(ran.err.contains(words), "{words}: {}", ran.err);
        }
    }
}

#[test]
fn a_draft_in_another_language_is_skipped() {
    let folder = Folder::new(&[("a.md", SLIP)]);
    folder.write("i18n/content/de/seite.md", &file("i18n/content/de/seite.md"));
    let french =
        "Le conseil a adopté le budget mercredi soir. Le conseil adopta le budget de la ville pour les écoles.\n";
    folder.write("fr.md", french.as_bytes());
    let ran = folder.run(&["check", "--format", "json", "--hints"]);
    assert_eq!(ran.err, "1 error in 3 drafts; 2 skipped: seem to be French or German\n");
    let json = ran.json();
    assert_eq!(json["documents"][1]["skipped"], "it declares no language and seems to be French");
    assert_eq!((&json["documents"][0]["skipped"], &json["summary"]["skipped"]), (&serde_json::Value::Null, &2.into()));
    // What declares its language is taken at its word.
    folder.write("i18n/content/de/seite.md", format!("---\nlang: en\n---\n{french}").as_bytes());
    assert_eq!(folder.run(&["check", "i18n"]).err, "no findings in 1 draft\n");
}

#[test]
fn names_of_languages_are_understood() {
    for (front, said) in [
        ("lang: English", "the code of this language is `en`"),
        ("language: eng", "the code of this language is `en`"),
        ("lang: EN_us", ""),
    ] {
        let (ran, found) = checked("a.md", format!("---\n{front}\n---\n{SLIP}\n").as_bytes());
        assert_eq!(found, ["a.md:4:19: error[weekday]"], "{front}");
        assert!(ran.err.contains(said) && ran.err.contains("[unknown-language]") != said.is_empty(), "{}", ran.err);
    }
    let (ran, found) = checked("a.md", format!("---\nlang: englsh\n---\n{SLIP}\n").as_bytes());
    assert!(found.is_empty() && ran.err.contains("`englsh` is not a language code"), "{}", ran.err);
    let folder = Folder::new(&[("a.md", SLIP), ("factlint.toml", "language = \"EN\"\n")]);
    assert_eq!(folder.run(&["check"]).err, "1 error in 1 draft\n");
    let folder = Folder::new(&[("a.md", SLIP), ("factlint.toml", "language = \"english\"\n")]);
    let ran = folder.run(&["check", "--format", "short"]);
    assert!(ran.status == 2 && ran.err.contains("did you mean `en`?"), "{}", ran.err);
}

#[test]
fn formats_of_one_family_are_read_like_it() {
    for name in ["a.mkd", "a.mdown", "a.mkdn", "a.qmd", "a.Rmd", "a.mdx", "a.asc", "a.MD"] {
        let folder = Folder::new(&[(name, &format!("# A head\n\n{SLIP}\n"))]);
        let ran = folder.run(&["check", "--format", "short", "--select", "weekday"]);
        assert!(ran.out.starts_with(&format!("{name}:3:19: error[weekday]")), "{name}: {}{}", ran.out, ran.err);
    }
}

#[test]
fn comments_of_mdx_hold_marks() {
    let text = format!(
        "import A from 'a'\n\n{{/* factlint-ignore weekday: as printed */}}\n\n{SLIP}\n\n<A b={{c}}>\n\n  {SLIP}\n\n</A>\n"
    );
    reports("a.mdx", text.as_bytes(), &["a.mdx:9:21: error[weekday]"]);
}

#[test]
fn notebooks_are_read_where_they_are() {
    let cells = serde_json::json!({"cells": [
        {"cell_type": "code", "source": [SLIP]},
        {"cell_type": "markdown", "source": ["# \u{e9} \"x\"\n", "\n", SLIP]},
        {"cell_type": "markdown", "source": "<!-- factlint-ignore weekday -->\nThe gate opens on Wednesday, Sept. 23, 2025."},
    ]});
    let text = serde_json::to_string_pretty(&cells).expect("JSON");
    let line = text.lines().position(|line| line.ends_with("2025.\"") && !line.contains("ignore")).expect("a line");
    let lines: Vec<usize> =
        (1..).zip(text.lines()).filter(|(_, line)| line.contains(SLIP)).map(|(line, _)| line).collect();
    assert!(lines.contains(&(line + 1)));
    let (ran, found) = checked("a.ipynb", text.as_bytes());
    assert_eq!(found.len(), 1, "{}{}", ran.out, ran.err);
    assert!(found[0].starts_with(&format!("a.ipynb:{}:", lines[1])), "{found:?}");
}

#[test]
fn fixes_of_a_notebook_leave_it_json() {
    let cells = serde_json::json!({"cells": [
        {"cell_type": "raw", "source": ["---\n", "date: 2025-09-23\n", "---"]},
        {"cell_type": "markdown", "source": ["A \"dog\".\n", "\n", "President Biden has a dog."]},
    ]});
    let folder = Folder::new(&[("a.ipynb", &cells.to_string())]);
    let ran = folder.run(&["check", "a.ipynb", "--unsafe-fixes"]);
    let now = std::fs::read_to_string(folder.path().join("a.ipynb")).expect("a notebook");
    let now: serde_json::Value = serde_json::from_str(&now).expect("JSON");
    assert_eq!(now["cells"][1]["source"][2], "Former President Biden has a dog.", "{}{}", ran.out, ran.err);
}

#[test]
fn mail_is_read_with_its_date() {
    let head = "From: a@example.org\nSubject: The dog\nDate: Tue, 23 Sep 2025 23:30:00 -0700\n";
    let plain = format!("{head}\nPresident Biden has a dog.\n\n> President Biden has a cat.\n");
    let folder = Folder::new(&[("a.eml", &plain)]);
    let ran = folder.run(&["check", "--format", "json"]);
    let json = ran.json();
    assert_eq!(json["documents"][0]["day"], "2025-09-23");
    assert_eq!(json["findings"].as_array().map(Vec::len), Some(1), "{json}");
    assert_eq!(json["findings"][0]["primary"]["start"]["line"], 5);
    let encoded = format!(
        "{head}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nZo=C3=AB came. {SLIP}\n"
    );
    let (ran, _) = checked("b.eml", encoded.as_bytes());
    assert!(ran.out.starts_with("b.eml:1:1: error[weekday] text/plain, line 1, column 29:"), "{}{}", ran.out, ran.err);
    let (ran, _) = checked("c.eml", b"no mail at all");
    assert!(ran.status == 2 && ran.err.contains("is not a mail"), "{}", ran.err);
}

#[test]
fn json_holds_records() {
    for (text, place) in [
        (
            format!("[\n  {{\"id\": \"a\", \"text\": \"Fine.\"}},\n  {{\"id\": \"b\",\n   \"text\": \"{SLIP}\"}}\n]\n"),
            "3:1: error[weekday] record 2 (b), text 1:19:",
        ),
        (format!("{{\"articles\": [\n{{\"text\": \"{SLIP}\"}}]}}\n"), "2:1: error[weekday] record 1, text 1:19:"),
        (
            format!("{{\"x\": {{\"text\": \"Fine.\"}},\n\"y\": {{\"text\": \"{SLIP}\"}}}}\n"),
            "2:1: error[weekday] record 2 (y), text 1:19:",
        ),
        (format!("{{\"text\": \"{SLIP}\"}}\n"), "1:1: error[weekday] record 1, text 1:19:"),
        (
            format!(
                "{{\"messages\": [{{\"role\": \"user\", \"content\": \"{SLIP}\"}},\n{{\"role\": \"assistant\", \"content\": \"{SLIP}\"}}]}}\n"
            ),
            "1:1: error[weekday] record 1, messages.1.content 1:19:",
        ),
    ] {
        let (ran, _) = checked("a.json", text.as_bytes());
        assert!(ran.out.starts_with(&format!("a.json:{place}")), "{text}{}{}", ran.out, ran.err);
        assert_eq!(ran.out.lines().count(), 1);
    }
    let (ran, _) = checked("a.json", b"[1,\n 2");
    assert!(ran.status == 2 && ran.err.contains("a.json:2:2: error[bad-json]"), "{}", ran.err);
}

#[test]
fn a_foreign_file_of_records_is_one_fault() {
    let text = "{\"name\": \"x\", \"price\": 3}\n".repeat(157);
    let (ran, _) = checked("a.ndjson", text.as_bytes());
    assert_eq!(ran.status, 2);
    assert_eq!(ran.err.matches("error[").count(), 1, "{}", ran.err);
    for words in ["has no texts: there is no field `text`", "its records have `name`, `price`", "`--text-field`"] {
        assert!(ran.err.contains(words), "{words}: {}", ran.err);
    }
}

#[test]
fn files_without_a_reader_are_skipped_with_a_reason() {
    let folder = Folder::new(&[("a.md", SLIP)]);
    for (name, bytes, said) in [
        ("a.pdf", b"%PDF-1.7 x".as_slice(), "is a PDF, which is not read"),
        ("a.csv", b"a,b\n\"x\",1\n", "is a table, which is not read"),
        ("a.srt", b"1\n00:00:01 --> 00:00:02\nHi\n", "is a file of subtitles"),
        ("a.rtf", b"{\\rtf1 x}", "is rich text"),
        ("a.xml", b"<a>x</a>", "is XML"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old Word document"),
        ("a.odt", b"PK\x03\x04", "is a document of another word processor"),
        ("a.epub", b"PK\x03\x04", "is an e-book"),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0", "is an image"),
        ("picture", b"\x89PNG\r\n\x1a\n\0\0\0", "is an image"),
        ("scan", b"%PDF-1.4\n", "is a PDF"),
        ("a.dat", b"\0\0\0\x01", "is binary"),
    ] {
        folder.write(name, bytes);
        let ran = folder.run(&["check", name, "a.md", "--format", "short", "--select", "weekday"]);
        assert_eq!(ran.status, 1, "{name}: {}", ran.err);
        assert!(ran.out.contains("a.md:1:19: error[weekday]") && ran.err.contains(said), "{name}: {}", ran.err);
    }
    // Whoever says how a file is to be read is obeyed.
    folder.write("b.csv", SLIP.as_bytes());
    assert_eq!(folder.run(&["check", "b.csv", "--format-in", "plain", "--select", "weekday"]).status, 1);
}
