//! A project's own rules: facts, words and checks that only TOML is needed for.

use crate::common::Folder;

const CLUB: &str = "\
[pack]
id = \"house/rowing-club\"
verified = 2026-01-31
sources = [\"https://example.org/board\"]

[[place]]
id = \"rowing-club\"
name = \"Rowing Club\"

[[person]]
id = \"jane-holt\"
name = \"Jane Holt\"

[[person]]
id = \"paul-abney\"
name = \"Paul Abney\"

[[office]]
id = \"rowing-club-president\"
of = \"rowing-club\"
titles = [\"president\"]
complete-from = 2010-01-01

[[tenure]]
office = \"rowing-club-president\"
holder = \"jane-holt\"
from = 2010-01-01
until = 2022-06-30
source = \"https://example.org/board\"

[[tenure]]
office = \"rowing-club-president\"
holder = \"paul-abney\"
from = 2022-06-30
source = \"https://example.org/board\"
";

#[test]
fn facts_of_the_settings_join_the_embedded_ones() {
    let draft = "Rowing Club president Jane Holt said on Monday that the boats will race. President Donald Trump is to be there.\n";
    let settings = "rules = [\"house-rules\"]\nas-of = 2025-05-05\n";
    let folder = Folder::new(&[("draft.md", draft), ("factlint.toml", settings), ("house-rules/rowing.toml", CLUB)]);
    let ran = folder.run(&["check", "--format", "json"]);
    assert_eq!(ran.findings(), [("error".to_owned(), "Rowing Club president Jane Holt".to_owned(), vec![])]);
    let json = ran.json();
    assert_eq!(json["findings"][0]["facts"][0]["path"], "house-rules/rowing.toml");
    let sub = folder.run(&["rules", "check"]);
    assert_eq!(sub.status, 0, "{}", sub.err);
}

#[test]
fn words_of_a_file_join_the_embedded_lists() {
    let draft = "---\ndate: 2025-05-05\n---\n\nOn Monday the quondam President Joe Biden said that the road is open.\n";
    let words = "language = \"en\"\n\n[list.marker-former]\nitems = [\"quondam\"]\n";
    let folder = Folder::new(&[("draft.md", draft), ("words.toml", words)]);
    assert_eq!(folder.run(&["check", "draft.md"]).status, 1);
    let ran = folder.run(&["check", "draft.md", "--rules", "words.toml"]);
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
}

#[test]
fn a_pattern_that_names_a_list_which_no_pattern_finds_is_a_fault() {
    let words = "language = \"en\"\n\n[list.house-asked]\nposition = \"asked\"\nitems = [\"boats\"]\n";
    let check = "\
[check]
id = \"house-boats\"
kind = \"formula\"
severity = \"warning\"
summary = \"More boats than there are.\"
manual = \"The club has eight boats.\"

[[check.pattern]]
text = \"{n:number} {house-asked}\"
holds = \"exact(n) < 9\"
message = \"{n} boats\"

[[check.flag]]
draft = \"They took [[nine boats]].\"

[[check.pass]]
draft = \"They took eight boats.\"
";
    let files = [("draft.md", "Rain.\n"), ("words.toml", words), ("check.toml", check)];
    let ran = Folder::new(&files).run(&["check", "draft.md", "--rules", "words.toml", "--rules", "check.toml"]);
    assert_eq!(ran.status, 2, "{}", ran.err);
    assert!(
        ran.err.contains("the words of `house-asked` are looked up one by one and cannot be used in patterns"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("check.toml:9:8"), "{}", ran.err);
}

#[test]
fn a_check_of_the_same_id_takes_the_place() {
    let text = include_str!("../../rules/checks/office-holder.toml");
    let softer = text.replacen("severity = \"error\"", "severity = \"warning\"", 1);
    let draft =
        "The Biden administration has not endorsed the plan. President Trump will meet the senators on Friday.\n";
    let folder = Folder::new(&[("draft.md", draft), ("softer.toml", &softer)]);
    let ran = folder.run(&["check", "draft.md", "--format", "short", "--rules", "softer.toml"]);
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("warning[office-holder]"), "{}", ran.out);
}

#[test]
fn a_hundred_faults_show_fifty_and_a_count() {
    let row = |number| format!("\n[[tenure]]\noffice = \"none-{number}\"\nholder = \"jane-holt\"\nfrom = 2020-01-01\n");
    let rules = CLUB.to_owned() + &(0..100).map(row).collect::<String>();
    let folder = Folder::new(&[("rules.toml", &rules)]);
    let ran = folder.run(&["rules", "check", "rules.toml"]);
    assert_eq!((ran.status, ran.err.matches("error[").count()), (2, 51), "{}", ran.err);
    assert!(ran.err.contains("50 more faults in this file are not shown"), "{}", ran.err);
}
