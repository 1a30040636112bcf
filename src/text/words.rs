//! Word hashes: lookups compare hashes, and the words themselves only if they are long.

/// Maximum length in bytes of words that are hashed without collisions.
const OWN: usize = 7;

/// A byte repeated eight times.
const fn eight(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// The highest bit of every byte.
const HIGH: u64 = eight(0x80);

/// Every number has its own.
const fn mix(number: u64) -> u64 {
    let product = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    product ^ (product >> 32)
}

/// Up to eight bytes as a number, padded with zeros.
fn load(bytes: &[u8]) -> u64 {
    match bytes.first_chunk() {
        Some(eight) => u64::from_le_bytes(*eight),
        None => bytes.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte)),
    }
}

/// Hash of a lower-case word, stable across runs and machines. Words of up to seven bytes have unique hashes.
pub fn hash(word: &str) -> u64 {
    hash_bytes(word.as_bytes())
}

/// Like [`hash`], for bytes.
#[inline]
pub fn hash_bytes(mut word: &[u8]) -> u64 {
    let mut hash = 0;
    while let Some((eight, rest)) = word.split_first_chunk() {
        hash = mix(hash ^ u64::from_le_bytes(*eight));
        word = rest;
    }
    mix(hash ^ load(word))
}

/// Returns `true` if two words with the same hash are equal.
#[inline]
pub fn same(one: &str, other: &str) -> bool {
    one.len() == other.len() && (one.len() <= OWN || one == other)
}

/// The letters and digits of ASCII that a text begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstWord {
    /// The [`hash`] of their lower case.
    pub hash: u64,
    /// How many bytes they are.
    pub len: usize,
    /// Whether they have no capital.
    pub small: bool,
    /// Whether a digit is among them.
    pub digit: bool,
}

/// Reads the first word of a text, eight bytes at a time.
#[inline]
pub fn first_word(text: &[u8]) -> FirstWord {
    let (mut hash, mut len, mut capitals, mut digits) = (0, 0, 0, 0);
    loop {
        let bytes = load(&text[len..]);
        let Marked { inner, upper, digit } = mark(bytes);
        let run = (!inner & HIGH).trailing_zeros();
        let whole = u64::MAX.checked_shr(64 - (run & !7)).unwrap_or(0);
        hash = mix(hash ^ (bytes | upper >> 2) & whole);
        capitals |= upper & whole;
        digits |= digit & whole;
        len += run as usize / 8;
        if run < 64 {
            return FirstWord { hash, len, small: capitals == 0, digit: digits != 0 };
        }
    }
}

/// Of eight bytes the highest bit of each that is a letter or digit of ASCII, of each that is a capital, and of each digit.
struct Marked {
    inner: u64,
    upper: u64,
    digit: u64,
}

fn mark(bytes: u64) -> Marked {
    // Without their highest bits no sum goes over into the next byte.
    let low = bytes & !HIGH;
    let from = |bytes: u64, byte: u8| bytes + eight(0x80 - byte);
    let small = low | eight(0x20);
    let letter = from(small, b'a') & !from(small, b'z' + 1);
    let ascii = !bytes & HIGH;
    let digit = from(low, b'0') & !from(low, b'9' + 1) & ascii;
    Marked { inner: letter & ascii | digit, upper: letter & ascii & !(bytes << 2), digit }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_marked_for_what_it_is() {
        for byte in 0..=u8::MAX {
            for place in 0..8 {
                let Marked { inner, upper, digit } =
                    mark(u64::from(byte) << (8 * place) | eight(b' ') & !(0xff << (8 * place)));
                let bit = |on: bool| u64::from(on) << (8 * place + 7);
                let is = [byte.is_ascii_alphanumeric(), byte.is_ascii_uppercase(), byte.is_ascii_digit()];
                assert_eq!([inner, upper, digit], is.map(bit), "{byte}");
            }
        }
    }

    #[test]
    fn a_first_word_has_the_hash_of_its_lower_case() {
        for (text, word) in [
            ("The plan", "the"),
            ("x", "x"),
            ("", ""),
            (", and", ""),
            ("minister's", "minister"),
            ("G20", "g20"),
            ("Internationalisation of 2020", "internationalisation"),
            ("Caf\u{e9}", "caf"),
            ("ministerPRESIDENT", "ministerpresident"),
            ("\u{e9}cole", ""),
        ] {
            let small = !text[..word.len()].contains(char::is_uppercase);
            let digit = word.contains(|c: char| c.is_ascii_digit());
            let wanted = FirstWord { hash: hash(word), len: word.len(), small, digit };
            assert_eq!(first_word(text.as_bytes()), wanted, "{text}");
        }
    }

    #[test]
    fn short_words_have_each_their_own_hash() {
        let all: Vec<String> =
            (0..20_000).map(|number| format!("{number:x}")).chain(["a\0".into(), "a".into()]).collect();
        let hashes: std::collections::BTreeSet<u64> = all.iter().map(|word| hash(word)).collect();
        // Only a zero byte can be mistaken for padding, and the lengths distinguish these.
        assert_eq!(hashes.len(), all.len() - 2);
        assert!(same("minister", "minister") && !same("minister", "Minister") && !same("a\0", "a"));
    }
}
