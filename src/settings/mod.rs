//! A project's settings, `factlint.toml`.
//!
//! May name: `text`, `findings`, `time`, `rules`.

use std::sync::Arc;

use toml::Spanned;

use crate::findings::{Fault, Severity};
use crate::rules::walk::{Section, Sink, hint, parse};
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

/// A word of the settings, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The word.
    pub word: String,
    /// Its place; `None` for words of the command line.
    pub place: Option<Place>,
}

/// What a settings file says. Everything may be missing.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Folders or files of rules, relative to the settings file.
    pub rules: Vec<Placed>,
    /// Whether the embedded rules are used.
    pub default_rules: Option<bool>,
    /// Only these checks.
    pub select: Vec<Placed>,
    /// Not these checks.
    pub ignore: Vec<Placed>,
    /// The day that all drafts speak from.
    pub as_of: Option<AsOf>,
    /// The language of drafts that do not say.
    pub language: Option<String>,
    /// What makes the exit status 1.
    pub fail_on: Option<FailOn>,
    /// Whether hints are printed.
    pub hints: Option<bool>,
    /// Globs of paths that a folder walk leaves out, relative to the settings file.
    pub exclude: Vec<Placed>,
    /// Largest file that is read, in megabytes (10^6 bytes).
    pub max_size: Option<u64>,
}

/// Reads a settings file. Never fails: what could be read is there, and every fault.
pub fn read(input: &Arc<Input>) -> (Settings, Vec<Fault>) {
    let mut sink = Sink::new(input);
    let table = parse(input.text.strip_prefix('\u{feff}').unwrap_or(&input.text), &mut sink);
    let mut root = Section::new(&table, 0..0);
    let settings = Settings {
        rules: placed(&mut root, "rules", &mut sink),
        default_rules: root.boolean("default-rules", &mut sink),
        select: placed(&mut root, "select", &mut sink),
        ignore: placed(&mut root, "ignore", &mut sink),
        as_of: as_of(&mut root, &mut sink),
        language: root.string("language", &mut sink).map(Spanned::into_inner),
        fail_on: fail_on(&mut root, &mut sink),
        hints: root.boolean("hints", &mut sink),
        exclude: placed(&mut root, "exclude", &mut sink),
        max_size: root.integer("max-size", 1..=4_000, &mut sink).map(i64::unsigned_abs),
    };
    root.finish(&mut sink);
    (settings, sink.finish())
}

fn placed(root: &mut Section<'_>, key: &'static str, sink: &mut Sink) -> Vec<Placed> {
    let words = root.strings(key, sink);
    words.into_iter().map(|word| Placed { place: Some(sink.place(word.span())), word: word.into_inner() }).collect()
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
}
