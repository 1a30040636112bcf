//! How a sentence names a row of a table: by its whole label, by a part of it, or because its paragraph or section is about it.

use super::Row;
use crate::document::{BlockKind, OBJECT};
use crate::kinds::Draft;
use crate::language::analysis::Sentence;
use crate::language::cues::ListId;
use crate::language::quantities::Quantity;
use crate::language::tokens::{Token, TokenKind};
use crate::text::{Prose, Span};

/// How certain it is that a sentence is about a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// By the whole label as the table writes it.
    Whole,
    /// By its words in lower case, by its last word, or by the words of an identifier.
    Part,
    /// Because no other row is named in the paragraph, or the heading is the label.
    Context,
}

/// A row that a sentence is about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named<'r, 'a> {
    pub(super) row: &'r Row<'a>,
    /// The token at which the sentence names it, and one past the last.
    pub(super) at: (usize, usize),
    pub(super) how: How,
}

/// Fewest letters of a word that names a row alone.
const LEAST: usize = 4;

/// The only row that a sentence names.
pub(super) fn named<'r, 'a>(
    draft: &Draft<'_>,
    sentence: &Sentence<'_>,
    rows: &'r [Row<'a>],
    definite: ListId,
) -> Result<Option<Named<'r, 'a>>, Several> {
    let one = |found: Vec<Named<'r, 'a>>| match found.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(*one)),
        _ => Err(Several),
    };
    let whole = |row: &'r Row<'a>| Some(Named { row, at: whole(draft, sentence, row)?, how: How::Whole });
    if let Some(found) = one(rows.iter().filter_map(whole).collect())? {
        return Ok(Some(found));
    }
    let part = |row: &'r Row<'a>| Some(Named { row, at: part(draft, sentence, row, rows, definite)?, how: How::Part });
    one(rows.iter().filter_map(part).collect())
}

/// The sentence names more than one row.
#[derive(Debug)]
pub(super) struct Several;

/// The tokens with the whole label as the table writes it.
pub(super) fn whole(draft: &Draft<'_>, sentence: &Sentence<'_>, row: &Row<'_>) -> Option<(usize, usize)> {
    let tokens = sentence.tokens();
    if row.code {
        let is = |token: &Token| draft.document.text(token.span) == OBJECT && code(draft, token.span) == row.label[0];
        return tokens.iter().position(is).map(|at| (at, at + 1));
    }
    let length = row.label.len();
    run(tokens, &row.label).filter(|&at| tokens[at].capital).map(|at| (at, at + length))
}

/// Where some words follow each other.
fn run(tokens: &[Token], words: &[String]) -> Option<usize> {
    let last = tokens.len().checked_sub(words.len())?;
    (0..=last).find(|&at| words.iter().zip(&tokens[at..]).all(|(word, token)| token.lower == *word))
}

