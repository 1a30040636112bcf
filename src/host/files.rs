//! Finding and reading files. Whatever goes wrong with one is a fault that names it, and the others go on.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::WalkBuilder;

use super::{absolute, missing};
use crate::document::unread::{self, Unread};
use crate::document::{self, Document, Format, Limits, encoding};
use crate::findings::Fault;
pub(crate) use crate::project::shown;
use crate::settings::Globs;
use crate::text::Input;

/// Files among which one that a walk leaves out is looked for.
const MOST_SEEN: usize = 20_000;

/// Name of standard input among the paths.
pub(crate) const STDIN: &str = "-";

/// The drafts in a list of paths.
#[derive(Debug, Default)]
pub(crate) struct Drafts {
    /// Sorted, each once.
    pub(crate) files: Vec<PathBuf>,
    /// Links in folders, which are not followed.
    pub(crate) links: Vec<PathBuf>,
    /// Folders without drafts.
    pub(crate) empty: Vec<PathBuf>,
    pub(crate) faults: Vec<Fault>,
}

/// Gathers files: named ones, and all of folders, following ignore files.
/// The walk does not enter folders below this one that are `excluded`.
pub(crate) fn drafts(paths: &[PathBuf], excluded: &Globs) -> Drafts {
    let mut drafts =
        Drafts { files: paths.iter().filter(|path| !path.is_dir()).cloned().collect(), ..Drafts::default() };
    for path in paths.iter().filter(|path| path.is_dir()) {
        let before = drafts.files.len();
        let excluded = excluded.clone();
        let enters = move |entry: &ignore::DirEntry| {
            let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            entry.depth() == 0 || !is_folder || !excluded.is_folder_match(&shown(entry.path()))
        };
        let walk = WalkBuilder::new(path).require_git(false).filter_entry(enters).build();
        for entry in walk {
            match entry {
                Ok(entry) => {
                    // "~$draft.docx" says who has a draft open; it is none itself.
                    let is_lock = entry.file_name().to_string_lossy().starts_with("~$");
                    let kind = entry.file_type().filter(|_| !is_lock);
                    if kind.is_some_and(|kind| kind.is_file()) {
                        drafts.files.push(entry.into_path());
                    } else if kind.is_some_and(|kind| kind.is_symlink()) {
                        drafts.links.push(entry.into_path());
                    }
                }
                Err(error) => {
                    drafts.faults.push(Fault::of_file("unreadable-folder", shown(path), error.to_string()));
                }
            }
        }
        if drafts.files.len() == before {
            drafts.empty.push(path.clone());
        }
    }
    if paths.len() > 1 {
        // "a.md", "./a.md" and "." may all lead to the same file, which is then one that is named.
        let mut known = BTreeSet::new();
        drafts.files.retain(|file| known.insert(absolute(file)));
    }
    drafts.files.sort();
    drafts
}

/// Returns `true` if a file is read in folders, by its name.
pub(crate) fn is_draft(path: &Path) -> bool {
    let format = Format::from_path(&shown(path)).filter(|format| !format.is_read_only_if_named());
    let is_lock = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("~$"));
    format.is_some() && !is_lock
}

/// The first draft of a walk.
fn first_draft(walk: ignore::Walk) -> Option<String> {
    let files = walk.take(MOST_SEEN).flatten().filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()));
    files.map(ignore::DirEntry::into_path).find(|path| is_draft(path)).map(|path| shown(&path))
}

/// Why a folder with drafts has none to check: settings, the call or transcripts leave them out.
pub(crate) fn left_out(folder: &Path) -> Option<String> {
    let draft = first_draft(WalkBuilder::new(folder).require_git(false).build())?;
    Some(format!("{draft} is excluded, or a transcript"))
}

/// Why a folder with drafts has none to check: they are hidden, or in an ignore file.
pub(crate) fn hidden(folder: &Path) -> Option<String> {
    let is_repository = |entry: &ignore::DirEntry| entry.file_name() == ".git";
    let all = WalkBuilder::new(folder).standard_filters(false).filter_entry(move |entry| !is_repository(entry)).build();
    let draft = first_draft(all)?;
    Some(format!("{draft} is hidden, or an ignore file such as .gitignore leaves it out; name it to check it"))
}

/// Every `.toml` file of a folder and the folders below, sorted; a file is itself.
pub(crate) fn rule_files(path: &Path) -> Result<Vec<PathBuf>, Fault> {
    let unreadable = |error: &dyn std::fmt::Display| Fault::of_file("unreadable-rules", shown(path), error.to_string());
    if !fs::metadata(path).map_err(|error| unreadable(&error))?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in WalkBuilder::new(path).require_git(false).build() {
        let entry = entry.map_err(|error| unreadable(&error))?;
        if entry.path().extension().is_some_and(|ending| ending == "toml") {
            files.push(entry.into_path());
        }
    }
    files.sort();
    Ok(files)
}

