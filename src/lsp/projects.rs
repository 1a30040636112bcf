//! The projects of the documents: settings and rules, read when a document first needs them, and again when they change.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::options::Options;
use super::worker::threads;
use crate::findings::Fault;
use crate::host::sources::{self, Sources};
use crate::host::{absolute, current, day};
use crate::project::{Located, Overrides, Project, Setup};

/// A project and what is wrong with its settings and rules.
#[derive(Debug, Clone)]
pub(super) struct Loaded {
    pub(super) project: Arc<Project>,
    pub(super) faults: Arc<Vec<Fault>>,
}

/// Every project in use.
#[derive(Debug, Default)]
pub(super) struct Projects {
    /// By the settings file; `None` without one.
    loaded: BTreeMap<Option<PathBuf>, Loaded>,
    /// The settings file of each folder.
    folders: BTreeMap<PathBuf, Option<PathBuf>>,
}

impl Projects {
    /// The project of a path.
    pub(super) fn of(&mut self, path: &Path, options: &Options) -> Loaded {
        let folder = absolute(path.parent().unwrap_or(Path::new("")));
        let settings = self.folders.entry(folder).or_insert_with_key(|folder| sources::nearest_above(folder)).clone();
        self.loaded.entry(settings).or_insert_with_key(|settings| load(settings.as_deref(), options)).clone()
    }

    /// Forgets everything that was read.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }

    /// Every project in use.
    pub(super) fn all(&self) -> impl Iterator<Item = &Loaded> {
        self.loaded.values()
    }
}

fn load(settings: Option<&Path>, options: &Options) -> Loaded {
    let located = settings.map(sources::project_at).unwrap_or_default();
    let rules = sources::rules(&Sources::default(), &located, &[], false).without_failing();
    let mut faults = located.faults.clone();
    faults.extend(rules.faults);
    let as_of = options.day().and_then(Result::ok).or(located.settings.as_of).map(day);
    let overrides = Overrides {
        select: options.select.clone(),
        extend_select: options.extend_select.clone(),
        ignore: options.ignore.clone(),
        as_of,
        threads: threads(),
        ..Overrides::default()
    };
    let known = sources::baseline(&located, &mut faults);
    let located = Located { faults: Vec::new(), ..located };
    let (rules, own) = (rules.rules, rules.files);
    let setup = Setup { located, rules, own, overrides, transcripts: Vec::new(), current: current() };
    let mut project = Project::new(setup, &mut faults);
    faults.extend(project.no_rule_runs());
    if let Some((baseline, folder)) = known {
        project = project.with_baseline(baseline, folder);
    }
    Loaded { project: Arc::new(project), faults: Arc::new(faults) }
}
