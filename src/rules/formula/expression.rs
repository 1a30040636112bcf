//! Expressions, after names and types are checked.

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
        /// Functions of expressions.
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
    /// `round(x)` or `round(x, 1)`: rounded to a number of decimals
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
    /// (a fourth value: the share for numbers that are not round; a fifth: the share for numbers with three digits or more). Degrees
    /// may be temperatures or differences, and a unit may be another of its name: see the lists `unit-also-...`
    Alike = "alike",
    /// `percent(x)`: for messages, a share of one as a percentage
    Percent = "percent",
    /// `widen(x, 0.02)`: the range made wider by a share of its size at both ends
    Widen = "widen",
    /// `slack(x, 1)`: the range widened by an amount at both ends
    Slack = "slack",
    /// `exact(x)`: a whole number without rounding, as counts are, unless it is hedged
    Exact = "exact",
    /// `rounded(x)`: a number with two or more trailing zeros within half of its last other digit
    Rounded = "rounded",
    /// `first(xs)`: of a list
    First = "first",
    /// `makes(xs, r)`: whether some sum, difference or product of all numbers of a list makes another one
    Makes = "makes",
    /// `lent(xs, n)`: numbers without a unit in the unit of another one: "420 million euros: 180 million in Leeds"
    Lent = "lent",
    /// `loose(x)`: the range of a number, twice as wide: off by less than its last digit
    Loose = "loose",
    /// `digits(x)`: the number of digits of a written number, without the zeros before and behind them
    Digits = "digits",
    /// `slip(x, y)`: whether the digits of a computed number are those of a written one with two swapped, one changed, or the decimal
    /// point elsewhere
    Slip = "slip",
    /// `weekday(d)`: the days of the week on which a date can fall
    Weekday = "weekday",
    /// `day_name(d)`: the day of the week written next to a date
    DayName = "day_name",
    /// `supported(d)`: whether another date of the draft without a year, near this one, does fall on its weekday
    Supported = "supported",
    /// `same_year(d, e)`: whether the weekdays of two dates without years can be right in one year, or in neighbouring ones
    SameYear = "same_year",
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
    /// `gap(d1, d2)`: the same; a date without a year is the one nearest to the other date
    Gap = "gap",
    /// `born(p)`: the birth of a person, from the fact files
    Born = "born",
    /// `died(p)`: the death of a person, from the fact files
    Died = "died",
    /// `holds(p, o)`, `holds(p, o, 365)`: true if a person has an office, a party or a currency on the day of the
    /// draft, within a number of days, or on a day given as `holds(p, o, 0, d)`; false only if the facts give another one, or list every
    /// holder
    Holds = "holds",
    /// `lacks(p, o)`, `lacks(p, o, d)`: false if the facts say that they have it on every possible day, otherwise unknown
    Lacks = "lacks",
    /// `ended(o)`, `ended(o, 365)`: true if every listed term of an office, a name or a currency ended that many days before the
    /// draft
    Ended = "ended",
    /// `held(p, o)`: what they have instead
    Held = "held",
    /// `holder(o)`: who has it on the days of the draft
    Holder = "holder",
    /// `served(p, s)`: true if a person ever had an office of a place; false only if they had one of another place of its kind
    Served = "served",
    /// `service(p, s)`: the places of that kind of which they had an office
    Service = "service",
    /// `within(t, c)`: true if a place is in another one
    Within = "within",
    /// `around(t)`: the place that contains it
    Around = "around",
    /// `office(p)`: the offices that the draft gives a person by full name
    Office = "office",
    /// `career(p)`: every office that the facts list for a person
    Career = "career",
    /// `shared(p, q)`: those that two people have had
    Shared = "shared",
    /// `of(o, c)`, `of('capital', c)`: those offices, or those of a fluent that places hold, that belong to a place
    Of = "of",
    /// `term(p, o, d1, d2, early, late, near)`: true if a person had an office between two days, one of which may be `unknown`,
    /// with tolerances in days for too early and too late; beyond `near` days from every listed term, another office is meant
    Term = "term",
    /// `elected(p, o, d, early, late, near)`: the same for an election, possibly one of several
    Elected = "elected",
    /// `terms(p, o)`: for messages, the days of the listed terms
    Terms = "terms",
    /// `nth(p, o, n)`: true if a person is the n-th holder
    Nth = "nth",
    /// `numbers(p, o)`: for messages, which in the row they are
    Numbers = "numbers",
    /// `is(x, 'us-independent')`: whether it is the place, person or office of that id
    Is = "is",
    /// `name(x)`: for messages, its name in the facts
    Name = "name",
    /// `given(x)`: whether an optional capture was there
    Given = "given",
    /// `hedged(x)`: true if the number has a hedge such as "about"
    Hedged = "hedged",
}

/// An expression. Captures are numbers of the pattern's list of captures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Expr {
    /// A number as the rule author wrote it.
    Number(f64),
    /// A text in quotes: a unit, a word.
    Text(String),
    /// The value of a capture.
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
    /// A binary operation, such as `x + y`.
    Binary(Op, Box<Expr>, Box<Expr>),
}

// Literals are never NaN: the reader takes digits only.
impl Eq for Expr {}
