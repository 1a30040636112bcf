//! Files that are not read: in folders those without a reader, counted by their endings. `--show-files` lists every file.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::check::{MOST, Reading};
use super::projects::Projects;
use crate::document::unread;
use crate::host::files::{self, Drafts, Held, STDIN, shown};
use crate::report::{Excluded, Run, UnreadFiles};

/// A file of a folder that no reader takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Other {
    pub(super) path: PathBuf,
    ending: Option<String>,
    /// Why it is not read.
    reason: String,
    advice: Option<String>,
    /// Whether its text may be a draft, so that the summary counts it.
    may_be_draft: bool,
}

/// Takes the files of folders out that no reader takes. Files that the settings exclude are none of them.
pub(super) fn take_out(drafts: &mut Drafts, paths: &[PathBuf], projects: &Projects) -> Vec<Other> {
    let named: BTreeSet<String> = paths.iter().map(|path| shown(path)).collect();
    let mut found = links(drafts);
    drafts.files.retain(|file| {
        if paths.contains(file) {
            return true;
        }
        let workspace = projects.of(file);
        let (format, is_mapped) = (workspace.format_of(file), workspace.maps(file));
        if format.is_some_and(|format| is_mapped || !format.is_read_only_if_named()) {
            return true;
        }
        if !named.contains(&shown(file)) && workspace.excludes(file, false).is_none() {
            found.push(Other::of(file, format.is_some(), is_mapped));
        }
        false
    });
    found
}

/// Why a link is not read.
const LINK: &str = "a link, which is not followed";

/// The links of folders to drafts and folders that are not read anyway.
fn links(drafts: &mut Drafts) -> Vec<Other> {
    let links = std::mem::take(&mut drafts.links);
    let read: Vec<PathBuf> = match links.len() {
        0 => Vec::new(),
        _ => drafts.files.iter().filter_map(|file| file.canonicalize().ok()).collect(),
    };
    let is_read = |link: &PathBuf| {
        let target = link.canonicalize();
        target.is_ok_and(|target| read.iter().any(|file| file.starts_with(&target)))
    };
    let is_draft = |link: &PathBuf| link.is_dir() || files::is_draft(link);
    let other = |path: PathBuf| Other {
        ending: unread::ending(&shown(&path)),
        path,
        reason: LINK.to_owned(),
        advice: Some("name it on the command line to have it read".to_owned()),
        may_be_draft: true,
    };
    links.into_iter().filter(|link| is_draft(link) && !is_read(link)).map(other).collect()
}

impl Other {
    fn of(file: &Path, is_json: bool, is_off: bool) -> Self {
        let ending = unread::ending(&shown(file));
        let what = ending.as_deref().and_then(unread::by_ending);
        let (reason, advice, may_be_draft) = match (what, &ending) {
            (_, Some(ending)) if is_off => (format!("`formats` leaves .{ending} out"), None, false),
            (Some(what), _) => (what.what.to_owned(), what.advice_for(&shown(file)), what.may_be_draft),
            (None, Some(ending)) if is_json => {
                let advice = format!("`formats = {{ {ending} = \"json\" }}` has it read in folders");
                ("JSON, which is read in folders only if the settings say so".to_owned(), Some(advice), false)
            }
            (None, Some(ending)) => {
                let advice = format!("`formats = {{ {ending} = \"plain\" }}` in factlint.toml names a reader");
                (format!("no reader takes .{ending}"), Some(advice), true)
            }
            (None, None) => ("its name has no ending".to_owned(), None, false),
        };
        Self { path: file.to_owned(), ending, reason, advice, may_be_draft }
    }
}

/// What a report says about them: each file that may be a draft, and the others by their endings.
pub(super) fn reported(others: &[Other]) -> Vec<UnreadFiles> {
    let mut found: Vec<UnreadFiles> = Vec::new();
    let mut counted: BTreeMap<&Option<String>, UnreadFiles> = BTreeMap::new();
    for other in others {
        let one = UnreadFiles {
            path: other.may_be_draft.then(|| shown(&other.path)),
            ending: other.ending.clone(),
            files: 1,
            reason: other.reason.clone(),
            advice: other.advice.clone(),
            is_named: false,
        };
        if other.may_be_draft {
            found.push(one);
        } else {
            let known = counted.entry(&other.ending).or_insert(UnreadFiles { files: 0, advice: None, ..one });
            known.files += 1;
        }
    }
    found.extend(counted.into_values());
    found
}

