//! The outputs, whole, as snapshots: read them before you accept a change.
#![allow(clippy::disallowed_methods, reason = "tests read what the program wrote")]

use crate::common::Folder;

const DRAFT: &str = "---\ntitle: Plan stalls\n---\n\nPresident Donald Trump is to meet the allies 😀 on Friday. Zoë wrote\tthat Secretary of State Marco Rubio will come too.\r\n\r\nThe administration of President Joe Biden has not endorsed it. \"President Barack Obama will win\", they sang. The Biden administration is silent.\n";
const DATED: &str = "WARSAW, May 5, 2025 - Chancellor Angela Merkel will speak on Monday.\n";

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

fn folder() -> Folder {
    Folder::new(&[("draft.md", DRAFT), ("wire.txt", DATED)])
}

#[test]
fn human() {
    let ran = folder().run(&["check", "draft.md", "wire.txt"]);
    settings().bind(|| insta::assert_snapshot!("human", format!("{}{}", ran.out, ran.err)));
}

#[test]
fn human_in_color() {
    let ran = folder().run(&["check", "wire.txt", "--color", "always"]);
    settings().bind(|| insta::assert_snapshot!("human-color", ran.out.replace('\u{1b}', "ESC")));
}

#[test]
fn short() {
    let ran = folder().run(&["check", "draft.md", "wire.txt", "none.md", "--format", "short"]);
    settings().bind(|| insta::assert_snapshot!("short", format!("{}{}", ran.out, ran.err)));
}

#[test]
fn json() {
    let ran = folder().run(&["check", "draft.md", "wire.txt", "none.md", "--format", "json"]);
    settings().bind(|| insta::assert_snapshot!("json", ran.out));
}

#[test]
fn json_positions_are_those_of_the_bytes() {
    let json = folder().run(&["check", "draft.md", "--format", "json"]).json();
    let findings = json["findings"].as_array().expect("findings");
    let mut seen = 0;
    for finding in findings {
        let related = finding["related"].as_array().expect("related").iter();
        for place in std::iter::once(&finding["primary"]).chain(related) {
            let text = place["text"].as_str().expect("a text");
            let at = usize::try_from(place["start"]["offset"].as_u64().expect("an offset")).expect("small");
            assert_eq!(&DRAFT[at..at + text.len()], text);
            let before = &DRAFT[..at];
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
            assert_eq!((&place["start"]["line"], &place["start"]["column"]), (&line.into(), &column.into()), "{text}");
            assert_eq!(place["end"]["offset"], at + text.len());
            seen += 1;
        }
    }
    assert!(seen >= 4, "{seen} places");
}

