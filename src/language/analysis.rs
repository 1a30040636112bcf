//! A document that is split once for all users: blocks and sentences eagerly, the tokens and cues of a sentence on first use.

use std::ops::Range;
use std::sync::Arc;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::annotated::{Hit, scan};
use super::clauses::{ClauseWords, Clauses, units};
use super::cues::{Cue, Cues, ListId, ListSet, Presence, Presences, SentenceCues};
use super::figures::{Figure, FigureReader};
use super::known::{Known, KnownReader};
use super::names::Names;
use super::patterns::{Line, LineReader, SortSet, sorts_of};
use super::people::{People, PeopleReader};
use super::phrases::{Hashes, Phrase, Phrases, Word};
use super::pieces::{Piece, PieceReader};
use super::quotes::quoted;
use super::sentences::{Abbreviations, sentences};
use super::structure::Structure;
use super::titled::Titled;
use super::tokens::{Token, tokens};
use super::values::{DateValue, Value, ValueReader};
use crate::document::{BlockKind, Document};
use crate::rules::{Meaning, PersonId, Table, Words};
use crate::text::{Bloom, Prose, Span, hash};
use crate::time::Days;

/// Bytes of a sentence, most often more.
const OF_A_SENTENCE: usize = 80;

/// Words that are passed one by one from the last query; others are found by halves.
const NEAR: usize = 64;

/// What sentences are read with, once for a language.
#[derive(Debug)]
pub struct AnalysisReader {
    /// Word lists.
    pub cues: Arc<Cues>,
    /// Numbers, units and dates.
    pub values: ValueReader,
    /// Verbs and the small words between them.
    pub clauses: ClauseWords,
    lines: LineReader,
    figures: FigureReader,
    pieces: PieceReader,
    /// What an organisation counts as its members.
    members: ListId,
    known: KnownReader,
    people: PeopleReader,
}

impl AnalysisReader {
    /// Makes the words of a language ready.
    pub fn new(words: &Words, cues: &Arc<Cues>) -> Self {
        Self {
            cues: Arc::clone(cues),
            values: ValueReader::new(words),
            clauses: ClauseWords::new(words),
            lines: LineReader::new(cues),
            figures: FigureReader::new(cues),
            pieces: PieceReader::new(words, cues),
            members: cues.list("member-noun"),
            known: KnownReader::new(words, cues),
            people: PeopleReader::new(words, cues),
        }
    }
}

/// A document, split. Not shared between threads: each document has its own.
#[derive(Debug)]
pub struct Analysis<'a> {
    document: &'a Document,
    prose: &'a str,
    reader: &'a AnalysisReader,
    /// Blocks in order.
    pub blocks: Vec<AnalysisBlock<'a>>,
    /// Sentences of all blocks in order.
    pub sentences: Vec<Sentence<'a>>,
    names: OnceLock<Names>,
    words: OnceLock<(Vec<Word>, Hashes)>,
    /// The hashes of its runs of letters and digits that begin in lower case.
    runs: OnceLock<Box<Bloom<1024>>>,
    /// Index of the word after those of the last query.
    next_word: AtomicUsize,
    /// The hashes of its tokens.
    hashes: OnceLock<Box<Bloom<64>>>,
    presences: OnceLock<Presences>,
    structure: OnceLock<Structure>,
    people: OnceLock<People>,
    names_the_listed: OnceLock<bool>,
}

/// Runs of letters and digits that begin with a letter in lower case, or with one beyond ASCII.
fn small_runs(text: &str) -> impl Iterator<Item = &str> {
    let runs = text.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric());
    runs.filter(|run| run.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase() || !byte.is_ascii()))
}

/// A block with its sentences.
#[derive(Debug)]
pub struct AnalysisBlock<'a> {
    prose: &'a str,
    /// Its kind.
    pub kind: BlockKind,
    /// The bytes of prose.
    pub span: Span<Prose>,
    /// Which sentences of the analysis are its own.
    pub sentences: Range<usize>,
    quoted: OnceLock<Vec<Span<Prose>>>,
}

