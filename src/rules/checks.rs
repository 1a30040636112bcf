//! Reads check files.

use std::collections::BTreeMap;

use toml::Spanned;

use super::evidence;
use super::formula::{Anchor, Rule};
use super::model::{Check, CheckOption, Example, Expect};
use super::patterns::{Defaults, Use, rules};
use super::template;
use super::toml_reader::{Section, Sink, hint};
use crate::findings::Severity;

/// Specification of a kind, for reading check files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KindSpec {
    /// Its name, as in `kind = "tenure"`.
    pub name: &'static str,
    /// Its messages, each with the placeholders it may use.
    pub messages: &'static [(&'static str, &'static [&'static str])],
    /// The messages that must be there.
    pub required: &'static [&'static str],
    /// The further keys that its checks may have.
    pub options: &'static [OptionSpec],
}

/// A further key of the checks of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OptionSpec {
    /// The key.
    pub name: &'static str,
    /// What its value is.
    pub sort: OptionSort,
}

/// Type of an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OptionSort {
    /// A string.
    Text,
    /// A string or a list of strings.
    Texts,
    /// A list of lists of strings.
    Groups,
    /// A list of lists of strings, each with at least that many.
    GroupsOf(usize),
    /// A whole number.
    Number,
    /// `true` or `false`.
    Flag,
    /// `[[check.pattern]]`; messages and labels of the check are then for all of its patterns.
    Patterns,
    /// `[[check.evidence]]`, for patterns with figures.
    Evidence,
    /// Like `Patterns`; each has a `value`, and messages may contain captures only.
    Slots,
    /// `[[check.pattern]]` of which each `gives` an event; the messages are those of the kind.
    Statements,
}

impl OptionSort {
    fn takes(self, value: &CheckOption) -> bool {
        match (self, value) {
            (Self::Groups | Self::GroupsOf(_), CheckOption::Texts(texts)) => texts.is_empty(),
            (Self::GroupsOf(least), CheckOption::Groups(groups)) => groups.iter().all(|group| group.len() >= least),
            (Self::Text | Self::Texts, CheckOption::Text(_))
            | (Self::Texts, CheckOption::Texts(_))
            | (Self::Groups, CheckOption::Groups(_))
            | (Self::Number, CheckOption::Number(_))
            | (Self::Flag, CheckOption::Flag(_)) => true,
            _ => false,
        }
    }

    /// Returns `true` for `[[check.pattern]]`.
    #[must_use]
    pub fn is_patterns(self) -> bool {
        matches!(self, Self::Patterns | Self::Slots | Self::Statements)
    }

    /// Returns `true` for tables, which have readers of their own.
    fn is_table(self) -> bool {
        self.is_patterns() || self == Self::Evidence
    }

    fn words(self) -> String {
        let words = match self {
            Self::Text => "a string",
            Self::Texts => "a string or a list of strings",
            Self::Groups => "a list of lists of strings",
            Self::GroupsOf(1) => "a list of lists of strings, none of them empty",
            Self::GroupsOf(least) => return format!("a list of lists, each of at least {least} strings"),
            Self::Number => "a whole number",
            Self::Flag => "true or false",
            Self::Patterns | Self::Slots | Self::Statements => "written `[[check.pattern]]`",
            Self::Evidence => "written `[[check.evidence]]`",
        };
        words.to_owned()
    }
}

/// Reads a `[check]`. Without kinds, kinds and messages are not validated.
pub(crate) fn check(
    mut section: Section<'_>,
    kinds: &[KindSpec],
    uses: &mut Vec<Use>,
    sink: &mut Sink,
) -> Option<Check> {
    let line = sink.line(section.range.start);
    let header = section.range.clone();
    let id = section.required("id", sink).filter(|id| kebab(id, sink));
    let kind = section.required("kind", sink);
    let fluents = section.plain_strings("fluents", sink);
    let severity = section.required("severity", sink).and_then(|word| severity(&word, sink));
    let enabled = section.boolean("enabled", sink).unwrap_or(true);
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
    let spec = kind.as_ref().and_then(|kind| spec_of(kind, kinds, sink));
    let patterned = section.has(PATTERN) && spec.is_none_or(has_patterns);
    let patterns = if patterned { patterns(&mut section, spec, &messages, uses, sink) } else { Vec::new() };
    let options = options(&mut section, spec, kinds.is_empty(), sink);
    section.finish(sink);
    if !patterned || spec.is_some_and(|spec| has_sort(spec, OptionSort::Statements)) {
        judge_messages(&messages, spec, header, sink);
    }
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
        enabled,
        language,
        summary,
        manual,
        messages,
        options,
        patterns,
        examples,
        path: sink.input.path.to_string(),
        line,
    })
}

