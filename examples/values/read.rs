//! What is read in drafts, with the words around it.

use factlint::language::sentences::{Abbreviations, sentences};
use factlint::language::tokens::tokens;
use factlint::language::values::{Value, ValueReader};
use factlint::rules::Words;
use factlint::text::Span;

/// Bytes shown before and behind a value.
const AROUND: usize = 40;

/// One line a value of a kind, as `Age`; every value where no kind has that name.
pub(crate) fn lines(reader: &ValueReader, words: &Words, rows: &str, kind: &str) -> Vec<String> {
    let abbreviations = Abbreviations::new(words);
    let mut lines = Vec::new();
    for row in rows.lines() {
        let row: serde_json::Value = serde_json::from_str(row).expect("a row of JSON");
        let text = row["text"].as_str().unwrap_or("");
        for sentence in sentences(text, Span::new(0, text.len()), &abbreviations) {
            let tokens = tokens(text, sentence);
            let values = reader.values(text, &tokens);
            lines.extend(values.iter().filter_map(|value| line(text, value, kind)));
        }
    }
    lines
}

fn line(text: &str, value: &Value, kind: &str) -> Option<String> {
    let shown = format!("{:?}", value.kind);
    let name = shown.split('(').next().unwrap_or("");
    if kind == "none" || kind.chars().next().is_some_and(char::is_uppercase) && name != kind {
        return None;
    }
    let range = value.span.range();
    let mut from = range.start.saturating_sub(AROUND);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let mut to = (range.end + AROUND).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let (before, inside, behind) = (&text[from..range.start], &text[range.clone()], &text[range.end..to]);
    let plain = |part: &str| part.replace(['\n', '\r'], " / ");
    let printed = value.amount().map_or(String::new(), |amount| format!(" = {}", amount.interval.printed));
    let date = value.date().map_or(String::new(), |date| format!(" = {date:?}"));
    Some(format!("{name:9}{}[[{}]]{}{printed}{date}", plain(before), plain(inside), plain(behind)))
}
