//! The settings of each draft: those of the nearest `factlint.toml` above it, made ready.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::args::Check;
use super::check::{MOST, day};
use super::files::STDIN;
use super::names::unknown_rule;
use super::sources::{self, Project};
use super::transcripts;
use crate::document::records::Fields;
use crate::document::unread;
use crate::document::{self, DayFrom, Document, Format, FrontKeys, GivenDay};
use crate::engine::{Engine, Options, Report, main_language};
use crate::findings::{Fault, Finding, Silenced, SilencedBy};
use crate::rules::RuleSet;
use crate::settings::{DayPaths, Globs, Placed, Settings};
use crate::text::Input;

/// Rules that are silent below some paths.
struct PathIgnore {
    globs: Globs,
    /// Whether they are silent everywhere else instead.
    inverted: bool,
    rules: Vec<String>,
    /// As it is written.
    pattern: String,
}

/// Settings with everything made of them.
pub(super) struct Workspace {
    pub(super) project: Project,
    pub(super) engine: Engine,
    /// Paths of the rule files that are not built in.
    pub(super) own: Vec<String>,
    ignores: Vec<PathIgnore>,
    narrative: Globs,
    exclude: Globs,
    days: DayPaths,
    /// Paths of drafts in a language.
    languages: Vec<(Globs, String)>,
    keys: FrontKeys,
    /// The reader of files with an ending, as the settings have it; `None` inside: none.
    formats: BTreeMap<String, Option<Format>>,
    /// The names of the fields of records.
    pub(super) fields: Fields,
    /// The folder that patterns are relative to, absolute.
    folder: PathBuf,
    /// Whether any setting speaks of paths.
    of_paths: bool,
}

impl PathIgnore {
    fn holds(&self, path: &str) -> bool {
        self.globs.is_match(path) != self.inverted
    }
}

