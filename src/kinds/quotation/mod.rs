//! Kind `quotation`: a quotation that occurs twice, in different words or from different speakers.

mod alike;
mod display;
mod speakers;

use memchr::memchr3;

use super::{Draft, Kind, Messages, Outcome, Run};
use crate::document::BlockKind;
use crate::findings::{Confidence, Finding};
use crate::language::cues::{Cue, Cues, ListId};
use crate::rules::{Check, KindSpec, OptionSort, OptionSpec};
use crate::text::{Prose, Span, first_word, is_alphanumeric};

use alike::{MOST, Worded, altered, candidates};
use speakers::Speakers;

const PLACEHOLDERS: &[&str] = &["one", "other", "words"];

const WORDS: OptionSpec = OptionSpec { name: "words", sort: OptionSort::Number };
const RUN: OptionSpec = OptionSpec { name: "run", sort: OptionSort::Number };
const CHANGES: OptionSpec = OptionSpec { name: "changes", sort: OptionSort::Number };

pub(super) const KIND: Kind = Kind {
    spec: KindSpec {
        name: "quotation",
        messages: &[
            ("message", PLACEHOLDERS),
            ("note.speakers", PLACEHOLDERS),
            ("label.one", PLACEHOLDERS),
            ("label.other", PLACEHOLDERS),
            ("label.speaker", PLACEHOLDERS),
        ],
        required: &["message", "label.one", "label.other"],
        options: &[WORDS, RUN, CHANGES],
    },
    prepare: |_, _, cues: &Cues| {
        Box::new(Quotations {
            sample: cues.list("quotation-sample"),
            speakers: Speakers::new(cues),
            negation: cues.list("quote-negation"),
            prefix: cues.list("quote-prefix"),
            again: cues.list("quote-again"),
        })
    },
};

/// Tokens between the word that introduces a sample and its quotation mark.
const INTRODUCED: usize = 2;

#[derive(Debug)]
struct Quotations {
    /// Words that introduce text which nobody said: "for example", "the message".
    sample: ListId,
    speakers: Speakers,
    /// "not", "never".
    negation: ListId,
    /// "un", before a word.
    prefix: ListId,
    /// "her words", "in full": the same quotation again.
    again: ListId,
}

#[derive(Debug)]
struct Quotation {
    span: Span<Prose>,
    block: usize,
    /// Of each word its hash: what runs are compared by first.
    hashes: Vec<u64>,
}

impl Quotation {
    fn worded<'q>(&'q self, draft: &'q Draft<'_>) -> Worded<'q> {
        Worded { text: draft.document.text(self.span), hashes: &self.hashes }
    }
}

impl Run for Quotations {
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Outcome {
        let (least, run, changes) = (check.count(WORDS, 8), check.count(RUN, 6).max(1), check.count(CHANGES, 3));
        let quotations = quotations(draft, least);
        let mut pairs = self.alike(draft, &quotations, run, changes);
        let short = quotations_of(draft, SHORT, true);
        pairs.extend(reordered(draft, &short).into_iter().map(|(one, other)| [short[one].span, short[other].span]));
        let all = quotations_of(draft, RUN_OF_ONE, true);
        pairs.extend(
            display::altered(draft, &all, self.negation, self.prefix).into_iter().map(|(one, other)| [one, other]),
        );
        let again = display::repeated(draft, &all, self.negation, self.again);
        pairs.extend(again.into_iter().map(|(one, other)| [one, other]));
        pairs.retain(|pair| !pair.iter().any(|&span| self.is_sample(draft, span)));
        let mut findings: Vec<Finding> =
            pairs.into_iter().map(|[one, other]| describe(check, draft, one, other)).collect();
        for (quotation, [one, other]) in self.speakers.two(draft, &all, RUN_OF_ONE) {
            findings.push(by_two(check, draft, all[quotation].span, [one.name, other.name]));
        }
        // Two mechanisms may find one place.
        findings.sort_by_key(|finding| finding.primary.place.span);
        findings.dedup_by_key(|finding| finding.primary.place.span);
        Outcome { findings, read: quotations.len().max(all.len()) }
    }
}

/// Fewest words that two speakers do not say by chance.
const RUN_OF_ONE: usize = 4;

