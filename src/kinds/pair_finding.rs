//! Two places of a draft that do not fit, worded by the check's `message`, `label.one` and `label.other`.

use super::{Draft, Messages};
use crate::findings::{Confidence, Finding};
use crate::rules::Check;
use crate::text::{Prose, Span};

/// Placeholders for the messages of such a check.
pub(super) const PLACEHOLDERS: &[&str] = &["one", "other"];

/// The finding at the later place.
pub(super) fn describe(check: &Check, draft: &Draft<'_>, one: Span<Prose>, other: Span<Prose>) -> Finding {
    let (first, second) = (draft.one_line(one), draft.one_line(other));
    let values = [("one", first.as_str()), ("other", second.as_str())];
    let messages = Messages::new(check, &values);
    Finding {
        confidence: Confidence::Medium,
        related: vec![messages.conflict(draft, one, "label.one")],
        ..messages.at(draft, other, "label.other")
    }
}
