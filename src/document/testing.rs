//! Helpers for the tests of all readers.

use super::{BlockKind, Document};
use crate::text::{Place, Span};

/// Blocks with their kinds, white space around them away.
pub(super) fn blocks(document: &Document) -> Vec<(BlockKind, &str)> {
    document.blocks.iter().map(|block| (block.kind, document.text(block.span).trim())).collect()
}

/// The first day that a document gives, and its text.
pub(super) fn given_day(document: &Document) -> (String, Option<&str>) {
    let given = &document.days[0];
    (given.day.to_string(), given.place.as_ref().map(Place::text))
}

/// Words of prose must come from these bytes of the source.
pub(super) fn comes_from(document: &Document, words: &[(&str, &str)]) {
    for (read, written) in words {
        let at = document.prose.find(read).unwrap_or_else(|| panic!("{read:?} in {:?}", document.prose));
        assert_eq!(document.place(Span::new(at, at + read.len())).text(), *written);
    }
}

/// The text of the ignore comments.
pub(super) fn marks(document: &Document) -> Vec<&str> {
    document.ignores.iter().map(|ignore| ignore.place.text()).collect()
}
