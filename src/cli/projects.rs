//! The settings of each draft: those of the nearest `factlint.toml` above it, made ready.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::advice;
use super::args::Check;
use super::check::MOST;
use super::transcripts;
use crate::document::Document;
use crate::document::records::Fields;
use crate::findings::Fault;
use crate::host::files::STDIN;
use crate::host::sources::{self, Sources};
use crate::host::{absolute, current, day};
use crate::project::{Located, Overrides, Project, Setup, shown};
use crate::settings::{Globs, Placed, Settings};

/// A project with the rules of its settings and of the call. Its own checks whose examples fail are left out.
fn project(
    args: &Check,
    located: Located,
    transcripts: &[Document],
    manuals: bool,
    faults: &mut Vec<Fault>,
) -> Project {
    let loaded = sources::rules(&args.lint.sources, &located, &[], manuals).without_failing();
    let mut of_rules = loaded.faults;
    let (own, rules) = (loaded.files, loaded.rules);
    faults.extend(located.faults.iter().cloned());
    faults.append(&mut of_rules);
    let overrides = overrides(args, &located.settings);
    let located = Located { faults: Vec::new(), ..located };
    let setup = Setup { located, rules, own, overrides, transcripts: transcripts.to_vec(), current: current() };
    Project::new(setup, faults)
}

/// What the call asks for over the settings.
fn overrides(args: &Check, settings: &Settings) -> Overrides {
    let lint = &args.lint;
    Overrides {
        select: lint.select.clone(),
        extend_select: lint.extend_select.clone(),
        ignore: lint.ignore.clone(),
        as_of: lint.as_of.or(settings.as_of).map(day),
        fields: Fields { text: lint.text_field.clone(), id: lint.id_field.clone(), date: lint.date_field.clone() },
        threads: 0,
    }
}

/// Reads the settings of a call. A lone standard input has those of the path that it is said to have.
pub(super) fn of_call(args: &Check) -> Located {
    let lone = args.lint.drafts().iter().all(|path| path.as_os_str() == STDIN);
    let is_given = args.lint.sources.config.is_some() || args.lint.sources.no_config;
    let named = args.lint.stdin_filename.as_ref().filter(|_| lone && !is_given);
    let Some(name) = named else { return located(&args.lint.sources) };
    let folder = Path::new(name).parent().unwrap_or(Path::new(""));
    sources::nearest_above(folder).map_or_else(Located::default, |path| located_at(&path))
}

/// Reads the settings that the flags name, with advice on keys that are flags.
pub(super) fn located(sources: &Sources) -> Located {
    advised(sources::project(sources))
}

/// Reads a settings file, with advice on keys that are flags.
pub(super) fn located_at(path: &Path) -> Located {
    advised(sources::project_at(path))
}

fn advised(mut located: Located) -> Located {
    located.faults.iter_mut().filter(|fault| fault.code == "unknown-key").for_each(advice::on_key);
    located
}

/// Every settings file that the drafts of a run are under. The first is that of the current folder: what concerns the whole
/// run comes from it.
pub(super) struct Projects {
    all: Vec<Project>,
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
    pub(super) fn new(args: &Check, located: Located, manuals: bool, faults: &mut Vec<Fault>) -> Self {
        let most = args.lint.max_size.or(located.settings.max_size).unwrap_or(MOST);
        let transcripts = transcripts::read(&args.lint.transcript, most, faults);
        let first = project(args, located, &transcripts, manuals, faults);
        let stdin = args.lint.stdin_filename.as_ref().map(PathBuf::from);
        let patterns = args.lint.exclude.iter().map(|word| Placed { word: word.clone(), place: None });
        let patterns: Vec<Placed> = patterns.collect();
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
                    let known =
                        self.all.iter().position(|known| known.located.path.is_some() && known.folder() == found);
                    known.unwrap_or_else(|| {
                        let located = located_at(&path);
                        self.all.push(project(args, located, &self.transcripts, manuals, faults));
                        self.all.len() - 1
                    })
                }
            };
            self.folders.insert(folder.to_owned(), number);
        }
    }

    /// The settings of the run.
    pub(super) fn first(&self) -> &Project {
        &self.all[0]
    }

    /// The pattern of the call, or of the settings of a draft, that excludes a file or folder.
    pub(super) fn excludes<'p>(&'p self, workspace: &'p Project, path: &Path, is_folder: bool) -> Option<&'p str> {
        let whole = absolute(path);
        let below = whole.strip_prefix(absolute(Path::new(""))).unwrap_or(&whole);
        self.exclude.by(&shown(below), is_folder).or_else(|| workspace.excludes(path, is_folder))
    }

    /// All settings in use, the first of which are those of the run.
    pub(super) fn all(&self) -> impl Iterator<Item = &Project> {
        self.all.iter()
    }

    /// The settings of a draft.
    pub(super) fn of(&self, file: &Path) -> &Project {
        let known = self.folder(file).and_then(|folder| self.folders.get(folder));
        &self.all[known.copied().unwrap_or(0)]
    }

    /// The folder whose settings hold for a draft; `None` for standard input without a name.
    fn folder<'p>(&'p self, file: &'p Path) -> Option<&'p Path> {
        let named = if file.as_os_str() == STDIN { self.stdin.as_deref()? } else { file };
        Some(named.parent().unwrap_or(Path::new("")))
    }
}
