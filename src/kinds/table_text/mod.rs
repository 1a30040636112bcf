//! Kind `table-text`: a cell of a table and a sentence that names its row and its column, with another number.
//!
//! The label of the row is the owner of the number: words, or code; `naming` says how a sentence names it. The sentence names the
//! column by a word of its head, by the unit, or because the table has only one column of numbers. A number of the sentence that
//! equals another cell of the row is of another column. `same` says which numbers may be one.

mod naming;
mod rank;
mod same;

use naming::{How, Named, context, is_one_verb, named, named_column, read_label, stretch, whole};
use same::{follows, is_near, is_of_one_form, is_slip};

use super::topic::alike;
use super::{Draft, Kind, Messages, Outcome, Run};
use crate::document::BlockKind;
use crate::findings::{Confidence, Finding};
use crate::language::analysis::Sentence;
use crate::language::cues::{Cue, Cues, ListId};
use crate::language::quantities::{Part, Quantity, QuantityLists};
use crate::language::structure::Table;
use crate::language::tokens::{Token, TokenKind};
use crate::rules::{Check, KindSpec, OptionSort, OptionSpec, Words};

const PLACEHOLDERS: &[&str] = &["cell", "text", "row"];

const TOTALS: OptionSpec = OptionSpec { name: "totals", sort: OptionSort::Texts };

pub(super) const KIND: Kind = Kind {
    spec: KindSpec {
        name: "table-text",
        messages: &[
            ("message", PLACEHOLDERS),
            ("note.rank", PLACEHOLDERS),
            ("label.cell", PLACEHOLDERS),
            ("label.text", PLACEHOLDERS),
        ],
        required: &["message", "note.rank", "label.cell", "label.text"],
        options: &[TOTALS],
    },
    prepare,
};

fn prepare(check: &Check, _: &Words, cues: &Cues) -> Box<dyn Run> {
    Box::new(TableText {
        lists: QuantityLists::new(cues),
        small: cues.list("matter-small"),
        apart: cues.list("cell-apart"),
        above: cues.list("cell-above"),
        below: cues.list("cell-below"),
        limit: cues.list("cell-limit"),
        definite: cues.list("definite"),
        then: cues.list("relative-year"),
        once: cues.list("cell-once"),
        default: cues.list("default-word"),
        least: cues.list("least-version"),
        greatest: cues.list("greatest"),
        smallest: cues.list("smallest"),
        next: cues.list("next-best"),
        totals: check.texts(TOTALS).to_vec(),
    })
}

#[derive(Debug)]
struct TableText {
    lists: QuantityLists,
    small: ListId,
    /// "set", "for example": the number is another one.
    apart: ListId,
    /// "more than": the number of the table is not smaller.
    above: ListId,
    /// "up to".
    below: ListId,
    /// "limit": a number of the table is one that may be reached.
    limit: ListId,
    definite: ListId,
    /// "last year".
    then: ListId,
    /// "until", "used to".
    once: ListId,
    /// "unless", "by default": the number is that of an option that is not set.
    default: ListId,
    /// "oldest", "or later": the least version.
    least: ListId,
    /// "strongest".
    greatest: ListId,
    /// "lowest".
    smallest: ListId,
    /// "second": not the first of a ranking.
    next: ListId,
    /// Labels of rows that add up others.
    totals: Vec<String>,
}

/// Fewest words of a clause by which a row is recognised.
const SHARED: usize = 2;
/// Most rows of a table that is compared.
const ROWS: usize = 60;
/// Tokens between a number and a word that says that it is another one.
const NEAR: usize = 2;
/// Times that a number of the text may be greater or smaller than that of the table.
const SIZE: f64 = 10.0;
/// Tokens between the label of a row and "the strongest".
const RANK: usize = 6;
/// Most words of a label.
const WORDS: usize = 5;

/// A row with its label and its numbers.
#[derive(Debug)]
struct Row<'a> {
    /// The block of the label.
    block: usize,
    label: Vec<String>,
    /// Whether the label is code.
    code: bool,
    /// Each number with the words of the head of its column.
    numbers: Vec<(Quantity<'a>, Vec<&'a str>)>,
    /// For each number the whole head of its column: "Orrery 5", "2023".
    heads: Vec<Vec<String>>,
    /// The words of the row: its label, and cells without a number.
    words: Vec<String>,
}

