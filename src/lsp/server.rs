//! The loop of the server: messages in, messages out. It owns the documents; threads of `worker.rs` check them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crossbeam_channel::{Receiver, Sender, select, unbounded};
use gen_lsp_types::{InitializeParams, TextDocumentContentChangeEvent};
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};
use url::Url;

use super::buffer::Buffer;
use super::checked::{Checked, Here, of_fault};
use super::config_files::{self, Kind};
use super::initialize::Client;
use super::navigation::{Context, Question, asked_facts, report};
use super::open::{Content, Open, format_of};
use super::options::Options;
use super::projects::Projects;
use super::uris;
use super::worker::{Done, Job, Workers};
use super::workspace::Workspace;
use crate::engine::Cancel;
use crate::findings::Fault;
use crate::host::{absolute, files};
use crate::project::shown;
use crate::report::facts;

/// The id of the request for the configuration.
const CONFIGURATION: &str = "configuration";

/// Serves one client on standard input and output. Answers the exit status: 1 if the client left without `shutdown`.
pub(crate) fn run() -> anyhow::Result<u8> {
    let (connection, threads) = Connection::stdio();
    let status = serve(connection)?;
    threads.join()?;
    Ok(status)
}

/// Serves one client.
pub(super) fn serve(connection: Connection) -> anyhow::Result<u8> {
    let (id, params) = connection.initialize_start()?;
    let params: InitializeParams = match serde_json::from_value(params) {
        Ok(params) => params,
        Err(error) => {
            let message = format!("the parameters of `initialize` cannot be read: {error}");
            connection.sender.send(Response::new_err(id, ErrorCode::InvalidParams as i32, message.clone()).into())?;
            anyhow::bail!(message);
        }
    };
    let client = Client::of(&params);
    connection.initialize_finish(id, client.answer())?;
    let (sender, results) = unbounded();
    let workers = Workers::start(&sender)?;
    let mut server = Server {
        client,
        options: Options::default(),
        projects: Projects::default(),
        open: BTreeMap::new(),
        workers,
        out: connection.sender.clone(),
        published: BTreeSet::new(),
        asked: BTreeMap::new(),
        is_shut: false,
    };
    server.take_options(&params.initialization_options.map(|options| json!(options)).unwrap_or_default());
    server.register();
    server.ask_configuration();
    let status = server.serve(&connection.receiver, &results);
    server.workers.stop();
    Ok(status)
}

struct Server {
    client: Client,
    options: Options,
    projects: Projects,
    open: BTreeMap<Url, Open>,
    workers: Workers,
    out: Sender<Message>,
    /// Files with faults that are not open, and whose diagnostics were pushed.
    published: BTreeSet<Url>,
    /// Requests for a workspace that are running.
    asked: BTreeMap<RequestId, Cancel>,
    is_shut: bool,
}

impl Server {
    fn serve(&mut self, messages: &Receiver<Message>, results: &Receiver<Done>) -> u8 {
        loop {
            select! {
                recv(messages) -> message => match message {
                    Ok(Message::Request(request)) => self.request(request),
                    Ok(Message::Notification(one)) if one.method == "exit" => return u8::from(!self.is_shut),
                    Ok(Message::Notification(one)) => self.notification(one),
                    Ok(Message::Response(response)) => self.response(response),
                    Err(_) => return u8::from(!self.is_shut),
                },
                recv(results) -> done => if let Ok(done) = done {
                    self.done(done);
                },
            }
        }
    }

    fn send(&self, message: impl Into<Message>) {
        // If the client is gone, the next message received says so.
        let _ = self.out.send(message.into());
    }

    fn notify(&self, method: &str, params: Value) {
        self.send(Notification { method: method.to_owned(), params });
    }

    fn refuse(&self, id: RequestId, code: ErrorCode, why: &str) {
        self.send(Response::new_err(id, code as i32, why.to_owned()));
    }

    // Requests.

