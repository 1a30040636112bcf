//! How the phrases of a lexicon begin: most words of a text begin none, and this tells so without a walk through all names.
//!
//! May name: nothing of this crate.

/// Bytes of a beginning.
const LENGTH: usize = 4;
/// Bits of the sets, as powers of two: of all phrases, and of those that may begin with a small letter.
const BITS: [u32; 2] = [17, 14];

/// Which of the two sets is asked.
fn set(small: bool) -> (usize, u32) {
    if small { (1 << (BITS[0] - 3), BITS[1]) } else { (0, BITS[0]) }
}

fn bit(key: [u8; LENGTH], bits: u32) -> usize {
    (u32::from_le_bytes(key).wrapping_mul(0x9e37_79b1) >> (32 - bits)) as usize
}

fn key(bytes: &[u8]) -> [u8; LENGTH] {
    let mut key = [0; LENGTH];
    let len = bytes.len().min(LENGTH);
    key[..len].copy_from_slice(&bytes[..len]);
    key
}

/// Two sets of bits made of folded phrases, each with whether it may begin with a small letter.
pub(super) fn doors<'a>(phrases: impl Iterator<Item = (&'a str, bool)>) -> Vec<u8> {
    let mut doors = vec![0; BITS.map(|bits| 1 << (bits - 3)).iter().sum()];
    for (phrase, may_be_small) in phrases {
        for small in [false, true].into_iter().filter(|&small| !small || may_be_small) {
            let (base, bits) = set(small);
            let bit = bit(key(phrase.as_bytes()), bits);
            doors[base + bit / 8] |= 1 << (bit % 8);
        }
    }
    doors
}

/// Whether a phrase may begin a text. It is never false where one does.
pub(super) fn may_open(doors: &[u8], text: &str, small: bool) -> bool {
    let mut folded = [0; LENGTH];
    let mut len = 0;
    for byte in text.bytes() {
        let byte = match byte {
            b'-' => b' ',
            _ if byte.is_ascii_whitespace() => b' ',
            // Other letters are folded by their own rules.
            0x80.. => return true,
            _ => byte.to_ascii_lowercase(),
        };
        if byte == b' ' && len > 0 && folded[len - 1] == b' ' {
            continue;
        }
        folded[len] = byte;
        len += 1;
        if len == LENGTH {
            break;
        }
    }
    let (base, bits) = set(small);
    let has = |bytes: &[u8]| {
        let bit = bit(key(bytes), bits);
        doors.get(base + bit / 8).is_none_or(|byte| byte & (1 << (bit % 8)) != 0)
    };
    // A phrase that is shorter ends before a mark.
    has(&folded[..len]) || (1..len).any(|end| !folded[end].is_ascii_alphanumeric() && has(&folded[..end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_that_begins_a_text_has_its_door() {
        let doors =
            doors([("joe biden", false), ("prime minister", true), ("uk", false), ("u.s. senator", true)].into_iter());
        for (text, small) in [
            ("Joe Biden said", false),
            ("prime  minister", true),
            ("UK", false),
            ("UK's", false),
            ("UK plan", false),
            ("U.S. Senator", false),
            ("\u{c9}a", true),
        ] {
            assert!(may_open(&doors, text, small), "{text}");
        }
        for (text, small) in [("joe biden", true), ("the plan", true), ("Ukraine", false), ("Jo", false)] {
            assert!(!may_open(&doors, text, small), "{text}");
        }
    }
}
