//! Flags that users of other linters expect: quiet and verbose runs, files of reports, exclusion, help, completions and man pages.
#![allow(clippy::disallowed_methods, reason = "tests read the files that the program writes")]

use crate::common::Folder;

const FLAWED: &str =
    "The Biden administration has not endorsed the plan. President Trump will meet the senators on Friday.\n";
const PLACE: &str = ":1:53: error[office-holder]";

fn read(folder: &Folder, name: &str) -> String {
    std::fs::read_to_string(folder.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn a_quiet_run_prints_findings_and_errors_only() {
    let folder = Folder::new(&[("draft.md", FLAWED), ("empty/readme", "")]);
    for flag in ["-q", "--quiet"] {
        let ran = folder.run(&["check", flag, "--format", "short", "draft.md", "empty"]);
        assert_eq!((ran.status, ran.err.as_str()), (1, ""));
        assert!(ran.out.starts_with(&format!("draft.md{PLACE}")), "{}", ran.out);
    }
    let broken = folder.run(&["-q", "check", "missing.md"]);
    assert_eq!((broken.status, broken.err.contains("error[missing-file]")), (2, true), "{}", broken.err);
    assert!(!broken.err.contains("0 drafts"), "{}", broken.err);
    let baseline = folder.run(&["baseline", "-q"]);
    assert_eq!((baseline.status, baseline.out.as_str(), baseline.err.as_str()), (0, "", ""));
}

#[test]
fn a_verbose_run_tells_settings_days_and_what_is_suppressed() {
    let dated = format!("---\ndate: 2025-09-23\n---\n\n<!-- factlint-ignore office-holder: a test -->\n{FLAWED}");
    let folder = Folder::new(&[
        ("a.md", &dated),
        ("old/b.md", FLAWED),
        ("factlint.toml", "per-file-ignores = { \"old/\" = [\"office-holder\"] }\nignore = [\"total\"]\n"),
    ]);
    let ran = folder.run(&["check", "-v"]);
    let lines: Vec<&str> = ran.err.lines().collect();
    assert!(lines[0].starts_with("settings: factlint.toml; ") && lines[0].ends_with(" rules are on"), "{}", ran.err);
    assert_eq!(lines[1], "draft: a.md: speaks of 2025-09-23 (front matter)");
    assert!(
        lines[2].starts_with("draft: old/b.md: speaks of the days 2021-01-20 until 2025-01-20 (inferred)"),
        "{}",
        ran.err
    );
    assert_eq!(lines[3], "suppressed: a.md:6:1: office-holder, by an ignore comment: a test");
    assert!(lines[4].starts_with("suppressed: old/b.md:1:53: office-holder, by the settings: "), "{}", ran.err);
    assert_eq!(lines[5], "no findings in 2 drafts; 2 suppressed");
    let both = folder.run(&["check", "-v", "-q"]);
    assert!(both.status == 2 && both.err.contains("cannot be used with"), "{}", both.err);
}

#[test]
fn a_report_goes_to_a_file_whose_extension_names_the_format() {
    let folder = Folder::new(&[("draft.txt", FLAWED)]);
    let write = |arguments: &[&str]| folder.run(&[&["check", "draft.txt"], arguments].concat());
    let ran = write(&["-o", "out/report.json"]);
    assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (1, "", "1 error in 1 draft\n"));
    assert!(
        read(&folder, "out/report.json").starts_with("{\"schema\":1")
            || read(&folder, "out/report.json").contains("\"schema\": 1")
    );
    write(&["--output-file", "r.sarif"]);
    assert!(read(&folder, "r.sarif").contains("2.1.0"));
    write(&["-o", "r.log", "--format", "short"]);
    assert!(read(&folder, "r.log").starts_with(&format!("draft.txt{PLACE}")));
    write(&["-o", "r.txt"]);
    assert!(read(&folder, "r.txt").starts_with("error[office-holder]: "));
    assert!(write(&["-o", "-", "--output-format", "short"]).out.starts_with(&format!("draft.txt{PLACE}")));

    let xml = write(&["-o", "r.xml"]);
    assert!(xml.status == 2 && xml.err.contains("--format junit or --format checkstyle"), "{}", xml.err);
    let pair = write(&["-o", "sarif=r.sarif"]);
    assert!(pair.status == 2 && pair.err.contains("`--output sarif=r.sarif`"), "{}", pair.err);
    let path = write(&["--output", "new.sarif"]);
    assert!(path.status == 2 && path.err.contains("use -o new.sarif"), "{}", path.err);
    assert!(!folder.path().join("new.sarif").exists() && !folder.path().join("r.xml").exists());
}

#[test]
fn findings_do_not_set_the_status_with_exit_zero() {
    let folder = Folder::new(&[("draft.md", FLAWED)]);
    let ran = folder.run(&["check", "--exit-zero"]);
    assert_eq!((ran.status, ran.out.contains("office-holder")), (0, true));
    assert_eq!(folder.run(&["check", "--exit-zero", "missing.md"]).status, 2, "problems do");
    assert_eq!(folder.run(&["check", "--exit-zero", "--fail-on", "hint"]).status, 2);
}

#[test]
fn patterns_of_the_call_exclude_files_besides_those_of_the_settings() {
    let names = ["a.md", "b.md", "site/old/c.md", "site/d.md", "kept/e.md"];
    let files: Vec<(&str, &str)> = names.iter().map(|name| (*name, FLAWED)).collect();
    let folder = Folder::new(&files);
    folder.write("factlint.toml", b"exclude = [\"kept/\"]\n");
    let found = |arguments: &[&str]| -> Vec<String> {
        let ran = folder.run(&[&["check", "--format", "short"], arguments].concat());
        ran.out.lines().filter_map(|line| Some(line.split_once(':')?.0.to_owned())).collect()
    };
    assert_eq!(found(&["--exclude", "b.*,old/"]), ["a.md", "site/d.md"]);
    assert_eq!(found(&["--exclude", "b.md", "--exclude", "site/old"]), ["a.md", "site/d.md"]);
    assert_eq!(
        found(&["--exclude", "b.md", "b.md", "site"]),
        ["b.md", "site/d.md", "site/old/c.md"],
        "named files stay"
    );
    let whole = folder.path().display().to_string();
    assert_eq!(found(&["--exclude", "site/", &whole]).len(), 2);
    let bad = folder.run(&["check", "--exclude", "[z-a].md"]);
    assert!(bad.status == 2 && bad.err.contains("bad-glob"), "{}", bad.err);
}

#[test]
fn help_is_grouped_and_lists_only_what_a_command_accepts() {
    let folder = Folder::new(&[]);
    let check = folder.run(&["check", "--help"]).out;
    let at = |heading: &str| check.find(&format!("\n{heading}:\n")).unwrap_or_else(|| panic!("{heading} in {check}"));
    assert!(at("Drafts") < at("Rules") && at("Rules") < at("Output") && at("Output") < at("Fixes"));
    for command in [&["check"][..], &["baseline"], &["rules", "list"], &["facts"], &["day"]] {
        let help = folder.run(&[command, &["--help"]].concat()).out;
        assert!(!help.contains("docs/"), "an installed user has no such folder: {help}");
    }
    let baseline = folder.run(&["baseline", "--help"]).out;
    for flag in ["--fix", "--since", "--format ", "--output", "--statistics", "--diff", "--hints", "--fail-on"] {
        assert!(check.contains(flag) && !baseline.contains(flag), "{flag}");
    }
    let refused = folder.run(&["baseline", "--fix"]);
    assert!(refused.status == 2 && refused.err.contains("unexpected argument '--fix'"), "{}", refused.err);
}

#[test]
fn completions_know_rules_keys_and_formats() {
    let folder = Folder::new(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = folder.run(&["completions", shell]);
        assert_eq!(ran.status, 0);
        // Fish completes values of flags only, PowerShell and elvish none.
        let words: &[&str] = match shell {
            "bash" | "zsh" => &["office-holder", "asciidoc", "warning", "per-file-ignores"],
            "fish" => &["office-holder", "asciidoc", "warning"],
            _ => &["--extend-select"],
        };
        for word in words {
            assert!(ran.out.contains(word), "{shell}: {word}");
        }
    }
    // The words are offered, not demanded.
    let own = "[check]\nid = \"own\"\nkind = \"phrase\"\nseverity = \"error\"\nsummary = \"S.\"\nmanual = \"M.\"\nmessage = \"no {phrase}\"\nphrases = [\"a widget\"]\n\n[[check.flag]]\ndraft = \"It is [[a widget]].\"\n\n[[check.pass]]\ndraft = \"It is one.\"\n";
    folder.write("own.toml", own.as_bytes());
    assert_eq!(folder.run(&["explain", "own", "--rules", "own.toml"]).status, 0);
}

#[test]
fn every_command_has_a_man_page() {
    let folder = Folder::new(&[]);
    let one = folder.run(&["man", "rules", "test"]);
    assert_eq!(one.status, 0, "{}", one.err);
    for words in [".TH factlint-rules-test 1", "\\fBfactlint rules test\\fR", "factlint 0."] {
        assert!(one.out.contains(words), "{words} in {}", one.out);
    }
    assert!(folder.run(&["man"]).out.contains(".SH factlint baseline"));
    let wrong = folder.run(&["man", "lint"]);
    assert!(wrong.status == 2 && wrong.err.contains("the commands are check, day"), "{}", wrong.err);
    assert_eq!(folder.run(&["man", "--dir", "share/man1"]).status, 0);
    let mut names: Vec<String> = std::fs::read_dir(folder.path().join("share/man1"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    for name in ["factlint.1", "factlint-check.1", "factlint-import-wikidata.1", "factlint-config-show.1"] {
        assert!(names.iter().any(|known| known == name), "{name} in {names:?}");
    }
    assert!(!names.iter().any(|name| name.contains("help")), "{names:?}");
}

#[test]
fn rules_are_listed_as_json() {
    let folder = Folder::new(&[("factlint.toml", "ignore = [\"total\"]\nseverity = { age = \"hint\" }\n")]);
    let json = folder.run(&["rules", "list", "--format", "json"]).json();
    let rule = |id: &str| {
        let rules = json["rules"].as_array().expect("rules").iter();
        rules.clone().find(|rule| rule["id"] == id).cloned().unwrap_or_else(|| panic!("{id}"))
    };
    assert_eq!(json["schema"], 1);
    assert_eq!((&rule("total")["enabled"], &rule("age")["severity"]), (&false.into(), &"hint".into()));
    let holder = rule("office-holder");
    assert_eq!(
        (&holder["enabled"], &holder["built_in"], &holder["kind"]),
        (&true.into(), &true.into(), &"tenure".into())
    );
    assert!(holder["page"].as_str().is_some_and(|page| page.ends_with("/docs/checks/office-holder.md")), "{holder}");
    assert!(holder["summary"].as_str().is_some_and(|summary| !summary.is_empty()));
}

#[test]
fn the_examples_of_a_folder_are_tested_alone() {
    let rule = |id: &str, draft: &str| {
        format!(
            "[check]\nid = \"{id}\"\nkind = \"phrase\"\nseverity = \"error\"\nsummary = \"S.\"\nmanual = \"M.\"\nmessage = \"no {{phrase}}\"\nphrases = [\"a widget\"]\n\n[[check.flag]]\ndraft = \"{draft}\"\n\n[[check.pass]]\ndraft = \"It is one.\"\n"
        )
    };
    let folder = Folder::new(&[
        ("mine/a.toml", &rule("rule-a", "It is [[a widget]].")),
        ("other/b.toml", &rule("rule-b", "It is [[no]] thing.")),
        ("lists/empty.toml", ""),
        ("factlint.toml", "rules = [\"mine/\"]\n"),
    ]);
    for path in ["mine", "mine/", "./mine/a.toml"] {
        let ran = folder.run(&["rules", "test", path]);
        assert_eq!((ran.status, ran.err.as_str()), (0, "2 examples of 1 check run, 0 failed\n"), "{path}");
    }
    let both = folder.run(&["rules", "test", "mine", "other"]);
    assert_eq!(both.status, 1);
    assert!(both.err.ends_with("4 examples of 2 checks run, 1 failed\n"), "{}", both.err);
    let selected = folder.run(&["rules", "test", "mine", "other", "--select", "rule-a"]);
    assert_eq!((selected.status, selected.err.as_str()), (0, "2 examples of 1 check run, 0 failed\n"));
    folder.write("lists/words.toml", b"language = \"en\"\n");
    let none = folder.run(&["rules", "test", "lists/words.toml"]);
    assert!(none.status == 2 && none.err.contains("no check to test in lists/words.toml"), "{}", none.err);
}

#[test]
fn old_packs_set_the_status() {
    let folder = Folder::new(&[
        (
            "club.toml",
            "[pack]\nid = \"house/club\"\nverified = 2026-01-31\n\n[[place]]\nid = \"club\"\nname = \"Club\"\n",
        ),
        ("factlint.toml", "default-rules = false\nrules = [\"club.toml\"]\n"),
    ]);
    let stale = |days: &str, day: &str| folder.run(&["facts", "--stale", "--older-than", days, "--as-of", day]);
    let old = stale("90", "2026-05-02");
    assert_eq!((old.status, old.out.as_str()), (1, "2026-01-31     91 days  house/club\n"), "{}", old.err);
    let fresh = stale("90", "2026-05-01");
    assert_eq!((fresh.status, fresh.out.as_str()), (0, ""));
    let json = folder.run(&["facts", "--stale", "--older-than", "90", "--as-of", "2026-05-02", "--format", "json"]);
    assert_eq!((json.status, json.json()["packs"].as_array().map(Vec::len)), (1, Some(1)));
    let alone = folder.run(&["facts", "--older-than", "90"]);
    assert!(alone.status == 2 && alone.err.contains("--stale"), "{}", alone.err);
    assert_eq!(stale("-1", "2026-05-02").status, 2);
}
