//! `--transcript FILE`: reads transcripts in the formats of drafts.

use std::path::PathBuf;

use crate::document::unread::{self, SUBTITLES};
use crate::document::{self, Document, Format};
use crate::findings::Fault;
use crate::host::files::{self, Held, shown};
use crate::kinds::Transcript;

/// Reads the transcripts. One that cannot be read or contains no words is a fault.
pub(super) fn read(paths: &[PathBuf], most: u64, faults: &mut Vec<Fault>) -> Vec<Document> {
    let mut found = Vec::new();
    for path in paths {
        let is_subtitles = unread::ending(&shown(path)).is_some_and(|ending| SUBTITLES.contains(&ending.as_str()));
        let forced = is_subtitles.then_some(Format::Plain);
        let document = match files::draft(path, None, forced, most) {
            Ok(Held::Text(format, _)) if format.is_records() => {
                let why = "is JSON with many texts, but a transcript is a single text";
                faults.push(Fault::of_file("unreadable-transcript", shown(path), why));
                continue;
            }
            Ok(Held::Text(format, input)) => document::read(format, &input),
            Ok(Held::Package(document)) => *document,
            Ok(Held::Unread(unread)) => {
                faults.push(files::unread_fault(path, unread));
                continue;
            }
            Err(fault) => {
                faults.push(fault.note("it was given by `--transcript`; quotations are not compared with it"));
                continue;
            }
        };
        if Transcript::new(document.clone()).is_empty() {
            faults.push(Fault::of_file(
                "empty-transcript",
                shown(path),
                "contains no words to compare quotations with",
            ));
        } else {
            found.push(document);
        }
    }
    found
}
