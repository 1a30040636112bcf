//! Which class out of scope a case belongs to, by the reference's own type, value and text: see docs/recognisers.md.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value as Json;

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

type Class = (&'static str, LazyLock<Regex>);

macro_rules! class {
    ($name:literal, $($part:literal)|+) => {
        ($name, LazyLock::new(|| Regex::new(concat!("(?i)", $("|", $part),+).replacen("(?i)|", "(?i)", 1).as_str()).expect("a pattern")))
    };
}

/// Classes that the text of a time shows.
static TIMES: [Class; 9] = [
    class!(
        "time of day",
        r"\d:\d"
            | r"\b\d{1,2}( ?\d\d)? ?(a\.?m\b|p\.?m\b|[ap]\b)"
            | r"o'? ?clock|noon|midnight|mid ?day|morning|afternoon|evening|night|\blunch|breakfast|dinner|\d+h\d*\b|\b(gmt|utc|[cmpe][sd]?t|jst|bst|est)\b|half past|\bpast \d|quarter (to|past)|\bdaytime|\bbusiness hour|mealtime|after (work|school|hours)|happy hour|\bT\d\d|\+\d\d:?\d\d|\d\d:?\d\dz"
            | r"\b(at|@) \d{1,4}\b|\b(a|p) m\b|\b\d+ ?h\b"
    ),
    class!(
        "repeated time",
        r"\b(every|each|daily|weekly|biweekly|monthly|hourly|quarterly|yearly|annual|annually|everyday|weekdays)\b|\b(mon|tues|wednes|thurs|fri|satur|sun)days\b"
    ),
    class!(
        "feast or named year",
        r"christmas|xmas|easter|thanksgiving|halloween|labou?r day|father'?s'? day|mother'?s'? day|new ?year|independence|memorial day|\bmlk\b|luther|ramad|ramaz|ramzan|ramath|\beid\b|eid-?ul|eidul|yuandan|black friday|cyber monday|clean monday|earth day|saint|juneteenth|freedom day|jubilee|workers|holiday|\bfiscal|school year|\b[cs]y ?\d|calendar year|birthday|columbus|fourth of july|4th of july|otd|veteran|tax day|super tuesday"
    ),
    class!(
        "vague time",
        r"\b(few|several|some|couple|recent|recently|soon|now|date|currently|future|previously|once|then|while|ever|other|asap|moment|current|latest|near|decades|centuries|the past)$|\b(few|several|some|couple|recent|many)\b|^(days|weeks|months|years|time|the time|that time|hours)( ago)?$|\bnow\b|to date|as soon as|from time to time|short term|later than|earlier than|\bmore recently"
    ),
    class!(
        "part of a period",
        r"\b(early|late|mid|middle|end|ends|beginning|start|starting|rest|later|earlier|first half|second half|part of|eo[dmy]|boy|bom|mid-|start of|year[- ]end)\b"
    ),
    class!(
        "period without number or direction",
        r"^(in |during |for |on |of |by )?(my |a |the |that |same |the same |that same |that very |this same )?(same |following |previous |latest |corresponding |whole |entire |full |all |half |another |year-?earlier |year-?ago |current )?(day|week|weekend|month|quarter|year|decade|period|century|summer|winter|spring|fall|autumn|season|fortnight|hour|minute|business day|work ?week)( before| after)?\.?$|^(all|full|half|another)[- ](day|week|month|year)|year-?(ago|earlier)( quarter| period)?$|\bperiod\b|^(the )?(day|week|month|year) (after|before)( the)? next$|that (day|week|month|year|time|same)|the following|same (day|week|month|year)"
    ),
    class!(
        "counted weekday or week",
        r"\b(first|second|third|fourth|fifth|last|closest|\d+(st|nd|rd|th)|\d+) (last )?(mon|tue|wed|thu|fri|sat|sun|week|day|weekend|ten days|month of)[a-z]*\b( of| in| from| ago| hence|$)|\bweek (of|commencing|starting|beginning|\d+)|\bw/c\b|\bweeks? (starting|beginning)|after next|\b(mon|tue|wed|thu|fri|sat|sun)[a-z]* of (this|next|last|the)|(this|next|last|following|previous) week'?s? (on )?(mon|tue|wed|thu|fri|sat|sun|between|from|to)|(mon|tue|wed|thu|fri|sat|sun)[a-z]* (this|next|last) week|\b(of|in|from) (this|next|last|previous|the current) (month|week|year)|next year'?s|\d+ (this|next|last) month|^(first|second|third|last) (mon|tue|wed|thu|fri|sat|sun|day|week)"
    ),
    class!(
        "day of the month alone",
        r"^(on |around |between )?(the )?(\d{1,2}(st|nd|rd|th)?|(twenty[- ]|thirty[- ])?(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fifteenth|seventeenth|twentieth))( to the \w+| and (the )?\d{1,2}(st|nd|rd|th)?)?$|^(from )?(mon|tues|wednes|thurs|fri|satur|sun|tue|thu|sat|wed)(day)?,? (the )?(\d{1,2}(st|nd|rd|th)?|(twenty |thirty )?(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|fifteen|seventh))\b( until.*)?$|\btwelve (zero|o|ou)\b"
    ),
    class!(
        "offset or range in the manner of a command",
        r"^(in|within|for|after|give it|\+|-|this is) ?(about ~?)?(the next |the upcoming |next |upcoming )?(a|an|\d|one|two|three|four|five|ten|half)|\b(from|after|before|since|until) (today|tomorrow|tmrw|yesterday|next|last|now|\w*day\b|jan|the day)|(day|week|month|year|days|weeks|months|years) (after|before|from) |^(for |the |within |within the )?(next|last|past|previous|coming|upcoming|following) (\d+|one|two|three|four|five|ten|eleven|forty|couple)|\b(\d+|two|three) (upcoming|next|past|last|previous|following|fewer|extra|additional|more) |\bhence\b|in the future|\bfrom (this|that)|or later|and (after|later|greater)|or after|no later than|sooner than|greater than|(later|earlier) than|as late as|^(until|since|before|after|from|beginning|starting)\b|^=|^<|\bfor \d+ (week|day)|year to date"
    ),
];

/// Shorthand and misspellings, and names in lower case that are other words too.
static SPELLING: [Class; 4] = [
    class!(
        "day and month in digits without a full year",
        r"^((on|this|next|\w+day) )*\(?\d{1,2}[-/.]\d{1,2}([-/,]\d{2})?\)?$|^\d{1,2}/\d{1,2},\d+$|^(from |between )?\d{1,2}[-/]\d{1,2}( to |-)\d{1,2}[-/]\d{1,2}([-/]\d+)?$"
    ),
    class!(
        "shorthand or misspelling",
        r"tmrw|tmr\b|tomo|2morrow|tday|yest\b|celcius|farenheit|centigrate|\bdzs?\b|dozs|musd|mgbp|\b\d+ ?[ywd]\b|\b\d+mo\b|\b\d+d\b|^[a-z]{3,9}\d{1,2}\b|\d[a-z]{3}\b.*\d{4}|\byrs?\b|\bqtr|fourty|lkh|koti|krores|\bgs\b|k\.gs|egyptianpound|geneh|\bl\.?e\b|\d\d [a-z]{3}\d|[a-z]\d{1,2}, ?\d{4}|h[12]\b|[0-9]q[1-4]|\bq[1-4]-|-q[1-4]|week-end|week end|twentyfifth|thirtyfirst|seventythird|\bilions|\b\d{1,2}sep\b|\bh2\b|^\d{4}[- /]*[hq]\d|mins a "
    ),
    class!("month or weekday in lower case that is another word", r"^\b$"),
    class!(
        "text cut into tokens",
        r"\d \. \d|\w \. \w|\bc \$| \. $|^\d+ [/-] \d+$|\d{4} ?[/-] \d|\d{4} [/-]\d|\d -\d{4}|\d- \d|\d [/-] ?\d|^\d+ \d+ \d+$"
    ),
];

static NUMBERS: [Class; 6] = [
    class!(
        "digits and scale words in turn",
        r"\d (thousand|hundred|crore) (and )?\d|\d (hundred|crore) and|(hundred|trillion|billion) and (two |three )?hundred|\d hundred and|and three quarters million|two +thousand +and +two hundred"
    ),
    class!(
        "notation of science or programs",
        r"\d[ex^]\+?-?\d|\^|\d+\.\d+\.\d+|\bover\b|--|\{|\[|://|\+\d-\d|\d{3}-\d{4}|x10"
    ),
    class!("proportion", r"\b(in|out of)\b|fourth of$|percents of"),
    class!(
        "long fraction",
        r"(hundred|thousand|twenty|thirty|sixty|ninety|million|trillion|forty)[ -]*(and )?([a-z]+[ -])*(firsts?|seconds?|thirds|fourths|fifths|sixths|thirtieth|trillionths?|hundredths?|twenty-first|thousandths)$|^(an?|one|two|three) (twenty|thirty|hundred|hundredth|one)|trillionth|and (two thirds|three fifths|five ninths|three quarters|a half)$.*million|-hundred|fifths?$"
    ),
    class!(
        "coin or slang",
        r"nickel|dime|grand|bucks|\bquarters?$|naught|nought|\bnil\b|\bfew\b|\bpoint \d|adult|^turn|turns?$|sens\b"
    ),
    class!("letter of scale outside money", r"^-? ?[\d.,]+ ?[gbtml]$|\d ?G$|^\d+ l$|\d ?MM$|^- 10  k$"),
];

fn first(classes: &[Class], text: &str) -> Option<&'static str> {
    classes.iter().find(|(_, pattern)| pattern.is_match(text)).map(|(name, _)| *name)
}

