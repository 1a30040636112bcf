//! The results of every pattern of a check in a sentence, for rule authors.

use super::calendar::Almanac;
use super::evaluation;
use super::evidence::{Scales, Weighed};
use super::figures::Figures;
use super::find::{Finder, Fit, NOT_OWN, Seeker, Silence};
use super::number::{Num, Shown};
use super::relations::Relations;
use super::render::Shower;
use super::value::Val;
use crate::kinds::{Draft, Trace, TracedFit, few};
use crate::language::patterns::{Matcher, Scratch};
use crate::rules::Check;
use crate::rules::formula::{Capture, Expr, Op, Rule, Sign, Where, sign};
use crate::time::Verdict;

/// Traces every pattern in a sentence, with the halves of a pair separately. `excused` returns `true` if another reading of the
/// place is correct.
pub(super) fn traces(
    check: &Check,
    seekers: &[Seeker],
    draft: &Draft<'_>,
    sentence: usize,
    excused: &dyn Fn(&Fit, &Rule, &Almanac<'_>) -> bool,
) -> Vec<Trace> {
    let almanac = Almanac::new(draft);
    let mut found = Vec::new();
    for (rule, seeker) in check.patterns.iter().zip(seekers) {
        let halves = [("pattern", Some(&seeker.first)), ("with", seeker.second(rule, draft.analysis.cues()))];
        let first = rule.source.captures().len();
        for (part, finder) in halves {
            let Some(finder) = finder else { continue };
            if let Finder::Figures(figures) = finder {
                found.push(figures_of(figures, (rule, seeker), draft, sentence, &almanac));
                continue;
            }
            let captures = &rule.captures;
            let captures = if part == "with" { &captures[first..] } else { &captures[..first] };
            let whole = rule.with.is_none();
            let tracer = Tracer { rule, captures, draft, almanac: &almanac, whole };
            let fits = seeker.all_fits((rule, finder), draft, sentence, &almanac, &mut Scratch::default());
            let stopped = match finder {
                Finder::Parts(parts) if fits.is_empty() => Some(parts.stopped(draft, sentence)),
                Finder::Pattern(matcher) if fits.is_empty() => Some(stopped(matcher, draft, sentence)),
                _ => None,
            };
            let tell = |(fit, silence): &(Fit, Option<Silence>)| {
                let mut traced = tracer.fit(fit, *silence);
                if traced.silence.is_none() && whole && excused(fit, rule, &almanac) {
                    traced.silence = Some("another reading of the sentence is correct".to_owned());
                }
                traced
            };
            let fits = fits.iter().map(tell).collect();
            found.push(Trace { part, line: rule.line, fits, stopped });
        }
    }
    found
}

/// Most readings of figures that are shown, those with the most evidence.
const READINGS: usize = 10;

/// The readings of figures in a sentence, with what speaks for and against each.
fn figures_of(
    figures: &Figures,
    (rule, seeker): (&Rule, &Seeker),
    draft: &Draft<'_>,
    sentence: usize,
    almanac: &Almanac<'_>,
) -> Trace {
    let tracer = Tracer { rule, captures: &rule.captures, draft, almanac, whole: true };
    let mut scales = Scales::new(seeker, rule, draft);
    let mut all = figures.weighed((rule, seeker), draft, sentence, almanac, &mut Scratch::default(), &mut scales, true);
    let sum = |weighed: &[Weighed]| weighed.iter().map(|(_, points)| points).sum::<i32>();
    all.sort_by_key(|(_, _, weighed)| std::cmp::Reverse(sum(weighed)));
    let reading = |(fit, _, weighed): &(Fit, Verdict, Vec<Weighed>)| {
        let mut traced = tracer.fit(fit, None);
        let line = |&(row, points): &Weighed| ["evidence".to_owned(), described(rule, row), hundredths(points)];
        traced.asked.extend(weighed.iter().map(line));
        let enough = format!("{} of {} needed", hundredths(sum(weighed)), hundredths(rule.enough));
        traced.asked.push(["evidence".to_owned(), "in all".to_owned(), enough]);
        traced
    };
    let fits = all.iter().take(READINGS).map(reading).collect();
    let stopped = Some("has no figures of these types whose condition is true".to_owned());
    Trace { part: "figure", line: rule.line, fits, stopped }
}

/// A row of evidence, by its place among those of the rule and what it looks for.
fn described(rule: &Rule, row: usize) -> String {
    let what = match rule.evidence.get(row).map(|one| &one.sign) {
        Some(Sign::Text(_)) => "text",
        Some(Sign::Between(_)) => "between",
        Some(Sign::If(_)) => "if",
        Some(Sign::SameNoun(_)) => "same-noun",
        Some(Sign::Apart) => "apart",
        Some(Sign::Spare) => "spare",
        None => "",
    };
    format!("number {}, `{what}`", row + 1)
}

/// Hundredths as a decimal: 150 is "1.5".
fn hundredths(points: i32) -> String {
    format!("{}", f64::from(points) / 100.0)
}

/// The pairs whose first half is in a sentence, as one match each.
pub(super) fn pairs(rule: &Rule, fits: &[Fit], draft: &Draft<'_>, sentence: usize) -> Trace {
    let almanac = Almanac::new(draft);
    let tracer = Tracer { rule, captures: &rule.captures, draft, almanac: &almanac, whole: true };
    let fits = fits.iter().filter(|fit| fit.sentence == sentence).map(|fit| tracer.fit(fit, None)).collect();
    Trace { part: "pair", line: rule.line, fits, stopped: Some("no two matches make one".to_owned()) }
}

/// The position at which a pattern stops.
fn stopped(matcher: &Matcher, draft: &Draft<'_>, number: usize) -> String {
    let sentence = &draft.analysis.sentences[number];
    if !draft.analysis.blocks[sentence.block].is_own(NOT_OWN) {
        return "is not looked for in quotations and cells of tables".to_owned();
    }
    let line = if matcher.looks_for_known() { draft.known(number).line(sentence) } else { sentence.line() };
    let stop = matcher.stop(sentence.tokens(), sentence.cues(), line, draft.analysis.cues());
    let wanted: Vec<String> = stop.wanted.iter().take(MOST).map(|element| format!("`{element}`")).collect();
    let more = if stop.wanted.len() > MOST { ", ..." } else { "" };
    let wanted = format!("{}{more}", wanted.join(", "));
    let words = |from, to| draft.one_line(sentence.span_of(from, to));
    if stop.at == stop.from {
        format!("starts nowhere: no {wanted}")
    } else if stop.at < sentence.tokens().len() {
        format!("stops after \"{}\": no {wanted} at \"{}\"", words(stop.from, stop.at), words(stop.at, stop.to))
    } else {
        format!("stops after \"{}\" at the end: no {wanted}", words(stop.from, stop.at))
    }
}

/// Most elements that are listed.
const MOST: usize = 6;

struct Tracer<'a> {
    rule: &'a Rule,
    captures: &'a [Capture],
    draft: &'a Draft<'a>,
    almanac: &'a Almanac<'a>,
    /// Whether the match has all captures that its expressions ask for.
    whole: bool,
}

