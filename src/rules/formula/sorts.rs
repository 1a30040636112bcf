//! Types of captures and of expressions.

use serde::{Deserialize, Serialize};

/// The type of a capture, as in `{a:quantity}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Sort {
    /// A bare number: "27", "two and a half million".
    Number,
    /// "50 percent", "50%".
    Percent,
    /// "two-thirds", "half", "one in four".
    Fraction,
    /// "third", "50th".
    Ordinal,
    /// "$3.5 million".
    Money,
    /// A number with a unit that is neither money nor time: "10 miles", "-30 C".
    Measure,
    /// A number, money or a measure.
    Quantity,
    /// A quantity, or a stretch of time.
    Amount,
    /// "two percentage points".
    Points,
    /// A rate: "100 a day", "$3 an hour".
    Rate,
    /// "10 years", "three days".
    Duration,
    /// "43-year-old", "aged 43", and the bare number of "Jane Holt, 43,".
    Age,
    /// A bare number or an age: "was 43", "was 43 years old".
    Years,
    /// A day of the calendar, with or without its year.
    Date,
    /// A month, with or without its year.
    Month,
    /// A year.
    Year,
    /// A date, a month or a year, whichever is written.
    Time,
    /// Any of these, a season, a decade, or a period by the draft's day: "last Friday".
    When,
    /// "the 17th century".
    Century,
    /// "three years ago".
    Ago,
    /// "three weeks later", from another date; negative for "earlier".
    Later,
    /// A time of day, as the time since midnight: "09:15", "2 p.m.".
    Clock,
    /// A day of the week.
    Weekday,
    /// A proper name: words with capitals.
    Name,
    /// Any one word.
    Word,
    /// Values that a sentence lists with words between: "12 in Leeds, 8 in York and 3 in Hull".
    Series,
    /// Amounts of one kind that follow each other in a sentence, whatever is between them.
    Row,
    /// Names or words that a sentence lists: "Leeds, York and Hull".
    Items,
    /// The list of the document that a colon at the end of a sentence opens, with the first value of each item.
    Bullets,
    /// An item of a word list, or a title of a fluent that only patterns search for.
    Item,
    /// A person in the facts: by full name, or by surname if the draft gives the full name with an office.
    Person,
    /// A country, state, organisation, company or city, by a name or an adjective.
    Place,
    /// A country or a state of one, by a name.
    Country,
    /// The same by an adjective: "Polish".
    Nationality,
    /// A state or province, by a name or an abbreviation.
    State,
    /// A city, by its name.
    City,
    /// An organisation or a company, by a name.
    Organisation,
    /// A title, with the place to which it belongs if that is next to it.
    Office,
}

/// Every type that a pattern may name.
const SORTS: [(&str, Sort); 37] = [
    ("number", Sort::Number),
    ("percent", Sort::Percent),
    ("fraction", Sort::Fraction),
    ("ordinal", Sort::Ordinal),
    ("money", Sort::Money),
    ("measure", Sort::Measure),
    ("quantity", Sort::Quantity),
    ("amount", Sort::Amount),
    ("points", Sort::Points),
    ("rate", Sort::Rate),
    ("duration", Sort::Duration),
    ("age", Sort::Age),
    ("years", Sort::Years),
    ("date", Sort::Date),
    ("month", Sort::Month),
    ("year", Sort::Year),
    ("time", Sort::Time),
    ("when", Sort::When),
    ("century", Sort::Century),
    ("ago", Sort::Ago),
    ("later", Sort::Later),
    ("clock", Sort::Clock),
    ("weekday", Sort::Weekday),
    ("name", Sort::Name),
    ("word", Sort::Word),
    ("series", Sort::Series),
    ("row", Sort::Row),
    ("items", Sort::Items),
    ("bullets", Sort::Bullets),
    ("person", Sort::Person),
    ("place", Sort::Place),
    ("country", Sort::Country),
    ("nationality", Sort::Nationality),
    ("state", Sort::State),
    ("city", Sort::City),
    ("organisation", Sort::Organisation),
    ("office", Sort::Office),
];

impl Sort {
    /// The type with that name; word lists use [`Sort::Item`] and have no name here.
    pub fn from_name(name: &str) -> Option<Self> {
        SORTS.iter().find(|(known, _)| *known == name).map(|&(_, sort)| sort)
    }

    /// Its name; empty for an item, which a word list names.
    pub fn name(self) -> &'static str {
        SORTS.iter().find(|(_, sort)| *sort == self).map_or("", |(name, _)| name)
    }

    /// Returns `true` if its values come from the facts.
    pub fn is_known(self) -> bool {
        self.value() == Type::Known
    }

    /// The names of all types.
    pub fn names() -> impl Iterator<Item = &'static str> {
        SORTS.iter().map(|(name, _)| *name)
    }

    /// The type of such a capture in expressions.
    pub fn value(self) -> Type {
        match self {
            Self::Number | Self::Percent | Self::Points | Self::Fraction | Self::Ordinal => Type::Number,
            Self::Money
            | Self::Measure
            | Self::Quantity
            | Self::Amount
            | Self::Rate
            | Self::Duration
            | Self::Age
            | Self::Years
            | Self::Clock
            | Self::Later
            | Self::Ago => Type::Quantity,
            Self::Date | Self::Month | Self::Year | Self::Time | Self::When | Self::Century => Type::Date,
            Self::Weekday => Type::Weekday,
            Self::Series | Self::Row | Self::Bullets => Type::Numbers,
            Self::Items => Type::Things,
            Self::Name | Self::Word | Self::Item => Type::Text,
            Self::Person
            | Self::Place
            | Self::Country
            | Self::Nationality
            | Self::State
            | Self::City
            | Self::Organisation
            | Self::Office => Type::Known,
        }
    }
}

/// Type of an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// A number without a unit, as an interval. Percentages and fractions are shares of one.
    Number,
    /// A number that may have a unit, as an interval.
    Quantity,
    /// A day, known exactly or approximately.
    Date,
    /// A set of days of the week.
    Weekday,
    /// Words of the draft.
    Text,
    /// A person, place or office in the facts.
    Known,
    /// Yes, no, or unknown.
    Truth,
    /// Several numbers or quantities.
    Numbers,
    /// Several of anything else: they can be counted.
    Things,
}

impl Type {
    /// As faults call it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Number => "a number",
            Self::Quantity => "a quantity",
            Self::Date => "a date",
            Self::Weekday => "a weekday",
            Self::Text => "words",
            Self::Known => "a person, a place or an office",
            Self::Truth => "a comparison",
            Self::Numbers => "a list of numbers",
            Self::Things => "a list",
        }
    }

    /// The list of such things.
    pub(super) fn listed(self) -> Self {
        match self {
            Self::Number | Self::Quantity => Self::Numbers,
            _ => Self::Things,
        }
    }

    /// Returns `true` for operands of arithmetic.
    pub(super) fn is_numeric(self) -> bool {
        matches!(self, Self::Number | Self::Quantity)
    }
}