/// Whether a name of a month or weekday that is also another word stands in lower case.
fn lower_case(input: &str) -> Option<&'static str> {
    static AMBIGUOUS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(may|march|mar|jan|dec|jun|sun|sat|mon|wed|thu|fri|august)\b").expect("a pattern")
    });
    AMBIGUOUS.is_match(input).then_some("month or weekday in lower case that is another word")
}

/// "5 days", "1 hour" beside times: what has a digit or a number word, or "a".
fn has_number(text: &str) -> bool {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        let words = "half|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|hundred|fortnight";
        Regex::new(&format!(r"(?i)\d|½|\b(a|an|{words})")).expect("a pattern")
    });
    NUMBER.is_match(text)
}

fn time(row: &Row<'_>) -> Option<&'static str> {
    let shown = row.shown.trim();
    static SHIFT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)(year|month|week|day|quarter|decade)s? (earlier|later)$").expect("a pattern")
    });
    let text = if SHIFT.is_match(shown) { shown.trim_end_matches("earlier").trim_end_matches("later") } else { shown };
    first(&TIMES, text).or_else(|| first(&SPELLING, shown)).or_else(|| {
        let written = row.input.get(..).map_or("", |input| input);
        let lower = row.shown.to_lowercase();
        let at = written.find(lower.as_str());
        at.and_then(|at| lower_case(&written[at..at + lower.len()]))
    })
}

