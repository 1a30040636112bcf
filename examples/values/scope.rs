//! Which class out of scope a case belongs to, by the reference's own type, value and text: see docs/recognisers.md.

use serde_json::Value as Json;

use crate::classes::{Of, class, name, shows};
use crate::gold::Gold;

/// What the reference says of a value.
pub(crate) struct Row<'a> {
    pub(crate) id: &'a str,
    pub(crate) input: &'a str,
    pub(crate) shown: &'a str,
    pub(crate) sort: &'a str,
    pub(crate) gold: &'a Gold,
    pub(crate) result: &'a Json,
}

type Out = Option<&'static str>;

fn when(out: bool, name: &'static str) -> Out {
    out.then_some(name)
}

/// Whether a text has a digit, a number word, or "a".
fn has_number(text: &str) -> bool {
    let words = "half|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|hundred|fortnight";
    shows(text, &format!(r"\d|½|\b(a|an)\b|\b({words})"))
}

/// Whether a name of a month or weekday that is also another word stands in lower case, or alone.
fn ambiguous(row: &Row<'_>) -> Out {
    let lower = row.shown.to_lowercase();
    let written = row.input.find(lower.as_str()).map_or("", |at| &row.input[at..at + lower.len()]);
    let names = r"\b(may|march|mar|jan|dec|jun|sun|sat|mon|wed|thu|fri|august)\b";
    let small = regex::Regex::new(names).expect("a pattern").is_match(written);
    when(small || shows(row.input.trim(), "^(march|may)$"), name::LOWER)
}

fn time(row: &Row<'_>) -> Out {
    let shown = row.shown.trim();
    // "A year earlier" is no part of a year.
    let shift = shows(shown, r"(year|month|week|day|quarter|decade)s? (earlier|later)$");
    let text = if shift { shown.trim_end_matches("earlier").trim_end_matches("later").trim() } else { shown };
    let unnamed = |found: &&str| !(shift && *found == name::UNNAMED);
    class(Of::Time, text).filter(unnamed).or_else(|| ambiguous(row))
}

fn number(row: &Row<'_>) -> Out {
    class(Of::Number, row.shown.trim())
}

pub(crate) fn recognizers(row: &Row<'_>) -> Out {
    match row.sort {
        "none" => negative(row),
        "set" => Some(name::SET),
        "ordinal.relative" => Some(name::UNNAMED),
        "date" | "daterange" if row.id.contains("Holiday") => Some(name::FEAST),
        "date" | "daterange" => time(row),
        "duration" => when(!has_number(row.shown), name::UNNAMED).or_else(|| class(Of::Duration, row.shown)),
        "numberrange" => range(row).or_else(|| number(row)),
        // Numbers inside dates, addresses and names of things.
        "number" | "ordinal" | "percentage" if shows(row.input, r"\d+/\d+/\d+|\d+\.\d+\.\d+|SCP-") => {
            Some(name::SCIENCE)
        }
        "number" | "ordinal" | "percentage" => when(*row.gold == Gold::Any, name::NO_NUMBER).or_else(|| number(row)),
        "currency" | "dimension" | "temperature" | "age" => {
            let none = *row.gold == Gold::Any || row.result["Resolution"]["value"].is_null();
            when(none, name::NO_NUMBER).or_else(|| number(row))
        }
        _ => Some(name::CLOCK),
    }
}

/// Texts of which nothing should be read.
fn negative(row: &Row<'_>) -> Out {
    let dates = row.id.starts_with("DateTime");
    let less = row.id.contains("TasksMode") || row.id.contains("Period");
    let other = !dates && shows(row.input, r"\d ?(ml|km)\b|degrees|°|%|\bcent\b");
    when(less || other, name::MODE)
        .or_else(|| when(dates && shows(row.input, r"\d{4}-\d+-\d+|\b\d\d-\d{4}"), name::IMPOSSIBLE))
        .or_else(|| class(Of::Number, row.input).filter(|class| [name::SHORTHAND, name::CUT].contains(class)))
}

/// Ranges of numbers: two numbers that plain words join, or one with a hedge.
fn range(row: &Row<'_>) -> Out {
    let plain = r"^(from |between )?[\w.,/ -]+ (to|and|through) [\w.,/ -]+$|^[\d.,]+ ?[-~] ?[\d.,]+$";
    let compares = r"\b(than|more|less|above|below|least|most|equal|equals|equaling|but|under|over)\b";
    let good = match row.gold {
        Gold::Between(..) => shows(row.shown, plain) && !shows(row.shown, compares),
        Gold::Bound(..) => {
            !shows(row.shown, r"equal|[<>=]|smaller or|\bor (less|more) than|but|and|\bat\b.*\bor\b|or greater than")
        }
        _ => false,
    };
    when(!good, name::COMPARISON)
}

