//! Every draft of the open folders, for clients that ask for the diagnostics of a workspace.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use serde_json::{Value, json};
use url::Url;

use super::checked::{Checked, Here};
use super::navigation::report;
use super::options::Options;
use super::projects::Projects;
use super::uris;
use crate::engine::Cancel;
use crate::host::files::{self, Held};
use crate::kinds::Slot;
use crate::settings::Globs;
use crate::text::{Buffer, Encoding};

/// Largest draft, in megabytes.
const MOST: u64 = 100;

/// What a request for the diagnostics of a workspace needs; a separate thread answers it.
#[derive(Debug)]
pub(super) struct Workspace {
    pub(super) folders: Vec<PathBuf>,
    /// The texts that are open, with their versions: they take the place of their files.
    pub(super) open: BTreeMap<PathBuf, (String, i32)>,
    pub(super) options: Options,
    pub(super) encoding: Encoding,
    /// The reports that the client has.
    pub(super) known: BTreeMap<String, String>,
    pub(super) cancel: Cancel,
}

/// One draft with its check.
struct Draft {
    uri: Url,
    version: Option<i32>,
    buffer: Buffer,
    checked: Checked,
}

impl Workspace {
    /// Checks everything; `None` if it was cancelled.
    pub(super) fn check(self) -> Option<Value> {
        let mut projects = Projects::default();
        let found = files::drafts(&self.folders, &Globs::default());
        let mut wanted = Vec::new();
        for path in found.files {
            let loaded = projects.of(&path, &self.options);
            let format = loaded.project.format_of(&path).filter(|format| !format.is_read_only_if_named());
            if format.is_some() && loaded.project.excludes(&path, false).is_none() {
                wanted.push((path, loaded.project));
            }
        }
        let checked = wanted.par_iter().map(|(path, project)| {
            if self.cancel.is_cancelled() {
                return None;
            }
            let (text, version) = self.text(path)?;
            let format = project.format_of(path);
            let name = crate::project::shown(path);
            let answer = project.check_text(&name, format, &text, version.unwrap_or(0), &self.cancel)?;
            let (uri, buffer) = (uris::of_path(path)?, Buffer::new(text.clone(), self.encoding));
            Some(Draft { uri, version, buffer, checked: Checked::new(answer, text, Arc::clone(project)) })
        });
        let mut drafts: Vec<Draft> = checked.flatten().collect();
        if self.cancel.is_cancelled() {
            return None;
        }
        self.compare(&mut drafts);
        let items: Vec<Value> = drafts.iter().map(|draft| self.item(draft)).collect();
        Some(json!({ "items": items }))
    }

    fn text(&self, path: &Path) -> Option<(String, Option<i32>)> {
        if let Some((text, version)) = self.open.get(path) {
            return Some((text.clone(), Some(*version)));
        }
        match files::draft(path, None, None, MOST) {
            Ok(Held::Text(_, input)) => Some((input.text.to_string(), None)),
            _ => None,
        }
    }

    /// Adds the contradictions between drafts to the draft with the primary place.
    fn compare(&self, drafts: &mut [Draft]) {
        let slots: Vec<Slot> = drafts.iter().flat_map(|draft| draft.checked.answer.slots.clone()).collect();
        let Some(first) = drafts.first() else { return };
        for finding in first.checked.project.engine.across(&slots) {
            let path = &finding.primary.place.input.path;
            let owner = drafts.iter_mut().find(|draft| draft.checked.answer.input.path == *path);
            let Some(draft) = owner else { continue };
            let mut one = vec![finding];
            draft.checked.project.silences(&draft.checked.answer.input.path, &mut one);
            draft.checked.answer.findings.extend(one);
        }
    }

    fn item(&self, draft: &Draft) -> Value {
        let here = Here { uri: &draft.uri, buffer: &draft.buffer, encoding: self.encoding, hints: self.options.hints };
        let known = self.known.get(draft.uri.as_str()).map(String::as_str);
        let mut item = report(&draft.checked.diagnostics(here), known);
        item["uri"] = json!(draft.uri);
        item["version"] = json!(draft.version);
        item
    }
}
