//! Reads word files: lists, phrases, words with numbers, units and hedges.

use std::collections::BTreeMap;

use toml::Spanned;

use super::model::{HedgeWords, UnitWords, WordList, Words};
use super::toml_reader::{Section, Sink};

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

/// Where items of a list may be looked for.
pub(super) const POSITIONS: [&str; 5] = ["governs", "behind", "sentence", "asked", "clause"];

fn position(section: &mut Section<'_>, sink: &mut Sink) -> Option<String> {
    let word = section.string("position", sink)?;
    if POSITIONS.contains(&word.get_ref().as_str()) {
        return Some(word.into_inner());
    }
    let known = POSITIONS.map(|known| format!("\"{known}\"")).join(", ");
    let message = format!("`position` must be one of {known}, not \"{}\"", word.get_ref());
    sink.fault("unknown-value", word.span(), message).notes = super::toml_reader::hint(word.get_ref(), POSITIONS);
    None
}

fn list(section: &mut Section<'_>, sink: &mut Sink) -> WordList {
    WordList {
        position: position(section, sink),
        gap: section.integer("gap", 0..=20, sink).unwrap_or(0) as u8,
        weight: section.integer("weight", -20..=20, sink).unwrap_or(0) as i8,
        elsewhere: section.integer("elsewhere", -20..=20, sink).unwrap_or(0) as i8,
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
        shown: section.plain_strings("shown", sink),
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

#[cfg(test)]
mod tests {
    use crate::rules::{RuleSet, Words, extend};
    use crate::text::Input;

    fn read(text: &str) -> (Vec<Words>, Vec<(&'static str, String)>) {
        let (rules, faults) = extend(&RuleSet::default(), &[Input::file("words.toml", text)], &[]);
        let at = |fault: &crate::findings::Fault| fault.place.as_ref().map_or("", |place| place.text()).to_owned();
        (rules.words, faults.iter().map(|fault| (fault.code, at(fault))).collect())
    }

    #[test]
    fn tables_units_and_hedges_are_read() {
        let text = "language = \"en\"\n[table.collective]\ngross = 144\nscore = 2.5\n[unit.smoot]\ndimension = \"length\"\n\
                    factor = 1.7018\nnames = \"smoot\"\n[hedge.barely]\nitems = [\"barely\"]\nhigh = 0.05\n";
        let (words, faults) = read(text);
        assert_eq!(faults, []);
        assert_eq!(words[0].tables["collective"].get("gross"), Some(&144.0));
        let unit = &words[0].units["smoot"];
        assert_eq!((unit.dimension.as_str(), unit.factor, unit.offset), ("length", 1.7018, 0.0));
        assert_eq!((words[0].hedges["barely"].low, words[0].hedges["barely"].high), (0.0, 0.05));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let text = "language = \"en\"\n[table.collective]\ngross = \"many\"\n[unit.smoot]\nfactr = 2\n[hedge.barely]\nhigh = true\n";
        let (_, mut faults) = read(text);
        faults.sort();
        let told: Vec<(&str, &str)> = faults.iter().map(|(code, text)| (*code, text.as_str())).collect();
        assert_eq!(
            told,
            [
                ("missing-key", "[unit.smoot]"),
                ("unknown-key", "factr"),
                ("wrong-type", "\"many\""),
                ("wrong-type", "true")
            ]
        );
    }
}
