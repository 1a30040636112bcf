//! Documents as the editor opens, changes and closes them, and their checks.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use gen_lsp_types::TextDocumentContentChangeEvent;
use lsp_server::{ErrorCode, Notification, RequestId, Response};
use serde_json::{Value, json};
use url::Url;

use super::checked::Checked;
use super::config_files::{self, Kind};
use super::open::{Content, Open, format_of};
use super::positions;
use super::server::Server;
use super::uris;
use super::worker::Job;
use crate::document::Format;
use crate::engine::Cancel;
use crate::host::absolute;
use crate::host::files;
use crate::host::sources::MOST;
use crate::project::shown;
use crate::text::{Buffer, Input};

impl Server {
    pub(super) fn notification(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        match method.as_str() {
            "textDocument/didOpen" => self.opened(&params),
            "textDocument/didChange" => self.changed(&params),
            "textDocument/didSave" => self.saved(&params),
            "textDocument/didClose" => self.closed(&params),
            "workspace/didChangeWatchedFiles" => self.reload(),
            "workspace/didChangeConfiguration" => {
                if self.client.configures {
                    self.ask_configuration();
                } else {
                    self.take_options(&params["settings"]);
                    self.reload();
                }
            }
            "workspace/didChangeWorkspaceFolders" => self.change_folders(&params["event"]),
            "$/cancelRequest" => self.cancelled(&params["id"]),
            _ => {}
        }
    }

    pub(super) fn opened(&mut self, params: &Value) {
        let item = &params["textDocument"];
        let Some(uri) = item["uri"].as_str().and_then(|uri| Url::parse(uri).ok()) else { return };
        let text = item["text"].as_str().unwrap_or_default().to_owned();
        let path = uris::path(&uri);
        let format = format_of(item["languageId"].as_str().unwrap_or_default());
        let content = self.content(&path, &text, format);
        if let Some(old) = self.open.remove(&uri) {
            self.drop_content(old.content);
        }
        let buffer = Buffer::new(text, self.client.encoding);
        let version = item["version"].as_i64().map_or(0, |version| version as i32);
        if self.client.pulls && self.published.remove(&uri) {
            // Its faults were pushed while it was closed; now the client asks for them.
            self.notify("textDocument/publishDiagnostics", json!({ "uri": uri, "diagnostics": [] }));
        }
        self.open.insert(uri.clone(), Open { uri: uri.clone(), version, buffer, format, content });
        self.check(&uri);
    }

    /// What a document is.
    pub(super) fn content(&mut self, path: &Path, text: &str, format: Option<Format>) -> Content {
        match config_files::kind(path, text) {
            Some(_) => Content::Config(Vec::new()),
            None if self.is_draft(path, format) => {
                Content::Draft { checked: None, running: Cancel::default(), waiting: Vec::new() }
            }
            None => Content::Other,
        }
    }

    /// Stops the check of a draft, and has the client ask again what waits for it.
    pub(super) fn drop_content(&self, content: Content) {
        if let Content::Draft { running, waiting, .. } = content {
            running.cancel();
            for (id, _) in waiting {
                self.refuse(id, ErrorCode::ContentModified, "the document was changed or closed");
            }
        }
    }

    /// Returns `true` if a document is checked: a reader takes it, and the settings do not leave it out.
    pub(super) fn is_draft(&mut self, path: &Path, format: Option<Format>) -> bool {
        let project = self.projects.of(path, &self.options).project;
        let is_off = project.maps(path) && project.format_of(path).is_none();
        let known = project.format_of(path).or(format);
        known.is_some_and(|format| !format.is_read_only_if_named() && !format.is_package())
            && !is_off
            && project.excludes(path, false).is_none()
    }

