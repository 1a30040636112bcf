//! Two places of a draft that do not fit, worded by the check's `message`, `label.one` and `label.other`.

use super::Draft;
use super::wording::fill;
use crate::findings::{Confidence, Finding, Label, Related, Role, fingerprint};
use crate::rules::Check;
use crate::text::{Prose, Span};

/// What the messages of such a check may name.
pub(super) const PLACEHOLDERS: &[&str] = &["one", "other"];

/// The finding at the later place.
pub(super) fn describe(check: &Check, draft: &Draft<'_>, one: Span<Prose>, other: Span<Prose>) -> Finding {
    let text = |span: Span<Prose>| draft.document.text(span).replace('\n', " ");
    let (first, second) = (text(one), text(other));
    let values = [("one", first.as_str()), ("other", second.as_str())];
    let message = |name: &str| fill(check.messages.get(name).map_or("", String::as_str), &values);
    let label = |span, text| Label { place: draft.document.place(span), text };
    Finding {
        rule: check.id.clone(),
        severity: check.severity,
        confidence: Confidence::Medium,
        message: message("message"),
        primary: label(other, message("label.other")),
        related: vec![Related { role: Role::Conflict, label: label(one, message("label.one")) }],
        notes: Vec::new(),
        fixes: Vec::new(),
        facts: Vec::new(),
        fingerprint: fingerprint(&check.id, [first.as_str(), second.as_str()]),
    }
}