/// What a report says about a file that is named.
pub(super) fn named(path: &Path, what: unread::Unread) -> Run {
    let fault = files::unread_fault(path, what).warning();
    let unread = UnreadFiles {
        path: Some(shown(path)),
        ending: unread::ending(&shown(path)),
        files: 1,
        reason: what.what.to_owned(),
        advice: what.advice_for(&shown(path)),
        is_named: true,
    };
    Run { faults: vec![fault], unread: vec![unread], ..Run::default() }
}

/// The warning that a folder has no drafts.
pub(super) fn no_drafts(others: &[Other], folder: &Path) -> String {
    let link = others.iter().find(|other| other.reason == LINK && other.path.starts_with(bare(folder)));
    let why = link
        .map(|link| format!("{} is {LINK}; name it to check it", shown(&link.path)))
        .or_else(|| files::left_out(folder))
        .or_else(|| {
            let why = endings_below(others, folder)?;
            Some(format!("{why}; `formats` in factlint.toml names readers for endings"))
        })
        .or_else(|| files::hidden(folder));
    let why = why.map_or_else(String::new, |why| format!(": {why}"));
    format!("warning: no drafts in {}{why}\n", shown(folder))
}

/// A folder without a leading dot, as the paths in it begin.
fn bare(folder: &Path) -> &Path {
    folder.strip_prefix(".").unwrap_or(folder)
}

/// The endings of the files below a folder, most frequent first: "its 7 files have other endings (.org, .rs)".
fn endings_below(others: &[Other], folder: &Path) -> Option<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let inside = |other: &&Other| other.path.starts_with(folder) || folder == Path::new(".");
    for other in others.iter().filter(inside).filter(|other| other.reason != LINK) {
        let ending = other.ending.as_ref().map_or_else(|| "no ending".to_owned(), |ending| format!(".{ending}"));
        *counts.entry(ending).or_default() += 1;
    }
    let files: usize = counts.values().sum();
    let mut endings: Vec<(&String, &usize)> = counts.iter().collect();
    endings.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    let listed: Vec<&str> = endings.iter().take(3).map(|(ending, _)| ending.as_str()).collect();
    let more = if endings.len() > 3 { ", ..." } else { "" };
    let have = if files == 1 {
        "its only file has another ending".to_owned()
    } else {
        format!("its {files} files have other endings")
    };
    (files > 0).then(|| format!("{have} ({}{more})", listed.join(", ")))
}

/// Every file of a call and the reader that takes it, or why none does.
pub(super) fn listing(reading: &Reading<'_>, drafts: &Drafts, others: &[Other], excluded: &[Excluded]) -> String {
    let mut lines: BTreeMap<String, String> = BTreeMap::new();
    for file in &drafts.files {
        let workspace = reading.projects.of(file);
        let name = reading.stdin.filter(|_| file.as_os_str() == STDIN).map_or_else(|| shown(file), str::to_owned);
        let format = reading.forced.or_else(|| workspace.format_of(Path::new(&name)));
        let what = match format {
            Some(format) => format.name().to_owned(),
            None => match files::draft(file, reading.stdin, None, MOST) {
                Ok(Held::Unread(unread)) => format!("not read: {}", unread.what),
                Ok(Held::Text(format, _)) => format.name().to_owned(),
                Ok(Held::Package(_)) => "docx".to_owned(),
                Err(fault) => format!("not read: it {}", fault.message),
            },
        };
        lines.insert(name, what);
    }
    lines.extend(others.iter().map(|other| (shown(&other.path), format!("not read: {}", other.reason))));
    let excluded = excluded
        .iter()
        .map(|one| (one.path.clone(), format!("not read: the settings exclude it (\"{}\")", one.pattern)));
    lines.extend(excluded);
    lines.iter().fold(String::new(), |mut text, (path, what)| {
        let _ = writeln!(text, "{path}: {what}");
        text
    })
}
