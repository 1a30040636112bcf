//! Kind `lookup`: a pair of words that stands in a table: a city and its country, a country and its money.

use super::wording::fill;
use super::{Draft, Found, Kind, Run};
use crate::document::BlockKind;
use crate::findings::{Confidence, Finding, Label, fingerprint};
use crate::language::cues::Cues;
use crate::language::phrases::{Phrase, Phrases};
use crate::rules::{Check, KindSpec, OptionSort, OptionSpec, Words};
use crate::text::Span;

const PLACEHOLDERS: &[&str] = &["left", "right", "known"];

const ROWS: OptionSpec = OptionSpec { name: "rows", sort: OptionSort::Groups };
const BETWEEN: OptionSpec = OptionSpec { name: "between", sort: OptionSort::Texts };
const NOT_AFTER: OptionSpec = OptionSpec { name: "not-after", sort: OptionSort::Texts };

pub(super) const KIND: Kind = Kind {
    spec: KindSpec {
        name: "lookup",
        messages: &[("message", PLACEHOLDERS), ("label.pair", PLACEHOLDERS)],
        required: &["message"],
        options: &[ROWS, BETWEEN, NOT_AFTER],
    },
    prepare,
};

fn prepare(check: &Check, _: &Words, _: &Cues) -> Box<dyn Run> {
    let rows = check.groups(ROWS).to_vec();
    let mut rights: Vec<String> = rows.iter().flat_map(|row| row.iter().skip(1)).cloned().collect();
    rights.sort_unstable();
    rights.dedup();
    Box::new(Lookup {
        lefts: Phrases::new(rows.iter().filter_map(|row| row.first())),
        rights: Phrases::new(&rights),
        names: rights,
        rows,
        between: check.texts(BETWEEN).to_vec(),
        not_after: check.texts(NOT_AFTER).to_vec(),
    })
}

/// A table: of each row the first is what is looked up, and the others are what may stand beside it.
#[derive(Debug)]
struct Lookup {
    rows: Vec<Vec<String>>,
    lefts: Phrases,
    rights: Phrases,
    names: Vec<String>,
    /// What may stand between the two.
    between: Vec<String>,
    /// What must not follow: "Nairobi, Uganda and Rwanda" may be a list.
    not_after: Vec<String>,
}

impl Run for Lookup {
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Found {
        let prose = draft.analysis.prose();
        let mut found = Found::default();
        for left in draft.analysis.phrases(&self.lefts) {
            let Some(right) = self.right(prose, left) else {
                continue;
            };
            found.read += 1;
            let row = &self.rows[left.number];
            let name = &self.names[right.number];
            if !row[1..].contains(name) && own(draft, left) {
                found.findings.push(describe(check, draft, left, right, row));
            }
        }
        found
    }
}

impl Lookup {
    /// The other half of the pair, right after its first.
    fn right(&self, prose: &str, left: Phrase) -> Option<Phrase> {
        let rest = &prose[left.to..];
        // "to Lagos, Kenya and Peru": what stands before with a comma makes a list.
        if !self.between.iter().any(|between| rest.starts_with(between.as_str())) || prose[..left.from].ends_with(", ")
        {
            return None;
        }
        let between = self.between.iter().find(|between| rest.starts_with(between.as_str()))?;
        let from = left.to + between.len();
        let mut window = (from + 40).min(prose.len());
        while !prose.is_char_boundary(window) {
            window -= 1;
        }
        let found = self.rights.find(&prose[from..window]).next().filter(|found| found.from == 0)?;
        let right = Phrase { from, to: from + found.to, ..found };
        let capital = |at: usize| prose[at..].chars().next().is_some_and(char::is_uppercase);
        let after = &prose[right.to..];
        let listed = self.not_after.iter().any(|word| after.starts_with(word.as_str()));
        (capital(left.from) && capital(right.from) && !listed).then_some(right)
    }
}

/// Whether the draft says it itself.
fn own(draft: &Draft<'_>, phrase: Phrase) -> bool {
    let span = Span::new(phrase.from, phrase.to);
    let at = draft.analysis.blocks.partition_point(|block| block.span.end <= span.start);
    let block = draft.analysis.blocks.get(at).filter(|block| block.span.start <= span.start);
    block.is_some_and(|block| block.kind != BlockKind::Quote && !draft.analysis.is_quoted(at, span))
}

fn describe(check: &Check, draft: &Draft<'_>, left: Phrase, right: Phrase, row: &[String]) -> Finding {
    let text = |phrase: Phrase| &draft.analysis.prose()[phrase.from..phrase.to];
    let values = [("left", text(left)), ("right", text(right)), ("known", row[1].as_str())];
    let message = |name: &str| fill(check.messages.get(name).map_or("", String::as_str), &values);
    Finding {
        rule: check.id.clone(),
        severity: check.severity,
        confidence: Confidence::Medium,
        message: message("message"),
        primary: Label { place: draft.document.place(Span::new(left.from, right.to)), text: message("label.pair") },
        related: Vec::new(),
        notes: Vec::new(),
        fixes: Vec::new(),
        facts: Vec::new(),
        fingerprint: fingerprint(&check.id, values.iter().map(|(_, value)| *value)),
    }
}
