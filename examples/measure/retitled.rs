//! One of two mentions of a person with the title of a comparable office.
//!
//! Both mentions stand outside quotations, and no word like "former" stands before them. Where a person has the title twice, a later
//! mention changes it; where once, a later mention of the full name inside a sentence is given one.

use factlint::language::names::vocabulary::holds;
use factlint::rules::Words;

use crate::corpus::{Edit, Record};
use crate::planted::Slip;
use crate::story::{bare, is_name};

/// Each title with the one that it gives way to.
const TITLES: [[&str; 2]; 22] = [
    ["Gov.", "Sen."],
    ["Governor", "Senator"],
    ["Sen.", "Gov."],
    ["Senator", "Governor"],
    ["Rep.", "Sen."],
    ["Congressman", "Senator"],
    ["Mayor", "Gov."],
    ["Sheriff", "Mayor"],
    ["Police Chief", "Fire Chief"],
    ["District Attorney", "Mayor"],
    ["Attorney General", "Treasury Secretary"],
    ["Secretary of State", "Defense Secretary"],
    ["Defense Secretary", "Treasury Secretary"],
    ["Treasury Secretary", "Defense Secretary"],
    ["Education Secretary", "Energy Secretary"],
    ["Foreign Minister", "Finance Minister"],
    ["Finance Minister", "Foreign Minister"],
    ["Defense Minister", "Interior Minister"],
    ["Defence Minister", "Interior Minister"],
    ["Interior Minister", "Defense Minister"],
    ["Health Minister", "Justice Minister"],
    ["Home Secretary", "Health Secretary"],
];

/// Words before a title that make it another's, or another time's.
const MARKERS: [&str; 12] =
    ["former", "ex", "then", "late", "deputy", "acting", "vice", "assistant", "lt.", "state", "shadow", "and"];

/// A title with a name behind it.
struct Titled<'t> {
    at: usize,
    /// Where the name ends.
    end: usize,
    given: Option<&'t str>,
    surname: &'t str,
}

/// Gives a person the title of a comparable office at a later mention.
pub(crate) fn retitled(words: &Words, record: &Record, seed: u64) -> Option<Slip> {
    let text = &record.text;
    for [title, other] in TITLES {
        let mentions = titled(words, text, title);
        let full: Vec<&Titled<'_>> = mentions.iter().filter(|mention| mention.given.is_some()).collect();
        let later = |first: &Titled<'_>| -> Vec<&Titled<'_>> {
            mentions.iter().filter(|mention| mention.at > first.at && mention.surname == first.surname).collect()
        };
        let slip = |start, end, insert: String| {
            let edit = Edit { field: "text", start, end, insert };
            Some(Slip { edit, part: "title of another office", row: title, room: 0, why: String::new() })
        };
        for first in &full {
            let others = later(first);
            if let Some(second) = others.get(seed as usize % others.len().max(1)) {
                return slip(second.at, second.at + title.len(), other.to_owned());
            }
        }
        for first in full {
            let name = &text[first.at + title.len() + 1..first.end];
            let bare = text[first.end..].match_indices(name).map(|(at, _)| first.end + at).find(|&at| {
                let word = text[..at].strip_suffix(' ').and_then(|before| before.rsplit([' ', '\n']).next());
                let inside = word.is_some_and(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase()));
                let whole = !text[at + name.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '-');
                inside
                    && whole
                    && !is_quoted(text, at)
                    && !is_marked(&text[..at])
                    && !text[at + name.len()..].starts_with("\u{2019}s")
            });
            if let Some(at) = bare {
                return slip(at, at, format!("{other} "));
            }
        }
    }
    None
}

fn titled<'t>(words: &Words, text: &'t str, title: &str) -> Vec<Titled<'t>> {
    let known = |given: &str| words.text.get("given-names").is_some_and(|list| holds(list, &given.to_lowercase()));
    let mut found = Vec::new();
    for (at, _) in text.match_indices(title) {
        let from = at + title.len() + 1;
        let free = !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '-');
        let Some(rest) = text.get(from..).filter(|_| free && text.as_bytes()[from - 1] == b' ') else { continue };
        let mut parts = rest.split(' ');
        let (Some(one), two) = (parts.next(), parts.next().map_or("", bare)) else { continue };
        let (given, surname) = if is_name(one) && is_name(two) && known(one) {
            (Some(one), two)
        } else if is_name(bare(one)) && !is_name(two) {
            (None, bare(one))
        } else {
            continue;
        };
        let end = from + given.map_or(0, |given| given.len() + 1) + surname.len();
        if text[end..].starts_with(|c: char| c.is_alphanumeric() || c == '-') {
            continue;
        }
        if !is_quoted(text, at) && !is_marked(&text[..at]) {
            found.push(Titled { at, end, given, surname });
        }
    }
    found
}

/// Whether a quotation is open at a byte, by the marks of its line.
fn is_quoted(text: &str, at: usize) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |from| from + 1);
    let before = &text[line..at];
    let straight = before.matches('"').count();
    let open = before.matches('\u{201c}').count();
    !straight.is_multiple_of(2) || open > before.matches('\u{201d}').count()
}

fn is_marked(before: &str) -> bool {
    let word = before.trim_end().rsplit([' ', '\n']).next().unwrap_or("").to_lowercase();
    MARKERS.contains(&word.trim_end_matches('-'))
}
