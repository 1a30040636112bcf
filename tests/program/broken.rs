//! Bad input of any kind gets a clear message with a place, status 2, no panic, and loses no other file's findings.

use crate::common::{Folder, Ran};

const FLAWED: &str =
    "The Biden administration has not endorsed the plan. President Trump will meet the senators on Friday.\n";

/// The run names a fault, still prints the finding of `good.md`, and exits with 2.
fn faulty(ran: &Ran, said: &[&str]) {
    for words in said {
        assert!(ran.err.contains(words), "{words:?} is not in:\n{}", ran.err);
    }
    assert!(
        ran.out.contains("good.md:1:53: error[office-holder] Donald Trump and Joe Biden cannot both be president"),
        "{}{}",
        ran.out,
        ran.err
    );
    assert_eq!(ran.status, 2, "{}", ran.err);
}

#[test]
fn invalid_utf8_is_told_with_its_place() {
    let folder = Folder::new(&[("good.md", FLAWED)]);
    folder.write("bad.md", b"One.\nTwo \xff three.\n");
    let ran = folder.run(&["check", ".", "--format", "short"]);
    faulty(&ran, &["bad.md", "[invalid-utf8]", "byte 0xff at line 2, column 5 (offset 9)"]);
}

#[test]
fn utf16_is_recognised() {
    let folder = Folder::new(&[("good.md", FLAWED)]);
    folder.write("bad.md", b"O\0n\0e\0 \0t\0w\0\xe4\0");
    faulty(&folder.run(&["check", ".", "--format", "short"]), &["looks like UTF-16 without a byte order mark"]);
}

#[test]
fn a_missing_file_is_told() {
    let folder = Folder::new(&[("good.md", FLAWED)]);
    let ran = folder.run(&["check", "good.md", "none.md", "--format", "short"]);
    faulty(&ran, &["none.md:1:1: error[missing-file]"]);
}

#[test]
fn a_file_over_the_limit_is_told() {
    let folder = Folder::new(&[("good.md", FLAWED), ("large.md", &"word ".repeat(250_000))]);
    let ran = folder.run(&["check", ".", "--format", "short", "--max-size", "1"]);
    faulty(&ran, &["large.md:1:1: error[file-too-large] is larger than 1 megabyte", "--max-size"]);
}

