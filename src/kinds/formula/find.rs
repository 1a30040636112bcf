//! Matches of a check's patterns, with their captures.

use std::sync::OnceLock;

use super::calendar::Almanac;
use super::choose::has_lists;
use super::evidence::Ready;
use super::figures::{Drawn, Figures};
use super::parts::{Parts, Placed, Reading};
use super::reader::Reader;
use super::regex::{Expression, by_regex};
use super::value::Val;
use crate::document::BlockKind;
use crate::kinds::Draft;
use crate::language::analysis::{Analysis, Sentence};
use crate::language::cues::Cues;
use crate::language::patterns::{Match, Matcher, Scratch};
use crate::language::tokens::TokenKind;
use crate::rules::formula::{Rule, Source, Where};
use crate::text::{Prose, Span};

/// A match of a pattern.
#[derive(Debug, Clone)]
pub(in crate::kinds) struct Fit {
    pub(in crate::kinds) span: Span<Prose>,
    /// Number of its sentence in the analysis.
    pub(in crate::kinds) sentence: usize,
    /// What each capture took.
    pub(super) values: Vec<Val>,
    /// Where.
    pub(super) spans: Vec<Option<Span<Prose>>>,
    /// What readings of one thing have in common: the match of the trigger, or the whole match.
    pub(super) trigger: Span<Prose>,
    /// Whether a part is in another sentence than the trigger.
    pub(super) far: bool,
    /// The figures of a reading of figures; none otherwise.
    pub(super) drawn: Drawn,
}

impl Fit {
    /// The span of a capture.
    pub(in crate::kinds) fn span_of(&self, number: u8) -> Option<Span<Prose>> {
        self.spans.get(usize::from(number)).copied().flatten()
    }

    /// The bytes that a finding is reported at.
    pub(in crate::kinds) fn primary(&self, rule: &Rule) -> Span<Prose> {
        rule.primary.and_then(|(from, to)| self.range(from, to)).unwrap_or(self.span)
    }

    /// From one capture to another.
    pub(super) fn range(&self, from: u8, to: u8) -> Option<Span<Prose>> {
        Some(self.span_of(from)?.join(self.span_of(to)?))
    }
}

/// The kinds of block that are passed over, besides quotations.
pub(super) const NOT_OWN: &[BlockKind] = &[BlockKind::Cell];

/// Sentences before and after a match that are its paragraph, in text without paragraphs.
const FAR: usize = 40;

/// Why a fit counts for nothing.
#[derive(Debug, Clone, Copy)]
pub(super) enum Silence {
    /// It is in a quotation.
    Quoted,
    /// It starts with what may be the rest of a decimal.
    Seam,
    /// The pattern of that number in `except` fits here.
    Except(usize, Span<Prose>),
}

/// A source made ready.
#[derive(Debug)]
pub(super) enum Finder {
    Pattern(Matcher),
    Regex(Expression),
    Parts(Parts),
    Figures(Figures),
}

impl Finder {
    fn new(source: &Source, cues: &Cues) -> Self {
        match source {
            Source::Pattern(pattern) => Self::Pattern(Matcher::new(pattern, cues)),
            Source::Regex { regex, captures } => {
                Self::Regex(Expression { text: regex.clone(), captures: captures.clone(), ready: OnceLock::new() })
            }
            Source::Parts { parts, within, .. } => Self::Parts(Parts::new(parts, *within, cues)),
            Source::Figures { captures, needs, within } => Self::Figures(Figures::new(captures, needs, *within, cues)),
        }
    }

