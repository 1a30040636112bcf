//! Lists inside a sentence: "Leeds, York and Hull", "Anna, 22, Ben, 24, and Carl, 31", "3 million in Leeds, 2 million in York and
//! 1 million in Hull".
//!
//! The grammar is strict, since users rely on lists being complete: items of one shape, one "and" before the last, and
//! after it the end of the sentence or a mark that ends the clause. Anything else is not a list.

use crate::document::OBJECT;
use std::ops::Range;

use super::cues::{Cue, ListId};
use super::tokens::{Token, TokenKind};
use super::values::Value;

/// Most words of an item that is neither name nor value, and between the parts of one that is.
const WORDS: usize = 4;

/// A list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InlineList {
    /// In order.
    pub items: Vec<InlineItem>,
    /// Whether there is nothing else between the marks around it: "the towns: Leeds and York".
    pub set_off: bool,
}

/// An item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct InlineItem {
    /// Its tokens; of an apposition, those of both parts and the comma.
    pub tokens: Range<usize>,
    /// The numbers of the names in it.
    pub names: Vec<usize>,
    /// The numbers of the values in it.
    pub values: Vec<usize>,
}

/// The tokens of a sentence, with the pieces and values in it.
#[derive(Debug, Clone, Copy)]
pub struct Parts<'a> {
    /// The tokens.
    pub tokens: &'a [Token],
    /// The items of word lists.
    pub cues: &'a [Cue],
    /// The list of "and" and "or".
    pub coordination: ListId,
    /// The values.
    pub values: &'a [Value],
    /// Tokens of the names, in order.
    pub names: &'a [Range<usize>],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Name(usize),
    Value(usize),
    Word,
    Comma,
    And,
    /// A mark that ends a clause.
    Mark,
}

/// A part with its tokens.
type Placed = (Part, Range<usize>);

/// The lists of a sentence, in order.
pub fn inline_lists(parts: &Parts<'_>) -> Vec<InlineList> {
    let placed = parts.placed();
    let mut found = Vec::new();
    let mut opened = false;
    let mut rest = placed.as_slice();
    loop {
        let end = rest.iter().position(|(part, _)| *part == Part::Mark).unwrap_or(rest.len());
        let opens = rest.get(end).is_some_and(|(_, tokens)| parts.is(tokens.start, &["("]));
        if !opens {
            found.extend(list(&rest[..end], opened));
        }
        let Some((_, mark)) = rest.get(end) else { return found };
        opened = parts.is(mark.start, &[":", "(", "-", "\u{2013}", "\u{2014}"]);
        rest = &rest[end + 1..];
    }
}

impl Parts<'_> {
    fn is(&self, at: usize, marks: &[&str]) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Mark && marks.contains(&&*token.lower))
    }

    fn placed(&self) -> Vec<Placed> {
        let token = |byte: u32| self.tokens.partition_point(|token| token.span.start < byte);
        let values: Vec<Range<usize>> =
            self.values.iter().map(|value| token(value.span.start)..token(value.span.end)).collect();
        let mut placed = Vec::with_capacity(self.tokens.len());
        let mut at = 0;
        while at < self.tokens.len() {
            let starting =
                |ranges: &[Range<usize>]| ranges.iter().position(|range| range.start == at && range.end > at);
            let and = || self.cues.iter().any(|cue| cue.list == self.coordination && cue.from() == at);
            let (part, end) = match (starting(&values), starting(self.names)) {
                (Some(value), _) => (Part::Value(value), values[value].end),
                (None, Some(name)) => (Part::Name(name), self.names[name].end),
                _ if self.is(at, &[","]) => (Part::Comma, at + 1),
                _ if and() => (Part::And, at + 1),
                _ if &*self.tokens[at].lower == OBJECT => (Part::Word, at + 1),
                _ if self.tokens[at].kind == TokenKind::Mark && (self.tokens[at].spaced || !self.is(at, &["-"])) => {
                    (Part::Mark, at + 1)
                }
                _ => (Part::Word, at + 1),
            };
            placed.push((part, at..end));
            at = end;
        }
        placed
    }
}

/// The list that a stretch between marks ends with.
fn list(stretch: &[Placed], opened: bool) -> Option<InlineList> {
    let mut ands = stretch.iter().enumerate().filter(|(_, (part, _))| *part == Part::And);
    let (and, None) = (ands.next()?.0, ands.next()) else { return None };
    let split = |stretch: &'_ [Placed]| -> Vec<Range<usize>> {
        let mut segments = Vec::new();
        let mut from = 0;
        for (at, (part, _)) in stretch.iter().enumerate().filter(|(_, (part, _))| *part == Part::Comma) {
            debug_assert_eq!(*part, Part::Comma);
            segments.push(from..at);
            from = at + 1;
        }
        segments.push(from..stretch.len());
        segments
    };
    let mut segments = split(&stretch[..and]);
    // "A, B, and C"
    if segments.len() > 1 && segments.last().is_some_and(Range::is_empty) {
        segments.pop();
    }
    let behind: Vec<Range<usize>> =
        split(&stretch[and + 1..]).into_iter().map(|one| one.start + and + 1..one.end + and + 1).collect();
    let apposed = behind.len() == 2;
    let last = behind[0].clone();
    if behind.len() > 2 || apposed && !is_value(&stretch[behind[1].clone()]) || last.is_empty() {
        return None;
    }
    let mut items = Vec::new();
    items.push(last.start..behind[behind.len() - 1].end);
    let mut left = segments.as_slice();
    let mut whole = true;
    while let Some((one, before)) = left.split_last() {
        let value = one.clone();
        let (name, before) = match apposed {
            true if is_value(&stretch[value.clone()]) => before.split_last()?,
            true => break,
            false => (one, before),
        };
        let Some(from) = fits(&stretch[name.clone()], &stretch[last.clone()], opened) else {
            whole = false;
            break;
        };
        items.push(name.start + from..value.end);
        left = before;
        if from > 0 {
            whole = false;
            break;
        }
    }
    whole &= left.is_empty();
    items.reverse();
    let set_off = opened && whole;
    let enough = items.len() >= if set_off { 2 } else { 3 };
    enough.then(|| InlineList { items: items.into_iter().map(|item| read(&stretch[item])).collect(), set_off })
}

