//! Values in the lead: the number of people killed, hurt or arrested in one event should be the same throughout a draft.
//!
//! The headline or the first paragraph gives the topic of the draft. A later value is about the same thing if its sentence has
//! the same topic, and nothing indicates another event, a part, another time or source.

use super::find::Fit;
use super::slot::Slot;
use super::value::Val;
use crate::document::BlockKind;
use crate::findings::Severity;
use crate::kinds::Draft;
use crate::kinds::topic::{Lists, Matter, alike};
use crate::language::analysis::Sentence;
use crate::language::cues::{Cues, ListId};
use crate::language::tokens::TokenKind;
use crate::language::values::{DateValue, Value, ValueKind};
use crate::rules::Check;
use crate::text::{Prose, Span};

/// Number of sentences of the first paragraph that give the topic.
const OPENING: usize = 2;

/// The word lists for comparing topics.
#[derive(Debug)]
pub(super) struct Lead {
    lists: Lists,
    anyone: ListId,
    source: ListId,
    other: ListId,
    /// Such a page grows through the day, and keeps its old numbers.
    live: ListId,
}

/// A number of people, with their state.
pub(super) struct Count<'a> {
    slot: usize,
    /// The line of its pattern: all texts of one table have the same state.
    what: u32,
    sentence: usize,
    span: Span<Prose>,
    number: Span<Prose>,
    low: f64,
    high: f64,
    printed: f64,
    hedged: bool,
    /// The group that it counts, if it is a specific one.
    noun: Option<&'a str>,
    /// Whether it is in a headline or the first paragraph.
    pub(super) leads: bool,
}

impl Count<'_> {
    fn meets(&self, other: &Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// Returns `true` if both count the same group, or the narrower group has the larger number.
    fn of_the_same(&self, other: &Self) -> bool {
        match (self.noun, other.noun) {
            (None, None) => true,
            (Some(one), Some(two)) => alike(one, two),
            (Some(_), None) => self.printed > other.printed,
            (None, Some(_)) => other.printed > self.printed,
        }
    }
}

impl Lead {
    pub(super) fn new(cues: &Cues) -> Self {
        Self {
            lists: Lists::new(cues),
            anyone: cues.list("toll-anyone"),
            source: cues.list("toll-source"),
            other: cues.list("toll-other"),
            live: cues.list("toll-live"),
        }
    }

