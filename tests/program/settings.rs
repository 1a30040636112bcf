//! Settings: found per file, nested, joined, shown, begun.
#![allow(clippy::disallowed_methods, reason = "tests read what the program wrote")]

use crate::common::{Folder, Ran};

const FLAWED: &str =
    "The Biden administration has not endorsed the plan. President Trump will meet the senators on Friday.\n";

/// Paths with findings, in the short format.
fn found(ran: &Ran) -> Vec<&str> {
    ran.out.lines().filter_map(|line| line.split(':').next()).collect()
}

#[test]
fn each_draft_has_the_nearest_settings() {
    let folder = Folder::new(&[
        ("a.md", FLAWED),
        ("sub/b.md", FLAWED),
        ("sub/deep/c.md", FLAWED),
        ("quiet/d.md", FLAWED),
        ("quiet/factlint.toml", "ignore = [\"office-holder\"]\n"),
        ("sub/deep/factlint.toml", "severity = { office-holder = \"warning\" }\n"),
    ]);
    let ran = folder.run(&["check", "--format", "short"]);
    assert_eq!(found(&ran), ["a.md", "sub/b.md", "sub/deep/c.md"]);
    assert!(ran.out.contains("sub/deep/c.md:1:53: warning[office-holder]"), "{}", ran.out);
    assert_eq!(found(&folder.run(&["check", "--format", "short", "--no-config"])).len(), 4);
    // A draft that is named from elsewhere still has its own.
    assert_eq!(folder.run(&["check", "quiet/d.md"]).status, 0);
}

#[test]
fn a_file_extends_another_and_wins() {
    let folder = Folder::new(&[
        ("a.md", FLAWED),
        ("factlint.toml", "extends = \"shared/base.toml\"\nhints = true\n"),
        ("shared/base.toml", "ignore = [\"office-holder\"]\nrules = [\"house\"]\n"),
        ("shared/house/words.toml", "language = \"en\"\n[list.past-marker]\nitems = [\"sometime\"]\n"),
    ]);
    let ran = folder.run(&["check"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, "no findings in 1 draft\n"));
    folder.write("factlint.toml", b"extends = \"shared/base.toml\"\nignore = []\n");
    assert_eq!(folder.run(&["check"]).status, 1);
    folder.write("shared/base.toml", b"extends = \"../factlint.toml\"\n");
    let ran = folder.run(&["check", "--format", "short"]);
    assert!(ran.err.contains("shared/base.toml:1:11: error[extends-itself]"), "{}", ran.err);
    folder.write("factlint.toml", b"extends = [\"none.toml\"]\n");
    assert!(folder.run(&["check", "--format", "short"]).err.contains("factlint.toml:1:12: error[missing-file]"));
}

#[test]
fn rules_weigh_what_the_settings_say() {
    let folder = Folder::new(&[("a.md", FLAWED), ("factlint.toml", "[severity]\noffice-holder = \"hint\"\n")]);
    let ran = folder.run(&["check", "--hints", "--format", "short"]);
    assert!(ran.status == 0 && ran.out.contains("hint[office-holder]"), "{}", ran.out);
    folder.write("factlint.toml", b"[severity]\noffice-holder = \"off\"\n");
    assert_eq!(folder.run(&["check"]).err, "no findings in 1 draft\n");
    folder.write("factlint.toml", b"[severity]\noffice-holdr = \"off\"\ncapital = \"loud\"\n");
    let ran = folder.run(&["check", "--format", "short"]);
    assert!(ran.err.contains("factlint.toml:2:1: error[unknown-rule]"), "{}", ran.err);
    assert!(ran.err.contains("factlint.toml:3:11: error[unknown-value]"), "{}", ran.err);
}