const PATTERN: &str = "pattern";

fn has_sort(spec: &KindSpec, sort: OptionSort) -> bool {
    spec.options.iter().any(|option| option.sort == sort)
}

fn has_patterns(spec: &KindSpec) -> bool {
    spec.options.iter().any(|option| option.sort.is_patterns())
}

fn patterns(
    section: &mut Section<'_>,
    spec: Option<&KindSpec>,
    messages: &BTreeMap<String, Spanned<String>>,
    uses: &mut Vec<Use>,
    sink: &mut Sink,
) -> Vec<Rule> {
    let labels =
        messages.iter().filter_map(|(name, text)| Some((name.strip_prefix("label.")?.to_owned(), text.clone())));
    let evidence = evidence::rows(section, sink);
    let has = |sort| spec.is_some_and(|spec| has_sort(spec, sort));
    let defaults = if has(OptionSort::Statements) {
        Defaults { statements: true, evidence, ..Defaults::default() }
    } else {
        let (message, slots) = (messages.get("message").cloned(), has(OptionSort::Slots));
        Defaults {
            message,
            labels: labels.collect(),
            slots,
            no_statements: spec.is_some(),
            evidence,
            ..Defaults::default()
        }
    };
    let tables = section.sections(PATTERN, sink);
    let rules: Vec<Rule> = tables.into_iter().flat_map(|table| rules(table, &defaults, uses, sink)).collect();
    defaults.evidence.iter().for_each(|row| row.finish(sink));
    for (event, range) in defaults.events.take() {
        let given = || rules.iter().filter_map(|rule| Some(rule.statement.as_ref()?.gives.as_str()));
        if !given().any(|known| known == event) {
            let notes = hint(&event, Anchor::WORDS.iter().map(|(_, word)| *word).chain(given()));
            let message = format!("`{event}` is no place of a date, and no pattern of this check gives it");
            sink.fault("unknown-value", range, message).notes = notes;
        }
    }
    rules
}

