//! Mistakes of somebody who has read only `factlint --help`: each gets a message with its place and advice, and none passes in
//! silence.

use crate::common::Folder;

const FLAWED: &str =
    "The Biden administration has not endorsed the plan. President Trump will meet the senators on Friday.\n";

/// Runs a command line in a folder with a flawed draft and a file of settings or other text.
fn said(file: (&str, &str), arguments: &str) -> (i32, String) {
    let folder = Folder::new(&[("draft.md", FLAWED), ("folder/note.xyz", "One.\n"), file]);
    let arguments: Vec<&str> = arguments.split(' ').map(|word| word.trim_matches('\'')).collect();
    let ran = folder.run(&arguments);
    (ran.status, ran.err)
}

/// A command line that is refused, with words of its message and of its advice.
fn refused(arguments: &str, words: &[&str]) {
    let (status, err) = said(("other.md", "One.\n"), arguments);
    assert_ne!(status, 0, "{arguments}: {err}");
    for word in words {
        assert!(err.contains(word), "`factlint {arguments}` does not say \"{word}\": {err}");
    }
}

#[test]
fn mistakes_in_commands() {
    refused("draft.md", &["'draft.md'", "run `factlint check draft.md`"]);
    refused("folder", &["run `factlint check folder`"]);
    refused("chek draft.md", &["'chek'", "'check'"]);
    refused("--check draft.md", &["'--check'", "commands have no dashes: `factlint check`"]);
    refused("man chek", &["`chek`", "the commands are check"]);
    refused("explain office", &["`office`", "did you mean `office-holder` or `office-term`"]);
    refused("config explain fail_on", &["`fail_on`", "did you mean `fail-on`?"]);
    refused("config show nowhere", &["nowhere does not exist", "a draft or a folder"]);
    refused("rules test nowhere", &["nowhere", "No such file"]);
    refused("rules try nowhere.toml 'A'", &["nowhere.toml"]);
    refused("facts --query united-states/exec", &["`united-states/exec`", "did you mean `united-states/executive`"]);
    refused("facts Biden --older-than 3", &["--older-than", "cannot be used with"]);
    refused("facts Biden --of Poland", &["--of", "cannot be used with"]);
    refused("facts --stale --on 2024-01-01", &["--stale", "--on"]);
    refused("facts Biden --on 2024-5-1", &["2024-5-1", "a day such as 2025-01-20"]);
}

#[test]
fn mistakes_in_flags() {
    refused("check --fromat json", &["'--fromat'", "'--format'"]);
    refused("check --format xml", &["'xml'", "junit, checkstyle"]);
    refused("check --as-of 01/02/2025", &["01/02/2025", "a day such as 2025-01-20"]);
    refused("check --as-of 2025-02-30", &["2025-02-30", "a day such as 2025-01-20"]);
    refused("check --fail-on warn", &["'warn'", "error, warning, hint or never"]);
    refused("check --max-size 1GB", &["'1GB'", "a number of megabytes"]);
    refused("check --select office_holder", &["`office_holder`", "did you mean `office-holder`?"]);
    refused("check --select OFFICE-HOLDER", &["did you mean `office-holder`?"]);
    refused("check --ignore all", &["`all`", "`factlint rules list` shows all"]);
    refused("check --statistics --format json", &["--statistics", "cannot be used with"]);
    refused("check --statistics -o out.json", &["--statistics", "cannot be used with"]);
    refused("check --diff --output sarif=out.sarif", &["--diff", "cannot be used with"]);
    refused("check --output human --output json", &["two outputs", "--output sarif=out.sarif"]);
    refused("check --output sarif out.sarif", &["out.sarif: cannot be read"]);
    refused("check --baseline none.json", &["none.json"]);
    refused("check --transcript none.txt", &["none.txt", "`--transcript`"]);
    refused("check --config none.toml", &["none.toml"]);
    refused("check --rules none", &["none", "No such file"]);
    refused("check --since main", &["--since", "git repository"]);
}

