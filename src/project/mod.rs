//! Rules with the settings of a project, applied to the paths of its drafts. Used by the command line, the language server and
//! programs that embed the linter.
//!
//! Pure: the host reads files and the clock, and hands over what it read.

mod answer;
mod inspect;
pub mod names;
mod options;
mod paths;

pub use answer::{Answer, Version};
pub use inspect::Inspected;
pub use options::{Overrides, requested};
pub use paths::{absolute, shown};

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::document::records::Fields;
use crate::document::{self, DayFrom, Document, Format, FrontKeys, GivenDay, unread};
use crate::engine::{Cancel, Engine, Report};
use crate::findings::{Fault, Finding, Silenced, SilencedBy};
use crate::rules::RuleSet;
use crate::settings::{Baseline, DayPaths, Globs, Placed, Settings};
use crate::text::Input;

/// Settings that were read, and where they are from.
#[derive(Debug, Clone, Default)]
pub struct Located {
    /// The settings.
    pub settings: Settings,
    /// The file, if there is one.
    pub path: Option<PathBuf>,
    /// The folder that their patterns are relative to, as the host names it.
    pub folder: PathBuf,
    /// Faults of the file.
    pub faults: Vec<Fault>,
}

/// What a project is made of.
#[derive(Debug, Default)]
pub struct Setup {
    /// Its settings.
    pub located: Located,
    /// Its rules.
    pub rules: RuleSet,
    /// Paths of the rule files that are not embedded.
    pub own: Vec<String>,
    /// What the caller asks for over the settings.
    pub overrides: Overrides,
    /// Transcripts to compare quotations with.
    pub transcripts: Vec<Document>,
    /// The absolute folder that relative paths start from.
    pub current: PathBuf,
}

/// Rules that are silent below some paths.
#[derive(Debug)]
struct PathIgnore {
    globs: Globs,
    /// Whether they are silent everywhere else instead.
    inverted: bool,
    rules: Vec<String>,
    /// As it is written.
    pattern: String,
}

impl PathIgnore {
    fn holds(&self, path: &str) -> bool {
        self.globs.is_match(path) != self.inverted
    }
}

/// Settings with everything made of them. Immutable: share it between threads.
#[derive(Debug)]
pub struct Project {
    /// The settings, and where they are from. Its faults are those that [`Project::new`] answers.
    pub located: Located,
    /// The rules made ready.
    pub engine: Engine,
    /// Paths of the rule files that are not embedded.
    pub own: Vec<String>,
    /// The names of the fields of records.
    pub fields: Fields,
    ignores: Vec<PathIgnore>,
    narrative: Globs,
    exclude: Globs,
    days: DayPaths,
    /// Paths of drafts in a language.
    languages: Vec<(Globs, String)>,
    keys: FrontKeys,
    /// The reader of files with an ending, as the settings have it; `None` inside: none.
    formats: BTreeMap<String, Option<Format>>,
    current: PathBuf,
    /// The folder that patterns are relative to, absolute.
    folder: PathBuf,
    /// Whether any setting speaks of paths.
    of_paths: bool,
    /// Known findings, and the absolute folder that their paths start from.
    known: Option<(Baseline, PathBuf)>,
}

