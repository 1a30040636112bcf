//! Code actions: fixes, ignore comments here, in the file and in the project, and the day of a draft.

use std::sync::Arc;

use gen_lsp_types::{Position, Range};
use serde_json::{Value, json};
use toml_edit::{Array, DocumentMut};
use url::Url;

use super::checked::{Checked, Here, range};
use super::navigation::Context;
use super::positions::Positions as _;
use super::uris;
use crate::claims::DraftDay;
use crate::document::{self, DayFrom, Format};
use crate::engine::{Cancel, looks_at_marks};
use crate::findings::{Edit, Finding, Fix, Safety, Severity, apply};
use crate::host::sources::MOST;
use crate::host::{self, files};
use crate::settings::{AsOf, FILE_NAME};
use crate::text::{Buffer, Encoding};

/// The reason of ignore comments where one is required and the editor names none.
const REASON: &str = "give the reason here";

/// Which actions an editor asks for.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    pub(super) range: Range,
    /// Only these kinds and those below them.
    pub(super) only: Option<Vec<String>>,
}

impl Wanted {
    fn wants(&self, kind: &str) -> bool {
        let is_above = |wanted: &String| {
            kind == wanted || kind.strip_prefix(wanted.as_str()).is_some_and(|rest| rest.starts_with('.'))
        };
        self.only.as_ref().is_none_or(|only| only.iter().any(|wanted| wanted.is_empty() || is_above(wanted)))
    }
}

/// The place that an ignore comment covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    Here,
    File,
    Project,
}

