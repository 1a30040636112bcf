//! From rule files to a set of rules.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::checks::{self, KindSpec};
use super::facts::Facts;
use super::formula::Sort;
use super::model::{Check, Words};
use super::raw_rows;
use super::table::Table;
use super::toml_reader::{Section, Sink, hint, parse};
use super::validate::judge;
use super::words;
use crate::findings::Fault;
use crate::text::{Input, Place};

/// Everything that the linter knows.
#[derive(Debug, Clone)]
pub struct RuleSet {
    /// Facts.
    pub table: Table,
    /// Words, one entry a language.
    pub words: Vec<Words>,
    /// Checks, sorted by id.
    pub checks: Vec<Check>,
}

impl Default for RuleSet {
    fn default() -> Self {
        Self { table: Table::of(&Facts::default()), words: Vec::new(), checks: Vec::new() }
    }
}

impl RuleSet {
    /// The same rules with the facts of some packs only; all where none is named.
    #[must_use]
    pub fn restricted_to(&self, packs: &[String]) -> Self {
        let table =
            if packs.is_empty() { self.table.clone() } else { Table::of(&self.table.facts().only_packs(packs)) };
        Self { table, ..self.clone() }
    }
}

/// What rule files say, before it is put on top of other rules.
#[derive(Debug, Default)]
pub struct Read {
    /// Facts, linked to those that were there before.
    pub facts: Facts,
    /// Words, one entry a language.
    pub words: Vec<Words>,
    /// Checks of each file.
    pub checks: Vec<Check>,
    /// Word lists that patterns name.
    pub uses: Vec<ListUse>,
    /// Everything that is wrong, in the order of the files.
    pub faults: Vec<Fault>,
}

/// A word list that a pattern names.
#[derive(Debug)]
pub struct ListUse {
    /// Its name.
    pub list: String,
    /// Its language.
    pub language: String,
    /// The pattern.
    pub place: Place,
}

impl Read {
    /// Faults for the lists that no file of words has, and for those that no pattern finds.
    pub fn judge_lists(&self, words: &[Words]) -> Vec<Fault> {
        let wrong = self.uses.iter().filter_map(|used| {
            let words = words.iter().find(|words| words.language == used.language)?;
            if words.titled.contains(&used.list) {
                return None;
            }
            if let Some(list) = words.lists.get(&used.list) {
                return list.is_asked().then(|| unfound(used));
            }
            let known = words.lists.keys().chain(&words.titled).map(|name| &**name);
            let known = known.chain(Sort::names().map(|name| -> &str { name }));
            let message = format!("there is no word list or type of value `{}`", used.list);
            let mut fault = Fault::at("unknown-list", used.place.clone(), message);
            fault.notes = hint(&used.list, known.collect::<Vec<&str>>());
            Some(fault)
        });
        wrong.collect()
    }
}

fn unfound(used: &ListUse) -> Fault {
    let message = format!("the words of `{}` are looked up one by one and cannot be used in patterns", used.list);
    let mut fault = Fault::at("asked-list", used.place.clone(), message);
    fault.notes = vec!["the list has `position = \"asked\"`".to_owned()];
    fault
}

