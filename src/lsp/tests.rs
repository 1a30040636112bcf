//! The server, driven over a connection in memory.

#![allow(
    clippy::disallowed_methods,
    clippy::needless_pass_by_value,
    reason = "tests write files, and say values of JSON"
)]

use std::thread::JoinHandle;
use std::time::Duration;

use lsp_server::{Connection, Message, Notification, Request, Response};
use serde_json::{Value, json};
use tempfile::TempDir;
use url::Url;

use super::server::serve;

const FLAWED: &str = "---\ndate: 2025-09-24\n---\n\nZoë \u{1f600} met them on Monday, 23 September 2025.\r\n\n\
                      President Donald Trump spoke. The administration of President Joe Biden has not endorsed it.\n";

/// A client.
struct Client {
    connection: Connection,
    server: Option<JoinHandle<u8>>,
    number: i32,
    /// Notifications and requests of the server that nobody asked for yet.
    kept: Vec<Message>,
}

impl Client {
    fn new(capabilities: &Value, options: &Value, folder: Option<&TempDir>) -> Self {
        let (server, connection) = Connection::memory();
        let server = std::thread::spawn(move || serve(&server).expect("it serves"));
        let mut client = Self { connection, server: Some(server), number: 0, kept: Vec::new() };
        let folders = folder.map(|folder| json!([{ "uri": uri(folder, ""), "name": "drafts" }]));
        let params = json!({
            "processId": null, "rootUri": null, "capabilities": capabilities,
            "initializationOptions": options, "workspaceFolders": folders,
        });
        assert!(client.ask("initialize", params)["capabilities"].is_object());
        client.say("initialized", json!({}));
        client
    }

    fn say(&self, method: &str, params: Value) {
        let message = Notification { method: method.to_owned(), params };
        self.connection.sender.send(message.into()).expect("the server listens");
    }

    fn next(&mut self) -> Message {
        self.connection.receiver.recv_timeout(Duration::from_secs(60)).expect("a message in time")
    }

    fn answer(&mut self, method: &str, params: Value) -> Response {
        self.number += 1;
        let request = Request { id: self.number.into(), method: method.to_owned(), params };
        let id = request.id.clone();
        self.connection.sender.send(request.into()).expect("the server listens");
        loop {
            match self.next() {
                Message::Response(response) if response.id == id => return response,
                other => self.kept.push(other),
            }
        }
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.answer(method, params).response_result.expect("an answer")
    }

    /// The next diagnostics that are pushed for a document.
    fn pushed(&mut self, uri: &Url, version: Option<i32>) -> Vec<Value> {
        let mut kept = std::mem::take(&mut self.kept).into_iter();
        loop {
            let message = kept.next().unwrap_or_else(|| self.next());
            let Message::Notification(one) = message else { continue };
            let is_of =
                one.params["uri"] == uri.as_str() && (version.is_none() || one.params["version"] == json!(version));
            if one.method == "textDocument/publishDiagnostics" && is_of {
                return one.params["diagnostics"].as_array().cloned().expect("a list");
            }
        }
    }

    fn open(&self, uri: &Url, text: &str) {
        let language = if uri.path().contains(".toml") { "toml" } else { "markdown" };
        let item = json!({ "uri": uri, "languageId": language, "version": 1, "text": text });
        self.say("textDocument/didOpen", json!({ "textDocument": item }));
    }

    fn change(&self, uri: &Url, version: i32, changes: Value) {
        let document = json!({ "uri": uri, "version": version });
        self.say("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        self.ask("shutdown", Value::Null);
        self.say("exit", Value::Null);
        let status = self.server.take().map(|server| server.join().expect("it ends"));
        assert_eq!(status, Some(0));
    }
}

fn uri(folder: &TempDir, name: &str) -> Url {
    Url::from_file_path(folder.path().join(name)).expect("an absolute path")
}

/// `rule line:character-line:character` of each diagnostic.
fn places(diagnostics: &[Value]) -> Vec<String> {
    let place = |one: &Value| {
        let at = |end: &str| format!("{}:{}", one["range"][end]["line"], one["range"][end]["character"]);
        format!("{} {}-{}", one["code"].as_str().unwrap_or_default(), at("start"), at("end"))
    };
    diagnostics.iter().map(place).collect()
}

#[test]
fn both_places_are_pushed_in_the_units_that_were_agreed_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let draft = uri(&folder, "draft.md");
    for (offered, weekday) in [("utf-8", "4:22-4:47"), ("utf-16", "4:19-4:44"), ("utf-32", "4:18-4:43")] {
        let general = json!({ "general": { "positionEncodings": [offered] } });
        let mut client = Client::new(&general, &Value::Null, Some(&folder));
        client.open(&draft, FLAWED);
        let found = client.pushed(&draft, Some(1));
        assert_eq!(places(&found), [format!("weekday {weekday}"), "office-holder 6:30-6:71".to_owned()]);
        assert_eq!(found[1]["severity"], 1);
        let related = found[1]["relatedInformation"].as_array().expect("a list");
        assert!(related.iter().any(|one| one["location"]["uri"] == draft.as_str()), "{related:?}");
        assert!(found[1]["codeDescription"]["href"].as_str().is_some_and(|page| page.ends_with("office-holder.md")));
    }
}

