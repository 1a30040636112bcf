//! One document, read with the words of its language: claims and the day, before any check looks at them.

use std::sync::Arc;
use std::sync::OnceLock;

use super::{
    BoundReader, Claim, ClaimMaker, DraftDay, Statement, Sweep, discount, discount_coordinated, discount_within, sweep,
};
use crate::document::{BlockKind, Document};
use crate::frame::{
    Anchor, AnchorFrom, Entry, Frame, Label, Ledger, Setting, TurnMarks, Veto, another_year, date_of_another_day,
    entry_of_a_timeline, has_years, is_a_date, is_a_dated_table, is_timeline, mixes_days,
};
use crate::language::analysis::{Analysis, AnalysisBlock, AnalysisReader, Sentence};
use crate::language::annotated::{Annotated, Hit, bare, view};
use crate::language::cues::{Cues, ListId};
use crate::language::offices::{
    Around, Form, OfficeLists, OfficeMention, back_mention, labelled, of_offices, office_mentions, own_government,
};
use crate::language::sentences::Abbreviations;
use crate::language::tokens::tokens;
use crate::rules::{EntityId, Meaning, PersonId, Table, Words};
use crate::text::{Prose, Span};
use crate::time::Day;

/// The claims of a document, and its day.
#[derive(Debug)]
pub struct Reading {
    /// How many places give a person an office, whatever time they speak of.
    pub mentions: usize,
    /// Claims in the order of the draft.
    pub claims: Vec<Claim>,
    /// The day the draft speaks from.
    pub day: DraftDay,
    /// The result of inferring the day, if none is given.
    pub sweep: Sweep,
}

/// Everything made ready for one language.
#[derive(Debug)]
pub(crate) struct Reader {
    pub(crate) cues: Arc<Cues>,
    analyses: AnalysisReader,
    pub(crate) abbreviations: Abbreviations,
    offices: OfficeLists,
    ledger: Ledger,
    maker: ClaimMaker,
    bounds: BoundReader,
    /// Its number among the words of the rules.
    pub(crate) number: usize,
    caption_credit: Vec<String>,
    section_past: ListId,
    section_opening: ListId,
    title_past: ListId,
    turns: TurnMarks,
}

impl Reader {
    pub(crate) fn analysis<'a>(&'a self, document: &'a Document) -> Analysis<'a> {
        Analysis::new(document, &self.abbreviations, &self.analyses)
    }

    pub(crate) fn new(number: usize, words: &Words) -> Self {
        let cues = Arc::new(Cues::new(words));
        Self {
            abbreviations: Abbreviations::new(words),
            offices: OfficeLists::new(&cues, words),
            ledger: Ledger::new(&cues, words),
            maker: ClaimMaker::new(&cues),
            bounds: BoundReader::new(&cues),
            number,
            caption_credit: words.items("caption-credit").to_vec(),
            section_past: cues.list("section-past"),
            section_opening: cues.list("section-past-opening"),
            title_past: cues.list("title-past"),
            turns: TurnMarks::new(words.items("turn-question"), words.items("turn-answer")),
            analyses: AnalysisReader::new(words, &cues),
            cues,
        }
    }

    /// Returns `true` if a block is a picture's caption, which ends with a credit.
    fn caption(&self, text: &str) -> bool {
        let mut from = text.len().saturating_sub(80);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let end = text[from..].to_lowercase();
        self.caption_credit.iter().any(|credit| end.contains(credit.as_str()))
    }

    /// Returns `true` if a heading starts a section about another time.
    fn elsewhen(&self, heading: &str, first: bool) -> bool {
        let tokens = tokens(heading, Span::new(0, heading.len()));
        let found = self.cues.find(&tokens).cues;
        let has = |list| found.iter().any(|cue| cue.list == list);
        let alone = found.iter().any(|cue| cue.list == self.section_past && cue.to() - cue.from() == tokens.len());
        let opened = found.iter().any(|cue| cue.list == self.section_opening && cue.from() == 0);
        has(self.title_past) || alone || (!first && (opened || tokens.len() <= 4 && has(self.section_past)))
    }
}