/// Schema 1 may gain keys, so the schema lets them in; here every key must be told.
fn close(schema: &mut serde_json::Value) {
    match schema {
        serde_json::Value::Object(map) => {
            map.values_mut().for_each(close);
            if map.contains_key("properties") {
                map.insert("additionalProperties".to_owned(), false.into());
            }
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}

#[test]
fn json_has_the_shape_of_its_schema() {
    let mut schema = serde_json::from_str(include_str!("../../docs/schemas/report.json")).expect("JSON");
    close(&mut schema);
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    let folder = folder();
    folder.write("drafts.jsonl", b"{\"id\": 3, \"title\": \"T\", \"text\": \"One.\"}\nno record\n");
    for arguments in
        [&["draft.md", "wire.txt", "none.md"][..], &["drafts.jsonl"], &["draft.md", "--as-of", "2019-05-01"]]
    {
        let json = folder.run(&[&["check", "--format", "json"], arguments].concat()).json();
        let wrong: Vec<String> = schema.iter_errors(&json).map(|e| format!("{e} at {}", e.instance_path())).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
        assert!(json["findings"].as_array().is_some_and(|all| !all.is_empty()) || arguments == ["drafts.jsonl"]);
    }
}

#[test]
fn several_outputs_at_once() {
    let folder = folder();
    let ran = folder.run(&[
        "check",
        "draft.md",
        "--output",
        "sarif=out/a.sarif",
        "--output",
        "short",
        "--output",
        "junit=b.xml",
    ]);
    assert_eq!(ran.status, 1);
    assert!(ran.out.starts_with("draft.md:7:1: error[office-holder]"), "{}", ran.out);
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).expect("it was written");
    let log: serde_json::Value = serde_json::from_str(&read("out/a.sarif")).expect("JSON");
    let rule = &log["runs"][0]["tool"]["driver"]["rules"][0];
    assert!(rule["help"]["text"].as_str().is_some_and(|help| help.contains("What to do")), "{rule}");
    assert!(read("b.xml").contains("<testsuite name=\"draft.md\""));
    let two = folder.run(&["check", "draft.md", "--output", "json", "--output", "sarif"]);
    assert_eq!((two.status, two.out.as_str()), (2, ""));
    assert!(two.err.contains("two outputs go to standard output"), "{}", two.err);
}

#[test]
fn an_output_that_cannot_be_written_keeps_no_other_back() {
    let folder = folder();
    let ran = folder.run(&["check", "draft.md", "--output", "sarif=draft.md/a.sarif", "--output", "short"]);
    assert_eq!(ran.status, 2);
    assert!(ran.out.contains("error[office-holder]") && ran.err.contains("draft.md"), "{}{}", ran.out, ran.err);
}

#[test]
fn on_github_actions_annotations_and_a_summary_come_by_themselves() {
    let folder = folder();
    let summary = folder.path().join("summary.md");
    let environment = [("GITHUB_ACTIONS", "true"), ("GITHUB_STEP_SUMMARY", summary.to_str().expect("UTF-8"))];
    let ran = folder.run_in(&["check", "wire.txt"], "", &environment);
    assert!(ran.out.contains("\n::error file=wire.txt,line=1,endLine=1,col=23,"), "{}", ran.out);
    assert!(ran.out.starts_with("error[office-holder]"), "{}", ran.out);
    let text = std::fs::read_to_string(&summary).expect("a summary");
    assert!(text.starts_with("### factlint: 1 error in 1 draft\n"), "{text}");
    let asked = folder.run_in(&["check", "wire.txt", "--format", "short"], "", &environment);
    assert!(!asked.out.contains("::error"), "{}", asked.out);
}

#[test]
fn on_gitlab_a_report_is_written_beside_the_usual_text() {
    let host = [("GITLAB_CI", "true")];
    let report = |folder: &Folder| folder.path().join("gl-code-quality-report.json");
    let folder = folder();
    let ran = folder.run_in(&["check"], "", &host);
    assert!(ran.status == 1 && ran.out.starts_with("error[office-holder]"), "{}{}", ran.out, ran.err);
    let text = std::fs::read_to_string(report(&folder)).expect("a report");
    let findings: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(findings[0]["location"]["path"], "draft.md");
    // Who asks for an output gets that alone.
    let asked = self::folder();
    asked.run_in(&["check", "--format", "short"], "", &host);
    assert!(!report(&asked).exists());
}

#[test]
fn hosts_get_paths_from_the_folder_of_the_repository() {
    let folder = Folder::new(&[("site/docs/a.md", DRAFT)]);
    let root = folder.path().canonicalize().expect("a folder").join("site");
    let run = |host: &str, variable: &str, format: &str| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_factlint"))
            .args(["check", "--format", format])
            .current_dir(root.join("docs"))
            .env_remove("GITHUB_ACTIONS")
            .env_remove("GITHUB_STEP_SUMMARY")
            .env(host, "true")
            .env(variable, &root)
            .output()
            .expect("it runs");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    assert!(run("GITHUB_ACTIONS", "GITHUB_WORKSPACE", "github").contains("::error file=docs/a.md,line="));
    assert!(run("GITLAB_CI", "CI_PROJECT_DIR", "gitlab").contains("\"path\": \"docs/a.md\""));
    assert!(run("GITHUB_ACTIONS", "GITHUB_WORKSPACE", "sarif").contains("\"uri\": \"docs/a.md\""));
    assert!(run("GITLAB_CI", "CI_PROJECT_DIR", "short").starts_with("a.md:"));
}

#[test]
fn gcc() {
    let ran = folder().run(&["check", "draft.md", "wire.txt", "none.md", "--format", "gcc"]);
    settings().bind(|| insta::assert_snapshot!("gcc", format!("{}{}", ran.out, ran.err)));
}

#[test]
fn facts_in_json_say_what_they_say() {
    let json = folder().run(&["check", "wire.txt", "--format", "json"]).json();
    let fact = &json["findings"][0]["facts"][0];
    assert_eq!((&fact["holder"], &fact["until"]), (&"Angela Merkel".into(), &"2021-12-08".into()));
    assert_eq!(fact["office"], "chancellor, Germany");
    assert!(fact["source"].as_str().is_some_and(|source| !source.is_empty()), "{fact}");
    assert!(fact["verified"].is_string() && fact["from"] == "2005-11-22", "{fact}");
}

#[test]
fn drafts_that_are_too_new_for_the_facts_are_counted() {
    let late = |day: &str| format!("---\ndate: {day}\n---\nThe hall is open.\n");
    let folder =
        Folder::new(&[("a.md", &late("2099-09-01")), ("b.md", &late("2024-09-01")), ("c.md", "The hall is open.\n")]);
    let ran = folder.run(&["check"]);
    let version = folder.run(&["--version"]).out;
    let day = version.trim_end().strip_suffix(')').and_then(|text| text.rsplit(' ').next()).expect("a day");
    assert_eq!(version, format!("factlint {} (facts to {day})\n", env!("CARGO_PKG_VERSION")));
    let warning = format!("warning: 1 draft is from more than 90 days after {day}, the last day of the facts: ");
    assert!(ran.status == 0 && ran.err.starts_with(&warning), "{}", ran.err);
    assert_eq!(ran.err.lines().count(), 2);
    let json = folder.run(&["check", "--format", "json"]).json();
    assert_eq!((&json["summary"]["outdated"], &json["summary"]["facts_to"]), (&1.into(), &day.into()));
    let outdated: Vec<_> =
        json["documents"].as_array().expect("documents").iter().map(|d| d["outdated"].clone()).collect();
    assert_eq!(outdated, [true, false, false]);
    let log = folder.run(&["check", "--format", "sarif"]).json();
    assert_eq!(log["runs"][0]["properties"]["factsTo"], day);
    assert_eq!(log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0]["descriptor"]["id"], "outdated-facts");
    // With facts of one's own the day is theirs.
    folder.write("rules/own.toml", b"[pack]\nid = \"own\"\nverified = 2099-08-01\n");
    assert_eq!(folder.run(&["check", "--rules", "rules"]).err, "no findings in 3 drafts\n");
    assert!(!folder.run(&["check", "--no-default-rules"]).err.contains("the last day of the facts"));
}

