//! The cells of a table as figures: one number, its unit, and the rounding that its last digit allows.

use crate::kinds::Draft;
use crate::language::analysis::Sentence;
use crate::language::cues::ListId;
use crate::language::tokens::TokenKind;
use crate::language::values::{Value, ValueKind};
use crate::text::{Prose, Span};

/// Most words behind the number of a cell: "12 new files".
const WORDS: usize = 3;
/// The dimension of percentages.
pub(super) const PERCENT: &str = "%";

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// Nothing, or a dash.
    Empty,
    /// One number.
    Figure(Figure),
    /// Anything else.
    Other,
}

/// The number of a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figure {
    /// The text of the cell.
    pub(super) span: Span<Prose>,
    /// In base units of its dimension.
    pub(super) value: f64,
    /// Half of its last digit.
    pub(super) half: f64,
    /// Empty for bare numbers.
    pub(super) dimension: String,
    /// Base units in a unit.
    factor: f64,
    /// Base units in one of the digits as they are written: a million for "3.5 million".
    scale: f64,
    /// Words behind the number that are no unit.
    suffix: String,
    /// The digits.
    digits: String,
}

/// A figure next to others of its kind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Amount {
    pub(super) span: Span<Prose>,
    pub(super) value: f64,
    pub(super) half: f64,
}

/// Returns `true` if every word of a sentence, apart from those in brackets, belongs to one item of a list.
pub(super) fn is_item(sentence: &Sentence<'_>, list: ListId) -> bool {
    let tokens = sentence.tokens();
    let open = tokens.iter().position(|token| token.lower == "(").unwrap_or(tokens.len());
    let mark = |at: usize| tokens[at].kind == TokenKind::Mark;
    let mut items = sentence.cues().iter().filter(|cue| cue.list == list);
    items.any(|cue| (0..cue.from()).all(mark) && (cue.to()..open.max(cue.to())).all(mark))
}

/// Returns `true` if a sentence has an item of a list.
pub(super) fn has_item(sentence: &Sentence<'_>, list: ListId) -> bool {
    sentence.cues().iter().any(|cue| cue.list == list)
}

impl Cell {
    /// Reads the cell that starts with a block.
    pub(super) fn read(draft: &Draft<'_>, block: Option<usize>) -> Self {
        let Some(block) = block else { return Self::Empty };
        let text = draft.analysis.blocks.get(block).map_or("", |block| block.text());
        if !text.chars().any(char::is_alphanumeric) {
            return Self::Empty;
        }
        let structure = draft.analysis.structure();
        let place = |block: usize| structure.cell(block).map(|(_, row, column)| (row, column));
        match draft.analysis.of_block(block) {
            [sentence] if place(block) != place(block + 1) => {
                Figure::read(draft, sentence).map_or(Self::Other, Self::Figure)
            }
            _ => Self::Other,
        }
    }

    pub(super) fn figure(&self) -> Option<&Figure> {
        if let Self::Figure(figure) = self { Some(figure) } else { None }
    }
}

impl Figure {
    fn read(draft: &Draft<'_>, sentence: &Sentence<'_>) -> Option<Self> {
        let [value] = sentence.values() else { return None };
        let text = sentence.text();
        let (from, to) = digits(text)?;
        let (before, digits, behind) = (&text[..from], &text[from..to], &text[to..]);
        let written: f64 = digits.replace([',', ' ', '\u{a0}', '\u{202f}', '\u{2009}', '\''], "").parse().ok()?;
        let minus = sign(before)?;
        is_plain(behind).then_some(())?;
        let (interval, dimension, factor) = amount(draft, value, digits, written)?;
        let (low, high, printed) = interval;
        let negative = minus && printed > 0.0;
        let scale = if written == 0.0 { factor } else { printed.abs() * factor / written };
        let past = (value.span.end as usize).saturating_sub(sentence.span.start as usize).clamp(to, text.len());
        let suffix = text.get(past..)?.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
        Some(Self {
            span: sentence.span,
            value: if negative { -printed } else { printed } * factor,
            half: (high - low) / 2.0 * factor,
            dimension,
            factor,
            scale,
            suffix: suffix.trim_end_matches('s').to_owned(),
            digits: digits.to_owned(),
        })
    }

    /// The text of the cell with another number.
    pub(super) fn with(&self, value: f64, draft: &Draft<'_>) -> String {
        let text = draft.one_line(self.span);
        let places = self.digits.split_once('.').map_or(0, |(_, places)| places.len());
        let number = value.abs() / self.scale;
        let fits = |places: usize| {
            let power = 10f64.powi(i32::try_from(places).unwrap_or(0));
            ((number * power).round() / power - number).abs() < 1e-6 * number.max(1.0)
        };
        let places = (places..=places + 3).find(|&places| fits(places)).unwrap_or(places);
        let grouped = number < 1e4 && !self.digits.contains(',');
        let shown = if grouped { format!("{number:.places$}") } else { in_groups(&format!("{number:.places$}")) };
        let shown = if value < 0.0 && self.value >= 0.0 { format!("-{shown}") } else { shown };
        text.replacen(&self.digits, &shown, 1)
    }

    /// Returns `true` for a percentage, or a number under a head that says so.
    pub(super) fn is_percent(&self) -> bool {
        self.dimension == PERCENT
    }

    /// Returns `true` for four digits without a unit that may be a year.
    pub(super) fn is_year(&self) -> bool {
        self.digits.len() == 4 && self.dimension.is_empty() && (1000.0..=2999.0).contains(&self.value)
    }

