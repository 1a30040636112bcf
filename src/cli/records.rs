//! Files of many records: each is read and checked, and what is not read becomes a few faults of the file.

use std::sync::Arc;

use rayon::prelude::*;

use crate::document::records::{self, BadRecord, Fields, RawRecord};
use crate::document::{Document, Format};
use crate::findings::Fault;
use crate::report::Run;
use crate::text::Input;

/// Checks the records of a file. `named`: whether the file is named on the command line.
pub(super) fn checked(
    format: Format,
    input: &Arc<Input>,
    fields: &Fields,
    named: bool,
    check: &(impl Fn(Document) -> Run + Sync),
) -> Run {
    let mut run = Run::default();
    let raw = records::raw(format, input, fields).unwrap_or_else(|fault| {
        run.faults.push(*fault);
        Vec::new()
    });
    if run.faults.is_empty() {
        run.faults.extend(records::idle(&input.path, &raw, fields));
    }
    let one = |raw: &RawRecord<'_>| records::read(&input.path, raw, fields).map(check);
    let done: Vec<Result<Run, Box<BadRecord>>> = raw.par_iter().map(one).collect();
    let (mut bad, all) = (Vec::new(), done.len());
    for one in done {
        match one {
            Ok(one) => run.join(one),
            Err(why) => bad.push(*why),
        }
    }
    // In a folder, a file of foreign records is data of somebody else.
    let weigh = |fault: Fault| if fault.code == records::NO_TEXT && !named { fault.warning() } else { fault };
    run.faults.extend(records::faults(&input.path, bad, all).into_iter().map(weigh));
    run
}
