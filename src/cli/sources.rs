//! Settings and rules, from where the caller and the project put them.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::Sources;
use super::files::{read, rule_files, shown};
use crate::embedded;
use crate::examples;
use crate::findings::Fault;
use crate::kinds;
use crate::rules::{RuleSet, extend};
use crate::settings::{self, FILE_NAME, Settings};
use crate::text::Input;

/// Largest settings or rule file, in megabytes.
const MOST: u64 = 50;

/// The settings in use.
pub(super) struct Project {
    /// What they say.
    pub(super) settings: Settings,
    /// The folder that their paths are relative to.
    pub(super) folder: PathBuf,
    pub(super) faults: Vec<Fault>,
}

/// Reads the settings: the named file, or the nearest `factlint.toml` above the current folder.
pub(super) fn project(sources: &Sources) -> Project {
    let none = || Project { settings: Settings::default(), folder: PathBuf::new(), faults: Vec::new() };
    if sources.no_config {
        return none();
    }
    let Some(path) = sources.config.clone().or_else(nearest) else {
        return none();
    };
    let folder = path.parent().map(Path::to_owned).unwrap_or_default();
    match read(&path, MOST) {
        Ok(input) => {
            let (settings, faults) = settings::read(&input);
            Project { settings, folder, faults }
        }
        Err(fault) => Project { folder, faults: vec![fault], ..none() },
    }
}

/// `factlint.toml` of the current folder, or of the nearest one above it within the same repository.
fn nearest() -> Option<PathBuf> {
    let here = PathBuf::from(FILE_NAME);
    if here.is_file() {
        return Some(here);
    }
    let current = env::current_dir().ok()?;
    let mut folder = current.as_path();
    while !folder.join(".git").exists() {
        folder = folder.parent()?;
        let path = folder.join(FILE_NAME);
        if path.is_file() {
            return Some(path);
        }
    }
    None
}

/// Rules that are loaded.
pub(super) struct Loaded {
    pub(super) rules: RuleSet,
    pub(super) faults: Vec<Fault>,
    /// Paths of the rule files that are not embedded.
    files: Vec<String>,
}

impl Loaded {
    /// Paths of the rule files that are not embedded.
    pub(super) fn own(&self) -> Vec<String> {
        self.files.clone()
    }

    /// Whether a check comes from a file of the project.
    pub(super) fn is_own(&self, path: &str) -> bool {
        self.files.iter().any(|file| file == path)
    }

    /// Takes out the project's checks whose examples fail; each failure is a fault.
    pub(super) fn without_failing(mut self) -> Self {
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
pub(super) fn rules(sources: &Sources, project: &Project, more: &[PathBuf], manuals: bool) -> Loaded {
    let embedded_in_use = !sources.no_default_rules && project.settings.default_rules != Some(false);
    let base = if embedded_in_use {
        let checks = if manuals { embedded::checks_with_manuals() } else { embedded::checks() };
        RuleSet { checks, ..embedded::rules() }
    } else {
        RuleSet::default()
    };
    let mut faults = Vec::new();
    let of_settings = project.settings.rules.iter().map(|rule| (project.folder.join(&rule.word), rule.place.clone()));
    let of_call = sources.rules.iter().chain(more).map(|path| (path.clone(), None));
    let mut inputs: Vec<Arc<Input>> = Vec::new();
    for (path, place) in of_settings.chain(of_call) {
        match rule_files(&path) {
            Ok(files) => files.iter().for_each(|file| match read(file, MOST) {
                Ok(input) if inputs.iter().any(|known| known.path == input.path) => {}
                Ok(input) => inputs.push(input),
                Err(fault) => faults.push(fault),
            }),
            Err(fault) => faults.push(match place {
                Some(place) => Fault::at("unreadable-rules", place, format!("{}: {}", shown(&path), fault.message)),
                None => fault,
            }),
        }
    }
    if inputs.is_empty() {
        return Loaded { rules: base, faults, files: Vec::new() };
    }
    let (rules, wrong) = extend(&base, &inputs, &kinds::specs());
    faults.extend(wrong);
    Loaded { rules, faults, files: inputs.iter().map(|input| input.path.to_string()).collect() }
}
