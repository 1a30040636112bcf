//! Values recognised in sentences written for these tests.

use super::*;
use crate::language::tokens::tokens;
use std::sync::LazyLock;

static READER: LazyLock<ValueReader> = LazyLock::new(|| ValueReader::new(&crate::embedded::words()[0]));

fn values(text: &str) -> Vec<Value> {
    READER.values(text, &tokens(text, Span::new(0, text.len())))
}

/// Every value as `span|kind|printed|unit|per`, or the date.
fn shown(text: &str) -> Vec<String> {
    values(text).iter().map(|value| show(text, value)).collect()
}

fn show(text: &str, value: &Value) -> String {
    let span = value.span.of(text);
    let name = |unit: Option<UnitId>| unit.map_or(String::new(), |unit| format!(" {}", READER.unit(unit).name));
    let kind = match value.kind {
        ValueKind::Number(_) => "number",
        ValueKind::Ordinal(_) => "ordinal",
        ValueKind::Fraction(_) => "fraction",
        ValueKind::Percent(_) => "percent",
        ValueKind::Points(_) => "points",
        ValueKind::Money(_) => "money",
        ValueKind::Quantity(_) => "quantity",
        ValueKind::Duration(_) => "duration",
        ValueKind::Age(_) => "age",
        ValueKind::Date(_) => "date",
        ValueKind::Clock(_) => "clock",
    };
    match value.kind {
        ValueKind::Date(date) => format!("{span} | {}", show_date(date)),
        ValueKind::Clock(clock) => format!("{span} | {}:{:02}", clock.hour, clock.minute),
        _ => {
            let amount = value.amount().expect("an amount");
            let printed = (amount.interval.printed * 1e4).round() / 1e4;
            let per = amount.per.map_or(String::new(), |per| format!(" per{}", name(Some(per))));
            format!("{span} | {kind} {printed}{}{per}", name(amount.unit))
        }
    }
}

fn show_date(date: DateValue) -> String {
    match date {
        DateValue::Date { year, month, day, weekday } => {
            let number = |number: Option<i16>| number.map_or("?".to_owned(), |number| number.to_string());
            let day = format!("{}-{}-{}", number(year), number(month.map(i16::from)), number(day.map(i16::from)));
            weekday.map_or(day.clone(), |weekday| format!("{day} weekday {weekday}"))
        }
        other => format!("{other:?}"),
    }
}

fn reads(text: &str, wanted: &[&str]) {
    assert_eq!(shown(text), wanted, "{text}");
}

#[test]
fn numbers_in_digits_and_words() {
    reads("1,200 of 3.5 million", &["1,200 | number 1200", "3.5 million | number 3500000"]);
    reads("twenty-seven, a hundred and two", &["twenty-seven | number 27", "a hundred and two | number 102"]);
    reads("two and a half million; a dozen", &["two and a half million | number 2500000", "a dozen | number 12"]);
    reads("18 1/2 or 2\u{bd} or .84", &["18 1/2 | number 18.5", "2\u{bd} | number 2.5", ".84 | number 0.84"]);
    reads("half a million, two-thirds", &["half a million | number 500000", "two-thirds | fraction 0.6667"]);
    reads("the 22nd and the twenty-third", &["22nd | ordinal 22", "twenty-third | ordinal 23"]);
    reads("version 1.2.3", &[]);
}

#[test]
fn percentages_money_and_units() {
    reads("25 percent, 3%", &["25 percent | percent 25", "3% | percent 3"]);
    reads("two percentage points", &["two percentage points | points 2"]);
    reads(
        "\u{a3}1.2bn, $3.5 million and \u{20ac}40k",
        &[
            "\u{a3}1.2bn | money 1200000000 pound",
            "$3.5 million | money 3500000 dollar",
            "\u{20ac}40k | money 40000 euro",
        ],
    );
    reads("30 dollars or 5m euros", &["30 dollars | money 30 dollar", "5m euros | money 5000000 euro"]);
    reads("10 miles (16 km)", &["10 miles | quantity 10 mile", "16 km | quantity 16 kilometre"]);
    reads("6ft 8in tall", &["6ft 8in | quantity 6.6667 foot"]);
    reads("a 2-pound 8-ounce trout", &["2-pound 8-ounce | quantity 2.5 pound-mass"]);
    reads(
        "15 litres per hour at 60 mph",
        &["15 litres per hour | quantity 15 litre per hour", "60 mph | quantity 60 mile-per-hour"],
    );
    reads("-30 \u{b0}C", &["-30 \u{b0}C | quantity -30 degree-celsius"]);
}