#[test]
fn paths_silence_rules_and_leave_drafts_out() {
    let folder = Folder::new(&[
        ("a.md", FLAWED),
        ("archive/b.md", FLAWED),
        ("old/c.md", FLAWED),
        ("factlint.toml", "exclude = [\"old/\"]\nper-file-ignores = { \"archive/\" = \"office-holder\" }\n"),
    ]);
    let ran = folder.run(&["check", "--format", "short"]);
    assert_eq!(found(&ran), ["a.md"]);
    assert!(ran.err.contains("1 error in 2 drafts; 1 suppressed"), "{}", ran.err);
    let log = folder.run(&["check", "--format", "sarif"]).json();
    let suppression = &log["runs"][0]["results"][1]["suppressions"][0];
    assert_eq!(suppression["kind"], "external");
    assert_eq!(suppression["justification"], "per-file-ignores of \"archive/\"");
    // What is named is read.
    assert_eq!(folder.run(&["check", "old/c.md"]).status, 1);
}

#[test]
fn paths_and_keys_tell_the_day() {
    let text = "President Donald Trump will meet the senators on Friday.\n";
    let dated = format!("---\ndate: 2025-09-01\nembargo: 2015-09-23\n---\n\n{text}");
    let folder = Folder::new(&[
        ("news/2015/09/23-slug.md", text),
        ("a.md", &dated),
        ("factlint.toml", "as-of-paths = [\"{year}/{month}/{day}-*\"]\ndate-keys = \"embargo\"\n"),
    ]);
    let json = folder.run(&["check", "--format", "json"]).json();
    let days: Vec<&str> =
        json["documents"].as_array().expect("documents").iter().filter_map(|d| d["day"].as_str()).collect();
    assert_eq!(days, ["2015-09-23", "2015-09-23"]);
    assert_eq!(json["summary"]["errors"], 2);
    assert_eq!(json["findings"][0]["related"][0]["text"], "2015-09-23");
    assert_eq!(folder.run(&["check", "--no-config", "--format", "json"]).json()["summary"]["errors"], 0);
}

#[test]
fn keys_tell_the_title_and_the_language() {
    let text = "---\nhed: President Trump will meet the senators\nlocale: en\nlang: xx\n---\n\nThe Biden administration has not endorsed it.\n";
    let folder = Folder::new(&[("a.md", text)]);
    let plain = folder.run(&["check", "--format", "short"]);
    assert_eq!((plain.status, plain.out.as_str()), (0, ""), "no title, and no rules for a language `xx`");
    folder.write("factlint.toml", b"title-keys = \"hed\"\nlanguage-keys = [\"Locale\"]\n");
    let ran = folder.run(&["check", "--format", "short"]);
    assert!(ran.status == 1 && ran.out.contains("error[office-holder]"), "{}{}", ran.out, ran.err);
}

#[test]
fn outputs_may_stand_in_the_settings() {
    let folder = Folder::new(&[("a.md", FLAWED), ("factlint.toml", "output = [\"short\", \"junit=out.xml\"]\n")]);
    assert!(folder.run(&["check"]).out.starts_with("a.md:1:53: error"));
    assert!(folder.path().join("out.xml").exists());
    assert!(folder.run(&["check", "--format", "json"]).json()["schema"] == 1);
    folder.write("factlint.toml", b"output = \"shot\"\n");
    let ran = folder.run(&["check"]);
    assert!(ran.status == 2 && ran.err.contains("there is no output `shot`"), "{}", ran.err);
}

#[test]
fn reasons_may_be_required() {
    let text = format!("<!-- factlint-ignore office-holder -->\n{FLAWED}");
    let folder = Folder::new(&[("a.md", &text), ("factlint.toml", "require-reasons = true\n")]);
    let ran = folder.run(&["check", "--format", "short"]);
    assert_eq!(ran.out, "a.md:1:1: error[suppression-reason] this ignore comment gives no reason\n");
    assert_eq!(folder.run(&["check", "--no-config"]).status, 0);
}

#[test]
fn settings_are_shown_and_explained() {
    let folder = Folder::new(&[
        ("factlint.toml", "extends = \"base.toml\"\nselect = [\n  \"office-holder\", # all we want\n]\n"),
        ("base.toml", "fail-on = \"warning\"\n[severity]\ncapital = \"hint\"\n"),
    ]);
    let shown = folder.run(&["config", "show"]);
    assert!(shown.out.contains("fail-on = \"warning\"  # base.toml:1\n"), "{}", shown.out);
    assert!(shown.out.contains("  # factlint.toml:2\n") && shown.out.contains("# hints: false\n"), "{}", shown.out);
    assert!(shown.out.contains("severity = { ... }  # base.toml:2\n"), "{}", shown.out);
    assert!(folder.run(&["config", "explain", "fail-on"]).out.contains("exit status 1"));
    let wrong = folder.run(&["config", "explain", "fail-off"]);
    assert!(wrong.status == 2 && wrong.err.contains("did you mean `fail-on`?"), "{}", wrong.err);
}

