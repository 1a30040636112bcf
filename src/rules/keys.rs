//! Every table of a rule file with its keys: what each takes and means. Editors learn them as a JSON Schema.

pub use super::pattern_keys::{EVIDENCE, PATTERN};
use crate::findings::Severity;

/// Type of a value.
#[derive(Debug, Clone, Copy)]
pub enum Takes {
    /// A string with more in it than white space.
    Text,
    /// Such a string, or a list of them.
    Texts,
    /// Lower-case words joined by hyphens.
    Kebab,
    /// `true` or `false`.
    Boolean,
    /// A whole number within bounds.
    Integer(i64, i64),
    /// A number, with or without a fraction.
    Number,
    /// One day: a TOML date.
    Day,
    /// A day known exactly or approximately.
    When,
    /// The same, or `"unknown"`.
    Until,
    /// One of some words.
    Word(fn() -> Vec<&'static str>),
    /// The name of a kind of check.
    Kind,
    /// A table of strings under names that the author chooses.
    NamedTexts,
    /// A table of strings or lists of them under such names.
    NamedLists,
    /// A table of such words under such names.
    NamedWords(fn() -> Vec<&'static str>),
    /// A table of tables of numbers, all under such names.
    NamedNumbers,
    /// A table of tables under such names: `[list.NAME]`.
    Named(&'static Keys),
    /// One table: `[pack]`.
    Table(&'static Keys),
    /// Many tables: `[[person]]`.
    Tables(&'static Keys),
}

/// A key.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// Type of its value.
    pub takes: Takes,
    /// Whether it must be there.
    pub required: bool,
    /// Its meaning.
    pub what: &'static str,
}

/// The keys of a table.
#[derive(Debug, Clone, Copy)]
pub struct Keys {
    /// The table as a file writes it; empty for the file itself.
    pub header: &'static str,
    /// Its keys.
    pub keys: &'static [Key],
}

pub(super) const fn must(name: &'static str, takes: Takes, what: &'static str) -> Key {
    Key { name, takes, required: true, what }
}

pub(super) const fn may(name: &'static str, takes: Takes, what: &'static str) -> Key {
    Key { name, takes, required: false, what }
}

const NOTES: Key = may("notes", Takes::Text, "A note for readers of the file, which the program ignores.");
const WIKIDATA: Key = may("wikidata", Takes::Text, "The Wikidata item, for example Q30.");
const ID: Key = must("id", Takes::Text, "The id that other rows refer to. A row with an existing id adds to that row.");

/// The top level of a file. Its tables determine the type of the file.
pub const FILE: Keys = Keys {
    header: "",
    keys: &[
        may("pack", Takes::Table(&PACK), "Marks a file of facts, and gives their origin."),
        may("fluent", Takes::Tables(&FLUENT), "A type of dated fact."),
        may("place", Takes::Tables(&PLACE), "A country, an organisation, a company."),
        may("person", Takes::Tables(&PERSON), "A person."),
        may("office", Takes::Tables(&OFFICE), "A position that people hold for a period."),
        may("tenure", Takes::Tables(&TENURE), "One person in one office for one period."),
        may("language", Takes::Text, "Marks a file of words, and gives their language, for example \"en\"."),
        may("list", Takes::Named(&LIST), "Word lists. Items join the list of the same name."),
        may("unit", Takes::Named(&UNIT), "Units of measure."),
        may("hedge", Takes::Named(&HEDGE), "Words that widen a number to a range, such as \"about\"."),
        may("table", Takes::NamedNumbers, "Words with their numeric values."),
        may("text", Takes::NamedTexts, "Phrases that messages are built from."),
        may("check", Takes::Table(&CHECK), "A check."),
    ],
};

const PACK: Keys = Keys {
    header: "[pack]",
    keys: &[
        must("id", Takes::Text, "The name of the pack, for example \"house/rowing-club\"."),
        must("verified", Takes::Day, "The day on which open terms were last verified."),
        may("sources", Takes::Texts, "Addresses of the sources."),
        may("licence", Takes::Text, "The licence of the sources."),
        NOTES,
    ],
};

fn held_by() -> Vec<&'static str> {
    super::raw_rows::HELD_BY.map(|(word, _)| word).to_vec()
}

fn searched() -> Vec<&'static str> {
    super::raw_rows::SEARCHED.map(|(word, _)| word).to_vec()
}

const FLUENT: Keys = Keys {
    header: "[[fluent]]",
    keys: &[
        must("id", Takes::Text, "The id that offices and checks refer to."),
        must("held-by", Takes::Word(held_by), "The type of its holders."),
        may(
            "searched",
            Takes::Word(searched),
            "Where its titles are searched for: everywhere in a draft, or only by patterns. Default: \"everywhere\".",
        ),
        may(
            "filters",
            Takes::Boolean,
            "If true, courtesy, namesakes and history weaken its claims, as for offices. Default: false.",
        ),
        NOTES,
    ],
};

const PLACE: Keys = Keys {
    header: "[[place]]",
    keys: &[
        ID,
        may("name", Takes::Text, "Its name."),
        may("aliases", Takes::Texts, "Other names."),
        may("adjectives", Takes::Texts, "Adjectives derived from it, for example \"Polish\"."),
        may("abbreviations", Takes::Texts, "Abbreviations of the name, for example \"Vt.\". Only patterns use these."),
        may("kind", Takes::Text, "The type of place, for example \"company\"."),
        may("within", Takes::Text, "The id of the larger place that contains it."),
        may("also-in", Takes::Texts, "The ids of further places that contain it."),
        WIKIDATA,
        NOTES,
    ],
};

const PERSON: Keys = Keys {
    header: "[[person]]",
    keys: &[
        ID,
        may("name", Takes::Text, "The full name."),
        may("aliases", Takes::Texts, "Other spellings of the full name."),
        may("surnames", Takes::Texts, "Surnames. Default: the last word of the name."),
        may("surname", Takes::Texts, "The same as `surnames`."),
        may("namesakes", Takes::Texts, "Ids of other people whose name is one of the aliases."),
        may("several-states", Takes::Boolean, "The person held offices of more than one sovereign state."),
        may("born", Takes::When, "The day of birth."),
        may("died", Takes::When, "The day of death."),
        may(
            "occupations",
            Takes::Texts,
            "What the person is known for: word lists `life-of-...` without the prefix, for example \"music\".",
        ),
        WIKIDATA,
        NOTES,
    ],
};

const OFFICE: Keys = Keys {
    header: "[[office]]",
    keys: &[
        ID,
        may("of", Takes::Text, "The id of the place whose office it is."),
        may("titles", Takes::Texts, "The titles of the holder, the usual one first."),
        may(
            "metonyms",
            Takes::Texts,
            "Words for the holder's government after a surname, for example \"administration\".",
        ),
        may("seats", Takes::Integer(1, 1000), "The number of simultaneous holders. Default: 1."),
        may("complete-from", Takes::Day, "Every holder since this day is listed."),
        may("grace", Takes::Integer(0, 400), "Days by which a draft may miss a term at either end. Default: 1."),
        may(
            "least-age",
            Takes::Integer(0, 100),
            "The minimum age of a holder. Default: 18; use 0 for inherited offices.",
        ),
        may("courtesy", Takes::Boolean, "Holders keep the title after they leave."),
        may("local", Takes::Boolean, "The office exists in many places: only a mention with the place can contradict."),
        may("fluent", Takes::Text, "The type of dated fact. Default: \"tenure\"."),
        may(
            "numbered",
            Takes::Integer(1, 1000),
            "The ordinal number of the first listed tenure; each later one counts one more.",
        ),
        may("timeless", Takes::Boolean, "A holder that is not listed never held it, as for capitals."),
        WIKIDATA,
        NOTES,
    ],
};

fn statuses() -> Vec<&'static str> {
    super::raw_rows::STATUSES.iter().map(|(word, _)| *word).collect()
}

const TENURE: Keys = Keys {
    header: "[[tenure]]",
    keys: &[
        must("office", Takes::Text, "The id of the office."),
        must("holder", Takes::Text, "The id of the person, or of the place that is a member."),
        may("elected", Takes::When, "The day of the election."),
        must("from", Takes::When, "The first day."),
        may(
            "until",
            Takes::Until,
            "The day of leaving, or \"unknown\" if it was not recorded. Without it the term is open.",
        ),
        may(
            "seen",
            Takes::Day,
            "The last day on which a term without `until`, or with an unknown one, was verified. Default: `verified` of the pack, and `from` if the end is unknown.",
        ),
        may("acting", Takes::Boolean, "An acting holder."),
        may("status", Takes::Word(statuses), "Such a row supports claims and never contradicts one."),
        may("source", Takes::Text, "The address of the source."),
        NOTES,
    ],
};

fn positions() -> Vec<&'static str> {
    super::words::POSITIONS.to_vec()
}

