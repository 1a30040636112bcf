//! What is found in published text as it stands: by collection, rule and severity. Nearly all of it should be nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use factlint::claims::DraftDay;
use factlint::document::Document;
use factlint::findings::{Finding, Severity};
use factlint::frame::Label;
use serde::{Deserialize, Serialize};

use crate::Bench;
use crate::table::{Table, per_thousand};

/// One finding with its sentence: what `--save` writes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Saved {
    collection: String,
    id: String,
    rule: String,
    severity: String,
    words: String,
    sentence: String,
    message: String,
    day: String,
}

impl Saved {
    fn of(collection: &str, id: &str, day: &str, finding: &Finding) -> Self {
        let place = &finding.primary.place;
        Self {
            collection: collection.to_owned(),
            id: id.to_owned(),
            rule: finding.rule.clone(),
            severity: finding.severity.word().to_owned(),
            words: place.text().to_owned(),
            sentence: around(&place.input.text, place.span.start as usize, place.span.end as usize),
            message: finding.message.clone(),
            day: day.to_owned(),
        }
    }

    /// What stays the same while messages are reworded.
    fn key(&self) -> (&str, &str, &str, &str, &str, &str) {
        (&self.collection, &self.id, &self.rule, &self.severity, &self.words, &self.sentence)
    }

    fn line(&self) -> String {
        format!(
            "{} {} {} [{}] {}: {}\n      {}",
            self.severity, self.rule, self.collection, self.id, self.day, self.message, self.sentence
        )
    }
}

/// The sentence around some bytes, roughly: so many bytes at both ends, to the nearest line break.
pub(crate) fn around(text: &str, start: usize, end: usize) -> String {
    const ROOM: usize = 220;
    let floor = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let from = floor(start.saturating_sub(ROOM));
    let to = floor((end + ROOM).min(text.len()));
    let from = text[from..start].rfind('\n').map_or(from, |at| from + at + 1);
    let to = text[end..to].find('\n').map_or(to, |at| end + at);
    text[from..to].to_owned()
}

#[derive(Default)]
struct Tally {
    documents: usize,
    checkable: usize,
    by_rule: BTreeMap<(String, Severity), usize>,
    saved: Vec<Saved>,
}

/// The day a draft speaks from, as a word.
pub(crate) fn day_word(day: &DraftDay) -> String {
    if let DraftDay::Given(given) = day { given.day.to_string() } else { "undated".to_owned() }
}

/// Runs the test; answers the table, and what is to be listed.
pub(crate) fn run(bench: &Bench, save: Option<&str>, compare: Option<&str>) -> String {
    let mut tallies = Vec::new();
    for collection in &bench.collections {
        let answers = collection.map("findings", |record| {
            let document = record.document(&collection.path)?;
            let report = bench.engine.check(&document);
            let day = day_word(&report.day);
            let saved =
                report.findings.iter().map(|f| (f.severity, Saved::of(&collection.name, &record.id(), &day, f)));
            Some((saved.collect::<Vec<_>>(), checkable(bench, &document)))
        });
        let mut tally = Tally { documents: collection.records.len(), ..Tally::default() };
        for (saved, checkable) in answers.into_iter().flatten() {
            tally.checkable += usize::from(checkable);
            for (severity, one) in saved {
                *tally.by_rule.entry((one.rule.clone(), severity)).or_default() += 1;
                tally.saved.push(one);
            }
        }
        tallies.push((collection.name.as_str(), tally));
    }
    if bench.blind {
        return by_rule(&tallies).to_string();
    }
    let mut text = table(&tallies);
    let all: Vec<Saved> = tallies.into_iter().flat_map(|(_, tally)| tally.saved).collect();
    if bench.list {
        let shown = all.iter().filter(|one| bench.hints || one.severity != Severity::Hint.word());
        shown.for_each(|one| {
            let _ = writeln!(text, "  {}", one.line());
        });
    }
    text + &compared(&all, compare) + &written(&all, save)
}