#[test]
fn mistakes_in_paths() {
    refused("check nowhere.md", &["nowhere.md: cannot be read"]);
    refused("check *.txt", &["*.txt: cannot be read", "patterns are not expanded", "--exclude"]);
    let (_, err) = said(("other.md", "One.\n"), "check folder");
    assert!(err.contains("warning: no drafts in folder"), "{err}");
}

#[test]
fn rules_that_are_all_taken_out_are_noticed() {
    let (status, err) = said(("other.md", "One.\n"), "check --select office-holder --ignore office-holder");
    assert!(status == 0 && err.contains("warning[no-rules]") && err.contains("`ignore`"), "{err}");
    let settings = ("factlint.toml", "select = [\"age\"]\nignore = [\"age\"]\n");
    let (_, err) = said(settings, "check");
    assert!(err.contains("factlint.toml: no rule is left to run"), "{err}");
    // One reason is enough.
    let (_, err) = said(("other.md", "One.\n"), "check --select offce-holder");
    assert!(err.contains("unknown-rule") && !err.contains("no-rules"), "{err}");
}

#[test]
fn mistakes_in_settings() {
    for (text, words) in [
        ("fail-on = \"eror\"\n", ["factlint.toml:1:11", "did you mean `error`?"]),
        ("exlude = [\"a\"]\n", ["factlint.toml:1:1", "did you mean `exclude`?"]),
        ("fail_on = \"never\"\n", ["factlint.toml:1:1", "did you mean `fail-on`?"]),
        ("hints = \"yes\"\n", ["factlint.toml:1:9", "true or false"]),
        ("[factlint]\nselect = [\"age\"]\n", ["factlint.toml:1:2", "in no table"]),
        ("[tool.factlint]\nselect = [\"age\"]\n", ["factlint.toml:1:2", "in no table"]),
        ("per-file-ignores = [\"a.md\"]\n", ["factlint.toml:1:20", "must be a table"]),
        ("severity = { age = \"fatal\" }\n", ["factlint.toml:1:20", "\"error\", \"warning\", \"hint\" or \"off\""]),
        ("output = [\"jsn=out.json\"]\n", ["factlint.toml:1:11", "the outputs are human"]),
        ("as-of-paths = [\"{year}\"]\n", ["factlint.toml:1:16", "{year}, {month} and {day}"]),
        ("max-size = \"10 MB\"\n", ["factlint.toml:1:12", "whole number from 1 to 4000"]),
        ("rules = [\"nowhere/\"]\n", ["factlint.toml:1:10", "nowhere/"]),
        ("extends = [\"base.toml\"]\n", ["factlint.toml:1:12", "`base.toml` is not a file"]),
        ("select = [\"age\"\n", ["factlint.toml:", "expected `]`"]),
    ] {
        let (status, err) = said(("factlint.toml", text), "check");
        assert_eq!(status, 2, "{text}: {err}");
        for word in words {
            assert!(err.contains(word), "{text} does not say \"{word}\": {err}");
        }
    }
}

/// A file of settings that is refused, or that causes a warning, with words of the message and of its advice.
fn settings(text: &str, words: &[&str]) {
    let (_, err) = said(("factlint.toml", text), "check --format short");
    for word in words {
        assert!(err.contains(word), "{text}: \"{word}\" is not in {err}");
    }
}

#[test]
fn names_in_one_string_are_taken_apart() {
    refused("check --select weekday,", &["the name of a rule is empty"]);
    let folder = Folder::new(&[("draft.md", FLAWED)]);
    let ran = folder.run(&["check", "--select", "weekday age"]);
    assert!(
        ran.status == 2 && ran.err.contains("separate rules with commas, without spaces: weekday,age"),
        "{}",
        ran.err
    );
    settings(
        "select = \"weekday, age\"",
        &["factlint.toml:1:10", "write each in its own quotation marks: [\"weekday\", \"age\"]"],
    );
    settings("exclude = \"old/, tmp/\"", &["factlint.toml:1:11", "warning[idle-pattern]", "[\"old/\", \"tmp/\"]"]);
}