#[test]
fn junit_fails_if_the_run_does() {
    let folder = Folder::new(&[("a.md", "The hall is open. <!-- factlint-ignore weekday -->\n")]);
    for (more, status) in [(&[][..], 0), (&["--fail-on", "warning"], 1), (&["--fail-on", "never"], 0)] {
        let ran = folder.run(&[&["check", "--format", "junit"], more].concat());
        assert_eq!((ran.status, ran.out.contains("failures=\"1\"")), (status, status == 1), "{more:?}: {}", ran.out);
    }
    // Faults that are warnings are no errors.
    folder.write("a.md", b"---\ndate: soon\n---\nThe hall is open.\n");
    let ran = folder.run(&["check", "--format", "junit"]);
    assert!(ran.status == 0 && ran.out.contains("errors=\"0\""), "{}", ran.out);
    assert!(folder.run(&["check", "--format", "github"]).out.starts_with("::warning "));
}

#[test]
fn rules_have_addresses() {
    let page = "https://github.com/factlint/factlint/blob/main/docs/checks/office-holder.md";
    let folder = folder();
    let explained = folder.run(&["explain", "office-holder"]).out;
    assert_eq!(explained.lines().next_back(), Some(format!("Page: {page}").as_str()));
    let call = ["check", "wire.txt", "--color", "always"];
    let linked = folder.run_in(&call, "", &[("FORCE_HYPERLINK", "1")]).out;
    assert!(linked.contains(&format!("\u{1b}]8;;{page}\u{1b}\\office-holder")), "{linked}");
    assert!(!folder.run_in(&call, "", &[("FORCE_HYPERLINK", "0")]).out.contains("]8;;"));
    // Without colors there are no links either.
    assert!(
        !folder
            .run_in(&["check", "wire.txt", "--color", "never"], "", &[("FORCE_HYPERLINK", "1")])
            .out
            .contains("]8;;")
    );
}