/// A sentence, analysed on first use.
#[derive(Debug)]
pub struct Sentence<'a> {
    prose: &'a str,
    reader: &'a AnalysisReader,
    /// The bytes of prose, without white space around.
    pub span: Span<Prose>,
    /// Number of its block.
    pub block: usize,
    tokens: OnceLock<Vec<Token>>,
    cues: OnceLock<SentenceCues>,
    values: OnceLock<Vec<Value>>,
    sorts: OnceLock<SortSet>,
    line: OnceLock<Line>,
    figures: OnceLock<Vec<Figure>>,
    hits: OnceLock<Vec<Hit>>,
    pieces: OnceLock<Vec<Piece>>,
    clauses: OnceLock<Clauses>,
    known: OnceLock<Known>,
}

/// A year that a sentence names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedYear {
    /// The bytes of the whole date.
    pub span: Span<Prose>,
    /// The year; of a decade the first.
    pub year: i16,
    /// The days of the date.
    pub days: Days,
}

impl<'a> Analysis<'a> {
    /// Splits a document.
    pub fn new(document: &'a Document, abbreviations: &Abbreviations, reader: &'a AnalysisReader) -> Self {
        let prose = &*document.prose;
        let mut analysis = Self {
            document,
            prose,
            reader,
            blocks: Vec::with_capacity(document.blocks.len()),
            sentences: Vec::with_capacity(prose.len() / OF_A_SENTENCE),
            names: OnceLock::new(),
            words: OnceLock::new(),
            runs: OnceLock::new(),
            next_word: AtomicUsize::new(0),
            hashes: OnceLock::new(),
            presences: OnceLock::new(),
            structure: OnceLock::new(),
            people: OnceLock::new(),
            names_the_listed: OnceLock::new(),
        };
        for (number, block) in document.blocks.iter().enumerate() {
            let first = analysis.sentences.len();
            let spans = sentences(prose, block.span, abbreviations);
            analysis.sentences.extend(spans.into_iter().map(|span| Sentence {
                prose,
                reader,
                span,
                block: number,
                tokens: OnceLock::new(),
                cues: OnceLock::new(),
                values: OnceLock::new(),
                sorts: OnceLock::new(),
                line: OnceLock::new(),
                figures: OnceLock::new(),
                hits: OnceLock::new(),
                pieces: OnceLock::new(),
                clauses: OnceLock::new(),
                known: OnceLock::new(),
            }));
            analysis.blocks.push(AnalysisBlock {
                prose,
                kind: block.kind,
                span: block.span,
                sentences: first..analysis.sentences.len(),
                quoted: OnceLock::new(),
            });
        }
        analysis
    }

