//! A project's settings, `factlint.toml`.

mod baseline;
mod keys;
mod paths;

pub use baseline::{BASELINE_NAME, Baseline, Entry};
pub use keys::{KEYS, Key, Takes, key, schema};
pub use paths::{DayPaths, Globs};

use std::collections::BTreeMap;
use std::sync::Arc;

use toml::Spanned;

use crate::document::Format;
use crate::engine::{LANGUAGE_CODES, is_language_code};
use crate::findings::{Fault, Severity};
use crate::rules::toml_reader::{Section, Sink, hint, parse};
use crate::text::{Input, Place};
use crate::time::Day;

/// Name of the settings file.
pub const FILE_NAME: &str = "factlint.toml";

/// The day that all drafts speak from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsOf {
    /// A day.
    Day(Day),
    /// The day of the run, by the machine's clock.
    Today,
}

impl AsOf {
    /// `today` or an ISO day.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "today" { Some(Self::Today) } else { Day::parse(text).map(Self::Day) }
    }
}

/// The least severity that makes the exit status 1; `None` inside: no finding does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FailOn(pub Option<Severity>);

impl FailOn {
    /// Every word that may be written, with its meaning.
    pub const ALL: [(&'static str, Self); 4] = [
        ("error", Self(Some(Severity::Error))),
        ("warning", Self(Some(Severity::Warning))),
        ("hint", Self(Some(Severity::Hint))),
        ("never", Self(None)),
    ];

    /// The meaning of a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == word).map(|&(_, meaning)| meaning)
    }
}

/// A string in a settings file, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The word.
    pub word: String,
    /// Its place; `None` for words of the command line.
    pub place: Option<Place>,
}

impl Placed {
    /// A fault at the word.
    pub fn fault(&self, code: &'static str, message: impl Into<String>) -> Fault {
        match &self.place {
            Some(place) => Fault::at(code, place.clone(), message),
            None => Fault::of_call(code, message),
        }
    }
}

/// The contents of a settings file. Every key is optional.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Where each key that is set has its value.
    pub places: BTreeMap<&'static str, Place>,
    /// Settings files to start from, relative to this one.
    pub extends: Vec<Placed>,
    /// Folders or files of rules, relative to the file that names them.
    pub rules: Vec<Placed>,
    /// Whether the embedded rules are used.
    pub default_rules: Option<bool>,
    /// Only these checks.
    pub select: Vec<Placed>,
    /// These checks too.
    pub extend_select: Vec<Placed>,
    /// Not these checks.
    pub ignore: Vec<Placed>,
    /// The severity of each rule's plainest findings; `None` inside: the rule is off.
    pub severity: Vec<(Placed, Option<Severity>)>,
    /// Patterns of paths, each with rules that are silent there.
    pub per_file_ignores: Vec<(Placed, Vec<Placed>)>,
    /// The day that all drafts speak from.
    pub as_of: Option<AsOf>,
    /// Path patterns that give the day.
    pub as_of_paths: Vec<Placed>,
    /// Front matter keys for the day, best first.
    pub date_keys: Vec<Placed>,
    /// Front matter keys for the title, best first.
    pub title_keys: Vec<Placed>,
    /// Front matter keys for the language, best first.
    pub language_keys: Vec<Placed>,
    /// The language of drafts that do not say.
    pub language: Option<Placed>,
    /// Path patterns, each with the language of the drafts that do not say.
    pub languages: Vec<(Placed, Placed)>,
    /// Endings of files, in lower case and without the dot, each with its reader; `None` inside: files are not read.
    pub formats: Vec<(Placed, Option<Format>)>,
    /// The field of records with the text.
    pub text_field: Option<Placed>,
    /// That with the id.
    pub id_field: Option<Placed>,
    /// That with the date.
    pub date_field: Option<Placed>,
    /// Path patterns of narratives.
    pub narrative: Vec<Placed>,
    /// What makes the exit status 1.
    pub fail_on: Option<FailOn>,
    /// Whether hints are printed.
    pub hints: Option<bool>,
    /// Patterns of paths that a folder walk leaves out.
    pub exclude: Vec<Placed>,
    /// Whether files that are named are left out too.
    pub force_exclude: Option<bool>,
    /// Largest file that is read, in megabytes (10^6 bytes).
    pub max_size: Option<u64>,
    /// Outputs, as `--output` takes them.
    pub output: Vec<Placed>,
    /// The file of known findings, relative to the file that names it.
    pub baseline: Option<Placed>,
    /// Whether ignore comments must give a reason.
    pub require_reasons: Option<bool>,
}

