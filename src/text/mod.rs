//! Text and places in it: spans typed by the text they count in, inputs, lines and columns; words as numbers.
//!
//! The bottom layer. It names nothing else of this crate.

mod bloom;
mod buffer;
mod input;
mod letter;
mod span;
mod words;

pub use bloom::Bloom;
pub use buffer::{Buffer, Encoding, Point};
pub use input::{Encoded, Input, Place, Position, Record};
pub use letter::{is_alphabetic, is_alphanumeric};
pub use span::{Prose, Source, Span, boundary};
pub use words::{FirstWord, first_word, hash, hash_bytes, same};