    pub(super) fn changed(&mut self, params: &Value) {
        let Some(uri) = self.uri_of(params) else { return };
        let open = self.open.get_mut(&uri).expect("it is open");
        let changes: Vec<TextDocumentContentChangeEvent> =
            serde_json::from_value(params["contentChanges"].clone()).unwrap_or_default();
        for change in changes {
            match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    open.buffer.change(Some(positions::points(part.range)), &part.text);
                }
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => {
                    open.buffer.change(None, &whole.text);
                }
            }
        }
        open.version = params["textDocument"]["version"].as_i64().map_or(open.version + 1, |version| version as i32);
        if !matches!(open.content, Content::Draft { .. }) {
            // The first table of a TOML file says if it has rules.
            self.sort(&uri);
        }
        self.check(&uri);
    }

    pub(super) fn saved(&mut self, params: &Value) {
        let Some(uri) = self.uri_of(params) else { return };
        // Clients that watch no files say only here that settings and rules changed.
        if matches!(self.open[&uri].content, Content::Config(_)) {
            self.reload();
        }
    }

    pub(super) fn closed(&mut self, params: &Value) {
        let Some(uri) = self.uri_of(params) else { return };
        let Some(open) = self.open.remove(&uri) else { return };
        self.drop_content(open.content);
        self.notify("textDocument/publishDiagnostics", json!({ "uri": uri, "diagnostics": [] }));
        self.publish_config();
    }

    pub(super) fn uri_of(&self, params: &Value) -> Option<Url> {
        let uri = params["textDocument"]["uri"].as_str().and_then(|uri| Url::parse(uri).ok())?;
        self.open.contains_key(&uri).then_some(uri)
    }

    pub(super) fn change_folders(&mut self, event: &Value) {
        let folders = |name: &str| -> Vec<PathBuf> {
            let list = event[name].as_array().into_iter().flatten();
            list.filter_map(|one| uris::file(&Url::parse(one["uri"].as_str()?).ok()?)).collect()
        };
        let removed = folders("removed");
        self.client.folders.retain(|folder| !removed.contains(folder));
        self.client.folders.extend(folders("added"));
        self.refresh();
    }

    pub(super) fn cancelled(&mut self, id: &Value) {
        let Ok(id) = serde_json::from_value::<RequestId>(id.clone()) else { return };
        if let Some(cancel) = self.asked.remove(&id) {
            cancel.cancel();
            return self.refuse(id, ErrorCode::RequestCanceled, "cancelled");
        }
        for open in self.open.values_mut() {
            if let Content::Draft { waiting, .. } = &mut open.content
                && let Some(at) = waiting.iter().position(|(waiting, _)| *waiting == id)
            {
                waiting.remove(at);
                return self.refuse(id, ErrorCode::RequestCanceled, "cancelled");
            }
        }
    }

    /// Checks the current version of a document.
    pub(super) fn check(&mut self, uri: &Url) {
        let path = uris::path(uri);
        let others = self.other_rules(uri, &path);
        let Some(open) = self.open.get_mut(uri) else { return };
        match &mut open.content {
            Content::Draft { running, .. } => {
                running.cancel();
                *running = Cancel::default();
                let project = self.projects.of(&path, &self.options).project;
                let of_name = project.format_of(&path);
                self.workers.add(Job {
                    uri: uri.clone(),
                    path: shown(&path),
                    format: of_name.or(open.format),
                    text: open.buffer.text().to_owned(),
                    version: open.version,
                    project,
                    cancel: running.clone(),
                });
            }
            Content::Config(faults) => {
                let kind = config_files::kind(&path, open.buffer.text()).unwrap_or(Kind::Rules);
                *faults = config_files::diagnostics(kind, &shown(&path), &open.buffer, &others);
                let faults = faults.clone();
                self.push(uri, &json!(faults));
            }
            Content::Other => {}
        }
        self.publish_config();
    }

    /// The other rule files of the project of a rule file, as the editor has them.
    fn other_rules(&mut self, uri: &Url, path: &Path) -> Vec<Arc<Input>> {
        if !matches!(self.open.get(uri).map(|open| &open.content), Some(Content::Config(_))) {
            return Vec::new();
        }
        let own = self.projects.of(path, &self.options).project.own.clone();
        let others = own.iter().map(|own| absolute(Path::new(own))).filter(|other| other != path);
        let input = |other: PathBuf| match uris::of_path(&other).and_then(|uri| self.open.get(&uri)) {
            Some(open) => Some(Input::file(&shown(&other), open.buffer.text())),
            None => files::read(&other, MOST).ok(),
        };
        others.filter_map(input).collect()
    }

    /// Takes the result of a check, unless a newer one is wanted.
    pub(super) fn done(&mut self, uri: &Url, cancel: &Cancel, new: Checked) {
        let Some(open) = self.open.get_mut(uri) else { return };
        let Content::Draft { checked, waiting, .. } = &mut open.content else { return };
        if cancel.is_cancelled() || new.answer.version != open.version {
            return;
        }
        debug_assert_eq!(new.text(), open.buffer.text(), "the text of a version is that of the editor");
        let new = Arc::new(new);
        *checked = Some(Arc::clone(&new));
        let waiting = std::mem::take(waiting);
        let diagnostics = json!(new.diagnostics(self.here(&self.open[uri])));
        self.push(uri, &diagnostics);
        for (id, question) in waiting {
            let answer = self.answer(uri, &question, &new);
            self.send(Response::new_ok(id, answer));
        }
    }

    /// Pushes the diagnostics of an open document to a client that does not ask for them.
    pub(super) fn push(&self, uri: &Url, diagnostics: &Value) {
        if !self.client.pulls {
            let version = self.open.get(uri).map(|open| open.version);
            let params = json!({ "uri": uri, "version": version, "diagnostics": diagnostics });
            self.notify("textDocument/publishDiagnostics", params);
        }
    }
}
