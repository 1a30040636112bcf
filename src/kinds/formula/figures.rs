//! Readings of rules with figures: each figure of the first type may be derived from any others of the passage.

use std::ops::Range;

use super::calendar::Almanac;
use super::choose::{CLEARLY, Judged};
use super::evidence::{Scales, Weighed};
use super::find::{Fit, NOT_OWN, Seeker};
use super::parts::window;
use super::quick::{self, Printed};
use super::reader::Reader;
use super::value::Val;
use super::{evaluation, verdict};
use crate::kinds::Draft;
use crate::language::analysis::Analysis;
use crate::language::cues::Cues;
use crate::language::figures::Figure;
use crate::language::patterns::{Match, Matcher, Scratch, SortSet, sorts_of};
use crate::rules::formula::{Capture, Expr, Pattern, Rule, Within};
use crate::text::Span;
use crate::time::Verdict;

/// Sentences before the derived figure in which the others are looked for.
const BEFORE: usize = 4;
/// Most figures of a passage: with more it is a table, not a statement.
const MOST: usize = 16;
/// Most captures that a look at a condition takes in.
const MOST_CAPTURES: usize = 8;
/// Most figures of a run, the values of a capture with a star.
const LONGEST: usize = 8;

/// A rule with figures, made ready.
#[derive(Debug)]
pub(super) struct Figures {
    /// The types of the captures, and whether they take several figures.
    sorts: Vec<(SortSet, bool)>,
    needs: Vec<Need>,
    within: Within,
}

/// A pattern that a sentence must match.
#[derive(Debug)]
struct Need {
    matcher: Matcher,
    /// The number of its capture that is the derived figure.
    derived: Option<usize>,
}

/// A figure, with the number of its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) sentence: usize,
    pub(super) figure: Figure,
}

/// A figure for each capture; several for one with a star.
pub(super) type Drawn = Vec<Vec<Place>>;

/// The figures of a passage that a reading draws from.
#[derive(Debug)]
pub(super) struct Pool {
    /// Each with its types, in the order of the text.
    places: Vec<(Place, SortSet)>,
    /// Their numbers.
    printed: Vec<Printed>,
}

impl Figures {
    pub(super) fn new(captures: &[Capture], needs: &[Pattern], within: Within, cues: &Cues) -> Self {
        let sorts = captures.iter().map(|capture| (SortSet::one(capture.sort), capture.many)).collect();
        let need = |pattern: &Pattern| Need {
            matcher: Matcher::new(pattern, cues),
            derived: pattern.captures.iter().position(|capture| capture.name == captures[0].name),
        };
        Self { sorts, needs: needs.iter().map(need).collect(), within }
    }

    /// The sentences that may have the derived figure, and a match of what the rule needs.
    pub(super) fn candidates(&self, analysis: &Analysis<'_>) -> Vec<usize> {
        let presences = analysis.presences();
        let stands = |need: &&Matcher| {
            need.may_stand(&presences.whole) && need.may_stand_in(|hash| analysis.may_have_word(hash))
        };
        let needs: Vec<&Matcher> = self.needs.iter().map(|need| &need.matcher).filter(stands).collect();
        if needs.is_empty() && !self.needs.is_empty() {
            return Vec::new();
        }
        let derived = self.sorts[0].0;
        let fits = |&at: &usize| {
            let sentence = &analysis.sentences[at];
            (self.needs.is_empty() || needs.iter().any(|need| need.may_fit(&presences.each[at], sentence)))
                && sentence.sorts().meets(derived)
        };
        (0..analysis.sentences.len()).filter(fits).collect()
    }

    /// The figures from which readings of a sentence are drawn; none if they are too many.
    fn pool(&self, rule: &Rule, draft: &Draft<'_>, number: usize) -> Option<Pool> {
        let all = self.sorts.iter().fold(SortSet::NONE, |all, (sorts, _)| all.with(*sorts));
        let of = |at: usize| {
            let (analysis, sentence) = (draft.analysis, &draft.analysis.sentences[at]);
            let sorted = move |figure: &Figure| {
                (Place { sentence: at, figure: *figure }, sorts_of(&sentence.values()[figure.value]))
            };
            let said = move |figure: &&Figure| {
                rule.quoted || !analysis.is_quoted(sentence.block, sentence.span_of(figure.from, figure.to))
            };
            sentence.figures().iter().filter(said).map(sorted).filter(move |(_, sorts)| sorts.meets(all))
        };
        // One more than there may be is enough to know that there are too many.
        let places: Vec<_> = window(self.within, BEFORE, draft, number).flat_map(of).take(MOST + 1).collect();
        let number = |(place, _): &(Place, SortSet)| {
            let value = &draft.analysis.sentences[place.sentence].values()[place.figure.value];
            Printed::of(value, draft.analysis.values())
        };
        let printed = places.iter().map(number).collect::<Option<Vec<_>>>()?;
        (places.len() <= MOST).then_some(Pool { places, printed })
    }

