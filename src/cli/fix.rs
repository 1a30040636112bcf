//! `--fix`, `--unsafe-fixes` and `--diff`: fixed texts written, or shown.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use similar::TextDiff;

use super::args::Check;
use super::since::Lines;
use crate::document::encoding::encode;
use crate::findings::Fault;
use crate::text::Input;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fixing {
    /// Whether to apply fixes that change the meaning.
    pub(super) unsafe_too: bool,
    /// Show, and write nothing.
    pub(super) diff: bool,
}

impl Fixing {
    pub(super) fn of(args: &Check) -> Option<Self> {
        let asked = args.fix || args.unsafe_fixes || args.diff;
        asked.then_some(Self { unsafe_too: args.unsafe_fixes, diff: args.diff })
    }
}

/// A draft before and after.
#[derive(Debug, Clone)]
pub(super) struct Fixed {
    pub(super) old: Arc<Input>,
    pub(super) new: Arc<Input>,
    /// How many fixes went in.
    pub(super) count: usize,
    /// The changed lines, if only these count.
    pub(super) lines: Option<Lines>,
    /// Whether it is standard input, whose fixed text is printed.
    pub(super) is_stdin: bool,
}

impl Fixed {
    /// Standard input in which nothing is fixed.
    pub(super) fn unchanged(input: Arc<Input>) -> Self {
        Self { old: Arc::clone(&input), new: input, count: 0, lines: None, is_stdin: true }
    }

    /// Writes the draft, unless the file changed since it was read. Standard input is no file.
    pub(super) fn write(&self) -> Result<(), Fault> {
        if self.is_stdin {
            return Ok(());
        }
        let path = Path::new(&*self.old.path);
        let fault = |why: String| Fault::of_file("unwritable-file", &*self.old.path, why);
        let now = fs::read(path).map_err(|error| fault(format!("cannot be read again: {error}")))?;
        let bytes = |text: &str| encode(&self.old, text);
        if bytes(&self.old.text).is_none_or(|old| old != now) {
            return Err(fault("changed while it was being checked, and was not fixed".to_owned()));
        }
        let Some(new) = bytes(&self.new.text) else {
            let encoding = self.old.encoded.as_ref().map_or("UTF-8", |encoded| encoded.name);
            return Err(fault(format!("was not fixed: the new text cannot be written in {encoding}")));
        };
        fs::write(path, new).map_err(|error| fault(format!("cannot be written: {error}")))
    }

    pub(super) fn diff(&self) -> String {
        if self.count == 0 {
            return String::new();
        }
        let path = crate::report::without_dot(&self.old.path);
        let diff = TextDiff::from_lines(&*self.old.text, &*self.new.text);
        diff.unified_diff().header(&format!("a/{path}"), &format!("b/{path}")).to_string()
    }
}
