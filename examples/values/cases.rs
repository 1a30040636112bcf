//! Reads the reference files: one case a text, with what should be read of it.

use factlint::time::{Day, When};
use serde_json::Value as Json;

use crate::classes::shows;
use crate::gold::{Gold, seconds, timex};
use crate::scope::{self, Row};

/// A text.
pub(crate) struct Case {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) draft: Option<Day>,
    pub(crate) wants: Vec<Want>,
}

/// One value that should be read.
pub(crate) struct Want {
    /// The bytes; nothing where the reference does not say.
    pub(crate) span: Option<std::ops::Range<usize>>,
    pub(crate) shown: String,
    pub(crate) gold: Gold,
    /// Why it is out of scope.
    pub(crate) out: Option<&'static str>,
}

type Reader = fn(&Json) -> Option<Case>;

/// Every file with its reader.
pub(crate) const FILES: [(&str, Reader); 6] = [
    ("ref_recognizers_en", recognizers),
    ("ref_duckling_en", duckling),
    ("ref_chrono_en", chrono),
    ("ref_newsquant", newsquant),
    ("ref_quantulum3", quantulum),
    ("timebank", timebank),
];

fn text(json: &Json, key: &str) -> String {
    json[key].as_str().unwrap_or("").to_owned()
}

fn day(text: &str) -> Option<Day> {
    Day::parse(text.get(..10)?)
}

/// The byte of a character's number.
fn byte(text: &str, at: u64) -> usize {
    text.char_indices().nth(at as usize).map_or(text.len(), |(byte, _)| byte)
}

/// Where `part` stands, case aside, from a byte on.
fn find(text: &str, part: &str, from: usize) -> Option<std::ops::Range<usize>> {
    let lower = text.to_lowercase();
    let at = lower.get(from..)?.find(&part.to_lowercase())? + from;
    (lower.len() == text.len()).then_some(at..at + part.len())
}

fn recognizers(json: &Json) -> Option<Case> {
    let (id, input) = (text(json, "id"), text(json, "input"));
    let draft = json["ref"].as_str().and_then(day);
    let mut wants = Vec::new();
    let results = json["results"].as_array()?;
    for result in results {
        let shown = text(result, "Text");
        let start = result["Start"].as_u64();
        let at = start.map(|start| byte(&input, start));
        let span = at.and_then(|at| find(&input, &shown, at.saturating_sub(1))).or_else(|| find(&input, &shown, 0));
        let sort = result["TypeName"].as_str().or(result["Type"].as_str()).unwrap_or("").replace("datetimeV2.", "");
        let gold = recognizers_gold(result, &sort, draft.is_some());
        let out = scope::recognizers(&Row { id: &id, input: &input, shown: &shown, sort: &sort, gold: &gold, result });
        wants.push(Want { span, shown, gold, out });
    }
    if results.is_empty() {
        let gold = if id.starts_with("DateTime") { Gold::NoDate } else { Gold::NoAmount };
        let row = Row { id: &id, input: &input, shown: &input, sort: "none", gold: &gold, result: json };
        let out = scope::recognizers(&row);
        wants.push(Want { span: None, shown: input.clone(), gold, out });
    }
    Some(Case { id, text: input, draft, wants })
}

fn recognizers_gold(result: &Json, sort: &str, dated: bool) -> Gold {
    let resolution = if result["Resolution"].is_object() { &result["Resolution"] } else { &result["Value"] };
    let value = resolution["value"].as_str();
    let number = value.and_then(|value| value.trim_end_matches('%').parse::<f64>().ok());
    match sort {
        "numberrange" => value.map_or(Gold::Any, bounds),
        "number" | "ordinal" | "percentage" => number.map_or(Gold::Any, |number| Gold::Amount(number, None)),
        "currency" | "dimension" | "temperature" | "age" => {
            let unit = resolution["unit"].as_str().map(str::to_owned);
            number.map_or(Gold::Any, |number| Gold::Amount(number, unit))
        }
        "duration" => {
            let all = resolution["values"].as_array();
            let first = all.and_then(|all| all.first()).unwrap_or(resolution);
            first["timex"].as_str().or(first["Timex"].as_str()).and_then(seconds).map_or(Gold::Any, Gold::Seconds)
        }
        _ if !dated => Gold::Any,
        _ => days(resolution),
    }
}

/// "[20,30)", "(30,)".
fn bounds(value: &str) -> Gold {
    let inner = value.trim_matches(['[', ']', '(', ')']);
    let Some((low, high)) = inner.split_once(',') else { return Gold::Any };
    match (low.parse::<f64>(), high.parse::<f64>()) {
        (Ok(low), Ok(high)) => Gold::Between(low, high),
        (Ok(low), Err(_)) => Gold::Bound(low, true),
        (Err(_), Ok(high)) => Gold::Bound(high, false),
        _ => Gold::Any,
    }
}