/// The keys that a kind declares; with no kinds known, every key that is left.
fn options(
    section: &mut Section<'_>,
    spec: Option<&KindSpec>,
    unjudged: bool,
    sink: &mut Sink,
) -> BTreeMap<String, CheckOption> {
    if unjudged {
        return section.rest();
    }
    let mut found = BTreeMap::new();
    for option in spec.iter().flat_map(|spec| spec.options).filter(|option| !option.sort.is_table()) {
        let Some((value, range)) = section.any(option.name) else {
            continue;
        };
        match value.filter(|value| option.sort.takes(value)) {
            Some(value) => {
                found.insert(option.name.to_owned(), value);
            }
            None => {
                sink.fault("wrong-type", range, format!("`{}` must be {}", option.name, option.sort.words()));
            }
        }
    }
    found
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

pub(super) fn severity(word: &Spanned<String>, sink: &mut Sink) -> Option<Severity> {
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
        sink.fault("unknown-kind", kind.span(), format!("there is no kind of check `{}`", kind.get_ref())).notes =
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
    let transcript = section.string("transcript", sink).map(Spanned::into_inner);
    let facts = section.plain_strings("facts", sink);
    let related = if expect == Expect::Flag { section.plain_strings("related", sink) } else { Vec::new() };
    let unmatched = section.boolean("unmatched", sink).unwrap_or(false);
    let why = section.string("why", sink).map(Spanned::into_inner);
    if unmatched && why.is_none() {
        sink.fault("missing-key", section.range.clone(), "`unmatched = true` needs `why`");
    }
    section.finish(sink);
    let unmatched = why.filter(|_| unmatched);
    Some(Example { expect, draft: draft?.into_inner(), as_of, format, transcript, facts, related, unmatched, line })
}
#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{Facts, read};
    use crate::text::Input;

    const LEAST: OptionSpec = OptionSpec { name: "least", sort: OptionSort::Number };
    const GROUPS: OptionSpec = OptionSpec { name: "groups", sort: OptionSort::Groups };
    const PAIRS: OptionSpec = OptionSpec { name: "pairs", sort: OptionSort::GroupsOf(2) };
    const LISTS: OptionSpec = OptionSpec { name: "lists", sort: OptionSort::Texts };

    const KIND: KindSpec = KindSpec {
        name: "sort",
        messages: &[("message", &[])],
        required: &["message"],
        options: &[LEAST, GROUPS, PAIRS, LISTS],
    };

    fn with(keys: &str, kinds: &[KindSpec]) -> (Vec<Check>, Vec<(&'static str, String)>) {
        let text = format!(
            "[check]\nid = \"a\"\nkind = \"sort\"\nseverity = \"hint\"\nsummary = \"s\"\nmanual = \"m\"\nmessage = \"x\"\n{keys}\n\
             [[check.flag]]\ndraft = \"a\"\n[[check.pass]]\ndraft = \"b\"\n"
        );
        let input = Input::file("a.toml", text);
        let read = read(Facts::default(), std::slice::from_ref(&input), kinds);
        let at = |fault: &crate::findings::Fault| fault.place.as_ref().map_or("", |place| place.text()).to_owned();
        (read.checks, read.faults.iter().map(|fault| (fault.code, at(fault))).collect())
    }

    #[test]
    fn a_kind_reads_the_keys_it_declares() {
        let keys = "least = 3\ngroups = [[\"a\", \"b\"], [\"c\"]]\nlists = \"one\"";
        let (checks, faults) = with(keys, &[KIND]);
        assert_eq!(faults, []);
        let check = &checks[0];
        assert_eq!((check.number(LEAST), check.texts(LISTS)), (Some(3), &["one".to_owned()][..]));
        assert_eq!(check.groups(GROUPS).len(), 2);
        assert_eq!(with(keys, &[]).0[0].options, check.options);
    }

    #[test]
    fn groups_that_are_too_short_are_faults_with_their_places() {
        assert_eq!(with("pairs = [[\"a\", \"b\"], [\"c\", \"d\", \"e\"]]", &[KIND]).1, []);
        assert_eq!(with("pairs = []", &[KIND]).1, []);
        for short in ["[[]]", "[[\"a\", \"b\"], [\"c\"]]"] {
            assert_eq!(with(&format!("pairs = {short}"), &[KIND]).1, [("wrong-type", short.to_owned())]);
        }
    }

    #[test]
    fn statements_count_from_events_that_the_check_gives() {
        const STATEMENTS: &[OptionSpec] = &[OptionSpec { name: "pattern", sort: OptionSort::Statements }];
        const PATTERNS: &[OptionSpec] = &[OptionSpec { name: "pattern", sort: OptionSort::Patterns }];
        let kind = |options| KindSpec { options, ..KIND };
        let pattern = "[[check.pattern]]\ngives = \"the birth\"\ntext = \"born {d:date}\"\n";
        let later = |at: &str| {
            format!("{pattern}[[check.pattern]]\ngives = \"the death\"\ntext = \"aged {{n:years}}\"\nat = [\"{at}\"]\n")
        };
        for known in ["the birth", "clause"] {
            assert_eq!(with(&later(known), &[kind(STATEMENTS)]).1, []);
        }
        let wrong = [("unknown-value", "\"clasue\"".to_owned())];
        assert_eq!(with(&later("clasue"), &[kind(STATEMENTS)]).1, wrong);
        let wrong = [("unknown-key", "\"the birth\"".to_owned())];
        assert_eq!(with(pattern, &[kind(PATTERNS)]).1, wrong);
    }

    #[test]
    fn other_keys_and_other_values_are_faults_with_their_places() {
        let faults = with("leas = 3\nlists = [1]\ngroups = [\"a\"]", &[KIND]).1;
        let told: Vec<(&str, &str)> = faults.iter().map(|(code, text)| (*code, text.as_str())).collect();
        assert_eq!(told, [("unknown-key", "leas"), ("wrong-type", "[1]"), ("wrong-type", "[\"a\"]")]);
    }
}
