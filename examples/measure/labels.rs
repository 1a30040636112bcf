//! How mentions of people in office are labelled: every title with a name right behind it that a plain search of the fact files
//! finds, whose holder is in office on the draft's day.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use std::sync::Arc;

use factlint::claims::{DraftDay, Reading};
use factlint::document::Document;
use factlint::frame::Label;
use factlint::language::analysis::{Analysis, AnalysisReader};
use factlint::language::annotated::{Annotated, view};
use factlint::language::cues::Cues;
use factlint::language::sentences::Abbreviations;
use factlint::rules::{Meaning, PersonId, Table as Facts, Words};
use factlint::text::{Prose, Span};
use factlint::time::{Day, Verdict};

use crate::Bench;
use crate::table::{Table, share};

/// Word lists for a plain search.
struct Search {
    analyses: AnalysisReader,
    abbreviations: Abbreviations,
}

impl Search {
    fn new(words: &Words) -> Self {
        Self {
            analyses: AnalysisReader::new(words, &Arc::new(Cues::new(words))),
            abbreviations: Abbreviations::new(words),
        }
    }

    /// Names that stand right behind a title that their bearers hold on a day.
    fn mentions(&self, document: &Document, facts: &Facts, day: Day) -> Vec<Span<Prose>> {
        let mut found = Vec::new();
        let analysis = Analysis::new(document, &self.abbreviations, &self.analyses);
        for sentence in &analysis.sentences {
            if let Some(view) = view(&analysis, sentence, facts) {
                found.extend(in_sentence(&view, facts, day));
            }
        }
        found
    }
}

fn in_sentence(view: &Annotated<'_>, facts: &Facts, day: Day) -> Vec<Span<Prose>> {
    let title = |meaning: &Meaning| if let Meaning::Title(id) = meaning { Some(*id) } else { None };
    let person = |meaning: &Meaning| match meaning {
        Meaning::Name(id) | Meaning::Surname(id) => Some(*id),
        _ => None,
    };
    let mut found = Vec::new();
    for pair in view.hits.windows(2) {
        if pair[0].to != pair[1].from {
            continue;
        }
        let titles: Vec<_> = pair[0].meanings.iter().filter_map(title).collect();
        let holds = |person: PersonId| {
            facts.person(person).tenures.iter().any(|&id| {
                let tenure = facts.tenure(id);
                let office = facts.office(tenure.office);
                tenure.contradicts()
                    && titles.iter().any(|title| office.title_ids.contains(title))
                    && tenure.term.holds(day, 0) == Verdict::Yes
            })
        };
        if pair[1].meanings.iter().filter_map(person).any(holds) {
            found.push(view.span_of(pair[1].from, pair[1].to));
        }
    }
    found
}

#[derive(Default)]
struct Tally {
    documents: usize,
    checkable: usize,
    labels: BTreeMap<Label, usize>,
    rules: BTreeMap<(Label, String), usize>,
    unread: usize,
}

/// Runs the test.
pub(crate) fn run(bench: &Bench) -> String {
    let words = factlint::embedded::words();
    let Some(search) = words.iter().find(|words| words.language == "en").map(Search::new) else {
        return String::new();
    };
    let facts = &bench.engine.rules().table;
    let order = [Label::Now, Label::NowMinus, Label::Anchored, Label::Free, Label::Weak, Label::Other];
    let mut columns = vec!["collection", "documents", "with one NOW or NOW-", "mentions"];
    columns.extend(order.map(Label::word));
    columns.extend(["not read", "NOW or NOW-"]);
    let heading = "Titles with names of people in office, by a plain search of the facts, and how they are labelled";
    let mut table = Table::new(heading, &columns);
    let mut rules: BTreeMap<(Label, String), usize> = BTreeMap::new();
    let mut total = Tally::default();
    let mut list = String::new();
    for collection in &bench.collections {
        let answers = collection.map("labels", |record| {
            let document = record.document(&collection.path)?;
            let reading = bench.engine.read(&document)?;
            let DraftDay::Given(given) = &reading.day else {
                return None;
            };
            let found = search.mentions(&document, facts, given.day);
            let listed = if bench.list { listed(&document, &reading, &found, &record.id()) } else { String::new() };
            (!found.is_empty()).then(|| (tally(&reading, &found), listed))
        });
        let mut tally = Tally::default();
        for (one, told) in answers.into_iter().flatten() {
            list.push_str(&told);
            one.rules.iter().for_each(|(key, count)| *rules.entry(key.clone()).or_default() += count);
            tally.add(&one);
        }
        if tally.documents > 0 {
            table.row(cells(&collection.name, &tally, order));
            total.add(&tally);
        }
    }
    table.row(cells("all", &total, order));
    let mut by_rule = Table::new("The same by the rule that gave the label", &["rule", "label", "mentions"]);
    for ((label, rule), count) in &rules {
        by_rule.row([rule.clone(), label.word().to_owned(), count.to_string()]);
    }
    format!("{table}\n{by_rule}{list}")
}

/// Each mention that is not of now, with its sentence.
fn listed(document: &Document, reading: &Reading, found: &[Span<Prose>], id: &str) -> String {
    let mut list = String::new();
    for name in found {
        let of_name = reading.claims.iter().filter(|claim| claim.name == *name);
        let claim = of_name.max_by_key(|claim| claim.frame.label());
        let why = claim.map_or_else(
            || "not read".to_owned(),
            |claim| {
                format!(
                    "{} {} {}",
                    claim.frame.label().word(),
                    claim.frame.reason().0,
                    claim.weakened().unwrap_or("kept")
                )
            },
        );
        if claim.is_none_or(|claim| claim.frame.label() < Label::NowMinus) {
            let sentence = crate::findings::around(&document.prose, name.start as usize, name.end as usize);
            let _ = writeln!(list, "  {why} [{id}] {}\n      {sentence}", document.text(*name));
        }
    }
    list
}

fn tally(reading: &Reading, found: &[Span<Prose>]) -> Tally {
    let mut tally = Tally { documents: 1, ..Tally::default() };
    let names: BTreeSet<Span<Prose>> = found.iter().copied().collect();
    for name in names {
        match reading.claims.iter().filter(|claim| claim.name == name).max_by_key(|claim| claim.frame.label()) {
            Some(claim) => {
                *tally.labels.entry(claim.frame.label()).or_default() += 1;
                *tally.rules.entry((claim.frame.label(), claim.frame.reason().0.to_owned())).or_default() += 1;
                tally.checkable = tally.checkable.max(usize::from(claim.frame.label() >= Label::NowMinus));
            }
            None => tally.unread += 1,
        }
    }
    tally
}

impl Tally {
    fn add(&mut self, other: &Self) {
        self.documents += other.documents;
        self.checkable += other.checkable;
        self.unread += other.unread;
        other.labels.iter().for_each(|(label, count)| *self.labels.entry(*label).or_default() += count);
        other.rules.iter().for_each(|(key, count)| *self.rules.entry(key.clone()).or_default() += count);
    }
}

fn cells(name: &str, tally: &Tally, order: [Label; 6]) -> Vec<String> {
    let of = |label| tally.labels.get(&label).copied().unwrap_or(0);
    let all = tally.labels.values().sum::<usize>() + tally.unread;
    let mut cells = vec![name.to_owned(), tally.documents.to_string()];
    cells.push(format!("{} ({})", tally.checkable, share(tally.checkable, tally.documents)));
    cells.push(all.to_string());
    cells.extend(order.map(|label| of(label).to_string()));
    cells.push(tally.unread.to_string());
    cells.push(share(of(Label::Now) + of(Label::NowMinus), all));
    cells
}
