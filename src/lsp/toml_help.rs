//! Completion and hover in settings and rule files, from their JSON schemas.

use gen_lsp_types::Position;
use serde_json::{Value, json};

use super::config_files::Kind;
use super::positions::Positions as _;
use super::toml_place::{At, at};
use crate::engine;
use crate::report;
use crate::rules::Check;
use crate::settings;
use crate::text::Buffer;

fn schema(kind: Kind) -> Value {
    match kind {
        Kind::Settings => settings::schema(),
        Kind::Rules => report::rules_schema(&engine::specs()),
    }
}

/// The part of a schema that a reference points to.
fn followed<'s>(mut part: &'s Value, root: &'s Value) -> &'s Value {
    for _ in 0..8 {
        let reference = part["$ref"].as_str().or_else(|| part["allOf"][0]["$ref"].as_str());
        match reference.and_then(|reference| root.pointer(reference.trim_start_matches('#'))) {
            Some(found) => part = found,
            None => break,
        }
    }
    part
}

/// The schema of a table: of an array of tables that of each of them.
fn of_table<'s>(root: &'s Value, names: &[&str]) -> &'s Value {
    names.iter().fold(root, |part, name| {
        let part = followed(part, root);
        let named = part["properties"].get(*name).or_else(|| part.get("additionalProperties"));
        let found = followed(named.unwrap_or(&Value::Null), root);
        // Tables of patterns differ by the kind of check only in what they require.
        let item = found.get("items").or_else(|| found["anyOf"][0].get("items"));
        followed(item.unwrap_or(found), root)
    })
}

/// The schema of the values of a key.
fn of_key<'s>(root: &'s Value, at: &At<'_>) -> &'s Value {
    let table = of_table(root, &at.table);
    let named = table["properties"].get(at.key).or_else(|| table.get("additionalProperties"));
    followed(named.unwrap_or(&Value::Null), root)
}

/// Keys whose values are rules, and tables of such keys.
const OF_RULES: [&str; 4] = ["select", "extend-select", "ignore", "per-file-ignores"];
/// The table whose keys are rules.
const BY_RULE: &str = "severity";

/// Keys of the table, or values of the key.
pub(super) fn completion(kind: Kind, buffer: &Buffer, position: Position, checks: &[Check]) -> Value {
    let at = at(buffer.text(), buffer.byte(position));
    let root = schema(kind);
    let range = buffer.range(at.word.clone());
    let item = |label: &str, what: &str, new: String, of: u8| {
        let is_quoted = buffer.text()[at.word.clone()].starts_with(['"', '\'']);
        let filter = if is_quoted { new.as_str() } else { label };
        json!({
            "label": label, "kind": of, "documentation": what, "filterText": filter,
            "textEdit": { "range": range, "newText": new },
        })
    };
    if at.in_value {
        let (words, is_boolean) = values(of_key(&root, &at));
        let words = words.iter().map(|word| item(word, "", format!("\"{word}\""), VALUE));
        let booleans = ["true", "false"].into_iter().filter(|_| is_boolean);
        let booleans = booleans.map(|word| item(word, "", word.to_owned(), VALUE));
        let is_rule = kind == Kind::Settings && [at.key].iter().chain(&at.table).any(|name| OF_RULES.contains(name));
        let rules = checks.iter().filter(|_| is_rule);
        let rules = rules.map(|check| item(&check.id, &check.summary, format!("\"{}\"", check.id), VALUE));
        return words.chain(booleans).chain(rules).collect();
    }
    let equals = if at.has_equals { "" } else { " = " };
    let key = |name: &str, what: &str| item(name, what, format!("{name}{equals}"), KEY);
    if kind == Kind::Settings && at.table == [BY_RULE] {
        return checks.iter().map(|check| key(&check.id, &check.summary)).collect();
    }
    let table = of_table(&root, &at.table);
    let keys = table["properties"].as_object().into_iter().flatten();
    keys.map(|(name, part)| key(name, part["description"].as_str().unwrap_or_default())).collect()
}

/// Kinds of completion items of the protocol.
const KEY: u8 = 10;
const VALUE: u8 = 12;

