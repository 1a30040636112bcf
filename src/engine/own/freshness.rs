//! Facts older than the draft: one hint lists those that can no longer contradict it.

use std::collections::BTreeSet;

use super::Own;
use crate::claims::Claim;
use crate::findings::{Confidence, Finding};
use crate::kinds::{Draft, Messages};
use crate::rules::{Check, KindSpec};
use crate::time::{Day, Until};

const PLACEHOLDERS: &[&str] = &["packs", "day", "checks"];

pub(super) const STALE: Own = Own {
    spec: KindSpec { name: "freshness", messages: &[("message", PLACEHOLDERS)], required: &["message"], options: &[] },
    run: |check, input| stale(check, input.draft).into_iter().collect(),
    read: |draft| draft.mentions,
    silenced: true,
};

/// Days after its verification when an open term is regarded as stale.
const OLD: i32 = 90;

/// The hint, if a claim depends on open terms that were last verified long before the draft's day.
fn stale(check: &Check, draft: &Draft<'_>) -> Option<Finding> {
    let day = draft.day.given()?;
    let (mut packs, mut limited) = (BTreeSet::new(), BTreeSet::new());
    let mut first: Option<(&Claim, Day)> = None;
    for claim in draft.claims.iter().filter(|claim| claim.weight() > 0 && check.fluents.contains(&claim.fluent)) {
        for tenure in claim.tenures.iter().map(|&id| draft.table.tenure(id)) {
            if let Until::Open { seen } = tenure.term.until
                && seen.plus(OLD) < day
                // Timeless facts do not become stale.
                && !draft.table.office(tenure.office).timeless
            {
                limited.extend(checks_of(&claim.fluent, check, draft));
                packs.insert(draft.table.pack(tenure.row.pack).id);
                let oldest = first.map_or(seen, |(_, oldest)| oldest.min(seen));
                first = Some((first.map_or(claim, |(claim, _)| claim), oldest));
            }
        }
    }
    let (claim, oldest) = first?;
    let packs: Vec<String> = packs.into_iter().collect();
    let limited: Vec<&str> = limited.into_iter().collect();
    let (named, day) = (packs.join(", "), draft.wording.day(oldest));
    let values = [("packs", named.as_str()), ("day", &day), ("checks", &limited.join(", "))];
    let found = Messages::new(check, &values).at(draft, claim.span, "");
    Some(Finding { confidence: Confidence::Low, ..found }.known_by(packs.iter().map(String::as_str)))
}

/// The checks that use facts of a type.
fn checks_of<'a>(fluent: &str, own: &Check, draft: &Draft<'a>) -> Vec<&'a str> {
    let reads = |check: &&Check| check.kind != own.kind && check.fluents.iter().any(|known| known == fluent);
    draft.checks.iter().filter(reads).map(|check| check.id.as_str()).collect()
}
