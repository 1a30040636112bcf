//! Evaluates expressions over the captures of a match.

use super::arithmetic::{exact, extreme, makes, rounded, significant, slip, sum};
use super::calendar::Almanac;
use super::number::{Num, Shown};
use super::relations::{Relations, Stated};
use super::units::{self, Shares, Units};
use super::value::Val;
use crate::language::known::Thing;
use crate::language::values::{Amount, Clock, Value, ValueKind, ValueReader};
use crate::rules::Words;
use crate::rules::formula::{Expr, Function, Op, Sort};
use crate::time::{Day, Verdict, When};

/// What expressions may ask for.
pub(super) struct Evaluation<'a> {
    pub(super) values: &'a ValueReader,
    /// The days of the draft and of people.
    pub(super) almanac: &'a Almanac<'a>,
    pub(super) words: &'a Words,
    /// The text of the match.
    pub(super) text: &'a str,
    /// The sentence in which it begins.
    pub(super) sentence: &'a str,
    /// The relations of the facts.
    pub(super) facts: Relations<'a>,
    /// The values of the captures; [`Val::Unknown`] for an unused one.
    pub(super) captured: &'a [Val],
}

/// Seconds, as far as ages and durations in years go: the mean year of the calendar.
const DAYS_OF_A_YEAR: f64 = 365.2425;
/// The units that functions of dates answer in, by their names in the files of words.
const YEAR: &str = "year";
const DAY: &str = "day";
const MINUTE: &str = "minute";