impl Scope {
    const ALL: [(Self, &'static str); 3] = [(Self::Here, "here"), (Self::File, "file"), (Self::Project, "project")];

    fn title(self, rule: &str) -> String {
        match self {
            Self::Here => format!("Ignore `{rule}` here"),
            Self::File => format!("Ignore `{rule}` in this file"),
            Self::Project => format!("Ignore `{rule}` in this project ({FILE_NAME})"),
        }
    }
}

/// The actions for a range.
pub(super) fn all(wanted: &Wanted, checked: &Checked, here: Here<'_>, context: Context<'_>) -> Value {
    let mut found = Vec::new();
    let is_asked = |finding: &&Finding| {
        let at = range(&finding.primary.place, here.buffer);
        let others = finding.related.iter().map(|related| &related.label.place);
        let mut others = others.filter(|place| place.input.path == checked.answer.input.path);
        let touches = |at: Range| at.start <= wanted.range.end && wanted.range.start <= at.end;
        let shown = here.hints || finding.severity > Severity::Hint;
        shown && (touches(at) || others.any(|place| touches(range(place, here.buffer))))
    };
    let findings: Vec<&Finding> = checked.answer.findings.iter().filter(is_asked).collect();
    if wanted.wants("quickfix") {
        for finding in &findings {
            found.extend(finding.fixes.iter().filter_map(|fix| quick_fix(fix, finding, checked, here, context)));
        }
        for finding in &findings {
            found.extend(silencing(finding, checked, here, context));
        }
    }
    if wanted.wants("refactor.rewrite") && wanted.range.start.line <= front_matter_end(here) {
        found.extend(days(checked, here, context));
    }
    if wanted.wants("source.fixAll.factlint") {
        found.extend(fix_all(checked, here, context));
    }
    json!(found)
}

/// An action with its edit, computed now if the client cannot ask for it later.
pub(super) fn resolved(mut action: Value, checked: &Checked, here: Here<'_>, context: Context<'_>) -> Value {
    let data = action["data"].clone();
    let fingerprint = data["fingerprint"].as_str().unwrap_or_default();
    let scope = Scope::ALL.iter().find(|(_, name)| data["scope"] == *name).map(|(scope, _)| *scope);
    let finding = checked.answer.findings.iter().find(|finding| finding.fingerprint == fingerprint);
    if let (Some(scope), Some(finding)) = (scope, finding) {
        match silencing_edit(scope, finding, checked, here, context) {
            Some(edit) => action["edit"] = edit,
            None => {
                action["disabled"] = json!({ "reason": "no comment can be put here: use a baseline or the settings" });
            }
        }
    }
    action
}

fn quick_fix(fix: &Fix, finding: &Finding, checked: &Checked, here: Here<'_>, context: Context<'_>) -> Option<Value> {
    let own = |edit: &Edit| Arc::ptr_eq(&edit.place.input, &checked.answer.input);
    if fix.edits.is_empty() || !fix.edits.iter().all(own) {
        return None;
    }
    Some(json!({
        "title": capital(&fix.title),
        "kind": "quickfix",
        "diagnostics": [checked.diagnostic(finding, here)],
        "isPreferred": fix.safety == Safety::Safe,
        "edit": own_edit(&text_edits(&fix.edits, here), here, context),
    }))
}

fn capital(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn text_edits(edits: &[Edit], here: Here<'_>) -> Vec<Value> {
    let edit = |edit: &Edit| json!({ "range": here.buffer.range(edit.place.span.range()), "newText": edit.insert });
    edits.iter().map(edit).collect()
}

/// Edits of this document.
fn own_edit(edits: &[Value], here: Here<'_>, context: Context<'_>) -> Value {
    workspace_edit(edits, here.uri, context.version, context)
}

/// Edits of a document that is open.
fn workspace_edit(edits: &[Value], uri: &Url, version: i32, context: Context<'_>) -> Value {
    if context.client.versions {
        let document = json!({ "uri": uri, "version": version });
        return json!({ "documentChanges": [{ "textDocument": document, "edits": edits }] });
    }
    json!({ "changes": { uri.as_str(): edits } })
}

fn silencing(finding: &Finding, checked: &Checked, here: Here<'_>, context: Context<'_>) -> Vec<Value> {
    let checks = &checked.project.engine.rules().checks;
    if checks.iter().any(|check| check.id == finding.rule && looks_at_marks(check)) {
        return Vec::new();
    }
    let action = |&(scope, name): &(Scope, &str)| {
        let action = json!({
            "title": scope.title(&finding.rule),
            "kind": "quickfix",
            "diagnostics": [checked.diagnostic(finding, here)],
            "data": { "uri": here.uri, "scope": name, "fingerprint": finding.fingerprint },
        });
        if context.client.resolves {
            return Some(action);
        }
        let action = resolved(action, checked, here, context);
        action.get("edit").is_some().then_some(action)
    };
    Scope::ALL.iter().filter_map(action).collect()
}

fn silencing_edit(
    scope: Scope,
    finding: &Finding,
    checked: &Checked,
    here: Here<'_>,
    context: Context<'_>,
) -> Option<Value> {
    let required = checked.project.settings().require_reasons == Some(true);
    let reason = context.options.ignore_reason.as_deref().filter(|reason| !reason.is_empty());
    let reason = reason.or(required.then_some(REASON)).map_or_else(String::new, |reason| format!(": {reason}"));
    match scope {
        Scope::Here => {
            let edit = mark(finding, &format!("factlint-ignore {}{reason}", finding.rule), checked, here)?;
            Some(own_edit(&text_edits(&[edit], here), here, context))
        }
        Scope::File => {
            let edit = mark_of_file(&format!("factlint-ignore-file {}{reason}", finding.rule), checked)?;
            Some(own_edit(&text_edits(&[edit], here), here, context))
        }
        Scope::Project => in_settings(&finding.rule, checked, context),
    }
}

/// The comment that takes effect at a place of a finding; each is tried.
fn mark(finding: &Finding, text: &str, checked: &Checked, here: Here<'_>) -> Option<Edit> {
    let answer = &checked.answer;
    let document = answer.documents.first()?;
    let related = finding.related.iter().map(|related| &related.label.place);
    let own = std::iter::once(&finding.primary.place).chain(related);
    let own = own.filter(|place| Arc::ptr_eq(&place.input, &answer.input));
    let mut edits = own.flat_map(|place| document::marking(answer.format, document, place, text));
    edits.find(|edit| takes_effect(edit, finding, checked, here))
}

fn takes_effect(edit: &Edit, finding: &Finding, checked: &Checked, here: Here<'_>) -> bool {
    let mut text = here.buffer.text().to_owned();
    text.replace_range(edit.place.span.range(), &edit.insert);
    let answer = &checked.answer;
    let again = checked.project.check_text(&answer.input.path, Some(answer.format), &text, 0, &Cancel::default());
    let count = |findings: &[Finding]| findings.iter().filter(|one| one.fingerprint == finding.fingerprint).count();
    let is_worse = |now: &[Finding]| now.len() >= answer.findings.len();
    again.is_some_and(|now| count(&now.findings) < count(&answer.findings) && !is_worse(&now.findings))
}

/// A comment for the whole file, below front matter.
fn mark_of_file(text: &str, checked: &Checked) -> Option<Edit> {
    let answer = &checked.answer;
    let document = answer.documents.first()?;
    let first = document
        .blocks
        .iter()
        .map(|block| document.place(block.span))
        .find(|place| Arc::ptr_eq(&place.input, &answer.input))?;
    document::marking(answer.format, document, &first, text).into_iter().next()
}

/// The settings with one rule more in `ignore`: those in the editor, which may not be saved yet, before those on disk.
fn in_settings(rule: &str, checked: &Checked, context: Context<'_>) -> Option<Value> {
    let located = checked.project.located.path.as_ref().map(|path| host::absolute(path));
    let path = located.clone().or_else(|| Some(context.client.folders.first()?.join(FILE_NAME)))?;
    let uri: Url = uris::of_path(&path)?;
    if let Some(open) = context.open.get(&uri) {
        let edits = [replaced(&open.buffer, rule)?];
        return Some(workspace_edit(&edits, &uri, open.version, context));
    }
    if located.is_some() {
        let buffer = Buffer::new(files::read(&path, MOST).ok()?.text.to_string(), Encoding::default());
        return Some(json!({ "changes": { uri.as_str(): [replaced(&buffer, rule)?] } }));
    }
    if !(context.client.creates && context.client.versions) {
        return None;
    }
    let edit = json!({ "range": Range::default(), "newText": with_rule("", rule)? });
    Some(json!({ "documentChanges": [
        { "kind": "create", "uri": uri, "options": { "ignoreIfExists": true } },
        { "textDocument": { "uri": uri, "version": null }, "edits": [edit] },
    ] }))
}

/// The edit of a settings file that adds a rule to `ignore`.
fn replaced(buffer: &Buffer, rule: &str) -> Option<Value> {
    let whole = buffer.range(0..buffer.text().len());
    Some(json!({ "range": whole, "newText": with_rule(buffer.text(), rule)? }))
}

/// A settings file with a rule added to `ignore`; `None` if it cannot be read.
fn with_rule(text: &str, rule: &str) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    let list = document.entry("ignore").or_insert_with(|| toml_edit::value(Array::new()));
    if let Some(one) = list.as_str().map(str::to_owned) {
        *list = toml_edit::value(Array::from_iter([one]));
    }
    list.as_array_mut()?.push(rule);
    Some(document.to_string())
}

/// All fixes that keep the meaning.
fn fix_all(checked: &Checked, here: Here<'_>, context: Context<'_>) -> Option<Value> {
    let answer = &checked.answer;
    let applied = apply(&answer.input, answer.findings.iter(), false)?;
    let whole = here.buffer.range(0..here.buffer.text().len());
    let edit = json!({ "range": whole, "newText": applied.text });
    Some(json!({
        "title": "Apply all fixes that keep the meaning",
        "kind": "source.fixAll.factlint",
        "edit": own_edit(&[edit], here, context),
    }))
}

/// The line with the end of front matter; 0 without any.
fn front_matter_end(here: Here<'_>) -> u32 {
    let mut lines = here.buffer.text().lines();
    if lines.next().map(str::trim_end) != Some("---") {
        return 0;
    }
    lines.position(|line| line.trim_end() == "---").map_or(0, |line| line as u32 + 1)
}

/// The action that gives a draft its day in front matter: today, unless it has one.
fn days(checked: &Checked, here: Here<'_>, context: Context<'_>) -> Vec<Value> {
    let answer = &checked.answer;
    let is_given = matches!(answer.days.first(), Some(DraftDay::Given(given)) if given.from <= DayFrom::FrontMatter);
    let (Format::Markdown, [_], false) = (answer.format, answer.documents.as_slice(), is_given) else {
        return Vec::new();
    };
    let today = host::day(AsOf::Today).to_string();
    let end = front_matter_end(here);
    let (line, text) =
        if end > 0 { (end, format!("date: {today}\n")) } else { (0, format!("---\ndate: {today}\n---\n\n")) };
    let text = if here.buffer.text().contains("\r\n") { text.replace('\n', "\r\n") } else { text };
    let at = Position { line, character: 0 };
    let edit = json!({ "range": Range { start: at, end: at }, "newText": text });
    vec![json!({
        "title": format!("Date this draft {today}, in front matter"),
        "kind": "refactor.rewrite",
        "edit": own_edit(&[edit], here, context),
    })]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_added_to_the_settings() {
        assert_eq!(with_rule("", "age").as_deref(), Some("ignore = [\"age\"]\n"));
        let old = "# ours\nignore = [\"weekday\"] # for now\n\n[severity]\nage = \"hint\"\n";
        let new = "# ours\nignore = [\"weekday\", \"age\"] # for now\n\n[severity]\nage = \"hint\"\n";
        assert_eq!(with_rule(old, "age").as_deref(), Some(new));
        assert_eq!(with_rule("ignore = \"weekday\"\n", "age").as_deref(), Some("ignore = [\"weekday\", \"age\"]\n"));
        let table = with_rule("[severity]\nage = \"hint\"\n", "age").expect("it can be read");
        assert!(table.starts_with("ignore = [\"age\"]\n"), "{table}");
        assert_eq!(with_rule("ignore = [", "age"), None);
    }

    #[test]
    fn kinds_include_those_below_them() {
        let wanted = |only: &[&str]| Wanted {
            range: Range::default(),
            only: Some(only.iter().map(|kind| (*kind).to_owned()).collect()),
        };
        assert!(wanted(&["source"]).wants("source.fixAll.factlint") && wanted(&[""]).wants("quickfix"));
        assert!(!wanted(&["source.fix"]).wants("source.fixAll.factlint") && !wanted(&["refactor"]).wants("quickfix"));
    }
}
