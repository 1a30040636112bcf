//! First-word filter in front of the lexicon: most words start no phrase, which this detects without a lookup.

use crate::text::first_word;

/// Bloom of the sets, as powers of two: of all phrases, and of those that may begin with a small letter.
const BITS: [u32; 2] = [20, 15];

/// The selected set: its first byte, and its size in bits.
fn set(small: bool) -> (usize, u32) {
    if small { (1 << (BITS[0] - 3), BITS[1]) } else { (0, BITS[0]) }
}

fn bit(hash: u64, bits: u32) -> usize {
    (hash >> (64 - bits)) as usize
}

/// Two sets of bits made of folded phrases, each with whether it may begin with a small letter.
pub(super) fn word_filter<'a>(phrases: impl Iterator<Item = (&'a str, bool)>) -> Vec<u8> {
    let mut word_filter = vec![0; BITS.map(|bits| 1 << (bits - 3)).iter().sum()];
    for (phrase, may_be_small) in phrases {
        let hash = first_word(phrase.as_bytes()).hash;
        for small in [false, true].into_iter().filter(|&small| !small || may_be_small) {
            let (base, bits) = set(small);
            let bit = bit(hash, bits);
            word_filter[base + bit / 8] |= 1 << (bit % 8);
        }
    }
    word_filter
}

/// Returns `false` only if no phrase starts with a word of this hash. Not for words followed by a letter of another
/// script, which are normalised differently.
pub(super) fn may_open(word_filter: &[u8], hash: u64, small: bool) -> bool {
    let (base, bits) = set(small);
    let bit = bit(hash, bits);
    word_filter.get(base + bit / 8).is_none_or(|byte| byte & (1 << (bit % 8)) != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_that_begins_a_text_has_its_door() {
        let word_filter = word_filter(
            [
                ("joe biden", false),
                ("prime minister", true),
                ("uk", false),
                ("u.s. senator", true),
                ("o'neill", false),
                ("sao tome", false),
            ]
            .into_iter(),
        );
        let open = |text: &str, small| may_open(&word_filter, first_word(text.as_bytes()).hash, small);
        for (text, small) in [
            ("Joe Biden said", false),
            ("prime  minister", true),
            ("UK", false),
            ("UK's", false),
            ("UK plan", false),
            ("U.S. Senator", false),
            ("O'Neill", false),
            ("O\u{2019}Neill", false),
        ] {
            assert!(open(text, small), "{text}");
        }
        for (text, small) in [
            ("joe biden", true),
            ("the plan", true),
            ("Ukraine", false),
            ("Jo", false),
            ("John", false),
            ("Prim", true),
        ] {
            assert!(!open(text, small), "{text}");
        }
    }
}
