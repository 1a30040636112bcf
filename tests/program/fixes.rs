//! Fixes: applied, shown, and made once.
#![allow(clippy::disallowed_methods, reason = "tests read what the program wrote")]

use crate::common::Folder;

/// A byte order mark and line ends of two bytes; one idle mark, one idle rule, one start with its end.
const MARKED: &str = "\u{feff}# Head\r\n\r\n<!-- factlint-ignore capital: gone -->\r\n\r\nPresident Donald Trump will meet the senators \u{1f600}.\r\n\r\n<!-- factlint-ignore capital, office-holder: a letter -->\r\nThe administration of President Joe Biden has not endorsed the plan.\r\n\r\n<!-- factlint-ignore-start renamed -->\r\nIt rained. <!-- factlint-ignore-line capital -->\r\n<!-- factlint-ignore-end -->\r\n";
const FIXED: &str = "\u{feff}# Head\r\n\r\nPresident Donald Trump will meet the senators \u{1f600}.\r\n\r\n<!-- factlint-ignore office-holder: a letter -->\r\nThe administration of President Joe Biden has not endorsed the plan.\r\n\r\nIt rained.\r\n";

fn text(folder: &Folder, name: &str) -> String {
    String::from_utf8(std::fs::read(folder.path().join(name)).expect("a file")).expect("UTF-8")
}

#[test]
fn safe_fixes_are_made_once_and_keep_all_other_bytes() {
    let folder = Folder::new(&[("a.md", MARKED)]);
    let before = folder.run(&["check", "--format", "short"]);
    assert_eq!(before.out.matches("warning[unused-suppression]").count(), 4, "{}", before.out);
    let ran = folder.run(&["check", "--fix"]);
    assert_eq!((ran.status, text(&folder, "a.md").as_str()), (0, FIXED));
    assert!(ran.err.ends_with("4 fixes made in 1 draft\n"), "{}", ran.err);
    let again = folder.run(&["check", "--fix"]);
    assert_eq!((again.err.as_str(), text(&folder, "a.md").as_str()), ("no findings in 1 draft; 1 suppressed\n", FIXED));
}

#[test]
fn a_diff_shows_and_changes_nothing() {
    let folder = Folder::new(&[("a.md", MARKED)]);
    let ran = folder.run(&["check", "--diff"]);
    assert_eq!((ran.status, text(&folder, "a.md").as_str()), (1, MARKED));
    assert!(ran.out.starts_with("--- a/a.md\n+++ b/a.md\n@@"), "{}", ran.out);
    assert!(ran.out.contains("\n-<!-- factlint-ignore capital: gone -->\r\n"), "{}", ran.out);
    assert!(ran.err.contains("4 fixes would be made in 1 draft"), "{}", ran.err);
    let clean = Folder::new(&[("a.md", "One.\n")]).run(&["check", "--diff"]);
    assert_eq!((clean.status, clean.out.as_str()), (0, ""));
}

#[test]
fn unsafe_fixes_are_asked_for() {
    let draft = "President Donald Trump will meet the senators. Secretary of State Marco Rubio too.\n\nThe administration of President Joe Biden has not endorsed the plan.\n";
    let folder = Folder::new(&[("a.md", draft)]);
    assert_eq!(folder.run(&["check", "--fix"]).status, 1);
    assert_eq!(text(&folder, "a.md"), draft);
    let ran = folder.run(&["check", "--unsafe-fixes"]);
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
    assert!(
        text(&folder, "a.md").contains("The administration of former President Joe Biden has not"),
        "{}",
        text(&folder, "a.md")
    );
    assert_eq!(folder.run(&["check", "--unsafe-fixes"]).err, "no findings in 1 draft\n");
}

#[test]
fn records_are_left_alone_and_standard_input_is_printed() {
    let line =
        serde_json::json!({"text": "<!-- factlint-ignore capital -->\n\nOne.", "format": "markdown"}).to_string();
    let folder = Folder::new(&[("a.jsonl", &line)]);
    folder.run(&["check", "--fix"]);
    assert_eq!(text(&folder, "a.jsonl"), line);
    let shown = folder.run_with(&["check", "-", "--diff", "--stdin-filename", "x.md"], MARKED);
    assert!(shown.out.starts_with("--- a/x.md\n"), "{}", shown.out);
    let ran = folder.run_with(&["check", "-", "--fix", "--stdin-filename", "x.md"], MARKED);
    assert!(!folder.path().join("x.md").exists() && ran.err.contains("4 fixes made in 1 draft"), "{}", ran.err);
    assert!(ran.out != MARKED && !ran.out.is_empty());
}

#[test]
fn statistics_count_by_rule() {
    let ran = Folder::new(&[("a.md", MARKED)]).run(&["check", "--statistics"]);
    let rows: Vec<Vec<&str>> = ran.out.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(rows[0], ["rule", "errors", "warnings", "hints", "suppressed"]);
    assert_eq!(rows[1], ["unused-suppression", "0", "4", "0", "0"]);
    assert_eq!(rows[2], ["office-holder", "0", "0", "0", "1"]);
}

#[test]
fn completions_and_the_manual_name_every_command() {
    let folder = Folder::new(&[]);
    let commands = ["check", "baseline", "config", "init", "rules", "facts", "explain", "completions"];
    let manual = folder.run(&["man"]).out;
    assert!(manual.starts_with(".ie") || manual.starts_with(".TH"), "{}", &manual[..40]);
    for command in commands {
        assert!(manual.contains(&format!(".SH factlint {command}")), "{command}");
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = folder.run(&["completions", shell]).out;
        for command in commands {
            assert!(script.contains(command), "{command} in {shell}");
        }
    }
}

/// A formula over a regular expression, with the one repair that makes it hold.
const BOXES: &str = r#"[check]
id = "house-boxes"
kind = "formula"
severity = "error"
summary = "Boxes times pens is all pens."
manual = "The count of all is reckoned."

[[check.pattern]]
regex = '(?P<boxes>\d+) boxes of (?P<pens>\d+), (?P<total>\d+) altogether'
groups = { boxes = "number", pens = "number", total = "number" }
holds = "exact(boxes) * exact(pens) == exact(total)"
message = "{boxes} times {pens} is {exact(boxes) * exact(pens)}, not {total}"
primary = "total"
fix = { total = "{exact(boxes) * exact(pens)}" }

[[check.flag]]
draft = "We sent 3 boxes of 12, [[35]] altogether."

[[check.pass]]
draft = "We sent 3 boxes of 12, 36 altogether."
"#;

#[test]
fn a_formula_over_a_regular_expression_mends_its_one_number() {
    let settings = "rules = [\"boxes.toml\"]\nselect = [\"house-boxes\"]\n";
    let draft = "We sent 3 boxes of 12, 35 altogether.\r\n";
    let folder = Folder::new(&[("a.md", draft), ("factlint.toml", settings), ("boxes.toml", BOXES)]);
    let ran = folder.run(&["check", "--format", "json"]);
    assert_eq!(ran.findings(), [("error".to_owned(), "35".to_owned(), vec!["3".to_owned(), "12".to_owned()])]);
    assert_eq!(ran.json()["findings"][0]["message"], "3 times 12 is 36, not 35");
    assert_eq!(folder.run(&["check", "--fix"]).status, 1);
    assert_eq!(folder.run(&["check", "--unsafe-fixes"]).status, 0);
    assert_eq!(text(&folder, "a.md"), "We sent 3 boxes of 12, 36 altogether.\r\n");
}
