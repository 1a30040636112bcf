//! Reads what a match captured.

use super::calendar::Almanac;
use super::evaluate::read;
use super::find::Fit;
use super::value::Val;
use crate::kinds::Draft;
use crate::language::analysis::Sentence;
use crate::language::patterns::{Match, Taken, known_sorts};
use crate::rules::formula::{Capture, Sort};

/// Blocks after a list in which another one may continue it.
const SHORTLY: usize = 3;

pub(super) struct Reader<'a> {
    pub(super) sentence: &'a Sentence<'a>,
    pub(super) draft: &'a Draft<'a>,
    pub(super) almanac: &'a Almanac<'a>,
}

impl Reader<'_> {
    /// The items of a list of the sentence, or of the one that it opens.
    fn list(&self, sort: Sort, taken: &Taken) -> Val {
        if sort == Sort::Bullets {
            return self.bullets();
        }
        let Some(list) = self.sentence.line().list(taken.from, taken.to) else { return Val::Unknown };
        let item = |&(from, to, value): &(usize, usize, Option<usize>)| match value {
            Some(value) => self.quantity(self.sentence, value),
            None => Val::Text(self.draft.one_line(self.sentence.span_of(from, to))),
        };
        Val::List(list.items.iter().map(item).collect())
    }

    pub(super) fn quantity(&self, sentence: &Sentence<'_>, value: usize) -> Val {
        read(&sentence.values()[value], Sort::Quantity, self.draft.analysis.values(), self.almanac)
    }

    /// The items of the list below a block, each as its first amount. Unknown if an item has several blocks, or another list
    /// follows shortly: formats break lists at what is not indented.
    fn bullets(&self) -> Val {
        let (analysis, block) = (self.draft.analysis, self.sentence.block);
        let lists = &analysis.structure().lists;
        let Some(list) = lists.iter().find(|list| list.lead_in == Some(block) && !list.key_points) else {
            return Val::Unknown;
        };
        let end = list.items.last().map_or(0, |item| item.end);
        // "You can upload it in 3 steps:" announces another list.
        let announced = |block: usize| {
            let last = analysis.of_block(block).last();
            block >= end
                && last.is_some_and(|last| {
                    last.span.of(analysis.prose()).trim_end().ends_with(':') && !last.values().is_empty()
                })
        };
        let next = |other: &crate::language::structure::List| {
            let shortly = other.items.first().is_some_and(|item| (end..end + SHORTLY).contains(&item.start));
            shortly && !other.lead_in.is_some_and(announced)
        };
        if list.items.iter().any(|item| item.len() > 1) || lists.iter().any(next) {
            return Val::Unknown;
        }
        let item = |blocks: &std::ops::Range<usize>| {
            let sentence = analysis.of_block(blocks.start).first()?;
            let value = sentence.values().iter().position(|value| value.amount().is_some())?;
            Some(self.quantity(sentence, value))
        };
        Val::List(list.items.iter().map(|blocks| item(blocks).unwrap_or(Val::Unknown)).collect())
    }

    pub(super) fn fit(&self, number: usize, one: &Match, captures: &[Capture]) -> Fit {
        let mut values = Vec::with_capacity(captures.len());
        let mut spans = Vec::with_capacity(captures.len());
        for (capture, taken) in captures.iter().zip(&one.captures) {
            if let (Sort::Series | Sort::Row | Sort::Items | Sort::Bullets, Some(one)) = (capture.sort, taken.first()) {
                values.push(self.list(capture.sort, one));
                spans.push(Some(self.sentence.span_of(one.from, one.to)));
                continue;
            }
            let mut items: Vec<Val> = taken
                .iter()
                .map(|taken| match taken.value {
                    Some(value) => {
                        read(&self.sentence.values()[value], capture.sort, self.draft.analysis.values(), self.almanac)
                    }
                    None => match known_sorts(capture, self.draft.analysis.cues()) {
                        Some(sorts) => {
                            let known = self.draft.known(number);
                            Val::Known(known.things(self.draft.table, taken.from, taken.to, sorts).into())
                        }
                        None => Val::Text(self.draft.one_line(self.sentence.span_of(taken.from, taken.to))),
                    },
                })
                .collect();
            let span = |taken: &[_]| {
                let (first, last): (&Taken, _) = (taken.first()?, taken.last()?);
                Some(self.sentence.span_of(first.from, last.to))
            };
            spans.push(span(taken));
            values.push(if capture.many { Val::List(items) } else { items.pop().unwrap_or(Val::Unknown) });
        }
        let span = self.sentence.span_of(one.from, one.to);
        Fit { span, sentence: number, values, spans, trigger: span, far: false, drawn: Vec::new() }
    }
}
