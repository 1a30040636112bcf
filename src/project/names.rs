//! Names of rules that do not exist, and those that may be meant.

use crate::findings::Fault;
use crate::rules::Check as Rule;
use crate::rules::toml_reader::hint;
use crate::settings::{self, Placed};

/// The code of faults about rules that do not exist.
pub const UNKNOWN_RULE: &str = "unknown-rule";

/// Returns a fault if no check has this name.
pub fn unknown_rule(placed: &Placed, checks: &[Rule]) -> Option<Fault> {
    if checks.iter().any(|check| check.id == placed.word) {
        return None;
    }
    let message = match placed.word.trim() {
        "" => "the name of a rule is empty".to_owned(),
        _ => format!("no rule is called `{}`", placed.word),
    };
    let mut fault = match &placed.place {
        Some(place) => Fault::at(UNKNOWN_RULE, place.clone(), message),
        None => Fault::of_call(UNKNOWN_RULE, message),
    };
    let word = placed.word.to_lowercase();
    let ids = || checks.iter().map(|check| check.id.as_str());
    if placed.place.is_some() && settings::key(&placed.word).is_some() {
        fault.notes.push(format!("`{}` is a key of the file: move it above the first table", placed.word));
    }
    // "weekday, age" in one pair of quotation marks.
    let parts: Vec<&str> = word.split([',', ' ']).filter(|part| !part.is_empty()).collect();
    if parts.len() > 1 && parts.iter().all(|part| ids().any(|id| id == *part)) {
        fault.notes.push(match &placed.place {
            Some(_) => format!("write each in its own quotation marks: [\"{}\"]", parts.join("\", \"")),
            None => format!("separate rules with commas, without spaces: {}", parts.join(",")),
        });
    } else {
        // "factlint/weekday", as reports have it, and "weekday.md", as its page is called.
        let bare = word.rsplit('/').next().unwrap_or(&word).trim();
        let bare = bare.split_once('.').map_or(bare, |(name, _)| name).replace('_', "-");
        fault.notes.extend(like(&bare, ids()));
    }
    if word == "all" || word.contains('*') {
        fault.notes.push("rules are named one by one; without `select`, all run that are on by default".to_owned());
    }
    fault.notes.push("`factlint rules list` shows all".to_owned());
    Some(fault)
}

/// "did you mean `office-holder` or `office-term`?", for a part of some names, or for a misspelt one.
pub fn like<'a>(word: &str, names: impl Iterator<Item = &'a str> + Clone) -> Option<String> {
    let found = names.clone().filter(|name| name.contains(word)).map(|name| format!("`{name}`"));
    let found: Vec<String> = found.collect();
    let few = !word.is_empty() && (1..=MOST_LIKE).contains(&found.len());
    if few { Some(format!("did you mean {}?", found.join(" or "))) } else { hint(word, names).pop() }
}

/// Names that are proposed at once.
const MOST_LIKE: usize = 12;
