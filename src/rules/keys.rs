//! Every table of a rule file with its keys: what each takes and means. Editors learn them as a JSON Schema.

use super::formula::{Scope, Sort};
use crate::findings::Severity;

/// What a key takes.
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
    /// A day known exactly or roughly.
    When,
    /// The same, or `"unknown"`.
    Until,
    /// One of some words.
    Word(fn() -> Vec<&'static str>),
    /// The name of a kind of check.
    Kind,
    /// A table of strings under names that the author chooses.
    NamedTexts,
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
    /// What it takes.
    pub takes: Takes,
    /// Whether it must be there.
    pub required: bool,
    /// What it means.
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

const fn must(name: &'static str, takes: Takes, what: &'static str) -> Key {
    Key { name, takes, required: true, what }
}

const fn may(name: &'static str, takes: Takes, what: &'static str) -> Key {
    Key { name, takes, required: false, what }
}

const NOTES: Key = may("notes", Takes::Text, "For readers of the file; the program does not use it.");
const WIKIDATA: Key = may("wikidata", Takes::Text, "The item of Wikidata, as Q30.");
const ID: Key = must("id", Takes::Text, "What other rows call it by. A row of a known id adds to it.");

/// The file: what it holds tells which sort of file it is.
pub const FILE: Keys = Keys {
    header: "",
    keys: &[
        may("pack", Takes::Table(&PACK), "A file of facts: where they come from."),
        may("fluent", Takes::Tables(&FLUENT), "A sort of dated fact."),
        may("place", Takes::Tables(&PLACE), "A country, an organisation, a company."),
        may("person", Takes::Tables(&PERSON), "A person."),
        may("office", Takes::Tables(&OFFICE), "A seat that people hold for a time."),
        may("tenure", Takes::Tables(&TENURE), "One person in one office for one stretch of days."),
        may("language", Takes::Text, "A file of words: their language, as \"en\"."),
        may("list", Takes::Named(&LIST), "Word lists. Items join the list of the same name."),
        may("unit", Takes::Named(&UNIT), "Units of measure."),
        may("hedge", Takes::Named(&HEDGE), "Words that make a number wider, such as \"about\"."),
        may("table", Takes::NamedNumbers, "Words with their numbers."),
        may("text", Takes::NamedTexts, "Phrases that messages are built from."),
        may("check", Takes::Table(&CHECK), "A check."),
    ],
};

const PACK: Keys = Keys {
    header: "[pack]",
    keys: &[
        must("id", Takes::Text, "What the pack is called, as \"house/rowing-club\"."),
        must("verified", Takes::Day, "The day through which open terms are known right."),
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
        must("id", Takes::Text, "What offices and checks call it."),
        must("held-by", Takes::Word(held_by), "Who holds it."),
        may(
            "searched",
            Takes::Word(searched),
            "Whether every draft is searched for its titles, or patterns alone look for them. Default: \"everywhere\".",
        ),
        may(
            "filters",
            Takes::Boolean,
            "Whether courtesy, namesakes and history make its claims weaker, as those of offices. Default: false.",
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
        may("adjectives", Takes::Texts, "Adjectives made from it, as \"Polish\"."),
        may(
            "abbreviations",
            Takes::Texts,
            "What stands for the name in a narrow place, as \"Vt.\"; patterns alone look for these.",
        ),
        may("kind", Takes::Text, "Which sort of place it is, as \"company\"."),
        may("within", Takes::Text, "The id of the larger place that it lies in."),
        may("also-in", Takes::Texts, "The ids of further places that it lies in."),
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
        may("surnames", Takes::Texts, "Surnames; else the last word of the name."),
        may("surname", Takes::Texts, "The same as `surnames`."),
        may("namesakes", Takes::Texts, "Ids of other people whose name is one of the aliases."),
        may("born", Takes::When, "The day of birth."),
        may("died", Takes::When, "The day of death."),
        WIKIDATA,
        NOTES,
    ],
};

const OFFICE: Keys = Keys {
    header: "[[office]]",
    keys: &[
        ID,
        may("of", Takes::Text, "The id of the place whose office it is."),
        may("titles", Takes::Texts, "What the holder is called, the usual title first."),
        may(
            "metonyms",
            Takes::Texts,
            "What stands for the holder's government after a surname, as \"administration\".",
        ),
        may("seats", Takes::Integer(1, 1000), "How many hold it at once. Default: 1."),
        may("complete-from", Takes::Day, "Every holder since this day is listed."),
        may("grace", Takes::Integer(0, 400), "Days by which a draft may miss a term at either end. Default: 1."),
        may(
            "least-age",
            Takes::Integer(0, 100),
            "Years that a holder has at least. Default: 18; 0 where it is inherited.",
        ),
        may("courtesy", Takes::Boolean, "Holders keep the title after they leave."),
        may(
            "local",
            Takes::Boolean,
            "Many hold such an office elsewhere: only a mention with the place can contradict.",
        ),
        may("fluent", Takes::Text, "Which sort of dated fact it is. Default: \"tenure\"."),
        may(
            "numbered",
            Takes::Integer(1, 1000),
            "The number of the first listed tenure, where every one since counts one more.",
        ),
        may("timeless", Takes::Boolean, "A holder that is not listed is none on any day, as of a capital."),
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
            "The day of leaving; \"unknown\" where nobody recorded it. Without it the term is open.",
        ),
        may("seen", Takes::Day, "The day through which this open term is known right; else `verified` of the pack."),
        may("acting", Takes::Boolean, "The holder only acts."),
        may("status", Takes::Word(statuses), "The row supports and never contradicts."),
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
            "Where an item of a weighted list counts: right before a mention (`governs`), `behind` it, or anywhere in its `sentence` (the default). `asked`: its words are asked for one by one, and no pattern finds them. `clause`: only the reader of clauses knows its words.",
        ),
        may("gap", Takes::Integer(0, 20), "Most words between a mention and an item `behind` it. Default: 0."),
        may(
            "weight",
            Takes::Integer(-20, 20),
            "Points for now that an item is worth, below zero against it. Default: 0, no evidence.",
        ),
        may(
            "elsewhere",
            Takes::Integer(-20, 20),
            "The same for `sentence`, outside the clause of the mention. Default: 0.",
        ),
        may("items", Takes::Texts, "The words and phrases."),
        NOTES,
    ],
};

