//! Kind `near-names`: two capitalised words that are one letter apart and probably one name.
//!
//! Finds pairs (`judge`), and describes them here. Neither spelling is called correct unless the fact files contain one of the
//! two names.

mod judge;
mod pair;

use judge::{Judge, Near};

use super::{Draft, Kind, Messages, Outcome, Run};
use crate::document::BlockKind;
use crate::findings::{Confidence, Finding, Severity};
use crate::language::cues::Cues;
use crate::language::names::edit::near_pairs;
use crate::rules::{Check, KindSpec, Meaning, OptionSort, OptionSpec, Words};

const PLACEHOLDERS: &[&str] = &["odd", "other", "odds", "others", "known"];

const ALTERNATIONS: OptionSpec = OptionSpec { name: "alternations", sort: OptionSort::Groups };
const ENDINGS: OptionSpec = OptionSpec { name: "endings", sort: OptionSort::Groups };
const ALWAYS: OptionSpec = OptionSpec { name: "always", sort: OptionSort::Groups };
const EXCEPT: OptionSpec = OptionSpec { name: "except", sort: OptionSort::Groups };

pub(super) const KIND: Kind = Kind {
    spec: KindSpec {
        name: "near-names",
        messages: &[
            ("message", PLACEHOLDERS),
            ("label.odd", PLACEHOLDERS),
            ("label.other", PLACEHOLDERS),
            ("note.known", PLACEHOLDERS),
        ],
        required: &["message", "label.odd", "label.other"],
        options: &[ALTERNATIONS, ENDINGS, ALWAYS, EXCEPT],
    },
    prepare,
};

fn prepare(check: &Check, _: &Words, cues: &Cues) -> Box<dyn Run> {
    Box::new(NearNames { judge: Judge::new(check, cues) })
}

#[derive(Debug)]
struct NearNames {
    judge: Judge,
}

/// Shortest word that is looked at, in bytes.
const SHORTEST: usize = 2;

impl Run for NearNames {
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Outcome {
        let names = draft.analysis.names();
        let part_of_a_name = |at: usize| {
            !names.words[at].opens || names.words[at].linked || names.words.get(at + 1).is_some_and(|next| next.linked)
        };
        let keys =
            names.keys.iter().enumerate().filter(|(_, key)| {
                key.folded.len() >= SHORTEST && !key.folded.bytes().any(|byte| byte.is_ascii_digit())
            });
        // Searching the draft for a word takes longer than finding the pairs, and most words are in none.
        let is_name = |key: usize| {
            let mut places = names.of(key).iter();
            places.any(|&at| part_of_a_name(at) || in_heading(draft, names.words[at].sentence))
                || !pair::common(draft, &names.keys[key].folded)
        };
        let mut pairs: Vec<Near> = near_pairs(keys.map(|(number, key)| (number, key.folded.as_str())))
            .into_iter()
            .filter(|&(one, other)| is_name(one) && is_name(other))
            .filter_map(|(one, other)| self.judge.judge(draft, names, one, other))
            .collect();
        // With three spellings, each rarer one is reported once, against the most common one.
        pairs.sort_by_key(|near| (near.odds.len(), std::cmp::Reverse((near.severity, near.others.len()))));
        let mut seen: Vec<usize> = Vec::new();
        let mut findings = Vec::new();
        for near in &pairs {
            if !seen.contains(&near.odd) {
                seen.push(near.odd);
                findings.push(describe(check, draft, near));
            }
        }
        Outcome { findings, read: names.words.len() }
    }
}

/// Returns `true` if a sentence is a heading, in which any word may be capitalised.
fn in_heading(draft: &Draft<'_>, sentence: usize) -> bool {
    draft.analysis.blocks[draft.analysis.sentences[sentence].block].kind == BlockKind::Heading
}

fn describe(check: &Check, draft: &Draft<'_>, near: &Near) -> Finding {
    let (odd, other) = (draft.one_line(near.odds[0]), draft.one_line(near.others[0]));
    let (odds, others) = (near.odds.len().to_string(), near.others.len().to_string());
    let known: Vec<&str> = [&odd, &other].into_iter().filter(|name| person(draft, name)).map(String::as_str).collect();
    let values = [
        ("odd", odd.as_str()),
        ("other", other.as_str()),
        ("odds", odds.as_str()),
        ("others", others.as_str()),
        ("known", known.first().copied().unwrap_or_default()),
    ];
    let messages = Messages::new(check, &values);
    Finding {
        severity: near.severity.min(check.severity),
        confidence: if near.severity == Severity::Hint { Confidence::Low } else { Confidence::Medium },
        related: messages.others(draft, &near.odds[1..], &near.others, "label.other"),
        notes: if known.len() == 1 { messages.note("note.known") } else { Vec::new() },
        ..messages.at(draft, near.odds[0], "label.odd")
    }
    .known_by([odd.as_str(), other.as_str()])
}

/// Returns `true` if the fact files contain a person with that full name.
fn person(draft: &Draft<'_>, name: &str) -> bool {
    let found = draft.table.longest(name, 0);
    found.is_some_and(|(end, all)| end == name.len() && all.iter().any(|meaning| matches!(meaning, Meaning::Name(_))))
}
