//! The baseline: adopting factlint on an old tree takes one command.
#![allow(clippy::disallowed_methods, reason = "tests read and move what was written")]

use crate::common::Folder;

/// A draft with one contradiction, whose two paragraphs stand far apart.
fn draft(number: usize) -> String {
    format!(
        "Draft {number}.\n\nThe Biden administration has not endorsed the plan.\n\nIt rained on Tuesday.\n\nPresident Trump will meet the senators on Friday.\n"
    )
}

fn old_tree(drafts: usize) -> Folder {
    let folder = Folder::new(&[]);
    for number in 0..drafts {
        folder.write(&format!("old/{number}.md"), draft(number).as_bytes());
    }
    folder
}

#[test]
fn an_old_tree_is_clean_after_one_command_and_a_new_contradiction_shows_alone() {
    let folder = old_tree(5_000);
    assert_eq!(folder.run(&["check"]).status, 1);
    let ran = folder.run(&["baseline"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, "5000 findings in factlint-baseline.json\n"));
    let ran = folder.run(&["check"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, ""));
    assert_eq!(ran.err, "no findings in 5000 drafts; 5000 in the baseline\n");

    // Paragraphs change places; lines and order are new, and nothing else is.
    for number in 0..5_000 {
        let text = draft(number);
        let mut parts: Vec<&str> = text.trim_end().split("\n\n").collect();
        parts.rotate_left(1 + number % 3);
        folder.write(&format!("old/{number}.md"), parts.join("\n\n").as_bytes());
    }
    let ran = folder.run(&["check"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, "no findings in 5000 drafts; 5000 in the baseline\n"));

    let more = format!("{}\nPresident Barack Obama will speak on Monday.\n", draft(7));
    folder.write("old/7.md", more.as_bytes());
    let ran = folder.run(&["check", "--format", "short"]);
    assert_eq!((ran.status, ran.out.lines().count()), (1, 1), "{}", ran.out);
    assert!(ran.out.starts_with("old/7.md:9:1: error[office-holder] Barack Obama"), "{}", ran.out);
    assert_eq!(folder.run(&["check", "--no-baseline"]).err.lines().next(), Some("5001 errors in 5000 drafts"));
}

#[test]
fn stale_entries_are_told_and_go() {
    let folder = old_tree(60);
    folder.run(&["baseline"]);
    folder.write("old/3.md", b"Nothing is left.\n");
    std::fs::remove_file(folder.path().join("old/4.md")).expect("it goes");
    let ran = folder.run(&["check"]);
    assert_eq!(ran.status, 0);
    assert!(ran.err.contains("warning: 2 stale entries in factlint-baseline.json"), "{}", ran.err);
    assert!(
        ran.err.contains("  old/3.md office-holder ") && ran.err.contains("  old/4.md office-holder "),
        "{}",
        ran.err
    );
    // What a run does not read or look for is not stale.
    assert!(!folder.run(&["check", "old/5.md", "--ignore", "office-holder"]).err.contains("stale"));
    assert_eq!(folder.run(&["baseline", "--ratchet"]).out, "58 findings in factlint-baseline.json\n");
    assert!(!folder.run(&["check"]).err.contains("stale"));
}

#[test]
fn a_ratchet_refuses_growth() {
    let folder = old_tree(60);
    folder.run(&["baseline"]);
    let before = std::fs::read(folder.path().join("factlint-baseline.json")).expect("a baseline");
    folder.write("new.md", draft(0).as_bytes());
    let ran = folder.run(&["baseline", "--ratchet"]);
    assert_eq!(ran.status, 1);
    assert!(ran.out.contains("new.md:7:1") && !ran.out.contains("old/"), "{}", ran.out);
    assert_eq!(ran.err, "1 finding is not in factlint-baseline.json: the baseline must not grow\n");
    assert_eq!(std::fs::read(folder.path().join("factlint-baseline.json")).expect("a baseline"), before);
    // A part of the tree keeps the rest.
    assert_eq!(folder.run(&["baseline", "new.md"]).out, "61 findings in factlint-baseline.json\n");
}

#[test]
fn a_baseline_has_its_place_and_may_be_broken() {
    let folder = Folder::new(&[("a/x.md", &draft(1)), ("factlint.toml", "baseline = \"kept/known.json\"\n")]);
    folder.write("kept/known.json", b"{\"schema\": 1, \"findings\": [}\n");
    let ran = folder.run(&["check", "--format", "short"]);
    assert!(ran.status == 2 && ran.err.contains("kept/known.json:1:28: error[bad-baseline]"), "{}", ran.err);
    std::fs::remove_file(folder.path().join("kept/known.json")).expect("it goes");
    assert_eq!(folder.run(&["baseline"]).out, "1 finding in kept/known.json\n");
    let text = std::fs::read_to_string(folder.path().join("kept/known.json")).expect("a baseline");
    assert!(text.contains("\"path\":\"/") || text.contains("../a/x.md") || text.contains("a/x.md"), "{text}");
    assert_eq!(folder.run(&["check"]).status, 0);
    let named = folder.run(&["check", "--baseline", "none.json", "--format", "short"]);
    assert!(named.status == 2 && named.err.contains("none.json"), "{}", named.err);
}

#[test]
fn options_that_would_make_half_a_baseline_are_refused() {
    let folder = Folder::new(&[("a.md", &draft(1))]);
    for options in [&["--since", "HEAD"][..], &["--fix"], &["--diff"], &["--format", "json"], &["--output", "sarif=x"]]
    {
        let ran = folder.run(&[&["baseline"], options].concat());
        assert!(ran.status == 2 && ran.err.contains(options[0]), "{}", ran.err);
    }
    assert!(!folder.path().join("factlint-baseline.json").exists());
}