    /// The whole prose.
    pub fn prose(&self) -> &'a str {
        self.prose
    }

    /// Its words with a capital.
    pub fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::new(self))
    }

    /// Its lists and tables.
    pub fn structure(&self) -> &Structure {
        self.structure.get_or_init(|| Structure::new(self.document, self))
    }

    /// The people and organisations of the draft, and the referents of later mentions.
    pub fn people(&self, table: &Table) -> &People {
        self.people.get_or_init(|| People::new(self, &self.reader.people, table))
    }

    /// The people of the facts, named in full elsewhere in the draft, to whom surnames and pronouns of a sentence refer, with their
    /// tokens `[from, to)`.
    pub fn referred(&self, sentence: usize, table: &Table) -> Vec<(usize, usize, PersonId)> {
        // Resolving the mentions of a draft takes long, and most drafts name nobody who is listed.
        let full = |sentence: &Sentence<'_>| {
            sentence.hits(table).iter().flat_map(|hit| &hit.meanings).any(|meaning| matches!(meaning, Meaning::Name(_)))
        };
        if !self.names_the_listed.get_or_init(|| self.sentences.iter().any(full)) {
            return Vec::new();
        }
        self.people(table).referred(sentence)
    }

    /// What people are read by.
    pub fn people_reader(&self) -> &'a PeopleReader {
        &self.reader.people
    }

    /// Bloom summaries of the document and of each sentence.
    pub fn presences(&self) -> &Presences {
        let of = |sentence: &Sentence<'_>| Presence::of(sentence.tokens(), sentence.found().lists);
        self.presences.get_or_init(|| Presences::of(self.sentences.iter().map(of).collect()))
    }

    /// Returns `false` only if no token of the draft has a hash.
    pub fn may_have_word(&self, hash: u64) -> bool {
        let hashes = self.hashes.get_or_init(|| {
            let mut hashes = Box::new(Bloom::default());
            for token in self.sentences.iter().flat_map(Sentence::tokens) {
                hashes.add(token.hash);
            }
            hashes
        });
        hashes.may_hold(hash)
    }

    /// The phrases that occur in the prose, in order, without overlaps.
    pub fn phrases<'s>(&'s self, phrases: &'s Phrases) -> impl Iterator<Item = Phrase> + 's {
        let (words, hashes) = self.all_words();
        let words = if phrases.may_stand(hashes) { words.as_slice() } else { &[] };
        phrases.among(self.prose, words.iter().copied())
    }

    fn all_words(&self) -> &(Vec<Word>, Hashes) {
        self.words.get_or_init(|| {
            let mut words = Vec::with_capacity(self.prose.len() / 4);
            self.sentences.iter().for_each(|one| Word::of_tokens(self.prose, one.tokens(), &mut words));
            let mut hashes = Hashes::default();
            words.iter().for_each(|word| _ = hashes.add(word.hash));
            (words, hashes)
        })
    }

    /// Returns `false` if a word in lower case is nowhere in the prose, with anything but letters and digits around it.
    pub fn may_have_small(&self, word: &str) -> bool {
        let runs = self.runs.get_or_init(|| {
            let mut runs = Box::<Bloom<1024>>::default();
            let small = small_runs(self.prose);
            small.for_each(|run| _ = runs.add(hash(run)));
            runs
        });
        small_runs(word).next().is_none_or(|run| runs.may_hold(hash(run)))
    }

    /// The words and marks of a part of the prose.
    pub fn words(&self, part: Span<Prose>) -> &[Word] {
        let (words, _) = self.all_words();
        // Sentences are usually queried in order, by each of the threads that share a draft.
        let known = self.next_word.load(Ordering::Relaxed);
        let is_near = || words.get(known + NEAR).is_none_or(|word| word.from >= part.start);
        let from = match words.get(known) {
            Some(word) if word.from <= part.start && is_near() => {
                known + words[known..].iter().take_while(|word| word.from < part.start).count()
            }
            _ => words.partition_point(|word| word.from < part.start),
        };
        let to = from + words[from..].iter().take_while(|word| word.from < part.end).count();
        self.next_word.store(to, Ordering::Relaxed);
        &words[from..to]
    }

    /// The words for the members of an organisation.
    pub(super) fn members(&self) -> ListId {
        self.reader.members
    }

    /// The word lists that cues are found with.
    pub fn cues(&self) -> &'a Cues {
        &self.reader.cues
    }

    /// The units that values are read with.
    pub fn values(&self) -> &'a ValueReader {
        &self.reader.values
    }

    /// The sentences of a block.
    pub fn of_block(&self, block: usize) -> &[Sentence<'a>] {
        self.blocks.get(block).map_or(&[], |block| &self.sentences[block.sentences.clone()])
    }

    /// The dates of the sentences that a stretch of prose meets, as [`Sentence::dates`], from its start on.
    pub fn dates_in(&self, span: Span<Prose>) -> impl Iterator<Item = (DateValue, Span<Prose>)> + '_ {
        let first = self.sentences.partition_point(|sentence| sentence.span.end <= span.start);
        let sentences = self.sentences[first..].iter().take_while(move |sentence| sentence.span.start < span.end);
        let dates = sentences.flat_map(Sentence::dates);
        dates.skip_while(move |(_, date)| date.start < span.start).take_while(move |(_, date)| date.start < span.end)
    }

    /// Returns `true` if a place is in a quotation of its block.
    pub fn is_quoted(&self, block: usize, span: Span<Prose>) -> bool {
        let quoted = self.blocks.get(block).map_or(&[][..], AnalysisBlock::quoted);
        quoted.iter().any(|quote| quote.start <= span.start && span.start < quote.end)
    }
}