impl Settings {
    /// These settings on top of others: a value takes the place of the other's, tables are joined entry by entry.
    #[must_use]
    pub fn over(self, base: Self) -> Self {
        let list = |own: Vec<Placed>, other: Vec<Placed>, key: &str| {
            if self.places.contains_key(key) { own } else { other }
        };
        let mut severity = base.severity;
        severity.retain(|(rule, _)| self.severity.iter().all(|(own, _)| own.word != rule.word));
        severity.extend(self.severity);
        let mut per_file_ignores = base.per_file_ignores;
        per_file_ignores.retain(|(glob, _)| self.per_file_ignores.iter().all(|(own, _)| own.word != glob.word));
        per_file_ignores.extend(self.per_file_ignores);
        let mut formats = base.formats;
        formats.retain(|(ending, _)| self.formats.iter().all(|(own, _)| own.word != ending.word));
        formats.extend(self.formats);
        let mut languages = base.languages;
        languages.retain(|(glob, _)| self.languages.iter().all(|(own, _)| own.word != glob.word));
        languages.extend(self.languages);
        Self {
            extends: self.extends,
            rules: list(self.rules, base.rules, "rules"),
            default_rules: self.default_rules.or(base.default_rules),
            select: list(self.select, base.select, "select"),
            extend_select: list(self.extend_select, base.extend_select, "extend-select"),
            ignore: list(self.ignore, base.ignore, "ignore"),
            severity,
            per_file_ignores,
            as_of: self.as_of.or(base.as_of),
            as_of_paths: list(self.as_of_paths, base.as_of_paths, "as-of-paths"),
            date_keys: list(self.date_keys, base.date_keys, "date-keys"),
            title_keys: list(self.title_keys, base.title_keys, "title-keys"),
            language_keys: list(self.language_keys, base.language_keys, "language-keys"),
            language: self.language.or(base.language),
            languages,
            formats,
            text_field: self.text_field.or(base.text_field),
            id_field: self.id_field.or(base.id_field),
            date_field: self.date_field.or(base.date_field),
            narrative: list(self.narrative, base.narrative, "narrative"),
            fail_on: self.fail_on.or(base.fail_on),
            hints: self.hints.or(base.hints),
            exclude: list(self.exclude, base.exclude, "exclude"),
            force_exclude: self.force_exclude.or(base.force_exclude),
            max_size: self.max_size.or(base.max_size),
            output: list(self.output, base.output, "output"),
            baseline: self.baseline.or(base.baseline),
            require_reasons: self.require_reasons.or(base.require_reasons),
            places: base.places.into_iter().chain(self.places).collect(),
        }
    }
}

impl Settings {
    /// Warnings of lists that do nothing. An empty list that takes out that of another file does something.
    fn empty_lists(&self) -> Vec<Fault> {
        let list = |message: String, place: &Placed| {
            place.fault("empty-list", message).note("list rules, for example [\"weekday\"]").warning()
        };
        let ignores = self.per_file_ignores.iter().filter(|(_, rules)| rules.is_empty());
        let mut found: Vec<Fault> = ignores
            .map(|(glob, _)| list(format!("nothing is ignored in `{}`: the list is empty", glob.word), glob))
            .collect();
        let select = self.places.get("select").filter(|_| self.select.is_empty() && self.extends.is_empty());
        if let Some(place) = select {
            let key = Placed { word: "select".to_owned(), place: Some(place.clone()) };
            found.push(list("`select` is empty, so all rules run that are on by default".to_owned(), &key));
        }
        found
    }
}