/// The finding for the same words with two speakers, at the name of the second.
fn by_two(check: &Check, draft: &Draft<'_>, quotation: Span<Prose>, speakers: [Span<Prose>; 2]) -> Finding {
    let words = draft.one_line(quotation);
    let [one, other] = speakers.map(|speaker| draft.one_line(speaker));
    let values = [("one", one.as_str()), ("other", other.as_str()), ("words", words.as_str())];
    let messages = Messages::new(check, &values);
    Finding {
        message: messages.text("note.speakers"),
        confidence: Confidence::Medium,
        related: vec![messages.conflict(draft, speakers[0], "label.speaker")],
        ..messages.at(draft, speakers[1], "label.speaker")
    }
}

impl Quotations {
    /// Pairs of quotations that are worded in two ways; one pair for each later one.
    fn alike(&self, draft: &Draft<'_>, quotations: &[Quotation], run: usize, changes: usize) -> Vec<[Span<Prose>; 2]> {
        let sample: Vec<bool> = quotations.iter().map(|quotation| self.is_sample(draft, quotation.span)).collect();
        let mut reported = vec![false; quotations.len()];
        let mut pairs = Vec::new();
        for (one, other) in candidates(quotations, run, MOST) {
            let (first, second) = (&quotations[one], &quotations[other]);
            let apart = first.block != second.block && !reported[other] && !sample[one] && !sample[other];
            if apart && altered([first, second].map(|quotation| quotation.worded(draft)), changes) {
                reported[other] = true;
                pairs.push([first.span, second.span]);
            }
        }
        pairs
    }

    /// Returns `true` for text that is given as an example, or that a program shows: "If it is too low, say 'The number must be'".
    fn is_sample(&self, draft: &Draft<'_>, span: Span<Prose>) -> bool {
        let Some(sentence) = draft.sentence_at(span).map(|at| &draft.analysis.sentences[at]) else { return false };
        let at = sentence.tokens().partition_point(|token| token.span.start < span.start);
        let before = |cue: &Cue| cue.list == self.sample && cue.to() <= at && cue.to() + INTRODUCED >= at;
        sentence.cues().iter().any(before)
    }
}

/// The finding at the later place.
fn describe(check: &Check, draft: &Draft<'_>, one: Span<Prose>, other: Span<Prose>) -> Finding {
    let (first, second) = (draft.one_line(one), draft.one_line(other));
    let values = [("one", first.as_str()), ("other", second.as_str())];
    let messages = Messages::new(check, &values);
    Finding {
        confidence: Confidence::Medium,
        related: vec![messages.conflict(draft, one, "label.one")],
        ..messages.at(draft, other, "label.other")
    }
}

/// Expected bytes of a quotation per word, for allocation.
const BYTES_A_WORD: usize = 5;

/// Quotations of enough words, without brackets and ellipses: these say themselves that they are not word for word.
fn quotations(draft: &Draft<'_>, least: usize) -> Vec<Quotation> {
    quotations_of(draft, least, false)
}

/// The same, with those of headings.
fn quotations_of(draft: &Draft<'_>, least: usize, headings: bool) -> Vec<Quotation> {
    let mut found = Vec::new();
    for (block, of_block) in draft.analysis.blocks.iter().enumerate() {
        if of_block.kind == BlockKind::Heading && !headings {
            continue;
        }
        for &span in of_block.quoted() {
            let text = draft.document.text(span);
            if text.len() < least * 3 || !is_plain(text) {
                continue;
            }
            let mut hashes = Vec::with_capacity(text.len() / BYTES_A_WORD);
            hashes.extend(raw_words(text).map(|(_, hash)| hash));
            if hashes.len() >= least {
                found.push(Quotation { span, block, hashes });
            }
        }
    }
    found
}

/// Returns `true` if it has no brackets and ellipses, and no quotation marks inside, which show that the marks were paired
/// incorrectly.
fn is_plain(text: &str) -> bool {
    let edge = |c: char| !is_alphanumeric(c);
    let bytes = text.as_bytes();
    if memchr3(b'[', b']', b'(', bytes).or_else(|| memchr3(b'*', b'/', b'_', bytes)).is_some() {
        return false;
    }
    let inside = text.trim_matches(edge);
    !['"', '\u{201c}', '\u{201d}'].iter().any(|&mark| inside.contains(mark))
        && !text.contains('\u{2026}')
        && !text.contains("..")
        && !text.contains(". .")
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}')
}