impl Project {
    /// Makes settings ready for use. Whatever is wrong with them becomes a fault, and the rest is used.
    pub fn new(setup: Setup, faults: &mut Vec<Fault>) -> Self {
        let Setup { mut located, rules, own, overrides, transcripts, current } = setup;
        faults.append(&mut located.faults);
        let mut options = options::options(&overrides, &located.settings, &rules, faults);
        options.transcripts = transcripts;
        let settings = &located.settings;
        let ignores = path_ignores(settings, &rules, faults);
        let folder = absolute(&current, &located.folder);
        let of_tables = settings.per_file_ignores.iter().map(|(glob, _)| glob);
        let of_tables = of_tables.chain(settings.languages.iter().map(|(glob, _)| glob));
        faults.extend(absolute_patterns(settings.exclude.iter().chain(&settings.narrative).chain(of_tables), &folder));
        let engine = Engine::new(rules, options);
        faults.extend(engine.faults());
        let lists = [&settings.narrative, &settings.exclude, &settings.as_of_paths];
        Self {
            ignores,
            own,
            narrative: Globs::new(&settings.narrative, faults),
            exclude: Globs::new(&settings.exclude, faults),
            days: DayPaths::new(&settings.as_of_paths, faults),
            languages: settings
                .languages
                .iter()
                .map(|(glob, language)| (Globs::new(std::slice::from_ref(glob), faults), language.word.clone()))
                .collect(),
            keys: front_keys(settings),
            formats: settings.formats.iter().map(|(ending, format)| (ending.word.clone(), *format)).collect(),
            fields: options::fields(&overrides, settings),
            folder,
            engine,
            of_paths: lists.iter().any(|list| !list.is_empty())
                || !settings.per_file_ignores.is_empty()
                || !settings.languages.is_empty(),
            current,
            located,
            known: None,
        }
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.located.settings
    }

    /// Hides the findings of a baseline; `folder` is the absolute folder that its paths start from.
    #[must_use]
    pub fn with_baseline(mut self, baseline: Baseline, folder: PathBuf) -> Self {
        self.known = Some((baseline, folder));
        self
    }

    /// The absolute folder that patterns of the settings are relative to.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A path as patterns see it: from the folder of the settings, with `/`.
    fn below(&self, path: &str) -> String {
        let whole = absolute(&self.current, Path::new(path));
        shown(whole.strip_prefix(&self.folder).unwrap_or(&whole))
    }

    /// The pattern of the settings that excludes a file, or a folder.
    pub fn excludes(&self, path: &Path, is_folder: bool) -> Option<&str> {
        if !self.of_paths {
            return None;
        }
        self.exclude.by(&self.below(&shown(path)), is_folder)
    }

    /// The reader of a file by its ending: the settings take precedence.
    pub fn format_of(&self, path: &Path) -> Option<Format> {
        let name = shown(path);
        let mapped = unread::ending(&name).and_then(|ending| self.formats.get(&ending).copied());
        mapped.unwrap_or_else(|| Format::from_path(&name))
    }

    /// Returns `true` if the settings name the reader of a file by its ending.
    pub fn maps(&self, path: &Path) -> bool {
        unread::ending(&shown(path)).is_some_and(|ending| self.formats.contains_key(&ending))
    }

    /// A fault if the settings or the call leave no rule to run.
    pub fn no_rule_runs(&self) -> Option<Fault> {
        let checks = &self.engine.rules().checks;
        if checks.iter().any(|check| self.engine.runs(&check.id)) {
            return None;
        }
        if checks.is_empty() {
            let fault = Fault::of_call("no-rules", "the built-in rules are off, and there are no others");
            return Some(fault.note("`--rules`, or `rules` in factlint.toml, names rule files").warning());
        }
        let fault = match self.located.path.as_deref().map(shown) {
            Some(path) => Fault::of_file("no-rules", path, "no rule is left to run"),
            None => Fault::of_call("no-rules", "no rule is left to run"),
        };
        Some(
            fault
                .note("what `select` names, `ignore` takes out again; `factlint rules list` shows which rules are off")
                .warning(),
        )
    }

    /// Reads a text, with the keys of front matter that the settings name.
    pub fn read(&self, format: Format, input: &Arc<Input>) -> Document {
        document::read_with(format, input, &self.keys)
    }

    /// Applies the settings for its path to a document.
    pub fn prepare(&self, document: &mut Document) {
        if !self.of_paths {
            return;
        }
        let path = self.below(&document.inputs[document.inputs.len() - 1].path);
        document.narrative |= self.narrative.is_match(&path);
        if document.language.is_none() {
            let found = self.languages.iter().rev().find(|(globs, _)| globs.is_match(&path));
            document.language = found.map(|(_, language)| language.clone());
        }
        if let Some(day) = self.days.day(&path) {
            document.days.retain(|given| given.from != DayFrom::FileName);
            document.days.push(GivenDay { day, from: DayFrom::FileName, place: None });
        }
    }

