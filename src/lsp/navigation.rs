//! Questions about a draft that wait for its check: diagnostics, hover, definition, references, hints.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use gen_lsp_types::{Diagnostic, Position, Range};
use serde_json::{Value, json};
use url::Url;

use super::actions::{self, Wanted};
use super::checked::{Checked, Here, range};
use super::initialize::Client;
use super::open::Documents;
use super::options::Options;
use super::positions::Positions as _;
use super::uris;
use crate::document::Document;
use crate::project::Inspected;
use crate::report::{day, numbered};
use crate::text::Place;

/// The scheme of documents that only the server has: what the facts say about somebody.
pub(super) const SCHEME: &str = "factlint-facts";

/// A question about a draft.
#[derive(Debug, Clone)]
pub(super) enum Question {
    /// Its diagnostics, unless they are those that the client has.
    Diagnostics(Option<String>),
    Hover(Position),
    Definition(Position),
    References(Position),
    Highlights(Position),
    /// The day of the draft, if this range has its first line.
    Hints(Range),
    Actions(Wanted),
    /// The day that the draft speaks of, in words.
    Day,
    /// The edit of an action.
    Resolve(Value),
}

/// What answers need to know of the server.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) client: &'a Client,
    pub(super) options: &'a Options,
    pub(super) version: i32,
    /// Every document that the editor has open.
    pub(super) open: &'a Documents,
}

impl Question {
    /// Answers a question about the current version of a draft.
    pub(super) fn answer(&self, checked: &Checked, here: Here<'_>, context: Context<'_>) -> Value {
        match self {
            Self::Diagnostics(known) => report(&checked.diagnostics(here), known.as_deref()),
            Self::Hover(at) => hover(checked, here, *at),
            Self::Definition(at) => definition(checked, here, *at, context.client),
            Self::References(at) => {
                let places = mentions(checked, here, *at);
                places.map_or(Value::Null, |places| {
                    places.map(|range| json!({ "uri": here.uri, "range": range })).collect()
                })
            }
            Self::Highlights(at) => {
                let places = mentions(checked, here, *at);
                places.map_or(Value::Null, |places| places.map(|range| json!({ "range": range })).collect())
            }
            Self::Hints(range) => hints(checked, here, *range, context.options),
            Self::Day => json!({ "words": checked.answer.days.first().map(day::words) }),
            Self::Actions(wanted) => actions::all(wanted, checked, here, context),
            Self::Resolve(action) => actions::resolved(action.clone(), checked, here, context),
        }
    }
}

/// A report of diagnostics, which says no more than that nothing changed if the client has these already.
pub(super) fn report(items: &[Diagnostic], known: Option<&str>) -> Value {
    let items = json!(items);
    let mut hasher = DefaultHasher::new();
    items.to_string().hash(&mut hasher);
    let id = format!("{:016x}", hasher.finish());
    if known == Some(id.as_str()) {
        return json!({ "kind": "unchanged", "resultId": id });
    }
    json!({ "kind": "full", "resultId": id, "items": items })
}

/// The document of a byte: that of a record is found by its line.
fn document_at<'c>(checked: &'c Checked, here: Here<'_>, at: Position) -> Option<(&'c Document, u32)> {
    let answer = &checked.answer;
    if answer.format.is_records() {
        return None;
    }
    answer.documents.first().map(|document| (document, here.buffer.byte(at) as u32))
}

fn inspected(checked: &Checked, here: Here<'_>, at: Position) -> Option<Inspected> {
    let (document, offset) = document_at(checked, here, at)?;
    checked.project.inspect(document, offset)
}

