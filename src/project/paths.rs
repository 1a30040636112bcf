//! Paths of drafts, without a look at the file system.

use std::path::{Component, Path, PathBuf};

/// An absolute path without `.` and `..`, as a folder has it; links are not followed.
pub fn absolute(folder: &Path, path: &Path) -> PathBuf {
    let whole = folder.join(path);
    let mut found = PathBuf::new();
    for part in whole.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                found.pop();
            }
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => found.push(part),
        }
    }
    found
}

/// A path as it is printed, with `/` on every system.
pub fn shown(path: &Path) -> String {
    // Paths in the current folder are shown without "./".
    let short = path.strip_prefix(".").ok().filter(|rest| !rest.as_os_str().is_empty());
    let text = short.unwrap_or(path).to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }
}
