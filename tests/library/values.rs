//! What holds for the values of any text: no panic, places on character boundaries and in order, intervals around what is written.

use std::sync::LazyLock;

use bolero::check;
use factlint::language::tokens::tokens;
use factlint::language::values::{Value, ValueReader};
use factlint::text::Span;
use factlint::time::Day;

static READER: LazyLock<ValueReader> =
    LazyLock::new(|| ValueReader::new(factlint::embedded::words().first().expect("a language")));

/// Pieces that values are made of, and what stands between them.
const PIECES: [&str; 64] = [
    "1,200",
    "3.5",
    ".84",
    "0",
    "18 1/2",
    "2\u{bd}",
    "99999999999999999999",
    "1.2.3",
    "24.09.2025",
    "million",
    "bn",
    "k",
    "a dozen",
    "twenty",
    "-seven",
    "hundred",
    "and a half",
    "two-thirds",
    "nineteen",
    "forty-five",
    "percent",
    "%",
    "points",
    "$",
    "\u{a3}",
    "US$",
    "RM42",
    "USD1,700m",
    "euros",
    "miles",
    "ft",
    "in",
    "\"",
    "\u{b0}C",
    "-",
    "\u{2013}",
    " ",
    " ",
    " ",
    "per",
    "hour",
    "a year",
    "ago",
    "later",
    "years",
    "-old",
    "aged",
    "Ann Lee, ",
    "43",
    ",",
    ".",
    "Sept",
    "September",
    "may",
    "Wednesday",
    "the",
    "24",
    "th",
    "2025",
    "'90s",
    "Q3",
    "from",
    "to",
    "\n",
];

fn text_of(choices: &[u8]) -> String {
    choices.iter().map(|&choice| PIECES[usize::from(choice) % PIECES.len()]).collect()
}

fn values(text: &str) -> Vec<Value> {
    READER.values(text, &tokens(text, Span::new(0, text.len())))
}

fn holds(text: &str) {
    let tokens = tokens(text, Span::new(0, text.len()));
    let values = READER.values(text, &tokens);
    let mut end = 0;
    for value in &values {
        assert!(value.span.start >= end && !value.span.is_empty(), "{text:?} {values:?}");
        end = value.span.end;
        for span in std::iter::once(value.span).chain(value.hedge.map(|hedge| hedge.span)) {
            assert!(text.is_char_boundary(span.start as usize) && text.is_char_boundary(span.end as usize), "{text:?}");
        }
        if let Some(amount) = value.amount() {
            let interval = amount.interval;
            assert!(interval.low <= interval.printed && interval.printed <= interval.high, "{text:?} {interval:?}");
        }
        if let Some(date) = value.date() {
            for when in date.readings(Day::new(2025, 9, 24)).into_iter().flatten() {
                assert!(when.earliest <= when.latest, "{text:?} {when:?}");
            }
        }
    }
    assert_eq!(READER.values(text, &tokens), values);
}

#[test]
fn any_text_is_read() {
    check!().with_type::<String>().for_each(|text| holds(text));
}

#[test]
fn texts_of_pieces_are_read() {
    check!().with_type::<Vec<u8>>().for_each(|choices| holds(&text_of(choices)));
}

#[test]
fn a_wider_hedge_never_makes_an_interval_narrower() {
    for number in ["7", "1,000", "3.5 million", "two-thirds", "$45", "10 miles", "25 percent"] {
        let amount = |hedge: &str| {
            let text = format!("{hedge} {number}");
            let found = values(&text);
            let value = found.last().expect("a value");
            assert_eq!(value.hedge.is_some(), !hedge.is_empty(), "{text}");
            value.amount().expect("an amount").interval
        };
        let (bare, about) = (amount(""), amount("about"));
        assert!(about.low <= bare.low && bare.high <= about.high, "{number}");
        assert!(amount("nearly").high <= bare.high && amount("more than").low >= bare.low, "{number}");
    }
}

#[test]
fn a_year_on_the_next_line_belongs_to_that_line() {
    let spans = |text: &str| values(text).iter().map(|value| value.span.of(text).to_owned()).collect::<Vec<_>>();
    assert_eq!(spans("Tuesday, March 5\n2019 annual report"), ["Tuesday, March 5", "2019"]);
    assert_eq!(spans("Tuesday, March 5,\n2019"), ["Tuesday, March 5,\n2019"]);
    assert_eq!(spans("kick-off on May 5 1930 GMT"), ["May 5", "1930 GMT"]);
}
