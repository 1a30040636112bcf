//! The words of a finding.

use super::evaluate::Evaluation;
use super::find::Fit;
use super::render::Shower;
use super::value::Val;
use crate::findings::{Edit, Finding, Fix, Labelled, Related, Relation, Safety};
use crate::kinds::Draft;
use crate::rules::Check;
use crate::rules::formula::{Expr, Part, Rule, Template};
use crate::text::{Prose, Span};

/// Describes a match whose relation is false.
pub(super) struct Describer<'a> {
    pub(super) check: &'a Check,
    pub(super) rule: &'a Rule,
    pub(super) draft: &'a Draft<'a>,
    pub(super) evaluation: &'a Evaluation<'a>,
    pub(super) fit: &'a Fit,
}

impl Describer<'_> {
    pub(super) fn finding(&self) -> Finding {
        let primary = self.fit.primary(self.rule);
        let mut parts: Vec<String> = self.fit.spans.iter().flatten().map(|span| self.draft.one_line(*span)).collect();
        if parts.is_empty() {
            parts.push(self.draft.one_line(self.fit.span));
        }
        if !self.rule.identity.is_empty() {
            parts = self.rule.identity.iter().map(|template| self.say(template)).collect();
        }
        let primary_label = Labelled { place: self.draft.document.place(primary), text: self.say(&self.rule.note) };
        Finding {
            severity: self.rule.severity.map_or(self.check.severity, |severity| severity.min(self.check.severity)),
            related: self.related(primary),
            fixes: self.fixes(),
            facts: self.evaluation.facts.rows.take(),
            ..Finding::at(self.check, primary_label, capitalised(&self.say(&self.rule.message)))
        }
        .known_by(parts.iter().map(String::as_str))
    }

    /// A formatted message: captures as written in the draft, everything else as computed.
    fn say(&self, template: &Template) -> String {
        let shower = Shower { words: self.draft.words, wording: self.draft.wording };
        let part = |(at, part): (usize, &Part)| match part {
            Part::Text(text) => text.clone(),
            Part::Value(expr @ Expr::Capture(number)) => {
                let written = self.fit.span_of(*number).map_or_else(String::new, |span| self.draft.one_line(span));
                let is_number = at > 0 && matches!(self.evaluation.value(expr), Val::Num(_));
                if is_number { uncapitalised(written) } else { written }
            }
            Part::Value(Expr::Match) => self.draft.one_line(self.fit.primary(self.rule)),
            Part::Value(Expr::Range(from, to)) => {
                self.fit.range(*from, *to).map_or_else(String::new, |span| self.draft.one_line(span))
            }
            Part::Value(expr) => shower.show(&self.evaluation.value(expr)),
        };
        let text = template.iter().enumerate().map(part).collect();
        self.draft.wording.agreeing(text)
    }

    /// Every capture other than the primary place, with its message.
    fn related(&self, primary: Span<Prose>) -> Vec<Related> {
        let mut related: Vec<(Span<Prose>, String)> = Vec::new();
        for number in 0..self.fit.spans.len() as u8 {
            let Some(span) = self.fit.span_of(number).filter(|span| *span != primary) else { continue };
            let label = self.rule.labels.iter().find(|(known, _)| *known == number);
            let text = label.map_or_else(String::new, |(_, template)| self.say(template));
            // Inside the primary place only what has something to say is shown.
            if !text.is_empty() || !primary.contains(span) {
                related.push((span, text));
            }
        }
        related.dedup_by_key(|(span, _)| *span);
        let label = |(span, text)| Labelled { place: self.draft.document.place(span), text };
        related.into_iter().map(|each| Related { role: Relation::Conflict, label: label(each) }).collect()
    }

    fn fixes(&self) -> Vec<Fix> {
        let fix = |(number, template): &(u8, Template)| {
            let place = self.draft.document.place(self.fit.span_of(*number)?);
            let insert = self.say(template);
            if insert.is_empty() || insert == place.text() {
                return None;
            }
            let title = insert.clone();
            Some(Fix { title, safety: Safety::Unsafe, edits: vec![Edit { place, insert }] })
        };
        // More than one way out is none: the draft does not say which number is the wrong one.
        match self.rule.fixes.as_slice() {
            [one] => fix(one).into_iter().collect(),
            _ => Vec::new(),
        }
    }
}

/// "sixteen years" for "Sixteen years"; what has other capitals stays as it is: "NT$40".
fn uncapitalised(text: String) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => text,
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
