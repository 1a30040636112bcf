//! Text and places in it: spans typed by the text they count in, inputs, lines and columns.
//!
//! The bottom layer. It names nothing else of this crate.

mod input;
mod span;

pub use input::{Input, Place, Position};
pub use span::{Prose, Source, Span};