    /// Checks a document with the settings for its path.
    pub fn check(&self, document: &mut Document) -> Report {
        self.check_until(document, &Cancel::default()).expect("nobody cancels it")
    }

    /// Checks a document with the settings for its path; `None` if it was cancelled.
    pub fn check_until(&self, document: &mut Document, cancel: &Cancel) -> Option<Report> {
        self.prepare(document);
        let mut report = self.engine.check_until(document, cancel)?;
        let path = &document.inputs[document.inputs.len() - 1].path;
        report.silenced.extend(self.silences(path, &mut report.findings));
        if let Some((baseline, folder)) = &self.known {
            let below = |path: &str| {
                let whole = absolute(&self.current, Path::new(path));
                shown(whole.strip_prefix(folder).unwrap_or(&whole))
            };
            report.silenced.extend(baseline.hide(&mut report.findings, below));
        }
        Some(report)
    }

    /// Removes findings that the settings ignore in a file.
    pub fn silences(&self, path: &str, findings: &mut Vec<Finding>) -> Vec<Silenced> {
        if self.ignores.is_empty() { Vec::new() } else { self.silence(&self.below(path), findings) }
    }

    fn silence(&self, below: &str, findings: &mut Vec<Finding>) -> Vec<Silenced> {
        let mut found = Vec::new();
        for PathIgnore { rules, pattern, .. } in self.ignores.iter().filter(|one| one.holds(below)) {
            let silent = findings.extract_if(.., |finding| rules.contains(&finding.rule));
            found.extend(silent.map(|finding| Silenced {
                finding,
                by: SilencedBy::Settings,
                reason: Some(format!("per-file-ignores of \"{pattern}\"")),
            }));
        }
        found
    }
}

fn path_ignores(settings: &Settings, rules: &RuleSet, faults: &mut Vec<Fault>) -> Vec<PathIgnore> {
    let mut ignores = Vec::new();
    for (glob, silent) in &settings.per_file_ignores {
        faults.extend(silent.iter().filter_map(|rule| names::unknown_rule(rule, &rules.checks)));
        let silent = silent.iter().map(|rule| rule.word.clone()).collect();
        // "!archive/": everywhere else.
        let (inverted, word) = glob.word.strip_prefix('!').map_or((false, &*glob.word), |word| (true, word));
        let plain = Placed { word: word.to_owned(), place: glob.place.clone() };
        let globs = Globs::new(std::slice::from_ref(&plain), faults);
        ignores.push(PathIgnore { globs, inverted, rules: silent, pattern: glob.word.clone() });
    }
    ignores
}

/// Faults of patterns that are absolute paths into the folder of the settings: they never match.
fn absolute_patterns<'p>(patterns: impl Iterator<Item = &'p Placed>, folder: &Path) -> Vec<Fault> {
    let fault = |pattern: &Placed| {
        let path = pattern.word.strip_prefix('!').unwrap_or(&pattern.word);
        let rest = Path::new(path)
            .strip_prefix(folder)
            .ok()
            .filter(|rest| folder.parent().is_some() && *rest != Path::new(""))?;
        let rest = shown(rest);
        let end = if path.ends_with('/') { "/" } else { "" };
        let message = format!("`{path}`: patterns are relative to the folder of the settings");
        Some(pattern.fault("bad-glob", message).note(format!("write `/{rest}{end}`")))
    };
    patterns.filter_map(fault).collect()
}

fn front_keys(settings: &Settings) -> FrontKeys {
    let names = |keys: &[Placed]| keys.iter().map(|key| key.word.to_lowercase()).collect();
    FrontKeys {
        date: names(&settings.date_keys),
        title: names(&settings.title_keys),
        language: names(&settings.language_keys),
    }
}
