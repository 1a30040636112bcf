//! Advice for paths that are not there.

use std::path::Path;

use super::files::{is_draft, shown};
use crate::rules::toml_reader::hint;

/// What may be meant by a path that is not there.
pub(super) fn advice(path: &Path) -> Option<String> {
    let written = shown(path);
    if path.is_symlink() {
        return Some("it is a link to nothing".to_owned());
    }
    if written.contains(['*', '?']) {
        return Some("patterns are not expanded here: name a folder, and leave files out with `--exclude`".to_owned());
    }
    if let Some(local) = written.strip_prefix("file://") {
        return Some(format!("write the path alone: `{local}`"));
    }
    if written.contains("://") {
        return Some("only files are read: save the page, and name the file".to_owned());
    }
    if written.starts_with("~/") {
        return Some("`~` is expanded by the shell, and not within quotation marks".to_owned());
    }
    let parts: Vec<&str> = written.split(',').map(str::trim).collect();
    if parts.len() > 1 && parts.iter().any(|part| Path::new(part).exists()) {
        return Some(format!("separate paths with spaces: {}", parts.join(" ")));
    }
    let file = written.trim_end_matches(|c: char| c == ':' || c.is_ascii_digit());
    if file != written && Path::new(file).is_file() {
        return Some(format!("name the file without line and column: `{file}`"));
    }
    nearest(path)
}

/// A draft of the same name with an extension or other capitals, or anything with nearly the name, in the same folder.
fn nearest(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let entries = std::fs::read_dir(folder).ok()?.flatten();
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    let lower = name.to_lowercase();
    let stem =
        |other: &&String| is_draft(Path::new(other)) && Path::new(other).file_stem().is_some_and(|stem| *stem == *name);
    let same = names.iter().find(|other| other.to_lowercase() == lower).or_else(|| names.iter().find(stem));
    if let Some(same) = same {
        return Some(format!("did you mean `{}`?", shown(&folder.join(same))));
    }
    hint(&name, names.iter().map(String::as_str)).pop()
}
