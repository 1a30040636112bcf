//! The classes out of scope that a text shows, as patterns. docs/recognisers.md says why each is out.

use std::sync::LazyLock;

use regex::Regex;

/// The names of classes as the table in docs/recognisers.md has them.
pub(crate) mod name {
    pub(crate) const CLOCK: &str = "times of day";
    pub(crate) const SET: &str = "repeated times";
    pub(crate) const FEAST: &str = "feasts and named years";
    pub(crate) const VAGUE: &str = "vague times and amounts";
    pub(crate) const PART: &str = "parts of a period";
    pub(crate) const UNNAMED: &str = "periods without number or direction";
    pub(crate) const COUNTED: &str = "counted weekdays and weeks";
    pub(crate) const DAY: &str = "a day of the month alone";
    pub(crate) const OFFSET: &str = "offsets in the manner of commands";
    pub(crate) const SHORTHAND: &str = "misspellings and shorthand";
    pub(crate) const LOWER: &str = "months and weekdays that are other words";
    pub(crate) const CUT: &str = "text that was cut or broken";
    pub(crate) const NO_YEAR: &str = "day and month in digits without a full year";
    pub(crate) const SPOKEN: &str = "a day in cardinal words, a year in two digits";
    pub(crate) const SCIENCE: &str = "notation of science and programs";
    pub(crate) const PROPORTION: &str = "proportions";
    pub(crate) const LONG: &str = "long fractions, digits and scale words in turn";
    pub(crate) const COIN: &str = "coins and slang";
    pub(crate) const LETTER: &str = "letters of scale outside money";
    pub(crate) const NO_NUMBER: &str = "a unit or currency without a number";
    pub(crate) const COMPARISON: &str = "whole phrases of comparison";
    pub(crate) const CALENDAR: &str = "years before Christ and other calendars";
    pub(crate) const IMPOSSIBLE: &str = "impossible dates, years alone in a strict mode";
    pub(crate) const MODE: &str = "models and modes of the reference that read less";
    pub(crate) const MIDDLE: &str = "ranges told by their middle";
    pub(crate) const UNIT: &str = "units that no draft uses";
    pub(crate) const NOTHING: &str = "no value in the reference, or a slip of it";
}

/// What sort of expression a pattern is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    /// Dates and periods.
    Time,
    /// Stretches of time.
    Duration,
    /// Numbers and quantities.
    Number,
    /// All of them.
    Any,
}

const WEEKDAY: &str = "(mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(day)?";
const MONTH: &str = "(january|february|march|april|may|june|july|august|sept|september|october|november|december)";
const ORDINAL: &str = "(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fifteenth|seventeenth|twentieth)";

