//! Completion and hover in settings and rule files, from their JSON schemas.

use gen_lsp_types::Position;
use serde_json::{Value, json};

use super::config_files::Kind;
use super::positions::Positions as _;
use crate::engine;
use crate::report;
use crate::rules::Check;
use crate::settings;
use crate::text::Buffer;

/// The place of the cursor in a TOML file.
#[derive(Debug, PartialEq, Eq)]
struct At<'t> {
    /// The names of the table that it is in.
    table: Vec<&'t str>,
    /// The key of its line.
    key: &'t str,
    /// Whether it is behind the equals sign.
    in_value: bool,
}

fn at(buffer: &Buffer, position: Position) -> At<'_> {
    let offset = buffer.byte(position);
    let before = buffer.before(offset);
    let start = offset - before.len();
    let line_end = buffer.text()[start..].find(['\n', '\r']).map_or(buffer.text().len(), |end| start + end);
    let line = &buffer.text()[start..line_end];
    let headers = buffer.text()[..start].lines().rev();
    let header = headers.map(str::trim).find(|line| line.starts_with('[') && line.ends_with(']'));
    let table = header.map_or("", |header| header.trim_matches(['[', ']']));
    let (key, equals) = line.split_once('=').map_or((line, line.len()), |(key, _)| (key, key.len()));
    let table = table.split('.').map(str::trim).filter(|name| !name.is_empty()).collect();
    At { table, key: key.trim(), in_value: before.len() > equals }
}

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

/// Keys of the table, or values of the key.
pub(super) fn completion(kind: Kind, buffer: &Buffer, position: Position, checks: &[Check]) -> Value {
    let at = at(buffer, position);
    let root = schema(kind);
    let table = of_table(&root, &at.table);
    if at.in_value {
        return values(followed(&table["properties"][at.key], &root), at.key, checks);
    }
    let Some(keys) = table["properties"].as_object() else { return json!([]) };
    let item = |(name, part): (&String, &Value)| {
        let what = part["description"].as_str().unwrap_or_default();
        json!({ "label": name, "kind": 10, "documentation": what, "insertText": format!("{name} = ") })
    };
    keys.iter().map(item).collect()
}

fn values(part: &Value, key: &str, checks: &[Check]) -> Value {
    let words = part["enum"].as_array().cloned().unwrap_or_default();
    let mut items: Vec<Value> = words.iter().map(|word| json!({ "label": word.to_string(), "kind": 12 })).collect();
    if part["type"] == "boolean" {
        items.extend(["true", "false"].map(|word| json!({ "label": word, "kind": 12 })));
    }
    if ["select", "extend-select", "ignore"].contains(&key) {
        let rule = |check: &Check| json!({ "label": check.id, "kind": 12, "documentation": check.summary });
        items.extend(checks.iter().map(rule));
    }
    json!(items)
}

/// What a key means, or what a rule that is named reports.
pub(super) fn hover(kind: Kind, buffer: &Buffer, position: Position, checks: &[Check]) -> Value {
    let at = at(buffer, position);
    let word = word(buffer, position);
    let text = if let Some(check) = checks.iter().find(|check| at.in_value && check.id == word) {
        format!("**{}** ({}): {}", check.id, check.severity.word(), check.summary)
    } else {
        let root = schema(kind);
        let part = &of_table(&root, &at.table)["properties"][at.key];
        let Some(what) = part["description"].as_str() else { return Value::Null };
        format!("**{}**: {what}", at.key)
    };
    json!({ "contents": { "kind": "markdown", "value": text } })
}

/// The letters and hyphens around a position.
fn word(buffer: &Buffer, position: Position) -> &str {
    let (offset, text) = (buffer.byte(position), buffer.text());
    let is_part = |c: char| c.is_alphanumeric() || c == '-';
    let start =
        text[..offset].rfind(|c| !is_part(c)).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let end = text[offset..].find(|c| !is_part(c)).map_or(text.len(), |at| offset + at);
    &text[start..end]
}

#[cfg(test)]
mod tests {
    use super::*;
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

    #[test]
    fn keys_and_rules_are_explained() {
        let buffer = Buffer::new("fail-on = \"hint\"\nignore = [\"weekday\"]\n".to_owned(), Encoding::Utf16);
        let checks = crate::embedded::checks();
        let said = |line, character| hover(Kind::Settings, &buffer, Position { line, character }, &checks).to_string();
        assert!(said(0, 2).contains("**fail-on**"), "{}", said(0, 2));
        assert!(said(1, 13).contains("**weekday**"), "{}", said(1, 13));
        assert_eq!(said(9, 0), "null");
    }
}