/// The days of all readings that a resolution gives.
fn days(resolution: &Json) -> Gold {
    let one = |json: &Json| -> Option<When> {
        let date = json["date"].as_str().or(json["value"].as_str()).and_then(day).map(When::exactly);
        let get = |keys: [&str; 2]| keys.iter().find_map(|key| json[*key].as_str()).and_then(day);
        date.or_else(|| {
            Some(When { earliest: get(["start", "startDate"])?, latest: get(["end", "endDate"])?.plus(-1) })
        })
    };
    let all: Vec<&Json> = match resolution["values"].as_array() {
        Some(values) => values.iter().collect(),
        None => vec![&resolution["FutureResolution"], &resolution["PastResolution"]],
    };
    let known = |when: &When| when.earliest.year() > 1;
    let found: Vec<When> = all.into_iter().filter_map(one).filter(known).collect();
    if found.is_empty() { Gold::Any } else { Gold::Days(found) }
}

#[expect(clippy::unnecessary_wraps, reason = "readers of all files have one shape")]
fn duckling(json: &Json) -> Option<Case> {
    let (id, input, expect) = (text(json, "id"), text(json, "input"), text(json, "expect"));
    let draft = json["ref"].as_str().and_then(day);
    let numbers = numbers(&expect);
    let word = |at: usize| expect.trim_matches('(').split([' ', '(', ')']).nth(at).unwrap_or("").to_owned();
    let head = word(0);
    let gold = match (head.as_str(), numbers.as_slice()) {
        ("NumeralValue" | "OrdinalData", [value, ..]) => Gold::Amount(*value, None),
        ("simple", [value, ..]) => Gold::Amount(*value, Some(word(1))),
        ("between", [low, high, ..]) => Gold::Between(*low, *high),
        ("under", [value, ..]) => Gold::Bound(*value, false),
        ("above", [value, ..]) => Gold::Bound(*value, true),
        ("DurationData", [value, ..]) => duckling_seconds(*value, &word(2)).map_or(Gold::Any, Gold::Seconds),
        ("datetime", [year, month, day, ..]) => {
            let grain = expect.trim_end_matches(')').rsplit(' ').next().unwrap_or("");
            grain_days(*year, *month, *day, grain).map_or(Gold::Any, |days| Gold::Days(vec![days]))
        }
        // Two times of six numbers.
        ("datetimeInterval", all) if all.len() >= 12 => {
            let day = |at: usize| Day::new(all[at] as i16, all[at + 1] as i8, all[at + 2] as i8);
            match (day(0), day(6)) {
                (Some(from), Some(to)) => Gold::Days(vec![When { earliest: from, latest: to.plus(-1).max(from) }]),
                _ => Gold::Any,
            }
        }
        _ => Gold::Any,
    };
    let sort = text(json, "dimension");
    let row = Row { id: &id, input: &input, shown: &input, sort: &sort, gold: &gold, result: json };
    let out = scope::duckling(&row, &expect);
    // "two pounds of meat": the reference counts what is weighed in.
    let end = if sort == "Quantity" { input.find(" of ").unwrap_or(input.len()) } else { input.len() };
    let want = Want { span: Some(0..end), shown: input.clone(), gold, out };
    Some(Case { id, text: input, draft, wants: vec![want] })
}

fn numbers(text: &str) -> Vec<f64> {
    let part = |c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | 'e'));
    text.split(part)
        .filter(|part| part.starts_with(|c: char| c.is_ascii_digit() || c == '-'))
        .filter_map(|part| part.parse().ok())
        .collect()
}

fn duckling_seconds(value: f64, unit: &str) -> Option<f64> {
    let worth = match unit {
        "Second" => 1.0,
        "Minute" => 60.0,
        "Hour" => 3600.0,
        "Day" => 86_400.0,
        "Week" => 604_800.0,
        "Month" => 2_629_746.0,
        "Quarter" => 7_889_238.0,
        "Year" => 31_556_952.0,
        _ => return None,
    };
    Some(value * worth)
}

fn grain_days(year: f64, month: f64, date: f64, grain: &str) -> Option<When> {
    let (year, month) = (year as i16, month as i8);
    let first = Day::new(year, month, date as i8)?;
    match grain {
        "Year" => When::year(year),
        "Month" => When::month(year, month),
        "Quarter" => Some(When { earliest: first, latest: When::month(year, month + 2)?.latest }),
        "Week" => Some(When { earliest: first, latest: first.plus(6) }),
        _ => Some(When::exactly(first)),
    }
}

