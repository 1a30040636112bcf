//! A filter for hashes that occur at least twice, before sorting: most hashes of a draft occur once.

use crate::text::Bloom;

/// Hashes that were added more than once, without false negatives.
#[derive(Debug, Default)]
pub struct SeenTwice {
    once: Box<Bloom<256>>,
    again: Box<Bloom<256>>,
}

impl SeenTwice {
    /// Adds a hash.
    pub fn add(&mut self, hash: u64) {
        if self.once.add(hash) {
            self.again.add(hash);
        }
    }

    /// Returns `false` only if a hash was added at most once.
    pub fn may_hold(&self, hash: u64) -> bool {
        self.again.may_hold(hash)
    }
}

#[cfg(test)]
mod tests {
    use super::SeenTwice;

    #[test]
    fn what_was_added_twice_is_held() {
        let mut twice = SeenTwice::default();
        let spread = |number: u64| number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (0..400).map(spread).for_each(|hash| twice.add(hash));
        (0..40).map(spread).for_each(|hash| twice.add(hash));
        assert!((0..40).all(|number| twice.may_hold(spread(number))));
        assert!((40..400).filter(|&number| twice.may_hold(spread(number))).count() < 40);
    }
}
