//! The only entry: rules and options once, then a report for every document. No IO, no clock.
//!
//! May name every layer below.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::claims::{Claim, ClaimMaker, DraftDay, Sweep, filters, sweep};
use crate::document::{Block, BlockKind, DayFrom, Document, GivenDay};
use crate::findings::{Fault, Finding};
use crate::frame::{Cascade, Setting, entry_of_a_timeline};
use crate::kinds::{Draft, KINDS, Wording};
use crate::language::cues::{Cues, ListId};
use crate::language::dates::Calendar;
use crate::language::day::given_days;
use crate::language::offices::{OfficeLists, OfficeMention, office_mentions};
use crate::language::quotes::quoted;
use crate::language::sentences::{Abbreviations, sentences};
use crate::language::view::{View, view};
use crate::rules::{Check, Meaning, PersonId, RuleSet, Words};
use crate::time::Day;

/// What the caller wants of an engine.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Only these checks, by id; empty: all.
    pub select: Vec<String>,
    /// Not these.
    pub ignore: Vec<String>,
    /// The day every draft speaks from, whatever it says itself.
    pub as_of: Option<Day>,
    /// The language of drafts that do not say: `en` unless given.
    pub language: Option<String>,
}

/// Rules made ready for use. Immutable: share it between threads.
#[derive(Debug)]
pub struct Engine {
    rules: RuleSet,
    readers: BTreeMap<String, Reader>,
    options: Options,
}

/// Everything made ready for one language.
#[derive(Debug)]
struct Reader {
    cues: Arc<Cues>,
    abbreviations: Abbreviations,
    calendar: Calendar,
    offices: OfficeLists,
    cascade: Cascade,
    maker: ClaimMaker,
    wording: Wording,
    words: Words,
    section_past: ListId,
    title_past: ListId,
}

/// What was found in one document.
#[derive(Debug)]
pub struct Report {
    /// Sorted by place, then by check.
    pub findings: Vec<Finding>,
    /// What the reader of the document could not make sense of.
    pub faults: Vec<Fault>,
    /// The day the draft speaks from.
    pub day: DraftDay,
    /// Findings that a comment in the draft silenced.
    pub suppressed: u32,
}

/// What a document says, before any check looks at it.
#[derive(Debug)]
pub struct Reading {
    /// Claims in the order of the draft.
    pub claims: Vec<Claim>,
    /// The day the draft speaks from.
    pub day: DraftDay,
    /// What the sweep over the days found, where no day is given.
    pub sweep: Sweep,
}

impl Reader {
    fn new(words: &Words) -> Self {
        let cues = Arc::new(Cues::new(words));
        Self {
            abbreviations: Abbreviations::new(words),
            calendar: Calendar::new(words),
            offices: OfficeLists::new(&cues),
            cascade: Cascade::new(&cues, words),
            maker: ClaimMaker::new(&cues),
            wording: Wording::new(words),
            words: words.clone(),
            section_past: cues.list("section-past"),
            title_past: cues.list("title-past"),
            cues,
        }
    }

    /// Whether a block is the caption of a picture: it ends with a credit.
    fn caption(&self, text: &str) -> bool {
        let mut from = text.len().saturating_sub(80);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let end = text[from..].to_lowercase();
        self.words.items("caption-credit").iter().any(|credit| end.contains(credit.as_str()))
    }

    /// Whether a heading opens a part about another time.
    fn elsewhen(&self, heading: &str, first: bool) -> bool {
        let tokens = crate::language::tokens::tokens(heading, crate::text::Span::new(0, heading.len()));
        let found = self.cues.find(&tokens);
        let has = |list| found.iter().any(|cue| cue.list == list);
        has(self.title_past) || (!first && tokens.len() <= 4 && has(self.section_past))
    }
}

impl Engine {
    /// Makes rules ready.
    pub fn new(rules: RuleSet, options: Options) -> Self {
        let readers = rules.words.iter().map(|words| (words.language.clone(), Reader::new(words))).collect();
        Self { rules, readers, options }
    }

    /// The rules in use.
    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// Checks one document.
    pub fn check(&self, document: &Document) -> Report {
        let faults = document.faults.clone();
        let Some((language, reader)) = self.reader(document) else {
            return Report { findings: Vec::new(), faults, day: self.given_day(document, None), suppressed: 0 };
        };
        let reading = self.read_with(document, reader);
        let draft = Draft {
            document,
            claims: &reading.claims,
            day: &reading.day,
            sweep: &reading.sweep,
            table: &self.rules.table,
            wording: &reader.wording,
        };
        let mut findings: Vec<Finding> = Vec::new();
        for check in self.rules.checks.iter().filter(|check| check.language == language && self.wanted(check)) {
            if let Some(kind) = KINDS.iter().find(|kind| kind.spec.name == check.kind) {
                findings.extend((kind.run)(check, &draft));
            }
        }
        let all = findings.len();
        findings.retain(|finding| !ignored(document, finding));
        findings.sort_by(|a, b| (&a.primary.place, &a.rule, &a.message).cmp(&(&b.primary.place, &b.rule, &b.message)));
        Report { suppressed: (all - findings.len()) as u32, findings, faults, day: reading.day }
    }

    /// What a document says, for instruments and for rule authors; `None` where no rules are in its language.
    pub fn read(&self, document: &Document) -> Option<Reading> {
        self.reader(document).map(|(_, reader)| self.read_with(document, reader))
    }

