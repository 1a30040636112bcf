//! A quotation in a headline, a pull quote or a caption, and the same one in the text with another word.

use super::super::Draft;
use super::{Quotation, is_plain, raw_words, words, written_otherwise};
use crate::document::BlockKind;
use crate::language::cues::{Cues, ListId};
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

/// Pairs of quotations, the one on display first.
pub(super) fn altered(
    draft: &Draft<'_>,
    quotations: &[Quotation],
    negation: ListId,
) -> Vec<(Span<Prose>, Span<Prose>)> {
    let mut shown: Vec<Span<Prose>> = Vec::new();
    for (number, block) in draft.analysis.blocks.iter().enumerate() {
        if is_display(draft, number) {
            let own = quotations.iter().filter(|quotation| quotation.block == number).map(|quotation| quotation.span);
            shown.extend(own);
            if block.kind == BlockKind::Heading {
                shown.extend(in_single_marks(draft, block.span));
            }
        }
    }
    shown.truncate(MOST);
    let text = |span: Span<Prose>| words(draft.document.text(span));
    let headed = |span: Span<Prose>| {
        draft.block_at(span).is_none_or(|block| draft.analysis.blocks[block].kind == BlockKind::Heading)
    };
    let mut found = Vec::new();
    for &display in &shown {
        let own = text(display);
        if own.len() < LEAST {
            continue;
        }
        let body = quotations.iter().filter(|other| !is_display(draft, other.block));
        let near = body.filter(|other| other.hashes.len() + 2 >= own.len());
        let all: Vec<(Span<Prose>, Vec<String>)> = near.map(|other| (other.span, text(other.span))).collect();
        // The same words somewhere: the display is sound.
        if all.iter().any(|(_, other)| other.windows(own.len()).any(|part| part == own)) {
            continue;
        }
        let cues = draft.analysis.cues();
        let changed = |other: &Vec<String>| {
            let alone = other.len() <= own.len() + 2 && is_changed(cues, negation, &own, other);
            // Headlines shorten what they quote.
            let cut = !headed(display) && own.len() >= REPLACED && other.len() > own.len() + 2;
            alone || cut && other.windows(own.len()).any(|part| is_replaced(&own, part))
        };
        found.extend(all.iter().find(|(_, other)| changed(other)).map(|(other, _)| (display, *other)));
    }
    found
}

/// Headings, block quotations and captions, a first line without a full stop, and a quotation with a dash and its speaker.
fn is_display(draft: &Draft<'_>, number: usize) -> bool {
    let block = &draft.analysis.blocks[number];
    let text = || block.span.of(draft.analysis.prose()).trim_end();
    matches!(block.kind, BlockKind::Heading | BlockKind::Quote | BlockKind::Caption)
        || number == 0
            && block.kind == BlockKind::Paragraph
            && draft.analysis.blocks.len() > 1
            && raw_words(text()).count() <= HEADLINE
            && text().ends_with(char::is_alphanumeric)
        || is_signed(draft, number)
}

/// A paragraph of a quotation, a dash and a name.
fn is_signed(draft: &Draft<'_>, number: usize) -> bool {
    let block = &draft.analysis.blocks[number];
    let prose = draft.analysis.prose();
    let Some(first) = block.quoted().first().filter(|first| first.start == block.span.start) else { return false };
    let behind = prose[first.end as usize..block.span.end as usize].trim_start();
    behind.starts_with(['\u{2014}', '\u{2013}', '-']) && raw_words(behind).count() <= SIGNATURE
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
fn is_changed(cues: &Cues, negation: ListId, one: &[String], other: &[String]) -> bool {
    if one.len() == other.len()
        && one.len() >= REPLACED
        && (0..one.len()).filter(|&at| one[at] != other[at]).count() == 1
    {
        return is_replaced(one, other);
    }
    let negations = |words: &[String]| words.iter().filter(|word| cues.contains(negation, word)).count();
    let (short, long) = (one.len().min(other.len()), one.len().max(other.len()));
    let common = common(one, other);
    negations(one) != negations(other)
        && short >= LEAST
        && short - common <= 1
        && long - common <= 2
        && common * 3 >= short * 2
        && one[0] == other[0]
}

/// Returns `true` if one word of two texts of one length is another one.
fn is_replaced(one: &[String], other: &[String]) -> bool {
    let mut differ = (0..one.len()).filter(|&at| one[at] != other[at]);
    let (Some(at), None) = (differ.next(), differ.next()) else { return false };
    let (before, after) = (&one[at..=at], &other[at..=at]);
    let digits = |word: &String| word.bytes().any(|byte| byte.is_ascii_digit());
    let content = |word: &String| word.len() > 2 && !digits(word);
    content(&before[0]) && content(&after[0]) && !written_otherwise(before, after)
}

/// The length of the longest common subsequence.
fn common(one: &[String], other: &[String]) -> usize {
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
