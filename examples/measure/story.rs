//! The story test: in up to 500 articles a name, a title or a date is changed at one of its mentions, so that the draft tells two
//! stories.
//!
//! Misspelt: a full name of two or more mentions, one word of one mention changed by one edit. Title: one of two mentions of a person
//! gets the title of another office (`retitled`). Date: of a day that stands twice (`redated`). What is changed hangs on the article's text alone, so that two runs
//! plant the same.

use factlint::document::Document;
use factlint::engine::Engine;
use factlint::language::names::vocabulary::holds;
use factlint::rules::Words;

use crate::Bench;
use crate::corpus::{Edit, Record};
use crate::counts;
use crate::planted::{Outcome, Score, Slip};
use crate::redated::redated;
use crate::retitled::retitled;

/// Articles that each part is planted in.
const MOST: usize = 500;

/// Puts a slip into an article; the number hangs on its text.
type Plant = fn(&Words, &Record, u64) -> Option<Slip>;

/// Runs the test.
pub(crate) fn run(bench: &Bench) -> String {
    let words = factlint::embedded::words();
    let Some(words) = words.iter().find(|words| words.language == "en") else {
        return String::new();
    };
    let mut score = Score::default();
    let parts: [(&[&str], Plant); 7] = [
        (&["near-name"], misspelt),
        (&["role-title", "office-holder"], retitled),
        (&["repeated-date", "weekday"], redated),
        (&["headline-body", "slot-toll"], counts::headline_number),
        (&["headline-body"], counts::headline_scale),
        (&["headline-body"], counts::headline_weekday),
        (&["slot-toll", "headline-body"], counts::toll),
    ];
    for (rules, plant) in parts {
        let mut planted = 0;
        for collection in &bench.collections {
            let answers = collection.map("story", |record| {
                let slip = plant(words, record, seed(&record.text))?;
                let document = record.edited(&slip.edit)?.document(&collection.path)?;
                let outcome = outcome(&bench.engine, &document, &slip.edit, rules);
                Some((slip, outcome))
            });
            for (record, answer) in collection.records.iter().zip(answers) {
                if let Some((slip, outcome)) = answer.filter(|_| planted < MOST) {
                    planted += 1;
                    score.add(collection, record, &slip, outcome);
                }
            }
        }
    }
    score.table(
        "Story test: a name misspelt, a title of another office, a date or a number of the headline changed",
        bench.list,
    )
}

/// The strongest finding of some rules that shows the place of the edit, on either side.
fn outcome(engine: &Engine, document: &Document, edit: &Edit, rules: &[&str]) -> Outcome {
    let report = engine.check(document);
    let findings = report.findings.iter().filter(|finding| rules.contains(&finding.rule.as_str())).filter(|finding| {
        let mut places = finding.related.iter().map(|related| &related.label.place);
        edit.hit_by(&finding.primary.place) || places.any(|place| edit.hit_by(place))
    });
    findings.map(|finding| Outcome::Found(finding.severity)).max().unwrap_or(Outcome::Missed)
}

/// A number that hangs on a text.
fn seed(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Words of a text with their bytes.
pub(crate) fn spans(text: &str) -> Vec<(usize, &str)> {
    let start = text.as_ptr() as usize;
    text.split_ascii_whitespace().map(|word| (word.as_ptr() as usize - start, word)).collect()
}

/// Letters of a word, without the marks behind it.
pub(crate) fn bare(word: &str) -> &str {
    word.trim_end_matches(|c: char| !c.is_alphabetic())
}

pub(crate) fn is_name(word: &str) -> bool {
    word.len() >= 3
        && word.starts_with(|c: char| c.is_ascii_uppercase())
        && word[1..].bytes().all(|b| b.is_ascii_lowercase())
}

/// Full names inside sentences: a known given name and a word that is no ordinary one.
fn full_names<'t>(words: &Words, text: &'t str) -> Vec<(usize, &'t str)> {
    let list = |name: &str| words.text.get(name).map_or("", String::as_str);
    let all = spans(text);
    let mut found = Vec::new();
    for pair in all.windows(3) {
        let [(_, before), (from, given), (at, last)] = *pair else { continue };
        let surname = bare(last);
        let inside = before.starts_with(|c: char| c.is_ascii_lowercase())
            && before.ends_with(|c: char| c.is_ascii_lowercase() || c == ',');
        let known = is_name(given) && holds(list("given-names"), &given.to_lowercase());
        if inside
            && known
            && is_name(surname)
            && !holds(list("common-words"), &surname.to_lowercase())
            && at == from + given.len() + 1
        {
            found.push((from, &text[from..at + surname.len()]));
        }
    }
    found
}

fn misspelt(words: &Words, record: &Record, seed: u64) -> Option<Slip> {
    let names = full_names(words, &record.text);
    let twice: Vec<&(usize, &str)> =
        names.iter().filter(|(_, name)| names.iter().filter(|(_, other)| other == name).count() >= 2).collect();
    let &(from, name) = *twice.get(seed as usize % twice.len().max(1))?;
    let (given, surname) = name.split_once(' ')?;
    let (start, word, row) = if (seed / 7).is_multiple_of(3) {
        (from, given, "given name")
    } else {
        (from + given.len() + 1, surname, "surname")
    };
    let insert = one_edit_away(word, seed / 21);
    let edit = Edit { field: "text", start, end: start + word.len(), insert };
    Some(Slip { edit, part: "misspelt", row, room: 0, why: String::new() })
}

/// One letter changed, taken out, put in, or two turned round.
fn one_edit_away(word: &str, seed: u64) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let (kind, at) = (seed % 4, (seed / 4) as usize % letters.len());
    let letter = char::from(b'a' + (seed / 128 % 26) as u8);
    match kind {
        0 => letters[at] = letter,
        1 => {
            letters.remove(at);
        }
        2 => letters.insert(at.max(1), letter),
        _ => letters.swap(at.min(word.len() - 2), at.min(word.len() - 2) + 1),
    }
    let mut text: String = letters.iter().collect::<String>().to_lowercase();
    text[..1].make_ascii_uppercase();
    // An edit that changes nothing is no slip.
    if text == word { format!("{text}{letter}") } else { text }
}
