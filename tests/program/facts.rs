//! `factlint facts`, and the hint of facts that are older than a draft.

use crate::common::Folder;

const CLUB: &str = "\
[pack]
id = \"house/rowing-club\"
verified = 2026-01-31

[[place]]
id = \"rowing-club\"
name = \"Rowing Club\"

[[person]]
id = \"jane-holt\"
name = \"Jane Holt\"
born = 1961-05-02

[[person]]
id = \"paul-abney\"
name = \"Paul Abney\"
aliases = [\"Paul S. Abney\"]

[[person]]
id = \"ada-holt\"
name = \"Ada Holt\"

[[office]]
id = \"rowing-club-president\"
of = \"rowing-club\"
titles = [\"club president\", \"president\"]
complete-from = 2010-01-01

[[office]]
id = \"rowing-club-treasurer\"
of = \"rowing-club\"
titles = [\"treasurer\"]

[[tenure]]
office = \"rowing-club-president\"
holder = \"jane-holt\"
from = 2010-01-01
until = 2022-06-30

[[tenure]]
office = \"rowing-club-president\"
holder = \"paul-abney\"
from = 2022-06-30
seen = 2025-11-30

[[tenure]]
office = \"rowing-club-treasurer\"
holder = \"ada-holt\"
from = \"2020-05\"
until = \"unknown\"
status = \"unsourced\"
acting = true
";

fn club() -> Folder {
    Folder::new(&[("club.toml", CLUB), ("factlint.toml", "default-rules = false\nrules = [\"club.toml\"]\n")])
}

#[test]
fn a_person_is_found_by_name_alias_id_and_surname() {
    let folder = club();
    let abney = "Paul Abney (paul-abney)\n  2022-06-30 still open  club president, Rowing Club (rowing-club-president)  club.toml:40, verified 2025-11-30\n";
    for name in ["Paul Abney", "paul s. abney", "paul-abney", "Abney"] {
        let ran = folder.run(&["facts", name]);
        assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (0, abney, ""), "{name}");
    }
    let both = folder.run(&["facts", "Holt"]).out;
    assert!(
        both.contains("Jane Holt (jane-holt): born 1961-05-02\n") && both.contains("Ada Holt (ada-holt)\n"),
        "{both}"
    );
    assert!(
        both.contains("2020-05 until unknown  treasurer, Rowing Club (rowing-club-treasurer), acting, unsourced"),
        "{both}"
    );
}

#[test]
fn an_office_is_asked_for_on_a_day() {
    let folder = club();
    let all = folder.run(&["facts", "rowing-club-president"]).out;
    assert!(
        all.starts_with(
            "club president, Rowing Club (rowing-club-president): 1 seat, every holder since 2010-01-01 is listed\n"
        ),
        "{all}"
    );
    assert_eq!(all.lines().count(), 3, "{all}");
    let holders = |day: &str| -> Vec<String> {
        let ran = folder.run(&["facts", "rowing-club-president", "--on", day, "--format", "json"]);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""));
        let json = ran.json();
        let rows = json["answers"][0]["rows"].as_array().expect("rows").iter();
        rows.map(|row| row["holder"].as_str().expect("a name").to_owned()).collect()
    };
    assert_eq!(holders("2015-07-01"), ["Jane Holt"]);
    // The day of leaving is shared; after the last look the open term may still run.
    assert_eq!(holders("2022-06-30"), ["Jane Holt", "Paul Abney"]);
    assert_eq!(holders("2031-01-01"), ["Paul Abney"]);
    assert!(holders("2001-01-01").is_empty());
    let none = folder.run(&["facts", "rowing-club-president", "--on", "2001-01-01"]);
    assert!(none.out.ends_with("  nothing is listed\n"), "{}", none.out);
}

#[test]
fn an_office_is_found_by_title_and_place() {
    let folder = club();
    let ran = folder.run(&["facts", "--office", "president", "--of", "Rowing Club", "--on", "2024-01-01"]);
    assert_eq!(ran.status, 0);
    assert!(ran.out.contains("2022-06-30 still open  Paul Abney  club.toml:40, verified 2025-11-30"), "{}", ran.out);
    let place = folder.run(&["facts", "Rowing Club"]).out;
    assert!(place.contains("Paul Abney: club president, Rowing Club"), "{place}");
    assert!(!place.contains("Jane Holt"), "only what is open, without a day: {place}");
    assert!(folder.run(&["facts", "Rowing Club", "--on", "2015-01-01"]).out.contains("Jane Holt"));
}

#[test]
fn json_has_the_shape_of_its_page() {
    let ran = club().run(&["facts", "Jane Holt", "--format", "json"]);
    let shape = serde_json::json!({"schema": 1, "answers": [{"asked": "person", "id": "jane-holt", "name": "Jane Holt",
        "born": "1961-05-02", "rows": [{"office": "rowing-club-president", "title": "club president", "of": "Rowing Club",
        "holder": "Jane Holt", "from": "2010-01-01", "until": "2022-06-30", "status": "sourced", "acting": false,
        "path": "club.toml", "line": 34, "verified": "2026-01-31"}]}]});
    assert_eq!(ran.json(), shape);
    let open = club().run(&["facts", "Abney", "--format", "json"]).json();
    assert!(open["answers"][0]["rows"][0]["until"].is_null(), "{open}");
}