    /// The values of a sentence that may be the derived figure by what the rule needs; `None` if every value may.
    fn bound(&self, draft: &Draft<'_>, number: usize, scratch: &mut Scratch) -> Option<Vec<usize>> {
        let sentence = &draft.analysis.sentences[number];
        let presence = &draft.analysis.presences().each[number];
        let mut found = Vec::new();
        for need in self.needs.iter().filter(|need| need.matcher.may_fit(presence, sentence)) {
            let matches = need.matcher.find_in(sentence, || draft.known(number), scratch);
            match need.derived {
                None if !matches.is_empty() => return None,
                None => {}
                Some(derived) => {
                    let taken = matches.iter().filter_map(|one| one.captures[derived].first());
                    found.extend(taken.filter_map(|taken| taken.value));
                }
            }
        }
        (!self.needs.is_empty()).then_some(found)
    }

    /// Every reading of a draft whose condition is true, with its weight.
    pub(super) fn judged(
        &self,
        (rule, seeker): (&Rule, &Seeker),
        draft: &Draft<'_>,
        almanac: &Almanac<'_>,
        scratch: &mut Scratch,
    ) -> Vec<Judged> {
        let mut scales = Scales::new(seeker, rule, draft);
        let mut found = Vec::new();
        for number in self.candidates(draft.analysis) {
            let weighed = self.weighed((rule, seeker), draft, number, almanac, scratch, &mut scales, false);
            found.extend(weighed.into_iter().map(|(fit, verdict, weighed)| {
                let weight = Some(weighed.iter().map(|(_, points)| points).sum());
                Judged { rule: 0, fit, verdict, weight }
            }));
        }
        found
    }

    /// The readings of a sentence whose condition is true, with what was found for and against them: those that may be reported or
    /// keep others from it, or `every` one.
    #[expect(clippy::too_many_arguments, reason = "what readings are made of")]
    pub(super) fn weighed(
        &self,
        (rule, seeker): (&Rule, &Seeker),
        draft: &Draft<'_>,
        number: usize,
        almanac: &Almanac<'_>,
        scratch: &mut Scratch,
        scales: &mut Scales<'_>,
        every: bool,
    ) -> Vec<(Fit, Verdict, Vec<Weighed>)> {
        let sentence = &draft.analysis.sentences[number];
        if !draft.analysis.blocks[sentence.block].is_own(NOT_OWN) {
            return Vec::new();
        }
        let bound = self.bound(draft, number, scratch);
        if bound.as_ref().is_some_and(Vec::is_empty) {
            return Vec::new();
        }
        let Some(pool) = self.pool(rule, draft, number) else { return Vec::new() };
        let whole = Match { from: 0, to: sentence.tokens().len(), captures: Vec::new() };
        let readings = self.readings(&pool, number, bound.as_deref(), rule.when.as_ref());
        if readings.is_empty() || seeker.silenced_by(rule, number, &whole, draft, scratch).is_some() {
            return Vec::new();
        }
        let readings = readings.into_iter();
        let mut weighed: Vec<(Drawn, Vec<Weighed>)> = readings
            .map(|drawn| {
                let words = scales.of_words(&drawn, &pool, scratch);
                (drawn, words)
            })
            .collect();
        if !every {
            let least = rule.enough - scales.most_of_values();
            let sum = |(_, words): &(Drawn, Vec<Weighed>)| words.iter().map(|(_, points)| points).sum::<i32>();
            // Where no reading may be reported, none needs to hold.
            if weighed.iter().all(|reading| sum(reading) < least) {
                return Vec::new();
            }
            weighed.retain(|reading| sum(reading) + CLEARLY > least);
        }
        let mut found = Vec::new();
        for (drawn, mut words) in weighed {
            let fit = fit(rule, drawn, draft, almanac);
            let evaluation = evaluation(draft, almanac, &fit);
            let Some(verdict) = verdict(rule, &evaluation) else { continue };
            words.extend(scales.of_values(&evaluation));
            words.sort_unstable();
            found.push((fit, verdict, words));
        }
        found
    }

    /// Every way to give the captures figures of a pool, where the derived one is in the sentence of that number, unless a look at the
    /// condition refutes it.
    fn readings(&self, pool: &Pool, number: usize, bound: Option<&[usize]>, condition: Option<&Expr>) -> Vec<Drawn> {
        let derived = (0..pool.places.len()).filter(|&at| {
            let (place, sorts) = &pool.places[at];
            let may = bound.is_none_or(|bound| bound.contains(&place.figure.value));
            may && place.sentence == number && sorts.meets(self.sorts[0].0)
        });
        let mut choices = vec![derived.map(|at| vec![at]).collect()];
        choices.extend(self.sorts[1..].iter().map(|&(sorts, many)| pool.choices(sorts, many)));
        let ordered = matches!(self.within, Within::Left | Within::Draft);
        let mut search = Search { pool, choices: &choices, condition, ordered, chosen: Vec::new(), found: Vec::new() };
        search.choose();
        search.found
    }
}