#[test]
fn unknown_names_are_told_with_the_nearest() {
    let folder = Folder::new(&[("good.md", FLAWED)]);
    let ran = folder.run(&["check", "good.md", "--format", "short", "--ignore", "ofice-holder"]);
    faulty(&ran, &["[unknown-rule] no rule is called `ofice-holder`", "did you mean `office-holder`?"]);
    let ran = folder.run(&["check", "good.md", "--format", "short", "--format-in", "markdwn"]);
    faulty(&ran, &["[unknown-format]", "did you mean `markdown`?"]);
    let ran = folder.run(&["check", "good.md", "--format", "shrt"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("'short'"), "{}", ran.err);
}

#[test]
fn a_broken_record_is_told_with_its_line() {
    let record = format!("{{\"id\": 1, \"text\": {}}}", serde_json::json!(FLAWED));
    let text = format!("{record}\nnot json\n{{\"title\": \"no text\"}}\n{record}\n");
    let folder = Folder::new(&[("good.md", FLAWED), ("drafts.jsonl", &text)]);
    let ran = folder.run(&["check", ".", "--format", "short"]);
    faulty(&ran, &["drafts.jsonl:2:1:", "drafts.jsonl:3:1:", "[bad-record]"]);
    assert!(ran.out.contains("drafts.jsonl:1:1: error[office-holder] record 1 (1), text 1:53: "), "{}", ran.out);
    assert!(ran.out.contains("drafts.jsonl:4:1: error[office-holder] record 4 (1), text 1:53: "), "{}", ran.out);
}

#[test]
fn five_faults_of_a_rule_file_are_five_diagnostics() {
    let rules = "\
[pack]
id = \"house/board\"
verified = 2025-13-01
sources = [\"https://example.org\"]

[[person]]
id = \"jane-holt\"
nmae = \"Jane Holt\"

[[office]]
id = \"chair\"
of = \"nowhere-land\"
titles = [\"chair\"]
seats = 0

[[tenure]]
office = \"chair\"
holder = \"jane-hold\"
from = 2021-01-20
";
    let folder = Folder::new(&[("good.md", FLAWED), ("house/board.toml", rules)]);
    let ran = folder.run(&["check", "good.md", "--format", "short", "--rules", "house"]);
    let told: Vec<&str> = ran.err.lines().filter(|line| line.starts_with("house/board.toml:")).collect();
    for (line, said) in [(3, "invalid date"), (8, "nmae"), (12, "nowhere-land"), (14, "seats"), (18, "jane-hold")] {
        let place = format!("house/board.toml:{line}:");
        assert!(told.iter().any(|t| t.starts_with(&place) && t.contains(said)), "{place} {said}:\n{}", ran.err);
    }
    assert_eq!(told.len(), 5, "{}", ran.err);
    faulty(&ran, &["did you mean `name`?", "did you mean `jane-holt`?"]);
    let human = folder.run(&["rules", "check", "house"]);
    assert_eq!((human.status, human.err.matches("error[").count()), (2, 5), "{}", human.err);
    assert!(human.err.contains("house/board.toml:8:1"), "{}", human.err);
}

#[test]
fn a_check_whose_examples_fail_is_told_and_not_used() {
    let check = "\
[check]
id = \"house-holder\"
kind = \"tenure\"
fluents = [\"tenure\"]
severity = \"error\"
summary = \"One of ours.\"
manual = \"None.\"
message = \"{claim} does not fit {others}\"
[check.label]
holds = \"in office only {days}\"
fits = \"in office {days}\"
[[check.flag]]
draft = \"[[President Trump]] has a dog.\"
[[check.pass]]
draft = \"President Trump has a dog.\"
";
    let folder = Folder::new(&[("good.md", FLAWED), ("house.toml", check)]);
    let ran = folder.run(&["check", "good.md", "--format", "short", "--rules", "house.toml"]);
    faulty(&ran, &["example-failed", "house.toml:12", "must give exactly one finding, but gives 0", "not used"]);
    assert!(!ran.out.contains("house-holder"), "{}", ran.out);
}

#[test]
fn broken_settings_are_told_and_the_rest_counts() {
    let settings = "selct = [\"office-holder\"]\nfail-on = \"warning\"\nrules = [\"nowhere\"]\n";
    let folder = Folder::new(&[("good.md", FLAWED), ("factlint.toml", settings)]);
    let ran = folder.run(&["check", ".", "--format", "short"]);
    faulty(&ran, &["factlint.toml:1:1:", "did you mean `select`?", "factlint.toml:3:10:", "nowhere"]);
}

#[test]
fn a_line_of_many_megabytes_is_an_ordinary_document() {
    let mut text = "The road is closed and the river is high. ".repeat(1_200_000);
    text += FLAWED;
    let folder = Folder::new(&[("good.md", FLAWED), ("long.txt", &text)]);
    let ran = folder.run(&["check", ".", "--format", "short"]);
    let at = text.find("President Trump").expect("it is there") + 1;
    assert!(text.len() > 50_000_000);
    assert!(ran.out.contains(&format!("long.txt:1:{at}: error[office-holder]")), "{}{}", ran.out, ran.err);
    assert_eq!((ran.status, ran.out.lines().count()), (1, 2), "{}", ran.err);
    let human = folder.run(&["check", "long.txt"]);
    assert!(human.out.len() < 4_000, "a finding is not a page of {} bytes", human.out.len());
}

#[test]
fn a_fault_in_a_huge_line_is_not_a_page() {
    let record = format!("{{\"text\": {}\n", "[".repeat(500_000));
    let ran = Folder::new(&[("a.jsonl", &record)]).run(&["check"]);
    assert!(ran.status == 2 && ran.err.contains("error[bad-record]"), "{}", ran.err.len());
    assert!(ran.err.len() < 2_000, "{} bytes", ran.err.len());
}

#[test]
fn an_empty_folder_is_a_warning() {
    let folder = Folder::new(&[("a.rs", "fn main() {}")]);
    let ran = folder.run(&["check", "."]);
    assert_eq!((ran.status, ran.out.as_str()), (0, ""));
    assert!(ran.err.contains("warning: no drafts in ."), "{}", ran.err);
}
