//! Kind `quotation`: a quotation that occurs twice, in different words or from different speakers.

mod display;
mod speakers;

use memchr::memchr3;

use super::{Draft, Kind, Messages, Outcome, Run};
use crate::document::BlockKind;
use crate::findings::{Confidence, Finding};
use crate::language::cues::{Cue, Cues, ListId};
use crate::language::names::edit::one_edit;
use crate::language::seen_twice::SeenTwice;
use crate::rules::{Check, KindSpec, OptionSort, OptionSpec};
use crate::text::{Prose, Span, first_word, is_alphanumeric};

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
}

#[derive(Debug)]
struct Quotation {
    span: Span<Prose>,
    block: usize,
    /// Of each word its hash: what runs are compared by first.
    hashes: Vec<u64>,
}

impl Run for Quotations {
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Outcome {
        let (least, run, changes) = (check.count(WORDS, 8), check.count(RUN, 6).max(1), check.count(CHANGES, 3));
        let quotations = quotations(draft, least);
        let mut pairs: Vec<[Span<Prose>; 2]> = Vec::new();
        for (one, other) in candidates(&quotations, run, usize::MAX) {
            let (first, second) = (&quotations[one], &quotations[other]);
            let worded = |quotation: &Quotation| words(draft.document.text(quotation.span));
            if first.block != second.block && altered(&worded(first), &worded(second), changes) {
                pairs.push([first.span, second.span]);
            }
        }
        let short = quotations_of(draft, SHORT, true);
        pairs.extend(reordered(draft, &short).into_iter().map(|(one, other)| [short[one].span, short[other].span]));
        let all = quotations_of(draft, RUN_OF_ONE, true);
        pairs.extend(display::altered(draft, &all, self.negation).into_iter().map(|(one, other)| [one, other]));
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

/// Pairs of quotations that share a run of words, each pair once, in order; runs that more than `most` share are left out.
fn candidates(quotations: &[Quotation], run: usize, most: usize) -> Vec<(usize, usize)> {
    if quotations.len() < 2 {
        return Vec::new();
    }
    let mut twice = SeenTwice::default();
    let mut runs: Vec<(u64, usize)> = Vec::new();
    for (number, quotation) in quotations.iter().enumerate() {
        let hash = |words: &[u64]| words.iter().fold(0_u64, |all, word| (all.rotate_left(5) ^ word).wrapping_mul(MIX));
        runs.extend(quotation.hashes.windows(run).map(|words| (hash(words), number)));
    }
    runs.iter().for_each(|&(hash, _)| twice.add(hash));
    runs.retain(|&(hash, _)| twice.may_hold(hash));
    runs.sort_unstable();
    runs.dedup();
    let mut pairs = Vec::new();
    for same in runs.chunk_by(|(one, _), (other, _)| one == other).filter(|same| same.len() <= most) {
        for (at, &(_, one)) in same.iter().enumerate() {
            pairs.extend(same[at + 1..].iter().map(|&(_, other)| (one, other)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// An odd number that spreads bits.
const MIX: u64 = 0x517c_c1b7_2722_0a95;

/// Returns `true` if the shorter is equal to the longer, or to a part of it, except in one place where a few words differ.
fn altered(one: &[String], other: &[String], changes: usize) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let windows = (0..long.len()).filter(|&from| long[from] == short[0]).flat_map(|from| {
        let lengths = short.len().saturating_sub(changes)..=short.len() + changes;
        lengths.filter_map(move |length| long.get(from..from + length))
    });
    let mut best: Option<(&[String], &[String])> = None;
    for window in windows {
        let change = change(short, window);
        let (before, after) = change;
        if best.is_none_or(|(b, a)| before.len().max(after.len()) < b.len().max(a.len())) {
            best = Some(change);
        }
    }
    best.is_some_and(|(before, after)| {
        let most = before.len().max(after.len());
        let inside = most > 0 && most <= changes && most * 4 <= short.len();
        // The last words must be the same, and what differs must not be the way of writing it.
        inside && !written_otherwise(before, after)
    })
}

/// The words that remain of two texts without their common beginning and end; all of them if the ends differ.
fn change<'w>(short: &'w [String], window: &'w [String]) -> (&'w [String], &'w [String]) {
    let start = short.iter().zip(window).take_while(|(a, b)| a == b).count();
    let (short_rest, window_rest) = (&short[start..], &window[start..]);
    let end = short_rest.iter().rev().zip(window_rest.iter().rev()).take_while(|(a, b)| a == b).count();
    if end == 0 && !(short_rest.is_empty() && window_rest.is_empty()) {
        return (short, window);
    }
    (&short_rest[..short_rest.len() - end], &window_rest[..window_rest.len() - end])
}

/// "58" and "fifty-eight", "weren ' t" and "weren't", "fulfil" and "fulfill".
fn written_otherwise(before: &[String], after: &[String]) -> bool {
    let joined = |words: &[String]| words.concat().replace('\'', "");
    let (a, b) = (joined(before), joined(after));
    let digits = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    a == b || digits(&a) != digits(&b) || one_edit(&a, &b).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<String> {
        words(text)
    }

    #[test]
    fn a_part_is_no_other_wording() {
        let whole = of("We will not sell the yard, and we will not close it this year");
        assert!(!altered(&of("we will not close it this year"), &whole, 3));
        assert!(!altered(&of("and we will not close it, never"), &whole, 3));
        assert!(altered(&of("we will never sell the yard and we will not close it"), &whole, 3));
        assert!(altered(&of("we will not close the yard, and we will not close it this year"), &whole, 3));
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

    #[test]
    fn ways_of_writing_are_no_other_words() {
        assert!(!altered(
            &of("some 58 percent of them voted for it then"),
            &of("some fifty-eight percent of them voted for it then"),
            3
        ));
        assert!(!altered(
            &of("they weren \u{2019} t there when we all came home"),
            &of("they weren\u{2019}t there when we all came home"),
            3
        ));
    }
}