/// Reads a settings file. Never fails: what could be read is there, and every fault.
pub fn read(input: &Arc<Input>) -> (Settings, Vec<Fault>) {
    let mut sink = Sink::new(input);
    let table = parse(input.text.strip_prefix('\u{feff}').unwrap_or(&input.text), &mut sink);
    let mut root = Section::new(&table, 0..0);
    let there = KEYS.iter().filter(|key| root.has(key.name));
    let settings = Settings {
        places: there.map(|key| (key.name, sink.place(root.range_of(key.name)))).collect(),
        extends: placed(&mut root, "extends", &mut sink),
        rules: placed(&mut root, "rules", &mut sink),
        default_rules: root.boolean("default-rules", &mut sink),
        select: placed(&mut root, "select", &mut sink),
        extend_select: placed(&mut root, "extend-select", &mut sink),
        ignore: placed(&mut root, "ignore", &mut sink),
        severity: severities(&mut root, &mut sink),
        per_file_ignores: ignores(&mut root, &mut sink),
        as_of: as_of(&mut root, &mut sink),
        as_of_paths: placed(&mut root, "as-of-paths", &mut sink),
        date_keys: placed(&mut root, "date-keys", &mut sink),
        title_keys: placed(&mut root, "title-keys", &mut sink),
        language_keys: placed(&mut root, "language-keys", &mut sink),
        language: root.string("language", &mut sink).map(|word| one(word, &sink)),
        languages: languages(&mut root, &mut sink),
        formats: formats(&mut root, &mut sink),
        text_field: root.string("text-field", &mut sink).map(|word| one(word, &sink)),
        id_field: root.string("id-field", &mut sink).map(|word| one(word, &sink)),
        date_field: root.string("date-field", &mut sink).map(|word| one(word, &sink)),
        narrative: placed(&mut root, "narrative", &mut sink),
        fail_on: fail_on(&mut root, &mut sink),
        hints: root.boolean("hints", &mut sink),
        exclude: placed(&mut root, "exclude", &mut sink),
        force_exclude: root.boolean("force-exclude", &mut sink),
        max_size: root.integer("max-size", 1..=4_000, &mut sink).map(i64::unsigned_abs),
        output: placed(&mut root, "output", &mut sink),
        baseline: root.string("baseline", &mut sink).map(|word| one(word, &sink)),
        require_reasons: root.boolean("require-reasons", &mut sink),
    };
    root.finish(&mut sink);
    let mut faults = sink.finish();
    faults.iter_mut().for_each(|fault| misplaced(fault, input));
    faults.iter_mut().filter(|fault| fault.code == "syntax").for_each(|fault| other_syntax(fault, input));
    faults.extend(settings.empty_lists());
    // The tables that other files have around such settings.
    let is_table =
        |fault: &&mut Fault| ["unknown key `factlint`", "unknown key `tool`"].contains(&fault.message.as_str());
    faults
        .iter_mut()
        .filter(is_table)
        .for_each(|fault| fault.notes = vec!["the keys of this file are in no table".to_owned()]);
    (settings, faults)
}

/// Adds advice to a fault where YAML or JSON is written in place of TOML.
fn other_syntax(fault: &mut Fault, input: &Arc<Input>) {
    let Some(place) = &fault.place else { return };
    let start = input.text[..place.span.start as usize].rfind('\n').map_or(0, |end| end + 1);
    let line = input.text[start..].lines().next().unwrap_or_default().trim();
    let is_yaml = line.split_once(':').is_some_and(|(key, _)| keys::key(key.trim_matches('"')).is_some());
    if is_yaml || line.starts_with('{') {
        fault.notes.push("settings are TOML: `select = [\"weekday\", \"age\"]`".to_owned());
    }
}

/// Adds advice to a fault at a key of the file that is below the header of a table.
fn misplaced(fault: &mut Fault, input: &Arc<Input>) {
    let Some(place) = &fault.place else { return };
    let start = place.span.start as usize;
    let line = input.text[..start].rfind('\n').map_or(0, |end| end + 1);
    let key = input.text[line..].split(['=', '\n']).next().unwrap_or_default().trim();
    let header = input.text[..line].lines().rev().map(str::trim).find(|line| line.starts_with('['));
    if let Some(header) = header.filter(|_| keys::key(key).is_some()) {
        fault.notes.push(format!("`{key}` is a key of the file, not of `{header}`: move it above the first table"));
    }
}

