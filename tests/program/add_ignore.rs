//! `--add-ignore` writes comments that suppress what is found, in the syntax of each format.
#![allow(clippy::disallowed_methods, reason = "tests read what the program wrote")]

use crate::common::Folder;

const SLIP: &str = "The vote is on Wednesday, Sept. 23, 2025.";

fn text(folder: &Folder, name: &str) -> String {
    std::fs::read_to_string(folder.path().join(name)).expect("it is there")
}

/// What comments are written into a draft; afterwards nothing is found.
fn marked(name: &str, draft: &str) -> String {
    let folder = Folder::new(&[(name, draft)]);
    let ran = folder.run(&["check", "--add-ignore=as printed"]);
    let last = ran.err.lines().next_back().unwrap_or_default();
    assert!(ran.status == 0 && last.contains("written in 1 draft"), "{name}: {}{}", ran.out, ran.err);
    let again = folder.run(&["check", "--fix", "--unsafe-fixes"]);
    assert!(again.err.starts_with("no findings in 1 draft"), "{name}: {}{}", again.out, text(&folder, name));
    text(&folder, name)
}

#[test]
fn every_format_has_its_comment() {
    let mark = "factlint-ignore weekday: as printed";
    for (name, draft, expected) in [
        ("a.md", format!("It rained.\n\n{SLIP}\n"), format!("It rained.\n\n<!-- {mark} -->\n{SLIP}\n")),
        ("a.md", format!("# {SLIP}\n\nx\n"), format!("<!-- {mark} -->\n# {SLIP}\n\nx\n")),
        ("a.md", format!("- x\n- {SLIP}\n- y\n"), format!("- x\n- {SLIP} <!-- {mark} -->\n- y\n")),
        (
            "a.md",
            format!("1. x\n\n   {SLIP}\n\nSee [the {SLIP}](x.md)\n"),
            format!("1. x\n\n   {SLIP} <!-- {mark} -->\n\n<!-- {mark} -->\nSee [the {SLIP}](x.md)\n"),
        ),
        (
            "a.md",
            format!("---\ntitle: x\n---\r\nIt rained.\r\n\r\n{SLIP}\r\n"),
            format!("---\ntitle: x\n---\r\nIt rained.\r\n\r\n<!-- {mark} -->\r\n{SLIP}\r\n"),
        ),
        ("a.txt", format!("\u{feff}{SLIP}\n\nx\n"), format!("\u{feff}<!-- {mark} -->\n{SLIP}\n\nx\n")),
        (
            "a.html",
            format!("<!DOCTYPE html>\n<p>x</p><p class=a>{SLIP}</p>\n"),
            format!("<!DOCTYPE html>\n<p>x</p><p class=a><!-- {mark} --> {SLIP}</p>\n"),
        ),
        ("a.adoc", format!("== Head\n\n{SLIP}\n"), format!("== Head\n\n// {mark}\n{SLIP}\n")),
        ("a.rst", format!("x\n\n{SLIP}\n"), format!("x\n\n.. {mark}\n\n{SLIP}\n")),
        (
            "a.tex",
            format!("\\begin{{document}}\nx\n\n{SLIP}\n\\end{{document}}\n"),
            format!("\\begin{{document}}\nx\n\n% {mark}\n{SLIP}\n\\end{{document}}\n"),
        ),
    ] {
        assert_eq!(marked(name, &draft), expected, "{name}");
    }
}

#[test]
fn every_place_gets_its_comment_and_one_has_all_its_rules() {
    let other = "President Trump will meet the senators on Friday.";
    let side = "The Biden administration has not endorsed it.";
    let found = marked("a.md", &format!("{SLIP}\n\n{SLIP}\n\n{SLIP}\n"));
    assert_eq!(found.matches("<!-- factlint-ignore weekday: as printed -->").count(), 3);
    // One side is enough.
    let found = marked("a.md", &format!("{side}\n\n{other}\n"));
    assert_eq!(found.matches("factlint-ignore").count(), 1);
    // A comment that is there already stays.
    let found = marked("a.md", &format!("{SLIP} <!-- factlint-ignore weekday -->\n\n{SLIP}\n"));
    assert_eq!(
        found,
        format!("{SLIP} <!-- factlint-ignore weekday -->\n\n<!-- factlint-ignore weekday: as printed -->\n{SLIP}\n")
    );
}

#[test]
fn comments_may_be_shown_only_and_have_no_reason() {
    let folder = Folder::new(&[("a.md", SLIP), ("b.md", "It rained.\n")]);
    let ran = folder.run(&["check", "--add-ignore", "--diff", "a.md", "b.md"]);
    assert!(ran.out.contains("\n+<!-- factlint-ignore weekday -->\n"), "{}", ran.out);
    assert_eq!(ran.err.lines().next_back(), Some("1 ignore comment would be written in 1 draft"));
    assert_eq!((ran.status, text(&folder, "a.md").as_str()), (1, SLIP));
    // What would end a comment is no part of it.
    folder.run(&["check", "--add-ignore=an --> arrow\nand more"]);
    assert_eq!(text(&folder, "a.md"), format!("<!-- factlint-ignore weekday: an \u{2013}> arrow and more -->\n{SLIP}"));
    let ran = folder.run_with(&["check", "-", "--add-ignore"], &format!("{SLIP}\n"));
    assert_eq!(ran.out, format!("<!-- factlint-ignore weekday -->\n{SLIP}\n"));
}

#[test]
fn what_cannot_be_marked_is_left_and_reported() {
    let record = format!("{{\"text\": \"{SLIP}\"}}\n");
    let folder = Folder::new(&[("a.jsonl", &record), ("title.md", &format!("---\ntitle: {SLIP}\n---\nx\n"))]);
    let ran = folder.run(&["check", "--add-ignore", "--format", "short", "a.jsonl"]);
    assert_eq!((ran.status, text(&folder, "a.jsonl")), (1, record));
    assert!(
        ran.err
            .contains("a.jsonl:1:1: warning[no-comments] ignore comments cannot be written into files of this format"),
        "{}",
        ran.err
    );
    let ran = folder.run(&["check", "--add-ignore", "--format", "short", "title.md"]);
    assert!(ran.status == 1 && ran.out.starts_with("title.md:2:"), "{}{}", ran.out, ran.err);
    assert_eq!(text(&folder, "title.md"), format!("---\ntitle: {SLIP}\n---\nx\n"));
}

#[test]
fn reasons_are_asked_for_and_mixtures_refused() {
    let folder = Folder::new(&[("a.md", SLIP), ("factlint.toml", "require-reasons = true\n")]);
    let ran = folder.run(&["check", "--add-ignore"]);
    assert!(ran.status == 2 && ran.err.contains("--add-ignore=\"the reason\""), "{}", ran.err);
    assert_eq!(folder.run(&["check", "--add-ignore=as printed"]).status, 0);
    for more in ["--fix", "--unsafe-fixes"] {
        assert_eq!(folder.run(&["check", "--add-ignore", more]).status, 2);
    }
    assert_eq!(folder.run(&["baseline", "--add-ignore"]).status, 2);
}