/// The words of a text as written, each with a hash that ignores case and the type of apostrophe.
fn raw_words(text: &str) -> impl Iterator<Item = (&str, u64)> {
    let inner = |c: char| is_alphanumeric(c) || is_apostrophe(c);
    let mut rest = text;
    let words = std::iter::from_fn(move || {
        rest = &rest[rest.find(inner)?..];
        // Most words are of ASCII letters, and a mark of ASCII follows.
        let plain = first_word(rest.as_bytes());
        if rest.as_bytes().get(plain.len).is_none_or(|&byte| byte.is_ascii() && byte != b'\'') {
            let (word, behind) = rest.split_at(plain.len);
            rest = behind;
            return Some((word, plain.hash));
        }
        let (word, behind) = rest.split_at(rest.find(|c| !inner(c)).unwrap_or(rest.len()));
        rest = behind;
        let word = word.trim_matches(is_apostrophe);
        Some((word, hash_of(word)))
    });
    words.filter(|(word, _)| !word.is_empty())
}

/// Words without case, with one type of apostrophe.
fn words(text: &str) -> Vec<String> {
    raw_words(text).map(|(word, _)| word.replace(is_apostrophe, "'").to_lowercase()).collect()
}

fn hash_of(word: &str) -> u64 {
    let plain = first_word(word.as_bytes());
    if plain.len == word.len() {
        return plain.hash;
    }
    let one_sort = |c| if is_apostrophe(c) { '\'' } else { c };
    let lower = word.chars().map(one_sort).flat_map(char::to_lowercase);
    lower.fold(0, |hash: u64, c| (hash.rotate_left(5) ^ u64::from(c)).wrapping_mul(MIX))
}

/// Fewest words of a quotation whose words are compared without their order, or except for numbers.
const SHORT: usize = 3;
/// Fewest words of which two change places.
const REORDERED: usize = 6;

/// Pairs of neighbouring quotations with the same words in another order ("out of time, not out of money"), or with the same
/// words and another number ("none before 2027"); each pair once.
fn reordered(draft: &Draft<'_>, quotations: &[Quotation]) -> Vec<(usize, usize)> {
    let number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let mut keyed: Vec<(String, usize, String)> = Vec::new();
    for (at, quotation) in quotations.iter().enumerate() {
        let words = words(draft.document.text(quotation.span));
        let text = words.join(" ");
        if words.len() >= REORDERED {
            let mut sorted = words.clone();
            sorted.sort_unstable();
            keyed.push((sorted.join(" "), at, text.clone()));
        }
        // "21 Jump Street" is a title.
        if words.iter().filter(|word| number(word)).count() == 1 && !number(&words[0]) {
            let masked: Vec<&str> = words.iter().map(|word| if number(word) { "#" } else { word }).collect();
            keyed.push((masked.join(" "), at, text));
        }
    }
    keyed.sort_unstable();
    let mut pairs = Vec::new();
    for same in keyed.chunk_by(|one, other| one.0 == other.0) {
        for pair in same.windows(2) {
            let near = draft.sentence_at(quotations[pair[0].1].span).zip(draft.sentence_at(quotations[pair[1].1].span));
            let near = near.is_some_and(|(one, other)| one.abs_diff(other) <= NEAR);
            if pair[0].2 != pair[1].2 && (near || !pair[0].0.contains('#')) {
                pairs.push((pair[0].1.min(pair[1].1), pair[0].1.max(pair[1].1)));
            }
        }
    }
    pairs
}

/// Sentences between two quotations of one answer.
const NEAR: usize = 3;

/// An odd number that spreads bits.
const MIX: u64 = 0x517c_c1b7_2722_0a95;

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<String> {
        words(text)
    }

    #[test]
    fn words_are_read_with_their_apostrophes() {
        assert_eq!(
            of("\u{201c}We don\u{2019}t \u{2018}see\u{2019} O'Hare\u{2014}caf\u{e9}s, 'Ann' 3.5' \u{c9}"),
            ["we", "don't", "see", "o'hare", "caf\u{e9}s", "ann", "3", "5", "\u{e9}"]
        );
        assert_eq!(hash_of("DON\u{2019}T"), hash_of("don't"));
        assert_eq!(hash_of("\u{c9}t"), hash_of("\u{e9}T"));
    }
}
