//! What is found in pairs of drafts: a flawed one and its sound twin, written by somebody who knew no rule.

pub(crate) mod score;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use factlint::findings::{Finding, Severity};

use crate::Bench;
use crate::corpus::Batch;
use crate::table::{Table, share};
use score::{Counts, Outcome};

/// Scores all drafts of some files of pairs together.
pub(crate) fn run(bench: &Bench, batches: &[Batch]) -> String {
    let mut outcomes = Vec::new();
    for batch in batches {
        match score::read(&batch.text) {
            Ok(drafts) => outcomes.extend(score::score(&bench.engine, drafts)),
            Err(faults) => return format!("{} is ill-formed:\n{faults}\n", batch.path),
        }
    }
    if outcomes.is_empty() {
        return String::new();
    }
    let mut text = if bench.list { listed(bench, &outcomes) } else { String::new() };
    let _ = write!(text, "{}\n{}", by_category(&outcomes), by_rule(&outcomes));
    text
}

fn by_category(outcomes: &[Outcome<'_>]) -> Table {
    let columns =
        ["category", "flawed", "caught", "share", "as hints", "twins", "that speak", "found elsewhere", "with faults"];
    let mut table = Table::new("Pairs: flawed drafts that are caught, and sound twins that speak", &columns);
    let by_category = score::counts(outcomes);
    let mut row = |name: &str, Counts { flawed, caught, hinted, twins, speaking, elsewhere, faulty }: Counts| {
        let figures = [hinted, twins, speaking, elsewhere, faulty].map(|figure| figure.to_string());
        let first = [name.to_owned(), flawed.to_string(), caught.to_string(), share(caught, flawed)];
        table.row(first.into_iter().chain(figures));
    };
    let total = by_category.values().copied().fold(Counts::default(), Counts::plus);
    by_category.into_iter().for_each(|(category, counts)| row(category, counts));
    row("all", total);
    table
}

fn by_rule(outcomes: &[Outcome<'_>]) -> Table {
    let mut counts: BTreeMap<(&str, Severity), [usize; 3]> = BTreeMap::new();
    for outcome in outcomes {
        let others = if outcome.draft.flawed { 1 } else { 2 };
        for (findings, column) in [(&outcome.hits, 0), (&outcome.others, others)] {
            for finding in findings {
                counts.entry((&finding.rule, finding.severity)).or_default()[column] += 1;
            }
        }
    }
    let columns = ["rule", "severity", "at expected places", "elsewhere", "in sound twins"];
    let mut table = Table::new("Pairs: findings", &columns);
    for ((rule, severity), counts) in counts {
        let counts = counts.map(|count| count.to_string());
        table.row([rule.to_owned(), severity.word().to_owned()].into_iter().chain(counts));
    }
    table
}

/// What was missed, and what was found where nothing is wrong.
fn listed(bench: &Bench, outcomes: &[Outcome<'_>]) -> String {
    let mut text = String::new();
    let shown = |finding: &Finding| {
        let words = finding.primary.place.text();
        format!("{} {}: {} ({words:?})", finding.severity.word(), finding.rule, finding.message)
    };
    for outcome in outcomes {
        let draft = &outcome.draft;
        let mut line = |what: &str, why: &str| {
            let _ = writeln!(text, "  {what} {} {}: {why}", draft.category, draft.id);
        };
        if draft.flawed && !outcome.caught() {
            let hint = outcome.best().map_or(String::new(), |finding| format!("; {}", shown(finding)));
            line("missed", &format!("{}{hint}", draft.expected.join(" || ")));
        }
        let what = if draft.flawed { "elsewhere" } else { "false alarm" };
        let others = outcome.others.iter().filter(|finding| bench.hints || score::is_loud(finding));
        others.for_each(|finding| line(what, &shown(finding)));
        outcome.faults.iter().for_each(|fault| line("fault", &fault.message));
    }
    text
}
