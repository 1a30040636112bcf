//! Buffers in the types of the protocol.

use std::ops::Range as Bytes;

use gen_lsp_types::{Position, PositionEncodingKind, Range};

use crate::text::{Buffer, Encoding, Point};

/// The first encoding of a client's list that is known; UTF-8 if the client has it, since it needs no counting.
pub(super) fn negotiated(offered: &[PositionEncodingKind]) -> Encoding {
    let has = |kind: PositionEncodingKind| offered.contains(&kind);
    if has(PositionEncodingKind::UTF8) {
        Encoding::Utf8
    } else if has(PositionEncodingKind::UTF32) && !has(PositionEncodingKind::UTF16) {
        Encoding::Utf32
    } else {
        Encoding::Utf16
    }
}

/// The name of an encoding in the protocol.
pub(super) fn kind(encoding: Encoding) -> PositionEncodingKind {
    match encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
        Encoding::Utf32 => PositionEncodingKind::UTF32,
    }
}

/// A position of the protocol as that of a buffer.
pub(super) fn point(at: Position) -> Point {
    Point { line: at.line, character: at.character }
}

/// A range of the protocol as that of a buffer.
pub(super) fn points(range: Range) -> Bytes<Point> {
    point(range.start)..point(range.end)
}

/// Places of a buffer in the types of the protocol.
pub(super) trait Positions {
    /// The byte of a position.
    fn byte(&self, at: Position) -> usize;

    /// The position of a byte.
    fn position(&self, byte: usize) -> Position;

    /// The range of some bytes.
    fn range(&self, bytes: Bytes<usize>) -> Range {
        Range { start: self.position(bytes.start), end: self.position(bytes.end) }
    }

    /// The range of some lines, counted from 0, without the end of the last.
    fn lines(&self, first: u32, last: u32) -> Range;
}

impl Positions for Buffer {
    fn byte(&self, at: Position) -> usize {
        self.offset(point(at))
    }

    fn position(&self, byte: usize) -> Position {
        let Point { line, character } = self.point(byte);
        Position { line, character }
    }

    fn lines(&self, first: u32, last: u32) -> Range {
        self.range(self.line(first).start..self.line(last).end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_known_encoding_is_taken() {
        use PositionEncodingKind as Kind;
        assert_eq!(negotiated(&[]), Encoding::Utf16);
        assert_eq!(negotiated(&[Kind::UTF16, Kind::UTF8]), Encoding::Utf8);
        assert_eq!(negotiated(&[Kind::UTF32]), Encoding::Utf32);
        assert_eq!(negotiated(&[Kind::UTF32, Kind::UTF16]), Encoding::Utf16);
    }
}
