//! Finds settings and rules in folders.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::absolute;
use super::files::{read, rule_files, shown};
use clap::Args;

use crate::embedded;
use crate::engine;
use crate::examples;
use crate::findings::Fault;
use crate::project::Located;
use crate::rules::{RuleSet, extend};
use crate::settings::{self, BASELINE_NAME, Baseline, FILE_NAME, Placed, Settings};
use crate::text::Input;

/// Largest settings or rule file, in megabytes.
pub(crate) const MOST: u64 = 50;

const NO_PATTERNS: &str = "patterns are not expanded here: name the folder, whose .toml files are all read";

/// Reads the settings of a run: the named file, or the nearest `factlint.toml` above the current folder.
pub(crate) fn project(sources: &Sources) -> Located {
    if sources.no_config {
        return Located::default();
    }
    let mut project = match sources.config.clone().or_else(|| nearest_above(Path::new(""))) {
        Some(path) => project_at(&path),
        None => Located { faults: misnamed(), ..Located::default() },
    };
    if Path::new(IGNORE_FILE).is_file() {
        let fault = Fault::of_file("unread-settings", IGNORE_FILE, "is not read").warning();
        project
            .faults
            .push(fault.note(format!("write its patterns into `exclude` of `{FILE_NAME}`, or into a file `.ignore`")));
    }
    project
}

/// Names that settings of other programs have, in lower case, but not those of this one.
const MISNAMED: [&str; 12] = [
    ".factlint.toml",
    ".factlint.yaml",
    ".factlint.yml",
    ".factlint.json",
    ".factlintrc",
    "factlint.tml",
    "factlint.toml.txt",
    "fact-lint.toml",
    "factlint.yaml",
    "factlint.yml",
    "factlint.json",
    "factlint.ini",
];
/// A name that a list of files to leave out has in other programs.
const IGNORE_FILE: &str = ".factlintignore";
/// Files that hold the settings of several programs, and how a table of this one begins.
const SHARED: [(&str, &str); 3] =
    [("pyproject.toml", "[tool.factlint"), ("setup.cfg", "[factlint"), ("tox.ini", "[factlint")];

/// Faults for settings in the current folder that are not read.
fn misnamed() -> Vec<Fault> {
    let fault = |name: &str, why: &str| {
        let fault = Fault::of_file("unread-settings", name, why);
        fault.note(format!("settings of factlint are in `{FILE_NAME}`; `factlint init` writes one")).warning()
    };
    let entries = std::fs::read_dir(env::current_dir().unwrap_or_default()).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    let mut found = Vec::new();
    for name in &names {
        let lower = name.to_lowercase();
        let path = Path::new(name);
        if name == FILE_NAME && path.is_dir() {
            found.push(fault(name, "is a folder, not a file"));
        } else if name == FILE_NAME && !path.exists() {
            found.push(fault(name, "is a link to nothing"));
        } else if path.is_file() && (MISNAMED.contains(&lower.as_str()) || lower == FILE_NAME && name != FILE_NAME) {
            found.push(fault(name, "is not read"));
        }
        let table = SHARED.iter().find(|(shared, _)| shared == name).map(|(_, table)| table);
        let text = table.map(|table| (table, std::fs::read_to_string(name).unwrap_or_default()));
        if text.is_some_and(|(table, text)| text.lines().any(|line| line.trim_start().starts_with(table))) {
            found.push(fault(name, "is not read"));
        }
    }
    found
}

/// Reads a settings file and those that it extends.
pub(crate) fn project_at(path: &Path) -> Located {
    let folder = path.parent().map(Path::to_owned).unwrap_or_default();
    let mut faults = Vec::new();
    let settings = extended(path, &mut Vec::new(), &mut faults);
    Located { settings, path: Some(path.to_owned()), folder, faults }
}

/// A settings file on top of those that it extends; `open` are the files on the way to it.
fn extended(path: &Path, open: &mut Vec<PathBuf>, faults: &mut Vec<Fault>) -> Settings {
    let input = match read(path, MOST) {
        Ok(input) => input,
        Err(fault) => {
            faults.push(fault);
            return Settings::default();
        }
    };
    let (own, mut wrong) = settings::read(&input);
    faults.append(&mut wrong);
    open.push(absolute(path));
    let mut base = Settings::default();
    for other in &own.extends {
        let next = path.parent().unwrap_or(Path::new("")).join(&other.word);
        if open.contains(&absolute(&next)) {
            faults.push(other.fault("extends-itself", format!("`{}` extends this file in a cycle", other.word)));
        } else if next.is_file() {
            base = extended(&next, open, faults).over(base);
        } else {
            let fault = other.fault("missing-file", format!("`{}` is not a file", shown(&next)));
            faults.push(if other.word.contains("://") {
                fault.note("only files are read: save it, and name the file")
            } else {
                fault
            });
        }
    }
    open.pop();
    own.over(base)
}

/// `factlint.toml` of a folder, or of the nearest one above it within the same repository.
pub(crate) fn nearest_above(folder: &Path) -> Option<PathBuf> {
    let mut below = Some(folder);
    while let Some(at) = below {
        let path = at.join(FILE_NAME);
        if path.is_file() {
            return Some(path);
        }
        if at.join(".git").exists() {
            return None;
        }
        below = at.parent();
    }
    if folder.is_absolute() {
        return None;
    }
    // Above the current folder, paths are absolute.
    let current = env::current_dir().ok()?;
    current.parent().filter(|_| !current.join(".git").exists()).and_then(nearest_above)
}

