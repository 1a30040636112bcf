//! What rule files say, after linking: ids are numbers, dates are days.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::checks::OptionSpec;
use super::formula::Rule;
use crate::findings::Severity;
use crate::time::{Day, Term, When};

macro_rules! id {
    ($(#[$doc:meta] $name:ident),*) => {$(
        #[$doc]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub u32);
    )*};
}
id! {
    /// Number of a pack in its table.
    PackId,
    /// Number of a country, organisation or other seat of offices in its table.
    EntityId,
    /// Number of a person in its table.
    PersonId,
    /// Number of an office in its table.
    OfficeId,
    /// Number of a tenure in its table.
    TenureId,
    /// Number of a title, as "foreign minister", in its table.
    TitleId
}

/// The file and line of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The file.
    pub pack: PackId,
    /// 1-based line of the row's header.
    pub line: u32,
}

/// One fact file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pack {
    /// As `united-states/executive`.
    pub id: String,
    /// Path below its `facts/` folder, as `united-states/executive.toml`; a user's file: as given.
    pub path: String,
    /// Through this day the open terms are known right, unless a row says otherwise.
    pub verified: Day,
    /// The sources of the facts.
    pub sources: Vec<String>,
    /// Licence note, may be empty.
    pub licence: String,
}

/// A country, state, organisation, agency or house that offices belong to (`[[place]]` in fact files).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// As `united-states`.
    pub id: String,
    /// As "United States".
    pub name: String,
    /// Other names: "U.S.", "America", "the Fed".
    pub aliases: Vec<String>,
    /// Adjectives: "American", "U.S.".
    pub adjectives: Vec<String>,
    /// `country`, `state`, `organisation`, `city`, ...; free text for people.
    pub kind: String,
    /// The place that contains it.
    pub within: Option<EntityId>,
    /// Abbreviations: "Vt.", "VT". Only patterns use these.
    pub abbreviations: Vec<String>,
    /// Other places that contain a place of this name.
    pub also_in: Vec<EntityId>,
    /// Its offices that places hold: its capital, the membership of an organisation.
    pub of_places: Vec<OfficeId>,
    /// Its row.
    pub row: Row,
}

/// A person, and how texts call them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// As `joe-biden`.
    pub id: String,
    /// As "Joe Biden".
    pub name: String,
    /// Other full forms; a form of one word is used only with a title ("Pope Francis").
    pub aliases: Vec<String>,
    /// Names used alone after a title: "Biden". By default the last word of the name.
    pub surnames: Vec<String>,
    /// Ids of other people whose name is one of the aliases.
    pub namesakes: Vec<String>,
    /// Birth.
    pub born: Option<When>,
    /// Death; the person lives on that day.
    pub died: Option<When>,
    /// What the person is known for, as names of word lists after `life-of-`: "music", "science".
    pub occupations: Vec<String>,
    /// Whether the person held offices of more than one sovereign state.
    pub several_states: bool,
    /// The place that this person represents in offices held by places: a member, a capital.
    pub place: Option<EntityId>,
    /// Tenures, in order of their first days.
    pub tenures: Vec<TenureId>,
    /// Their row.
    pub row: Row,
}

/// A position that people hold for a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// As `us-president`.
    pub id: String,
    /// Whose office it is.
    pub of: EntityId,
    /// What its holder is called, lower case; the first is used in messages.
    pub titles: Vec<String>,
    /// The same titles as numbers of the table.
    pub title_ids: Vec<TitleId>,
    /// The fluent, as checks name it: `tenure`, `member`, `capital`, `name`, `party`.
    pub fluent: String,
    /// The declaration of the fluent.
    pub sort: Fluent,
    /// Words for the holder's government after a surname: "administration".
    pub metonyms: Vec<String>,
    /// The number of simultaneous holders.
    pub seats: u16,
    /// From this day on every holder is listed: absence is evidence only from here.
    pub complete_from: Option<Day>,
    /// Days by which a known day may miss a term at either end.
    pub grace: i32,
    /// Whether a holder that is not listed is none on any day, before and after the list too: a capital.
    pub timeless: bool,
    /// The Wikidata item, as `Q11696`.
    pub wikidata: Option<String>,
    /// The number of the first listed tenure, where all since are listed and counted: "the 44th president".
    pub numbered: Option<u32>,
    /// Years that a holder has at least.
    pub least_age: i16,
    /// Whether holders keep the title after they leave: "Governor X" by the surname alone, with no place, is courtesy.
    pub courtesy: bool,
    /// Whether the office exists in many places: a mention without a place may mean another one, and contradicts nothing.
    pub local: bool,
    /// Tenures, in order of their first days.
    pub tenures: Vec<TenureId>,
    /// Its row.
    pub row: Row,
}

/// A fluent, that is, a type of dated fact (`[[fluent]]`). Without a declaration, people hold a `tenure`, and places
/// everything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fluent {
    /// Whether places hold it, not people.
    pub held_by_places: bool,
    /// Whether patterns alone look for its titles; else they are phrases that every draft is searched for.
    pub by_patterns: bool,
    /// Whether history, courtesy and namesakes weaken its claims.
    pub filtered: bool,
}

