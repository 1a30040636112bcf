//! Reads patterns, expressions and messages of rule files, with the place of each fault.

use toml::Spanned;

use super::formula::{self, Capture, Expr, Template, Type, Wrong};
use super::patterns::Use;
use super::toml_reader::{Sink, hint};

/// Reports an error inside a string, at its exact bytes if the string has no escapes.
fn tell(code: &'static str, text: &Spanned<String>, wrong: Wrong, sink: &mut Sink) {
    let written = sink.input.text.get(text.span()).unwrap_or("");
    let range = match written.find(text.get_ref().as_str()) {
        Some(at) => text.span().start + at + wrong.range.start..text.span().start + at + wrong.range.end,
        None => text.span(),
    };
    sink.fault(code, range, wrong.message).notes = wrong.notes;
}

pub(super) fn pattern(text: &Spanned<String>, uses: &mut Vec<Use>, sink: &mut Sink) -> Option<formula::Pattern> {
    match formula::pattern(text.get_ref()) {
        Ok(pattern) => {
            uses.extend(pattern.lists().into_iter().map(|list| (list.to_owned(), text.span())));
            Some(pattern)
        }
        Err(wrong) => {
            tell("bad-pattern", text, wrong, sink);
            None
        }
    }
}

/// Reads expressions over some captures.
pub(super) struct ExpressionReader<'c> {
    pub(super) captures: &'c [Capture],
    /// Whether messages show captures only.
    pub(super) bare: bool,
}

impl ExpressionReader<'_> {
    pub(super) fn capture(&self, name: &Spanned<String>, sink: &mut Sink) -> Option<u8> {
        let found = self.captures.iter().position(|capture| capture.name == *name.get_ref());
        if found.is_none() {
            let notes = hint(name.get_ref(), self.captures.iter().map(|capture| capture.name.as_str()));
            sink.fault("unknown-capture", name.span(), format!("there is no capture `{}`", name.get_ref())).notes =
                notes;
        }
        found.map(|number| number as u8)
    }

    pub(super) fn truth(&self, text: &Spanned<String>, sink: &mut Sink) -> Option<Expr> {
        match formula::expression(text.get_ref(), self.captures) {
            Ok((expr, Type::Truth)) => Some(expr),
            Ok((_, other)) => {
                let message = format!("expected a comparison, found {}", other.words());
                sink.fault("bad-expression", text.span(), message);
                None
            }
            Err(wrong) => {
                tell("bad-expression", text, wrong, sink);
                None
            }
        }
    }

    pub(super) fn table(&self, table: &[(Spanned<String>, Spanned<String>)], sink: &mut Sink) -> Vec<(u8, Template)> {
        let mut found = Vec::new();
        for (name, text) in table {
            if let (Some(number), Some(template)) = (self.capture(name, sink), self.template(text, sink)) {
                found.push((number, template));
            }
        }
        found
    }

    pub(super) fn template(&self, text: &Spanned<String>, sink: &mut Sink) -> Option<Template> {
        match formula::template(text.get_ref(), self.captures, self.bare) {
            Ok(template) => Some(template),
            Err(wrong) => {
                tell("bad-template", text, wrong, sink);
                None
            }
        }
    }
}