#[expect(clippy::unnecessary_wraps, reason = "readers of all files have one shape")]
fn chrono(json: &Json) -> Option<Case> {
    let (id, input) = (text(json, "id"), text(json, "input"));
    let draft = json["ref"].as_str().and_then(day);
    if json["expect"].is_null() {
        let row = Row { id: &id, input: &input, shown: &input, sort: "none", gold: &Gold::NoDate, result: json };
        let out = scope::chrono(&row);
        let want = Want { span: None, shown: input.clone(), gold: Gold::NoDate, out };
        return Some(Case { id, text: input, draft, wants: vec![want] });
    }
    let shown = json["text"].as_str().unwrap_or(input.trim()).to_owned();
    let expect = &json["expect"];
    let part = |end: &str, key: &str| expect[format!("{end}.{key}")].as_i64();
    let read = |end: &str| -> Option<When> {
        let (year, month) = (part(end, "year")? as i16, part(end, "month")? as i8);
        let whole = part(end, "day") == Some(1);
        match part(end, "day").filter(|_| !(whole && month_only(&shown))) {
            Some(day) => Day::new(year, month, day as i8).map(When::exactly),
            None => When::month(year, month),
        }
    };
    let gold = match (read("start"), read("end")) {
        (Some(from), Some(to)) => Gold::Days(vec![When { earliest: from.earliest, latest: to.latest }]),
        (Some(from), None) => Gold::Days(vec![from]),
        _ => Gold::Any,
    };
    // Without a day to count from, only what is written can be compared.
    let written = draft.is_some() || shows(&shown, r"\d{4}");
    let gold = if written { gold } else { Gold::Any };
    // Where the reference does not say what part of the text it read, any date of that value is right.
    let told = json["text"].is_string() || matches!(gold, Gold::Any);
    let span = find(&input, &shown, 0).filter(|_| told);
    let row = Row { id: &id, input: &input, shown: &shown, sort: "date", gold: &gold, result: json };
    let out = scope::chrono(&row);
    Some(Case { id, text: input, draft, wants: vec![Want { span, shown, gold, out }] })
}

/// Whether a text names a month and no day: the reference answers the first.
fn month_only(text: &str) -> bool {
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    numbers.filter(|part| part.len() <= 2).count() == usize::from(text.contains('/'))
}

fn newsquant(json: &Json) -> Option<Case> {
    let (id, input) = (text(json, "id"), text(json, "text"));
    let mut wants = Vec::new();
    for quantity in json["quantities"].as_array()? {
        let (value, unit) = (text(quantity, "value"), text(quantity, "normalized_unit"));
        let numbers: Vec<f64> = value.split('-').filter_map(|part| part.trim().parse().ok()).collect();
        let gold = match numbers.as_slice() {
            [low, high] => Gold::Between(*low, *high),
            [one] => Gold::Amount(*one, Some(unit.clone())),
            _ => Gold::Any,
        };
        let shown = format!("{value} {unit}");
        let row = Row { id: &id, input: &input, shown: &shown, sort: &unit, gold: &gold, result: quantity };
        let out = scope::newsquant(&row);
        wants.push(Want { span: None, shown, gold, out });
    }
    Some(Case { id, text: input, draft: None, wants })
}

fn quantulum(json: &Json) -> Option<Case> {
    let (id, input) = (text(json, "id"), text(json, "req"));
    let (mut wants, mut from) = (Vec::new(), 0);
    for quantity in json["res"].as_array()? {
        let shown = text(quantity, "surface");
        let span = find(&input, &shown, from);
        from = span.as_ref().map_or(from, |span| span.end);
        let unit = quantity["unit"].as_str().unwrap_or("").to_owned();
        let gold = quantity["value"].as_f64().map_or(Gold::Any, |value| Gold::Amount(value, Some(unit.clone())));
        let row = Row { id: &id, input: &input, shown: &shown, sort: &unit, gold: &gold, result: quantity };
        let out = scope::quantulum(&row);
        wants.push(Want { span, shown, gold, out });
    }
    Some(Case { id, text: input, draft: None, wants })
}

fn timebank(json: &Json) -> Option<Case> {
    let (id, input) = (text(json, "id"), text(json, "text"));
    let draft = json["date"].as_str().and_then(day);
    let mut wants = Vec::new();
    for time in json["timex"].as_array()? {
        let at = |key: &str| time[key].as_u64().map(|at| byte(&input, at));
        let span = at("start")?..at("end")?;
        let shown = input.get(span.clone())?.to_owned();
        let (value, sort) = (text(time, "value"), text(time, "type"));
        let gold = match sort.as_str() {
            "DURATION" => seconds(&value).map_or(Gold::Any, Gold::Seconds),
            _ => timex(&value).map_or(Gold::Any, |days| Gold::Days(vec![days])),
        };
        let row = Row { id: &id, input: &input, shown: &shown, sort: &sort, gold: &gold, result: time };
        let out = scope::timebank(&row, &value);
        wants.push(Want { span: Some(span), shown, gold, out });
    }
    Some(Case { id, text: input, draft, wants })
}