    fn request(&mut self, request: Request) {
        let Request { id, method, params } = request;
        if self.is_shut {
            return self.refuse(id, ErrorCode::InvalidRequest, "the server is shut down");
        }
        let question = match method.as_str() {
            "shutdown" => {
                self.is_shut = true;
                return self.send(Response::new_ok(id, Value::Null));
            }
            "workspace/diagnostic" => return self.workspace(id, &params),
            "workspace/textDocumentContent" => {
                return match self.facts(&params) {
                    Some(text) => self.send(Response::new_ok(id, json!({ "text": text }))),
                    None => self.refuse(id, ErrorCode::InvalidParams, "nobody of this name is in the facts"),
                };
            }
            "textDocument/completion" => return self.config_help(id, &params, &method),
            _ => question(&method, &params),
        };
        match question {
            Some(Ok(question)) => self.ask(id, question, &params, &method),
            Some(Err(error)) => self.refuse(id, ErrorCode::InvalidParams, &error.to_string()),
            None => self.refuse(id, ErrorCode::MethodNotFound, &format!("`{method}` is not offered")),
        }
    }

    /// Answers a question about a draft, now or when its check is done.
    fn ask(&mut self, id: RequestId, question: Question, params: &Value, method: &str) {
        let uri = params["textDocument"]["uri"].as_str().or_else(|| params["data"]["uri"].as_str()).unwrap_or_default();
        let Some(uri) = Url::parse(uri).ok().filter(|uri| self.open.contains_key(uri)) else {
            return self.refuse(id, ErrorCode::InvalidParams, &format!("{uri} is not open"));
        };
        let open = self.open.get_mut(&uri).expect("it is open");
        let checked = open.current().cloned();
        match (&mut open.content, checked) {
            (Content::Draft { .. }, Some(checked)) => {
                let answer = self.answer(&uri, &question, &checked);
                self.send(Response::new_ok(id, answer));
            }
            (Content::Draft { waiting, .. }, None) => waiting.push((id, question)),
            (Content::Config(faults), _) => match question {
                Question::Diagnostics(known) => {
                    let answer = report(faults.clone(), known.as_deref());
                    self.send(Response::new_ok(id, answer));
                }
                _ => self.config_help(id, params, method),
            },
            (Content::Other, _) => {
                let answer = match question {
                    Question::Diagnostics(known) => report(Vec::new(), known.as_deref()),
                    Question::Actions(_) | Question::Hints(_) => json!([]),
                    _ => Value::Null,
                };
                self.send(Response::new_ok(id, answer));
            }
        }
    }

    fn answer(&self, uri: &Url, question: &Question, checked: &Checked) -> Value {
        let open = &self.open[uri];
        let context = Context { client: &self.client, options: &self.options, version: open.version };
        question.answer(checked, self.here(open), context)
    }

