//! For people: source lines with marks, drawn by codespan-reporting.

use codespan_reporting::diagnostic::{Diagnostic, Label as Drawn, Severity as Weight};
use codespan_reporting::term::termcolor::Buffer;
use codespan_reporting::term::{Config, Styles, StylesWriter, emit_to_write_style};

use super::source_excerpt::{Shown, numbered_once};
use super::{Look, page_of};
use crate::findings::{Fault, Finding, Labelled, Severity};

/// All findings, a blank line after each.
pub(super) fn findings<'a>(findings: impl Iterator<Item = &'a Finding>, look: &Look<'_>) -> String {
    findings.map(|finding| one(finding, look)).collect()
}

/// All faults, a blank line after each.
pub(super) fn faults(faults: &[Fault], color: bool) -> String {
    faults.iter().map(|fault| one_fault(fault, color)).collect()
}

fn one(finding: &Finding, look: &Look<'_>) -> String {
    let labels = || std::iter::once(&finding.primary).chain(finding.related.iter().map(|related| &related.label));
    let files = Shown::new(labels().map(|label| (&label.place.input, label.place.span.range())));
    let drawn = |label: &Labelled, primary: bool| {
        let make = if primary { Drawn::primary } else { Drawn::secondary };
        let (id, range) = files.range(&label.place.input, label.place.span.range());
        make(id, range).with_message(&label.text)
    };
    let weight = match finding.severity {
        Severity::Error => Weight::Error,
        Severity::Warning => Weight::Warning,
        Severity::Hint => Weight::Help,
    };
    let mut notes: Vec<String> = Vec::new();
    let place = &finding.primary.place;
    if let Some(part) = &place.input.part {
        let at = place.start();
        notes.push(format!("in {part}, {}", place.input.in_words(at)));
    }
    notes.extend(finding.fixes.iter().map(|fix| fix.title.clone()));
    notes.extend(finding.notes.iter().cloned());
    notes.extend(finding.facts.iter().map(super::fact_line));
    let diagnostic = Diagnostic::new(weight)
        .with_code(linked(&finding.rule, look))
        .with_message(&finding.message)
        .with_labels(labels().enumerate().map(|(number, label)| drawn(label, number == 0)).collect())
        .with_notes(notes);
    emit(&files, &diagnostic, look.color)
}

/// The name of a rule; on terminals that have links, one to its page (OSC 8).
fn linked(rule: &str, look: &Look<'_>) -> String {
    match page_of(rule, look).filter(|_| look.links) {
        Some(page) => format!("\u{1b}]8;;{page}\u{1b}\\{rule}\u{1b}]8;;\u{1b}\\"),
        None => rule.to_owned(),
    }
}

fn one_fault(fault: &Fault, color: bool) -> String {
    let files = Shown::new(fault.place.iter().map(|place| (&place.input, place.span.range())));
    let labels = fault.place.iter().map(|place| {
        let (id, range) = files.range(&place.input, place.span.range());
        Drawn::primary(id, range)
    });
    let message = match (&fault.place, &fault.path) {
        (None, Some(path)) => format!("{path}: {}", fault.message),
        _ => fault.message.clone(),
    };
    let diagnostic = Diagnostic::new(if fault.is_error() { Weight::Error } else { Weight::Warning })
        .with_code(fault.code)
        .with_message(message)
        .with_labels(labels.collect())
        .with_notes(fault.notes.clone());
    emit(&files, &diagnostic, color)
}

fn emit(files: &Shown, diagnostic: &Diagnostic<usize>, color: bool) -> String {
    let mut buffer = if color { Buffer::ansi() } else { Buffer::no_color() };
    let styles = Styles::default();
    let drawn =
        emit_to_write_style(&mut StylesWriter::new(&mut buffer, &styles), &Config::default(), files, diagnostic);
    let text = String::from_utf8_lossy(buffer.as_slice()).into_owned();
    // Source lines are drawn with their trailing spaces, which are unwanted in logs.
    let text: String = text.lines().flat_map(|line| [line.trim_end(), "\n"]).collect();
    let text = numbered_once(&text);
    match drawn {
        Ok(()) => text,
        Err(error) => format!("{text}{}: {error}\n", diagnostic.message),
    }
}
