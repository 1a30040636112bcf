//! Kind `life`: what a draft says of somebody whom the facts know fits that person's life.
//!
//! A name alone is no evidence. `identity` decides whether the draft says who is meant, `acts` reads what people do, when
//! they were born and died, and how old they are. Words here.

mod acts;
mod ages;
mod births;
mod identity;
mod scene;
mod times;

use acts::{Act, Statement, Teller};
use identity::Lives;

use super::{Draft, Kind, Messages, Outcome, Run};
use std::cell::OnceCell;

use crate::findings::{Confidence, Finding, Related, Relation};
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
            ("label.age-at-death", PLACEHOLDERS),
            ("note.dead", PLACEHOLDERS),
            ("label.death", PLACEHOLDERS),
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
    /// Another age at death.
    AgeAtDeath,
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
            Self::AgeAtDeath => "label.age-at-death",
        }
    }
}

impl Run for LifeCheck {
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Outcome {
        let named = self.names_somebody(draft);
        if !named && (self.ages || !self.teller.tells_a_death(draft)) {
            return Outcome::default();
        }
        let people = draft.analysis.people(draft.table);
        let mut found = Outcome::default();
        for whom in 0..people.people.len() {
            let known = self.lives.known(draft, whom);
            if known.is_none() && self.ages {
                continue;
            }
            let acts = self.teller.acts(draft, whom);
            let of_the_facts = known.map_or_else(Vec::new, |id| self.compare(check, draft, (whom, id), &acts));
            found.read += usize::from(known.is_some());
            if of_the_facts.is_empty() && !self.ages && !self.lives.has_a_namesake(draft, whom) {
                found.findings.extend(self.after_own_death(check, draft, &acts));
            }
            found.findings.extend(of_the_facts);
        }
        found
    }
}

impl LifeCheck {
    /// The findings about a person of the draft who may be one of the facts.
    fn compare(&self, check: &Check, draft: &Draft<'_>, (whom, id): (usize, PersonId), acts: &[Act]) -> Vec<Finding> {
        let person = draft.table.person(id);
        let of_ages = |act: &&Act| act.statement.is_an_age() == self.ages;
        let mut misses: Vec<(&Act, Miss)> =
            acts.iter().filter(of_ages).filter_map(|act| Some((act, miss(person, act)?))).collect();
        if misses.is_empty() {
            return Vec::new();
        }
        let mut identified = self.lives.identify(draft, whom, id, acts, self.ages);
        if self.ages && identified.is_none() {
            // An age that is nearly right says who is meant.
            misses.retain(|(act, _)| distance(person, act).is_some_and(|off| off < ANOTHER));
            let other = self.lives.is_somebody_else(draft, whom, id);
            identified = misses.first().filter(|_| !other).map(|(act, _)| act.name);
        }
        let Some(identified) = identified else { return Vec::new() };
        misses.iter().map(|(act, miss)| describe(check, draft, person, identified, act, *miss)).collect()
    }

    /// What somebody does after the death that the draft itself gives: "died in 2011", "In 2014 she opened".
    fn after_own_death(&self, check: &Check, draft: &Draft<'_>, acts: &[Act]) -> Vec<Finding> {
        let mut deaths = acts.iter().filter(|act| act.statement == Statement::Died);
        let (Some(death), None) = (deaths.next(), deaths.next()) else { return Vec::new() };
        let &[died] = death.when.as_slice() else { return Vec::new() };
        let after = |act: &&Act| {
            act.statement == Statement::Acts
                && !act.when.is_empty()
                && act.when.iter().all(|when| when.earliest > died.latest.plus(slack(died)))
        };
        let mut later = acts.iter().filter(after).peekable();
        if later.peek().is_none() || self.teller.names_relatives(draft) {
            return Vec::new();
        }
        let finding = |act: &Act| {
            let words = draft.one_line(act.span);
            let (name, died) = (draft.one_line(death.name), shown(draft, died));
            let values = [
                ("name", name.as_str()),
                ("act", words.as_str()),
                ("born", ""),
                ("died", died.as_str()),
                ("when", ""),
                ("age", ""),
            ];
            let messages = Messages::new(check, &values);
            Finding {
                confidence: Confidence::Medium,
                related: vec![messages.conflict(draft, death.span, "label.death")],
                ..messages.at(draft, act.span, "label.dead")
            }
            .known_by([name.as_str(), words.as_str()])
        };
        later.map(finding).collect()
    }

