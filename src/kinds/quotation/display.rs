//! A quotation in a headline, a pull quote or a caption, and the same one in the text with another word.

use super::super::Draft;
use super::alike::written_otherwise;
use super::{Quotation, is_plain, raw_words, words};
use crate::document::BlockKind;
use crate::language::cues::{Cue, ListId};
use crate::text::{Prose, Span};

/// Fewest words of such a quotation.
const LEAST: usize = 4;
/// Fewest words if one of them is replaced.
const REPLACED: usize = 5;
/// Most words of a first line that is a headline.
const HEADLINE: usize = 16;
/// Most words of a speaker's name and title.
const SIGNATURE: usize = 8;
/// Most headlines and pull quotes that are compared.
const MOST: usize = 40;

/// A quotation with its words.
struct Worded {
    span: Span<Prose>,
    /// Of each word its hash: what is compared first.
    hashes: Vec<u64>,
    words: Vec<String>,
    /// How many of the words are negations.
    negations: usize,
}

impl Worded {
    fn new(draft: &Draft<'_>, span: Span<Prose>, negation: ListId) -> Self {
        let text = draft.document.text(span);
        let (hashes, words) = (raw_words(text).map(|(_, hash)| hash).collect(), words(text));
        let cues = draft.analysis.cues();
        let negations = words.iter().filter(|word| cues.contains(negation, word)).count();
        Self { span, hashes, words, negations }
    }
}

/// Pairs of quotations, the one on display first.
pub(super) fn altered(
    draft: &Draft<'_>,
    quotations: &[Quotation],
    negation: ListId,
    prefix: ListId,
) -> Vec<(Span<Prose>, Span<Prose>)> {
    let display: Vec<bool> = (0..draft.analysis.blocks.len()).map(|block| is_display(draft, block)).collect();
    let shown = shown(draft, quotations, &display);
    if shown.is_empty() {
        return Vec::new();
    }
    let body = quotations.iter().filter(|quotation| !display[quotation.block]);
    let body: Vec<Worded> = body.map(|quotation| Worded::new(draft, quotation.span, negation)).collect();
    let headed = |span: Span<Prose>| {
        draft.block_at(span).is_none_or(|block| draft.analysis.blocks[block].kind == BlockKind::Heading)
    };
    let mut found = Vec::new();
    for own in shown.into_iter().map(|span| Worded::new(draft, span, negation)) {
        let count = own.words.len();
        // The same words somewhere: the display is sound.
        let same = |other: &Worded| other.hashes.windows(count).any(|part| part == own.hashes);
        if count < LEAST || body.iter().any(same) {
            continue;
        }
        // Headlines shorten what they quote.
        let cut = count >= REPLACED && !headed(own.span);
        let changed = |other: &&Worded| {
            let alone = other.words.len().abs_diff(count) <= 2 && is_changed(&own, other);
            let parts = || (0..=other.words.len() - count).any(|from| is_replaced(&own, other, from));
            let denied = own.words.len() <= other.words.len() && denies(draft, &own, other, prefix);
            alone || denied || cut && other.words.len() > count + 2 && parts()
        };
        found.extend(body.iter().find(changed).map(|other| (own.span, other.span)));
    }
    found
}

/// Pairs of quotations in the text of which the later one says that it gives the same words ("her words", "in full") and
/// has a word replaced, two words that changed places, or a negation less.
pub(super) fn repeated(
    draft: &Draft<'_>,
    quotations: &[Quotation],
    negation: ListId,
    again: ListId,
) -> Vec<(Span<Prose>, Span<Prose>)> {
    let says = |span: Span<Prose>| {
        let sentence = draft.sentence_at(span).map(|at| &draft.analysis.sentences[at]);
        sentence.is_some_and(|sentence| {
            let outside = |cue: &Cue| !sentence.span_of(cue.from(), cue.to()).overlaps(span);
            sentence.cues().iter().any(|cue| cue.list == again && outside(cue))
        })
    };
    let later: Vec<usize> = (1..quotations.len()).filter(|&at| says(quotations[at].span)).take(MOST).collect();
    if later.is_empty() || quotations.len() > MOST * 4 {
        return Vec::new();
    }
    let all: Vec<Worded> = quotations.iter().map(|quotation| Worded::new(draft, quotation.span, negation)).collect();
    let mut found = Vec::new();
    for at in later {
        let other = &all[at];
        let sides = |one: &'_ Worded| one.words.len() <= other.words.len();
        let same = |one: &Worded| {
            let (short, long) = if sides(one) { (one, other) } else { (other, one) };
            long.hashes.windows(short.hashes.len()).any(|part| part == short.hashes)
        };
        let changed = |one: &&Worded| {
            let (short, long) = if sides(one) { (*one, other) } else { (other, *one) };
            short.words.len() >= REPLACED
                && (is_changed(short, long)
                    || (0..=long.words.len() - short.words.len())
                        .any(|from| is_replaced(short, long, from) || is_swapped(short, long, from)))
        };
        if !all[..at].iter().any(same) {
            found.extend(all[..at].iter().rev().find(changed).map(|one| (one.span, other.span)));
        }
    }
    found
}

/// Returns `true` if two words of a text have changed places in the part of a second text that begins at a word.
fn is_swapped(one: &Worded, other: &Worded, from: usize) -> bool {
    let part = &other.hashes[from..from + one.hashes.len()];
    let differ: Vec<usize> = (0..part.len()).filter(|&at| one.hashes[at] != part[at]).collect();
    let &[a, b] = differ.as_slice() else { return false };
    one.hashes[a] == part[b] && one.hashes[b] == part[a]
}