impl Workspace {
    fn new(
        args: &Check,
        mut project: Project,
        transcripts: &[Document],
        manuals: bool,
        faults: &mut Vec<Fault>,
    ) -> Self {
        let loaded = sources::rules(&args.lint.sources, &project, &[], manuals).without_failing();
        let own = loaded.own();
        faults.append(&mut project.faults);
        faults.extend(loaded.faults);
        let mut options = options(args, &project, &loaded.rules, faults);
        options.transcripts = transcripts.to_vec();
        let settings = &project.settings;
        let mut ignores = Vec::new();
        for (glob, rules) in &settings.per_file_ignores {
            faults.extend(rules.iter().filter_map(|rule| unknown_rule(rule, &loaded.rules.checks)));
            let rules = rules.iter().map(|rule| rule.word.clone()).collect();
            // "!archive/": everywhere else.
            let (inverted, word) = glob.word.strip_prefix('!').map_or((false, &*glob.word), |word| (true, word));
            let plain = Placed { word: word.to_owned(), place: glob.place.clone() };
            let globs = Globs::new(std::slice::from_ref(&plain), faults);
            ignores.push(PathIgnore { globs, inverted, rules, pattern: glob.word.clone() });
        }
        let folder = absolute(&project.folder);
        let of_tables = settings.per_file_ignores.iter().map(|(glob, _)| glob);
        let of_tables = of_tables.chain(settings.languages.iter().map(|(glob, _)| glob));
        faults.extend(absolute_patterns(settings.exclude.iter().chain(&settings.narrative).chain(of_tables), &folder));
        let engine = Engine::new(loaded.rules, options);
        faults.extend(engine.faults());
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
            fields: fields(args, settings),
            folder,
            engine,
            of_paths: [&settings.narrative, &settings.exclude, &settings.as_of_paths]
                .iter()
                .any(|list| !list.is_empty())
                || !settings.per_file_ignores.is_empty()
                || !settings.languages.is_empty(),
            project,
        }
    }

    /// A path as patterns see it: from the folder of the settings, with `/`.
    fn below(&self, path: &str) -> String {
        let whole = absolute(Path::new(path));
        match whole.strip_prefix(&self.folder) {
            Ok(rest) => super::files::shown(rest),
            Err(_) => super::files::shown(&whole),
        }
    }

    /// The pattern of the settings that excludes a file, or a folder.
    pub(super) fn excludes(&self, path: &Path, is_folder: bool) -> Option<&str> {
        if !self.of_paths {
            return None;
        }
        self.exclude.by(&self.below(&super::files::shown(path)), is_folder)
    }

    /// The reader of a file by its ending: the settings take precedence.
    pub(super) fn format_of(&self, path: &Path) -> Option<Format> {
        let name = super::files::shown(path);
        let mapped = unread::ending(&name).and_then(|ending| self.formats.get(&ending).copied());
        mapped.unwrap_or_else(|| Format::from_path(&name))
    }

    /// Returns `true` if the settings name the reader of a file by its ending.
    pub(super) fn maps(&self, path: &Path) -> bool {
        unread::ending(&super::files::shown(path)).is_some_and(|ending| self.formats.contains_key(&ending))
    }

    /// A fault if the settings or the call leave no rule to run.
    pub(super) fn no_rule_runs(&self) -> Option<Fault> {
        let checks = &self.engine.rules().checks;
        if checks.iter().any(|check| self.engine.runs(&check.id)) {
            return None;
        }
        if checks.is_empty() {
            let fault = Fault::of_call("no-rules", "the built-in rules are off, and there are no others");
            return Some(fault.note("`--rules`, or `rules` in factlint.toml, names rule files").warning());
        }
        let fault = match self.project.path.as_deref().map(super::files::shown) {
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
    pub(super) fn read(&self, format: Format, input: &Arc<Input>) -> Document {
        document::read_with(format, input, &self.keys)
    }

    /// Applies the settings for its path to a document.
    pub(super) fn prepare(&self, document: &mut Document) {
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
    pub(super) fn check(&self, document: &mut Document) -> Report {
        self.prepare(document);
        let mut report = self.engine.check(document);
        let path = &document.inputs[document.inputs.len() - 1].path;
        report.silenced.extend(self.silences(path, &mut report.findings));
        report
    }

    /// Removes findings that the settings ignore in a file.
    pub(super) fn silences(&self, path: &str, findings: &mut Vec<Finding>) -> Vec<Silenced> {
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

/// Faults of patterns that are absolute paths into the folder of the settings: they never match.
fn absolute_patterns<'p>(patterns: impl Iterator<Item = &'p Placed>, folder: &Path) -> Vec<Fault> {
    let fault = |pattern: &Placed| {
        let path = pattern.word.strip_prefix('!').unwrap_or(&pattern.word);
        let rest = Path::new(path)
            .strip_prefix(folder)
            .ok()
            .filter(|rest| folder.parent().is_some() && *rest != Path::new(""))?;
        let rest = super::files::shown(rest);
        let end = if path.ends_with('/') { "/" } else { "" };
        let message = format!("`{path}`: patterns are relative to the folder of the settings");
        Some(pattern.fault("bad-glob", message).note(format!("write `/{rest}{end}`")))
    };
    patterns.filter_map(fault).collect()
}

/// The fields of records: the command line takes precedence.
fn fields(args: &Check, settings: &Settings) -> Fields {
    let word =
        |own: &Option<String>, set: &Option<Placed>| own.clone().or_else(|| set.as_ref().map(|set| set.word.clone()));
    Fields {
        text: word(&args.lint.text_field, &settings.text_field),
        id: word(&args.lint.id_field, &settings.id_field),
        date: word(&args.lint.date_field, &settings.date_field),
    }
}

fn front_keys(settings: &Settings) -> FrontKeys {
    let names = |keys: &[Placed]| keys.iter().map(|key| key.word.to_lowercase()).collect();
    FrontKeys {
        date: names(&settings.date_keys),
        title: names(&settings.title_keys),
        language: names(&settings.language_keys),
    }
}

/// An absolute path without `.` and `..`, as the current folder has it; links are not followed.
pub(super) fn absolute(path: &Path) -> PathBuf {
    let whole = std::env::current_dir().unwrap_or_default().join(path);
    let mut found = PathBuf::new();
    for part in whole.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                found.pop();
            }
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => found.push(part),
        }
    }
    found
}

/// Words of the command line.
fn of_call(words: &[String]) -> impl Iterator<Item = Placed> {
    words.iter().map(|word| Placed { word: word.clone(), place: None })
}

/// What settings ask an engine for.
pub(super) fn asked(settings: &Settings) -> Options {
    let words = |placed: &[Placed]| placed.iter().map(|placed| placed.word.clone()).collect();
    Options {
        select: words(&settings.select),
        extend_select: words(&settings.extend_select),
        ignore: words(&settings.ignore),
        as_of: settings.as_of.map(day),
        language: settings.language.as_ref().map(|placed| placed.word.clone()),
        severity: settings.severity.iter().map(|(rule, severity)| (rule.word.clone(), *severity)).collect(),
        require_reasons: settings.require_reasons == Some(true),
        transcripts: Vec::new(),
    }
}

/// Returns a fault if there are no rules for a language.
fn unknown_language(placed: &Placed, rules: &RuleSet) -> Option<Fault> {
    let known = || rules.words.iter().map(|words| words.language.as_str());
    if known().any(|known| known == main_language(&placed.word)) {
        return None;
    }
    let mut fault = placed.fault("unknown-language", format!("there are no rules for the language `{}`", placed.word));
    let is_name = |words: &&crate::rules::Words| words.items("language-name").contains(&main_language(&placed.word));
    fault.notes.extend(rules.words.iter().find(is_name).map(|words| format!("did you mean `{}`?", words.language)));
    let all: Vec<String> = known().map(|known| format!("`{known}`")).collect();
    fault.notes.push(format!("available languages: {}", all.join(", ")));
    Some(fault)
}

