//! The words of values made ready for look-up: number words, units, hedges, months.

use std::collections::BTreeMap;
use std::sync::Arc;

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::Interval;
use crate::language::tokens::{Seconds, Token, tokens};
use crate::rules::Words;
use crate::text::{Bloom, Span, hash, same};

/// Number of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(u16);

/// A unit of measure or a currency.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// As in `[unit.mile]`.
    pub name: Arc<str>,
    /// What it measures; units of one dimension can be converted.
    pub dimension: Arc<str>,
    /// Base units of the dimension.
    pub factor: f64,
    /// Added after the factor.
    pub offset: f64,
}

impl Unit {
    /// Returns `true` for a currency.
    pub fn is_money(&self) -> bool {
        self.dimension.starts_with(MONEY)
    }

    /// Returns `true` for units that are not added to others: "20 degrees 30 minutes" is an angle, "5 euros 20" a price.
    pub(super) fn is_money_or_temperature(&self) -> bool {
        self.is_money() || self.offset != 0.0
    }

    /// Returns `true` for a unit of length.
    pub(super) fn is_length(&self) -> bool {
        &*self.dimension == LENGTH
    }

    /// Returns `true` for a unit of time.
    pub fn is_time(&self) -> bool {
        &*self.dimension == TIME
    }
}

const MONEY: &str = "money-";
const TIME: &str = "time";
const LENGTH: &str = "length";

macro_rules! names {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum $name { $($variant,)* }
        impl $name {
            const ALL: &[(Self, &str)] = &[$((Self::$variant, $text),)*];
        }
    };
}
names! {
    /// Words with numbers (`[table.NAME]`).
    Table {
        Cardinal = "cardinal",
        Scale = "scale",
        ScalePlural = "scale-plural",
        ScaleLetter = "scale-letter",
        Collective = "collective",
        Ordinal = "ordinal",
        Part = "part",
        Sign = "fraction-sign",
        Month = "month",
        Weekday = "weekday",
        Season = "season",
        Decade = "decade",
        RelativeDay = "relative-day",
        Relative = "relative",
        DayPart = "day-part",
        Period = "period",
        Meridiem = "meridiem",
    }
}
names! {
    /// Word lists of values (`[list.NAME]`).
    List {
        Article = "number-article",
        And = "number-and",
        Of = "number-of",
        Point = "number-point",
        Minus = "number-minus",
        NotANumber = "not-a-number",
        Percent = "percent",
        Points = "points",
        Rate = "rate",
        RangeBetween = "range-between",
        RangeTo = "range-to",
        RangeOr = "range-or",
        RangeAnd = "range-and",
        RangeDash = "range-dash",
        RangeBy = "range-by",
        FractionLink = "fraction-link",
        AmbiguousMonth = "month-ambiguous",
        MonthCue = "month-cue",
        MonthCapital = "month-capital",
        Counted = "counted",
        More = "number-more",
        MoneyQualifier = "money-qualifier",
        OrdinalEnding = "ordinal-ending",
        Ago = "ago",
        Earlier = "earlier",
        Later = "later",
        AgeBefore = "age-before",
        AgeAfter = "age-after",
        DimensionAdjective = "dimension-adjective",
        YearCue = "year-cue",
        YearCueWeak = "year-cue-weak",
        YearWord = "year-word",
        DecadeEnding = "decade-ending",
        YearEnd = "year-end",
        The = "the",
        DateOf = "date-of",
        WeekdayLink = "weekday-link",
        QuarterLetter = "quarter-letter",
        TimeZone = "time-zone",
    }
}

/// Position of a unit relative to its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A word after it.
    Name,
    /// A symbol after it.
    Symbol,
    /// A symbol before it.
    Before,
    /// A symbol after it that is also a word.
    Weak,
}

/// Meaning of a word or phrase.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Sense {
    Table(Table, f64),
    List(List),
    Unit(UnitId, Form),
    /// Low and high fraction; whether it follows the number.
    Hedge(f64, f64, bool),
}