const LIST: Keys = Keys {
    header: "[list.NAME]",
    keys: &[
        may(
            "position",
            Takes::Word(positions),
            "Where an item of a weighted list counts: directly before a mention (`governs`), `behind` it, or anywhere in its `sentence` (the default). `asked`: words that are looked up one by one and cannot be used in patterns. `clause`: words that only the clause parser uses.",
        ),
        may(
            "gap",
            Takes::Integer(0, 20),
            "Maximum number of words between a mention and an item `behind` it. Default: 0.",
        ),
        may(
            "weight",
            Takes::Integer(-20, 20),
            "Evidence for now in points, negative against it. Default: 0, no evidence.",
        ),
        may(
            "elsewhere",
            Takes::Integer(-20, 20),
            "For `sentence`: points outside the clause of the mention. Default: 0.",
        ),
        may("items", Takes::Texts, "The words and phrases."),
        NOTES,
    ],
};

const UNIT: Keys = Keys {
    header: "[unit.NAME]",
    keys: &[
        must("dimension", Takes::Text, "What it measures. Units of the same dimension can be compared."),
        may("factor", Takes::Number, "Its size in the base unit of the dimension. Default: 1."),
        may("offset", Takes::Number, "A number added after the factor is applied, as for degrees. Default: 0."),
        may("names", Takes::Texts, "Its names."),
        may("symbols", Takes::Texts, "Its symbols, case-sensitive."),
        may("before", Takes::Texts, "Symbols before the number."),
        may("weak", Takes::Texts, "Names that are units only in unambiguous contexts."),
        may("shown", Takes::Texts, "Its singular and plural in messages. Default: its first two names."),
        NOTES,
    ],
};

