//! Compares what is read with what a reference wants.

use std::ops::Range;

use factlint::language::tokens::{Token, tokens};
use factlint::language::values::{DateValue, Value, ValueKind, ValueReader};
use factlint::text::Span;
use factlint::time::{Day, When};

use crate::cases::{Case, Want};
use crate::gold::Gold;

/// Whether the span is right, and the value where it can be compared.
#[derive(Clone, Copy)]
pub(crate) struct Marks {
    pub(crate) span: bool,
    pub(crate) value: Option<bool>,
}

/// Two neighbouring values that make a range: the number of the first, and the bytes from "from" or "between" on.
struct ValueRange {
    first: usize,
    span: Range<usize>,
}

struct Read<'a> {
    reader: &'a ValueReader,
    text: &'a str,
    draft: Option<Day>,
    tokens: Vec<Token>,
    values: Vec<Value>,
    ranges: Vec<ValueRange>,
}

/// Words that references count in or leave out at the start of an expression; spans are compared without them.
const FUNCTION_WORDS: &str = "the a an on in at of for from since between before after by until about around nearly almost over past last next first this coming more less than least no as through sometimes many exactly up to within during additional another under approximately some roughly only just at most fewer lower above exceeding and month year";

pub(crate) fn judge<'c>(reader: &ValueReader, case: &'c Case) -> Vec<(&'c Want, Marks)> {
    let read = Read::of(reader, case);
    let mut used = vec![false; read.values.len()];
    case.wants.iter().map(|want| (want, read.marks(want, &mut used))).collect()
}

/// Everything that is read of a text, for people.
pub(crate) fn shown(reader: &ValueReader, text: &str) -> String {
    let tokens = tokens(text, Span::new(0, text.len()));
    let values = reader.values(text, &tokens);
    let shown = |value: &Value| match value.amount() {
        Some(amount) => {
            let unit = amount.unit.map_or("", |unit| &reader.unit(unit).name);
            let kind = format!("{:?}", value.kind);
            format!(
                "[{} = {} {} {unit}]",
                value.span.of(text),
                kind.split('(').next().unwrap_or(""),
                amount.interval.printed
            )
        }
        None => format!("[{} = {:?}]", value.span.of(text), value.kind),
    };
    values.iter().map(shown).collect::<Vec<_>>().join(" ")
}

/// The word for a small number.
pub(crate) fn words_of(value: f64) -> Option<&'static str> {
    const WORDS: [&str; 13] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    (value.fract() == 0.0 && (0.0..13.0).contains(&value)).then(|| WORDS[value as usize])
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * a.abs().max(b.abs()).max(1e-9)
}

impl<'a> Read<'a> {
    fn of(reader: &'a ValueReader, case: &'a Case) -> Self {
        let tokens = tokens(&case.text, Span::new(0, case.text.len()));
        let values = reader.values(&case.text, &tokens);
        let ranges = ranges(&case.text, &values);
        Self { reader, text: &case.text, draft: case.draft, tokens, values, ranges }
    }

    fn marks(&self, want: &Want, used: &mut [bool]) -> Marks {
        match (&want.gold, &want.span) {
            (Gold::NoDate, _) => {
                let none = !self.values.iter().any(|value| matches!(value.kind, ValueKind::Date(_)));
                Marks { span: none, value: Some(none) }
            }
            (Gold::NoAmount, _) => {
                let counts = |value: &Value| {
                    matches!(
                        value.kind,
                        ValueKind::Percent(_) | ValueKind::Money(_) | ValueKind::Quantity(_) | ValueKind::Age(_)
                    )
                };
                let none = !self.values.iter().any(counts);
                Marks { span: none, value: Some(none) }
            }
            (gold, Some(span)) => self.at(gold, span),
            (gold, None) => self.anywhere(gold, used),
        }
    }

