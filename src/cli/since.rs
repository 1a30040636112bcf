//! `--since REV`: the lines that differ from a revision, according to the `git` program.
//!
//! The working tree is compared with the merge base of the revision, so that later commits on the revision's branch do
//! not count as changes. A file that git does not track is entirely new, and so is a binary file such as DOCX. Deleted
//! lines have no place and are ignored.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

use similar::TextDiff;

use crate::findings::{Fault, Finding};
use crate::text::Place;

/// What differs from a revision.
#[derive(Debug)]
pub(super) struct Changes {
    root: PathBuf,
    tracked: BTreeSet<String>,
    /// Changed files by their paths below the root.
    files: BTreeMap<String, Lines>,
}

/// Which lines of a file differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Lines {
    All,
    /// First lines and those after the last, 1-based, in order.
    Some(Vec<(u32, u32)>),
}

impl Lines {
    /// Returns `true` if any place of a finding is in these lines.
    pub(super) fn touch(&self, finding: &Finding) -> bool {
        places(finding).any(|place| self.holds(place))
    }

    fn holds(&self, place: &Place) -> bool {
        let Self::Some(lines) = self else { return true };
        let (first, last) = match place.input.record_lines {
            Some(lines) => lines,
            None => (place.start().line, place.end().line),
        };
        // Lines of a part of a package are none of the file.
        !lines.is_empty() && place.input.part.is_some()
            || lines.iter().any(|&(from, until)| from <= last && first < until)
    }

    /// The changed lines after an edit of a text: the previous ones, and those that were edited.
    pub(super) fn after(self, old: &str, new: &str) -> Self {
        let Self::Some(lines) = &self else { return self };
        let [before, after]: [Vec<&str>; 2] = [old, new].map(|text| text.split_inclusive('\n').collect());
        let differs = |number: u32| lines.iter().any(|&(from, until)| (from..until).contains(&number));
        let mut found = Vec::new();
        for change in TextDiff::from_slices(&before, &after).iter_all_changes() {
            let Some(number) = change.new_index().map(|index| index as u32 + 1) else { continue };
            if change.old_index().is_none_or(|index| differs(index as u32 + 1)) {
                found.push((number, number + 1));
            }
        }
        Self::Some(found)
    }
}

/// The places of a finding, its primary one first.
fn places(finding: &Finding) -> impl Iterator<Item = &Place> {
    let related = finding.related.iter().map(|related| &related.label.place);
    std::iter::once(&finding.primary.place).chain(related)
}

impl Changes {
    /// Runs git if a revision is given. If git fails, everything counts, and the reason is a fault.
    pub(super) fn asked(revision: Option<&str>, faults: &mut Vec<Fault>) -> Option<Self> {
        Self::since(revision?).map_err(|fault| faults.push(fault)).ok()
    }

    /// Runs git.
    ///
    /// # Errors
    /// No `git` program, no repository, or no such revision.
    fn since(revision: &str) -> Result<Self, Fault> {
        let here = Path::new(".");
        let root = git(here, &["rev-parse", "--show-toplevel"])?.map_err(|said| {
            Fault::of_call("no-repository", "`--since` needs a git repository, and this folder is not in one")
                .note(said)
        })?;
        let root = PathBuf::from(text(root).trim_end_matches(['\n', '\r']));
        let unknown = |said: String| {
            let fault = Fault::of_call("unknown-revision", format!("git does not know the revision `{revision}`"));
            let fault = fault.note("a revision is a branch, a tag or a commit, such as `origin/main`");
            if said.is_empty() { fault } else { fault.note(said) }
        };
        if revision.starts_with('-') || revision.is_empty() {
            return Err(unknown(String::new()));
        }
        let commit = git(&root, &["rev-parse", "--verify", "--quiet", &format!("{revision}^{{commit}}")])?;
        let commit = text(commit.map_err(unknown)?).trim().to_owned();
        // Unrelated histories are compared directly.
        let base = git(&root, &["merge-base", &commit, "HEAD"])?.map_or(commit, |base| text(base).trim().to_owned());
        let failed = |said: String| Fault::of_call("git-failed", "git cannot compare the files").note(said);
        let diff = |format: &[&str]| -> Result<String, Fault> {
            let mut call = vec!["-c", "core.quotePath=false", "diff", "--no-color", "--no-ext-diff", "--no-textconv"];
            call.extend(["--find-renames", "--no-relative", "--src-prefix=a/", "--dst-prefix=b/"]);
            call.extend(format);
            call.extend([base.as_str(), "--"]);
            git(&root, &call)?.map(text).map_err(failed)
        };
        let mut files = hunks(&diff(&["--unified=0"])?);
        files.extend(binaries(&diff(&["--numstat", "-z"])?));
        let tracked = text(git(&root, &["ls-files", "-z", "--full-name"])?.map_err(failed)?);
        let tracked = tracked.split('\0').filter(|name| !name.is_empty()).map(str::to_owned).collect();
        Ok(Self { root: root.canonicalize().unwrap_or(root), tracked, files })
    }

