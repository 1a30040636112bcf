//! Regular expressions as patterns.

use std::sync::OnceLock;

use crate::language::analysis::Sentence;
use crate::language::patterns::{Match, SortSet, Taken, sorts_of};
use crate::rules::formula::{Capture, Sort};
use crate::text::Span;

/// A regular expression, compiled on first use.
#[derive(Debug)]
pub(super) struct Expression {
    pub(super) text: String,
    pub(super) captures: Vec<Capture>,
    /// `None` if it is invalid, which is reported when rule files are read.
    pub(super) ready: OnceLock<Option<regex::Regex>>,
}

impl Expression {
    pub(super) fn ready(&self) -> Option<&regex::Regex> {
        self.ready.get_or_init(|| regex::Regex::new(&self.text).ok()).as_ref()
    }

    /// Returns `false` only if it cannot match in any sentence of a draft; expressions with anchors for the start and end are not
    /// tested.
    pub(super) fn may_fit(&self, prose: &str) -> bool {
        self.ready().is_some_and(|regex| self.text.contains(['^', '$']) || regex.is_match(prose))
    }
}

/// Matches of a regular expression, put on tokens; a group takes the value inside it.
pub(super) fn by_regex(regex: &regex::Regex, captures: &[Capture], sentence: &Sentence<'_>) -> Vec<Match> {
    let (text, base) = (sentence.text(), sentence.span.start as usize);
    let tokens = sentence.tokens();
    let on_tokens = |from: usize, to: usize| {
        let first = tokens.partition_point(|token| (token.span.start as usize) < base + from);
        let last = tokens.partition_point(|token| (token.span.start as usize) < base + to);
        (first, last)
    };
    let mut found = Vec::new();
    'matches: for groups in regex.captures_iter(text) {
        let Some(whole) = groups.get(0).filter(|whole| !whole.is_empty()) else { continue };
        let (from, to) = on_tokens(whole.start(), whole.end());
        let mut all = Vec::new();
        for capture in captures {
            let Some(group) = groups.name(&capture.name) else {
                all.push(Vec::new());
                continue;
            };
            let (from, to) = on_tokens(group.start(), group.end());
            let span = Span::new(base + group.start(), base + group.end());
            let wanted = SortSet::one(capture.sort);
            let values = sentence.values().iter();
            let value =
                values.enumerate().find(|(_, value)| span.contains(value.span) && sorts_of(value).meets(wanted));
            let value = value.map(|(number, _)| number);
            if value.is_none() && !matches!(capture.sort, Sort::Name | Sort::Word) {
                continue 'matches;
            }
            all.push(vec![Taken { from, to, value }]);
        }
        if from < to {
            found.push(Match { from, to, captures: all });
        }
    }
    found
}