    /// A value whose place the reference gives.
    fn at(&self, gold: &Gold, span: &Range<usize>) -> Marks {
        let loose = matches!(gold, Gold::Amount(_, None) | Gold::Bound(..));
        let fits = |value: &&Value| {
            let rate = value.amount().is_some_and(|amount| amount.per.is_some());
            self.same(span, &with_hedge(value), false) || self.same(span, &value.span.range(), loose || rate)
        };
        let single = self.values.iter().find(fits);
        if single.is_none()
            && let Some(marks) = self.part(gold, span)
        {
            return marks;
        }
        let range = self.ranges.iter().find(|range| self.same(span, &range.span, false));
        let found = single.is_some() || range.is_some();
        let value = match gold {
            Gold::Amount(number, unit) => {
                Some(single.is_some_and(|value| self.amount(value, *number, unit.as_deref()) != Some(false)))
            }
            Gold::Between(low, high) => Some(range.is_some_and(|range| self.between(range, *low, *high))),
            Gold::Bound(number, low) => Some(single.is_some_and(|value| self.bound(value, *number, *low))),
            Gold::Seconds(seconds) => Some(single.is_some_and(|value| self.seconds(value, *seconds))),
            Gold::Days(days) => match (single, range) {
                (_, Some(range)) => Some(self.range_days(range, days)),
                (Some(value), None) => self.days(value, days),
                (None, None) => Some(false),
            },
            Gold::Any | Gold::NoDate | Gold::NoAmount => None,
        };
        Marks { span: found, value }
    }

    /// A part of a compound, "6 months" of "3 years and 6 months": right where it is read so alone.
    fn part(&self, gold: &Gold, span: &Range<usize>) -> Option<Marks> {
        let inside = |value: &&Value| {
            let outer = value.span.range();
            let unit = value.amount().is_some_and(|amount| amount.unit.is_some());
            outer.start <= span.start && span.end <= outer.end && unit
        };
        let outer = self.values.iter().find(inside)?;
        let text = &self.text[span.clone()];
        if text.len() >= outer.span.len() || !matches!(gold, Gold::Amount(..)) {
            return None;
        }
        let case = Case { id: String::new(), text: text.to_owned(), draft: None, wants: Vec::new() };
        Some(Read::of(self.reader, &case).at(gold, &(0..text.len())))
    }

    /// A value whose place the reference does not give: the first unused one of that number.
    fn anywhere(&self, gold: &Gold, used: &mut [bool]) -> Marks {
        match gold {
            Gold::Amount(number, unit) => {
                let fits = |at: &usize| {
                    let printed = printed(&self.values[*at]);
                    !used[*at] && printed.is_some_and(|printed| near(printed.abs(), number.abs()))
                };
                let all: Vec<usize> = (0..self.values.len()).filter(fits).collect();
                let best = all.iter().copied().find(|&at| self.unit(&self.values[at], unit.as_deref()) == Some(true));
                let unit_right = best.is_some();
                let Some(at) = best.or(all.first().copied()) else {
                    if self.in_a_compound(*number, unit.as_deref()) {
                        return Marks { span: true, value: Some(true) };
                    }
                    return Marks { span: false, value: Some(false) };
                };
                used[at] = true;
                let plain = self.unit(&self.values[at], unit.as_deref()) != Some(false);
                Marks { span: true, value: Some(unit_right || plain) }
            }
            Gold::Between(low, high) => {
                let range = self.ranges.iter().find(|range| self.between(range, *low, *high));
                Marks { span: range.is_some(), value: Some(range.is_some()) }
            }
            Gold::Days(days) => {
                let right = self.values.iter().any(|value| self.days(value, days) == Some(true));
                Marks { span: right, value: Some(right) }
            }
            _ => Marks { span: false, value: None },
        }
    }

    /// A part of a compound that holds several numbers.
    fn in_a_compound(&self, number: f64, unit: Option<&str>) -> bool {
        let units = |value: &&Value| value.amount().is_some_and(|amount| amount.unit.is_some());
        self.values.iter().filter(units).any(|value| {
            let parts = value.span.of(self.text).split([',', '&']).flat_map(|part| part.split(" and "));
            parts.filter(|part| part.len() < value.span.len()).any(|part| {
                let case = Case { id: String::new(), text: part.to_owned(), draft: None, wants: Vec::new() };
                let read = Read::of(self.reader, &case);
                read.values.iter().any(|value| self.amount(value, number, unit) == Some(true))
            })
        })
    }

