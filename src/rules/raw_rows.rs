//! Rows as fact files write them, before ids are linked.

use toml::Spanned;

use super::model::{Fluent, Standing};
use super::toml_reader::{Section, Sink};
use crate::time::{Day, When};

/// A row with the bytes of its header.
#[derive(Debug, Clone)]
pub(crate) struct At<T> {
    pub(crate) range: std::ops::Range<usize>,
    pub(crate) line: u32,
    pub(crate) row: T,
}

#[derive(Debug, Clone)]
pub(crate) struct RawPack {
    pub(crate) id: String,
    pub(crate) verified: Day,
    pub(crate) sources: Vec<String>,
    pub(crate) licence: String,
}

#[derive(Debug, Clone)]
pub(crate) struct RawPlace {
    pub(crate) id: Spanned<String>,
    pub(crate) name: Option<String>,
    pub(crate) aliases: Vec<String>,
    pub(crate) adjectives: Vec<String>,
    pub(crate) abbreviations: Vec<String>,
    pub(crate) kind: String,
    pub(crate) within: Option<Spanned<String>>,
    pub(crate) also_in: Vec<Spanned<String>>,
}

#[derive(Debug, Clone)]
pub(crate) struct RawPerson {
    pub(crate) id: Spanned<String>,
    pub(crate) name: Option<String>,
    pub(crate) aliases: Vec<String>,
    pub(crate) surnames: Vec<String>,
    pub(crate) namesakes: Vec<String>,
    pub(crate) occupations: Vec<String>,
    pub(crate) several_states: bool,
    pub(crate) born: Option<When>,
    pub(crate) died: Option<When>,
}

#[derive(Debug, Clone)]
pub(crate) struct RawOffice {
    pub(crate) id: Spanned<String>,
    pub(crate) of: Option<Spanned<String>>,
    pub(crate) titles: Vec<String>,
    pub(crate) metonyms: Vec<String>,
    pub(crate) seats: u16,
    pub(crate) complete_from: Option<Day>,
    pub(crate) grace: i32,
    pub(crate) least_age: i16,
    pub(crate) courtesy: bool,
    pub(crate) local: bool,
    pub(crate) timeless: bool,
    pub(crate) wikidata: Option<String>,
    pub(crate) numbered: Option<u32>,
    pub(crate) fluent: String,
}

#[derive(Debug, Clone)]
pub(crate) enum RawUntil {
    Left(When),
    Open(Option<Day>),
    Unknown(Option<Day>),
}

#[derive(Debug, Clone)]
pub(crate) struct RawTenure {
    pub(crate) office: Spanned<String>,
    pub(crate) holder: Spanned<String>,
    pub(crate) elected: Option<When>,
    pub(crate) from: When,
    pub(crate) until: RawUntil,
    pub(crate) acting: bool,
    pub(crate) standing: Standing,
    pub(crate) source: Option<String>,
}

#[derive(Debug, Clone)]
pub(crate) struct RawFacts {
    pub(crate) pack: RawPack,
    pub(crate) fluents: Vec<At<(Spanned<String>, Fluent)>>,
    pub(crate) places: Vec<At<RawPlace>>,
    pub(crate) persons: Vec<At<RawPerson>>,
    pub(crate) offices: Vec<At<RawOffice>>,
    pub(crate) tenures: Vec<At<RawTenure>>,
}

/// Reads a fact file's tables. Of a `[pack]` that cannot be read, the rows are still linked, so that all faults show.
pub(crate) fn read(root: &mut Section<'_>, sink: &mut Sink) -> RawFacts {
    let unread = RawPack { id: String::new(), verified: Day::MIN, sources: Vec::new(), licence: String::new() };
    let pack = root.section("pack", sink).and_then(|section| pack(section, sink)).unwrap_or(unread);
    RawFacts {
        fluents: rows(root, "fluent", fluent, sink),
        places: rows(root, "place", place, sink),
        persons: rows(root, "person", person, sink),
        offices: rows(root, "office", office, sink),
        tenures: rows(root, "tenure", tenure, sink),
        pack,
    }
}

