//! Messages with expressions in braces.

use super::Wrong;
use super::expression::Expr;
use super::parse::{expression, range};
use super::pattern::Capture;
use super::rule::{Part, Template};

/// Parses a message: `{...}` contains an expression over the captures, `{{` and `}}` are braces. With `bare`, only
/// captures are allowed.
pub fn template(text: &str, captures: &[Capture], bare: bool) -> Result<Template, Wrong> {
    let mut parts = Vec::new();
    let mut plain = String::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(['{', '}']) {
        let mark = at + found;
        plain.push_str(&text[at..mark]);
        let (brace, after) = (&text[mark..=mark], &text[mark + 1..]);
        if after.starts_with(brace) {
            plain.push_str(brace);
            at = mark + 2;
            continue;
        }
        let end = if brace == "{" { after.find('}') } else { None };
        let Some(end) = end else {
            return Err(Wrong::at(mark..mark + 1, format!("unmatched `{brace}`")));
        };
        let expr = if let Some((from, to)) = range(&after[..end], captures) {
            Expr::Range(from, to)
        } else {
            let moved =
                |wrong: Wrong| Wrong { range: wrong.range.start + mark + 1..wrong.range.end + mark + 1, ..wrong };
            expression(&after[..end], captures).map_err(moved)?.0
        };
        if bare && !matches!(expr, Expr::Capture(_)) {
            let message = "a message of this kind may contain captures only, not expressions";
            return Err(Wrong::at(mark + 1..mark + 1 + end, message.to_owned()));
        }
        if !plain.is_empty() {
            parts.push(Part::Text(std::mem::take(&mut plain)));
        }
        parts.push(Part::Value(expr));
        at = mark + 1 + end + 1;
    }
    plain.push_str(&text[at..]);
    if !plain.is_empty() {
        parts.push(Part::Text(plain));
    }
    Ok(parts)
}