const HEDGE: Keys = Keys {
    header: "[hedge.NAME]",
    keys: &[
        may("items", Takes::Texts, "Words before the number."),
        may("after", Takes::Texts, "Words after it."),
        may("low", Takes::Number, "The fraction by which the number may be smaller. Default: 0."),
        may("high", Takes::Number, "The fraction by which the number may be larger. Default: 0."),
        NOTES,
    ],
};

pub(super) fn severities() -> Vec<&'static str> {
    [Severity::Error, Severity::Warning, Severity::Hint].map(Severity::word).to_vec()
}

pub(super) const SEVERITY: &str = "The severity of its findings.";

/// A check. Its further keys are those of its kind: [`KindSpec`](super::KindSpec).
pub const CHECK: Keys = Keys {
    header: "[check]",
    keys: &[
        must("id", Takes::Kebab, "The name of the rule. It replaces a built-in check of the same name."),
        must("kind", Takes::Kind, "The kind of check."),
        may("fluents", Takes::Texts, "The types of dated facts that it checks."),
        must("severity", Takes::Word(severities), SEVERITY),
        may("enabled", Takes::Boolean, "If false, it runs only if settings enable it. Default: true."),
        may("language", Takes::Text, "The language of its drafts. Default: \"en\"."),
        must("summary", Takes::Text, "What it finds, in one sentence."),
        must("manual", Takes::Text, "What `factlint explain` prints."),
        may("message", Takes::Text, "The headline of a finding."),
        may("label", Takes::NamedTexts, "Messages at places."),
        may("note", Takes::NamedTexts, "Messages below the source excerpt."),
        may("fix", Takes::NamedTexts, "Texts for suggested fixes."),
        must("flag", Takes::Tables(&FLAG), "A draft that is flagged, with [[ ]] around the place."),
        must("pass", Takes::Tables(&PASS), "A draft that passes."),
    ],
};