    /// The numbers of the sentences in which it may fit: most are passed over by a look at their words.
    pub(super) fn candidates<'a>(&'a self, analysis: &'a Analysis<'_>) -> Box<dyn Iterator<Item = usize> + 'a> {
        let presences = analysis.presences();
        let all = 0..analysis.sentences.len();
        match self {
            Self::Pattern(matcher) => {
                if !matcher.may_stand(&presences.whole) || !matcher.may_stand_in(|hash| analysis.may_have_word(hash)) {
                    return Box::new(std::iter::empty());
                }
                let fits = |&at: &usize| matcher.may_fit(&presences.each[at], &analysis.sentences[at]);
                match matcher.rarest() {
                    Some(words) => Box::new(presences.having(words).filter(fits)),
                    None => Box::new(all.filter(fits)),
                }
            }
            Self::Regex(expression) if expression.may_fit(analysis.prose()) => Box::new(all),
            Self::Regex(_) => Box::new(std::iter::empty()),
            Self::Parts(parts) => Box::new(parts.candidates(analysis).into_iter()),
            Self::Figures(figures) => Box::new(figures.candidates(analysis).into_iter()),
        }
    }
}

#[derive(Debug)]
pub(in crate::kinds) struct Seeker {
    pub(super) first: Finder,
    /// Made ready where the first one fits.
    second: OnceLock<Option<Finder>>,
    except: OnceLock<Vec<(Where, Matcher)>>,
    /// Made ready where there are readings to weigh.
    evidence: OnceLock<Ready>,
}

impl Seeker {
    pub(in crate::kinds) fn new(rule: &Rule, cues: &Cues) -> Self {
        let first = Finder::new(&rule.source, cues);
        Self { first, second: OnceLock::new(), except: OnceLock::new(), evidence: OnceLock::new() }
    }

    /// What readings of figures are weighed by.
    pub(super) fn evidence(&self, rule: &Rule, cues: &Cues) -> &Ready {
        self.evidence.get_or_init(|| Ready::new(rule, cues))
    }

    /// The matches in a draft whose condition is certainly true, in order; `read` also counts those that something suppresses.
    pub(in crate::kinds) fn wanted(
        &self,
        rule: &Rule,
        draft: &Draft<'_>,
        scratch: &mut Scratch,
        read: &mut usize,
    ) -> Vec<Fit> {
        let almanac = Almanac::new(draft);
        let mut found = Vec::new();
        for sentence in self.first.candidates(draft.analysis) {
            found.append(&mut self.fits((rule, &self.first), draft, sentence, &almanac, scratch, read));
        }
        found.retain(|fit| super::is_wanted(rule, draft, &almanac, fit));
        found
    }

    /// What the second match of a pair is found by.
    pub(super) fn second(&self, rule: &Rule, cues: &Cues) -> Option<&Finder> {
        self.second.get_or_init(|| rule.with.as_ref().map(|source| Finder::new(source, cues))).as_ref()
    }

    /// All matches of a finder in a sentence that nothing suppresses; `read` also counts the suppressed ones.
    pub(super) fn fits(
        &self,
        (rule, finder): (&Rule, &Finder),
        draft: &Draft<'_>,
        number: usize,
        almanac: &Almanac<'_>,
        scratch: &mut Scratch,
        read: &mut usize,
    ) -> Vec<Fit> {
        let all = self.all_fits((rule, finder), draft, number, almanac, scratch);
        *read += all.len();
        all.into_iter().filter(|(_, silence)| silence.is_none()).map(|(fit, _)| fit).collect()
    }