fn hover(checked: &Checked, here: Here<'_>, at: Position) -> Value {
    let Some((_, offset)) = document_at(checked, here, at) else { return Value::Null };
    if let Some((place, text)) = day_of(checked, offset) {
        return markdown(&text, range(&place, here.buffer));
    }
    let Some(found) = inspected(checked, here, at) else { return Value::Null };
    let known = if found.facts.is_empty() {
        let times = numbered(found.mentions.len(), "time", "times");
        format!("Not in the facts; mentioned {times} in this draft")
    } else {
        format!("```text\n{}```", found.facts)
    };
    let parts = [Some(format!("**{}**", found.name)), found.claim.clone(), Some(known)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    markdown(&parts.join("\n\n"), range(&found.place, here.buffer))
}

/// The date of a draft, if it is at a byte, and what it means.
fn day_of(checked: &Checked, offset: u32) -> Option<(Place, String)> {
    let crate::claims::DraftDay::Given(given) = checked.answer.days.first()? else { return None };
    let place = given.place.as_ref().filter(|place| place.span.start <= offset && offset <= place.span.end)?;
    let text = format!("This draft speaks of **{}**: its {} says so.", given.day, given.from.words());
    Some((place.clone(), text))
}

fn markdown(text: &str, range: Range) -> Value {
    json!({ "contents": { "kind": "markdown", "value": text }, "range": range })
}

/// Where the facts about a mention are: the files of the project, and a separate document for what is built in.
fn definition(checked: &Checked, here: Here<'_>, at: Position, client: &Client) -> Value {
    let Some(found) = inspected(checked, here, at) else { return Value::Null };
    let own = |path: &str| checked.project.own.iter().find(|own| *own == path).map(PathBuf::from);
    let mut locations: Vec<Value> = Vec::new();
    for (path, line) in &found.rows {
        let file = own(path).and_then(|path| uris::of_path(&crate::host::absolute(&path)));
        locations.extend(file.map(|uri| location(&uri, line.saturating_sub(1))));
    }
    if locations.is_empty() && !found.rows.is_empty() {
        locations.extend(facts_document(&found, client).map(|uri| location(&uri, 0)));
    }
    if locations.is_empty() {
        // Somebody of this draft alone: where the full name is.
        let introduced = found.introduced.as_ref();
        locations.extend(introduced.map(|place| json!({ "uri": here.uri, "range": range(place, here.buffer) })));
    }
    json!(locations)
}

fn location(uri: &Url, line: u32) -> Value {
    let at = Position { line, character: 0 };
    json!({ "uri": uri, "range": Range { start: at, end: at } })
}

/// The document with what the facts say. Where the client cannot ask for it, a file of the server, until it ends.
fn facts_document(found: &Inspected, client: &Client) -> Option<Url> {
    if client.contents {
        let mut uri = Url::parse(&format!("{SCHEME}:/")).ok()?;
        uri.set_path(&format!("/{}.txt", found.name.replace('/', "-")));
        return Some(uri);
    }
    uris::of_path(&client.texts.file(&found.name, &found.facts)?)
}

/// The name that an address of [`SCHEME`] asks for.
pub(super) fn asked_facts(uri: &Url) -> Option<String> {
    let path = (uri.scheme() == SCHEME).then(|| uri.path().to_owned())?;
    let decoded = percent_encoding::percent_decode_str(path.trim_start_matches('/')).decode_utf8().ok()?;
    Some(Path::new(&*decoded).with_extension("").to_string_lossy().into_owned())
}

/// The ranges of a draft that speak of the same as one place.
fn mentions<'h>(checked: &Checked, here: Here<'h>, at: Position) -> Option<impl Iterator<Item = Range> + use<'h>> {
    let found = inspected(checked, here, at)?;
    Some(found.mentions.into_iter().map(move |place| range(&place, here.buffer)))
}

/// The day that a draft speaks of, at its start.
fn hints(checked: &Checked, here: Here<'_>, wanted: Range, options: &Options) -> Value {
    let (Some(spoken), [_]) = (checked.answer.days.first(), checked.answer.documents.as_slice()) else {
        return json!([]);
    };
    if !options.inlay_day || wanted.start.line > 0 {
        return json!([]);
    }
    let line = here.buffer.lines(0, 0);
    let label = format!("speaks of {}", day::words(spoken));
    json!([{ "position": line.end, "label": label, "paddingLeft": true, "tooltip": "The day that the statements of this draft are compared with" }])
}
