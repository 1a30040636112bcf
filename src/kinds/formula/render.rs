//! Values in words, as messages show them.

use super::number::{Num, Shown};
use super::value::Val;
use crate::kinds::Wording;
use crate::kinds::wording::fill;
use crate::language::values::{DateValue, Interval};
use crate::rules::Words;

/// Shows values in the words of a language.
pub(super) struct Shower<'a> {
    pub(super) words: &'a Words,
    pub(super) wording: Wording<'a>,
}

impl Shower<'_> {
    fn text(&self, name: &str) -> &str {
        self.words.text.get(name).map_or("", String::as_str)
    }

    /// A value in words; empty if it is unknown.
    pub(super) fn show(&self, value: &Val) -> String {
        match value {
            Val::Num(num) => self.num(num),
            Val::Date { when: Some(when), .. } => match when.known() {
                Some(day) => self.wording.day(day),
                None => when.to_string(),
            },
            Val::Date { when: None, written: Some(DateValue::Date { month: Some(month), day: Some(day), .. }) } => {
                let months = self.text("months").split_whitespace();
                let month = months.into_iter().nth(usize::try_from(*month - 1).unwrap_or(12)).unwrap_or("");
                fill(self.text("day-of-month"), &[("day", &day.to_string()), ("month", month)])
            }
            Val::Weekdays(days) => {
                let names = self.text("weekdays").split_whitespace().enumerate();
                let shown: Vec<&str> = names.filter(|(day, _)| days >> day & 1 == 1).map(|(_, name)| name).collect();
                shown.join(self.text("or"))
            }
            Val::Text(text) => text.clone(),
            Val::List(items) => {
                let mut shown: Vec<String> = items.iter().map(|item| self.show(item)).collect();
                match shown.pop() {
                    Some(last) if !shown.is_empty() => format!("{}{}{last}", shown.join(", "), self.text("and")),
                    last => last.unwrap_or_default(),
                }
            }
            Val::Date { when: None, .. } | Val::Known(_) | Val::Truth(_) | Val::Unknown => String::new(),
        }
    }

    fn num(&self, num: &Num) -> String {
        let number = figure(num.figure());
        match &num.shown {
            Shown::Plain => self.in_millions(number),
            Shown::Year => number.replace(',', ""),
            Shown::Percent => fill(self.text("percent"), &[("number", &number)]),
            Shown::Unit { name, .. } => {
                let is_money = self.words.units.get(&**name).is_some_and(|unit| !unit.before.is_empty());
                self.wording.with_unit(&if is_money { self.in_millions(number) } else { number }, name)
            }
        }
    }

    /// "211 million" for "211,000,000"; a number with more than three decimals of a million stays as it is.
    fn in_millions(&self, number: String) -> String {
        let groups: Vec<&str> = number.split(',').collect();
        let name = match groups.len() {
            3 => "million",
            4 => "billion",
            5 => "trillion",
            _ => return number,
        };
        if groups[2..].iter().any(|group| *group != "000") {
            return number;
        }
        let decimals = groups[1].trim_end_matches('0');
        let shown = if decimals.is_empty() { groups[0].to_owned() } else { format!("{}.{decimals}", groups[0]) };
        fill(self.text(name), &[("number", &shown)])
    }
}

/// Above this, digits that the interval leaves open are zeros.
const LARGE: f64 = 1e6;
/// Digits of a large number, at least.
const DIGITS: i32 = 3;
/// Most decimals.
const DECIMALS: i32 = 12;

/// The shortest decimal inside an interval; if it is too narrow for any, with one decimal, or with two digits below one.
fn figure(interval: Interval) -> String {
    let printed = interval.printed;
    let magnitude = if printed == 0.0 { 0 } else { printed.abs().log10().floor() as i32 };
    let round = |places: i32| {
        let scale = 10f64.powi(places.abs());
        if places < 0 { (printed / scale).round() * scale } else { (printed * scale).round() / scale }
    };
    let slack = 1e-9_f64.min(printed.abs() / 1e6);
    let inside = |x: f64| interval.low - slack <= x && x <= interval.high + slack && (x != 0.0 || printed == 0.0);
    let least = if printed.abs() >= LARGE { DIGITS - 1 - magnitude } else { 0 };
    let narrow = if printed.abs() < 1.0 { 1 - magnitude } else { 1 };
    let most = narrow.max(3);
    let places = (least..=most).find(|&places| inside(round(places))).unwrap_or(narrow).min(DECIMALS);
    grouped(round(places), places.max(0) as usize)
}

/// Digits in groups of three.
fn grouped(number: f64, places: usize) -> String {
    let text = format!("{:.places$}", number.abs());
    let (whole, part) = text.split_once('.').map_or((text.as_str(), ""), |(whole, part)| (whole, part));
    let mut digits = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            digits.push(',');
        }
        digits.push(digit);
    }
    let part = part.trim_end_matches('0');
    let sign = if number < 0.0 { "-" } else { "" };
    if part.is_empty() { format!("{sign}{digits}") } else { format!("{sign}{digits}.{part}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_as_short_as_the_interval_allows() {
        let show = |low: f64, high: f64, printed: f64| figure(Interval { low, high, printed });
        assert_eq!(show(24.9, 25.2, 25.01), "25");
        assert_eq!(show(0.161, 0.163, 0.1622), "0.162");
        assert_eq!(show(96.7099, 96.7101, 96.71), "96.71");
        assert_eq!(show(33.333_333, 33.333_334, 33.333_333_3), "33.3");
        assert_eq!(show(1_234_567.0, 1_234_567.0, 1_234_567.0), "1,234,567");
        assert_eq!(show(-1000.0, -1000.0, -1000.0), "-1,000");
        assert_eq!(show(0.000_743_17, 0.000_743_31, 0.000_743_22), "0.00074");
        assert_eq!(show(-0.2, 0.6, 0.2), "0.2");
        assert_eq!(show(1_701_600_000.0, 1_705_300_000.0, 1_703_435_303.0), "1,703,000,000");
        assert_eq!(show(0.0, 0.0, 0.0), "0");
    }
}
