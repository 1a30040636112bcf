//! From office mentions and their frames to claims.

use crate::frame::{Anchor, AnchorFrom, Frame, Label, Ledger, Sort};
use crate::language::cues::{Cues, ListId};
use crate::language::offices::{Form, OfficeMention};
use crate::rules::{Fluent, Table, TenureId};

use super::days::{counted, held, never};
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
    pub fn claim(
        &self,
        table: &Table,
        ledger: &Ledger,
        mention: &OfficeMention,
        frame: Frame,
        leading: bool,
    ) -> Option<Claim> {
        let (statement, frame) = self.statement(ledger, mention, frame)?;
        let window = match (mention.count, mention.never) {
            (Some((office, count)), _) => counted(table, office, count),
            (None, Some((office, _))) if statement == Statement::Holds => never(table, office),
            (None, Some(_)) => return None,
            (None, None) => held(table, statement, &mention.tenures),
        };
        let statement = if mention.count.is_some() { Statement::Count } else { statement };
        let (fluent, sort) = fluent(table, mention);
        let frame = if sort.filtered { frame } else { of_a_place(ledger, frame) };
        Some(Claim {
            statement,
            fluent,
            sort,
            tenures: mention.tenures.clone(),
            never: mention.never,
            key: key(table, statement, mention),
            window,
            frame,
            form: mention.form,
            full: mention.full,
            placed: mention.placed,
            span: mention.span,
            insert_at: mention.insert_at,
            title: mention.title,
            name: mention.name,
            leading,
            marked_elsewhere: false,
        })
    }

    fn statement(&self, ledger: &Ledger, mention: &OfficeMention, frame: Frame) -> Option<(Statement, Frame)> {
        let Some((list, loose)) = ledger.marker(mention) else {
            return Some((Statement::Holds, frame));
        };
        // "former acting director": two markers speak of a spell that the table need not list.
        if loose || ledger.doubly_marked(mention) {
            return None;
        }
        // "a former Biden administration official": the official's marker.
        if list == self.former && mention.form == Form::Metonym {
            return None;
        }
        let marked = |statement| Some((statement, about_the_writer(frame.clone())));
        match list {
            list if list == self.former => marked(Statement::Former),
            list if list == self.then => Some(held_then(&frame).unwrap_or((Statement::Then, about_the_writer(frame)))),
            list if list == self.late => marked(Statement::Late),
            list if list == self.elect => Some((Statement::Elect, frame)),
            list if list == self.acting => Some((Statement::Acting, frame)),
            _ => None,
        }
    }
}

/// "former" and the like are written from the day of writing, whatever time the sentence speaks of, except in quotations.
fn about_the_writer(frame: Frame) -> Frame {
    match frame.veto {
        Some((veto, _)) if veto.is_a_voice() => frame,
        _ => Frame { veto: None, anchor: None, least: Label::Free, ..frame },
    }
}

/// "In 2019, then-Mayor X opened it": the office was held on that date.
fn held_then(frame: &Frame) -> Option<(Statement, Frame)> {
    let anchor = frame.anchor.as_ref().filter(|_| frame.veto.is_none())?;
    let AnchorFrom::Clause { exact, .. } = anchor.from else { return None };
    let anchor = Anchor { from: AnchorFrom::Clause { kept: false, act: true, exact }, ..anchor.clone() };
    Some((Statement::Holds, Frame { anchor: Some(anchor), ..frame.clone() }))
}

/// The name and status of a place are also written from the day of writing, unless the sentence speaks of another time,
/// or the place is an object or possessor.
fn of_a_place(ledger: &Ledger, mut frame: Frame) -> Frame {
    frame.evidence.retain(|one| one.sort != Sort::Part);
    frame.add(&ledger.weights.of_a_place, None);
    frame
}

/// The fluent that a mention is about.
fn fluent(table: &Table, mention: &OfficeMention) -> (String, Fluent) {
    let listed = mention.tenures.first().map(|&id| table.tenure(id).office);
    let office = listed.or(mention.never.map(|(office, _)| office)).or(mention.count.map(|(office, _)| office));
    let office = office.map(|office| table.office(office));
    office.map_or_else(|| (String::new(), Fluent::undeclared("")), |office| (office.fluent.clone(), office.sort))
}

fn key(table: &Table, statement: Statement, mention: &OfficeMention) -> String {
    let part = match (mention.count, mention.never) {
        (Some((office, count)), _) => format!("{} {count}", table.office(office).id),
        (None, Some((office, person))) => format!("{} {}", table.office(office).id, table.person(person).id),
        (None, None) => return key_of(table, statement, &mention.tenures),
    };
    format!("{} {part}", statement.word())
}

pub(super) fn key_of(table: &Table, statement: Statement, tenures: &[TenureId]) -> String {
    let mut parts: Vec<String> = tenures.iter().map(|&id| pair(table, id)).collect();
    parts.sort_unstable();
    parts.dedup();
    format!("{} {}", statement.word(), parts.join("|"))
}

fn pair(table: &Table, id: TenureId) -> String {
    let tenure = table.tenure(id);
    format!("{} {}", table.office(tenure.office).id, table.person(tenure.holder).id)
}