#[test]
fn what_is_not_listed_is_told_with_the_nearest() {
    let folder = club();
    let ran = folder.run(&["facts", "Jane Hollt"]);
    assert_eq!((ran.status, ran.out.as_str()), (1, ""));
    assert!(
        ran.err.contains("nothing called `Jane Hollt`") && ran.err.contains("did you mean `Jane Holt`?"),
        "{}",
        ran.err
    );
    let office = folder.run(&["facts", "--office", "cox", "--of", "Rowing Club"]);
    assert_eq!(office.status, 1);
    assert!(office.err.contains("no office `cox` of Rowing Club is listed"), "{}", office.err);
    assert_eq!(folder.run(&["facts", "--office", "treasurer", "--of", "Chess Club"]).status, 1);
    assert_eq!(folder.run(&["facts"]).status, 2, "something must be asked");
    assert_eq!(folder.run(&["facts", "Holt", "--on", "2024-13-01"]).status, 2);
    let json = folder.run(&["facts", "Nobody", "--format", "json"]);
    assert_eq!((json.status, &json.json()["answers"]), (1, &serde_json::json!([])));
}

#[test]
fn a_broken_pack_is_told_and_the_rest_answered() {
    let folder = club();
    folder.write("more.toml", b"[pack]\nid = \"house/more\"\nverified = 2026-01-01\n\n[[tenure]]\noffice = \"nowhere\"\nholder = \"jane-holt\"\nfrom = 2020-01-01\n");
    let ran = folder.run(&["facts", "Jane Holt", "--rules", "more.toml"]);
    assert_eq!(ran.status, 2);
    assert!(ran.out.contains("2010-01-01 until 2022-06-30"), "{}", ran.out);
    assert!(ran.err.contains("there is no office with the id `nowhere`"), "{}", ran.err);
}

#[test]
fn packs_are_listed_by_age() {
    let folder = club();
    let ran = folder.run(&["facts", "--stale", "--as-of", "2026-03-01"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, "2026-01-31     29 days  house/rowing-club\n"));
    let json = folder.run(&["facts", "--stale", "--as-of", "2026-03-01", "--format", "json"]).json();
    let pack = serde_json::json!({"pack": "house/rowing-club", "verified": "2026-01-31", "age": 29});
    assert_eq!(json, serde_json::json!({"schema": 1, "packs": [pack]}));
    // Of the embedded ones the stalest stands first.
    let all = Folder::new(&[]).run(&["facts", "--stale", "--as-of", "2026-03-01"]).out;
    let days: Vec<&str> = all.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(days.len() > 100 && days.is_sorted(), "{all}");
}

#[test]
fn coverage_counts_offices_and_tenures() {
    let folder = club();
    let ran = folder.run(&["facts", "--coverage"]);
    let table = "        offices  tenures  contradict  from        verified\nhouse         2        3           2  2010-01-01  2026-01-31\nin all        2        3           2\n";
    assert_eq!((ran.status, ran.out.as_str()), (0, table));
    let json = folder.run(&["facts", "--coverage", "--format", "json"]).json();
    let group = serde_json::json!({"group": "house", "offices": 2, "tenures": 3, "contradicting": 2, "from": "2010-01-01", "verified": "2026-01-31"});
    assert_eq!(json, serde_json::json!({"schema": 1, "groups": [group]}));
}

#[test]
fn the_embedded_facts_answer_the_three_questions() {
    let folder = Folder::new(&[]);
    let person = folder.run(&["facts", "Antony Blinken"]).out;
    let row = person.lines().find(|line| line.contains("secretary of state, United States (us-secretary-of-state)"));
    assert!(row.is_some_and(|row| row.starts_with("  2021-01-26 until 2025-01-20 ")), "{person}");
    let office = folder.run(&["facts", "us-secretary-of-state", "--on", "2024-05-01"]).out;
    assert_eq!(office.lines().count(), 2, "{office}");
    assert!(office.contains("2021-01-26 until 2025-01-20  Antony Blinken  united-states/executive.toml:"), "{office}");
    let titled = folder.run(&["facts", "--office", "foreign minister", "--of", "Poland"]).out;
    let schetyna = titled.lines().find(|line| line.contains("Grzegorz Schetyna"));
    assert!(schetyna.is_some_and(|row| row.starts_with("  2014-09-22 until 2015-11-16 ")), "{titled}");
    assert!(titled.lines().skip(1).all(|line| line.contains(", verified 20")), "{titled}");
}

/// A draft on a day, and the hints of it.
fn hints(day: &str, text: &str) -> Vec<String> {
    let folder = Folder::new(&[("draft.txt", text)]);
    let ran = folder.run(&["check", "--as-of", day, "--format", "json", "--select", "stale-facts"]);
    let json = ran.json();
    let findings = json["findings"].as_array().expect("findings").iter();
    findings.map(|f| f["message"].as_str().expect("a message").to_owned()).collect()
}

