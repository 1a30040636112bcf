//! Quotations beside a transcript.

use crate::common::Folder;

const SPEECH: &str = "HOLT: Um, we will not sell the yard, and we won't, uh, close it this year.\n\nREPORTER: Why?\n\n\
                      HOLT: There are fifty-eight boats in it right now. [laughter] And each was built by people who live here.\n";

fn folder(draft: &str) -> Folder {
    Folder::new(&[("speech.txt", SPEECH), ("draft.md", draft)])
}

const CALL: [&str; 5] = ["check", "draft.md", "--transcript", "speech.txt", "--format"];

fn run(draft: &str) -> crate::common::Ran {
    folder(draft).run(&[&CALL[..], &["json"]].concat())
}

#[test]
fn a_changed_quotation_is_shown_with_what_was_said() {
    let ran = run(
        "She said: \u{201c}There are 58 boats in it right now, and each was built by people who love us.\u{201d}\n",
    );
    let primary = "\u{201c}There are 58 boats in it right now, and each was built by people who love us.\u{201d}";
    let conflict = "There are fifty-eight boats in it right now. [laughter] And each was built by people who live here";
    assert_eq!(ran.findings(), [("warning".to_owned(), primary.to_owned(), vec![conflict.to_owned()])]);
    let finding = &ran.json()["findings"][0];
    assert_eq!(finding["rule"], "quotation-source");
    assert_eq!(finding["related"][0]["path"], "speech.txt");
    assert_eq!(finding["related"][0]["start"]["line"], 5);
    assert_eq!(finding["related"][0]["start"]["column"], 7);
    assert_eq!(finding["notes"], serde_json::json!(["\"love us\" is \"live here\" in the transcript"]));
}

#[test]
fn words_that_were_said_pass_however_they_are_set() {
    for draft in [
        "\u{201c}We will not sell the yard,\u{201d} she said, \u{201c}and we won\u{2019}t close it this year.\u{201d}\n",
        "> We will not sell\n> the yard, and we won't close it this year.\n",
        "She said that \"there are 58 boats in it [the yard] ... each was built by people who live here.\"\n",
        "\"[W]e will not sell the yard, and we won't ... close it this year,\" she said.\n",
        "\"Sell the yard\" is not what she said.\n",
    ] {
        assert_eq!(run(draft).findings(), [], "{draft}");
    }
}

#[test]
fn words_that_were_left_out_or_put_in_are_told() {
    let notes = |draft: &str| run(draft).json()["findings"][0]["notes"].clone();
    let dropped =
        notes("\"Each was built by people here,\" she said, and \"there are fifty-eight boats in it now.\"\n");
    assert_eq!(dropped, serde_json::json!(["\"who live\" is omitted without an ellipsis"]));
    let added = notes("\"We will not ever sell the yard, and we won't close it this year.\"\n");
    assert_eq!(added, serde_json::json!(["\"ever\" is not in the transcript"]));
}

#[test]
fn words_that_nobody_said_are_a_hint_without_a_second_place() {
    let ran = run("\"Nobody has asked any of us,\" said Paul Abney.\n");
    let primary = "\"Nobody has asked any of us,\"".to_owned();
    assert_eq!(ran.findings(), [("hint".to_owned(), primary, Vec::new())]);
    assert_eq!(ran.status, 0);
}

#[test]
fn every_output_tells_the_place_in_the_transcript() {
    let folder = folder("\"We will not sell the yard, and we won't close it next year.\"\n");
    let outputs = ["human", "short", "json", "jsonl", "sarif", "github", "gitlab", "rdjson", "rdjsonl", "markdown"];
    for format in outputs.into_iter().chain(["junit", "checkstyle"]) {
        let ran = folder.run(&[&CALL[..], &[format]].concat());
        assert!(ran.out.contains("speech.txt"), "{format}: {}", ran.out);
    }
    let short = folder.run(&[&CALL[..], &["short"]].concat()).out;
    let first =
        "draft.md:1:1: warning[quotation-source] this quotation does not match speech.txt word for word; see \"";
    assert!(short.starts_with(first) && short.contains("at speech.txt:1:11"), "{short}");
}

#[test]
fn without_a_transcript_nothing_is_compared() {
    let ran = folder("\"We will never sell the yard, and we won't close it next year.\"\n").run(&["check", "."]);
    assert_eq!(ran.status, 0);
    assert!(ran.err.contains("no findings in 2 drafts"), "{}", ran.err);
}

#[test]
fn one_of_several_transcripts_is_enough_and_none_is_a_draft() {
    let folder = folder("\"We will not sell the yard,\" she said. \"I came here to build boats,\" said Mr. Abney.\n");
    folder.write("more.md", b"I came here to build boats.\n");
    let ran = folder.run(&["check", ".", "--transcript", "speech.txt", "--transcript", "more.md", "--hints"]);
    assert!(ran.err.contains("no findings in 1 draft"), "{}{}", ran.out, ran.err);
}

#[test]
fn a_transcript_that_cannot_be_read_is_a_fault() {
    let folder = folder("\"We will not sell the yard,\" she said.\n");
    folder.write("empty.txt", b" \n");
    folder.write("bad.txt", b"We \xff will\n");
    for (name, code) in [("none.txt", "missing-file"), ("empty.txt", "empty-transcript"), ("bad.txt", "invalid-utf8")] {
        let ran = folder.run(&["check", "draft.md", "--transcript", name]);
        assert_eq!(ran.status, 2, "{name}");
        assert!(ran.err.contains(code) && ran.err.contains(name), "{}", ran.err);
        assert!(ran.err.contains("in 1 draft; 1 fault"), "{}", ran.err);
    }
}
