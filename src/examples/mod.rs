//! Runs the examples of checks: flag examples must be flagged at their mark, pass examples must pass.

use crate::document::{self, DayFrom, Format, GivenDay};
use crate::engine::{Engine, Options, looks_at_marks};
use crate::findings::{Fault, Finding};
use crate::rules::{Check, Example, Expect, RuleSet};
use crate::text::Input;

/// The results of the examples of some checks.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Examples run.
    pub run: usize,
    /// One fault for every example that failed.
    pub faults: Vec<Fault>,
}

/// Runs the examples of the checks in `wanted`, or of all if it is empty.
pub fn run(rules: &RuleSet, wanted: &[String]) -> Outcome {
    let mut outcome = Outcome::default();
    for check in rules.checks.iter().filter(|check| wanted.is_empty() || wanted.contains(&check.id)) {
        let usual = engine(rules, check, None);
        for example in &check.examples {
            outcome.run += 1;
            let is_usual = example.facts.is_empty() && example.transcript.is_none();
            let own = (!is_usual).then(|| engine(rules, check, Some(example)));
            if let Err(why) = one(own.as_ref().unwrap_or(&usual), check, example) {
                let path = format!("{}:{}", check.path, example.line);
                let fault = Fault::of_file("example-failed", path, format!("an example of `{}` {why}", check.id));
                outcome.faults.push(fault.note(hint(check, example)));
            }
        }
    }
    outcome
}

/// The engine for the examples of a check: shared by those that name neither facts nor a transcript.
fn engine(rules: &RuleSet, check: &Check, example: Option<&Example>) -> Engine {
    // Ignore comments are used only if other checks run.
    let select = if looks_at_marks(check) { Vec::new() } else { vec![check.id.clone()] };
    let transcript = example.and_then(|example| example.transcript.as_ref());
    let transcripts = transcript.map(|text| document::read(Format::Plain, &Input::file("transcript", text.as_str())));
    let options = Options {
        select,
        language: Some(check.language.clone()),
        require_reasons: true,
        transcripts: transcripts.into_iter().collect(),
        ..Options::default()
    };
    Engine::new(rules.restricted_to(example.map_or(&[], |example| &example.facts)), options)
}

/// The command that shows how an example is read.
fn hint(check: &Check, example: &Example) -> String {
    let (text, _) = unmarked(&example.draft);
    let day = example.as_of.map_or_else(String::new, |day| format!("--as-of {day} "));
    // A draft of several lines goes through a file.
    let text = if text.contains('\n') { "DRAFT".to_owned() } else { format!("'{}'", text.replace('\'', "'\\''")) };
    format!("to see why: factlint rules try {day}{} {text}", check.path)
}

/// A draft with its marks taken out, and the marked text. Of three closing brackets the first belongs to the text: `[[[who?]]]`.
fn unmarked(draft: &str) -> (String, Option<(usize, usize)>) {
    let close = draft.find("]]").map(|at| at + usize::from(draft[at..].starts_with("]]]")));
    match (draft.find("[["), close) {
        (Some(open), Some(close)) if open + 2 <= close => {
            let text = format!("{}{}{}", &draft[..open], &draft[open + 2..close], &draft[close + 2..]);
            (text, Some((open, close - 2)))
        }
        _ => (draft.to_owned(), None),
    }
}

fn one(engine: &Engine, check: &Check, example: &Example) -> Result<(), String> {
    let (text, marked) = unmarked(&example.draft);
    let name = example.format.as_deref().unwrap_or("plain");
    let format = Format::from_name(name).ok_or_else(|| format!("names an unknown format, `{name}`"))?;
    let mut document = document::read(format, &Input::file("example", text.as_str()));
    document.days.extend(example.as_of.map(|day| GivenDay { day, from: DayFrom::AsOf, place: None }));
    let report = engine.check(&document);
    let mut findings = report.findings;
    findings.retain(|finding| finding.rule == check.id);
    match example.expect {
        Expect::Flag => flags(&findings, &text, marked, example),
        Expect::Pass if !findings.is_empty() => Err(format!("must pass, but is flagged: {}", shown(&findings))),
        Expect::Pass => {
            if report.read.values().any(|&read| read > 0) || example.unmatched.is_some() {
                Ok(())
            } else {
                Err("passes only because the check reads nothing in it; set `unmatched = true` and `why`".to_owned())
            }
        }
    }
}

fn flags(findings: &[Finding], text: &str, marked: Option<(usize, usize)>, example: &Example) -> Result<(), String> {
    let Some((from, to)) = marked else {
        return Err("must flag, but has no place in [[ ]]".to_owned());
    };
    let [finding] = findings else {
        return Err(format!("must give exactly one finding, but gives {}: {}", findings.len(), shown(findings)));
    };
    let range = finding.primary.place.span.range();
    if range != (from..to) {
        return Err(format!("must flag `{}`, but flags `{}`", &text[from..to], finding.primary.place.text()));
    }
    for related in &example.related {
        if !finding.related.iter().any(|r| r.label.place.text() == related) {
            return Err(format!("must show `{related}` as a related place, but does not"));
        }
    }
    Ok(())
}

fn shown(findings: &[Finding]) -> String {
    let each: Vec<String> =
        findings.iter().map(|f| format!("{} `{}`", f.severity.word(), f.primary.place.text())).collect();
    if each.is_empty() { "nothing".to_owned() } else { each.join(", ") }
}
