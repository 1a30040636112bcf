//! Files that own the values of a check of scope `project`: they are compared with the drafts of every run, also of one that
//! names only some files, as a commit hook does.

use std::path::{Path, PathBuf};

use super::args::Check;
use super::projects::Projects;
use crate::findings::Fault;
use crate::host::absolute;
use crate::host::files;
use crate::report::Run;

/// The owners that are not among the drafts of a run.
#[derive(Debug, Default)]
pub(super) struct Owners {
    all: Vec<Owner>,
}

#[derive(Debug)]
struct Owner {
    check: String,
    path: PathBuf,
    /// As the check names it.
    named: String,
}

impl Owners {
    /// Looks for them, and reads the settings of their folders.
    pub(super) fn missing(
        projects: &mut Projects,
        args: &Check,
        files: &[PathBuf],
        manuals: bool,
        faults: &mut Vec<Fault>,
    ) -> Self {
        let here = absolute(Path::new(""));
        let mut all: Vec<Owner> = Vec::new();
        for workspace in projects.all() {
            for (check, named) in workspace.engine.owners() {
                let whole = absolute(&workspace.located.folder.join(named));
                let path = whole.strip_prefix(&here).map_or(whole.clone(), Path::to_owned);
                let is_draft = files.iter().any(|file| file.ends_with(named) || absolute(file) == whole);
                if !is_draft && all.iter().all(|known| known.check != check || known.path != path) {
                    all.push(Owner { check: check.to_owned(), path, named: named.to_owned() });
                }
            }
        }
        let paths: Vec<PathBuf> =
            all.iter().filter(|owner| owner.path.is_file()).map(|owner| owner.path.clone()).collect();
        projects.gather(args, &paths, manuals, faults);
        Self { all }
    }

    /// Adds the values of the owners that have something to be compared with; one that cannot be read is a warning.
    pub(super) fn read(&self, run: &mut Run, check: impl Fn(&PathBuf) -> Run) {
        let mut read: Vec<&PathBuf> = Vec::new();
        for Owner { check: id, path, named } in &self.all {
            if !run.slots.iter().any(|slot| slot.check == *id) {
                continue;
            }
            if !path.is_file() {
                let message = format!(
                    "`{id}` compares drafts with {named}, which is not there: they were only compared with each other"
                );
                run.faults.push(Fault::of_file("missing-owner", files::shown(path), message).warning());
            } else if !read.contains(&path) {
                read.push(path);
                let of_owner = check(path);
                run.slots.extend(of_owner.slots);
                run.faults.extend(of_owner.faults);
            }
        }
    }

    /// Removes what concerns only the owners, which are no drafts of the run.
    pub(super) fn leave(&self, run: &mut Run) {
        let paths: Vec<String> = self.all.iter().map(|owner| files::shown(&owner.path)).collect();
        let of_run = |path: &str| !paths.iter().any(|owner| owner == path);
        run.findings.retain(|finding| of_run(&finding.primary.place.input.path));
    }
}
