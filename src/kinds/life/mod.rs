//! Kind `life`: what a draft says of somebody whom the facts know fits that person's life.
//!
//! A name alone is no evidence. `identity` decides whether the draft says who is meant, `acts` reads what people do, when
//! they were born and died, and how old they are. Words here.

mod acts;
mod identity;

use acts::{Act, Statement, Teller};
use identity::Lives;

use super::{Draft, Kind, Messages, Outcome, Run};
use std::cell::OnceCell;

use crate::findings::{Confidence, FactRef, Finding, Related, Relation};
use crate::language::analysis::Sentence;
use crate::language::tokens::{Token, TokenKind};
use crate::language::values::ValueKind;
use crate::rules::{Check, KindSpec, Meaning, OptionSort, OptionSpec, Person, PersonId};
use crate::text::{Prose, Span};
use crate::time::{Day, When};

const PLACEHOLDERS: &[&str] = &["name", "act", "born", "died", "when", "age"];

/// Whether the check compares ages on the day of the draft, and nothing else.
const AGES: OptionSpec = OptionSpec { name: "ages", sort: OptionSort::Flag };

pub(super) const KIND: Kind = Kind {
    spec: KindSpec {
        name: "life",
        messages: &[
            ("message", PLACEHOLDERS),
            ("label.dead", PLACEHOLDERS),
            ("label.unborn", PLACEHOLDERS),
            ("label.late", PLACEHOLDERS),
            ("label.born", PLACEHOLDERS),
            ("label.died", PLACEHOLDERS),
            ("label.age", PLACEHOLDERS),
            ("label.who", PLACEHOLDERS),
        ],
        required: &["message", "label.who"],
        options: &[AGES],
    },
    prepare: |check, words, cues| {
        let ages = check.flag(AGES);
        Box::new(LifeCheck { lives: Lives::new(words, cues), teller: Teller::new(words, cues), ages })
    },
};

#[derive(Debug)]
struct LifeCheck {
    lives: Lives,
    teller: Teller,
    ages: bool,
}

/// How a statement misses the life of the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Miss {
    /// An act after the death.
    Dead,
    /// An act before the birth.
    Unborn,
    /// "the late X", of somebody who was alive.
    Late,
    /// Another birth than in the facts.
    Born,
    /// Another death.
    Died,
    /// Another age.
    Age,
}

impl Miss {
    fn label(self) -> &'static str {
        match self {
            Self::Dead => "label.dead",
            Self::Unborn => "label.unborn",
            Self::Late => "label.late",
            Self::Born => "label.born",
            Self::Died => "label.died",
            Self::Age => "label.age",
        }
    }
}

impl Run for LifeCheck {
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Outcome {
        if !names_somebody(draft, self.ages) {
            return Outcome::default();
        }
        let people = draft.analysis.people(draft.table);
        let mut found = Outcome::default();
        for whom in 0..people.people.len() {
            let Some(id) = known(draft, whom) else { continue };
            let (person, acts) = (draft.table.person(id), self.teller.acts(draft, whom));
            let of_ages = |act: &&Act| matches!(act.statement, Statement::Aged(_)) == self.ages;
            let misses: Vec<(&Act, Miss)> =
                acts.iter().filter(of_ages).filter_map(|act| Some((act, miss(person, act)?))).collect();
            found.read += 1;
            let Some(&(first, _)) = misses.first() else { continue };
            // An age that is nearly right says who is meant.
            let identified = if self.ages {
                (!self.lives.is_somebody_else(draft, whom, id)).then_some(first.name)
            } else {
                self.lives.identify(draft, whom, id, &acts)
            };
            let Some(identified) = identified else { continue };
            let findings = misses.iter().map(|(act, miss)| describe(check, draft, person, identified, act, *miss));
            found.findings.extend(findings);
        }
        found
    }
}

/// The only one of the facts who a person of the draft, named in full, may be.
fn known(draft: &Draft<'_>, whom: usize) -> Option<PersonId> {
    let whom = &draft.analysis.people(draft.table).people[whom];
    let &[known] = whom.known.as_slice() else { return None };
    whom.given.is_some().then_some(known)
}

/// Returns `true` if the draft names anybody in full whose life could contradict it: somebody dead, or born after a year of the
/// draft; for ages, somebody in a sentence with a number.
fn names_somebody(draft: &Draft<'_>, ages: bool) -> bool {
    let first = OnceCell::new();
    let first_year = || {
        *first.get_or_init(|| {
            draft
                .analysis
                .sentences
                .iter()
                .flat_map(|one| one.years().map(|named| named.year))
                .min()
                .unwrap_or(i16::MAX)
        })
    };
    let may_miss =
        |person: &Person| person.died.is_some() || person.born.is_some_and(|born| born.latest.year() >= first_year());
    let lives = |meaning: &Meaning| match meaning {
        Meaning::Name(id) => {
            let person = draft.table.person(*id);
            if ages { person.born.is_some() } else { may_miss(person) }
        }
        _ => false,
    };
    let mut sentences = draft.analysis.sentences.iter();
    sentences.any(|sentence| sentence.hits(draft.table).iter().any(|hit| hit.meanings.iter().any(lives)))
        && (!ages || draft.analysis.sentences.iter().any(says_an_age))
}

