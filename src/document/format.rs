//! Names and endings of the formats that are read.

/// How a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Plain text.
    Plain,
    /// Markdown.
    Markdown,
    /// JSON Lines: one document a line.
    JsonLines,
}

impl Format {
    /// Every format, with its name and the endings of its files.
    pub const ALL: [(Self, &'static str, &'static [&'static str]); 3] = [
        (Self::Plain, "plain", &["txt", "text"]),
        (Self::Markdown, "markdown", &["md", "markdown"]),
        (Self::JsonLines, "jsonl", &["jsonl", "ndjson"]),
    ];

    /// The format of a name, as `--format-in` takes it.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known, _)| *known == name).map(|(format, ..)| *format)
    }

    /// The format that a file's ending tells.
    pub fn from_path(path: &str) -> Option<Self> {
        let (_, ending) = path.rsplit(['/', '\\']).next()?.rsplit_once('.')?;
        let ending = ending.to_ascii_lowercase();
        Self::ALL.iter().find(|(.., endings)| endings.contains(&ending.as_str())).map(|(format, ..)| *format)
    }

    /// Names of all formats.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Self::ALL.iter().map(|(_, name, _)| *name)
    }
}