impl Run for TableText {
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Outcome {
        let tables = &draft.analysis.structure().tables;
        let usable = |table: &&Table| !table.spans && table.head_row && table.rows.len() <= ROWS;
        if !tables.iter().any(|table| usable(&table)) {
            return Outcome::default();
        }
        let all = self.lists.read(draft.analysis);
        let mut found = Outcome::default();
        for table in tables.iter().filter(usable) {
            let rows = self.rows(draft, &all, table);
            found.read += rows.len();
            self.compare(check, draft, &all, &rows, &mut found.findings);
        }
        found
    }
}

impl TableText {
    fn rows<'a>(&self, draft: &Draft<'a>, all: &[Quantity<'a>], table: &'a Table) -> Vec<Row<'a>> {
        let mut rows = Vec::new();
        let corner = table.rows[0].first().copied().flatten().map_or(Vec::new(), |head| self.words(draft, head));
        for row in table.rows.iter().skip(1) {
            let Some(&Some(first)) = row.first() else { continue };
            let span = draft.analysis.blocks[first].span;
            let (label, code) = read_label(draft, span);
            if label.is_empty()
                || label.len() > WORDS
                || !code && label.iter().any(|word| word.starts_with(|c: char| c.is_ascii_digit()))
            {
                continue;
            }
            let mut numbers = Vec::new();
            let mut heads = Vec::new();
            let mut words: Vec<String> =
                label.iter().flat_map(|word| word.split(['_', '-', '.'])).map(str::to_owned).collect();
            for (column, cell) in row.iter().enumerate().skip(1) {
                let Some(cell) = *cell else { continue };
                let of_cell = |quantity: &&Quantity<'_>| draft.analysis.sentences[quantity.sentence].block == cell;
                let mut here = all.iter().filter(of_cell);
                let cell_words = self.words(draft, cell);
                if cell_words.len() > 1 || here.clone().next().is_none() {
                    words.extend(cell_words.iter().map(|word| (*word).to_owned()));
                }
                // "5 (0 = never)".
                if let Some(quantity) = here.next().filter(|first| first.tokens.0 == 0 || here.next().is_none()) {
                    let head = table.rows[0].get(column).copied().flatten();
                    let mut words = head.map_or(Vec::new(), |head| self.words(draft, head));
                    // "Revenue, € million | 2024 | 2023".
                    if words.is_empty() {
                        words.clone_from(&corner);
                    }
                    numbers.push((quantity.clone(), words));
                    heads.push(head.map_or(Vec::new(), |head| read_label(draft, draft.analysis.blocks[head].span).0));
                }
            }
            rows.push(Row { block: first, label, code, numbers, heads, words });
        }
        rows
    }

    /// The content words of a block.
    fn words<'a>(&self, draft: &Draft<'a>, block: usize) -> Vec<&'a str> {
        let tokens = draft.analysis.of_block(block).iter().flat_map(Sentence::tokens);
        let content = |token: &&Token| {
            token.kind == TokenKind::Word
                && token.lower.len() > 1
                && !draft.analysis.cues().contains(self.small, &token.lower)
        };
        tokens.filter(content).map(|token| token.lower.as_str()).collect()
    }

    fn compare(
        &self,
        check: &Check,
        draft: &Draft<'_>,
        all: &[Quantity<'_>],
        rows: &[Row<'_>],
        findings: &mut Vec<Finding>,
    ) {
        for (number, sentence) in draft.analysis.sentences.iter().enumerate() {
            let kind = draft.analysis.blocks[sentence.block].kind;
            if !matches!(kind, BlockKind::Paragraph | BlockKind::Item) {
                continue;
            }
            let texts: Vec<&Quantity<'_>> =
                all.iter().filter(|quantity| quantity.sentence == number && quantity.part != Part::Cell).collect();
            let Ok(found) = named(draft, sentence, rows, self.definite) else {
                if let Some((row, cell, text)) = self.clash_of_stretch(draft, sentence, rows, &texts) {
                    findings.push(describe(check, draft, row, (cell, text), "message"));
                }
                continue;
            };
            if found.is_none_or(|found| found.how == How::Part) {
                let described =
                    texts.iter().find_map(|text| Some((self.described(draft, sentence, rows, text)?, text)));
                if let Some(((row, cell), text)) = described {
                    findings.push(describe(check, draft, row, (cell, text), "message"));
                    continue;
                }
            }
            let Some(named) = found.or_else(|| context(draft, sentence, rows)) else { continue };
            if named.how == How::Whole
                && let Some((cell, best)) = self.ranked(sentence, named.at.0, named.row, rows)
            {
                findings.push(describe(check, draft, named.row, (cell, best), "note.rank"));
                continue;
            }
            if self.is_of_another_time(sentence, &texts) || draft.analysis.is_quoted(sentence.block, sentence.span) {
                continue;
            }
            if let Some((cell, text)) = self.clash(draft, sentence, &named, rows, &texts) {
                findings.push(describe(check, draft, named.row, (cell, text), "message"));
            }
        }
    }

    /// "Last year", and "until August" before the first number.
    fn is_of_another_time(&self, sentence: &Sentence<'_>, texts: &[&Quantity<'_>]) -> bool {
        let first = texts.iter().map(|text| text.tokens.0).min().unwrap_or(0);
        let once = |cue: &Cue| cue.list == self.once && cue.to() <= first;
        sentence.cues().iter().any(|cue| cue.list == self.then || once(cue))
    }

    /// In a sentence that names several rows, a number and the only row that is named between the marks around it.
    fn clash_of_stretch<'q>(
        &self,
        draft: &Draft<'_>,
        sentence: &Sentence<'_>,
        rows: &'q [Row<'q>],
        texts: &[&'q Quantity<'q>],
    ) -> Option<(&'q Row<'q>, &'q Quantity<'q>, &'q Quantity<'q>)> {
        let tokens = sentence.tokens();
        if draft.analysis.is_quoted(sentence.block, sentence.span) || self.is_of_another_time(sentence, texts) {
            return None;
        }
        texts.iter().find_map(|text| {
            let stretch = stretch(tokens, text);
            let inside = |at: (usize, usize)| stretch.start <= at.0 && at.1 <= text.tokens.0;
            let named = |row: &'q Row<'q>| {
                let at = whole(draft, sentence, row).filter(|&at| inside(at))?;
                Some(Named { row, at, how: How::Whole })
            };
            let mut all = rows.iter().filter_map(named);
            let (Some(only), None) = (all.next(), all.next()) else { return None };
            let here: Vec<&Quantity<'_>> =
                texts.iter().copied().filter(|text| stretch.contains(&text.tokens.0)).collect();
            let (cell, text) = self.clash(draft, sentence, &only, rows, &here)?;
            Some((only.row, cell, text))
        })
    }

    /// The cell and the number of the sentence that contradict each other.
    fn clash<'q>(
        &self,
        draft: &Draft<'_>,
        sentence: &Sentence<'_>,
        named: &Named<'q, '_>,
        rows: &[Row<'_>],
        texts: &[&'q Quantity<'q>],
    ) -> Option<(&'q Quantity<'q>, &'q Quantity<'q>)> {
        let row = named.row;
        let mut best: Option<((bool, bool), &'q Quantity<'q>, &'q Quantity<'q>)> = None;
        let columns = rows.iter().map(|row| row.numbers.len()).max().unwrap_or(0);
        let only_column = named_column(sentence, row);
        for (column, (cell, head)) in row.numbers.iter().enumerate() {
            let units: Vec<&str> = head.iter().copied().chain(row.words.iter().map(String::as_str)).collect();
            // "Two cleaner brooks": another thing is counted.
            let another = |text: &Quantity<'_>| {
                let own = cell.counted.zip(text.counted).is_some_and(|(one, other)| alike(one, other));
                let least = |noun: &str| draft.analysis.cues().contains(self.least, noun);
                let counted = |noun: &str| !least(noun) && !units.iter().any(|word| alike(word, noun));
                text.dimension.is_empty() && !own && text.counted.is_some_and(counted)
            };
            let fits = |text: &&&Quantity<'_>| {
                let unit = cell.dimension.is_empty() && self.has_unit(draft, text, &units);
                let slipped = only_column == Some(column) && is_slip(cell, text);
                (text.dimension == cell.dimension || unit) && (slipped || !another(text))
            };
            // "Node.js 18.0 is the oldest version that Orrery 5 runs on": the column of "Orrery 5".
            if only_column.is_some_and(|only| only != column) {
                continue;
            }
            let full = only_column == Some(column);
            let of_row = |text: &Quantity<'_>| {
                let others = row.numbers.iter().enumerate();
                others.filter(|(at, _)| !full || *at == column).any(|(_, (other, _))| is_near(other, text))
            };
            // "In a minute" and "#804" are no numbers, and "one in six" has another size than "1,105".
            let tokens = sentence.tokens();
            let numbered = |at: usize| at > 0 && tokens[at - 1].lower == "#";
            let written = |text: &Quantity<'_>| {
                (tokens[text.tokens.0].lower.len() > 1 || tokens[text.tokens.0].kind == TokenKind::Number)
                    && !numbered(text.tokens.0)
            };
            let sized = |text: &Quantity<'_>| {
                let ratio = (text.amount / cell.amount).abs();
                text.dimension != cell.dimension
                    || [1.0, 1e3, 1e6, 1e9].iter().any(|scale| (1.0 / SIZE..=SIZE).contains(&(ratio / scale)))
            };
            let plausible = |text: &&&Quantity<'_>| written(text) && sized(text) && !of_row(text);
            // "Two of South's 19 events": the sentence gives the number of the cell.
            if texts.iter().any(|text| is_near(cell, text)) {
                continue;
            }
            let comparable: Vec<&&Quantity<'_>> = texts.iter().filter(fits).filter(plausible).collect();
            let is_next = |text: &Quantity<'_>| text.tokens.0 == named.at.1 && named.how == How::Whole;
            // "PostgreSQL 13 is the oldest release that 6.0 works with".
            let next = comparable.iter().find(|text| is_next(text));
            let only = comparable.first().filter(|_| comparable.len() == 1);
            let Some(&&text) = next.or(only) else { continue };
            let words = sentence.tokens();
            let headed = full
                || head
                    .iter()
                    .any(|word| words.iter().any(|token| alike(word, &token.lower) || is_one_verb(word, &token.lower)));
            let is_next = is_next(text);
            let has = |list: ListId| sentence.cues().iter().any(|cue| cue.list == list);
            let of_column = if row.code {
                has(self.default) && is_one_clause(sentence, named, text)
            } else {
                let counted = cell.counted.zip(text.counted).is_some_and(|(one, other)| alike(one, other));
                headed
                    || counted
                    || columns == 1 && !cell.dimension.is_empty()
                    || self.has_unit(draft, text, head)
                    || is_next && has(self.least)
            };
            let of_table = || rows.iter().flat_map(|row| &row.numbers).any(|(other, _)| is_near(other, text));
            let below: Vec<&Quantity<'_>> =
                rows.iter().filter_map(|row| row.numbers.get(column)).map(|(number, _)| number).collect();
            let certain = match named.how {
                How::Whole => true,
                How::Part => !of_table(),
                How::Context => !of_table() && (is_slip(cell, text) || headed && is_of_one_form(cell, text)),
            };
            let limited = [head.as_slice(), &units].concat();
            if of_column
                && certain
                && (!text.compared || self.is_bound(sentence, text))
                && !follows(text, &below)
                && (full && is_next && has(self.least) || self.is_stated(draft, sentence, (cell, text), &limited))
            {
                // The column is named by a word rather than by the unit, and its number is one that a slip makes of the other.
                let rank = (headed, is_slip(cell, text));
                if best.is_none_or(|(other, ..)| rank > other) {
                    best = Some((rank, cell, text));
                }
            }
        }
        best.map(|(_, cell, text)| (cell, text))
    }

    /// Returns `true` if "more than" or "up to" precedes a number.
    fn is_bound(&self, sentence: &Sentence<'_>, text: &Quantity<'_>) -> bool {
        self.bound(sentence, text).is_some()
    }

    /// Whether "more than" (`true`) or "up to" precedes a number, and where the words begin.
    fn bound(&self, sentence: &Sentence<'_>, text: &Quantity<'_>) -> Option<(bool, usize)> {
        let mut cues = sentence.cues().iter().filter(|cue| cue.to() == text.tokens.0);
        let cue = cues.find(|cue| cue.list == self.above || cue.list == self.below)?;
        Some((cue.list == self.above, cue.from()))
    }

    /// Returns `true` if a number is given as that of the cell, and no other one is meant: a bound must exclude the cell.
    fn is_stated(
        &self,
        draft: &Draft<'_>,
        sentence: &Sentence<'_>,
        (cell, text): (&Quantity<'_>, &Quantity<'_>),
        words: &[&str],
    ) -> bool {
        let tokens = sentence.tokens();
        let cues = draft.analysis.cues();
        let bound = self.bound(sentence, text);
        let from = bound.map_or(text.tokens.0, |(_, from)| from);
        let near = |from: usize, to: usize| to + NEAR >= text.tokens.0 && from <= text.tokens.1 + NEAR;
        let apart = sentence.cues().iter().any(|cue| {
            let inside = cue.from() >= from && cue.to() <= text.tokens.0;
            let of_head = tokens[cue.from()..cue.to()].iter().all(|token| words.contains(&token.lower.as_str()));
            cue.list == self.apart && near(cue.from(), cue.to()) && !inside && !of_head
        });
        let limit = || words.iter().any(|word| cues.contains(self.limit, word));
        let excluded = match bound {
            Some((true, _)) => cell.amount < text.amount,
            Some((false, _)) => limit(),
            None => text.value.hedge.is_none(),
        };
        !apart && excluded && (bound.is_none() || cell.dimension == text.dimension)
    }

    /// Returns `true` if the head of a column names the unit of a number: "Mean (mg/L)".
    fn has_unit(&self, draft: &Draft<'_>, text: &Quantity<'_>, head: &[&str]) -> bool {
        let tokens = draft.analysis.sentences[text.sentence].tokens();
        let unit = &tokens[text.tokens.0..(text.tokens.1 + 1).min(tokens.len())];
        !text.dimension.is_empty()
            && unit.iter().any(|token| {
                token.kind == TokenKind::Word
                    && head.iter().any(|word| *word == token.lower || alike(word, &token.lower))
            })
    }

    /// Returns `true` if words near a number say that it is another one.
    fn is_apart(&self, sentence: &Sentence<'_>, text: &Quantity<'_>) -> bool {
        let near = |from: usize, to: usize| to + NEAR >= text.tokens.0 && from <= text.tokens.1 + NEAR;
        sentence.cues().iter().any(|cue| cue.list == self.apart && near(cue.from(), cue.to()))
    }
}

/// Returns `true` if no semicolon and no conjunction of clauses parts the label of a row from a number: "raise `size`, and check
/// that proxies stop at 1 MB".
fn is_one_clause(sentence: &Sentence<'_>, named: &Named<'_, '_>, text: &Quantity<'_>) -> bool {
    let (from, to) = (named.at.1.min(text.tokens.0), named.at.1.max(text.tokens.0));
    !sentence.tokens()[from..to].iter().any(|token| token.lower == ";")
}

fn describe(
    check: &Check,
    draft: &Draft<'_>,
    row: &Row<'_>,
    (cell, text): (&Quantity<'_>, &Quantity<'_>),
    message: &str,
) -> Finding {
    let label = row.label.join(" ");
    let (first, second) = (draft.one_line(cell.value.span), draft.one_line(text.value.span));
    let values = [("cell", first.as_str()), ("text", second.as_str()), ("row", label.as_str())];
    let messages = Messages::new(check, &values);
    Finding {
        message: messages.text(message),
        confidence: Confidence::Medium,
        related: vec![messages.conflict(draft, cell.value.span, "label.cell")],
        ..messages.at(draft, text.value.span, "label.text")
    }
}