fn one(word: Spanned<String>, sink: &Sink) -> Placed {
    Placed { place: Some(sink.place(word.span())), word: word.into_inner() }
}

fn severities(root: &mut Section<'_>, sink: &mut Sink) -> Vec<(Placed, Option<Severity>)> {
    let mut found = Vec::new();
    let entries = root.section("severity", sink).map(|section| section.all_strings(sink)).unwrap_or_default();
    for (rule, word) in entries {
        let all = [Severity::Error, Severity::Warning, Severity::Hint];
        let severity = all.into_iter().find(|severity| severity.word() == word.get_ref());
        if severity.is_some() || word.get_ref() == keys::OFF {
            found.push((one(rule, sink), severity));
            continue;
        }
        let notes = hint(word.get_ref(), all.iter().map(|severity| severity.word()).chain([keys::OFF]));
        let expected = "a severity must be \"error\", \"warning\", \"hint\" or \"off\"";
        sink.fault("unknown-value", word.span(), expected).notes = notes;
    }
    found
}

fn languages(root: &mut Section<'_>, sink: &mut Sink) -> Vec<(Placed, Placed)> {
    let mut found = Vec::new();
    let entries = root.section("languages", sink).map(|section| section.all_strings(sink)).unwrap_or_default();
    for (glob, word) in entries {
        if is_language_code(word.get_ref()) {
            found.push((one(glob, sink), one(word, sink)));
            continue;
        }
        let message = format!("`{}` is not a language code", word.get_ref());
        sink.fault("unknown-language", word.span(), message).notes = vec![LANGUAGE_CODES.to_owned()];
    }
    // The last one that matches decides, but tables are sorted by their keys.
    found.sort_by_key(|(glob, _)| glob.place.as_ref().map(|place| place.span.start));
    found
}

fn formats(root: &mut Section<'_>, sink: &mut Sink) -> Vec<(Placed, Option<Format>)> {
    let mut found = Vec::new();
    let entries = root.section("formats", sink).map(|section| section.all_strings(sink)).unwrap_or_default();
    for (ending, word) in entries {
        let format = Format::from_name(word.get_ref());
        if ending.get_ref().contains('/') || ending.get_ref().trim_start_matches(['*', '.']).contains(['*', '.']) {
            let message = format!("`{}` is no ending of files", ending.get_ref());
            let notes = vec!["`formats` maps endings to formats: `formats = { page = \"markdown\" }`".to_owned()];
            sink.fault("unknown-value", ending.span(), message).notes = notes;
            continue;
        }
        if format.is_some() || word.get_ref() == keys::OFF {
            let mut ending = one(ending, sink);
            ending.word = ending.word.trim_start_matches(['*', '.']).to_lowercase();
            found.push((ending, format));
            continue;
        }
        let names: Vec<&str> = Format::names().chain([keys::OFF]).collect();
        let meant = Format::meant(word.get_ref()).map(|meant| vec![format!("did you mean `{meant}`?")]);
        let notes = meant.unwrap_or_else(|| hint(word.get_ref(), names.iter().copied()));
        let expected = format!("a format must be one of {}", names.join(", "));
        sink.fault("unknown-value", word.span(), expected).notes = notes;
    }
    found
}

fn ignores(root: &mut Section<'_>, sink: &mut Sink) -> Vec<(Placed, Vec<Placed>)> {
    let entries = root.section("per-file-ignores", sink).map(|section| section.all_lists(sink)).unwrap_or_default();
    let rules = |words: Vec<Spanned<String>>, sink: &Sink| words.into_iter().map(|word| one(word, sink)).collect();
    entries.into_iter().map(|(glob, words)| (one(glob, sink), rules(words, sink))).collect()
}

fn placed(root: &mut Section<'_>, key: &'static str, sink: &mut Sink) -> Vec<Placed> {
    let words = root.strings(key, sink);
    words.into_iter().map(|word| one(word, sink)).collect()
}

fn as_of(root: &mut Section<'_>, sink: &mut Sink) -> Option<AsOf> {
    if root.is_word("as-of", "today") { Some(AsOf::Today) } else { root.day("as-of", sink).map(AsOf::Day) }
}

