//! What every test with planted slips shares: a slip is put into a published draft, and the finding looked for at its place.

use std::collections::BTreeMap;

use factlint::engine::Engine;
use factlint::findings::{Relation, Severity};

use crate::corpus::{Collection, Edit, Record};
use crate::table::{Table, share};

/// One slip: where it is put, and in which row of the table it counts.
pub(crate) struct Slip {
    /// What is changed.
    pub(crate) edit: Edit,
    /// The part of the test, as `full name, dated`.
    pub(crate) part: &'static str,
    /// The row within the part: a frame label, say.
    pub(crate) row: &'static str,
    /// The most that a finding's place may lie to the right of the edit, in bytes; 0: over what was inserted.
    pub(crate) room: usize,
    /// How the draft with the slip was read, for lists: label, rule, what the draft as a whole took back.
    pub(crate) why: String,
}

/// How a slip came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    Missed,
    Found(Severity),
}

impl Slip {
    /// Checks the draft with the slip in it for findings of a rule at its place.
    pub(crate) fn outcome(&self, engine: &Engine, path: &str, record: &Record, rule: &str) -> Option<Outcome> {
        let document = record.edited(&self.edit)?.document(path)?;
        let report = engine.check(&document);
        let there = |place| if self.room > 0 { self.edit.near(place, self.room) } else { self.edit.hit_by(place) };
        let found = report.findings.iter().filter(|finding| finding.rule == rule).filter(|finding| {
            let same = finding.related.iter().filter(|related| related.role == Relation::Same);
            there(&finding.primary.place) || same.map(|related| &related.label.place).any(there)
        });
        Some(found.map(|finding| Outcome::Found(finding.severity)).max().unwrap_or(Outcome::Missed))
    }

    /// How the claim at the slip was read.
    pub(crate) fn read(&self, engine: &Engine, path: &str, record: &Record) -> String {
        let claims = || {
            let document = record.edited(&self.edit)?.document(path)?;
            let reading = engine.read(&document)?;
            let there = reading.claims.iter().filter(|claim| self.edit.hit_by(&document.place(claim.span)));
            let told = there.map(|claim| {
                let why = claim.weakened().unwrap_or("kept");
                format!("{} {} {why} {}", claim.frame.label().word(), claim.frame.reason().0, claim.key)
            });
            Some(told.collect::<Vec<_>>().join("; "))
        };
        claims().unwrap_or_default()
    }
}

/// Outcomes by part and row.
#[derive(Default)]
pub(crate) struct Score {
    rows: BTreeMap<(&'static str, &'static str), BTreeMap<Outcome, usize>>,
    /// What was missed, for `--list`.
    missed: Vec<String>,
}

impl Score {
    /// Counts an outcome.
    pub(crate) fn add(&mut self, collection: &Collection, record: &Record, slip: &Slip, outcome: Outcome) {
        *self.rows.entry((slip.part, slip.row)).or_default().entry(outcome).or_default() += 1;
        if outcome <= Outcome::Found(Severity::Hint) {
            let text = if slip.edit.field == "title" { record.title.as_deref().unwrap_or("") } else { &record.text };
            let sentence = crate::findings::around(text, slip.edit.start, slip.edit.end);
            let date = record.date.as_deref().unwrap_or("undated");
            self.missed.push(format!(
                "  missed {} {} {} [{}] {date}: {:?} -> {:?} ({})\n      {sentence}\n",
                slip.part,
                slip.row,
                collection.name,
                record.id(),
                text.get(slip.edit.start..slip.edit.end).unwrap_or(""),
                slip.edit.insert,
                slip.why
            ));
        }
    }

    /// The table, and what was missed where that is asked for.
    pub(crate) fn table(&self, heading: &str, list: bool) -> String {
        let mut table = Table::new(
            heading,
            &["part", "label", "planted", "error", "warning", "hint", "missed", "error or warning"],
        );
        for (&(part, row), outcomes) in &self.rows {
            let of = |outcome| outcomes.get(&outcome).copied().unwrap_or(0);
            let all: usize = outcomes.values().sum();
            let (error, warning) = (of(Outcome::Found(Severity::Error)), of(Outcome::Found(Severity::Warning)));
            let rest = [of(Outcome::Found(Severity::Hint)), of(Outcome::Missed)];
            let mut cells = vec![part.to_owned(), row.to_owned()];
            cells.extend([all, error, warning, rest[0], rest[1]].map(|count| count.to_string()));
            cells.push(share(error + warning, all));
            table.row(cells);
        }
        let missed = if list { self.missed.concat() } else { String::new() };
        format!("{table}{missed}")
    }
}
