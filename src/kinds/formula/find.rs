//! Matches of a check's patterns, with their captures.

use std::sync::OnceLock;

use super::calendar::Almanac;
use super::evaluate::read;
use super::value::Val;
use crate::document::BlockKind;
use crate::kinds::Draft;
use crate::language::analysis::{Analysis, Sentence};
use crate::language::cues::Cues;
use crate::language::patterns::{Match, Matcher, Scratch, SortSet, known_sorts, sorts_of};
use crate::language::tokens::TokenKind;
use crate::rules::formula::{Capture, Rule, Sort, Source, Where};
use crate::text::{Prose, Span};

/// A match of a pattern.
#[derive(Debug, Clone)]
pub(super) struct Fit {
    pub(super) span: Span<Prose>,
    /// Number of its sentence in the analysis.
    pub(super) sentence: usize,
    /// What each capture took.
    pub(super) values: Vec<Val>,
    /// Where.
    pub(super) spans: Vec<Option<Span<Prose>>>,
}

impl Fit {
    /// The span of a capture.
    pub(super) fn span_of(&self, number: u8) -> Option<Span<Prose>> {
        self.spans.get(usize::from(number)).copied().flatten()
    }

    /// The bytes that a finding is reported at.
    pub(super) fn primary(&self, rule: &Rule) -> Span<Prose> {
        rule.primary.and_then(|(from, to)| self.range(from, to)).unwrap_or(self.span)
    }

    /// From one capture to another.
    pub(super) fn range(&self, from: u8, to: u8) -> Option<Span<Prose>> {
        Some(self.span_of(from)?.join(self.span_of(to)?))
    }
}

/// The kinds of block that are passed over, besides quotations.
pub(super) const NOT_OWN: &[BlockKind] = &[BlockKind::Cell];

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
}

/// A regular expression, compiled on first use.
#[derive(Debug)]
pub(super) struct Expression {
    text: String,
    captures: Vec<Capture>,
    /// `None` if it is invalid, which is reported when rule files are read.
    ready: OnceLock<Option<regex::Regex>>,
}

impl Expression {
    fn ready(&self) -> Option<&regex::Regex> {
        self.ready.get_or_init(|| regex::Regex::new(&self.text).ok()).as_ref()
    }

    /// Returns `false` only if it cannot match in any sentence of a draft; expressions with anchors for the start and end are not
    /// tested.
    fn may_fit(&self, prose: &str) -> bool {
        self.ready().is_some_and(|regex| self.text.contains(['^', '$']) || regex.is_match(prose))
    }
}

impl Finder {
    fn new(source: &Source, cues: &Cues) -> Self {
        match source {
            Source::Pattern(pattern) => Self::Pattern(Matcher::new(pattern, cues)),
            Source::Regex { regex, captures } => {
                Self::Regex(Expression { text: regex.clone(), captures: captures.clone(), ready: OnceLock::new() })
            }
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
        }
    }
}

#[derive(Debug)]
pub(super) struct Seeker {
    pub(super) first: Finder,
    /// Made ready where the first one fits.
    second: OnceLock<Option<Finder>>,
    except: OnceLock<Vec<(Where, Matcher)>>,
}