impl Fluent {
    /// The properties of an undeclared fluent.
    pub fn undeclared(id: &str) -> Self {
        let tenure = id == TENURE;
        Self { held_by_places: !tenure, by_patterns: false, filtered: tenure }
    }
}

/// How a tenure row may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Standing {
    /// Supports and contradicts.
    Sourced,
    /// Contested: supports, never contradicts.
    Disputed,
    /// No source written down: supports, never contradicts.
    Unsourced,
}

/// One person in one office for one stretch of days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tenure {
    /// The office.
    pub office: OfficeId,
    /// The person.
    pub holder: PersonId,
    /// Day of the election or nomination, if recorded.
    pub elected: Option<When>,
    /// The days.
    pub term: Term,
    /// Whether the person acted for the holder; supports, never contradicts.
    pub acting: bool,
    /// How far the row may be used.
    pub standing: Standing,
    /// The source of the fact, if the row gives it.
    pub source: Option<String>,
    /// Its row.
    pub row: Row,
}

/// The kind of a place that is an organisation of the place that contains it: an agency, a house of parliament.
pub const ORGANISATION: &str = "organisation";

/// The default fluent of an office, held by people.
pub const TENURE: &str = "tenure";

/// The fluent of names: a name that a place has had since a day.
pub const NAME: &str = "name";

impl Tenure {
    /// Returns `true` if the row may contradict a draft, not only support it.
    pub fn contradicts(&self) -> bool {
        !self.acting && self.standing == Standing::Sourced
    }
}

/// The meaning of a phrase in the lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Meaning {
    /// A full name or alias of two or more words.
    Name(PersonId),
    /// A surname, or a one-word name: it means the person only with a title or after the full name.
    Surname(PersonId),
    /// A title of one or more offices.
    Title(TitleId),
    /// The title of a place that holds an office: "NATO member", "capital".
    Status(TitleId),
    /// A place that holds offices, as their holder.
    Member(PersonId),
    /// A noun for a country or organisation.
    Place(EntityId),
    /// An adjective for a country or organisation.
    Adjective(EntityId),
}

impl Meaning {
    /// Returns `true` if the phrase may start with a lower-case letter, as titles do and names do not.
    pub fn may_be_small(self) -> bool {
        matches!(self, Self::Title(_) | Self::Status(_))
    }
}

/// A list of words with its properties for the ledger of evidence and for patterns (`[list.NAME]`).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct WordList {
    /// Where an item counts as evidence: `governs`, `behind` or `sentence`; or `asked`.
    pub position: Option<String>,
    /// Maximum number of words between a mention and an item `behind` it.
    pub gap: u8,
    /// Points for now that an item is worth; negative against it.
    pub weight: i8,
    /// For `sentence`: points outside the clause of the mention.
    pub elsewhere: i8,
    /// Words or phrases, lower case, apostrophes straight.
    pub items: Vec<String>,
}

impl WordList {
    /// Returns `true` if its words are looked up one by one, and sentences are not searched for them.
    pub fn is_asked(&self) -> bool {
        self.position.as_deref() == Some("asked")
    }

    /// Returns `true` if only the clause parser uses its words.
    pub fn is_of_clauses(&self) -> bool {
        self.position.as_deref() == Some("clause")
    }
}

/// A unit of measure or a currency, and how texts write it (`[unit.NAME]`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct UnitWords {
    /// What it measures, such as `length`; units of one dimension can be converted. Each currency is a dimension: `money-usd`.
    pub dimension: String,
    /// How many base units of the dimension one of it makes.
    pub factor: f64,
    /// Added after the factor: 273.15 for degrees Celsius in kelvins.
    pub offset: f64,
    /// Words after the number, in lower case: "mile", "miles".
    pub names: Vec<String>,
    /// Symbols after the number, case-sensitive: "km", "°C".
    pub symbols: Vec<String>,
    /// Symbols before the number, compared with their case: "$", "US$".
    pub before: Vec<String>,
    /// Symbols that are also words ("in"): units only in brackets, after a larger unit, or before a word of measure.
    pub weak: Vec<String>,
    /// How messages write one of it and several, if not as the first two names: "degree Celsius", "degrees Celsius".
    pub shown: Vec<String>,
}

/// Words that make a number a rough one (`[hedge.NAME]`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct HedgeWords {
    /// Words before the number: "about".
    pub items: Vec<String>,
    /// Words after it: "or more".
    pub after: Vec<String>,
    /// The fraction by which the intended number may be below the written one: -0.1.
    pub low: f64,
    /// How far above it: 0.1.
    pub high: f64,
}

/// The words of one language (`rules/words/en.toml`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Words {
    /// ISO 639 code: `en`.
    pub language: String,
    /// Lists by name.
    pub lists: BTreeMap<String, WordList>,
    /// Phrases that messages are built from, by name (`[text]`): `day = "{day} {month} {year}"`.
    pub text: BTreeMap<String, String>,
    /// Words with numbers, by name (`[table.NAME]`): `twenty = 20`.
    pub tables: BTreeMap<String, BTreeMap<String, f64>>,
    /// Units of measure and currencies by name.
    pub units: BTreeMap<String, UnitWords>,
    /// Hedges by name.
    pub hedges: BTreeMap<String, HedgeWords>,
    /// The fluents whose titles only patterns search for, by which patterns capture them.
    pub titled: Vec<String>,
}

