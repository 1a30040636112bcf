//! Kind `quotation-source`: quotations must match a transcript word for word. Without a transcript it does nothing.

mod align;
mod transcript;

pub use transcript::Transcript;

use align::{Aligned, Change};
use transcript::{LONGEST, Word, words, written};

use super::{Draft, Kind, Messages, Outcome, Plain};
use crate::document::BlockKind;
use crate::findings::{Finding, Labelled, Related, Relation, Severity};
use crate::language::tokens::tokens;
use crate::language::values::{Interval, ValueReader};
use crate::rules::{Check, KindSpec, OptionSort, OptionSpec};
use crate::text::{Prose, Span};

const PLACEHOLDERS: &[&str] = &["quote", "source"];
const CHANGE: &[&str] = &["quote", "source", "written", "said"];

/// Maximum number of places in a finding.
const MOST: usize = 4;

/// Fewest words that a passage must share.
const LEAST: usize = 4;

const WORDS: OptionSpec = OptionSpec { name: "words", sort: OptionSort::Number };
const SHARE: OptionSpec = OptionSpec { name: "share", sort: OptionSort::Number };
const FILLERS: OptionSpec = OptionSpec { name: "fillers", sort: OptionSort::Texts };

pub(super) const KIND: Kind = Kind {
    spec: KindSpec {
        name: "quotation-source",
        messages: &[
            ("message", PLACEHOLDERS),
            ("label.quote", PLACEHOLDERS),
            ("label.source", PLACEHOLDERS),
            ("note.changed", CHANGE),
            ("note.added", CHANGE),
            ("note.dropped", CHANGE),
            ("note.missing", PLACEHOLDERS),
        ],
        required: &["message", "label.source"],
        options: &[WORDS, SHARE, FILLERS],
    },
    prepare: |_, _, _| Box::new(Plain(run)),
};

fn run(check: &Check, draft: &Draft<'_>) -> Outcome {
    let mut found = Outcome::default();
    if draft.transcripts.is_empty() {
        return found;
    }
    let least = check.count(WORDS, 5);
    for span in quotations(draft) {
        let all = words(draft.analysis.prose(), span, usize::MAX);
        if all.iter().filter(|word| !word.gap).count() < least {
            continue;
        }
        found.read += 1;
        // The parts around brackets and ellipses are compared separately.
        for part in all.split(|word| word.gap).filter(|part| part.len() > 2) {
            let whole = part.len() == all.len();
            found.findings.extend(judge(check, draft, part, if whole { span } else { spanned(part) }));
        }
    }
    found
}

/// Everything that the draft gives as the words of others: quotations in paragraphs, and paragraphs that are one.
fn quotations(draft: &Draft<'_>) -> Vec<Span<Prose>> {
    let mut found = Vec::new();
    for block in &draft.analysis.blocks {
        match block.kind {
            BlockKind::Heading => {}
            BlockKind::Quote => found.push(block.span),
            _ => found.extend(block.quoted().iter().filter(|&&span| is_paired(draft.document.text(span)))),
        }
    }
    found
}

/// Returns `true` if the marks around a quotation are a pair: with whitespace inside, they are the end of one quotation and the
/// start of the next.
fn is_paired(text: &str) -> bool {
    let inner = text.trim_matches(['"', '\u{201c}', '\u{201d}', '`', '\'']);
    !inner.starts_with(char::is_whitespace)
}

fn spanned(words: &[Word]) -> Span<Prose> {
    words[0].span.join(words[words.len() - 1].span)
}

/// A passage of a transcript that is much like a quotation.
struct Nearest<'d> {
    source: &'d Transcript,
    passage: &'d [Word],
    changes: Vec<Change>,
    shared: usize,
}

fn judge(check: &Check, draft: &Draft<'_>, part: &[Word], span: Span<Prose>) -> Option<Finding> {
    if draft.transcripts.iter().any(|source| source.holds(part)) {
        return None;
    }
    let part = &part[..part.len().min(LONGEST)];
    let share = check.count(SHARE, 60);
    let like = |nearest: &Nearest<'_>| nearest.shared >= LEAST && nearest.shared * 100 >= part.len() * share;
    match nearest(draft, part).filter(like) {
        None => Some(missing(check, draft, span)),
        Some(mut nearest) => {
            let fillers = check.texts(FILLERS);
            nearest.changes.retain(|change| is_change(draft, fillers, part, nearest.passage, change));
            (!nearest.changes.is_empty()).then(|| describe(check, draft, part, span, &nearest))
        }
    }
}

