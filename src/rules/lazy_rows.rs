//! Rows of a table that are decoded on first use.

use std::sync::OnceLock;

/// Number of rows that are allocated at a time, on first use of one of them.
const CHUNK: usize = 64;

type Chunk<T> = Box<[OnceLock<Box<T>>]>;

/// Decoded rows of one part.
#[derive(Debug)]
pub(super) struct LazyRows<T> {
    chunks: Box<[OnceLock<Chunk<T>>]>,
}

impl<T> LazyRows<T> {
    /// Creates space for a number of rows, none of them decoded.
    pub(super) fn new(rows: u32) -> Self {
        Self { chunks: empty((rows as usize).div_ceil(CHUNK)) }
    }

    /// A row; `decode` makes it the first time.
    pub(super) fn row(&self, row: u32, decode: impl FnOnce() -> T) -> &T {
        let chunk = self.chunks[row as usize / CHUNK].get_or_init(|| empty(CHUNK));
        chunk[row as usize % CHUNK].get_or_init(|| Box::new(decode()))
    }
}

fn empty<T>(len: usize) -> Box<[OnceLock<T>]> {
    std::iter::repeat_with(OnceLock::new).take(len).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_decoded_once() {
        let kept = LazyRows::new(65);
        assert_eq!(*kept.row(64, || "last"), "last");
        assert_eq!(*kept.row(64, || unreachable!("it is kept")), "last");
        assert_eq!(*kept.row(0, || "first"), "first");
    }
}