fn fail_on(root: &mut Section<'_>, sink: &mut Sink) -> Option<FailOn> {
    let word = root.string("fail-on", sink)?;
    let found = FailOn::parse(word.get_ref());
    if found.is_none() {
        let notes = hint(word.get_ref(), FailOn::ALL.iter().map(|(known, _)| *known));
        let expected = "`fail-on` must be \"error\", \"warning\", \"hint\" or \"never\"";
        sink.fault("unknown-value", word.span(), expected).notes = notes;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_may_be_said() {
        let text = "rules = [\"house/\"]\ndefault-rules = false\nselect = \"office-holder\"\nas-of = 2025-01-20\n\
                    language = \"en\"\nfail-on = \"warning\"\nhints = true\nexclude = [\"old/**\"]\nmax-size = 5\n";
        let (settings, faults) = read(&Input::file(FILE_NAME, text));
        assert_eq!(faults, []);
        assert_eq!(settings.rules[0].word, "house/");
        assert_eq!(settings.as_of, AsOf::parse("2025-01-20"));
        assert_eq!(settings.fail_on, Some(FailOn(Some(Severity::Warning))));
        assert_eq!((settings.default_rules, settings.hints, settings.max_size), (Some(false), Some(true), Some(5)));
    }

    #[test]
    fn today_is_a_word() {
        assert_eq!(read(&Input::file(FILE_NAME, "as-of = \"today\"")).0.as_of, Some(AsOf::Today));
    }

    #[test]
    fn every_fault_is_told_with_its_place() {
        let text = "rule = [\"house/\"]\nfail-on = \"warnin\"\nhints = 1\nas-of = \"soon\"\n";
        let faults = read(&Input::file(FILE_NAME, text)).1;
        let told: Vec<(&str, u32, &[String])> = faults
            .iter()
            .map(|f| (f.code, f.place.as_ref().expect("a place").start().line, f.notes.as_slice()))
            .collect();
        let near = |word: &str| vec![format!("did you mean `{word}`?")];
        assert_eq!(told[0], ("unknown-key", 1, near("rules").as_slice()));
        assert_eq!(told[1], ("unknown-value", 2, near("warning").as_slice()));
        assert_eq!((told[2].0, told[2].1), ("wrong-type", 3));
        assert_eq!((told[3].0, told[3].1, told.len()), ("bad-date", 4, 4));
    }

    #[test]
    fn every_key_is_read_and_has_an_example() {
        let text = KEYS.iter().map(|key| key.example).collect::<Vec<_>>().join("\n");
        let (settings, faults) = read(&Input::file(FILE_NAME, text.as_str()));
        assert_eq!(faults, []);
        let named: Vec<&str> = settings.places.keys().copied().collect();
        let mut known: Vec<&str> = KEYS.iter().map(|key| key.name).collect();
        known.sort_unstable();
        assert_eq!(named, known);
        assert_eq!(settings.severity[0].1, Some(Severity::Warning));
        let (glob, rules) = &settings.per_file_ignores[0];
        assert_eq!((glob.word.as_str(), rules[0].word.as_str()), ("archive/", "office-holder"));
    }

    #[test]
    fn what_extends_wins() {
        let base = "select = [\"a\", \"b\"]\nhints = true\nmax-size = 5\nseverity = { a = \"hint\", b = \"off\" }\n";
        let own = "select = [\"c\"]\nhints = false\nseverity = { a = \"error\" }\n";
        let (base, own) = (read(&Input::file("base.toml", base)).0, read(&Input::file(FILE_NAME, own)).0);
        let joined = own.over(base);
        assert_eq!((joined.select[0].word.as_str(), joined.select.len()), ("c", 1));
        assert_eq!((joined.hints, joined.max_size), (Some(false), Some(5)));
        let severity: Vec<(&str, Option<Severity>)> =
            joined.severity.iter().map(|(rule, severity)| (rule.word.as_str(), *severity)).collect();
        assert_eq!(severity, [("b", None), ("a", Some(Severity::Error))]);
        assert_eq!(&*joined.places["max-size"].input.path, "base.toml");
        assert_eq!(joined.places["select"].text(), "[\"c\"]");
    }
}