#[test]
fn quantities_as_people_write_them() {
    reads("0.8 km (.5 miles)", &["0.8 km | quantity 0.8 kilometre", ".5 miles | quantity 0.5 mile"]);
    reads("11st 4lb (72 kg)", &["11st 4lb | quantity 11.2857 stone", "72 kg | quantity 72 kilogram"]);
    reads("11st (70 kg)", &["11st | quantity 11 stone", "70 kg | quantity 70 kilogram"]);
    reads("the 21st in 4 years", &["21st | ordinal 21", "4 years | duration 4 year"]);
    reads("1 500 km (932 miles)", &["1 500 km | quantity 1500 kilometre", "932 miles | quantity 932 mile"]);
    reads("1\u{2009}500 km north", &["1\u{2009}500 km | quantity 1500 kilometre"]);
    reads("3 500 ml bottles", &["3 | number 3", "500 ml | quantity 500 millilitre"]);
    reads(
        "20 °C (293 K), $500 (500K)",
        &[
            "20 °C | quantity 20 degree-celsius",
            "293 K | quantity 293 kelvin",
            "$500 | money 500 dollar",
            "500K | number 500000",
        ],
    );
    reads("10 by 12 feet", &["10 | quantity 10 foot", "12 feet | quantity 12 foot"]);
    reads(
        "30 x 20 x 10 cm",
        &["30 | quantity 30 centimetre", "20 | quantity 20 centimetre", "10 cm | quantity 10 centimetre"],
    );
    reads("5'11\" (180 cm)", &["5'11\" | quantity 5.9167 foot", "180 cm | quantity 180 centimetre"]);
    reads(
        "up 6 in (15 cm) in 3 years",
        &["6 in | quantity 6 inch", "15 cm | quantity 15 centimetre", "3 years | duration 3 year"],
    );
    reads("a mile (1.6 km), a mile", &["a mile | quantity 1 mile", "1.6 km | quantity 1.6 kilometre"]);
    reads(
        "1 square mile, 259 hectares",
        &["1 square mile | quantity 1 square-mile", "259 hectares | quantity 259 hectare"],
    );
    reads("won 10 by 2 votes", &["10 | number 10", "2 | number 2"]);
    reads("(32 and 48 km)", &["32 | quantity 32 kilometre", "48 km | quantity 48 kilometre"]);
}

#[test]
fn ages_and_durations() {
    reads("Ann Lee, 43, said", &["43 | age 43 year"]);
    reads("the 43-year-old and his son, aged 7", &["43-year-old | age 43 year", "7 | age 7 year"]);
    reads("for three years and six months", &["three years and six months | duration 3.5 year"]);
    reads("90 minutes, an hour", &["90 minutes | duration 90 minute", "an hour | duration 1 hour"]);
}

#[test]
fn dates_in_usual_orders() {
    reads("Wednesday, 24 September 2025", &["Wednesday, 24 September 2025 | 2025-9-24 weekday 2"]);
    reads("on Sept. 24 and September 2025", &["Sept. 24 | ?-9-24", "September 2025 | 2025-9-?"]);
    reads(
        "2025-09-24 or 24/09/2025 or 24.09.2025",
        &["2025-09-24 | 2025-9-24", "24/09/2025 | 2025-9-24", "24.09.2025 | 2025-9-24"],
    );
    reads("Friday in 1999", &["Friday | ?-?-? weekday 4", "1999 | 1999-?-?"]);
    reads("nineteen forty-five; the 1990s", &["nineteen forty-five | 1945-?-?", "1990s | Decade(1990)"]);
    reads("They may march on 5 fronts", &["5 | number 5"]);
    reads("May 3, 2019: they met", &["May 3, 2019 | 2019-5-3"]);
    reads("on May 3, 20:15", &["May 3 | ?-5-3", "20:15 | 20:15"]);
}

