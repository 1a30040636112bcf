//! The server: its loop, and the answers to requests. `sync.rs` keeps the documents, `reload.rs` settings and options.

use std::collections::{BTreeMap, BTreeSet};

use crossbeam_channel::{Receiver, Sender, select, unbounded};
use gen_lsp_types::InitializeParams;
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};
use url::Url;

use super::checked::{Checked, Here};
use super::config_files;
use super::initialize::Client;
use super::navigation::{Context, Question, asked_facts, report};
use super::open::{Content, Documents, Open};
use super::options::Options;
use super::projects::Projects;
use super::uris;
use super::worker::{Done, Workers};
use super::workspace::Workspace;
use crate::engine::Cancel;
use crate::report::facts;

/// Exit status if the client leaves without `shutdown`.
const LEFT: u8 = 1;

/// Serves one client on standard input and output. Answers the exit status: 1 if the client left without `shutdown`.
pub(crate) fn run() -> anyhow::Result<u8> {
    let (connection, threads) = Connection::stdio();
    let status = serve(&connection)?;
    // The thread that writes ends with the last sender.
    drop(connection);
    threads.join()?;
    Ok(status)
}

/// Serves one client.
pub(super) fn serve(connection: &Connection) -> anyhow::Result<u8> {
    // A client that leaves before it begins has not shut the server down.
    let Ok((id, params)) = connection.initialize_start() else { return Ok(LEFT) };
    let params: InitializeParams = match serde_json::from_value(params) {
        Ok(params) => params,
        Err(error) => {
            let message = format!("the parameters of `initialize` cannot be read: {error}");
            connection.sender.send(Response::new_err(id, ErrorCode::InvalidParams as i32, message.clone()).into())?;
            anyhow::bail!(message);
        }
    };
    let client = Client::of(&params);
    if connection.initialize_finish(id, client.answer()).is_err() {
        return Ok(LEFT);
    }
    let (sender, results) = unbounded();
    let workers = Workers::start(&sender)?;
    let mut server = Server {
        client,
        options: Options::default(),
        projects: Projects::default(),
        open: Documents::new(),
        workers,
        out: connection.sender.clone(),
        published: BTreeSet::new(),
        asked: BTreeMap::new(),
        results: sender,
        asked_of_client: 0,
        configuration: None,
        is_shut: false,
    };
    server.take_options(&params.initialization_options.map(|options| json!(options)).unwrap_or_default());
    server.register();
    server.ask_configuration();
    let status = server.serve(&connection.receiver, &results);
    server.workers.stop();
    Ok(status)
}

pub(super) struct Server {
    pub(super) client: Client,
    pub(super) options: Options,
    pub(super) projects: Projects,
    pub(super) open: Documents,
    pub(super) workers: Workers,
    pub(super) out: Sender<Message>,
    /// Files with faults that are not open, and whose diagnostics were pushed.
    pub(super) published: BTreeSet<Url>,
    /// Requests for a workspace that are running.
    pub(super) asked: BTreeMap<RequestId, Cancel>,
    /// Where threads send what they have to say.
    pub(super) results: Sender<Done>,
    /// Requests sent to the client: the number of the last is its id.
    pub(super) asked_of_client: i32,
    /// The request for the configuration that is not answered yet.
    pub(super) configuration: Option<RequestId>,
    pub(super) is_shut: bool,
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
                recv(results) -> done => match done {
                    Ok(Done::Check(uri, cancel, checked)) => self.done(&uri, &cancel, *checked),
                    Ok(Done::Workspace(id, answer)) => {
                        // A request that was cancelled is answered already.
                        if let Some(answer) = self.asked.remove(&id).and(answer) {
                            self.send(Response::new_ok(id, answer));
                        }
                    }
                    Err(_) => {}
                },
            }
        }
    }

    pub(super) fn send(&self, message: impl Into<Message>) {
        // If the client is gone, the next message received says so.
        let _ = self.out.send(message.into());
    }

    pub(super) fn notify(&self, method: &str, params: Value) {
        self.send(Notification { method: method.to_owned(), params });
    }

    pub(super) fn refuse(&self, id: RequestId, code: ErrorCode, why: &str) {
        self.send(Response::new_err(id, code as i32, why.to_owned()));
    }

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
                    let answer = report(faults, known.as_deref());
                    self.send(Response::new_ok(id, answer));
                }
                _ => self.config_help(id, params, method),
            },
            (Content::Other, _) => {
                let answer = match question {
                    Question::Diagnostics(known) => report(&[], known.as_deref()),
                    Question::Actions(_) | Question::Hints(_) => json!([]),
                    _ => Value::Null,
                };
                self.send(Response::new_ok(id, answer));
            }
        }
    }

    pub(super) fn answer(&self, uri: &Url, question: &Question, checked: &Checked) -> Value {
        let open = &self.open[uri];
        let context = Context { client: &self.client, options: &self.options, version: open.version, open: &self.open };
        question.answer(checked, self.here(open), context)
    }

    pub(super) fn here<'s>(&self, open: &'s Open) -> Here<'s> {
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

    /// Checks every draft of the folders in a separate thread.
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
        self.asked.insert(id.clone(), cancel);
        let (out, token) = (self.out.clone(), params["workDoneToken"].clone());
        let progress = move |out: &Sender<Message>, value: Value| {
            if !token.is_null() {
                let params = json!({ "token": token, "value": value });
                let _ = out.send(Notification { method: "$/progress".to_owned(), params }.into());
            }
        };
        let results = self.results.clone();
        std::thread::spawn(move || {
            progress(&out, json!({ "kind": "begin", "title": "Checking drafts" }));
            let answer = workspace.check();
            progress(&out, json!({ "kind": "end" }));
            let _ = results.send(Done::Workspace(id, answer));
        });
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
        "factlint/day" => Ok(Question::Day),
        "codeAction/resolve" => Ok(Question::Resolve(params.clone())),
        _ => return None,
    })
}
