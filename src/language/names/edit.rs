//! One edit between two words: which, and where.

use crate::language::seen_twice::SeenTwice;

/// How two words differ by one edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    /// One character is replaced by another.
    Substituted,
    /// The longer word has one character more.
    Inserted,
    /// Two neighbours change places.
    Swapped,
}

/// The single edit between two words, and the index of the character where they differ; `None` if they are equal or further
/// apart. For an insertion the index refers to the longer word and is the last of equal characters ("t" of "shawkatt" at 7).
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

/// The number of edits between two words if it is at most `most`: characters that are replaced, inserted or deleted, and
/// neighbours that change places.
pub fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let mut cost = (rows[i][j] + usize::from(x != y)).min(rows[i][j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a[i - 1] == *y && b[j - 1] == *x {
                cost = cost.min(rows[i - 1][j - 1] + 1);
            }
            row.push(cost);
        }
        rows.push(row);
    }
    Some(rows[a.len()][b.len()]).filter(|&edits| edits <= most)
}

/// Expected number of deletions in a draft, for allocation.
const RESTS: usize = 1 << 10;

/// Pairs of words of a list that are one edit apart, as indices in list order. Words are compared by their forms with
/// one character deleted, so the cost is linear in the list.
pub fn near_pairs<'w>(words: impl Iterator<Item = (usize, &'w str)>) -> Vec<(usize, usize)> {
    let mut rests: Vec<(u64, usize)> = Vec::with_capacity(RESTS);
    let mut twice = SeenTwice::default();
    let mut texts: Vec<(usize, &str)> = Vec::new();
    let mut room = Vec::new();
    for (number, word) in words {
        let place = texts.len();
        texts.push((number, word));
        hash_rests(word, &mut room, |hash| {
            twice.add(hash);
            rests.push((hash, place));
        });
    }
    // Most rests are those of one word only.
    rests.retain(|&(hash, _)| twice.may_hold(hash));
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

/// The factor of the hash: odd, its bits spread.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// The hash of a word, and of the word without each of its characters. The hash is a polynomial over the bytes, so the
/// hashes of prefix and suffix can be combined. `before` is a buffer.
fn hash_rests(word: &str, before: &mut Vec<u64>, mut push: impl FnMut(u64)) {
    before.clear();
    let mut whole = 0_u64;
    for byte in word.bytes() {
        before.push(whole);
        whole = whole.wrapping_mul(FACTOR).wrapping_add(u64::from(byte) + 1);
    }
    push(whole);
    // The hashes of the text after the character, and after its first byte.
    let (mut power, mut behind) = (1_u64, 0_u64);
    let (mut next_power, mut next_behind) = (power, behind);
    let bytes = word.as_bytes();
    for (at, &byte) in bytes.iter().enumerate().rev() {
        next_behind = next_behind.wrapping_add((u64::from(byte) + 1).wrapping_mul(next_power));
        next_power = next_power.wrapping_mul(FACTOR);
        if word.is_char_boundary(at) {
            // Of two letters alike it does not matter which is taken out.
            let doubled = byte.is_ascii() && bytes.get(at + 1) == Some(&byte);
            if !doubled {
                push(before[at].wrapping_mul(power).wrapping_add(behind));
            }
            (power, behind) = (next_power, next_behind);
        }
    }
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
    fn edits_are_counted() {
        assert_eq!(distance("haddock", "hancock", 2), Some(2));
        assert_eq!(distance("krueger", "kreuger", 2), Some(1));
        assert_eq!(distance("holt", "holt", 2), Some(0));
        assert_eq!(distance("holt", "marsh", 2), None);
    }

    #[test]
    fn pairs_are_found_without_comparing_all() {
        let words = ["gutierrez", "holt", "guiterrez", "hult", "gutierez", "far"];
        let pairs = near_pairs(words.iter().copied().enumerate());
        assert_eq!(pairs, [(0, 2), (0, 4), (1, 3)]);
    }
}