/// A phrase by its first word.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Phrase {
    /// The words after the first, lower case, each with its hash.
    pub(super) rest: Box<[(u64, Box<str>)]>,
    /// All words with their case, if that matters.
    pub(super) exact: Option<Box<[Box<str>]>>,
    pub(super) sense: Sense,
}

/// Bit set of the possible meanings of phrases that start with a word, tested before looking the phrases up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Senses(u64);

impl Senses {
    pub(super) const fn table(table: Table) -> Self {
        Self(1 << table as u32)
    }

    pub(super) const fn list(list: List) -> Self {
        Self(1 << (TABLES + list as u32))
    }

    pub(super) const fn unit(form: Form) -> Self {
        Self(1 << (TABLES + LISTS + form as u32))
    }

    pub(super) const fn hedge() -> Self {
        Self(1 << (TABLES + LISTS + FORMS))
    }

    pub(super) fn of(sense: Sense) -> Self {
        match sense {
            Sense::Table(table, _) => Self::table(table),
            Sense::List(list) => Self::list(list),
            Sense::Unit(_, form) => Self::unit(form),
            Sense::Hedge(..) => Self::hedge(),
        }
    }

    /// Returns `true` if the two intersect.
    pub(super) const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Tables, and names of units: words that alone make a sentence worth reading for values.
    pub(super) const fn of_values() -> Self {
        Self((1 << TABLES) - 1).with(Self::unit(Form::Name))
    }
}

const TABLES: u32 = Table::ALL.len() as u32;
const LISTS: u32 = List::ALL.len() as u32;
const FORMS: u32 = 4;
const _: () = assert!(TABLES + LISTS + FORMS < u64::BITS);

/// Everything that begins with one word.
#[derive(Debug)]
struct Entry {
    word: CompactString,
    /// Possible meanings of the word as a phrase.
    alone: Senses,
    /// Possible meanings of all of them.
    senses: Senses,
    seconds: Seconds,
    /// The longest first.
    phrases: Vec<Phrase>,
}

/// The words of a language for recognising values.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    /// By the hash of the word.
    by_first: FxHashMap<u64, Entry>,
    /// These hashes: most words begin nothing.
    opens: Bloom<64>,
    units: Vec<Unit>,
    by_name: BTreeMap<String, UnitId>,
    /// Units that readers need by name.
    pub(super) year: Option<UnitId>,
}

impl Lexicon {
    pub(super) fn new(words: &Words) -> Self {
        let mut lexicon = Self::default();
        for &(table, name) in Table::ALL {
            for (word, &value) in words.tables.get(name).into_iter().flatten() {
                lexicon.add(word, false, Sense::Table(table, value));
            }
        }
        for &(list, name) in List::ALL {
            for word in words.items(name) {
                lexicon.add(word, false, Sense::List(list));
            }
        }
        for hedge in words.hedges.values() {
            for (items, behind) in [(&hedge.items, false), (&hedge.after, true)] {
                for word in items {
                    lexicon.add(word, false, Sense::Hedge(hedge.low, hedge.high, behind));
                }
            }
        }
        lexicon.add_units(words);
        lexicon.year = lexicon.unit_named("year");
        lexicon
    }

    fn add_units(&mut self, words: &Words) {
        for (name, unit) in words.units.iter().take(usize::from(u16::MAX)) {
            let id = UnitId(self.units.len() as u16);
            let forms = [
                (&unit.names, Form::Name),
                (&unit.symbols, Form::Symbol),
                (&unit.before, Form::Before),
                (&unit.weak, Form::Weak),
            ];
            for (items, form) in forms {
                for word in items {
                    self.add(word, form != Form::Name, Sense::Unit(id, form));
                }
            }
            self.by_name.insert(name.clone(), id);
            self.units.push(Unit {
                name: name.as_str().into(),
                dimension: unit.dimension.as_str().into(),
                factor: unit.factor,
                offset: unit.offset,
            });
        }
    }