fn is_value(segment: &[Placed]) -> bool {
    matches!(segment, [(Part::Value(_), _)])
}

/// Where an item with the same shape as the last one starts in a segment; in the first segment, words may precede it.
fn fits(segment: &[Placed], last: &[Placed], opened: bool) -> Option<usize> {
    let typed = |part: &Placed| matches!(part.0, Part::Name(_) | Part::Value(_));
    if !last.iter().any(typed) {
        // Words make a list only between marks.
        let words = |segment: &[Placed]| (1..=WORDS).contains(&segment.len()) && !segment.iter().any(typed);
        return (opened && words(segment) && words(last)).then_some(0);
    }
    let from = segment.len().checked_sub(last.len())?;
    let alike = |(one, other): (&Placed, &Placed)| std::mem::discriminant(&one.0) == std::mem::discriminant(&other.0);
    let ends = last.first().is_some_and(typed) && last.last().is_some_and(typed) && last.len() <= WORDS + 2;
    // A name or value before the item belongs to it or to another list.
    let lead = !segment[..from].last().is_some_and(typed);
    (ends && lead && segment[from..].iter().zip(last).all(alike)).then_some(from)
}

fn read(item: &[Placed]) -> InlineItem {
    let (Some(first), Some(last)) = (item.first(), item.last()) else { return InlineItem::default() };
    let mut read = InlineItem { tokens: first.1.start..last.1.end, ..InlineItem::default() };
    for (part, _) in item {
        match part {
            Part::Name(name) => read.names.push(*name),
            Part::Value(value) => read.values.push(*value),
            Part::Word | Part::Comma | Part::And | Part::Mark => {}
        }
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::cues::Cues;
    use crate::language::names::runs::RunReader;
    use crate::language::tokens::tokens;
    use crate::language::values::ValueReader;
    use crate::text::Span;

    /// The items of every list, joined by bars.
    fn lists(text: &str) -> Vec<String> {
        let words = &crate::embedded::words()[0];
        let (cues, values) = (Cues::new(words), ValueReader::new(words));
        let tokens = tokens(text, Span::new(0, text.len()));
        let (found, values) = (cues.find(&tokens).cues, values.values(text, &tokens));
        let taken = |at: usize| values.iter().any(|value| value.span.overlaps(tokens[at].span));
        let runs = RunReader::new(&cues).runs(&tokens, &found, taken);
        let names: Vec<Range<usize>> = runs.iter().map(|run| run.words[0]..run.to).collect();
        let coordination = cues.list("coordination");
        let parts = Parts { tokens: &tokens, cues: &found, coordination, values: &values, names: &names };
        let shown = |item: &InlineItem| {
            tokens[item.tokens.start].span.join(tokens[item.tokens.end - 1].span).of(text).to_owned()
        };
        let lists = inline_lists(&parts);
        lists.iter().map(|list| list.items.iter().map(shown).collect::<Vec<_>>().join(" | ")).collect()
    }

    #[test]
    fn names_values_and_words() {
        for (text, list) in [
            ("The tour stops in Leeds, York, Selby and Hull.", "Leeds | York | Selby | Hull"),
            ("It has two stops: Leeds and York; both are old.", "Leeds | York"),
            ("The children are Anna, 22, Ben, 24, and Carl, 31.", "Anna, 22 | Ben, 24 | Carl, 31"),
            (
                "It sold 180 million in Leeds, 150 million in York and 110 million in Hull.",
                "180 million in Leeds | 150 million in York | 110 million in Hull",
            ),
            ("The parts cost $3 million, $4 million, and $5 million.", "$3 million | $4 million | $5 million"),
            ("It opens two ports (80 and 443).", "80 | 443"),
            ("Three things are left: old bread, some cheese and red wine.", "old bread | some cheese | red wine"),
            ("The towns \u{2014} Leeds, York and Hull \u{2014} are old.", "Leeds | York | Hull"),
        ] {
            assert_eq!(lists(text), [list], "{text}");
        }
    }

    #[test]
    fn what_is_not_closed_or_not_of_one_shape_is_no_list() {
        for text in [
            "Leeds, York and Hull fell.",
            "They met in Leeds and York.",
            "They saw Leeds, York, Hull.",
            "They saw Leeds, York and Hull, said Anna Holt.",
            "It went to Leeds, 40 and York.",
            "The parts: bread and cheese, wine and beer.",
            "Exports rose 12 percent to $4 million, imports 16 percent and Leeds.",
            "They ate bread, cheese and wine.",
            "The children are Anna, 22, Ben, and Carl, 31.",
            "He saw Leeds, York and Hull (left).",
        ] {
            assert_eq!(lists(text), Vec::<String>::new(), "{text}");
        }
    }
}
