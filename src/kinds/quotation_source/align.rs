//! Aligns the words of a quotation with those of a passage.

use super::transcript::Word;

/// Maximum number of words at an end that may match by chance.
const STRAY: usize = 2;

/// How many words of the passage may come between such a word and the rest.
const APART: usize = 4;

/// A quotation aligned with a passage.
#[derive(Debug, Default)]
pub(super) struct Aligned {
    /// Pairs of words that are the same: numbers in the quotation and in the passage.
    pub(super) same: Vec<(usize, usize)>,
}

/// A difference: ranges of the quotation and of the passage, one of which may be empty.
pub(super) type Change = (std::ops::Range<usize>, std::ops::Range<usize>);

impl Aligned {
    /// The longest row of words that both have in this order.
    pub(super) fn new(one: &[Word], other: &[Word]) -> Self {
        let width = other.len() + 1;
        let mut longest = vec![0_u32; (one.len() + 1) * width];
        for a in (0..one.len()).rev() {
            for b in (0..other.len()).rev() {
                longest[a * width + b] = if is_same(&one[a], &other[b]) {
                    longest[(a + 1) * width + b + 1] + 1
                } else {
                    longest[(a + 1) * width + b].max(longest[a * width + b + 1])
                };
            }
        }
        let (mut a, mut b, mut same) = (0, 0, Vec::new());
        while a < one.len() && b < other.len() {
            let here = longest[a * width + b];
            if is_same(&one[a], &other[b]) && here == longest[(a + 1) * width + b + 1] + 1 {
                same.push((a, b));
                (a, b) = (a + 1, b + 1);
            } else if here == longest[(a + 1) * width + b] {
                a += 1;
            } else {
                b += 1;
            }
        }
        trim(&mut same);
        same.reverse();
        trim(&mut same);
        same.reverse();
        Self { same }
    }

    /// The passage from the first word that is the same to the last, widened by as many words as the quotation has besides, but not
    /// into another sentence.
    pub(super) fn passage(&self, one: usize, other: &[Word]) -> std::ops::Range<usize> {
        let (Some(first), Some(last)) = (self.same.first(), self.same.last()) else { return 0..0 };
        let (mut from, mut to) = (first.1, last.1 + 1);
        while from > first.1.saturating_sub(first.0) && !other[from].opens {
            from -= 1;
        }
        while to < (last.1 + one - last.0).min(other.len()) && !other[to].opens {
            to += 1;
        }
        from..to
    }

    /// What differs, in order, within that passage.
    pub(super) fn changes(&self, one: usize, other: &[Word]) -> Vec<Change> {
        let passage = self.passage(one, other);
        let (mut a, mut b) = (0, passage.start);
        let mut found = Vec::new();
        for &(next, place) in self.same.iter().chain(std::iter::once(&(one, passage.end))) {
            if next > a || place > b {
                found.push((a..next, b..place));
            }
            (a, b) = (next + 1, place + 1);
        }
        found
    }
}

/// Removes one or two matches at the beginning that are far from the rest in the passage but not in the quotation, such as "the".
/// For the other end, the pairs are reversed.
fn trim(same: &mut Vec<(usize, usize)>) {
    let far = |pair: &[(usize, usize)]| pair[0].1.abs_diff(pair[1].1) > pair[0].0.abs_diff(pair[1].0) + APART;
    while let Some(at) = same.windows(2).take(STRAY).position(far) {
        same.drain(..=at);
    }
}

fn is_same(one: &Word, other: &Word) -> bool {
    one.hash == other.hash && one.lower == other.lower
}