    /// Whether two spans cover the same, function words at the start and marks at the end aside; `loose`: a unit or rate may
    /// follow.
    fn same(&self, wanted: &Range<usize>, read: &Range<usize>, loose: bool) -> bool {
        let trimmed = |range: &Range<usize>| {
            let text = &self.text[range.clone()];
            let end = range.start + text.trim_end_matches(['.', ',', ')', ' ', '!', '?', '\n']).len();
            let start = range.end - text.trim_start_matches([' ', '(']).len();
            start.min(end)..end
        };
        let (wanted, read) = (trimmed(wanted), trimmed(read));
        if wanted.end != read.end && !(loose && wanted.end < read.end && wanted.end > read.start) {
            return false;
        }
        let between = wanted.start.min(read.start)..wanted.start.max(read.start);
        let function = |word: &str| FUNCTION_WORDS.split(' ').any(|known| known == word);
        self.tokens
            .iter()
            .filter(|token| between.contains(&(token.span.start as usize)))
            .all(|token| function(&token.lower) || matches!(token.lower.as_str(), "~" | "-" | "(" | "'"))
    }

    fn amount(&self, value: &Value, number: f64, unit: Option<&str>) -> Option<bool> {
        let amount = value.amount()?;
        let printed = amount.interval.printed;
        // References tell fractions and percentages as shares or as they are written, and compounds in their smallest unit.
        let scales = [1.0, 0.01, 100.0, 12.0, 36.0, 1000.0, 0.001];
        let compound = matches!(value.kind, ValueKind::Quantity(_) | ValueKind::Fraction(_) | ValueKind::Percent(_));
        let fits = scales
            .iter()
            .take(if compound { 7 } else { 1 })
            .any(|scale| (printed * scale - number).abs() <= 1e-4 * number.abs().max(1e-6));
        if fits && compound && !near(printed, number) {
            return Some(true);
        }
        Some(fits && self.unit(value, unit) != Some(false))
    }

    /// Whether a unit is the one that the reference names; nothing where it names none of ours.
    fn unit(&self, value: &Value, unit: Option<&str>) -> Option<bool> {
        let unit = unit?.to_lowercase().replace(['-', '_'], " ");
        let money = [
            "dollar", "euro", "pound", "yen", "yuan", "rupee", "franc", "shekel", "ringgit", "krona", "rand", "cent",
            "eur", "usd", "gbp", "inr",
        ];
        let read = value.amount().and_then(|amount| amount.unit).map(|unit| self.reader.unit(unit));
        match value.kind {
            ValueKind::Percent(_) => Some(unit.contains("percent") || unit == "%"),
            ValueKind::Points(_) => Some(unit.contains("point")),
            ValueKind::Money(_) => Some(
                money.iter().any(|name| unit.contains(name))
                    || read.is_some_and(|read| same_unit(&unit, &read.name) || read.dimension.ends_with(&unit)),
            ),
            ValueKind::Quantity(_) | ValueKind::Duration(_) | ValueKind::Age(_) => {
                let read = read?;
                Some(same_unit(&unit, &read.name))
            }
            ValueKind::Number(_) | ValueKind::Ordinal(_) | ValueKind::Fraction(_) => {
                // A noun that is counted; wrong only where the reference names a unit of the table.
                let known = self.reader.unit_named(&unit.replace(' ', "-")).is_some() || unit == "percentage";
                Some(!known)
            }
            ValueKind::Date(DateValue::Shift { period, .. }) => {
                Some(unit.starts_with(&format!("{period:?}").to_lowercase()))
            }
            ValueKind::Date(_) | ValueKind::Clock(_) => Some(false),
        }
    }

    fn between(&self, range: &ValueRange, low: f64, high: f64) -> bool {
        let printed = |at: usize| self.values.get(at).and_then(Value::amount).map(|amount| amount.interval.printed);
        let (first, second) = (printed(range.first), printed(range.first + 1));
        let near = |a: Option<f64>, b: f64| a.is_some_and(|a| near(a, b) || near(a * 1000.0, b) || near(a / 1e5, b));
        near(first, low) && near(second, high)
    }

    fn bound(&self, value: &Value, number: f64, low: bool) -> bool {
        let printed = value.amount().is_some_and(|amount| near(amount.interval.printed, number));
        let side = value.hedge.is_some_and(|hedge| {
            if low { hedge.high > 0.0 && hedge.low == 0.0 } else { hedge.low < 0.0 && hedge.high == 0.0 }
        });
        printed && side
    }

    fn seconds(&self, value: &Value, seconds: f64) -> bool {
        let Some(amount) = value.amount() else { return false };
        let Some(unit) = amount.unit.map(|unit| self.reader.unit(unit)) else { return false };
        unit.is_time() && (amount.interval.printed * unit.factor / seconds - 1.0).abs() < 0.005
    }