fn rows<'t, T>(
    root: &mut Section<'t>,
    key: &'static str,
    read: fn(&mut Section<'t>, &mut Sink) -> Option<T>,
    sink: &mut Sink,
) -> Vec<At<T>> {
    let mut found = Vec::new();
    for mut section in root.sections(key, sink) {
        let (range, line) = (section.range.clone(), sink.line(section.range.start));
        let row = read(&mut section, sink);
        section.finish(sink);
        found.extend(row.map(|row| At { range, line, row }));
    }
    found
}

fn pack(mut section: Section<'_>, sink: &mut Sink) -> Option<RawPack> {
    let id = section.required("id", sink);
    if !section.has("verified") {
        section.missing("verified", "`verified` is missing: the day on which open terms were last verified", sink);
    }
    let verified = section.day("verified", sink);
    let sources = section.plain_strings("sources", sink);
    let licence = section.string("licence", sink).map(Spanned::into_inner).unwrap_or_default();
    section.string("notes", sink);
    section.finish(sink);
    Some(RawPack { id: id?.into_inner(), verified: verified?, sources, licence })
}

/// The name, or the id if the key is only misspelt.
fn name(section: &mut Section<'_>, id: Option<&Spanned<String>>, sink: &mut Sink) -> Option<String> {
    let misspelt = section.is_misspelt("name");
    let name = section.string("name", sink).map(Spanned::into_inner);
    name.or_else(|| id.filter(|_| misspelt).map(|id| id.get_ref().clone()))
}

fn fluent(section: &mut Section<'_>, sink: &mut Sink) -> Option<(Spanned<String>, Fluent)> {
    let id = section.required("id", sink);
    let held_by = word(section, "held-by", &HELD_BY, sink);
    let searched = word(section, "searched", &SEARCHED, sink);
    let filtered = section.boolean("filters", sink).unwrap_or(false);
    section.string("notes", sink);
    if held_by.is_none() && !section.has("held-by") {
        section.missing("held-by", "`held-by` is missing: \"person\" or \"place\"", sink);
    }
    Some((id?, Fluent { held_by_places: held_by?, by_patterns: searched.unwrap_or(false), filtered }))
}

/// Words of `held-by`, with `true` for places.
pub(super) const HELD_BY: [(&str, bool); 2] = [("person", false), ("place", true)];

/// Words of `searched`, with whether patterns alone look for the titles.
pub(super) const SEARCHED: [(&str, bool); 2] = [("everywhere", false), ("by-patterns", true)];

/// The one of some words that a key says.
fn word<T: Copy>(section: &mut Section<'_>, key: &'static str, words: &[(&str, T)], sink: &mut Sink) -> Option<T> {
    let said = section.string(key, sink)?;
    let found = words.iter().find(|(word, _)| word == said.get_ref());
    if found.is_none() {
        let known: Vec<String> = words.iter().map(|(word, _)| format!("\"{word}\"")).collect();
        let notes = super::toml_reader::hint(said.get_ref(), words.iter().map(|(word, _)| *word));
        let message = format!("`{key}` must be {}, not \"{}\"", known.join(" or "), said.get_ref());
        sink.fault("unknown-value", said.span(), message).notes = notes;
    }
    found.map(|(_, value)| *value)
}

fn place(section: &mut Section<'_>, sink: &mut Sink) -> Option<RawPlace> {
    let id = section.required("id", sink);
    let name = name(section, id.as_ref(), sink);
    let aliases = section.plain_strings("aliases", sink);
    let adjectives = section.plain_strings("adjectives", sink);
    let abbreviations = section.plain_strings("abbreviations", sink);
    let kind = section.string("kind", sink).map(Spanned::into_inner).unwrap_or_default();
    let within = section.string("within", sink);
    let also_in = section.strings("also-in", sink);
    section.string("wikidata", sink);
    section.string("notes", sink);
    Some(RawPlace { id: id?, name, aliases, adjectives, abbreviations, kind, within, also_in })
}

