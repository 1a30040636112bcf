//! `factlint day`: the table, the chart, the JSON shape; and drafts that tell stories.

use crate::common::Folder;

const DRAFT: &str = "---\ndate: 2025-09-23\n---\n\nPresident Donald Trump will meet the allies on Friday.\n\n\
                     The Biden administration has not endorsed it. \"President Biden is fine,\" she said.\n";

#[test]
fn the_table_says_what_gave_each_label() {
    let ran = Folder::new(&[("draft.md", DRAFT)]).run(&["day", "draft.md"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let lines: Vec<String> = ran.out.lines().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(lines[0], "draft.md speaks of 2025-09-23 (front matter)");
    assert_eq!(lines[2], "place words label by days fits");
    let trump =
        "5:1 President Donald Trump NOW subject-present \"will meet\" 2017-01-20 until 2021-01-20, from 2025-01-20 yes";
    assert_eq!(lines[3], trump);
    assert_eq!(
        lines[5],
        "7:1 The Biden administration NOW subject-present \"has not endorsed\" 2021-01-20 until 2025-01-20 no"
    );
    let ledger = "mention +2, subject-present \"has not endorsed\" +4, present-sentence \"has\" +2, news-around \"Friday\" +2, lead +2";
    assert_eq!(lines[6], ledger);
    assert!(lines[7].starts_with("7:48 President Biden OTHER quoted"), "{}", lines[7]);
    assert!(lines[7].ends_with(" -"), "{}", lines[7]);
}

#[test]
fn the_chart_marks_the_day_and_what_does_not_fit() {
    let folder = Folder::new(&[("draft.md", DRAFT)]);
    let plain = folder.run(&["day", "draft.md"]).out;
    let bars: Vec<&str> = plain.lines().skip(9).collect();
    assert!(bars[0].trim().starts_with("2017") && bars[0].ends_with("2026"), "{plain}");
    let column = |bar: &str, sign| bar.find(sign).unwrap_or_else(|| panic!("{plain}"));
    // One line of marks through both bars: within the one, outside the other.
    assert_eq!(column(bars[1], '#'), column(bars[2], '|'), "{plain}");
    assert!(bars[2].ends_with("does not fit") && !bars[1].contains("fit"), "{plain}");
    let colored = folder.run(&["day", "--color", "always", "draft.md"]).out;
    assert_eq!(colored.matches("\u{1b}[31m").count(), 2, "the row and the bar that do not fit");
}

#[test]
fn the_json_shape_is_the_documented_one() {
    let folder = Folder::new(&[("draft.md", DRAFT)]);
    let json = folder.run(&["day", "--format", "json", "draft.md"]).json();
    assert_eq!(json["schema"], 1);
    assert_eq!(json["day"], serde_json::json!({"given": {"day": "2025-09-23", "from": "front matter"}}));
    let claim = &json["claims"][1];
    assert_eq!((&claim["line"], &claim["column"], &claim["fits"]), (&7.into(), &1.into(), &false.into()));
    assert_eq!(claim["content"], "holds us-president joe-biden");
    assert_eq!(claim["days"], serde_json::json!([{"from": "2021-01-20", "until": "2025-01-20"}]));
    let undated = folder.run_with(&["day", "--format", "json", "-"], "President Donald Trump is in Rome.").json();
    assert!(undated["day"]["inferred"]["days"].is_array(), "{undated}");
    let nothing = folder.run_with(&["day", "--format", "json", "-"], "They met.").json();
    assert_eq!(nothing["day"], "unknown");
}

#[test]
fn a_draft_that_cannot_be_read_is_a_fault() {
    let ran = Folder::new(&[]).run(&["day", "none.md"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("none.md"), "{}", ran.err);
}

#[test]
fn the_present_of_a_story_is_not_now() {
    let story = DRAFT.replace("---\ndate", "---\nframe: narrative\ndate");
    let folder = Folder::new(&[("draft.md", DRAFT), ("story.md", &story)]);
    assert_eq!(folder.run(&["check", "draft.md"]).status, 1);
    assert_eq!(folder.run(&["check", "--fail-on", "hint", "story.md"]).status, 0);
    assert!(folder.run(&["day", "story.md"]).out.contains("OTHER  narrative"));
    folder.write("factlint.toml", b"narrative = [\"draft.md\"]\n");
    assert_eq!(folder.run(&["check", "--fail-on", "hint", "draft.md"]).status, 0);
}

#[test]
fn confidence_follows_the_label() {
    let draft = "---\ndate: 2023-05-01\n---\n\nPresident Donald Trump is in Rome.\n\nThey dined.\n\nThey slept.\n\n\
                 Vice President Mike Pence of the party met them this month.\n\nThey said that Queen Elizabeth II was kind.\n";
    let json = Folder::new(&[("draft.md", draft)]).run(&["check", "--format", "json"]).json();
    let found: Vec<(&str, &str)> = json["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .map(|f| (f["severity"].as_str().expect("a word"), f["confidence"].as_str().expect("a word")))
        .collect();
    for (severity, confidence) in &found {
        let wanted = match *severity {
            "error" => "high",
            "warning" => "medium",
            _ => "low",
        };
        assert_eq!(*confidence, wanted, "{found:?}");
    }
    assert!(found.contains(&("error", "high")), "{found:?}");
}

#[test]
fn settings_and_formats_hold_as_they_do_for_a_check() {
    let settings = "as-of-paths = [\"{year}/{month}/{day}-*\"]\ndate-keys = [\"embargo\"]\n";
    let text = "President Donald Trump will meet the allies on Friday.\n";
    let dated = format!("---\ndate: 2025-09-01\nembargo: 2025-09-23\n---\n\n{text}");
    let page = format!("<!DOCTYPE html><p>{text}</p>");
    let folder = Folder::new(&[
        ("factlint.toml", settings),
        ("news/2025/09/23-slug.md", text),
        ("a.md", &dated),
        ("page", &page),
    ]);
    for name in ["news/2025/09/23-slug.md", "a.md"] {
        let ran = folder.run(&["day", name]);
        assert!(ran.out.contains(" speaks of 2025-09-23 ("), "{}{}", ran.out, ran.err);
    }
    assert!(folder.run(&["day", "page"]).out.contains("President Donald Trump"));
    let word = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/formats/word.docx");
    let ran = folder.run(&["day", word]);
    assert!(ran.status == 0 && ran.out.contains("President Donald Trump"), "{}{}", ran.out, ran.err);
}

#[test]
fn an_entry_of_a_timeline_is_held_to_its_own_date() {
    let draft = "---\ndate: 2026-06-04\n---\n\n* Jan. 20, 2017: President Donald Trump takes the oath.\n\
                 * March 3, 2019: President Barack Obama signs an order.\n";
    let folder = Folder::new(&[("draft.md", draft)]);
    let shown = folder.run(&["day", "draft.md"]).out;
    assert!(shown.contains("ANCHORED  timeline \"March 3, 2019\""), "{shown}");
    let ran = folder.run(&["check", "draft.md"]);
    assert!(ran.out.starts_with("warning[office-holder]: President Barack Obama does not fit"), "{}", ran.out);
    assert!(
        ran.out.contains("holder of this office from 20 January 2017 until 20 January 2021: Donald Trump"),
        "{}",
        ran.out
    );
}

#[test]
fn dates_bound_the_days_of_a_draft_without_one() {
    let draft = "President Joe Biden will sign it on Friday.\n\nOn May 3, 2025, the court ruled. The bridge will open in 2027.\n";
    let folder = Folder::new(&[("draft.md", draft)]);
    let shown = folder.run(&["day", "draft.md"]).out;
    assert!(shown.contains("3:4  \"May 3, 2025\": not before 2025-05-03, which does not fit"), "{shown}");
    assert!(shown.contains("3:58  \"2027\": not after 2027-12-31\n"), "{shown}");
    let json = folder.run(&["day", "--format", "json", "draft.md"]).json();
    assert_eq!(json["bounds"][1]["not_after"], "2027-12-31");
    assert_eq!((&json["bounds"][0]["not_before"], &json["bounds"][0]["fits"]), (&"2025-05-03".into(), &false.into()));
    // A draft that gives its day is not asked for others.
    folder.write("draft.md", format!("---\ndate: 2022-05-05\n---\n\n{draft}").as_bytes());
    assert_eq!(folder.run(&["check", "draft.md"]).status, 0);
}
