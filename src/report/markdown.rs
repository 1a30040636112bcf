//! Markdown: a comment on a pull request, or the summary of a step.

use std::fmt::Write as _;

use super::location::{Spot, one_line, others, shown};
use super::{Look, Run, page_of};
use crate::findings::{Fault, Finding, Labelled};

/// Most bytes: comments on GitHub and GitLab take 65,536 characters and more.
const MOST: usize = 60_000;

pub(super) fn run(run: &Run, look: &Look<'_>) -> String {
    let mut text = format!("### factlint: {}\n", run.summary(look.hints));
    let faults = run.faults.iter().map(of_fault);
    let findings = run.shown(look.hints).map(|finding| of_finding(finding, look));
    let parts: Vec<String> = faults.chain(findings).collect();
    for (number, part) in parts.iter().enumerate() {
        if text.len() + part.len() > MOST {
            let _ = write!(text, "\nand {} more\n", parts.len() - number);
            break;
        }
        text += part;
    }
    text
}

fn of_finding(finding: &Finding, look: &Look<'_>) -> String {
    let rule = match page_of(&finding.rule, look) {
        Some(page) => format!("[{}]({page})", finding.rule),
        None => finding.rule.clone(),
    };
    let mut text = format!("\n**{}** {rule}: {}\n\n", finding.severity.word(), escaped(&one_line(&finding.message)));
    text += &place(&finding.primary);
    for related in others(finding) {
        text += &place(&related.label);
    }
    for line in finding.fixes.iter().map(|fix| &fix.title).chain(&finding.notes) {
        let _ = writeln!(text, "- {}", escaped(&one_line(line)));
    }
    text
}

fn place(label: &Labelled) -> String {
    let described = Spot::of(&label.place).describe();
    let says = if label.text.is_empty() { String::new() } else { format!(": {}", escaped(&one_line(&label.text))) };
    format!("- {} \"{}\"{says}\n", code(&described), escaped(&one_line(label.place.text())))
}

fn of_fault(fault: &Fault) -> String {
    let described = match (&fault.place, &fault.path) {
        (Some(place), _) => format!("{} ", code(&Spot::of(place).describe())),
        (None, Some(path)) => format!("{} ", code(&shown(path))),
        (None, None) => String::new(),
    };
    format!("\n**fault** {}: {described}{}\n", fault.code, escaped(&one_line(&fault.message)))
}

/// A code span for any text.
fn code(text: &str) -> String {
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

/// Text that stays text. Names of users are not called: a comment must not wake them.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '$' => out.extend(['\\', c]),
            '@' => out.push_str("@\u{200b}"),
            '&' => out.push_str("&amp;"),
            _ => out.push(c),
        }
    }
    out
}