impl Tracer<'_> {
    /// Returns `true` if a pattern of `except` is one that must fit.
    fn is_missing(&self, number: usize) -> bool {
        self.rule.except.get(number).is_some_and(|(place, _)| *place == Where::Missing)
    }

    fn fit(&self, fit: &Fit, silence: Option<Silence>) -> TracedFit {
        let evaluation = evaluation(self.draft, self.almanac, fit);
        let capture = |((capture, value), span): ((&Capture, &Val), &Option<_>)| {
            let words = span.map(|span| self.draft.one_line(span))?;
            Some([capture.to_string(), words, shown(value, &evaluation.facts)])
        };
        let captures = self.captures.iter().zip(&fit.values).zip(&fit.spans).filter_map(capture).collect();
        let mut asked = Vec::new();
        let parts = [("where", &self.rule.when), ("holds", &self.rule.holds)];
        for ((name, expr), text) in parts.into_iter().zip(&self.rule.asked) {
            let Some(expr) = expr.as_ref().filter(|_| self.whole) else { continue };
            asked.push([name.to_owned(), text.clone(), word(evaluation.verdict(expr)).to_owned()]);
            comparisons(expr, &mut |part, op, left, right| {
                let [left, right] =
                    alike(evaluation.value(left), evaluation.value(right)).map(|side| shown(&side, &evaluation.facts));
                asked.push([
                    String::new(),
                    format!("{left} {} {right}", sign(op)),
                    word(evaluation.verdict(part)).to_owned(),
                ]);
            });
        }
        for fact in evaluation.facts.rows.take() {
            let verified = fact.verified.unwrap_or_default();
            asked.push([String::new(), format!("by {}:{}", fact.path, fact.line), format!("verified {verified}")]);
        }
        let silence = silence.map(|silence| match silence {
            Silence::Quoted => "it is in a quotation".to_owned(),
            Silence::Seam => "it may begin inside a decimal".to_owned(),
            Silence::Except(number, _) if self.is_missing(number) => "no pattern of `inside` fits".to_owned(),
            Silence::Except(number, span) => {
                format!("`except` number {}: \"{}\"", number + 1, self.draft.one_line(span))
            }
        });
        TracedFit { text: self.draft.one_line(fit.span), captures, asked, silence }
    }
}

