//! Kind `code-values`: a port or a version in code that the text gives with other digits.
//!
//! "On port 8443", and `https://localhost:8483`. "2.7.1", and `pip install tallow==2.1.7`. Two ports contradict each other if the
//! draft has one in its text and one in addresses of the same machine, and they differ as slips of the hand do; two versions if
//! their parts changed places. `ports` reads those of blocks of code too, and `titled` the version of a title.

mod ports;
mod titled;

use super::{Draft, Kind, Messages, Outcome, Run};
use crate::document::{BlockKind, OBJECT};
use crate::findings::{Confidence, Finding, Labelled, Related, Relation};
use crate::language::analysis::Sentence;
use crate::language::cues::{Cues, ListId};
use crate::language::digits::slip;
use crate::rules::{Check, KindSpec, OptionSort, OptionSpec, Words};
use crate::text::{Place, Prose, Span};

const PLACEHOLDERS: &[&str] = &["one", "other"];

const HOSTS: OptionSpec = OptionSpec { name: "hosts", sort: OptionSort::Texts };
const KEYS: OptionSpec = OptionSpec { name: "keys", sort: OptionSort::Texts };

pub(super) const KIND: Kind = Kind {
    spec: KindSpec {
        name: "code-values",
        messages: &[
            ("message", PLACEHOLDERS),
            ("note.version", PLACEHOLDERS),
            ("note.ports", PLACEHOLDERS),
            ("note.title", PLACEHOLDERS),
            ("label.one", PLACEHOLDERS),
            ("label.other", PLACEHOLDERS),
        ],
        required: &["message", "note.version", "note.ports", "note.title", "label.one", "label.other"],
        options: &[HOSTS, KEYS],
    },
    prepare,
};

fn prepare(check: &Check, _: &Words, cues: &Cues) -> Box<dyn Run> {
    Box::new(CodeValues {
        hosts: check.texts(HOSTS).to_vec(),
        keys: check.texts(KEYS).to_vec(),
        port: cues.list("port-noun"),
        then: cues.list("slot-then"),
        release: cues.list("release-word"),
        install: cues.list("release-install"),
        back: cues.list("release-back"),
    })
}

#[derive(Debug)]
struct CodeValues {
    /// Names of the machine itself.
    hosts: Vec<String>,
    /// What a port follows in text and code: "port", "listen".
    keys: Vec<String>,
    /// "port".
    port: ListId,
    /// "since": the version is an earlier one.
    then: ListId,
    /// "released", "adds".
    release: ListId,
    /// "this release": the command gets the one that is announced.
    install: ListId,
    /// "go back": it gets another one.
    back: ListId,
}

/// Most different versions of a draft that is about one of them.
const VERSIONS: usize = 3;
/// Digits of a port that is not one of a few well-known ones.
const DIGITS: usize = 4;

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    value: String,
    span: Span<Prose>,
}

impl Run for CodeValues {
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Outcome {
        let (titled, titles) = self.titled(check, draft);
        let mut findings: Vec<Finding> = titled.into_iter().collect();
        let (slipped, ports) = self.slipped(draft);
        if slipped.is_none() && !draft.analysis.prose().contains(OBJECT) {
            return Outcome { read: titles + ports, findings };
        }
        let codes = codes(draft);
        let (said, coded) = (self.ports(draft), self.ports_of_code(&codes));
        if let Some([one, other]) = slipped {
            findings.push(two_ports(check, one, other));
        } else if let (Some(one), Some(other)) = (only(&said), only(&coded))
            && slip(&one.value, &other.value).is_some()
        {
            findings.push(describe(check, draft, one, other, "message"));
        }
        findings.extend(self.installed(check, draft, &codes));
        let versions = versions(draft, &codes);
        let read = titles + ports + said.len() + coded.len() + versions.len();
        let mut values: Vec<&str> = versions.iter().map(|found| found.value.as_str()).collect();
        values.sort_unstable();
        values.dedup();
        if values.len() <= VERSIONS {
            findings.extend(swapped(&versions).map(|(one, other)| describe(check, draft, one, other, "note.version")));
        }
        Outcome { findings, read }
    }
}

impl CodeValues {
    /// Numbers after "port" in the text.
    fn ports(&self, draft: &Draft<'_>) -> Vec<Found> {
        let cues = draft.analysis.cues();
        let pairs = draft.analysis.sentences.iter().flat_map(|sentence| sentence.tokens().windows(2));
        let port = |pair: &&[crate::language::tokens::Token]| {
            let digits = pair[1].lower.len() >= DIGITS && pair[1].lower.bytes().all(|byte| byte.is_ascii_digit());
            cues.contains(self.port, &pair[0].lower) && digits
        };
        pairs.filter(port).map(|pair| Found { value: pair[1].lower.to_string(), span: pair[1].span }).collect()
    }