#[test]
fn a_fix_is_applied_and_its_finding_goes() {
    let folder = tempfile::tempdir().expect("a folder");
    let draft = uri(&folder, "draft.md");
    let mut client = Client::new(&json!({}), &Value::Null, Some(&folder));
    client.open(&draft, FLAWED);
    let found = client.pushed(&draft, Some(1));
    let asked =
        json!({ "textDocument": { "uri": draft }, "range": found[1]["range"], "context": { "diagnostics": [] } });
    let actions = client.ask("textDocument/codeAction", asked);
    let actions = actions.as_array().expect("a list");
    let titles: Vec<&str> = actions.iter().filter_map(|action| action["title"].as_str()).collect();
    assert_eq!(titles.len(), 3, "no settings can be created: {titles:?}");
    assert!(titles[0].contains("former President Joe Biden"), "{titles:?}");
    let edits = actions[0]["edit"]["changes"][draft.as_str()].as_array().expect("edits");
    let changes: Vec<Value> =
        edits.iter().map(|edit| json!({ "range": edit["range"], "text": edit["newText"] })).collect();
    client.change(&draft, 2, json!(changes));
    assert_eq!(places(&client.pushed(&draft, Some(2))), ["weekday 4:19-4:44"]);
    // An ignore comment takes effect too.
    let here = actions.iter().find(|action| action["title"] == "Ignore `office-holder` here").expect("it is offered");
    client.change(&draft, 3, json!([{ "text": FLAWED }]));
    let edit = &here["edit"]["changes"][draft.as_str()][0];
    client.change(&draft, 4, json!([{ "range": edit["range"], "text": edit["newText"] }]));
    assert_eq!(places(&client.pushed(&draft, Some(4))), ["weekday 4:19-4:44"]);
}

#[test]
fn diagnostics_can_be_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("other.md"), "They met on Monday, 23 September 2025.\n").expect("it is written");
    let draft = uri(&folder, "draft.md");
    let pulls = json!({ "textDocument": { "diagnostic": {} } });
    let mut client = Client::new(&pulls, &Value::Null, Some(&folder));
    client.open(&draft, FLAWED);
    let asked = json!({ "textDocument": { "uri": draft } });
    let report = client.ask("textDocument/diagnostic", asked);
    assert_eq!((&report["kind"], report["items"].as_array().map(Vec::len)), (&json!("full"), Some(2)));
    let again = json!({ "textDocument": { "uri": draft }, "previousResultId": report["resultId"] });
    assert_eq!(client.ask("textDocument/diagnostic", again)["kind"], "unchanged");
    let known = json!([{ "uri": uri(&folder, "other.md"), "value": "old" }]);
    let all = client.ask("workspace/diagnostic", json!({ "previousResultIds": known }));
    let items: Vec<(&Value, Option<usize>)> = all["items"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|item| (&item["uri"], item["items"].as_array().map(Vec::len)))
        .collect();
    // The draft is in no file yet.
    assert_eq!(items, [(&json!(uri(&folder, "other.md")), Some(1))]);
    assert!(
        client.kept.iter().all(|one| !matches!(one, Message::Notification(one) if one.method.ends_with("Diagnostics")))
    );
}

