//! Long sorted lists of words in one text each: looked up without being taken apart.

/// Returns `true` if a sorted, space-separated list of words contains a word. Words are compared bytewise.
pub fn holds(list: &str, word: &str) -> bool {
    if word.is_empty() || word.contains(char::is_whitespace) {
        return false;
    }
    let bytes = list.as_bytes();
    let (mut from, mut to) = (0, bytes.len());
    while from < to {
        let middle = from + (to - from) / 2;
        let start = bytes[from..middle].iter().rposition(u8::is_ascii_whitespace).map_or(from, |at| from + at + 1);
        let end = bytes[start..to].iter().position(u8::is_ascii_whitespace).map_or(to, |at| start + at);
        match bytes[start..end].cmp(word.as_bytes()) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => from = (end + 1).min(to),
            std::cmp::Ordering::Greater => to = start.saturating_sub(1).max(from),
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn words_are_found_by_halves() {
        let list = "ann bob\ncarl dora emil";
        for word in ["ann", "bob", "carl", "dora", "emil"] {
            assert!(holds(list, word), "{word}");
        }
        for word in ["", "a", "anna", "bo", "zoe", "ann bob", "car"] {
            assert!(!holds(list, word), "{word}");
        }
        assert!(!holds("", "ann") && holds("ann", "ann"));
    }
}
