//! Days and lists in the words of a language.

use crate::rules::{Words, template};
use crate::time::{Day, Days, When};

/// The phrases of a language file's `[text]`.
#[derive(Debug, Clone, Copy)]
pub struct Wording<'a> {
    words: &'a Words,
}

impl<'a> Wording<'a> {
    /// Takes the phrases of a language.
    pub fn new(words: &'a Words) -> Self {
        Self { words }
    }

    fn text(self, name: &str) -> &'a str {
        self.words.text.get(name).map_or("", String::as_str)
    }

    fn fill(self, name: &str, pairs: &[(&str, &str)]) -> String {
        fill(self.text(name), pairs)
    }

    /// "20 January 2025"; ISO if the language has no month names.
    pub fn day(self, day: Day) -> String {
        let (year, month, number) = day.ymd();
        match self.text("months").split_whitespace().nth(usize::try_from(month - 1).unwrap_or(usize::MAX)) {
            Some(month) => {
                self.fill("day", &[("day", &number.to_string()), ("month", month), ("year", &year.to_string())])
            }
            None => day.to_string(),
        }
    }

    /// "on 20 January 2025", "in January 2025", "in 2025", "between 20 January and 3 March 2025", both included.
    pub fn stretch(self, from: Day, last: Day) -> String {
        let when = When { earliest: from, latest: last };
        let (year, month, _) = from.ymd();
        let months = self.text("months").split_whitespace();
        if from == Day::MIN {
            self.fill("stretch-until", &[("until", &self.day(last))])
        } else if last == Day::MAX {
            self.fill("stretch-from", &[("from", &self.day(from))])
        } else if from == last {
            self.fill("stretch-day", &[("day", &self.day(from))])
        } else if When::year(year) == Some(when) {
            self.fill("stretch-period", &[("period", &year.to_string())])
        } else if let Some(month) = months.clone().nth(usize::try_from(month - 1).unwrap_or(usize::MAX))
            && When::month(year, from.ymd().1) == Some(when)
        {
            self.fill("stretch-period", &[("period", &format!("{month} {year}"))])
        } else {
            self.fill("stretch", &[("from", &self.day(from)), ("until", &self.day(last))])
        }
    }

    /// "$1,000", "10 miles", "one mile", "100 litres per hour".
    pub fn with_unit(self, number: &str, name: &str) -> String {
        let Some(unit) = self.words.units.get(name) else {
            let Some((amount, per)) = name.split_once('/').filter(|_| number != name) else {
                return format!("{number} {name}");
            };
            let unit = self.words.units.get(per).and_then(|unit| unit.shown.first().or(unit.names.first()));
            let amount = self.with_unit(number, amount);
            return fill(self.text("rate"), &[("amount", &amount), ("unit", unit.map_or(per, String::as_str))]);
        };
        if let Some(before) = unit.before.first() {
            return match number.strip_prefix('-') {
                Some(number) => format!("-{before}{number}"),
                None => format!("{before}{number}"),
            };
        }
        let names = if unit.shown.is_empty() { &unit.names } else { &unit.shown };
        let word = if number == "1" { names.first() } else { names.get(1).or(names.first()) };
        match word {
            Some(word) => format!("{number} {word}"),
            None => format!("{number} {}", unit.symbols.first().map_or(name, String::as_str)),
        }
    }

    /// The time between two dates, as exactly as both are known: "22 years", "7 months", "9 days".
    pub fn gap(self, early: When, late: When) -> String {
        let whole = |when: When| when.latest.since(when.earliest) > 32;
        let days = late.earliest.since(early.earliest);
        let ((year, month, day), (other_year, other_month, other_day)) = (early.earliest.ymd(), late.earliest.ymd());
        let back = i32::from(other_day < day);
        let months = (i32::from(other_year) - i32::from(year)) * 12 + i32::from(other_month) - i32::from(month) - back;
        let (count, unit) = if whole(early) || whole(late) {
            (i64::from(other_year) - i64::from(year), "year")
        } else if months >= 24 {
            (i64::from(months / 12), "year")
        } else if days > 62 || early.known().is_none() || late.known().is_none() {
            (i64::from(months), "month")
        } else {
            (days, "day")
        };
        self.with_unit(&count.to_string(), unit)
    }

    /// "43 years before the draft"; `None` at either end if there is no bound.
    pub fn before_the_draft(self, least: Option<i64>, most: Option<i64>) -> String {
        let (few, many) = (least.unwrap_or(0).to_string(), most.unwrap_or(0).to_string());
        let key = match (least, most) {
            (Some(least), Some(most)) if least == most => "years-before",
            (Some(_), Some(_)) => "years-before-range",
            (Some(_), None) => "years-before-least",
            _ => "years-before-most",
        };
        self.agreeing(self.fill(key, &[("least", &few), ("most", &many)]))
    }

    /// A message with the singular after the number one: "1 year" for "1 years". The pairs are the text `singular` of the words.
    pub fn agreeing(self, mut text: String) -> String {
        for (many, one) in self.text("singular").split(", ").filter_map(|pair| pair.split_once('=')) {
            let wanted = format!("1 {many}");
            let mut from = 0;
            while let Some(at) = text[from..].find(&wanted).map(|at| from + at) {
                let (before, after) = (&text[..at], &text[at + wanted.len()..]);
                let is_one = !before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '-'));
                from = at + wanted.len();
                if is_one && !after.starts_with(char::is_alphanumeric) {
                    text.replace_range(at..from, &format!("1 {one}"));
                    from = at + one.len();
                }
            }
        }
        text
    }

    /// Texts joined by "or".
    pub fn or(self, parts: &[String]) -> String {
        parts.join(self.text("or"))
    }

    /// "from 20 January 2017 until 20 January 2021 or from 20 January 2025".
    pub fn days(self, days: &Days) -> String {
        let range = |&(from, until): &(Day, Day)| match (from == Day::MIN, until == Day::MAX) {
            (true, true) => self.fill("range-any", &[]),
            (true, false) => self.fill("range-until", &[("until", &self.day(until))]),
            (false, true) => self.fill("range-from", &[("from", &self.day(from))]),
            (false, false) => self.fill("range", &[("from", &self.day(from)), ("until", &self.day(until))]),
        };
        let parts: Vec<String> = days.ranges().iter().map(range).collect();
        parts.join(&self.fill("or", &[]))
    }
}

/// Fills a template with values by name.
pub(super) fn fill(text: &str, pairs: &[(&str, &str)]) -> String {
    template::render(text, |name| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_one_the_singular_follows() {
        let words = crate::embedded::words();
        let wording = Wording::new(words.first().expect("a language"));
        for (text, expected) in [
            ("from 2019 to 2020 is 1 years, not 2", "from 2019 to 2020 is 1 year, not 2"),
            ("1 are listed, not two", "1 is listed, not two"),
            ("1 items follow, not 2; 1 points", "1 item follows, not 2; 1 point"),
            ("11 years, 2.1 years, 3,001 years", "11 years, 2.1 years, 3,001 years"),
            ("1 yearsmith", "1 yearsmith"),
        ] {
            assert_eq!(wording.agreeing(text.to_owned()), expected);
        }
        assert_eq!(wording.before_the_draft(Some(1), Some(1)), "1 year before the draft");
    }
}