    /// Ports of addresses of the machine itself, in code.
    fn ports_of_code(&self, codes: &[Found]) -> Vec<Found> {
        let mut found = Vec::new();
        for code in codes {
            for host in &self.hosts {
                let Some((_, rest)) = code.value.split_once(&format!("{host}:")) else { continue };
                let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
                if digits.len() >= DIGITS {
                    found.push(Found { value: digits, span: code.span });
                }
            }
        }
        found
    }
}

/// The code of a draft, as its source.
fn codes(draft: &Draft<'_>) -> Vec<Found> {
    let tokens = draft.analysis.sentences.iter().flat_map(Sentence::tokens);
    let code = tokens.filter(|token| token.span.of(draft.analysis.prose()) == OBJECT);
    code.map(|token| Found { value: draft.document.place(token.span).text().to_owned(), span: token.span }).collect()
}

/// Versions of three parts, in text and in code.
fn versions(draft: &Draft<'_>, codes: &[Found]) -> Vec<Found> {
    let own = |block: usize| draft.analysis.blocks[block].kind != BlockKind::Quote;
    let sentences = draft.analysis.sentences.iter().filter(|sentence| own(sentence.block));
    let texts = sentences.flat_map(|sentence| {
        let base = sentence.span.start as usize;
        parts(sentence.text())
            .map(move |(at, text)| Found { value: text.to_owned(), span: Span::new(base + at, base + at + text.len()) })
    });
    let coded = codes
        .iter()
        .flat_map(|code| parts(&code.value).map(|(_, text)| Found { value: text.to_owned(), span: code.span }));
    texts.chain(coded).collect()
}

/// Numbers of three parts in a text, with their places.
fn parts(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let start = text.as_ptr() as usize;
    let pieces = text.split(|c: char| !c.is_ascii_digit() && c != '.').map(|piece| piece.trim_matches('.'));
    let three = |piece: &&str| {
        piece.split('.').count() == 3 && piece.split('.').all(|part| !part.is_empty() && part.len() <= 4)
    };
    pieces.filter(three).map(move |piece| (piece.as_ptr() as usize - start, piece))
}

/// The value that all of some places give.
fn only(found: &[Found]) -> Option<&Found> {
    let first = found.first()?;
    found.iter().all(|other| other.value == first.value).then_some(first)
}

/// Pairs of versions whose parts changed places, each given once.
fn swapped(versions: &[Found]) -> impl Iterator<Item = (&Found, &Found)> {
    let sorted = |version: &str| {
        let mut parts: Vec<String> = version.split('.').map(str::to_owned).collect();
        parts.sort_unstable();
        parts
    };
    let pairs =
        versions.iter().enumerate().flat_map(move |(at, other)| versions[..at].iter().map(move |one| (one, other)));
    pairs
        .filter(move |(one, other)| {
            let (a, b) = (sorted(&one.value), sorted(&other.value));
            // "1.0.0" and "0.0.1" are both likely.
            one.value != other.value && a == b && a.windows(2).all(|pair| pair[0] != pair[1])
        })
        .take(1)
}

fn describe(check: &Check, draft: &Draft<'_>, one: &Found, other: &Found, message: &str) -> Finding {
    let values = [("one", one.value.as_str()), ("other", other.value.as_str())];
    let messages = Messages::new(check, &values);
    Finding {
        message: messages.text(message),
        confidence: Confidence::Medium,
        related: vec![messages.conflict(draft, one.span, "label.one")],
        ..messages.at(draft, other.span, "label.other")
    }
}

fn two_ports(check: &Check, one: Place, other: Place) -> Finding {
    let texts = [one.text().to_owned(), other.text().to_owned()];
    let values = [("one", texts[0].as_str()), ("other", texts[1].as_str())];
    let messages = Messages::new(check, &values);
    let label = |place, name| Labelled { place, text: messages.text(name) };
    Finding {
        confidence: Confidence::Medium,
        related: vec![Related { role: Relation::Conflict, label: label(one, "label.one") }],
        ..Finding::at(check, label(other, "label.other"), messages.text("note.ports"))
    }
    .known_by(texts.iter().map(String::as_str))
}
