//! What the command line and the language server share of the machine: files, settings and rules in folders, and, on request,
//! the clock.
#![allow(clippy::disallowed_methods, reason = "this layer reads files and, on request, the clock")]

pub(crate) mod files;
mod missing;
pub(crate) mod sources;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::project;
use crate::settings::AsOf;
use crate::time::Day;

/// An absolute path without `.` and `..`, as the current folder has it; links are not followed.
pub(crate) fn absolute(path: &Path) -> PathBuf {
    project::absolute(&current(), path)
}

/// The current folder.
pub(crate) fn current() -> PathBuf {
    std::env::current_dir().unwrap_or_default()
}

/// Texts in files of a folder of their own, for a program that opens files alone. The folder is deleted when the value is dropped.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    folder: OnceLock<Option<TempDir>>,
}

impl Texts {
    /// A file with a text, whose name ends with `.txt`; `None` if none can be written.
    pub(crate) fn file(&self, name: &str, text: &str) -> Option<PathBuf> {
        let folder =
            self.folder.get_or_init(|| tempfile::Builder::new().prefix("factlint-").tempdir().ok()).as_ref()?;
        let path = folder.path().join(format!("{}.txt", name.replace(['/', '\\', ':'], "-")));
        std::fs::write(&path, text).ok()?;
        Some(path)
    }
}

/// The only place that reads the clock, and only on request.
pub(crate) fn day(as_of: AsOf) -> Day {
    match as_of {
        AsOf::Day(day) => day,
        AsOf::Today => {
            let today = jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::now()).date();
            Day::new(today.year(), today.month(), today.day()).expect("a date of the calendar is a day")
        }
    }
}
