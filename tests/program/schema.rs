//! The JSON Schema of rule files: current, and of one mind with the readers.
#![allow(clippy::disallowed_methods, reason = "a test reads the rule files")]

use std::path::Path;

use serde_json::{Value, json};
use toml::de::{DeTable, DeValue};

use crate::common::Folder;

fn json_of(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => json!(text),
        DeValue::Integer(number) => {
            json!(i64::from_str_radix(number.as_str(), number.radix()).expect("a number"))
        }
        DeValue::Float(number) => json!(number.as_str().parse::<f64>().expect("a number")),
        DeValue::Boolean(answer) => json!(answer),
        DeValue::Datetime(at) => json!(at.to_string()),
        DeValue::Array(items) => items.iter().map(|item| json_of(item.get_ref())).collect(),
        DeValue::Table(table) => {
            table.iter().map(|(key, value)| (key.get_ref().to_string(), json_of(value.get_ref()))).collect()
        }
    }
}

fn wrong(schema: &jsonschema::Validator, text: &str) -> Vec<String> {
    let table = DeTable::parse(text).expect("TOML").into_inner();
    let json = json_of(&DeValue::Table(table));
    schema.iter_errors(&json).map(|error| format!("{error} at {}", error.instance_path())).collect()
}

fn schema() -> jsonschema::Validator {
    let schema = Folder::new(&[]).run(&["rules", "schema"]).json();
    jsonschema::draft7::meta::validate(&schema).expect("a schema");
    jsonschema::validator_for(&schema).expect("a schema")
}

#[test]
fn the_schema_of_rules_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schemas/rules.json");
    let printed = Folder::new(&[]).run(&["rules", "schema"]).out;
    if std::env::var("UPDATE_DOCS").is_ok() {
        std::fs::write(path, &printed).expect("the schema is written");
    }
    assert_eq!(std::fs::read_to_string(path).unwrap_or_default(), printed, "`UPDATE_DOCS=1 cargo test` updates it");
}

fn files(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            let text = std::fs::read_to_string(&path).expect("a rule file");
            if ["[pack]", "[check]", "language ="].iter().any(|sort| text.contains(sort)) {
                found.push((path.display().to_string(), text));
            }
        }
    }
}

#[test]
fn every_shipped_rule_file_fits_the_schema() {
    let (schema, mut found) = (schema(), Vec::new());
    for folder in ["rules", "docs"] {
        files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut found);
    }
    assert!(found.len() > 200, "{} files", found.len());
    let wrong: Vec<(String, Vec<String>)> = found
        .into_iter()
        .map(|(path, text)| (path, wrong(&schema, &text)))
        .filter(|(_, wrong)| !wrong.is_empty())
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

const PACK: &str = "\
[pack]
id = \"house/club\"
verified = 2026-01-31
[[place]]
id = \"club\"
name = \"Rowing Club\"
[[person]]
id = \"jane-holt\"
name = \"Jane Holt\"
born = 1950
died = { about = 2021-05-01, slack = 20 }
[[person]]
id = \"paul-abney\"
name = \"Paul Abney\"
born = { before = 1993-01-01 }
[[office]]
id = \"club-chair\"
of = \"club\"
titles = \"chair\"
seats = 2
[[tenure]]
office = \"club-chair\"
holder = \"jane-holt\"
from = \"2010-05\"
until = \"unknown\"
status = \"disputed\"
[[tenure]]
office = \"club-chair\"
holder = \"paul-abney\"
from = \"2012\"
seen = 2026-02-01
";