impl Reading {
    /// Reads a document that speaks from a given day, or from none.
    pub(crate) fn of(
        analysis: &Analysis<'_>,
        reader: &Reader,
        table: &Table,
        given: DraftDay,
        narrative: bool,
    ) -> Self {
        let day = given.given();
        let mut gathering = Gathering::new(analysis, reader, table, day, narrative);
        gathering.gather();
        let Gathering { mut claims, mut named, mentions, .. } = gathering;
        named.sort_unstable();
        named.dedup();
        discount_coordinated(analysis, table, &reader.ledger, &mut claims);
        discount(table, &reader.ledger, &mut claims, day, &named);
        if day.is_some() {
            return Self { mentions, claims, day: given, sweep: Sweep::default() };
        }
        let has_claims = claims.iter().any(|claim| claim.weight() > 0) && !narrative;
        let bounds = if has_claims { reader.bounds.read(analysis, &reader.ledger) } else { Vec::new() };
        let mut sweep = sweep(&claims, bounds);
        if !sweep.days.is_all() && discount_within(table, &reader.ledger, &mut claims, &sweep.days, &named) {
            sweep = self::sweep(&claims, sweep.bounds);
        }
        let unknown = sweep.days.is_empty() || sweep.days.is_all();
        let day = if unknown { DraftDay::None } else { DraftDay::Inferred(sweep.days.clone()) };
        Self { mentions, claims, day, sweep }
    }
}

impl Reading {
    /// Returns `true` if no day is given, and the claims of the draft allow this one.
    pub(crate) fn allows(&self, day: Day) -> bool {
        !matches!(self.day, DraftDay::Given(_)) && (self.sweep.days.is_all() || self.sweep.days.contains(day))
    }
}

/// The way through the blocks and sentences of a document.
struct Gathering<'a> {
    analysis: &'a Analysis<'a>,
    reader: &'a Reader,
    table: &'a Table,
    day: Option<Day>,
    /// Whether present tense is not now.
    narrative: bool,
    claims: Vec<Claim>,
    /// Everybody who is named, in or out of office.
    named: Vec<(PersonId, Span<Prose>)>,
    mentions: usize,
    /// Whether at least two entries are dated; computed on first use.
    timeline: OnceLock<bool>,
    /// Whether headings give different days; computed on first use.
    mixes_days: OnceLock<bool>,
    /// Whether headings give years.
    has_years: OnceLock<bool>,
    /// All places and organisations that the draft names.
    places: OnceLock<Vec<EntityId>>,
    /// Which blocks are turns of an interview.
    spoken: OnceLock<Vec<bool>>,
}

impl<'a> Gathering<'a> {
    fn new(
        analysis: &'a Analysis<'a>,
        reader: &'a Reader,
        table: &'a Table,
        day: Option<Day>,
        narrative: bool,
    ) -> Self {
        Self {
            analysis,
            reader,
            table,
            day,
            narrative,
            claims: Vec::new(),
            named: Vec::new(),
            mentions: 0,
            timeline: OnceLock::new(),
            mixes_days: OnceLock::new(),
            has_years: OnceLock::new(),
            places: OnceLock::new(),
            spoken: OnceLock::new(),
        }
    }

    fn gather(&mut self) {
        let (mut section, mut whole, mut paragraphs) = (false, false, 0);
        let mut table = None;
        let analysis = self.analysis;
        for (number, block) in analysis.blocks.iter().enumerate() {
            if block.kind == BlockKind::Heading {
                let past = self.reader.elsewhen(block.text(), number == 0);
                whole |= number == 0 && past;
                section = past || self.another_day(block);
            } else {
                // A date in bold type, alone in its paragraph, is a heading too.
                if block.kind == BlockKind::Paragraph && is_a_date(analysis, block.span) {
                    section = self.another_day(block);
                }
                paragraphs += 1;
            }
            let leading = block.kind == BlockKind::Heading && number == 0 || paragraphs <= 2;
            if block.kind == BlockKind::Cell {
                table.get_or_insert_with(|| is_a_dated_table(analysis, number, self.day));
            } else {
                table = None;
            }
            self.block(number, block, [whole || section, table == Some(true)], leading);
        }
    }