/// Whether a draft makes a claim of its own day that the facts could contradict.
fn checkable(bench: &Bench, document: &Document) -> bool {
    bench.engine.read(document).is_some_and(|reading| {
        reading.claims.iter().any(|claim| claim.frame.label() >= Label::NowMinus && !claim.window.graced.is_all())
    })
}

fn table(tallies: &[(&str, Tally)]) -> String {
    let rules: BTreeSet<&(String, Severity)> = tallies.iter().flat_map(|(_, tally)| tally.by_rule.keys()).collect();
    let mut columns = vec!["collection".to_owned(), "documents".to_owned(), "checkable".to_owned()];
    columns.extend(rules.iter().map(|(rule, severity)| format!("{rule} {}", severity.word())));
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let mut table = Table::new("Findings in published text: so many (for each thousand documents)", &columns);
    let mut total = Tally::default();
    for (name, tally) in tallies {
        table.row(cells(name, tally, &rules));
        total.documents += tally.documents;
        total.checkable += tally.checkable;
        for (key, count) in &tally.by_rule {
            *total.by_rule.entry(key.clone()).or_default() += count;
        }
    }
    table.row(cells("all", &total, &rules));
    table.to_string()
}

/// Counts alone, of all collections together.
fn by_rule(tallies: &[(&str, Tally)]) -> Table {
    let documents = tallies.iter().map(|(_, tally)| tally.documents).sum();
    let mut counts: BTreeMap<&(String, Severity), usize> = BTreeMap::new();
    for (rule, count) in tallies.iter().flat_map(|(_, tally)| &tally.by_rule) {
        *counts.entry(rule).or_default() += count;
    }
    let heading = format!("Findings in {documents} documents");
    let mut table = Table::new(&heading, &["rule", "severity", "findings", "for each thousand"]);
    for ((rule, severity), count) in counts {
        let cells = [severity.word().to_owned(), count.to_string(), per_thousand(count, documents)];
        table.row(std::iter::once(rule.clone()).chain(cells));
    }
    table
}

fn cells(name: &str, tally: &Tally, rules: &BTreeSet<&(String, Severity)>) -> Vec<String> {
    let mut cells = vec![name.to_owned(), tally.documents.to_string(), tally.checkable.to_string()];
    cells.extend(rules.iter().map(|key| match tally.by_rule.get(*key) {
        Some(&count) => format!("{count} ({})", per_thousand(count, tally.documents)),
        None => "0".to_owned(),
    }));
    cells
}

#[expect(clippy::disallowed_methods, reason = "an instrument run by hand reads files")]
fn compared(all: &[Saved], path: Option<&str>) -> String {
    let Some(path) = path else {
        return String::new();
    };
    let old: Vec<Saved> = match std::fs::read_to_string(path).map(|text| serde_json::from_str(&text)) {
        Ok(Ok(old)) => old,
        Ok(Err(error)) => return format!("{path}: {error}\n"),
        Err(error) => return format!("{path}: {error}\n"),
    };
    let (mut text, mut counts) = (String::new(), [0, 0]);
    for (at, (sign, here, there)) in [('-', old.as_slice(), all), ('+', all, old.as_slice())].into_iter().enumerate() {
        let known: BTreeSet<_> = there.iter().map(Saved::key).collect();
        for one in here.iter().filter(|one| !known.contains(&one.key())) {
            counts[at] += 1;
            let _ = writeln!(text, "{sign} {}", one.line());
        }
    }
    format!("Since {path}: {} added, {} removed\n{text}", counts[1], counts[0])
}

#[expect(clippy::disallowed_methods, reason = "an instrument run by hand writes a file when asked to")]
fn written(all: &[Saved], path: Option<&str>) -> String {
    let Some(path) = path else {
        return String::new();
    };
    let text = serde_json::to_string_pretty(all).unwrap_or_default();
    match std::fs::write(path, text) {
        Ok(()) => format!("{} findings written to {path}\n", all.len()),
        Err(error) => format!("{path}: {error}\n"),
    }
}