impl AnalysisBlock<'_> {
    /// The text.
    pub fn text(&self) -> &str {
        self.span.of(self.prose)
    }

    /// Returns `true` if it is in the draft's own voice: not in a block quotation, nor in one of the excluded kinds of block.
    pub fn is_own(&self, passed_over: &[BlockKind]) -> bool {
        self.kind != BlockKind::Quote && !passed_over.contains(&self.kind)
    }

    /// Its quoted stretches, in order.
    pub fn quoted(&self) -> &[Span<Prose>] {
        self.quoted.get_or_init(|| quoted(self.prose, self.span))
    }
}

impl<'a> Sentence<'a> {
    /// The text.
    pub fn text(&self) -> &'a str {
        self.span.of(self.prose)
    }

    pub(super) fn prose(&self) -> &'a str {
        self.prose
    }

    /// Its words, numbers and marks.
    pub fn tokens(&self) -> &[Token] {
        self.tokens.get_or_init(|| tokens(self.prose, self.span))
    }

    /// The bytes of tokens `[from, to)`, at least one of which it has.
    pub fn span_of(&self, from: usize, to: usize) -> Span<Prose> {
        let tokens = self.tokens();
        let last = to.clamp(from + 1, tokens.len()) - 1;
        tokens[from].span.join(tokens[last].span)
    }

    /// Every item of every word list, in order.
    pub fn cues(&self) -> &[Cue] {
        &self.found().cues
    }

    /// The same, with a summary.
    pub(super) fn found(&self) -> &SentenceCues {
        self.cues.get_or_init(|| self.reader.cues.find(self.tokens()))
    }

    /// Returns `false` only if no item of these lists is in it.
    pub fn may_have(&self, lists: &ListSet) -> bool {
        self.found().lists.meets(lists)
    }

    /// Its clauses. A person with a title, and a title with its place, count as one name each.
    pub fn clauses(&self, table: &Table) -> &Clauses {
        self.clauses.get_or_init(|| Clauses::read(&self.reader.clauses, self.tokens(), &units(self.pieces(table))))
    }

    /// Its numbers, quantities and dates, in order.
    pub fn values(&self) -> &[Value] {
        self.values.get_or_init(|| self.reader.values.values(self.prose, self.tokens()))
    }

    /// Its dates with a year, or with a month and its day, in order. A year or month that only a neighbour writes is not looked at.
    pub fn dates(&self) -> impl Iterator<Item = (DateValue, Span<Prose>)> + '_ {
        let dated = |value: &Value| Some((value.date().filter(|_| !value.borrowed)?, value.span));
        // Most sentences contain no digits, and most of these dates do.
        let values = if self.tokens().iter().any(|token| token.digit) { self.values() } else { &[] };
        values.iter().filter_map(dated).filter(|(date, _)| date.named_year().is_some() || date.has_day())
    }

    /// The years that it names, alone or in dates.
    pub fn years(&self) -> impl Iterator<Item = NamedYear> + '_ {
        self.dates().filter_map(|(date, span)| {
            let readings = date.readings(None).into_iter().flatten();
            let days = Days::of(readings.map(|when| (when.earliest, when.latest.plus(1))));
            Some(NamedYear { span, year: date.named_year()?, days })
        })
    }

    /// The types of its values.
    pub fn sorts(&self) -> SortSet {
        let all = || self.values().iter().fold(SortSet::NONE, |all, value| all.with(sorts_of(value)));
        *self.sorts.get_or_init(all)
    }

    /// What patterns are matched with.
    pub fn line(&self) -> &Line {
        self.line.get_or_init(|| self.reader.lines.line(self.tokens(), self.cues(), self.values(), &self.reader.values))
    }

    /// Its figures, in order.
    pub fn figures(&self) -> &[Figure] {
        let (reader, values) = (&self.reader.figures, &self.reader.values);
        self.figures.get_or_init(|| reader.figures(self.tokens(), self.cues(), self.values(), values))
    }

    /// The phrases of the lexicon, longest first from the left, not overlapping.
    pub fn hits(&self, table: &Table) -> &[Hit] {
        self.hits.get_or_init(|| {
            let mut words = Vec::new();
            Word::of_tokens(self.prose, self.tokens(), &mut words);
            scan(self.prose, self.span, &words, self.tokens(), table)
        })
    }

    /// The same, given the words of the sentence.
    pub(super) fn hits_among(&self, words: &[Word], table: &Table) -> &[Hit] {
        self.hits.get_or_init(|| scan(self.prose, self.span, words, self.tokens(), table))
    }

    /// The people, places and offices of the facts in it, as patterns capture them; a surname means a person whom the
    /// draft has introduced.
    pub fn known(
        &self,
        table: &Table,
        introduced: &dyn Fn(PersonId) -> bool,
        referred: impl FnOnce() -> Vec<(usize, usize, PersonId)>,
    ) -> &Known {
        self.known.get_or_init(|| self.reader.known.read(self, table, introduced, referred()))
    }

    /// Titles that patterns alone look for.
    pub(super) fn titled(&self, table: &Table) -> &Titled {
        self.reader.known.titled(table)
    }

    /// The people, offices, places and organisations that it names, in order.
    pub fn pieces(&self, table: &Table) -> &[Piece] {
        self.pieces.get_or_init(|| self.reader.pieces.read(self, table))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{self, Format};
    use crate::text::Input;

    #[test]
    fn sentences_answer_their_years() {
        let text = "In 2018, 2000 votes of 4 May to 5 June 2020 and the 1990s were read on Monday or May 6.";
        let document = document::read(Format::Markdown, &Input::file("a.md", text));
        let words = &crate::embedded::words()[0];
        let reader = AnalysisReader::new(words, &Arc::new(Cues::new(words)));
        let analysis = Analysis::new(&document, &Abbreviations::new(words), &reader);
        let years = analysis.sentences[0].years();
        let years: Vec<_> = years.map(|named| (named.span.of(text), named.year, named.days.ranges().len())).collect();
        assert_eq!(years, [("2018", 2018, 1), ("5 June 2020", 2020, 1), ("1990s", 1990, 1)]);
        let dates: Vec<_> = analysis.dates_in(Span::new(20, text.len())).map(|(_, span)| span.of(text)).collect();
        assert_eq!(dates, ["5 June 2020", "1990s", "May 6"]);
    }

    #[test]
    fn sentences_know_their_blocks_and_quotations() {
        let text = "# Head\n\nOne is here. \u{201c}Two,\u{201d} she said.\n\nThree.\n";
        let document = document::read(Format::Markdown, &Input::file("a.md", text));
        let words = Words::default();
        let reader = AnalysisReader::new(&words, &Arc::new(Cues::new(&words)));
        let analysis = Analysis::new(&document, &Abbreviations::new(&words), &reader);
        let texts: Vec<(usize, &str)> = analysis.sentences.iter().map(|s| (s.block, s.text())).collect();
        assert_eq!(texts, [(0, "Head"), (1, "One is here."), (1, "\u{201c}Two,\u{201d} she said."), (2, "Three.")]);
        assert_eq!((analysis.blocks[0].kind, analysis.of_block(1).len()), (BlockKind::Heading, 2));
        let two = analysis.sentences[2].tokens();
        assert_eq!(two[1].lower, "two");
        assert!(analysis.is_quoted(1, two[1].span) && !analysis.is_quoted(1, two[4].span));
    }
}
