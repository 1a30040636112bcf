//! Drafts that mix the governments of many countries: what cannot be true is found, and the same drafts made right are silent.

use std::collections::BTreeSet;

use crate::common::Folder;

/// One draft both ways.
struct Draft {
    day: Option<String>,
    text: String,
    wrong: String,
    right: String,
}

fn drafts() -> Vec<Draft> {
    let document: toml_edit::DocumentMut = include_str!("../drafts/governments.toml").parse().expect("TOML");
    let text = |draft: &toml_edit::Table, key: &str| draft[key].as_str().expect("a string").to_owned();
    let drafts = document["draft"].as_array_of_tables().expect("drafts").iter();
    drafts
        .map(|draft| Draft {
            day: draft.get("day").and_then(toml_edit::Item::as_datetime).map(ToString::to_string),
            text: text(draft, "text"),
            wrong: text(draft, "wrong"),
            right: text(draft, "right"),
        })
        .collect()
}

/// The drafts as records, with one of the two in the place of the braces, and the errors and warnings: record, marked texts.
fn found(drafts: &[Draft], with: fn(&Draft) -> &str) -> Vec<(usize, String)> {
    let record = |draft: &Draft| {
        let mut record = serde_json::json!({"text": draft.text.replacen("{}", with(draft), 1)});
        if let Some(day) = &draft.day {
            record["date"] = day.as_str().into();
        }
        format!("{record}\n")
    };
    let lines: String = drafts.iter().map(record).collect();
    let folder = Folder::new(&[("drafts.jsonl", &lines)]);
    let json = folder.run(&["check", "drafts.jsonl", "--no-config", "--format", "json"]).json();
    let findings =
        json["findings"].as_array().expect("findings").iter().filter(|finding| finding["severity"] != "hint");
    findings
        .map(|finding| {
            let place = &finding["primary"];
            let record = usize::try_from(place["record"].as_u64().expect("a line")).expect("a number");
            (record - 1, format!("{}: {}", finding["rule"], place["text"]))
        })
        .collect()
}

#[test]
fn sixty_drafts_that_cannot_be_true_are_found() {
    let drafts = drafts();
    assert_eq!(drafts.len(), 60);
    let told: BTreeSet<usize> = found(&drafts, |draft| &draft.wrong).into_iter().map(|(number, _)| number).collect();
    let missed: Vec<&str> = drafts
        .iter()
        .enumerate()
        .filter(|(number, _)| !told.contains(number))
        .map(|(_, draft)| &*draft.wrong)
        .collect();
    assert!(missed.is_empty(), "{missed:?}");
}

#[test]
fn the_same_drafts_made_right_are_silent() {
    let drafts = drafts();
    let told = found(&drafts, |draft| &draft.right);
    assert!(told.is_empty(), "{told:?}");
}
