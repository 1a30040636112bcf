//! Addresses of documents and the paths they stand for.

use std::path::{Path, PathBuf};

use url::Url;

/// The file of an address; `None` if it is in no file, such as a document that is not saved yet.
pub(super) fn file(uri: &Url) -> Option<PathBuf> {
    if uri.scheme() == "file" { uri.to_file_path().ok() } else { None }
}

/// The path under which a document is checked: that of its file, or its name.
pub(super) fn path(uri: &Url) -> PathBuf {
    file(uri).unwrap_or_else(|| PathBuf::from(uri.path().rsplit('/').next().unwrap_or_default()))
}

/// The address of an absolute path.
pub(super) fn of_path(path: &Path) -> Option<Url> {
    Url::from_file_path(path).ok()
}