    /// All matches of a finder in a sentence, with what suppresses them.
    pub(super) fn all_fits(
        &self,
        (rule, finder): (&Rule, &Finder),
        draft: &Draft<'_>,
        number: usize,
        almanac: &Almanac<'_>,
        scratch: &mut Scratch,
    ) -> Vec<(Fit, Option<Silence>)> {
        let sentence = &draft.analysis.sentences[number];
        if !draft.analysis.blocks[sentence.block].is_own(NOT_OWN) {
            return Vec::new();
        }
        let (matches, captures) = match finder {
            Finder::Pattern(matcher) if has_lists(rule) => {
                (matcher.readings(sentence, || draft.known(number), scratch), matcher.captures())
            }
            Finder::Pattern(matcher) => {
                (matcher.find_in(sentence, || draft.known(number), scratch), matcher.captures())
            }
            Finder::Regex(expression) => {
                let Some(regex) = expression.ready() else { return Vec::new() };
                (by_regex(regex, &expression.captures, sentence), expression.captures.as_slice())
            }
            Finder::Parts(parts) => return self.fits_of_parts((rule, parts), draft, number, almanac, scratch),
            // Readings of figures are weighed: `figures::judged`.
            Finder::Figures(_) => return Vec::new(),
        };
        let judged = |one: Match| {
            let fit = Reader { sentence, draft, almanac }.fit(number, &one, captures);
            let silence = if !rule.quoted && draft.analysis.is_quoted(sentence.block, fit.span) {
                Some(Silence::Quoted)
            } else if is_seam(draft, sentence, &one) {
                Some(Silence::Seam)
            } else {
                self.silenced_by(rule, number, &one, draft, scratch).map(|(except, span)| Silence::Except(except, span))
            };
            (fit, silence)
        };
        matches.into_iter().map(judged).collect()
    }

