//! All settings keys with their types and meanings, and the JSON Schema derived from them.

use serde_json::{Map, Value, json};

use super::FailOn;
use crate::document::Format;
use crate::findings::Severity;

/// Type of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// A string, or a list of strings.
    Strings,
    /// A string.
    Text,
    /// `true` or `false`.
    Boolean,
    /// A whole number within bounds.
    Integer(i64, i64),
    /// A date, or `"today"`.
    Day,
    /// A word of `fail-on`.
    FailOn,
    /// A table of rules, each with a severity or `"off"`.
    Severities,
    /// A table of patterns of paths, each with rules.
    Ignores,
    /// A table of patterns of paths, each with the code of a language.
    Languages,
    /// A table of endings of files, each with a format or `"off"`.
    Formats,
}

/// A key of a settings file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// Type of its value.
    pub takes: Takes,
    /// The default, in words.
    pub default: &'static str,
    /// Its meaning.
    pub what: &'static str,
    /// A line of a settings file that uses it.
    pub example: &'static str,
}

/// Every key, in the order in which they are shown.
pub const KEYS: &[Key] = &[
    Key {
        name: "extends",
        takes: Takes::Strings,
        default: "none",
        what: "Settings files to start from, relative to this one. This file takes precedence: values replace theirs, tables are merged.",
        example: "extends = \"../factlint.toml\"",
    },
    Key {
        name: "rules",
        takes: Takes::Strings,
        default: "none",
        what: "Folders or files of additional rules, relative to this file.",
        example: "rules = [\"house-rules/\"]",
    },
    Key {
        name: "default-rules",
        takes: Takes::Boolean,
        default: "true",
        what: "If false, the built-in rules are not used.",
        example: "default-rules = false",
    },
    Key {
        name: "select",
        takes: Takes::Strings,
        default: "all rules that are on by default",
        what: "Run only these rules. `--select` replaces it.",
        example: "select = [\"office-holder\"]",
    },
    Key {
        name: "extend-select",
        takes: Takes::Strings,
        default: "none",
        what: "Also run these rules, which are off by default. `--extend-select` adds to it.",
        example: "extend-select = [\"relative-time\"]",
    },
    Key {
        name: "ignore",
        takes: Takes::Strings,
        default: "none",
        what: "Do not run these rules. `--ignore` adds to it.",
        example: "ignore = [\"capital\"]",
    },
    Key {
        name: "severity",
        takes: Takes::Severities,
        default: "that of each rule",
        what: "The maximum severity of a rule's findings: error, warning, hint, or off.",
        example: "severity = { office-holder = \"warning\" }",
    },
    Key {
        name: "per-file-ignores",
        takes: Takes::Ignores,
        default: "none",
        what: "Rules to ignore below some paths. Patterns follow .gitignore, relative to the folder of the settings file.",
        example: "per-file-ignores = { \"archive/\" = [\"office-holder\"] }",
    },
    Key {
        name: "as-of",
        takes: Takes::Day,
        default: "that of each draft",
        what: "The day of all drafts: a date, or \"today\" by the system clock (UTC). `--as-of` replaces it.",
        example: "as-of = 2025-01-20",
    },
    Key {
        name: "as-of-paths",
        takes: Takes::Strings,
        default: "YEAR-MONTH-DAY at the start of a file name, and folders YEAR/MONTH/DAY/",
        what: "Path patterns that give the day of a draft without one: {year}, {month}, {day}, * within a name and ** across folders.",
        example: "as-of-paths = [\"{year}/{month}/{day}-*.md\"]",
    },
    Key {
        name: "date-keys",
        takes: Takes::Strings,
        default: "date, published, publishdate, pubdate, updated, lastmod and the like",
        what: "Front matter keys with the day of a draft, best first. They are tried before the default ones.",
        example: "date-keys = [\"embargo\", \"date\"]",
    },
    Key {
        name: "title-keys",
        takes: Takes::Strings,
        default: "title, headline",
        what: "Front matter keys with the title of a draft, which is read as its first heading. They are tried before the default ones.",
        example: "title-keys = [\"hed\"]",
    },
    Key {
        name: "language-keys",
        takes: Takes::Strings,
        default: "language, lang",
        what: "Front matter keys with the language of a draft. They are tried before the default ones.",
        example: "language-keys = [\"locale\"]",
    },
    Key {
        name: "language",
        takes: Takes::Text,
        default: "\"en\"",
        what: "The language of drafts that do not declare one.",
        example: "language = \"en\"",
    },
    Key {
        name: "languages",
        takes: Takes::Languages,
        default: "none",
        what: "Paths of drafts in other languages, each with its code, for drafts that do not declare one. Patterns follow .gitignore; the last one that matches decides. Drafts in a language without rules are skipped and counted.",
        example: "languages = { \"i18n/fr/\" = \"fr\" }",
    },
    Key {
        name: "formats",
        takes: Takes::Formats,
        default: "the extensions of docs/formats.md",
        what: "Extensions of files, each with the format that reads it, or \"off\" to leave such files out in folders.",
        example: "formats = { org = \"plain\", page = \"markdown\" }",
    },
    Key {
        name: "text-field",
        takes: Takes::Text,
        default: "text, or the messages of the assistant",
        what: "The field of JSON records with the text: a name, or a path such as body.text. `--text-field` replaces it.",
        example: "text-field = \"body.text\"",
    },
    Key {
        name: "id-field",
        takes: Takes::Text,
        default: "id",
        what: "The field of JSON records with their id. `--id-field` replaces it.",
        example: "id-field = \"meta.uid\"",
    },
    Key {
        name: "date-field",
        takes: Takes::Text,
        default: "date",
        what: "The field of JSON records with their date. `--date-field` replaces it.",
        example: "date-field = \"published_at\"",
    },
    Key {
        name: "narrative",
        takes: Takes::Strings,
        default: "none",
        what: "Paths of fiction and other narratives, whose present tense is not the day of the draft. Patterns follow .gitignore.",
        example: "narrative = [\"fiction/\"]",
    },
    Key {
        name: "fail-on",
        takes: Takes::FailOn,
        default: "\"error\"",
        what: "The minimum severity for exit status 1. `--fail-on` replaces it.",
        example: "fail-on = \"warning\"",
    },
    Key {
        name: "hints",
        takes: Takes::Boolean,
        default: "false",
        what: "If true, hints are printed.",
        example: "hints = true",
    },
    Key {
        name: "exclude",
        takes: Takes::Strings,
        default: "none",
        what: "Paths to skip in folders. Patterns follow .gitignore, relative to the folder of the settings file; `!` takes paths back in.",
        example: "exclude = [\"drafts/old/\"]",
    },
    Key {
        name: "force-exclude",
        takes: Takes::Boolean,
        default: "false",
        what: "If true, `exclude` also holds for files named on the command line. `--force-exclude` switches it on.",
        example: "force-exclude = true",
    },
    Key {
        name: "max-size",
        takes: Takes::Integer(1, 4_000),
        default: "100",
        what: "Maximum size of a file, in megabytes (10^6 bytes). `--max-size` replaces it.",
        example: "max-size = 10",
    },
    Key {
        name: "output",
        takes: Takes::Strings,
        default: "\"human\"; on GitHub Actions also \"github\", on GitLab also \"gitlab=gl-code-quality-report.json\"",
        what: "Outputs, as for `--output`: FORMAT or FORMAT=PATH. `--output` and `--format` replace it.",
        example: "output = [\"human\", \"sarif=factlint.sarif\"]",
    },
    Key {
        name: "baseline",
        takes: Takes::Text,
        default: "factlint-baseline.json next to the settings file, if it exists",
        what: "The file of known findings, relative to the settings file. `--baseline` replaces it.",
        example: "baseline = \"known.json\"",
    },
    Key {
        name: "require-reasons",
        takes: Takes::Boolean,
        default: "false",
        what: "If true, every ignore comment must give a reason, after a colon.",
        example: "require-reasons = true",
    },
];

