//! One edit between two words: which, and where.
//!
//! May name: nothing of this crate.

/// How two words differ by one edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    /// One character gives way to another.
    Substituted,
    /// The longer word has one character more.
    Inserted,
    /// Two neighbours change places.
    Swapped,
}

/// The one edit between two words, and the number of the character where they part; `None` where they are equal or further apart.
/// For an insertion the place counts in the longer word and is the last of equals ("t" of "shawkatt" at 7).
pub fn one_edit(a: &str, b: &str) -> Option<(Edit, usize)> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    let at = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    match long.len() - short.len() {
        0 if at == short.len() => None,
        0 if short[at + 1..] == long[at + 1..] => Some((Edit::Substituted, at)),
        0 => {
            let swapped = short.get(at + 1) == long.get(at) && short.get(at) == long.get(at + 1);
            (swapped && short[at + 2..] == long[at + 2..]).then_some((Edit::Swapped, at))
        }
        1 => (short[at..] == long[at + 1..]).then_some((Edit::Inserted, at)),
        _ => None,
    }
}

/// Pairs of words of a list that are one edit apart, as numbers of the list, in its order. Words are compared by what is left when one
/// character is taken out, so that the work grows with the list and not with its square.
pub fn near_pairs<'w>(words: impl Iterator<Item = (usize, &'w str)>) -> Vec<(usize, usize)> {
    let mut rests: Vec<(u64, usize)> = Vec::new();
    let mut texts: Vec<(usize, &str)> = Vec::new();
    for (number, word) in words {
        let place = texts.len();
        texts.push((number, word));
        rests.push((hash(word.bytes()), place));
        for (at, c) in word.char_indices() {
            let rest = word.bytes().take(at).chain(word.bytes().skip(at + c.len_utf8()));
            rests.push((hash(rest), place));
        }
    }
    rests.sort_unstable();
    rests.dedup();
    let mut pairs = Vec::new();
    for group in rests.chunk_by(|a, b| a.0 == b.0) {
        for (at, &(_, one)) in group.iter().enumerate() {
            for &(_, other) in &group[at + 1..] {
                if one_edit(texts[one].1, texts[other].1).is_some() {
                    pairs.push((texts[one].0, texts[other].0));
                }
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// FNV-1a.
fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_told_apart() {
        assert_eq!(one_edit("krueger", "kreuger"), Some((Edit::Swapped, 2)));
        assert_eq!(one_edit("conner", "connor"), Some((Edit::Substituted, 4)));
        assert_eq!(one_edit("shawkatt", "shawkat"), Some((Edit::Inserted, 7)));
        assert_eq!(one_edit("sherlach", "scherlach"), Some((Edit::Inserted, 1)));
        assert_eq!(one_edit("same", "same"), None);
        assert_eq!(one_edit("iran", "iraqi"), None);
        assert_eq!(one_edit("", "a"), Some((Edit::Inserted, 0)));
    }

    #[test]
    fn pairs_are_found_without_comparing_all() {
        let words = ["gutierrez", "holt", "guiterrez", "hult", "gutierez", "far"];
        let pairs = near_pairs(words.iter().copied().enumerate());
        assert_eq!(pairs, [(0, 2), (0, 4), (1, 3)]);
    }
}