#[test]
fn a_draft_long_past_the_facts_gets_one_hint_that_names_the_checks() {
    let text = "President Donald Trump is to speak on Thursday. Chancellor Friedrich Merz will come. Troops are in NATO member Finland.\n";
    let told = hints("2033-03-03", text);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("membership, office-holder could not check this draft fully: "), "{told:?}");
    for pack in ["germany/government", "united-states/executive", "world-memberships"] {
        assert!(told[0].contains(pack), "{pack}: {told:?}");
    }
    assert!(hints("2025-11-30", text).is_empty());
}

#[test]
fn ninety_days_are_not_old_yet() {
    let club = |day: &str| {
        let draft = "Rowing Club president Paul Abney said on Monday that the boats will race.\n";
        let settings = "rules = [\"club.toml\"]\n";
        let folder = Folder::new(&[("draft.txt", draft), ("club.toml", CLUB), ("factlint.toml", settings)]);
        folder.run(&["check", "--as-of", day, "--format", "json", "--select", "stale-facts"]).json()["findings"].clone()
    };
    assert_eq!(club("2026-02-28"), serde_json::json!([]), "90 days after 30 November 2025");
    let found = club("2026-03-01");
    assert_eq!(found[0]["primary"]["text"], "Rowing Club president Paul Abney", "{found}");
    assert!(
        found[0]["message"]
            .as_str()
            .expect("a message")
            .contains("house/rowing-club were last verified on 30 November 2025"),
        "{found}"
    );
}

#[test]
fn what_holds_on_any_day_and_what_has_ended_do_not_age() {
    assert!(
        hints(
            "2033-03-03",
            "The Australian capital, Canberra, is calm. He met former President Joe Biden on Tuesday.\n"
        )
        .is_empty()
    );
}

#[test]
fn the_query_of_a_pack_asks_for_its_offices_with_items() {
    let club = CLUB.replace("titles = [\"treasurer\"]", "titles = [\"treasurer\"]\nwikidata = \"Q77\"");
    let bare = "[pack]\nid = \"house/bare\"\nverified = 2026-01-31\n";
    let folder = Folder::new(&[("club.toml", &club), ("bare.toml", bare)]);
    let query = |pack: &str| folder.run(&["facts", "--query", pack, "--rules", ".", "--no-default-rules"]);
    let ran = query("house/rowing-club");
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("  VALUES ?office {\n    wd:Q77  # rowing-club-treasurer\n  }\n"), "{}", ran.out);
    for (pack, said) in [
        ("house/bare", "no office of `house/bare` has a `wikidata` item"),
        ("house/rowing-clb", "did you mean `house/rowing-club`?"),
    ] {
        let ran = query(pack);
        assert_eq!((ran.status, ran.out.as_str()), (1, ""));
        assert!(ran.err.contains(said), "{}", ran.err);
    }
}

#[test]
fn offices_and_people_are_asked_for_as_people_speak() {
    let folder = Folder::new(&[]);
    let heads = |asked: &str| -> Vec<String> {
        let ran = folder.run(&["facts", asked]);
        assert_eq!(ran.status, 0, "{asked}: {}", ran.err);
        let heads = ran.out.lines().filter(|line| !line.starts_with(' '));
        heads.filter_map(|line| Some(line.split_once('(')?.1.split_once(')')?.0.to_owned())).collect()
    };
    for (asked, id) in [
        ("president of France", "france-president"),
        ("Queen Elizabeth II", "elizabeth-ii"),
        ("Pope Francis", "francis"),
        ("Governor of California", "california-governor"),
        ("Fed chair", "federal-reserve-chair"),
        ("President Biden", "joe-biden"),
        ("Sen. Ted Cruz", "ted-cruz"),
        // Adjectives, possessives, articles, abbreviations, and names in lower case.
        ("French president", "france-president"),
        ("Poland's prime minister", "poland-prime-minister"),
        ("the secretary-general of the United Nations", "un-secretary-general"),
        ("current US president", "us-president"),
        ("nato secretary general", "nato-secretary-general"),
        ("prime minister of canada", "canada-prime-minister"),
        ("chancellor merkel", "angela-merkel"),
        ("who is the mayor of london", "london-mayor"),
    ] {
        assert_eq!(heads(asked), [id], "{asked}");
    }
}

#[test]
fn a_title_alone_is_too_many_offices() {
    let folder = Folder::new(&[]);
    let many = folder.run(&["facts", "prime minister"]);
    assert_eq!((many.status, many.out.as_str()), (1, ""));
    assert!(
        many.err.contains("`prime minister` may mean ") && many.err.contains("president of France"),
        "{}",
        many.err
    );
    for unknown in ["prime minister of Zamunda", "Prime Minister Zzyzx"] {
        let ran = folder.run(&["facts", unknown]);
        assert!(ran.status == 1 && ran.err.contains(&format!("nothing called `{unknown}` is listed")), "{}", ran.err);
    }
}
