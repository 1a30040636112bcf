//! The options of an engine, from settings and from what the caller asks for over them.

use super::names::unknown_rule;
use crate::document::records::Fields;
use crate::engine::{Options, main_language};
use crate::findings::Fault;
use crate::rules::{RuleSet, Words};
use crate::settings::{Placed, Settings};
use crate::time::Day;

/// What a caller asks for over the settings: the flags of a call, or the options of an editor.
#[derive(Debug, Clone, Default)]
pub struct Overrides {
    /// Only these rules.
    pub select: Vec<String>,
    /// These rules too.
    pub extend_select: Vec<String>,
    /// Not these rules.
    pub ignore: Vec<String>,
    /// The day that all drafts speak from, of the caller or of the settings: `today` needs a clock.
    pub as_of: Option<Day>,
    /// The fields of records.
    pub fields: Fields,
    /// Threads that share the checks of one draft; 0 and 1 both mean that of the caller.
    pub threads: usize,
}

/// What settings ask an engine for, with the day that they come to.
pub fn requested(settings: &Settings, as_of: Option<Day>) -> Options {
    let words = |placed: &[Placed]| placed.iter().map(|placed| placed.word.clone()).collect();
    Options {
        select: words(&settings.select),
        extend_select: words(&settings.extend_select),
        ignore: words(&settings.ignore),
        as_of,
        language: settings.language.as_ref().map(|placed| placed.word.clone()),
        severity: settings.severity.iter().map(|(rule, severity)| (rule.word.clone(), *severity)).collect(),
        require_reasons: settings.require_reasons == Some(true),
        transcripts: Vec::new(),
        threads: 0,
    }
}

/// The options of the engine: the caller takes precedence over settings.
pub(super) fn options(overrides: &Overrides, settings: &Settings, rules: &RuleSet, faults: &mut Vec<Fault>) -> Options {
    let mut options = requested(settings, overrides.as_of);
    options.threads = overrides.threads;
    let outranked = !overrides.select.is_empty();
    if outranked {
        options.select.clone_from(&overrides.select);
    }
    options.extend_select.extend(overrides.extend_select.iter().cloned());
    options.ignore.extend(overrides.ignore.iter().cloned());
    let of_caller = [&overrides.select, &overrides.extend_select, &overrides.ignore].into_iter().flatten();
    let of_caller = of_caller.map(|word| Placed { word: word.clone(), place: None });
    let selected = if outranked { &[][..] } else { &settings.select };
    let of_settings = selected.iter().chain(&settings.extend_select).chain(&settings.ignore);
    let of_settings = of_settings.chain(settings.severity.iter().map(|(rule, _)| rule)).cloned();
    faults.extend(of_caller.chain(of_settings).filter_map(|placed| unknown_rule(&placed, &rules.checks)));
    faults.extend(settings.language.as_ref().and_then(|language| unknown_language(language, rules)));
    options
}

/// The fields of records: the caller takes precedence.
pub(super) fn fields(overrides: &Overrides, settings: &Settings) -> Fields {
    let word =
        |own: &Option<String>, set: &Option<Placed>| own.clone().or_else(|| set.as_ref().map(|set| set.word.clone()));
    Fields {
        text: word(&overrides.fields.text, &settings.text_field),
        id: word(&overrides.fields.id, &settings.id_field),
        date: word(&overrides.fields.date, &settings.date_field),
    }
}

/// Returns a fault if there are no rules for a language.
fn unknown_language(placed: &Placed, rules: &RuleSet) -> Option<Fault> {
    let known = || rules.words.iter().map(|words| words.language.as_str());
    if known().any(|known| known == main_language(&placed.word)) {
        return None;
    }
    let mut fault = placed.fault("unknown-language", format!("there are no rules for the language `{}`", placed.word));
    let is_name = |words: &&Words| words.items("language-name").contains(&main_language(&placed.word));
    fault.notes.extend(rules.words.iter().find(is_name).map(|words| format!("did you mean `{}`?", words.language)));
    let all: Vec<String> = known().map(|known| format!("`{known}`")).collect();
    fault.notes.push(format!("available languages: {}", all.join(", ")));
    Some(fault)
}
