//! Every key of a settings file: what it takes, what it means, and the JSON Schema made from that.

use serde_json::{Map, Value, json};

use super::FailOn;
use crate::findings::Severity;

/// What a key takes.
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
}

/// A key of a settings file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// What holds where it is not there, in words.
    pub default: &'static str,
    /// What it means.
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
        what: "Settings files to start from, relative to this one. What this file says wins: a value takes the place of the other's, tables are joined.",
        example: "extends = \"../factlint.toml\"",
    },
    Key {
        name: "rules",
        takes: Takes::Strings,
        default: "none",
        what: "Folders or files of rules of your own, relative to the file that names them.",
        example: "rules = [\"house-rules/\"]",
    },
    Key {
        name: "default-rules",
        takes: Takes::Boolean,
        default: "true",
        what: "Whether the built-in rules are used.",
        example: "default-rules = false",
    },
    Key {
        name: "select",
        takes: Takes::Strings,
        default: "all rules that are on by themselves",
        what: "Only these rules. `--select` takes its place.",
        example: "select = [\"office-holder\"]",
    },
    Key {
        name: "extend-select",
        takes: Takes::Strings,
        default: "none",
        what: "These rules too: such as are off by themselves. `--extend-select` adds to it.",
        example: "extend-select = [\"relative-time\"]",
    },
    Key {
        name: "ignore",
        takes: Takes::Strings,
        default: "none",
        what: "Not these rules. `--ignore` adds to it.",
        example: "ignore = [\"capital\"]",
    },
    Key {
        name: "severity",
        takes: Takes::Severities,
        default: "what each rule says",
        what: "The severity of a rule's plainest findings: error, warning, hint, or off. Its weaker findings never weigh more.",
        example: "severity = { office-holder = \"warning\" }",
    },
    Key {
        name: "per-file-ignores",
        takes: Takes::Ignores,
        default: "none",
        what: "Rules that are silent below some paths. Patterns are those of .gitignore, from the folder of the settings file.",
        example: "per-file-ignores = { \"archive/\" = [\"office-holder\"] }",
    },
    Key {
        name: "as-of",
        takes: Takes::Day,
        default: "what each draft says",
        what: "The day that all drafts speak from: a date, or \"today\" by the machine's clock (UTC). `--as-of` takes its place.",
        example: "as-of = 2025-01-20",
    },
    Key {
        name: "as-of-paths",
        takes: Takes::Strings,
        default: "YEAR-MONTH-DAY before a file's name, and YEAR/MONTH/DAY/ before it",
        what: "Patterns of paths that tell the day of a draft which says none itself: {year}, {month}, {day}, * within a name and ** across folders.",
        example: "as-of-paths = [\"{year}/{month}/{day}-*.md\"]",
    },
    Key {
        name: "date-keys",
        takes: Takes::Strings,
        default: "date, published, publishdate, pubdate, updated, lastmod and the like",
        what: "Keys of front matter that hold the day of a draft, best first. They are tried before the usual ones.",
        example: "date-keys = [\"embargo\", \"date\"]",
    },
    Key {
        name: "title-keys",
        takes: Takes::Strings,
        default: "title, headline",
        what: "Keys of front matter that hold the title of a draft, which is read as its first heading. They are tried before the usual ones.",
        example: "title-keys = [\"hed\"]",
    },
    Key {
        name: "language-keys",
        takes: Takes::Strings,
        default: "language, lang",
        what: "Keys of front matter that hold the language of a draft. They are tried before the usual ones.",
        example: "language-keys = [\"locale\"]",
    },
    Key {
        name: "language",
        takes: Takes::Text,
        default: "\"en\"",
        what: "The language of drafts that do not say.",
        example: "language = \"en\"",
    },
    Key {
        name: "narrative",
        takes: Takes::Strings,
        default: "none",
        what: "Paths whose drafts tell stories: what they say of now is the story's now. Patterns are those of .gitignore.",
        example: "narrative = [\"fiction/\"]",
    },
    Key {
        name: "fail-on",
        takes: Takes::FailOn,
        default: "\"error\"",
        what: "The least severity that makes the exit status 1. `--fail-on` takes its place.",
        example: "fail-on = \"warning\"",
    },
    Key {
        name: "hints",
        takes: Takes::Boolean,
        default: "false",
        what: "Whether hints are printed.",
        example: "hints = true",
    },
    Key {
        name: "exclude",
        takes: Takes::Strings,
        default: "none",
        what: "Paths that a folder walk leaves out. Patterns are those of .gitignore, from the folder of the settings file.",
        example: "exclude = [\"drafts/old/\"]",
    },
    Key {
        name: "max-size",
        takes: Takes::Integer(1, 4_000),
        default: "100",
        what: "Largest file that is read, in megabytes (10^6 bytes). `--max-size` takes its place.",
        example: "max-size = 10",
    },
    Key {
        name: "output",
        takes: Takes::Strings,
        default: "\"human\"; on GitHub Actions also \"github\", on GitLab also \"gitlab=gl-code-quality-report.json\"",
        what: "Outputs, as `--output` takes them: FORMAT, FORMAT=PATH. `--output` and `--format` take its place.",
        example: "output = [\"human\", \"sarif=factlint.sarif\"]",
    },
    Key {
        name: "baseline",
        takes: Takes::Text,
        default: "factlint-baseline.json beside the settings file, where there is one",
        what: "The file of known findings, relative to the settings file. `--baseline` takes its place.",
        example: "baseline = \"known.json\"",
    },
    Key {
        name: "require-reasons",
        takes: Takes::Boolean,
        default: "false",
        what: "Whether a mark that asks for silence must say why, after a colon.",
        example: "require-reasons = true",
    },
];

/// The key of a name.
pub fn key(name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.name == name)
}

/// Words that a rule's severity may be, the last of which switches it off.
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
        Takes::Ignores => json!({"type": "object", "additionalProperties": strings()}),
    }
}
