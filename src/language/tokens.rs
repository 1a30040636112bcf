//! Words, numbers and marks of one sentence, with the lower-case forms that word lists are compared with.

use compact_str::CompactString;

use crate::text::{FirstWord, Prose, Span, first_word, hash, hash_bytes, is_alphabetic, same};

/// Kind of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner apostrophes and the dots of initials: "hasn't", "U.S.".
    Word,
    /// Digits, with inner commas and points: "1,200", "3.5".
    Number,
    /// The possessive ending `'s`, or the bare apostrophe after an s.
    Possessive,
    /// Any other mark.
    Mark,
}

/// One token.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent properties of the word")]
pub struct Token {
    /// The bytes.
    pub span: Span<Prose>,
    /// Its kind.
    pub kind: TokenKind,
    /// Whether its first letter is a capital.
    pub capital: bool,
    /// Whether a digit of ASCII is in it.
    pub digit: bool,
    /// Whether there is whitespace before it.
    pub spaced: bool,
    /// Whether it is letters and digits of ASCII, or one mark of ASCII, and nothing more.
    pub simple: bool,
    /// Lower case, apostrophes straight.
    pub lower: CompactString,
    /// What [`hash`] makes of `lower`: look-ups go by it and compare the words last.
    pub hash: u64,
}

impl Token {
    /// Returns `true` if it is this lower-case word with this [`hash`].
    pub fn is(&self, hash: u64, word: &str) -> bool {
        self.hash == hash && same(&self.lower, word)
    }
}

/// 64-bit filter of the possible second words of phrases with the same first word.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Seconds(u64);

impl Seconds {
    /// Adds a word by its [`hash`].
    pub(super) fn add(&mut self, hash: u64) {
        self.0 |= 1 << (hash >> 58);
    }

    /// Returns `false` only if no phrase continues with a token. A hyphen may precede the second word.
    pub(super) fn may_go_on(self, next: Option<&Token>) -> bool {
        let goes_on = |next: &Token| self.0 >> (next.hash >> 58) & 1 == 1 || next.kind == TokenKind::Mark;
        self.0 != 0 && next.is_some_and(goes_on)
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{02bc}')
}

/// Splits a sentence. Hyphens are separate tokens, so that "then-President" and "President-elect" are split.
pub fn tokens(prose: &str, sentence: Span<Prose>) -> Vec<Token> {
    let text = sentence.of(prose);
    let base = sentence.start as usize;
    let mut found = Vec::with_capacity(text.len() / 4);
    let mut at = 0;
    let mut spaced = true;
    while let Some(&byte) = text.as_bytes().get(at) {
        if byte == b' ' {
            spaced = true;
            at += 1;
            continue;
        }
        if let Some((kind, word)) = simple(text.as_bytes(), at) {
            let FirstWord { hash, len, small, digit } = word;
            let mut lower = CompactString::new(&text[at..at + len]);
            if !small {
                lower.make_ascii_lowercase();
            }
            let (span, capital) = (Span::new(base + at, base + at + len), byte.is_ascii_uppercase());
            found.push(Token { span, kind, capital, digit, spaced, simple: true, lower, hash });
            spaced = false;
            at += len;
            continue;
        }
        let Some(mut token) = other(&text[at..], spaced) else {
            spaced = true;
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        let len = token.span.len();
        token.span = Span::new(base + at, base + at + len);
        found.push(token);
        spaced = false;
        at += len;
    }
    found
}

/// The fast path for common tokens: an ASCII word that nothing else can extend, or an ASCII mark.
fn simple(text: &[u8], at: usize) -> Option<(TokenKind, FirstWord)> {
    let byte = text[at];
    if byte.is_ascii_alphabetic() {
        let word = first_word(&text[at..]);
        let goes_on = |&byte: &u8| byte == b'\'' || !byte.is_ascii() || byte == b'.' && word.len == 1;
        return (!text.get(at + word.len).is_some_and(goes_on)).then_some((TokenKind::Word, word));
    }
    let word = || FirstWord { hash: hash_bytes(&[byte]), len: 1, small: true, digit: false };
    (byte.is_ascii_punctuation() && byte != b'\'').then(|| (TokenKind::Mark, word()))
}

/// Any other token at the start of a text; `None` at whitespace. Its span only gives its length.
fn other(text: &str, spaced: bool) -> Option<Token> {
    let c = text.chars().next().filter(|c| !c.is_whitespace())?;
    let (kind, len) = if c.is_ascii_digit() {
        (TokenKind::Number, number_len(text))
    } else if is_alphabetic(c) {
        (TokenKind::Word, word_len(text))
    } else if is_apostrophe(c) && !spaced {
        possessive(text)
    } else {
        (TokenKind::Mark, c.len_utf8())
    };
    let lower = lower(&text[..len]);
    let (hash, digit) = (hash(&lower), lower.bytes().any(|byte| byte.is_ascii_digit()));
    let capital = kind == TokenKind::Word && c.is_uppercase();
    Some(Token { span: Span::new(0, len), kind, capital, digit, spaced, simple: false, lower, hash })
}

fn lower(raw: &str) -> CompactString {
    if raw.is_ascii() {
        let mut lower = CompactString::new(raw);
        lower.make_ascii_lowercase();
        return lower;
    }
    raw.chars().map(|c| if is_apostrophe(c) { '\'' } else { c }).flat_map(char::to_lowercase).collect()
}

fn number_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut len = 0;
    while len < bytes.len() {
        let inner = matches!(bytes[len], b',' | b'.') && bytes.get(len + 1).is_some_and(u8::is_ascii_digit);
        if !bytes[len].is_ascii_digit() && !inner {
            break;
        }
        len += 1;
    }
    len
}

/// A possessive ending, or a lone mark.
fn possessive(text: &str) -> (TokenKind, usize) {
    let mut chars = text.char_indices().skip(1);
    match chars.next() {
        Some((at, 's' | 'S')) if !chars.next().is_some_and(|(_, c)| c.is_alphanumeric()) => {
            (TokenKind::Possessive, at + 1)
        }
        Some((_, c)) if c.is_alphanumeric() => (TokenKind::Mark, text.chars().next().map_or(1, char::len_utf8)),
        Some((at, _)) => (TokenKind::Possessive, at),
        None => (TokenKind::Possessive, text.len()),
    }
}

/// Letters and digits, inner apostrophes ("O'Neill", "hasn't", but not a possessive), and initials ("U.S.", "J.").
fn word_len(text: &str) -> usize {
    let initials = initials_len(text);
    if initials > 0 {
        return initials;
    }
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let mut inner_apostrophe = || {
            is_apostrophe(c) && !is_possessive_at(&text[at..]) && chars.peek().is_some_and(|(_, n)| n.is_alphabetic())
        };
        if !c.is_alphanumeric() && !is_mark_of_letter(c) && !inner_apostrophe() {
            break;
        }
        end = at + c.len_utf8();
    }
    end.max(text.chars().next().map_or(0, char::len_utf8))
}

