//! What is a letter: asked of every mark of a draft, and most marks that are not ASCII are curly ones and dashes.

/// Whether a character is a letter or a digit. General Punctuation is none: told before the table of all letters is searched.
pub fn is_alphanumeric(c: char) -> bool {
    !matches!(c, '\u{2000}'..='\u{206f}') && c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::is_alphanumeric;

    #[test]
    fn general_punctuation_holds_no_letters() {
        for c in ('\0'..='\u{2fff}').chain("\u{4e2d}\u{ff21}\u{1d400}".chars()) {
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
        }
    }
}
