//! Comments that ask for silence: `<!-- factlint-ignore office-holder: the reason -->`.
//!
//! May name: `text`.

use std::sync::Arc;

use super::{Document, Ignore};
use crate::text::{Input, Place, Span};

/// A comment, before the block that it covers is known.
#[derive(Debug)]
pub(super) struct Comment {
    /// Bytes of the source.
    pub(super) range: std::ops::Range<usize>,
    /// Bytes of prose that stand before it.
    pub(super) after: usize,
    whole: bool,
    rules: Vec<String>,
    reason: Option<String>,
}

/// Reads every ignore comment in a piece of HTML or plain text that starts at a source offset.
pub(super) fn comments(text: &str, source: usize, after: usize) -> Vec<Comment> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find("<!--").map(|at| from + at) {
        let Some(close) = text[open..].find("-->").map(|at| open + at) else {
            break;
        };
        let end = close + "-->".len();
        found.extend(comment(&text[open + 4..close], source + open..source + end, after));
        from = end;
    }
    found
}

fn comment(inner: &str, range: std::ops::Range<usize>, after: usize) -> Option<Comment> {
    let rest = inner.trim().strip_prefix("factlint-ignore")?;
    let (whole, rest) = rest.strip_prefix("-file").map_or((false, rest), |rest| (true, rest));
    if !rest.is_empty() && !rest.starts_with([' ', ':', '\t', '\n']) {
        return None;
    }
    let (rules, reason) =
        rest.split_once(':').map_or((rest, None), |(rules, reason)| (rules, Some(reason.trim().to_owned())));
    let rules = rules.split([',', ' ']).map(str::trim).filter(|rule| !rule.is_empty()).map(str::to_owned).collect();
    Some(Comment { range, after, whole, rules, reason: reason.filter(|reason| !reason.is_empty()) })
}

/// Puts comments on a finished document: each covers the next block, or everything.
pub(super) fn attach(document: &mut Document, comments: Vec<Comment>, input: usize) {
    for comment in comments {
        let next =
            document.blocks.iter().find(|block| block.span.start as usize >= comment.after).map(|block| block.span);
        let covers = if comment.whole {
            Span::new(0, document.prose.len())
        } else {
            next.unwrap_or_else(|| Span::new(document.prose.len(), document.prose.len()))
        };
        let place = Place {
            input: Arc::<Input>::clone(&document.inputs[input]),
            span: Span::new(comment.range.start, comment.range.end),
        };
        let rules = if comment.rules.is_empty() { vec![None] } else { comment.rules.into_iter().map(Some).collect() };
        document.ignores.extend(rules.into_iter().map(|rule| Ignore {
            rule,
            reason: comment.reason.clone(),
            covers,
            place: place.clone(),
        }));
    }
}