/// Combining marks belong to the letter before them.
fn is_mark_of_letter(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036f}')
}

fn is_possessive_at(text: &str) -> bool {
    let mut chars = text.chars().skip(1);
    matches!(chars.next(), Some('s' | 'S')) && !chars.next().is_some_and(char::is_alphanumeric)
}

/// "U.S.", "U.K.", "J.": single letters each followed by a point, two or more (one alone is left to the reader).
fn initials_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut len = 0;
    while bytes.get(len).is_some_and(u8::is_ascii_alphabetic) && bytes.get(len + 1) == Some(&b'.') {
        len += 2;
    }
    if len >= 4 { len } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        tokens(text, Span::new(0, text.len())).iter().map(|t| t.span.of(text)).collect()
    }

    #[test]
    fn words_numbers_possessives_and_hyphens() {
        assert_eq!(
            split("Then-President Obama's 2010 law hasn't"),
            ["Then", "-", "President", "Obama", "'s", "2010", "law", "hasn't"]
        );
        assert_eq!(
            split("the U.S.\u{2019}s $3.5 million, O\u{2019}Neill"),
            ["the", "U.S.", "\u{2019}s", "$", "3.5", "million", ",", "O\u{2019}Neill"]
        );
        assert_eq!(split("Democrats' plan"), ["Democrats", "'", "plan"]);
        assert_eq!(split("2018."), ["2018", "."]);
        assert_eq!(split("It's 'quoted' "), ["It", "'s", "'", "quoted", "'"]);
    }

    #[test]
    fn a_phrase_goes_on_with_its_second_word_over_a_hyphen_or_none() {
        let text = "new york, new-york, new jersey new";
        let found = tokens(text, Span::new(0, text.len()));
        let mut seconds = Seconds::default();
        assert!(!seconds.may_go_on(found.get(1)));
        seconds.add(hash("york"));
        let goes_on: Vec<bool> = (0..found.len())
            .filter(|&at| found[at].lower == "new")
            .map(|at| seconds.may_go_on(found.get(at + 1)))
            .collect();
        assert_eq!(goes_on, [true, true, false, false]);
    }

    #[test]
    fn what_a_token_is_made_of_is_told() {
        let text = "Plan G20, 3.5 caf\u{e9}9 x\u{2014}y Zo\u{eb}'s";
        let found = tokens(text, Span::new(0, text.len()));
        let told: Vec<(&str, bool, bool, bool)> =
            found.iter().map(|t| (t.span.of(text), t.simple, t.digit, t.capital)).collect();
        assert_eq!(
            told,
            [
                ("Plan", true, false, true),
                ("G20", true, true, true),
                (",", true, false, false),
                ("3.5", false, true, false),
                ("caf\u{e9}9", false, true, false),
                ("x", false, false, false),
                ("\u{2014}", false, false, false),
                ("y", true, false, false),
                ("Zo\u{eb}", false, false, true),
                ("'s", false, false, false),
            ]
        );
        for token in &found {
            assert_eq!(token.hash, hash(&token.lower), "{}", token.lower);
        }
    }

    #[test]
    fn spans_count_from_the_prose() {
        let text = "Ab. Zoë said";
        let found = tokens(text, Span::new(4, text.len()));
        assert_eq!(found[0].span, Span::new(4, 8));
        assert!(found[0].capital && found[1].spaced);
        assert_eq!(found[0].lower, "zoë");
    }
}
