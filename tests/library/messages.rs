//! The messages of all findings in the examples of rules, and of numbers of each size: number and noun agree, thousands have commas,
//! nothing is left unfilled.

use std::collections::BTreeSet;

use factlint::document::{self, DayFrom, Format, GivenDay};
use factlint::engine::{Engine, Options};
use factlint::findings::Finding;
use factlint::text::Input;
use factlint::time::Day;

fn findings(engine: &Engine, text: &str, format: Option<&str>, day: Option<Day>) -> Vec<Finding> {
    let format = format.and_then(Format::from_name).unwrap_or(Format::Plain);
    let mut document = document::read(format, &Input::file("draft.md", text));
    document.days.extend(day.map(|day| GivenDay { day, from: DayFrom::AsOf, place: None }));
    engine.check(&document).findings
}

/// All texts of a finding.
fn texts(finding: &Finding) -> Vec<String> {
    let labels = finding.related.iter().map(|related| &related.label.text);
    let titles = finding.fixes.iter().map(|fix| &fix.title);
    let all = [&finding.message, &finding.primary.text].into_iter().chain(labels).chain(&finding.notes).chain(titles);
    all.filter(|text| !text.is_empty()).cloned().collect()
}

/// What is wrong with a text of a finding in a draft; `None` if nothing is.
fn fault(text: &str, draft: &str) -> Option<&'static str> {
    let words: Vec<&str> = text.split_whitespace().collect();
    // Words of the draft are quoted as they are.
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let of_draft = |pair: &str| draft.to_lowercase().contains(&pair.to_lowercase());
    let is_plural =
        |word: &str| word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !SINGULAR.contains(&word);
    for pair in words.windows(2) {
        let (first, second) = (pair[0].trim_start_matches(['"', '(']), bare(pair[1]));
        if first == "1" && (is_plural(&second) || second == "are") && !of_draft(&format!("1 {second}")) {
            return Some("a plural after one");
        }
        if pair[0] == pair[1] && !of_draft(&pair.join(" ")) && pair[0].chars().all(char::is_alphabetic) {
            return Some("a word twice");
        }
        let vowel = second.chars().next().is_some_and(|c| "aeio".contains(c.to_ascii_lowercase()));
        let sounds_otherwise =
            ["eu", "one", "once", "uni"].iter().any(|start| second.to_lowercase().starts_with(start));
        if first == "a" && vowel && !sounds_otherwise && !of_draft(&pair.join(" ")) {
            return Some("\"a\" before a vowel");
        }
    }
    for word in &words {
        let word = bare(word);
        let digits = word.len() > 4 && word.chars().all(|c| c.is_ascii_digit());
        if digits && !draft.contains(&word) {
            return Some("thousands without a comma");
        }
    }
    let unfilled = text.contains(['{', '}']) && !draft.contains('{');
    let gaps = text.contains("  ") || text.contains(" ,") && !draft.contains(" ,") || text.contains("\"\"");
    (unfilled || gaps).then_some("a placeholder or a gap")
}

/// Words that look like plurals.
const SINGULAR: [&str; 5] = ["this", "was", "times", "always", "less"];

