//! Numbers and amounts of a headline that do not occur in its text, which gives different ones for the same thing.

use super::super::topic::{Matter, alike, is_vague};
use super::{Clash, Pair};
use crate::findings::Severity;
use crate::language::analysis::Sentence;
use crate::language::values::{Value, ValueKind, ValueReader};

/// A number with its unit.
#[derive(Debug, Clone, PartialEq)]
struct Figure {
    value: Value,
    /// In base units of the dimension; "" for bare numbers, "%" for percentages.
    dimension: String,
    low: f64,
    high: f64,
    printed: f64,
    /// Whether few of its digits are not zero: it may be rounded.
    round: bool,
}

/// Number of sentences of a text that repeat the headline.
const LEAD: usize = 3;
/// "One" is a word for many things.
const LEAST: f64 = 1.5;
/// Amounts from here on are written with a word for their scale.
const MILLION: f64 = 1e6;
/// By which share a rounded number may be off.
const ROUNDED: f64 = 0.12;

impl Figure {
    fn of(value: &Value, reader: &ValueReader) -> Option<Self> {
        let (amount, dimension) = match value.kind {
            ValueKind::Number(amount) => (amount, String::new()),
            ValueKind::Percent(amount) => (amount, "%".to_owned()),
            ValueKind::Money(amount) | ValueKind::Quantity(amount) if amount.per.is_none() => {
                (amount, reader.unit(amount.unit?).dimension.to_string())
            }
            _ => return None,
        };
        let unit = amount.unit.map(|id| reader.unit(id));
        let (factor, offset) = unit.map_or((1.0, 0.0), |unit| (unit.factor, unit.offset));
        let interval = amount.interval.scaled(factor, offset);
        let printed = amount.interval.printed.abs();
        Some(Self {
            value: *value,
            dimension,
            low: interval.low,
            high: interval.high,
            printed: interval.printed,
            round: printed >= 100.0 && significant(printed) <= 2 || printed.fract() != 0.0,
        })
    }

    /// Returns `true` if the two may be one number: equal, or the headline's is rounded.
    fn meets(&self, other: &Self) -> bool {
        let exact = |figure: &Self| figure.value.hedge.is_none() && figure.printed.fract() == 0.0 && !figure.round;
        if self.low <= other.high && other.low <= self.high && !(exact(self) && exact(other)) {
            return true;
        }
        let (a, b) = (self.printed, other.printed);
        let reach = if other.round { a.abs().max(b.abs()) * ROUNDED } else { 1e-9 };
        (a - b).abs() <= reach
    }

    /// Returns `true` if the two have the same digits, but differ by a factor of at least a thousand: million and billion.
    fn scaled(&self, other: &Self) -> bool {
        if self.printed < MILLION || other.printed < MILLION {
            return false;
        }
        let ratio = self.printed / other.printed;
        [1e3, 1e6].iter().any(|scale| (ratio / scale - 1.0).abs() < 1e-9 || (ratio * scale - 1.0).abs() < 1e-9)
    }
}

/// The number of digits without trailing zeros.
fn significant(printed: f64) -> usize {
    format!("{printed}").trim_end_matches('0').chars().filter(char::is_ascii_digit).count()
}

