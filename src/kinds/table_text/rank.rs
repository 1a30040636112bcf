//! Sentences that rank a row, or describe one without its label.

use super::naming::stretch;
use super::same::is_near;
use super::{RANK, Row, SHARED, TableText};
use crate::kinds::Draft;
use crate::kinds::topic::alike;
use crate::language::analysis::Sentence;
use crate::language::cues::ListId;
use crate::language::quantities::Quantity;
use crate::language::tokens::{Token, TokenKind};

impl TableText {
    /// For "South was the strongest region" the number of the row and that of the row with the most, if it is another one.
    pub(super) fn ranked<'q>(
        &self,
        sentence: &Sentence<'_>,
        at: usize,
        row: &'q Row<'q>,
        rows: &'q [Row<'q>],
    ) -> Option<(&'q Quantity<'q>, &'q Quantity<'q>)> {
        let near = |list: ListId| {
            let cues = sentence.cues().iter().filter(move |cue| cue.list == list);
            cues.filter(move |cue| cue.from() > at && cue.from() <= at + RANK).count()
        };
        let (most, least) = (near(self.greatest), near(self.smallest));
        if most + least != 1 || near(self.next) > 0 || row.code || rows.len() < 3 {
            return None;
        }
        let whole = |row: &Row<'_>| row.label.iter().any(|word| self.totals.contains(word));
        let numbers: Vec<&Quantity<'_>> =
            rows.iter().filter(|row| !whole(row) && row.numbers.len() == 1).map(|row| &row.numbers[0].0).collect();
        let (cell, _) = row.numbers.first().filter(|_| row.numbers.len() == 1)?;
        let compare = |one: &&&Quantity<'_>, other: &&&Quantity<'_>| one.amount.total_cmp(&other.amount);
        let best = if most == 1 { numbers.iter().max_by(compare) } else { numbers.iter().min_by(compare) }?;
        let all = numbers.len() + 1 >= rows.len() && numbers.iter().all(|number| number.dimension == cell.dimension);
        (all && (best.amount - cell.amount).abs() > 1e-9).then_some((cell, best))
    }

    /// The row that the words around a number describe, and its number if it is another one: "closes any connection that has been
    /// unused for ten minutes", and a row with "time until an unused one is closed".
    pub(super) fn described<'q>(
        &self,
        draft: &Draft<'_>,
        sentence: &Sentence<'_>,
        rows: &'q [Row<'q>],
        text: &Quantity<'_>,
    ) -> Option<(&'q Row<'q>, &'q Quantity<'q>)> {
        if text.value.hedge.is_some() || text.compared || self.is_apart(sentence, text) {
            return None;
        }
        let tokens = sentence.tokens();
        let std::ops::Range { start: from, end: to } = stretch(tokens, text);
        let content = |token: &&Token| {
            token.kind == TokenKind::Word
                && token.lower.len() > 3
                && !draft.analysis.cues().contains(self.small, &token.lower)
        };
        let clause: Vec<&Token> =
            tokens[from..text.tokens.0].iter().chain(&tokens[text.tokens.1..to]).filter(content).collect();
        let has = |row: &Row<'_>, token: &Token| row.words.iter().any(|word| alike(word, &token.lower));
        let only = |row: &Row<'_>| {
            let own = |token: &&&Token| has(row, token) && rows.iter().filter(|other| has(other, token)).count() == 1;
            clause.iter().filter(own).count()
        };
        let best = rows.iter().max_by_key(|row| only(row))?;
        let alone = rows.iter().filter(|row| only(row) > 0).count() == 1;
        let counted = |noun: &str| best.words.iter().any(|word| alike(word, noun));
        let kind = !text.dimension.is_empty() || text.counted.is_some_and(counted);
        let mut comparable = best.numbers.iter().filter(|(cell, _)| cell.dimension == text.dimension);
        let (Some((cell, _)), None) = (comparable.next(), comparable.next()) else { return None };
        let given = rows.iter().flat_map(|row| &row.numbers);
        let mut given = given.filter(|(other, _)| other.dimension == text.dimension);
        let most = only(best) >= SHARED && only(best) * 2 > clause.len();
        let at = text.sentence;
        let near = [Some(at), at.checked_sub(1)].into_iter().flatten();
        let of_default = || {
            near.map(|at| &draft.analysis.sentences[at])
                .any(|sentence| sentence.cues().iter().any(|cue| cue.list == self.default))
        };
        (kind && alone && most && (!best.code || of_default()) && !given.any(|(other, _)| is_near(other, text)))
            .then_some((best, cell))
    }
}
