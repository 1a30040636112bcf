//! Slips of the hand between two numbers, as their digits show them.

/// How the digits of two numbers differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DigitSlip {
    /// One digit is another one.
    Changed,
    /// Two digits have changed places.
    Swapped,
}

/// The slip that makes one row of digits the other one; `None` if they are equal, of different lengths, or differ otherwise.
pub fn slip(one: &str, other: &str) -> Option<DigitSlip> {
    let (a, b) = (one.as_bytes(), other.as_bytes());
    if a.len() != b.len() {
        return None;
    }
    let differ: Vec<usize> = (0..a.len()).filter(|&at| a[at] != b[at]).collect();
    match differ[..] {
        [_] => Some(DigitSlip::Changed),
        [x, y] if a[x] == b[y] && a[y] == b[x] => Some(DigitSlip::Swapped),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_changed_or_swapped() {
        assert_eq!(slip("412", "421"), Some(DigitSlip::Swapped));
        assert_eq!(slip("8443", "3448"), Some(DigitSlip::Swapped));
        assert_eq!(slip("120", "150"), Some(DigitSlip::Changed));
        for (one, other) in [("412", "412"), ("412", "4120"), ("412", "124"), ("1212", "2121")] {
            assert_eq!(slip(one, other), None, "{one} and {other}");
        }
    }
}