#[test]
fn messages_of_all_examples_can_be_printed() {
    let checks = factlint::embedded::checks_with_manuals();
    let engine = Engine::new(factlint::embedded::rules(), Options::default());
    let mut wrong = BTreeSet::new();
    let mut count = 0;
    for check in &checks {
        for example in check.examples.iter().filter(|example| example.facts.is_empty()) {
            let draft = example.draft.replace("[[", "").replace("]]", "");
            for text in findings(&engine, &draft, example.format.as_deref(), example.as_of).iter().flat_map(texts) {
                count += 1;
                wrong.extend(fault(&text, &draft).map(|why| format!("{why}: {text} ({draft})")));
            }
        }
    }
    assert!(count > 2_000, "{count}");
    let wrong: Vec<String> = wrong.into_iter().collect();
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn numbers_of_each_size_are_read_aloud_well() {
    let engine = Engine::new(factlint::embedded::rules(), Options::default());
    for (draft, expected) in [
        ("Founded in 2019, the club marked its fifth anniversary in 2020.", "From 2019 to 2020 is 1 year, not 5"),
        (
            "The abbey, founded in 1000, marked its 900th anniversary in 2000.",
            "From 1000 to 2000 is 1,000 years, not 900",
        ),
        ("He was mayor from 2001 to 2002, for three years.", "From 2001 to 2002 is 1 year, not 3"),
        ("Three years ago, in 2025, the hall opened.", "1 year ago"),
        ("There are two steps:\n\n1. Cut\n2. Glue\n3. Paint\n", "3 items follow, not two"),
        ("From 3 March to 4 March 2026, six days, it is open.", "is 2 days, not 6 days"),
        ("The food bank has a garden of 8,000 sq ft (20,720 sq km).", "0.00074 square kilometres"),
        ("At night it is 5\u{b0}C (23\u{b0}F).", "5\u{b0}C is 41 degrees Fahrenheit, not 23\u{b0}F"),
        ("The walk is a mile (5 km) long.", "A mile is 2 kilometres, not 5 km"),
        ("Sales rose from $1,000 to $2,500, an increase of $1,000.", "is $1,500, not $1,000"),
        ("The parts are 600 in Leeds, 500 in York and 100 in Hull, 1,300 in all.", "1,200, not 1,300"),
        ("Of 10,000 people, 1,000 (20 percent) left.", "1,000 of 10,000 is 10 percent"),
        ("The council voted 1-0, a margin of two votes.", "The difference between 1 and 0 is 1, not two"),
        ("President Joe Biden will speak tomorrow.", "Joe Biden was not president on 1 March 2026"),
        ("Queen Elizabeth II will speak tomorrow.", "Elizabeth II was not queen on 1 March 2026"),
        ("The Biden administration is to meet the senators on Friday.", "Joe Biden was not president on 1 March 2026"),
        ("Prime Minister Rishi Sunak will speak on Friday.", "Rishi Sunak was not prime minister on 1 March 2026"),
        ("Founded in 2019, the club marked its fifth anniversary in 2019.", "From 2019 to 2019 is 0 years, not 5"),
        ("The council voted 0-0, a margin of two votes.", "The difference between 0 and 0 is 0, not two"),
        ("Of 1,000,000 people, 1 (20 percent) left.", "1 of 1,000,000 is 0.0001 percent, not 20 percent"),
        ("Of 40 people, 0 (20 percent) left.", "0 of 40 is 0 percent, not 20 percent"),
        ("Sales rose from $1,000,000 to $3,000,000, an increase of $1 million.", "is $2 million, not $1 million"),
        ("The walk is 1,000,000 miles (5 km) long.", "1,000,000 miles is 1,609,344 kilometres, not 5 km"),
        ("The walk is 0 miles (5 km) long.", "0 miles is 0 kilometres, not 5 km"),
        ("The jury of 3 people, one man and one woman, met.", "The parts add up to 2, not 3"),
        ("One year ago, in 2023, the hall opened.", "3 years ago"),
        ("A million years ago, in 2025, the hall opened.", "not \"A million years ago\""),
        // People of each kind: one of many in office, the dead, those who are in office, and those who are not listed.
        ("Sen. Dianne Feinstein will vote on Friday.", "Dianne Feinstein was not in office as senator on 1 March 2026"),
        (
            "Nancy Pelosi, the speaker of the House, will open the session.",
            "Nancy Pelosi was not speaker of the House on",
        ),
        ("Pope Francis will speak tomorrow.", "if the past is meant: \"The late Pope Francis\""),
        ("They say that Pope Francis will speak tomorrow.", "if the past is meant: \"the late Pope Francis\""),
        ("President Joe Biden will speak tomorrow.", "if the past is meant: \"Former President Joe Biden\""),
        (
            "Former President Donald Trump will speak on Friday.",
            "Donald Trump was president on 1 March 2026, not a former president",
        ),
        ("Queen Elizabeth II, 70, will speak.", "Elizabeth II died on 8 September 2022 at the age of 96, not \"70\""),
        ("The mayor, Ann Brown, met. The mayor, Bob Green, left.", "one position, two holders"),
    ] {
        let found = findings(&engine, draft, None, Day::parse("2026-03-01"));
        let texts: Vec<String> = found.iter().flat_map(texts).collect();
        assert!(texts.iter().any(|text| text.contains(expected)), "{draft}: {texts:?}");
        for text in &texts {
            assert_eq!(fault(text, draft), None, "{text}");
        }
    }
}
