//! Names and endings of the formats that are read.

use std::borrow::Cow;

/// How a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Plain text.
    Plain,
    /// Markdown, with the additions of Quarto, R Markdown, `MyST`, Docusaurus and `MkDocs`.
    Markdown,
    /// Markdown with components.
    Mdx,
    /// JSON Lines: one document a line.
    JsonLines,
    /// JSON: a list of documents.
    Json,
    /// Jupyter notebooks.
    Notebook,
    /// Mail, one message a file.
    Mail,
    /// HTML.
    Html,
    /// Office Open XML, a package of parts.
    Docx,
    /// `AsciiDoc`.
    AsciiDoc,
    /// `reStructuredText`.
    ReStructuredText,
    /// `LaTeX`.
    Latex,
}

impl Format {
    /// Every format, with its name and the endings of its files.
    pub const ALL: [(Self, &'static str, &'static [&'static str]); 12] = [
        (Self::Plain, "plain", &["txt", "text"]),
        (
            Self::Markdown,
            "markdown",
            &["md", "markdown", "mkd", "mkdn", "mdown", "mdwn", "mdtxt", "mdtext", "markdn", "qmd", "rmd"],
        ),
        (Self::Mdx, "mdx", &["mdx"]),
        (Self::JsonLines, "jsonl", &["jsonl", "ndjson"]),
        (Self::Json, "json", &["json"]),
        (Self::Notebook, "notebook", &["ipynb"]),
        (Self::Mail, "mail", &["eml"]),
        (Self::Html, "html", &["html", "htm", "xhtml"]),
        (Self::Docx, "docx", &["docx"]),
        (Self::AsciiDoc, "asciidoc", &["adoc", "asciidoc", "asc"]),
        (Self::ReStructuredText, "rst", &["rst"]),
        (Self::Latex, "latex", &["tex", "latex"]),
    ];

    /// The format of a name, as `--format-in` takes it.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known, _)| *known == name).map(|(format, ..)| *format)
    }

    /// The format of a file extension.
    pub fn from_path(path: &str) -> Option<Self> {
        let (_, ending) = path.rsplit(['/', '\\']).next()?.rsplit_once('.')?;
        let ending = ending.to_ascii_lowercase();
        Self::ALL.iter().find(|(.., endings)| endings.contains(&ending.as_str())).map(|(format, ..)| *format)
    }

    /// The name of the format that an ending or a misspelt name means: "markdown" for "md".
    pub fn meant(word: &str) -> Option<&'static str> {
        let word = word.trim_start_matches(['*', '.']);
        Self::from_path(&format!("a.{word}")).map(Self::name)
    }

    /// The format detected from the first bytes: a package, a page, records; `None` for anything else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"PK\x03\x04") {
            return Some(Self::Docx);
        }
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes).trim_ascii_start();
        let starts =
            |word: &str| bytes.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word.as_bytes()));
        if ["<!doctype html", "<html"].iter().any(|word| starts(word)) {
            return Some(Self::Html);
        }
        if starts("\\documentclass") {
            return Some(Self::Latex);
        }
        let line = bytes.split(|&byte| byte == b'\n').next().unwrap_or_default();
        let is_record = line.starts_with(b"{")
            && serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>(line)
                .is_ok_and(|record| record.get("text").is_some_and(serde_json::Value::is_string));
        is_record.then_some(Self::JsonLines)
    }

    /// Returns `true` if files of the format are packages of parts, not single texts.
    pub fn is_package(self) -> bool {
        matches!(self, Self::Docx | Self::Mail)
    }

    /// Returns `true` if files of the format hold many documents.
    pub fn is_records(self) -> bool {
        matches!(self, Self::JsonLines | Self::Json)
    }

    /// Returns `true` if most files of the format in a folder are no drafts, so that only named ones are read.
    pub fn is_read_only_if_named(self) -> bool {
        self == Self::Json
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(format, ..)| *format == self).map_or("plain", |(_, name, _)| name)
    }

    /// A text as it is written in a file of the format, in the place of another.
    pub fn written(self, text: &str) -> Cow<'_, str> {
        if self != Self::Notebook {
            return Cow::Borrowed(text);
        }
        let quoted = serde_json::Value::from(text).to_string();
        Cow::Owned(quoted[1..quoted.len() - 1].to_owned())
    }

    /// Names of all formats.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Self::ALL.iter().map(|(_, name, _)| *name)
    }
}
