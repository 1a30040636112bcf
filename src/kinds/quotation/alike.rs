//! Quotations that share words, and whether one is the other with a few words changed.
//!
//! Runs of words are the index: a run that many quotations share is a phrase of the draft, and pairs nobody. So the number of
//! pairs, and with it the time, grows linearly with the number of quotations.

use std::ops::Range;

use super::{MIX, Quotation, is_apostrophe, raw_words};
use crate::language::names::edit::one_edit;
use crate::language::seen_twice::SeenTwice;

/// Most quotations with one run of words that are compared.
pub(super) const MOST: usize = 32;

/// A quotation with the hashes of its words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Worded<'q> {
    pub(super) text: &'q str,
    pub(super) hashes: &'q [u64],
}

/// Pairs of quotations that share a run of words, each pair once, in order; runs that more than `most` share are left out.
pub(super) fn candidates(quotations: &[Quotation], run: usize, most: usize) -> Vec<(usize, usize)> {
    if quotations.len() < 2 {
        return Vec::new();
    }
    let mut twice = SeenTwice::default();
    let mut runs: Vec<(u64, usize)> = Vec::new();
    for (number, quotation) in quotations.iter().enumerate() {
        let hash = |words: &[u64]| words.iter().fold(0_u64, |all, word| (all.rotate_left(5) ^ word).wrapping_mul(MIX));
        runs.extend(quotation.hashes.windows(run).map(|words| (hash(words), number)));
    }
    runs.iter().for_each(|&(hash, _)| twice.add(hash));
    runs.retain(|&(hash, _)| twice.may_hold(hash));
    runs.sort_unstable();
    runs.dedup();
    let mut pairs = Vec::new();
    for same in runs.chunk_by(|(one, _), (other, _)| one == other).filter(|same| same.len() <= most) {
        for (at, &(_, one)) in same.iter().enumerate() {
            pairs.extend(same[at + 1..].iter().map(|&(_, other)| (one, other)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Returns `true` if the shorter is equal to the longer, or to a part of it, except in one place where a few words differ.
pub(super) fn altered([one, other]: [Worded<'_>; 2], changes: usize) -> bool {
    let (short, long) = if one.hashes.len() <= other.hashes.len() { (one, other) } else { (other, one) };
    let windows = (0..long.hashes.len()).filter(|&from| long.hashes[from] == short.hashes[0]).flat_map(|from| {
        let lengths = short.hashes.len().saturating_sub(changes)..=short.hashes.len() + changes;
        lengths.map(move |length| from..from + length).filter(|window| window.end <= long.hashes.len())
    });
    let mut best: Option<[Range<usize>; 2]> = None;
    for window in windows {
        let change = change(short.hashes, long.hashes, window);
        if best.as_ref().is_none_or(|best| most(&change) < most(best)) {
            best = Some(change);
        }
    }
    best.is_some_and(|change| {
        let most = most(&change);
        let inside = most > 0 && most <= changes && most * 4 <= short.hashes.len();
        let [before, after] = change;
        // The last words must be the same, and what differs must not be the way of writing it.
        inside && !written_otherwise(&worded(short.text, before), &worded(long.text, after))
    })
}

/// The greater number of words of a change.
fn most([before, after]: &[Range<usize>; 2]) -> usize {
    before.len().max(after.len())
}

/// Some words of a text, without case and with one type of apostrophe.
fn worded(text: &str, range: Range<usize>) -> Vec<String> {
    let words = raw_words(text).skip(range.start).take(range.len());
    words.map(|(word, _)| word.replace(is_apostrophe, "'").to_lowercase()).collect()
}

/// The words that remain of a text and of a window of another one without their common beginning and end; all of them if the
/// ends differ.
fn change(short: &[u64], long: &[u64], window: Range<usize>) -> [Range<usize>; 2] {
    let theirs = &long[window.clone()];
    let start = short.iter().zip(theirs).take_while(|(a, b)| a == b).count();
    let (short_rest, rest) = (&short[start..], &theirs[start..]);
    let end = short_rest.iter().rev().zip(rest.iter().rev()).take_while(|(a, b)| a == b).count();
    if end == 0 && !(short_rest.is_empty() && rest.is_empty()) {
        return [0..short.len(), window];
    }
    [start..short.len() - end, window.start + start..window.end - end]
}

/// "58" and "fifty-eight", "weren ' t" and "weren't", "fulfil" and "fulfill".
pub(super) fn written_otherwise(before: &[String], after: &[String]) -> bool {
    let joined = |words: &[String]| words.concat().replace('\'', "");
    let (a, b) = (joined(before), joined(after));
    let digits = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    a == b || digits(&a) != digits(&b) || one_edit(&a, &b).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn hashes(text: &str) -> Vec<u64> {
        raw_words(text).map(|(_, hash)| hash).collect()
    }

    fn is_altered(one: &str, other: &str) -> bool {
        let all = [one, other].map(|text| (text, hashes(text)));
        altered(all.each_ref().map(|(text, hashes)| Worded { text, hashes }), 3)
    }

    fn all(texts: &[String]) -> Vec<Quotation> {
        let quotation =
            |(block, text): (usize, &String)| Quotation { span: Span::new(0, 0), block, hashes: hashes(text) };
        texts.iter().enumerate().map(quotation).collect()
    }

    /// Quotations with one run of six words and a word that only two neighbours share.
    fn alike(count: usize) -> Vec<Quotation> {
        let texts: Vec<String> =
            (0..count).map(|at| format!("nobody told us when the bridge would open n{} or close", at / 2)).collect();
        all(&texts)
    }

    #[test]
    fn a_run_of_many_pairs_nobody() {
        assert_eq!(candidates(&alike(MOST), 6, MOST).len(), MOST * (MOST - 1) / 2);
        // The runs with the word of two are left.
        let pairs = candidates(&alike(MOST + 2), 6, MOST);
        assert_eq!(pairs, (0..=MOST / 2).map(|pair| (2 * pair, 2 * pair + 1)).collect::<Vec<_>>());
    }

    #[test]
    fn pairs_grow_linearly() {
        let pairs = |count| candidates(&alike(count), 6, MOST).len();
        assert_eq!(pairs(8_000), 10 * pairs(800));
    }

    #[test]
    fn a_part_is_no_other_wording() {
        let whole = "We will not sell the yard, and we will not close it this year";
        assert!(!is_altered("we will not close it this year", whole));
        assert!(!is_altered("and we will not close it, never", whole));
        assert!(is_altered("we will never sell the yard and we will not close it", whole));
        assert!(is_altered("we will not close the yard, and we will not close it this year", whole));
    }

    #[test]
    fn ways_of_writing_are_no_other_words() {
        assert!(!is_altered(
            "some 58 percent of them voted for it then",
            "some fifty-eight percent of them voted for it then"
        ));
        assert!(!is_altered(
            "they weren \u{2019} t there when we all came home",
            "they weren\u{2019}t there when we all came home"
        ));
    }
}