impl Evaluation<'_> {
    /// The value of an expression.
    pub(super) fn value(&self, expr: &Expr) -> Val {
        match expr {
            Expr::Number(number) => Val::Num(Num::constant(*number)),
            Expr::Text(text) => Val::Text(text.clone()),
            Expr::Capture(number) => self.captured.get(usize::from(*number)).cloned().unwrap_or(Val::Unknown),
            Expr::Today => Val::Date { when: self.almanac.today().map(When::exactly), written: None },
            // The words of the draft are for messages, which show them themselves.
            Expr::Unknown | Expr::Match | Expr::Range(..) => Val::Unknown,
            Expr::Call(function, arguments) => self.call(*function, arguments),
            Expr::Not(inner) => Val::Truth(opposite(self.value(inner).verdict())),
            Expr::Negate(inner) => self.num(inner).map(|num| num.mapped(|x| -x)).into(),
            Expr::Binary(op, left, right) => self.binary(*op, left, right),
        }
    }

    /// The verdict on a comparison.
    pub(super) fn verdict(&self, expr: &Expr) -> Verdict {
        self.value(expr).verdict()
    }

    fn num(&self, expr: &Expr) -> Option<Num> {
        self.value(expr).num()
    }

    fn units(&self) -> Units<'_> {
        Units { reader: self.values, words: self.words, text: self.text, sentence: self.sentence }
    }

    fn binary(&self, op: Op, left: &Expr, right: &Expr) -> Val {
        match op {
            Op::And => Val::Truth(match self.verdict(left) {
                Verdict::No => Verdict::No,
                left => left.min(self.verdict(right)),
            }),
            Op::Or => Val::Truth(match self.verdict(left) {
                Verdict::Yes => Verdict::Yes,
                left => left.max(self.verdict(right)),
            }),
            Op::Add | Op::Subtract | Op::Multiply | Op::Divide => {
                let (Some(left), Some(right)) = (self.num(left), self.num(right)) else {
                    return Val::Unknown;
                };
                match op {
                    Op::Add => left.plus(&right).into(),
                    Op::Subtract => left.minus(&right).into(),
                    Op::Multiply => Val::Num(left.times(&right)),
                    _ => left.over(&right).into(),
                }
            }
            Op::Equal | Op::Unequal | Op::Less | Op::AtMost | Op::More | Op::AtLeast => {
                Val::Truth(compare(op, &self.value(left), &self.value(right)))
            }
        }
    }

    fn call(&self, function: Function, arguments: &[Expr]) -> Val {
        let first = arguments.first().map_or(Val::Unknown, |first| self.value(first));
        match function {
            Function::Given => Val::from(first != Val::Unknown),
            Function::Holds
            | Function::Lacks
            | Function::Ended
            | Function::Held
            | Function::Holder
            | Function::Served
            | Function::Service
            | Function::Within
            | Function::Around
            | Function::Office
            | Function::Career
            | Function::Shared
            | Function::Of
            | Function::Term
            | Function::Elected
            | Function::Terms
            | Function::Nth
            | Function::Numbers
            | Function::Is
            | Function::Name => self.relation(function, &first, arguments),
            Function::Hedged => first.num().map_or(Val::Unknown, |num| Val::from(num.hedged)),
            Function::Weekday => self.almanac.weekdays(&first),
            Function::DayName => match first.written().and_then(super::calendar::weekday_of) {
                Some(day) => Val::Weekdays(1 << day),
                None => Val::Unknown,
            },
            Function::Date => first,
            Function::Supported => self.almanac.supports(&first),
            Function::SameYear => Val::Truth(super::calendar::fit_in_one_year(&first, &self.value(&arguments[1]))),
            Function::Exists => match first.written() {
                Some(date) => Val::from(!date.is_impossible()),
                None => Val::Unknown,
            },
            Function::Year => first.when().map(years_of).into(),
            Function::Years | Function::Days => {
                let second = self.value(&arguments[1]);
                let (Some(from), Some(to)) = (first.when(), second.when()) else { return Val::Unknown };
                if function == Function::Years { self.years(from, to) } else { self.days(from, to) }.into()
            }
            Function::Gap => {
                let second = self.value(&arguments[1]);
                let both = super::calendar::together(&first, &second, self.almanac.today());
                both.and_then(|(from, to)| self.days(from, to)).into()
            }
            Function::Born => self.almanac.life(&first).0,
            Function::Died => self.almanac.life(&first).1,
            Function::Like | Function::Alike => match (first.num(), self.num(&arguments[1])) {
                (Some(a), Some(b)) if function == Function::Like => self.units().like(&a, &b).into(),
                (Some(a), Some(b)) => {
                    let share =
                        |at: usize| arguments.get(at).and_then(|share| self.num(share)).map(|share| share.printed);
                    let loose = share(2).unwrap_or(0.0);
                    let tight = share(3).unwrap_or(loose);
                    let shares = Shares { loose, tight, exact: share(4).unwrap_or(tight) };
                    Val::Truth(self.units().alike(&a, &b, shares))
                }
                _ => Val::Unknown,
            },
            Function::Count => match first {
                Val::List(items) => Val::Num(Num::exactly(f64::from(items.len() as u32))),
                _ => Val::Unknown,
            },
            Function::First => match first {
                Val::List(items) => items.into_iter().next().unwrap_or(Val::Unknown),
                _ => Val::Unknown,
            },
            Function::Makes => match (first, self.num(&arguments[1])) {
                (Val::List(items), Some(wanted)) => Val::Truth(makes(items, &wanted)),
                _ => Val::Unknown,
            },
            Function::Slip => match (first.num(), self.num(&arguments[1])) {
                (Some(computed), Some(written)) => slip(&computed, &written).into(),
                _ => Val::Unknown,
            },
            Function::Sum => match first {
                Val::List(items) => sum(items).into(),
                _ => Val::Unknown,
            },
            Function::Min | Function::Max => {
                let all = if let Val::List(items) = first {
                    items
                } else {
                    arguments.iter().map(|a| self.value(a)).collect()
                };
                extreme(all, function == Function::Max).into()
            }
            _ => self.reckon(function, first, arguments),
        }
    }

    /// Functions of people, places and offices.
    fn relation(&self, function: Function, first: &Val, arguments: &[Expr]) -> Val {
        // Of a list, each item.
        if let Val::List(items) = first {
            let verdicts = items.iter().map(|item| self.relation(function, item, arguments).verdict());
            return verdicts.min().map_or(Val::Unknown, Val::Truth);
        }
        let facts = &self.facts;
        let (one, second) = (facts.things(first), arguments.get(1).map_or(Val::Unknown, |second| self.value(second)));
        let other = facts.things(&second);
        let days = |at: usize| arguments.get(at).and_then(|days| self.num(days)).map_or(0, |days| days.printed as i32);
        let date = |at: usize| arguments.get(at).and_then(|day| self.value(day).when());
        let text = |text: Option<String>| text.map_or(Val::Unknown, Val::Text);
        match function {
            Function::Holds => Val::Truth(facts.holds(&one, &other, days(2), date(3))),
            Function::Lacks => Val::Truth(facts.lacks(&one, &other, date(2))),
            Function::Ended => Val::Truth(facts.ended(&one, days(1))),
            Function::Held => Val::known(facts.in_its_place(&one, &other)),
            Function::Holder => Val::known(facts.holder(&one)),
            Function::Served => Val::Truth(facts.served(&one, &other)),
            Function::Service => {
                let places = facts.service(&one, &other).into_iter().map(|(place, _)| Thing::Place(place));
                Val::known(places.collect::<Vec<_>>().into())
            }
            Function::Within => Val::Truth(facts.within(&one, &other)),
            Function::Around => Val::known(facts.around(&one)),
            Function::Office => Val::known(facts.given(&one)),
            Function::Career => Val::known(facts.career(&one)),
            Function::Shared => Val::known(facts.shared(&one, &other)),
            Function::Of => Val::known(match first {
                Val::Text(fluent) => facts.of_fluent(fluent, &other),
                _ => facts.of(&one, &other),
            }),
            Function::Term | Function::Elected => {
                let (elected, behind) = if function == Function::Elected { (true, 3) } else { (false, 4) };
                let from = date(2);
                let until = arguments.get(3).filter(|_| !elected).and_then(|day| end(from, &self.value(day)));
                let stated = Stated {
                    from,
                    until,
                    elected,
                    early: days(behind),
                    late: days(behind + 1),
                    near: days(behind + 2),
                };
                Val::Truth(facts.term(&one, &other, &stated))
            }
            Function::Terms => Val::Text(facts.draft.wording.days(&facts.days(&one, &other))),
            Function::Nth => {
                match (facts.numbers(&one, &other), arguments.get(2).and_then(|number| self.num(number))) {
                    (Some(numbers), Some(number)) => {
                        Val::from(numbers.iter().any(|&known| (f64::from(known) - number.printed).abs() < 0.5))
                    }
                    _ => Val::Unknown,
                }
            }
            Function::Numbers => text(facts.numbers(&one, &other).map(|numbers| {
                let each: Vec<String> = numbers.iter().map(u32::to_string).collect();
                each.join(", ")
            })),
            Function::Is => match second {
                Val::Text(id) => Val::from(facts.is(&one, &id)),
                _ => Val::Unknown,
            },
            _ => text(facts.name(&one).map(str::to_owned)),
        }
    }

    /// Functions of one number, or of every number of a list.
    fn reckon(&self, function: Function, first: Val, arguments: &[Expr]) -> Val {
        match first {
            Val::List(items) => {
                Val::List(items.into_iter().map(|item| self.reckon(function, item, arguments)).collect())
            }
            Val::Num(num) => self.figure(function, num, arguments).into(),
            _ => Val::Unknown,
        }
    }

    fn figure(&self, function: Function, num: Num, arguments: &[Expr]) -> Option<Num> {
        let second = || self.num(arguments.get(1)?);
        match function {
            Function::Abs => {
                let (low, high) = (num.low.abs(), num.high.abs());
                let least = if num.low <= 0.0 && num.high >= 0.0 { 0.0 } else { low.min(high) };
                Some(num.bounded(least, low.max(high), num.printed.abs()))
            }
            Function::Round => {
                let places = arguments.get(1).and_then(|_| second()).map_or(0.0, |places| places.printed);
                let scale = 10f64.powf(places.round());
                let share = num.shown == Shown::Percent;
                let unit = if share { 100.0 } else { 1.0 };
                Some(num.mapped(|x| (x * unit * scale).round() / scale / unit))
            }
            Function::Number => {
                let figure = num.figure();
                Some(Num { hedged: num.hedged, ..Num::plain(figure) })
            }
            Function::Digits => Some(Num::exactly(significant(&num))),
            Function::Percent => Some(Num { shown: Shown::Percent, ..num }),
            Function::Exact => Some(exact(&num)),
            Function::Rounded => Some(rounded(&num)),
            Function::Lent => Some(units::lent(&num, &second()?)),
            Function::Loose => {
                Some(num.bounded(2.0 * num.low - num.printed, 2.0 * num.high - num.printed, num.printed))
            }
            Function::Widen => {
                let by = second()?.printed;
                let reach = |x: f64| x.abs() * by;
                Some(num.bounded(num.low - reach(num.low), num.high + reach(num.high), num.printed))
            }
            Function::Slack => {
                let by =
                    second()?.printed * if let Shown::Unit { factor, .. } = &num.shown { factor.abs() } else { 1.0 };
                Some(num.bounded(num.low - by, num.high + by, num.printed))
            }
            Function::Convert => {
                let Val::Text(name) = self.value(arguments.get(1)?) else { return None };
                let unit = self.values.unit(self.values.unit_named(&name)?);
                if num.dimensions != [(unit.dimension.clone(), 1)] {
                    return None;
                }
                let converted = num.mapped(|x| (x - unit.offset) / unit.factor);
                Some(Num { dimensions: Vec::new(), shown: Shown::Plain, ..converted })
            }
            _ => None,
        }
    }

    /// Whole years from one day to another, as ages are counted.
    fn years(&self, from: When, to: When) -> Option<Num> {
        let least = whole_years(from.latest, to.earliest);
        let most = whole_years(from.earliest, to.latest);
        self.time(count(least), count(most), YEAR)
    }

    fn days(&self, from: When, to: When) -> Option<Num> {
        self.time(count(to.earliest.since(from.latest)), count(to.latest.since(from.earliest)), DAY)
    }

    fn time(&self, low: f64, high: f64, unit: &str) -> Option<Num> {
        let unit = self.values.unit(self.values.unit_named(unit)?);
        let shown = Shown::Unit { name: unit.name.clone(), factor: unit.factor, offset: 0.0 };
        let plain = Num::exactly(0.0).bounded(low * unit.factor, high * unit.factor, high * unit.factor);
        Some(Num { dimensions: vec![(unit.dimension.clone(), 1)], shown, ..plain })
    }
}

