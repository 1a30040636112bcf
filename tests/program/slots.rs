//! One value for one key, in a draft and over all files of a run.

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