    /// Returns `true` if the draft names anybody in full whose life could contradict it: somebody dead, or born after a year of the
    /// draft; for ages, somebody in a sentence with a number.
    fn names_somebody(&self, draft: &Draft<'_>) -> bool {
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
        let may_miss = |person: &Person| {
            person.died.is_some() || person.born.is_some_and(|born| born.latest.year() >= first_year())
        };
        let lives = |meaning: &Meaning| match meaning {
            Meaning::Name(id) => {
                let person = draft.table.person(*id);
                if self.ages { person.born.is_some() } else { may_miss(person) }
            }
            _ => false,
        };
        let mut sentences = draft.analysis.sentences.iter();
        sentences.any(|sentence| sentence.hits(draft.table).iter().any(|hit| hit.meanings.iter().any(lives)))
            && (!self.ages || draft.analysis.sentences.iter().any(|sentence| self.teller.gives_an_age(draft, sentence)))
    }
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
    let last = person.died.map_or(day, |died| died.latest.min(day));
    let least = whole(born.latest, person.died.map_or(day, |died| died.earliest.min(day)));
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
        Statement::Aged(_) | Statement::Turned(_) => distance(person, act).map(|_| Miss::Age),
        Statement::AgedAtDeath(_) => distance(person, act).map(|_| Miss::AgeAtDeath),
        Statement::Acts => None,
    }
}

/// The years by which an age is wrong, if every reading of its date makes it so.
fn distance(person: &Person, act: &Act) -> Option<i16> {
    let off = |stated: i16, from: Day, to: Day| {
        let (least, _) = ages(person, from)?;
        let (_, most) = ages(person, to)?;
        Some(i16::max(least - stated, stated - most))
    };
    let off: Vec<i16> = match act.statement {
        Statement::AgedAtDeath(years) => {
            let died = person.died?;
            off(years, died.earliest, died.latest).into_iter().collect()
        }
        // A birthday may be celebrated some days late, or early.
        Statement::Turned(years) => {
            let after = |when: &When| person.died.is_some_and(|died| when.earliest > died.latest);
            if act.when.iter().any(after) {
                return None;
            }
            let off = |when: &When| off(years, when.earliest.plus(-SLACK), when.latest.plus(SLACK));
            act.when.iter().filter_map(off).collect()
        }
        Statement::Aged(years) => act.when.iter().filter_map(|when| off(years, when.earliest, when.latest)).collect(),
        _ => return None,
    };
    off.iter().copied().min().filter(|&off| off > 0)
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
    let at = act.when.first().copied().or(person.died);
    let (born, died) = (day(person.born), day(person.died));
    let when = at.map_or(String::new(), |at| draft.wording.stretch(at.earliest, at.latest));
    let words = draft.one_line(act.span);
    let age = at.and_then(|when| ages(person, when.earliest)).map_or(0, |(_, age)| age).to_string();
    let values = [
        ("name", person.name.as_str()),
        ("act", words.as_str()),
        ("born", born.as_str()),
        ("died", died.as_str()),
        ("when", when.as_str()),
        ("age", age.as_str()),
    ];
    let messages = Messages::new(check, &values);
    let who = Related { role: Relation::Evidence, label: messages.label(draft, identified, "label.who") };
    let finding = messages.at(draft, act.span, miss.label());
    // The dead have no age on a later day.
    let is_dead = person.died.zip(at).is_some_and(|(died, at)| at.earliest > died.latest);
    let of_dead = messages.note("note.dead").pop().filter(|_| is_dead && miss == Miss::Age);
    Finding {
        message: of_dead.unwrap_or_else(|| finding.message.clone()),
        confidence: Confidence::Medium,
        related: if identified.overlaps(act.span) { Vec::new() } else { vec![who] },
        facts: vec![draft.life(person)],
        ..finding
    }
    .known_by([person.id.as_str(), words.as_str()])
}

fn shown(draft: &Draft<'_>, when: When) -> String {
    when.known().map_or_else(|| when.to_string(), |day: Day| draft.wording.day(day))
}