/// Reads a file of text that is not larger than some megabytes.
pub(crate) fn read(path: &Path, most: u64) -> Result<Arc<Input>, Fault> {
    encoding::decode(&shown(path), Format::Plain, bytes(path, most)?).map_err(|fault| *fault)
}

/// Reads a file that is not larger than some megabytes.
fn bytes(path: &Path, most: u64) -> Result<Vec<u8>, Fault> {
    let name = shown(path);
    let unreadable = |error: std::io::Error| {
        let is_missing = error.kind() == std::io::ErrorKind::NotFound;
        let code = if is_missing { "missing-file" } else { "unreadable-file" };
        let mut fault = Fault::of_file(code, name.clone(), format!("cannot be read: {error}"));
        fault.notes.extend(is_missing.then(|| missing::advice(path)).flatten());
        fault
    };
    if path.is_dir() {
        return Err(Fault::of_file("unreadable-file", name, "is a folder, not a file"));
    }
    let file = fs::File::open(path).map_err(unreadable)?;
    let known = file.metadata().map(|data| data.len()).unwrap_or_default();
    read_bytes(file, known, &name, most)
}

/// The fault of a path that is not there.
pub(crate) fn missing(path: &Path) -> Option<Fault> {
    let is_there = path.as_os_str() == STDIN || path.exists();
    if is_there { None } else { bytes(path, 0).err() }
}

/// Reads standard input; `name` is shown in faults.
fn stdin_bytes(name: &str, most: u64) -> Result<Vec<u8>, Fault> {
    read_bytes(std::io::stdin().lock(), 0, name, most)
}

fn read_bytes(source: impl Read, known: u64, name: &str, most: u64) -> Result<Vec<u8>, Fault> {
    let limit = most.saturating_mul(1_000_000);
    let too_large = || {
        let limit = crate::report::numbered(usize::try_from(most).unwrap_or(usize::MAX), "megabyte", "megabytes");
        let message = format!("is larger than {limit}");
        Fault::of_file("file-too-large", name, message).note("`--max-size` or `max-size` raises the limit")
    };
    if known > limit {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(known).unwrap_or(0));
    // One byte more than the limit distinguishes a file that is too large from one that just fits.
    source
        .take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Fault::of_file("unreadable-file", name, format!("cannot be read: {error}")))?;
    if bytes.len() as u64 > limit {
        return Err(too_large());
    }
    Ok(bytes)
}

/// The contents of a file.
pub(crate) enum Held {
    Text(Format, Arc<Input>),
    /// A whole document, whose parts are not text of the file.
    Package(Box<Document>),
    /// A file that no reader takes.
    Unread(Unread),
}

/// Reads a draft of any format, determined by the requested format, the extension, or the first bytes. `stdin` is the
/// name to show for standard input.
pub(crate) fn draft(path: &Path, stdin: Option<&str>, forced: Option<Format>, most: u64) -> Result<Held, Box<Fault>> {
    let (name, bytes) = if path.as_os_str() == STDIN {
        let name = stdin.unwrap_or(STDIN);
        (name.to_owned(), stdin_bytes(name, most)?)
    } else {
        (shown(path), bytes(path, most)?)
    };
    let by_ending = Format::from_path(&name);
    let known =
        forced.or(by_ending).map(|format| if Some(format) == by_ending { really(format, &bytes) } else { format });
    if known.is_none() {
        let by_ending = unread::ending(&name).and_then(|ending| unread::by_ending(&ending));
        let by_ending = by_ending.filter(|unread| !unread.is_text);
        if let Some(unread) = by_ending.or_else(|| unread::by_bytes(&bytes)) {
            return Ok(Held::Unread(unread));
        }
    }
    let format = known.or_else(|| Format::from_bytes(&bytes)).unwrap_or(Format::Plain);
    if format.is_package() {
        let limits = Limits { unpacked: most.saturating_mul(1_000_000), ..Limits::default() };
        return document::read_package(format, &name, &bytes, limits).map(|document| Held::Package(Box::new(document)));
    }
    Ok(Held::Text(format, encoding::decode(&name, format, bytes)?))
}

/// The format of a file with an ending: a page that was saved as text is a page.
fn really(format: Format, bytes: &[u8]) -> Format {
    let is_text = matches!(format, Format::Markdown | Format::Plain);
    if is_text && Format::from_bytes(bytes) == Some(Format::Html) { Format::Html } else { format }
}

/// The fault of a file whose text is needed and that no reader takes.
pub(crate) fn unread_fault(path: &Path, unread: Unread) -> Fault {
    let fault = Fault::of_file("unread-file", shown(path), format!("is {}, which is not read", unread.what));
    match unread.advice_for(&shown(path)) {
        Some(advice) => fault.note(advice),
        None => fault,
    }
}