/// Chooses figures for one capture after the other.
struct Search<'a> {
    pool: &'a Pool,
    /// For each capture, the figures or runs of them that it may take.
    choices: &'a [Vec<Vec<usize>>],
    condition: Option<&'a Expr>,
    /// Whether the others must be before the derived one.
    ordered: bool,
    chosen: Vec<&'a [usize]>,
    found: Vec<Drawn>,
}

impl Search<'_> {
    fn choose(&mut self) {
        let Some(choices) = self.choices.get(self.chosen.len()) else {
            let place = |&at: &usize| self.pool.places[at].0;
            self.found.push(self.chosen.iter().map(|places| places.iter().map(place).collect()).collect());
            return;
        };
        for places in choices {
            let new = places.iter().all(|at| !self.chosen.iter().any(|chosen| chosen.contains(at)));
            let derived = self.chosen.first().map_or(usize::MAX, |derived| derived[0]);
            if new && (!self.ordered || places.iter().all(|&at| at < derived)) {
                self.chosen.push(places);
                if self.may_hold() {
                    self.choose();
                }
                self.chosen.pop();
            }
        }
    }

    /// Returns `false` only if the figures that are chosen refute the condition.
    fn may_hold(&self) -> bool {
        let Some(condition) = self.condition else { return true };
        let mut numbers = [&[][..]; MOST_CAPTURES];
        let mut runs: Vec<Vec<Printed>> = Vec::new();
        for chosen in &self.chosen {
            if chosen.len() > 1 {
                runs.push(chosen.iter().map(|&at| self.pool.printed[at]).collect());
            }
        }
        let mut runs = runs.iter();
        for (slot, chosen) in numbers.iter_mut().zip(&self.chosen) {
            *slot = match chosen {
                [one] => std::slice::from_ref(&self.pool.printed[*one]),
                _ => runs.next().map_or(&[][..], Vec::as_slice),
            };
        }
        quick::may_hold(condition, &numbers[..self.chosen.len().min(MOST_CAPTURES)])
    }
}

impl Pool {
    /// The figures of some types, each alone, or two or more neighbouring ones of one kind.
    fn choices(&self, sorts: SortSet, many: bool) -> Vec<Vec<usize>> {
        let of: Vec<usize> = (0..self.places.len()).filter(|&at| self.places[at].1.meets(sorts)).collect();
        if !many {
            return of.into_iter().map(|at| vec![at]).collect();
        }
        let mut found = Vec::new();
        for from in 0..of.len() {
            let alike = |at: &&usize| self.places[**at].1 == self.places[of[from]].1;
            let same = of[from..].iter().take_while(alike).count();
            found.extend((from + 2..=from + same.min(LONGEST)).map(|to| of[from..to].to_vec()));
        }
        found
    }

    /// The number of figures in some sentences that a reading could have used and did not.
    pub(super) fn spare(&self, sentences: &Range<usize>, drawn: &Drawn, like: &[SortSet]) -> i32 {
        let used = |place: &Place| drawn.iter().flatten().any(|known| known == place);
        let spare = |(place, sorts): &&(Place, SortSet)| {
            sentences.contains(&place.sentence) && like.iter().any(|known| known.meets(*sorts)) && !used(place)
        };
        i32::try_from(self.places.iter().filter(spare).count()).unwrap_or(i32::MAX)
    }
}

/// A reading as a match with captures.
fn fit(rule: &Rule, drawn: Drawn, draft: &Draft<'_>, almanac: &Almanac<'_>) -> Fit {
    let sentences = &draft.analysis.sentences;
    let span = |place: &Place| sentences[place.sentence].span_of(place.figure.from, place.figure.to);
    let value = |place: &Place| {
        let sentence = &sentences[place.sentence];
        Reader { sentence, draft, almanac }.quantity(sentence, place.figure.value)
    };
    let derived = drawn[0][0];
    let own = drawn.iter().flatten().filter(|place| place.sentence == derived.sentence).map(span);
    let whole = own.reduce(Span::join).unwrap_or_else(|| span(&derived));
    let of = |(places, capture): (&Vec<Place>, &Capture)| {
        let mut values = places.iter().map(value);
        if capture.many { Val::List(values.collect()) } else { values.next().unwrap_or(Val::Unknown) }
    };
    let joined = |places: &Vec<Place>| {
        let same = places.iter().take_while(|place| place.sentence == places[0].sentence);
        same.map(span).reduce(Span::join)
    };
    Fit {
        span: whole,
        sentence: derived.sentence,
        values: drawn.iter().zip(&rule.captures).map(of).collect(),
        spans: drawn.iter().map(joined).collect(),
        trigger: span(&derived),
        far: drawn.iter().flatten().any(|place| place.sentence != derived.sentence),
        drawn,
    }
}
