//! `exclude` by the rules of `.gitignore`, for folders and for named files.

use crate::common::{Folder, Ran};

const FLAWED: &str =
    "The Biden administration has not endorsed the plan. President Trump will meet the senators on Friday.\n";

fn folder(exclude: &str) -> Folder {
    let paths = ["a.md", "docs/de/b.md", "docs/en/c.md", "docs/en/deep/d.md", "old/e.md", "x.tmp.md"];
    let files: Vec<(&str, &str)> = paths.into_iter().map(|path| (path, FLAWED)).collect();
    let folder = Folder::new(&files);
    folder.write("factlint.toml", exclude.as_bytes());
    folder
}

/// Paths with findings.
fn found(ran: &Ran) -> Vec<&str> {
    ran.out.lines().filter_map(|line| line.split(':').next()).collect()
}

fn last(ran: &Ran) -> &str {
    ran.err.lines().next_back().unwrap_or_default()
}

#[test]
fn negation_takes_paths_back_in() {
    let all = ["a.md", "docs/de/b.md", "docs/en/c.md", "docs/en/deep/d.md", "old/e.md", "x.tmp.md"];
    let cases: [(&str, &[&str]); 7] = [
        (r#"["docs/*", "!docs/en/"]"#, &["docs/de/b.md"]),
        (r#"["*.md", "!a.md"]"#, &["docs/de/b.md", "docs/en/c.md", "docs/en/deep/d.md", "old/e.md", "x.tmp.md"]),
        (r#"["/*", "!/docs/", "docs/**/deep/"]"#, &["a.md", "docs/en/deep/d.md", "old/e.md", "x.tmp.md"]),
        (r#"["./docs/de", "*.tmp.*", "!x.tmp.md"]"#, &["docs/de/b.md"]),
        (r#"["docs/en/*", "!docs/en/deep/"]"#, &["docs/en/c.md"]),
        (r#"["old/", "docs/", "!docs/en/c.md"]"#, &["docs/de/b.md", "docs/en/c.md", "docs/en/deep/d.md", "old/e.md"]),
        (r#"["DOCS/"]"#, &[]),
    ];
    for (patterns, out) in cases {
        let ran = folder(&format!("exclude = {patterns}\n")).run(&["check", "--format", "short"]);
        let expected: Vec<&str> = all.into_iter().filter(|path| !out.contains(path)).collect();
        assert_eq!(found(&ran), expected, "{patterns}");
        // A walk of each folder gives the same.
        let ran =
            folder(&format!("exclude = {patterns}\n")).run(&["check", "--format", "short", "docs", "./old", "a.md"]);
        let expected: Vec<&str> = expected
            .into_iter()
            .filter(|path| *path != "x.tmp.md")
            .chain(out.contains(&"a.md").then_some("a.md"))
            .collect();
        assert_eq!(found(&ran).len(), expected.len(), "{patterns}: {}", ran.out);
    }
}

#[test]
fn a_folder_that_is_named_is_said_to_be_excluded() {
    let folder = folder("exclude = [\"docs/*\", \"!docs/en/\", \"old/\"]\n");
    for (path, pattern) in [("old", "old/"), ("old/", "old/"), ("docs/de", "docs/*")] {
        let ran = folder.run(&["check", path]);
        let warning = format!("warning: no drafts in {path}: the settings exclude it (`exclude`: \"{pattern}\")\n");
        assert_eq!(ran.err, format!("{warning}no findings in 0 drafts; 1 excluded by the settings\n"));
        assert_eq!(ran.status, 0);
    }
    // One that only has no drafts is not.
    folder.write("empty/x.png", b"");
    assert!(folder.run(&["check", "empty"]).err.starts_with("warning: no drafts in empty: its only file"));
    let json = folder.run(&["check", "old", "a.md", "--format", "json"]).json();
    assert_eq!(json["excluded"], serde_json::json!([{"path": "old", "pattern": "old/"}]));
    assert_eq!(json["summary"]["excluded"], 1);
    let log = folder.run(&["check", "old", "a.md", "--format", "sarif"]).json();
    let note = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0];
    assert_eq!(note["message"]["text"], "the settings exclude it: `exclude` has \"old/\"");
    assert_eq!(note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "old");
}

#[test]
fn named_files_are_read_unless_exclusion_is_forced() {
    let folder = folder("exclude = [\"old/\", \"*.tmp.md\"]\n");
    let named = ["check", "--format", "short", "old/e.md", "x.tmp.md", "a.md"];
    assert_eq!(found(&folder.run(&named)), ["a.md", "old/e.md", "x.tmp.md"]);
    let forced = folder.run(&[&named[..], &["--force-exclude"]].concat());
    assert_eq!((found(&forced), last(&forced)), (vec!["a.md"], "1 error in 1 draft; 2 excluded by the settings"));
    folder.write("factlint.toml", b"exclude = [\"old/\", \"*.tmp.md\"]\nforce-exclude = true\n");
    assert_eq!(found(&folder.run(&named)), ["a.md"]);
    // The settings of each file hold.
    folder.write("old/factlint.toml", b"");
    assert_eq!(found(&folder.run(&named)), ["a.md", "old/e.md"]);
}

#[test]
fn the_shipped_hooks_leave_out_what_is_excluded() {
    let hooks = include_str!("../../.pre-commit-hooks.yaml");
    let entries: Vec<&str> = hooks.lines().filter_map(|line| line.trim().strip_prefix("entry: ")).collect();
    assert!(entries.len() >= 2 && entries.iter().all(|entry| entry.contains(" --force-exclude")), "{entries:?}");
}

#[test]
fn a_pattern_without_effect_is_reported() {
    for (patterns, place, message) in [
        (r#"["!docs/"]"#, "1:12", "`!docs/` has no effect: no pattern before it excludes anything"),
        (r#"["!docs/", "docs/"]"#, "1:12", "`!docs/` has no effect: no pattern before it"),
        (r#"["docs/", "!docs/en/"]"#, "1:21", "`!docs/en/` has no effect: `docs/` excludes the folder `docs/`"),
        (
            r#"["docs", "!docs/en/c.md"]"#,
            "1:20",
            "(to take something back in, exclude what is in the folder, not the folder: \"docs/*\")",
        ),
        (r#"["**/en/", "!docs/en/c.md"]"#, "1:22", "`**/en/` excludes the folder `docs/en/`"),
    ] {
        let ran = folder(&format!("exclude = {patterns}\n")).run(&["check", "--format", "short"]);
        let line = ran.err.lines().next().unwrap_or_default();
        assert!(line.starts_with(&format!("factlint.toml:{place}: warning[idle-pattern]")), "{patterns}: {line}");
        assert!(line.contains(message), "{patterns}: {line}");
        assert_eq!(ran.status, 1, "{patterns}");
    }
    for (pattern, message) in [
        ("../old/", "is outside the folder of the settings"),
        ("#old/", "is a comment in `.gitignore`: write `\\#old/`"),
        ("!", "names no path"),
        ("a[", "error parsing glob"),
    ] {
        let ran = folder(&format!("exclude = ['{pattern}']\n")).run(&["check", "--format", "short"]);
        assert!(ran.err.contains("factlint.toml:1:12: error[bad-glob]") && ran.err.contains(message), "{}", ran.err);
        assert_eq!(ran.status, 2, "{pattern}");
    }
}

#[test]
fn per_file_ignores_may_hold_everywhere_else() {
    let folder = folder("per-file-ignores = { \"!docs/\" = [\"office-holder\"] }\n");
    let ran = folder.run(&["check", "--format", "short"]);
    assert_eq!(found(&ran), ["docs/de/b.md", "docs/en/c.md", "docs/en/deep/d.md"]);
    assert_eq!(last(&ran), "3 errors in 6 drafts; 3 suppressed");
}