    fn reader(&self, document: &Document) -> Option<(&str, &Reader)> {
        let language = document.language.as_deref().or(self.options.language.as_deref()).unwrap_or("en");
        let main = language.split(['-', '_']).next().unwrap_or(language);
        self.readers.get_key_value(main).map(|(name, reader)| (name.as_str(), reader))
    }

    fn wanted(&self, check: &Check) -> bool {
        let named = |list: &[String]| list.contains(&check.id);
        (self.options.select.is_empty() || named(&self.options.select)) && !named(&self.options.ignore)
    }

    fn given_day(&self, document: &Document, reader: Option<&Reader>) -> DraftDay {
        if let Some(day) = self.options.as_of {
            return DraftDay::Given(GivenDay { day, from: DayFrom::AsOf, place: None });
        }
        let mut days = document.days.clone();
        if let Some(reader) = reader {
            days.extend(given_days(document, &reader.words, &reader.calendar));
        }
        match days.into_iter().min_by_key(|given| given.from) {
            Some(given) => DraftDay::Given(given),
            None => DraftDay::None,
        }
    }

    fn read_with(&self, document: &Document, reader: &Reader) -> Reading {
        let given = self.given_day(document, Some(reader));
        let day = if let DraftDay::Given(given) = &given { Some(given.day) } else { None };
        let (mut claims, mut named) = self.claims(document, reader, day);
        named.sort_unstable();
        named.dedup();
        filters(&self.rules.table, &mut claims, day, &named);
        if day.is_some() {
            return Reading { claims, day: given, sweep: Sweep::default() };
        }
        let sweep = sweep(&claims);
        let day = if sweep.days.is_empty() || sweep.days.is_all() {
            DraftDay::None
        } else {
            DraftDay::Inferred(sweep.days.clone())
        };
        Reading { claims, day, sweep }
    }

    fn claims(&self, document: &Document, reader: &Reader, day: Option<Day>) -> (Vec<Claim>, Vec<PersonId>) {
        let (mut claims, mut named) = (Vec::new(), Vec::new());
        let (mut section, mut whole, mut paragraphs) = (false, false, 0);
        for (number, block) in document.blocks.iter().enumerate() {
            if block.kind == BlockKind::Heading {
                let past = reader.elsewhen(document.text(block.span), number == 0);
                whole |= number == 0 && past;
                section = past;
            } else {
                paragraphs += 1;
            }
            let leading = block.kind == BlockKind::Heading && number == 0 || paragraphs <= 2;
            self.block_claims(document, reader, block, (whole || section, leading, day), &mut claims, &mut named);
        }
        (claims, named)
    }

    fn block_claims(
        &self,
        document: &Document,
        reader: &Reader,
        block: &Block,
        at: (bool, bool, Option<Day>),
        claims: &mut Vec<Claim>,
        named: &mut Vec<PersonId>,
    ) {
        let (elsewhen, leading, day) = at;
        let mut quotes = None;
        let sentences = sentences(&document.prose, block.span, &reader.abbreviations);
        let caption = reader.caption(document.text(block.span));
        for (number, &sentence) in sentences.iter().enumerate() {
            let Some(view) = view(&document.prose, sentence, &self.rules.table, &reader.cues) else {
                continue;
            };
            named.extend(view.hits.iter().flat_map(|hit| &hit.meanings).filter_map(|meaning| match meaning {
                Meaning::Name(id) | Meaning::Surname(id) => Some(*id),
                Meaning::Title(_) | Meaning::Place(_) | Meaning::Adjective(_) => None,
            }));
            let mentions = office_mentions(&view, &self.rules.table, &reader.offices);
            if mentions.is_empty() {
                continue;
            }
            let quoted = quotes.get_or_insert_with(|| quoted(&document.prose, block.span));
            let entry = entry_of_a_timeline(&view, &reader.calendar, &document.prose);
            let kind = if caption { BlockKind::Caption } else { block.kind };
            let before = &sentences[number.saturating_sub(2)..number];
            let setting =
                Setting { block: kind, quoted, elsewhen: elsewhen || entry, day, prose: &document.prose, before };
            claims.extend(self.sentence_claims(reader, &view, &mentions, setting, leading));
        }
    }

    fn sentence_claims(
        &self,
        reader: &Reader,
        view: &View,
        mentions: &[OfficeMention],
        setting: Setting<'_>,
        leading: bool,
    ) -> Vec<Claim> {
        let claim = |at: usize| {
            let frame = reader.cascade.frame(view, mentions, at, setting);
            reader.maker.claim(&self.rules.table, &reader.cascade, &mentions[at], frame, leading)
        };
        (0..mentions.len()).filter_map(claim).collect()
    }
}

/// Whether a comment of the draft asks for silence at the primary place or at one that contradicts it.
fn ignored(document: &Document, finding: &Finding) -> bool {
    let mut places = vec![&finding.primary.place];
    places.extend(finding.related.iter().filter(|r| r.role == crate::findings::Role::Conflict).map(|r| &r.label.place));
    document.ignores.iter().any(|ignore| {
        let covered = document.place(ignore.covers);
        let named = ignore.rule.as_deref().is_none_or(|rule| rule == finding.rule);
        named
            && places
                .iter()
                .any(|place| std::sync::Arc::ptr_eq(&place.input, &covered.input) && covered.span.contains(place.span))
    })
}