/// Every comparison of an expression, with its sides.
fn comparisons(expr: &Expr, tell: &mut impl FnMut(&Expr, Op, &Expr, &Expr)) {
    match expr {
        Expr::Binary(Op::And | Op::Or, left, right) => {
            [left, right].into_iter().for_each(|side| comparisons(side, tell));
        }
        Expr::Not(inner) => comparisons(inner, tell),
        Expr::Binary(op, left, right) => tell(expr, *op, left, right),
        _ => {}
    }
}

/// Both sides in comparable form: a computed value takes the unit of the other side.
fn alike(mut left: Val, mut right: Val) -> [Val; 2] {
    if let (Val::Num(a), Val::Num(b)) = (&mut left, &mut right)
        && a.dimensions == b.dimensions
    {
        match (&a.shown, &b.shown) {
            (Shown::Plain | Shown::Year, _) => a.shown.clone_from(&b.shown),
            (_, Shown::Plain | Shown::Year) => b.shown.clone_from(&a.shown),
            _ => {}
        }
    }
    [left, right]
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Yes => "yes",
        Verdict::No => "no",
        Verdict::CannotTell => "cannot tell",
    }
}

/// A value with its range.
fn shown(value: &Val, facts: &Relations<'_>) -> String {
    match value {
        Val::Num(num) => number(num),
        Val::Date { when: Some(when), .. } => when.to_string(),
        Val::Weekdays(_) => Shower { words: facts.draft.words, wording: facts.draft.wording }.show(value),
        Val::Text(text) => format!("'{text}'"),
        Val::Known(things) => few(&facts.ids(things)),
        Val::Truth(verdict) => word(*verdict).to_owned(),
        Val::List(items) => {
            let items: Vec<String> = items.iter().map(|item| shown(item, facts)).collect();
            format!("[{}]", items.join(", "))
        }
        Val::Date { when: None, .. } | Val::Unknown => "unknown".to_owned(),
    }
}

fn number(num: &Num) -> String {
    let unit = match &num.shown {
        Shown::Plain | Shown::Year => "",
        Shown::Percent => " percent",
        Shown::Unit { name, .. } => &format!(" {name}"),
    };
    format!("{}{unit}{}", num.figure(), if num.hedged { ", hedged" } else { "" })
}
