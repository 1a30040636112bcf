//! Fits the weights of the ledger: how strongly each reason speaks for a mention of somebody in office on the draft's day.
//!
//! One part of the documents fits, the other tests. A mention counts where no veto takes it out and no date of its own holds it.
//! The fit is logistic, with the present weights as prior; fitted weights are whole numbers, in the points of the ledger.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use factlint::claims::{Claim, DraftDay, Statement};
use factlint::frame::{Label, Sort};
use factlint::rules::TENURE;

use crate::Bench;
use crate::table::Table;

/// Points of the ledger for one unit of log odds.
const SCALE: f64 = 1.5;
/// How firmly the present weights hold: the precision of the prior, per squared unit of log odds.
const PRIOR: f64 = 4.0;
/// Rounds over all weights.
const ROUNDS: usize = 60;

/// One mention: the reasons in its ledger, and whether the person held the office.
struct Row {
    fits: bool,
    in_office: bool,
    reasons: Vec<(String, bool)>,
    label: Label,
    kept: bool,
    shown: String,
}

fn row(claim: &Claim, given: factlint::time::Day, fits: bool, sentence: impl Fn() -> String) -> Option<Row> {
    let plain = claim.statement == Statement::Holds && claim.fluent == TENURE && claim.never.is_none();
    if !plain || claim.frame.veto.is_some() || claim.frame.anchor.is_some() || claim.window.graced.is_all() {
        return None;
    }
    let own = claim.frame.evidence.iter().filter(|one| one.sort != Sort::Draft);
    let mut reasons: Vec<(String, bool)> = own.map(|one| (one.cue.to_string(), one.sort == Sort::Context)).collect();
    reasons.sort();
    reasons.dedup();
    let in_office = claim.window.graced.contains(given);
    let shown = if in_office { String::new() } else { sentence() };
    Some(Row { fits, in_office, reasons, label: claim.frame.label(), kept: claim.weakened().is_none(), shown })
}

/// Runs the test.
pub(crate) fn run(bench: &Bench) -> String {
    let mut rows = Vec::new();
    let mut prior: BTreeMap<String, f64> = BTreeMap::new();
    for collection in &bench.collections {
        let found = collection.map("weights", |record| {
            let document = record.document(&collection.path)?;
            let reading = bench.engine.read(&document)?;
            let DraftDay::Given(given) = &reading.day else { return None };
            let id = record.id();
            let fits = id.bytes().fold(0u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte))) % 2 == 0;
            let of = |claim: &Claim| {
                let shown =
                    || crate::findings::around(&document.prose, claim.span.start as usize, claim.span.end as usize);
                row(claim, given.day, fits, shown)
            };
            let weights: Vec<(String, i32)> = reading
                .claims
                .iter()
                .flat_map(|claim| &claim.frame.evidence)
                .map(|one| (one.cue.to_string(), one.weight))
                .collect();
            Some((reading.claims.iter().filter_map(of).collect::<Vec<Row>>(), weights))
        });
        for (found, weights) in found.into_iter().flatten() {
            rows.extend(found);
            prior.extend(weights.into_iter().map(|(cue, weight)| (cue, f64::from(weight))));
        }
    }
    let fitted = fit(&rows, &prior);
    let mut text = weights_table(&rows, &prior, &fitted);
    for fits in [true, false] {
        let _ = write!(text, "\n{}", labels_table(&rows, fits));
    }
    let whole: BTreeMap<String, i32> =
        fitted.iter().map(|(cue, odds)| (cue.clone(), (odds * SCALE).round() as i32)).collect();
    let present: BTreeMap<String, i32> = prior.iter().map(|(cue, weight)| (cue.clone(), *weight as i32)).collect();
    for (name, weights) in [("the present weights", &present), ("the fitted weights", &whole)] {
        let _ = write!(text, "\n{}", sums_table(&rows, name, weights));
    }
    if bench.list {
        for row in rows.iter().filter(|row| !row.in_office) {
            let reasons: Vec<&str> = row.reasons.iter().map(|(cue, _)| cue.as_str()).collect();
            let _ = writeln!(text, "{} kept={} {}\n      {}", row.label.word(), row.kept, reasons.join(" "), row.shown);
        }
    }
    text
}

