//! Options and commands.

use crate::common::Folder;

const FLAWED: &str =
    "The Biden administration has not endorsed the plan. President Trump will meet the senators on Friday.\n";
const HINT: &str = "---\ndate: 2023-05-01\n---\n\nThey said that President Donald Trump was kind.\n";

#[test]
fn fail_on_sets_the_status() {
    let folder = Folder::new(&[("draft.md", FLAWED)]);
    assert_eq!(folder.run(&["check"]).status, 1);
    assert_eq!(folder.run(&["check", "--fail-on", "never"]).status, 0);
    let wrong = folder.run(&["check", "--fail-on", "sometimes"]);
    assert_eq!(wrong.status, 2);
    assert!(wrong.err.contains("error, warning, hint or never"), "{}", wrong.err);
}

#[test]
fn hints_are_printed_when_asked_for_and_always_in_json() {
    let folder = Folder::new(&[("draft.md", HINT)]);
    let plain = folder.run(&["check"]);
    assert_eq!((plain.status, plain.out.as_str()), (0, ""));
    assert!(folder.run(&["check", "--hints", "--format", "short"]).out.contains("hint[office-holder]"));
    assert_eq!(folder.run(&["check", "--format", "json"]).json()["summary"]["hints"], 1);
    assert_eq!(folder.run(&["check", "--fail-on", "hint"]).status, 1);
}

#[test]
fn rules_are_selected_and_ignored() {
    let folder = Folder::new(&[("draft.md", FLAWED)]);
    assert_eq!(folder.run(&["check", "--ignore", "office-holder"]).status, 0);
    assert_eq!(folder.run(&["check", "--select", "office-holder"]).status, 1);
    folder.write("factlint.toml", b"ignore = [\"office-holder\"]\n");
    assert_eq!(folder.run(&["check"]).status, 0);
    assert_eq!(folder.run(&["check", "--no-config"]).status, 1);
}

#[test]
fn no_default_rules_leaves_nothing() {
    let folder = Folder::new(&[("draft.md", FLAWED)]);
    let ran = folder.run(&["check", "--no-default-rules"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, ""));
    assert_eq!(folder.run(&["rules", "list", "--no-default-rules"]).out, "");
}

#[test]
fn standard_input_has_a_name_and_a_format() {
    let folder = Folder::new(&[]);
    let plain = folder.run_with(&["check", "-", "--format", "short"], FLAWED);
    assert!(plain.out.starts_with("-:1:53: error[office-holder]"), "{}", plain.out);
    let markdown = "Text.\n\n```\nThe Biden administration has not endorsed it. President Trump will go.\n```\n";
    let named = folder.run_with(&["check", "-", "--stdin-filename", "a/draft.md"], markdown);
    assert_eq!((named.status, named.out.as_str()), (0, ""), "code is not prose");
    let forced = folder.run_with(&["check", "-", "--format-in", "plain"], markdown);
    assert_eq!(forced.status, 1);
}

#[test]
fn comments_silence_a_paragraph_or_a_file() {
    let text = format!("<!-- factlint-ignore office-holder: a test -->\n{FLAWED}");
    let folder = Folder::new(&[("draft.md", &text)]);
    let ran = folder.run(&["check"]);
    assert_eq!(ran.status, 0);
    assert!(ran.err.contains("no findings in 1 draft; 1 suppressed"), "{}", ran.err);
    let whole = format!("{FLAWED}\n<!-- factlint-ignore-file -->\n");
    folder.write("draft.md", whole.as_bytes());
    assert_eq!(folder.run(&["check"]).status, 0);
    let other = format!("<!-- factlint-ignore another-rule -->\n{FLAWED}");
    folder.write("draft.md", other.as_bytes());
    assert_eq!(folder.run(&["check"]).status, 1);
}

