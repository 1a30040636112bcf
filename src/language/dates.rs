//! Dates written out in digits and month names.

use super::tokens::{Token, TokenKind, tokens};
use crate::rules::Words;
use crate::text::{Prose, Span};
use crate::time::{Day, When};

/// How much of a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateKind {
    /// Day, month and year.
    Full,
    /// Month and year.
    Month,
    /// A month and a day of it, no year.
    NoYear {
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: i8,
    },
    /// A year alone.
    Year,
}

/// A date in prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateMention {
    /// The bytes, weekday not included.
    pub span: Span<Prose>,
    /// The days it may mean; `None` without a year, or where the calendar has no such day.
    pub when: Option<When>,
    /// How much is written.
    pub kind: DateKind,
}

/// The month names of a language.
#[derive(Debug, Default)]
pub struct Calendar {
    months: Vec<Vec<String>>,
    ordinal_endings: Vec<String>,
}

impl Calendar {
    /// Takes `months` and `months-short` of a language's `[text]`: names in order, forms of one month joined by `|`; and
    /// `ordinal-endings`.
    pub fn new(words: &Words) -> Self {
        let mut months = vec![Vec::new(); 12];
        for key in ["months", "months-short"] {
            let names = words.text.get(key).map_or("", String::as_str);
            for (forms, names) in months.iter_mut().zip(names.split_whitespace()) {
                forms.extend(names.split('|').map(str::to_lowercase));
            }
        }
        let endings = words.text.get("ordinal-endings").map_or("", String::as_str);
        Self { months, ordinal_endings: endings.split_whitespace().map(str::to_owned).collect() }
    }

    /// Past "st", "nd", "rd", "th".
    fn ordinal_end(&self, tokens: &[Token], at: usize) -> usize {
        let ends = |token: &Token| !token.spaced && self.ordinal_endings.iter().any(|ending| token.lower == **ending);
        at + usize::from(tokens.get(at).is_some_and(ends))
    }

    /// The month (1 to 12) that a token names; names start with a capital.
    pub fn month(&self, token: &Token) -> Option<i8> {
        if !token.capital {
            return None;
        }
        let found = self.months.iter().position(|forms| forms.iter().any(|form| token.lower == **form))?;
        Some(found as i8 + 1)
    }

