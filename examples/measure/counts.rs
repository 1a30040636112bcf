//! Slips of numbers for the story test: a number of the headline, or a count of people, is changed where the draft gives it elsewhere too.

use factlint::rules::Words;

use crate::corpus::{Edit, Record};
use crate::planted::Slip;

const NUMBERS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const FATES: [&str; 6] = ["killed", "kills", "dead", "killing", "injured", "wounded"];

/// Words of a text with their bytes.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let start = text.as_ptr() as usize;
    text.split_ascii_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '$'))
        .filter(|word| !word.is_empty())
        .map(move |word| (word.as_ptr() as usize - start, word))
}

/// Whether a text has these words between edges of words.
fn has(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        edge(text[..at].chars().next_back()) && edge(text[at + words.len()..].chars().next())
    })
}

/// Another number than the one a word says.
fn other(word: &str, seed: u64) -> Option<String> {
    let lower = word.to_lowercase();
    if let Some(at) = NUMBERS.iter().position(|number| *number == lower).filter(|at| *at > 0) {
        let text = NUMBERS[(at + 1 + seed as usize % 3) % NUMBERS.len()];
        let mut text = text.to_owned();
        if word.starts_with(|c: char| c.is_ascii_uppercase()) {
            text[..1].make_ascii_uppercase();
        }
        return Some(text);
    }
    let number: u64 = word.parse().ok().filter(|number| (2..1000).contains(number))?;
    Some((number + 1 + seed % 4).to_string())
}

fn is_number(word: &str) -> bool {
    other(word, 0).is_some()
}

/// A number of the headline that stands in the text too.
pub(crate) fn headline_number(_: &Words, record: &Record, seed: u64) -> Option<Slip> {
    let title = record.title.as_deref()?;
    let found: Vec<(usize, &str)> = words(title)
        .filter(|(_, word)| is_number(word) && (has(&record.text, word) || has(&record.text, &word.to_lowercase())))
        .collect();
    let &(start, word) = found.first()?;
    let edit = Edit { field: "title", start, end: start + word.len(), insert: other(word, seed)? };
    Some(Slip { edit, part: "headline", row: "number", room: 0, why: String::new() })
}

/// A million made a billion, and the other way round.
pub(crate) fn headline_scale(_: &Words, record: &Record, _: u64) -> Option<Slip> {
    let title = record.title.as_deref()?;
    let (one, two) = if title.contains(" billion") { (" billion", " million") } else { (" million", " billion") };
    let at = title.find(one)?;
    let figure = title[..at].rsplit(' ').next().filter(|figure| figure.starts_with('$'))?;
    has(&record.text, figure.trim_start_matches('$')).then_some(())?;
    let edit = Edit { field: "title", start: at, end: at + one.len(), insert: two.to_owned() };
    Some(Slip { edit, part: "headline", row: "million and billion", room: 0, why: String::new() })
}

/// The weekday of the headline, where the text names it too.
pub(crate) fn headline_weekday(_: &Words, record: &Record, seed: u64) -> Option<Slip> {
    let title = record.title.as_deref()?;
    let (at, day) = DAYS.iter().enumerate().find(|(_, day)| has(title, day) && has(&record.text, day))?;
    let start = title.find(day)?;
    let insert = DAYS[(at + 1 + seed as usize % 5) % 7].to_owned();
    let edit = Edit { field: "title", start, end: start + day.len(), insert };
    Some(Slip { edit, part: "headline", row: "weekday", room: 0, why: String::new() })
}

/// The number of those killed or hurt, in the headline or at a later mention.
pub(crate) fn toll(_: &Words, record: &Record, seed: u64) -> Option<Slip> {
    let title = record.title.as_deref()?;
    FATES.iter().find(|fate| has(title, fate))?;
    let (start, word) = words(title).find(|(_, word)| is_number(word))?;
    let small = word.to_lowercase();
    let spelt = small.parse::<usize>().ok().and_then(|number| NUMBERS.get(number.checked_sub(1)?).copied());
    let counts = |word: &str| {
        let text = &record.text;
        FATES.iter().any(|fate| has(text, &format!("{word} people {fate}")) || has(text, &format!("{fate} {word}")))
            || has(text, &format!("{word} people were killed"))
            || has(text, &format!("{word} people were injured"))
    };
    (counts(&small) || spelt.is_some_and(counts)).then_some(())?;
    let edit = Edit { field: "title", start, end: start + word.len(), insert: other(word, seed)? };
    Some(Slip { edit, part: "toll", row: "in the headline", room: 0, why: String::new() })
}