impl Seeker {
    pub(super) fn new(rule: &Rule, cues: &Cues) -> Self {
        Self { first: Finder::new(&rule.source, cues), second: OnceLock::new(), except: OnceLock::new() }
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
            Finder::Pattern(matcher) => {
                (matcher.find_in(sentence, || draft.known(number), scratch), matcher.captures())
            }
            Finder::Regex(expression) => {
                let Some(regex) = expression.ready() else { return Vec::new() };
                (by_regex(regex, &expression.captures, sentence), expression.captures.as_slice())
            }
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

    /// Every way in which the first pattern fits in a sentence. A regular expression has one, the one that was found.
    pub(super) fn readings(
        &self,
        draft: &Draft<'_>,
        number: usize,
        almanac: &Almanac<'_>,
        scratch: &mut Scratch,
    ) -> Vec<Fit> {
        let Finder::Pattern(matcher) = &self.first else { return Vec::new() };
        let sentence = &draft.analysis.sentences[number];
        let reader = Reader { sentence, draft, almanac };
        let readings = matcher.readings(sentence, || draft.known(number), scratch);
        readings.iter().map(|one| reader.fit(number, one, matcher.captures())).collect()
    }

    /// The number of the pattern of `except` that fits, and where.
    fn silenced_by(
        &self,
        rule: &Rule,
        number: usize,
        one: &Match,
        draft: &Draft<'_>,
        scratch: &mut Scratch,
    ) -> Option<(usize, Span<Prose>)> {
        let sentences = &draft.analysis.sentences;
        let paragraph = &draft.analysis.blocks[sentences[number].block].sentences;
        let except = self.except.get_or_init(|| {
            let cues = draft.analysis.cues();
            rule.except.iter().map(|(place, pattern)| (*place, Matcher::new(pattern, cues))).collect()
        });
        except.iter().enumerate().find_map(|(except, (place, matcher))| {
            let around = if *place == Where::Paragraph { paragraph.clone() } else { number..number + 1 };
            around.into_iter().find_map(|at| {
                let sentence = &sentences[at];
                let found = matcher.find_in(sentence, || draft.known(at), scratch);
                let fits = |other: &&Match| match place {
                    Where::Sentence | Where::Paragraph => true,
                    Where::Inside => one.from <= other.from && other.to <= one.to,
                    Where::Before => other.to == one.from,
                    Where::After => other.from == one.to,
                };
                found.iter().find(fits).map(|other| (except, sentence.span_of(other.from, other.to)))
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

/// Matches of a regular expression, put on tokens; a group takes the value inside it.
fn by_regex(regex: &regex::Regex, captures: &[Capture], sentence: &Sentence<'_>) -> Vec<Match> {
    let (text, base) = (sentence.text(), sentence.span.start as usize);
    let tokens = sentence.tokens();
    let on_tokens = |from: usize, to: usize| {
        let first = tokens.partition_point(|token| (token.span.start as usize) < base + from);
        let last = tokens.partition_point(|token| (token.span.start as usize) < base + to);
        (first, last)
    };
    let mut found = Vec::new();
    'matches: for groups in regex.captures_iter(text) {
        let Some(whole) = groups.get(0).filter(|whole| !whole.is_empty()) else { continue };
        let (from, to) = on_tokens(whole.start(), whole.end());
        let mut all = Vec::new();
        for capture in captures {
            let Some(group) = groups.name(&capture.name) else {
                all.push(Vec::new());
                continue;
            };
            let (from, to) = on_tokens(group.start(), group.end());
            let span = Span::new(base + group.start(), base + group.end());
            let wanted = SortSet::one(capture.sort);
            let values = sentence.values().iter();
            let value =
                values.enumerate().find(|(_, value)| span.contains(value.span) && sorts_of(value).meets(wanted));
            let value = value.map(|(number, _)| number);
            if value.is_none() && !matches!(capture.sort, Sort::Name | Sort::Word) {
                continue 'matches;
            }
            all.push(vec![crate::language::patterns::Taken { from, to, value }]);
        }
        if from < to {
            found.push(Match { from, to, captures: all });
        }
    }
    found
}

struct Reader<'a> {
    sentence: &'a Sentence<'a>,
    draft: &'a Draft<'a>,
    almanac: &'a Almanac<'a>,
}

impl Reader<'_> {
    fn fit(&self, number: usize, one: &Match, captures: &[Capture]) -> Fit {
        let mut values = Vec::with_capacity(captures.len());
        let mut spans = Vec::with_capacity(captures.len());
        for (capture, taken) in captures.iter().zip(&one.captures) {
            let mut items: Vec<Val> = taken
                .iter()
                .map(|taken| match taken.value {
                    Some(value) => {
                        read(&self.sentence.values()[value], capture.sort, self.draft.analysis.values(), self.almanac)
                    }
                    None => match known_sorts(capture, self.draft.analysis.cues()) {
                        Some(sorts) => {
                            let known = self.draft.known(number);
                            Val::Known(known.things(self.draft.table, taken.from, taken.to, sorts).into())
                        }
                        None => Val::Text(self.draft.one_line(self.sentence.span_of(taken.from, taken.to))),
                    },
                })
                .collect();
            let span = |taken: &[_]| {
                let (first, last): (&crate::language::patterns::Taken, _) = (taken.first()?, taken.last()?);
                Some(self.sentence.span_of(first.from, last.to))
            };
            spans.push(span(taken));
            values.push(if capture.many { Val::List(items) } else { items.pop().unwrap_or(Val::Unknown) });
        }
        Fit { span: self.sentence.span_of(one.from, one.to), sentence: number, values, spans }
    }
}