pub(crate) fn duckling(row: &Row<'_>, expect: &str) -> Out {
    // Some cases hold the text of the next ones.
    if expect == "=" || expect.contains('[') || expect.contains("seconds") {
        return Some(name::NOTHING);
    }
    match row.sort {
        "Email" => Some(name::SCIENCE),
        "Time" if expect.contains("Holiday") || expect.contains('"') => Some(name::FEAST),
        "Time" if shows(expect.trim(), r"(Hour|Minute|Second)\)*$") => Some(name::CLOCK),
        "Time" => time(row),
        "Duration" => {
            let short = r#"\d ?m$|"|hour thirty|and 10$|quarters? (of )?(hour|hours)$|more|extra|additional|fewer|\d+h$|and half"#;
            when(shows(row.shown, short), name::SHORTHAND)
        }
        "Ordinal" => number(row),
        _ => {
            let none = r"^an? (?:pound|dollar)$|^[a-z]+ ringgit \d+$|and one$|below zero|\d+ ?c$|''";
            when(!has_number(row.shown) || shows(row.shown, none), name::NO_NUMBER).or_else(|| number(row))
        }
    }
}

pub(crate) fn chrono(row: &Row<'_>) -> Out {
    if row.sort == "none" {
        let read = r"^2012$|^\s*2020\s*$|\b(3[0-9]|29|31)\b|^tuesday$|\d/\d|ago$|\d{4}[- ]\d\d[- ]\d\d|^february";
        return when(shows(row.input, read), name::IMPOSSIBLE);
    }
    let keys = row.result["expect"].as_object();
    let fine = |key: &String| ["minute", "timezone", "second"].iter().any(|part| key.contains(part));
    let timed = keys.is_some_and(|map| map.keys().any(fine));
    let units = r"\b(min|mins|minute|minutes|hour|hours|sec|second|seconds|hr|hrs)\b";
    // Neither what it read nor the value.
    let untold = row.result["text"].is_null() && *row.gold == Gold::Any && row.shown.len() > 20;
    when(timed || shows(row.shown, units), name::CLOCK)
        .or_else(|| when(untold, name::NOTHING))
        .or_else(|| when(shows(row.shown, r"^\d{4}-(1[3-9])-"), name::IMPOSSIBLE))
        .or_else(|| when(shows(row.shown, r"\d (BC|AD|BE|CE)\b"), name::CALENDAR))
        .or_else(|| time(row))
}

pub(crate) fn newsquant(row: &Row<'_>) -> Out {
    let broken = row.sort.contains("pound") && row.input.contains("PS") || row.input.contains("Y=");
    // "118.5p" are pence, which the reference takes for points.
    let pence = row.sort == "point" && shows(row.input, r"\d ?p\b");
    if broken || pence {
        return Some(if pence { name::NOTHING } else { name::CUT });
    }
    let vague = shows(
        row.input,
        r"\b(dozens|hundreds|thousands|millions|billions|couple|few|several|double|triple|single|twice|pair)\b",
    );
    match row.gold {
        Gold::Any => Some(name::NOTHING),
        Gold::Between(low, high) => when(vague && *high >= 10.0 * low, name::VAGUE),
        Gold::Amount(value, _) if *value < 1.0 && row.input.contains(" out of ") => Some(name::PROPORTION),
        Gold::Amount(value, _) if vague && !row.input.contains(&format!("{value}")) => {
            let written = crate::judge::words_of(*value).is_some_and(|word| row.input.to_lowercase().contains(word));
            when(!written, name::VAGUE)
        }
        Gold::Amount(1.0, _) => when(!shows(row.input, r"\bone\b|\b1(\.0)?\b|\b1 ?[a-z]"), name::NO_NUMBER),
        _ => None,
    }
}

pub(crate) fn quantulum(row: &Row<'_>) -> Out {
    let middle = row.result["uncertainty"].is_number() && shows(row.shown, r"\d.* to |\band\b.*\d|^-?\d+-\d");
    let unit = ["minute of arc", "second of arc", "barn", "candela second", "count per week"].contains(&row.sort);
    let letter = row.sort == "bit" && row.shown.ends_with(" b");
    when(!has_number(row.shown) || shows(row.shown, "^an? [a-z]+$"), name::NO_NUMBER)
        .or_else(|| when(middle, name::MIDDLE))
        .or_else(|| when(unit || letter, name::UNIT))
        .or_else(|| class(Of::Number, row.shown).filter(|class| *class == name::SCIENCE))
}

pub(crate) fn timebank(row: &Row<'_>, value: &str) -> Out {
    if row.sort == "TIME" || value.contains('T') && !value.starts_with('P') {
        return Some(name::CLOCK);
    }
    if value.ends_with("_REF") || value.starts_with("PX") || value.starts_with("PTX") || value.contains("XX") {
        return Some(name::VAGUE);
    }
    if row.sort == "SET" || value.starts_with('P') && row.sort == "DATE" {
        return Some(name::SET);
    }
    if row.sort == "DURATION" {
        let bare = !has_number(row.shown) || !value.starts_with('P');
        return when(bare, name::UNNAMED)
            .or_else(|| class(Of::Duration, row.shown).filter(|class| *class == name::VAGUE));
    }
    time(row).filter(|class| *class != name::OFFSET)
}