    /// Returns `true` if any place of a finding is in the changed lines.
    pub(super) fn touch(&self, finding: &Finding) -> bool {
        places(finding).any(|place| self.lines(&place.input.path).holds(place))
    }

    /// The lines of a file that differ: all of one that git does not track.
    pub(super) fn lines(&self, path: &str) -> Lines {
        match self.name(path) {
            Some(name) if self.tracked.contains(&name) => {
                self.files.get(&name).cloned().unwrap_or(Lines::Some(Vec::new()))
            }
            _ => Lines::All,
        }
    }

    /// Updates the changed lines of a file.
    pub(super) fn put(&mut self, path: &str, lines: Option<Lines>) {
        if let (Some(name), Some(lines)) = (self.name(path), lines) {
            self.files.insert(name, lines);
        }
    }

    /// A path below the root as git names it; `None` outside, and for standard input.
    fn name(&self, path: &str) -> Option<String> {
        let whole = Path::new(path).canonicalize().ok()?;
        let below = whole.strip_prefix(&self.root).ok()?;
        Some(below.to_string_lossy().replace('\\', "/"))
    }
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// Runs git. Returns its output, or its error message.
fn git(folder: &Path, arguments: &[&str]) -> Result<Result<Vec<u8>, String>, Fault> {
    let ran = Command::new("git").args(arguments).current_dir(folder).env("GIT_OPTIONAL_LOCKS", "0").output();
    let output = ran.map_err(|error| match error.kind() {
        ErrorKind::NotFound => Fault::of_call("git-missing", "`--since` needs the program `git`, which was not found"),
        _ => Fault::of_call("git-failed", format!("git could not be run: {error}")),
    })?;
    let said = text(output.stderr).trim().to_owned();
    Ok(if output.status.success() { Ok(output.stdout) } else { Err(said) })
}

/// Lines of a unified diff without context, by the new names of files.
fn hunks(diff: &str) -> BTreeMap<String, Lines> {
    let mut files: BTreeMap<String, Lines> = BTreeMap::new();
    let mut name: Option<String> = None;
    // Lines of the hunk that are still to come: one of them may look like a header.
    let mut left = 0;
    for line in diff.split('\n') {
        if left > 0 && line.starts_with(['+', '-']) {
            left -= 1;
        } else if line.starts_with("diff --git ") {
            name = None;
        } else if let Some(path) = line.strip_prefix("+++ ") {
            name = unquoted(path.trim_end_matches('\t')).strip_prefix("b/").map(str::to_owned);
        } else if let Some((gone, (from, count))) = hunk(line) {
            left = gone + count;
            if let Some(name) = name.clone().filter(|_| count > 0) {
                let lines = files.entry(name).or_insert_with(|| Lines::Some(Vec::new()));
                if let Lines::Some(lines) = lines {
                    lines.push((from, from + count));
                }
            }
        }
    }
    files
}

/// `@@ -1,2 +3,4 @@`: the number of deleted lines, the first new line and the number of new lines.
fn hunk(line: &str) -> Option<(u32, (u32, u32))> {
    let mut ranges = line.strip_prefix("@@ -")?.split(" @@").next()?.split(" +").map(|range| {
        let (from, count) = range.split_once(',').unwrap_or((range, "1"));
        Some((from.parse().ok()?, count.parse().ok()?))
    });
    let (_, gone): (u32, u32) = ranges.next()??;
    Some((gone, ranges.next()??))
}

/// Files that are binary to git: `-<TAB>-<TAB>name`, or with a rename `-<TAB>-<TAB>`, the old name and the new.
fn binaries(numstat: &str) -> BTreeMap<String, Lines> {
    let mut files = BTreeMap::new();
    let mut fields = numstat.split('\0');
    while let Some(field) = fields.next() {
        let Some((counts, name)) = field.rsplit_once('\t') else { continue };
        let name = if name.is_empty() { fields.nth(1).unwrap_or_default() } else { name };
        if counts == "-\t-" {
            files.insert(name.to_owned(), Lines::All);
        }
    }
    files
}

/// A name that git puts in quotation marks: `"b/a \"b\".md"`.
fn unquoted(name: &str) -> String {
    let Some(inner) = name.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')) else { return name.to_owned() };
    let mut bytes = Vec::new();
    let mut rest = inner.bytes();
    while let Some(byte) = rest.next() {
        let read = match (byte, if byte == b'\\' { rest.next() } else { None }) {
            (_, Some(digit @ b'0'..=b'3')) => {
                let octal = [digit, rest.next().unwrap_or(b'0'), rest.next().unwrap_or(b'0')];
                octal.iter().fold(0_u8, |value, digit| value.wrapping_mul(8).wrapping_add(digit.wrapping_sub(b'0')))
            }
            (_, Some(b'n')) => b'\n',
            (_, Some(b't')) => b'\t',
            (_, Some(b'r')) => b'\r',
            (_, Some(other)) => other,
            (plain, None) => plain,
        };
        bytes.push(read);
    }
    text(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diff_gives_the_new_lines_of_each_file() {
        let diff = "diff --git a/old.md b/new name.md\nsimilarity index 90%\n--- a/old.md\n+++ b/new name.md\t\n@@ -1 +1 @@\n-x\n+++ b/no.md\n\
                    @@ -7,0 +8,2 @@ head\n+a\n+b\n@@ -20,2 +22,0 @@\n-c\n-d\ndiff --git a/gone.md b/gone.md\n--- a/gone.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n\
                    diff --git \"a/q\\\"\\303\\251.md\" \"b/q\\\"\\303\\251.md\"\n--- /dev/null\n+++ \"b/q\\\"\\303\\251.md\"\n@@ -0,0 +1 @@\n+x\n\\ No newline at end of file\n";
        let files = hunks(diff);
        let expected = [
            ("new name.md".to_owned(), Lines::Some(vec![(1, 2), (8, 10)])),
            ("q\"\u{e9}.md".to_owned(), Lines::Some(vec![(1, 2)])),
        ];
        assert_eq!(files.into_iter().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn an_edit_moves_the_lines_that_differ_and_adds_its_own() {
        let lines = Lines::Some(vec![(2, 3), (4, 6)]);
        let after = lines.after("a\r\nb\rb\nc\nd\ne\nf\n", "b\rb\nc!\nd\ne\nf\n");
        assert_eq!(after, Lines::Some(vec![(1, 2), (2, 3), (3, 4), (4, 5)]));
        assert_eq!(Lines::All.after("a", "b"), Lines::All);
    }

    #[test]
    fn binary_files_are_new_as_a_whole() {
        let numstat = "3\t1\ta.md\0-\t-\tb.docx\0-\t-\t\0old.docx\0new.docx\0";
        assert_eq!(binaries(numstat).into_keys().collect::<Vec<_>>(), ["b.docx", "new.docx"]);
    }
}