impl Words {
    /// The items of a list; empty if it does not exist.
    pub fn items(&self, list: &str) -> &[String] {
        self.lists.get(list).map_or(&[], |list| &list.items)
    }

    /// Adds more words: lists, tables and hedges of the same name are extended, units and phrases are replaced.
    pub fn join(&mut self, more: Self) {
        for (name, list) in more.lists {
            match self.lists.get_mut(&name) {
                Some(known) => known.items.extend(list.items),
                None => {
                    self.lists.insert(name, list);
                }
            }
        }
        for (name, hedge) in more.hedges {
            match self.hedges.get_mut(&name) {
                Some(known) => {
                    known.items.extend(hedge.items);
                    known.after.extend(hedge.after);
                }
                None => {
                    self.hedges.insert(name, hedge);
                }
            }
        }
        for (name, table) in more.tables {
            self.tables.entry(name).or_default().extend(table);
        }
        self.text.extend(more.text);
        self.units.extend(more.units);
    }
}

/// Whether an example must flag or must pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Expect {
    /// Exactly one finding of the check, at the marked place.
    Flag,
    /// No finding of the check.
    Pass,
}

/// An example draft of a check (`[[check.flag]]`, `[[check.pass]]`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// Flag or pass.
    pub expect: Expect,
    /// The draft; `[[...]]` marks the primary place of a flag example.
    pub draft: String,
    /// The day it is checked for.
    pub as_of: Option<Day>,
    /// Format of the draft: `plain` unless said.
    pub format: Option<String>,
    /// The transcript, for checks that compare quotations.
    pub transcript: Option<String>,
    /// Packs it is checked with; empty: all.
    pub facts: Vec<String>,
    /// Texts of the related places that must be shown.
    pub related: Vec<String>,
    /// A pass example that need not match anything, with the reason.
    pub unmatched: Option<String>,
    /// 1-based line in the check's file.
    pub line: u32,
}

/// The value of a key that a kind of check declares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum CheckOption {
    /// A string.
    Text(String),
    /// A list of strings.
    Texts(Vec<String>),
    /// A list of lists of strings.
    Groups(Vec<Vec<String>>),
    /// A whole number.
    Number(i64),
    /// Yes or no.
    Flag(bool),
}

/// One check (`rules/checks/*.toml`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// Kebab-case.
    pub id: String,
    /// Which kind reads it: `tenure`, ...
    pub kind: String,
    /// For kind `tenure`: which dated facts it takes: `tenure`, `life`, ...
    pub fluents: Vec<String>,
    /// The ceiling of its findings.
    pub severity: Severity,
    /// Whether it runs by default.
    pub enabled: bool,
    /// Language it is written for, `en` unless said.
    pub language: String,
    /// One sentence.
    pub summary: String,
    /// What it finds, why, what it ignores, what to do.
    pub manual: String,
    /// Message and label templates by name; `message` is the headline, `fix.past` is named `fix.past`.
    pub messages: BTreeMap<String, String>,
    /// Further keys, which its kind declares.
    pub options: BTreeMap<String, CheckOption>,
    /// Its patterns, for kinds that have them.
    pub patterns: Vec<Rule>,
    /// Examples in file order.
    pub examples: Vec<Example>,
    /// Path of its file below its rules folder: `checks/office-holder.toml`; a user's file: as given.
    pub path: String,
    /// 1-based line of its `[check]` header.
    pub line: u32,
}

impl Check {
    /// A text of its options.
    pub fn text(&self, option: OptionSpec) -> Option<&str> {
        match self.options.get(option.name) {
            Some(CheckOption::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// A list of its options; one string is a list of one.
    pub fn texts(&self, option: OptionSpec) -> &[String] {
        match self.options.get(option.name) {
            Some(CheckOption::Text(text)) => std::slice::from_ref(text),
            Some(CheckOption::Texts(texts)) => texts,
            _ => &[],
        }
    }

    /// Lists of its options.
    pub fn groups(&self, option: OptionSpec) -> &[Vec<String>] {
        match self.options.get(option.name) {
            Some(CheckOption::Groups(groups)) => groups,
            _ => &[],
        }
    }

    /// A number of its options.
    pub fn number(&self, option: OptionSpec) -> Option<i64> {
        match self.options.get(option.name) {
            Some(&CheckOption::Number(number)) => Some(number),
            _ => None,
        }
    }

    /// The value as a count; `otherwise` if the file gives none.
    pub fn count(&self, option: OptionSpec, otherwise: usize) -> usize {
        self.number(option).and_then(|number| usize::try_from(number).ok()).unwrap_or(otherwise)
    }

    /// A boolean option; the default is `false`.
    pub fn flag(&self, option: OptionSpec) -> bool {
        matches!(self.options.get(option.name), Some(CheckOption::Flag(true)))
    }
}
