//! What a reference wants, and how days are told in its notation.

use factlint::time::{Day, When};

/// What a value should be.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Gold {
    /// The reference gives no value that can be compared.
    Any,
    /// Nothing should be read: no date.
    NoDate,
    /// Nothing should be read: no number, percentage, quantity.
    NoAmount,
    /// A number, with the unit where the reference names one.
    Amount(f64, Option<String>),
    /// Two numbers.
    Between(f64, f64),
    /// A number that is the least or greatest, by its hedge.
    Bound(f64, bool),
    /// Any of these days or periods.
    Days(Vec<When>),
    /// So many seconds.
    Seconds(f64),
}

/// "1998", "199", "198X", "1998-08", "1998-08-07", "1998-W32", "1989-Q3", "1998-SU".
pub(crate) fn timex(value: &str) -> Option<When> {
    let number = |text: &str| text.parse::<i16>().ok();
    let span = |from: When, to: When| When { earliest: from.earliest, latest: to.latest };
    if let Some(decade) = value.strip_suffix('X').or(Some(value)).filter(|text| text.len() == 3).and_then(number) {
        return Some(span(When::year(decade * 10)?, When::year(decade * 10 + 9)?));
    }
    if value.len() == 2 {
        let century = number(value)? * 100;
        return Some(span(When::year(century)?, When::year(century + 99)?));
    }
    let (year, rest) = value.split_once('-').map_or((value, ""), |(year, rest)| (year, rest));
    let year = number(year).filter(|_| year.len() == 4)?;
    if rest.is_empty() {
        return When::year(year);
    }
    if let Some(quarter) = rest.strip_prefix('Q').and_then(|q| q.parse::<i8>().ok()) {
        return Some(span(When::month(year, quarter * 3 - 2)?, When::month(year, quarter * 3)?));
    }
    if let Some(week) = rest.strip_prefix('W') {
        let (week, weekend) = week.split_once('-').map_or((week, false), |(week, end)| (week, end == "WE"));
        let january = Day::new(year, 1, 4)?;
        let monday = january.plus(-i32::from(january.weekday())).plus((week.parse::<i32>().ok()? - 1) * 7);
        let first = if weekend { monday.plus(5) } else { monday };
        return Some(When { earliest: first, latest: monday.plus(6) });
    }
    let season = ["WI", "SP", "SU", "FA"].iter().position(|season| *season == rest);
    if let Some(season) = season {
        let month = [12, 3, 6, 9][season];
        return When::month(year, month);
    }
    match rest.split_once('-') {
        Some((month, day)) => Day::new(year, month.parse().ok()?, day.parse().ok()?).map(When::exactly),
        None => When::month(year, rest.parse().ok()?),
    }
}

/// Seconds of "P3M", "PT72H", "P2Y6M", "P10Y".
pub(crate) fn seconds(value: &str) -> Option<f64> {
    let rest = value.strip_prefix('P')?;
    let (mut total, mut time, mut number) = (0.0, false, String::new());
    for c in rest.chars() {
        match c {
            'T' => time = true,
            '0'..='9' | '.' => number.push(c),
            _ => {
                let worth = match (c, time) {
                    ('Y', _) => 31_556_952.0,
                    ('Q', _) => 7_889_238.0,
                    ('M', false) => 2_629_746.0,
                    ('W', _) => 604_800.0,
                    ('D', _) => 86_400.0,
                    ('H', _) => 3_600.0,
                    ('M', true) => 60.0,
                    ('S', _) => 1.0,
                    _ => return None,
                };
                total += number.parse::<f64>().ok()? * worth;
                number.clear();
            }
        }
    }
    Some(total)
}