    /// The numbers among some slots, in the order of the draft, each place once; empty if there is none in the lead.
    pub(super) fn counts<'a>(&self, check: &Check, slots: &[(Slot, Fit)], draft: &Draft<'a>) -> Vec<Count<'a>> {
        let analysis = draft.analysis;
        let kind = |block: usize| analysis.blocks[block].kind;
        let paragraph = (0..analysis.blocks.len()).find(|&block| kind(block) == BlockKind::Paragraph).unwrap_or(0);
        let opening = analysis.blocks.get(paragraph).map_or(0, |block| block.sentences.start) + OPENING;
        let leads = |sentence: usize| {
            let block = analysis.sentences[sentence].block;
            sentence < opening && (block == paragraph || block < paragraph && kind(block) == BlockKind::Heading)
        };
        let mut order: Vec<usize> = (0..slots.len()).collect();
        order.sort_by_key(|&at| (slots[at].1.sentence, slots[at].0.rule));
        let mut counts: Vec<Count<'a>> = Vec::new();
        for at in order {
            let (slot, fit) = &slots[at];
            if let Some(count) = self.count(check, (at, slot), fit, draft)
                && !counts.iter().any(|known| known.number.overlaps(count.number))
            {
                counts.push(Count { leads: leads(fit.sentence), ..count });
            }
        }
        if !counts.iter().any(|count| count.leads) {
            counts.clear();
        }
        counts.sort_by_key(|count| count.number.start);
        counts
    }

    fn count<'a>(&self, check: &Check, slot: (usize, &Slot), fit: &Fit, draft: &Draft<'a>) -> Option<Count<'a>> {
        let rule = &check.patterns[slot.1.rule];
        let at = usize::from(rule.value?);
        let number = (*fit.spans.get(at)?)?;
        let Val::Num(num) = fit.values.get(at)? else { return None };
        let whole = num.printed.fract() == 0.0 && num.printed >= 0.0;
        let (low, high) = if num.hedged || !whole { (num.low, num.high) } else { (num.printed, num.printed) };
        let tokens = draft.analysis.sentences[fit.sentence].tokens();
        let next = tokens.partition_point(|token| token.span.start < number.end);
        let noun = tokens.get(next).filter(|token| token.kind == TokenKind::Word);
        let noun = noun.filter(|token| !draft.analysis.cues().contains(self.anyone, &token.lower));
        Some(Count {
            slot: slot.0,
            what: rule.line,
            sentence: fit.sentence,
            span: fit.span,
            number,
            low,
            high,
            printed: num.printed,
            hedged: num.hedged,
            noun: noun.map(|token| token.lower.as_str()),
            leads: false,
        })
    }

    /// Returns the certainty with which a later slot contradicts one in the lead, if it does.
    pub(super) fn clash(&self, draft: &Draft<'_>, counts: &[Count<'_>], one: usize, other: usize) -> Option<Severity> {
        let count = |slot: usize| counts.iter().find(|count| count.slot == slot);
        let (one, other) = (count(one).filter(|count| count.leads)?, count(other)?);
        (other.span.start > one.span.start).then(|| self.judge(draft, counts, one, other))?
    }

    /// Returns the certainty with which two counts about one event contradict each other, if they do.
    fn judge(&self, draft: &Draft<'_>, counts: &[Count<'_>], one: &Count<'_>, other: &Count<'_>) -> Option<Severity> {
        let whole = one.printed.fract() == 0.0 && other.printed.fract() == 0.0;
        let compatible = one.sentence == other.sentence || one.hedged || other.hedged || !whole || one.meets(other);
        if compatible || !one.of_the_same(other) || rounded(one, other) || parted(draft, one, other) {
            return None;
        }
        let times =
            |count: &Count<'_>| counts.iter().filter(|known| known.what == count.what && known.meets(count)).count();
        if times(one) > 1 && times(other) > 1 {
            return None;
        }
        let sentence = &draft.analysis.sentences[other.sentence];
        let cued = |list: ListId| sentence.cues().iter().any(|cue| cue.list == list);
        let live = |number: usize| draft.analysis.sentences[number].cues().iter().any(|cue| cue.list == self.live);
        let strangers = if other.leads { 0 } else { strangers(draft, counts, other) };
        if live(one.sentence)
            || live(other.sentence)
            || !other.leads && (cued(self.other) || strangers > 1 || elsewhen(draft, one, other))
        {
            return None;
        }
        let cues = draft.analysis.cues();
        let own = self.words_of(draft, counts, other);
        let lead: Vec<Matter<'_>> = leading(draft, counts, other).map(|s| Matter::new(s, cues, &self.lists)).collect();
        let in_lead = |word: &str| lead.iter().any(|lead| lead.words.iter().any(|theirs| alike(word, theirs)));
        let shared = own.iter().copied().filter(|word| in_lead(word)).count();
        let sourced = !other.leads && cued(self.source);
        let sure = strangers == 0 && !sourced && (shared > 1 || times(one) == 1);
        (shared > 0).then_some(if sure { Severity::Warning } else { Severity::Hint })
    }

    /// The topic of the sentence of a count, without the words of the count.
    fn words_of<'a>(&self, draft: &Draft<'a>, counts: &[Count<'_>], count: &Count<'_>) -> Vec<&'a str> {
        let sentence = &draft.analysis.sentences[count.sentence];
        let cues = draft.analysis.cues();
        let own = |span: Span<Prose>| {
            counts.iter().any(|known| known.sentence == count.sentence && known.span.overlaps(span))
        };
        let spans = sentence.tokens().iter().filter(|token| own(token.span));
        let words: Vec<&str> = spans.map(|token| token.lower.as_str()).collect();
        let mut found = Matter::new(sentence, cues, &self.lists).words;
        found.retain(|word| !words.contains(word) && !cues.contains(self.anyone, word));
        found
    }
}