    /// The dates of a stretch of prose, in order.
    pub fn dates(&self, prose: &str, span: Span<Prose>) -> Vec<DateMention> {
        let tokens = tokens(prose, span);
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            match self.date(&tokens, at) {
                Some((date, next)) => {
                    found.push(date);
                    at = next;
                }
                None => at += 1,
            }
        }
        found
    }

    /// Whether tokens are one date with its year, and nothing else.
    pub fn is_dated(&self, tokens: &[Token]) -> bool {
        self.date(tokens, 0).is_some_and(|(date, next)| next == tokens.len() && date.when.is_some())
    }

    fn date(&self, tokens: &[Token], at: usize) -> Option<(DateMention, usize)> {
        let shapes = [Self::iso, Self::month_first, Self::day_first, Self::year_alone];
        shapes.iter().find_map(|shape| shape(self, tokens, at))
    }

    /// 2025-09-23.
    fn iso(&self, tokens: &[Token], at: usize) -> Option<(DateMention, usize)> {
        let parts = tokens.get(at..at + 5)?;
        let joined = parts[1].lower == "-" && parts[3].lower == "-" && parts[1..].iter().all(|part| !part.spaced);
        let text = joined.then(|| parts.iter().map(|part| part.lower.as_str()).collect::<String>())?;
        let when = When::exactly(Day::parse(&text)?);
        Some((mention(tokens, at, at + 5, Some(when), DateKind::Full), at + 5))
    }

    /// September 23, 2025; Sept. 23; September 2025.
    fn month_first(&self, tokens: &[Token], at: usize) -> Option<(DateMention, usize)> {
        let month = self.month(tokens.get(at)?)?;
        let mut next = at + 1;
        if tokens.get(next).is_some_and(|t| t.lower == "." && !t.spaced) {
            next += 1;
        }
        if let Some(year) = year(tokens, next) {
            return Some((mention(tokens, at, next + 1, When::month(year, month), DateKind::Month), next + 1));
        }
        let day = day_number(tokens, next)?;
        next = self.ordinal_end(tokens, next + 1);
        let comma = next + usize::from(tokens.get(next).is_some_and(|t| t.lower == ","));
        Some(self.with_year(tokens, at, next, comma, month, day))
    }

    /// 23 September 2025; 23 September.
    fn day_first(&self, tokens: &[Token], at: usize) -> Option<(DateMention, usize)> {
        let day = day_number(tokens, at)?;
        let next = self.ordinal_end(tokens, at + 1);
        let month = self.month(tokens.get(next)?)?;
        let dot = usize::from(tokens.get(next + 1).is_some_and(|t| t.lower == "." && !t.spaced));
        let comma = usize::from(tokens.get(next + 1).is_some_and(|t| t.lower == ","));
        Some(self.with_year(tokens, at, next + 1, next + 1 + dot.max(comma), month, day))
    }

    #[expect(clippy::unused_self, reason = "a step of the shapes above")]
    fn with_year(
        &self,
        tokens: &[Token],
        at: usize,
        end: usize,
        year_at: usize,
        month: i8,
        day: i8,
    ) -> (DateMention, usize) {
        if let Some(year) = year(tokens, year_at) {
            let when = Day::new(year, month, day).map(When::exactly);
            return (mention(tokens, at, year_at + 1, when, DateKind::Full), year_at + 1);
        }
        (mention(tokens, at, end, None, DateKind::NoYear { month, day }), end)
    }

    fn year_alone(&self, tokens: &[Token], at: usize) -> Option<(DateMention, usize)> {
        let year = year(tokens, at)?;
        Some((mention(tokens, at, at + 1, When::year(year), DateKind::Year), at + 1))
    }
}

fn mention(tokens: &[Token], from: usize, to: usize, when: Option<When>, kind: DateKind) -> DateMention {
    DateMention { span: tokens[from].span.join(tokens[to - 1].span), when, kind }
}

fn year(tokens: &[Token], at: usize) -> Option<i16> {
    let token = tokens.get(at)?;
    (token.kind == TokenKind::Number && token.span.len() == 4)
        .then(|| token.lower.parse().ok())?
        .filter(|year| (1000..2200).contains(year))
}

fn day_number(tokens: &[Token], at: usize) -> Option<i8> {
    let token = tokens.get(at)?;
    (token.kind == TokenKind::Number && token.span.len() <= 2)
        .then(|| token.lower.parse().ok())?
        .filter(|day| (1..=31).contains(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, Option<String>)> {
        let words = crate::embedded::words();
        let calendar = Calendar::new(&words[0]);
        let dates = calendar.dates(text, Span::new(0, text.len()));
        dates.into_iter().map(|d| (d.span.of(text), d.when.map(|w| format!("{}..{}", w.earliest, w.latest)))).collect()
    }

    #[test]
    fn usual_orders() {
        let day = |text: &str| Some(format!("{text}..{text}"));
        assert_eq!(
            found("on Sept. 23, 2025 and 3rd May 2024, 2025-01-20"),
            [
                ("Sept. 23, 2025", day("2025-09-23")),
                ("3rd May 2024", day("2024-05-03")),
                ("2025-01-20", day("2025-01-20"))
            ]
        );
        assert_eq!(
            found("In May 2024, on June 3 or in 1999"),
            [
                ("May 2024", Some("2024-05-01..2024-05-31".into())),
                ("June 3", None),
                ("1999", Some("1999-01-01..1999-12-31".into()))
            ]
        );
        assert_eq!(found("February 30, 2024"), [("February 30, 2024", None)]);
        assert_eq!(found("they may 5"), []);
    }
}
