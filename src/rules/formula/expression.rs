//! Expressions as plain data, after names and types are judged.

use serde::{Deserialize, Serialize};

/// A comparison or an operation of arithmetic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Op {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `==`: the ranges meet.
    Equal,
    /// `!=`: they do not.
    Unequal,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
    /// `and`
    And,
    /// `or`
    Or,
}

macro_rules! functions {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),* $(,)?) => {
        /// What an expression may call.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum Function {
            $($(#[$doc])* $variant),*
        }

        impl Function {
            /// The function of that name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)*
                    _ => None,
                }
            }

            /// The names of all functions.
            pub fn names() -> impl Iterator<Item = &'static str> {
                [$($name),*].into_iter()
            }
        }
    };
}

functions! {
    /// `abs(x)`
    Abs = "abs",
    /// `min(x, y, ...)` or `min(xs)`
    Min = "min",
    /// `max(x, y, ...)` or `max(xs)`
    Max = "max",
    /// `round(x)` or `round(x, 1)`: to so many decimals
    Round = "round",
    /// `sum(xs)`
    Sum = "sum",
    /// `count(xs)`
    Count = "count",
    /// `number(q)`: the figure as written, its unit away
    Number = "number",
    /// `convert(q, 'km')`: the figure in that unit
    Convert = "convert",
    /// `like(a, b)`: for messages, the first quantity in the unit of the second
    Like = "like",
    /// `alike(a, b, 0.12)`: whether two quantities in different units are the same one, off by at most such a share
    /// (a fourth value: the share for numbers that are not round). Degrees may
    /// be temperatures or differences, and a unit may be another of its name: see the lists `unit-also-...`
    Alike = "alike",
    /// `percent(x)`: for messages, a share of one as a percentage
    Percent = "percent",
    /// `widen(x, 0.02)`: the range made wider by a share of its size at both ends
    Widen = "widen",
    /// `slack(x, 1)`: the range made wider by so much at both ends
    Slack = "slack",
    /// `exact(x)`: a whole number taken at its word, as counts are, unless a hedge stands by
    Exact = "exact",
    /// `rounded(x)`: a number with two or more trailing zeros within half of its last other digit
    Rounded = "rounded",
    /// `weekday(d)`: the days of the week on which a date can fall
    Weekday = "weekday",
    /// `day_name(d)`: the day of the week that is written beside a date
    DayName = "day_name",
    /// `supported(d)`: whether another date of the draft without a year, near this one, does fall on its weekday
    Supported = "supported",
    /// `date(d)`: the date without its weekday, in the words of messages
    Date = "date",
    /// `exists(d)`: whether the calendar has such a day
    Exists = "exists",
    /// `year(d)`
    Year = "year",
    /// `years(d1, d2)`: whole years from one day to another, as ages are counted
    Years = "years",
    /// `days(d1, d2)`: days from one to another
    Days = "days",
    /// `born(p)`: the birth of a person, from the fact files
    Born = "born",
    /// `died(p)`: the death of a person, from the fact files
    Died = "died",
    /// `holds(p, o)`, `holds(p, o, 365)`: whether somebody has an office, a party, a currency on the days of the draft, give or take
    /// so many; no only where the facts say what they have in its place, or list every holder
    Holds = "holds",
    /// `held(p, o)`: what they have of that sort
    Held = "held",
    /// `holder(o)`: who has it on the days of the draft
    Holder = "holder",
    /// `served(p, s)`: whether somebody has ever had an office of a place; no only where it was of another place of its kind
    Served = "served",
    /// `service(p, s)`: the places of that kind of which they had one
    Service = "service",
    /// `within(t, c)`: whether a place lies in another
    Within = "within",
    /// `around(t)`: where it lies
    Around = "around",
    /// `office(p)`: the offices that the draft gives somebody by the full name
    Office = "office",
    /// `of(o, c)`: those offices that belong to a place
    Of = "of",
    /// `term(p, o, d1, d2, early, late, near)`: whether somebody had an office between two days, one of which may be `unknown`, told so
    /// many days too early or too late; `near`: what lies further from every listed term is another office
    Term = "term",
    /// `elected(p, o, d, early, late, near)`: the same for an election, which may be one of several
    Elected = "elected",
    /// `terms(p, o)`: for messages, the days of the listed terms
    Terms = "terms",
    /// `nth(p, o, n)`: whether somebody is so many in the row of all holders
    Nth = "nth",
    /// `numbers(p, o)`: for messages, which in the row they are
    Numbers = "numbers",
    /// `is(x, 'us-independent')`: whether it is the place, person or office of that id
    Is = "is",
    /// `name(x)`: for messages, what the facts call it
    Name = "name",
    /// `given(x)`: whether an optional capture was there
    Given = "given",
    /// `hedged(x)`: whether a word such as "about" stands by the number
    Hedged = "hedged",
}

/// An expression. Captures are numbers of the pattern's list of captures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Expr {
    /// A number as the rule author wrote it.
    Number(f64),
    /// A text in quotes: a unit, a word.
    Text(String),
    /// What a capture took.
    Capture(u8),
    /// The day of the draft.
    Today,
    /// A day that the sentence does not give.
    Unknown,
    /// The words of the place that is marked first.
    Match,
    /// The words from one capture to another.
    Range(u8, u8),
    /// A call.
    Call(Function, Vec<Expr>),
    /// `not x`
    Not(Box<Expr>),
    /// `-x`
    Negate(Box<Expr>),
    /// `x + y` and its like.
    Binary(Op, Box<Expr>, Box<Expr>),
}

// Literals are never NaN: the reader takes digits only.
impl Eq for Expr {}