#[test]
fn patterns_that_never_match_are_noticed() {
    settings("exclude = [\"~/old\"]", &["factlint.toml:1:12", "bad-glob", "`~` is not expanded"]);
    settings("exclude = ['old\\drafts']", &["factlint.toml:1:12", "bad-glob", "write `/` between folders"]);
    settings("exclude = [\"old\\drafts\"]", &["syntax", "written twice"]);
    let folder = Folder::new(&[("draft.md", FLAWED)]);
    let old = folder.path().canonicalize().expect("a folder").join("old/");
    folder.write("factlint.toml", format!("exclude = ['{}']", old.display()).as_bytes());
    let ran = folder.run(&["check", "--format", "short"]);
    assert!(
        ran.status == 2 && ran.err.contains("relative to the folder of the settings (write `/old/`)"),
        "{}",
        ran.err
    );
}

#[test]
fn keys_below_a_table_are_noticed() {
    let moved = "move it above the first table";
    settings(
        "[severity]\nage = \"hint\"\nexclude = [\"old/\"]",
        &["factlint.toml:3", "`exclude` is a key of the file", moved],
    );
    settings("[severity]\nfail-on = \"warning\"", &["factlint.toml:2", "no rule is called `fail-on`", moved]);
    settings(
        "[formats]\nhints = true",
        &["factlint.toml:2", "`hints` is a key of the file, not of `[formats]`", moved],
    );
}

#[test]
fn values_that_are_none_are_noticed() {
    settings("as-of = \"2025-02-30\"", &["factlint.toml:1:9", "one day, as 2025-01-20"]);
    settings("as-of = \"yesterday\"", &["factlint.toml:1:9", "one day, as 2025-01-20"]);
    settings(
        "baseline = \"none.json\"",
        &["factlint.toml:1:12", "none.json does not exist", "`factlint baseline` writes it"],
    );
    settings("[languages]\n\"i18n/\" = \"german\"", &["factlint.toml:2:11", "not a language code", "`en-GB`"]);
}

#[test]
fn files_and_folders_in_the_wrong_place_are_noticed() {
    refused("check --stdin-filename folder", &["`folder` is a folder", "`folder/draft.md`"]);
    refused("day folder", &["folder", "is a folder, not a file"]);
    refused("check --config folder", &["is a folder, not a file"]);
    refused("check -o report.srif", &["`.srif` is not the extension of a format", "did you mean `sarif`?"]);
    refused("baseline nowhere.md", &["factlint-baseline.json is not written", "no draft could be read"]);
    refused("facts Frnace", &["nothing called `Frnace`", "did you mean `France`?"]);
    let folder = Folder::new(&[]);
    let ran = folder.run(&["facts", "President of Frnace"]);
    assert!(ran.status == 1 && ran.err.contains("did you mean `France`?"), "{}", ran.err);
    let ran = folder.run(&["facts", "xyzzy quux"]);
    assert!(ran.status == 1 && ran.err.contains("`factlint facts --coverage`"), "{}", ran.err);
}

#[test]
fn formats_have_the_letter_and_the_case_that_people_try() {
    let folder = Folder::new(&[("draft.md", "The vote is on Wednesday, Sept. 23, 2025.\n")]);
    for arguments in [["-f", "JSON"], ["--format", "Json"]] {
        let [flag, format] = arguments;
        assert_eq!(folder.run(&["check", flag, format]).json()["summary"]["errors"], 1);
    }
}

#[test]
fn settings_under_another_name_are_noticed() {
    for (name, text) in [
        (".factlint.toml", "select = [\"age\"]\n"),
        ("factlint.yaml", "select: [age]\n"),
        ("pyproject.toml", "[project]\nname = \"a\"\n\n[tool.factlint]\nselect = [\"age\"]\n"),
    ] {
        let (status, err) = said((name, text), "check");
        let expected = format!("{name}: is not read");
        assert!(status == 1 && err.contains(&expected) && err.contains("`factlint init`"), "{name}: {err}");
        assert!(!said((name, text), "check --no-config").1.contains(&expected));
    }
    let (_, err) = said(("pyproject.toml", "[tool.ruff]\nline-length = 90\n"), "check");
    assert!(!err.contains("pyproject"), "{err}");
}
