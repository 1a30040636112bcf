//! What stands more than once in a draft, told before anything is sorted: most hashes of a draft are there once.
//!
//! May name: nothing of this crate.

/// Which hashes were added more than once, roughly: never false where one was.
#[derive(Debug)]
pub struct Twice {
    once: Box<[u64; BITS / 64]>,
    again: Box<[u64; BITS / 64]>,
}

/// Bits of a set; a power of two.
const BITS: usize = 1 << 14;

impl Default for Twice {
    fn default() -> Self {
        Self { once: Box::new([0; BITS / 64]), again: Box::new([0; BITS / 64]) }
    }
}

impl Twice {
    fn bit(hash: u64) -> (usize, u64) {
        let bit = (hash >> 40) as usize % BITS;
        (bit / 64, 1 << (bit % 64))
    }

    /// Adds a hash.
    pub fn add(&mut self, hash: u64) {
        let (at, mask) = Self::bit(hash);
        self.again[at] |= self.once[at] & mask;
        self.once[at] |= mask;
    }

    /// Whether a hash may have been added more than once.
    pub fn may_hold(&self, hash: u64) -> bool {
        let (at, mask) = Self::bit(hash);
        self.again[at] & mask != 0
    }
}

#[cfg(test)]
mod tests {
    use super::Twice;

    #[test]
    fn what_was_added_twice_is_held() {
        let mut twice = Twice::default();
        let spread = |number: u64| number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (0..400).map(spread).for_each(|hash| twice.add(hash));
        (0..40).map(spread).for_each(|hash| twice.add(hash));
        assert!((0..40).all(|number| twice.may_hold(spread(number))));
        assert!((40..400).filter(|&number| twice.may_hold(spread(number))).count() < 40);
    }
}
