//! A half-open range of bytes whose type says which text it counts in.

use std::cmp::Ordering;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

/// Unit of a span that counts bytes of an [`Input`](super::Input)'s text.
pub enum Source {}

/// Unit of a span that counts bytes of a document's prose.
pub enum Prose {}

/// A half-open range of bytes, `[start, end)`. `Span<Prose>` and `Span<Source>` cannot be mixed up:
/// only a document's offset map turns one into the other.
pub struct Span<Unit> {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    unit: PhantomData<fn() -> Unit>,
}

impl<Unit> Span<Unit> {
    /// Creates a span of bytes. Panics if the end is before the start or an offset does not fit into `u32`; inputs are
    /// limited to less than 4 GiB before any span is created.
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span runs forwards: {start}..{end}");
        let fit = |n: usize| u32::try_from(n).expect("texts are smaller than 4 GiB");
        Self { start: fit(start), end: fit(end), unit: PhantomData }
    }

    /// The same range for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The bytes of `text` that this span covers.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Returns `true` if the span is empty.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Returns `true` if `other` is entirely inside this span.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Returns `true` if the two overlap.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span over both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end), unit: PhantomData }
    }
}

// Derived implementations would require the same traits for `Unit`, which is never a value.
impl<Unit> Clone for Span<Unit> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<Unit> Copy for Span<Unit> {}
impl<Unit> PartialEq for Span<Unit> {
    fn eq(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }
}
impl<Unit> Eq for Span<Unit> {}
impl<Unit> PartialOrd for Span<Unit> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<Unit> Ord for Span<Unit> {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.start, self.end).cmp(&(other.start, other.end))
    }
}
impl<Unit> fmt::Debug for Span<Unit> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
/// The last character boundary of a text that is not after a byte.
pub fn boundary(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