    fn days(&self, value: &Value, days: &[When]) -> Option<bool> {
        let date = value.date()?;
        if matches!(date, DateValue::Shift { from_now: false, .. }) {
            return None;
        }
        let loose =
            matches!(date, DateValue::Shift { .. } | DateValue::Season { .. } | DateValue::RelativeNamed { .. });
        let readings = date.readings(self.draft);
        if self.draft.is_none() && readings[0].is_none() {
            return None;
        }
        let fits = |read: When| {
            days.iter().any(|day| {
                let inside = read.earliest <= day.earliest && day.latest <= read.latest;
                read == *day
                    || loose && inside
                    || loose
                        && day.earliest <= read.earliest
                        && read.latest <= day.latest
                        && day.latest.since(day.earliest) < 120
            })
        };
        Some(readings.into_iter().flatten().any(fits))
    }

    fn range_days(&self, range: &ValueRange, days: &[When]) -> bool {
        let date = |at: usize| self.values.get(at).and_then(Value::date).map(|date| date.readings(self.draft));
        let (Some(first), Some(second)) = (date(range.first), date(range.first + 1)) else { return false };
        let ends = |read: &When, day: &When, last: bool| {
            // References end ranges before or behind their last day.
            let gap = if last { read.latest.since(day.latest) } else { read.earliest.since(day.earliest) };
            (0..=1).contains(&gap) || last && read.earliest.since(day.latest).abs() <= 1
        };
        let pairs = first.iter().flatten().flat_map(|first| second.iter().flatten().map(move |second| (first, second)));
        pairs
            .into_iter()
            .any(|(first, second)| days.iter().any(|day| ends(first, day, false) && ends(second, day, true)))
    }
}

/// The ranges that neighbouring values make, by the words between them.
fn ranges(text: &str, values: &[Value]) -> Vec<ValueRange> {
    let pair = |first: usize| {
        let (one, other) = (&values[first], &values[first + 1]);
        let (from, to) = (one.span.start as usize, other.span.end as usize);
        let second = other.hedge.map_or(other.span.start, |hedge| hedge.span.start.min(other.span.start)) as usize;
        let gap = text.get(one.span.end as usize..second)?.to_lowercase();
        let joint = gap.trim_matches([' ', '-']).trim_end_matches(" the");
        let before = text[..from].trim_end().trim_end_matches("the").trim_end();
        let opened = |word: &str| {
            let start = before.len().checked_sub(word.len())?;
            before.get(start..).filter(|last| last.eq_ignore_ascii_case(word)).map(|_| start)
        };
        let from = match joint {
            "and" => opened("between")?,
            "to" | "until" | "till" | "through" | "thru" | "up to" | "\u{2013}" | "\u{2014}" | "~" => {
                opened("from").unwrap_or(from)
            }
            "" if gap.contains('-') => opened("from").unwrap_or(from),
            "or" => from,
            _ => return None,
        };
        let alike = std::mem::discriminant(&one.kind) == std::mem::discriminant(&other.kind);
        alike.then_some(ValueRange { first, span: from..to })
    };
    (0..values.len().saturating_sub(1)).filter_map(pair).collect()
}

/// The number of an amount, or of "two years later".
fn printed(value: &Value) -> Option<f64> {
    match value.kind {
        ValueKind::Date(DateValue::Shift { count, .. }) => Some(count),
        _ => value.amount().map(|amount| amount.interval.printed),
    }
}

/// The span with the hedge beside it.
fn with_hedge(value: &Value) -> Range<usize> {
    value.hedge.map_or(value.span, |hedge| value.span.join(hedge.span)).range()
}

/// "pound mass" and "pound-mass", "degree celsius" and "C", "square kilometre" and "square kilometer".
fn same_unit(wanted: &str, read: &str) -> bool {
    let plain = |name: &str| {
        let words = name.to_lowercase().replace(['-', '/'], " ");
        let words: Vec<&str> = words.split_whitespace().map(|word| word.trim_end_matches('s')).collect();
        let joined = words.concat().replace("meter", "metre").replace("liter", "litre");
        joined.replace("footpoundforce", "poundfoot").replace("pence", "penny").replace("metricton", "tonne")
    };
    let (a, b) = (plain(wanted), plain(read));
    a == b || b.contains(&a) || a.contains(&b)
}
