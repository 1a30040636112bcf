//! What `factlint rules try` prints: a draft as the checks see it, and the results of their patterns.

use std::fmt::Write as _;

use serde::Serialize;

use super::day::{self, Shown};
use crate::claims::Reading;
use crate::engine::Engine;
use crate::kinds::{Draft, Trace, TracedFit, few, joined};
use crate::language::analysis::Sentence;
use crate::language::clauses::{Clause, Clauses};
use crate::language::patterns::sorts_of;
use crate::language::pieces::{Piece, PieceKind};
use crate::language::values::Value;
use crate::rules::OfficeId;

/// A draft with the results of some checks.
#[derive(Debug, Serialize)]
pub struct Tried<'a> {
    schema: u32,
    sentences: Vec<Read<'a>>,
    /// What `factlint day` shows.
    day: Shown,
}

#[derive(Debug, Serialize)]
struct Read<'a> {
    line: u32,
    column: u32,
    text: String,
    pieces: Vec<Entry>,
    values: Vec<Entry>,
    clauses: Vec<Entry>,
    checks: Vec<(&'a str, Vec<Trace>)>,
}

#[derive(Debug, Serialize)]
struct Entry {
    /// `person`, `money`, `main`.
    kind: String,
    text: String,
    means: String,
}

/// Reads a draft with the checks of an engine.
pub fn tried<'a>(engine: &'a Engine, draft: &Draft<'_>, reading: &Reading) -> Tried<'a> {
    let sentences = draft.analysis.sentences.iter().enumerate().map(|(number, sentence)| {
        let start = draft.document.place(sentence.span).start();
        let clauses = sentence.clauses(draft.table);
        Read {
            line: start.line,
            column: start.column,
            text: joined(sentence.text()),
            pieces: sentence.pieces(draft.table).iter().map(|piece| self::piece(sentence, piece, draft)).collect(),
            values: sentence.values().iter().map(|value| self::value(draft, value)).collect(),
            clauses: clauses.clauses.iter().map(|clause| self::clause(sentence, draft, clauses, clause)).collect(),
            checks: engine.traces(draft, number),
        }
    });
    Tried { schema: 1, sentences: sentences.collect(), day: day::shown(draft.document, reading) }
}

fn piece(sentence: &Sentence<'_>, piece: &Piece, draft: &Draft<'_>) -> Entry {
    let table = draft.table;
    let words = |from, to| draft.one_line(sentence.span_of(from, to));
    let offices = |ids: &[OfficeId]| ids.iter().map(|&id| table.office(id).id.as_str()).collect::<Vec<_>>();
    let mut known: Vec<&str> = piece.entities().iter().map(|&id| table.entity(id).id.as_str()).collect();
    let kind = match &piece.kind {
        PieceKind::Person(person) => {
            known.extend(person.known.iter().map(|&id| table.person(id).id.as_str()));
            "person"
        }
        PieceKind::Office(office) => {
            known = offices(&office.offices(table));
            "office"
        }
        PieceKind::Titled(ids) => {
            known = offices(ids);
            ids.first().map_or("title", |&id| table.office(id).fluent.as_str())
        }
        PieceKind::Place(_) => "place",
        PieceKind::Organisation(_) => "organisation",
        PieceKind::Nationality(_) => "nationality",
        PieceKind::Name => "name",
    };
    let mut means = if known.is_empty() { "not in the facts".to_owned() } else { few(&known) };
    if let Some(office) = piece.office() {
        let holder =
            sentence.pieces(table).iter().find(|one| one.person().is_some() && Some(one.from) == office.person);
        let sides = [("of", office.of), ("held by", holder.map(|one| (one.from, one.to)))];
        for (word, (from, to)) in sides.into_iter().filter_map(|(word, side)| Some((word, side?))) {
            let _ = write!(means, "; {word} \"{}\"", words(from, to));
        }
        means.push_str(if office.marked { "; marked as of another time or rank" } else { "" });
    }
    Entry { kind: kind.to_owned(), text: words(piece.from, piece.to), means }
}

fn value(draft: &Draft<'_>, value: &Value) -> Entry {
    let reader = draft.analysis.values();
    let kind = sorts_of(value).name().unwrap_or(if value.date().is_some() { "date" } else { "clock" });
    let mut means = String::new();
    if let Some(amount) = value.amount() {
        let _ = write!(means, "{}", amount.interval);
        for (sign, unit) in [(' ', amount.unit), ('/', amount.per)] {
            let _ = unit.map(|unit| write!(means, "{sign}{}", reader.unit(unit).name));
        }
    }
    if let Some(date) = value.date() {
        let readings: Vec<String> = date.readings(None).into_iter().flatten().map(|when| when.to_string()).collect();
        means = if readings.is_empty() { "by the draft's day".to_owned() } else { readings.join(" or ") };
    }
    if let Some(hedge) = value.hedge {
        let _ = write!(means, ", hedged by \"{}\"", draft.one_line(hedge.span));
    }
    if value.borrowed {
        means.push_str(", as its neighbour says");
    }
    Entry { kind: kind.to_owned(), text: draft.one_line(value.span), means }
}