/// Returns `true` if one word is the other one with a syllable that denies it: "safe", "unsafe".
fn denies(draft: &Draft<'_>, one: &Worded, other: &Worded, prefix: ListId) -> bool {
    let count = one.words.len().min(other.words.len());
    let mut differ = (0..count).filter(|&at| one.hashes[at] != other.hashes[at]);
    let (Some(at), None) = (differ.next(), differ.next()) else { return false };
    let (a, b) = (&one.words[at], &other.words[at]);
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let syllable = long.strip_suffix(short.as_str());
    at > 0 && short.len() > 2 && syllable.is_some_and(|syllable| draft.analysis.cues().contains(prefix, syllable))
}

/// The first quotations on display, those in single marks of headings included.
fn shown(draft: &Draft<'_>, quotations: &[Quotation], display: &[bool]) -> Vec<Span<Prose>> {
    let mut shown: Vec<Span<Prose>> = Vec::new();
    for (number, block) in draft.analysis.blocks.iter().enumerate().filter(|&(number, _)| display[number]) {
        let first = quotations.partition_point(|quotation| quotation.block < number);
        let own = quotations[first..].iter().take_while(|quotation| quotation.block == number);
        shown.extend(own.map(|quotation| quotation.span));
        if block.kind == BlockKind::Heading {
            shown.extend(in_single_marks(draft, block.span));
        }
        if shown.len() >= MOST {
            break;
        }
    }
    shown.truncate(MOST);
    shown
}

/// Headings, block quotations and captions, a first line without a full stop, and a quotation with a dash and its speaker.
fn is_display(draft: &Draft<'_>, number: usize) -> bool {
    let block = &draft.analysis.blocks[number];
    let text = || block.span.of(draft.analysis.prose()).trim_end();
    matches!(block.kind, BlockKind::Heading | BlockKind::Quote | BlockKind::Caption)
        || number == 0
            && block.kind == BlockKind::Paragraph
            && draft.analysis.blocks.len() > 1
            && raw_words(text()).take(HEADLINE + 1).count() <= HEADLINE
            && text().ends_with(char::is_alphanumeric)
        || is_signed(draft, number)
}

/// A paragraph of a quotation, a dash and a name.
fn is_signed(draft: &Draft<'_>, number: usize) -> bool {
    let block = &draft.analysis.blocks[number];
    let prose = draft.analysis.prose();
    let Some(first) = block.quoted().first().filter(|first| first.start == block.span.start) else { return false };
    let behind = prose[first.end as usize..block.span.end as usize].trim_start();
    behind.starts_with(['\u{2014}', '\u{2013}', '-']) && raw_words(behind).take(SIGNATURE + 1).count() <= SIGNATURE
}

/// The first stretch in straight single marks: 'We will rebuild by spring'.
fn in_single_marks(draft: &Draft<'_>, block: Span<Prose>) -> Option<Span<Prose>> {
    let text = block.of(draft.analysis.prose());
    let outside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let open = text
        .match_indices('\'')
        .map(|(at, _)| at)
        .find(|&at| outside(text[..at].chars().next_back()) && text[at + 1..].starts_with(char::is_alphabetic))?;
    let close = text[open + 1..]
        .match_indices('\'')
        .map(|(at, _)| open + 1 + at)
        .find(|&at| outside(text[at + 1..].chars().next()) && !text[..at].ends_with(char::is_whitespace))?;
    let base = block.start as usize;
    is_plain(&text[open + 1..close]).then(|| Span::new(base + open, base + close + 1))
}

/// Returns `true` if one word is replaced, or a negation is missing on one side.
fn is_changed(one: &Worded, other: &Worded) -> bool {
    let (own, theirs) = (one.words.len(), other.words.len());
    if own == theirs && own >= REPLACED && differ(one, other, 0).is_some() {
        return is_replaced(one, other, 0);
    }
    let (short, long) = (own.min(theirs), own.max(theirs));
    if one.negations == other.negations || short < LEAST || one.hashes[0] != other.hashes[0] {
        return false;
    }
    let common = common(&one.hashes, &other.hashes);
    short - common <= 1 && long - common <= 2 && common * 3 >= short * 2
}

/// Returns `true` if one word of a text is another one in the part of a second text that begins at a word.
fn is_replaced(one: &Worded, other: &Worded, from: usize) -> bool {
    let Some(at) = differ(one, other, from) else { return false };
    let (before, after) = (&one.words[at..=at], &other.words[from + at..=from + at]);
    let digits = |word: &String| word.bytes().any(|byte| byte.is_ascii_digit());
    let content = |word: &String| word.len() > 2 && !digits(word);
    content(&before[0]) && content(&after[0]) && !written_otherwise(before, after)
}

/// The only word in which a text and the part of another one that begins at a word differ.
fn differ(one: &Worded, other: &Worded, from: usize) -> Option<usize> {
    let part = &other.hashes[from..from + one.hashes.len()];
    let mut differ = (0..part.len()).filter(|&at| one.hashes[at] != part[at]);
    differ.next().filter(|_| differ.next().is_none())
}

/// The length of the longest common subsequence.
fn common(one: &[u64], other: &[u64]) -> usize {
    let mut row = vec![0; other.len() + 1];
    for word in one {
        let mut corner = 0;
        for (at, theirs) in other.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if word == theirs { corner + 1 } else { above.max(row[at]) };
            corner = above;
        }
    }
    row[other.len()]
}
