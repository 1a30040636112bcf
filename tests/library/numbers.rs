//! Drafts with one planted slip each: with it the rule that is meant finds it, made right every rule is silent.
#![allow(clippy::disallowed_methods, reason = "a test reads its drafts")]

use factlint::document::{self, DayFrom, Format, GivenDay};
use factlint::engine::{Engine, Options};
use factlint::findings::{Finding, Severity};
use factlint::text::Input;
use factlint::time::Day;

/// One line of `tests/drafts/numbers.txt`.
struct Draft {
    rule: String,
    day: Option<Day>,
    before: String,
    wrong: String,
    right: String,
    after: String,
}

fn drafts() -> Vec<Draft> {
    let text = std::fs::read_to_string("tests/drafts/numbers.txt").expect("the drafts");
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| read(line).unwrap_or_else(|| panic!("not a draft: {line}"))).collect()
}

fn read(line: &str) -> Option<Draft> {
    let (head, text) = line.split_once(" | ")?;
    let mut head = head.split_whitespace();
    let (rule, style, day) = (head.next()?, head.next()?, head.next()?);
    assert!(matches!(style, "us" | "uk"), "{line}");
    let (before, rest) = text.split_once('{')?;
    let (slip, after) = rest.split_once('}')?;
    let (wrong, right) = slip.split_once('|')?;
    let owned = str::to_owned;
    Some(Draft {
        rule: owned(rule),
        day: Day::parse(day),
        before: owned(before),
        wrong: owned(wrong),
        right: owned(right),
        after: owned(after),
    })
}

fn check(engine: &Engine, text: &str, day: Option<Day>) -> Vec<Finding> {
    let mut document = document::read(Format::Plain, &Input::file("draft", text));
    document.days.extend(day.map(|day| GivenDay { day, from: DayFrom::AsOf, place: None }));
    let found = engine.check(&document).findings;
    found.into_iter().filter(|finding| finding.severity > Severity::Hint).collect()
}

#[test]
fn every_slip_is_found_and_nothing_else() {
    let engine = Engine::new(factlint::embedded::rules(), Options::default());
    let drafts = drafts();
    assert!(drafts.len() >= 150, "{} drafts", drafts.len());
    let mut wrong = Vec::new();
    for draft in &drafts {
        let flawed = format!("{}{}{}", draft.before, draft.wrong, draft.after);
        let found = check(&engine, &flawed, draft.day);
        let slip = draft.before.len()..draft.before.len() + draft.wrong.len();
        let at_slip = |finding: &Finding| {
            let places = std::iter::once(&finding.primary).chain(finding.related.iter().map(|related| &related.label));
            let mut ranges = places.map(|label| label.place.span.range());
            finding.rule == draft.rule && ranges.any(|range| range.start < slip.end && slip.start < range.end)
        };
        if !found.iter().any(at_slip) {
            wrong.push(format!("{} is not found: {flawed}", draft.rule));
        }
        let sound = format!("{}{}{}", draft.before, draft.right, draft.after);
        for finding in check(&engine, &sound, draft.day) {
            wrong.push(format!("{} is told of a sound draft: {sound}", finding.rule));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), drafts.len(), wrong.join("\n"));
}
