//! Hand-judged snippets: every one judged right must stay silent, every error be found at the snippet; and documents without a
//! planted contradiction, which must stay silent altogether.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use factlint::findings::Severity;

use crate::Bench;
use crate::corpus::Collection;
use crate::table::Table;

/// Which check answers for which kind of snippet.
const KINDS: [(&str, &[&str]); 7] = [
    ("office", &["office-holder"]),
    ("weekday-date", &["weekday"]),
    ("weekday-date (no year)", &["weekday"]),
    ("percent-change", &["percent-change"]),
    ("unit-conversion", &["unit-pair"]),
    ("casualties", &["slot-toll"]),
    ("name-spelling", &["near-name", "spelling-variant"]),
];

/// Runs the test.
pub(crate) fn run(bench: &Bench, cases: Option<&Collection>, contradictory: Option<&Collection>) -> String {
    let mut text = String::new();
    if let Some(cases) = cases {
        text += &judged(bench, cases);
    }
    if let Some(collection) = contradictory {
        text += &clean(bench, collection);
    }
    text
}

fn judged(bench: &Bench, cases: &Collection) -> String {
    let mut counts: BTreeMap<(String, String), (usize, usize)> = BTreeMap::new();
    let mut wrong = String::new();
    let answers = cases.map("cases", |record| {
        let document = record.document(&cases.path)?;
        let rules = KINDS.iter().find(|(kind, _)| record.kind.as_deref() == Some(kind))?.1;
        let snippet = plain(record.snippet.as_deref()?);
        let findings = bench.engine.check(&document).findings.into_iter().filter(|finding| {
            let words = plain(finding.primary.place.text());
            finding.severity > Severity::Hint && rules.contains(&finding.rule.as_str()) && snippet.contains(&words)
        });
        Some(findings.map(|finding| finding.message).collect::<Vec<String>>())
    });
    for (record, findings) in cases.records.iter().zip(answers) {
        let (Some(kind), Some(verdict), Some(findings)) = (&record.kind, &record.verdict, findings) else {
            continue;
        };
        let right = findings.is_empty() == (verdict == "ok");
        let count = counts.entry((kind.clone(), verdict.clone())).or_default();
        *count = (count.0 + usize::from(right), count.1 + 1);
        if !right && bench.list {
            let _ = writeln!(wrong, "  wrong {kind} {verdict} [{}]: {}", record.id(), findings.join("; "));
        }
    }
    let mut table = Table::new("Hand-judged snippets", &["kind", "judged", "right", "of"]);
    for ((kind, verdict), (right, all)) in counts {
        table.row([kind, verdict, right.to_string(), all.to_string()]);
    }
    format!("{table}{wrong}\n")
}

/// One space for every run of white space, no marks around the words in question.
fn plain(text: &str) -> String {
    let kept: String = text.chars().filter(|c| !matches!(c, '\u{ab}' | '\u{bb}')).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn clean(bench: &Bench, collection: &Collection) -> String {
    let answers = collection.map("cases", |record| {
        let clean = record.label.as_ref().is_some_and(|label| label.as_str() == Some("0") || label.as_i64() == Some(0));
        let document = record.document(&collection.path).filter(|_| clean)?;
        let findings = bench.engine.check(&document).findings;
        Some(findings.into_iter().filter(|f| f.severity > Severity::Hint).map(|f| f.rule).collect::<Vec<String>>())
    });
    let answers: Vec<Vec<String>> = answers.into_iter().flatten().collect();
    let mut by_rule: BTreeMap<&str, usize> = BTreeMap::new();
    answers.iter().flatten().for_each(|rule| *by_rule.entry(rule).or_default() += 1);
    let heading = format!("Documents without a planted contradiction: {}", answers.len());
    let mut table = Table::new(&heading, &["rule", "errors and warnings"]);
    by_rule.iter().for_each(|(rule, count)| table.row([(*rule).to_owned(), count.to_string()]));
    if by_rule.is_empty() {
        table.row(["any".to_owned(), "0".to_owned()]);
    }
    table.to_string()
}
