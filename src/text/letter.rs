//! Letter tests with a fast path for the punctuation that is common in drafts.

/// Returns `true` if a character is a letter or a digit.
pub fn is_alphanumeric(c: char) -> bool {
    !is_general_punctuation(c) && c.is_alphanumeric()
}

/// Returns `true` if a character is a letter.
pub fn is_alphabetic(c: char) -> bool {
    !is_general_punctuation(c) && c.is_alphabetic()
}

/// This block contains no letters or digits, so the Unicode tables need not be searched.
fn is_general_punctuation(c: char) -> bool {
    matches!(c, '\u{2000}'..='\u{206f}')
}

#[cfg(test)]
mod tests {
    use super::{is_alphabetic, is_alphanumeric};

    #[test]
    fn general_punctuation_holds_no_letters() {
        for c in ('\0'..='\u{2fff}').chain("\u{4e2d}\u{ff21}\u{1d400}".chars()) {
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
            assert_eq!(is_alphabetic(c), c.is_alphabetic(), "{c:?}");
        }
    }
}
