//! The JSON Schema of rule files, for editors.
//!
//! Editors pass on a TOML date as a string, so the schema accepts a quoted date, which `factlint rules check` reports.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::rules::keys::{CHECK, EVIDENCE, FILE, Keys, PATTERN, Takes};
use crate::rules::{KindSpec, OptionSort, OptionSpec};

/// The schema, with checks of these kinds.
pub fn rules_schema(kinds: &[KindSpec]) -> Value {
    let mut file = table(&FILE, kinds);
    let facts = ["fluent", "place", "person", "office", "tenure"].map(|key| (key, ["pack"]));
    let words = ["list", "unit", "hedge", "table", "text"].map(|key| (key, ["language"]));
    file["oneOf"] = json!(["pack", "language", "check"].map(|key| json!({"required": [key]})));
    file["dependencies"] = facts.into_iter().chain(words).map(|(key, needs)| (key.to_owned(), json!(needs))).collect();
    file["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    file["$id"] = json!(format!("{}/blob/main/docs/schemas/rules.json", env!("CARGO_PKG_REPOSITORY")));
    file["title"] = json!("a factlint rule file");
    file["definitions"] = json!({"text": text(), "texts": one_or_many(&reference("text")), "day": day(), "when": when(), "pattern": table(&PATTERN, kinds)});
    file
}

fn table(keys: &Keys, kinds: &[KindSpec]) -> Value {
    let property = |key: &crate::rules::keys::Key| {
        // Keys next to `$ref` are ignored.
        let value = match takes(key.takes, kinds) {
            value if value.get("$ref").is_some() => json!({"allOf": [value]}),
            value => value,
        };
        (key.name.to_owned(), described(value, key.what))
    };
    let properties: Map<String, Value> = keys.keys.iter().map(property).collect();
    let mut found = json!({"type": "object", "additionalProperties": false, "properties": properties});
    let required: Vec<&str> = keys.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    if !required.is_empty() {
        found["required"] = json!(required);
    }
    match keys.header {
        "[check]" => add_kinds(&mut found, kinds),
        "[[check.pattern]]" => {
            found["oneOf"] = json!(["text", "regex", "part", "figure"].map(|key| json!({"required": [key]})));
            found["dependencies"] = json!({"with": ["same"]});
        }
        "[[check.flag]]" | "[[check.pass]]" => {
            found["if"] = json!({"properties": {"unmatched": {"const": true}}, "required": ["unmatched"]});
            found["then"] = json!({"required": ["why"]});
        }
        "[[tenure]]" => {
            found["if"] = json!({"required": ["seen", "until"]});
            found["then"] = json!({"properties": {"until": {"const": "unknown"}}});
        }
        _ => {}
    }
    found
}

fn described(mut value: Value, what: &str) -> Value {
    value["description"] = json!(what);
    value
}

/// The further keys of a check: each kind has its own.
fn add_kinds(check: &mut Value, kinds: &[KindSpec]) {
    let mut options: BTreeMap<&str, (Vec<Value>, Vec<&str>)> = BTreeMap::new();
    for kind in kinds {
        for option in kind.options {
            let (values, names) = options.entry(option.name).or_default();
            let value = of_sort(option.sort);
            if !values.contains(&value) {
                values.push(value);
            }
            names.push(kind.name);
        }
    }
    for (name, (values, names)) in options {
        let what = format!("For checks of kind {}.", names.join(", "));
        check["properties"][name] = described(json!({"anyOf": values}), &what);
    }
    let of_kind = |kind: &KindSpec| {
        json!({
            "if": {"properties": {"kind": {"const": kind.name}}, "required": ["kind"]},
            "then": keys_of(kind),
        })
    };
    check["allOf"] = kinds.iter().map(of_kind).collect();
}

/// Optional and required keys of checks of a kind, besides the common ones.
fn keys_of(kind: &KindSpec) -> Value {
    let names = CHECK.keys.iter().map(|key| key.name).chain(kind.options.iter().map(|option| option.name));
    let names: Vec<&str> = names.collect();
    let mut properties: Map<String, Value> =
        kind.options.iter().map(|option| (option.name.to_owned(), of_sort(option.sort))).collect();
    let mut required: Vec<&str> = Vec::new();
    let own = |option: &OptionSpec| option.sort.is_patterns() && option.sort != OptionSort::Statements;
    if !kind.options.iter().any(own) {
        for group in ["label", "note", "fix"] {
            let below = |name: &&'static str| name.strip_prefix(group)?.strip_prefix('.');
            let known: Vec<&str> = kind.messages.iter().filter_map(|(name, _)| below(name)).collect();
            let needed: Vec<&str> = kind.required.iter().filter_map(below).collect();
            if !needed.is_empty() {
                required.push(group);
            }
            properties.insert(group.to_owned(), json!({"propertyNames": {"enum": known}, "required": needed}));
        }
        required.extend(kind.required.iter().filter(|name| !name.contains('.')));
    }
    json!({"propertyNames": {"enum": names}, "properties": properties, "required": required})
}

fn of_sort(sort: OptionSort) -> Value {
    let text = json!({"type": "string"});
    match sort {
        OptionSort::Texts => one_or_many(&text),
        OptionSort::Text => text,
        OptionSort::Groups => many(&many(&text)),
        OptionSort::GroupsOf(least) => many(&json!({"type": "array", "items": text, "minItems": least})),
        OptionSort::Number => json!({"type": "integer"}),
        OptionSort::Flag => json!({"type": "boolean"}),
        OptionSort::Patterns => many(&reference("pattern")),
        OptionSort::Evidence => many(&table(&EVIDENCE, &[])),
        OptionSort::Statements => many(&json!({"allOf": [reference("pattern")], "required": ["gives"]})),
        OptionSort::Slots => many(&json!({"allOf": [reference("pattern")], "required": ["value"]})),
    }
}

fn takes(takes: Takes, kinds: &[KindSpec]) -> Value {
    let named = |value: &Value| json!({"type": "object", "additionalProperties": value});
    let words = |words: Vec<&str>| json!({"type": "string", "enum": words});
    match takes {
        Takes::Text => reference("text"),
        Takes::Texts => reference("texts"),
        Takes::Kebab => json!({"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}),
        Takes::Boolean => json!({"type": "boolean"}),
        Takes::Integer(least, most) => json!({"type": "integer", "minimum": least, "maximum": most}),
        Takes::Number => json!({"type": "number"}),
        Takes::Day => reference("day"),
        Takes::When => reference("when"),
        Takes::Until => json!({"anyOf": [reference("when"), {"const": "unknown"}]}),
        Takes::Word(known) => words(known()),
        Takes::Kind => words(kinds.iter().map(|kind| kind.name).collect()),
        Takes::NamedTexts => named(&reference("text")),
        Takes::NamedLists => named(&reference("texts")),
        Takes::NamedWords(known) => named(&words(known())),
        Takes::NamedNumbers => named(&named(&json!({"type": "number"}))),
        Takes::Named(keys) => named(&table(keys, kinds)),
        Takes::Table(keys) => table(keys, kinds),
        Takes::Tables(keys) => {
            let mut tables = many(&table(keys, kinds));
            if keys.header.starts_with("[[check.") {
                tables["minItems"] = json!(1);
            }
            tables
        }
    }
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/definitions/{name}")})
}

fn many(item: &Value) -> Value {
    json!({"type": "array", "items": item})
}

fn one_or_many(item: &Value) -> Value {
    json!({"anyOf": [item, many(item)]})
}

fn text() -> Value {
    json!({"type": "string", "pattern": "\\S"})
}

fn day() -> Value {
    json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"})
}

fn when() -> Value {
    let roughly = |properties: Value, needed: &str| json!({"type": "object", "additionalProperties": false, "properties": properties, "required": [needed]});
    let day = reference("day");
    json!({
        "description": "A day: 2021-01-20; of a month or year: \"2021-01\", \"2021\", 2021; known to some days: { about = 2024-05-01, slack = 7 }; or { before = 1993-01-01 }.",
        "anyOf": [
            day,
            {"type": "string", "pattern": "^[0-9]{4}(-(0[1-9]|1[0-2]))?$"},
            {"type": "integer", "minimum": 1, "maximum": 9999},
            roughly(json!({"about": day, "slack": {"type": "integer", "minimum": 0, "maximum": 3660}}), "about"),
            roughly(json!({"before": day}), "before"),
        ],
    })
}
