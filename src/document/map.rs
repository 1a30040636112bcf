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

impl Piece {
    fn prose(&self) -> (u32, u32) {
        match *self {
            Self::Same { prose, len, .. } => (prose, prose + len),
            Self::Swapped { prose, .. } => (prose.start, prose.end),
        }
    }

    fn input(&self) -> u16 {
        match *self {
            Self::Same { input, .. } | Self::Swapped { input, .. } => input,
        }
    }

    /// The source start of a prose offset; an offset outside is clamped.
    fn start(&self, at: u32) -> u32 {
        match *self {
            Self::Same { prose, source, len, .. } => source + at.clamp(prose, prose + len) - prose,
            Self::Swapped { prose, source, .. } => {
                if at >= prose.end {
                    source.end
                } else {
                    source.start
                }
            }
        }
    }

    /// The source end of a range that ends at a prose offset.
    fn end(&self, at: u32) -> u32 {
        match *self {
            Self::Same { prose, source, len, .. } => source + at.clamp(prose, prose + len) - prose,
            Self::Swapped { prose, source, .. } => {
                if at <= prose.start {
                    source.start
                } else {
                    source.end
                }
            }
        }
    }
}

/// Pieces in order of prose; prose between pieces (line breaks put between blocks) has no source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OffsetMap {
    pieces: Vec<Piece>,
}

impl OffsetMap {
    /// Adds a range that is identical in prose and source. Prose offsets must increase.
    pub fn same(&mut self, prose: usize, source: usize, len: usize, input: u16) {
        if len == 0 {
            return;
        }
        let next = Piece::Same { prose: prose as u32, source: source as u32, len: len as u32, input };
        if let Some(Piece::Same { prose: p, source: s, len: l, input: i }) = self.pieces.last_mut()
            && (*i, *p + *l, *s + *l) == (input, prose as u32, source as u32)
        {
            *l += len as u32;
            return;
        }
        self.pieces.push(next);
    }

    /// Adds a stretch whose prose differs from its source.
    pub fn swapped(&mut self, prose: Span<Prose>, source: Span<Source>, input: u16) {
        if !prose.is_empty() {
            self.pieces.push(Piece::Swapped { prose, source, input });
        }
    }

    /// Adds the pieces of another map whose source is the text of a third, `below`; `shift` is added to their prose.
    pub(super) fn add_through(&mut self, other: &Self, below: &Self, shift: usize) {
        for piece in &other.pieces {
            match *piece {
                Piece::Same { prose, source, len, .. } => {
                    let range = source..source + len;
                    let first = below.pieces.partition_point(|piece| piece.prose().1 <= range.start);
                    for piece in &below.pieces[first..] {
                        let (from, until) = (piece.prose().0.max(range.start), piece.prose().1.min(range.end));
                        if from >= until {
                            break;
                        }
                        let at = (shift as u32 + prose + from - source) as usize;
                        let len = (until - from) as usize;
                        match *piece {
                            Piece::Same { input, .. } => self.same(at, piece.start(from) as usize, len, input),
                            Piece::Swapped { source, input, .. } => {
                                self.swapped(Span::new(at, at + len), source, input);
                            }
                        }
                    }
                }
                Piece::Swapped { prose, source, .. } => {
                    let (start, end) = (prose.start as usize + shift, prose.end as usize + shift);
                    let (input, source) = below.to_source(Span::new(source.start as usize, source.end as usize));
                    self.swapped(Span::new(start, end), source, input as u16);
                }
            }
        }
    }

    /// The prose of a byte of an input; `None` for markup.
    pub fn to_prose(&self, input: usize, source: u32) -> Option<u32> {
        self.pieces.iter().filter(|piece| usize::from(piece.input()) == input).find_map(|piece| match *piece {
            Piece::Same { prose, source: start, len, .. } => {
                (start..start + len).contains(&source).then(|| prose + source - start)
            }
            Piece::Swapped { prose, source: span, .. } => {
                (span.start..span.end).contains(&source).then_some(prose.start)
            }
        })
    }

    /// The index of the input and the smallest source span that covers a span of prose. Prose without a source uses the
    /// adjacent end of its neighbour; a span never leaves the input it starts in.
    pub fn to_source(&self, span: Span<Prose>) -> (usize, Span<Source>) {
        let first =
            self.pieces.partition_point(|piece| piece.prose().1 <= span.start).min(self.pieces.len().saturating_sub(1));
        let Some(piece) = self.pieces.get(first) else {
            return (0, Span::new(0, 0));
        };
        let from = piece.start(span.start);
        let input = piece.input();
        let after = self.pieces.partition_point(|piece| piece.prose().0 < span.end).max(first + 1);
        let last = self.pieces[first..after].iter().rev().find(|piece| piece.input() == input).unwrap_or(piece);
        let to = if span.is_empty() { from } else { last.end(span.end).max(from) };
        (usize::from(input), Span::new(from as usize, to as usize))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swapped_pieces_map_to_their_whole() {
        // "AT&amp;T x" reads "AT&T x".
        let mut map = OffsetMap::default();
        map.same(0, 0, 2, 0);
        map.swapped(Span::new(2, 3), Span::new(2, 7), 0);
        map.same(3, 7, 3, 0);
        assert_eq!(map.to_source(Span::new(0, 4)), (0, Span::new(0, 8)));
        assert_eq!(map.to_source(Span::new(2, 3)), (0, Span::new(2, 7)));
        assert_eq!(map.to_source(Span::new(3, 4)), (0, Span::new(7, 8)));
        assert_eq!(map.to_source(Span::new(3, 3)), (0, Span::new(7, 7)));
        assert_eq!(map.to_source(Span::new(6, 6)), (0, Span::new(10, 10)));
        // And back: every byte of the entity is its ampersand.
        let back: Vec<Option<u32>> = [1, 2, 4, 7, 9, 10].map(|source| map.to_prose(0, source)).into();
        assert_eq!(back, [Some(1), Some(2), Some(2), Some(3), Some(5), None]);
        assert_eq!(map.to_prose(1, 1), None);
    }

    #[test]
    fn a_span_stays_in_the_input_it_starts_in() {
        let mut map = OffsetMap::default();
        map.same(0, 0, 5, 0);
        map.same(7, 0, 5, 1);
        assert_eq!(map.to_source(Span::new(2, 9)), (0, Span::new(2, 5)));
        assert_eq!(map.to_source(Span::new(8, 10)), (1, Span::new(1, 3)));
        assert_eq!(map.to_source(Span::new(5, 6)), (1, Span::new(0, 0)));
        assert_eq!(OffsetMap::default().to_source(Span::new(3, 4)), (0, Span::new(0, 0)));
    }
}
