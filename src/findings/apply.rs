//! Applies fixes to a text, skipping those that conflict.
//!
//! Pure. A fix is taken whole or not at all; of two that touch the same bytes the first in the text wins, and the other may come
//! in the next round. Bytes outside the edits stay as they are: byte order mark, line ends and all.

use std::sync::Arc;

use super::{Edit, Finding, Fix, Safety};
use crate::text::Input;

/// A text with fixes in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The text.
    pub text: String,
    /// The number of fixes applied.
    pub count: usize,
}

/// Applies the first sufficiently safe fix of each finding to a text. Returns `None` if there is none.
pub fn apply<'f>(input: &Arc<Input>, findings: impl Iterator<Item = &'f Finding>, unsafe_too: bool) -> Option<Applied> {
    let fits = |fix: &&Fix| {
        let allowed = fix.safety == Safety::Safe || unsafe_too;
        // A fix of another text, or of a part of one, is not for these bytes.
        allowed && !fix.edits.is_empty() && fix.edits.iter().all(|edit| Arc::ptr_eq(&edit.place.input, input))
    };
    let mut fixes: Vec<&Fix> = findings.filter_map(|finding| finding.fixes.iter().find(fits)).collect();
    fixes.sort_by_key(|fix| fix.edits.iter().map(|edit| edit.place.span).min());
    let mut taken: Vec<&Edit> = Vec::new();
    let mut count = 0;
    for fix in fixes {
        let new: Vec<&Edit> = fix.edits.iter().filter(|edit| !taken.contains(edit)).collect();
        if new.is_empty() || new.iter().any(|edit| taken.iter().any(|other| clash(edit, other))) {
            continue;
        }
        taken.extend(new);
        count += 1;
    }
    taken.sort_by_key(|edit| edit.place.span);
    let mut text = String::with_capacity(input.text.len());
    let mut at = 0;
    for edit in taken {
        let range = edit.place.span.range();
        text.push_str(&input.text[at..range.start]);
        text.push_str(&edit.insert);
        at = range.end;
    }
    text.push_str(&input.text[at..]);
    (count > 0 && text != *input.text).then_some(Applied { text, count })
}

/// Returns `true` if two edits overlap or touch the same point.
fn clash(one: &Edit, other: &Edit) -> bool {
    let (a, b) = (one.place.span, other.place.span);
    a.overlaps(b) || a.start == b.start || (a.is_empty() && b.contains(a)) || (b.is_empty() && a.contains(b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::{Confidence, Labelled, Severity};
    use crate::text::{Place, Span};

    fn finding(input: &Arc<Input>, safety: Safety, edits: &[(&str, &str)]) -> Finding {
        let place = |words: &str| {
            let at = input.text.find(words).expect("it is there");
            Place { input: Arc::clone(input), span: Span::new(at, at + words.len()) }
        };
        let edits = edits.iter().map(|(words, insert)| Edit { place: place(words), insert: (*insert).to_owned() });
        let edits: Vec<Edit> = edits.collect();
        Finding {
            rule: "a".to_owned(),
            severity: Severity::Error,
            confidence: Confidence::High,
            message: String::new(),
            primary: Labelled { place: edits[0].place.clone(), text: String::new() },
            related: Vec::new(),
            notes: Vec::new(),
            fixes: vec![Fix { title: String::new(), safety, edits }],
            facts: Vec::new(),
            fingerprint: String::new(),
        }
    }

    #[test]
    fn edits_go_in_and_all_else_stays() {
        let input = Input::file("a.md", "\u{feff}one\r\ntwo \u{1f600} three\r\n");
        let all = [
            finding(&input, Safety::Safe, &[("three", "3"), ("one", "1")]),
            finding(&input, Safety::Unsafe, &[("two", "2")]),
        ];
        let safe = apply(&input, all.iter(), false).expect("a fix");
        assert_eq!((safe.text.as_str(), safe.count), ("\u{feff}1\r\ntwo \u{1f600} 3\r\n", 1));
        let both = apply(&input, all.iter(), true).expect("fixes");
        assert_eq!((both.text.as_str(), both.count), ("\u{feff}1\r\n2 \u{1f600} 3\r\n", 2));
    }

    #[test]
    fn of_two_that_touch_the_first_wins_and_the_same_edit_is_made_once() {
        let input = Input::file("a.md", "one two three four");
        let all = [
            finding(&input, Safety::Safe, &[("two three", "x"), ("four", "4")]),
            finding(&input, Safety::Safe, &[("one two", "y")]),
            finding(&input, Safety::Safe, &[("four", "4")]),
            finding(&input, Safety::Safe, &[("four", "4")]),
        ];
        let applied = apply(&input, all.iter(), false).expect("fixes");
        assert_eq!((applied.text.as_str(), applied.count), ("y three 4", 2));
    }

    #[test]
    fn another_text_is_left_alone() {
        let (input, other) = (Input::file("a.md", "one"), Input::file("a.md", "one"));
        assert_eq!(apply(&input, [finding(&other, Safety::Safe, &[("one", "1")])].iter(), true), None);
        assert_eq!(apply(&input, [finding(&input, Safety::Safe, &[("one", "one")])].iter(), true), None);
    }
}
