//! A text as editors count it: lines that end with `\n`, `\r\n` or `\r`, and characters in the units of an encoding.

use std::ops::Range;

/// What the characters of a position count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes of UTF-8.
    Utf8,
    /// 16-bit units of UTF-16, which every client knows.
    #[default]
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

impl Encoding {
    /// The length of a character.
    fn len(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
            Self::Utf32 => 1,
        }
    }
}

/// A position as editors count it, both from 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Point {
    /// The line.
    pub line: u32,
    /// The character in its line, in units of the encoding.
    pub character: u32,
}

/// A text with the starts of its lines, which can be edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Buffer {
    text: String,
    /// The first byte of each line.
    lines: Vec<u32>,
    encoding: Encoding,
}

impl Buffer {
    /// Looks for the lines of a text.
    pub fn new(text: String, encoding: Encoding) -> Self {
        let mut lines = vec![0];
        add_lines(&text, 0, &mut lines);
        Self { text, lines, encoding }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of a line, without its end. A line past the end is empty.
    pub fn line(&self, number: u32) -> Range<usize> {
        let number = number as usize;
        let end = self.lines.get(number + 1).map_or(self.text.len(), |&next| next as usize);
        let Some(&start) = self.lines.get(number) else { return end..end };
        let start = start as usize;
        start..start + self.text[start..end].trim_end_matches(['\r', '\n']).len()
    }

    /// The byte of a position. A character past the end of its line is the end of the line, one within a character is its start.
    pub fn offset(&self, at: Point) -> usize {
        let line = self.line(at.line);
        let mut left = at.character as usize;
        for (byte, c) in self.text[line.clone()].char_indices() {
            let len = self.encoding.len(c);
            if left < len {
                return line.start + byte;
            }
            left -= len;
        }
        line.end
    }

    /// The bytes of a range.
    pub fn bytes(&self, range: Range<Point>) -> Range<usize> {
        let start = self.offset(range.start);
        start..self.offset(range.end).max(start)
    }

    /// The position of a byte. One past the end is the end, one within a character is its start.
    pub fn point(&self, byte: usize) -> Point {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        let number = self.lines.partition_point(|&start| start as usize <= byte) - 1;
        let start = self.lines[number] as usize;
        let character = match self.encoding {
            Encoding::Utf8 => byte - start,
            encoding => self.text[start..byte].chars().map(|c| encoding.len(c)).sum(),
        };
        Point { line: number as u32, character: character as u32 }
    }

    /// Replaces a range, or the whole text. Only the lines from the range on are looked for again.
    pub fn change(&mut self, range: Option<Range<Point>>, text: &str) {
        let Some(range) = range else {
            *self = Self::new(text.to_owned(), self.encoding);
            return;
        };
        let bytes = self.bytes(range);
        // A line end may be completed, or cut in two, so one line more is looked at.
        let first = self.lines.partition_point(|&start| (start as usize) < bytes.start).saturating_sub(2);
        self.text.replace_range(bytes, text);
        self.lines.truncate(first + 1);
        let from = self.lines[first] as usize;
        add_lines(&self.text, from, &mut self.lines);
    }
}

/// Adds the starts of the lines after a byte.
fn add_lines(text: &str, from: usize, lines: &mut Vec<u32>) {
    let bytes = text.as_bytes();
    for at in memchr::memchr2_iter(b'\n', b'\r', &bytes[from..]).map(|at| at + from) {
        let is_half = bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
        if !is_half {
            lines.push((at + 1) as u32);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZOE: &str = "one\r\nZoë \u{1f600} met Merkel\rthree\n\nfive";

    fn at(line: u32, character: u32) -> Point {
        Point { line, character }
    }

    #[test]
    fn positions_count_the_units_of_the_encoding() {
        let byte = ZOE.find("met").expect("it is there");
        for (encoding, character) in [(Encoding::Utf8, 10), (Encoding::Utf16, 7), (Encoding::Utf32, 6)] {
            let buffer = Buffer::new(ZOE.to_owned(), encoding);
            assert_eq!(buffer.point(byte), at(1, character), "{encoding:?}");
            assert_eq!(buffer.offset(at(1, character)), byte, "{encoding:?}");
            let starts = ["one", "Zoë", "three", "\nfive", "five"].map(|word| ZOE.find(word).expect("it is there"));
            let lines = starts.map(|start| buffer.point(start));
            assert_eq!(lines, [at(0, 0), at(1, 0), at(2, 0), at(3, 0), at(4, 0)], "{encoding:?}");
        }
    }

    #[test]
    fn positions_outside_the_text_are_its_nearest_place() {
        let buffer = Buffer::new(ZOE.to_owned(), Encoding::Utf16);
        assert_eq!(buffer.offset(at(0, 99)), 3);
        assert_eq!(buffer.offset(at(99, 99)), ZOE.len());
        assert_eq!(buffer.point(999), at(4, 4));
        let face = ZOE.find('\u{1f600}').expect("it is there");
        assert_eq!((buffer.offset(at(1, 5)), buffer.point(face + 2)), (face, at(1, 4)), "within a character");
        assert!(buffer.bytes(at(1, 3)..at(0, 0)).is_empty());
    }

    #[test]
    fn changes_keep_the_lines_of_a_fresh_text() {
        let pieces = ["", "a", "\r", "\n", "\r\n", "ë", "\u{1f600}", "two\rlines\n"];
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            // A number that looks random: the low bits of a product choose what is changed.
            let mut seed = 1_u64;
            let mut next = |below: usize| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (seed >> 33) as usize % below
            };
            let mut buffer = Buffer::new(ZOE.to_owned(), encoding);
            for _ in 0..4_000 {
                let line = next(buffer.lines.len() + 1) as u32;
                let start = at(line, next(8) as u32);
                let end = at(line + next(2) as u32, next(8) as u32);
                let piece = pieces[next(pieces.len())];
                buffer.change(Some(start..end), piece);
                assert_eq!(buffer, Buffer::new(buffer.text.clone(), encoding));
                if buffer.text.len() > 200 {
                    buffer.change(None, ZOE);
                }
            }
        }
    }
}
