//! `--since`: only findings with a place in what git says has changed.
#![allow(clippy::disallowed_methods, reason = "a test runs git and moves files")]

use std::process::Command;

use crate::common::{Folder, Ran};

const OLD: &str = "The Biden administration has not endorsed it.\n\nA line between.\n\nPresident Trump will meet the senators on Friday.\n";

/// A repository with some drafts in it, or `None` where there is no git.
fn repository(files: &[(&str, &str)]) -> Option<Folder> {
    let folder = Folder::new(files);
    git(&folder, &["init", "-q", "-b", "main"])?;
    commit(&folder);
    Some(folder)
}

fn git(folder: &Folder, arguments: &[&str]) -> Option<String> {
    let identity = ["-c", "user.name=A", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false"];
    let ran = Command::new("git").args(identity).args(arguments).current_dir(folder.path()).output().ok()?;
    assert!(ran.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
    Some(String::from_utf8_lossy(&ran.stdout).into_owned())
}

fn commit(folder: &Folder) {
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-q", "-m", "x"]);
}

fn since(folder: &Folder, revision: &str) -> Ran {
    folder.run(&["check", ".", "--format", "short", "--since", revision])
}

fn found(ran: &Ran) -> Vec<&str> {
    ran.out.lines().filter_map(|line| line.split(": error").next()).collect()
}

#[test]
fn only_findings_with_a_place_in_changed_lines() {
    let Some(folder) = repository(&[("a.md", OLD), ("b/c.md", OLD)]) else { return };
    assert_eq!(folder.run(&["check", ".", "--format", "short"]).out.lines().count(), 2);
    let ran = since(&folder, "HEAD");
    assert_eq!((ran.status, ran.out.as_str()), (0, ""), "{}", ran.err);
    // A line that is no place of a finding.
    folder.write("a.md", OLD.replace("between", "amid").as_bytes());
    assert_eq!(found(&since(&folder, "HEAD")), Vec::<&str>::new());
    // The related place counts as the primary one does.
    folder.write("a.md", OLD.replace("has not", "has never").as_bytes());
    folder.write("b/c.md", OLD.replace("on Friday", "on Monday").as_bytes());
    assert_eq!(found(&since(&folder, "HEAD")), ["a.md:5:1", "b/c.md:5:1"]);
    commit(&folder);
    assert_eq!(found(&since(&folder, "HEAD~1")), ["a.md:5:1", "b/c.md:5:1"]);
    assert_eq!(found(&since(&folder, "HEAD")), Vec::<&str>::new());
}

#[test]
fn new_files_count_whole_and_renamed_ones_by_their_lines() {
    let Some(folder) = repository(&[("old name.md", OLD)]) else { return };
    folder.write("new.md", OLD.as_bytes());
    std::fs::rename(folder.path().join("old name.md"), folder.path().join("zo\u{eb} \"x\".md")).expect("a rename");
    git(&folder, &["add", "-A", "--", "zo\u{eb} \"x\".md", "old name.md"]);
    assert_eq!(found(&since(&folder, "HEAD")), ["new.md:5:1"]);
    folder.write("zo\u{eb} \"x\".md", OLD.replace("on Friday", "on Monday").as_bytes());
    assert_eq!(found(&since(&folder, "HEAD")), ["new.md:5:1", "zo\u{eb} \"x\".md:5:1"]);
}

#[test]
fn packages_and_records_count_by_what_git_sees_of_them() {
    let record = |day: &str| {
        let text =
            format!("The Biden administration has not endorsed it. President Trump will meet the senators on {day}.");
        serde_json::json!({ "text": text }).to_string() + "\n"
    };
    let lines = record("Friday") + &record("Friday");
    let Some(folder) = repository(&[("a.jsonl", &lines)]) else { return };
    let word = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/formats/word.docx")).expect("a draft");
    folder.write("a.docx", &word);
    folder.write("a.jsonl", (record("Friday") + &record("Monday")).as_bytes());
    let ran = since(&folder, "HEAD");
    assert_eq!(ran.out.matches("a.docx:1:1").count(), 5, "{}", ran.out);
    assert!(ran.out.contains("a.jsonl:2:1") && !ran.out.contains("a.jsonl:1:1"), "{}", ran.out);
    commit(&folder);
    assert_eq!(since(&folder, "HEAD").out, "");
}

#[test]
fn what_others_did_on_the_revision_is_no_change_of_this_branch() {
    let Some(folder) = repository(&[("a.md", OLD), ("b.md", OLD)]) else { return };
    git(&folder, &["checkout", "-q", "-b", "mine"]);
    folder.write("b.md", OLD.replace("on Friday", "on Monday").as_bytes());
    commit(&folder);
    git(&folder, &["checkout", "-q", "main"]);
    folder.write("a.md", b"Nothing is left.\n");
    commit(&folder);
    git(&folder, &["checkout", "-q", "mine"]);
    assert_eq!(found(&since(&folder, "main")), ["b.md:5:1"]);
}

#[test]
fn what_git_cannot_tell_is_a_fault_and_everything_is_shown() {
    let Some(folder) = repository(&[("a.md", OLD)]) else { return };
    for revision in ["nowhere", "--output=x", ""] {
        let ran = since(&folder, revision);
        assert_eq!((ran.status, found(&ran)), (2, vec!["a.md:5:1"]), "{}", ran.err);
        assert!(ran.err.contains("[unknown-revision] git does not know the revision"), "{}", ran.err);
    }
    let program = Command::new(env!("CARGO_BIN_EXE_factlint"))
        .args(["check", ".", "--format", "short", "--since", "HEAD"])
        .current_dir(folder.path())
        .env("PATH", "")
        .output()
        .expect("the program starts");
    assert_eq!(program.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&program.stderr).contains("[git-missing]"), "no git on an empty path");
    let outside = Folder::new(&[("a.md", OLD)]);
    let ran = since(&outside, "HEAD");
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("[no-repository]"), "{}", ran.err);
}

#[test]
fn fixes_are_made_only_where_lines_have_changed() {
    let mark =
        |number: usize| format!("<!-- factlint-ignore capital: old {number} -->\n\nIt rained on day {number}.\n\n");
    let old = [mark(1), mark(2), OLD.to_owned()].concat();
    let Some(folder) = repository(&[("a.md", &old), ("b.md", &old)]) else { return };
    // A mark that does nothing before the old ones, and a change on a line of the contradiction.
    let new = [mark(0), mark(1), mark(2), OLD.replace("on Friday", "on Monday")].concat();
    folder.write("a.md", new.as_bytes());
    let expected = new.replace("<!-- factlint-ignore capital: old 0 -->\n\n", "");
    let shown = folder.run(&["check", ".", "--since", "HEAD", "--diff"]);
    assert!(shown.out.contains("-<!-- factlint-ignore capital: old 0 -->"), "{}", shown.out);
    assert!(!shown.out.contains("-<!-- factlint-ignore capital: old 1 -->"), "{}", shown.out);
    let ran = folder.run(&["check", ".", "--format", "short", "--since", "HEAD", "--fix"]);
    let text = |name: &str| std::fs::read_to_string(folder.path().join(name)).expect("a draft");
    assert_eq!((text("a.md"), text("b.md")), (expected, old));
    // What is told has the places of the draft as it is now.
    assert_eq!((ran.status, found(&ran)), (1, vec!["a.md:15:1"]), "{}", ran.out);
    assert!(ran.err.ends_with("1 fix made in 1 draft\n"), "{}", ran.err);
}
