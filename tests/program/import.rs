//! `factlint import wikidata`: results of the shape that the query service gives become a pack, or join one.
#![allow(clippy::disallowed_methods, reason = "tests read what the program wrote")]

use crate::common::{Folder, Ran};

/// A binding: the office and its label, then the rest of the row.
fn binding(person: &str, label: &str, more: &str) -> String {
    format!(
        r#"{{"office": {{"type": "uri", "value": "http://www.wikidata.org/entity/Q1001"}},
 "officeLabel": {{"xml:lang": "en", "type": "literal", "value": "President of Poland"}},
 "placeLabel": {{"xml:lang": "en", "type": "literal", "value": "Poland"}},
 "person": {{"type": "uri", "value": "http://www.wikidata.org/entity/{person}"}},
 "personLabel": {{"xml:lang": "en", "type": "literal", "value": "{label}"}}{more}}}"#
    )
}

fn date(column: &str, value: &str, precision: u8) -> String {
    format!(
        r#", "{column}": {{"datatype": "http://www.w3.org/2001/XMLSchema#dateTime", "type": "literal", "value": "{value}T00:00:00Z"}},
 "{column}Precision": {{"datatype": "http://www.w3.org/2001/XMLSchema#integer", "type": "literal", "value": "{precision}"}}"#
    )
}

fn uri(column: &str, value: &str) -> String {
    format!(r#", "{column}": {{"type": "uri", "value": "http://www.wikidata.org/{value}"}}"#)
}

fn results(bindings: &[String]) -> String {
    let vars = r#""office", "officeLabel", "placeLabel", "person", "personLabel", "aliases", "start", "startPrecision", "end",
 "endPrecision", "replacedBy", "born", "bornPrecision", "died", "diedPrecision""#;
    format!("{{\"head\": {{\"vars\": [{vars}]}}, \"results\": {{\"bindings\": [{}]}}}}", bindings.join(",\n"))
}

/// Three terms: one closed, with aliases and a life; one that a successor ended; one still open. And three that are of no use.
fn answers() -> String {
    let aliases =
        r#", "aliases": {"type": "literal", "value": "Adam B. Zielny|Zielny|adam zielny|Adam Zielny senior"}"#;
    results(&[
        binding(
            "Q501",
            "Adam Zielny",
            &[
                date("start", "2005-12-23", 11),
                date("end", "2010-04-10", 11),
                date("born", "1949-06-18", 11),
                date("died", "2010-04-10", 11),
                aliases.to_owned(),
            ]
            .concat(),
        ),
        binding("Q502", "Zofia Łąkowa", &[date("start", "2010-08-06", 11), uri("replacedBy", "entity/Q503")].concat()),
        binding("Q503", "Piotr Nowy", &[date("start", "2015-08-01", 10), date("born", "1972-01-01", 9)].concat()),
        binding("Q504", "Q504", &date("start", "1990-12-22", 11)),
        binding("Q505", "Jan Dawny", &uri("start", ".well-known/genid/5f1a")),
        r#"{"office": {"type": "uri", "value": "http://www.wikidata.org/entity/Q1001"},
 "officeLabel": {"xml:lang": "en", "type": "literal", "value": "President of Poland"},
 "person": {"type": "bnode", "value": "t1514691780"}, "personLabel": {"type": "literal", "value": "t1514691780"}}"#
            .to_owned(),
    ])
}