/// A count as a number, limited to what a text would contain.
fn count(number: i64) -> f64 {
    f64::from(number.clamp(-2_000_000_000, 2_000_000_000) as i32)
}

/// The end of a term: "2016", or "16" after a year.
fn end(from: Option<When>, value: &Val) -> Option<When> {
    let Val::Num(num) = value else { return value.when() };
    let first = from?.earliest.year();
    let year = first - first.rem_euclid(100) + num.printed as i16;
    When::year(year).filter(|_| year > first && num.printed < 100.0)
}

fn opposite(verdict: Verdict) -> Verdict {
    match verdict {
        Verdict::Yes => Verdict::No,
        Verdict::No => Verdict::Yes,
        Verdict::CannotTell => Verdict::CannotTell,
    }
}

/// Whether two values certainly differ.
pub(super) fn differ(left: &Val, right: &Val) -> Verdict {
    compare(Op::Unequal, left, right)
}

fn compare(op: Op, left: &Val, right: &Val) -> Verdict {
    let met = |meets: bool| if meets { Verdict::Yes } else { Verdict::No };
    let equal = match (left, right) {
        (Val::Num(a), Val::Num(b)) => match op {
            Op::Less => return a.less(b, false),
            Op::AtMost => return a.less(b, true),
            Op::More => return b.less(a, false),
            Op::AtLeast => return b.less(a, true),
            _ => a.equals(b),
        },
        (Val::Date { when: Some(a), .. }, Val::Date { when: Some(b), .. }) => match op {
            Op::Less => return before(*a, *b, 1),
            Op::AtMost => return before(*a, *b, 0),
            Op::More => return before(*b, *a, 1),
            Op::AtLeast => return before(*b, *a, 0),
            _ => met(a.earliest <= b.latest && b.earliest <= a.latest),
        },
        (Val::Weekdays(a), Val::Weekdays(b)) => met(a & b != 0),
        (Val::Text(a), Val::Text(b)) => met(a.to_lowercase() == b.to_lowercase()),
        _ => Verdict::CannotTell,
    };
    if op == Op::Unequal { opposite(equal) } else { equal }
}