const WORDS: &str = "\
language = \"en\"
[list.vessel]
items = [\"boat\"]
gap = 2
[unit.smoot]
dimension = \"length\"
factor = 1.7018
[hedge.barely]
items = \"barely\"
high = 1
[table.collective]
gross = 144
[text]
or = \" or \"
";

const PHRASE: &str = "\
[check]
id = \"one-word\"
kind = \"phrase\"
severity = \"warning\"
summary = \"One word for members.\"
manual = \"Members, not customers.\"
message = \"{phrase} and {other}\"
apart = [[\"member\"], [\"customer\"]]
scope = \"document\"
[[check.flag]]
draft = \"Our member rows. A new [[customer]] is welcome.\"
[[check.pass]]
draft = \"Our member rows.\"
";

const FORMULA: &str = "\
[check]
id = \"parking\"
kind = \"formula\"
severity = \"error\"
summary = \"A bill.\"
manual = \"A bill.\"
[[check.pattern]]
text = \"{fee:money} ... {total:money}\"
holds = \"fee == total\"
message = \"{fee} is not {total}\"
label.fee = \"here\"
[[check.flag]]
draft = \"It is $3, so [[$15]].\"
[[check.pass]]
draft = \"It is $3, so $3.\"
unmatched = true
why = \"It is the same.\"
";

#[test]
fn readers_and_schema_take_the_same_files() {
    let schema = schema();
    // What stands in the first column is put in the place of what stands in the second.
    let slips = [
        (PACK, "", ""),
        (PACK, "verified", "verifed"),
        (PACK, "verified = 2026-01-31\n", ""),
        (PACK, "name = \"Jane Holt\"", "name = [\"Jane Holt\"]"),
        (PACK, "born = 1950", "born = \"May 1950\""),
        (PACK, "slack = 20", "slak = 20"),
        (PACK, "seats = 2", "seats = 0"),
        (PACK, "titles = \"chair\"", "titles = \" \""),
        (PACK, "\"unknown\"", "\"unknwn\""),
        (PACK, "\"disputed\"", "\"disputd\""),
        (PACK, "seen = 2026-02-01", "seen = 2026-02-01\nuntil = 2020-01-01"),
        (PACK, "[[tenure]]", "[[tenur]]"),
        (PACK, "[pack]", "language = \"en\"\n[pack]"),
        (WORDS, "", ""),
        (WORDS, "items = [\"boat\"]", "itms = [\"boat\"]"),
        (WORDS, "gap = 2", "gap = 21"),
        (WORDS, "dimension", "dimensions"),
        (WORDS, "high = 1", "high = \"1\""),
        (WORDS, "gross = 144", "gross = true"),
        (WORDS, "or = \" or \"", "or = 1"),
        (WORDS, "[text]", "[texts]"),
        (PHRASE, "", ""),
        (PHRASE, "one-word", "One word"),
        (PHRASE, "\"phrase\"", "\"phrases\""),
        (PHRASE, "apart = ", "aparts = "),
        (PHRASE, "[[\"member\"], [\"customer\"]]", "[\"member\", \"customer\"]"),
        (PHRASE, "message = \"{phrase} and {other}\"\n", ""),
        (PHRASE, "[[check.flag]]", "label.phrases = \"here\"\n[[check.flag]]"),
        (PHRASE, "scope = ", "owner = "),
        (PHRASE, "\"warning\"", "\"warn\""),
        (PHRASE, "[[check.pass]]", "[[check.flag]]"),
        (FORMULA, "", ""),
        (FORMULA, "holds", "hold"),
        (FORMULA, "text = ", "regex = \"(?<fee>a)(?<total>b)\"\ntext = "),
        (FORMULA, "holds", "scope = \"pargraph\"\nholds"),
        (FORMULA, "holds", "with = \"{fee:money}\"\nholds"),
        (FORMULA, "draft = \"It is $3, so $3.\"\n", ""),
        (FORMULA, "why = \"It is the same.\"\n", ""),
    ];
    for (text, old, new) in slips {
        let slip = if old.is_empty() { text.to_owned() } else { text.replacen(old, new, 1) };
        let ran = Folder::new(&[("rules.toml", &slip)]).run(&["rules", "check", "rules.toml"]);
        let told = wrong(&schema, &slip);
        assert_eq!(
            (ran.status != 0, !told.is_empty()),
            (!old.is_empty(), !old.is_empty()),
            "{old} {new}: {}{told:?}",
            ran.err
        );
    }
}

#[test]
fn a_misspelt_key_is_named() {
    let told = wrong(&schema(), &PACK.replacen("name =", "nmae =", 1));
    assert!(told.len() == 1 && told[0].contains("nmae") && told[0].ends_with("at /place/0"), "{told:?}");
}
