//! What the editor asks for: `initializationOptions` and the section `factlint` of its configuration.

use serde::Deserialize;
use serde_json::Value;

use crate::settings::AsOf;

/// Options of an editor. They take precedence over the settings of a project.
#[derive(Debug, Clone, Deserialize, PartialEq, Eq)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Options {
    /// The day of all drafts: `today` or YYYY-MM-DD.
    pub(super) as_of: Option<String>,
    /// Only these rules.
    pub(super) select: Vec<String>,
    /// These rules too.
    pub(super) extend_select: Vec<String>,
    /// Not these rules.
    pub(super) ignore: Vec<String>,
    /// Whether hints are shown.
    pub(super) hints: bool,
    /// Whether the day of a draft is shown at its start.
    pub(super) inlay_day: bool,
    /// The reason that ignore comments give.
    pub(super) ignore_reason: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            as_of: None,
            select: Vec::new(),
            extend_select: Vec::new(),
            ignore: Vec::new(),
            hints: true,
            inlay_day: false,
            ignore_reason: None,
        }
    }
}

/// Every option.
const NAMES: [&str; 7] = ["asOf", "select", "extendSelect", "ignore", "hints", "inlayDay", "ignoreReason"];

impl Options {
    /// Reads options, which may be in a table `factlint`. Answers what is wrong with them; the others are used.
    pub(super) fn read(value: &Value) -> (Self, Vec<String>) {
        let Some(table) = value.get("factlint").unwrap_or(value).as_object() else {
            return (Self::default(), Vec::new());
        };
        let (mut known, mut wrong) = (serde_json::Map::new(), Vec::new());
        for (name, value) in table.iter().filter(|(_, value)| !value.is_null()) {
            let alone = serde_json::Map::from_iter([(name.clone(), value.clone())]);
            let is_read = |alone| serde_json::from_value::<Self>(Value::Object(alone));
            if !NAMES.contains(&name.as_str()) {
                // Clients keep options of their own in the same section.
                continue;
            }
            match is_read(alone) {
                Ok(options) if options.day().is_none_or(|day| day.is_ok()) => {
                    known.insert(name.clone(), value.clone());
                }
                Ok(_) => {
                    wrong.push(format!("option `{name}`: expected `today` or a day such as 2025-01-20, not {value}"));
                }
                Err(error) => wrong.push(format!("option `{name}`: {error}")),
            }
        }
        (serde_json::from_value(Value::Object(known)).unwrap_or_default(), wrong)
    }

    /// The day of all drafts; an error if it is none.
    pub(super) fn day(&self) -> Option<Result<AsOf, ()>> {
        let written = self.as_of.as_deref().filter(|text| !text.is_empty())?;
        Some(AsOf::parse(written).ok_or(()))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_wrong_option_costs_itself_alone() {
        let (options, wrong) = Options::read(&json!({
            "factlint": {"select": ["weekday"], "hints": "no", "asOf": "tomorrow", "inlayDay": true, "path": "/bin/factlint"}
        }));
        assert_eq!(options, Options { select: vec!["weekday".to_owned()], inlay_day: true, ..Options::default() });
        assert_eq!(wrong.len(), 2, "{wrong:?}");
        assert!(wrong[0].contains("`asOf`") && wrong[1].contains("`hints`"), "{wrong:?}");
        assert_eq!(Options::read(&json!(null)), (Options::default(), Vec::new()));
        assert!(!Options::read(&json!({"asOf": null, "hints": false})).0.hints);
    }
}
