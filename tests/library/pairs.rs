//! What is found in the pairs of `tests/pairs`, one line each, so that every change shows what it wins and loses.
#![allow(clippy::disallowed_methods, reason = "a test reads its drafts")]

#[path = "../../examples/measure/pairs/score.rs"]
#[allow(dead_code, reason = "the instrument counts, this test lists")]
mod score;

use std::fmt::Write as _;
use std::path::Path;

use factlint::engine::{Engine, Options};
use factlint::findings::Finding;
use score::Outcome;

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

/// A line for each flawed draft, and for each sound twin that speaks; by category, so that what belongs together is read together.
fn lines(mut outcomes: Vec<Outcome<'_>>) -> String {
    outcomes.sort_by_key(|outcome| (outcome.draft.category, outcome.draft.id));
    let shown = |finding: &Finding| format!("{} {}", finding.severity.word(), finding.rule);
    let mut text = String::new();
    for outcome in &outcomes {
        let draft = &outcome.draft;
        let mut said = Vec::new();
        if draft.flawed {
            said.push(outcome.best().map_or("missed".to_owned(), shown));
            said.extend(outcome.elsewhere().map(|finding| format!("elsewhere {}", shown(finding))));
        } else {
            said.extend(outcome.elsewhere().map(|finding| format!("FALSE {}", shown(finding))));
        }
        said.extend(outcome.faults.iter().map(|fault| format!("fault {}", fault.code)));
        if !said.is_empty() {
            let _ = writeln!(text, "{} {} {}", draft.id, draft.category, said.join(", "));
        }
    }
    text
}

#[test]
fn what_is_found_in_each_pair() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pairs");
    let engine = Engine::new(factlint::embedded::rules(), Options::default());
    let mut batches = 0;
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|ending| ending != "txt") {
            continue;
        }
        batches += 1;
        let text = std::fs::read_to_string(&path).expect("a file of pairs");
        let drafts = score::read(&text).unwrap_or_else(|faults| panic!("{}:\n{faults}", path.display()));
        let name = format!("pairs-{}", path.file_stem().expect("a name").to_string_lossy());
        settings().bind(|| insta::assert_snapshot!(name, lines(score::score(&engine, drafts))));
    }
    assert!(batches > 0, "there are no pairs");
}

#[test]
fn ill_formed_pairs_are_reported() {
    let text = "::: a | bad | date | on Monday || on Friday\nIt rained on Monday and on Monday.\n\n::: b | worse | date\nx\n::: b | clean | date\nx\n";
    let faults = score::read(text).expect_err("faults");
    let expected = [
        "b: `worse` is neither `bad` nor `clean`",
        "a: there is no sound twin `a-fixed`",
        "a: `on Monday` occurs 2 times, not once",
        "a: `on Friday` occurs 0 times, not once",
        "b: this id is used twice",
    ];
    assert_eq!(faults, expected.join("\n"));
}
