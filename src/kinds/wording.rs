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

    /// "43 years before the draft"; `None` at either end if there is no bound.
    pub fn before_the_draft(self, least: Option<i64>, most: Option<i64>) -> String {
        let (few, many) = (least.unwrap_or(0).to_string(), most.unwrap_or(0).to_string());
        let key = match (least, most) {
            (Some(least), Some(most)) if least == most => "years-before",
            (Some(_), Some(_)) => "years-before-range",
            (Some(_), None) => "years-before-least",
            _ => "years-before-most",
        };
        self.fill(key, &[("least", &few), ("most", &many)])
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