impl Pair<'_> {
    /// Clashes of numbers, and how many numbers the headline has.
    pub(super) fn figures(&self) -> (Vec<Clash>, usize) {
        let reader = self.draft.analysis.values();
        let heads: Vec<Figure> = self.headline.sentence.values().iter().filter_map(|v| Figure::of(v, reader)).collect();
        if heads.is_empty() {
            return (Vec::new(), heads.len());
        }
        let body: Vec<(usize, Figure)> = self
            .body
            .iter()
            .enumerate()
            .flat_map(|(number, sentence)| sentence.values().iter().map(move |value| (number, value)))
            .filter_map(|(number, value)| Some((number, Figure::of(value, reader)?)))
            .collect();
        let clashes = heads.iter().filter_map(|head| self.figure(head, &heads, &body)).collect();
        (clashes, heads.len())
    }

    fn figure(&self, head: &Figure, heads: &[Figure], body: &[(usize, Figure)]) -> Option<Clash> {
        if head.value.borrowed || head.printed < LEAST || self.is_cut(head) {
            return None;
        }
        let same = || body.iter().filter(|(_, figure)| figure.dimension == head.dimension);
        // "$5 million" and "5 mln dlrs" are one amount in headlines of wires.
        let written = |figure: &Figure| {
            let figure = figure.value.amount().map(|amount| amount.interval.printed);
            figure == head.value.amount().map(|amount| amount.interval.printed)
        };
        let given = |figure: &Figure| written(figure) || figure.meets(head) && figure.dimension == head.dimension;
        if body.iter().any(|(_, figure)| given(figure)) || self.is_sum(head, body) {
            return None;
        }
        // The text repeats another number of the headline.
        let said =
            |figure: &Figure| heads.iter().any(|other| other.dimension == figure.dimension && figure.meets(other));
        let mut others: Vec<(Severity, &Figure)> = Vec::new();
        for (number, figure) in same().filter(|(_, figure)| !said(figure)) {
            if let Some(severity) = self.judge(head, *number, figure) {
                others.push((severity, figure));
            }
        }
        let (severity, first) = others.iter().max_by_key(|(severity, _)| *severity)?;
        // Several other numbers of the same: the text counts more than one thing.
        let one = others.iter().all(|(_, figure)| figure.meets(first));
        one.then_some(Clash { headline: head.value.span, body: first.value.span, severity: *severity })
    }

    /// Returns `true` if a sentence has no other amount of that type.
    fn is_alone(&self, sentence: &Sentence<'_>, figure: &Figure) -> bool {
        let reader = self.draft.analysis.values();
        let all = sentence.values().iter().filter_map(|value| Figure::of(value, reader));
        all.filter(|other| other.dimension == figure.dimension).count() == 1
    }

    /// Returns `true` if the headline is truncated after the number, so that its unit may be missing.
    fn is_cut(&self, head: &Figure) -> bool {
        let rest = &self.draft.analysis.prose()[head.value.span.end as usize..self.headline.sentence.span.end as usize];
        !rest.is_empty() && rest.chars().all(|c| c.is_whitespace() || matches!(c, '.' | '\u{2026}'))
    }

    /// Returns `true` if numbers of one sentence of the text add up to that of the headline.
    fn is_sum(&self, head: &Figure, body: &[(usize, Figure)]) -> bool {
        let of =
            |number: usize| body.iter().filter(move |(at, figure)| *at == number && figure.dimension == head.dimension);
        (0..self.body.len()).any(|number| {
            let parts: Vec<f64> = of(number).map(|(_, figure)| figure.printed).collect();
            let sum: f64 = parts.iter().sum();
            let near = |sum: f64| (sum - head.printed).abs() <= if head.round { head.printed * ROUNDED } else { 1e-6 };
            parts.len() > 1
                && (near(sum)
                    || (1..parts.len()).any(|at| near(parts[at] + parts[at - 1]) || near(parts[at - 1] - parts[at])))
        })
    }

    /// Returns the certainty with which a number of the text counts the same as one of the headline, if it does.
    fn judge(&self, head: &Figure, number: usize, figure: &Figure) -> Option<Severity> {
        let cues = self.draft.analysis.cues();
        let sentence = self.body[number];
        if figure.value.borrowed
            || figure.printed < LEAST
            || self.draft.analysis.is_quoted(sentence.block, figure.value.span)
        {
            return None;
        }
        let matter = Matter::new(sentence, cues, self.lists);
        let shared = self.headline.shared(&matter);
        if head.scaled(figure) {
            return (shared >= 1).then_some(if shared >= 2 { Severity::Warning } else { Severity::Hint });
        }
        let leads = number < LEAD;
        let hedged = head.value.hedge.is_some()
            || figure.value.hedge.is_some()
            || matter.is_compared(figure.value.span, cues, self.lists);
        if hedged || self.headline.is_of_another(self.lists, true) || matter.is_of_another(self.lists, leads) {
            return None;
        }
        let nouns = self.headline.behind(head.value.span, cues, self.lists);
        let theirs = matter.behind(figure.value.span, cues, self.lists);
        let both: Vec<&str> =
            nouns.iter().copied().filter(|noun| theirs.iter().any(|other| alike(noun, other))).collect();
        let named = both.iter().any(|noun| !is_vague(noun, cues, self.lists));
        let verb = self.headline.ahead(head.value.span, cues, self.lists);
        let bare = nouns.is_empty() || theirs.is_empty();
        let done = bare
            && verb
                .is_some_and(|verb| matter.ahead(figure.value.span, cues, self.lists).is_some_and(|v| alike(verb, v)));
        let measured = !head.dimension.is_empty() && leads && shared > 0 && self.is_alone(sentence, figure);
        if !named && !done && !measured {
            return None;
        }
        let rest = shared.saturating_sub(usize::from(named) + usize::from(done));
        let enough = self.headline.words.len().saturating_sub(1).min(2);
        match rest {
            0 => None,
            rest if leads || rest >= enough => Some(Severity::Warning),
            _ => Some(Severity::Hint),
        }
    }
}