    fn add(&mut self, phrase: &str, exact: bool, sense: Sense) {
        let tokens = tokens(phrase, Span::new(0, phrase.len()));
        // A hyphen between two words of a phrase may be a space in a text, and the other way round.
        let is_joint = |at: usize| at > 0 && at + 1 < tokens.len() && tokens[at].lower == "-";
        let kept: Vec<usize> = (0..tokens.len()).filter(|&at| !is_joint(at)).collect();
        let Some((&first, rest)) = kept.split_first() else { return };
        let raw = |&at: &usize| Box::from(tokens[at].span.of(phrase));
        let phrase = Phrase {
            rest: rest.iter().map(|&at| (tokens[at].hash, tokens[at].lower.as_str().into())).collect(),
            exact: exact.then(|| kept.iter().map(raw).collect()),
            sense,
        };
        self.opens.add(tokens[first].hash);
        let entry = self.by_first.entry(tokens[first].hash).or_insert_with(|| Entry {
            word: tokens[first].lower.clone(),
            alone: Senses::default(),
            senses: Senses::default(),
            seconds: Seconds::default(),
            phrases: Vec::new(),
        });
        entry.senses = entry.senses.with(Senses::of(sense));
        match phrase.rest.first() {
            Some((second, _)) => entry.seconds.add(*second),
            None => entry.alone = entry.alone.with(Senses::of(sense)),
        }
        let rank = |phrase: &Phrase| (phrase.rest.len(), phrase.exact.is_some());
        let place = entry.phrases.partition_point(|other| rank(other) >= rank(&phrase));
        entry.phrases.insert(place, phrase);
    }

    /// Phrases that begin with a word, the longest first.
    pub(super) fn phrases(&self, word: &str) -> &[Phrase] {
        self.entry(word, hash(word)).map_or(&[], |entry| &entry.phrases)
    }

    /// Phrases that begin with a token, the longest first, and what those may mean that the next token allows.
    pub(super) fn begun(&self, token: &Token, next: Option<&Token>) -> (Senses, &[Phrase]) {
        let Some(entry) = self.entry(&token.lower, token.hash) else {
            return (Senses::default(), &[]);
        };
        (if entry.seconds.may_go_on(next) { entry.senses } else { entry.alone }, &entry.phrases)
    }

    fn entry(&self, word: &str, hash: u64) -> Option<&Entry> {
        let find = || self.by_first.get(&hash).filter(|entry| same(&entry.word, word));
        if self.opens.may_hold(hash) { find() } else { None }
    }

    /// The unit whose symbol precedes numbers.
    pub(super) fn unit_before(&self, symbol: &str) -> Option<UnitId> {
        self.phrases(&symbol.to_lowercase()).iter().find_map(|phrase| match phrase.sense {
            Sense::Unit(unit, Form::Before) => {
                let exact = phrase.exact.as_ref().is_some_and(|words| words.len() == 1 && *words[0] == *symbol);
                exact.then_some(unit)
            }
            _ => None,
        })
    }

    /// The factor of a scale letter.
    pub(super) fn letter(&self, letter: &str) -> Option<f64> {
        self.phrases(letter).iter().find_map(|phrase| match phrase.sense {
            Sense::Table(Table::ScaleLetter, value) if phrase.rest.is_empty() => Some(value),
            _ => None,
        })
    }

    /// Returns `true` if a list has an item that is this single word.
    pub(super) fn has(&self, list: List, word: &str) -> bool {
        self.phrases(word).iter().any(|phrase| phrase.rest.is_empty() && phrase.sense == Sense::List(list))
    }

    pub(super) fn unit(&self, id: UnitId) -> &Unit {
        &self.units[usize::from(id.0)]
    }

    pub(super) fn unit_named(&self, name: &str) -> Option<UnitId> {
        self.by_name.get(name).copied()
    }

    /// An interval in another unit of the same dimension.
    pub(super) fn convert(&self, interval: Interval, from: UnitId, to: UnitId) -> Option<Interval> {
        let (a, b) = (self.unit(from), self.unit(to));
        (a.dimension == b.dimension)
            .then(|| interval.scaled(a.factor, a.offset).scaled(1.0 / b.factor, -b.offset / b.factor))
    }
}