const UNIT: Keys = Keys {
    header: "[unit.NAME]",
    keys: &[
        must("dimension", Takes::Text, "What it measures: units of one dimension can be compared."),
        may("factor", Takes::Number, "How many of the dimension's base unit it is. Default: 1."),
        may("offset", Takes::Number, "What is added after that, as for degrees. Default: 0."),
        may("names", Takes::Texts, "Its names."),
        may("symbols", Takes::Texts, "Its symbols, in this case."),
        may("before", Takes::Texts, "Symbols that stand before the number."),
        may("weak", Takes::Texts, "Names that are units only where the text leaves no doubt."),
        NOTES,
    ],
};

const HEDGE: Keys = Keys {
    header: "[hedge.NAME]",
    keys: &[
        may("items", Takes::Texts, "Words before the number."),
        may("after", Takes::Texts, "Words after it."),
        may("low", Takes::Number, "By which share of it the number may be smaller. Default: 0."),
        may("high", Takes::Number, "By which share of it the number may be larger. Default: 0."),
        NOTES,
    ],
};

fn severities() -> Vec<&'static str> {
    [Severity::Error, Severity::Warning, Severity::Hint].map(Severity::word).to_vec()
}

fn scopes() -> Vec<&'static str> {
    Scope::ALL.iter().map(|(_, name)| *name).collect()
}

fn sorts() -> Vec<&'static str> {
    Sort::names().collect()
}

const SEVERITY: &str = "How much its findings weigh.";

/// A check. Its further keys are those of its kind: [`KindSpec`](super::KindSpec).
pub const CHECK: Keys = Keys {
    header: "[check]",
    keys: &[
        must("id", Takes::Kebab, "The rule's name. It takes the place of a built-in check of the same name."),
        must("kind", Takes::Kind, "How it looks for findings."),
        may("fluents", Takes::Texts, "The sorts of dated facts that it looks at."),
        must("severity", Takes::Word(severities), SEVERITY),
        may("enabled", Takes::Boolean, "Whether it runs unless settings ask for it. Default: true."),
        may("language", Takes::Text, "The language of its drafts. Default: \"en\"."),
        must("summary", Takes::Text, "What it finds, in one sentence."),
        must("manual", Takes::Text, "What `factlint explain` prints."),
        may("message", Takes::Text, "The headline of a finding."),
        may("label", Takes::NamedTexts, "What is said at a place."),
        may("note", Takes::NamedTexts, "What is said below."),
        may("fix", Takes::NamedTexts, "What may be written instead."),
        must("flag", Takes::Tables(&FLAG), "A draft that is flagged, with [[ ]] around the place."),
        must("pass", Takes::Tables(&PASS), "A draft that passes."),
    ],
};

