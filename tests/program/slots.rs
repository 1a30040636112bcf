//! One value for one key, in a draft and over all files of a run.
#![allow(clippy::disallowed_methods, reason = "tests remove a file")]

use crate::common::Folder;

const PRICE: &str = "\
[check]
id = \"house-price\"
kind = \"slot\"
severity = \"error\"
summary = \"A plan has one price.\"
manual = \"The list of plans is right.\"
owner = \"docs/plans.md\"
exempt = [\"**/CHANGELOG.md\"]

[[check.pattern]]
text = \"{plan:name} costs {price:money}\"
same = \"plan\"
value = \"price\"
scope = \"project\"
message = \"{plan} costs {price} in the list, and {price2} here\"
label.price = \"the price\"

[[check.flag]]
draft = \"Basic costs $9. Later on, Basic costs [[$12]].\"
related = [\"$9\"]

[[check.pass]]
draft = \"Basic costs $9. Premium costs $12.\"
";

fn folder(blog: &str) -> Folder {
    Folder::new(&[
        ("factlint.toml", "rules = [\"rules\"]\nselect = [\"house-price\"]\n"),
        ("rules/price.toml", PRICE),
        ("blog/CHANGELOG.md", "Basic costs $5.\n"),
        ("blog/first.md", blog),
        ("docs/plans.md", "Since May, Basic costs $9. In the city Premium costs $1.9 million.\n"),
    ])
}

#[test]
fn the_owner_is_right_wherever_its_file_stands() {
    let ran =
        folder("Good news: Basic costs $12. And Premium costs $1.90 million.\n").run(&["check", "--format", "json"]);
    let conflict = vec!["$9".to_owned()];
    assert_eq!(ran.findings(), [("error".to_owned(), "$12".to_owned(), conflict)]);
    let finding = &ran.json()["findings"][0];
    assert_eq!(finding["message"], "Basic costs $9 in the list, and $12 here");
    let paths: Vec<&str> =
        [&finding["primary"], &finding["related"][0]].map(|place| place["path"].as_str().expect("a path")).to_vec();
    assert_eq!(paths, ["blog/first.md", "docs/plans.md"]);
    assert_eq!(ran.status, 1);
}

#[test]
fn the_same_price_written_otherwise_passes() {
    assert_eq!(
        folder("Good news: Basic costs 9 dollars. And Basic costs $9.00.\n")
            .run(&["check", "--format", "json"])
            .findings(),
        []
    );
}

#[test]
fn a_mark_at_the_slot_silences_it() {
    let marked = "<!-- factlint-ignore house-price: last year's list -->\nGood news: Basic costs $12.\n";
    assert_eq!(folder(marked).run(&["check", "--format", "json"]).findings(), []);
}

#[test]
fn per_file_ignores_hold_for_the_file_that_is_marked() {
    let settings = |silent: &str| {
        format!(
            "rules = [\"rules\"]\nselect = [\"house-price\"]\nper-file-ignores = {{ \"{silent}\" = [\"house-price\"] }}\n"
        )
    };
    let folder = folder("Good news: Basic costs $12.\n");
    folder.write("factlint.toml", settings("blog/").as_bytes());
    for call in [&["check", "--format", "json"][..], &["check", "./blog", "./docs", "--format", "json"]] {
        assert_eq!(folder.run(call).findings(), [], "{call:?}");
    }
    // The settings beside the draft hold, not those of the current folder.
    folder.write("factlint.toml", settings("docs/").as_bytes());
    assert_eq!(folder.run(&["check", "--format", "json"]).findings().len(), 1);
    folder.write(
        "blog/factlint.toml",
        b"extends = \"../factlint.toml\"\nper-file-ignores = { \"first.md\" = [\"house-price\"] }\n",
    );
    assert_eq!(folder.run(&["check", "--format", "json"]).findings(), []);
}

#[test]
fn a_message_that_reckons_and_a_pattern_without_a_value_are_faults_at_their_places() {
    let reckoned = PRICE.replace("and {price2} here", "and {price2 - price} more here");
    let valueless = PRICE.replace("value = \"price\"\n", "");
    for (rules, place, what) in [
        (reckoned, "rules/price.toml:15:51", "a message of this kind may contain captures only, not expressions"),
        (valueless, "rules/price.toml:10:1", "a pattern of this kind needs `value`"),
    ] {
        let folder = Folder::new(&[("rules/price.toml", &rules)]);
        let ran = folder.run(&["rules", "check", "rules"]);
        assert!(ran.err.contains(place) && ran.err.contains(what), "{}", ran.err);
        assert_ne!(ran.status, 0);
    }
}

#[test]
fn texts_of_one_pattern_speak_of_one_key() {
    let both = PRICE.replace(
        "text = \"{plan:name} costs {price:money}\"",
        "text = [\"{plan:name} costs {price:money}\", \"{price:money} for {plan:name}\"]",
    );
    let folder = Folder::new(&[
        ("factlint.toml", "rules = [\"rules\"]\nselect = [\"house-price\"]\n"),
        ("rules/price.toml", &both),
        ("one.md", "We take $9 for Basic. Since May Basic costs $12.\n"),
    ]);
    let ran = folder.run(&["check", "--format", "json"]);
    assert_eq!(ran.findings(), [("error".to_owned(), "$12".to_owned(), vec!["$9".to_owned()])]);
    assert_eq!(ran.json()["findings"][0]["message"], "Basic costs $9 in the list, and $12 here");
}

#[test]
fn the_owner_is_read_even_if_only_other_files_are_named() {
    let blog = "Good news: Basic costs $12. And Premium costs $1.90 million.\n";
    let whole = folder(blog);
    let ran = whole.run(&["check", "--format", "short", "blog/first.md"]);
    assert_eq!(ran.out.split(" Basic").next(), Some("blog/first.md:1:24: error[house-price]"));
    assert!(ran.out.contains("Basic costs $9 in the list, and $12 here"), "{}", ran.out);
    assert_eq!(ran.err, "1 error in 1 draft\n");
    // From another folder too, and from standard input.
    let named = whole.path().join("blog/first.md");
    let ran = whole.run(&["check", "--format", "json", named.to_str().expect("UTF-8")]);
    assert_eq!(ran.findings().len(), 1);
    assert_eq!(whole.run_with(&["check", "--stdin-filename", "blog/new.md"], "Basic costs $7.\n").status, 1);
    // A mark in the owner's file holds, and so does one at the price.
    whole.write("docs/plans.md", b"Basic costs $9. <!-- factlint-ignore house-price: last year's -->\n");
    assert_eq!(whole.run(&["check", "blog/first.md"]).err, "no findings in 1 draft\n");
    // Nothing to compare, nothing to say.
    let ran = folder("It rained.\n").run(&["check", "blog/first.md"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, "no findings in 1 draft\n"));
}

#[test]
fn an_owner_that_is_missing_is_a_warning() {
    let folder = folder("Good news: Basic costs $12.\n");
    std::fs::remove_file(folder.path().join("docs/plans.md")).expect("it was there");
    let ran = folder.run(&["check", "--format", "short", "blog/first.md"]);
    let warning = "docs/plans.md:1:1: warning[missing-owner] `house-price` compares drafts with docs/plans.md, which is not there: they were only compared with each other\n";
    assert_eq!((ran.status, ran.err.as_str()), (0, format!("{warning}no findings in 1 draft\n").as_str()));
    // An owner that cannot be read is an error as any draft.
    folder.write("docs/plans.md", b"\xff\xfe\x00");
    assert!(folder.run(&["check", "--format", "short", "blog/first.md"]).err.contains("docs/plans.md:1:1: error["));
}
