//! Bloom filters of word hashes.

/// Which hashes were added: a yes may be wrong, a no is not. It has 64 bits a word; a power of two of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bloom<const WORDS: usize>([u64; WORDS]);

impl<const WORDS: usize> Default for Bloom<WORDS> {
    fn default() -> Self {
        Self([0; WORDS])
    }
}

impl<const WORDS: usize> Bloom<WORDS> {
    fn bit(hash: u64) -> (usize, u64) {
        const { assert!(WORDS.is_power_of_two()) };
        let bit = (hash >> 32) as usize % (WORDS * 64);
        (bit / 64, 1 << (bit % 64))
    }

    /// Adds a hash. Returns `true` if it may have been added before.
    pub fn add(&mut self, hash: u64) -> bool {
        let (word, mask) = Self::bit(hash);
        let before = self.0[word] & mask != 0;
        self.0[word] |= mask;
        before
    }

    /// Returns `true` if a hash may have been added.
    pub fn may_hold(&self, hash: u64) -> bool {
        let (word, mask) = Self::bit(hash);
        self.0[word] & mask != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::hash;

    #[test]
    fn what_was_added_is_held_and_most_else_is_not() {
        let words: Vec<u64> = (0..2_000).map(|number| hash(&number.to_string())).collect();
        let (added, others) = words.split_at(200);
        let mut bits = Bloom::<64>::default();
        for (number, &word) in added.iter().enumerate() {
            let alike = added[..number].iter().any(|&other| Bloom::<64>::bit(other) == Bloom::<64>::bit(word));
            assert_eq!(bits.add(word), alike);
        }
        assert!(added.iter().all(|&word| bits.may_hold(word)));
        // 200 of 4,096 bits are set.
        let wrong = others.iter().filter(|&&word| bits.may_hold(word)).count();
        assert!(wrong < 150, "{wrong} of {}", others.len());
    }
}