/// "read timeout" for `read_timeout`, "Ms Pengelly" for "Gwen Pengelly", "the square" for "Market Square", "the moorland".
fn part(
    draft: &Draft<'_>,
    sentence: &Sentence<'_>,
    row: &Row<'_>,
    rows: &[Row<'_>],
    definite: ListId,
) -> Option<(usize, usize)> {
    let tokens = sentence.tokens();
    if row.code {
        let words: Vec<String> = row.label[0].split(['_', '-', '.']).map(str::to_lowercase).collect();
        return run(tokens, &words).filter(|_| words.len() > 1).map(|at| (at, at + words.len()));
    }
    if let Some(at) = run(tokens, &row.label)
        && (row.label.len() > 1 || row.label[0].len() >= LEAST)
    {
        return Some((at, at + row.label.len()));
    }
    let last = row.label.last().filter(|last| row.label.len() > 1 && last.len() >= LEAST)?;
    let only = rows.iter().filter(|row| row.label.contains(last)).count() == 1;
    let the = |at: usize| at > 0 && draft.analysis.cues().contains(definite, &tokens[at - 1].lower);
    let near = || is_one_section(draft, sentence.block, row.block);
    let is = |&at: &usize| tokens[at].lower == last.as_str() && (tokens[at].capital || the(at) && near());
    (0..tokens.len()).find(is).filter(|_| only).map(|at| (at, at + 1))
}

/// Returns `true` if no heading is between two blocks: "the length" is that of the table above.
fn is_one_section(draft: &Draft<'_>, one: usize, other: usize) -> bool {
    let between = &draft.analysis.blocks[one.min(other)..one.max(other)];
    !between.iter().any(|block| block.kind == BlockKind::Heading)
}

/// The row that the paragraph of a sentence, or the heading above it, is about.
pub(super) fn context<'r, 'a>(
    draft: &Draft<'_>,
    sentence: &Sentence<'_>,
    rows: &'r [Row<'a>],
) -> Option<Named<'r, 'a>> {
    let analysis = draft.analysis;
    let block = analysis.of_block(sentence.block);
    let mut named = rows.iter().filter(|row| block.iter().any(|sentence| whole(draft, sentence, row).is_some()));
    let row = match (named.next(), named.next()) {
        (Some(row), None) => row,
        (None, _) => {
            let heading = (0..sentence.block).rev().find(|&block| analysis.blocks[block].kind == BlockKind::Heading)?;
            let words = analysis.of_block(heading).iter().flat_map(Sentence::tokens);
            let words: Vec<&str> =
                words.filter(|token| token.kind == TokenKind::Word).map(|token| token.lower.as_str()).collect();
            rows.iter().find(|row| row.label.iter().map(String::as_str).eq(words.iter().copied()))?
        }
        _ => return None,
    };
    (!row.code).then_some(Named { row, at: (0, 0), how: How::Context })
}

/// Letters that two forms of a verb share, and letters of their endings.
const STEM: usize = 6;
const ENDING: usize = 3;

/// The only column of a row whose head the sentence names in full, with its number or year: "Orrery 5", "2023".
pub(super) fn named_column(sentence: &Sentence<'_>, row: &Row<'_>) -> Option<usize> {
    let tokens = sentence.tokens();
    let digit = |word: &String| word.chars().any(|c| c.is_ascii_digit());
    let is = |(_, head): &(usize, &Vec<String>)| head.iter().any(digit) && run(tokens, head).is_some();
    let mut all = row.heads.iter().enumerate().filter(is);
    let (Some((column, _)), None) = (all.next(), all.next()) else { return None };
    Some(column)
}

/// Returns `true` for two forms of one long verb: "germinated", "germinating".
pub(super) fn is_one_verb(one: &str, other: &str) -> bool {
    let common = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    common >= STEM && one.chars().count() <= common + ENDING && other.chars().count() <= common + ENDING
}

/// The tokens between the marks around a number; a hyphen is none.
pub(super) fn stretch(tokens: &[Token], text: &Quantity<'_>) -> std::ops::Range<usize> {
    let ends = |at: &usize| matches!(tokens[*at].kind, TokenKind::Mark) && tokens[*at].lower != "-";
    let from = (0..text.tokens.0).rev().find(ends).map_or(0, |at| at + 1);
    from..(text.tokens.1..tokens.len()).find(ends).unwrap_or(tokens.len())
}

/// The words of a label in lower case, and whether it is code.
pub(super) fn read_label(draft: &Draft<'_>, span: Span<Prose>) -> (Vec<String>, bool) {
    let text = draft.document.text(span);
    if text.trim() == OBJECT {
        return (vec![code(draft, span)], true);
    }
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    (words.map(str::to_lowercase).collect(), false)
}

/// The source of code, without its marks.
fn code(draft: &Draft<'_>, span: Span<Prose>) -> String {
    draft.document.place(span).text().trim().trim_matches('`').trim_start_matches('-').to_owned()
}