    /// Returns `true` if a heading is the date of another day on a page written over several days, or another year on
    /// one with sections for years.
    fn another_day(&self, heading: &AnalysisBlock<'_>) -> bool {
        date_of_another_day(self.analysis, heading.span, self.day)
            && *self.mixes_days.get_or_init(|| mixes_days(self.analysis))
            || another_year(self.analysis, heading.span, self.day)
                && *self.has_years.get_or_init(|| has_years(self.analysis))
    }

    /// Returns `true` if the title of the draft or the heading above a block is about another time.
    fn below_the_past(&self, block: usize) -> bool {
        let heading = |block: &usize| self.analysis.blocks[*block].kind == BlockKind::Heading;
        let above = (0..block).rev().find(heading);
        let sentences =
            [Some(0).filter(heading), above].into_iter().flatten().flat_map(|at| self.analysis.of_block(at));
        sentences.into_iter().any(|sentence| self.reader.ledger.heads_the_past(sentence, self.day))
    }

    /// The entry of a timeline that a block is.
    fn entry(&self, block: &AnalysisBlock<'_>) -> Option<Entry> {
        let entry = entry_of_a_timeline(self.analysis, block.span, self.day).filter(|entry| !entry.days.is_empty())?;
        self.timeline.get_or_init(|| is_timeline(self.analysis)).then_some(entry)
    }

    fn block(&mut self, block_number: usize, block: &'a AnalysisBlock<'a>, elsewhen: [bool; 2], leading: bool) {
        let reader = self.reader;
        let sentences = self.analysis.of_block(block_number);
        let caption = std::cell::LazyCell::new(|| reader.caption(block.text()));
        let before = (self.claims.len(), self.named.len());
        let entry = OnceLock::new();
        for (number, sentence) in sentences.iter().enumerate() {
            let known = view(self.analysis, sentence, self.table);
            if known.is_none() && self.claims.len() == before.0 {
                continue;
            }
            let view = known.unwrap_or_else(|| bare(sentence));
            self.named.extend(people(&view));
            let mut mentions = self.offices(&view, block_number, block.sentences.start + number);
            let labels = mentions.iter().any(|mention| mention.form == Form::Label);
            let mut most = Label::Now;
            if mentions.is_empty()
                && let Some((mention, label)) = self.back_reference(&view, before.0, block.sentences.start + number)
            {
                mentions.push(mention);
                most = label;
            }
            if mentions.is_empty() {
                continue;
            }
            let entry = entry.get_or_init(|| self.entry(block)).as_ref();
            let dated = || entry_of_a_timeline(self.analysis, view.span, self.day).is_some();
            let setting = Setting {
                block: if *caption { BlockKind::Caption } else { block.kind },
                quoted: block.quoted(),
                // The row of a labelled cell was checked on its own.
                elsewhen: elsewhen[0] || elsewhen[1] && !labels || entry.is_some() || dated(),
                spoken: self.spoken.get_or_init(|| reader.turns.spoken(self.analysis)).get(block_number) == Some(&true),
                day: self.day,
                leading,
                analysis: self.analysis,
                sentence: block.sentences.start + number,
                table: self.table,
            };
            let first = self.claims.len();
            self.sentence(&view, &mentions, setting, entry);
            self.claims[first..].iter_mut().for_each(|claim| claim.frame.most = claim.frame.most.min(most));
        }
    }

    /// The office mentions of a sentence, with what the draft says in other places.
    fn offices(&self, view: &Annotated<'_>, block: usize, sentence: usize) -> Vec<OfficeMention> {
        let (analysis, table, lists) = (self.analysis, self.table, &self.reader.offices);
        let near = &analysis.sentences[sentence.saturating_sub(NEAR)..=sentence];
        let mut mentions = office_mentions(view, table, lists, Around { analysis, sentence });
        for mention in mentions.iter_mut().filter(|mention| !mention.placed) {
            if mention.its {
                mention.settle(table, &places(near, table));
            } else {
                mention.settle(table, self.places.get_or_init(|| places(&analysis.sentences, table)));
            }
        }
        mentions.retain(|mention| mention.placed || !mention.its);
        if mentions.is_empty() {
            mentions = of_offices(view, near, table, lists);
        }
        if mentions.is_empty() && analysis.of_block(block).len() == 1 {
            mentions.extend(labelled(analysis, block, view, table, lists));
        }
        let labels = mentions.iter().any(|mention| mention.form == Form::Label);
        let of_the_past = |sentence: &Sentence<'_>| self.reader.ledger.heads_the_past(sentence, self.day);
        // A signature starts with the name: it is of the day of the draft, whatever year the report is about.
        let signed = analysis.blocks[block].kind == BlockKind::Paragraph
            && mentions.iter().any(|mention| mention.name.start == view.tokens[0].span.start);
        let below = || !signed && self.below_the_past(block);
        if labels && (below() || of_the_past(&analysis.sentences[sentence])) {
            mentions.clear();
        }
        mentions
    }