/// Reads files on top of facts. Readers never fail: what could be read is there, and every fault.
pub fn read(base: Facts, files: &[Arc<Input>], kinds: &[KindSpec]) -> Read {
    let mut read = Read { facts: base, ..Read::default() };
    let mut packs = Vec::new();
    let mut done: Vec<(usize, Sink)> = Vec::new();
    for (number, input) in files.iter().enumerate() {
        let mut sink = Sink::new(input);
        let table = parse(input.text.strip_prefix('\u{feff}').unwrap_or(&input.text), &mut sink);
        let mut root = Section::new(&table, 0..0);
        let facts = file(&mut root, kinds, &mut read, &mut sink);
        root.finish(&mut sink);
        match facts {
            Some(facts) => packs.push((number, (facts, sink))),
            None => done.push((number, sink)),
        }
    }
    let (numbers, mut packs): (Vec<usize>, Vec<_>) = packs.into_iter().unzip();
    read.facts.add(&mut packs);
    let titled = read.facts.titled();
    read.words.iter_mut().for_each(|words| words.titled.clone_from(&titled));
    let mut sinks: Vec<(usize, Sink)> =
        numbers.into_iter().zip(packs).map(|(number, (_, sink))| (number, sink)).collect();
    sinks.extend(done);
    sinks.sort_by_key(|(number, _)| *number);
    let mut between: BTreeMap<Option<String>, Vec<Fault>> = BTreeMap::new();
    for fault in judge(&read.facts, files) {
        between.entry(fault.path.clone()).or_default().push(fault);
    }
    let all = |sink: Sink| {
        let more = between.remove(&Some(sink.input.path.to_string())).unwrap_or_default();
        sink.finish_with(more)
    };
    read.faults = sinks.into_iter().map(|(_, sink)| sink).flat_map(all).collect();
    read
}

/// One file: facts, words or a check, distinguished by its tables.
fn file(root: &mut Section<'_>, kinds: &[KindSpec], read: &mut Read, sink: &mut Sink) -> Option<raw_rows::RawFacts> {
    if root.has("check") {
        let section = root.section("check", sink)?;
        let mut uses = Vec::new();
        let found = checks::check(section, kinds, &mut uses, sink);
        let language = found.as_ref().map_or_else(String::new, |check| check.language.clone());
        let uses = uses.into_iter().map(|(list, range)| ListUse {
            list,
            language: language.clone(),
            place: sink.place(range),
        });
        read.uses.extend(uses.filter(|_| found.is_some()));
        read.checks.extend(found);
        return None;
    }
    if root.has("language") || ["list", "table", "unit", "hedge"].iter().any(|key| root.has(key)) {
        if let Some(words) = words::words(root, sink) {
            add(&mut read.words, words);
        }
        return None;
    }
    if root.has("pack") {
        return Some(raw_rows::read(root, sink));
    }
    let keys = root.keys();
    let notes = keys.iter().flat_map(|key| hint(key, ["pack", "check", "language", "list"])).collect();
    sink.fault("unknown-file", 0..0, "a rule file needs `[pack]` (facts), `[check]` (a check) or `language` (words)")
        .notes = notes;
    // Faults in single keys would only repeat this one.
    raw_rows::read(root, &mut Sink::new(&sink.input.clone()));
    None
}

/// Adds files to rules: facts and words are added, a check replaces the one with the same id.
pub fn extend(base: &RuleSet, files: &[Arc<Input>], kinds: &[KindSpec]) -> (RuleSet, Vec<Fault>) {
    let has_facts = files.iter().any(|file| file.text.contains("[pack]"));
    let facts = if has_facts { base.table.facts() } else { Facts::default() };
    let mut read = read(facts, files, kinds);
    let mut rules =
        RuleSet { table: if has_facts { Table::of(&read.facts) } else { base.table.clone() }, ..base.clone() };
    std::mem::take(&mut read.words).into_iter().for_each(|words| add(&mut rules.words, words));
    let known = || base.words.first().map(|words| words.titled.clone()).unwrap_or_default();
    let titled = if has_facts { read.facts.titled() } else { known() };
    rules.words.iter_mut().for_each(|words| words.titled.clone_from(&titled));
    let mut faults = std::mem::take(&mut read.faults);
    faults.extend(read.judge_lists(&rules.words));
    for check in read.checks {
        rules.checks.retain(|known| known.id != check.id);
        rules.checks.push(check);
    }
    rules.checks.sort_by(|a, b| a.id.cmp(&b.id));
    (rules, faults)
}

/// Files of one language are one.
fn add(all: &mut Vec<Words>, words: Words) {
    match all.iter_mut().find(|known| known.language == words.language) {
        Some(known) => known.join(words),
        None => all.push(words),
    }
}
