//! Quoted stretches: what others say is not the draft's own claim.

use crate::text::{Prose, Span, is_alphanumeric};

/// Opening quotation marks with their closing marks; old wire copy uses backquotes.
const PAIRS: [(&str, &str); 4] =
    [("\u{201c}", "\u{201d}"), ("\u{ab}", "\u{bb}"), ("\u{201e}", "\u{201c}"), ("``", "''")];

/// The quoted stretches of a block, in order. Curly marks that open and never close quote to the end of the block, as the
/// paragraphs of a long quotation do; straight marks are paired within the block, and a last one alone quotes nothing.
pub fn quoted(prose: &str, block: Span<Prose>) -> Vec<Span<Prose>> {
    let text = block.of(prose);
    let base = block.start as usize;
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = next_mark(&text.as_bytes()[at.min(text.len())..]) {
        at += next;
        let rest = &text[at..];
        let fence = rest.bytes().take_while(|&byte| byte == b'`').count();
        if fence > 2 {
            // A code fence in text that is read as plain is not a quotation.
            at += fence;
        } else if let Some((open, close)) = PAIRS.iter().find(|(open, _)| rest.starts_with(open)) {
            let end = rest[open.len()..].find(close).map_or(text.len(), |found| at + open.len() + found + close.len());
            found.push(Span::new(base + at, base + end));
            at = end;
        } else if let Some(inside) = rest.strip_prefix('"') {
            let Some(close) = inside.find('"') else {
                break;
            };
            found.push(Span::new(base + at, base + at + close + 2));
            at += close + 2;
        } else if let Some(end) = single(text, at) {
            found.push(Span::new(base + at, base + end));
            at = end;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}

/// The next byte that a mark may begin with: all curly ones begin with one byte, and those of the French with another.
fn next_mark(bytes: &[u8]) -> Option<usize> {
    let found = memchr::memchr3(b'"', b'`', 0xe2, bytes);
    memchr::memchr(0xc2, &bytes[..found.unwrap_or(bytes.len())]).or(found)
}

/// A span in curly single quotation marks: opened at the start of a word, closed if no letter follows.
fn single(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].strip_prefix('\u{2018}')?;
    if text[..at].chars().next_back().is_some_and(is_alphanumeric) {
        return None;
    }
    let from = at + '\u{2018}'.len_utf8();
    let closes = |&(found, _): &(usize, &str)| {
        let after = from + found + '\u{2019}'.len_utf8();
        let before = text[..from + found].chars().next_back();
        let outside = text[after..].chars().next().is_none_or(|c| !is_alphanumeric(c));
        // "the workers' plan": an apostrophe after an s closes only if a mark or the end follows.
        let plural = before == Some('s') && text[after..].starts_with(' ');
        outside && !plural
    };
    let (found, _) = rest.match_indices('\u{2019}').find(closes)?;
    Some(from + found + '\u{2019}'.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        quoted(text, Span::new(0, text.len())).into_iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn curly_straight_and_single_marks() {
        assert_eq!(
            found("He said \u{201c}no, \u{2018}never\u{2019}\u{201d} and \"yes\"."),
            ["\u{201c}no, \u{2018}never\u{2019}\u{201d}", "\"yes\""]
        );
        assert_eq!(
            found("\u{2018}It\u{2019}s the workers\u{2019} plan,\u{2019} she said of Ann\u{2019}s"),
            ["\u{2018}It\u{2019}s the workers\u{2019} plan,\u{2019}"]
        );
        assert_eq!(found("``It was,'' he said"), ["``It was,''"]);
    }

    #[test]
    fn every_mark_that_opens_is_looked_for() {
        for (open, close) in PAIRS.into_iter().chain([("\"", "\""), ("\u{2018}", "\u{2019}")]) {
            assert_eq!(found(&format!("A {open}b{close} c")), [format!("{open}b{close}")], "{open}");
        }
    }

    #[test]
    fn a_long_quotation_goes_on_and_a_lone_straight_mark_does_not() {
        assert_eq!(found("\u{201c}First of many paragraphs."), ["\u{201c}First of many paragraphs."]);
        assert_eq!(found("A 6\" pipe"), [""; 0]);
    }
}
