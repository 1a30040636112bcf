//! Figures: the numbers of a sentence that say how much or how many of something, with the noun that they count.

use rustc_hash::FxHashSet;

use super::cues::{Cue, Cues, ListId};
use super::tokens::{Token, TokenKind};
use super::values::{Value, ValueKind, ValueReader};
use crate::text::hash;

/// Between two numbers these make a range or a score.
const RANGE: [&str; 2] = ["-", "\u{2013}"];
/// Most words from a number to the noun that it counts.
const NOUN: usize = 4;

/// A figure: tokens `[from, to)` of its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// First token.
    pub from: usize,
    /// One past the last token.
    pub to: usize,
    /// The number of the value in its sentence.
    pub value: usize,
    /// The hash of the noun that a number counts, in the singular, or of its unit; 0 if there is none.
    pub noun: u64,
}

/// Finds figures.
#[derive(Debug, Clone, Copy)]
pub struct FigureReader {
    labelled: ListId,
    none: ListId,
    noun_end: ListId,
    alone: ListId,
    article: ListId,
}

impl FigureReader {
    /// Looks the lists up.
    pub fn new(cues: &Cues) -> Self {
        Self {
            labelled: cues.list("labelled-number"),
            none: cues.list("no-figure"),
            noun_end: cues.list("noun-end"),
            alone: cues.list("no-figure-alone"),
            article: cues.list("number-article"),
        }
    }

    /// The figures of a sentence: no dates, ordinals, ages, scores, ranges, labels ("page 12") or pronouns ("one").
    pub fn figures(&self, tokens: &[Token], cues: &[Cue], values: &[Value], reader: &ValueReader) -> Vec<Figure> {
        let place = |value: &Value| {
            let at = |byte: u32| tokens.partition_point(|token| token.span.start < byte);
            (at(value.span.start), at(value.span.end))
        };
        let places: Vec<(usize, usize)> = values.iter().map(place).collect();
        let mut ranged = FxHashSet::default();
        for (number, pair) in places.windows(2).enumerate() {
            let [(_, end), (start, _)] = pair else { continue };
            let mark = tokens.get(*end).is_some_and(|token| RANGE.contains(&&*token.lower));
            // The second number may take the mark for its sign: "3-2".
            let between = mark && (*start == end + 1 || start == end);
            if between {
                ranged.extend([number, number + 1]);
            }
        }
        let one = |(number, (value, &(from, to))): (usize, (&Value, &(usize, usize)))| {
            let counted = !matches!(
                value.kind,
                ValueKind::Date(_) | ValueKind::Clock(_) | ValueKind::Ordinal(_) | ValueKind::Age(_)
            );
            let labelled = cues.iter().any(|cue| {
                cue.list == self.labelled && cue.to() == from
                    || cue.list == self.none && cue.from() == to
                    || cue.list == self.alone && (cue.from(), cue.to()) == (from, to)
            });
            // "15 a month": no figure, unless the draft compares months.
            let measured = matches!(value.kind, ValueKind::Quantity(_) | ValueKind::Duration(_));
            let single = measured && cues.iter().any(|cue| cue.list == self.article && cue.from() == from);
            let whole = !single && from < to && !value.borrowed && counted && !labelled && !ranged.contains(&number);
            whole.then(|| Figure { from, to, value: number, noun: self.noun(value, to, tokens, cues, &places, reader) })
        };
        values.iter().zip(&places).enumerate().filter_map(one).collect()
    }

    /// The noun that a number counts: the last word before the next verb, preposition, mark or number.
    fn noun(
        &self,
        value: &Value,
        to: usize,
        tokens: &[Token],
        cues: &[Cue],
        places: &[(usize, usize)],
        reader: &ValueReader,
    ) -> u64 {
        match value.kind {
            ValueKind::Number(_) => {}
            ValueKind::Money(amount) | ValueKind::Quantity(amount) | ValueKind::Duration(amount) => {
                return amount.unit.map_or(0, |unit| hash(&reader.unit(unit).name));
            }
            _ => return 0,
        }
        let ends = |at: usize| {
            tokens[at].kind != TokenKind::Word
                || cues.iter().any(|cue| cue.list == self.noun_end && cue.from() == at)
                || places.iter().any(|&(from, _)| from == at)
        };
        let words = (to..tokens.len().min(to + NOUN)).take_while(|&at| !ends(at));
        words.last().map_or(0, |at| hash(singular(&tokens[at].lower)))
    }
}

/// A plural without its ending. Words that merely look like plurals lose theirs too, in every sentence alike.
fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with('s') => stem,
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::language::tokens::tokens;
    use crate::text::Span;

    /// The values of the figures of a sentence with the hashes of their nouns.
    fn read(text: &str) -> Vec<(String, u64)> {
        let words = &crate::embedded::words()[0];
        let cues = Arc::new(Cues::new(words));
        let (reader, values) = (FigureReader::new(&cues), ValueReader::new(words));
        let tokens = tokens(text, Span::new(0, text.len()));
        let (found, all) = (cues.find(&tokens), values.values(text, &tokens));
        let figures = reader.figures(&tokens, &found.cues, &all, &values);
        figures.iter().map(|figure| (all[figure.value].span.of(text).to_owned(), figure.noun)).collect()
    }

    fn figures(text: &str) -> Vec<(String, bool)> {
        read(text).into_iter().map(|(value, noun)| (value, noun != 0)).collect()
    }

    #[test]
    fn numbers_that_count_are_figures() {
        assert_eq!(
            figures("In 2019 the 240 new beds cost $3 million."),
            [("240".into(), true), ("$3 million".into(), true)]
        );
        assert_eq!(figures("Rents rose 12 percent to 900."), [("12 percent".into(), false), ("900".into(), false)]);
        assert_eq!(figures("Page 12 of section 3 lists step 4."), []);
        assert_eq!(figures("They sell 15 a month."), [("15".into(), false)]);
        assert_eq!(figures("They won 3-2, one of 40 wins."), [("40".into(), true)]);
    }

    #[test]
    fn a_number_counts_the_noun_behind_it() {
        let nouns = |text: &str| -> Vec<u64> { read(text).into_iter().map(|(_, noun)| noun).collect() };
        assert_eq!(nouns("It has 240 new beds in 12 wards."), [hash("bed"), hash("ward")]);
        assert_eq!(nouns("Only one bed of the 240 beds is free.")[0], hash("bed"));
    }
}