fn clause(sentence: &Sentence<'_>, draft: &Draft<'_>, clauses: &Clauses, clause: &Clause) -> Entry {
    let words = |from, to| draft.one_line(sentence.span_of(from, to));
    let subject = clause.subject.map(|(from, to)| format!("subject \"{}\"", words(from, to)));
    let attached = clause.attaches_to.map(|at| format!("attached to \"{}\"", words(at, at + 1)));
    let group = clause.verb.and_then(|verb| clauses.groups.get(verb));
    let tense = group.map(|group| {
        let marks = [(group.passive, " passive"), (group.negated, " negated"), (!group.finite, " not finite")];
        let marks: String = marks.iter().filter(|(is, _)| *is).map(|(_, word)| *word).collect();
        format!("{}{marks}", hyphenated(&format!("{:?}", group.tense)))
    });
    let condition = clause.condition.then(|| "condition".to_owned());
    let tense = tense.or_else(|| Some("no verb".to_owned()));
    let means: Vec<String> = [tense, subject, attached, condition].into_iter().flatten().collect();
    let text = group.map_or_else(String::new, |group| words(group.from, group.to));
    Entry { kind: hyphenated(&format!("{:?}", clause.kind)), text, means: means.join("; ") }
}

/// The name of a variant as words: "past-perfect".
fn hyphenated(name: &str) -> String {
    let mut text = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !text.is_empty() {
            text.push('-');
        }
        text.extend(c.to_lowercase());
    }
    text
}

impl Tried<'_> {
    /// One JSON object.
    pub fn json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("plain data becomes JSON");
        text.push('\n');
        text
    }

    /// The sentences, one after the other, then the claims of dated facts.
    pub fn text(&self, colors: bool) -> String {
        let mut text = String::new();
        for read in &self.sentences {
            let _ = writeln!(text, "{}:{} {}", read.line, read.column, read.text);
            for (head, entries) in [("pieces", &read.pieces), ("values", &read.values), ("clauses", &read.clauses)] {
                section(&mut text, head, entries);
            }
            for (check, traces) in &read.checks {
                let _ = writeln!(text, "  {check}");
                if traces.is_empty() {
                    text.push_str("    has no patterns\n");
                }
                numbered(&mut text, traces);
            }
            text.push('\n');
        }
        text.push_str(&self.day.head());
        self.day.claims(&mut text, colors);
        text
    }
}

fn section(text: &mut String, head: &str, entries: &[Entry]) {
    if entries.is_empty() {
        return;
    }
    let _ = writeln!(text, "  {head}");
    for entry in entries {
        let words = if entry.text.is_empty() { String::new() } else { format!("\"{}\": ", entry.text) };
        let _ = writeln!(text, "    {:<12}  {words}{}", entry.kind, entry.means);
    }
}

/// The patterns of a check, those of one header counted. Neighbours that stop alike share a line.
fn numbered(text: &mut String, traces: &[Trace]) {
    let mut from = 0;
    while from < traces.len() {
        let trace = &traces[from];
        let header = |other: &Trace| (other.part, other.line) == (trace.part, trace.line);
        let first = traces[..from].iter().filter(|other| header(other)).count() + 1;
        let same = |other: &&Trace| header(other) && trace.stopped.is_some() && trace.stopped == other.stopped;
        let count = traces[from..].iter().take_while(same).count().max(1);
        from += count;
        let (part, line) = (trace.part, trace.line);
        let head = match (count, traces.iter().filter(|other| header(other)).count()) {
            (_, 1) => format!("line {line}, {part}"),
            (1, _) => format!("line {line}, {part} {first}"),
            _ => format!("line {line}, {part} {first} to {}", first + count - 1),
        };
        let stopped = trace.stopped.as_deref().filter(|_| trace.fits.is_empty());
        if let Some(stopped) = stopped.or(trace.fits.is_empty().then_some("does not fit")) {
            let _ = writeln!(text, "    {head}: {stopped}");
        }
        trace.fits.iter().for_each(|fit| fit_lines(text, &head, fit));
    }
}

fn fit_lines(text: &mut String, head: &str, fit: &TracedFit) {
    let _ = writeln!(text, "    {head}: fits \"{}\"", fit.text);
    for [name, words, value] in &fit.captures {
        let _ = writeln!(text, "      {name} \"{words}\": {value}");
    }
    for [name, expression, answer] in &fit.asked {
        let name = if name.is_empty() { "  " } else { &format!("{name} ") };
        let _ = writeln!(text, "      {name}{expression}: {answer}");
    }
    if let Some(silence) = &fit.silence {
        let _ = writeln!(text, "      suppressed: {silence}");
    }
}