#[test]
fn old_years_need_a_word_beside_them() {
    reads(
        "for 80 years, from 1603 to 1633, by decree",
        &["80 years | duration 80 year", "1603 | 1603-?-?", "1633 | 1633-?-?"],
    );
    reads("from 1000 to 2000 hires", &["1000 | number 1000", "2000 | number 2000"]);
    reads("in 1492", &["1492 | 1492-?-?"]);
}

#[test]
fn neighbours_lend() {
    reads("from 5 to 10 percent", &["5 | percent 5", "10 percent | percent 10"]);
    reads("2017-21", &["2017 | 2017-?-?", "21 | 2021-?-?"]);
    reads("March 3 to 5, 2024", &["March 3 | 2024-3-3", "5, 2024 | 2024-3-5"]);
}

#[test]
fn days_of_the_week_lend_month_and_year() {
    reads(
        "Thursday 9 to Saturday 11 October 2025",
        &["Thursday 9 | 2025-10-9 weekday 3", "Saturday 11 October 2025 | 2025-10-11 weekday 5"],
    );
    reads("Thu, Oct. 9 - Sat 11", &["Thu, Oct. 9 | ?-10-9 weekday 3", "Sat 11 | ?-10-11 weekday 5"]);
    reads(
        "Friday 31, Saturday 1 and Sunday 2 November",
        &["Friday 31 | ?-10-31 weekday 4", "Saturday 1 | ?-11-1 weekday 5", "Sunday 2 November | ?-11-2 weekday 6"],
    );
    reads(
        "Tuesday, June 30 to Thursday, 2, 2026",
        &["Tuesday, June 30 | 2026-6-30 weekday 1", "Thursday, 2, 2026 | 2026-7-2 weekday 3"],
    );
    reads(
        "on Friday 13 people met on 11 October",
        &["Friday | ?-?-? weekday 4", "13 | number 13", "11 October | ?-10-11"],
    );
}

#[test]
fn a_list_has_its_unit_once() {
    reads(
        "$3, $4 and $5 million",
        &["$3 | money 3000000 dollar", "$4 | money 4000000 dollar", "$5 million | money 5000000 dollar"],
    );
    reads(
        "3, 4, and 5 million dollars",
        &["3 | money 3000000 dollar", "4 | money 4000000 dollar", "5 million dollars | money 5000000 dollar"],
    );
    reads("$3 and $5 million", &["$3 | money 3000000 dollar", "$5 million | money 5000000 dollar"]);
    reads(
        "four, five and six miles",
        &["four | quantity 4 mile", "five | quantity 5 mile", "six miles | quantity 6 mile"],
    );
    reads("scored 3 and 5 minutes later", &["3 | number 3", "5 minutes | duration 5 minute"]);
}

#[test]
fn what_only_looks_like_a_value() {
    reads("No one asked after 9/11, round the clock, 24/7", &[]);
    reads("a second time, after a months-long search", &["second | ordinal 2"]);
    reads("plus or minus four points", &["four | number 4"]);
    reads("the SCP-173 and the F-16", &[]);
    reads("hopes for 1989\". He said", &["1989 | 1989-?-?"]);
    reads(
        "seven a year ago",
        &["seven | number 7", "a year ago | Shift { count: -1.0, period: Year, from_now: true }"],
    );
    reads("ended Aug. 31 C$2.7 million", &["Aug. 31 | ?-8-31", "C$2.7 million | money 2700000 canadian-dollar"]);
    reads("deliver 2000 pieces", &["2000 | number 2000"]);
}

