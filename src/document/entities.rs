//! HTML character references, decoded with their source bytes.

use html5gum::{Token, Tokenizer};

/// A piece of text: unchanged or decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stretch<'a> {
    /// The bytes from an offset on.
    Same(&'a str, usize),
    /// The decoded text of a range.
    Read(&'a str, usize, usize),
}

/// Iterates over a text that may contain `&amp;` and `&#8217;`.
pub(super) fn each(text: &str, mut found: impl FnMut(Stretch<'_>)) {
    let mut at = 0;
    while at < text.len() {
        let Some(amp) = memchr::memchr(b'&', &text.as_bytes()[at..]).map(|found| at + found) else {
            found(Stretch::Same(&text[at..], at));
            return;
        };
        if amp > at {
            found(Stretch::Same(&text[at..amp], at));
        }
        // The longest name of a reference is some thirty letters long.
        let rest = &text[amp + 1..];
        let len = rest.bytes().take(40).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
        let end = amp + 1 + len + usize::from(rest.as_bytes().get(len) == Some(&b';'));
        let written = &text[amp..end];
        let read = decoded(written);
        // A name without its semicolon may be followed by letters of the text: "&ampx" is "&x".
        let after = read
            .bytes()
            .rev()
            .zip(written.bytes().rev())
            .take_while(|(r, w)| r == w && w.is_ascii_alphanumeric())
            .count();
        if read == written {
            found(Stretch::Same(written, amp));
        } else {
            found(Stretch::Read(&read[..read.len() - after], amp, end - after));
            if after > 0 {
                found(Stretch::Same(&text[end - after..end], end - after));
            }
        }
        at = end;
    }
}

/// The text with every reference read.
pub(super) fn decoded(text: &str) -> String {
    let mut read = String::with_capacity(text.len());
    for token in Tokenizer::new(text).flatten() {
        if let Token::String(string) = token {
            read += &String::from_utf8_lossy(&string);
        }
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, usize)> {
        let mut all = Vec::new();
        each(text, |stretch| match stretch {
            Stretch::Same(text, at) => all.push((text.to_owned(), at)),
            Stretch::Read(text, at, end) => all.push((format!("{text}<{}", end - at), at)),
        });
        all
    }

    #[test]
    fn references_are_read_with_their_bytes() {
        let own = |all: &[(&str, usize)]| all.iter().map(|(t, at)| ((*t).to_owned(), *at)).collect::<Vec<_>>();
        assert_eq!(
            read("AT&amp;T\u{e9} &#8217;x"),
            own(&[("AT", 0), ("&<5", 2), ("T\u{e9} ", 7), ("\u{2019}<7", 11), ("x", 18)])
        );
        assert_eq!(
            read("a &ampx & b&"),
            own(&[("a ", 0), ("&<4", 2), ("x", 6), (" ", 7), ("&", 8), (" b", 9), ("&", 11)])
        );
        assert_eq!(read("&unknown; &#x1F600;"), own(&[("&unknown;", 0), (" ", 9), ("\u{1f600}<9", 10)]));
    }
}