    /// Returns `true` for a decimal with three places, which may be a thousand in other countries.
    fn is_thousand_abroad(&self) -> bool {
        self.digits.split_once('.').is_some_and(|(_, places)| places.len() == 3)
    }
}

/// Figures as amounts that can be added: of one dimension, which some may leave out, and with the same words behind them.
pub(super) fn alike(figures: &[Option<&Figure>]) -> Option<Vec<Option<Amount>>> {
    let all = || figures.iter().flatten();
    let mut units = all().filter(|figure| !figure.dimension.is_empty());
    let unit = units.next();
    let mut suffixes = all().map(|figure| figure.suffix.as_str()).filter(|suffix| !suffix.is_empty());
    let suffix = suffixes.next();
    let one = units.all(|other| unit.is_some_and(|unit| unit.dimension == other.dimension));
    if !one || suffixes.any(|other| suffix != Some(other)) {
        return None;
    }
    let abroad = all().filter(|figure| figure.is_thousand_abroad()).count();
    if abroad > 0 && abroad < all().count() {
        return None;
    }
    let mut bare = all().filter(|figure| figure.dimension.is_empty()).peekable();
    let mut times = 1.0;
    if bare.peek().is_some() {
        // A unit or a word like "million" that only some have may be meant for all.
        let scale = all().next()?.scale / all().next()?.factor;
        let even = |figure: &&Figure| (figure.scale / figure.factor / scale - 1.0).abs() < 1e-9;
        let factor = unit.map_or(1.0, |unit| unit.factor);
        let same = |figure: &&Figure| figure.dimension.is_empty() || (figure.factor / factor - 1.0).abs() < 1e-9;
        if !all().all(|figure| even(figure) && same(figure)) || unit.is_some() && scale > 1.0 {
            return None;
        }
        times = factor;
    }
    let amount = |figure: &Figure| {
        let times = if figure.dimension.is_empty() { times } else { 1.0 };
        Amount { span: figure.span, value: figure.value * times, half: figure.half * times }
    };
    Some(figures.iter().map(|figure| figure.map(amount)).collect())
}

/// The low, high and printed value of a number that can be added, its dimension, and the factor to base units.
fn amount(draft: &Draft<'_>, value: &Value, digits: &str, written: f64) -> Option<((f64, f64, f64), String, f64)> {
    if value.hedge.is_some() || value.borrowed {
        return None;
    }
    let (amount, percent) = match value.kind {
        ValueKind::Number(amount)
        | ValueKind::Money(amount)
        | ValueKind::Quantity(amount)
        | ValueKind::Duration(amount) => (amount, false),
        ValueKind::Percent(amount) => (amount, true),
        // A bare "2019" in a column of counts.
        ValueKind::Date(date) if digits.len() == 4 && date.named_year().is_some() => {
            return Some(((written - 0.5, written + 0.5, written), String::new(), 1.0));
        }
        _ => return None,
    };
    if amount.per.is_some() {
        return None;
    }
    let unit = amount.unit.map(|id| draft.analysis.values().unit(id));
    if unit.is_some_and(|unit| unit.offset != 0.0) {
        return None;
    }
    let dimension = match (percent, unit) {
        (true, _) => PERCENT.to_owned(),
        (false, Some(unit)) => unit.dimension.to_string(),
        (false, None) => String::new(),
    };
    let interval = amount.interval;
    Some(((interval.low, interval.high, interval.printed), dimension, unit.map_or(1.0, |unit| unit.factor)))
}

/// The digits of a text, if they are one number.
fn digits(text: &str) -> Option<(usize, usize)> {
    let from = text.find(|c: char| c.is_ascii_digit())?;
    let mut to = from;
    let mut rest = text[from..].chars().peekable();
    while let Some(c) = rest.next() {
        let goes_on = c.is_ascii_digit()
            || matches!(c, ',' | '.' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'')
                && rest.peek().is_some_and(char::is_ascii_digit);
        if !goes_on {
            break;
        }
        to += c.len_utf8();
    }
    (!text[to..].contains(|c: char| c.is_numeric())).then_some((from, to))
}

/// Whether there is a minus before a number; `None` if anything else is there that is no currency.
fn sign(before: &str) -> Option<bool> {
    let minus = |c: char| matches!(c, '-' | '\u{2212}' | '\u{2013}');
    let letters = before.chars().filter(|c| c.is_alphabetic()).count();
    let fits = |c: char| {
        minus(c)
            || c.is_whitespace()
            || c.is_alphabetic()
            || c == '+'
            || (!c.is_ascii() && !c.is_alphanumeric())
            || c == '$'
            || c == '*'
    };
    let rough = before.contains(['\u{2248}', '\u{2264}', '\u{2265}', '\u{b1}', '\u{223c}']);
    (letters <= 3 && !rough && before.chars().all(fits)).then(|| before.contains(minus))
}

/// Returns `true` if only a few words, a unit or a mark of a note follow a number.
fn is_plain(behind: &str) -> bool {
    let fits = |c: char| {
        c.is_alphabetic() || c.is_whitespace() || matches!(c, '%' | '*' | '.' | '$') || !c.is_ascii() && c != '\u{2013}'
    };
    behind.chars().all(fits) && behind.split_whitespace().count() <= WORDS
}

fn in_groups(number: &str) -> String {
    let (whole, part) = number.split_once('.').map_or((number, ""), |(whole, part)| (whole, part));
    let mut shown = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            shown.push(',');
        }
        shown.push(digit);
    }
    if part.is_empty() { shown } else { format!("{shown}.{part}") }
}