const PACK: &str = "\
[pack]
id = \"answers\"
verified = 2026-02-01
sources = [\"https://www.wikidata.org\"]
licence = \"CC0-1.0 (Wikidata).\"

[[office]]
id = \"president-of-poland\"
of = \"poland\"
titles = [\"president\"]
wikidata = \"Q1001\"

[[person]]
id = \"adam-zielny\"
name = \"Adam Zielny\"
aliases = [\"Adam B. Zielny\", \"Adam Zielny senior\"]
born = 1949-06-18
died = 2010-04-10
wikidata = \"Q501\"

[[tenure]]
office = \"president-of-poland\"
holder = \"adam-zielny\"
from = 2005-12-23
until = 2010-04-10
source = \"https://www.wikidata.org/wiki/Q501\"

[[person]]
id = \"zofia-lakowa\"
name = \"Zofia Łąkowa\"
wikidata = \"Q502\"

[[tenure]]
office = \"president-of-poland\"
holder = \"zofia-lakowa\"
from = 2010-08-06
until = { about = 2015-08-01, slack = 7 }
source = \"https://www.wikidata.org/wiki/Q502\"

[[person]]
id = \"piotr-nowy\"
name = \"Piotr Nowy\"
born = \"1972\"
wikidata = \"Q503\"

[[tenure]]
office = \"president-of-poland\"
holder = \"piotr-nowy\"
from = \"2015-08\"
source = \"https://www.wikidata.org/wiki/Q503\"
";

fn import(folder: &Folder, more: &[&str]) -> Ran {
    folder.run(&[&["import", "wikidata", "answers.json", "--verified", "2026-02-01"], more].concat())
}

#[test]
fn results_become_a_pack_and_what_cannot_be_used_is_told() {
    let folder = Folder::new(&[("answers.json", &answers())]);
    let ran = import(&folder, &[]);
    assert_eq!(ran.out, PACK);
    assert_eq!(ran.status, 0);
    for said in [
        "error[skipped-row]: answers.json: row 4: Q504 has no label in English",
        "error[skipped-row]: answers.json: row 5 (Jan Dawny, President of Poland): neither the first nor the last day is known",
        "error[skipped-row]: answers.json: row 6: `person` is unknown, or not a Wikidata item",
    ] {
        assert!(ran.err.contains(said), "{said}\n{}", ran.err);
    }
    assert_eq!(ran.err.matches("error[").count(), 3, "{}", ran.err);
    // What it prints is a pack.
    folder.write("pack.toml", ran.out.as_bytes());
    let checked = folder.run(&["rules", "check", "pack.toml"]);
    // The built-in facts list the presidents of Poland under another id, so nothing overlaps.
    assert_eq!(checked.status, 0, "{}", checked.err);
}

#[test]
fn csv_and_the_plain_list_give_the_same_pack() {
    let csv = "office,officeLabel,person,personLabel,start,end,aliases\n\
        http://www.wikidata.org/entity/Q1001,President of Poland,http://www.wikidata.org/entity/Q501,\"Zielny, Adam\",2005-12-23T00:00:00Z,2010-04-10T00:00:00Z,Adam Zielny|A. Zielny\n\
        http://www.wikidata.org/entity/Q1001,President of Poland,http://www.wikidata.org/entity/Q502,Zofia Łąkowa,2010-01-01T00:00:00Z,t1514691780,\n";
    let list = r#"[{"office":"http://www.wikidata.org/entity/Q1001","officeLabel":"President of Poland","person":"http://www.wikidata.org/entity/Q501","personLabel":"Zielny, Adam","start":"2005-12-23T00:00:00Z","end":"2010-04-10T00:00:00Z","aliases":"Adam Zielny|A. Zielny"},
        {"office":"http://www.wikidata.org/entity/Q1001","officeLabel":"President of Poland","person":"http://www.wikidata.org/entity/Q502","personLabel":"Zofia Łąkowa","start":"2010-01-01T00:00:00Z","end":"http://www.wikidata.org/.well-known/genid/77"}]"#;
    let folder = Folder::new(&[("a/answers.csv", csv), ("a/answers.json", list)]);
    let [csv, list] = ["a/answers.csv", "a/answers.json"]
        .map(|file| folder.run(&["import", "wikidata", file, "--verified", "2026-02-01"]));
    assert_eq!((csv.status, csv.err.as_str()), (0, ""));
    assert_eq!(csv.out, list.out);
    for said in
        ["name = \"Zielny, Adam\"\naliases = [\"Adam Zielny\", \"A. Zielny\"]", "from = \"2010\"\nuntil = \"unknown\""]
    {
        assert!(csv.out.contains(said), "{said}\n{}", csv.out);
    }
}

/// The pack as somebody keeps it: other ids, comments, a corrected day, an open term that has ended.
const KEPT: &str = "\
# Kept by hand.
[pack]
id = \"poland/president\"   # ours
verified = 2014-01-01

[[office]]
id = \"president\"
of = \"poland\"
titles = [\"head of state\"]  # not the first title
wikidata = \"Q1001\"

[[person]]
id = \"zielny\"
name = \"Adam Zielny\"
wikidata = \"Q501\"

[[tenure]]
office = \"president\"
holder = \"zielny\"
from = 2005-12-23
until = 2010-04-09 # the day of the crash, by the court
acting = false

[[person]]
id = \"lakowa\"
name = \"Zofia Łąkowa\"

[[tenure]]
office = \"president\" # the open one
holder = \"lakowa\"
from = 2010-08-05
seen = 2013-05-01

# ---- the rest ----

[[office]]
id = \"other\"
of = \"poland\"
titles = [\"other\"]
";

#[test]
fn a_kept_pack_is_brought_up_to_date_and_hand_edits_stay() {
    let folder = Folder::new(&[("answers.json", &answers()), ("kept.toml", KEPT)]);
    let diff = import(&folder, &["--into", "kept.toml", "--diff"]);
    let changed: Vec<&str> = diff.out.lines().filter(|line| line.starts_with(['+', '-'])).collect();
    assert_eq!(
        changed,
        [
            "+born = 1949-06-18",
            "+died = 2010-04-10",
            "-seen = 2013-05-01",
            "+until = { about = 2015-08-01, slack = 7 }",
            "+",
            "+[[person]]",
            "+id = \"piotr-nowy\"",
            "+name = \"Piotr Nowy\"",
            "+born = \"1972\"",
            "+wikidata = \"Q503\"",
            "+",
            "+[[tenure]]",
            "+office = \"president\"",
            "+holder = \"piotr-nowy\"",
            "+from = \"2015-08\"",
            "+seen = 2026-02-01",
            "+source = \"https://www.wikidata.org/wiki/Q503\"",
        ],
        "{}",
        diff.out
    );
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).expect("a pack");
    assert_eq!(read("kept.toml"), KEPT, "--diff writes nothing");
    let told = import(&folder, &["--into", "kept.toml"]);
    let lines: Vec<&str> = told.out.lines().collect();
    assert_eq!(
        lines,
        [
            "~ Adam Zielny: born 1949-06-18",
            "~ Adam Zielny: died 2010-04-10",
            "? president: Adam Zielny until 2010-04-09, not 2010-04-10",
            "? president: Zofia Łąkowa from 2010-08-05, not 2010-08-06",
            "~ president: Zofia Łąkowa until about 2015-08, when the successor began",
            "+ person piotr-nowy: Piotr Nowy",
            "+ president: Piotr Nowy from 2015-08",
        ]
    );
    let merged = read("kept.toml");
    for kept in [
        "# Kept by hand.\n",
        "id = \"poland/president\"   # ours\n",
        "titles = [\"head of state\"]  # not the first title\n",
        "until = 2010-04-09 # the day of the crash, by the court\n",
        "office = \"president\" # the open one\n",
        "source = \"https://www.wikidata.org/wiki/Q503\"\n\n# ---- the rest ----\n",
    ] {
        assert!(merged.contains(kept), "{kept}\n{merged}");
    }
    // Once more, and nothing is new: only what differs is told again.
    let again = import(&folder, &["--into", "kept.toml"]);
    assert!(again.out.lines().all(|line| line.starts_with("? ")), "{}", again.out);
    assert_eq!(read("kept.toml"), merged);
}

#[test]
fn an_open_term_is_seen_again_and_rows_of_ones_own_are_told() {
    let one = results(&[binding("Q503", "Piotr Nowy", &date("start", "2015-08-06", 11))]);
    let pack = "[pack]\nid = \"p\"\nverified = 2020-01-01\n\n[[office]]\nid = \"president-of-poland\"\nof = \"poland\"\ntitles = [\"president\"]\n\n\
        [[person]]\nid = \"piotr-nowy\"\nname = \"Piotr Nowy\"\n\n[[tenure]]\noffice = \"president-of-poland\"\nholder = \"piotr-nowy\"\nfrom = 2015-08-06\n\n\
        [[person]]\nid = \"x\"\nname = \"Ewa Inna\"\n\n[[tenure]]\noffice = \"president-of-poland\"\nholder = \"x\"\nfrom = 1990-01-01\nuntil = 1991-01-01\n";
    let folder = Folder::new(&[("answers.json", &one), ("p.toml", pack)]);
    let ran = import(&folder, &["--into", "p.toml"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert_eq!(
        ran.out,
        "~ president-of-poland: Piotr Nowy still there on 2026-02-01\n? president-of-poland: Ewa Inna from 1990-01-01 is only in the pack\n"
    );
    let merged = std::fs::read_to_string(folder.path().join("p.toml")).expect("a pack");
    assert_eq!(merged, pack.replacen("from = 2015-08-06\n", "from = 2015-08-06\nseen = 2026-02-01\n", 1));
}

#[test]
fn an_end_that_nobody_has_looked_for_is_filled_or_the_term_is_open() {
    let kept = KEPT.replace("seen = 2013-05-01", "until = \"unknown\"\nseen = 2013-05-01");
    let folder = Folder::new(&[("answers.json", &answers()), ("kept.toml", &kept)]);
    let diff = import(&folder, &["--into", "kept.toml", "--diff"]);
    assert!(diff.out.contains("-until = \"unknown\"\n"), "{}", diff.out);
    assert!(diff.out.contains("+until = { about = 2015-08-01, slack = 7 }\n"), "{}", diff.out);
    assert!(diff.out.contains("-seen = 2013-05-01\n"), "{}", diff.out);
}

#[test]
fn two_terms_of_one_person_stay_two() {
    let term = |start: &str, end: &str| {
        binding("Q600", "Ewa Znowu", &[date("start", start, 11), date("end", end, 11)].concat())
    };
    // The second is twice there, for two successors.
    let answers = results(&[
        term("1990-01-01", "1992-01-01"),
        term("1995-01-01", "1998-01-01"),
        term("1995-01-01", "1998-01-01"),
    ]);
    let folder = Folder::new(&[("answers.json", &answers)]);
    let ran = import(&folder, &[]);
    assert_eq!((ran.out.matches("[[tenure]]").count(), ran.out.matches("[[person]]").count()), (2, 1), "{}", ran.out);
}

#[test]
fn somebody_whom_another_pack_lists_gets_no_second_row() {
    let row = |born: &str| {
        results(&[binding(
            "Q7821917",
            "Antony Blinken",
            &[date("start", "2021-01-20", 11), date("born", born, 11)].concat(),
        )])
    };
    let folder = Folder::new(&[("answers.json", &row("1962-04-16"))]);
    let ran = import(&folder, &[]);
    assert!(ran.out.contains("holder = \"antony-blinken\"") && !ran.out.contains("[[person]]"), "{}", ran.out);
    // A namesake does.
    folder.write("answers.json", row("1980-03-03").as_bytes());
    let ran = import(&folder, &[]);
    assert!(
        ran.out.contains("id = \"antony-blinken-q7821917\"\nname = \"Antony Blinken\"\nborn = 1980-03-03"),
        "{}",
        ran.out
    );
}

#[test]
fn files_that_are_no_results_are_told_with_their_place() {
    let cases = [
        ("not json {", "answers.json: the results have no column `office`"),
        ("{\"head\": {\"vars\": []},\n \"results\": 5}", "not SPARQL results in JSON"),
        ("[1]", "not a JSON list of rows"),
        ("office,officeLabl,person,personLabel,start\n", "did you mean `officeLabl`?"),
        ("office,officeLabel,person,personLabel,start\na,b\n", "not a table of comma-separated values"),
        ("", "the results have no column `office`"),
    ];
    for (text, said) in cases {
        let folder = Folder::new(&[("answers.json", text)]);
        let ran = import(&folder, &["--into", "p.toml"]);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{text}");
        assert!(ran.err.contains(said), "{said}\n{}", ran.err);
        assert!(!folder.path().join("p.toml").exists(), "{text}");
    }
    let folder = Folder::new(&[("answers.json", &answers()), ("p.toml", "[pack\n")]);
    let ran = import(&folder, &["--into", "p.toml"]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("p.toml:1:"), "{}", ran.err);
    assert_eq!(std::fs::read_to_string(folder.path().join("p.toml")).expect("it is there"), "[pack\n");
    assert_eq!(Folder::new(&[]).run(&["import", "wikidata", "none.json", "--verified", "2026-02-01"]).status, 2);
}

#[test]
fn an_office_of_no_listed_place_needs_one_named() {
    let row = results(&[binding("Q700", "Al Gray", &date("start", "2021-01-20", 11))
        .replace("of Poland", "of the Moon")
        .replace("\"Poland\"", "\"Moon\"")]);
    let folder = Folder::new(&[("answers.json", &row)]);
    let ran = import(&folder, &[]);
    assert!(ran.err.contains("the results name no listed place; give one with --of"), "{}", ran.err);
    let ran = import(&folder, &["--of", "united-states"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.out.contains("of = \"united-states\"\ntitles = [\"president of the moon\"]"), "{}", ran.out);
}

#[test]
fn an_office_is_known_by_its_place_as_well_as_its_title() {
    let office = |id: &str, of: &str| {
        format!("\n[[office]]\nid = \"{id}\"\nof = \"{of}\"\ntitles = [\"head of state\", \"president\"]\n")
    };
    let head = "[pack]\nid = \"kept\"\nverified = 2026-01-01\n";
    let bank = office("bank-president", "national-bank-of-poland");
    for (more, found) in [(office("state", "poland"), "+ state: "), (String::new(), "+ president-of-poland: ")] {
        let pack = [head, &bank, &more].concat();
        let folder = Folder::new(&[("answers.json", &answers()), ("kept.toml", &pack)]);
        let out = import(&folder, &["--into", "kept.toml"]).out;
        assert_eq!(out.matches(found).count(), 3, "{out}");
        assert!(!out.contains("bank-president"), "{out}");
    }
}