/// Returns `true` if a sentence may give an age: as one, or as a number between marks, "Jane Holt, 34,".
fn says_an_age(sentence: &Sentence<'_>) -> bool {
    let tokens = sentence.tokens();
    let short = |token: &Token| token.digit && token.span.len() <= 3;
    let mark = |at: usize| tokens.get(at).is_none_or(|token| token.kind == TokenKind::Mark);
    let between = |at: usize| at > 0 && short(&tokens[at]) && mark(at - 1) && mark(at + 1);
    (0..tokens.len()).any(between)
        || tokens.iter().any(short) && sentence.values().iter().any(|value| matches!(value.kind, ValueKind::Age(_)))
}

/// Days by which sources differ about a death or a birth.
const SLACK: i32 = 14;
/// The same before most countries had one calendar.
const OLD_SLACK: i32 = 31;
const NEW_CALENDAR: i16 = 1925;

fn slack(when: When) -> i32 {
    if when.earliest.year() < NEW_CALENDAR { OLD_SLACK } else { SLACK }
}

/// Years by which an age is another person's.
const ANOTHER: i16 = 8;

/// The least and the greatest age on a day, or at death.
fn ages(person: &Person, day: Day) -> Option<(i16, i16)> {
    let born = person.born?;
    let whole = |from: Day, to: Day| {
        let ((year, month, number), (to_year, to_month, to_number)) = (from.ymd(), to.ymd());
        to_year - year - i16::from((to_month, to_number) < (month, number))
    };
    let last = person.died.map_or(day, |died| died.earliest.min(day));
    let least = whole(born.latest, last);
    Some((least, whole(born.earliest, last).max(least)))
}

/// How an act misses a life, if every reading of its date does.
fn miss(person: &Person, act: &Act) -> Option<Miss> {
    let all = |miss: &dyn Fn(&When) -> bool| !act.when.is_empty() && act.when.iter().all(miss);
    let apart = |listed: When| {
        all(&|when: &When| {
            let slack = slack(listed);
            when.earliest > listed.latest.plus(slack) || when.latest < listed.earliest.plus(-slack)
        })
    };
    let born = person.born.filter(|&born| all(&|when| when.latest < born.earliest.plus(-slack(born))));
    let died = person.died.filter(|&died| all(&|when| when.earliest > died.latest.plus(slack(died))));
    match act.statement {
        Statement::Acts if died.is_some() => Some(Miss::Dead),
        Statement::Acts if born.is_some() => Some(Miss::Unborn),
        Statement::Late => {
            person.died.filter(|&died| all(&|when| when.latest < died.earliest.plus(-slack(died)))).map(|_| Miss::Late)
        }
        Statement::Born => person.born.filter(|&born| apart(born)).map(|_| Miss::Born),
        Statement::Died => person.died.filter(|&died| apart(died)).map(|_| Miss::Died),
        Statement::Aged(years) => {
            let off = |when: &When| {
                let (least, _) = ages(person, when.earliest)?;
                let (_, most) = ages(person, when.latest)?;
                Some(i16::max(least - years, years - most))
            };
            let off: Vec<i16> = act.when.iter().filter_map(off).collect();
            (off.iter().all(|&off| off > 0) && off.iter().any(|&off| off < ANOTHER)).then_some(Miss::Age)
        }
        Statement::Acts => None,
    }
}

fn describe(
    check: &Check,
    draft: &Draft<'_>,
    person: &Person,
    identified: Span<Prose>,
    act: &Act,
    miss: Miss,
) -> Finding {
    let day = |when: Option<When>| when.map_or(String::new(), |when| shown(draft, when));
    let (born, died, when) = (day(person.born), day(person.died), day(act.when.first().copied()));
    let words = draft.one_line(act.span);
    let age = act.when.first().and_then(|when| ages(person, when.earliest)).map_or(0, |(_, age)| age).to_string();
    let values = [
        ("name", person.name.as_str()),
        ("act", words.as_str()),
        ("born", born.as_str()),
        ("died", died.as_str()),
        ("when", when.as_str()),
        ("age", age.as_str()),
    ];
    let messages = Messages::new(check, &values);
    let pack = draft.table.pack(person.row.pack);
    let who = Related { role: Relation::Evidence, label: messages.label(draft, identified, "label.who") };
    Finding {
        confidence: Confidence::Medium,
        related: if identified.overlaps(act.span) { Vec::new() } else { vec![who] },
        facts: vec![FactRef { path: pack.path, line: person.row.line, verified: Some(pack.verified.to_string()) }],
        ..messages.at(draft, act.span, miss.label())
    }
    .known_by([person.id.as_str(), words.as_str()])
}

fn shown(draft: &Draft<'_>, when: When) -> String {
    when.known().map_or_else(|| when.to_string(), |day: Day| draft.wording.day(day))
}