    /// "his administration", in a sentence without an office, of the person to whom the pronoun refers and to whom the
    /// paragraph has given an office; with the highest label that it can have.
    fn back_reference(&self, view: &Annotated<'_>, claims: usize, sentence: usize) -> Option<(OfficeMention, Label)> {
        let place = own_government(view, &self.reader.offices).filter(|_| self.claims.len() > claims)?;
        let people = self.analysis.people(self.table);
        let whom = &people.people[people.person_at(sentence, place.0)?];
        let claims = &self.claims[claims..];
        let holds = |claim: &Claim| {
            claim.statement == Statement::Holds
                && claim.sort.filtered
                && claim.frame.label() >= Label::Free
                && claim.tenures.iter().all(|&id| whom.known.contains(&self.table.tenure(id).holder))
                && claim.never.is_none()
        };
        let antecedent = claims.first().filter(|claim| claim.full && claims.iter().all(holds))?;
        let most = if antecedent.frame.label() == Label::Free { Label::NowMinus } else { Label::Now };
        let mention = back_mention(view, self.table, &self.reader.offices, place, &antecedent.tenures)?;
        Some((mention, most))
    }

    fn sentence(
        &mut self,
        view: &Annotated<'_>,
        mentions: &[OfficeMention],
        setting: Setting<'_>,
        entry: Option<&Entry>,
    ) {
        self.mentions += mentions.len();
        let Reader { ledger, maker, .. } = self.reader;
        for (at, mention) in mentions.iter().enumerate() {
            let mut frame = ledger.frame(view, mentions, at, setting);
            let in_section = matches!(frame.veto, Some((Veto::Section, _)));
            if let Some(entry) = entry.filter(|entry| in_section && ledger.acts_in(view, mention, entry)) {
                let anchor = Anchor { days: entry.days.clone(), span: entry.date, from: AnchorFrom::Entry };
                frame = Frame { veto: None, anchor: Some(anchor), ..frame };
            }
            if mention.kept || matches!(mention.form, Form::Organ | Form::Label) {
                frame.most = Label::NowMinus;
            }
            if self.narrative && frame.anchor.is_none() {
                frame.veto = Some((Veto::Narrative, None));
            }
            self.claims.extend(maker.claim(self.table, ledger, mention, frame, setting.leading));
        }
    }
}

/// Sentences before "its president" in which the place may be named.
const NEAR: usize = 2;

/// Every place and organisation that some sentences name.
fn places(sentences: &[Sentence<'_>], table: &Table) -> Vec<EntityId> {
    let meanings = sentences.iter().flat_map(|sentence| sentence.hits(table)).flat_map(|hit| &hit.meanings);
    let place = |meaning: &Meaning| match meaning {
        Meaning::Place(id) | Meaning::Adjective(id) => Some(*id),
        _ => None,
    };
    meanings.filter_map(place).collect()
}

/// Everybody whom a sentence may name.
fn people(view: &Annotated<'_>) -> impl Iterator<Item = (PersonId, Span<Prose>)> {
    let each = |hit: &Hit| (view.span_of(hit.from, hit.to), hit.meanings.clone());
    let person = |meaning: Meaning| match meaning {
        Meaning::Name(id) | Meaning::Surname(id) => Some(id),
        Meaning::Title(_) | Meaning::Status(_) | Meaning::Member(_) | Meaning::Place(_) | Meaning::Adjective(_) => None,
    };
    let spans = view.hits.iter().map(each);
    spans.flat_map(move |(span, meanings)| meanings.into_iter().filter_map(person).map(move |id| (id, span)))
}