/// The file of known findings: that of the settings, or the default one next to them.
pub(crate) fn baseline_path(located: &Located) -> PathBuf {
    let of_settings = located.settings.baseline.as_ref().map(|named| {
        let file = named.place.as_ref().map(|place| PathBuf::from(&*place.input.path));
        let folder = file.and_then(|file| file.parent().map(Path::to_owned)).unwrap_or_default();
        folder.join(&named.word)
    });
    of_settings.unwrap_or_else(|| located.folder.join(BASELINE_NAME))
}

/// Largest baseline, in megabytes.
pub(crate) const MOST_OF_BASELINE: u64 = 100;

/// The known findings of a project, if it has a file of them.
pub(crate) fn baseline(located: &Located, faults: &mut Vec<Fault>) -> Option<(Baseline, PathBuf)> {
    let path = baseline_path(located);
    if !path.is_file() {
        return None;
    }
    match read(&path, MOST_OF_BASELINE).map_err(Box::new).and_then(|input| Baseline::read(&input)) {
        Ok(baseline) => Some((baseline, absolute(path.parent().unwrap_or(Path::new(""))))),
        Err(fault) => {
            faults.push(*fault);
            None
        }
    }
}

/// Headings of the help, for the flags below.
pub(crate) const RULES: &str = "Rules";
pub(crate) const SETTINGS: &str = "Settings";

/// Where rules and settings come from.
#[derive(Debug, Default, Clone, Args)]
pub(crate) struct Sources {
    /// Folder or file of additional rules; may be repeated.
    #[arg(long = "rules", value_name = "PATH", help_heading = RULES)]
    pub(crate) rules: Vec<PathBuf>,
    /// Do not use the built-in rules.
    #[arg(long, help_heading = RULES)]
    pub(crate) no_default_rules: bool,
    /// Settings file [default: `factlint.toml` in this folder or the nearest parent].
    #[arg(long, value_name = "FILE", conflicts_with = "no_config", help_heading = SETTINGS)]
    pub(crate) config: Option<PathBuf>,
    /// Ignore settings files.
    #[arg(long, help_heading = SETTINGS)]
    pub(crate) no_config: bool,
}

/// Rules that are loaded.
pub(crate) struct Loaded {
    pub(crate) rules: RuleSet,
    pub(crate) faults: Vec<Fault>,
    /// Paths of the rule files that are not embedded.
    pub(crate) files: Vec<String>,
}

impl Loaded {
    /// Paths of the rule files that are not embedded.
    pub(crate) fn own(&self) -> Vec<String> {
        self.files.clone()
    }

    /// Returns `true` if a check is defined in a file of the project.
    pub(crate) fn is_own(&self, path: &str) -> bool {
        self.files.iter().any(|file| file == path)
    }

    /// Takes out the project's checks whose examples fail; each failure is a fault.
    pub(crate) fn without_failing(mut self) -> Self {
        let own: Vec<String> =
            self.rules.checks.iter().filter(|check| self.is_own(&check.path)).map(|check| check.id.clone()).collect();
        for id in own {
            let outcome = examples::run(&self.rules, std::slice::from_ref(&id));
            if !outcome.faults.is_empty() {
                self.rules.checks.retain(|check| check.id != id);
                self.faults.extend(outcome.faults.into_iter().map(|fault| fault.note("the check is not used")));
            }
        }
        self
    }
}

/// Loads the embedded rules, then those of the settings, then those of the call.
pub(crate) fn rules(sources: &Sources, project: &Located, more: &[PathBuf], manuals: bool) -> Loaded {
    let embedded_in_use = !sources.no_default_rules && project.settings.default_rules != Some(false);
    let base = if embedded_in_use {
        let checks = if manuals { embedded::checks_with_manuals() } else { embedded::checks() };
        RuleSet { table: embedded::table(), words: embedded::words(), checks }
    } else {
        RuleSet::default()
    };
    let mut faults = Vec::new();
    // A path is relative to the file that contains it, which may be an extended one.
    let folder = |rule: &Placed| {
        let file = rule.place.as_ref().map(|place| PathBuf::from(&*place.input.path));
        file.and_then(|file| file.parent().map(Path::to_owned)).unwrap_or_default()
    };
    let of_settings = project.settings.rules.iter().map(|rule| (folder(rule).join(&rule.word), rule.place.clone()));
    let of_call = sources.rules.iter().chain(more).map(|path| (path.clone(), None));
    let mut inputs: Vec<Arc<Input>> = Vec::new();
    for (path, place) in of_settings.chain(of_call) {
        match rule_files(&path) {
            Ok(files) if files.is_empty() => {
                let message = format!("{} contains no rule file", shown(&path));
                let fault = match place {
                    Some(place) => Fault::at("no-rule-files", place, message),
                    None => Fault::of_call("no-rule-files", message),
                };
                faults.push(fault.note("rule files end in .toml").warning());
            }
            Ok(files) => files.iter().for_each(|file| match read(file, MOST) {
                Ok(input) if inputs.iter().any(|known| known.path == input.path) => {}
                Ok(input) => inputs.push(input),
                Err(fault) => faults.push(fault),
            }),
            Err(fault) => {
                let fault = match place {
                    Some(place) => Fault::at("unreadable-rules", place, format!("{}: {}", shown(&path), fault.message)),
                    None => fault,
                };
                let is_pattern = path.to_string_lossy().contains(['*', '?']);
                faults.push(if is_pattern { fault.note(NO_PATTERNS) } else { fault });
            }
        }
    }
    if inputs.is_empty() {
        return Loaded { rules: base, faults, files: Vec::new() };
    }
    let (rules, wrong) = extend(&base, &inputs, &engine::specs());
    faults.extend(wrong);
    Loaded { rules, faults, files: inputs.iter().map(|input| input.path.to_string()).collect() }
}
