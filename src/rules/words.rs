//! Reads word files: lists, phrases, words with numbers, units and hedges.

use std::collections::BTreeMap;

use toml::Spanned;

use super::model::{HedgeWords, UnitWords, WordList, Words};
use super::walk::{Section, Sink};

/// Reads a file of words.
pub(crate) fn words(root: &mut Section<'_>, sink: &mut Sink) -> Option<Words> {
    let language = root.required("language", sink);
    let mut words = Words {
        lists: named(root, "list", list, sink),
        units: named(root, "unit", unit, sink),
        hedges: named(root, "hedge", hedge, sink),
        ..Words::default()
    };
    if let Some(tables) = root.section("table", sink) {
        for (name, section) in tables.all_sections(sink) {
            words.tables.insert(name.into_inner(), section.all_numbers(sink));
        }
    }
    if let Some(text) = root.section("text", sink) {
        // White space counts in phrases such as " or ".
        words.text =
            text.all_strings(sink).into_iter().map(|(name, text)| (name.into_inner(), text.into_inner())).collect();
    }
    words.language = language?.into_inner();
    Some(words)
}

fn named<T>(
    root: &mut Section<'_>,
    key: &'static str,
    read: fn(&mut Section<'_>, &mut Sink) -> T,
    sink: &mut Sink,
) -> BTreeMap<String, T> {
    let mut found = BTreeMap::new();
    let Some(tables) = root.section(key, sink) else {
        return found;
    };
    for (name, mut section) in tables.all_sections(sink) {
        let item = read(&mut section, sink);
        section.string("notes", sink);
        section.finish(sink);
        found.insert(name.into_inner(), item);
    }
    found
}

fn list(section: &mut Section<'_>, sink: &mut Sink) -> WordList {
    WordList {
        position: section.string("position", sink).map(Spanned::into_inner),
        gap: section.integer("gap", 0..=20, sink).unwrap_or(0) as u8,
        label: section.string("label", sink).map(Spanned::into_inner),
        items: section.plain_strings("items", sink),
    }
}

fn unit(section: &mut Section<'_>, sink: &mut Sink) -> UnitWords {
    UnitWords {
        dimension: section.required("dimension", sink).map(Spanned::into_inner).unwrap_or_default(),
        factor: section.number("factor", sink).unwrap_or(1.0),
        offset: section.number("offset", sink).unwrap_or(0.0),
        names: section.plain_strings("names", sink),
        symbols: section.plain_strings("symbols", sink),
        before: section.plain_strings("before", sink),
        weak: section.plain_strings("weak", sink),
    }
}

fn hedge(section: &mut Section<'_>, sink: &mut Sink) -> HedgeWords {
    HedgeWords {
        items: section.plain_strings("items", sink),
        after: section.plain_strings("after", sink),
        low: section.number("low", sink).unwrap_or(0.0),
        high: section.number("high", sink).unwrap_or(0.0),
    }
}