fn person(section: &mut Section<'_>, sink: &mut Sink) -> Option<RawPerson> {
    let id = section.required("id", sink);
    let name = name(section, id.as_ref(), sink);
    let aliases = section.plain_strings("aliases", sink);
    let mut surnames = section.plain_strings("surnames", sink);
    surnames.extend(section.plain_strings("surname", sink));
    let namesakes = section.plain_strings("namesakes", sink);
    let occupations = section.plain_strings("occupations", sink);
    let several_states = section.boolean("several-states", sink).unwrap_or(false);
    let born = section.when("born", sink);
    let died = section.when("died", sink);
    section.string("wikidata", sink);
    section.string("notes", sink);
    if let (Some(born), Some(died)) = (&born, &died)
        && died.get_ref().latest < born.get_ref().earliest
    {
        sink.fault("date-order", died.span(), "`died` is before `born`");
    }
    let (born, died) = (born.map(Spanned::into_inner), died.map(Spanned::into_inner));
    Some(RawPerson { id: id?, name, aliases, surnames, namesakes, occupations, several_states, born, died })
}

fn office(section: &mut Section<'_>, sink: &mut Sink) -> Option<RawOffice> {
    let id = section.required("id", sink);
    let of = section.string("of", sink);
    let titles = section.plain_strings("titles", sink);
    let metonyms = section.plain_strings("metonyms", sink);
    let seats = section.integer("seats", 1..=1000, sink).unwrap_or(1) as u16;
    let complete_from = section.day("complete-from", sink);
    let grace = section.integer("grace", 0..=400, sink).unwrap_or(1) as i32;
    let least_age = section.integer("least-age", 0..=100, sink).unwrap_or(18) as i16;
    let courtesy = section.boolean("courtesy", sink).unwrap_or(false);
    let local = section.boolean("local", sink).unwrap_or(false);
    let fluent = section.string("fluent", sink).map_or_else(|| super::model::TENURE.to_owned(), Spanned::into_inner);
    let numbered = section.integer("numbered", 1..=1000, sink).map(|number| number as u32);
    let timeless = section.boolean("timeless", sink).unwrap_or(false);
    let wikidata = section.string("wikidata", sink).map(Spanned::into_inner);
    section.string("notes", sink);
    Some(RawOffice {
        id: id?,
        of,
        titles,
        metonyms,
        seats,
        complete_from,
        grace,
        least_age,
        courtesy,
        local,
        timeless,
        wikidata,
        numbered,
        fluent,
    })
}

fn tenure(section: &mut Section<'_>, sink: &mut Sink) -> Option<RawTenure> {
    let office = section.required("office", sink);
    let holder = section.required("holder", sink);
    let elected = section.when("elected", sink).map(Spanned::into_inner);
    if !section.has("from") {
        section.missing("from", "`from` is missing", sink);
    }
    let from = section.when("from", sink);
    let seen = section.day("seen", sink);
    let unknown = section.is_word("until", "unknown");
    let until = if unknown { None } else { section.when("until", sink) };
    if let (Some(from), Some(until)) = (&from, &until)
        && until.get_ref().latest < from.get_ref().earliest
    {
        sink.fault("date-order", until.span(), "`until` is before `from`");
    }
    if section.has("seen") && section.has("until") && !unknown {
        sink.fault("seen-and-until", section.range_of("seen"), "`seen` applies only to terms whose end is not known");
    }
    let acting = section.boolean("acting", sink).unwrap_or(false);
    let standing = standing(section, sink);
    let source = section.string("source", sink).map(Spanned::into_inner);
    section.string("notes", sink);
    let until = match until {
        Some(when) => RawUntil::Left(when.into_inner()),
        None if unknown => RawUntil::Unknown(seen),
        None if section.has("until") => return None,
        None => RawUntil::Open(seen),
    };
    Some(RawTenure {
        office: office?,
        holder: holder?,
        elected,
        from: from?.into_inner(),
        until,
        acting,
        standing,
        source,
    })
}

/// Words of `status`.
pub(super) const STATUSES: [(&str, Standing); 2] =
    [("disputed", Standing::Disputed), ("unsourced", Standing::Unsourced)];

fn standing(section: &mut Section<'_>, sink: &mut Sink) -> Standing {
    let said = section.has("status");
    let found = word(section, "status", &STATUSES, sink);
    found.unwrap_or(if said { Standing::Unsourced } else { Standing::Sourced })
}