#[test]
fn init_looks_at_the_tree_and_writes_settings_that_are_read() {
    let folder = Folder::new(&[
        ("posts/2025/09/23-slug.md", "One.\n"),
        ("posts/2025/09/24-slug.md", "One.\n"),
        ("fiction/a.md", "One.\n"),
        ("archive/a.txt", "One.\n"),
    ]);
    let ran = folder.run(&["init"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, "wrote factlint.toml\n"));
    let text = std::fs::read_to_string(folder.path().join("factlint.toml")).expect("it was written");
    for line in [
        "# Drafts found when this file was created: 3 markdown, 1 plain.",
        "as-of-paths = [\"{year}/{month}/{day}-*\"]",
        "narrative = [\"fiction/\"]",
        "# exclude = [\"archive/\"]",
        "# It gives the day of 2 drafts here.",
    ] {
        assert!(text.lines().any(|known| known == line), "{line} in\n{text}");
    }
    let checked = folder.run(&["check"]);
    assert_eq!((checked.status, checked.err.as_str()), (0, "no findings in 4 drafts\n"));
    let again = folder.run(&["init"]);
    assert!(again.status == 2 && again.err.contains("already exists"), "{}", again.err);
}

#[test]
fn the_schema_of_settings_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schemas/settings.json");
    let printed = Folder::new(&[]).run(&["config", "schema"]).out;
    if std::env::var("UPDATE_DOCS").is_ok() {
        std::fs::write(path, &printed).expect("the schema is written");
    }
    assert_eq!(std::fs::read_to_string(path).unwrap_or_default(), printed, "`UPDATE_DOCS=1 cargo test` updates it");
}

#[test]
fn a_rule_that_is_off_runs_where_it_is_asked_for() {
    let draft = "The ferry is currently free.\n";
    let folder = Folder::new(&[("a.md", draft), ("factlint.toml", "")]);
    let marked = "a.md:1:14: warning[relative-time]";
    assert_eq!(folder.run(&["check"]).err, "no findings in 1 draft\n");
    assert!(
        folder
            .run(&["config", "show"])
            .out
            .contains("# rules that are off: citation-needed, relative-time, template-tag, todo")
    );
    for call in [["--extend-select", "relative-time"], ["--select", "relative-time"]] {
        let ran = folder.run(&[&["check", "--format", "short"], &call[..]].concat());
        assert!(ran.out.starts_with(marked), "{}", ran.out);
    }
    for settings in
        ["extend-select = \"relative-time\"", "select = \"relative-time\"", "[severity]\nrelative-time = \"warning\""]
    {
        folder.write("factlint.toml", settings.as_bytes());
        let ran = folder.run(&["check", "--format", "short"]);
        assert!(ran.out.starts_with(marked), "{settings}: {}", ran.out);
        let list = folder.run(&["rules", "list"]).out;
        let line = list.lines().find(|line| line.starts_with("relative-time")).expect("it is listed");
        assert!(line.contains("warning"), "{line}");
    }
    folder.write("factlint.toml", b"extend-select = \"relative-time\"\nignore = \"relative-time\"");
    assert_eq!(folder.run(&["check"]).err, "no findings in 1 draft\n");
}

#[test]
fn a_language_without_rules_is_said() {
    let slip = "The vote is on Wednesday, Sept. 23, 2025.\n";
    let folder = Folder::new(&[("a.md", slip)]);
    folder.write("factlint.toml", b"language = \"EN\"\n");
    assert_eq!(folder.run(&["check"]).err, "1 error in 1 draft\n");
    for name in ["english", "xx"] {
        folder.write("factlint.toml", format!("language = \"{name}\"\n").as_bytes());
        let ran = folder.run(&["check", "--format", "short"]);
        assert_eq!(ran.status, 2);
        let fault = format!("factlint.toml:1:12: error[unknown-language] there are no rules for the language `{name}`");
        assert!(ran.err.starts_with(&fault), "{}", ran.err);
    }
}

