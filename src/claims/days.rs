//! From a statement and the listed tenures to the days on which it can be true.

use crate::rules::{Office, OfficeId, PersonId, Table, Tenure, TenureId};
use crate::time::{Day, Days, Until};

use super::Statement;

/// The days of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// Days on which it can be true, without grace, for inferring the day of a draft.
    pub possible: Days,
    /// The same with the grace periods of its offices, for comparison with a given day.
    pub graced: Days,
    /// Days on which it is true but ill said: "former President X" while X sits again.
    pub doubtful: Days,
    /// The listed terms alone, for messages.
    pub listed: Days,
    /// The last day on which the facts were verified; later, anybody may return.
    pub verified: Day,
}

/// Days before the first day on which a nominee may already act, or be called elect, unless the row says otherwise.
const LEAD: i32 = 400;

/// Maximum time between a birth and a first listed term, in days, if the birth is not listed.
const LONGEST_LIFE: i32 = 36_525;

/// Days before a first day on which a draft may already speak of the next holder by the office.
const SOON: i32 = 90;

/// Days after a first day in which a draft may still call the holder a former one.
const SETTLED: i32 = 30;

/// The days of a statement about tenures of one or more people.
pub fn held(table: &Table, statement: Statement, ids: &[TenureId]) -> Window {
    let tenures: Vec<&Tenure> = ids.iter().map(|&id| table.tenure(id)).collect();
    let mut pairs: Vec<(OfficeId, PersonId)> = tenures.iter().map(|t| (t.office, t.holder)).collect();
    pairs.sort_unstable();
    pairs.dedup();
    let mut window = Window { possible: Days::none(), graced: Days::none(), doubtful: Days::all(), ..anything() };
    window.listed = Days::none();
    for (office, holder) in pairs {
        let rows: Vec<&Tenure> = tenures.iter().copied().filter(|t| t.office == office && t.holder == holder).collect();
        let office = table.office(office);
        window.verified = window.verified.min(table.pack(office.row.pack).verified);
        let one = match statement {
            Statement::Holds => holds(table, office, holder, &rows, 0),
            Statement::Acting => holds(table, office, holder, &rows, LEAD),
            Statement::Former => former(office, &rows),
            Statement::Then => then(office, &rows),
            Statement::Late => late(table, holder),
            Statement::Elect => elect(office, &rows),
            Statement::Count => anything(),
        };
        window.possible = window.possible.union(&one.possible);
        window.graced = window.graced.union(&one.graced);
        window.doubtful = window.doubtful.intersection(&one.doubtful);
        window.listed = window.listed.union(&one.listed);
    }
    window
}

/// Days of "never held it": everything but the days on which the office is known whole.
pub(super) fn never(table: &Table, office: OfficeId) -> Window {
    let row = table.office(office);
    let verified = table.pack(row.row.pack).verified;
    let known = row.complete_from.map_or_else(Days::none, |from| Days::range(from, verified.plus(1)));
    let possible = if row.timeless { Days::none() } else { known.complement() };
    Window { graced: possible.clone(), possible, doubtful: Days::none(), listed: Days::none(), verified: Day::MAX }
}

/// Days on which an office has this number of holders, and days for which the list may be incomplete.
pub(super) fn counted(table: &Table, office: OfficeId, count: u32) -> Window {
    let row = table.office(office);
    let verified = table.pack(row.row.pack).verified;
    let Some(from) = row.complete_from else {
        return anything();
    };
    let known = Days::range(from, verified.plus(1));
    let terms: Vec<Days> = row.tenures.iter().map(|&id| table.tenure(id).term.possible()).collect();
    let mut cuts: Vec<Day> = terms.iter().flat_map(Days::ranges).flat_map(|&(a, b)| [a, b]).collect();
    cuts.extend([from, verified.plus(1)]);
    cuts.retain(|day| (from..=verified.plus(1)).contains(day));
    cuts.sort_unstable();
    cuts.dedup();
    let holders = |day: Day| terms.iter().filter(|term| term.contains(day)).count();
    let fitting = cuts.windows(2).filter(|pair| holders(pair[0]) == count as usize);
    let listed = Days::of(fitting.map(|pair| (pair[0], pair[1])));
    let possible = listed.union(&known.complement());
    // A count is rounded, quoted and looked up late: months of grace at both ends.
    Window { graced: graced(&possible, SOON), possible, doubtful: Days::none(), listed, verified: Day::MAX }
}

fn anything() -> Window {
    Window {
        possible: Days::all(),
        graced: Days::all(),
        doubtful: Days::none(),
        listed: Days::none(),
        verified: Day::MAX,
    }
}

/// Grace belongs to both ends, the day of leaving included.
fn graced(days: &Days, grace: i32) -> Days {
    Days::of(days.ranges().iter().map(|&(from, until)| (from.plus(-grace), until.plus(grace + 1))))
}

