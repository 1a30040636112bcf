//! Settings, rules and options: read again when they change, with their faults shown in their files.

use std::collections::BTreeMap;
use std::path::Path;

use lsp_server::{Request, RequestId, Response};
use serde_json::{Value, json};
use url::Url;

use super::checked::of_fault;
use super::open::Content;
use super::options::Options;
use super::server::Server;
use super::uris;
use crate::findings::Fault;
use crate::host::{absolute, files};
use crate::text::Buffer;

impl Server {
    /// Pushes the faults of settings and rules to their files, unless these are open.
    pub(super) fn publish_config(&mut self) {
        let mut by_file: BTreeMap<Url, Vec<Fault>> = BTreeMap::new();
        for fault in self.projects.all().flat_map(|loaded| loaded.faults.iter()) {
            let path = fault.path.as_deref().map(|path| absolute(Path::new(path)));
            let uri = path.and_then(|path| uris::of_path(&path)).filter(|uri| !self.open.contains_key(uri));
            if let Some(uri) = uri {
                by_file.entry(uri).or_default().push(fault.clone());
            }
        }
        let gone: Vec<Url> = self.published.iter().filter(|uri| !by_file.contains_key(uri)).cloned().collect();
        for uri in gone {
            self.published.remove(&uri);
            if !self.open.contains_key(&uri) {
                self.notify("textDocument/publishDiagnostics", json!({ "uri": uri, "diagnostics": [] }));
            }
        }
        for (uri, faults) in by_file {
            if self.published.insert(uri.clone()) {
                let text = uris::file(&uri).and_then(|path| files::read(&path, 50).ok());
                let text = text.map_or_else(String::new, |input| input.text.to_string());
                let buffer = Buffer::new(text, self.client.encoding);
                let diagnostics: Vec<_> = faults.iter().map(|fault| of_fault(fault, &buffer)).collect();
                self.notify("textDocument/publishDiagnostics", json!({ "uri": uri, "diagnostics": diagnostics }));
            }
        }
    }

    /// Reads settings and rules again, and checks every document.
    pub(super) fn reload(&mut self) {
        self.projects.forget();
        // Faults that stay are pushed again, since their text may have changed.
        for uri in std::mem::take(&mut self.published) {
            if !self.open.contains_key(&uri) {
                self.notify("textDocument/publishDiagnostics", json!({ "uri": uri, "diagnostics": [] }));
            }
        }
        for uri in self.open.keys().cloned().collect::<Vec<_>>() {
            self.sort(&uri);
            self.check(&uri);
        }
        self.refresh();
    }

    /// Decides again what a document is.
    pub(super) fn sort(&mut self, uri: &Url) {
        let open = &self.open[uri];
        let (text, format) = (open.buffer.text().to_owned(), open.format);
        let new = self.content(&uris::path(uri), &text, format);
        let open = self.open.get_mut(uri).expect("it is open");
        match (&mut open.content, new) {
            // What waits for the old check waits for the next one.
            (Content::Draft { checked, .. }, Content::Draft { .. }) => *checked = None,
            (Content::Config(_), Content::Config(_)) | (Content::Other, Content::Other) => {}
            (content, new) => {
                let old = std::mem::replace(content, new);
                let was_shown = !matches!(old, Content::Other);
                self.drop_content(old);
                if was_shown {
                    self.push(uri, &json!([]));
                }
            }
        }
    }

    /// Has the client ask again.
    pub(super) fn refresh(&mut self) {
        if self.client.pulls && self.client.refreshes {
            self.demand("workspace/diagnostic/refresh", Value::Null);
        }
        if self.client.refreshes_hints {
            self.demand("workspace/inlayHint/refresh", Value::Null);
        }
    }

    /// Asks the client something. Answers the id of the request.
    fn demand(&mut self, method: &str, params: Value) -> RequestId {
        self.asked_of_client += 1;
        let id = RequestId::from(self.asked_of_client);
        self.send(Request { id: id.clone(), method: method.to_owned(), params });
        id
    }

    pub(super) fn take_options(&mut self, value: &Value) {
        let (options, wrong) = Options::read(value);
        self.options = options;
        for message in wrong {
            self.notify("window/showMessage", json!({ "type": 2, "message": format!("factlint: {message}") }));
        }
    }

    /// Has the client say when settings, rules or baselines change.
    pub(super) fn register(&mut self) {
        if !self.client.watches {
            return;
        }
        let watchers = json!([{ "globPattern": "**/*.toml" }, { "globPattern": "**/factlint-baseline.json" }]);
        let files = json!({
            "id": "files",
            "method": "workspace/didChangeWatchedFiles",
            "registerOptions": { "watchers": watchers }
        });
        self.demand("client/registerCapability", json!({ "registrations": [files] }));
    }

    pub(super) fn ask_configuration(&mut self) {
        if self.client.configures {
            let params = json!({ "items": [{ "section": "factlint" }] });
            self.configuration = Some(self.demand("workspace/configuration", params));
        }
    }

    pub(super) fn response(&mut self, response: Response) {
        // An answer to an older question may be out of date.
        if self.configuration.as_ref() != Some(&response.id) {
            return;
        }
        self.configuration = None;
        let options = response.response_result.ok().and_then(|answer| answer.get(0).cloned());
        if let Some(options) = options.filter(Value::is_object) {
            let before = self.options.clone();
            self.take_options(&options);
            if self.options != before {
                self.reload();
            }
        }
    }
}