/// The passage that has most of the words, of all transcripts.
fn nearest<'d>(draft: &Draft<'d>, part: &[Word]) -> Option<Nearest<'d>> {
    let mut best: Option<Nearest<'d>> = None;
    for source in draft.transcripts {
        for stretch in source.stretches(part) {
            let aligned = Aligned::new(part, stretch);
            let passage = aligned.passage(part.len(), stretch);
            let shared = aligned.same.len();
            if passage.len() > 2 * part.len() || best.as_ref().is_some_and(|best| best.shared >= shared) {
                continue;
            }
            let from = passage.start;
            let changes = aligned.changes(part.len(), stretch);
            let changes = changes.into_iter().map(|(a, b)| (a, b.start - from..b.end - from)).collect();
            best = Some(Nearest { source, passage: &stretch[passage], changes, shared });
        }
    }
    best
}

/// Returns `true` if the words differ, not just their spelling.
fn is_change(draft: &Draft<'_>, fillers: &[String], part: &[Word], passage: &[Word], change: &Change) -> bool {
    let (one, other) = (&part[change.0.clone()], &passage[change.1.clone()]);
    let joined = |words: &[Word]| -> String {
        let kept = words.iter().filter(|word| !fillers.contains(&word.lower));
        kept.map(|word| word.lower.replace([',', '\''], "")).collect()
    };
    let (a, b) = (joined(one), joined(other));
    if a == b {
        return false;
    }
    let digits = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    if digits(&a) == digits(&b) {
        return true;
    }
    // "58" and "fifty-eight"; if either is unknown, they are not compared.
    let values = draft.analysis.values();
    let spaced = |words: &[Word]| words.iter().map(|word| word.lower.as_str()).collect::<Vec<_>>().join(" ");
    match (number(values, &spaced(one)), number(values, &spaced(other))) {
        (Some(one), Some(other)) => !one.meets(other),
        _ => one.is_empty() || other.is_empty(),
    }
}

/// The one number that a few words are.
fn number(reader: &ValueReader, text: &str) -> Option<Interval> {
    let values = reader.values(text, &tokens(text, Span::new(0, text.len())));
    let [value] = values.as_slice() else { return None };
    value.amount().map(|amount| amount.interval)
}

fn missing(check: &Check, draft: &Draft<'_>, span: Span<Prose>) -> Finding {
    let sources: Vec<&str> = draft.transcripts.iter().map(Transcript::path).collect();
    let (quote, sources) = (draft.one_line(span), sources.join(", "));
    let values = [("quote", quote.as_str()), ("source", sources.as_str())];
    let messages = Messages::new(check, &values);
    let finding = messages.at(draft, span, "label.quote").known_by([quote.as_str()]);
    Finding { severity: Severity::Hint, notes: messages.note("note.missing"), ..finding }
}

fn describe(check: &Check, draft: &Draft<'_>, part: &[Word], span: Span<Prose>, nearest: &Nearest<'_>) -> Finding {
    let quote = draft.one_line(span);
    let values = [("quote", quote.as_str()), ("source", nearest.source.path())];
    let messages = Messages::new(check, &values);
    let note = |(a, b): &Change| {
        let (one, other) = (&part[a.clone()], &nearest.passage[b.clone()]);
        let name = match (one.is_empty(), other.is_empty()) {
            (true, _) => "note.dropped",
            (_, true) => "note.added",
            _ => "note.changed",
        };
        let (written, said) = (written(draft.analysis.prose(), one), nearest.source.text(other));
        let values = [values[0], values[1], ("written", &written), ("said", &said)];
        Messages::new(check, &values).note(name)
    };
    let label = |place| Labelled { place, text: messages.text("label.source") };
    let related =
        nearest.source.place(nearest.passage).map(|place| Related { role: Relation::Conflict, label: label(place) });
    Finding {
        related: related.into_iter().collect(),
        notes: nearest.changes.iter().take(MOST).flat_map(note).collect(),
        ..messages.at(draft, span, "label.quote").known_by([quote.as_str()])
    }
}