fn listed(rows: &[&Tenure]) -> Days {
    Days::of(rows.iter().map(|row| row.term.possible_ends()))
}

fn holds(table: &Table, office: &Office, holder: PersonId, rows: &[&Tenure], lead: i32) -> Window {
    if !rows.iter().any(|row| row.contradicts()) {
        return anything();
    }
    let listed = listed(rows);
    let soon = Days::of(listed.ranges().iter().map(|&(from, until)| (from.plus(-lead.max(SOON)), until)));
    let led = Days::of(listed.ranges().iter().map(|&(from, until)| (from.plus(-lead), until)));
    // Absence from the list is evidence only if the list is complete, or if somebody else is known to hold the only seat.
    let whole = office.complete_from.map(|from| (from, Day::MAX));
    let one_seat = if office.seats == 1 { office.tenures.as_slice() } else { &[] };
    let others = one_seat.iter().map(|&id| table.tenure(id)).filter(|t| t.holder != holder && t.contradicts());
    let excluded = Days::of(whole.into_iter().chain(others.map(|other| other.term.certain_ends())));
    let unlisted = excluded.complement().intersection(&lifetime(table, holder, rows));
    Window {
        possible: led.union(&unlisted),
        graced: graced(&soon, office.grace).union(&unlisted),
        doubtful: Days::none(),
        listed,
        verified: Day::MAX,
    }
}

/// Days on which the holder can have held anything at all.
fn lifetime(table: &Table, holder: PersonId, rows: &[&Tenure]) -> Days {
    let person = table.person(holder);
    if person.place.is_some() {
        return Days::all();
    }
    let first = rows.iter().map(|row| row.term.from.earliest).min().unwrap_or(Day::MAX);
    let from = person.born.map_or_else(|| first.plus(-LONGEST_LIFE), |born| born.earliest);
    let until = person.died.map_or(Day::MAX, |died| died.latest.plus(1));
    Days::range(from, until)
}

/// "former X" needs an ended term. If terms before the list may be missing, it is at most inappropriate for a current holder.
fn former(office: &Office, rows: &[&Tenure]) -> Window {
    if !rows.iter().any(|row| row.contradicts()) {
        return anything();
    }
    let whole = office.complete_from.is_some_and(|from| rows.iter().all(|row| row.term.from.earliest >= from));
    let first_end = rows.iter().map(|row| match row.term.until {
        Until::Left(when) => when.earliest,
        Until::Open { seen } | Until::Unknown { seen } => seen.plus(1),
    });
    let from = first_end.min().filter(|_| whole).unwrap_or(Day::MIN);
    let possible = Days::range(from, Day::MAX);
    // A person who has just returned, as in "former chief executive X returns", may be called former for a while.
    let settled = |row: &&Tenure| {
        let days = row.term.certain();
        Days::of(days.ranges().iter().map(|&(from, until)| (from.plus(SETTLED), until)))
    };
    let sits = rows.iter().fold(Days::none(), |days, row| days.union(&settled(row)));
    let listed = listed(rows);
    Window {
        graced: if whole { Days::range(from.plus(-office.grace), Day::MAX) } else { Days::all() },
        doubtful: possible.intersection(&sits),
        possible,
        listed,
        verified: Day::MAX,
    }
}

fn then(office: &Office, rows: &[&Tenure]) -> Window {
    let whole = office.complete_from.is_some_and(|from| rows.iter().all(|row| row.term.from.earliest >= from));
    if !whole || !rows.iter().any(|row| row.contradicts()) {
        return anything();
    }
    let from = rows.iter().map(|row| row.term.from.earliest).min().unwrap_or(Day::MIN);
    let listed = listed(rows);
    Window {
        possible: Days::range(from, Day::MAX),
        graced: Days::range(from.plus(-office.grace), Day::MAX),
        doubtful: Days::none(),
        listed,
        verified: Day::MAX,
    }
}

fn late(table: &Table, holder: PersonId) -> Window {
    match table.person(holder).died {
        Some(died) => {
            let from = died.earliest;
            Window {
                possible: Days::range(from, Day::MAX),
                graced: Days::range(from.plus(-1), Day::MAX),
                doubtful: Days::none(),
                listed: Days::range(from, Day::MAX),
                verified: Day::MAX,
            }
        }
        None => anything(),
    }
}

fn elect(office: &Office, rows: &[&Tenure]) -> Window {
    if office.complete_from.is_none() || !rows.iter().any(|row| row.contradicts()) {
        return anything();
    }
    let waits = Days::of(rows.iter().map(|row| {
        let from = row.elected.map_or(row.term.from.earliest.plus(-LEAD), |when| when.earliest);
        (from, row.term.from.latest.plus(1))
    }));
    Window {
        graced: graced(&waits, office.grace),
        doubtful: Days::none(),
        listed: waits.clone(),
        possible: waits,
        verified: Day::MAX,
    }
}