/// The key of a name.
pub fn key(name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.name == name)
}

/// The severity that switches a rule off.
pub(super) const OFF: &str = "off";

/// The JSON Schema of a settings file.
pub fn schema() -> Value {
    let properties: Map<String, Value> = KEYS
        .iter()
        .map(|key| {
            let mut property = takes(key.takes);
            property["description"] = json!(format!("{} Default: {}.", key.what, key.default));
            (key.name.to_owned(), property)
        })
        .collect();
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": format!("{}/blob/main/docs/schemas/settings.json", env!("CARGO_PKG_REPOSITORY")),
        "title": "factlint.toml",
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
    })
}

fn takes(takes: Takes) -> Value {
    let text = || json!({"type": "string", "minLength": 1});
    let strings = || json!({"anyOf": [text(), {"type": "array", "items": text()}]});
    let words = |words: &[&str]| json!({"type": "string", "enum": words});
    match takes {
        Takes::Strings => strings(),
        Takes::Text => text(),
        Takes::Boolean => json!({"type": "boolean"}),
        Takes::Integer(least, most) => json!({"type": "integer", "minimum": least, "maximum": most}),
        Takes::Day => json!({"type": "string", "pattern": "^(today|[0-9]{4}-[0-9]{2}-[0-9]{2})$"}),
        Takes::FailOn => words(&FailOn::ALL.map(|(word, _)| word)),
        Takes::Severities => {
            let all = [Severity::Error.word(), Severity::Warning.word(), Severity::Hint.word(), OFF];
            json!({"type": "object", "additionalProperties": words(&all)})
        }
        Takes::Formats => {
            let names: Vec<&str> = Format::names().chain([OFF]).collect();
            json!({"type": "object", "additionalProperties": words(&names)})
        }
        Takes::Languages => {
            let code = json!({"type": "string", "pattern": "^[A-Za-z]{2,3}([-_.].*)?$"});
            json!({"type": "object", "additionalProperties": code})
        }
        Takes::Ignores => json!({"type": "object", "additionalProperties": strings()}),
    }
}