/// The options of the engine: the command line takes precedence over settings.
fn options(args: &Check, project: &Project, rules: &RuleSet, faults: &mut Vec<Fault>) -> Options {
    let settings = &project.settings;
    let mut options = asked(settings);
    let outranked = !args.lint.select.is_empty();
    if outranked {
        options.select.clone_from(&args.lint.select);
    }
    options.extend_select.extend(args.lint.extend_select.iter().cloned());
    options.ignore.extend(args.lint.ignore.iter().cloned());
    options.as_of = args.lint.as_of.map(day).or(options.as_of);
    let of_call =
        [&args.lint.select, &args.lint.extend_select, &args.lint.ignore].into_iter().flat_map(|words| of_call(words));
    let selected = if outranked { &[][..] } else { &settings.select };
    let of_settings = selected.iter().chain(&settings.extend_select).chain(&settings.ignore);
    let of_settings = of_settings.chain(settings.severity.iter().map(|(rule, _)| rule)).cloned();
    faults.extend(of_call.chain(of_settings).filter_map(|placed| unknown_rule(&placed, &rules.checks)));
    faults.extend(settings.language.as_ref().and_then(|language| unknown_language(language, rules)));
    options
}

/// Every settings file that the drafts of a run are under. The first is that of the current folder: what concerns the whole
/// run comes from it.
pub(super) struct Projects {
    all: Vec<Workspace>,
    /// The index of the settings for each folder with drafts.
    folders: BTreeMap<PathBuf, usize>,
    /// The path that standard input is said to have.
    stdin: Option<PathBuf>,
    transcripts: Vec<Document>,
    /// Patterns of the call, relative to the current folder.
    exclude: Globs,
}

impl Projects {
    /// Reads the settings of the run.
    pub(super) fn new(args: &Check, project: Project, manuals: bool, faults: &mut Vec<Fault>) -> Self {
        let most = args.lint.max_size.or(project.settings.max_size).unwrap_or(MOST);
        let transcripts = transcripts::read(&args.lint.transcript, most, faults);
        let first = Workspace::new(args, project, &transcripts, manuals, faults);
        let stdin = args.lint.stdin_filename.as_ref().map(PathBuf::from);
        let patterns: Vec<Placed> = of_call(&args.lint.exclude).collect();
        let exclude = Globs::new(&patterns, faults);
        Self { all: vec![first], folders: BTreeMap::new(), stdin, transcripts, exclude }
    }

    /// Reads the settings of every draft. With `--config` or `--no-config`, the first ones apply to all.
    pub(super) fn gather(&mut self, args: &Check, files: &[PathBuf], manuals: bool, faults: &mut Vec<Fault>) {
        if args.lint.sources.config.is_some() || args.lint.sources.no_config {
            return;
        }
        for file in files {
            let Some(folder) = self.folder(file).map(Path::to_owned) else { continue };
            let folder = folder.as_path();
            if self.folders.contains_key(folder) {
                continue;
            }
            let number = match sources::nearest_above(folder) {
                None => 0,
                Some(path) => {
                    let found = absolute(path.parent().unwrap_or(Path::new("")));
                    let known = self.all.iter().position(|known| known.project.path.is_some() && known.folder == found);
                    known.unwrap_or_else(|| {
                        let project = sources::project_at(&path);
                        self.all.push(Workspace::new(args, project, &self.transcripts, manuals, faults));
                        self.all.len() - 1
                    })
                }
            };
            self.folders.insert(folder.to_owned(), number);
        }
    }

    /// The settings of the run.
    pub(super) fn first(&self) -> &Workspace {
        &self.all[0]
    }

    /// The pattern of the call, or of the settings of a draft, that excludes a file or folder.
    pub(super) fn excludes<'p>(&'p self, workspace: &'p Workspace, path: &Path, is_folder: bool) -> Option<&'p str> {
        let whole = absolute(path);
        let below = whole.strip_prefix(absolute(Path::new(""))).unwrap_or(&whole);
        self.exclude.by(&super::files::shown(below), is_folder).or_else(|| workspace.excludes(path, is_folder))
    }

    /// All settings in use, the first of which are those of the run.
    pub(super) fn all(&self) -> impl Iterator<Item = &Workspace> {
        self.all.iter()
    }

    /// The settings of a draft.
    pub(super) fn of(&self, file: &Path) -> &Workspace {
        let known = self.folder(file).and_then(|folder| self.folders.get(folder));
        &self.all[known.copied().unwrap_or(0)]
    }

    /// The folder whose settings hold for a draft; `None` for standard input without a name.
    fn folder<'p>(&'p self, file: &'p Path) -> Option<&'p Path> {
        let named = if file.as_os_str() == STDIN { self.stdin.as_deref()? } else { file };
        Some(named.parent().unwrap_or(Path::new("")))
    }
}
