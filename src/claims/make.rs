//! From office mentions and their frames to claims.

use crate::frame::{Cascade, Frame, Label};
use crate::language::cues::{Cues, ListId};
use crate::language::offices::OfficeMention;
use crate::rules::{Table, TenureId};
use crate::time::{Day, Days};

use super::days::{held, never};
use super::{Claim, Statement};

/// Turns mentions into claims.
#[derive(Debug)]
pub struct ClaimMaker {
    then: ListId,
    former: ListId,
    late: ListId,
    elect: ListId,
    acting: ListId,
}

impl ClaimMaker {
    /// Looks the lists up by name.
    pub fn new(cues: &Cues) -> Self {
        Self {
            then: cues.list("marker-then"),
            former: cues.list("marker-former"),
            late: cues.list("marker-late"),
            elect: cues.list("marker-elect"),
            acting: cues.list("marker-acting"),
        }
    }

    /// The claim of a mention; `None` where its marker says nothing that a table could refute.
    pub fn claim(&self, table: &Table, cascade: &Cascade, mention: &OfficeMention, frame: Frame, leading: bool) -> Option<Claim> {
        let (statement, frame) = self.statement(cascade, mention, frame)?;
        let window = match mention.never {
            Some((office, _)) if statement == Statement::Holds => never(table, office),
            Some(_) => return None,
            None => held(table, statement, &mention.tenures),
        };
        Some(Claim {
            statement,
            tenures: mention.tenures.clone(),
            never: mention.never,
            key: key(table, statement, mention),
            window,
            frame,
            span: mention.span,
            insert_at: mention.insert_at,
            title: mention.title,
            name: mention.name,
            leading,
            marked_elsewhere: false,
        })
    }

    fn statement(&self, cascade: &Cascade, mention: &OfficeMention, frame: Frame) -> Option<(Statement, Frame)> {
        let Some((list, loose)) = cascade.marker(mention) else { return Some((Statement::Holds, frame)) };
        if loose {
            return None;
        }
        let marked = |statement| Some((statement, about_the_writer(frame.clone())));
        match list {
            list if list == self.former => marked(Statement::Former),
            list if list == self.then => marked(Statement::Then),
            list if list == self.late => marked(Statement::Late),
            list if list == self.elect => Some((Statement::Elect, frame)),
            list if list == self.acting => Some((Statement::Acting, frame)),
            _ => None,
        }
    }
}

/// "former" and its like are said from the day of writing, whatever time the sentence tells of; quotations apart.
fn about_the_writer(frame: Frame) -> Frame {
    match frame.label {
        Label::Now | Label::NowMinus | Label::Free => frame,
        Label::Other if matches!(frame.rule, "quoted" | "block-quote" | "section") => frame,
        Label::Other | Label::Weak | Label::Anchored => Frame { label: Label::Free, anchor: Days::none(), ..frame },
    }
}

fn key(table: &Table, statement: Statement, mention: &OfficeMention) -> String {
    let mut parts: Vec<String> = match mention.never {
        Some((office, person)) => vec![format!("{} {}", table.office(office).id, table.person(person).id)],
        None => mention.tenures.iter().map(|&id| pair(table, id)).collect(),
    };
    parts.sort_unstable();
    parts.dedup();
    format!("{} {}", statement.word(), parts.join("|"))
}

fn pair(table: &Table, id: TenureId) -> String {
    let tenure = table.tenure(id);
    format!("{} {}", table.office(tenure.office).id, table.person(tenure.holder).id)
}

/// Years out of office after which an unmarked title is courtesy or history, not a slip.
const GONE_YEARS: i32 = 8;

/// Filters that look at the whole draft: people who left long ago, and people marked as former elsewhere.
pub fn filters(table: &Table, claims: &mut [Claim], day: Option<Day>) {
    let marked: Vec<Vec<TenureId>> = claims
        .iter()
        .filter(|claim| matches!(claim.statement, Statement::Former | Statement::Then | Statement::Late))
        .map(|claim| claim.tenures.clone())
        .collect();
    for claim in claims.iter_mut().filter(|claim| claim.statement == Statement::Holds) {
        claim.marked_elsewhere = marked.iter().any(|tenures| tenures.iter().any(|id| claim.tenures.contains(id)));
        let below_now = matches!(claim.frame.label, Label::NowMinus | Label::Free | Label::Anchored);
        if below_now && day.is_some_and(|day| long_gone(table, claim, day)) {
            claim.frame.label = Label::Weak;
            claim.frame.rule = "long-gone";
        }
    }
}

/// Whether everybody meant is dead, or left all listed offices long before a day.
fn long_gone(table: &Table, claim: &Claim, day: Day) -> bool {
    !claim.tenures.is_empty()
        && claim.tenures.iter().all(|&id| {
            let person = table.person(table.tenure(id).holder);
            let dead = person.died.is_some_and(|died| died.latest < day);
            let left = person.tenures.iter().all(|&id| {
                let ends = table.tenure(id).term.possible();
                ends.ranges().last().is_none_or(|&(_, until)| until != Day::MAX && day.since(until) > i64::from(GONE_YEARS) * 365)
            });
            dead || left
        })
}
