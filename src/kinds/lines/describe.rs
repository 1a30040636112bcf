//! The words of a finding: both statements, and the days that each leaves.

use super::anchor::some_day;
use super::judge::Clash;
use super::{DAYS_OF_YEAR, Statement};
use crate::findings::{Confidence, Finding, Severity};
use crate::kinds::{Draft, Messages};
use crate::rules::Check;
use crate::time::{Day, Days};

/// The finding for two statements about an event.
pub(super) fn finding(check: &Check, draft: &Draft<'_>, event: &str, clash: Clash<'_>) -> Finding {
    let words = |one: &Statement| draft.one_line(one.span);
    let when =
        |one: &Statement| if one.floating { before_the_draft(draft, &one.days) } else { shown(draft, &one.days) };
    let (one, other) = (clash.one, clash.other);
    let (one_words, other_words, one_when, other_when) = (words(one), words(other), when(one), when(other));
    let values = [
        ("one", one_words.as_str()),
        ("other", other_words.as_str()),
        ("event", event),
        ("when", one_when.as_str()),
        ("other-when", other_when.as_str()),
    ];
    let messages = Messages::new(check, &values);
    let severity = if clash.is_certain() { check.severity } else { check.severity.min(Severity::Warning) };
    Finding {
        severity,
        confidence: if clash.is_certain() { Confidence::High } else { Confidence::Medium },
        related: vec![messages.conflict(draft, other.span, "label.other")],
        ..messages.at(draft, one.span, "label.one")
    }
    .known_by([one_words.as_str(), other_words.as_str()])
}

/// "on 2 June 1941", "in May 1961", "between 4 March 1940 and 3 March 1941"; several stretches joined by "or".
pub(super) fn shown(draft: &Draft<'_>, days: &Days) -> String {
    let wording = draft.wording;
    let last = |end: Day| if end == Day::MAX { end } else { end.plus(-1) };
    let range = |&(from, end): &(Day, Day)| wording.stretch(from, last(end));
    let parts: Vec<String> = days.ranges().iter().map(range).collect();
    wording.or(&parts)
}

/// "43 years before the draft", if that day is unknown.
fn before_the_draft(draft: &Draft<'_>, days: &Days) -> String {
    let Some(today) = some_day() else { return shown(draft, days) };
    let whole = |days: i64| i32::try_from(days + 1).map_or(0.0, f64::from);
    let years = |day: Day| (whole(today.since(day)) / DAYS_OF_YEAR).floor() as i64;
    let range = |&(from, end): &(Day, Day)| {
        let least = (end != Day::MAX).then(|| years(end.plus(-1)));
        draft.wording.before_the_draft(least, (from != Day::MIN).then(|| years(from)))
    };
    let parts: Vec<String> = days.ranges().iter().map(range).collect();
    draft.wording.or(&parts)
}