/// The words that a value may be, also in a list, and whether it may be a truth value.
fn values(part: &Value) -> (Vec<&str>, bool) {
    let own = part["enum"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let mut all: (Vec<&str>, bool) = (own, part["type"] == "boolean");
    for below in part["anyOf"].as_array().into_iter().flatten().chain(part.get("items")) {
        let (words, is_boolean) = values(below);
        all.0.extend(words);
        all.1 |= is_boolean;
    }
    all
}

/// What a key means, or what a rule that is named reports.
pub(super) fn hover(kind: Kind, buffer: &Buffer, position: Position, checks: &[Check]) -> Value {
    let at = at(buffer.text(), buffer.byte(position));
    let word = at.bare(buffer.text());
    let is_rule = at.in_value || at.table == [BY_RULE];
    let text = if let Some(check) = checks.iter().find(|check| is_rule && check.id == word) {
        format!("**{}** ({}): {}", check.id, check.severity.word(), check.summary)
    } else {
        let root = schema(kind);
        let part = &of_table(&root, &at.table)["properties"][at.key];
        let Some(what) = part["description"].as_str() else { return Value::Null };
        format!("**{}**: {what}", at.key)
    };
    json!({ "contents": { "kind": "markdown", "value": text } })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lsp::positions::points;
    use crate::text::Encoding;

    fn labels(kind: Kind, marked: &str) -> Vec<String> {
        let offset = marked.find('|').expect("a mark");
        let buffer = Buffer::new(marked.replace('|', ""), Encoding::Utf16);
        let checks = crate::embedded::checks();
        let items = completion(kind, &buffer, buffer.position(offset), &checks);
        let items = items.as_array().cloned().unwrap_or_default();
        items.iter().filter_map(|item| item["label"].as_str().map(str::to_owned)).collect()
    }

    #[test]
    fn keys_and_values_come_from_the_schemas() {
        assert!(labels(Kind::Settings, "sel|").contains(&"select".to_owned()));
        assert!(labels(Kind::Settings, "ignore = [\"|\"]").contains(&"weekday".to_owned()));
        assert_eq!(labels(Kind::Settings, "hints = |"), ["true", "false"]);
        assert!(labels(Kind::Rules, "[check]\nid = \"a\"\n|").contains(&"summary".to_owned()));
        let of_pattern = labels(Kind::Rules, "[check]\nid = \"a\"\n\n[[check.pattern]]\n|");
        assert!(
            of_pattern.contains(&"text".to_owned()) && !of_pattern.contains(&"summary".to_owned()),
            "{of_pattern:?}"
        );
    }

    /// The text after the first item with a label is taken, and the mark of what is replaced.
    fn taken(marked: &str, label: &str) -> String {
        let offset = marked.find('|').expect("a mark");
        let mut buffer = Buffer::new(marked.replace('|', ""), Encoding::Utf16);
        let checks = crate::embedded::checks();
        let items = completion(Kind::Settings, &buffer, buffer.position(offset), &checks);
        let item = items.as_array().and_then(|items| items.iter().find(|item| item["label"] == label).cloned());
        let edit = item.expect("it is offered")["textEdit"].clone();
        let range = serde_json::from_value(edit["range"].clone()).expect("a range");
        buffer.change(Some(points(range)), edit["newText"].as_str().expect("a text"));
        buffer.text().to_owned()
    }

    #[test]
    fn what_is_taken_replaces_the_word() {
        assert_eq!(taken("extend-sel|", "extend-select"), "extend-select = ");
        assert_eq!(taken("sel| = [\"age\"]", "select"), "select = [\"age\"]");
        assert_eq!(taken("fail-on = |", "warning"), "fail-on = \"warning\"");
        assert_eq!(taken("fail-on = \"|\"", "warning"), "fail-on = \"warning\"");
        assert_eq!(taken("ignore = [wee|]", "weekday"), "ignore = [\"weekday\"]");
        assert_eq!(taken("ignore = [\n  \"wee|\",\n]\n", "weekday"), "ignore = [\n  \"weekday\",\n]\n");
        assert_eq!(taken("[severity] # ours\nwee|", "weekday"), "[severity] # ours\nweekday = ");
        assert_eq!(taken("[severity]\nweekday = \"|\"", "hint"), "[severity]\nweekday = \"hint\"");
        assert_eq!(taken("[per-file-ignores]\n\"old/\" = [|]", "age"), "[per-file-ignores]\n\"old/\" = [\"age\"]");
        assert_eq!(taken("hints = t|", "true"), "hints = true");
    }

    #[test]
    fn keys_and_rules_are_explained() {
        let buffer = Buffer::new("fail-on = \"hint\"\nignore = [\"weekday\"]\n".to_owned(), Encoding::Utf16);
        let checks = crate::embedded::checks();
        let said = |line, character| hover(Kind::Settings, &buffer, Position { line, character }, &checks).to_string();
        assert!(said(0, 2).contains("**fail-on**"), "{}", said(0, 2));
        assert!(said(1, 13).contains("**weekday**"), "{}", said(1, 13));
        assert_eq!(said(9, 0), "null");
        let buffer = Buffer::new("[severity]\nweekday = \"hint\"\n".to_owned(), Encoding::Utf16);
        let of_key = hover(Kind::Settings, &buffer, Position { line: 1, character: 2 }, &checks).to_string();
        assert!(of_key.contains("**weekday**"), "{of_key}");
    }
}
