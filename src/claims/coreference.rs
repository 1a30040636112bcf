//! Whom "his administration" means: the one person whom a paragraph has named so far.

use super::{Claim, Statement};
use crate::frame::Label;
use crate::rules::{PersonId, TENURE, Table};
use crate::text::{Prose, Span};

/// The claim of the one who is named by office and full name, where a paragraph names nobody else; `named` are all its names.
pub fn antecedent<'c>(table: &Table, claims: &'c [Claim], named: &[(PersonId, Span<Prose>)]) -> Option<&'c Claim> {
    let [first, rest @ ..] = claims else {
        return None;
    };
    let licensed = |claim: &Claim| {
        claim.statement == Statement::Holds
            && claim.fluent == TENURE
            && claim.never.is_none()
            && claim.frame.label >= Label::Free
    };
    let holder = table.tenure(*first.tenures.first()?).holder;
    let alone = first.tenures.iter().all(|&id| table.tenure(id).holder == holder);
    let somebody_else = |&(_, span): &(PersonId, Span<Prose>)| !named.contains(&(holder, span));
    let one = first.full && alone && !named.iter().any(somebody_else);
    (one && licensed(first) && rest.iter().all(licensed)).then_some(first)
}