#[test]
fn mentions_are_explained_and_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let draft = uri(&folder, "draft.md");
    let contents = json!({ "workspace": { "textDocumentContent": {} } });
    let options = json!({ "inlayDay": true });
    let mut client = Client::new(&contents, &options, Some(&folder));
    client.open(&draft, FLAWED);
    let at = |line: u32, character: u32| json!({ "textDocument": { "uri": draft }, "position": { "line": line, "character": character } });
    let hover = client.ask("textDocument/hover", at(6, 70));
    let text = hover["contents"]["value"].as_str().expect("a text").to_owned();
    assert!(
        text.contains("**Joe Biden**") && text.contains("until 2025-01-20") && text.contains("the day of the draft"),
        "{text}"
    );
    let date = client.ask("textDocument/hover", at(1, 7));
    assert!(date["contents"]["value"].as_str().is_some_and(|text| text.contains("front matter")), "{date}");
    let target = client.ask("textDocument/definition", at(6, 70))[0]["uri"].clone();
    assert_eq!(target, "factlint-facts:/Joe%20Biden.txt");
    let facts = client.ask("workspace/textDocumentContent", json!({ "uri": target }));
    assert!(facts["text"].as_str().is_some_and(|text| text.starts_with("Joe Biden (joe-biden)")), "{facts}");
    let mentions = client.ask("textDocument/references", at(6, 70));
    assert_eq!(mentions.as_array().map(Vec::len), Some(1), "{mentions}");
    let whole = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 0 } });
    let hints = client.ask("textDocument/inlayHint", json!({ "textDocument": { "uri": draft }, "range": whole }));
    assert_eq!(hints[0]["label"], "speaks of 2025-09-24 (front matter)");
    assert_eq!(
        client.ask("factlint/day", json!({ "textDocument": { "uri": draft } }))["words"],
        "2025-09-24 (front matter)"
    );
}

#[test]
fn settings_and_rules_are_read_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let (draft, settings) = (uri(&folder, "draft.md"), uri(&folder, "factlint.toml"));
    let write = |text: &str| std::fs::write(folder.path().join("factlint.toml"), text).expect("it is written");
    write("ignore = 5\n");
    let mut client = Client::new(&json!({}), &Value::Null, Some(&folder));
    client.open(&draft, FLAWED);
    let faults = client.pushed(&settings, None);
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert_eq!(client.pushed(&draft, Some(1)).len(), 2);
    write("ignore = [\"weekday\"]\n");
    client.say("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": settings, "type": 2 }] }));
    assert_eq!(client.pushed(&settings, None), Vec::<Value>::new());
    assert_eq!(places(&client.pushed(&draft, Some(1))), ["office-holder 6:30-6:71"]);
    client.say("workspace/didChangeConfiguration", json!({ "settings": { "factlint": { "select": ["weekday"] } } }));
    assert_eq!(client.pushed(&draft, Some(1)), Vec::<Value>::new());
}

#[test]
fn the_project_is_told_in_the_settings_that_are_open() {
    let folder = tempfile::tempdir().expect("a folder");
    let (draft, settings) = (uri(&folder, "draft.md"), uri(&folder, "factlint.toml"));
    std::fs::write(folder.path().join("factlint.toml"), "ignore = [\"age\"]\n").expect("it is written");
    let edits =
        json!({ "workspace": { "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create"] } } });
    let mut client = Client::new(&edits, &Value::Null, Some(&folder));
    client.open(&draft, FLAWED);
    let found = client.pushed(&draft, Some(1));
    let asked =
        json!({ "textDocument": { "uri": draft }, "range": found[0]["range"], "context": { "diagnostics": [] } });
    let project = |client: &mut Client| {
        let actions = client.ask("textDocument/codeAction", asked.clone());
        let actions = actions.as_array().cloned().expect("a list");
        let of_project = |action: &Value| action["title"].as_str().is_some_and(|title| title.contains("project"));
        actions.into_iter().find(of_project).expect("it is offered")["edit"].clone()
    };
    let saved = project(&mut client);
    assert_eq!(saved["changes"][settings.as_str()][0]["newText"], "ignore = [\"age\", \"weekday\"]\n");
    client.open(&settings, "# ours\nignore = [\"age\"]\n");
    let open = project(&mut client)["documentChanges"][0].clone();
    assert_eq!(open["textDocument"], json!({ "uri": settings, "version": 1 }));
    assert_eq!(open["edits"][0]["newText"], "# ours\nignore = [\"age\", \"weekday\"]\n");
    assert_eq!(open["edits"][0]["range"]["end"], json!({ "line": 2, "character": 0 }));
}

#[test]
fn what_waits_is_answered_when_a_draft_is_left_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let draft = uri(&folder, "draft.md");
    let pulls = json!({ "textDocument": { "diagnostic": {} } });
    let mut client = Client::new(&pulls, &Value::Null, Some(&folder));
    client.open(&draft, &FLAWED.repeat(2_000));
    let question = Request {
        id: 1_000.into(),
        method: "textDocument/diagnostic".to_owned(),
        params: json!({ "textDocument": { "uri": draft } }),
    };
    client.connection.sender.send(question.into()).expect("the server listens");
    // An answer to anything says that the draft was opened under the old settings.
    client.answer("textDocument/foldingRange", json!({}));
    std::fs::write(folder.path().join("factlint.toml"), "exclude = [\"draft.md\"]\n").expect("it is written");
    client.say("workspace/didChangeWatchedFiles", json!({ "changes": [] }));
    let refused = loop {
        match client.next() {
            Message::Response(response) if response.id == 1_000.into() => break response.response_result,
            _ => {}
        }
    };
    assert_eq!(refused.map_err(|error| error.code), Err(-32801));
    let again = client.ask("textDocument/diagnostic", json!({ "textDocument": { "uri": draft } }));
    assert_eq!(again["items"], json!([]));
}

