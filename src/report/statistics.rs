//! How often each rule spoke.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Run;
use crate::findings::Severity;

/// A table: a rule a line, those that spoke most first.
pub fn statistics(run: &Run) -> String {
    let mut rows: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    for finding in &run.findings {
        let column = match finding.severity {
            Severity::Error => 0,
            Severity::Warning => 1,
            Severity::Hint => 2,
        };
        rows.entry(&finding.rule).or_default()[column] += 1;
    }
    for silenced in &run.silenced {
        rows.entry(&silenced.finding.rule).or_default()[3] += 1;
    }
    let mut rows: Vec<(&str, [usize; 4])> = rows.into_iter().collect();
    rows.sort_by_key(|(rule, counts)| (std::cmp::Reverse(counts.iter().sum::<usize>()), *rule));
    let wide = rows.iter().map(|(rule, _)| rule.len()).max().unwrap_or(0).max("rule".len());
    let mut text = format!("{:wide$}  errors  warnings  hints  suppressed\n", "rule");
    for (rule, [errors, warnings, hints, silenced]) in rows {
        let _ = writeln!(text, "{rule:wide$}  {errors:6}  {warnings:8}  {hints:5}  {silenced:10}");
    }
    text
}