/// `{W}`, `{M}` and `{O}` stand for names of weekdays and months and for ordinals; case does not count.
const PATTERNS: &[(Of, &str, &[&str])] = &[
    (
        Of::Time,
        name::CLOCK,
        &[
            r"\d:\d|\b\d{1,2}( ?\d\d)? ?(a\.?m\b|p\.?m\b|[ap]\b)|\d+h\d*\b|\b\d+ ?h\b|\b(a|p) m\b",
            r"o'? ?clock|noon|midnight|mid ?day|morning|afternoon|evening|night|daytime|mealtime",
            r"\blunch|breakfast|dinner|business hour|happy hour|after (work|school|hours)",
            r"\b(gmt|utc|[cmpe][sd]?t|jst|bst)\b|\bT\d\d|\+\d\d:?\d\d|\d\d:?\d\dz",
            r"half past|\bpast \d|quarter (to|past)|\b(at|@) \d{1,4}\b|\btwelve (zero|o|ou)\b",
        ],
    ),
    (
        Of::Time,
        name::SET,
        &[
            r"\b(every|each|daily|weekly|biweekly|monthly|hourly|quarterly|yearly|annual|annually|everyday|weekdays)\b",
            r"\b(mon|tues|wednes|thurs|fri|satur|sun)days\b",
        ],
    ),
    (
        Of::Time,
        name::FEAST,
        &[
            r"christmas|xmas|easter|thanksgiving|halloween|labou?r day|(father|mother)'?s'? day|new ?year|independence",
            r"memorial day|\bmlk\b|luther|rama[dtz]|\beid|yuandan|black friday|cyber monday|clean monday|earth day|saint",
            r"juneteenth|freedom day|jubilee|workers|holiday|birthday|(fourth|4th) of july|\botd\b|veteran|tax day|super tuesday",
            r"\bfiscal|school year|\b[cs]y ?\d|calendar year|\bseasons?$",
        ],
    ),
    (
        Of::Any,
        name::VAGUE,
        &[
            r"\b(few|several|some|couple|recent|many)\b|^(days|weeks|months|years|time|the time|that time|hours)( ago)?$",
        ],
    ),
    (
        Of::Time,
        name::VAGUE,
        &[
            r"\b(recently|soon|now|date|currently|future|previously|once|then|while|ever|other|asap|moment|latest|near)$",
            r"\b(current|decades|centuries|the past)$|\bnow\b|to date|as soon as|from time to time|short term",
        ],
    ),
    (
        Of::Time,
        name::PART,
        &[
            r"\b(early|late|mid|middle|end|ends|beginning|start|starting|rest|later|earlier|half|part of|eo[dmy]|bo[ym])\b",
        ],
    ),
    (
        Of::Any,
        name::UNNAMED,
        &[
            r"^(in |during |for |on |of |by )?(my |a |the |that |same |this same )?(same |following |previous |latest |corresponding |whole |entire |full |all |half |another |year-?(earlier|ago) |current )?(day|week|weekend|month|quarter|year|decade|period|century|summer|winter|spring|fall|autumn|fortnight|hour|minute|business day|work ?week)( before| after)?\.?$",
            r"^(all|full|half|another)[- ](day|week|month|year)|^another|(next|this) work ?week$",
        ],
    ),
    (
        Of::Time,
        name::UNNAMED,
        &[
            r"year-?(ago|earlier)( quarter| period)?$|\bperiod\b|^(the )?(day|week|month|year) (after|before)( the)? next$",
            r"that (day|week|month|year|time|same)|the following|same (day|week|month|year)",
        ],
    ),
    (
        Of::Time,
        name::COUNTED,
        &[
            r"\b({O}|last|\d+(st|nd|rd|th)) (last )?({W}|week|day|weekend|ten days|month)s?,? (of|in|from)\b|\b({O}) ({W}|day|week|weekend)$",
            r"\b(\d+|one|two|three|four) {W}s? (ago|from|hence|later)|^(the )?\d+(st|nd|rd|th) (last )?(day|week|{W})",
            r"closest|\bweek (of|commencing|starting|beginning|\d+)|\bw/c\b|\bweeks? (starting|beginning)|after (the )?next",
            r"\b{W} of (this|next|last|the)|{W} (this|next|last) week|(this|next|last|following|previous) week'?s?,? .*{W}",
            r"\b({O}|third) week |\b(of|in|from) (this|next|last|previous|the current) (month|week|year)|\d+(st|nd|rd|th)? (this|next|last) month",
        ],
    ),
    (
        Of::Time,
        name::DAY,
        &[
            r"^(on |around |between )?(the )?(\d{1,2}(st|nd|rd|th)?|(twenty[- ]|thirty[- ])?{O})( to the \w+| and (the )?\d{1,2}(st|nd|rd|th)?)?$",
            r"^(from )?{W},? (the )?(\d{1,2}(st|nd|rd|th)?|(twenty |thirty )?({O}|fifteen))\b( until.*)?$",
        ],
    ),
    (
        Of::Time,
        name::OFFSET,
        &[
            r"^(in|within|for|after|give it|\+|-|this is) ?(about ~?)?(the next |the upcoming |next |upcoming )?(a|an|\d|one|two|three|four|five|ten|half)",
            r"\b(from|after|before|since|until) (today|tomorrow|tmrw|yesterday|next|last|now|\w*day\b|jan|the day)| in (a|1|\d+) years?$",
            r"(day|week|month|year)s? (after|before|from) |\bhence\b|in the future|\bfrom (this|that)|\bfor \d+ (week|day)",
            r"^(for |the |within |within the )?(next|last|past|previous|coming|upcoming|following) (\d+|one|two|three|four|five|ten|eleven|forty|couple)",
            r"\b(\d+|two|three) (upcoming|next|past|last|previous|following|fewer|extra|additional|more) |year to date| \+\d|\bafter (this|next) ",
            r"or later|and (after|later|greater)|or after|no later than|sooner than|greater than|(later|earlier) than|as late as|^=|^<",
            r"^(until|since|before|after|from|beginning|starting)\b",
        ],
    ),
    (
        Of::Any,
        name::SHORTHAND,
        &[
            r"tmrw|tmr\b|tomo\b|2morrow|tday|yest\b|celcius|farenheit|centigrate|\bdzs?\b|dozs|\d+ m[a-z]{3}$|twenty m[a-z]{3}$",
            r"\b\d+ ?[ywd]\b|\b\d+mo\b|\byrs?\b|\bqtr|fourty|lkh|koti|krores|\bgs\b|k\.gs|egyptianpound|geneh|\bl\.?e\b|mins a ",
            r"^({W}, ?)?[a-z]{3,9}\d{1,2}\b|\d\d [a-z]{3}\d|[a-z]\d{1,2}, ?\d{4}|\d[a-z]{3}\b.*\d{4}|\b\d{1,2}sep\b|[a-z]{5,}\. \d",
            r"h[12]\b|[0-9]q[1-4]|\bq[1-4]-|-q[1-4]|^\d{4}[- /]*[hq]\d|week-end|week end|[a-z]—[a-z]|, fri$",
            r"(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety){O}",
        ],
    ),
    (
        Of::Any,
        name::CUT,
        &[
            r" , |\w - \w|^- \d|\d \. \d|\w \. \w|\bc \$| \. $|^\d+ [/-] \d+$|\d{4} ?[/-] \d|\d{4} [/-]\d",
            r"\d -\d{4}|\d- \d|\d [/-] ?\d|^\d+ \d+ \d+$",
        ],
    ),
    (
        Of::Time,
        name::NO_YEAR,
        &[
            r"^((on|this|next|\w+day) )*\(?\d{1,2}[-/.]\d{1,2}([-/,]\d{2})?\)?$|^\d{1,2}/\d{1,2},\d+$",
            r"^(from |between )?\d{1,2}[-/]\d{1,2}( to |-)\d{1,2}[-/]\d{1,2}([-/]\d+)?$",
        ],
    ),
    (
        Of::Time,
        name::SPOKEN,
        &[
            r"{M} (twenty|thirty|fifteen)|\b(twenty|thirty|fifteen) ?[a-z]* {M}\b|^\d+ {M} nineteen",
            r"\d(st|nd|rd|th)? [a-z]+ (of )?\d\d$|^[a-z]+ (3[2-9]|[4-9]\d)$|^[a-z]+ \d+,? \d\d$",
        ],
    ),
    (
        Of::Number,
        name::LONG,
        &[
            r"\d (thousand|hundred|crore) (and )?\d|\d (hundred|crore) and|(hundred|trillion|billion) and (two |three )?hundred",
            r"\d hundred and|and three quarters million|two +thousand +and +two hundred|fifths?$|-hundred|trillionth",
            r"(hundred|thousand|twenty|thirty|sixty|ninety|million|forty)[ -]*(and )?([a-z]+[ -])*(firsts?|seconds?|thirds|fourths|fifths|sixths|thirtieth|hundredths?|thousandths)$",
            r"^(an?|one|two|three) (twenty|thirty|hundred|hundredth|one)|and (two thirds|three fifths|five ninths|three quarters|a half)$.*million",
        ],
    ),
    (Of::Number, name::SCIENCE, &[r"\d[ex^]\+?-?\d|\^|\d+\.\d+\.\d+|\bover\b|--|\{|\[|://|\+\d-\d|\d{3}-\d{4}|x10"]),
    (Of::Number, name::PROPORTION, &[r"\b(in|out of)\b|fourth of$|percents of"]),
    (
        Of::Number,
        name::COIN,
        &[r"nickel|dime|grand|bucks|\bquarters?$|naught|nought|\bnil\b|\bpoint \d|adult|turns?$|sens\b"],
    ),
    (Of::Number, name::LETTER, &[r"^-? ?[\d.,]+ ?[gbtml]$|\d ?G$|\d ?MM$|^-? ?[\d.]+ +k$"]),
];

static COMPILED: LazyLock<Vec<(Of, &str, Regex)>> = LazyLock::new(|| {
    let full = |pattern: &str| {
        let pattern = pattern.replace("{W}", WEEKDAY).replace("{M}", MONTH).replace("{O}", ORDINAL);
        Regex::new(&format!("(?i){pattern}")).expect("a pattern")
    };
    let all =
        PATTERNS.iter().flat_map(|(of, name, patterns)| patterns.iter().map(move |pattern| (*of, *name, *pattern)));
    all.map(|(of, name, pattern)| (of, name, full(pattern))).collect()
});

/// The first class of a sort that a text shows.
pub(crate) fn class(of: Of, text: &str) -> Option<&'static str> {
    let fits = |(sort, _, pattern): &&(Of, &str, Regex)| (*sort == of || *sort == Of::Any) && pattern.is_match(text);
    COMPILED.iter().find(fits).map(|(_, name, _)| *name)
}

/// Whether a text shows a pattern, case aside.
pub(crate) fn shows(text: &str, pattern: &str) -> bool {
    Regex::new(&format!("(?i){pattern}")).expect("a pattern").is_match(text)
}