const DRAFT: Key = must("draft", Takes::Text, "The text.");
const AS_OF: Key = may("as-of", Takes::Day, "The day that it speaks from.");
const FORMAT: Key = may("format", Takes::Text, "How it is read. Default: plain text.");
const TRANSCRIPT: Key = may("transcript", Takes::Text, "What was said, for checks that compare quotations with it.");
const PACKS: Key = may("facts", Takes::Texts, "The ids of the packs that it is run with.");
const UNMATCHED: Key = may("unmatched", Takes::Boolean, "Nothing is read in it, on purpose. Needs `why`.");
const WHY: Key = may("why", Takes::Text, "Why nothing is read in it.");

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

/// A pattern of a check whose kind has patterns.
pub const PATTERN: Keys = Keys {
    header: "[[check.pattern]]",
    keys: &[
        may(
            "text",
            Takes::Texts,
            "Words, word lists and recognised values that stand together. Several share all else.",
        ),
        may("regex", Takes::Text, "A regular expression in the place of `text`."),
        may("groups", Takes::NamedWords(sorts), "Of which sort the value in a named group of `regex` is."),
        may("with", Takes::Text, "A second pattern to pair with. Needs `same`."),
        may("same", Takes::Text, "The capture that both of a pair share; the key of a slot."),
        may("value", Takes::Text, "The capture that holds the value of a slot."),
        may("scope", Takes::Word(scopes), "How far the two of a pair may lie apart. Default: \"sentence\"."),
        may("where", Takes::Text, "The match counts only where this is sure."),
        may("holds", Takes::Text, "What must hold."),
        may("message", Takes::Text, "The headline of a finding."),
        may("note", Takes::Text, "What is said at the place that is marked first."),
        may("primary", Takes::Text, "The capture that is marked first, or two as `a..b`; else the whole match."),
        may("identity", Takes::Texts, "What makes two findings the same; else the words of all captures."),
        may("label", Takes::NamedTexts, "What is said at another capture."),
        may("fix", Takes::NamedTexts, "What may be written in the place of a capture."),
        may("severity", Takes::Word(severities), SEVERITY),
        may("except", Takes::Texts, "Patterns that silence it anywhere in the sentence."),
        may("except-paragraph", Takes::Texts, "Patterns that silence it anywhere in the paragraph."),
        may("except-inside", Takes::Texts, "Patterns that silence it inside the match."),
        may("except-before", Takes::Texts, "Patterns that silence it before the match."),
        may("except-after", Takes::Texts, "Patterns that silence it after the match."),
        may("quoted", Takes::Boolean, "It is read in quotations too."),
    ],
};

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::rules::toml_reader::ASKED;
    use crate::rules::{Facts, read};
    use crate::text::Input;

    /// What the readers ask for in files that have every table, by the header of the table.
    fn asked() -> BTreeMap<String, BTreeSet<&'static str>> {
        let files = [
            "[pack]\n[[fluent]]\n[[place]]\n[[person]]\n[[office]]\n[[tenure]]\n",
            "language = \"en\"\n[list.NAME]\n[unit.NAME]\n[hedge.NAME]\n[table.NAME]\n[text]\n",
            "[check]\n[[check.flag]]\n[[check.pass]]\n[[check.pattern]]\n",
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
        let mut described = vec![&PATTERN];
        tables(&FILE, &mut described);
        let described: BTreeMap<String, BTreeSet<&str>> = described
            .into_iter()
            .map(|table| (table.header.to_owned(), table.keys.iter().map(|key| key.name).collect()))
            .collect();
        let mut asked = asked();
        let check = asked.get_mut(CHECK.header).expect("a check is read");
        assert!(check.remove("pattern"), "patterns belong to kinds");
        assert_eq!(asked, described);
    }
}