/// Whether a day is at least a number of days before another.
fn before(a: When, b: When, days: i64) -> Verdict {
    if b.earliest.since(a.latest) >= days {
        Verdict::Yes
    } else if b.latest.since(a.earliest) < days {
        Verdict::No
    } else {
        Verdict::CannotTell
    }
}

fn years_of(when: When) -> Num {
    let (low, high) = (f64::from(when.earliest.year()), f64::from(when.latest.year()));
    Num { shown: Shown::Year, ..Num::exactly(0.0) }.bounded(low, high, low)
}

fn whole_years(from: Day, to: Day) -> i64 {
    let ((year, month, day), (later, m, d)) = (from.ymd(), to.ymd());
    i64::from(later) - i64::from(year) - i64::from((m, d) < (month, day))
}

/// A recognised value as an expression value of a type.
pub(super) fn read(value: &Value, sort: Sort, reader: &ValueReader, almanac: &Almanac<'_>) -> Val {
    let hedged = value.hedge.is_some();
    let num = match value.kind {
        ValueKind::Number(amount) | ValueKind::Ordinal(amount) | ValueKind::Fraction(amount) => {
            Num::plain(amount.interval)
        }
        ValueKind::Percent(amount) | ValueKind::Points(amount) => {
            Num { shown: Shown::Percent, ..Num::plain(amount.interval).mapped(|x| x / 100.0) }
        }
        ValueKind::Money(amount)
        | ValueKind::Quantity(amount)
        | ValueKind::Duration(amount)
        | ValueKind::Age(amount) => {
            // "from $800 to $1,000 a month": a pattern without a rate takes the amount alone.
            let per = amount.per.filter(|_| sort == Sort::Rate);
            measured(Amount { per, ..amount }, reader)
        }
        ValueKind::Date(date) if sort == Sort::Weekday => {
            return super::calendar::weekday_of(date).map_or(Val::Unknown, |day| Val::Weekdays(1 << day));
        }
        ValueKind::Date(date) => {
            return match super::calendar::ago(date) {
                Some((count, days)) => Val::Num(Num { hedged, ..ago(count, days, reader) }),
                // Which year a date without one means is not for a reader of numbers to say.
                None => Val::Date { when: super::calendar::settled(date, almanac.today()), written: Some(date) },
            };
        }
        ValueKind::Clock(clock) => return clock_time(clock, reader).into(),
    };
    Val::Num(Num { hedged, ..num })
}