#[test]
fn a_folder_walk_takes_drafts_and_heeds_ignore_files() {
    let names = ["a.md", "b.markdown", "c.txt", "d.rs", "sub/e.md", "old/f.md", "gone/g.md"];
    let files: Vec<(&str, &str)> = names.iter().map(|name| (*name, FLAWED)).collect();
    let folder = Folder::new(&files);
    folder.write("factlint.toml", b"exclude = [\"old/**\"]\n");
    folder.write(".gitignore", b"gone/\n");
    let ran = folder.run(&["check", ".", "--format", "short"]);
    let found: Vec<&str> = ran.out.lines().filter_map(|line| line.split(':').next()).collect();
    assert_eq!(found, ["a.md", "b.markdown", "c.txt", "sub/e.md"]);
    assert!(folder.run(&["check", "d.rs", "--format", "short"]).out.starts_with("d.rs:1:53"), "named files are read");
}

#[test]
fn json_lines_are_documents() {
    let text = serde_json::json!({"id": "a7", "title": "Plan stalls", "date": "2025-09-23",
        "text": "One.\n\nThe Biden administration has not endorsed the plan on Monday."});
    let folder = Folder::new(&[("drafts.jsonl", &format!("\n{text}\n"))]);
    let json = folder.run(&["check", ".", "--format", "json"]).json();
    let primary = &json["findings"][0]["primary"];
    assert_eq!(primary["path"], "drafts.jsonl");
    assert_eq!(
        (&primary["record"], &primary["document"], &primary["field"]),
        (&2.into(), &"a7".into(), &"text".into())
    );
    assert_eq!(primary["start"], serde_json::json!({"offset": 6, "line": 3, "column": 1}));
    let day = &json["findings"][0]["related"][0];
    assert_eq!((&day["role"], &day["field"], &day["text"]), (&"evidence".into(), &"date".into(), &"2025-09-23".into()));
    assert_eq!(json["documents"][0]["day_from"], "record");
}

#[test]
fn the_color_is_asked_for() {
    let folder = Folder::new(&[("draft.md", FLAWED)]);
    assert!(!folder.run(&["check"]).out.contains('\u{1b}'));
    assert!(folder.run(&["check", "--color", "always"]).out.contains('\u{1b}'));
}

#[test]
fn explain_prints_the_manual() {
    let folder = Folder::new(&[]);
    let ran = folder.run(&["explain", "office-holder"]);
    assert_eq!(ran.status, 0);
    for words in ["office-holder (tenure, error)", "What to do:", "Flagged:", "Left alone:"] {
        assert!(ran.out.contains(words), "{words}");
    }
    let wrong = folder.run(&["explain", "office-holdr"]);
    assert_eq!(wrong.status, 2);
    assert!(wrong.err.contains("did you mean `office-holder`?"), "{}", wrong.err);
}

#[test]
fn the_embedded_examples_come_out() {
    let ran = Folder::new(&[]).run(&["rules", "test"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.err.ends_with("0 failed\n"), "{}", ran.err);
}

#[test]
fn the_embedded_rules_have_no_fault() {
    // The build does not know the kinds; as a user's files they are judged against them too.
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/rules");
    let ran = Folder::new(&[]).run(&["rules", "check", "--no-default-rules", root]);
    assert_eq!(ran.status, 0, "{}", ran.err);
}

#[test]
fn today_is_the_one_way_to_ask_for_the_clock() {
    let folder = Folder::new(&[("draft.md", "Queen Elizabeth II will open the bridge.\n")]);
    assert_eq!(folder.run(&["check"]).status, 0);
    let json = folder.run(&["check", "--as-of", "today", "--fail-on", "warning", "--format", "json"]);
    assert_eq!(json.status, 1);
    assert_eq!(json.json()["documents"][0]["day_from"], "--as-of");
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let text = FLAWED.to_owned();
    let files: Vec<(String, String)> = (0..300).map(|number| (format!("{number}.md"), text.clone())).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let folder = Folder::new(&files);
    let script = format!("'{}' check . | head -n 1", env!("CARGO_BIN_EXE_factlint"));
    let ran = std::process::Command::new("sh").args(["-c", &script]).current_dir(folder.path()).output();
    let err = String::from_utf8(ran.expect("a shell").stderr).expect("UTF-8");
    assert!(err.contains("300 errors in 300 drafts") && !err.contains("panicked"), "{err}");
}