#[test]
fn drafts_in_other_languages_are_counted() {
    let slip = "The vote is on Wednesday, Sept. 23, 2025.\n";
    let french = format!("---\nlang: fr\n---\n{slip}");
    let folder = Folder::new(&[("a.md", slip), ("b.md", &french), ("c.md", &french.replace("fr", "DE-at"))]);
    let ran = folder.run(&["check", "--format", "json"]);
    assert_eq!((ran.status, ran.err.as_str()), (1, "1 error in 3 drafts; 2 skipped: no rules are in `de-at`, `fr`\n"));
    let json = ran.json();
    assert_eq!(json["summary"]["skipped"], 2);
    assert_eq!(json["documents"][0]["skipped"], serde_json::Value::Null);
    assert_eq!(json["documents"][1]["skipped"], "no rules are in its language, `fr`");
    let sarif = folder.run(&["check", "--format", "sarif"]).json();
    let notes = &sarif["runs"][0]["invocations"][0];
    assert_eq!(notes["executionSuccessful"], true);
    assert_eq!(notes["toolExecutionNotifications"].as_array().map(Vec::len), Some(2));
    assert_eq!(notes["toolExecutionNotifications"][0]["level"], "note");
}

#[test]
fn paths_tell_the_language() {
    let slip = "The vote is on Wednesday, Sept. 23, 2025.\n";
    let english = format!("---\nlang: en\n---\n{slip}");
    let folder = Folder::new(&[
        ("a.md", slip),
        ("i18n/fr/b.md", slip),
        ("i18n/fr/own.md", &english),
        ("i18n/de/at/c.md", slip),
        ("i18n/en/d.md", slip),
        (
            "i18n/en/deutsch.md",
            "Die Brücke wird morgen gesperrt, und der Verkehr wird über die alte Straße geleitet, wie die Stadt sagt.\n",
        ),
        ("factlint.toml", "[languages]\n\"i18n/\" = \"fr\"\n\"i18n/de/\" = \"de-AT\"\n\"/i18n/en/\" = \"en\"\n"),
    ]);
    let ran = folder.run(&["check", "--format", "json"]);
    assert_eq!(ran.err, "3 errors in 6 drafts; 2 skipped: no rules are in `de-AT`, `fr`\n");
    let json = ran.json();
    let skipped: Vec<(&str, &str)> = json["documents"]
        .as_array()
        .expect("documents")
        .iter()
        .filter_map(|one| Some((one["path"].as_str()?, one["skipped"].as_str()?)))
        .collect();
    assert_eq!(skipped.len(), 2, "{json}");
    // Standard input has the language of its path.
    let stdin = folder.run_with(&["check", "-", "--stdin-filename", "i18n/fr/new.md"], slip);
    assert!(stdin.err.contains("1 skipped"), "{}", stdin.err);

    folder.write("factlint.toml", b"[languages]\n\"i18n/fr/\" = \"french\"\n\"\" = \"de\"\n");
    let ran = folder.run(&["check", "--format", "short"]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.err.contains("factlint.toml:2:14: error[unknown-language] `french` is not a language code"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("error[bad-glob] `` names no path"), "{}", ran.err);
}

#[test]
fn a_date_that_is_not_read_is_a_warning() {
    let folder = Folder::new(&[("a.md", "---\ndate: soon\n---\nThe hall is open.\n")]);
    let ran = folder.run(&["check", "--format", "short"]);
    assert_eq!(ran.status, 0);
    assert_eq!(
        ran.err,
        "a.md:2:7: warning[bad-date] `date` is not a date: write it as 2025-01-20\nno findings in 1 draft\n"
    );
    let json = folder.run(&["check", "--format", "json"]).json();
    assert_eq!(json["faults"][0]["severity"], "warning");
}