/// A time of day as the time since midnight.
fn clock_time(clock: Clock, reader: &ValueReader) -> Option<Num> {
    let unit = reader.unit(reader.unit_named(MINUTE)?);
    let minutes = f64::from(clock.hour) * 60.0 + f64::from(clock.minute);
    let shown = Shown::Unit { name: unit.name.clone(), factor: unit.factor, offset: 0.0 };
    let exact = Num::exactly(minutes).mapped(|x| x * unit.factor);
    Some(Num { dimensions: vec![(unit.dimension.clone(), 1)], shown, ..exact })
}

/// "three years ago", as a stretch of time: its last place is known to half a unit.
fn ago(count: f64, days: f64, reader: &ValueReader) -> Num {
    let unit = if days > 300.0 { YEAR } else { DAY };
    let Some(unit) = reader.unit_named(unit).map(|id| reader.unit(id)) else {
        return Num::exactly(count);
    };
    let of = if days > 300.0 { count * days / DAYS_OF_A_YEAR } else { count * days };
    let plain = Num::exactly(of).mapped(|x| x.round() * unit.factor);
    let shown = Shown::Unit { name: unit.name.clone(), factor: unit.factor, offset: 0.0 };
    Num { dimensions: vec![(unit.dimension.clone(), 1)], shown, ..plain }
}

fn measured(amount: Amount, reader: &ValueReader) -> Num {
    let plain = Num::plain(amount.interval);
    let Some(unit) = amount.unit.map(|id| reader.unit(id)) else { return plain };
    let (mut factor, mut name) = (unit.factor, unit.name.clone());
    let mut dimensions = vec![(unit.dimension.clone(), 1)];
    if let Some(per) = amount.per.map(|id| reader.unit(id)) {
        factor /= per.factor;
        name = format!("{name}/{}", per.name).into();
        dimensions.push((per.dimension.clone(), -1));
        dimensions.sort();
    }
    let offset = unit.offset;
    let base = plain.mapped(|x| x * factor + offset);
    Num { dimensions, shown: Shown::Unit { name, factor, offset }, ..base }
}
