//! Years that a sentence names.

use crate::language::annotated::Annotated;
use crate::language::tokens::TokenKind;
use crate::text::{Prose, Span};
use crate::time::{Day, Days, When};

/// Years and decades written in digits, with their places.
pub fn years(view: &Annotated) -> Vec<(Days, i16, Span<Prose>)> {
    let mut found = Vec::new();
    for (at, token) in view.tokens.iter().enumerate() {
        if token.kind != TokenKind::Number || token.span.len() != 4 {
            continue;
        }
        let Ok(year) = token.lower.parse::<i16>() else {
            continue;
        };
        let money = at > 0 && matches!(view.word(at - 1), "$" | "£" | "€" | "#" | ".");
        if !(1700..2100).contains(&year) || money {
            continue;
        }
        let Some(first) = When::year(year) else {
            continue;
        };
        let decade = view.word(at + 1) == "s" && view.tokens.get(at + 1).is_some_and(|t| !t.spaced);
        let last = if decade { When::year(year + 9).unwrap_or(first) } else { first };
        found.push((Days::range(first.earliest, last.latest.plus(1)), year, token.span));
    }
    found
}

/// The days of several years together.
pub(super) fn together(years: &[(Days, i16, Span<Prose>)]) -> Days {
    Days::of(years.iter().flat_map(|(days, ..)| days.ranges().iter().copied()).collect::<Vec<(Day, Day)>>())
}