fn number(row: &Row<'_>) -> Option<&'static str> {
    first(&NUMBERS, row.shown.trim()).or_else(|| first(&SPELLING, row.shown.trim()))
}

pub(crate) fn recognizers(row: &Row<'_>) -> Option<&'static str> {
    let sort = row.sort;
    match sort {
        "none" => first(&SPELLING, row.input),
        "time" | "timerange" | "datetime" | "datetimerange" | "datetimealt" | "timezone" => Some("time of day"),
        "set" => Some("repeated time"),
        "ordinal.relative" => Some("period without number or direction"),
        "date" | "daterange" => {
            if row.id.contains("Holiday") {
                return Some("feast or named year");
            }
            if !has_number(row.shown) && sort == "date" && row.shown.contains("day") && row.shown.len() < 12 {
                return time(row).filter(|_| !row.shown.ends_with("today"));
            }
            time(row)
        }
        "duration" => {
            let vague = (!has_number(row.shown)).then_some("period without number or direction");
            let out = first(&TIMES[3..4], row.shown).or_else(|| first(&SPELLING, row.shown)).or(vague);
            out.or_else(|| row.shown.starts_with("another").then_some("period without number or direction"))
        }
        "numberrange" => range(row).or_else(|| number(row)),
        "number" | "ordinal" | "percentage" => {
            if matches!(row.gold, Gold::Any) {
                return Some("unit or currency without a number");
            }
            number(row)
        }
        "currency" | "dimension" | "temperature" | "age" => {
            if matches!(row.gold, Gold::Any) || row.result["Resolution"]["value"].is_null() {
                return Some("unit or currency without a number");
            }
            number(row)
        }
        _ => Some("time of day"),
    }
}

/// Ranges of numbers: two numbers that plain words join, or one with a hedge.
fn range(row: &Row<'_>) -> Option<&'static str> {
    static PLAIN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(from |between )?[\w.,/ -]+ (to|and|through) [\w.,/ -]+$|^[\d.,]+ ?[-~] ?[\d.,]+$")
            .expect("a pattern")
    });
    let phrase = "whole phrase of comparison";
    match row.gold {
        Gold::Between(..) => {
            let words = row.shown.split_whitespace().any(|word| {
                matches!(
                    word.to_lowercase().as_str(),
                    "than"
                        | "more"
                        | "less"
                        | "above"
                        | "below"
                        | "least"
                        | "most"
                        | "equal"
                        | "but"
                        | "under"
                        | "over"
                )
            });
            (words || !PLAIN.is_match(row.shown)).then_some(phrase)
        }
        Gold::Bound(..) => {
            let odd = Regex::new(r"(?i)equal|[<>=]|smaller or|\bor (less|more) than|but|and|\bat\b.*\bor\b")
                .expect("a pattern");
            odd.is_match(row.shown).then_some(phrase)
        }
        _ => Some(phrase),
    }
}

pub(crate) fn duckling(row: &Row<'_>, expect: &str) -> Option<&'static str> {
    if expect == "=" {
        return Some("no value in the reference");
    }
    match row.sort {
        "Email" => Some("notation of science or programs"),
        "Time" => {
            if expect.contains("Holiday") || expect.contains('"') {
                return Some("feast or named year");
            }
            static GRAIN: LazyLock<Regex> =
                LazyLock::new(|| Regex::new(r"(Hour|Minute|Second)\)*$").expect("a pattern"));
            if GRAIN.is_match(expect.trim()) {
                return Some("time of day");
            }
            time(row)
        }
        "Duration" => {
            static SHORT: LazyLock<Regex> = LazyLock::new(|| {
                Regex::new(r#"(?i)\d ?m$|"|hour thirty|and 10$|quarters? (of )?(hour|hours)$|more|extra|additional|fewer|\d+h$|and half"#).expect("a pattern")
            });
            SHORT.is_match(row.shown).then_some("shorthand or misspelling")
        }
        _ => {
            if !row.shown.chars().any(|c| c.is_ascii_digit()) && !has_number(row.shown) && row.sort != "Ordinal" {
                return Some("unit or currency without a number");
            }
            static ARTICLE: LazyLock<Regex> = LazyLock::new(|| {
                Regex::new(r"(?i)^an? (?:pound|dollar)$|^[a-z]+ ringgit \d+$|and one$|below zero|\d+ ?c$|''")
                    .expect("a pattern")
            });
            if ARTICLE.is_match(row.shown) {
                return Some("unit or currency without a number");
            }
            number(row)
        }
    }
}

pub(crate) fn chrono(row: &Row<'_>) -> Option<&'static str> {
    if row.sort == "none" {
        static DATES: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"(?i)^2012$|^\s*2020\s*$|\b(3[0-9]|29|31)\b|^tuesday$|\d/\d|ago$").expect("a pattern")
        });
        return DATES
            .is_match(row.input)
            .then_some("impossible date, which is read to be reported, or a parser's strict mode");
    }
    let timed = row.result["expect"].as_object().is_some_and(|map| {
        map.keys().any(|key| key.contains("minute") || key.contains("timezone") || key.contains("second"))
    });
    let units =
        Regex::new(r"(?i)\b(min|mins|minute|minutes|hour|hours|sec|second|seconds|hr|hrs)\b").expect("a pattern");
    if timed || units.is_match(row.shown) {
        return Some("time of day");
    }
    if Regex::new(r"\b(BC|AD|BE|CE)\b").expect("a pattern").is_match(row.shown) {
        return Some("other calendar");
    }
    if Regex::new(r"\b(99|96|82|16)$|,?\s\d\d$").expect("a pattern").is_match(row.shown) && !row.shown.contains('/') {
        return Some("shorthand or misspelling");
    }
    time(row)
}

pub(crate) fn newsquant(row: &Row<'_>) -> Option<&'static str> {
    static WORDS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)\b(dozens|hundreds|thousands|millions|billions|couple|few|several|double|triple|single|twice|pair)\b",
        )
        .expect("a pattern")
    });
    static BROKEN: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\bPS\d|Y=\d").expect("a pattern"));
    let vague = WORDS.is_match(row.input);
    if row.sort.contains("pound sterling") && BROKEN.is_match(row.input)
        || row.sort.contains("yen") && BROKEN.is_match(row.input)
    {
        return Some("text cut into tokens");
    }
    match row.gold {
        Gold::Any => Some("no value in the reference"),
        Gold::Between(low, high) if vague && *high >= 10.0 * low => Some("vague time or amount"),
        Gold::Amount(value, _) if *value < 1.0 && row.input.contains(" out of ") => Some("proportion"),
        Gold::Amount(value, _) if vague && !row.input.contains(&format!("{value}")) && *value > 0.0 => {
            let written = crate::judge::words_of(*value).is_some_and(|word| row.input.to_lowercase().contains(word));
            (!written).then_some("vague time or amount")
        }
        Gold::Amount(1.0, _) => {
            let one = Regex::new(r"(?i)\bone\b|\b1(\.0)?\b|\b1 ?[a-z]").expect("a pattern");
            (!one.is_match(row.input)).then_some("unit or currency without a number")
        }
        _ => None,
    }
}