#[test]
fn a_new_file_becomes_a_rule_file_while_it_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let rules = uri(&folder, "club.toml");
    let mut client = Client::new(&json!({}), &Value::Null, Some(&folder));
    client.open(&rules, "");
    client.change(&rules, 2, json!([{ "text": "[check]\nid = \"Bad Id\"\n" }]));
    assert_ne!(client.pushed(&rules, Some(2)), Vec::<Value>::new());
    client.change(&rules, 3, json!([{ "text": "[package]\n" }]));
    assert_eq!(client.pushed(&rules, Some(3)), Vec::<Value>::new());
}

/// Numbers that look random.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

/// What random edits insert: words of several widths, all line ends, and statements that contradict others.
const PIECES: [&str; 10] = [
    "",
    "ë\u{1f600}",
    "\r\n",
    "\n\n",
    "\r",
    "# ",
    "on Friday, 23 September 2025",
    "President Joe Biden spoke. ",
    "<!-- factlint-ignore weekday -->\n",
    " a word",
];

/// The position of a character of a text, counted afresh, in units of UTF-16.
fn position(text: &[char], at: usize) -> Value {
    let (mut line, mut character) = (0, 0);
    for (n, c) in text[..at].iter().enumerate() {
        match c {
            '\r' if text.get(n + 1) == Some(&'\n') => character += 1,
            '\r' | '\n' => (line, character) = (line + 1, 0),
            c => character += c.len_utf16(),
        }
    }
    json!({ "line": line, "character": character })
}

#[test]
fn after_random_edits_the_findings_are_those_of_the_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let draft = uri(&folder, "draft.md");
    let mut client = Client::new(&json!({}), &Value::Null, Some(&folder));
    let mut text: Vec<char> = FLAWED.chars().collect();
    client.open(&draft, FLAWED);
    let mut numbers = Numbers(7);
    for version in 2..400 {
        let mut changes = Vec::new();
        for _ in 0..=numbers.below(3) {
            let start = numbers.below(text.len() + 1);
            let end = (start + numbers.below(12)).min(text.len());
            // A position between the two characters of a line end is none.
            let is_within = |at: usize| at > 0 && text[at - 1] == '\r' && text.get(at) == Some(&'\n');
            if is_within(start) || is_within(end) {
                continue;
            }
            let piece = PIECES[numbers.below(PIECES.len())];
            let range = json!({ "start": position(&text, start), "end": position(&text, end) });
            changes.push(json!({ "range": range, "text": piece }));
            text.splice(start..end, piece.chars());
        }
        if text.len() > 2_000 {
            text = FLAWED.chars().collect();
            changes.push(json!({ "text": FLAWED }));
        }
        client.change(&draft, version, json!(changes));
        if version % 10 == 0 {
            let found = client.pushed(&draft, Some(version));
            let other = uri(&folder, &format!("draft-{version}.md"));
            client.open(&other, &text.iter().collect::<String>());
            let fresh = client.pushed(&other, Some(1));
            assert_eq!(places(&found), places(&fresh), "{}", text.iter().collect::<String>());
            client.say("textDocument/didClose", json!({ "textDocument": { "uri": other } }));
        }
    }
}

#[test]
fn the_protocol_is_kept() {
    let mut client = Client::new(&json!({}), &json!({ "asOf": "tomorrow" }), None);
    let code = |response: Response| response.response_result.expect_err("an error").code;
    assert_eq!(code(client.answer("textDocument/foldingRange", json!({}))), -32601);
    assert_eq!(code(client.answer("textDocument/hover", json!({ "position": {} }))), -32602);
    let shown = client.kept.iter().find_map(|one| match one {
        Message::Notification(one) if one.method == "window/showMessage" => one.params["message"].as_str(),
        _ => None,
    });
    assert!(shown.is_some_and(|text| text.contains("`asOf`")), "{shown:?}");
    client.say("$/setTrace", json!({ "value": "off" }));
    client.say(
        "textDocument/didChange",
        json!({ "textDocument": { "uri": "file:///nowhere.md" }, "contentChanges": [] }),
    );
}
