//! Reads check files and word files.

use std::collections::BTreeMap;

use toml::Spanned;

use super::model::{Check, Example, Expect, WordList, Words};
use super::template;
use super::walk::{Section, Sink, hint};
use crate::findings::Severity;

/// What the reader of check files must know of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KindSpec {
    /// Its name, as in `kind = "tenure"`.
    pub name: &'static str,
    /// Its messages, each with the placeholders it may use.
    pub messages: &'static [(&'static str, &'static [&'static str])],
    /// The messages that must be there.
    pub required: &'static [&'static str],
}

/// Reads a `[check]`. With no kinds given, kinds and messages are not judged.
pub(crate) fn check(mut section: Section<'_>, kinds: &[KindSpec], sink: &mut Sink) -> Option<Check> {
    let line = sink.line(section.range.start);
    let header = section.range.clone();
    let id = section.required("id", sink).filter(|id| kebab(id, sink));
    let kind = section.required("kind", sink);
    let fluents = section.plain_strings("fluents", sink);
    let severity = section.required("severity", sink).and_then(|word| severity(&word, sink));
    let language = section.string("language", sink).map_or_else(|| "en".to_owned(), Spanned::into_inner);
    let summary = section.required("summary", sink);
    let manual = section.required("manual", sink);
    let mut messages = BTreeMap::new();
    if let Some(message) = section.string("message", sink) {
        messages.insert("message".to_owned(), message);
    }
    for group in ["label", "note", "fix"] {
        let Some(table) = section.section(group, sink) else {
            continue;
        };
        for (name, text) in table.all_strings(sink) {
            messages.insert(format!("{group}.{}", name.get_ref()), text);
        }
    }
    let mut examples = Vec::new();
    for (key, expect) in [("flag", Expect::Flag), ("pass", Expect::Pass)] {
        let before = examples.len();
        for table in section.sections(key, sink) {
            examples.extend(example(table, expect, sink));
        }
        if examples.len() == before {
            sink.fault("no-example", header.clone(), format!("a check needs at least one `[[check.{key}]]`"));
        }
    }
    section.finish(sink);
    let spec = kind.as_ref().and_then(|kind| spec_of(kind, kinds, sink));
    judge_messages(&messages, spec, header, sink);
    let messages = messages.into_iter().map(|(name, text)| (name, text.into_inner())).collect();
    let (id, kind) = (id?.into_inner(), kind?.into_inner());
    if spec.is_none() && !kinds.is_empty() {
        return None;
    }
    let (summary, manual) = (summary?.into_inner(), manual?.into_inner());
    Some(Check {
        id,
        kind,
        fluents,
        severity: severity?,
        language,
        summary,
        manual,
        messages,
        examples,
        path: sink.input.path.to_string(),
        line,
    })
}

fn kebab(id: &Spanned<String>, sink: &mut Sink) -> bool {
    let text = id.get_ref();
    let good = text
        .split('-')
        .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
    if !good {
        sink.fault("bad-id", id.span(), format!("`{text}` must be lower-case words joined by hyphens"));
    }
    good
}

fn severity(word: &Spanned<String>, sink: &mut Sink) -> Option<Severity> {
    let all = [Severity::Error, Severity::Warning, Severity::Hint];
    let found = all.into_iter().find(|severity| severity.word() == word.get_ref());
    if found.is_none() {
        let notes = hint(word.get_ref(), all.iter().map(|s| s.word()));
        sink.fault("unknown-value", word.span(), "`severity` must be \"error\", \"warning\" or \"hint\"").notes = notes;
    }
    found
}

fn spec_of<'k>(kind: &Spanned<String>, kinds: &'k [KindSpec], sink: &mut Sink) -> Option<&'k KindSpec> {
    let found = kinds.iter().find(|spec| spec.name == kind.get_ref());
    if found.is_none() && !kinds.is_empty() {
        let notes = hint(kind.get_ref(), kinds.iter().map(|spec| spec.name));
        sink.fault("unknown-kind", kind.span(), format!("no kind of check is called `{}`", kind.get_ref())).notes =
            notes;
    }
    found
}

fn judge_messages(
    messages: &BTreeMap<String, Spanned<String>>,
    spec: Option<&KindSpec>,
    header: std::ops::Range<usize>,
    sink: &mut Sink,
) {
    for (name, text) in messages {
        let used = match template::names(text.get_ref()) {
            Ok(used) => used,
            Err(why) => {
                sink.fault("bad-template", text.span(), format!("`{name}` has {why}"));
                continue;
            }
        };
        let Some(spec) = spec else { continue };
        let Some((_, allowed)) = spec.messages.iter().find(|(known, _)| known == name) else {
            let notes = hint(name, spec.messages.iter().map(|(known, _)| *known));
            sink.fault("unknown-message", text.span(), format!("kind `{}` has no message `{name}`", spec.name)).notes =
                notes;
            continue;
        };
        for placeholder in used.into_iter().filter(|used| !allowed.contains(used)) {
            let notes = hint(placeholder, allowed.iter().copied());
            sink.fault("unknown-placeholder", text.span(), format!("`{name}` cannot use `{{{placeholder}}}`")).notes =
                notes;
        }
    }
    for required in spec.iter().flat_map(|spec| spec.required).filter(|name| !messages.contains_key(**name)) {
        sink.fault("missing-key", header.clone(), format!("`{required}` is missing"));
    }
}

fn example(mut section: Section<'_>, expect: Expect, sink: &mut Sink) -> Option<Example> {
    let line = sink.line(section.range.start);
    let draft = section.required("draft", sink);
    let as_of = section.day("as-of", sink);
    let format = section.string("format", sink).map(Spanned::into_inner);
    let facts = section.plain_strings("facts", sink);
    let related = if expect == Expect::Flag { section.plain_strings("related", sink) } else { Vec::new() };
    let unmatched = section.boolean("unmatched", sink).unwrap_or(false);
    let why = section.string("why", sink).map(Spanned::into_inner);
    if unmatched && why.is_none() {
        sink.fault("missing-key", section.range.clone(), "`unmatched = true` needs `why`");
    }
    section.finish(sink);
    let unmatched = why.filter(|_| unmatched);
    Some(Example { expect, draft: draft?.into_inner(), as_of, format, facts, related, unmatched, line })
}

/// Reads a file of words.
pub(crate) fn words(root: &mut Section<'_>, sink: &mut Sink) -> Option<Words> {
    let language = root.required("language", sink);
    let mut words = Words::default();
    if let Some(lists) = root.section("list", sink) {
        for (name, mut section) in lists.all_sections(sink) {
            let list = WordList {
                position: section.string("position", sink).map(Spanned::into_inner),
                gap: section.integer("gap", 0..=20, sink).unwrap_or(0) as u8,
                label: section.string("label", sink).map(Spanned::into_inner),
                items: section.plain_strings("items", sink),
            };
            section.string("notes", sink);
            section.finish(sink);
            words.lists.insert(name.into_inner(), list);
        }
    }
    if let Some(text) = root.section("text", sink) {
        // White space counts in phrases such as " or ".
        words.text =
            text.all_strings(sink).into_iter().map(|(name, text)| (name.into_inner(), text.into_inner())).collect();
    }
    words.language = language?.into_inner();
    Some(words)
}
