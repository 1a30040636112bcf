//! Measures the linter on collections of published text: `cargo run --release --example measure -- FOLDER [NAME...]`.
//!
//! FOLDER holds JSON Lines files of drafts with `text`, `title` and `date`. For every collection it prints how many documents there
//! are, how many findings by severity, and how the frame cascade labels the mentions of people who are in office on the
//! document's day. `--list` prints every finding above hint with its sentence, so that somebody can judge it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use factlint::claims::{DraftDay, Statement};
use factlint::document::jsonl;
use factlint::engine::{Engine, Options};
use factlint::findings::{Finding, Severity};
use factlint::frame::Label;
use factlint::language::offices::Form;
use factlint::rules::RuleSet;
use rayon::prelude::*;

#[derive(Default)]
struct Tally {
    documents: usize,
    with_mention: usize,
    checkable: usize,
    severities: BTreeMap<Severity, usize>,
    labels: BTreeMap<Label, usize>,
    labels_out: BTreeMap<Label, usize>,
    shown: Vec<String>,
    /// By rule of the cascade: mentions of people in office on the day, and of people who are not.
    rules: BTreeMap<(Label, &'static str), (usize, usize)>,
}

impl Tally {
    fn add(mut self, other: Self) -> Self {
        self.documents += other.documents;
        self.with_mention += other.with_mention;
        self.checkable += other.checkable;
        for (key, count) in other.severities {
            *self.severities.entry(key).or_default() += count;
        }
        for (key, count) in other.labels {
            *self.labels.entry(key).or_default() += count;
        }
        for (key, count) in other.labels_out {
            *self.labels_out.entry(key).or_default() += count;
        }
        for (key, (inside, outside)) in other.rules {
            let known = self.rules.entry(key).or_default();
            *known = (known.0 + inside, known.1 + outside);
        }
        self.shown.extend(other.shown);
        self
    }
}

#[expect(clippy::disallowed_methods, reason = "an instrument run by hand reads files and arguments")]
#[expect(clippy::print_stdout, reason = "it prints its table")]
fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let list = arguments.iter().any(|a| a == "--list");
    let by_rule = arguments.iter().any(|a| a == "--rules");
    let hints = arguments.iter().any(|a| a == "--hints");
    let named: Vec<&String> = arguments.iter().filter(|a| !a.starts_with("--")).collect();
    let Some((folder, names)) = named.split_first() else {
        println!("usage: measure FOLDER [NAME...] [--list] [--hints]");
        return;
    };
    let rules = RuleSet {
        table: factlint::embedded::table(),
        words: factlint::embedded::words(),
        checks: factlint::embedded::checks(),
    };
    let engine = Engine::new(rules, Options::default());
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("the folder").filter_map(Result::ok).map(|e| e.path()).collect();
    files.sort();
    println!(
        "{:<18} {:>6} {:>7} {:>6} {:>6} {:>6} {:>6} | in office: NOW NOW- ANCH FREE WEAK OTHER  now share | out of office, same",
        "collection", "docs", "ment.", "check.", "error", "warn", "hint"
    );
    for file in files {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if file.extension().is_none_or(|e| e != "jsonl") || !(names.is_empty() || names.iter().any(|n| **n == stem)) {
            continue;
        }
        let text = std::fs::read_to_string(&file).expect("a text file");
        let tally = measure(&engine, &file, &text, hints);
        print_row(&stem, &tally);
        if by_rule {
            for ((label, rule), (inside, outside)) in &tally.rules {
                println!("    {:<9} {rule:<16} in office {inside:>5}, not {outside:>5}", label.word());
            }
        }
        if list {
            tally.shown.iter().for_each(|line| println!("{line}"));
        }
    }
}

fn measure(engine: &Engine, file: &Path, text: &str, hints: bool) -> Tally {
    let lines: Vec<(u32, &str)> = jsonl::lines(text).collect();
    let path = file.to_string_lossy();
    lines
        .par_iter()
        .map(|&(number, line)| jsonl::record(&path, number, line).map(|d| one(engine, &d, hints)).unwrap_or_default())
        .collect::<Vec<_>>()
        .into_iter()
        .fold(Tally::default(), Tally::add)
}

fn one(engine: &Engine, document: &factlint::document::Document, hints: bool) -> Tally {
    let mut tally = Tally { documents: 1, ..Tally::default() };
    let report = engine.check(document);
    for finding in &report.findings {
        *tally.severities.entry(finding.severity).or_default() += 1;
        if finding.severity > Severity::Hint || hints {
            tally.shown.push(shown(finding, document, &report.day));
        }
    }
    let Some(reading) = engine.read(document) else {
        return tally;
    };
    let DraftDay::Given(given) = &reading.day else {
        return tally;
    };
    let holds = || {
        reading
            .claims
            .iter()
            .filter(|c| c.statement == Statement::Holds && c.never.is_none() && c.form != Form::Metonym)
    };
    for claim in holds() {
        let rule = tally.rules.entry((claim.frame.label, claim.frame.rule)).or_default();
        let (inside, outside) = if claim.window.graced.contains(given.day) { (1, 0) } else { (0, 1) };
        *rule = (rule.0 + inside, rule.1 + outside);
        let labels = if claim.window.graced.contains(given.day) { &mut tally.labels } else { &mut tally.labels_out };
        *labels.entry(claim.frame.label).or_default() += 1;
    }
    let inside = holds().filter(|c| c.window.graced.contains(given.day));
    tally.with_mention = usize::from(inside.clone().next().is_some());
    tally.checkable = usize::from(inside.clone().any(|c| c.frame.label >= Label::NowMinus));
    tally
}

fn shown(finding: &Finding, document: &factlint::document::Document, day: &DraftDay) -> String {
    let day = if let DraftDay::Given(given) = day { given.day.to_string() } else { "undated".to_owned() };
    let place = &finding.primary.place;
    let text = &place.input.text;
    let (mut from, mut to) = (place.span.start as usize, place.span.end as usize);
    from = from.saturating_sub(160);
    to = (to + 200).min(text.len());
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    while !text.is_char_boundary(to) {
        to += 1;
    }
    let id = document.inputs.first().and_then(|i| i.document.clone()).unwrap_or_else(|| "?".into());
    let context = text[from..to].replace('\n', " ");
    format!("  {} {} [{}] {} {}: ...{}...", finding.severity.word(), finding.rule, id, day, finding.message, context)
}

#[expect(clippy::print_stdout, reason = "it prints its table")]
fn print_row(name: &str, tally: &Tally) {
    let severity = |s| tally.severities.get(&s).copied().unwrap_or(0);
    let order = [Label::Now, Label::NowMinus, Label::Anchored, Label::Free, Label::Weak, Label::Other];
    let row = |labels: &BTreeMap<Label, usize>| order.map(|l| labels.get(&l).copied().unwrap_or(0));
    let (inside, outside) = (row(&tally.labels), row(&tally.labels_out));
    let total: usize = inside.iter().sum();
    let share = ((inside[0] + inside[1]) * 100).checked_div(total).unwrap_or(0);
    println!(
        "{name:<18} {:>6} {:>7} {:>6} {:>6} {:>6} {:>6} | {inside:?} {share}% | {outside:?}",
        tally.documents,
        tally.with_mention,
        tally.checkable,
        severity(Severity::Error),
        severity(Severity::Warning),
        severity(Severity::Hint)
    );
}