    fn here<'s>(&self, open: &'s Open) -> Here<'s> {
        Here { uri: &open.uri, buffer: &open.buffer, encoding: self.client.encoding, hints: self.options.hints }
    }

    /// Completion and hover in settings and rule files.
    fn config_help(&mut self, id: RequestId, params: &Value, method: &str) {
        let uri = params["textDocument"]["uri"].as_str().and_then(|uri| Url::parse(uri).ok());
        let path = uri.as_ref().map(uris::path).unwrap_or_default();
        let loaded = self.projects.of(&path, &self.options);
        let position = serde_json::from_value(params["position"].clone());
        let open = uri.and_then(|uri| self.open.get(&uri));
        let kind = open.and_then(|open| config_files::kind(&path, open.buffer.text()));
        let checks = &loaded.project.engine.rules().checks;
        let answer = match (open, kind, position) {
            (Some(open), Some(kind), Ok(position)) if method == "textDocument/completion" => {
                super::toml_help::completion(kind, &open.buffer, position, checks)
            }
            (Some(open), Some(kind), Ok(position)) if method == "textDocument/hover" => {
                super::toml_help::hover(kind, &open.buffer, position, checks)
            }
            _ => Value::Null,
        };
        self.send(Response::new_ok(id, answer));
    }

    /// The text of a document that only the server has.
    fn facts(&mut self, params: &Value) -> Option<String> {
        let uri = Url::parse(params["uri"].as_str()?).ok()?;
        let name = asked_facts(&uri)?;
        let folder = self.client.folders.first().cloned().unwrap_or_default();
        let loaded = self.projects.of(&folder.join("draft"), &self.options);
        let table = &loaded.project.engine.rules().table;
        let found = table.named(&name);
        (!found.is_empty()).then(|| facts::text(&facts::answers(table, &found, None)))
    }

    /// Checks every draft of the folders in a thread of its own.
    fn workspace(&mut self, id: RequestId, params: &Value) {
        let known = params["previousResultIds"].as_array().into_iter().flatten();
        let known = known.filter_map(|one| Some((one["uri"].as_str()?.to_owned(), one["value"].as_str()?.to_owned())));
        let texts = self
            .open
            .values()
            .filter_map(|open| Some((uris::file(&open.uri)?, (open.buffer.text().to_owned(), open.version))));
        let cancel = Cancel::default();
        let workspace = Workspace {
            folders: self.client.folders.clone(),
            open: texts.collect(),
            options: self.options.clone(),
            encoding: self.client.encoding,
            known: known.collect(),
            cancel: cancel.clone(),
        };
        self.asked.retain(|_, cancel| !cancel.is_cancelled());
        self.asked.insert(id.clone(), cancel);
        let (out, token) = (self.out.clone(), params["workDoneToken"].clone());
        let progress = move |out: &Sender<Message>, value: Value| {
            if !token.is_null() {
                let params = json!({ "token": token, "value": value });
                let _ = out.send(Notification { method: "$/progress".to_owned(), params }.into());
            }
        };
        std::thread::spawn(move || {
            progress(&out, json!({ "kind": "begin", "title": "Checking drafts" }));
            let answer = workspace.check();
            progress(&out, json!({ "kind": "end" }));
            let _ = out.send(match answer {
                Some(answer) => Response::new_ok(id, answer).into(),
                None => Response::new_err(id, ErrorCode::RequestCanceled as i32, "cancelled".to_owned()).into(),
            });
        });
    }

    // Notifications.

    fn notification(&mut self, notification: Notification) {
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

    fn opened(&mut self, params: &Value) {
        let item = &params["textDocument"];
        let Some(uri) = item["uri"].as_str().and_then(|uri| Url::parse(uri).ok()) else { return };
        let text = item["text"].as_str().unwrap_or_default().to_owned();
        let path = uris::path(&uri);
        let format = format_of(item["languageId"].as_str().unwrap_or_default());
        let content = match config_files::kind(&path, &text) {
            Some(_) => Content::Config(Vec::new()),
            None if self.is_draft(&path, format) => {
                Content::Draft { format, checked: None, running: Cancel::default(), waiting: Vec::new() }
            }
            None => Content::Other,
        };
        let buffer = Buffer::new(text, self.client.encoding);
        let version = item["version"].as_i64().map_or(0, |version| version as i32);
        self.open.insert(uri.clone(), Open { uri: uri.clone(), version, buffer, content });
        self.check(&uri);
    }

    /// Returns `true` if a document is checked: a reader takes it, and the settings do not leave it out.
    fn is_draft(&mut self, path: &Path, format: Option<crate::document::Format>) -> bool {
        let project = self.projects.of(path, &self.options).project;
        let is_off = project.maps(path) && project.format_of(path).is_none();
        let known = project.format_of(path).or(format);
        known.is_some_and(|format| !format.is_read_only_if_named() && !format.is_package())
            && !is_off
            && project.excludes(path, false).is_none()
    }

    fn changed(&mut self, params: &Value) {
        let Some(uri) = self.uri_of(params) else { return };
        let open = self.open.get_mut(&uri).expect("it is open");
        let changes: Vec<TextDocumentContentChangeEvent> =
            serde_json::from_value(params["contentChanges"].clone()).unwrap_or_default();
        for change in changes {
            match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    open.buffer.change(Some(part.range), &part.text);
                }
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => {
                    open.buffer.change(None, &whole.text);
                }
            }
        }
        open.version = params["textDocument"]["version"].as_i64().map_or(open.version + 1, |version| version as i32);
        self.check(&uri);
    }

    fn saved(&mut self, params: &Value) {
        let Some(uri) = self.uri_of(params) else { return };
        // Clients that watch no files say only here that settings and rules changed.
        if matches!(self.open[&uri].content, Content::Config(_)) {
            self.reload();
        }
    }

    fn closed(&mut self, params: &Value) {
        let Some(uri) = self.uri_of(params) else { return };
        let Some(open) = self.open.remove(&uri) else { return };
        if let Content::Draft { running, waiting, .. } = open.content {
            running.cancel();
            for (id, _) in waiting {
                self.refuse(id, ErrorCode::ContentModified, "the document was closed");
            }
        }
        self.notify("textDocument/publishDiagnostics", json!({ "uri": uri, "diagnostics": [] }));
        self.publish_config();
    }

    fn uri_of(&self, params: &Value) -> Option<Url> {
        let uri = params["textDocument"]["uri"].as_str().and_then(|uri| Url::parse(uri).ok())?;
        self.open.contains_key(&uri).then_some(uri)
    }

    fn change_folders(&mut self, event: &Value) {
        let folders = |name: &str| -> Vec<PathBuf> {
            let list = event[name].as_array().into_iter().flatten();
            list.filter_map(|one| uris::file(&Url::parse(one["uri"].as_str()?).ok()?)).collect()
        };
        let removed = folders("removed");
        self.client.folders.retain(|folder| !removed.contains(folder));
        self.client.folders.extend(folders("added"));
        self.refresh();
    }

    fn cancelled(&mut self, id: &Value) {
        let Ok(id) = serde_json::from_value::<RequestId>(id.clone()) else { return };
        if let Some(cancel) = self.asked.remove(&id) {
            return cancel.cancel();
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

    // Checks.

    /// Checks the current version of a document.
    fn check(&mut self, uri: &Url) {
        let Some(open) = self.open.get_mut(uri) else { return };
        let path = uris::path(uri);
        match &mut open.content {
            Content::Draft { format, running, .. } => {
                running.cancel();
                *running = Cancel::default();
                let project = self.projects.of(&path, &self.options).project;
                let of_name = project.format_of(&path);
                self.workers.add(Job {
                    uri: uri.clone(),
                    path: shown(&path),
                    format: of_name.or(*format),
                    text: open.buffer.text().to_owned(),
                    version: open.version,
                    project,
                    cancel: running.clone(),
                });
            }
            Content::Config(faults) => {
                let kind = config_files::kind(&path, open.buffer.text()).unwrap_or(Kind::Rules);
                *faults = config_files::diagnostics(kind, &shown(&path), &open.buffer);
                let faults = faults.clone();
                self.push(uri, &json!(faults));
            }
            Content::Other => {}
        }
        self.publish_config();
    }

    /// Takes the result of a check, unless a newer one is wanted.
    fn done(&mut self, done: Done) {
        let Done { uri, cancel, checked: new } = done;
        let Some(open) = self.open.get_mut(&uri) else { return };
        let Content::Draft { checked, waiting, .. } = &mut open.content else { return };
        if cancel.is_cancelled() || new.answer.version != open.version {
            return;
        }
        debug_assert_eq!(new.text(), open.buffer.text(), "the text of a version is that of the editor");
        let new = Arc::new(new);
        *checked = Some(Arc::clone(&new));
        let waiting = std::mem::take(waiting);
        let diagnostics = json!(new.diagnostics(self.here(&self.open[&uri])));
        self.push(&uri, &diagnostics);
        for (id, question) in waiting {
            let answer = self.answer(&uri, &question, &new);
            self.send(Response::new_ok(id, answer));
        }
    }

    /// Pushes the diagnostics of an open document to a client that does not ask for them.
    fn push(&self, uri: &Url, diagnostics: &Value) {
        if !self.client.pulls {
            let version = self.open.get(uri).map(|open| open.version);
            let params = json!({ "uri": uri, "version": version, "diagnostics": diagnostics });
            self.notify("textDocument/publishDiagnostics", params);
        }
    }

    /// Pushes the faults of settings and rules to their files, unless these are open.
    fn publish_config(&mut self) {
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

    // Settings and options.

    /// Reads settings and rules again, and checks every document.
    fn reload(&mut self) {
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

    /// Decides again if a document is a draft.
    fn sort(&mut self, uri: &Url) {
        let path = uris::path(uri);
        let format = match &self.open[uri].content {
            Content::Config(_) => return,
            Content::Draft { format, .. } => *format,
            Content::Other => None,
        };
        let is_draft = self.is_draft(&path, format);
        let open = self.open.get_mut(uri).expect("it is open");
        match (&open.content, is_draft) {
            (Content::Draft { running, .. }, false) => {
                running.cancel();
                let uri = uri.clone();
                open.content = Content::Other;
                self.push(&uri, &json!([]));
            }
            (Content::Other, true) => {
                open.content =
                    Content::Draft { format, checked: None, running: Cancel::default(), waiting: Vec::new() };
            }
            (Content::Draft { .. }, true) => {
                if let Content::Draft { checked, .. } = &mut open.content {
                    *checked = None;
                }
            }
            _ => {}
        }
    }

    /// Has the client ask again.
    fn refresh(&self) {
        if self.client.pulls && self.client.refreshes {
            let id = RequestId::from("refresh".to_owned());
            self.send(Request { id, method: "workspace/diagnostic/refresh".to_owned(), params: Value::Null });
        }
    }

    fn take_options(&mut self, value: &Value) {
        let (options, wrong) = Options::read(value);
        self.options = options;
        for message in wrong {
            self.notify("window/showMessage", json!({ "type": 2, "message": format!("factlint: {message}") }));
        }
    }

    /// Has the client say when settings, rules or baselines change.
    fn register(&self) {
        if !self.client.watches {
            return;
        }
        let watchers = json!([{ "globPattern": "**/*.toml" }, { "globPattern": "**/factlint-baseline.json" }]);
        let files = json!({
            "id": "files",
            "method": "workspace/didChangeWatchedFiles",
            "registerOptions": { "watchers": watchers }
        });
        let id = RequestId::from("register".to_owned());
        let params = json!({ "registrations": [files] });
        self.send(Request { id, method: "client/registerCapability".to_owned(), params });
    }

    fn ask_configuration(&self) {
        if self.client.configures {
            let id = RequestId::from(CONFIGURATION.to_owned());
            let params = json!({ "items": [{ "section": "factlint" }] });
            self.send(Request { id, method: "workspace/configuration".to_owned(), params });
        }
    }

    fn response(&mut self, response: Response) {
        if response.id != RequestId::from(CONFIGURATION.to_owned()) {
            return;
        }
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

/// The question of a request about a draft; `None` for other methods.
fn question(method: &str, params: &Value) -> Option<Result<Question, serde_json::Error>> {
    let position = || serde_json::from_value(params["position"].clone());
    let range = || serde_json::from_value(params["range"].clone());
    Some(match method {
        "textDocument/diagnostic" => Ok(Question::Diagnostics(params["previousResultId"].as_str().map(str::to_owned))),
        "textDocument/hover" => position().map(Question::Hover),
        "textDocument/definition" => position().map(Question::Definition),
        "textDocument/references" => position().map(Question::References),
        "textDocument/documentHighlight" => position().map(Question::Highlights),
        "textDocument/inlayHint" => range().map(Question::Hints),
        "textDocument/codeAction" => range().map(|range| {
            let only = serde_json::from_value(params["context"]["only"].clone()).ok();
            Question::Actions(super::actions::Wanted { range, only })
        }),
        "codeAction/resolve" => Ok(Question::Resolve(params.clone())),
        _ => return None,
    })
}
