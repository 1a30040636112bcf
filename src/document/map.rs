//! From prose back to the bytes people wrote.

use crate::text::{Prose, Source, Span};

/// A stretch of prose and the source it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// The bytes are the same: offsets inside map one to one.
    Same {
        /// First byte in prose.
        prose: u32,
        /// First byte in the source.
        source: u32,
        /// Bytes.
        len: u32,
        /// Number of the input.
        input: u16,
    },
    /// The bytes differ (`&amp;` became `&`): an offset inside maps to the whole.
    Swapped {
        /// Prose bytes.
        prose: Span<Prose>,
        /// Source bytes.
        source: Span<Source>,
        /// Number of the input.
        input: u16,
    },
}

/// Pieces in order of prose; prose between pieces (line breaks put between blocks) has no source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OffsetMap {
    pieces: Vec<Piece>,
}