pub(crate) fn quantulum(row: &Row<'_>) -> Option<&'static str> {
    if !row.shown.chars().any(|c| c.is_ascii_digit()) && !has_number(row.shown) {
        return Some("unit or currency without a number");
    }
    static ARTICLE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)^an? [a-z]+$").expect("a pattern"));
    if ARTICLE.is_match(row.shown) {
        return Some("unit or currency without a number");
    }
    static MIDDLE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r" to |\band\b.*\d|^-?\d+-\d").expect("a pattern"));
    let digits = row.shown.chars().any(|c| c.is_ascii_digit());
    if digits && MIDDLE.is_match(row.shown) && row.result["uncertainty"].is_number() {
        return Some("range told by its middle");
    }
    first(&NUMBERS[..2], row.shown)
}

pub(crate) fn timebank(row: &Row<'_>, value: &str) -> Option<&'static str> {
    match row.sort {
        "TIME" => return Some("time of day"),
        "SET" => return Some("repeated time"),
        _ => {}
    }
    if value.ends_with("_REF") || value.starts_with("PX") || value.starts_with("PTX") || value.contains("XX") {
        return Some("vague time");
    }
    if value.starts_with('P') && row.sort == "DATE" {
        return Some("repeated time");
    }
    if value.contains('T') && !value.starts_with('P') {
        return Some("time of day");
    }
    if row.sort == "DURATION" {
        let vague = !has_number(row.shown) || !value.starts_with('P');
        return vague.then_some("period without number or direction").or_else(|| first(&TIMES[3..4], row.shown));
    }
    let first = time(row);
    first.filter(|class| *class != "offset or range in the manner of a command")
}
