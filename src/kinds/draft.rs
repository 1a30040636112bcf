//! A draft, read: what every kind may ask for.

use super::{Titled, Transcript, Wording, joined};
use crate::claims::{Claim, DraftDay, Sweep};
use crate::document::{BlockKind, Document};
use crate::findings::{FactRef, FactSaid, Finding, Relation};
use crate::language::analysis::{Analysis, Sentence};
use crate::language::known::Known;
use crate::rules::{Check, OfficeId, Person, PersonId, Row, Table, Tenure, Words};
use crate::text::{Place, Prose, Span};
use crate::time::{Day, Days};

/// A draft, read.
#[derive(Debug)]
pub struct Draft<'a> {
    /// The document.
    pub document: &'a Document,
    /// The same, split into sentences.
    pub analysis: &'a Analysis<'a>,
    /// How many places give a person an office, whatever time they speak of.
    pub mentions: usize,
    /// The claims of the draft.
    pub claims: &'a [Claim],
    /// The day it speaks from.
    pub day: &'a DraftDay,
    /// The result of inferring the day, if none is given.
    pub sweep: &'a Sweep,
    /// The transcripts.
    pub transcripts: &'a [Transcript],
    /// All checks: a claim is described by the check of its fluent.
    pub checks: &'a [Check],
    /// The facts.
    pub table: &'a Table,
    /// The words of its language.
    pub words: &'a Words,
    /// The phrases that messages are built from.
    pub wording: Wording<'a>,
    /// The titles given to people, computed for the first check of roles.
    pub titled: Titled,
}

impl<'a> Draft<'a> {
    /// The number of the block of a place.
    pub fn block_at(&self, span: Span<Prose>) -> Option<usize> {
        let blocks = &self.analysis.blocks;
        let at = blocks.partition_point(|block| block.span.end <= span.start);
        blocks.get(at).filter(|block| block.span.start <= span.start).map(|_| at)
    }

    /// The number of the heading above a block; `None` at the top.
    pub fn section_of(&self, block: usize) -> Option<usize> {
        (0..=block).rev().find(|&at| self.analysis.blocks[at].kind == BlockKind::Heading)
    }

    /// The number of the sentence of a place.
    pub fn sentence_at(&self, span: Span<Prose>) -> Option<usize> {
        let sentences = &self.analysis.sentences;
        let at = sentences.partition_point(|sentence| sentence.span.end <= span.start);
        sentences.get(at).filter(|sentence| sentence.span.start <= span.start).map(|_| at)
    }

    /// Returns `true` for text in the draft's own voice: outside quotations, and outside the excluded kinds of block.
    pub fn own_voice(&self, span: Span<Prose>, passed_over: &[BlockKind]) -> bool {
        self.block_at(span)
            .is_some_and(|at| self.analysis.blocks[at].is_own(passed_over) && !self.analysis.is_quoted(at, span))
    }

    /// The sentences of blocks in which the draft speaks itself, with their numbers; a quotation inside one is for the caller.
    pub fn own_sentences(&self, passed_over: &'static [BlockKind]) -> impl Iterator<Item = (usize, &'a Sentence<'a>)> {
        let analysis = self.analysis;
        let all = analysis.sentences.iter().enumerate();
        all.filter(move |(_, sentence)| analysis.blocks[sentence.block].is_own(passed_over))
    }

    /// The people, places and offices of the facts in a sentence, as patterns capture them.
    pub fn known(&self, sentence: usize) -> &Known {
        let introduced = |person: PersonId| self.given(person).next().is_some();
        let referred = || self.analysis.referred(sentence, self.table);
        self.analysis.sentences[sentence].known(self.table, &introduced, referred)
    }

    /// The offices that the draft gives a person by full name: then the surname alone is enough, and "took office" means one of
    /// them.
    pub fn offices_given(&self, person: PersonId) -> Vec<OfficeId> {
        self.given(person).collect()
    }

    fn given(&self, person: PersonId) -> impl Iterator<Item = OfficeId> {
        let tenures = self.claims.iter().filter(|claim| claim.full).flat_map(|claim| &claim.tenures);
        let held = tenures.map(|&id| self.table.tenure(id)).filter(move |tenure| tenure.holder == person);
        held.map(|tenure| tenure.office)
    }

    /// The text of a place on one line.
    pub fn one_line(&self, span: Span<Prose>) -> String {
        joined(self.document.text(span))
    }

    /// Returns `true` if an ignore comment covers a check at a place.
    pub fn asks_silence(&self, check: &str, place: &Place) -> bool {
        self.document.ignores.iter().any(|ignore| ignore.asks(check, place))
    }

    /// Returns `true` if an ignore comment covers a finding, at its place or at a conflicting one.
    pub fn is_silenced(&self, finding: &Finding) -> bool {
        let conflicts = finding.related.iter().filter(|related| related.role == Relation::Conflict);
        let mut places = std::iter::once(&finding.primary.place).chain(conflicts.map(|related| &related.label.place));
        !self.document.ignores.is_empty() && places.any(|place| self.asks_silence(&finding.rule, place))
    }

    /// Every day that the draft may speak from.
    pub fn days(&self) -> Days {
        match self.day {
            DraftDay::Given(given) => Days::range(given.day, given.day.plus(1)),
            DraftDay::Inferred(days) => days.clone(),
            DraftDay::None => Days::range(Day::MIN, Day::MAX),
        }
    }

    /// The row of a tenure, as findings name it.
    pub fn fact(&self, tenure: &Tenure) -> FactRef {
        let office = self.table.office(tenure.office);
        let title = office.titles.first().cloned().unwrap_or_default();
        let of = &self.table.entity(office.of).name;
        let said = FactSaid {
            holder: self.table.person(tenure.holder).name.clone(),
            office: Some(if title.is_empty() { of.clone() } else { format!("{title}, {of}") }),
            from: Some(tenure.term.from.to_string()),
            until: tenure.term.until.written(),
        };
        let row = self.row(tenure.row);
        FactRef {
            verified: Some(self.table.known_through(tenure).to_string()),
            source: tenure.source.clone().or(row.source),
            said: Some(said),
            ..row
        }
    }

    /// The row of a person's life, as findings name it.
    pub fn life(&self, person: &Person) -> FactRef {
        let said = FactSaid {
            holder: person.name.clone(),
            office: None,
            from: person.born.map(|when| when.to_string()),
            until: person.died.map(|when| when.to_string()),
        };
        FactRef { said: Some(said), ..self.row(person.row) }
    }

    /// Any row, as findings name it.
    pub fn row(&self, row: Row) -> FactRef {
        let pack = self.table.pack(row.pack);
        let source = pack.sources.into_iter().next();
        FactRef { path: pack.path, line: row.line, verified: Some(pack.verified.to_string()), source, said: None }
    }
}
