//! Finds words with a capital in one sentence, by its bytes.

use crate::text::{first_word, is_alphanumeric};

/// A word with a capital; places in bytes of the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Capital {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) linked: bool,
    pub(super) opens: bool,
}

/// Maximum length in bytes of the particles inside a name: "van der".
const PARTICLES: usize = 12;

/// Adds every capitalised word to `found`. `particle` recognises particles inside names: "van", "de".
pub(super) fn capitals(text: &str, particle: &impl Fn(&str) -> bool, found: &mut Vec<Capital>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    // Whether only marks have been seen since the start or since a mark that opens.
    let mut fresh = true;
    while let Some(passed) = bytes[at..].iter().position(|&byte| TELLS[usize::from(byte)]) {
        let small = &bytes[at..at + passed];
        at += passed;
        fresh = fresh && !small.iter().any(u8::is_ascii_alphanumeric);
        let byte = bytes[at];
        if byte.is_ascii_uppercase() && inside(small) {
            at += ascii_len(&bytes[at..]);
        } else if byte.is_ascii_uppercase() || byte >= 0x80 && text[at..].chars().next().is_some_and(char::is_uppercase)
        {
            let to = word_end(text, at);
            let linked =
                found.last().is_some_and(|last| links(&text[last.from..last.to], &text[last.to..at], particle));
            found.push(Capital { from: at, to, linked, opens: fresh });
            fresh = false;
            at = to;
        } else if byte >= 0x80 {
            let c = text[at..].chars().next().unwrap_or(' ');
            at += c.len_utf8();
            if is_alphanumeric(c) {
                at = word_end(text, at);
                fresh = false;
            } else {
                fresh |= opening(c);
            }
        } else {
            fresh = true;
            at += 1;
        }
    }
}

/// After such a mark a capital says nothing.
const fn opening(c: char) -> bool {
    matches!(c, '"' | '\u{201c}' | '\u{2018}' | '\u{2014}' | '\u{2022}' | ':' | '(' | '[' | '|' | '*')
}

/// Capitals, marks after which a capital is not significant, and non-ASCII bytes: between two of these, only the
/// presence of a word matters.
const TELLS: [bool; 256] = {
    let mut tells = [true; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        tells[byte as usize] = byte.is_ascii_uppercase() || opening(byte as char) || matches!(byte, b'!' | b'?');
        byte += 1;
    }
    tells
};

/// Returns `true` if a word continues at the end of a span of lower-case letters and marks: "iPhone".
fn inside(small: &[u8]) -> bool {
    let end = small.iter().rev().find(|&&byte| byte != b'\'');
    end.is_some_and(u8::is_ascii_alphanumeric)
}

/// The length of a run of ASCII letters, digits and apostrophes.
fn ascii_len(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|&&byte| byte.is_ascii_alphanumeric() || byte == b'\'').count()
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2bc}')
}

/// Letters, digits, hyphens and apostrophes inside a word; no possessive ending.
fn word_end(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let plain = from + first_word(&bytes[from..]).len;
    if bytes.get(plain).is_none_or(|&byte| byte.is_ascii() && !matches!(byte, b'-' | b'\'')) {
        return plain;
    }
    let mut end = from;
    let mut chars = text[from..].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let inner = if c == '-' || c == '\u{2011}' {
            next.is_some_and(char::is_alphanumeric)
        } else if is_apostrophe(c) {
            at > 0 && next.is_some_and(char::is_alphabetic) && !possessive(&text[from + at + c.len_utf8()..])
        } else {
            is_alphanumeric(c) || matches!(c, '\u{300}'..='\u{36f}')
        };
        if !inner {
            break;
        }
        end = from + at + c.len_utf8();
    }
    end.max(from)
}

/// Returns `true` if the text after an apostrophe is the s of a possessive.
fn possessive(after: &str) -> bool {
    let mut chars = after.chars();
    matches!(chars.next(), Some('s' | 'S')) && !chars.next().is_some_and(char::is_alphanumeric)
}

/// Returns `true` if the text between two capitalised words joins them into one name.
fn links(last: &str, between: &str, particle: &impl Fn(&str) -> bool) -> bool {
    if between == " " {
        return true;
    }
    let initial = last.chars().count() == 1;
    match between {
        "\n" => true,
        ". " | "." => initial,
        _ => between.len() <= PARTICLES && between.strip_prefix(' ').is_some_and(|small| particles(small, particle)),
    }
}

/// Small words only that names have inside them, each followed by a space.
fn particles(text: &str, known: &impl Fn(&str) -> bool) -> bool {
    text.ends_with(' ') && text.split_ascii_whitespace().all(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(&str, bool, bool)> {
        let mut found = Vec::new();
        capitals(text, &|word| ["der", "von"].contains(&word), &mut found);
        found.iter().map(|word| (&text[word.from..word.to], word.linked, word.opens)).collect()
    }

    #[test]
    fn capitals_are_found_and_joined() {
        assert_eq!(
            shown(
                "Then George W. Bush met Ursula von der Leyen\u{2019}s aide, \u{201c}Mr. Smith-Jones of O'Hare\u{201d}"
            ),
            [
                ("Then", false, true),
                ("George", true, false),
                ("W", true, false),
                ("Bush", true, false),
                ("Ursula", false, false),
                ("Leyen", true, false),
                ("Mr", false, true),
                ("Smith-Jones", false, false),
                ("O'Hare", false, false),
            ]
        );
    }

    #[test]
    fn letters_of_all_scripts_and_possessives() {
        assert_eq!(
            shown("in \u{c9}cole's and Zo\u{eb}, iPhone, caf\u{e9}"),
            [("\u{c9}cole", false, false), ("Zo\u{eb}", false, false)]
        );
        assert_eq!(shown(""), []);
    }
}