/// Log odds by reason: coordinate-wise Newton steps, towards the prior.
fn fit(rows: &[Row], prior: &BTreeMap<String, f64>) -> BTreeMap<String, f64> {
    let rows: Vec<&Row> = rows.iter().filter(|row| row.fits).collect();
    let mut odds: BTreeMap<String, f64> = prior.iter().map(|(cue, weight)| (cue.clone(), weight / SCALE)).collect();
    let mut sums: Vec<f64> =
        rows.iter().map(|row| row.reasons.iter().map(|(cue, _)| odds.get(cue).copied().unwrap_or(0.0)).sum()).collect();
    for _ in 0..ROUNDS {
        for (cue, weight) in prior {
            let having: Vec<usize> =
                (0..rows.len()).filter(|&at| rows[at].reasons.iter().any(|(known, _)| known == cue)).collect();
            let mut gradient = PRIOR * (weight / SCALE - odds[cue]);
            let mut curve = PRIOR;
            for &at in &having {
                let chance = 1.0 / (1.0 + (-sums[at]).exp());
                gradient += f64::from(u8::from(rows[at].in_office)) - chance;
                curve += chance * (1.0 - chance);
            }
            let step = gradient / curve;
            *odds.get_mut(cue).expect("known") += step;
            having.iter().for_each(|&at| sums[at] += step);
        }
    }
    odds
}

fn weights_table(rows: &[Row], prior: &BTreeMap<String, f64>, fitted: &BTreeMap<String, f64>) -> String {
    let columns = ["reason", "in office", "out", "weight", "fitted"];
    let mut table = Table::new("Weights of the ledger, and what one part of the documents fits", &columns);
    for (cue, weight) in prior {
        let having = |in_office: bool| {
            let of =
                rows.iter().filter(|row| row.in_office == in_office && row.reasons.iter().any(|(one, _)| one == cue));
            of.count().to_string()
        };
        table.row([
            cue.clone(),
            having(true),
            having(false),
            format!("{weight}"),
            format!("{:.1}", fitted[cue] * SCALE),
        ]);
    }
    table.to_string()
}

fn labels_table(rows: &[Row], fits: bool) -> String {
    let part = if fits { "the part that fits" } else { "the part that tests" };
    let heading = format!("Labels with the present weights, {part}");
    let mut table = Table::new(&heading, &["label", "in office", "out", "out, kept"]);
    for label in [Label::Now, Label::NowMinus, Label::Free, Label::Weak] {
        let of = |wanted: &dyn Fn(&Row) -> bool| {
            rows.iter().filter(|row| row.fits == fits && row.label == label && wanted(row)).count().to_string()
        };
        table.row([
            label.word().to_owned(),
            of(&|row| row.in_office),
            of(&|row| !row.in_office),
            of(&|row| !row.in_office && row.kept),
        ]);
    }
    table.to_string()
}

/// Of how many mentions the sum is at least so much.
fn sums_table(rows: &[Row], name: &str, weights: &BTreeMap<String, i32>) -> String {
    let heading = format!("Mentions whose sum is at least so much, with {name}");
    let columns = ["sum", "fitting: in office", "out", "testing: in office", "out", "testing: exactly: in", "out"];
    let mut table = Table::new(&heading, &columns);
    let sum = |row: &Row| {
        let of = |context: bool| {
            row.reasons
                .iter()
                .filter(move |one| one.1 == context)
                .map(|(cue, _)| weights.get(cue).copied().unwrap_or(0))
        };
        of(false).sum::<i32>() + of(true).max().unwrap_or(0)
    };
    let sums: Vec<i32> = rows.iter().map(sum).collect();
    for least in -4..=12 {
        let of = |fits: bool, in_office: bool, exactly: bool| {
            let wanted = rows.iter().zip(&sums).filter(|(row, sum)| {
                row.fits == fits
                    && row.in_office == in_office
                    && (if exactly { **sum == least } else { **sum >= least })
            });
            wanted.count().to_string()
        };
        table.row([
            least.to_string(),
            of(true, true, false),
            of(true, false, false),
            of(false, true, false),
            of(false, false, false),
            of(false, true, true),
            of(false, false, true),
        ]);
    }
    table.to_string()
}
