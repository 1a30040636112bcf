//! Facts that cannot all be true: each fault, with its place and the row that it does not fit with.

use factlint::findings::Fault;
use factlint::rules::{Facts, read};
use factlint::text::Input;

use crate::common::Folder;

const HEAD: &str = "\
[pack]
id = \"house/club\"
verified = 2026-01-31
[[place]]
id = \"club\"
name = \"Rowing Club\"
[[person]]
id = \"holt\"
name = \"Jane Holt\"
born = 1961-05-02
died = 2023-03-03
[[person]]
id = \"abney\"
name = \"Paul Abney\"
[[office]]
id = \"president\"
of = \"club\"
titles = [\"president\"]
[[office]]
id = \"committee\"
of = \"club\"
titles = [\"committee member\"]
seats = 5
";

fn tenure(office: &str, holder: &str, days: &str) -> String {
    format!("[[tenure]]\noffice = \"{office}\"\nholder = \"{holder}\"\n{days}\n")
}

fn judged(rows: &[String]) -> Vec<Fault> {
    let text = HEAD.to_owned() + &rows.concat();
    read(Facts::default(), &[Input::file("club.toml", text)], &[]).faults
}

/// Code, line, text under the marks, and the first note of each fault.
fn told(rows: &[String]) -> Vec<(&'static str, u32, String, String)> {
    let place = |fault: &Fault| fault.place.clone().expect("a place");
    let told = judged(rows);
    told.iter()
        .map(|fault| {
            let note = fault.notes.first().cloned().unwrap_or_default();
            (fault.code, place(fault).start().line, place(fault).text().to_owned(), note)
        })
        .collect()
}

fn one(rows: &[String], code: &'static str, line: u32, text: &str, note: &str) {
    assert_eq!(told(rows), [(code, line, text.to_owned(), note.to_owned())]);
}

const HEADER: &str = "[[tenure]]";

#[test]
fn sound_rows_have_no_fault() {
    let rows = [
        tenure("president", "holt", "from = 2010-01-01\nuntil = 2022-06-30"),
        // The day of the handover is shared, and an open end is the last row.
        tenure("president", "abney", "from = 2022-06-29"),
        tenure("committee", "holt", "from = 2001-01-01\nuntil = 2009-01-01"),
        tenure("committee", "abney", "from = 2005-01-01\nuntil = 2009-01-01"),
    ];
    assert_eq!(told(&rows), []);
}

#[test]
fn an_end_before_the_start() {
    let rows = [tenure("president", "holt", "from = 2010-01-01\nuntil = 2009-12-31")];
    one(&rows, "date-order", 28, "2009-12-31", "");
    // A year may still hold the later day.
    assert_eq!(told(&[tenure("president", "holt", "from = 2010-05-01\nuntil = \"2010\"")]), []);
    let life = "[[person]]\nid = \"gray\"\nname = \"Al Gray\"\nborn = 1980-01-01\ndied = 1970-01-01\n".to_owned();
    one(&[life], "date-order", 28, "1970-01-01", "");
}

#[test]
fn two_holders_of_one_seat() {
    let rows = [
        tenure("president", "holt", "from = 2010-01-01\nuntil = 2022-06-30"),
        tenure("president", "abney", "from = 2022-06-01\nuntil = 2023-01-01"),
    ];
    one(&rows, "fact-two-holders", 29, HEADER, "the other row is club.toml:24");
    let message = &judged(&rows)[0].message;
    assert_eq!(message, "Jane Holt and Paul Abney both hold the single seat of `president` for 29 days");
}

#[test]
fn overlaps_that_are_no_fault() {
    let held = tenure("president", "holt", "from = 2010-01-01\nuntil = 2022-06-30");
    let also = |more: &str| tenure("president", "abney", &format!("from = 2015-06-01\nuntil = 2016-01-01\n{more}"));
    assert_eq!(told(&[held.clone(), also("status = \"disputed\"")]), []);
    assert_eq!(told(&[held.clone(), also("acting = true")]), []);
    // Dates known to the year need not overlap.
    let rough = tenure("president", "abney", "from = \"2022\"\nuntil = \"2023\"");
    assert_eq!(told(&[held.clone(), rough]), []);
    assert_eq!(told(&[held, also("")]).len(), 1);
}

#[test]
fn an_open_term_whose_successor_is_listed() {
    let rows = [
        tenure("president", "holt", "from = 2010-01-01\nseen = 2022-01-01"),
        tenure("president", "abney", "from = 2022-06-01\nuntil = 2023-01-01"),
    ];
    one(&rows, "fact-open-with-successor", 24, HEADER, "the other row is club.toml:29");
}

#[test]
fn a_tenure_outside_a_life() {
    one(&[tenure("president", "holt", "from = 1950-01-01\nuntil = 1970-01-01")], "fact-before-birth", 24, HEADER, "");
    one(&[tenure("president", "holt", "from = 2020-01-01\nuntil = 2023-06-01")], "fact-after-death", 24, HEADER, "");
    one(&[tenure("president", "holt", "from = 2020-01-01")], "fact-after-death", 24, HEADER, "");
    one(&[tenure("president", "holt", "from = 2024-01-01\nuntil = \"unknown\"")], "fact-after-death", 24, HEADER, "");
    // A term that ends with the life, or was last seen before its end.
    assert_eq!(told(&[tenure("president", "holt", "from = 2020-01-01\nuntil = 2023-03-04")]), []);
    assert_eq!(told(&[tenure("president", "holt", "from = 2020-01-01\nseen = 2023-01-01")]), []);
}

#[test]
fn the_same_tenure_twice() {
    let row = tenure("committee", "abney", "from = 2005-01-01\nuntil = 2009-01-01");
    one(&[row.clone(), row.clone()], "fact-duplicate", 29, HEADER, "the other row is club.toml:24");
    let longer = tenure("committee", "abney", "from = 2008-01-01\nuntil = 2010-01-01");
    one(&[row, longer], "fact-duplicate", 29, HEADER, "the other row is club.toml:24");
}

#[test]
fn ids_that_stand_twice_and_ids_of_nothing() {
    let person = "[[person]]\nid = \"holt\"\nname = \"Jan Holt\"\n".to_owned();
    one(&[person], "duplicate-id", 25, "\"holt\"", "");
    let rows = [tenure("presidnt", "holt", "from = 2010-01-01\nuntil = 2011-01-01")];
    one(&rows, "unknown-reference", 25, "\"presidnt\"", "did you mean `president`?");
    let rows = [tenure("president", "hold", "from = 2010-01-01\nuntil = 2011-01-01")];
    one(&rows, "unknown-reference", 26, "\"hold\"", "did you mean `holt`?");
}

#[test]
fn one_name_for_two_people() {
    let twin =
        "[[person]]\nid = \"abney-2\"\nname = \"P. Abney\"\naliases = [\"Paul Abney\"]\nnamesakes = [\"abney\"]\n"
            .to_owned();
    let with = |days: &str| {
        [
            twin.clone(),
            tenure("committee", "abney", "from = 2005-01-01\nuntil = 2009-01-01"),
            tenure("committee", "abney-2", days),
        ]
    };
    let rows = with("from = 2007-01-01\nuntil = 2008-01-01");
    one(&rows, "fact-ambiguous-name", 24, "[[person]]", "the other row is club.toml:12");
    assert!(judged(&rows)[0].message.contains("`paul abney` is both `abney` and `abney-2` in one office"));
    // Time tells them apart.
    assert_eq!(told(&with("from = 2010-01-01\nuntil = 2011-01-01")), []);
    let bare =
        "[[person]]\nid = \"gray\"\nname = \"Al Gray\"\n[[person]]\nid = \"gray-2\"\nname = \"Al Gray\"\n".to_owned();
    one(&[bare], "fact-ambiguous-name", 27, "[[person]]", "the other row is club.toml:24");
}

#[test]
fn two_people_who_look_like_one() {
    let row = tenure("committee", "abney", "from = 2005-01-01\nuntil = 2009-01-01");
    let with = |days: &str| {
        let twin = "[[person]]\nid = \"abney-2\"\nname = \"Paul Abney\"\n".to_owned();
        [twin, row.clone(), tenure("president", "abney-2", days)]
    };
    let told_of = |rows: &[String]| told(rows).into_iter().filter(|(code, ..)| *code == "fact-twin").count();
    assert_eq!(told_of(&with("from = 2009-01-20\nuntil = 2009-06-01")), 1);
    // A year lies between the two terms: they may be namesakes.
    assert_eq!(told_of(&with("from = 2003-01-01\nuntil = 2004-01-01")), 0);
    // One name in the only seat of an office is one person, unless the births differ.
    let seat = |born: &str| {
        [
            format!("[[person]]\nid = \"abney-2\"\nname = \"Paul Abney\"\nborn = {born}\n"),
            "[[person]]\nid = \"abney\"\nborn = 1961-01-01\n".to_owned(),
            tenure("president", "abney", "from = 2003-01-01\nuntil = 2004-01-01"),
            tenure("president", "abney-2", "from = 2010-01-01\nuntil = 2011-01-01"),
        ]
    };
    assert_eq!(told_of(&seat("\"1961\"")), 1);
    assert_eq!(told_of(&seat("1981-01-01")), 0);
}

#[test]
fn offices_of_two_states_are_those_of_two_people() {
    let rows = |key: &str| {
        let states = ["Arland", "Borland"].map(|name| {
            let id = name.to_lowercase();
            format!(
                "[[place]]\nid = \"{id}\"\nname = \"{name}\"\nkind = \"country\"\n\
                 [[office]]\nid = \"{id}-king\"\nof = \"{id}\"\ntitles = [\"king\"]\n"
            )
        });
        [
            states.concat(),
            format!("[[person]]\nid = \"abney\"\n{key}"),
            tenure("arland-king", "abney", "from = 2005-01-01\nuntil = 2009-01-01"),
            tenure("borland-king", "abney", "from = 2010-01-01\nuntil = 2012-01-01"),
        ]
    };
    one(&rows(""), "fact-two-states", 12, "[[person]]", "");
    assert!(judged(&rows(""))[0].message.contains("Arland and Borland"));
    assert_eq!(told(&rows("several-states = true\n")), []);
}

#[test]
fn a_row_of_ones_own_is_judged_beside_the_built_in_ones() {
    let pack = "[pack]\nid = \"house/more\"\nverified = 2026-01-01\n\n[[person]]\nid = \"jane-holt\"\nname = \"Jane Holt\"\n\n\
        [[tenure]]\noffice = \"us-president\"\nholder = \"jane-holt\"\nfrom = 2022-01-01\nuntil = 2023-01-01\n";
    let ran = Folder::new(&[("more.toml", pack)]).run(&["rules", "check", "more.toml"]);
    assert_eq!(ran.status, 2);
    for words in [
        "error[fact-two-holders]: Joe Biden and Jane Holt both hold the single seat of `us-president` for 365 days",
        "more.toml:9:1",
        "the other row is united-states/executive.toml:",
    ] {
        assert!(ran.err.contains(words), "{words}:\n{}", ran.err);
    }
}

#[test]
fn two_hundred_faults_between_rows_show_fifty_and_a_count() {
    let row =
        |number: usize| tenure("president", ["holt", "abney"][number % 2], "from = 2010-01-01\nuntil = 2011-01-01");
    let rows: Vec<String> = (0..102).map(row).collect();
    let faults = judged(&rows);
    assert_eq!(faults.len(), 51);
    assert!(faults[..50].iter().all(|fault| fault.place.is_some()) && faults[50].place.is_none());
    assert_eq!((faults[50].code, faults[50].path.as_deref()), ("more-faults", Some("club.toml")));
    // 100 rows are twice there, and 101 share the seat with the one before.
    assert_eq!(faults[50].message, "151 more faults in this file are not shown");
}

#[test]
fn a_place_may_lie_within_one_of_a_later_file() {
    let pack = |id: &str, place: &str| {
        Input::file(
            &format!("{id}.toml"),
            format!("[pack]\nid = \"{id}\"\nverified = 2026-01-01\n[[place]]\n{place}\n"),
        )
    };
    let files =
        [pack("a", "id = \"town\"\nname = \"Town\"\nwithin = \"land\""), pack("b", "id = \"land\"\nname = \"Land\"")];
    let read = read(Facts::default(), &files, &[]);
    assert_eq!(read.faults, []);
    let town = read.facts.entities.iter().find(|place| place.id == "town").expect("the town");
    assert_eq!(town.within.map(|land| read.facts.entities[land.0 as usize].name.as_str()), Some("Land"));
}

#[test]
fn nobody_holds_an_office_as_a_child() {
    let child = "[[person]]\nid = \"kit\"\nname = \"Kit Young\"\nborn = 2000-02-01\n".to_owned();
    let rows = |from: &str| [child.clone(), tenure("committee", "kit", &format!("from = {from}\nuntil = 2020-01-01"))];
    one(&rows("2018-01-31"), "fact-too-young", 28, HEADER, "");
    assert_eq!(told(&rows("2018-02-01")), []);
    assert_eq!(told(&rows("\"2018\"")), []);
    let throne = "[[office]]\nid = \"throne\"\nof = \"club\"\ntitles = [\"king\"]\nleast-age = 0\n".to_owned();
    assert_eq!(told(&[child, throne, tenure("throne", "kit", "from = 2010-01-01\nuntil = 2020-01-01")]), []);
}

#[test]
fn an_alias_is_nobody_elses_name() {
    let row = "[[person]]\nid = \"abney-2\"\nname = \"Paul Quincy Abney\"\naliases = [\"Paul Abney\"]\n";
    let rows = [row.to_owned(), tenure("committee", "abney", "from = 2005-01-01\nuntil = 2009-01-01")];
    one(&rows, "fact-alias-of-another", 24, "[[person]]", "the other row is club.toml:12");
    let known = [format!("{row}namesakes = [\"abney\"]\n"), rows[1].clone()];
    assert_eq!(told(&known), []);
}
