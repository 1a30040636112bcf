//! The messages of a check, filled with what one finding is about, and the finding that they word.

use super::Draft;
use super::wording::fill;
use crate::findings::{Confidence, Finding, Labelled, Related, Relation, fingerprint};
use crate::rules::Check;
use crate::text::{Place, Prose, Span};

/// The templates of a check with the values that they may name.
#[derive(Debug, Clone, Copy)]
pub struct Messages<'a> {
    check: &'a Check,
    values: &'a [(&'a str, &'a str)],
}

impl<'a> Messages<'a> {
    /// Takes the values of the placeholders.
    pub fn new(check: &'a Check, values: &'a [(&'a str, &'a str)]) -> Self {
        Self { check, values }
    }

    /// A message; empty if the check does not define it.
    pub fn text(&self, name: &str) -> String {
        self.check.messages.get(name).map_or_else(String::new, |text| fill(text, self.values))
    }

    /// A message as the notes of a finding; empty if the message is.
    pub fn note(&self, name: &str) -> Vec<String> {
        Some(self.text(name)).filter(|text| !text.is_empty()).into_iter().collect()
    }

    /// A message at a place.
    pub fn label(&self, draft: &Draft<'_>, span: Span<Prose>, name: &str) -> Labelled {
        Labelled { place: draft.document.place(span), text: self.text(name) }
    }

    /// The place that contradicts the first one.
    pub fn conflict(&self, draft: &Draft<'_>, span: Span<Prose>, name: &str) -> Related {
        Related { role: Relation::Conflict, label: self.label(draft, span, name) }
    }

    /// Every other place of two values: those of the contradicting one, the first with a label, then repeats.
    pub fn others(&self, draft: &Draft<'_>, same: &[Span<Prose>], other: &[Span<Prose>], label: &str) -> Vec<Related> {
        let related = |role, span, text| Related { role, label: Labelled { place: draft.document.place(span), text } };
        let text = |number| if number == 0 { self.text(label) } else { String::new() };
        let others = other.iter().enumerate().map(|(number, &span)| related(Relation::Conflict, span, text(number)));
        others.chain(same.iter().map(|&span| related(Relation::Same, span, String::new()))).collect()
    }

    /// The finding at a stretch of prose, labelled by a message.
    pub fn at(&self, draft: &Draft<'_>, span: Span<Prose>, label: &str) -> Finding {
        Finding::at(self.check, self.label(draft, span, label), self.text("message"))
            .known_by(self.values.iter().map(|(_, value)| *value))
    }
}

impl Finding {
    /// A finding of a check, of its severity and of high confidence; whatever else it has is empty.
    pub fn at(check: &Check, primary: Labelled, message: String) -> Self {
        Self {
            rule: check.id.clone(),
            severity: check.severity,
            confidence: Confidence::High,
            fingerprint: fingerprint(&check.id, [primary.place.text()]),
            message,
            primary,
            related: Vec::new(),
            notes: Vec::new(),
            fixes: Vec::new(),
            facts: Vec::new(),
        }
    }

    /// The same with the fingerprint of some texts.
    #[must_use]
    pub fn known_by<'t>(self, texts: impl IntoIterator<Item = &'t str>) -> Self {
        let rule = self.rule.clone();
        Self { fingerprint: fingerprint(&rule, texts.into_iter().collect::<Vec<_>>()), ..self }
    }
}

/// The text of a place on one line.
pub fn one_line(place: &Place) -> String {
    joined(place.text())
}

/// Ids one after the other, of many the first three.
pub fn few(ids: &[&str]) -> String {
    match ids {
        [one, two, three, _, ..] => format!("{one}, {two}, {three} and {} more", ids.len() - 3),
        few => few.join(", "),
    }
}

/// A text on one line.
pub fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