/// The sentences of the draft that give its topic.
fn leading<'a>(draft: &Draft<'a>, counts: &[Count<'_>], other: &Count<'_>) -> impl Iterator<Item = &'a Sentence<'a>> {
    let last = counts.iter().filter(|count| count.leads).map(|count| count.sentence).max().unwrap_or(0);
    let until = last.min(other.sentence.saturating_sub(1));
    draft.analysis.sentences[..=until].iter()
}

/// Returns `true` if one number may be a rounded form of the other.
fn rounded(one: &Count<'_>, other: &Count<'_>) -> bool {
    let (a, b) = (one.printed, other.printed);
    let round = |x: f64| x >= 100.0 && x % 10.0 == 0.0 || x >= 20.0 && x % 10.0 == 0.0 && a.max(b) >= 100.0;
    (round(a) || round(b)) && (a - b).abs() <= a.max(b) * 0.15
}

/// Returns `true` if another number nearby accounts for the difference.
fn parted(draft: &Draft<'_>, one: &Count<'_>, other: &Count<'_>) -> bool {
    let sentences = &draft.analysis.sentences;
    let near = other.sentence.saturating_sub(1)..(other.sentence + 2).min(sentences.len());
    let own = one.sentence..one.sentence + 1;
    let number = |value: &Value| match value.kind {
        ValueKind::Number(amount) => Some(amount.interval.printed),
        _ => None,
    };
    let numbers = near
        .chain(own)
        .flat_map(|at| sentences[at].values())
        .filter(|value| !value.span.overlaps(one.number) && !value.span.overlaps(other.number));
    let (a, b) = (one.printed, other.printed);
    let mut parts = numbers.filter_map(number);
    parts.any(|part| (a + part - b).abs() < 0.5 || (b + part - a).abs() < 0.5)
}

/// Returns `true` if the paragraph of the other count speaks of a time that the lead does not mention.
fn elsewhen(draft: &Draft<'_>, one: &Count<'_>, other: &Count<'_>) -> bool {
    let weekday = |date: DateValue| match date {
        DateValue::Date { weekday, year: None, month: None, day: None } => weekday,
        _ => None,
    };
    let dates = |sentence: usize| draft.analysis.sentences[sentence].values().iter().filter_map(Value::date);
    let known: Vec<DateValue> = (0..=one.sentence).flat_map(dates).collect();
    let block = &draft.analysis.blocks[draft.analysis.sentences[other.sentence].block];
    let until = (other.sentence + 1).max(block.sentences.start);
    (block.sentences.start..until).flat_map(dates).any(|date| match weekday(date) {
        Some(day) => known.iter().any(|known| weekday(*known).is_some_and(|other| other != day)),
        None => !known.contains(&date),
    })
}

/// The number of names in the sentence of a count that are not in the lead.
fn strangers(draft: &Draft<'_>, counts: &[Count<'_>], other: &Count<'_>) -> usize {
    let names = draft.analysis.names();
    let dated = |span: Span<Prose>| {
        draft.analysis.sentences[other.sentence].values().iter().any(|value| value.span.overlaps(span))
    };
    let leading: Vec<Span<Prose>> = leading(draft, counts, other).map(|sentence| sentence.span).collect();
    let known =
        |key: usize| names.of(key).iter().any(|&at| leading.iter().any(|span| span.contains(names.words[at].span)));
    let own = names.words.iter().filter(|word| word.sentence == other.sentence && !word.opens && !dated(word.span));
    own.filter(|word| !known(word.key)).count()
}