    /// Every reading of a rule with parts, with what suppresses it.
    fn fits_of_parts(
        &self,
        (rule, parts): (&Rule, &Parts),
        draft: &Draft<'_>,
        number: usize,
        almanac: &Almanac<'_>,
        scratch: &mut Scratch,
    ) -> Vec<(Fit, Option<Silence>)> {
        let sentences = &draft.analysis.sentences;
        let mut found: Vec<(Fit, Option<Silence>)> = Vec::new();
        for reading in parts.readings(draft, number, scratch) {
            let read = |part: &Placed<'_>| {
                let reader = Reader { sentence: &sentences[part.sentence], draft, almanac };
                reader.fit(part.sentence, &part.one, part.alternative.matcher.captures())
            };
            let Some(fit) = reading.fit(rule.captures.len(), draft, read) else { continue };
            let known = |(other, _): &(Fit, _)| other.spans == fit.spans && other.trigger == fit.trigger;
            let before = found.iter().position(known);
            if before.is_some_and(|at| found[at].1.is_none()) {
                continue;
            }
            let span = |part: &Placed<'_>| sentences[part.sentence].span_of(part.one.from, part.one.to);
            let quoted = |part: &Placed<'_>| draft.analysis.is_quoted(sentences[part.sentence].block, span(part));
            let silence = if !rule.quoted && reading.parts.iter().any(quoted) {
                Some(Silence::Quoted)
            } else {
                let whole =
                    reading.whole().and_then(|(number, whole)| self.silenced_by(rule, number, &whole, draft, scratch));
                let between = || self.between(rule, &reading, draft, scratch);
                whole.or_else(between).map(|(except, span)| Silence::Except(except, span))
            };
            match before.and_then(|at| found.get_mut(at)) {
                Some(before) => *before = (fit, silence),
                None => found.push((fit, silence)),
            }
        }
        found
    }

    /// The number of the pattern of `except-between` that fits between two parts, and where.
    fn between(
        &self,
        rule: &Rule,
        reading: &Reading<'_>,
        draft: &Draft<'_>,
        scratch: &mut Scratch,
    ) -> Option<(usize, Span<Prose>)> {
        let gaps = reading.gaps();
        let except = self.except(rule, draft);
        except.iter().enumerate().filter(|(_, (place, _))| *place == Where::Between).find_map(
            |(except, (_, matcher))| {
                gaps.iter().find_map(|&(at, from, to)| {
                    let sentence = &draft.analysis.sentences[at];
                    let found = matcher.places_in((rule.line, except, at), sentence, || draft.known(at), scratch);
                    let &(start, end) = found.iter().find(|(start, end)| from <= *start && *end <= to)?;
                    Some((except, sentence.span_of(start, end)))
                })
            },
        )
    }

    /// The number of the first pattern of `inside`, and the match, if none of them fits in it.
    fn missing(
        &self,
        except: &[(Where, Matcher)],
        number: usize,
        one: &Match,
        draft: &Draft<'_>,
        scratch: &mut Scratch,
    ) -> Option<(usize, Span<Prose>)> {
        let first = except.iter().position(|(place, _)| *place == Where::Missing)?;
        let sentence = &draft.analysis.sentences[number];
        let mut wanted = except.iter().filter(|(place, _)| *place == Where::Missing);
        let fits = wanted.any(|(_, matcher)| {
            let found = matcher.find_in(sentence, || draft.known(number), scratch);
            found.iter().any(|other| one.from <= other.from && other.to <= one.to)
        });
        (!fits).then(|| (first, sentence.span_of(one.from, one.to)))
    }

    fn except(&self, rule: &Rule, draft: &Draft<'_>) -> &[(Where, Matcher)] {
        self.except.get_or_init(|| {
            let cues = draft.analysis.cues();
            rule.except.iter().map(|(place, pattern)| (*place, Matcher::new(pattern, cues))).collect()
        })
    }

    /// Every way in which the first pattern fits in a sentence. A regular expression has one, the one that was found.
    pub(super) fn readings(
        &self,
        rule: &Rule,
        draft: &Draft<'_>,
        number: usize,
        almanac: &Almanac<'_>,
        scratch: &mut Scratch,
    ) -> Vec<Fit> {
        let matcher = match &self.first {
            Finder::Pattern(matcher) => matcher,
            Finder::Regex(_) | Finder::Figures(_) => return Vec::new(),
            Finder::Parts(parts) => {
                let all = self.fits_of_parts((rule, parts), draft, number, almanac, scratch);
                return all.into_iter().filter(|(_, silence)| silence.is_none()).map(|(fit, _)| fit).collect();
            }
        };
        let sentence = &draft.analysis.sentences[number];
        let reader = Reader { sentence, draft, almanac };
        let readings = matcher.readings(sentence, || draft.known(number), scratch);
        readings.iter().map(|one| reader.fit(number, one, matcher.captures())).collect()
    }

    /// The number of the pattern of `except` that fits, and where.
    pub(super) fn silenced_by(
        &self,
        rule: &Rule,
        number: usize,
        one: &Match,
        draft: &Draft<'_>,
        scratch: &mut Scratch,
    ) -> Option<(usize, Span<Prose>)> {
        let sentences = &draft.analysis.sentences;
        let paragraph = &draft.analysis.blocks[sentences[number].block].sentences;
        let except = self.except(rule, draft);
        if let Some(missing) = self.missing(except, number, one, draft, scratch) {
            return Some(missing);
        }
        except.iter().enumerate().find_map(|(except, (place, matcher))| {
            let around = if *place == Where::Paragraph {
                paragraph.start.max(number.saturating_sub(FAR))..paragraph.end.min(number + FAR)
            } else {
                number..number + 1
            };
            around.into_iter().find_map(|at| {
                let sentence = &sentences[at];
                let found = matcher.places_in((rule.line, except, at), sentence, || draft.known(at), scratch);
                let fits = |&&(from, to): &&(usize, usize)| match place {
                    Where::Sentence | Where::Paragraph => true,
                    Where::Inside => one.from <= from && to <= one.to,
                    Where::Before => to == one.from,
                    Where::After => from == one.to,
                    Where::Between | Where::Missing => false,
                };
                found.iter().find(fits).map(|&(from, to)| (except, sentence.span_of(from, to)))
            })
        })
    }
}

/// Returns `true` if a match starts with what may be the rest of a decimal: "is 106. 12 meters long" in damaged text.
fn is_seam(draft: &Draft<'_>, sentence: &Sentence<'_>, one: &Match) -> bool {
    let before = &draft.analysis.prose()[..sentence.span.start as usize];
    let figure = |text: &str| text.ends_with(|c: char| c.is_ascii_digit());
    let number = sentence.tokens().first().is_some_and(|token| token.kind == TokenKind::Number);
    one.from == 0 && number && before.trim_end_matches(' ').strip_suffix('.').is_some_and(figure)
}