#[test]
fn what_stands_in_published_text() {
    reads(
        "RM42, USD1,700 and INR1 trillion",
        &[
            "RM42 | money 42 malaysian-ringgit",
            "USD1,700 | money 1700 us-dollar",
            "INR1 trillion | money 1000000000000 indian-rupee",
        ],
    );
    reads("1.2m tons and 5m people", &["1.2m tons | quantity 1200000 ton", "5m | number 5000000"]);
    reads(
        "20 million pounds and 20 pounds",
        &["20 million pounds | money 20000000 pound", "20 pounds | quantity 20 pound-mass"],
    );
    reads(
        "an hour and a half, two more weeks",
        &["an hour and a half | duration 1.5 hour", "two more weeks | duration 2 week"],
    );
    reads(
        "the next three quarters, three quarters of them",
        &["three quarters | duration 3 quarter-year", "three quarters | fraction 0.75"],
    );
    reads("the 1988 second quarter", &["1988 second quarter | Quarter { year: Some(1988), quarter: 2 }"]);
    reads(
        "last Oct. 23, last October",
        &["Oct. 23 | ?-10-23", "last October | RelativeNamed { name: Month(10), offset: -1 }"],
    );
    reads(
        "Sunday 12/7/2014, Nov-Feb 2017",
        &["Sunday 12/7/2014 | 2014-12-7 weekday 6", "Nov | 2016-11-?", "Feb 2017 | 2017-2-?"],
    );
    reads(
        "from $89 to $93 billion; from $800 to $1 million",
        &[
            "$89 | money 89000000000 dollar",
            "$93 billion | money 93000000000 dollar",
            "$800 | money 800 dollar",
            "$1 million | money 1000000 dollar",
        ],
    );
    reads("minus-68 degrees C", &["minus-68 degrees C | quantity -68 degree-celsius"]);
}

#[test]
fn hedges_stand_beside() {
    let text = "nearly 3.5 million, or about 20 percent";
    let found = values(text);
    assert_eq!(found[0].hedge.map(|hedge| hedge.span.of(text)), Some("nearly"));
    let interval = found[1].amount().expect("an amount").interval;
    assert_eq!((interval.low, interval.high, interval.printed), (15.0, 25.0, 20.0));
}

#[test]
fn a_project_adds_words_units_and_hedges() {
    let more = "language = \"en\"\n[table.collective]\ngross = 144\n[unit.smoot]\ndimension = \"length\"\nfactor = 1.7018\n\
                names = [\"smoot\", \"smoots\"]\n[hedge.barely]\nitems = [\"barely\"]\nhigh = 0.05\n";
    let input = crate::text::Input::file("words.toml", more);
    let (rules, faults) = crate::rules::extend(&crate::embedded::rules(), &[input], &[]);
    assert!(faults.is_empty());
    let reader = ValueReader::new(&rules.words[0]);
    let text = "barely 364 smoots, two gross";
    let found = reader.values(text, &tokens(text, Span::new(0, text.len())));
    let (length, number) = (found[0].amount().expect("an amount"), found[1].amount().expect("an amount"));
    let metre = reader.unit_named("metre").expect("a metre");
    let metres = reader.convert(length.interval, length.unit.expect("a unit"), metre).expect("a length");
    assert_eq!((metres.printed * 10.0).round(), 6195.0);
    assert_eq!((length.interval.low, length.interval.high), (364.0, 382.2));
    assert_eq!(number.interval.printed, 288.0);
}

#[test]
fn units_convert_with_their_offsets() {
    let unit = |name: &str| READER.unit_named(name).expect("a unit");
    let convert = |value: f64, from: &str, to: &str| {
        let interval = READER.convert(Interval::exactly(value), unit(from), unit(to)).expect("one dimension");
        (interval.printed * 100.0).round() / 100.0
    };
    assert_eq!(convert(-30.0, "degree-celsius", "degree-fahrenheit"), -22.0);
    assert_eq!(convert(100.0, "mile-per-hour", "kilometre-per-hour"), 160.93);
    assert_eq!(convert(1.0, "imperial-gallon", "litre"), 4.55);
    assert_eq!(convert(1.0, "long-ton", "tonne"), 1.02);
    assert!(READER.convert(Interval::exactly(1.0), unit("mile"), unit("litre")).is_none());
}