const DRAFT: Key = must("draft", Takes::Text, "The text.");
const AS_OF: Key = may("as-of", Takes::Day, "The day of the draft.");
const FORMAT: Key = may("format", Takes::Text, "The input format. Default: plain text.");
const TRANSCRIPT: Key = may("transcript", Takes::Text, "The transcript, for checks that compare quotations.");
const PACKS: Key = may("facts", Takes::Texts, "The ids of the fact packs to run it with.");
const UNMATCHED: Key = may("unmatched", Takes::Boolean, "The check deliberately reads nothing in it. Needs `why`.");
const WHY: Key = may("why", Takes::Text, "Why the check reads nothing in it.");

const FLAG: Keys = Keys {
    header: "[[check.flag]]",
    keys: &[
        DRAFT,
        AS_OF,
        FORMAT,
        TRANSCRIPT,
        PACKS,
        may("related", Takes::Texts, "Texts of the other places of the finding."),
        UNMATCHED,
        WHY,
    ],
};

const PASS: Keys = Keys { header: "[[check.pass]]", keys: &[DRAFT, AS_OF, FORMAT, TRANSCRIPT, PACKS, UNMATCHED, WHY] };

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::rules::toml_reader::ASKED;
    use crate::rules::{Facts, read};
    use crate::text::Input;

    /// The keys that the parser reads in files with every table, by the header of the table.
    fn asked() -> BTreeMap<String, BTreeSet<&'static str>> {
        let files = [
            "[pack]\n[[fluent]]\n[[place]]\n[[person]]\n[[office]]\n[[tenure]]\n",
            "language = \"en\"\n[list.NAME]\n[unit.NAME]\n[hedge.NAME]\n[table.NAME]\n[text]\n",
            "[check]\n[[check.flag]]\n[[check.pass]]\n[[check.evidence]]\n[[check.pattern]]\n[[check.pattern.evidence]]\n",
        ];
        ASKED.with_borrow_mut(BTreeMap::clear);
        read(Facts::default(), &files.map(|text| Input::file("a.toml", text)), &[]);
        ASKED.take()
    }

    fn tables(keys: &'static Keys, found: &mut Vec<&'static Keys>) {
        found.push(keys);
        for key in keys.keys {
            if let Takes::Table(keys) | Takes::Tables(keys) | Takes::Named(keys) = key.takes {
                tables(keys, found);
            }
        }
    }

    #[test]
    fn readers_ask_for_the_keys_that_are_described() {
        let mut described = vec![&EVIDENCE];
        tables(&PATTERN, &mut described);
        tables(&FILE, &mut described);
        let described: BTreeMap<String, BTreeSet<&str>> = described
            .into_iter()
            .map(|table| (table.header.to_owned(), table.keys.iter().map(|key| key.name).collect()))
            .collect();
        let mut asked = asked();
        let check = asked.get_mut(CHECK.header).expect("a check is read");
        assert!(check.remove("pattern") && check.remove("evidence"), "patterns and evidence belong to kinds");
        assert_eq!(asked, described);
    }
}
